"""Dates and times of a text, resolved by the date of its article.

`11月6日` takes the article's year, `去年` the year before, `当日` the last full day named before it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from analysis.page.dates import YEARS
from analysis.rankings.numerals import ARABIC, DIGITS, number

APART = r"(?<!\d)(?<!\d[.:])"  # not in the midst of 3123点, 1.5小时, 17:30
SPELT = (  # 二〇二五年 is none, but 两年零四个月 two
    rf"(?:(?<=[年时天岁]零)|(?<![{DIGITS}])(?<![{DIGITS}]点))"
    "[一二两三四五六七八九十](?:[一二两三四五六七八九十百千]|(?<=[百千])零){0,7}(?:点[一二三四五六七八九]{1,4})?"
)
MONTH = "1[0-2]|0?[1-9]"
TIMES = re.compile(
    r"(?=[\d一二两三四五六七八九十半今去前明后当昨本上下凌清早中傍晚夜未近过最连每])"  # what opens one, seen at once
    r"(?:(?P<full>(?<!\d)(?P<year>(?:19|20)\d\d) ?年(?: ?(?P<ymonth>\d{1,2}) ?月(?: ?(?P<yday>\d{1,2}) ?日)?)?)"
    rf"|(?P<monthday>{APART}(?P<month>{MONTH}) ?月份?(?: ?(?P<day>\d{{1,2}}) ?日)?)"
    rf"|(?P<bareday>{APART}(?P<only>\d{{1,2}}) ?日(?!元))"
    r"|(?P<bareyear>(?<![\d.A-Za-z第])(?:19|20)\d\d(?=[\u4e00-\u9fff])"
    r"(?![个名家项种枚座条件辆人户次倍万亿多余元米吨亩公千秒]|点(?!亮)|小时|分钟|天[,。、的内里后前]))"
    r"|(?P<relative>今年|去年|前年|明年|后年|当日|当天|昨日|昨天|今日|今天|明日|明天|前天|后天|本月|上月|下月)"
    rf"|(?P<clock>(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里)?{APART}(?P<hours>[01]?\d|2[0-4]) ?[时点]"
    r"(?:(?P<minutes>\d{1,2})分(?:\d{1,2}秒)?)?(?P<about>许|左右)?(?![\d.]))"
    rf"|(?P<lap>{APART}(?=(?:\d{{1,3}}小时)?(?:\d{{1,3}}分)?\d{{1,6}}(?:\.\d{{1,3}})?秒|\d{{1,3}}小时\d{{1,2}}分)"
    r"(?:(?P<lap_hours>\d{1,3})小时)?(?:(?P<lap_minutes>\d{1,3})分钟?)?"
    r"(?:(?P<seconds>\d{1,6}(?:\.\d{1,3})?)秒钟?(?P<after>\d{1,3}(?![\d.%次个米]))?)?)"
    rf"|(?P<length>(?:未来|近|过去|最近|连续|每)?(?:{APART}(?P<years>{ARABIC}|{SPELT})(?P<count>个)?"
    r"(?P<span_unit>年|(?<!\d)月|小时|天|分钟|周(?![年岁]))|半年)(?![初中底级])))"
)
STEP = {"当日": 0, "当天": 0, "今日": 0, "今天": 0, "昨日": -1, "昨天": -1, "明日": 1, "明天": 1, "前天": -2, "后天": 2}
MONTHS = {"本月": 0, "上月": -1, "下月": 1}


def resolve(text: str, places: Iterable[tuple[int, int]], date: datetime.date | None) -> dict[tuple[int, int], str]:
    """What each date or time means as ISO text, by the article's `date`; "" where that is not known.

    >>> resolve("去年11月6日上午10时", [(0, 2), (2, 7), (7, 12)], datetime.date(2025, 11, 9))
    {(0, 2): '2024', (2, 7): '2025-11-06', (7, 12): '2025-11-06T10'}
    """
    day, meant = date, {}
    for start, end in sorted(places):
        m = TIMES.match(text, start)
        meant[start, end], day = _meant(m, day, date) if m else ("", day)
    return meant


def _meant(m: re.Match, day: datetime.date | None, date: datetime.date | None) -> tuple[str, datetime.date | None]:
    if m["full"]:
        return "-".join(filter(None, [m["year"], _two(m["ymonth"]), _two(m["yday"])])), day
    if m["bareyear"]:
        return m["bareyear"], day
    if date is None or day is None:
        return "", day
    if m["monthday"] and m["day"]:
        return _day(date.year, int(m["month"]), int(m["day"]), day)
    if m["monthday"]:
        return f"{date.year}-{_two(m['month'])}", day
    if m["bareday"]:
        return _day(date.year, date.month, int(m["only"]), day)
    if word := m["relative"]:
        return _relative(word, day, date), day
    if m["clock"]:
        return f"{day.isoformat()}T{_hour(m[0], int(number(m['hours']))):02}", day
    return "", day


def _relative(word: str, day: datetime.date, date: datetime.date) -> str:
    if word in YEARS:
        return str(date.year + YEARS[word])
    if word in MONTHS:
        month = date.year * 12 + date.month - 1 + MONTHS[word]
        return f"{month // 12}-{month % 12 + 1:02}"
    anchor = day if word in ("当日", "当天") else date
    return (anchor + datetime.timedelta(STEP[word])).isoformat()


def _day(year: int, month: int, day: int, before: datetime.date) -> tuple[str, datetime.date]:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return "", before  # 2月30日 is no day
    return found.isoformat(), found


def _hour(words: str, hour: int) -> int:
    return hour + 12 if re.match("下午|傍晚|晚|夜", words) and hour < 12 else hour


def _two(digits: str | None) -> str:
    return f"{int(digits):02}" if digits else ""
