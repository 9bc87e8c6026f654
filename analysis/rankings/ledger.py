"""The ledger: which quantities the page itself proves, which it bounds, which it states once, and what contradicts.

Every check is a rule of arithmetic that holds on any page (`rules`); its row names the operands and where they
stand.  A contradiction is a row like any other, and outweighs all else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.page import Page
from analysis.rankings.operands import Rows
from analysis.rankings.rules import RULES, Line

VERDICTS = ["contradiction", "proved", "bounded"]  # the strongest first
LEDGER = ["check", "verdict", "statement", "quantities", "start", "end", "quotes"]


def check(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """The checks that the quantities of `page` undergo: one row for each rule and the quantities it compares.

    Columns: `check` (the rule's name), `verdict` (proved, bounded, contradiction), `statement` (the arithmetic),
    `quantities` (row labels of the quantities it speaks of), `start`, `end`, `quotes` (tuples: all that it was
    read from, a list of names included).  A quantity in no row is stated once: `standing` says so.
    """
    rows = [_row(line, page.text) for line in lines(quantities.itertuples(), page.text)]
    return pd.DataFrame(rows, columns=LEDGER)


def lines(quantities: Iterable[Any], text: str) -> list[Line]:
    """The lines of the ledger, article by article, rule by rule."""
    articles: dict[int, Rows] = {}
    for row in quantities:
        articles.setdefault(int(str(row.article)), []).append(row)
    return [line for rows in articles.values() for rule in RULES for line in rule(rows, text)]


def standing(quantities: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """The standing of each quantity: the strongest verdict that names it, else `stated once`; a series by row label."""
    verdicts: dict = dict.fromkeys(quantities.index, "stated once")
    for verdict in reversed(VERDICTS):
        for rows in ledger.quantities[ledger.verdict == verdict]:
            verdicts.update(dict.fromkeys(rows, verdict))
    return pd.Series(verdicts, name="standing", dtype=object)


def _row(line: Line, text: str) -> tuple:
    places = sorted({*((row.start, row.end) for row in line.rows), *line.others})
    quotes = tuple(text[a:b] for a, b in places)
    labels = tuple(row.Index for row in line.rows)
    return (*line[:3], labels, tuple(a for a, _ in places), tuple(b for _, b in places), quotes)
