"""Whose a quantity is, of what, and within what: its entity, metric and scope, read from its sentence.

A subject ends where the predicate begins; what it measures (增速, 总产量) is not who is measured.  Where a clause
names no one (ellipsis), the nearest clause before it that does is meant.  Quantities listed in one breath go to
the names of a list one by one if both are equally long; else to no one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from analysis.rankings.wording import body, body_inside, kind, known_places, metric_tail, predicate

STOPS = "。！？!?"
SENTENCE_END = re.compile(f"[{STOPS}]")
CLAUSE_END = re.compile(r"[，。；！？：,;:!?]")
SEPARATOR = re.compile(r"、|和(?![平田县顺静硕布龙谐])|与|以及|及(?!其)")
PART_END = re.compile(f"{SEPARATOR.pattern}|{CLAUSE_END.pattern}|\\(")
TOLD = re.compile("的?[则便也]?(?:是|为(?![了民])|归属?于?|由)")  # behind a rank: whose it is comes next
NOUN = re.compile("[一-龥A-Za-z《]")
OPENS_CLAUSE = re.compile(r"(?:^|[。,;:!?])(?:约|仅)?有?$")
# 积分榜, and not 升至积分榜
SCOPE = re.compile(
    "(?:(?![升降跌至到居列占登在领]|排(?!行))[一-龥]){0,6}榜单?|(?:全[国省市县区州球]|世界|亚洲|[省国]内)(?:同类)?|同类"
)
NEAR = 6  # characters between a scope and its rank: 全国沿海港口第七
SCOPES = re.compile("全[国省市县区州球]|世界|亚洲|[省国]内|同类|榜")  # what every scope has
# 召开新闻发布会 publishes nothing
ISSUED = re.compile(
    r"由(?P<maker>[一-龥A-Za-z]{2,12}?)(?:编制|编写|评选|研制|主办|制作|撰写)的[^,，。]{0,20}?(?:发布|公布)(?!会)"
    r"|(?:^|[,，。日由])(?P<who>(?:(?!召开|举行|举办|发布会|(?<!自)由)[一-龥A-Za-z]){2,12}?)(?:发布|公布)(?!会)"
)
# what is done or happens, and who or what it is of was named before: 建成5座、在建3座
DONE = re.compile(
    "^(?:在建|规划|拟建|新建|续建|改建|扩建|建成|完工|竣工|开工|在编|在读|受伤|死亡|失踪|重伤|轻伤|治愈|出院|获救|出席|缺席|新增|减少|退出|抢下"
    "|送出|命中|贡献)|[升降增减涨跌]$"
)
QUANTITY, WHEN = "\0", "\1"  # stand in for the characters of a quantity, and of a date or time
REACH = 300  # characters about a quantity that are its sentence: few are longer, and time stays linear
LEADING = re.compile(
    rf"[{WHEN}{QUANTITY}]+(?:来|以来|底|末|初|间|时|内|的|起|全年|上半年)?|[的“‘(]|(?:据悉|据了解|据统计|其中|此外|另外|同时|目前|当前|截至|截止|如今|近年来|然后"
    r"|随后|最终|最后|结果|并且|而且|以及|并|且|而|也是|因此|但|累计|全年|上半年|下半年|年内|每次|每年|本届|相比|推动|带动|使|让|由|每隔|第?[一二三四前]+季度)"
    r"|(?:截至|与|跟|同|较|和)[^,]{1,12}?相比|(?:在|从)[^,]{1,24}?(?:中|上|方面|里|内|下|时|来看|看)(?![国央部])"
)
ATTRIBUTION = re.compile(r"(?:显示|表示|指出|介绍|报道|消息|获悉|了解|认为|强调|要求|称|说|表明|透露)$")
SOURCE = re.compile("随着|据|为了|通过|按照|根据|经过")
GENERIC = re.compile(r"(?:[全][国省市县区州镇村校]|全球|世界|其|电站|产区|这里|当地)$")
CALLING = re.compile(r"^.*(?:选手|名将|小将|老将|新秀|运动员|队友|姑娘|小伙|队员|球员)(?=[一-龥·]{2,12}$)")
VERB_END = re.compile(r"[出到了至成着过]$")
CAUSED = re.compile(r"^.{2,}?使得?(?![用馆命者])")  # 这项技术使水泥用量减少: 水泥用量
AT_LARGE = re.compile(r"(?<=[一-龥]{2})(?:全[国省市县区球]|世界|亚洲)$")  # 吞吐量全国第7: 吞吐量
PRONOUNS = ("他", "她", "它")
LONGEST = 24  # characters of a subject that is no list
Phrases = Iterator[tuple[str, bool]]  # subjects of clauses, each with whether its sentence is the quantity's


class Subject(NamedTuple):
    """Who a clause is about, and what of them it measures."""

    entity: str
    metric: str


NOBODY = Subject("", "")


def about(text: str, found: list) -> list[tuple[str, str, str]]:
    """`(entity, metric, scope)` of each quantity found in `text`, "" where the text does not say."""
    masked = _masked(text, found)
    stops = [m.start() for m in CLAUSE_END.finditer(masked)]
    subjects: list[Subject] = []
    for run in in_one_breath(found, text, SEPARATOR):
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
        pieces += [text[at : f.start], (WHEN if f.kind in ("date", "time") else QUANTITY) * (f.end - f.start)]
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
        return [after] * len(run)
    phrases = partial(_phrases, masked, stops, first.start)
    if len(run) == 1:
        return [_chosen(phrases())]
    before = masked[max(0, first.start - REACH) : first.start]
    names = _names(phrases()) or _counted(before)
    if len(names) == len(run):
        return _one_each(names, phrases)
    if len(names) > 1 and "分别" in before[-20:]:
        return [NOBODY] * len(run)
    return [_chosen(phrases())] * len(run)


def _names(phrases: Phrases) -> list[str]:
    """The list that the nearest subject is; none if it is one name or a bare measure (数量分别占…)."""
    names = listed(next((phrase for phrase, same in phrases if phrase and same), ""))
    return names if len(names) > 1 else []


def _counted(before: str) -> list[str]:
    """What the clause before the last counts (3个项目、5家企业开工,投资分别占…): 项目, 企业."""
    clauses = CLAUSE_END.split(SENTENCE_END.split(before)[-1])[-2:-1]
    pieces = [piece for clause in clauses for piece in re.split(f"{QUANTITY}+", clause)[1:]]
    return [_phrase(SEPARATOR.split(piece)[0], own=True) for piece in pieces]


def _one_each(names: list[str], phrases: Callable[[], Phrases]) -> list[Subject]:
    """A list of measures (风能和太阳能可开发量) is the topic's; any other list names who has what."""
    metric = _read(names[-1]).metric
    topic = _topic_of(phrases()) if metric else None
    if topic:
        return [Subject(topic, name.removesuffix(metric) + metric) for name in names]
    return [Subject(_read(name).entity or name, metric) for name in names]


def _topic_of(phrases: Phrases) -> str | None:
    """The nearest name of a place or body: who stands before the 的 of a list, or the subject of an earlier clause."""
    single = (phrase.partition("的")[0] if "、" in phrase else phrase for phrase, _ in phrases)
    read = (_read(phrase) for phrase in single if len(SEPARATOR.split(phrase)) == 1)
    return next((subject.entity for subject in read if subject.entity and _definite(subject)), None)


def _chosen(phrases: Phrases) -> Subject:
    """The nearest subject that names someone; for want of one, a thing (机器人产量) or 全市."""
    own = _read(next(phrases)[0])
    if _specific(own) and (not own.metric or _definite(own)):
        return own
    spare = [own]
    for phrase, same in phrases:
        topic = _read(phrase)
        if _specific(topic) and _topical(topic, own, same):
            return Subject(topic.entity, own.metric or topic.metric)
        spare += [topic] * same
    return next((s for s in spare if s.entity), Subject("", own.metric))


def _specific(subject: Subject) -> bool:
    return bool(subject.entity) and not GENERIC.fullmatch(subject.entity)


def _topical(subject: Subject, own: Subject, same_sentence: bool) -> bool:
    """Whether an earlier subject can be meant: any where the clause has none, else only the name of a body."""
    return _definite(subject) if (own.entity and own.metric) or not same_sentence else True


def _head_after(masked: str, f) -> Subject | None:
    """Whom a share or rank describes that stands before it: 三分之二的农户, 七成受访市民, 第二名是石桥县.

    A rank in brackets is told of whom stands before them: 石桥县(第2).
    """
    if f.kind not in ("share", "rank"):
        return None
    if f.kind == "rank" and masked[f.start - 1 : f.start] == "(":
        return _subject(re.split(f"{PART_END.pattern}|\\)", masked[max(0, f.start - LONGEST) : f.start - 1])[-1])
    clause = CLAUSE_END.split(masked[max(0, f.start - LONGEST) : f.start])[-1]
    told = TOLD.match(masked, f.end) if f.kind == "rank" and not predicate().search(clause) else None
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


def _subject(noun: str) -> Subject | None:
    """Whom a noun names, and no measure of theirs."""
    head = Subject(noun, "") if noun == "人" else _read(noun)
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
        yield _phrase(masked[stop + 1 : end], own), same
        end, own, same = stop, False, same and masked[stop] not in STOPS
    yield _phrase(masked[first:end], own), same


def _item(clause: str) -> str:
    """Whom a clause names right before a number, in a list of names and numbers: 印染厂 of 造纸厂\\0\\0\\0、印染厂."""
    before, _, item = clause.rpartition(f"{QUANTITY}、")
    noun = _phrase(item.rpartition("、")[2].removeprefix("和"), own=True) if before and _tells_a_number(before) else ""
    subject = _read(noun)
    named = _specific(subject) and not subject.metric and not DONE.search(noun)
    return noun if named else ""


@lru_cache(maxsize=256)
def _tells_a_number(clause: str) -> bool:
    """Whether a clause says of whom it is about no more than a number: 农业源占\\0, but not 全市有造纸厂\\0."""
    while m := LEADING.match(clause):
        clause = clause[m.end() :]
    m = predicate().search(clause)
    return m is not None and not NOUN.search(predicate().sub("", clause[m.start() :].partition("、")[0]))


@lru_cache(maxsize=256)  # a clause stands before several quantities of its passage
def _phrase(clause: str, own: bool) -> str:
    if not clause or (not own and (SOURCE.match(clause) or ATTRIBUTION.search(clause, max(0, len(clause) - 3)))):
        return ""
    while m := LEADING.match(clause):
        clause = clause[m.end() :]
    clause = CAUSED.sub("", clause) if "使" in clause else clause
    m = predicate().search(clause)
    if m:
        subject = AT_LARGE.sub("", clause[: m.start()])
        return subject if _short(subject) and (len(subject) > 1 or subject in PRONOUNS) else ""
    if own:
        return "" if VERB_END.search(clause) or not _short(clause) else AT_LARGE.sub("", clause)
    return _up_to_body(clause)


def _short(phrase: str) -> bool:
    return len(phrase) <= LONGEST or "、" in phrase


@lru_cache(maxsize=256)
def _read(phrase: str) -> Subject:
    """A subject parted into whom and what of them: 海陵市城镇居民人均收入 is 海陵市, 城镇居民人均收入."""
    head, _, tail = phrase.rpartition("的")
    if head and (not _unmeasured(tail) or (_unmeasured(tail) != tail and _definite(Subject(head, "")))):
        return Subject(_read(head).entity, tail)
    whole = tail or head
    entity = _unmeasured(whole)
    if entity != whole and not body().search(entity):
        entity = _up_to_body(entity) or entity
    named = len(entity) > 1 or entity in PRONOUNS
    return Subject(CALLING.sub("", entity), whole[len(entity) :]) if named else Subject("", whole)


def _unmeasured(phrase: str) -> str:
    """The phrase without the measure it ends in: one that the list knows, or two characters and 量, 额 or 率."""
    known = metric_tail().sub("", phrase)
    return re.sub("[一-龥]{2}[量额率]$", "", phrase) if known == phrase else known


def _definite(subject: Subject) -> bool:
    """Whether a subject is a named place or body, or one pointed at (我市, 该公司)."""
    entity = subject.entity
    known = any(entity[:n] in known_places() for n in range(2, min(len(entity), 8) + 1))
    named = len(entity) > 2 and body().search(entity) and not kind().search(entity)
    return known or bool(named or re.match("[我该本这那他她它]", entity))


def _up_to_body(phrase: str) -> str:
    """The phrase up to the last name of a place or body in it, "" if it holds none."""
    ends = [m.end() for m in body_inside().finditer(phrase) if m.end() > 1]
    place = next((phrase[:n] for n in range(min(len(phrase), 8), 1, -1) if phrase[:n] in known_places()), "")
    return max(phrase[: ends[-1]] if ends else "", place, key=len)


def _scope(text: str, at: int) -> str:
    """The nearest scope before a place, "" if another clause begins or too much stands between them."""
    found = [*SCOPE.finditer(text, max(0, at - 15), at)][-1:]
    near = [m[0] for m in found if at - m.end() <= NEAR and not CLAUSE_END.search(text, m.end(), at)]
    return near[0] if near else ""
