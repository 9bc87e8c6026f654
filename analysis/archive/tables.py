"""From one page to its rows in the tables of an archive.

Every row names its page, so the tables join on `page` (and `article`); the characters stay in the texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.page import Page
from analysis.rankings import find_quantities
from analysis.words import tokenize

TEXT, COUNT, DAY, SHARE = pa.string(), pa.int32(), pa.date32(), pa.float64()
WHERE = {"page": TEXT, "article": COUNT}
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
    "terms": pa.schema({**WHERE, "term": TEXT, "kind": TEXT, "frequency": COUNT}),  # all but punctuation
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
    "themes": pa.schema({**WHERE, "theme": TEXT, "share": SHARE}),  # of the article's tokens; zero shares left out
    "failures": pa.schema({"page": TEXT, "error": TEXT, "reason": TEXT}),
}

Rows = dict[str, list[dict[Any, Any]]]


def rows_of(page: Page) -> Rows:
    """The rows of a page by the name of their table, every table but `failures`."""
    tokens = tokenize(page)
    tokens = tokens[tokens.kind != "punctuation"]
    sizes = tokens.article.value_counts()
    return {
        "pages": [_page_row(page, len(tokens))],
        "articles": [_article_row(page.name, article, int(sizes.get(article.id, 0))) for article in page.articles],
        "terms": _records(page.name, _frequencies(tokens)),
        "quantities": _records(page.name, find_quantities(page), SCHEMAS["quantities"].names),
        "themes": [],
    }


def table_of(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows as the Arrow table of that name.  Raises `pyarrow.ArrowInvalid` where a row does not fit the schema."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])


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


def _article_row(name: str, article, tokens: int) -> dict[str, Any]:
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


def _frequencies(tokens: pd.DataFrame) -> pd.DataFrame:
    counted = tokens.groupby(["article", "token", "kind"], sort=True).size()
    return counted.rename("frequency").reset_index().rename(columns={"token": "term"})


def _records(name: str, table: pd.DataFrame, columns: Iterable[str] = ()) -> list[dict[Any, Any]]:
    kept = table[[column for column in columns if column in table]] if columns else table
    return kept.assign(page=name).to_dict("records")
