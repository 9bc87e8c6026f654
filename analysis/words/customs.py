"""Persons whom a page names as news and neighbours do: in a list of persons, by surname or given name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from functools import cache

from analysis.lexicons import read_words
from analysis.page.names import sounds
from analysis.words.dictionary import known, likelihood, names_listed
from analysis.words.marks import ends_a_name
from analysis.words.standing import index_of, standing
from analysis.words.surnames import common, families, given_names, surnames

HAN = r"\u4e00-\u9fff"
LIST = re.compile(rf"(?<![{HAN}])[{HAN}]+(?:、[{HAN}]+)+")
AND = re.compile("[和与及]")
AFTER_LIST = re.compile("等|(?<=..)[为任](?=[^等])")  # …、张茅为副市长; no 任建国, no 李大任
SIZES = (3, 4, 2)  # characters of a name, the commonest first
LONGEST = 4  # characters of a name that 和 may end (裴志和) or begin
CHOSEN = "(?:(?:选举|任命|补选|增选|推选|推举)(?:产生)?了?)?"
OF_A_PEOPLE = re.compile(rf"(?<![{HAN}]){CHOSEN}([{HAN}·]{{2,14}})\((?:[男女][,、])?([{HAN}]{{1,4}}族)[,)]")
NUMERALS = frozenset("一二三四五六七八九十")  # 车二平三, a move at chess
# What they spare: on 116 pages five names are found, none of them wrong.
THINGS = {"小": "石毛钱叶段金江高白万龙马汤田黄", "老": "龙石毛"}  # 小石, 小叶: small things; 小黄|车
WORD = -12.0  # 小于, 小孔: commoner than that, they are words


def listed_with(text: str, persons: Container[str]) -> Iterator[tuple[str, str]]:
    """What stands in a list of which half and more are persons, and begins with a surname or is no word.

    >>> list(listed_with("出席的有林红玉、蔡江泽、罗干、高劲鹏等", {"蔡江泽", "高劲鹏"}))
    [('罗干', 'listed with persons: 蔡江泽、高劲鹏')]
    """
    for match in LIST.finditer(text):
        joined = match[0].split("、")
        members = [one for some in joined for one in (AND.split(some) if len(some) > LONGEST else [some])]
        members[-1] = AFTER_LIST.split(members[-1])[0]
        whole = sum(member in persons for member in members[1:]) > 1  # and no list that only its ends make one
        first, last = members[0], members[-1]
        members[0] = next((first[-n:] for n in SIZES if first[-n:] in persons), "")  # 市领导林红玉、…
        members[-1] = next((last[:n] for n in SIZES if last[:n] in persons), last)  # …、高劲鹏出席
        sure = [member for member in members if member in persons]
        if len(sure) > 1 and 2 * len(sure) >= len(members):
            for name in members:
                unknown = not known(name) and (len(name) == 3 or name[:1] in families())
                named = unknown or (whole and (name[:1] in common() or name in names_listed()))
                named = named and name[1:] not in _titles()
                if 2 <= len(name) <= 3 and named and name not in persons:
                    yield name, f"listed with persons: {'、'.join(sure[:3])}"


@cache
def _titles() -> frozenset[str]:
    return frozenset(read_words("titles"))


def by_people(text: str) -> Iterator[tuple[str, str]]:
    """Those whose people, one of the country's, a list of persons gives.

    >>> list(by_people("王友三、玉素甫·艾沙(维吾尔族);选举才利民(满族)为副主席"))
    [('玉素甫·艾沙', 'of a people: 维吾尔族'), ('才利民', 'of a people: 满族')]
    """
    for match in OF_A_PEOPLE.finditer(text) if "族" in text else ():
        if "·" in match[1] or (len(match[1]) < 6 and not known(match[1])):
            yield match[1], f"of a people: {match[2]}"


def by_surname(text: str) -> Iterator[tuple[str, str]]:
    """Those whose given name is withheld, and those whom neighbours call by their surname, twice and more.

    >>> list(by_surname("张某某被拘留。老周来了,老周说话了。"))
    [('张某某', 'a name withheld'), ('老周', 'called by the surname, 2 times')]
    """
    called = [*_called(text)]
    for name in dict.fromkeys(called):
        if "某" in name:
            yield name, "a name withheld"
        elif called.count(name) > 1:
            yield name, f"called by the surname, {called.count(name)} times"


def by_given_name(text: str, persons: Collection[str]) -> Iterator[tuple[str, str]]:
    """The given names of persons that stand alone elsewhere: such as no dictionary has, and no word runs into; and
    words that stand alone only where a title or a verb of saying is behind them.

    >>> list(by_given_name("林红玉来了。红玉笑了。李建国说完,建国大业开演。", ["林红玉", "李建国"]))
    [('红玉', 'the given name of 林红玉')]
    """
    whose = {given: name for name in persons if (given := _given(name))}
    named = dict[str, bool]()
    for at, given in standing(text, index_of(whose.keys())):
        if not any(text[max(0, at - n) : at + 2].replace(" ", "") in persons for n in (1, 2)):
            named[given] = named.get(given, True) and _stands_alone(text, at, at + 2)
    yield from ((given, f"the given name of {whose[given]}") for given, alone in named.items() if alone)


def _given(name: str) -> str:
    """The two characters that are given in a Chinese name, "" in others."""
    given = name[-2:] if name[:-2] in surnames() and not sounds().issuperset(name) else ""
    first, last = given_names()
    return given if given and given[0] in first and given[1] in last and NUMERALS.isdisjoint(given) else ""


def _stands_alone(text: str, at: int, end: int) -> bool:
    if known(text[at:end]):
        return ends_a_name(text, end)
    return not (known(text[at - 1 : at + 1]) or known(text[end - 1 : end + 1]))


def _called(text: str) -> Iterator[str]:
    for match in _by_surname().finditer(text):
        at, end = match.span()
        before, after = at and known(text[at - 1 : at + 1]), end < len(text) and _reads_on(text, at, end)
        thing = "某" not in match[0] and (after or match[0][1] in THINGS[match[0][0]] or likelihood(match[0]) > WORD)
        if not before and not thing:  # 远海|某海域, 养老|金
            yield match[0]


def _reads_on(text: str, at: int, end: int) -> bool:
    """Whether the dictionary has a word that begins in what one is called, and ends behind it."""
    return known(text[end - 1 : end + 1]) or known(text[at : end + 1])


@cache
def _by_surname() -> re.Pattern[str]:
    frequent, every = "".join(sorted(common())), "".join(name for name in read_words("surnames") if len(name) == 1)
    return re.compile(f"[{every}]某{{1,2}}(?![年月日天时地处国省市县区个些种次一村镇])|[老小][{frequent}]")
