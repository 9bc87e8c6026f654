"""How many wrong numbers a page would give away: change each number a little, and see whether the ledger objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import pandas as pd

from analysis.page import Article, Page, Passage
from analysis.rankings.ledger import lines
from analysis.rankings.quantities import in_order, quantity_rows, stated

ARABIC_DIGITS, CHINESE_DIGITS = "0123456789", "一两三四五六七八九"
PRINTED = ("kicker", "headline", "deck", "crossheads", "paragraphs")
STATED = ["rank", "count", "share", "amount", "rank_change"]


class Change(NamedTuple):
    """What is written in place of the characters `start` to `end` of the page."""

    start: int
    end: int
    written: str


def kill_rate(page: Page, quantities: pd.DataFrame) -> pd.DataFrame:
    """Every small error in one number: `quote, start, changed, killed` (the ledger then holds a contradiction
    that it did not hold before).

    An error is one that a hand makes: a digit put for another, left out or doubled, or two neighbours swapped.
    It changes the number and nothing else; the page's articles are taken to be read as before.
    """
    numbers = quantities[quantities.kind.isin(STATED)]
    articles = {article.id: article for article in page.articles}
    read = cache(stated)  # a passage that an error leaves alone is read once
    rows = []
    for quote, start, number in zip(numbers.quote, numbers.start, numbers.article, strict=True):
        article = articles[number]
        before = _contradictions(article, page.text, read)
        for change in changes(quote, start):
            after = _contradictions(_changed(article, page.text, change), _written(page.text, change), read)
            changed = quote[: change.start - start] + change.written + quote[change.end - start :]
            rows.append((quote, start, changed, not after <= before))
    return pd.DataFrame(rows, columns=["quote", "start", "changed", "killed"])


def changes(quote: str, start: int) -> Iterator[Change]:
    """The small errors that a number printed at `start` can suffer; none that begins with 0, none twice.

    >>> [change.written for change in changes("第7", 0)]
    ['1', '2', '3', '4', '5', '6', '8', '9', '77']
    """
    seen = {quote}
    for at, written, length in _edits(quote):
        changed = quote[:at] + written + quote[at + length :]
        if changed not in seen and not re.search(r"(?<![\d.])0+(?![.\d]*[1-9])|(?<![\d.])0\d", changed):
            seen.add(changed)
            yield Change(start + at, start + at + length, written)


def _edits(quote: str) -> Iterator[tuple[int, str, int]]:
    for at, digit in enumerate(quote):
        row = ARABIC_DIGITS if digit in ARABIC_DIGITS else CHINESE_DIGITS if digit in CHINESE_DIGITS + "二" else ""
        yield from ((at, other, 1) for other in row if other != digit)
        if digit in ARABIC_DIGITS:
            if re.search(r"\d{2}", quote):
                yield at, "", 1
            yield at, digit * 2, 1
            if quote[at + 1 : at + 2].isdecimal():
                yield at, quote[at + 1] + digit, 2


def _contradictions(article: Article, text: str, read: Callable[..., Any]) -> set[tuple[str, str]]:
    rows = enumerate(in_order(quantity_rows(article, text, read)))
    labelled = (SimpleNamespace(Index=n, **row._asdict()) for n, row in rows)
    return {(line.check, line.statement) for line in lines(labelled, text) if line.verdict == "contradiction"}


def _written(text: str, change: Change) -> str:
    return text[: change.start] + change.written + text[change.end :]


def _changed(article: Article, text: str, change: Change) -> Article:
    text = _written(text, change)

    def moved(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(Passage.of(text, [_moved(*span, change) for span in passage.spans]) for passage in passages)

    printed: dict[str, Any] = {name: moved(getattr(article, name)) for name in PRINTED}
    return replace(article, **printed)


def _moved(start: int, end: int, change: Change) -> tuple[int, int]:
    grown = len(change.written) - (change.end - change.start)
    return start + grown * (change.end <= start), end + grown * (change.start < end)
