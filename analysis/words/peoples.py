"""Names of the country's peoples that are made of other parts than Chinese ones: 乌云|其其格, 才让|卓玛, 库尔班|江."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.lexicons import read_words
from analysis.page import Span
from analysis.words.dictionary import known
from analysis.words.foreign import in_parts, masked
from analysis.words.marks import Marks
from analysis.words.standing import lengths_of, standing

END = frozenset("仓江汗图夫措吉")  # what ends a name behind another part, if it begins no word
PLACE = re.compile("[镇村县乡市区州旗山河湖]|苏木|嘎查|街|路")


def in_pieces(text: str, marks: Marks) -> tuple[list[Span], list[Span]]:
    """Where names in parts stand, those with dots between them and those of peoples: what no surname begins."""
    dotted = [*in_parts(text, marks.before)]
    return dotted, [*of_peoples(masked(text, dotted), marks)]


def of_peoples(text: str, marks: Marks) -> Iterator[Span]:
    """Where names of two parts and more stand, and of one where a title marks it.

    >>> from analysis.words.marks import marks_of
    >>> text = "牧民朝鲁和乌云其其格来了,朝鲁河很宽"
    >>> [text[start:end] for start, end in of_peoples(text, marks_of(text))]
    ['朝鲁', '乌云其其格']
    """
    ends, last = {at: at + len(part) for at, part in standing(text, _parts(), _lengths())}, 0
    for start, first in ends.items():
        end = first
        while more := ends.get(end) or (_ends(text, end) and end + 1):
            end = more
        marked = end > first or start in marks.before or marks.after.get(end)
        if start >= last and marked and not PLACE.match(text, end):
            yield start, end
            last = end


def _ends(text: str, at: int) -> bool:
    """Whether the character there is the last of a name."""
    return text[at : at + 1] in END and not known(text[at : at + 2])


@cache
def _parts() -> frozenset[str]:
    return frozenset(read_words("peoples_names"))


@cache
def _lengths() -> dict[str, list[int]]:
    return lengths_of(_parts())
