"""Dates and times of a text, resolved by the date of its article.

`11月6日` is of the article's year, unless another is told with it (去年11月6日), it is to come (将于1月6日), or the
turn of the year lies between (12月30日, told in January); `去年` is the year before the article's, `当日` the last full
day named before it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.page.dates import YEARS
from analysis.rankings.numerals import ARABIC, DIGITS, number

APART = r"(?<!\d)(?<!\d[.:])"  # not in the midst of 3123点, 1.5小时, 17:30
# 二〇二五年 is none, but 两年零四个月 two
SPELT = (
    rf"(?:(?<=[年时天岁]零)|(?<![{DIGITS}])(?<![{DIGITS}]点))"
    "[一二两三四五六七八九十](?:[一二两三四五六七八九十百千]|(?<=[百千])零){0,7}(?:点[一二三四五六七八九]{1,4})?"
)
MONTH = "1[0-2]|0?[1-9]"
# 一九九○年七月一日
SPELT_YEAR, SPELT_MONTH = "(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}", "(?:十[一二]?|[一二三四五六七八九])"
SPELT_DAY = "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 历时七月, 不足三月, 三年六月; of 农历八月 and 九七年七月 no one knows the month or the year
NO_LENGTH = rf"(?<![历用耗延]时)(?<![前头满足近经期徒役孕养《])(?<![{DIGITS}]年)(?<![农阴]历)"
SPELT_PART = re.compile("([〇○零一二三四五六七八九十]{1,4})([年月日])")
TIMES = re.compile(
    r"(?=[\d一二两三四五六七八九十半今去前明后当昨本上下凌清早中傍晚夜未近过最连每])"  # what opens one, seen at once
    r"(?:(?P<full>(?<!\d)(?P<year>(?:19|20)\d\d) ?年(?: ?(?P<ymonth>\d{1,2}) ?月(?: ?(?P<yday>\d{1,2}) ?日)?)?)"
    rf"|(?P<monthday>{APART}(?P<month>{MONTH}) ?月份?(?: ?(?P<day>\d{{1,2}}) ?日)?)"
    rf"|(?P<spelt>(?<![{DIGITS}○])(?:{SPELT_YEAR}年(?:{SPELT_MONTH}月(?:{SPELT_DAY}日)?)?|{NO_LENGTH}{SPELT_MONTH}月(?![后内余多大龄河]|天(?!气)|花号)(?:份|{SPELT_DAY}日|(?![初一二三四五六七八九十]|革命))))"
    rf"|(?P<bareday>{APART}(?P<only>\d{{1,2}}) ?日(?!元))"
    r"|(?P<bareyear>(?<![\d.A-Za-z第])(?:19|20)\d\d(?=[\u4e00-\u9fff])"
    r"(?![个名家项种枚座条件辆人户次倍万亿多余元米吨亩公千秒]|点(?!亮)|小时|分钟|天[,。、的内里后前]))"
    r"|(?P<relative>今年|去年|前年|明年|后年|当日|当天|昨日|昨天|今日|今天|明日|明天|前天|后天|本月|上月|下月)"
    rf"|(?P<clock>(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里)?{APART}(?P<hours>[01]?\d|2[0-4]) ?[时点]"
    r"(?:(?P<minutes>\d{1,2})分(?:\d{1,2}秒)?)?(?P<about>许|左右)?(?![\d.]))"
    rf"|(?P<lap>{APART}(?=(?:\d{{1,3}}小时)?(?:\d{{1,3}}分钟?)?\d{{1,6}}(?:\.\d{{1,3}})?秒|\d{{1,3}}小时\d{{1,2}}分)"
    r"(?:(?P<lap_hours>\d{1,3})小时)?(?:(?P<lap_minutes>\d{1,3})分钟?)?"
    r"(?:(?P<seconds>\d{1,6}(?:\.\d{1,3})?)秒钟?(?P<after>\d{1,3}(?![\d.%次个米]))?)?)"
    rf"|(?P<length>(?:未来|近|过去|最近|连续|每)?(?:{APART}(?P<years>{ARABIC}|{SPELT})(?P<count>个)?"
    r"(?P<span_unit>年|(?<=[个两])月|小时|天|分钟|周(?![年岁]))|(?<![上下])半年)(?![初中底级])))"
)
YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
STEP = {"当日": 0, "当天": 0, "今日": 0, "今天": 0, "昨日": -1, "昨天": -1, "明日": 1, "明天": 1, "前天": -2, "后天": 2}
LINK = re.compile("[ 的]?|(?P<until>[至到]|[—–~-]{1,2})|[、和与及]")  # between a date and what goes on with it
UNTIL = re.compile("[至到—–~-]")
MONTHS_APART = 8  # from October to January it is more; 8月 told in January may be to come
TO_COME = re.compile("(?:将于?|定于|拟于|计划于?|预计)$")
EVES = {"昨": -1, "今": 0, "明": 1}
EVE = re.compile(f"([{''.join(EVES)}])早?$")
MONTHS = {"本月": 0, "上月": -1, "下月": 1}


class Near(NamedTuple):
    """What a date is resolved by: its article's day, the last day named, what was told right before it, and how."""

    date: datetime.date
    day: datetime.date
    told: str  # ISO text: 去年 of 去年11月6日, 11月6日 of 11月6日至8日
    until: bool  # whether what was told begins a range
    to_come: bool


Meant = tuple[str, datetime.date | None]  # as ISO text, and the day, if it names one


def meanings(text: str, places: Iterable[tuple[int, int]], date: datetime.date | None) -> dict[tuple[int, int], str]:
    """What each date or time means as ISO text, by the article's `date`; "" where that is not known.

    >>> meanings("去年11月6日上午10时", [(0, 2), (2, 7), (7, 12)], datetime.date(2025, 11, 9))
    {(0, 2): '2024', (2, 7): '2024-11-06', (7, 12): '2024-11-06T10'}
    """
    day, meant, told, ended = date, {}, "", 0
    for start, end in sorted(places):
        m, near = TIMES.match(text, start), _near(date, day, told, text, ended, start) if date and day else None
        told, named = _meant(m, near) if m else ("", None)
        meant[start, end], day, ended = told, named or day, end
    return meant


def _near(date: datetime.date, day: datetime.date, told: str, text: str, ended: int, start: int) -> Near:
    link = LINK.fullmatch(text, ended, start)
    to_come = bool(TO_COME.search(text, max(0, start - 3), start))
    return Near(date, day, told if link else "", bool(link and link["until"]), to_come)


def _meant(m: re.Match, near: Near | None) -> Meant:
    spelt = dict(_spelt(m["spelt"])) if m["spelt"] else {}
    if "年" in spelt:
        return "-".join(spelt.values()), None
    if m["full"]:
        return "-".join(filter(None, [m["year"], _two(m["ymonth"]), _two(m["yday"])])), None
    if m["bareyear"] or near is None:
        return m["bareyear"] or "", None
    if m["monthday"] or spelt:
        month, day = m["month"] or spelt["月"], m["day"] or spelt.get("日", "")
        return _of_month(int(month), int(day or 0), near, m)
    if m["bareday"]:
        year, month = map(int, near.told[:7].split("-")) if near.told[6:] else (near.date.year, near.date.month)
        return _day(year, month, int(m["only"]))
    if m["relative"]:
        return _relative(m["relative"], near)
    return _clock(m, near) if m["clock"] else "", None


def _spelt(date: str) -> Iterator[tuple[str, str]]:
    """The year, month and day of a date in Chinese numerals, in digits: 一九九○年七月一日 has 1990, 07 and 01."""
    for numeral, unit in SPELT_PART.findall(date):
        yield unit, numeral.translate(YEAR_DIGITS) if unit == "年" else f"{number(numeral):02.0f}"


def _of_month(month: int, day: int, near: Near, m: re.Match) -> Meant:
    begins = UNTIL.match(m.string, m.end())  # 1月1日至12月20日
    soon = bool(day) and (month, near.date.month) == (1, 12) and not (near.told or near.to_come or begins)
    year = _year(month, near) + soon
    return _day(year, month, day) if day else (f"{year}-{month:02}", None)


def _year(month: int, near: Near) -> int:
    """The year of a month: that told right before it, the next to have it if it is to come, else the article's, and
    the one before for October to December told in January: news tells of what was."""
    if near.told:
        return int(near.told[:4]) + (near.until and month < int(near.told[5:7] or 0))  # 去年12月至1月
    later = month - near.date.month
    return near.date.year + (later < 0 if near.to_come else -(later > MONTHS_APART))


def _clock(m: re.Match, near: Near) -> str:
    """A time of the day told right before it (昨天17时, 昨晚8时), else of the last one named."""
    eve = EVE.search(m.string, max(0, m.start() - 2), m.start())
    day = _days_on(near.date, EVES[eve[1]]) if eve else near.told[:10] if near.told[9:] else near.day.isoformat()
    return f"{day}T{_hour(m[0], int(m['hours'])):02}" + (f":{_two(m['minutes'])}" if m["minutes"] else "")


def _relative(word: str, near: Near) -> Meant:
    if word in YEARS:
        return str(near.date.year + YEARS[word]), None
    if word in MONTHS:
        month = near.date.year * 12 + near.date.month - 1 + MONTHS[word]
        return f"{month // 12}-{month % 12 + 1:02}", None
    named = _days_on(near.day if word in ("当日", "当天") else near.date, STEP[word])
    return named.isoformat(), named


def _days_on(day: datetime.date, days: int) -> datetime.date:
    return day + datetime.timedelta(days)


def _day(year: int, month: int, day: int) -> Meant:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return "", None  # 2月30日 is no day
    return found.isoformat(), found


def _hour(words: str, hour: int) -> int:
    return hour + 12 if re.match("下午|傍晚|晚|夜", words) and hour < 12 else hour


def _two(digits: str | None) -> str:
    return f"{int(digits):02}" if digits else ""
