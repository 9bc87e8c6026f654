"""Whose a quantity is, of what, and within what: its entity, metric and scope, read from its sentence.

A subject ends where the predicate begins; what it measures (增速, 总产量) is not who is measured.  Where a clause
names no one (ellipsis), the nearest clause before it that does is meant.  Quantities listed in one breath go to
the names of a list one by one if both are equally long; else to no one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial

from analysis.rankings.ranks import IN_TURN, listed_name
from analysis.rankings.subjects import (
    LONGEST,
    NOBODY,
    NOUN,
    QUANTITY,
    WHEN,
    Subject,
    definite,
    phrase_of,
    specific,
    subject_in,
    tells_a_number,
    up_to_body,
)
from analysis.rankings.wording import metric_tail, predicate

STOPS = "。！？!?"
SENTENCE_END = re.compile(f"[{STOPS}]")
CLAUSE_END = re.compile(r"[，。；！？：,;:!?】〕]")
SEPARATOR = re.compile(r"、|和(?![平田县顺静硕布龙谐])|与|以及|及(?!其)")
PART_END = re.compile(f"{SEPARATOR.pattern}|{CLAUSE_END.pattern}|\\(")
TOLD = re.compile("的?[则便也]?(?:是|为(?![了民])|归属?于?|由)")  # behind a rank: whose it is comes next
WINNER = re.compile(r"(?P<name>[一-龥·]{2,8})\(")  # 冠军甲(84米21)
ACHIEVED = re.compile("(?:实现|完成|达成|创造|取得|上缴|缴纳)(?P<what>[一-龥]{2,10})$")
OPENS_CLAUSE = re.compile(r"(?:^|[。,;:!?])(?:约|仅)?有?$")
# 东北大学, 江西南昌 and 西部大开发 are none; the text ends where the rank begins
REGIONS = (
    "(?:(?<![一-龥])|(?<=[居列在占]))(?:[东中西]部|中西部|东北|华[东北南中]|西[北南]|长三角|珠三角|京津冀|大湾区)"
    "(?=$|第|地区|各|[省市县十1-9])"
)
# 积分榜, and not 升至积分榜
SCOPE = re.compile(
    "(?:(?![升降跌至到居列占登在领]|排(?!行))[一-龥]){0,6}榜单?"
    f"|(?:全[国省市县区州球]|世界|亚洲|[省国]内|{REGIONS})(?:同类)?|同类"
)
AGED = re.compile("(?![以时考大上下])[一-龥]")
NEAR = 6  # characters between a scope and its rank: 全国沿海港口第七
SCOPES = re.compile(f"全[国省市县区州球]|世界|亚洲|[省国]内|同类|榜|{REGIONS}")  # what every scope has
# 召开新闻发布会 publishes nothing
ISSUED = re.compile(
    r"由(?P<maker>[一-龥A-Za-z]{2,12}?)(?:编制|编写|评选|研制|主办|制作|撰写)的[^,，。]{0,20}?(?:发布|公布)(?!会)"
    r"|(?:^|[,，。日由])(?P<who>(?:(?!召开|[昨今近][日天](?!头条|美术馆)|日前|举行|举办|发布会|(?<!自)由)[一-龥A-Za-z]){2,12}?)(?:发布|公布)(?!会)"
)
# what is done or happens, and who or what it is of was named before: 建成5座、在建3座
DONE = re.compile(
    "^(?:在建|规划|拟建|新建|续建|改建|扩建|建成|完工|竣工|开工|在编|在读|受伤|死亡|失踪|重伤|轻伤|治愈|出院|获救|出席|缺席|新增|减少|退出|抢下"
    "|送出|命中|贡献)|[升降增减涨跌]$"
)
REACH = 300  # characters about a quantity that are its sentence: few are longer, and time stays linear
Phrases = Iterator[tuple[str, bool]]  # subjects of clauses, each with whether its sentence is the quantity's


def about(text: str, found: list) -> list[tuple[str, str, str]]:
    """`(entity, metric, scope)` of each quantity found in `text`, "" where the text does not say."""
    masked = _masked(text, found)
    stops = [m.start() for m in CLAUSE_END.finditer(masked)]
    subjects: list[Subject] = []
    for run in in_one_breath(found, text, SEPARATOR):
        if run[0].modifier == IN_TURN:
            subjects += [Subject(listed_name(text, one.start, one.end), "") for one in run]
        else:
            dates = run[0].kind in ("date", "time")  # which are no one's
            subjects += [NOBODY] * len(run) if dates else _subjects(masked, stops, run)
    scoped = SCOPES.search(text)
    return [(*one, _scope(text, f.start) if scoped else "") for one, f in zip(subjects, found, strict=True)]


def issuer(text: str) -> str:
    """Who published what a text reports: the name right before 发布 or 公布, or whose list it is; "" if it names none.

    >>> issuer("11月6日,某研究院发布研究成果。"), issuer("由某院编制的百强榜公布。"), issuer("市召开新闻发布会。")
    ('某研究院', '某院', '')
    """
    m = ISSUED.search(text)
    return m["who"] or m["maker"] if m else ""


def listed(text: str) -> list[str]:
    """The names of the list that `text` ends in: 、 and 和 part them, a clause's start or 的 opens them.

    >>> listed("其中,我市的小店区、迎泽区和万柏林区")
    ['小店区', '迎泽区', '万柏林区']
    """
    names = SEPARATOR.split(CLAUSE_END.split(text)[-1])
    if len(names) > 1:
        width = max(len(name) for name in names[1:])
        names[0] = re.split(r"的|在|包含|包括|由|对|有|是|我市|我省", names[0])[-1]
        names[0] = names[0] if len(names[0]) <= width + 4 else names[0][-width:]
    return [name for name in names if name]


def _masked(text: str, found: list) -> str:
    pieces, at = [], 0
    for f in found:
        age = f.unit == "岁" and AGED.match(text, f.end)  # 棋院9岁小棋手甲
        mask = WHEN if f.kind in ("date", "time") else "的" if age else QUANTITY
        pieces += [text[at : f.start], mask * (f.end - f.start)]
        at = f.end
    return "".join([*pieces, text[at:]])


def in_one_breath(found: list, text: str, link: re.Pattern[str]) -> list[list]:
    """Quantities in runs of one kind, with nothing but a link (a comma or 和) between each and the next."""
    runs: list[list] = []
    for one in found:
        last = runs[-1][-1] if runs else None
        if last and last.kind == one.kind and link.fullmatch(text, last.end, one.start):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _subjects(masked: str, stops: list[int], run: list) -> list[Subject]:
    """The subjects of quantities listed in one breath: the names of a list as long, or one for all, or none."""
    first = run[0]
    after = _head_after(masked, run[-1])
    if after:
        return _heads_after(masked, run) or [after] * len(run)
    phrases = partial(_phrases, masked, stops, first.start)
    if len(run) == 1:
        return [_whose(masked, first.start, phrases)]
    before = masked[max(0, first.start - REACH) : first.start]
    names = _names(phrases()) or _counted(before)
    if len(names) == len(run):
        return _one_each(names, phrases)
    if len(names) > 1 and re.search("分[别列居获]", before[-20:]):
        return [NOBODY] * len(run)
    return [_whose(masked, first.start, phrases)] * len(run)


def _whose(masked: str, at: int, phrases: Callable[[], Phrases]) -> Subject:
    """Who has the quantity at a place, and of what: what was done (完成工业总产值) stands right before it."""
    entity, metric = _chosen(phrases())
    done = ACHIEVED.search(masked, max(0, at - LONGEST), at)
    achieved = metric_tail().search(done["what"]) if done else None
    return Subject(entity, achieved[0] if achieved else metric)


def _names(phrases: Phrases) -> list[str]:
    """The list that the nearest subject is; none if it is one name or a bare measure (数量分别占…)."""
    names = listed(next((phrase for phrase, same in phrases if phrase and same), ""))
    return names if len(names) > 1 else []


def _counted(before: str) -> list[str]:
    """What the clause before the last counts (3个项目、5家企业开工,投资分别占…): 项目, 企业."""
    clauses = CLAUSE_END.split(SENTENCE_END.split(before)[-1])[-2:-1]
    pieces = [piece for clause in clauses for piece in re.split(f"{QUANTITY}+", clause)[1:]]
    return [phrase_of(SEPARATOR.split(piece)[0], own=True) for piece in pieces]


def _one_each(names: list[str], phrases: Callable[[], Phrases]) -> list[Subject]:
    """A list of measures (风能和太阳能可开发量) is the topic's; any other list names who has what."""
    metric = subject_in(names[-1]).metric
    topic = (_topic_of(phrases()) or _only_place(names)) if metric else None
    if topic:
        return [Subject(topic, name.removeprefix(topic).removesuffix(metric) + metric) for name in names]
    return [Subject(subject_in(name).entity or name, metric) for name in names]


def _only_place(names: list[str]) -> str:
    """The place that the first name of a list opens with, if no other holds one: 甲省 of 甲省风电、光伏装机容量."""
    place = re.match(".{1,8}?[省市县区镇乡村](?=.)", names[0])
    return place[0] if place and not any(map(up_to_body, names[1:])) else ""


def _topic_of(phrases: Phrases) -> str | None:
    """The nearest name of a place or body: who stands before the 的 of a list, or the subject of an earlier clause."""
    single = (phrase.partition("的")[0] if "、" in phrase else phrase for phrase, _ in phrases)
    found = (subject_in(phrase) for phrase in single if len(SEPARATOR.split(phrase)) == 1)
    return next((subject.entity for subject in found if subject.entity and definite(subject)), None)


def _chosen(phrases: Phrases) -> Subject:
    """The nearest subject that names someone; for want of one, a thing (机器人产量) or 全市."""
    own = subject_in(next(phrases)[0])
    if specific(own) and (not own.metric or definite(own)):
        return own
    spare = [own]
    for phrase, same in phrases:
        topic = _topic(phrase, own)
        if same and own == NOBODY and topic.metric and not topic.entity:
            own = topic  # 出口986亿元,增长15%
        if specific(topic) and _topical(topic, own, same):
            return Subject(topic.entity, own.metric or topic.metric)
        spare += [topic] * same
    entity, metric = next((s for s in spare if s.entity), NOBODY)
    return Subject(entity, own.metric or metric)


def _topic(phrase: str, own: Subject) -> Subject:
    """What an earlier phrase is about: of a thing that is measured (脱贫户数) only the body in it (坪上村金银花)."""
    topic = subject_in(phrase)
    body = up_to_body(topic.entity) if own.entity and own.metric and not definite(topic) else ""
    return Subject(body, topic.metric) if body else topic


def _topical(subject: Subject, own: Subject, same_sentence: bool) -> bool:
    """Whether an earlier subject can be meant: any where the clause has none, else only the name of a body."""
    return definite(subject) if (own.entity and own.metric) or not same_sentence else True


def _head_after(masked: str, f) -> Subject | None:
    """Whom a share or rank describes that stands before it: 三分之二的农户, 七成受访市民, 第二名是石桥县.

    A rank in brackets is told of whom stands before them: 石桥县(第2).
    """
    if f.kind not in ("share", "rank"):
        return None
    if f.kind == "rank" and masked[f.start - 1 : f.start] == "(":
        return _subject(re.split(f"{PART_END.pattern}|\\)", masked[max(0, f.start - LONGEST) : f.start - 1])[-1])
    clause = CLAUSE_END.split(masked[max(0, f.start - LONGEST) : f.start])[-1]
    told = TOLD.match(masked, f.end) if f.kind == "rank" else None
    told = None if told and told[0][0] != "的" and predicate().search(clause) else told
    named = WINNER.match(masked, f.end) if f.kind == "rank" and not clause else None
    if named:
        return Subject(named["name"], "")
    attributive = masked[f.end : f.end + 1] == "的"
    opens = f.kind == "share" and OPENS_CLAUSE.search(masked[max(0, f.start - 4) : f.start])
    if not (told or attributive or opens):
        return None
    after = masked[told.end() if told else f.end + attributive :][:LONGEST]
    if told and not NOUN.match(after):
        return NOBODY  # 第二名是93.1分
    clause = PART_END.split(after)[0]
    m = predicate().search(clause)
    return _subject(clause[: m.start()] if m else clause)


def _heads_after(masked: str, run: list) -> list[Subject]:
    """The names of a list that ranks told side by side have, if they are as many: 排名第三、第五的是甲公司和乙公司."""
    told = TOLD.match(masked, run[-1].end)
    names = SEPARATOR.split(CLAUSE_END.split(masked[told.end() : told.end() + REACH])[0]) if told else []
    return [Subject(name, "") for name in names] if len(names) == len(run) > 1 else []


def _subject(noun: str) -> Subject | None:
    """Whom a noun names, and no measure of theirs."""
    head = Subject(noun, "") if noun == "人" else subject_in(noun)
    return head if head.entity and not head.metric else None


def _phrases(masked: str, stops: list[int], end: int) -> Phrases:
    """The subject of each clause before a place, the nearest first, "" for none, and whether its sentence is the last.

    `stops` are where clauses end in the text.  Most quantities want the first subject only.
    """
    first, own, same = max(0, end - REACH), True, True
    clauses = stops[bisect_left(stops, first) : bisect_left(stops, end)]
    if item := _item(masked[clauses[-1] + 1 if clauses else first : end]):
        yield item, True
    for stop in reversed(clauses):
        yield phrase_of(masked[stop + 1 : end], own), same
        end, own, same = stop, False, same and masked[stop] not in STOPS
    yield phrase_of(masked[first:end], own), same


def _item(clause: str) -> str:
    """Whom a clause names right before a number, in a list of names and numbers: 印染厂 of 造纸厂\\0\\0\\0、印染厂."""
    before, _, item = clause.rpartition(f"{QUANTITY}、")
    noun = phrase_of(item.rpartition("、")[2].removeprefix("和"), own=True) if before and tells_a_number(before) else ""
    subject = subject_in(noun)
    named = specific(subject) and not subject.metric and not DONE.search(noun)
    return noun if named else ""


def _scope(text: str, at: int) -> str:
    """The nearest scope before a place, "" if another clause begins or too much stands between them."""
    found = [*SCOPE.finditer(text, max(0, at - 15), at)][-1:]
    near = [m[0] for m in found if at - m.end() <= NEAR and not CLAUSE_END.search(text, m.end(), at)]
    return near[0] if near else ""
