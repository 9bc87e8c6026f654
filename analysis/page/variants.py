"""A known page as another layout would break it: columns elsewhere, blocks out of order, other blank lines, no leads.

In comes a page whose lines' roles are known, out comes one of the same text.  Where a column ends and how much space
stands between lines is chance, and must not be learned as a law.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import NamedTuple

from analysis.page.leads import lead_of
from analysis.page.lines import Line
from analysis.page.roles import ROLES
from analysis.page.vocabulary import LONG

GAPS = (1, 2, 2, 2, 3, 4)  # line ends between two lines of a page spaced by chance
# Of the stories with crossheads; without, those of short stories are taken for headlines of briefs (F1 of crossheads
# on unseen pages 0.923, with 0.3 it is 0.913: means of two fits).
SHORTENED = 0.5
STRAY = 0.2  # of its lines that have a stray blank above
HEADLINE, PARAGRAPH, REST, CROSSHEAD, BYLINE = range(len(ROLES))


class Known(NamedTuple):
    """A page whose lines' roles are known: those of its lines that carry no mark of their own."""

    lines: list[Line]
    between: list[tuple[str, ...]]
    roles: list[int]


Row = tuple[Line, tuple[str, ...], int]


def variant(page: Known, chance: random.Random) -> Known:
    """The page as another layout might break it."""
    leads, breaks = chance.choice([0, 0.5, 1]), chance.choice([0.3, 0.6, 0.9])
    rows: list[Row] = []
    for article in articles(zip(*page, strict=True)):
        article = article if chance.random() < leads else _without_lead(article)
        article = _shortened(article, chance) if chance.random() < SHORTENED else article
        rows += _torn(article, chance) if chance.random() < breaks else article
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


def _shortened(article: list[Row], chance: random.Random) -> list[Row]:
    """A story with its first sections, and of each a paragraph or two, as short stories with crossheads have them."""
    starts = [n for n in range(1, len(article)) if article[n][2] == CROSSHEAD != article[n - 1][2]]
    if len(starts) < 2:
        return article
    edges = [0, *starts, len(article)]
    sections = [article[start:end] for start, end in pairwise(edges)][: chance.randint(3, 4)]
    return [row for section in sections for row in _beginning(section, chance.choice([1, 1, 2, 3]))]


def _beginning(section: list[Row], paragraphs: int) -> list[Row]:
    """A section down to the end of one of its paragraphs."""
    begun = accumulate(row[2] == PARAGRAPH for row in section)
    return [row for row, number in zip(section, begun, strict=True) if number <= paragraphs]


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
    return [*article[:n], above, (below, (), REST), *article[n + 1 :]]


def _interleaved(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows with two neighbouring articles cut at a column break and set A B A B, as a page is read by blocks."""
    parts = articles(rows)
    breaks = [[n for n, row in enumerate(part) if row[2] == REST] for part in parts]
    able = [n for n in range(len(parts) - 1) if breaks[n] and breaks[n + 1]]
    if not able:
        return rows
    n = chance.choice(able)
    (a, b), (i, j) = parts[n : n + 2], map(chance.choice, breaks[n : n + 2])
    goes_on = (b[j][0], (), PARAGRAPH)  # below a closed paragraph nothing tells that it is torn
    parts[n : n + 2] = [a[:i] + b[:j] + a[i:] + [goes_on] + b[j + 1 :]]
    return [row for part in parts for row in part]


def _line(text: str, gap: int) -> Line:
    return Line(0, 0, text.strip(), gap, False)


def _spaced(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows with the blank lines that a page has: as they are, none, none between paragraphs, or any."""
    way = chance.choice(["as printed", "as printed", "none", "between articles", "by chance"])
    spaced, above = [], HEADLINE
    for line, between, role in rows:
        starts = role == HEADLINE != above
        above = role
        gap = {"as printed": line.gap, "none": 1, "between articles": 1 + starts}.get(way, chance.choice(GAPS))
        blank = chance.random() < STRAY if way == "by chance" else line.spaced and gap > 1
        spaced.append((line._replace(gap=gap, spaced=blank), between, role))
    return spaced
