"""A text's words: those that stay whole, and what the dictionary makes of the gaps between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from analysis.lexicons import read_words
from analysis.words.boundaries import segmented
from analysis.words.cutting import fast_cut
from analysis.words.dictionary import counts
from analysis.words.numbers import NUMBER
from analysis.words.places import place_names
from analysis.words.standing import lengths_of, standing

PUNCTUATION = re.compile(r"[\W_]+")
BETWEEN, END = "\0", "\1"  # no text is printed with them, and to jieba each is always a word of its own
Whole = tuple[int, int, str]  # where a word that stays whole begins and ends, and its kind
Words = tuple[list[str], list[str]]  # the words of a text, and their kinds


def cut(text: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words of a text with their kinds: those of `kinds` (word → kind) uncut, the rest by the dictionary.

    >>> list(cut("走进村党群服务中心", {"党群服务中心": "organisation"}))
    [('走进', 'word'), ('村', 'word'), ('党群服务中心', 'organisation')]
    """
    return zip(*words_of(text, kinds, {}), strict=True)


def words_of(text: str, kinds: dict[str, str], plain: dict[str, Words]) -> Words:
    """The words of a text and their kinds: those of `kinds`, and those of the gaps, which are kept in `plain`."""
    whole = [*whole_in(text, kinds, lengths_of(kinds))]
    ends, starts = [0, *(end for _, end, _ in whole)], [*(start for start, _, _ in whole), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    new = [gap for gap in dict.fromkeys(gaps) if gap not in plain]
    plain.update(zip(new, ((words, [*map(_kind, words)]) for words in _plain(new)), strict=True))
    words, found = list[str](), list[str]()
    for gap, (start, end, kind) in zip(gaps, (*whole, (len(text), len(text), "")), strict=True):
        of_gap, their_kinds = plain[gap]
        words += of_gap
        found += their_kinds
        if kind:
            words.append(text[start:end])
            found.append(kind)
    return words, found


def apart(words: Words, texts: list[str]) -> list[Words]:
    """The words of each text, from those of all the texts with `END` between them.

    >>> apart((["走进", "村", END, "开会"], ["word", "word", "punctuation", "word"]), ["走进村", "开会"])
    [(['走进', '村'], ['word', 'word']), (['开会'], ['word'])]
    """
    ends = [*accumulate(map(len, words[0]))]
    marks = [bisect_left(ends, end) for end in accumulate(len(text) + 1 for text in texts)]
    parts = [slice(start + 1, end) for start, end in pairwise([-1, *marks])]
    return [(words[0][part], words[1][part]) for part in parts]


def whole_in(text: str, kinds: dict[str, str], lengths: dict[str, list[int]]) -> Iterator[Whole]:
    """Where the words of `kinds`, dates and quantities stand in the text, with their kinds; the leftmost wins."""
    at, number = 0, NUMBER.search(text)
    for start, word in standing(text, kinds, lengths):
        while number and number.start() < start:
            yield *number.span(), str(number.lastgroup)
            at = number.end()
            number = NUMBER.search(text, at)
        if start >= at:
            at = start + len(word)
            if not _inside_another(text, start, at):
                yield start, at, kinds[word]
            if number and number.start() < at:
                number = NUMBER.search(text, at)
    while number:
        yield *number.span(), str(number.lastgroup)
        number = NUMBER.search(text, number.end())


def _inside_another(text: str, start: int, end: int) -> bool:
    """Whether the dictionary reads on over the end of a word (邓小平理论), or over both its ends (提高明显: 高明)."""
    words, over = counts(), [text[start : end + n] for n in (1, 2, 3) if end + n <= len(text)]
    if not words.keys().isdisjoint(over):
        return True
    first, last = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    return len(first) == len(last) == end - start == 2 and first in words and last in words


def _plain(texts: list[str]) -> list[list[str]]:
    """The words of texts as the dictionary cuts them, all at once: to begin takes longer than to cut a short text."""
    words = segmented(fast_cut(BETWEEN.join(texts)))
    ends = [n for n, word in enumerate(words) if word == BETWEEN]
    if len(ends) != len(texts) - 1:  # one of them holds the mark, or there are none
        return [segmented(fast_cut(text)) for text in texts]
    return [words[start + 1 : end] for start, end in pairwise([-1, *ends, len(words)])]


@lru_cache(maxsize=50_000)
def _kind(token: str) -> str:
    if not token.isalnum() and PUNCTUATION.fullmatch(token):
        return "punctuation"
    if token in place_names():
        return "place"
    if token in _persons():
        return "person"
    return "latin" if token.isascii() else "word"


@cache
def _persons() -> frozenset[str]:
    return frozenset(read_words("persons"))
