"""Where a picture's numbers come from: the page and its days, and the sentences its marks rest on."""

from __future__ import annotations

import functools
import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML, Markdown

from analysis.page import Article, Page, Passage, Span, parse_page
from analysis.page.signatures import PAPER_ALONE
from analysis.plots import Picture, say

STOPS = r"。!?\uff01\uff1f"  # what ends a sentence, half-width or full-width
SENTENCE = re.compile(rf"[^{STOPS}]+[{STOPS}]*[”』」’)\uff09]*")


def source(page: Page, articles: Iterable[Article] | None = None) -> str:
    """Where a figure's numbers come from: the paper if the page names it, the page's day or its reports', the text.

    What of a day is not printed is marked as inferred.  Of some `articles` only, the days of these.
    """
    paper = next((printed[0] for line in _furniture(page) if (printed := PAPER_ALONE.search(line))), "")
    day = _days_of(page.articles if articles is None else list(articles))
    if page.date:
        day = _day_of(page.date, named=bool(page.date_inferred))
    return say(
        f"Source: {', '.join(filter(None, [paper, day]))}, text {page.name}", f"来源:{paper}{day},文本{page.name}"
    )


def _day_of(day: date, named: bool) -> str:
    return say(
        f"page of {day.day} {day:%B %Y}{' (by the name of its file)' * named}",
        f"{day.year}年{day.month}月{day.day}日版{'(据文件名)' * named}",
    )


def _days_of(articles: Sequence[Article]) -> str:
    days = sorted({article.date for article in articles if article.date})
    inferred = any(article.date_inferred for article in articles)
    return say(f"{_days(days)}{' (year inferred)' * inferred}", f"{_days(days)}{'(年份系推断)' * inferred}")


def _furniture(page: Page) -> Iterator[str]:
    parts = page.parts[page.parts.role == "furniture"]
    yield from (page.text[start:end] for start, end in zip(parts.start, parts.end, strict=True))


def _days(days: Sequence[date]) -> str:
    if not days:
        return say("reports without a date", "未载日期的报道")
    first, last = days[0], days[-1]
    english, chinese = f"{last.day} {last:%B %Y}", f"{last.year}年{last.month}月{last.day}日"
    if (first.year, first.month) != (last.year, last.month):
        english, chinese = (
            f"{first.day} {first:%B %Y} to {english}",
            f"{first.year}年{first.month}月{first.day}日至{chinese}",
        )
    elif first != last:
        english, chinese = f"{first.day} to {english}", f"{first.year}年{first.month}月{first.day}日至{last.day}日"
    return say(f"reports of {english}", f"{chinese}报道")


def article_at(page: Page, start: int) -> int:
    """The article that a character of the page belongs to, 0 for none."""
    return int(page.parts.article[page.parts.start <= start].iloc[-1])


class Cited(NamedTuple):
    """A sentence of the page, the marks that cite it and the spans they cite."""

    sentence: Passage
    marks: frozenset[str]
    spans: list[Span]


def rests_on(picture: Picture | Markdown, page: Page, most: int = 6) -> HTML:
    """The few sentences that carry most of a picture's marks, folded away, what they cite highlighted.

    Sentences are taken one by one, each the one that cites most marks not yet cited, at most `most`; they are
    shown in the order of the page, and the rest are counted.  Words in place of a picture rest on none.
    """
    if not isinstance(picture, Picture):
        return HTML("")
    return _folded([("", one) for one in _cited(picture.marks, page)], most)


def rests_on_pages(picture: Picture | Markdown, texts: Mapping[str, str], most: int = 6) -> HTML:
    """The same for a picture over many pages: its marks' labels name pages, `texts` are these by name."""
    if not isinstance(picture, Picture):
        return HTML("")
    pages = picture.marks.dropna(subset=["start"]).groupby("label", sort=True)
    return _folded([(name, one) for name, marks in pages for one in _cited(marks, _read(texts[name], name))], most)


@functools.lru_cache(maxsize=128)
def _read(text: str, name: str) -> Page:
    """A page, read once for all the pictures that rest on it."""
    return parse_page(text, name)


def _folded(cited: list[tuple[str, Cited]], most: int) -> HTML:
    """The most telling of sentences, each after the name of its page, folded under a line that counts them."""
    chosen = sorted(_telling(cited, most), key=lambda one: (one[0], one[1].sentence.spans))
    few = f"{len(chosen)} of " * (len(cited) > len(chosen))
    summary = say(
        f"The page says so: {few}{len(cited)} sentence{'s' * (len(cited) != 1)} this figure rests on",
        f"原文依据:本图所据{len(cited)}句" + f"中的{len(chosen)}句" * (len(cited) > len(chosen)),
    )
    items = "".join(
        f"<li>{html.escape(name)} {highlighted(one.sentence, one.spans)}</li>".replace("<li> ", "<li>")
        for name, one in chosen
    )
    more = "<li>…</li>" * (len(cited) > len(chosen))
    return HTML(f"<details><summary>{summary}</summary><ul>{items}{more}</ul></details>")


def sentences(page: Page) -> Iterator[Passage]:
    """Every sentence of the page's articles: of each its headline's lines, its paragraphs, then its crossheads."""
    for article in page.articles:
        for passage in (*article.kicker, *article.headline, *article.deck, *article.paragraphs, *article.crossheads):
            for match in SENTENCE.finditer(passage):
                yield passage[match.start() : match.end()]


def highlighted(sentence: Passage, cited: Iterable[Span]) -> str:
    """A sentence as HTML, escaped, the characters of the raw spans `cited` in `<mark>`.

    >>> highlighted(Passage.of("名列第7。", [(0, 5)]), [(2, 4)])
    '名列<mark>第7</mark>。'
    """
    cited = list(cited)
    at = [n for start, end in sentence.spans for n in range(start, end)]
    pieces, marked = [], False
    for offset, character in zip(at, sentence, strict=True):
        if any(start <= offset < end for start, end in cited) != marked:
            marked = not marked
            pieces.append("<mark>" if marked else "</mark>")
        pieces.append(html.escape(character))
    return "".join(pieces) + "</mark>" * marked


def _cited(marks: pd.DataFrame, page: Page) -> Iterator[Cited]:
    spans = marks.dropna(subset=["start"]).drop_duplicates(["mark", "start", "end"])
    rows = sorted(zip(spans.start.astype(int), spans.end.astype(int), spans.mark, strict=True))
    longest = max((end - start for start, end, _ in rows), default=0)
    for sentence in sentences(page):
        inside = [row for span in sentence.spans for row in _overlapping(rows, span, longest)]
        if inside:
            yield Cited(sentence, frozenset(mark for *_, mark in inside), [(a, b) for a, b, _ in inside])


def _overlapping(rows: list[tuple[int, int, str]], span: Span, longest: int) -> list[tuple[int, int, str]]:
    first = bisect_left(rows, (span[0] - longest, 0, ""))
    last = bisect_left(rows, (span[1], 0, ""))
    return [row for row in rows[first:last] if span[0] < row[1]]


def _telling(cited: list[tuple[str, Cited]], most: int) -> Iterator[tuple[str, Cited]]:
    left = {mark for _, one in cited for mark in one.marks}
    for _ in range(most):
        if not left:
            return
        best = max(cited, key=lambda one: len(one[1].marks & left))
        yield best
        left -= best[1].marks
