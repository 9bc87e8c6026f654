"""How likely a run of characters is as a Chinese name, by its surname and the characters of its given name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from analysis.lexicons import read_words
from analysis.words.dictionary import characters, once

TWO_GIVEN, ONE_GIVEN = -4.0, -7.0  # logarithms of the chance that a word of news is such a name
UNHEARD = math.inf  # what a character gains that is neither a word nor part of a given name: we cannot tell
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
        if given + 2 <= end:
            two = share + TWO_GIVEN + first.get(text[given], RARE) + last.get(text[given + 1], RARE)
            found.append((given + 2, two))
            if given + 3 <= end and text[given + 2] == "郎":  # 桥本龙太郎
                found.append((given + 3, two))
        found.append((given + 1, share + ONE_GIVEN + last.get(text[given], RARE)))
    return found


@lru_cache(maxsize=50_000)  # pairs of characters come again and again
def gains(pair: str) -> tuple[float, float]:
    """How much likelier a pair of characters is as a name than as two words, and as the beginning of one of three.

    Both without end if a surname of two begins with it (欧阳).

    >>> [round(gain) for gain in (*gains("林红"), gains_of_last()["玉"])]
    [-1, 3, 4]
    """
    surname, first, last = _gains()
    gain = surname.get(pair[0], -math.inf)
    if pair in _long():
        return math.inf, math.inf
    return gain + ONE_GIVEN + last.get(pair[1:], UNHEARD), gain + TWO_GIVEN + first.get(pair[1:], UNHEARD)


def gains_of_last() -> dict[str, float]:
    """How much likelier a character is as the last of a given name than as a word."""
    return _gains()[2]


@cache
def _long() -> frozenset[str]:
    """What the surnames of more than one character begin with."""
    return frozenset(name[:2] for name in surnames() if len(name) > 1)


@cache
def _gains() -> tuple[dict[str, float], ...]:
    """How much likelier a character is as a surname, and as the first and the last of a given name, than as a word; a
    little too much, for the last digits of sums differ with their order."""
    alone, names = characters(), surnames()
    given = (
        {one: shares.get(one, RARE) - alone.get(one, once()) for one in alone | shares} for shares in given_names()
    )
    return {one: names[one] - alone.get(one, once()) + 1e-6 for one in names if len(one) == 1}, *given


@cache
def surnames() -> dict[str, float]:
    """The logarithm of each surname's share of the people: 1 / (rank + 2.6), of which a quarter gives the five
    commonest 29 % and the hundred commonest 91 % (in the census of names of 2020: 31 % and 85 %)."""
    return {name: math.log(0.25 / (rank + 3.6)) for rank, name in enumerate(read_words("surnames"))}


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
