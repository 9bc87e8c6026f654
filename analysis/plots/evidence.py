"""From a picture's marks to the sentences of the page they rest on."""

from __future__ import annotations

import functools
import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML, Markdown

from analysis.page import Page, Passage, Span, parse_page
from analysis.plots import Picture, say

SENTENCE = re.compile(r"[^。!?!?]+[。!?!?]*[”』」’)）]*")


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
    summary = say(
        f"The page says so: {len(chosen)} of {len(cited)} sentences this figure rests on",
        f"原文依据:本图所据{len(cited)}句中的{len(chosen)}句",
    )
    items = "".join(
        f"<li>{html.escape(name)} {highlighted(one.sentence, one.spans)}</li>".replace("<li> ", "<li>")
        for name, one in chosen
    )
    more = "<li>…</li>" * (len(cited) > len(chosen))
    return HTML(f"<details><summary>{summary}</summary><ul>{items}{more}</ul></details>")


def sentences(page: Page) -> Iterator[Passage]:
    """Every sentence of the page's articles, display lines included, in reading order."""
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
