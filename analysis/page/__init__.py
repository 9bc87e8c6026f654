"""From a page's flat text to its articles, without losing a character.

In comes the text as a layout left it: articles one after another, column breaks through sentences, a
photo credit in the middle of a word.  Out goes a `Page`: the text, a table that tiles it, the articles.
Hard because nothing in flat text says what a line is; a line is known by its company.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
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
    date_evidence: Passage | None  # the printed day that `date` rests on
    date_inferred: str  # "" when all of `date` is printed, else what was inferred and why
    reporters: tuple[str, ...]
    paragraphs: tuple[Passage, ...]
    crossheads: tuple[Passage, ...]
    photo_credits: tuple[PhotoCredit, ...]
    confidence: float

    @property
    def title(self) -> str:
        """The headline's lines as one: '我市四城区入选 中部百强区'."""
        return " ".join(self.headline)


@dataclass(frozen=True)
class Page:
    """A page: its text, never edited, a table `parts` that tiles it, and its articles.

    `parts` has one row a part, in the order of the text: `start`, `end` (characters of `text`), `role`
    (`blank`, `kicker`, `headline`, `deck`, `lead`, `byline`, `paragraph`, `crosshead`, `photo_credit`,
    `caption`, `note`, `furniture`), `article` (its id, 0 for none), `paragraph` (1, 2, 3 … within the
    article, 0 for what is no paragraph; the pieces of a torn paragraph share the number).
    """

    name: str
    text: str
    parts: pd.DataFrame
    articles: tuple[Article, ...]


STOP = re.compile(r"[。!?!?…][”』」’)）]*$")  # what ends a paragraph
CREDIT = re.compile(r"^(?P<names>\S{2,4}) ?摄$")
LEAD = re.compile(r"^(?P<agency>本报)讯\(记者 (?P<names>[^)]+)\)")
SAYING = re.compile(r"(强调|指出|要求|时)$")
TOOK_PART = re.compile(r"(参加|出席|主持|陪同)$")
DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_page(path: str | Path) -> Page:
    """The page in a text file (UTF-8).  Raises `OSError` if it cannot be opened, `ValueError` if it is no page."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{path}: expected UTF-8 text, found the byte {error.object[error.start]:#04x} at {error.start}"
        ) from None
    return parse_page(text, name=path.stem)


def parse_page(text: str, name: str = "page") -> Page:
    """The page that `text` is.  Raises `ValueError` if no article is on it.

    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,云海泛起红\\n\\n高劲鹏 摄\\n\\n晕。")
    >>> page.articles[0].paragraphs, page.articles[0].photo_credits[0].names
    (('11月8日,云海泛起红晕。',), ('高劲鹏',))
    """
    parts = pd.DataFrame(_tiling(text), columns=["start", "end", "role", "article", "paragraph"])
    numbers = [n for n in parts.article.unique() if n]
    if not numbers:
        raise ValueError(f"{name}: expected a page with at least one article, found {len(text)} characters and none")
    return Page(name, text, parts, tuple(_article(text, parts[parts.article == n], n) for n in numbers))


def _tiling(text: str) -> list[tuple[int, int, str, int, int]]:
    rows, at = [], 0
    for row in sorted(_printed(text)):
        if at < row[0]:
            rows.append((at, row[0], "blank", 0, 0))
        rows.append(row)
        at = row[1]
    return rows + ([(at, len(text), "blank", 0, 0)] if at < len(text) else [])


def _printed(text: str) -> Iterator[tuple[int, int, str, int, int]]:
    """Each printed line with its role: a paragraph ends only at a stop; titles end in none."""
    article = paragraph = 0
    torn, stack = False, []
    for match in re.finditer(r"\S(?:.*\S)?", text):
        start, end, line = *match.span(), match[0]
        if CREDIT.match(line):
            yield start, end, "photo_credit", article, 0
        elif torn or STOP.search(line) or LEAD.match(line) or (len(line) > 24 and "," in line):
            if not torn and stack:
                article, paragraph = article + 1, 0
                yield from (
                    (*span, role, article, 0) for span, role in zip(stack, _stack_roles(text, stack), strict=True)
                )
                stack = []
            paragraph += not torn
            lead = LEAD.match(line)
            if lead and not torn:
                yield start, start + lead.end(), "lead", article, 0
                start += lead.end()
            yield start, end, "paragraph", article, paragraph
            torn = not STOP.search(line)
        else:
            stack.append((start, end))
    yield from ((*span, "furniture", 0, 0) for span in stack)


def _stack_roles(text: str, stack: list[Span]) -> list[str]:
    lines = [text[a:b] for a, b in stack]
    above = len(lines) > 1 and bool(SAYING.search(lines[0]))
    below = len(lines) > 1 + above and bool(TOOK_PART.search(lines[-1]))
    return ["kicker"] * above + ["headline"] * (len(lines) - above - below) + ["deck"] * below


def _article(text: str, parts: pd.DataFrame, number: int) -> Article:
    def passages(role: str) -> tuple[Passage, ...]:
        rows = parts[parts.role == role]
        return tuple(Passage.of(text, [(a, b)]) for a, b in zip(rows.start, rows.end, strict=True))

    body = parts[parts.role == "paragraph"]
    paragraphs = tuple(Passage.of(text, zip(p.start, p.end, strict=True)) for _, p in body.groupby("paragraph"))
    leads = [LEAD.match(lead) for lead in passages("lead")]
    credits = [(credit, CREDIT.match(credit)) for credit in passages("photo_credit")]
    date, evidence, inferred = _date(text, paragraphs)
    return Article(
        id=int(number),
        kicker=passages("kicker"),
        headline=passages("headline"),
        deck=passages("deck"),
        agency=leads[0]["agency"] if leads else "",
        place="",
        date=date,
        date_evidence=evidence,
        date_inferred=inferred,
        reporters=tuple(leads[0]["names"].split()) if leads else (),
        paragraphs=paragraphs,
        crossheads=passages("crosshead"),
        photo_credits=tuple(PhotoCredit((match["names"],), "", credit) for credit, match in credits),
        confidence=1.0,
    )


def _date(text: str, paragraphs: tuple[Passage, ...]) -> tuple[datetime.date | None, Passage | None, str]:
    found = next(((p, m) for p in paragraphs for m in [DAY.search(p)] if m), None)
    years = YEAR.findall(text)
    if not found or not years:
        return None, None, ""
    paragraph, match = found
    year = max(set(years), key=years.count)
    day = datetime.date(int(year), int(match["month"]), int(match["day"]))
    return day, paragraph[match.start() : match.end()], f"the year is not printed with the day; the page prints {year}"
