"""What a reading gives: a `Page`, its `Article`s, and `Passage`s that know where they stand on the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

Span = tuple[int, int]


class Passage(str):
    """Characters of a page that know where they stand: a `str` with the `spans` it was read from.

    A slice is a passage too, so whatever is found in a healed text leads back to the page.

    >>> p = Passage.of("走进园区党群服务\\n\\n中心,了解功能设置。", [(0, 8), (10, 21)])
    >>> p
    '走进园区党群服务中心,了解功能设置。'
    >>> p[4:10], p[4:10].spans
    ('党群服务中心', ((4, 8), (10, 12)))
    """

    spans: tuple[Span, ...]

    def __new__(cls, characters: str, spans: Iterable[Span]) -> Passage:
        self = super().__new__(cls, characters)
        self.spans = tuple(spans)
        return self

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> Passage:
        """The passage of `text` that stands at `spans`."""
        spans = tuple(spans)
        return cls("".join(text[start:end] for start, end in spans), spans)

    def __getitem__(self, key):
        piece = super().__getitem__(key)
        if not isinstance(key, slice):
            return piece
        start, end, step = key.indices(len(self))
        return Passage(piece, self._raw(start, end)) if step == 1 else piece

    def _raw(self, start: int, end: int) -> Iterator[Span]:
        seen = 0
        for a, b in self.spans:
            low, high = max(start - seen, 0), min(end - seen, b - a)
            if low < high:
                yield a + low, a + high
            seen += b - a

    def __getnewargs__(self):
        return str(self), self.spans


class PhotoCredit(NamedTuple):
    """A credit under a picture: who took it, for whom, and the printed characters."""

    names: tuple[str, ...]
    outlet: str
    text: Passage


@dataclass(frozen=True)
class Article:
    """One article of a page; every text in it is a `Passage`."""

    id: int  # 1, 2, 3 … in the order of the page; `article` in every table
    kicker: tuple[Passage, ...]
    headline: tuple[Passage, ...]
    deck: tuple[Passage, ...]
    agency: str
    place: str
    date: datetime.date | None
    date_evidence: Passage | None  # the printed day that `date` rests on: the article's, or in the page's head
    date_inferred: str  # "" when all of `date` is printed in it, else what was inferred and why
    reporters: tuple[str, ...]
    paragraphs: tuple[Passage, ...]
    crossheads: tuple[Passage, ...]
    photo_credits: tuple[PhotoCredit, ...]
    confidence: float

    @property
    def title(self) -> str:
        """The headline's lines as one: '我市四城区入选 中部百强区'."""
        return " ".join(self.headline)

    @property
    def passages(self) -> list[tuple[int, Passage]]:
        """Its printed words: kicker, headline, deck, crossheads, then paragraphs, each with its number (0 for none).

        >>> from analysis import parse_page
        >>> parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,党群服务中心开放。").articles[0].passages
        [(0, '雨后现云海'), (1, '11月8日,党群服务中心开放。')]
        """
        display = (*self.kicker, *self.headline, *self.deck, *self.crossheads)
        return [*((0, line) for line in display), *enumerate(self.paragraphs, 1)]


class Tile(NamedTuple):
    """A row of a page's `parts`."""

    start: int
    end: int
    role: str
    article: int
    paragraph: int

    @property
    def span(self) -> Span:
        return self.start, self.end


class Seam(NamedTuple):
    """A row of a page's `seams`."""

    above: int
    below: int
    article: int
    joined: bool
    confidence: float


@dataclass(frozen=True)
class Page:
    """A page: its text, never edited, a table `parts` that tiles it, and its articles.

    `parts` has one row a part, in the order of the text: `start`, `end` (characters of `text`), `role`
    (`blank`, `kicker`, `headline`, `deck`, `lead`, `byline`, `paragraph`, `crosshead`, `photo_credit`,
    `caption`, `note`, `furniture`), `article` (its id, 0 for none), `paragraph` (1, 2, 3 … within the
    article, 0 for what is no paragraph; the pieces of a torn paragraph share the number).

    `seams` has one row for each two lines of body text that follow each other in an article: `above` (where the
    upper one ends), `below` (where the lower one starts), `article`, `joined` (one paragraph, torn by a column
    break, or two), and `confidence`, the chance (0 to 1) that this is so.
    """

    name: str
    text: str
    tiles: tuple[Tile, ...]
    articles: tuple[Article, ...]
    breaks: tuple[Seam, ...]
    date: datetime.date | None  # printed whole in its head, else in the name of its file, else None
    date_evidence: Passage | None  # the printed day
    date_inferred: str  # "" when it is printed, else where it is from

    @cached_property
    def parts(self) -> pd.DataFrame:
        """The table of the tiles: made when it is asked for, as it takes a tenth of the time to read a page."""
        return pd.DataFrame(self.tiles, columns=Tile._fields)

    @cached_property
    def seams(self) -> pd.DataFrame:
        """The table of the breaks."""
        return pd.DataFrame(self.breaks, columns=Seam._fields)
