"""Persons' names, which no dictionary has: found by what they are made of and by what stands around them.

A name competes with the dictionary for the characters of its clause, as words do in jieba: the likeliest way to
cut the clause wins.  A name's likelihood is that of its surname times that of its given name's characters, more
after a title (市委书记林红玉), before a verb of saying (…介绍) and between the commas of a list; less before the
ending of a place (陈屿镇).  What wins somewhere on the page by a clear margin is a name everywhere on it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.page import Page, Passage
from analysis.words.customs import by_people, by_surname, listed_with
from analysis.words.dictionary import counts, known, likelihood, names_listed, reach
from analysis.words.foreign import SELDOM_END, all_sounds, in_parts, masked, sounds
from analysis.words.marks import Marks, marks_of
from analysis.words.surnames import chinese, common, families, given_names, surnames

# Natural logarithms, tuned on every second of 45 hand-segmented news pages and checked on the others.
FOREIGN = -7.0  # the chance that a word of news is a name written by sound
TITLE_BEFORE, TITLE_AFTER, SAYS, ALONE, PLACE_AFTER, SELDOM = 4.0, 4.0, 1.5, 3.0, -6.0, -4.0
BETWEEN = 2.0  # more for a name between its title and the end of the clause (书记罗干,)
RARE = -12.0  # a word that the dictionary counts 370 times
NAMELIKE = 8.0  # a word of the dictionary that context marks as a name may be so much less likely as a name (周恩来)
OWN = 5.0  # and one that it lists as a name so much, to win unmarked: 张文学, but no 许可证
LONGER = 4.0  # a name by sound that ends in one the dictionary has (布林肯): nobody writes 布 before 林肯
GIVEN = -8.0  # a character that ends one given name in 3,000
CLEAR = 2.0  # the margin, summed over the page, that makes a name

CLAUSE = re.compile(r"[\u3400-\u9fff]+")
PLACE = re.compile(
    "[镇村县乡市区州路街山河湖江岛省港]|集团|公司|银行|大学|医院|社区|组织|党派|牌|杯|队|政府|当局"
    "|矿|半岛|地区|流域|平原|高原|盆地|运河|火车站|机场|出版社|通讯社|日报"
)
PLACES_END = frozenset(  # and some that end the names of fish, dogs and offices
    "区县港站坝湾泊峡院卡库坪坑湖池厂店村镇县乡市街路苑巷弄寨屯埠祠寺庙庄铺沟牌队杯奖语性"
    "坡峁墩嘴滩坊岙闸堰墟圩塔洼崖窑鱼犬系处部园楼塘里桥"
)
NEVER_END = frozenset("摄称译说却率和与及或是在等省市县区镇乡村")  # words that follow a name; kinds of places
COUNTING = tuple("一两二三四五六七八九十几每这那半数")  # 一张, 三项
COUNTED_AFTER = re.compile("[段兄姐妹个名位人家国届次年月日]")  # 常昊八段
UNMARKED, SOLITARY = "made as names are", "stands alone between marks"


class Sighting(NamedTuple):
    """One place where a name is likelier than any other reading, by `margin`, and why."""

    name: str
    margin: float
    why: str


def people(page: Page, passages: list[Passage]) -> dict[str, str]:
    """The persons a page names, each with its evidence, in the order of the page."""
    printed = dict(_printed(page))
    seen: dict[str, list[Sighting]] = defaultdict(list)
    for passage in passages:
        for sighting in sightings(str(passage)):
            seen[sighting.name].append(sighting)
    text, clear = "\n".join(passages), defaultdict[str, list[Sighting]](list)
    for name, found in seen.items():
        if _clear(found):
            clear[_by_neighbours(name, text)] += found
    whole = [name for name in clear if not _shorter_name(name, text, clear.keys() | printed.keys())]
    named = {name: max(clear[name], key=lambda s: s.margin).why for name in whole}
    marked = [name for name, why in named.items() if len(name) > 3 and why != UNMARKED]
    family_names = {name[:2]: f"the family name of {name}" for name in marked if name[:2] in surnames()}
    known_by_now = family_names | named | printed
    listed = (found for passage in passages for found in listed_with(str(passage), known_by_now))
    of_a_people = (found for passage in passages for found in by_people(str(passage)))
    return dict(listed) | dict(of_a_people) | dict(by_surname(map(str, passages))) | known_by_now


def _clear(sightings: list[Sighting]) -> bool:
    """Whether a name wins by enough: where a title or a verb of saying marks it, by anything."""
    marked = any(sighting.why not in (UNMARKED, SOLITARY) for sighting in sightings)
    return marked or sum(sighting.margin for sighting in sightings) > CLEAR


def _by_neighbours(name: str, text: str) -> str:
    """The name by what stands behind it on the page: always the same (裴志|和), or never (耿昊中, 耿昊说, 耿昊执)."""
    surname, given = name[:1] in families(), name[:2]
    if len(name) not in (2, 3) or not surname or known(given):
        return name
    behind = Counter(text[match.end() : match.end() + 1] for match in re.finditer(given, text))
    (most, times), *others = behind.most_common()
    if len(name) == 2 and not others and times > 1 and given_names()[1].get(most, RARE) > GIVEN:
        return name + most
    return given if len(name) == 3 and len(others) > 1 and 2 * times <= behind.total() else name


def _shorter_name(name: str, text: str, names: Iterable[str]) -> bool:
    """Whether a shorter name stands inside it, which the page has more often without the last character (李宁牌)."""
    return len(name) == 3 and name[:2] in names and text.count(name[:2]) > 2 * text.count(name)


def sightings(text: str) -> Iterator[Sighting]:
    """The names that win their clauses.

    >>> [(name, why) for name, _, why in sightings("市委书记林红玉在小店区调研,蔡江泽参加。")]
    [('林红玉', 'follows a title: 书记'), ('蔡江泽', 'made as names are')]
    """
    marks = marks_of(text)
    spans = list(in_parts(text, marks.before))
    for start, end in spans:
        whole = text[start:end]
        first, *_, last = whole.split("·")
        for name in (whole, last, first):
            if len(name) > 1 + (name == first):
                yield Sighting(name, 10.0, f"a foreign name in parts: {whole}")
    for match in CLAUSE.finditer(masked(text, spans)):
        candidates = [candidate for candidate in _candidates(text, *match.span(), marks) if _may_win(candidate, text)]
        if candidates:
            yield from _winners(match[0], match.start(), candidates)


class Candidate(NamedTuple):
    start: int
    end: int
    likelihood: float
    why: str


def _candidates(text: str, start: int, end: int, marks: Marks) -> Iterator[Candidate]:
    """What may be a name in the clause `text[start:end]`, with its likelihood where it stands."""
    initials, sounded, listed = families(), marks.all_sounds, names_listed()
    for at in [at for at in range(start, end - 1) if text[at] in initials or at in sounded]:
        if text[at] in "张项段支封" and text[at - 1 : at] in COUNTING:  # 一张, 三项
            continue
        title = marks.before.get(at, "")
        found = [*_foreign(at, title, marks)] if at in sounded else []
        if text[at] in initials and not marks.after.get(at + 1):  # 范先生
            found = [*chinese(text, at, end), *found]
        for stop, value in found:
            name = text[at:stop]
            marked = title or stop in marks.after or (at == start and stop == end)
            if (marked or name in listed or _likelier(name, value)) and name not in _no_persons():
                candidate = _in_context(text, at, stop, start, end, value, title, marks.after.get(stop))
                if not _doubtful(candidate, text):
                    yield candidate


def _likelier(name: str, value: float) -> bool:
    """Whether a name is likelier than its characters, and than its words, one by one; most are not even the first."""
    return value > sum(map(likelihood, name)) and value > _in_words(name)


@lru_cache(maxsize=100_000)
def _in_words(text: str) -> float:
    """The likelihood of the likeliest words that the dictionary has for a text."""
    ways = [_in_words(text[:n]) + _in_words(text[n:]) for n in range(1, len(text))]
    return max([likelihood(text)] * (known(text) or not ways) + ways)


def _foreign(at: int, title: str, marks: Marks) -> Iterator[tuple[int, float]]:
    """Names written by sound; with the rarer sounds too beside a title (外长阿卜杜拉希扬, 普京总统)."""
    stop = marks.all_sounds.get(at, at)
    if not title and not marks.after.get(stop):
        stop = marks.sounds.get(at, at)
    for length in range(2, stop - at + 1):
        yield at + length, FOREIGN - length * math.log(len(sounds()))


def _in_context(
    text: str, at: int, stop: int, start: int, end: int, value: float, title: str, after: str | None
) -> Candidate:
    why = UNMARKED
    place = PLACE.match(text, stop, end)
    if (place and not _governs(text[at:stop], place[0])) or text[stop - 1] in PLACES_END:
        value += PLACE_AFTER
    if "·" in (text[at - 1 : at], text[stop : stop + 1]) or text[stop - 1] in NEVER_END or "某" in text[at:stop]:
        value += 2 * PLACE_AFTER
    if text[stop - 1] in SELDOM_END:
        value += SELDOM
    if text[stop - 1] in COUNTING and COUNTED_AFTER.match(text, stop, end):
        value += PLACE_AFTER
    if stop - at == 2 and text[at + 1] == "方" and not title:  # 卢方, 白方: the side of a country
        value += PLACE_AFTER
    if text[max(0, at - 2) : at] == "岁的":  # 58岁的农廷辉; 3岁的黄牛 needs more than that
        value += SAYS
    if after == "":
        value, why = value + SAYS, "says something"
    if (at, stop) == (start, end) and _alone(text[at - 1 : at], text[stop : stop + 1]):
        value, why = value + ALONE, SOLITARY
    if why != UNMARKED or title or after:
        value += LONGER * _ends_in_a_name(text[at:stop])
    if after:
        value, why = value + TITLE_AFTER, f"stands before a title: {after}"
    if title:
        value, why = value + TITLE_BEFORE + BETWEEN * (stop == end), f"follows a title: {title}"
    return Candidate(at, stop, value, why)


def _governs(name: str, body: str) -> bool:
    """Whether a government is called by a head of state (克林顿政府) rather than by its country."""
    return body in ("政府", "当局") and name in names_listed() and len(name) > 2


def _ends_in_a_name(name: str) -> bool:
    return name[1:] in names_listed() and sounds().issuperset(name)


def _doubtful(candidate: Candidate, text: str) -> bool:
    """Whether a name written by sound lacks its evidence: nothing stands around it, and no dictionary has it whole."""
    at, stop, _, why = candidate
    name = text[at:stop]
    if why not in (UNMARKED, SOLITARY) or not sounds().issuperset(name):
        return False
    cut_out = text[at - 1 : at] in sounds() or text[stop : stop + 1] in sounds()
    return cut_out or len(name) < 3 or name not in names_listed()


def _may_win(candidate: Candidate, text: str) -> bool:
    """Whether no words of the dictionary are likelier in its place: most candidates fall here."""
    name = text[candidate.start : candidate.end]
    return candidate.likelihood > _in_words(name) or _listed(candidate, name)


def _alone(before: str, after: str) -> bool:
    return "、" in (before, after) or (before in "( " and after in ") ")


def _winners(clause: str, offset: int, candidates: Iterable[Candidate]) -> Iterator[Sighting]:
    """The candidates on the likeliest way through the clause (Viterbi, from its end), with their margins."""
    starting = defaultdict(list)
    for candidate in candidates:
        starting[candidate.start - offset].append(candidate)
    best = [0.0] * (len(clause) + 1)
    step: list[tuple[int, Candidate | None, float]] = [(0, None, 0.0)] * len(clause)
    for at in range(len(clause) - 1, -1, -1):
        rivals = starting.get(at, ())
        named = {c.end - offset for c in rivals if _listed(c, clause[at : c.end - offset])}
        best[at], stop = _best_word(clause, at, best, named)
        plain, step[at] = best[at], (stop, None, 0.0)
        for candidate in rivals:
            stop = candidate.end - offset
            name = clause[at:stop]
            value = max(candidate.likelihood, _own(candidate, name) if stop in named else -math.inf) + best[stop]
            if value > best[at]:
                best[at], step[at] = value, (stop, candidate, value - plain)
    at = 0
    while at < len(clause):
        stop, winner, margin = step[at]
        if winner:
            yield Sighting(clause[at:stop], margin, winner.why)
        at = stop


def _own(candidate: Candidate, name: str) -> float:
    """The likelihood that the dictionary itself gives a name it has, if it is made as names are (no 许可证)."""
    made = sounds().issuperset(name) or (len(name) > 2 and candidate.likelihood > likelihood(name) - OWN)
    return likelihood(name) if made else -math.inf


def _best_word(clause: str, at: int, best: list[float], named: set[int]) -> tuple[float, int]:
    """The likelihood of the best cut from a place on, its first word not one of the names; and where that word ends."""
    top = likelihood(clause[at]) + best[at + 1], at + 1
    words, longest = counts(), min(at + reach().get(clause[at : at + 2], 0), len(clause))
    for stop in range(at + 2, longest + 1):
        if clause[at:stop] in words and stop not in named:
            top = max(top, (likelihood(clause[at:stop]) + best[stop], stop))
    return top


def _listed(candidate: Candidate, name: str) -> bool:
    """Whether the dictionary has this very name; of two characters, it needs a common surname and its context."""
    if "title" in candidate.why and all_sounds().issuperset(name) and known(name):  # 普京总统, 总理穆斯塔法
        return likelihood(name) < RARE
    if len(name) > 2:
        marked = candidate.why not in (UNMARKED, SOLITARY) and known(name) and name not in _no_persons()
        return name in names_listed() or (marked and candidate.likelihood > likelihood(name) - NAMELIKE)
    return name in names_listed() and candidate.why != UNMARKED and name[0] in common()


def _printed(page: Page) -> Iterator[tuple[str, str]]:
    for article in page.articles:
        for name in filter(None, (name.removesuffix("摄") for name in article.reporters)):
            if name[0] in families() or name[0] in sounds() or not known(name):
                yield name, "named in a byline"
        yield from ((name, "named in a photo credit") for credit in article.photo_credits for name in credit.names)


@cache
def _no_persons() -> set[str]:
    short = {name[:-1] for name in read_words("places") if len(name) == 3}  # 闵行区
    return short.union(*map(read_words, ("foreign_places", "places", "loanwords", "terms")))
