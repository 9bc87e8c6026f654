"""Where the dictionary's words end: its phrases fall into their words, and what a suffix makes is one word.

A fifth of the dictionary's entries of four characters are phrases that somebody once counted (举行仪式, 热烈欢迎),
and its guesses at unknown words glue function words to their neighbours (这是, 应使).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from analysis.lexicons import read_words
from analysis.words.dictionary import known, likelihood
from analysis.words.places import BODY, place_names

# Two words whose entry is less than e^3, twenty times, as frequent as chance has it, are a phrase (举行仪式 has e^1,
# 热烈欢迎 e^2.9): 9,000 of 46,000 entries. 基础设施 has e^4, 知识产权 e^9.
COHESION = 3.0
NAMED = re.compile(f"(?:{BODY}|[日晚早]报|草原|盆地)$")  # 宁波大学, 工人日报
NUMERAL = re.compile("[二三四五六七八九十百千万两]|一(?!个)")  # 十五万元, 五分之一
COUNTED = re.compile(
    "(?!一个)[一两三四五六七八九十几数][个年种位项家条次名件张座部批天只支份届场台辆本枚颗棵口户亩吨艘根首篇幅架株所]"
    "|[两三四五六七八九十几]国|该.|本[轮届场]"
)
# What stands alone in grammar, and in no word of two characters that the dictionary lacks.
GRAMMAR = frozenset("的了是这那不将把被让要应就也都还再又均最很更已曾从向同与及或在我你您他她它万个")
SUFFIXED = re.compile(r"(?![一二两三四五六七八九十几多这那哪每该本第])[\u4e00-\u9fff]{2}")
SUFFIX = frozenset("性化型式者员级界感群点量率证码户权")  # 产业性, 检修点
JOINED = SUFFIX | {"路"}  # what may join the word before; most words are none of these


def segmented(words: Iterable[str]) -> list[str]:
    """The dictionary's words as words: phrases and counted things apart, suffixes joined.

    >>> segmented(["举行仪式", "两个", "小区", "这是", "检修", "点"])
    ['举行', '仪式', '两', '个', '小区', '这', '是', '检修点']
    """
    whole: list[str] = []
    for part in chain.from_iterable(map(_parts, words)):
        if part in JOINED and whole and _takes(part, whole[-1]):
            whole[-1] += part
        else:
            whole.append(part)
    return whole


@lru_cache(maxsize=50_000)  # words of an archive come again and again
def _parts(word: str) -> tuple[str, ...]:
    if len(word) == 4 and _phrase(word):
        return word[:2], word[2:]
    if len(word) == 2 and (COUNTED.fullmatch(word) or (not known(word) and not GRAMMAR.isdisjoint(word))):
        return tuple(word)
    return (word,)


def _phrase(word: str) -> bool:
    """Whether an entry of four characters is two words that chance alone could have set side by side."""
    if word in _standing() or not (known(word) and known(word[:2]) and known(word[2:])):
        return False
    together = likelihood(word) - likelihood(word[:2]) - likelihood(word[2:])
    return together < COHESION and not NAMED.search(word) and not NUMERAL.match(word)


def _takes(suffix: str, word: str) -> bool:
    """Whether the two are one: a common word and its suffix (检修点), a road named for a place (桂林路)."""
    if suffix == "路":
        return word in place_names()
    return bool(SUFFIXED.fullmatch(word)) and known(word) and word not in _standing()


@cache
def _standing() -> frozenset[str]:
    return place_names().union(read_words("terms"), read_words("titles"))
