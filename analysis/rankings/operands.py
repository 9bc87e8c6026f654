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

from analysis.lexicons import read_words
from analysis.rankings.entities import CLAUSE_END, REACH, SEPARATOR, STOPS, in_one_breath, listed
from analysis.rankings.numerals import HUNDREDS, number_or_none
from analysis.rankings.ranks import IN_TURN
from analysis.rankings.wording import known_places

SIZE = re.compile(r"(?<!\d)([百千]|\d+|[二三四五六七八九]百|(?<![一二三四五六七八九百])[二三四五六七八九]十)强")
SENTENCES = re.compile(f"[{STOPS}\n]")  # where sentences end
CLAUSES = re.compile(f"[{STOPS}\n;；]")  # where what is told in one breath ends
LINK = re.compile("[、和与及,，]?")
NAME = re.compile(r"(?!.{0,5}[的等共各其])[一-龥]{2,6}(?<![分着了过到为是有在约近内])")
AMONG = re.compile(r"[^,，。;；到入在]{0,12}(?<![命投打击])中(?:[,，]|有)")
OPENING = "(?:在|由|对|走进|来到|前往|赴)"
PLACES = "省市县区镇乡村州国"  # the last characters of places: names that end so are of one kind
# Behind 个 places are counted only where no noun goes on: 3个县上榜, but no 3个乡镇卫生院; 三省农业厅 are of three 省
PLACES_COUNTED = re.compile(
    rf"(?P<several>个)?(?:百强|城|市辖)?(?P<kinds>[{PLACES}]++)"
    r"(?(several)(?:份|家)?(?:$|[\s,，。;；!！?？:：)）的共均都也已将被在为是有列获各]"
    "|上榜|入选|入围|跻身|进入|先行|先后|分别|分列|位列|联合|联手|同时|率先))"
)
LEVELS = "省市县区"  # 岳阳 is a 市 and not a 县, though there is a 岳阳县
REGIONS = frozenset(["内蒙古", "广西", "西藏", "宁夏", "新疆"])  # counted among 省 as among 区
JOINED = re.compile(f"(?:{SEPARATOR.pattern})$")
COUNTED = re.compile(f"[一二两三四五六七八九十]{{1,3}}[个家地{PLACES}]$")  # 广州、成都、沈阳五市3000户
NAMED_LENGTH = 120  # characters before a count that hold its list

Rows = list[Any]  # the rows of the quantities table of one article, as `itertuples` gives them


def counts(rows: Rows) -> Rows:
    """The counts of the article's paragraphs; those of its headlines repeat them, and ages (80岁以上) count nothing."""
    return [row for row in rows if row.kind == "count" and row.paragraph > 0 and row.unit != "岁"]


def ranked(rows: Rows) -> Rows:
    """Single places; 前N名 and places from below are none."""
    return [row for row in rows if row.kind == "rank" and row.unit == "位" and row.value > 0]


def list_before(text: str, row: Any) -> tuple[list[str], int]:
    """Short names that end where the quantity begins, and where their clause begins; two only if longer than 男、女."""
    return ([], row.start) if row.modifier else _list_up_to(text, row.start)


def examples_before(text: str, row: Any) -> tuple[list[str], int]:
    """A list that goes on, and where its clause begins: 甲、乙和丙等3个区 names three and may mean more."""
    goes_on = text.endswith("等", 0, row.start) and not row.modifier
    return _list_up_to(text, row.start - 1) if goes_on else ([], row.start)


def _list_up_to(text: str, end: int) -> tuple[list[str], int]:
    clause = CLAUSE_END.split(text[max(0, end - NAMED_LENGTH) : end])[-1]
    names = listed(re.sub(r"\s+", "", clause))
    several = len(names) > 2 or (len(names) == 2 and "、" in clause and min(map(len, names)) > 2)
    whole = several and not JOINED.search(clause) and not COUNTED.search(names[-1])
    return (names if whole and all(map(NAME.fullmatch, names)) else []), end - len(clause)


def alike(names: list[str], text: str, row: Any) -> bool:
    """Whether a list and the count after it must agree: each name is one of the places counted (甲县、乙县2个县), or a
    preposition and a stop frame both (在甲苑、乙园两个小区,)."""
    counted = PLACES_COUNTED.match(text, row.end - len(row.unit))
    kinds = counted["kinds"] if counted else ""
    return all(_is_a(kinds, name) for name in names) or _framed(names, text, row)


def _is_a(kinds: str, name: str) -> bool:
    """Whether a name ends in one of these kinds of places, or is short for one (河南 for 河南省)."""
    level = next((level for level in LEVELS if f"{name}{level}" in known_places()), "")
    region = name in REGIONS and bool({"省", "区"} & set(kinds))
    country = "国" in kinds and (name == "中国" or name in read_words("foreign_places"))
    return name[-1] in kinds or (bool(level) and level in kinds) or region or country


def _framed(names: list[str], text: str, row: Any) -> bool:
    before = text[max(0, row.start - NAMED_LENGTH) : row.start]
    told = re.search(f"{OPENING}$", before[: max(0, before.rfind(names[0] + "、"))])
    closed = row.unit == "个" and re.match(f"[一-龥]{{1,3}}[{PLACES}][,，。;；]", text[row.end : row.end + 6])
    return bool(told and closed) and not any(name[-1] in PLACES or name in known_places() for name in names)


def runs(rows: Rows, text: str) -> list[Rows]:
    """Three or more ranks in one breath."""
    printed = [row for row in ranked(rows) if row.modifier != IN_TURN]
    return [run for run in in_one_breath(printed, text, LINK) if len(run) > 2]


def listed_quantities(rows: Rows, text: str) -> list[Rows]:
    """Two or more ranks or shares in one breath."""
    listed = [row for row in rows if row.kind in ("rank", "share") and row.unit != "前N名" and row.modifier != IN_TURN]
    return [run for run in in_one_breath(listed, text, LINK) if len(run) > 1]


def sizes_named(rows: Rows, text: str) -> dict[int, tuple[int, int]]:
    """The sizes of the lists that the article names (百强: 100), each with its first place in the text."""
    found: dict[int, tuple[int, int]] = {}
    for m in SIZE.finditer(text, rows[0].start, rows[-1].end):
        if size := HUNDREDS.get(m[1]) or number_or_none(m[1]):
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

    A count in a headline joins the list whose noun it shares, if there is but one (四城区, 甲、乙3个区), unless it
    differs and the text repeats it of something else (沿黄九市).
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
        if len(lists) == 1 and not _repeated(row, groups[lists[0]], rows, text):
            groups[lists[0]].insert(0, row)
    return groups


def _repeated(headline: Any, group: Rows, rows: Rows, text: str) -> bool:
    differs = all(row.value != headline.value for row in group)
    others = (row for row in counts(rows) if row.value == headline.value)
    return differs and any(noun(text, row) == noun(text, headline) for row in others)


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
