"""The forms in which news text states a quantity: patterns, and what only looks like one.

A quantity is a numeral in a company that makes it one: a unit behind it; ranks have forms of their own (`ranks`).  Hard
because most numerals of a Chinese page are part of a word (一系列, 第二轮, “两个确立”), and those state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.rankings.dates import TIMES
from analysis.rankings.numerals import ARABIC, CHINESE, DIGITS, POWERS, number, number_or_none

# What each form opens with: most characters of a page open none, and to look ahead for that is five times as quick.
OPENS = rf"(?=[\d{DIGITS}超高接将不至最大仅只近逾约])"
BOUND = "超过了|超过|高达|接近|将近|不到|不足|至少|至多|最多|大约|仅有|只有|仅|近|超|逾|约"
BEFORE = rf"(?P<before>{BOUND})?"
AFTER = r"(?P<after>以上|以下|以内|左右|上下|多(?![用功元种样])|余(?![粮额热量])|许)?"
NUMBER = rf"(?P<number>{ARABIC}|{CHINESE})"
PILED = r"(?<!\d)(?<!\d[.,])\d{1,5}[万亿](?:(?:\d{1,4}[十百千万]{1,2}){1,3}|\d{4}(?!\d))"  # 3亿2千万, 12亿5000万
NUMERALS = re.compile(rf"[\d{DIGITS}](?:(?<=\d)\d*|(?<!\d)[{DIGITS}]*)")  # no number begins inside one
DASHES = "—–―~〜-"
BOUNDED = re.compile(f"(?:{BOUND})$")
# 3至 of 3至5片; 统一到三个方面 is no range
LOWER = re.compile(
    rf"(?:{BOUND})?(?P<low>(?:(?!0\d){ARABIC}|(?<!统){CHINESE})[十百千万亿]{{0,2}}) ?(?:[至到]|[{DASHES}]{{1,2}}) ?$"
)
SCALE = r"(?P<scale>[十百千万亿]{0,2}) ?"

# 八成半, 四成二; but 九成新 and 三成为 are none
TENTHS = r"成(?![为功立员果本长就都品人绩效熟新语交群套批天规形心])(?:半|[一二三四五六七八九](?![一-龥]))?"
SHARE = re.compile(
    rf"(?=[\d{DIGITS}超高接将不至最大仅只近逾约过半]){BEFORE}"
    rf"(?:百分之(?P<percent>{ARABIC}|{CHINESE})|(?P<parts>{ARABIC}|{CHINESE})分之(?P<of>{ARABIC}|{CHINESE})"
    rf"|{NUMBER} ?(?P<unit>[%‰]|{TENTHS})|(?P<half>过半数?|半数|一半)){AFTER}"
)
# a numeral and what makes it a share
SHARED = re.compile(rf"(?<![\d{DIGITS},.·点])[\d{DIGITS},.·点]++ ?(?:[%‰成]|分之)")
HALF = re.compile("过半|半数|一半|百分之")  # what shares open with that no number opens
POINTS = re.compile(rf"{OPENS}{BEFORE}{NUMBER}(?P<after>多|余)? ?(?P<unit>个百分点|个基点)")
CENTIMETRES = re.compile(r"\d\d(?!\d)")  # 8米12 is 8.12 metres
SLOGAN = re.compile(r"[一二三四五六七八九十两][^“”]{1,7}[”’」]")  # “五位一体”
# 200米蝶泳 is an event, no length
RACE = re.compile(r"[一-龥]{0,4}?(?:泳|跑|栏|跳台|跳板|台|板|手枪|步枪|接力|艇|赛|项目)")
# a limit or a list makes 一 a number
ONE = re.compile(r"(?:至少|至多|最多|仅|只|每)[^。,;]{0,6}$|[一-龥]、[一-龥]{2,6}$")
MULTIPLIED = re.compile("翻[了上]?$")  # 翻了两番
INDEFINITE = frozenset("第数几上这那某每另又")  # before a numeral: it counts nothing
IN_A_NAME = re.compile(r"[A-Za-z0-9.\-]$|不一?$")
PLACED = frozenset("居列于次置")
ARTICLED = ("小区", "社区", "街道")


class Found(NamedTuple):
    """What a pattern found in a passage: a quantity without its company."""

    kind: str
    value: float | None
    unit: str
    modifier: str
    start: int
    end: int


def times(text: str, numerals: list[int]) -> Iterator[Found]:
    """Dates and times; `numerals`, here as in all forms, are the places where numerals begin."""
    return (_time(m) for m in TIMES.finditer(text))


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with `BEFORE`, as `finditer` gives them, sought at the places behind it."""
    end = 0
    for start in places:
        if start >= end and (match := pattern.match(text, start)):
            bound = BOUNDED.search(text, max(end, start - 3), start)
            yield (bound and pattern.match(text, bound.start())) or match
            end = match.end()


def _time(match: re.Match) -> Found:
    if match["lap"]:
        return Found("time", *_lap(match), "", match.start(), match.end())
    kind = "time" if match["clock"] or match["length"] else "date"
    value = number_or_none(match["hours"] or match["years"] or "") if kind == "time" else None
    value = 0.5 if match["length"] and "半" in match["length"] else value
    unit = "时" if match["clock"] else match["span_unit"] or ("年" if match["length"] else "")
    low = _low(match.string, match.start(), match["years"]) if match.start() == match.start("years") else ""
    return Found(kind, value, unit, low or match["about"] or "", match.start() - len(low), match.end())


def _lap(match: re.Match) -> tuple[float, str]:
    """A time told in several units, in the smallest: 1分48秒32 is 108.32 秒, 2小时10分 130 分钟."""
    minutes = int(match["lap_hours"] or 0) * 60 + int(match["lap_minutes"] or 0)
    if not match["seconds"]:
        return float(minutes), "分钟"
    return round(minutes * 60 + float(match["seconds"]) + float(f"0.{match['after'] or 0}"), 3), "秒"


def shares(text: str, numerals: list[int]) -> Iterator[Found]:
    """Parts of a whole, and rates: 六成, 12.5%."""
    shared = (numeral for m in SHARED.finditer(text) for numeral in NUMERALS.finditer(text, *m.span()))
    for m in _matches(SHARE, text, sorted({m.start() for m in (*shared, *HALF.finditer(text))})):
        of_points = m["unit"] and text.startswith("点", m.end("unit"))
        ordinal = m["number"] and text.endswith("第", 0, m.start("number"))
        if m["half"]:
            yield Found("share", 50, "%", "过" if m["half"].startswith("过") else "", m.start(), m.end())
        elif not of_points and not ordinal and (value := _portion(m)) is not None:
            unit = "%" if m["percent"] else f"{m['parts']}分之" if m["parts"] else m["unit"][0]
            start, modifier = _range(text, m) if m["number"] else (m.start(), _modifier(m))
            yield Found("share", value, unit, modifier, start, m.end())


def _portion(m: re.Match) -> float | None:
    """The number of a share (八成半 is 8.5, 三分之二 0.67), None if its numerals state none."""
    top = number_or_none(m["percent"] or m["of"] or m["number"] or "")
    below = number_or_none(m["parts"]) if m["parts"] else 1
    more = (m["unit"] or "")[1:].replace("半", "五")
    return (top + (number(more) / 10 if more else 0)) / below if top is not None and below else None


def points(text: str, numerals: list[int]) -> Iterator[Found]:
    """Percentage points, which are amounts and no shares."""
    for m in _matches(POINTS, text, numerals) if "个百分点" in text or "个基点" in text else ():
        start, modifier = _range(text, m)
        yield Found("amount", number_or_none(m["number"]), m["unit"][1:], modifier, start, m.end())


@cache
def _count_pattern() -> re.Pattern[str]:
    money = "|".join(sorted(read_words("currencies"), key=len, reverse=True))
    units = "|".join(sorted(read_words("measures"), key=len, reverse=True))
    number = rf"(?P<number>{PILED}|{ARABIC}|{CHINESE})(?P<some>多|余)?{SCALE}(?P<more>多|余)?"
    return re.compile(rf"{OPENS}{BEFORE}{number}(?:(?P<money>{money})|(?P<unit>{units})){AFTER}")


def counts(text: str, numerals: list[int]) -> Iterator[Found]:
    """Numbers with a unit, and sums of money."""
    for m in _matches(_count_pattern(), text, numerals):
        piled = re.search("[万亿].", m["number"]) is not None  # 1亿3000多万 is one number
        value, scale = _scaled(m["number"] + m["scale"] * piled)
        start, modifier = _range(text, m, "some", "more")
        value = value or (POWERS.get(m["number"]) if modifier else None)  # 近百名, 万余人
        if value is None or _names(text, m, start if start < m.start() else m.start("number")):
            continue
        kind, unit = ("amount", m["money"]) if m["money"] else ("count", m["unit"])
        more = CENTIMETRES.match(text, m.end()) if unit == "米" else None
        end, value = (more.end(), value + int(more[0]) / 100) if more else (m.end(), value)
        yield Found(kind, value, scale + m["scale"] * (not piled) + unit, modifier, start, end)


def _scaled(numeral: str) -> tuple[float | None, str]:
    """A number and the 万 or 亿 that goes with its unit, if any: 两亿 is 2 亿, 3亿2千万 is 3.2 亿."""
    digits = numeral.rstrip("万亿")
    mark = re.search(r"(?<=\d)[万亿]|亿", digits)
    if mark:
        value = number_or_none(numeral)
        return value and round(value / POWERS[mark[0]], 8), mark[0]
    return (number_or_none(digits), numeral[len(digits) :]) if digits else (None, "")


def _range(text: str, m: re.Match, *parts: str) -> tuple[int, str]:
    """Where a quantity begins, and its modifier: 3至5片, which may be any between, is 5 with 3至 before it."""
    low = _low(text, m.start(), m["number"] + m.groupdict().get("scale", "")) if m.start() == m.start("number") else ""
    return m.start() - len(low), low + _modifier(m, *parts)


def _low(text: str, at: int, number: str) -> str:
    """The lower end of the range that a number at a place ends, with what joins them, and "" if it ends none."""
    low = LOWER.search(text, max(0, at - 16), at) if at and text[at - 1] in f" 至到{DASHES}" else None
    below_zero = low and text[low.start() - 1 : low.start()] in ("-", "−")  # -3至5℃
    return low[0] if low and not below_zero and _rises(low["low"], number) else ""


def _rises(low: str, high: str) -> bool:
    """Whether a numeral is less than another: 1.5万—2万, but not 3-1."""
    below, above = number_or_none(low), number_or_none(high)
    return below is not None and above is not None and below < above


def _names(text: str, m: re.Match, at: int) -> bool:
    """Whether the numeral that begins at a place is part of a name or an indefinite article, and counts nothing."""
    before = text[max(0, at - 2) : at]
    if before[-1:] in INDEFINITE or IN_A_NAME.search(before):
        return True
    if before[-1:] in ("“", "‘", "「") and SLOGAN.match(text, m.start("number")):
        return True  # “两个维护”
    if m["unit"] == "位" and text[m.end() : m.end() + 1] in PLACED:
        return True  # 以87.3位居第41
    if m["unit"] == "番" and not MULTIPLIED.search(text, max(0, m.start() - 3), m.start("number")):
        return True  # 三番五次
    if m["unit"] == "米" and RACE.match(text, m.end()):
        return True
    if m[0].startswith("十分"):
        return True  # an adverb: very
    if m["number"] == "一" and (len(m["unit"] or "") < 2 or m["unit"] in ARTICLED):  # an indefinite article, mostly
        return not ONE.search(text[max(0, m.start() - 12) : m.start("number")])
    if m["number"] == "二" and m["unit"] not in ("位", "吨", "斤", "亩"):
        return True  # 二 before a measure word is ordinal (二次供水); counting takes 两
    return text.startswith("次产业", m.end("number"))


def _modifier(m: re.Match, *parts: str) -> str:
    return "".join(filter(None, m.group("before", *parts, "after")))
