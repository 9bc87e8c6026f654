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
from analysis.rankings.entities import CLAUSE_END, SEPARATOR, known_places, listed
from analysis.rankings.numerals import number_or_none

SIZE = re.compile(r"(?<!\d)([百千]|\d+|[二三四五六七八九]百|(?<![一二三四五六七八九百])[二三四五六七八九]?十)强")
STOPS = "。!?！？\n"
SENTENCES = re.compile(f"[{STOPS}]")  # where sentences end
CLAUSES = re.compile(f"[{STOPS};；]")  # where what is told in one breath ends
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
MONEY = ("元", "美元", "欧元", "日元", "英镑", "港元", "港币", "人民币")
SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
# 其中 opens a clause: 比去年多7只,其中… tells of more than the difference, and 跑了其中五个点 of no count before
OF_THEM = re.compile(r"(?:^|[,，(（:：])[且但而]?其中[,，]?[^,，;；]{0,24}$")
DIFFERENCE = re.compile("(?:[比较]|同比)[^,，。;；]{0,10}(?:多|少|增加|增长|增|减少|减|下降|上升|提高)了?$")
BESIDE = re.compile("[^,，、;；。!?]{0,16}[,，、;；]?[^,，、;；。!?]{0,20}")  # at most one mark between part and part
OTHERS = re.compile("(?:其余|其他|其它|剩下|剩余)[^,，、;；。!?]{0,12}$")  # what goes to the rest leaves no other part
EACH = re.compile("每[一-龥]{0,2}$")  # 余下1.3万元由居民自筹,每户62元
MADE_OF = re.compile("(?:^|[,，])由[^,，;；。!?]{0,24}$")
# 54%、生活源31%、工业源15% and 4600万元,占43%;出口欧洲3100万元,占29%: a label, or a clause and 占
LABELLED = re.compile("[、和与及,，;；]?和?(?:[^,，、;；。!?]{1,20}[,，])?[^,，、;；。!?]{0,16}")
PORTION = re.compile("(?:占|比重|比例|份额|构成)[^,，。;；、!?]{0,10}$")
GROWN = re.compile("[增减升降涨跌回]|提高|其中|同比|环比|合格率|达标率|[以]上|以下")
VALUE_ADDED = re.compile("第(?P<number>[一二三])产业(?:实现|完成)?增加值(?:为|达到?|完成|实现)?$")
INDUSTRIES = re.compile("三次产业(?:实现|完成)?(?:增加值)?(?:分别)?(?:为|达到?|完成|实现)?$")
PRODUCT = re.compile("(?<!人均)(?<!人均地区)(?:生产总值|GDP|总值)(?:[(（][^()（）]{1,8}[)）])?(?:为|达到?|完成|实现)?$")
REACH = 300  # characters about a quantity that are its sentence: few are longer, and time stays linear

Rows = list[Any]  # the rows of the quantities table of one article, as `itertuples` gives them


def counts(rows: Rows) -> Rows:
    """The counts of the article's paragraphs; those of its headlines repeat them, and ages (80岁以上) count nothing."""
    return [row for row in rows if row.kind == "count" and row.paragraph > 0 and row.unit != "岁"]


def amounts(rows: Rows) -> Rows:
    """The sums of money of the article's paragraphs."""
    return [row for row in rows if row.kind == "amount" and row.paragraph > 0 and row.unit.endswith(MONEY)]


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


def in_one_breath(rows: Rows, text: str, link: re.Pattern[str] = LINK) -> list[Rows]:
    """The rows in runs of one kind, with nothing but a link (a comma or 和) between each and the next."""
    found: list[Rows] = []
    for row in rows:
        last = found[-1][-1] if found else None
        if last and last.kind == row.kind and link.fullmatch(text, last.end, row.start):
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


def whole_and_parts(rows: Rows, text: str) -> Iterator[tuple[Any, Rows]]:
    """Each count before 其中, or before 由…组成, with the counts behind it up to the end of its clause or list."""
    wholes = [row for row in rows if not DIFFERENCE.search(text, max(0, row.start - 16), row.start)]
    for whole, first in pairwise(wholes):
        between = text[whole.end : first.start][:REACH]
        clause = CLAUSES.split(text[first.start : first.start + REACH])[0]
        told = OF_THEM.search(between) or (MADE_OF.search(between) and "组成" in clause)
        if told and not SENTENCES.search(between):
            parts = after(rows, first.start, len(clause))
            yield whole, [part for part in parts if not EACH.search(text, part.start - 4, part.start)]


def beside(parts: Rows, text: str) -> bool:
    """Whether parts stand one beside the other, nothing but a label and one mark between them, all of one unit."""
    one_unit = len({row.unit.lstrip("十百千万亿") for row in parts}) == 1
    return one_unit and all(BESIDE.fullmatch(text, a.end, b.start) for a, b in pairwise(parts))


def all_told(whole: Any, parts: Rows, text: str) -> bool:
    """Whether the text says that these are all the parts, exactly: the last is 其余, or the whole is 由 them 组成."""
    exact = not any(row.modifier for row in (whole, *parts)) and beside([whole, *parts][1:], text)
    made = MADE_OF.search(text[whole.end : parts[0].start]) and "组成" in text[parts[-1].end : parts[-1].end + 12]
    rest = OTHERS.search(text, parts[-2].end, parts[-1].start)
    return exact and whole.unit == parts[0].unit and bool(made or rest)


def off_by(parts: Rows, whole: Any) -> tuple[float, float]:
    """How far the parts are from the whole, and how far rounding can take them (whole numbers of things: nowhere), both
    as shares of the whole."""
    coarsest = max(_step(row) for row in (*parts, whole))
    size = _size(whole) or 1
    return abs(sum(map(_size, parts)) - size) / size, coarsest * (len(parts) + 1) / 2 / size


def _size(row: Any) -> float:
    return row.value * SCALES.get(row.unit[0], 1)


def _step(row: Any) -> float:
    decimals = len(f"{row.value:g}".partition(".")[2])
    return 10.0**-decimals * SCALES.get(row.unit[0], 1) if decimals or row.unit[0] in SCALES else 0.0


def shares_told(rows: Rows, text: str) -> list[Rows]:
    """Shares of one thing told side by side (农业源占54%、生活源31%、工业源15%); growth by so many per cent is none."""
    shares = [row for row in rows if row.kind == "share" and row.unit == "%" and row.paragraph > 0]
    return [run for run in in_one_breath(shares, text, LABELLED) if len(run) > 1 and _portions(run, text)]


def _portions(run: Rows, text: str) -> bool:
    said = [text[max(0, run[0].start - 16) : run[0].start], *(text[a.end : b.start] for a, b in pairwise(run))]
    each = all(PORTION.search(between) for between in said)
    grown = any(GROWN.search(CLAUSES.split(CLAUSE_END.split(between)[-1])[-1]) for between in said)
    return bool(PORTION.search(said[0])) and (each or len(run) > 2) and not grown


def product_and_industries(rows: Rows, text: str) -> Iterator[tuple[Any, Rows]]:
    """A gross product and the value that each of the three industries adds, told one by one or in one breath."""
    money = amounts(rows)
    products = [row for row in money if PRODUCT.search(text, max(0, row.start - 20), row.start)]
    runs = in_one_breath(money, text)
    told = [run for run in runs if INDUSTRIES.search(text, max(0, run[0].start - 24), run[0].start)]
    one_by_one = [row for row in money if VALUE_ADDED.search(text, max(0, row.start - 20), row.start)]
    for parts in [run for run in (one_by_one, *told) if len(run) == 3]:
        near = [row for row in products if parts[0].start - REACH < row.start < parts[-1].end + 20]
        if len(near) == 1:
            yield near[0], parts


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
