"""From a file to a tiled page and its articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.page.dates import first_day, page_year
from analysis.page.lines import lines_of
from analysis.page.marks import byline_of, credit_of, folded, lead_of, names_in, signature_after
from analysis.page.model import Article, Page, Passage, PhotoCredit
from analysis.page.placing import Row, read_lines


def read_page(path: str | Path) -> Page:
    """The page in a text file (UTF-8).  Raises `OSError` if it cannot be opened, `ValueError` if it is no page."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"the byte {error.object[error.start]:#04x} at {error.start}"
        raise ValueError(f"{path}: expected UTF-8 text, found {found}") from None
    return parse_page(text, name=path.stem)


def parse_page(text: str, name: str = "page") -> Page:
    """The page that `text` is.  Raises `ValueError` if no article is on it.

    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,云海泛起红\\n\\n高劲鹏 摄\\n\\n晕。")
    >>> page.articles[0].paragraphs, page.articles[0].photo_credits[0].names
    (('11月8日,云海泛起红晕。',), ('高劲鹏',))
    """
    rows, sure, seams = read_lines(lines_of(text))
    parts = pd.DataFrame(_tiling(rows, len(text)), columns=["start", "end", "role", "article", "paragraph"])
    numbers = sorted({row[3] for row in rows if row[3]} if any(row[2] == "paragraph" for row in rows) else ())
    if not numbers:
        raise ValueError(f"{name}: expected a page with at least one article, found {len(text)} characters and none")
    year = page_year(folded(text))
    by_article: dict[int, list[Row]] = {number: [] for number in numbers}
    for row in rows:
        if row[3]:
            by_article[row[3]].append(row)
    articles = tuple(_article(text, by_article[number], number, year, sure[number]) for number in numbers)
    return Page(
        name, text, parts, articles, pd.DataFrame(seams, columns=["above", "below", "article", "joined", "confidence"])
    )


def _tiling(rows: list[Row], length: int) -> Iterator[Row]:
    at = 0
    for row in sorted(rows):
        if at < row[0]:
            yield at, row[0], "blank", 0, 0
        yield row
        at = row[1]
    if at < length:
        yield at, length, "blank", 0, 0


def _article(text: str, rows: list[Row], number: int, year: int | None, sure: float) -> Article:
    def passages(*roles: str) -> tuple[Passage, ...]:
        return tuple(Passage.of(text, [(a, b)]) for a, b, role, _, _ in rows if role in roles)

    torn: dict[int, list[tuple[int, int]]] = {}
    for start, end, role, _, paragraph in rows:
        if role == "paragraph":
            torn.setdefault(paragraph, []).append((start, end))
    paragraphs = tuple(Passage.of(text, spans) for spans in torn.values())
    lead = next((lead_of(folded(lead) + "。") for lead in passages("lead")), None)
    printed = next(iter(passages("lead")), None)
    lead = lead_of(folded(printed)) if printed else None
    date, evidence, inferred = first_day((*passages("lead"), *paragraphs), year)
    return Article(
        id=number,
        kicker=passages("kicker"),
        headline=passages("headline"),
        deck=passages("deck"),
        agency=lead.agency if lead else "",
        place=lead.place if lead else "",
        date=date,
        date_evidence=evidence,
        date_inferred=inferred,
        reporters=_reporters(lead.names if lead else (), passages("byline"), paragraphs),
        paragraphs=paragraphs,
        crossheads=passages("crosshead"),
        photo_credits=tuple(
            PhotoCredit(*(credit_of(folded(line)) or ((), "")), line) for line in passages("photo_credit")
        ),
        confidence=sure,
    )


def _reporters(lead: tuple[str, ...], bylines: tuple[Passage, ...], paragraphs: tuple[Passage, ...]) -> tuple[str, ...]:
    if lead:
        return lead
    for byline in map(folded, bylines):
        names = byline_of(byline) or names_in(byline.strip("◆■●▲□◎ "))
        if names:
            return names
    signed = signature_after(folded(paragraphs[-1])) if paragraphs else None
    return signed[1] if signed else ()
