"""What may be a person's name in a clause, how likely it is where it stands, and why.

A name's likelihood is that of its surname times that of its given name's characters, more after a title
(市委书记林红玉), before a verb of saying (…介绍) and between the commas of a list; less before the ending of a
place (陈屿镇); and more or less for the characters beside it, as pages whose persons are known have taught.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.page.names import all_sounds, sounds
from analysis.words.beside import weight_beside
from analysis.words.dictionary import characters, counts, known, likelihood, names_listed, once
from analysis.words.foreign import SELDOM_END
from analysis.words.marks import CALLED, Marks, title_at
from analysis.words.surnames import chinese

# Natural logarithms, tuned on every second of 45 hand-segmented news pages and checked on the others, before it was
# learned what stands beside names: those weights add to these.
FOREIGN = -7.0  # the chance that a word of news is a name written by sound
TITLE_BEFORE, TITLE_AFTER, SAYS, ALONE, PLACE_AFTER, SELDOM = 4.0, 4.0, 1.5, 3.0, -6.0, -4.0
BETWEEN = 2.0  # more for a name between its title and the end of the clause (书记罗干,)
LONGER = 4.0  # a name by sound that ends in one the dictionary has (布林肯): nobody writes 布 before 林肯

PLACE = re.compile(
    "[镇村县乡市区州路街山河湖江岛省港]|集团|公司|银行|大学|医院|社区|组织|党派|牌|杯|队|政府|当局"
    "|矿|半岛|地区|流域|平原|高原|盆地|运河|火车站|机场|出版社|通讯社|日报"
)
# what places end in, and the names of fish, dogs and offices
PLACES_END = frozenset(
    "区县港站坝湾泊峡院卡库坪坑湖池厂店村镇县乡市街路苑巷弄寨屯埠祠寺庙庄铺沟牌队杯奖语性"
    "坡峁墩嘴滩坊岙闸堰墟圩塔洼崖窑鱼犬系处部园楼塘里桥科股厅局"
)
NEVER_END = frozenset("摄称译说却率和与及或是在等省市县区镇乡村老")  # words that follow a name; kinds of places; 林老
JOINS = frozenset("和与及或")  # unless what they would join is missing: 王遂和。
COUNTING = tuple("一两二三四五六七八九十几每这那半数")  # 一张, 三项
COUNTED_AFTER = re.compile("[段兄姐妹个名位人家国届次年月日]")  # 常昊八段
NUMBERED = "二三四五"  # of brothers and sisters
CALLED_SO = frozenset("氏方伯叔婶嫂姐娘爹婆爷")  # 卢方, the side of a country; 梁伯, whom neighbours call so
UNMARKED, SOLITARY = "made as names are", "stands alone between marks"


class Candidate(NamedTuple):
    start: int
    end: int
    made: float  # how likely it is for what it is made of and what marks it
    likelihood: float  # and for what stands beside it, if no dictionary has it
    why: str


def candidates_in(text: str, places: Iterable[int], start: int, end: int, marks: Marks) -> Iterator[Candidate]:
    """What may be a name in the clause `text[start:end]` and begins at the places, with its likelihood there."""
    for at in places:
        for stop, made in names_at(text, at, end, marks):
            name, value = text[at:stop], made + weight_beside(text, at, stop, marks)
            marked = at in marks.before or stop in marks.after or (at == start and stop == end)
            if (marked or _likelier(name, value) or name in names_listed()) and name not in no_persons():
                candidate = candidate_at(text, at, stop, start, end, made, marks)
                if not doubtful(candidate, text):
                    yield candidate


def names_at(text: str, at: int, end: int, marks: Marks) -> list[tuple[int, float]]:
    """Where the names end that may begin at a place, Chinese ones and such as are written by sound."""
    if text[at] in "张项段支封" and text[at - 1 : at] in COUNTING:  # 一张, 三项
        return []
    found = chinese(text, at, end)
    if title := marks.after.get(at + 1):  # 范先生; but 刘三姐
        found = [(stop, value) for stop, value in found if title[0] in NUMBERED and text[at:stop] in names_listed()]
    if marks.after.get(at + 2) and title_at(text, at + 2):  # 桥本首相
        found = [(stop, value) for stop, value in found if stop <= at + 2]
    return [*found, *_foreign(at, marks)] if at in marks.all_sounds else found


def _likelier(name: str, value: float) -> bool:
    """Whether a name is likelier than its characters, and than its words, one by one; most are not even the first."""
    alone = characters()
    return value > sum([alone.get(character, once()) for character in name]) and value > in_words(name)


@lru_cache(maxsize=100_000)
def in_words(text: str) -> float:
    """The likelihood of the likeliest words that the dictionary has for a text."""
    best, words, alone = [0.0], counts(), characters()
    for stop in range(1, len(text) + 1):
        ways = [best[at] + likelihood(text[at:stop]) for at in range(stop - 1) if text[at:stop] in words]
        best.append(max([best[-1] + alone.get(text[stop - 1], once()), *ways]))
    return best[-1]


def _foreign(at: int, marks: Marks) -> Iterator[tuple[int, float]]:
    """Names written by sound; with the rarer sounds too beside a title (外长阿卜杜拉希扬, 普京总统)."""
    stop = marks.all_sounds.get(at, at)
    if at not in marks.before and not marks.after.get(stop):
        stop = marks.sounds.get(at, at)
    for length in range(2, stop - at + 1):
        yield at + length, FOREIGN - length * math.log(len(sounds()))


def candidate_at(text: str, at: int, stop: int, start: int, end: int, value: float, marks: Marks) -> Candidate:
    """What is made as names are, where it stands in the clause `text[start:end]`."""
    gain, why = _marked(text, at, stop, start, end, marks)
    value += _doubts(text, at, stop, end, at in marks.before) + gain
    beside = 0.0 if of_dictionary(text[at:stop], why) else weight_beside(text, at, stop, marks)
    return Candidate(at, stop, value, value + beside, why)


def of_dictionary(name: str, why: str) -> bool:
    """Whether the dictionary has a name, or a word that a mark makes one, which needs no company to speak for it.

    One written by sound does, where nothing marks it: the dictionary takes cities for persons (巴马科).
    """
    if why in (UNMARKED, SOLITARY) and sounds().issuperset(name):
        return False
    as_word = why != UNMARKED and (len(name) > 2 or all_sounds().issuperset(name)) and known(name)
    return as_word or name in names_listed()


def _doubts(text: str, at: int, stop: int, end: int, titled: bool) -> float:
    """How much less likely a name is for how it ends, and for what runs on behind it."""
    last, place, doubts = text[stop - 1], PLACE.match(text, stop, end), 0.0
    never = last in NEVER_END and not (last in JOINS and stop == end)
    if (place and not _governs(text[at:stop], place[0])) or last in PLACES_END:
        doubts += PLACE_AFTER
    if "·" in (text[at - 1 : at], text[stop : stop + 1]) or never or "某" in text[at:stop]:
        doubts += 2 * PLACE_AFTER
    if last in SELDOM_END:
        doubts += SELDOM
    if last in COUNTING and COUNTED_AFTER.match(text, stop, end):
        doubts += PLACE_AFTER
    if stop - at == 2 and last in CALLED_SO and not titled:
        doubts += PLACE_AFTER
    return doubts


def _marked(text: str, at: int, stop: int, start: int, end: int, marks: Marks) -> tuple[float, str]:
    """How much likelier a name is for what marks it, and the surest of these marks."""
    title, after, gain, why = marks.before.get(at, ""), marks.after.get(stop), 0.0, UNMARKED
    if text[max(0, at - 2) : at] == "岁的":  # 58岁的农廷辉; 3岁的黄牛 needs more than that
        gain += SAYS
    if after == "":
        gain, why = gain + SAYS, "says something, or is told of"
    if (at, stop) == (start, end) and _alone(text[at - 1 : at], text[stop : stop + 1]):
        gain, why = gain + ALONE, SOLITARY
    if why != UNMARKED or title or after:
        gain += LONGER * _ends_in_a_name(text[at:stop])
    if after:
        gain, why = gain + TITLE_AFTER, f"stands before a title: {after}"
    if title:
        told = "called so" if title == CALLED else f"follows a title: {title}"
        gain, why = gain + TITLE_BEFORE + BETWEEN * (stop == end), told
    return gain, why


def _governs(name: str, body: str) -> bool:
    """Whether a government is called by a head of state (克林顿政府) rather than by its country."""
    return body in ("政府", "当局") and name in names_listed() and len(name) > 2


def _ends_in_a_name(name: str) -> bool:
    return name[1:] in names_listed() and sounds().issuperset(name)


def doubtful(candidate: Candidate, text: str) -> bool:
    """Whether a name written by sound lacks its evidence: nothing stands around it, no dictionary has it whole, and it
    is not made as Chinese names are (罗嘉欣)."""
    at, stop, *_, why = candidate
    name = text[at:stop]
    if why not in (UNMARKED, SOLITARY) or not sounds().issuperset(name):
        return False
    cut_out = text[at - 1 : at] in sounds() or text[stop : stop + 1] in sounds()
    return cut_out or len(name) < 3 or not (name in names_listed() or _is_chinese(name))


def _is_chinese(name: str) -> bool:
    """Whether a name of three characters is likelier to be of a surname and two given than words."""
    made = [value for stop, value in chinese(name, 0, len(name)) if stop == len(name) == 3]
    return bool(made) and made[0] > in_words(name)


def _alone(before: str, after: str) -> bool:
    return "、" in (before, after) or (before in "( \n" and after in ") \n")


@cache
def no_persons() -> set[str]:
    """What is no name, though it may be made as names are: places, and words written by their sound."""
    short = {name[:-1] for name in read_words("places") if len(name) == 3}  # 闵行区
    return short.union(*map(read_words, ("foreign_places", "places", "loanwords", "terms")))
