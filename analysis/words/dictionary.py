"""The dictionary that cuts what the page does not teach: jieba's, with place names and standing terms added.

The only module that imports jieba.  The tokenizer is our own and never changes after it is made, so that no page
and no other user of jieba teaches it anything.
"""

from __future__ import annotations

import logging
import math
import warnings
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from analysis.lexicons import read_words

# What an added word counts for in jieba's sixty million: e^-13, more than any two words it could fall into (their
# probabilities multiply: 小店 e^-11 times 区 e^-9), less than the common words beside it.
COUNT_OF_ADDED = 130
NAMES = ("nr", "nrt", "nrfg")  # how jieba's dictionary marks persons


@cache
def counts() -> dict[str, int]:
    """Each word of the dictionary with its count.

    Read from jieba's file itself, a tenth of a second: jieba takes six times as long, for its table holds the
    beginnings of all words too, and its cache in the shared folder could be planted.
    """
    found = dict(_read()[0])
    for word in added():
        found[word] = max(found.get(word, 0), COUNT_OF_ADDED)
    return found


@cache
def total() -> int:
    """How often the words of the dictionary were counted together."""
    return sum(counts().values())


@cache
def reach() -> dict[str, int]:
    """How long the longest word is that begins with two characters."""
    longest: dict[str, int] = {}
    for word in counts():
        longest[word[:2]] = max(len(word), longest.get(word[:2], 0))
    return longest


@cache
def names_listed() -> frozenset[str]:
    """What the dictionary itself marks as a person's name (nr), of two to seven characters."""
    names = _read()[1].difference(read_words("places"))
    return frozenset(name for name in names if 1 < len(name) < 8 and not _phrase(name))


@cache
def tokenizer() -> Any:
    """A tokenizer of jieba's that cuts by this dictionary."""
    cutter = _jieba().Tokenizer()
    cutter.FREQ, _ = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    for word in added():
        cutter.add_word(word, counts()[word])
    cutter.total = total()  # add_word counts a word it knew twice
    return cutter


def added() -> tuple[str, ...]:
    """The words that jieba's dictionary lacks or counts too low: places and standing terms."""
    return (*read_words("places"), *read_words("foreign_places"), *read_words("terms"))


@cache
def _read() -> tuple[dict[str, int], set[str]]:
    """The words of jieba's file with their counts, and those that it marks as persons."""
    package = cast(ModuleSpec, find_spec("jieba"))  # to import it takes as long as to read the file
    fields = Path(str(package.origin)).with_name("dict.txt").read_text(encoding="utf-8").split()
    words, numbers, marks = fields[::3], fields[1::3], fields[2::3]
    names = {word for word, mark in zip(words, marks, strict=True) if mark in NAMES}
    return dict(zip(words, map(int, numbers), strict=True)), names


def _phrase(name: str) -> bool:
    """Whether what the dictionary marks as a name is two common words (明显提高, 文明史)."""
    return len(name) > 2 and min(likelihood(name[:2]), likelihood(name[2:])) > -10.5


def known(word: str) -> bool:
    """Whether the dictionary has the word.

    >>> known("杏花岭区"), known("启春阁")
    (True, False)
    """
    return word in counts()


@lru_cache(maxsize=100_000)
def likelihood(word: str) -> float:
    """The natural logarithm of a word's share of all words; that of a word counted once if it is not known."""
    return math.log(counts().get(word) or 1) + once()


@cache
def once() -> float:
    """The likelihood of a word counted once."""
    return -math.log(total())


@cache
def characters() -> dict[str, float]:
    """The likelihoods of the words of one character: some thousands that are asked for again and again."""
    return {word: likelihood(word) for word in counts() if len(word) == 1}


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its modules hold invalid escapes, and look for pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)  # it logs the time it took to stderr
    return jieba
