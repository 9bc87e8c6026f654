"""The dictionary that cuts what the page does not teach: jieba's, with place names and standing terms added.

The only module that imports jieba.  The tokenizer is our own and never changes after it is made, so that no page
and no other user of jieba teaches it anything.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from functools import cache, lru_cache
from typing import Any

from analysis.lexicons import read_words

# What an added word counts for in jieba's sixty million: e^-13, more than any two words it could fall into (their
# probabilities multiply: 小店 e^-11 times 区 e^-9), less than the common words beside it.
COUNT_OF_ADDED = 130

NAME = re.compile(r"^(\S{2,7}) \d+ nr(?:t|fg)?\s*$", re.MULTILINE)


@cache
def dictionary() -> Any:
    """The tokenizer, read from jieba's dictionary file itself: jieba's cache in the shared folder could be planted."""
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in (*read_words("places"), *read_words("foreign_places"), *read_words("terms")):
        tokenizer.add_word(word, max(tokenizer.FREQ.get(word, 0), COUNT_OF_ADDED))
    tokenizer.total = sum(tokenizer.FREQ.values())  # add_word counts a word it knew twice
    return tokenizer


@cache
def names_listed() -> frozenset[str]:
    """What the dictionary itself marks as a person's name (nr), of two to seven characters."""
    with dictionary().get_dict_file() as file:
        names = set(NAME.findall(file.read().decode("utf-8"))).difference(read_words("places"))
    return frozenset(name for name in names if not _phrase(name))


def _phrase(name: str) -> bool:
    """Whether what the dictionary marks as a name is two common words (明显提高, 文明史)."""
    return len(name) > 2 and min(likelihood(name[:2]), likelihood(name[2:])) > -10.5


def known(word: str) -> bool:
    """Whether the dictionary has the word.

    >>> known("杏花岭区"), known("启春阁")
    (True, False)
    """
    return bool(dictionary().FREQ.get(word))


@lru_cache(maxsize=100_000)
def likelihood(word: str) -> float:
    """The natural logarithm of a word's share of all words; that of a word counted once if it is not known."""
    return math.log(dictionary().FREQ.get(word) or 1) - math.log(dictionary().total)


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its modules hold invalid escapes, and look for pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)  # it logs the time it took to stderr
    return jieba
