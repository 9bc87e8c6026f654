"""Where a person's name may begin: most characters that begin one begin a word, and are passed over at once.

The characters of a text are looked up in tables, all of them together: a page has hundreds of places to ask about.
"""

from __future__ import annotations

from functools import cache
from math import inf
from typing import NamedTuple

import numpy as np

from analysis.page import Span
from analysis.page.names import all_sounds
from analysis.words.beside import weights
from analysis.words.dictionary import characters, names_listed, once
from analysis.words.marks import Marks
from analysis.words.standing import CODES, codes_of
from analysis.words.surnames import ONE_GIVEN, RARE, TWO_GIVEN, families, given_names, surnames

SHORT = 4  # a clause of so many characters, or fewer, may be a name as a whole


class Tables(NamedTuple):
    """For each character by its code: whether it is Chinese, whether a surname begins with it, whether it writes a
    sound, how much likelier it is as a surname, and as the first and the last of a given name, than as a word, and its
    weights beside a name."""

    chinese: np.ndarray
    family: np.ndarray
    sound: np.ndarray
    surname: np.ndarray
    first: np.ndarray
    last: np.ndarray
    before: np.ndarray
    behind: np.ndarray


def initials(text: str) -> np.ndarray:
    """Where a character stands that a name may begin with, another behind it; one that is no surname writes a sound
    before another.

    >>> initials("林红玉,普京和高").tolist()
    [0, 4, 6]
    """
    codes, tables = codes_of(text + "\0"), _tables()
    family, sound, chinese = tables.family[codes], tables.sound[codes], tables.chinese[codes]
    return ((family[:-1] | (sound[:-1] & sound[1:])) & chinese[1:]).nonzero()[0]


def beginnings(text: str, places: np.ndarray, clauses: list[Span], marks: Marks) -> list[int]:
    """The `places` (of `initials`) where a name may begin, in order: a mark is near, sounds are written, the clause is
    short, the dictionary has the name, or it is likelier than words with what stands beside it.

    >>> from analysis.words.marks import marks_of
    >>> text = "林红玉走高速路"
    >>> beginnings(text, initials(text), [(0, 7)], marks_of(text))
    [0]
    """
    likely, near, sounds = _likely(text, places).tolist(), marks.near, marks.all_sounds
    alone, short, names = {start for start, end in clauses if end - start <= SHORT}, _of_two(), names_listed()
    return [
        at
        for at, is_likely in zip(places.tolist(), likely, strict=True)
        if is_likely
        or at in near
        or at in sounds
        or at in alone
        or text[at : at + 2] in short
        or text[at : at + 3] in names
    ]


def _likely(text: str, places: np.ndarray) -> np.ndarray:
    """Whether what begins at the places is likelier a name, of one character given or of two, than words."""
    codes = codes_of(f"\0{text}\0\0\0")  # \0 for the ends, as in the tables
    left, surname, given, third, fourth = (codes[places + n] for n in range(5))
    tables = _tables()
    gain = tables.surname[surname] + tables.before[left]
    of_two = ONE_GIVEN + tables.last[given] + tables.behind[third]
    of_three = TWO_GIVEN + tables.first[given] + tables.last[third] + tables.behind[fourth]
    return gain + np.maximum(of_two, of_three) > -1e-6  # the last digits of sums differ with their order


@cache
def _of_two() -> frozenset[str]:
    """The names of two characters that the dictionary has, and what the surnames of two and more begin with."""
    return frozenset(
        [name for name in names_listed() if len(name) == 2] + [name[:2] for name in surnames() if name[1:]]
    )


@cache
def _tables() -> Tables:
    alone, every, chinese = characters(), np.arange(CODES), np.zeros(CODES, bool)
    chinese[0x3400:0xA000] = True
    family, sound = (np.isin(every, codes_of("".join(sorted(ones)))) for ones in (families(), all_sounds()))
    surname = {one: share - alone.get(one, once()) for one, share in surnames().items()}
    given = ({one: share.get(one, RARE) - alone.get(one, once()) for one in alone | share} for share in given_names())
    first, last = (np.where(chinese, _table(gain, -inf, RARE - once()), -inf) for gain in given)
    before, behind = (
        _table({"\0": side[""]} | side, side["any other mark"], side["any other character"]) for side in weights()
    )
    return Tables(chinese, family, sound, _table(surname, -inf, -inf), first, last, before, behind)


def _table(values: dict[str, float], other_mark: float, other_character: float) -> np.ndarray:
    """The values of characters by their codes, and those of all that have none; longer ones are passed over."""
    table, one = np.full(CODES, other_mark), [key for key in values if len(key) == 1]
    table[0x3400:] = other_character
    table[codes_of("".join(one))] = [values[key] for key in one]
    return table
