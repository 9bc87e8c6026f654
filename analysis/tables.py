"""Everything counted and found on one page, as tables on disk: CSV to look at, Parquet to compute with."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from analysis.archive.tables import rows_of, tables_of
from analysis.page import Page
from analysis.rankings import check, find_quantities
from analysis.words import learn_words, tokenize
from analysis.writing import csv_of, write_whole


def page_tables(page: Page) -> dict[str, pd.DataFrame]:
    """The tables of a page by name: those of an archive, and the page's `parts`, `tokens`, `words` and `ledger`."""
    counted = {name: table.to_pandas() for name, table in tables_of({**rows_of(page), "failures": []}).items()}
    read = {"parts": page.parts, "tokens": tokenize(page), "words": learn_words(page)}
    counted.pop("failures")
    return {**counted, **read, "ledger": check(find_quantities(page), page)}


def write_tables(page: Page, folder: Path) -> None:
    """Write each table as CSV and Parquet into `folder`.  Raises `OSError` if it cannot be written."""
    for name, table in page_tables(page).items():
        write_whole(folder / f"{name}.csv", csv_of(table))
        file = io.BytesIO()
        plain(table).to_parquet(file, index=False)
        write_whole(folder / f"{name}.parquet", file.getvalue())


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose text is plain text and whose tuples are lists, as Parquet knows them."""
    return table.apply(lambda column: column.map(_plain) if column.dtype == object else column)


def _plain(value):
    if isinstance(value, str):
        return str(value)
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
