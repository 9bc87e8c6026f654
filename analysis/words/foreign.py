"""Names that Chinese writes by their sound: what characters they are made of, and where those in parts end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.lexicons import read_words
from analysis.words.dictionary import likelihood

SELDOM_END = frozenset(
    "为作曾因以则于家走会将已对向同也都还就又去到把被给让着过"
)  # words that may follow one, less surely
COMMON_WORD = -11.0  # a word counted a thousand times
LONGEST = 7  # sounds of a name


def in_parts(text: str) -> Iterator[str]:
    """Foreign names of two parts and more, without the words that stand at them.

    >>> list(in_parts("作家加西亚·马尔克斯开出书单,纪念列夫·托尔斯泰"))
    ['加西亚·马尔克斯', '列夫·托尔斯泰']
    """
    for match in _dotted().finditer(text):
        begun = likelihood(text[match.start() - 1 : match.start() + 1]) > COMMON_WORD  # 主席
        yield match[0][begun : -1 if _runs_on(match[0], text[match.end() : match.end() + 1]) else None]


def _runs_on(name: str, after: str) -> bool:
    """Whether the last character begins the next word (马尔克斯开|出)."""
    common = likelihood(name[-1] + after) > COMMON_WORD
    return (after != "" and common) or name[-1] in SELDOM_END or name.rsplit("·", 1)[-1][:-1] in _known_by_sound()


def runs(text: str, sounds: re.Pattern[str]) -> dict[int, int]:
    """Where the sounds that begin at a place end, after seven at the latest; one sound alone makes no run.

    >>> runs("布林肯表示", by_sound())
    {0: 3, 1: 3}
    """
    found = sounds.finditer(text)
    return {at: min(run.end(), at + LONGEST) for run in found for at in range(run.start(), run.end() - 1)}


@cache
def by_sound() -> re.Pattern[str]:
    """Two and more characters that write foreign names by their sound."""
    return re.compile(f"[{''.join(sorted(sounds()))}]{{2,}}")


@cache
def by_all_sounds() -> re.Pattern[str]:
    """The same, with those that mostly write something else."""
    return re.compile(f"[{''.join(sorted(all_sounds()))}]{{2,}}")


@cache
def sounds() -> frozenset[str]:
    """The characters that write foreign names by their sound."""
    return frozenset(read_words("transcription"))


@cache
def all_sounds() -> frozenset[str]:
    """The same, with those that mostly write something else."""
    return sounds().union(read_words("transcription_rare"))


@cache
def _known_by_sound() -> frozenset[str]:
    """The persons of history whose names are written by sound, from three characters on (马尔克斯)."""
    return frozenset(name for name in read_words("persons") if len(name) > 2 and sounds().issuperset(name))


@cache
def _dotted() -> re.Pattern[str]:
    characters = "".join(sorted(all_sounds()))
    return re.compile(f"[{characters}]{{1,7}}(?:·[{characters}]{{1,7}})+")
