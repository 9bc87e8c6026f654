"""A text's words: those that stay whole, and what the dictionary makes of the gaps between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from analysis.lexicons import read_words
from analysis.lexicons.script import folded
from analysis.words.boundaries import segmented
from analysis.words.cutting import fast_cut
from analysis.words.dictionary import counts, reach
from analysis.words.numbers import NUMBER
from analysis.words.places import place_names
from analysis.words.standing import Index, index_of, standing

PUNCTUATION = re.compile(r"[\W_]+")
BETWEEN, END = "\0", "\1"  # no text is printed with them, and to jieba each is always a word of its own
Whole = tuple[int, int, str]  # where a word that stays whole begins and ends, and its kind
Words = tuple[list[str], list[str]]  # the words of a text, and their kinds


def cut(text: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words of a text with their kinds: those of `kinds` (word → kind) uncut, the rest by the dictionary.

    >>> list(cut("走进村党群服务中心", {"党群服务中心": "organisation"}))
    [('走进', 'word'), ('村', 'word'), ('党群服务中心', 'organisation')]
    """
    return zip(*words_of(text, kinds), strict=True)


def words_of(text: str, kinds: dict[str, str]) -> Words:
    """The words of a text and their kinds: those of `kinds`, and those of the gaps, which are cut all together."""
    whole = [*whole_in(text, kinds, index_of(kinds))]
    ends, starts = [0, *(end for _, end, _ in whole)], [*(start for start, _, _ in whole), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    printed = BETWEEN.join(gaps)
    words = segmented(fast_cut(folded(printed)))
    found, words = [*map(_kind, words)], as_printed(words, printed)
    for n, (start, end, kind) in zip(_marks(words, gaps), whole, strict=False):  # none stands behind the last gap
        words[n], found[n] = text[start:end], kind
    return words, found


def as_printed(words: list[str], text: str) -> list[str]:
    """The words of a text, from those of another form of it, which is as long (folded, or in simplified characters).

    >>> as_printed(["运动员", "5", "名"], "運動員５名")
    ['運動員', '５', '名']
    """
    ends = [*accumulate(map(len, words))]
    return [text[start:end] for start, end in pairwise([0, *ends])]


def apart(words: Words, texts: list[str]) -> list[Words]:
    """The words of each text, from those of all the texts with `END` between them.

    >>> apart((["走进", "村", END, "开会"], ["word", "word", "punctuation", "word"]), ["走进村", "开会"])
    [(['走进', '村'], ['word', 'word']), (['开会'], ['word'])]
    """
    parts = [slice(start + 1, end) for start, end in pairwise([-1, *_marks(words[0], texts)])]
    return [(words[0][part], words[1][part]) for part in parts]


def cut_again(words: list[Words], texts: list[str], kinds: dict[str, str], new: Collection[str]) -> list[Words]:
    """The words of texts, of those where any of the `new` ones stand as `kinds` has them now.

    >>> cut_again([(["村部"], ["word"]), (["开会"], ["word"])], ["村部", "开会"], {"村部": "place"}, {"村部"})
    [(['村部'], ['place']), (['开会'], ['word'])]
    """
    ends = [*accumulate(len(text) + 1 for text in texts)]
    again = sorted({bisect_right(ends, at) for at, _ in standing(END.join(texts), index_of(new))})
    some = [texts[n] for n in again]
    anew = dict(zip(again, apart(words_of(END.join(some), kinds), some), strict=True))
    return [anew.get(n, before) for n, before in enumerate(words)]


def _marks(words: list[str], texts: list[str]) -> list[int]:
    """Where among the words of texts that were cut with a mark between them each text ends, and its mark stands."""
    ends = [*accumulate(map(len, words))]
    return [bisect_left(ends, end) for end in accumulate(len(text) + 1 for text in texts)]


def whole_in(text: str, kinds: dict[str, str], index: Index) -> Iterator[Whole]:
    """Where the words of `kinds`, dates and quantities stand in the text, with their kinds; the leftmost wins."""
    at, plain = 0, folded(text)
    number = NUMBER.search(plain)
    for start, word in standing(text, index):
        while number and number.start() < start:
            yield *number.span(), str(number.lastgroup)
            at = number.end()
            number = NUMBER.search(plain, at)
        if start >= at:
            at = start + len(word)
            if not _inside_another(text, start, at):
                yield start, at, kinds[word]
            if number and number.start() < at:
                number = NUMBER.search(plain, at)
    while number:
        yield *number.span(), str(number.lastgroup)
        number = NUMBER.search(plain, number.end())


def _inside_another(text: str, start: int, end: int) -> bool:
    """Whether the dictionary reads on over the end of a word (邓小平理论), or over both its ends (提高明显: 高明)."""
    words, farthest = counts(), min(start + reach().get(text[start : start + 2], 0), end + 3, len(text))
    if any(text[start:stop] in words for stop in range(end + 1, farthest + 1)):
        return True
    first, last = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    return len(first) == len(last) == end - start == 2 and first in words and last in words


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
