"""Words as a figure sets them: labels cut short, titles broken into lines, Chinese punctuation full-width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

HALF_WIDTH = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()]")
FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in ",:;()"}
CLAUSE = re.compile(r"(?<=[\u2e80-\uffef”]) | (?=\()")  # a label may end between parts of a headline, at a bracket
SHORT = re.compile(r"(?<![\u2e80-\uffef])[\u2e80-\uffef]{1,8}(?![\u2e80-\uffef])")
BRACKET = re.compile(r"[(\uff08][^()\uff08\uff09]{1,24}[)\uff09]")  # no longer, or a line would be left half empty
OPENING = "“‘《(\uff08"  # no line ends in these
CLOSING = ",。、;:!?)」》”’% \uff0c\uff1b\uff1a\uff01\uff1f\uff09"  # and none begins with these


def full_width(chinese: str) -> str:
    """Punctuation as Chinese sets it, but for what stands between two digits; a page may have it half-width.

    >>> full_width("最常见:1,279次(见于2篇)")
    '最常见：1,279次（见于2篇）'
    """
    return HALF_WIDTH.sub(lambda match: match[0].translate(FULL_WIDTH), chinese)


def shortened(words: str, length: int = 12) -> str:
    """A headline cut to a label of at most `length` characters: its first parts, or as much as fits and an ellipsis.

    >>> shortened("我市四城区入选 中部百强区", 8), shortened("我市四城区入选 中部百强区", 6)
    ('我市四城区入选', '我市四城区…')
    """
    if len(words) <= length:
        return words
    ends = [blank.start() for blank in CLAUSE.finditer(words) if blank.start() <= length]
    return words[: ends[-1]] if ends else words[: length - 1].rstrip() + "…"


def balanced(words: str, columns: int) -> str:
    """Text broken into as few lines of at most `columns` as can be, these as equal as can be.

    >>> print(balanced("one two three four five", 20))
    one two three
    four five
    """
    lines = wrapped(words, columns).count("\n")
    narrow = range(columns // 2, columns + 1) if lines else [columns]
    return next(broken for width in narrow if (broken := wrapped(words, width)).count("\n") <= lines)


def wrapped(words: str, columns: int) -> str:
    """Text broken into lines of at most `columns` half-width columns; a Chinese character is two, and may end a line.

    >>> print(wrapped("is spread widest (DP 0.28), 全市 keeps", 23))
    is spread widest
    (DP 0.28), 全市 keeps
    >>> print(wrapped("Four districts 四城区 of Taiyuan 太原 rank", 16))
    Four districts
    四城区 of
    Taiyuan 太原
    rank
    """
    lines, line = [], ""
    for piece in _pieces(words):
        if columns_of(line + piece.rstrip()) > columns and line:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return "\n".join([*lines, line.rstrip()])


def _pieces(words: str) -> Iterator[str]:
    """Where a line may end: after a blank and after a Chinese character that no stop or closing mark follows.

    A short Chinese word among others is kept whole, and what stands in brackets if it is short.
    """
    whole = {at for word in SHORT.finditer(words) for at in range(word.start(), word.end() - 1)}
    piece = ""
    whole |= {at for bracket in BRACKET.finditer(words) for at in range(bracket.start(), bracket.end() - 1)}
    for at, (here, after) in enumerate(zip_longest(words, words[1:], fillvalue="")):
        piece += here
        chinese = ord(here) > 0x2E7F and at not in whole and here not in OPENING
        if (here == " " and after != "%" and at not in whole) or (chinese and after not in CLOSING):
            yield piece
            piece = ""
    yield piece


def columns_of(words: str) -> int:
    """How many half-width columns words take up."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in words)
