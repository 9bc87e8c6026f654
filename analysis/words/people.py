"""Persons' names, which no dictionary has: found by what they are made of and by what stands around them.

A name competes with the dictionary for the characters of its clause, as words do in jieba: the likeliest way to
cut the clause wins.  A name's likelihood is that of its surname times that of its given name's characters, more
after a title (市委书记林红玉), before a verb of saying (…介绍) and between the commas of a list; less before the
ending of a place (陈屿镇).  What wins somewhere on the page by a clear margin is a name everywhere on it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.page import Page, Passage
from analysis.words.dictionary import dictionary, known, likelihood, names_listed
from analysis.words.foreign import SELDOM_END, all_sounds, in_parts, run, sounds

# Natural logarithms, tuned on every second of 45 hand-segmented news pages and checked on the others.
TWO_GIVEN, ONE_GIVEN, FOREIGN = -4.0, -7.0, -7.0  # the chance that a word of news is such a name
TITLE_BEFORE, TITLE_AFTER, SAYS, ALONE, PLACE_AFTER, SELDOM = 4.0, 4.0, 1.5, 3.0, -6.0, -4.0
RARE = -12.0  # a character that no listed given name has: one in 160,000
NAMELIKE = 8.0  # a word of the dictionary that context marks as a name may be so much less likely as a name (周恩来)
LONGER = 4.0  # a name by sound that ends in one the dictionary has (布林肯): nobody writes 布 before 林肯
CLEAR = 2.0  # the margin, summed over the page, that makes a name

CLAUSE = re.compile(r"[\u3400-\u9fff]+")
SAYING = re.compile(
    "说|表示|指出|介绍|告诉|认为|强调|回忆|坦言|透露|解释|感慨|笑道|(?:摄|报道)(?![\u3400-\u9fff])|[,(][男女]"
)
PLACE = re.compile(
    "[镇村县乡市区州路街山河湖江岛省港]|集团|公司|银行|大学|医院|社区|组织|党派|牌|杯|队|政府|当局"
    "|矿|半岛|地区|流域|平原|高原|盆地|运河|火车站|机场|出版社|通讯社|日报"
)
PLACES_END = frozenset("区县港站坝湾泊峡院卡库坪坑湖池厂店村镇县乡市街路苑巷弄寨屯埠祠寺庙庄铺沟牌队杯奖语性")
NO_END = frozenset("摄称译说却率和与及或是在等")  # words that follow a name
COUNTING = tuple("一两二三四五六七八九十几每这那半数")  # 一张, 三项
COUNTED_AFTER = re.compile("[段兄姐妹个名位人家国届次年月日]")  # 常昊八段
COMMON = math.log(0.25 / 103)  # the hundredth surname
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
    clear = {name: found for name, found in seen.items() if sum(sighting.margin for sighting in found) > CLEAR}
    text = "\n".join(passages)
    whole = [name for name in clear if not _shorter_name(name, text, clear.keys() | printed.keys())]
    named = {name: max(clear[name], key=lambda s: s.margin).why for name in whole}
    marked = [name for name, why in named.items() if len(name) > 3 and why != UNMARKED]
    families = {name[:2]: f"the family name of {name}" for name in marked if name[:2] in _surnames()}
    return families | named | printed


def _shorter_name(name: str, text: str, names: Iterable[str]) -> bool:
    """Whether a shorter name stands inside it, which the page has more often without the last character (李宁牌)."""
    return len(name) == 3 and name[:2] in names and text.count(name[:2]) > 2 * text.count(name)


def sightings(text: str) -> Iterator[Sighting]:
    """The names that win their clauses.

    >>> [(name, why) for name, _, why in sightings("市委书记林红玉在小店区调研,蔡江泽参加。")]
    [('林红玉', 'follows a title: 书记'), ('蔡江泽', 'made as names are')]
    """
    for whole in in_parts(text):
        for name in (whole, whole.rsplit("·", 1)[-1]):
            if len(name) > 1:
                yield Sighting(name, 10.0, f"a foreign name in parts: {whole}")
    for match in CLAUSE.finditer(text):
        candidates = [candidate for candidate in _candidates(text, *match.span()) if _may_win(candidate, text)]
        if candidates:
            yield from _winners(match[0], match.start(), candidates)


class Candidate(NamedTuple):
    start: int
    end: int
    likelihood: float
    why: str


def _candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """What may be a name in the clause `text[start:end]`, with its likelihood where it stands."""
    titles = {match.end(): match[0] for match in _titles().finditer(text, start, end)}
    if start and text[start - 1] == " " and (match := _titles_at_end().search(text, max(start - 7, 0), start - 1)):
        titles[start] = match[0]
    initials = _initials()
    for at in range(start, end - 1):
        if text[at] not in initials or (text[at] in "张项段支封" and text[at - 1 : at] in COUNTING):
            continue
        found = [*_chinese(text, at, end), *_foreign(text, at, end, at in titles)]
        for stop, value in found:
            if text[at:stop] not in _no_persons():
                candidate = _in_context(text, at, stop, start, end, value, titles.get(at, ""))
                if not _doubtful(candidate, text):
                    yield candidate


def _chinese(text: str, at: int, end: int) -> Iterator[tuple[int, float]]:
    if _titles_after().match(text, at + 1, end):  # 范先生
        return
    for length in (1, 2, 3):
        rank, given = _surnames().get(text[at : at + length]), at + length
        if rank is not None and given + 2 <= end:
            yield given + 2, rank + TWO_GIVEN + _given(text[given], 0) + _given(text[given + 1], 1)
        if rank is not None and given + 3 <= end and text[given + 2] == "郎":  # 桥本龙太郎
            yield given + 3, rank + TWO_GIVEN + _given(text[given], 0) + _given(text[given + 1], 1)
        if rank is not None and given + 1 <= end:
            yield given + 1, rank + ONE_GIVEN + _given(text[given], 1)


def _foreign(text: str, at: int, end: int, titled: bool) -> Iterator[tuple[int, float]]:
    """Names written by sound; with the rarer sounds too beside a title (外长阿卜杜拉希扬, 普京总统)."""
    stop = run(text, at, end, all_sounds())
    if not titled and not _titles_after().match(text, stop, end):
        stop = run(text, at, end, sounds())
    for length in range(2, stop - at + 1):
        yield at + length, FOREIGN - length * math.log(len(sounds()))


def _in_context(text: str, at: int, stop: int, start: int, end: int, value: float, title: str) -> Candidate:
    why = UNMARKED
    if PLACE.match(text, stop, end) or text[stop - 1] in PLACES_END:
        value += PLACE_AFTER
    if "·" in (text[at - 1 : at], text[stop : stop + 1]) or text[stop - 1] in NO_END or "某" in text[at:stop]:
        value += 2 * PLACE_AFTER
    if text[stop - 1] in SELDOM_END:
        value += SELDOM
    if text[stop - 1] in COUNTING and COUNTED_AFTER.match(text, stop, end):
        value += PLACE_AFTER
    if stop - at == 2 and text[at + 1] == "方" and not title:  # 卢方, 白方: the side of a country
        value += PLACE_AFTER
    if SAYING.match(text, stop):
        value, why = value + SAYS, "says something"
    if (at, stop) == (start, end) and _alone(text[at - 1 : at], text[stop : stop + 1]):
        value, why = value + ALONE, SOLITARY
    if why != UNMARKED or title or _titles_after().match(text, stop, end):
        value += LONGER * _ends_in_a_name(text[at:stop])
    if after := _titles_after().match(text, stop, end):
        value, why = value + TITLE_AFTER, f"stands before a title: {after[0]}"
    if title:
        value, why = value + TITLE_BEFORE, f"follows a title: {title}"
    return Candidate(at, stop, value, why)


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


@lru_cache(maxsize=100_000)
def _in_words(text: str) -> float:
    """The likelihood of the likeliest words that the dictionary has for a text."""
    ways = [_in_words(text[:n]) + _in_words(text[n:]) for n in range(1, len(text))]
    return max([likelihood(text)] * (known(text) or not ways) + ways)


def _alone(before: str, after: str) -> bool:
    return "、" in (before, after) or (before in "( " and after in ") ")


def _winners(clause: str, offset: int, candidates: Iterable[Candidate]) -> Iterator[Sighting]:
    """The candidates on the likeliest way through the clause (Viterbi, from its end), with their margins."""
    starting = defaultdict(list)
    for candidate in candidates:
        starting[candidate.start - offset].append(candidate)
    graph = dictionary().get_DAG(clause)
    best = [0.0] * (len(clause) + 1)
    step: list[tuple[int, Candidate | None, float]] = [(0, None, 0.0)] * len(clause)
    for at in range(len(clause) - 1, -1, -1):
        named = {c.end - offset for c in starting.get(at, ()) if _listed(c, clause[at : c.end - offset])}
        stops = [last + 1 for last in graph[at] if last + 1 not in named]
        plain, stop = max((likelihood(clause[at:stop]) + best[stop], stop) for stop in stops)
        best[at], step[at] = plain, (stop, None, 0.0)
        for candidate in starting.get(at, ()):
            name = clause[at : candidate.end - offset]
            own = likelihood(name) if candidate.end - offset in named and sounds().issuperset(name) else -math.inf
            value = max(candidate.likelihood, own) + best[candidate.end - offset]
            if value > best[at]:
                best[at], step[at] = value, (candidate.end - offset, candidate, value - plain)
    at = 0
    while at < len(clause):
        stop, winner, margin = step[at]
        if winner:
            yield Sighting(clause[at:stop], margin, winner.why)
        at = stop


def _listed(candidate: Candidate, name: str) -> bool:
    """Whether the dictionary has this very name; of two characters, it needs a common surname and its context."""
    if "title" in candidate.why and all_sounds().issuperset(name) and known(name):  # 普京总统, 总理穆斯塔法
        return likelihood(name) < RARE
    if len(name) > 2:
        marked = candidate.why not in (UNMARKED, SOLITARY) and known(name) and name not in _no_persons()
        return name in names_listed() or (marked and candidate.likelihood > likelihood(name) - NAMELIKE)
    return name in names_listed() and candidate.why != UNMARKED and _surnames().get(name[0], RARE) > COMMON


def _printed(page: Page) -> Iterator[tuple[str, str]]:
    for article in page.articles:
        signed = (name.removesuffix("摄") for name in article.reporters)
        yield from ((name, "named in a byline") for name in signed if name[:1] in _initials() or not known(name))
        yield from ((name, "named in a photo credit") for credit in article.photo_credits for name in credit.names)


@cache
def _surnames() -> dict[str, float]:
    """The logarithm of each surname's share of the people: 1 / (rank + 2.6), of which a quarter gives the five
    commonest 29 % and the hundred commonest 91 % (in the census of names of 2020: 31 % and 85 %)."""
    return {name: math.log(0.25 / (rank + 3.6)) for rank, name in enumerate(read_words("surnames"))}


@cache
def _given_names() -> tuple[dict[str, float], ...]:
    """The logarithms of the shares of a character among the first and among the last of given names."""
    rows = read_words("given_names")
    return tuple(_shares(rows[::3], [int(count) for count in rows[n::3]]) for n in (1, 2))


def _shares(characters: Iterable[str], counts: list[int]) -> dict[str, float]:
    return {one: math.log((count + 0.5) / sum(counts)) for one, count in zip(characters, counts, strict=True)}


def _given(character: str, place: int) -> float:
    return _given_names()[place].get(character, RARE)


@cache
def _no_persons() -> set[str]:
    short = {name[:-1] for name in read_words("places") if len(name) == 3}  # 闵行区
    return short.union(*map(read_words, ("foreign_places", "places", "loanwords", "terms")))


@cache
def _initials() -> frozenset[str]:
    return sounds() | {name[0] for name in _surnames()}


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(sorted(read_words("titles"), key=len, reverse=True)))


@cache
def _titles_at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_titles().pattern})$")


@cache
def _titles_after() -> re.Pattern[str]:
    return re.compile(
        "同志|先生|女士|总书记|主席|总统|总理|书记|教授|院士|大夫|医生|老师"
        "|老人|老伯|阿姨|师傅|奶奶|爷爷|大爷|大妈|副?[省市县区部局院厅]长|[首外]相"
    )
