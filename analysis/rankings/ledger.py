"""The ledger: which quantities the page itself proves, which it bounds, which it states once, and what contradicts.

Every check is a rule of arithmetic that holds on any page; its row names the operands and where they stand.
A contradiction is a row like any other, and outweighs all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.page import Page
from analysis.rankings.entities import CLAUSE_END, listed
from analysis.rankings.numerals import number_or_none

SIZE = re.compile(r"(?<!\d)([百千]|\d+|[二三四五六七八九]百)强")
STOPS = "。!?！？\n"
FRACTION = {"%": 100, "成": 10}
VERDICTS = ["contradiction", "proved", "bounded"]  # the strongest first
LEDGER = ["check", "verdict", "statement", "quantities", "start", "end", "quotes"]


Rows = list[Any]  # the rows of the quantities table of one article, as `itertuples` gives them


class Line(NamedTuple):
    """One line of the ledger before its quotes are looked up: the rule, its outcome, the rows it rests on."""

    check: str
    verdict: str
    statement: str
    rows: tuple[int, ...]
    others: tuple[tuple[int, int], ...] = ()


def check(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """The checks that the quantities of `page` undergo: one row for each rule and the quantities it compares.

    Columns: `check` (the rule's name), `verdict` (proved, bounded, contradiction), `statement` (the arithmetic),
    `quantities` (row labels of the quantities it speaks of), `start`, `end`, `quotes` (tuples: all that it was
    read from, a list of names included).  A quantity in no row is stated once: `standing` says so.
    """
    spans = dict(zip(quantities.index, zip(quantities.start, quantities.end, strict=True), strict=True))
    return pd.DataFrame([_row(line, spans, page.text) for line in lines(quantities, page.text)], columns=LEDGER)


def lines(quantities: pd.DataFrame, text: str) -> list[Line]:
    """The lines of the ledger, article by article, rule by rule."""
    rules = (list_length, ranks_rise, ranks_counted, within_list, part_of_whole, share_of_counts, stated_twice)
    articles: dict[int, Rows] = {}
    for row in quantities.itertuples():
        articles.setdefault(int(str(row.article)), []).append(row)
    return [line for rows in articles.values() for rule in rules for line in rule(rows, text)]


def standing(quantities: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """The standing of each quantity: the strongest verdict that names it, else `stated once`; a series by row label."""
    verdicts: dict = dict.fromkeys(quantities.index, "stated once")
    for verdict in reversed(VERDICTS):
        for rows in ledger.quantities[ledger.verdict == verdict]:
            verdicts.update(dict.fromkeys(rows, verdict))
    return pd.Series(verdicts, name="standing", dtype=object)


def _row(line: Line, spans: dict, text: str) -> tuple:
    places = sorted({*(spans[row] for row in line.rows), *line.others})
    quotes = tuple(text[a:b] for a, b in places)
    return (*line[:4], tuple(a for a, _ in places), tuple(b for _, b in places), quotes)


def _verdict(holds: bool, strong: str = "proved") -> str:
    return strong if holds else "contradiction"


def _counts(rows: Rows) -> Rows:
    return [row for row in rows if row.kind == "count" and row.paragraph > 0]


def _ranks(rows: Rows) -> Rows:
    return [row for row in rows if row.kind == "rank" and row.unit == "位" and row.value > 0]


def list_length(rows: Rows, text: str) -> Iterator[Line]:
    """A list of names that stands right before a count (甲、乙、丙3个区) is as long as the count says."""
    for row in _counts(rows):
        names, start = _list_before(text, row)
        if names:
            statement = f"{len(names)} names = {row.value:g}"
            yield Line("list length", _verdict(len(names) == row.value), statement, (row.Index,), ((start, row.start),))


def _list_before(text: str, row: Any) -> tuple[list[str], int]:
    """Three or more short names that end where the quantity begins, and where their clause begins; else none."""
    before = CLAUSE_END.split(text[max(0, row.start - 120) : row.start])[-1]
    names = listed(before)
    whole = len(names) > 2 and not row.modifier and not before.endswith("等") and "\n" not in before
    return (names if whole and max(map(len, names)) <= 6 else []), row.start - len(before)


def ranks_rise(rows: Rows, text: str) -> Iterator[Line]:
    """Ranks listed in one breath (第7、第29、第43) rise."""
    for run in _runs(rows, text):
        holds = all(a.value < b.value for a, b in pairwise(run))
        statement = " < ".join(f"{row.value:g}" for row in run)
        yield Line("ranks rise", _verdict(holds, "bounded"), statement, tuple(row.Index for row in run))


def ranks_counted(rows: Rows, text: str) -> Iterator[Line]:
    """As many ranks as things that rank, where a count says how many (4个区上榜,分别位列…).

    Their number is proved by it, not what they say: the line speaks of the count alone.
    """
    for run in _runs(rows, text):
        first = run[0].start
        for count in [row for row in _counts(rows) if first - 40 < row.start < first][-1:]:
            if "分别" in text[count.end : first] and not re.search(r"[。;；]", text[count.end : first]):
                statement = f"{len(run)} ranks = {count.value:g}"
                spans = tuple((row.start, row.end) for row in run)
                yield Line("ranks counted", _verdict(len(run) == count.value), statement, (count.Index,), spans)


def _runs(rows: Rows, text: str) -> Iterator[Rows]:
    """Three or more ranks with nothing but a comma or 和 between them."""
    run: Rows = []
    for row in _ranks(rows):
        if run and not re.fullmatch(r"[、和与及,，]?", text[run[-1].end : row.start]):
            yield from [run] * (len(run) > 2)
            run = []
        run.append(row)
    yield from [run] * (len(run) > 2)


def within_list(rows: Rows, text: str) -> Iterator[Line]:
    """No rank, no count of its members, and no sum of the counts of two parts exceeds the one list that is named."""
    sizes = _sizes(rows, text)
    if len(sizes) != 1:
        return
    size, span = next(iter(sizes.items()))
    members = [[row] for row in _ranks(rows)] + [[row] for row in _members(rows, text)]
    for group in members + _parts(rows, text):
        total = sum(row.value for row in group)
        statement = " + ".join(f"{row.value:g}" for row in group) + f" = {total:g}" * (len(group) > 1) + f" ≤ {size}"
        yield Line("within list", _verdict(total <= size, "bounded"), statement, tuple(r.Index for r in group), (span,))


def _sizes(rows: Rows, text: str) -> dict[int, tuple[int, int]]:
    """The sizes of the lists that the article names (百强: 100), each with its first place in the text."""
    found: dict[int, tuple[int, int]] = {}
    for m in SIZE.finditer(text, rows[0].start, rows[-1].end):
        size = {"百": 100.0, "千": 1000.0}.get(m[1]) or number_or_none(m[1])
        if size:
            found.setdefault(int(size), m.span())
    return found


def _members(rows: Rows, text: str) -> Rows:
    """Counts in the sentences that name the list (跻身百强区, 百强区…共有75个城区)."""
    return [row for row in _counts(rows) if SIZE.search(_sentence(text, row))]


def _parts(rows: Rows, text: str) -> list[Rows]:
    """The places that different parts hold, counted in one sentence and parted by semicolons (甲29个;乙仅10个)."""
    groups: dict[str, Rows] = {}
    for row in _members(rows, text):
        groups.setdefault(_sentence(text, row), []).append(row)
    return [g for s, g in groups.items() if len(g) > 1 and len(g) <= len(re.split("[;；]", s))]


def _sentence(text: str, row: Any) -> str:
    left = max(text.rfind(stop, 0, row.start) for stop in STOPS) + 1
    right = min((n for stop in STOPS if (n := text.find(stop, row.end)) >= 0), default=len(text))
    return text[left:right]


def named_list(quantities: pd.DataFrame, page: Page) -> tuple[int, tuple[int, int]] | None:
    """The size of the list that the page's ranks stand in, and where it is named; None if not one list is named."""
    ranked = quantities[(quantities.kind == "rank") & (quantities.unit == "位")].article.unique()
    rows = list(quantities[quantities.article.isin(ranked)].itertuples())
    sizes = _sizes(rows, page.text) if len(ranked) == 1 else {}
    return next(iter(sizes.items())) if len(sizes) == 1 else None


def places(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """How many places of the named list each part holds: `part, low, high, start, end, quote`, one row a part.

    A part whose count is printed has `low == high`; the others of the list of parts (甲、乙、丙3个省份) share what
    is left, none more than the one that is said to have the most, and have no span.  Empty if the page has none.
    Assumes that the parts it lists are all there are and that every place is filled.
    """
    rows = []
    for _, article in quantities.groupby("article"):
        rows += _places(list(article.itertuples()), page.text)
    return pd.DataFrame(rows, columns=["part", "low", "high", "start", "end", "quote"])


def _places(rows: Rows, text: str) -> list[tuple]:
    sizes, parts = list(_sizes(rows, text)), _parts(rows, text)
    lists = [names for row in _counts(rows) if (names := _list_before(text, row)[0])]
    if len(sizes) != 1 or len(parts) != 1:
        return []
    printed = {row.entity.removesuffix("省"): row for row in parts[0]}
    names = next((names for names in lists if set(printed) <= set(names)), [])
    others = [name for name in names if name not in printed]
    left, top = sizes[0] - sum(row.value for row in parts[0]), max(parts[0], key=lambda row: row.value)
    cap = top.value if re.search("最多", text[top.end : top.end + 20]) else left
    if not others:
        return []
    known = [(name, row.value, row.value, row.start, row.end, row.quote) for name, row in printed.items()]
    low = max(0, left - (len(others) - 1) * cap)
    return known + [(name, low, min(cap, left), None, None, "") for name in others]


def part_of_whole(rows: Rows, text: str) -> Iterator[Line]:
    """Of two counts in 在…N个…中,…M个, the second is no more than the first."""
    for whole, part in _shared(rows, text):
        statement = f"{part.value:g} ≤ {whole.value:g}"
        verdict = _verdict(part.value <= whole.value, "bounded")
        yield Line("part of whole", verdict, statement, (whole.Index, part.Index))


def _shared(rows: Rows, text: str) -> Iterator[tuple[Any, Any]]:
    for whole, part in pairwise(_counts(rows)):
        between = text[whole.end : part.start]
        if re.match(r"[^,，。;；]{0,12}[中里内]有?[,，]?", between) and not re.search(r"[。;；]", between):
            yield whole, part


def share_of_counts(rows: Rows, text: str) -> Iterator[Line]:
    """A share that follows part and whole in their sentence (…,占全省的四成) is their ratio, as exactly as printed."""
    for whole, part in _shared(rows, text):
        for share in [row for row in rows if row.kind == "share" and part.end < row.start < part.end + 40][:1]:
            between = text[part.end : share.start]
            if "占" in between and not re.search(r"[。;；]", between) and whole.value:
                ratio = part.value / whole.value * FRACTION.get(share.unit, 1)
                verdict = _verdict(_agrees(ratio, share.value, share.modifier))
                statement = f"{part.value:g} / {whole.value:g} = {ratio:.4g}, printed {share.quote}"
                yield Line("share = part / whole", verdict, statement, (whole.Index, part.Index, share.Index))


def _agrees(ratio: float, printed: float, modifier: str) -> bool:
    """Whether the ratio rounds to the printed digits; 近 and 超 place it one unit of them below or above instead."""
    step = 10.0 ** -len(f"{printed:g}".partition(".")[2])
    if re.search("超|逾|以上|多|余|过", modifier):
        return printed <= ratio < printed + step
    if re.search("近|不到|不足|以下", modifier):
        return printed - step < ratio <= printed
    return abs(ratio - printed) <= step / 2


def stated_twice(rows: Rows, text: str) -> Iterator[Line]:
    """Counts of the same things agree wherever they are stated."""
    for key, group in _same(rows, text).items():
        if len(group) > 1:
            statement = f"{key}: " + " = ".join(f"{row.value:g}" for row in group)
            verdict = _verdict(len({row.value for row in group}) == 1)
            yield Line("stated twice", verdict, statement, tuple(row.Index for row in group))


def _same(rows: Rows, text: str) -> dict[str, Rows]:
    """Counts by what they count: the list of names before them, or the article's one province and 全省.

    A count in a headline joins the list whose noun it shares, if there is but one (四城区, 甲、乙3个区).
    """
    groups: dict[str, Rows] = {}
    provinces = {name for row in _counts(rows) if (name := _province(text, row))}
    for row in _counts(rows):
        names, _ = _list_before(text, row)
        if names:
            groups.setdefault("、".join(names), []).append(row)
        elif len(provinces) == 1 and (_province(text, row) or re.search("[全我]省[^,，。]{0,5}$", _before(text, row))):
            groups.setdefault(next(iter(provinces)), []).append(row)
    for row in [row for row in rows if row.kind == "count" and row.paragraph == 0]:
        lists = [key for key in groups if "、" in key and _noun(text, groups[key][0]) == _noun(text, row)]
        if len(lists) == 1:
            groups[lists[0]].insert(0, row)
    return groups


def _before(text: str, row: Any) -> str:
    return text[max(0, row.start - 12) : row.start]


def _noun(text: str, row: Any) -> str:
    """The last character of what is counted: 4个区 and 四城区 both count 区."""
    m = re.match(r"[一-龥]{0,3}?(区|省|市|县|家|人|国|村)", text[row.end - 1 : row.end + 3])
    return m[1] if m else row.unit


def _province(text: str, row: Any) -> str:
    """The province that opens the clause of a count (山西省较少,仅有10个), if one does."""
    m = re.match(r"([一-龥]{2,3}省)", re.split(r"[。;；]", text[max(0, row.start - 30) : row.start])[-1])
    return m[1] if m else ""
