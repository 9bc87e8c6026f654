"""How likely a run of characters is as a Chinese name, by its surname and the characters of its given name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from analysis.lexicons import read_words

TWO_GIVEN, ONE_GIVEN = -4.0, -7.0  # logarithms of the chance that a word of news is such a name
COMPOUND = -5.0  # and that it is one of one character behind a surname of two, who is given one more often
RARE = -12.0  # a character that no listed given name has: one in 160,000


def chinese(text: str, at: int, end: int) -> list[tuple[int, float]]:
    """Where the names end that may begin at a place, with the logarithms of their likelihoods.

    >>> [("林红玉到场"[:stop], round(value)) for stop, value in chinese("林红玉到场", 0, 5)]
    [('林红玉', -21), ('林红', -18)]
    """
    found: list[tuple[int, float]] = []
    first, last = given_names()
    for length in families().get(text[at], ()):
        share, given = surnames().get(text[at : at + length]), at + length
        if share is None or given >= end:
            continue
        of_one = ONE_GIVEN if length == 1 else COMPOUND
        if given + 2 <= end:
            two = share + TWO_GIVEN + first.get(text[given], RARE) + last.get(text[given + 1], RARE)
            found.append((given + 2, two))
            if given + 3 <= end and text[given + 2] == "郎":  # 桥本龙太郎
                found.append((given + 3, two))
        found.append((given + 1, share + of_one + last.get(text[given], RARE)))
    return found


@cache
def surnames() -> dict[str, float]:
    """The logarithm of each surname's share of the people: 1 / (rank + 2.6), of which a quarter gives the five
    commonest 29 % and the hundred commonest 91 % (in the census of names of 2020: 31 % and 85 %)."""
    every = (*read_words("surnames"), *read_words("surnames_rare"))
    return {name: math.log(0.25 / (rank + 3.6)) for rank, name in enumerate(every)}


@cache
def common() -> frozenset[str]:
    """The hundred commonest surnames, which nine in ten bear."""
    return frozenset(read_words("surnames")[:100])


@cache
def families() -> dict[str, tuple[int, ...]]:
    """How long the surnames are that a character begins."""
    lengths: dict[str, set[int]] = {}
    for name in surnames():
        lengths.setdefault(name[0], set()).add(len(name))
    return {initial: tuple(sorted(found)) for initial, found in lengths.items()}


@cache
def given_names() -> tuple[dict[str, float], ...]:
    """The logarithms of the shares of a character among the first and among the last of given names."""
    rows = read_words("given_names")
    return tuple(_shares(rows[::3], [int(count) for count in rows[n::3]]) for n in (1, 2))


def _shares(characters: Iterable[str], counts: list[int]) -> dict[str, float]:
    return {one: math.log((count + 0.5) / sum(counts)) for one, count in zip(characters, counts, strict=True)}
