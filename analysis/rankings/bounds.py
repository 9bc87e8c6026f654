"""What follows from the page's numbers, exactly: the places it does not name, and whether a draw is unusual."""

from __future__ import annotations

from collections.abc import Collection
from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd

COUNTABLE = 20_000  # ranks times the length of their list: 40 of 500 take a second, 4 of 100,000 take for ever


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


def together_bounds(total: int, parts: int, most: int) -> pd.DataFrame:
    """What any `parts` of them hold together: `parts, least, most`, from one of them to all.

    Proof: the others hold from 0 to `most` each, so any k hold at least the total less what the others can, and at
    most k times `most` or the total; a part moves from one to the other one place at a time, so each number between
    is possible.

    >>> together_bounds(total=61, parts=4, most=29).values.tolist()
    [[1, 0, 29], [2, 3, 58], [3, 32, 61], [4, 61, 61]]
    """
    rows = [(k, max(0, total - (parts - k) * most), min(k * most, total)) for k in range(1, parts + 1)]
    return pd.DataFrame(rows, columns=["parts", "least", "most"])


def chance_of_as_many(found: int, sample: int, kind: int, population: int) -> float:
    """P(at least `found` of `kind` in a draw of `sample` from `population`): the hypergeometric upper tail, exactly.

    Assumes that every member was as likely to be drawn as any other, and that `kind` is known.

    >>> round(chance_of_as_many(4, 10, 6, 20), 4)
    0.3142
    """
    ways = sum(comb(kind, k) * comb(population - kind, sample - k) for k in range(found, min(kind, sample) + 1))
    return ways / comb(population, sample)


def chance_of_rank_sum(ranks: Collection[int], size: int) -> float:
    """Two-sided p-value of the rank-sum (Wilcoxon, Mann-Whitney) test of `ranks` against the other places of 1..`size`.

    Exact: the share of all sets of as many places whose sum lies as far from the middle or farther.  Assumes that each
    set of places is equally likely; ranks that made a list say nothing of those that did not.

    Raises `ValueError` unless they are different places of the list, and `COUNTABLE`.

    >>> round(chance_of_rank_sum([7, 29, 43, 67], 100), 3)
    0.343
    """
    if not all(1 <= rank <= size for rank in ranks) or not 0 < len(set(ranks)) == len(ranks) <= COUNTABLE / size:
        raise ValueError(f"expected a few different ranks from 1 to {size}, found {sorted(ranks)}")
    middle = len(ranks) * (size + 1) / 2
    ways = _ways_to_sum(len(ranks), size)
    far = abs(np.arange(len(ways)) - middle) >= abs(sum(ranks) - middle)
    return float(ways[far].sum() / ways.sum())


def _ways_to_sum(chosen: int, size: int) -> np.ndarray:
    """How many sets of `chosen` of the numbers 1..`size` have each sum, by adding one number after another."""
    ways = np.zeros((chosen + 1, chosen * size + 1))
    ways[0, 0] = 1
    for place in range(1, size + 1):
        ways[1:, place:] += ways[:-1, :-place]
    return ways[chosen]
