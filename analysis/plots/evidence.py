"""From a picture's marks to the sentences of the page they rest on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pandas as pd
from IPython.display import HTML

from analysis.page import Page, Passage, Span
from analysis.plots import Picture, say

SENTENCE = re.compile(r"[^。!?!?]+[。!?!?]*[”』」’)）]*")


def rests_on(picture: Picture, page: Page, most: int = 6) -> HTML:
    """The few sentences that carry most of a picture's marks, folded away, what they cite highlighted.

    Sentences are taken one by one, each the one that cites most marks not yet cited, at most `most`; they are
    shown in the order of the page, and the rest are counted.
    """
    cited = _cited(picture.marks, page)
    chosen: list[Passage] = []
    left = {mark for marks, _ in cited.values() for mark in marks}
    while left and len(chosen) < most:
        best = max(cited, key=lambda sentence: len(cited[sentence][0] & left))
        chosen.append(best)
        left -= cited[best][0]
    lines = [_highlighted(sentence, cited[sentence][1]) for sentence in sorted(chosen, key=lambda s: s.spans)]
    more = len(cited) - len(chosen)
    summary = say(
        f"The page says so: {len(chosen)} of {len(cited)} sentences this figure rests on",
        f"原文依据:本图所据{len(cited)}句中的{len(chosen)}句",
    )
    items = "".join(f"<li>{line}</li>" for line in lines) + ("<li>…</li>" if more else "")
    return HTML(f"<details><summary>{summary}</summary><ul>{items}</ul></details>")


def sentences(page: Page) -> Iterator[Passage]:
    """Every sentence of the page's articles, display lines included, in reading order."""
    for article in page.articles:
        for passage in (*article.kicker, *article.headline, *article.deck, *article.paragraphs, *article.crossheads):
            for match in SENTENCE.finditer(passage):
                yield passage[match.start() : match.end()]


def _cited(marks: pd.DataFrame, page: Page) -> dict[Passage, tuple[set[str], list[Span]]]:
    spans = marks.dropna(subset=["start"]).drop_duplicates(["mark", "start", "end"])
    rows = sorted(zip(spans.start.astype(int), spans.end.astype(int), spans.mark, strict=True))
    found: dict[Passage, tuple[set[str], list[Span]]] = {}
    for sentence in sentences(page):
        inside = [row for row in rows if any(row[0] < end and start < row[1] for start, end in sentence.spans)]
        if inside:
            found[sentence] = {mark for *_, mark in inside}, [(start, end) for start, end, _ in inside]
    return found


def _highlighted(sentence: Passage, cited: list[Span]) -> str:
    pieces, marked = [], False
    at = [n for start, end in sentence.spans for n in range(start, end)]
    for offset, character in zip(at, sentence, strict=True):
        hit = any(start <= offset < end for start, end in cited)
        if hit != marked:
            pieces.append("<mark>" if hit else "</mark>")
        marked = hit
        pieces.append(html.escape(character))
    return "".join(pieces) + ("</mark>" if marked else "")
