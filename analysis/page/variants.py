"""A known page as other papers would print it: with kickers, crossheads, signatures, with and without leads.

In comes a page whose lines' roles are known, out comes one with lines added, taken out or set closer.  Known pages
are of few papers; what differs from paper to paper must not be learned as a law.  What is added is made of the
page's own clauses and of invented names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.page.lines import Line
from analysis.page.roles import ROLES
from analysis.page.signatures import lead_of
from analysis.page.vocabulary import LONG

HEADLINE, PARAGRAPH, REST, CROSSHEAD, BYLINE = range(len(ROLES))
CLAUSE = re.compile(r"[^,。;:!?、“”()…—]{4,24}")
ENDINGS = ["强调", "指出", "要求", "时强调", "时指出", "——", "表示", "", "", "", ""]  # of a kicker
PART = ["参加", "出席", "主持", "出席并讲话", "等参加", "陪同调研", "主持会议", "讲话"]  # what a deck says of people
ITEMS = ["一、二、三、四、五、六、七、八、", "1.2.3.4.5.6.7.8.", "■■■■■■■■", "(一)(二)(三)(四)(五)(六)(七)(八)"]
SIGNS = [
    "本报记者 {}",
    "记者 {}",
    "首席记者 {}",
    "本报记者 {} 通讯员 {}",
    "见习记者 {}",
    "本报记者 {} 文/图",
    "{}",
    "{}",
    "{} {}",
]


class Known(NamedTuple):
    """A page whose lines' roles are known: those of its lines that carry no mark of their own."""

    lines: list[Line]
    between: list[bool]
    roles: list[int]


Row = tuple[Line, bool, int]


def variant(page: Known, chance: random.Random) -> Known:
    """The page as another paper might print it."""
    leads, kickers, crossheads = chance.choice([0, 0.5, 1]), chance.choice([0, 0.3, 0.6]), chance.choice([0, 0.4, 0.9])
    signs, briefs, torn = chance.choice([0, 0, 0.3, 0.9]), chance.choice([0, 0, 0.3]), chance.choice([0, 0, 0.3])
    breaks = chance.choice([0, 0, 0.3, 0.6])
    rows: list[Row] = []
    for article in articles(zip(*page, strict=True)):
        article = _cut_short(article, chance) if chance.random() < briefs else article
        article = _with_longer_headline(article, chance) if chance.random() < 0.1 else article
        article = _with_torn_headline(article, chance) if chance.random() < torn else article
        article = article if chance.random() < leads else _without_lead(article)
        article = _torn(article, chance) if chance.random() < breaks else article
        article = _with_kicker(article, chance) if chance.random() < kickers else article
        article = _with_deck(article, chance) if chance.random() < kickers / 2 else article
        article = _with_crossheads(article, chance) if chance.random() < crossheads else article
        rows += _signed(article, chance) if chance.random() < signs else article
    if chance.random() < 0.3:
        rows = _interleaved(rows, chance)
    lines, between, roles = zip(*_spaced(rows, chance), strict=True)
    return Known(list(lines), list(between), list(roles))


def articles(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of a page by article: an article begins where a headline begins."""
    parts: list[list[Row]] = []
    above = None
    for row in rows:
        if not parts or (row[2] == HEADLINE != above):
            parts.append([])
        parts[-1].append(row)
        above = row[2]
    return parts


def _without_lead(article: list[Row]) -> list[Row]:
    rows = []
    for line, between, role in article:
        lead = lead_of(line.text)
        cut = lead.end if lead and role == PARAGRAPH and len(line.text) > lead.end + 8 else 0
        rows.append((line._replace(text=line.text[cut:].strip()), between, role))
    return rows


def _cut_short(article: list[Row], chance: random.Random) -> list[Row]:
    """The article as a brief: its headline and its first paragraphs, one or two."""
    paragraphs = [n for n, row in enumerate(article) if row[2] == PARAGRAPH]
    at = chance.choice([1, 1, 2])
    return article[: paragraphs[at]] if at < len(paragraphs) else article


def _with_longer_headline(article: list[Row], chance: random.Random) -> list[Row]:
    """The article with a colon, a comma, a dash or a column's name in its headline."""
    (line, between, role), clauses = article[0], [c for c in _clauses(article) if len(c) < 12]
    if role != HEADLINE or len(line.text) > 20 or not clauses:
        return article
    if chance.random() < 0.2:
        return [(line._replace(text=chance.choice(read_words("columns"))), between, role), *article[1:]]
    text = chance.choice(["{0}:{1}", "{1}:{0}", "{0},{1}", "{0}——{1}", "——{0}", "{0}({1})"])
    return [(line._replace(text=text.format(line.text, chance.choice(clauses)[:8])), between, role), *article[1:]]


def _with_torn_headline(article: list[Row], chance: random.Random) -> list[Row]:
    """The article with its headline over two lines."""
    line, between, role = article[0]
    if role != HEADLINE or len(line.text) < 9:
        return article
    at = len(line.text) // 2 + chance.choice([-2, -1, 0, 1, 2])
    below = _line(line.text[at:], chance.choice([1, 1, 2]))
    return [(line._replace(text=line.text[:at].strip()), between, role), (below, False, role), *article[1:]]


def _torn(article: list[Row], chance: random.Random) -> list[Row]:
    """The article with a column break near the beginning or the end of a paragraph, where a torn line is short."""
    able = [n for n, (line, _, role) in enumerate(article) if role == PARAGRAPH and len(line.text) > 2 * LONG]
    if not able:
        return article
    n = chance.choice(able)
    line, between, role = article[n]
    lead = lead_of(line.text)
    at = (lead.end if lead else 0) + chance.randint(5, 26) if chance.random() < 0.6 else -chance.randint(2, 26)
    below = _line(line.text[at:], chance.choice([1, 2, 2, 3]))
    above = (line._replace(text=line.text[:at].strip()), between, role)
    return [*article[:n], above, (below, False, REST), *article[n + 1 :]]


def _clauses(article: list[Row]) -> list[str]:
    return [c for line, _, role in article if role in (PARAGRAPH, REST) for c in CLAUSE.findall(line.text)]


def _with_kicker(article: list[Row], chance: random.Random) -> list[Row]:
    clauses = [c for c in _clauses(article)[:8] if len(c) >= 6]
    if not clauses or sum(role == HEADLINE for *_, role in article) > 3:
        return article
    at = chance.randrange(len(clauses))
    text = ("," if chance.random() < 0.5 else " ").join(clauses[at : at + chance.choice([1, 1, 2])])
    return [
        (_line(text[:32] + chance.choice(ENDINGS), article[0][0].gap), False, HEADLINE),
        _closer(article[0], chance),
        *article[1:],
    ]


def _with_deck(article: list[Row], chance: random.Random) -> list[Row]:
    clauses, heads = [c for c in _clauses(article) if len(c) >= 6], sum(role == HEADLINE for *_, role in article)
    if not clauses or heads > 3:
        return article
    if chance.random() < 0.4:
        names = " ".join(_name(chance) for _ in range(chance.choice([1, 1, 2])))
        took_part = _line(names + chance.choice(PART), chance.choice([1, 2]))
        return [*article[:heads], (took_part, False, HEADLINE), *article[heads:]]
    text = chance.choice(["", "", "——"]) + " ".join(chance.sample(clauses, min(len(clauses), chance.choice([1, 2]))))
    return [*article[:heads], (_line(text[:36], chance.choice([1, 2])), False, HEADLINE), *article[heads:]]


def _with_crossheads(article: list[Row], chance: random.Random) -> list[Row]:
    paragraphs = [n for n, row in enumerate(article) if row[2] == PARAGRAPH]
    if len(paragraphs) < 4 or any(row[2] == CROSSHEAD for row in article):
        return article
    step, first, size = chance.choice([1, 2, 2, 3, 4]), chance.choice([0, 1, 1, 2]), chance.randint(4, 13)
    items = re.findall(r"[^、.)]{0,4}[、.)]|■", chance.choice(ITEMS)) if chance.random() < 0.3 else [""] * 8
    style = chance.choice(["{}", "{}", "{}", "“{}”", "{} {}"])
    ordinal, signed = chance.choice(["", "", "", "第{}计", "第{}招", "之{}"]), chance.random() < 0.15
    below = {n for n in paragraphs[first::step][: len(items)] if _heads(article[n][0].text)}
    rows: list[Row] = []
    for n, row in enumerate(article):
        if n in below and (clauses := _clauses(article[n : n + step + 1])):
            near = sorted(clauses, key=lambda clause: abs(len(clause) - size))[:2] * 2
            at = len([k for k in below if k < n])
            if signed and rows[-1][2] in (PARAGRAPH, REST):
                rows[-1] = (rows[-1][0]._replace(text=f"{rows[-1][0].text} 本报记者 {_name(chance)}"), *rows[-1][1:])
            if ordinal:
                rows.append((_line(ordinal.format(at + 1), row[0].gap), False, CROSSHEAD))
            text = items[at] + style.format(near[0], near[1])
            rows.append((_line(text[-4:] if size < 6 else text, row[0].gap), False, CROSSHEAD))
            if ordinal and chance.random() < 0.5:
                rows.append((_line(near[1], 1), False, CROSSHEAD))
            row = _closer(row, chance)
        rows.append(row)
    return rows


def _heads(text: str) -> bool:
    """Whether a crosshead may stand above: it is text for certain, and not an article's first."""
    return (len(text) > LONG or text.endswith("。")) and lead_of(text) is None


def _signed(article: list[Row], chance: random.Random) -> list[Row]:
    sign = chance.choice(SIGNS).format(_name(chance), _name(chance))
    if (
        sign.isalpha()
        and "记者" not in sign
        and chance.random() < 0.4
        and (words := [c for c in _clauses(article) if c.isalpha()])
    ):
        sign = chance.choice(words)[-chance.choice([2, 2, 3]) :]  # a pen name has no surname
    heads = sum(role == HEADLINE for *_, role in article)
    if chance.random() < 0.4 or "记者" not in sign:
        return [*article[:heads], (_line(sign, 2), False, BYLINE), *article[heads:]]
    if chance.random() < 0.5:
        return [*article, (_line(sign, 2), False, BYLINE)]
    line, between, role = article[-1]
    end = chance.choice(["", " ", "("])
    sign = chance.choice([sign, _name(chance)]) if end == "(" else sign
    text = line.text + end + sign + ")" * (end == "(")
    return [*article[:-1], (line._replace(text=text), between, role)] if role in (PARAGRAPH, REST) else article


def _interleaved(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows with two neighbouring articles cut at a column break and set A B A B, as a page is read by blocks."""
    parts = articles(rows)
    breaks = [[n for n, row in enumerate(part) if row[2] == REST] for part in parts]
    able = [n for n in range(len(parts) - 1) if breaks[n] and breaks[n + 1]]
    if not able:
        return rows
    n = chance.choice(able)
    (a, b), (i, j) = parts[n : n + 2], map(chance.choice, breaks[n : n + 2])
    goes_on = (b[j][0], False, PARAGRAPH)  # below a closed paragraph nothing tells that it is torn
    parts[n : n + 2] = [a[:i] + b[:j] + a[i:] + [goes_on] + b[j + 1 :]]
    return [row for part in parts for row in part]


def _name(chance: random.Random) -> str:
    return chance.choice(read_words("surnames")) + "".join(
        chance.sample("文明志伟建华国强晓红丽芳静雅思远海波", chance.choice([1, 2]))
    )


def _line(text: str, gap: int) -> Line:
    return Line(0, 0, text.strip(), gap, False)


def _closer(row: Row, chance: random.Random) -> Row:
    return (row[0]._replace(gap=chance.choice([1, 2])), *row[1:])


def _spaced(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows with the blank lines that a page has: as they are, none at all, or none between paragraphs."""
    way = chance.choice(["as printed", "as printed", "none", "between articles"])
    spaced, above = [], HEADLINE
    for line, between, role in rows:
        starts = role == HEADLINE != above
        above = role
        gap = line.gap if way == "as printed" else 1 if way == "none" or not starts else 2
        spaced.append((line._replace(gap=gap, spaced=line.spaced and gap > 1), between, role))
    return spaced
