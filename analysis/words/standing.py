"""Where the words of a list stand in a text, in time that grows with the text and not with the list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

CODES = 1 << 16  # that tables of characters tell apart; the last stands for all beyond


class Index(NamedTuple):
    """A list's words of two characters and more, by the two that they begin with: whether any does, by the code of the
    two, which they share with some others; and how long those are that do, the longest first."""

    words: Collection[str]
    begun: np.ndarray
    lengths: dict[str, list[int]]


def index_of(words: Collection[str]) -> Index:
    """The index of a list.

    >>> index_of(["太原", "太原市", "小店区"]).lengths
    {'太原': [3, 2], '小店': [3]}
    """
    found: dict[str, set[int]] = {}
    for word in (word for word in words if len(word) > 1):
        found.setdefault(word[:2], set()).add(len(word))
    begun = np.zeros(CODES, bool)
    begun[_codes_of_pairs("".join(found))[::2]] = True
    return Index(words, begun, {pair: sorted(lengths, reverse=True) for pair, lengths in found.items()})


def standing(text: str, index: Index) -> Iterator[tuple[int, str]]:
    """Where words of two characters and more begin, each with the longest that begins there; they may overlap.

    >>> list(standing("太原市长", index_of({"太原", "太原市", "市长"})))
    [(0, '太原市'), (2, '市长')]
    """
    words, begun, lengths = index
    for at in begun[_codes_of_pairs(text)].nonzero()[0].tolist():
        for length in lengths.get(text[at : at + 2], ()):
            if text[at : at + length] in words:
                yield at, text[at : at + length]
                break


def _codes_of_pairs(text: str) -> np.ndarray:
    """A code for each two characters side by side: few others have the same."""
    codes = codes_of(text)
    return (codes[:-1] * 31 + codes[1:]) % CODES


def codes_of(text: str) -> np.ndarray:
    """The code of each character, for tables of `CODES` rows: to look all up at once is ten times as fast.

    >>> codes_of("一\U00020000").tolist()
    [19968, 65535]
    """
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4")), CODES - 1)
