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
from analysis.words.standing import Index, index_of, standing

END = frozenset("仓江汗图夫")  # what may end a name behind a part, if it begins no word
MOST = 4  # parts of a name
PLACE = re.compile("苏木|嘎查|嘎镇|沙漠|草原|[镇村县乡市区州旗山河湖街路](?![\u3400-\u9fff])")
HAN = re.compile("[\u3400-\u9fff]")


def in_pieces(text: str, marks: Marks) -> tuple[list[Span], list[Span]]:
    """Where names in parts stand, those with dots between the parts and those of peoples."""
    dotted = [*in_parts(text, marks.before)]
    return dotted, [*of_peoples(masked(text, dotted), marks)]


def of_peoples(text: str, marks: Marks) -> Iterator[Span]:
    """Where names of two parts and more stand; of one with an ending, if nothing stands before it or a title does; and
    of one alone, if a title stands before it and nothing behind.  Names that places have are left out.

    >>> from analysis.words.marks import marks_of
    >>> text = "牧民朝鲁,和乌云其其格来了,沿着朝鲁河"
    >>> [text[start:end] for start, end in of_peoples(text, marks_of(text))]
    ['朝鲁', '乌云其其格']
    """
    ends, last = {at: at + len(part) for at, part in standing(text, _parts())}, 0
    for start in ends:
        if start >= last:
            parts, last = _walked(ends, start)
            ended = last + _has_ending(text, last)
            titled, bare = start in marks.before, not HAN.match(text, start - 1) if start else True
            lone = titled and not HAN.match(text, ended)
            named = parts > 1 or ((titled or bare) if ended > last else lone)
            if named and not _of_another(text, start, ended):
                yield start, ended


def _walked(ends: dict[int, int], at: int) -> tuple[int, int]:
    """How many parts stand one behind the other from a place on, and where they end."""
    parts = 0
    while at in ends and parts < MOST:
        parts, at = parts + 1, ends[at]
    return parts, at


def _has_ending(text: str, at: int) -> bool:
    """Whether the character there is the last of a name."""
    return text[at : at + 1] in END and (at + 1 == len(text) or not known(text[at : at + 2]))


def _of_another(text: str, start: int, end: int) -> bool:
    """Whether what stands there is of a name with dots, of a longer word (乌兰布和沙漠), or a place's."""
    if "·" in (text[start - 1 : start], text[end : end + 1]) or PLACE.match(text, end):
        return True
    begun = start > 0 and known(text[start - 1 : start + 1])
    return begun or known(text[start : end + 1]) or (end + 2 <= len(text) and known(text[start : end + 2]))


@cache
def _parts() -> Index:
    return index_of(frozenset(read_words("peoples_names")))
