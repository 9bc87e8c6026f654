"""From news text to the quantities it states: ranks, counts, shares, amounts, rank changes, dates and times.

What a passage states is found in its plain characters (`forms`), given to whom it belongs (`entities`), dated by its
article (`dates`) and led back to the characters of the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from analysis.page import Article, Page, Passage
from analysis.page.model import Span
from analysis.rankings.dates import meanings
from analysis.rankings.entities import about
from analysis.rankings.forms import NUMERALS, Found, counts, points, shares, times
from analysis.rankings.numerals import plain
from analysis.rankings.ranks import changes, in_turn, ordinals, parted, titles, tops, winners

# In the order of their claim.
FORMS = (times, shares, points, changes, in_turn, ordinals, parted, winners, titles, tops, counts)


class Stated(NamedTuple):
    """A quantity with its company (entity, metric, scope) and, for a date or time, what it means."""

    found: Found
    company: tuple[str, str, str]
    resolved: str


class Quantity(NamedTuple):
    """A row of the table of quantities, before it is one."""

    article: int
    paragraph: int
    kind: str
    value: float | None
    unit: str
    entity: str
    metric: str
    scope: str
    modifier: str
    start: int
    end: int
    quote: str
    resolved: str
    spans: tuple[Span, ...]


def find_quantities(source: Page | Article | str) -> pd.DataFrame:
    """The quantities of a page, an article or a text, one row each, in the order of the text.

    Columns: `kind` (rank, count, share, amount = money or percentage points, rank_change, date, time),
    `value` (as printed: 1.2万吨 is 1.2 with unit 万吨; NaN for dates), `unit`, `entity`, `metric`, `scope`
    ("" if not known; all in simplified characters), `modifier` (依次: ranked by its place in a list), `start`, `end`,
    `quote` (`text[start:end] == quote`, raw), `resolved` (dates and times, by the article's date), `spans` (the raw
    pieces; two for a quantity torn by a column break, its `start`, `end`, `quote` being the whole raw slice).  A page
    or article adds `article` and `paragraph` (0 = display lines) in front.

    >>> find_quantities("甲区、乙区分别位列第7、第29位。")[["kind", "value", "entity", "quote"]].values.tolist()
    [['rank', 7.0, '甲区', '第7'], ['rank', 29.0, '乙区', '第29位']]
    """
    if isinstance(source, str):
        located = _located(Passage.of(source, [(0, len(source))]), source, stated(source))
        return pd.DataFrame(located, columns=Quantity._fields[2:])
    rows = page_rows(source) if isinstance(source, Page) else in_order(quantity_rows(source, None))
    return pd.DataFrame(rows, columns=Quantity._fields)


def page_rows(page: Page) -> list[Quantity]:
    """The rows of `find_quantities`, before they are a table: an archive makes one table of many pages."""
    return in_order(row for article in page.articles for row in quantity_rows(article, page.text))


def in_order(rows: Iterable[Quantity]) -> list[Quantity]:
    """The rows in the order of the text."""
    return sorted(rows, key=attrgetter("start"))


def quantity_rows(article: Article, text: str | None, read: Callable[..., Any] | None = None) -> Iterator[Quantity]:
    """The rows of an article's quantities; quotes are cut from the raw `text`, or healed if there is none.

    `read` finds them in the characters of a passage, as `stated` does: a cached one reads no passage twice.
    """
    for n, passage in article.passages:
        found = (read or stated)(str(passage), article.date)
        for row in _located(passage, text, found):
            yield Quantity(article.id, n, *row)


def stated(text: str, date: datetime.date | None = None) -> tuple[Stated, ...]:
    """The quantities stated in one run of text, whose each is, and what its dates mean by `date`."""
    text = plain(text)
    found = found_in(text)
    resolved = meanings(text, [(f.start, f.end) for f in found if f.kind in ("date", "time")], date)
    told = zip(found, about(text, found), strict=True)
    return tuple(Stated(one, company, resolved.get((one.start, one.end), "")) for one, company in told)


def found_in(text: str) -> list[Found]:
    """The quantities of a plain text: forms in the order of their claim, each taking what is still free."""
    taken: list[Found] = []
    free = bytearray(len(text))  # a character is 0 until a quantity takes it
    numerals = [m.start() for m in NUMERALS.finditer(text)]
    for finds in FORMS:
        for f in finds(text, numerals):
            if not any(free[f.start : f.end]):
                taken.append(f)
                free[f.start : f.end] = b"x" * (f.end - f.start)
    return sorted(taken, key=attrgetter("start"))


def _located(passage: Passage, text: str | None, found: Iterable[Stated]) -> Iterator[tuple[Any, ...]]:
    healed = str(passage)
    for one, company, resolved in found:
        spans = _spans(passage, one.start, one.end)
        start, end = spans[0][0], spans[-1][1]
        quote = text[start:end] if text is not None else healed[one.start : one.end]
        yield (one.kind, one.value, one.unit, *company, one.modifier, start, end, quote, resolved, spans)


def _spans(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """Where a piece of a passage stands on the page: most passages are in one piece themselves."""
    if len(passage.spans) > 1:
        return passage[start:end].spans
    first = passage.spans[0][0]
    return ((first + start, first + end),)
