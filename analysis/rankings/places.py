"""The named list (百强) that a page's ranks stand in, and how many of its places each part holds."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.page import Page
from analysis.rankings.operands import Rows, is_most, list_of_parts, parts_counted, sizes_named


def named_list(quantities: pd.DataFrame, page: Page) -> tuple[int, tuple[int, int]] | None:
    """The size of the list that the page's ranks stand in, and where it is named; None if not one list is named."""
    ranked = quantities[(quantities.kind == "rank") & (quantities.unit == "位")].article.unique()
    rows = list(quantities[quantities.article.isin(ranked)].itertuples())
    sizes = sizes_named(rows, page.text) if len(ranked) == 1 else {}
    return next(iter(sizes.items())) if len(sizes) == 1 else None


def places(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """How many places of the named list each part holds: `part, low, high, start, end, quote`, one row a part.

    A part whose count is printed has `low == high`; the others of the list of parts (甲、乙、丙3个省份) share what
    is left, none more than the one that is said to have the most, and have no span.  Empty if the page has none.
    Assumes that the parts it lists are all there are and that every place is filled.
    """
    rows = []
    for _, article in quantities.groupby("article"):
        rows += _places(list(article.itertuples()), page.text)
    return pd.DataFrame(rows, columns=["part", "low", "high", "start", "end", "quote"])


def _places(rows: Rows, text: str) -> list[tuple]:
    sizes, parts = list(sizes_named(rows, text)), parts_counted(rows, text)
    if len(sizes) != 1 or len(parts) != 1:
        return []
    printed = {row.entity.removesuffix("省"): row for row in parts[0]}
    others = [name for name in list_of_parts(rows, text, parts[0]) if name not in printed]
    if not others:
        return []
    left, top = sizes[0] - sum(row.value for row in parts[0]), max(parts[0], key=lambda row: row.value)
    cap = top.value if is_most(text, top) else left
    known = [(name, row.value, row.value, row.start, row.end, row.quote) for name, row in printed.items()]
    low = max(0, left - (len(others) - 1) * cap)
    return known + [(name, low, min(cap, left), None, None, "") for name in others]


class Split(NamedTuple):
    """A list parted by scale: how many of its places lie below a printed limit, and how many do not (derived)."""

    limit: str
    below: int
    rest: int
    spans: tuple[tuple[int, int, str], ...]


def split_by_scale(quantities: pd.DataFrame, page: Page) -> Split | None:
    """The named list parted at an amount: in 1000亿元以下的区间,共有75个, 75 of 100 lie below it; None if not told.

    Assumes that every place is filled and that each lies on one side of the limit.
    """
    size = named_list(quantities, page)
    for row in quantities[(quantities.kind == "amount") & (quantities.modifier == "以下")].itertuples():
        counted = quantities[(quantities.kind == "count") & quantities.start.between(row.end, row.end + 30)]
        told = [count for count in counted.itertuples() if page.text[row.end : count.start].endswith("共有")]
        if size and told and told[0].value <= size[0]:
            spans = ((row.start, row.end, row.quote), (told[0].start, told[0].end, told[0].quote))
            return Split(row.quote.removesuffix("以下"), int(told[0].value), int(size[0] - told[0].value), spans)
    return None


def drawn_from(quantities: pd.DataFrame, page: Page) -> tuple[int, str] | None:
    """How many were evaluated for the named list, and the quote: 甲、乙、丙3个省份共226个市辖区; None if not told."""
    size = named_list(quantities, page)
    for one, other in pairwise(quantities[quantities.kind == "count"].itertuples()):
        between = page.text[one.end : other.start]
        if size and re.fullmatch("[一-龥]{1,4}共有?", between) and other.value >= size[0]:
            return int(other.value), other.quote
    return None
