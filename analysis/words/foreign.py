"""Names that Chinese writes by their sound: what characters they are made of, and where those in parts end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache

from analysis.lexicons import read_words
from analysis.page import Span
from analysis.page.names import all_sounds, sounds
from analysis.words.dictionary import known, likelihood
from analysis.words.places import place_names

# words that may follow a name, so that it seldom ends in them
SELDOM_END = frozenset("为作曾因以则于家走会将已对向同也都还就又去到把被给让着过")
SELDOM_END_PARTS = SELDOM_END.union("不所开当合及指大赛来买脱留")  # Chinese names end in these: 陈光大, 张百合
COMMON_WORD = -11.0  # a word counted a thousand times
LONGEST = 7  # sounds of a name
HAN = r"\u4e00-\u9fff"
LISTED = re.compile(rf"(?<![{HAN}·])[有由和与及]?([{HAN}]{{1,5}}(?:·[{HAN}]{{1,6}}?)+)(?=[、(]|等)")


def in_parts(text: str, titles: Container[int] = ()) -> Iterator[Span]:
    """Where names of two parts and more stand, without the words at them; between the marks of a list, whole.

    `titles` are the places where titles end.

    >>> text = "作家加西亚·马尔克斯开出书单,纪念列夫·托尔斯泰,有司马义·艾买提、赛福鼎·艾则孜等"
    >>> [text[start:end] for start, end in in_parts(text)]
    ['司马义·艾买提', '赛福鼎·艾则孜', '加西亚·马尔克斯', '列夫·托尔斯泰']
    """
    if "·" not in text:
        return
    listed = [match.span(1) for match in LISTED.finditer(text) if _sounding(match[1])]
    for start, end in listed:
        yield max((at for at in range(start, text.index("·", start)) if at in titles), default=start), end
    for match in _dotted().finditer(masked(text, listed)):
        whole = _without_places(match[0])
        end = match.start() + match[0].index(whole) + len(whole)
        at, after = end - len(whole), text[end : end + 1]
        titled = next((n for n in (0, 2, 1) if at + n in titles and whole[n] != "·"), None)
        name = _from_its_beginning(whole, text[max(0, at - 2) : at]) if titled is None else whole[titled:]
        start = end - len(name)
        if name[-2] == "·" and known(name[-1] + after):
            yield start, end + 1  # 拉吉夫·甘地
        else:
            yield start, start + len(_to_its_end(name, after).rstrip("-"))


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with dots for what stands in the spans.

    >>> masked("总统列夫·托尔到访", [(2, 7)])
    '总统·····到访'
    """
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], "·" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _without_places(name: str) -> str:
    """The name without a place that a hyphen joins to it: 北京-让·雷诺, 让·雷诺-米兰."""
    first, _, rest = name.partition("-")
    before, _, last = name.rpartition("-")
    return rest if first in place_names() else before if last in place_names() else name


def _from_its_beginning(name: str, before: str) -> str:
    """The name without a character that ends the word before: 主|席, 研究|生, 花|农."""
    common = before != "" and likelihood(before[-1] + name[0]) > COMMON_WORD
    rare = before != "" and name[0] not in sounds() and (known(before[-1] + name[0]) or known(before + name[0]))
    return name[1:] if (common or rare) and name[1] != "·" else name


def _to_its_end(name: str, after: str) -> str:
    """The name without what begins the next word: 马尔克斯|开出, 奥廷加|不同意, 迪尼|圣马力诺."""
    last = name.rsplit("·", 1)[-1]
    country = next((last[n:] for n in range(2, len(last) - 2) if last[n:] in place_names()), "")
    if country and not known(last):
        return name.removesuffix(country)
    while name[-2] != "·" and name[-3:-2] != "·" and _runs_on(name, after):
        name, after = name[:-1], name[-1]
    return name


def _sounding(name: str) -> bool:
    """Whether half of the characters, or more, write foreign names: no 中国·上海."""
    return 2 * sum(character in all_sounds() for character in name) >= len(name.replace("·", ""))


def _runs_on(name: str, after: str) -> bool:
    """Whether the last character begins the next word (马尔克斯开|出)."""
    last = name.rsplit("·", 1)[-1]
    if known(last):
        return False
    common = likelihood(name[-1] + after) > COMMON_WORD
    return (after != "" and common) or name[-1] in SELDOM_END_PARTS or last[:-1] in _known_by_sound()


def runs(text: str, sounding: re.Pattern[str]) -> dict[int, int]:
    """Where the sounds that begin at a place end, after seven at the latest; one sound alone makes no run.

    >>> runs("布林肯表示", by_sound())
    {0: 3, 1: 3}
    """
    found = sounding.finditer(text)
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
def _known_by_sound() -> frozenset[str]:
    """The persons of history whose names are written by sound, from three characters on (马尔克斯)."""
    return frozenset(name for name in read_words("persons") if len(name) > 2 and sounds().issuperset(name))


@cache
def _dotted() -> re.Pattern[str]:
    characters = "".join(sorted(all_sounds()))
    part = f"[{characters}]{{1,9}}"
    # 让-保罗·甲, 甲·奥孔乔-伊韦阿拉
    return re.compile(f"(?:{part}-)?{part}(?:·{part})+(?:-{part}(?![·{characters}]))?")
