"""From one page to its rows in the tables of an archive.

Every row names its page, so the tables join on `page` (and `article`); the characters stay in the texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.page import Article, Page
from analysis.rankings import find_quantities
from analysis.themes import shares_of, theme_words, themes
from analysis.words import tokenize

TEXT, COUNT, DAY, SHARE = pa.string(), pa.int32(), pa.date32(), pa.float64()
WHERE = {"page": TEXT, "article": COUNT}
PLACES = {"start": pa.list_(COUNT), "end": pa.list_(COUNT)}
SCHEMAS = {
    "pages": pa.schema(
        {
            "page": TEXT,  # the name of its source: `2031/03-01.txt`, `march.zip!01.txt`, `march.pdf#3`
            "sha256": TEXT,  # of its text as UTF-8
            "characters": COUNT,
            "articles": COUNT,
            "tokens": COUNT,  # without punctuation
            "date": DAY,  # the latest of its articles' dates; null if none has one
            "confidence": SHARE,  # the least of its articles'
        }
    ),
    "articles": pa.schema(
        {
            **WHERE,
            "kicker": TEXT,  # lines joined by a blank, "" if absent
            "headline": TEXT,
            "deck": TEXT,
            "agency": TEXT,
            "place": TEXT,
            "date": DAY,
            "date_inferred": TEXT,  # "" when all of the date is printed, else what was inferred and why
            "reporters": TEXT,  # names joined by 、
            "paragraphs": COUNT,
            "characters": COUNT,  # printed in its display lines and paragraphs
            "tokens": COUNT,
            "confidence": SHARE,
        }
    ),
    # all but punctuation; `start` and `end` of each token in the page's text, over a column break if one tears it
    "terms": pa.schema({**WHERE, "term": TEXT, "kind": TEXT, "frequency": COUNT, **PLACES}),
    "quantities": pa.schema(
        {
            **WHERE,
            "paragraph": COUNT,
            "kind": TEXT,
            "value": SHARE,
            "unit": TEXT,
            "entity": TEXT,
            "metric": TEXT,
            "scope": TEXT,
            "modifier": TEXT,
            "resolved": TEXT,
            "start": COUNT,  # characters of the page's text
            "end": COUNT,
            "quote": TEXT,
        }
    ),
    # shares of an article sum to 1, zeros left out; `words` are those that speak for the theme, with their places
    "themes": pa.schema({**WHERE, "theme": TEXT, "share": SHARE, "words": pa.list_(TEXT), **PLACES}),
    "failures": pa.schema({"page": TEXT, "error": TEXT, "reason": TEXT}),
}

WORDS = ["article", "paragraph", "word", "theme", "weight", "start", "end"]
Rows = dict[str, list[dict[str, Any]]]  # by the name of their table, and `theme words`, of which `themes` is made


def rows_of(page: Page) -> Rows:
    """The rows of a page."""
    tokens = tokenize(page)
    terms = _term_rows(page.name, tokens)
    sizes: Counter[int] = Counter()
    for row in terms:
        sizes[row["article"]] += row["frequency"]
    return {
        "pages": [_page_row(page, sizes.total())],
        "articles": [_article_row(page.name, article, sizes[article.id]) for article in page.articles],
        "terms": terms,
        "quantities": _records(page.name, find_quantities(page), SCHEMAS["quantities"].names[1:]),
        "theme words": _records(page.name, theme_words(tokens), WORDS),
    }


def tables_of(rows: Rows) -> dict[str, pa.Table]:
    """The tables of the rows of many pages.  Raises `pyarrow.ArrowInvalid` where a row does not fit the schema."""
    rows = {**rows, "themes": _theme_rows(rows["articles"], rows["theme words"])}
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in SCHEMAS.items()}


def _page_row(page: Page, tokens: int) -> dict[str, Any]:
    return {
        "page": page.name,
        "sha256": hashlib.sha256(page.text.encode()).hexdigest(),
        "characters": len(page.text),
        "articles": len(page.articles),
        "tokens": tokens,
        "date": max((article.date for article in page.articles if article.date), default=None),
        "confidence": min((article.confidence for article in page.articles), default=None),
    }


def _article_row(name: str, article: Article, tokens: int) -> dict[str, Any]:
    display = {part: " ".join(getattr(article, part)) for part in ("kicker", "headline", "deck")}
    return {
        "page": name,
        "article": article.id,
        **display,
        "agency": article.agency,
        "place": article.place,
        "date": article.date,
        "date_inferred": article.date_inferred,
        "reporters": "、".join(article.reporters),
        "paragraphs": len(article.paragraphs),
        "characters": sum(map(len, [*article.kicker, *article.headline, *article.deck, *article.paragraphs])),
        "tokens": tokens,
        "confidence": article.confidence,
    }


def _term_rows(name: str, tokens: pd.DataFrame) -> list[dict[str, Any]]:
    places: dict[tuple[int, str, str], list[tuple[int, int]]] = {}
    for article, token, kind, start, end in _tuples(tokens, ["article", "token", "kind", "start", "end"]):
        places.setdefault((article, token, kind), []).append((start, end))
    return [
        {**_at(name, article, spans), "term": term, "kind": kind, "frequency": len(spans)}
        for (article, term, kind), spans in sorted(places.items())
        if kind != "punctuation"
    ]


def _theme_rows(articles: list[dict[str, Any]], words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shares of all articles at once: pandas takes as long for a hundred pages as for one."""
    if not articles:
        return []
    numbers = {(row["page"], row["article"]): number for number, row in enumerate(articles)}
    units = [numbers[row["page"], row["article"]] for row in words]
    shares = shares_of(pd.DataFrame(words, columns=WORDS).assign(unit=units), "unit", range(len(articles)))
    names = themes().theme.tolist()
    spoken: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for unit, word in zip(units, words, strict=True):
        spoken.setdefault((unit, word["theme"]), []).append(word)
    return [
        _theme_row(article, str(theme), share, spoken.get((unit, str(theme)), []))
        for unit, (article, of_themes) in enumerate(zip(articles, shares[names].to_dict("records"), strict=True))
        for theme, share in of_themes.items()
        if share
    ]


def _theme_row(article: dict[str, Any], theme: str, share: float, words: list[dict[str, Any]]) -> dict[str, Any]:
    where = _at(article["page"], article["article"], [(word["start"], word["end"]) for word in words])
    return {**where, "theme": theme, "share": share, "words": [word["word"] for word in words]}


def _at(name: str, article: int, spans: list[tuple[int, int]]) -> dict[str, Any]:
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return {"page": name, "article": article, "start": starts, "end": ends}


def _records(name: str, table: pd.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    return [{"page": name, **dict(zip(columns, values, strict=True))} for values in _tuples(table, columns)]


def _tuples(table: pd.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column].tolist() for column in columns), strict=True))
