"""Names of places and organisations that no dictionary has, by their endings and by the company they keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from analysis.lexicons import read_words
from analysis.words.dictionary import known, likelihood

HAN = r"[\u3400-\u9fff]"
# What a list stands in, from mark to mark: the two below take four times as long to find that a page has none.
LISTING = re.compile(r"(?<![\u3400-\u9fff\d])[\u3400-\u9fff\d]*+(?:、[\u3400-\u9fff\d]*+)+")
SERIES = re.compile(rf"{HAN}{{2,9}}(?:、{HAN}{{2,9}})+")
COUNTED_UP = re.compile(rf"({HAN}{{2,6}}(?:、{HAN}{{2,6}}?){{1,20}})(?:等)?[两三四五六七八九十\d]+个({HAN}{{2}})")
BODY = (
    "有限公司|集团|公司|委员会|中心|大学|学院|医院|学校|中学|小学|协会|研究院|博物馆|图书馆|管理局|派出所|居委会|村委会"
)
SPOT = "[村镇乡区县市州园阁苑寺湖馆岛]|街道|社区|新村|公园|广场|车站|大桥|景区|小区|家园|花园"
# a clause that says where: 在刘家堡村, …
SEATED = re.compile(rf"(?<!\w)(?:在|走进|前往|来到|深入|位于|家住)({HAN}{{1,9}}?(?:{BODY}|{SPOT}))(?=\W)")
NESTED = re.compile(rf"{HAN}{{1,7}}?[省市县区州镇乡](?={HAN}{{2}})|{HAN}{{2,}}$")  # 练塘镇, 东淇村
ENDING = re.compile(f"(?:{BODY}|{SPOT}|全会)$")
LETTERS, SHORT = re.compile(f"{HAN}{{3,8}}"), re.compile(f"{HAN}{{2,3}}")
LAST = frozenset(f"{BODY}{SPOT}全会")  # what does not end in one of these has no ending
# 大区, 农村, 全市: what kind of place, not which
COMMON_NOUN = re.compile(
    "(?:[大城地园社小辖市山景郊灾校专片外新老旧]区|[农乡新]村|[城乡古]镇|[省县区][市县]|[全我该本各][市省县区村镇])$"
)
COMMON = -10.0  # 城市: counted more than 2,700 times in the dictionary's sixty million
RARE = -12.0  # 370 times: of 25 rarer words before these endings, 22 were names; of commoner ones, none (news of 1998)
MOSTLY = 0.6
SHOWN = 8  # members of a list that its evidence names
SETTLED = frozenset((*"乡镇村屯庄寨山湖河岛寺桥市省", "街道", "社区", "新村", "大桥"))  # no 小区: 老旧小区
LINKING = frozenset(
    "的了在是和与对向为从把将被到由及等以于之而并或也都要还就又已各每该本此其这那我他她你们有无不第个内外前后上下"
)
PHRASAL = frozenset("以为的")
NESTS = ("省", "市", "县", "区", "州", "镇", "乡", "街道")  # 辽宁省大洼县 is two names


def listed(text: str) -> Iterator[tuple[str, str]]:
    """Members of a list of places of one ending, with their evidence.

    >>> [word for word, _ in listed("我市的小店区、迎泽区、杏花岭区上榜")]
    ['小店区', '迎泽区', '杏花岭区']
    """
    for match in _in_lists(SERIES, text):
        members = [_bare(member) for member in match[0].split("、")]
        for ending in (ending for ending in "区县市省村镇州" if match[0].count(ending) > 1):
            same = [member for member in (_up_to(ending, member) for member in members) if 2 <= len(member) <= 5]
            if len(same) > 1 and not any(map(COMMON_NOUN.search, same)):
                names = (parts(member)[-1] for member in same if likelihood(member) < COMMON)
                told = f"listed: {'、'.join(same[:SHOWN])}{'…' * (len(same) > SHOWN)}"
                yield from ((name, told) for name in names)


def counted_up(text: str) -> Iterator[tuple[str, str]]:
    """Members of a list that the text counts and calls places.

    >>> [word for word, _ in counted_up("在兴汾苑、公园美地两个小区,工作人员")]
    ['兴汾苑', '公园美地']
    """
    for match in _in_lists(COUNTED_UP, text):
        members = [_bare(member) for member in match[1].split("、")]
        if ENDING.search(match[2]) and not any(map(COMMON_NOUN.search, members)):
            yield from ((member, f"listed as places: {match[0]}") for member in members if 2 <= len(member) <= 5)


def seated(text: str) -> Iterator[tuple[str, str]]:
    """Where a clause says that something is: 在刘家堡村, …

    >>> list(seated("昨天,在刘家堡村,游客很多。"))
    [('刘家堡村', 'says where: 在刘家堡村')]
    """
    for match in SEATED.finditer(text):
        if not LINKING & set(match[1]) and not COMMON_NOUN.search(match[1]):
            for name in parts(match[1]):
                yield name, f"says where: {match[0]}"


def suffixed(words: list[str]) -> Iterator[tuple[str, str]]:
    """What words before an ending of places and organisations make, when the page has it twice and it coheres.

    It coheres when its first word is rare, a place, or stands mostly there: 党群服务中心, not 人民 and 医院.
    "" stands between clauses.
    """
    singles = Counter(words)
    endings = {word for word in singles if word[-1:] in LAST and _ends_a_name(word)}
    found = [name for n, word in enumerate(words) if word in endings for name in _compounds(words, n)]
    firsts, counts = dict(found), Counter(word for word, _ in found)
    twice = {word: count for word, count in counts.items() if count > 1}
    within = {(word[n:], count) for word, count in twice.items() for n in range(1, len(word))}
    for word, count in twice.items():
        first = firsts[word]
        proper = likelihood(first) < RARE or first in place_names() or word[len(first) :] not in singles
        if (word, count) not in within and (proper or count >= MOSTLY * singles[first]):
            yield word, f"ends as places and bodies do, {count} times"


def settled(words: list[str]) -> Iterator[tuple[str, str]]:
    """What a rare word and the ending of a settlement, mountain or water make: a name the dictionary lacks.

    "" stands between clauses.

    >>> [word for word, _ in settled(["来到", "坎门", "镇", "", "走进", "贫困", "村"])]
    ['坎门镇']
    """
    for before, ending in pairwise(words):
        if ending not in SETTLED or not SHORT.fullmatch(before):
            continue
        if likelihood(before) < RARE and LINKING.isdisjoint(before) and SETTLED.isdisjoint(before):
            yield before + ending, f"{before}, no common word, before {ending}"


def parts(name: str) -> list[str]:
    """The names a full address is made of, the largest first.

    >>> parts("青浦区练塘镇东淇村"), parts("江苏扬州")
    (['青浦区', '练塘镇', '东淇村'], ['江苏', '扬州'])
    """
    first = next((name[:n] for n in (4, 3, 2) if name[:n] in place_names() and len(name) > n + 1), "")
    return [first, *parts(name[len(first) :])] if first else NESTED.findall(name)


@cache
def place_names() -> frozenset[str]:
    """The places of both lists, of China and of the world."""
    return frozenset((*read_words("places"), *read_words("foreign_places")))


def kind_of(word: str) -> str:
    """What the ending of a name says it is: `organisation`, `place` or `term`."""
    if re.search(f"(?:{BODY})$", word):
        return "organisation"
    return "term" if re.search("[十百千万]强|全会$", word) else "place"


def _in_lists(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern of Chinese characters, digits and 、 finds in a text."""
    for run in LISTING.finditer(text):
        yield from pattern.finditer(text, *run.span())


def _bare(member: str) -> str:
    return re.split("[的在于是和与]|[我全本该][省市县区]", member)[-1]


def _up_to(ending: str, member: str) -> str:
    """A member of the list up to its ending: 杏花岭区上榜 is 杏花岭区; "" where the ending begins a word (市场)."""
    ends = (n for n in range(1, len(member)) if member[n] == ending)
    first = next((n for n in ends if n + 1 == len(member) or not known(member[n : n + 2])), -1)
    return member[: first + 1]


def _compounds(words: list[str], n: int) -> Iterator[tuple[str, str]]:
    """Names that end in word `n`, and the first of the parts they are made of."""
    for reach in (1, 2):
        before = words[max(n - reach, 0) : n]
        compound = "".join(before) + words[n]
        if len(before) == reach and "" not in before and _is_name(compound, before):
            yield compound, before[0]


@lru_cache(maxsize=50_000)
def _ends_a_name(word: str) -> bool:
    """Whether a word is an ending of names or ends in one (生态园, 百强区), and is no common noun of two (股市)."""
    return bool(ENDING.fullmatch(word) or (ENDING.search(word) and (len(word) > 2 or not known(word))))


def _is_name(compound: str, before: list[str]) -> bool:
    if len(before[0]) < 2 or before[0].endswith(NESTS):
        return False
    phrase = not LINKING.isdisjoint("".join(before)) or not PHRASAL.isdisjoint(compound)
    return bool(not phrase and LETTERS.fullmatch(compound) and not COMMON_NOUN.search(compound)) and not known(compound)
