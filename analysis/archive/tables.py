"""From one page to its rows in the tables of an archive.

Every row names its page, so the tables join on `page` (and `article`); the characters stay in the texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from operator import attrgetter
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.page import Article, Page
from analysis.rankings.quantities import page_rows
from analysis.themes import TOKEN, WORD, bare_shares, word_rows
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
            "date": DAY,  # of its head or its file's name, else the latest of its articles'; null if none has one
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

Columns = dict[str, list[Any]]  # the values of each
Row = tuple[Any, ...]  # the values of its columns
Rows = dict[str, list[Row]]  # by the name of their table, and `theme words`, of which `themes` is made


def rows_of(page: Page) -> Rows:
    """The rows of a page."""
    tokens = {str(column): values.to_numpy().tolist() for column, values in tokenize(page).items()}
    terms, cells = _term_rows(page.name, tokens), attrgetter(*SCHEMAS["quantities"].names[1:])
    sizes: Counter[int] = Counter()
    for _, article, _, _, frequency, *_ in terms:
        sizes[article] += frequency
    return {
        "pages": [_page_row(page, sizes.total())],
        "articles": [_article_row(page.name, article, sizes[article.id]) for article in page.articles],
        "terms": terms,
        "quantities": [(page.name, *cells(row)) for row in page_rows(page)],
        "theme words": [
            (page.name, *row) for row in word_rows(zip(*(tokens[column] for column in TOKEN), strict=True))
        ],
    }


def tables_of(rows: Rows) -> dict[str, pa.Table]:
    """The tables of the rows of many pages.  Raises `pyarrow.ArrowInvalid` where a row does not fit the schema."""
    rows = {**rows, "themes": _theme_rows(rows["articles"], rows["theme words"])}
    return {name: _table(rows[name], schema) for name, schema in SCHEMAS.items()}


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    columns = zip(_columns(rows, len(schema)), schema, strict=True)
    arrays = [pa.array(values, field.type) for values, field in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def _page_row(page: Page, tokens: int) -> Row:
    return (
        page.name,
        hashlib.sha256(page.text.encode()).hexdigest(),
        len(page.text),
        len(page.articles),
        tokens,
        page.date or max((article.date for article in page.articles if article.date), default=None),
        min((article.confidence for article in page.articles), default=None),
    )


def _article_row(name: str, article: Article, tokens: int) -> Row:
    display = (article.kicker, article.headline, article.deck)
    return (
        name,
        article.id,
        *(" ".join(lines) for lines in display),
        article.agency,
        article.place,
        article.date,
        article.date_inferred,
        "、".join(article.reporters),
        len(article.paragraphs),
        sum(len(line) for lines in (*display, article.paragraphs) for line in lines),
        tokens,
        article.confidence,
    )


def _term_rows(name: str, tokens: Columns) -> list[Row]:
    places: dict[tuple[int, str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    columns = (tokens[column] for column in ("article", "token", "kind", "start", "end"))
    for article, token, kind, start, end in zip(*columns, strict=True):
        if kind != "punctuation":
            starts, ends = places[article, token, kind]
            starts.append(start)
            ends.append(end)
    return [(name, *term, len(starts), starts, ends) for term, (starts, ends) in sorted(places.items())]


def _theme_rows(articles: list[Row], words: list[Row]) -> list[Row]:
    """The shares of all articles at once: pandas takes as long for a hundred pages as for one."""
    units = {(name, article): unit for unit, (name, article, *_) in enumerate(articles)}
    shares = bare_shares(_of_units(words, units), "unit", range(len(units)))
    spoken: dict[Row, list[Row]] = defaultdict(list)
    for name, article, _, word, start, end, _, theme, _ in words:
        spoken[name, article, theme].append((word, start, end))
    return [
        (*where, theme, share, *_columns(spoken.get((*where, theme), []), 3))
        for where, of_themes in zip(units, shares.to_numpy().tolist(), strict=True)
        for theme, share in zip(shares, of_themes, strict=True)
        if share
    ]


def _of_units(words: list[Row], units: dict[tuple[str, int], int]) -> pd.DataFrame:
    """What `bare_shares` needs of the theme words, each with the number of its article."""
    names, articles, paragraphs, told, _, _, _, themes, weights = _columns(words, 1 + len(WORD))
    numbers = [units[where] for where in zip(names, articles, strict=True)]
    columns = {"unit": numbers, "paragraph": paragraphs, "word": told, "theme": themes, "weight": weights}
    return pd.DataFrame(columns)


def _columns(rows: list[Row], number: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) or [()] * number
