"""What follows from the page's numbers, exactly: the places it does not name, and whether a draw is unusual.

And what it could notice: `kill_rate` changes every number on the page and sees whether the ledger objects.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pandas as pd
from scipy import stats

from analysis.page import Page, parse_page
from analysis.rankings.ledger import lines
from analysis.rankings.quantities import find_quantities

DIGITS = "一二三四五六七八九"


class Bounds(NamedTuple):
    """What each of the unnamed parts can hold, and how few of them must exceed a given number."""

    least: int
    most: int
    fewest_above: int


def open_place_bounds(total: int, parts: int, most: int, above: int) -> Bounds:
    """Exact bounds on `parts` whole numbers that sum to `total`, each from 0 to `most`.

    `fewest_above` of them are more than `above`, at least.  Raises `ValueError` if no such numbers exist.

    >>> open_place_bounds(total=61, parts=4, most=29, above=10)
    Bounds(least=0, most=29, fewest_above=2)
    """
    if not 0 <= total <= parts * most:
        raise ValueError(f"expected a total of 0 to {parts * most} for {parts} parts of at most {most}, found {total}")
    fewest = next(k for k in range(parts + 1) if k * most + (parts - k) * min(above, most) >= total)
    return Bounds(max(0, total - (parts - 1) * most), min(most, total), fewest)


def chance_of_as_many(found: int, sample: int, kind: int, population: int) -> float:
    """P(at least `found` of `kind` in a draw of `sample` from `population`): the hypergeometric upper tail.

    Assumes that every member was as likely to be drawn as any other, and that `kind` is known.

    >>> round(chance_of_as_many(4, 10, 6, 20), 4)
    0.3142
    """
    return float(stats.hypergeom.sf(found - 1, population, kind, sample))


def chance_of_rank_sum(ranks: list[int], size: int) -> float:
    """Two-sided p-value of the rank-sum (Mann-Whitney) test of `ranks` against the other places of 1..`size`.

    Assumes that each set of places is equally likely; ranks that made a list say nothing of those that did not.

    >>> round(chance_of_rank_sum([7, 29, 43, 67], 100), 3)
    0.325
    """
    others = sorted(set(range(1, size + 1)) - set(ranks))
    return float(stats.mannwhitneyu(ranks, others, method="asymptotic", use_continuity=False).pvalue)


def kill_rate(page: Page, quantities: pd.DataFrame) -> pd.DataFrame:
    """Every change of one number's digit: `quote, start, changed, killed` (the ledger then contradicts itself).

    A change that leaves the number no quantity at all is not killed: the page would not have noticed.
    """
    stated = quantities[quantities.kind.isin(["rank", "count", "share", "amount", "rank_change"])]
    rows = [
        (quote, start, changed, _contradicts(page, start, start + len(quote), changed))
        for quote, start in zip(stated.quote, stated.start, strict=True)
        for changed in _changes(quote)
    ]
    return pd.DataFrame(rows, columns=["quote", "start", "changed", "killed"])


def _changes(quote: str) -> list[str]:
    changes = []
    for at, digit in itertools.product(range(len(quote)), "1234567890"):
        if quote[at].isdecimal() and quote[at] != digit:
            changes.append(quote[:at] + digit + quote[at + 1 :])
    for at, digit in itertools.product(range(len(quote)), DIGITS[2:]):
        if quote[at] in DIGITS + "两" and quote[at] != digit:
            changes.append(quote[:at] + digit + quote[at + 1 :])
    return [change for change in changes if not change.lstrip("第仅有").startswith("0")]


def _contradicts(page: Page, start: int, end: int, changed: str) -> bool:
    other = parse_page(page.text[:start] + changed + page.text[end:], page.name)
    return any(line.verdict == "contradiction" for line in lines(find_quantities(other), other.text))
