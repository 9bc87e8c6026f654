"""The named list (百强) that a page's ranks stand in, and how many of its places each part holds."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.page import Page
from analysis.rankings.entities import CLAUSE_END, REACH, SEPARATOR
from analysis.rankings.operands import (
    SENTENCES,
    SIZE,
    Rows,
    after,
    counts,
    is_most,
    list_of_parts,
    parts_counted,
    ranked,
    sentence,
    sizes_named,
)

REST = re.compile("(?:其余|其他|其它|余下|剩余|剩下)的?$")  # 其余25个席位由7个市分享, 其余24席分布在6个市
SHARED_BY = re.compile("(?:个?席位?|个?名额|个)?(?:由|被|分布在|分布于|分属|来自|归)(?:其他|其余|另外)?的?")
BELOW = ("以下", "不足", "不到")
BAND = re.compile("的?[^,，、。;；]{0,10}[,，]?(?:共?有|达|为)?")  # 300亿元以下的有20个, 1000亿元以下的区间,共有75个
AMONG_ALL = re.compile("[一-龥]{1,4}共有?")  # 甲、乙、丙3个省份共226个市辖区
ENTERED = re.compile("(?:参评|参选|参加评选|候选|申报)的?[^,，。;；]{0,6}$")  # 参评的88个县
ENTERS = re.compile("[^,，。;；]{0,12}(?:参评|参选|参加评|参与评|申报)")  # 88个县参评
OUT_OF = re.compile("(?:对|从|在)[^,，。;；]{0,10}$")
EVALUATED = re.compile("[^,，。;；]{0,14}(?:评价|评估|测评|评比|打分|排序|排名|中[^,，。;；]{0,4}(?:评|选|产生))")


class NamedList(NamedTuple):
    """A list that a page's ranks stand in: its size, where that is named, and the article that states it."""

    size: int
    span: tuple[int, int]
    article: int


def named_list(quantities: pd.DataFrame, page: Page) -> NamedList | None:
    """The list that the page's ranks stand in; None if not one is named.

    Where several articles rank, that one is meant whose sentences name the list and most ranks together.
    """
    tables = {int(str(article)): list(table.itertuples()) for article, table in quantities.groupby("article")}
    ranking = {article: rows for article, rows in tables.items() if ranked(rows)}
    stated = Counter[NamedList]()
    for article, rows in ranking.items():
        sizes, together = sizes_named(rows, page.text), len(_in_list(rows, page.text))
        if len(sizes) == 1 and (together or len(ranking) == 1):
            stated[NamedList(*next(iter(sizes.items())), article)] = together
    best = stated.most_common(2)
    unclear = len(best) > 1 and best[0][1] == best[1][1]
    return best[0][0] if best and not unclear else None


def listed_ranks(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """The ranks that stand in the named list: the first of each entity in its article, but for those of another scope
    than the ranks whose clauses name it (居全省第5位,全国百强第45位)."""
    of = named_list(quantities, page)
    table = quantities[quantities.article == of.article] if of else quantities.head(0)
    rows = ranked(list(table.itertuples()))
    scopes = {row.scope for row in rows if SIZE.search(_clause_before(page.text, row))}
    of_list = quantities.loc[[row.Index for row in rows if not scopes or not row.scope or row.scope in scopes]]
    return of_list[(of_list.entity == "") | ~of_list.duplicated("entity")]  # 去年居第4位 is of another year


def _clause_before(text: str, row: Any) -> str:
    return CLAUSE_END.split(text[max(0, row.start - REACH) : row.start])[-1]


def _in_list(rows: Rows, text: str) -> Rows:
    return [row for row in ranked(rows) if SIZE.search(sentence(text, row))]


def places(quantities: pd.DataFrame, page: Page) -> pd.DataFrame:
    """How many places of the named list each part holds: `part, low, high, start, end, quote`, one row a part.

    A part whose count is printed has `low == high`; the others of the list of parts (甲、乙、丙3个省份), or those whose
    number alone is told (其余25个席位由7个市分享: 其余1, 其余2 …), share what is left, none more than the one said to
    have the most, and have no span.  Empty if the page has none.  Assumes that the parts it lists are all there are and
    that every place is filled.
    """
    rows = []
    for _, article in quantities.groupby("article"):
        rows += _places(list(article.itertuples()), page.text)
    return pd.DataFrame(rows, columns=["part", "low", "high", "start", "end", "quote"])


def _places(rows: Rows, text: str) -> list[tuple]:
    sizes = list(sizes_named(rows, text))
    if len(sizes) != 1:
        return []
    printed, others = _parts_listed(rows, text) or _parts_and_rest(rows, text, sizes[0]) or ({}, [])
    if not others:
        return []
    left, top = sizes[0] - sum(row.value for row in printed.values()), max(printed.values(), key=lambda row: row.value)
    cap = top.value if is_most(text, top) else left
    known = [(name, row.value, row.value, row.start, row.end, row.quote) for name, row in printed.items()]
    low = max(0, left - (len(others) - 1) * cap)
    return known + [(name, low, min(cap, left), None, None, "") for name in others]


def _parts_listed(rows: Rows, text: str) -> tuple[dict[str, Any], list[str]] | None:
    """The parts whose counts are printed, and the others of the list that names all parts."""
    groups = parts_counted(rows, text)
    if len(groups) != 1:
        return None
    printed = {row.entity.removesuffix("省"): row for row in groups[0]}
    others = [name for name in list_of_parts(rows, text, groups[0]) if name not in printed]
    return (printed, others) if others else None


def _parts_and_rest(rows: Rows, text: str, size: int) -> tuple[dict[str, Any], list[str]] | None:
    """The parts whose counts are printed, and as many others as share the rest; together they fill the list."""
    for rest, sharers in pairwise(counts(rows)):
        if REST.search(text, max(0, rest.start - 4), rest.start) and SHARED_BY.fullmatch(text, rest.end, sharers.start):
            for start in _sentence_starts(text, rest.start):
                printed = _held(after(counts(rows), start, rest.start - start))
                if printed and sum(row.value for row in printed.values()) + rest.value == size:
                    return printed, [f"其余{n}" for n in range(1, int(sharers.value) + 1)]
    return None


def _sentence_starts(text: str, at: int) -> list[int]:
    """Where the sentence of a place begins, and the sentence before."""
    ends = [m.end() for m in SENTENCES.finditer(text, max(0, at - 600), at)]
    return [*reversed(ends[-2:]), *([0] if len(ends) < 2 else [])]


def _held(rows: Rows) -> dict[str, Any]:
    """Counts by the names of who holds them; 我市和海陵市各有5个 gives each of them five."""
    named = {}
    for row in rows:
        names = SEPARATOR.split(row.entity[:-1]) if row.entity.endswith("各") else [row.entity]
        named.update({name.removeprefix("省会"): row for name in names if name})
    return named


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
    of = named_list(quantities, page)
    rows = list(quantities[quantities.article == of.article].itertuples()) if of else []
    for limit, held in pairwise(row for row in rows if row.kind in ("amount", "count")):
        below = (limit.kind, held.kind) == ("amount", "count") and limit.modifier in BELOW
        if of and below and BAND.fullmatch(page.text, limit.end, held.start) and held.value <= of.size:
            spans = ((limit.start, limit.end, limit.quote), (held.start, held.end, held.quote))
            return Split(_bare(limit.quote), int(held.value), int(of.size - held.value), spans)
    return None


def _bare(quote: str) -> str:
    return re.sub("|".join(BELOW), "", quote)


def drawn_from(quantities: pd.DataFrame, page: Page) -> tuple[int, str] | None:
    """How many were evaluated for the named list, and the quote; None if not told.

    Told as 甲、乙、丙3个省份共226个市辖区, 对全省88个县进行评价, 从88个县中选出, 参评的88个县 or 88个县参评.
    """
    of = named_list(quantities, page)
    rows = counts(list(quantities[quantities.article == of.article].itertuples())) if of else []
    told = [other for one, other in pairwise(rows) if AMONG_ALL.fullmatch(page.text, one.end, other.start)]
    told += [row for row in rows if _evaluated(row, page.text)]
    return next(((int(row.value), row.quote) for row in told if of and row.value >= of.size), None)


def _evaluated(row: Any, text: str) -> bool:
    start = max(0, row.start - 16)
    entered = ENTERED.search(text, start, row.start) or ENTERS.match(text, row.end)
    return bool(entered or (OUT_OF.search(text, start, row.start) and EVALUATED.match(text, row.end)))
