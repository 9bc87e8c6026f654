"""The day an article tells of: what of it is printed, and what is inferred and why."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from analysis.page.model import Passage
from analysis.page.signatures import folded

FIGURES = {"〇": "0", "○": "0", "零": "0", **dict(zip("一二三四五六七八九", "123456789", strict=True))}
MONTH, DAY_OF_MONTH = r"\d{1,2}|[一二三四五六七八九十]{1,2}", r"\d{1,2}|[一二三四五六七八九十]{1,3}"
DAY = re.compile(rf"(?:(?P<year>(?:19|20)\d\d) ?年 ?)?(?P<month>{MONTH}) ?月 ?(?P<day>{DAY_OF_MONTH}) ?日")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def page_year(text: str) -> int | None:
    """The year that a page prints most often, the latest of several as often.

    >>> page_year("2025中部百强县,2024年,2025年")
    2025
    """
    years = Counter(YEAR.findall(text))
    return int(max(years, key=lambda year: (years[year], year))) if years else None


def first_day(passages: tuple[Passage, ...], year: int | None) -> tuple[datetime.date | None, Passage | None, str]:
    """The first printed day, its characters, and why its year is what it is ("" if the year is printed).

    >>> first_day((Passage.of("11月8日,立冬后", [(0, 9)]),), 2025)[0]
    datetime.date(2025, 11, 8)
    """
    for passage in passages:
        for match in DAY.finditer(folded(passage)):
            day = _date(match["year"] or year, match["month"], match["day"])
            if day:
                return day, passage[match.start() : match.end()], "" if match["year"] else _reason(year)
    return None, None, ""


def _reason(year: int | None) -> str:
    return f"the year is not printed with the day; the page prints {year}"


def _date(year: str | int | None, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year or 0), number(month), number(day))
    except ValueError:
        return None


def number(figures: str) -> int:
    """A month or day, in digits or characters.

    >>> number("11"), number("十一"), number("二十"), number("三十一")
    (11, 11, 20, 31)
    """
    if figures.isdigit():
        return int(figures)
    tens, ten, ones = figures.rpartition("十")
    return (int(FIGURES.get(tens, 1)) * 10 if ten else 0) + int(FIGURES.get(ones, 0))
