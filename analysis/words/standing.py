"""Where the words of a list stand in a text, in time that grows with the text and not with the list."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import numpy as np

CODES = 1 << 16  # that tables of characters tell apart; the last stands for all beyond


def lengths_of(words: Iterable[str]) -> dict[str, list[int]]:
    """How long the words are that each character begins, the longest first.

    >>> lengths_of(["太原", "太原市", "小店区"])
    {'太': [3, 2], '小': [3]}
    """
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {initial: sorted(lengths, reverse=True) for initial, lengths in found.items()}


def standing(text: str, words: Container[str], lengths: dict[str, list[int]]) -> Iterator[tuple[int, str]]:
    """Where words begin, each with the longest that begins there; they may overlap.

    >>> words = {"太原", "太原市", "市长"}
    >>> list(standing("太原市长", words, lengths_of(words)))
    [(0, '太原市'), (2, '市长')]
    """
    begins = np.zeros(CODES, bool)
    begins[codes_of("".join(lengths))] = True
    for at in begins[codes_of(text)].nonzero()[0].tolist():
        for length in lengths.get(text[at], ()):
            if text[at : at + length] in words:
                yield at, text[at : at + length]
                break


def codes_of(text: str) -> np.ndarray:
    """The code of each character, for tables of `CODES` rows: to look all up at once is ten times as fast.

    >>> codes_of("一\U00020000").tolist()
    [19968, 65535]
    """
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4")), CODES - 1)
