"""The day a page is of and the day an article tells of: what of it is printed, and what is inferred and why.

In come the head of a page, the name of its file, and the texts of an article.  Hard because a text names other days
than its own, most without a year: what a page once prints whole, in its head, says of which year they are.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.lexicons.script import folded
from analysis.page.model import Passage

FIGURES = {"〇": "0", "○": "0", "零": "0", **dict(zip("一二三四五六七八九", "123456789", strict=True))}
MONTH, DAY_OF_MONTH = r"\d{1,2}|[一二三四五六七八九十]{1,2}", r"\d{1,2}|[一二三四五六七八九十]{1,3}"
DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d) ?年 ?|(?P<told>今年|去年|前年|[明后]年))?"
    rf"(?P<month>{MONTH}) ?月 ?(?P<day>{DAY_OF_MONTH}) ?日"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
OF_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?= ?年)")
YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}  # after the year of the page, or of the article
WHOLE = re.compile(  # but for the days on which papers were founded, and numbers of issues
    r"(?<![\d第])(?<!创[刊办建])(?<!创[刊办建]于)"
    r"(?P<year>(?:19|20)\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2}) ?[年./-] ?"
    rf"(?P<month>{MONTH}) ?[月./-] ?(?P<day>{DAY_OF_MONTH})(?![\d期])(?: ?日)?"
)
NAMED = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:[-_./年](?P<month>\d{1,2})[-_./月](?P<day>\d{1,2})|(?P<two>\d\d)(?P<digits>\d\d))(?!\d)"
)
WEEK = datetime.timedelta(days=7)  # a page tells of the days behind it; what is older or to come is no day of its own
NOT_ITS_OWN = "the article prints no day of the week before; this is the page's, or its record's"


class Day(NamedTuple):
    """A day, the printed characters that it rests on, and what of it is inferred and why ("" if it is printed)."""

    date: datetime.date | None
    evidence: Passage | None
    inferred: str


def page_day(head: Iterable[Passage], name: str) -> Day:
    """The day that a page is of: printed whole in its head, else in the name of its file.

    >>> page_day([Passage.of("要闻 2025年11月9日 星期日", [(0, 18)])], "a").date, page_day([], "yb-20251109-01").date
    (datetime.date(2025, 11, 9), datetime.date(2025, 11, 9))
    """
    for line in head:
        for match in WHOLE.finditer(folded(line)):
            if date := _date(match["year"], match["month"], match["day"]):
                return Day(date, line[match.start() : match.end()], "")
    for match in reversed([*NAMED.finditer(name)]):  # the innermost: a folder may be named by the day it was made
        if date := _date(match["year"], match["month"] or match["two"], match["day"] or match["digits"]):
            return Day(date, None, f"the page prints no day of its own; its file is named {match[0]}")
    return Day(None, None, "")


def page_year(text: str) -> int | None:
    """The year that a page prints most often, the latest of several as often.

    >>> page_year("2025中部百强县,2024年,2025年")
    2025
    """
    years = Counter(YEAR.findall(text))
    return int(max(years, key=lambda year: (years[year], year))) if years else None


def article_day(lead: Passage, paragraphs: tuple[Passage, ...], of_page: Day, year: int | None) -> Day:
    """The day of an article: its lead's, else the first that it prints of the week up to the page's day, else that one.

    On a page whose day is not known it is the first printed day, and `year` is the one that the page prints most.

    >>> of_page, text = Day(datetime.date(2026, 1, 2), None, ""), "5月1日奠基的新馆12月30日开放。"
    >>> article_day(Passage("", []), (Passage.of(text, [(0, len(text))]),), of_page, None).date
    datetime.date(2025, 12, 30)
    """
    for passage in (lead, *paragraphs):
        for day in _days(passage, of_page, year):
            if passage is lead or _is_recent(day.date, of_page.date):
                return day
    return of_page._replace(inferred=of_page.inferred or NOT_ITS_OWN) if of_page.date else of_page


def _days(passage: Passage, of_page: Day, year: int | None) -> Iterator[Day]:
    """The days that a passage prints, each with why its year is what it is."""
    text = folded(passage)
    years = [(match.start(), match[0]) for match in OF_YEAR.finditer(text)]
    for match in DAY.finditer(text):
        before = bisect_left(years, (match.start(), ""))
        of_year, why = _year(match, years[before - 1][1] if before else "", of_page, year)
        if date := _date(of_year, match["month"], match["day"]):
            yield Day(date, passage[match.start("month") if match["told"] else match.start() : match.end()], why)


def _year(day: re.Match, before: str, of_page: Day, year: int | None) -> tuple[str | int | None, str]:
    """The year of a printed day, and why: printed with it or before it in the passage, told, else that of the page."""
    why = "the year is not printed with the day; "
    if day["year"]:
        return day["year"], ""
    if of_page.date and day["told"]:
        return of_page.date.year + YEARS[day["told"]], why + (of_page.inferred or f"the page is of {of_page.date}")
    if YEARS.get(day["told"]):
        return None, why  # last year is that before the page's, and no one's else
    if before and not day["told"]:
        return before, why + f"{before} is printed before it"
    if of_page.date is None:
        return year, why + f"the page prints {year}"
    nearest = nearest_year(number(day["month"]), of_page.date)
    return nearest, why + (of_page.inferred or f"the page is of {of_page.date}")


def nearest_year(month: int, date: datetime.date) -> int:
    """The year in which a month is nearest to a date.

    >>> nearest_year(12, datetime.date(2026, 1, 4)), nearest_year(1, datetime.date(2025, 12, 28))
    (2025, 2026)
    """
    away = date.month - month
    return date.year + (away > 6) - (away < -6)


def _is_recent(date: datetime.date | None, of_page: datetime.date | None) -> bool:
    """Whether a day lies in the week up to the page's; of a page whose day is not known, any."""
    return date is None or of_page is None or of_page - WEEK <= date <= of_page


def _date(year: str | int | None, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(_in_digits(year), number(month), number(day))
    except ValueError:
        return None


def _in_digits(year: str | int | None) -> int:
    return int("".join(FIGURES.get(figure, figure) for figure in str(year or 0)))


def number(figures: str) -> int:
    """A month or day, in digits or characters.

    >>> number("11"), number("十一"), number("二十"), number("三十一")
    (11, 11, 20, 31)
    """
    if figures.isdigit():
        return int(figures)
    tens, ten, ones = figures.rpartition("十")
    return (int(FIGURES.get(tens, 1)) * 10 if ten else 0) + int(FIGURES.get(ones, 0))
