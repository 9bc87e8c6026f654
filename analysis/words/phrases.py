"""Terms that a page sets apart itself: quoted, numbered, or kept together wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import log

from analysis.lexicons import read_words
from analysis.words.dictionary import known

HAN = r"[\u3400-\u9fff]"
QUOTED = re.compile(rf"[“「]({HAN}{{2,4}})[”」]|《({HAN}{{2,5}})》")
NTH = "[一二三四五六七八九十]{1,4}"
SAID = frozenset("我你他她它这那有没不是在要就也都很还才又再来去让把被从为")  # what begins speech, not a name
SESSION = re.compile(f"第?{NTH}届(?:{NTH}中全会|{NTH}次(?:全会|会议))")

# Two words make a term when they stand together three times or more, nine times as often as chance has it, half the
# time that either of them stands, and what stands before and after them varies.
TIMES, COHESION, SHARE, FREEDOM = 3, log(9), 0.5, 0.6


def quoted(text: str) -> Iterator[tuple[str, str]]:
    """Short phrases in quotation marks or title marks, unless they are words that irony quotes or begin as speech does.

    >>> list(quoted("坚决做到“两个维护”,与“自己”。"))
    [('两个维护', 'quoted: “两个维护”')]
    """
    for match in QUOTED.finditer(text):
        phrase = match[1] or match[2]
        if phrase[0] not in SAID and not (match[1] and _ordinary(phrase)):
            yield phrase, f"quoted: {match[0]}"


def _ordinary(phrase: str) -> bool:
    """Whether a phrase is a word of two characters, or two of them that are no word together (共同发展)."""
    if len(phrase) == 4:
        return known(phrase[:2]) and known(phrase[2:]) and not known(phrase)
    return len(phrase) == 2 and known(phrase)


def numbered(text: str) -> Iterator[tuple[str, str]]:
    """Sessions of congresses and committees.

    >>> list(numbered("党的二十届四中全会召开"))
    [('二十届四中全会', 'a numbered session')]
    """
    yield from ((match[0], "a numbered session") for match in SESSION.finditer(text))


def cohesive(words: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that keep together on the page while their neighbours vary (pointwise mutual information and
    the entropy of both sides: Church & Hanks 1990; Feng et al. 2004).  "" stands between clauses."""
    singles = Counter(words)
    del singles[""]
    often = {word for word, count in singles.items() if count >= TIMES} - _apart()
    pairs = Counter([pair for pair in pairwise(words) if often.issuperset(pair)])
    kept = {pair: count for pair, count in pairs.items() if count >= TIMES and _keeps(*pair, count, singles)}
    for (left, right), (before, after) in _sides(words, kept).items():
        if min(_entropy(before), _entropy(after)) > FREEDOM:
            yield left + right, f"{left} and {right} stand together {kept[left, right]} times, their neighbours vary"


def _keeps(left: str, right: str, count: int, singles: Counter) -> bool:
    """Whether two words keep together and may be one."""
    if count < SHARE * min(singles[left], singles[right]) or not _one(left, right):
        return False
    return log(count * singles.total() / (singles[left] * singles[right])) > COHESION


def _one(left: str, right: str) -> bool:
    """Whether two words may be one: three to six Chinese characters without function words, bound together."""
    if not _apart().isdisjoint(left + right):
        return False
    return bool(re.fullmatch(f"{HAN}{{3,6}}", left + right)) and _bound(left, right)


@cache
def _apart() -> frozenset[str]:
    return frozenset((*read_words("stopwords"), *read_words("titles")))


def _bound(left: str, right: str) -> bool:
    """Whether two words are one rather than a phrase: the dictionary lacks one, or a numeral begins them (二次供水)."""
    if left in "小老阿":  # 小王磊
        return False
    return not (known(left) and known(right)) or bool(re.fullmatch("二[次手期维元]", left))


def _sides(words: list[str], pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Counter, Counter]]:
    """What stands before and after each pair of words; a clause's edges are neighbours of its own."""
    sides: dict[tuple[str, str], tuple[Counter, Counter]] = {pair: (Counter(), Counter()) for pair in pairs}
    for n, pair in enumerate(pairwise(words)) if sides else ():
        if pair in sides:
            before, after = words[n - 1 : n], words[n + 2 : n + 3]
            sides[pair][0]["".join(before) or f"^{n}"] += 1
            sides[pair][1]["".join(after) or f"${n}"] += 1
    return sides


def _entropy(counts: Counter) -> float:
    total = sum(counts.values())
    return -sum(count / total * log(count / total) for count in counts.values())
