"""What the ledger's rules compare: counts, lists of names, runs of ranks, wholes and parts, read off one article.

Two numbers are operands of one rule only if the text puts them together: a list right before a count, one sentence,
one breath.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from analysis.rankings.entities import CLAUSE_END, known_places, listed
from analysis.rankings.numerals import number_or_none

SIZE = re.compile(r"(?<!\d)([百千]|\d+|[二三四五六七八九]百)强")
STOPS = "。!?！？\n"
SENTENCES = re.compile(f"[{STOPS}]")  # where sentences end
CLAUSES = re.compile(f"[{STOPS};；]")  # where what is told in one breath ends
LINK = re.compile("[、和与及,，]?")
NAME = re.compile(r"(?!.{0,5}[的等共各其])[一-龥]{2,6}(?<![分着了过到为是有在约近内])")
AMONG = re.compile(r"[^,，。;；到入在]{0,12}中(?:[,，]|有)")
OPENING = "(?:在|由|对|走进|来到|前往|赴)"
PLACES = "省市县区镇乡村州国"  # the last characters of places: names that end so are of one kind
REACH = 300  # characters about a quantity that are its sentence: few are longer, and time stays linear

Rows = list[Any]  # the rows of the quantities table of one article, as `itertuples` gives them


def counts(rows: Rows) -> Rows:
    """The counts of the article's paragraphs; those of its headlines repeat them."""
    return [row for row in rows if row.kind == "count" and row.paragraph > 0]


def ranked(rows: Rows) -> Rows:
    """Single places; 前N名 and places from below are none."""
    return [row for row in rows if row.kind == "rank" and row.unit == "位" and row.value > 0]


def list_before(text: str, row: Any) -> tuple[list[str], int]:
    """Short names that end where the quantity begins, and where their clause begins; two only if longer than 男、女."""
    clause = CLAUSE_END.split(text[max(0, row.start - 120) : row.start])[-1]
    names = listed(re.sub(r"\s+", "", clause))
    several = len(names) > 2 or (len(names) == 2 and "、" in clause and min(map(len, names)) > 2)
    clean = several and not row.modifier and all(map(NAME.fullmatch, names))
    return (names if clean else []), row.start - len(clause)


def alike(names: list[str], text: str, row: Any) -> bool:
    """Whether a list and the count after it must agree: places, or told by a preposition (在甲苑、乙园两个小区,)."""
    before = text[max(0, row.start - 120) : row.start]
    told = re.search(f"{OPENING}$", before[: max(0, before.rfind(names[0] + "、"))])
    closed = re.match("[一-龥]{1,4}[,，。;；]", text[row.end : row.end + 6])
    return all(name[-1] in PLACES or name in known_places() for name in names) or bool(told and closed)


def in_one_breath(rows: Rows, text: str) -> list[Rows]:
    """The rows in runs of one kind, with nothing but a comma or 和 between each and the next."""
    found: list[Rows] = []
    for row in rows:
        last = found[-1][-1] if found else None
        if last and last.kind == row.kind and LINK.fullmatch(text, last.end, row.start):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def runs(rows: Rows, text: str) -> list[Rows]:
    """Three or more ranks in one breath."""
    return [run for run in in_one_breath(ranked(rows), text) if len(run) > 2]


def listed_quantities(rows: Rows, text: str) -> list[Rows]:
    """Two or more ranks or shares in one breath."""
    listed = [row for row in rows if row.kind in ("rank", "share") and row.unit != "前N名"]
    return [run for run in in_one_breath(listed, text) if len(run) > 1]


def sizes_named(rows: Rows, text: str) -> dict[int, tuple[int, int]]:
    """The sizes of the lists that the article names (百强: 100), each with its first place in the text."""
    found: dict[int, tuple[int, int]] = {}
    for m in SIZE.finditer(text, rows[0].start, rows[-1].end):
        size = {"百": 100.0, "千": 1000.0}.get(m[1]) or number_or_none(m[1])
        if size:
            found.setdefault(int(size), m.span())
    return found


def members(rows: Rows, text: str) -> Rows:
    """Counts in the sentences that name the list (跻身百强区, 百强区…共有75个城区)."""
    return [row for row in counts(rows) if SIZE.search(sentence(text, row))]


def parts_counted(rows: Rows, text: str) -> list[Rows]:
    """The places that different parts hold, counted in one sentence and parted by semicolons (甲29个;乙仅10个)."""
    groups: dict[str, Rows] = {}
    for row in members(rows, text):
        groups.setdefault(sentence(text, row), []).append(row)
    return [g for s, g in groups.items() if len(g) > 1 and len(g) <= len(re.split("[;；]", s))]


def list_of_parts(rows: Rows, text: str, group: Rows) -> list[str]:
    """The list of names (甲、乙、丙3个省份) that holds everyone whose places `group` counts; [] if none does."""
    held = {row.entity.removesuffix("省") for row in group}
    lists = (list_before(text, row)[0] for row in counts(rows))
    return next((names for names in lists if held <= set(names)), [])


def sentence(text: str, row: Any) -> str:
    """The sentence a quantity stands in."""
    before, after = text[max(0, row.start - REACH) : row.start], text[row.end : row.end + REACH]
    return SENTENCES.split(before)[-1] + text[row.start : row.end] + SENTENCES.split(after)[0]


def is_most(text: str, row: Any) -> bool:
    """Whether a count is said to be the greatest (29个,数量最多)."""
    return "最多" in text[row.end : row.end + 20]


def whole_and_part(rows: Rows, text: str) -> Iterator[tuple[Any, Any]]:
    """Pairs of counts of which the text says that one is among the other (在10个百强区中,…4个)."""
    for whole, part in pairwise(counts(rows)):
        between = text[whole.end : part.start][:REACH]
        if whole.unit == part.unit and AMONG.match(between) and not CLAUSES.search(between):
            yield whole, part


def after(rows: Rows, at: int, reach: int) -> Rows:
    """The rows that begin within `reach` characters after `at`."""
    first = bisect_left(rows, at, key=lambda row: row.start)
    return rows[first : bisect_left(rows, at + reach, key=lambda row: row.start)]


def same_things(rows: Rows, text: str) -> dict[str, Rows]:
    """Counts by what they count: the list of places before them, or the places of a list that the one province holds.

    A count in a headline joins the list whose noun it shares, if there is but one (四城区, 甲、乙3个区).
    """
    groups: dict[str, Rows] = {}
    held = {row.Index for row in members(rows, text)}
    provinces = {name for row in counts(rows) if row.Index in held and (name := province(text, row))}
    for row in counts(rows):
        names, _ = list_before(text, row)
        if names and alike(names, text, row):
            groups.setdefault("、".join(names), []).append(row)
        elif row.Index in held and len(provinces) == 1 and _in_province(text, row):
            groups.setdefault(next(iter(provinces)), []).append(row)
    for row in [row for row in rows if row.kind == "count" and row.paragraph == 0]:
        lists = [key for key in groups if "、" in key and noun(text, groups[key][0]) == noun(text, row)]
        if len(lists) == 1:
            groups[lists[0]].insert(0, row)
    return groups


def _in_province(text: str, row: Any) -> bool:
    return bool(province(text, row) or re.search("[全我]省[^,，。]{0,5}$", text[max(0, row.start - 12) : row.start]))


def noun(text: str, row: Any) -> str:
    """The last character of what is counted: 4个区 and 四城区 both count 区."""
    m = re.match(r"[一-龥]{0,3}?(区|省|市|县|家|人|国|村)", text[row.end - 1 : row.end + 3])
    return m[1] if m else row.unit


def province(text: str, row: Any) -> str:
    """The province that opens the clause of a count (山西省较少,仅有10个), if one does."""
    m = re.match(r"([一-龥]{2,3}省)", re.split(r"[。;；]", text[max(0, row.start - 30) : row.start])[-1])
    return m[1] if m else ""
