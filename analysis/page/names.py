"""How names are made: those of persons, of the country's peoples among them, and of places.

In comes what may be a name, out comes whether it is made as names are.  Hard because names are made of words: lists of
surnames, sounds, parts and places tell what may be one, and the line must tell the rest.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.lexicons import read_words

MANY = 1000  # lines whose answers are kept: a page asks of each line several times
NAME = re.compile(r"[㐀-鿿]{2,4}|[㐀-鿿]{1,6}(?:·[㐀-鿿]{1,6}){1,3}")
NAME_LINE = re.compile(
    r"[㐀-鿿]{2,4}(?:[ 、][㐀-鿿]{2,4}){0,3}|[㐀-鿿](?: [㐀-鿿]){1,2}|[㐀-鿿]{1,6}(?:·[㐀-鿿]{1,6}){1,2}"
)
FOUR = re.compile("[㐀-鿿]{4}(?![㐀-鿿])")
PRONOUNS = frozenset("您你她它们")  # in no name; 谢谢您 begins with a surname
DIVISIONS = tuple("省市县区旗人")
SOUNDING = 0.8  # of the characters of a long name stand in its parts or write sounds; of 买买提家的 three of five


@lru_cache(MANY)
def is_name(line: str) -> bool:
    """Whether a line is made as names are: 2-4 characters that begin with a surname, once or a few times.

    >>> is_name("林玉"), is_name("欧阳文静"), is_name("路灯不亮"), is_name("谢谢您")
    (True, True, False, False)
    """
    surnames = _surnames()
    if not PRONOUNS.isdisjoint(line):
        return False
    of_four = len(line) > 3 and FOUR.match(line)
    return bool(NAME_LINE.fullmatch(line)) and (line[:2] in surnames or (line[0] in surnames and not of_four))


def of_a_people(name: str) -> bool:
    """Whether a name of five to eight characters is made as those of the country's peoples.

    >>> of_a_people("白乌云毕力格"), of_a_people("马来西亚吉隆坡"), of_a_people("西部大开发")
    (True, False, False)
    """
    parts = [part for part in _parts() if part in name] if 4 < len(name) < 9 else None
    if parts is None or sum(map(all_sounds().union(*parts).__contains__, name)) < SOUNDING * len(name):
        return False
    return bool(parts) or not any({name[:n], name[-n:]} & _other_words() for n in range(2, len(name) + 1))


def is_place(name: str) -> bool:
    """Whether a name is that of a place, with its kind or without, or of two.

    >>> is_place("沂水县"), is_place("江西九江"), is_place("河南汝阳"), is_place("安平")
    (True, True, True, False)
    """
    short = name[:-1] if name[-1:] in DIVISIONS else name
    second = name[2:] if name[:2] in places() else ""
    return not places().isdisjoint((name, short, second)) or is_county(second)


def is_county(name: str) -> bool:
    """Whether a name is a county's without its kind, which may be a person's, too.

    >>> is_county("蒙城"), is_county("赵"), is_county("沂水县")
    (True, False, False)
    """
    return len(name) > 1 and f"{name}县" in places()


@cache
def places() -> frozenset[str]:
    """The places of the country, which reporters write from and authors live in."""
    return frozenset(read_words("places"))


@cache
def sounds() -> frozenset[str]:
    """The characters that write names by their sound."""
    return frozenset(read_words("transcription"))


@cache
def all_sounds() -> frozenset[str]:
    """The same, with those that mostly write something else."""
    return sounds().union(read_words("transcription_rare"))


@cache
def _parts() -> frozenset[str]:
    """What names of the country's peoples are made of: 乌云, 毕力格."""
    return frozenset(part for part in read_words("peoples_names") if len(part) > 1)


@cache
def _other_words() -> frozenset[str]:
    """What else is written by its sound: places, famous persons and loanwords."""
    lists = ("foreign_places", "places", "persons", "loanwords")
    return frozenset(word for name in lists for word in read_words(name))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_words("surnames"))
