"""Whom the words before a predicate name, and what of them is measured: the subject of a clause in its parts.

In comes a clause, its quantities masked, out comes a phrase, and of a phrase whom it names and what it measures
(增速, 总产量 is not who is measured).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.rankings.wording import body, body_inside, kind, known_places, metric_tail, predicate

QUANTITY, WHEN = "\0", "\1"  # stand in for the characters of a quantity, and of a date or time
NOUN = re.compile("[一-龥A-Za-z《]")
PARTS = re.compile("(?<=[一-龥]{4})[ /](?=[一-龥]{2})")  # 港队单车女将 亚运选拔夺冠: headlines part clauses so
LEADING = re.compile(
    r"[ ◎●■▲◆★☆○□◇△※]"
    rf"|(?:\d{{1,4}}[至到—-]{{1,2}}|前)?[{WHEN}{QUANTITY}]+(?:来|以来|底|末|初|间|时|内|的|起|全年|上半年)?"
    r"|[的(]|[“‘](?![^”’]{1,12}[”’])|(?:据悉|据了解|据统计|其中|此外|另外|同时|目前|当前|过去|原来|原先|此前|截至|截止|如今|近年来|然后"
    r"|随后|最终|最后|结果|并且|而且|以及|并|且|而|也是|因此|但|累计|全年|上半年|下半年|年内|每次|每年|本届|相比|推动|带动|使|让|由|每隔|第?[一二三四前]+季度)"
    r"|(?:截至|与|跟|同|较|和)[^,]{1,12}?相比|按[^,]{1,8}?(?:计算|口径)|扣除[^,]{1,8}?因素(?:实际)?|来自[^,]{2,16}?的|(?:在|从)[^,]{1,24}?(?:中|上(?!半年)|方面|里|(?<![国省市])内|下|时|来看|看)(?![国央部])"
)
ATTRIBUTION = re.compile(r"(?:显示|表示|指出|介绍|报道|消息|获悉|了解|认为|强调|要求|称|说|表明|透露)$")
MADE = re.compile("(?:组成|构成|[主举承]办|生产|研[制发]|建设|投资|开发|设计|推出)$")  # 甲公司组成的联合体
# 市统计局发布: what is told is not its own; but a firm tells of itself
PUBLISHES, OFFICE = ("发布", "公布", "通报"), re.compile("(?:[局厅部委办院署]|中心|协会|政府)$")
SOURCE = re.compile("随着|据|为了|通过|按照|根据|经过")
GENERIC = re.compile(
    r"^(?:(?:本报)?记者|全[国省市县区州镇村校球]|世界|其|电站|产区|这里|当地)$|(?:赛|选拔|评比|考核|评选|比武)$"
)
CALLING = re.compile(r"^.*(?:选手|名将|小将|老将|新秀|运动员|队友|棋手|车手|姑娘|小伙|队员|球员)(?=[一-龥·]{2,12}$)")
VERB_END = re.compile(r"[出到了至成着过]$")
CAUSED = re.compile(r"^.{2,}?使得?(?![用馆命者])")  # 这项技术使水泥用量减少: 水泥用量
AT_LARGE = re.compile(r"(?<=[一-龥]{2})(?:全[国省市县区球]|世界|亚洲|[上下]半年|全年)$")  # 吞吐量全国第7: 吞吐量
BESIDE = re.compile("[与同跟][一-龥]{2,8}$")  # 数量与海州市并列第二
PRONOUNS = ("他", "她", "它")
LONGEST = 24  # characters of a subject that is no list


class Subject(NamedTuple):
    """Who a clause is about, and what of them it measures."""

    entity: str
    metric: str


NOBODY = Subject("", "")


@lru_cache(maxsize=256)  # a clause stands before several quantities of its passage
def phrase_of(clause: str, own: bool) -> str:
    """The subject of a clause, "" if it names none; of one that is not a quantity's own, no source of what is told.

    >>> phrase_of("如今南川省粮食总产量居", own=True), phrase_of("据南川省介绍", own=False)
    ('南川省粮食总产量', '')
    """
    if not clause or (not own and (SOURCE.match(clause) or ATTRIBUTION.search(clause, max(0, len(clause) - 3)))):
        return ""
    clause = _opened(clause.rstrip("("))
    clause = CAUSED.sub("", clause) if "使" in clause else clause
    m = predicate().search(clause)
    if m and not own and m[0] in PUBLISHES and OFFICE.search(clause[: m.start()]):
        return ""
    if m:
        subject = clause[: m.start()].rstrip("(")
        subject = AT_LARGE.sub("", subject if m[0] in (QUANTITY, WHEN) else _last_part(subject))
        subject = BESIDE.sub("", subject) if m[0] == "并列" else subject
        return subject if _short(subject) and (len(subject) > 1 or subject in PRONOUNS) else ""
    if own:
        return "" if VERB_END.search(clause) or not _short(clause) else AT_LARGE.sub("", clause)
    return up_to_body(clause)


def _opened(clause: str) -> str:
    """A clause without what only opens it: when, where, as compared with what."""
    while m := LEADING.match(clause):
        clause = clause[m.end() :]
    return clause


def _last_part(subject: str) -> str:
    """The last part of a subject in a headline that names someone: no event, in which somebody did something."""
    parts = PARTS.split(subject)
    return next((part for part in reversed(parts) if not GENERIC.search(part)), subject)


def _short(phrase: str) -> bool:
    return len(phrase) <= LONGEST or "、" in phrase


@lru_cache(maxsize=256)
def subject_in(phrase: str) -> Subject:
    """A subject parted into whom and what of them.

    >>> subject_in("海陵市城镇居民人均收入"), subject_in("青杠小学六年级的语文成绩")
    (Subject(entity='海陵市', metric='城镇居民人均收入'), Subject(entity='青杠小学六年级', metric='语文成绩'))
    """
    head, _, tail = phrase.rpartition("的")
    measured = _unmeasured(tail)
    if head and (not measured or (measured != tail and _possesses(head, measured))):
        return Subject(subject_in(head).entity, tail)
    whole = tail or head
    entity = _unmeasured(whole)
    if entity != whole and not body().search(entity):
        entity = up_to_body(entity if len(entity) > 1 else whole) or entity  # 江城市空气质量, where 城市空气 measures
    named = len(entity) > 1 or entity in PRONOUNS
    return Subject(CALLING.sub("", entity), whole[len(entity) :]) if named else Subject("", whole)


def _possesses(head: str, measured: str) -> bool:
    """Whether a place or body has what is measured: 青杠小学六年级 its 语文成绩, but 甲党和乙党组成 no 联盟党支持率."""
    body = up_to_body(head)
    near = 0 < len(body) >= len(head) - 3 and "、" not in head and not MADE.search(head)
    return definite(Subject(head, "")) or (near and not up_to_body(measured))


def _unmeasured(phrase: str) -> str:
    """The phrase without the measure it ends in: one that the list knows, or two characters and 量, 额 or 率."""
    known = metric_tail().sub("", phrase)
    return re.sub("(?:[人户日年]均)?[一-龥]{2}[量额率]$", "", phrase) if known == phrase else known


def definite(subject: Subject) -> bool:
    """Whether a subject is a named place or body, or one pointed at (我市, 该公司)."""
    entity = subject.entity
    known = any(entity[:n] in known_places() for n in range(2, min(len(entity), 8) + 1))
    named = len(entity) > 2 and body().search(entity) and not kind().search(entity)
    return known or bool(named or re.match("[我该本这那他她它]", entity))


def up_to_body(phrase: str) -> str:
    """The phrase up to the last name of a place or body in it, "" if it holds none.

    >>> up_to_body("坪上村金银花"), up_to_body("金银花")
    ('坪上村', '')
    """
    ends = [m.end() for m in body_inside().finditer(phrase) if m.end() > 1]
    place = next((phrase[:n] for n in range(min(len(phrase), 8), 1, -1) if phrase[:n] in known_places()), "")
    return max(phrase[: ends[-1]] if ends else "", place, key=len)


def specific(subject: Subject) -> bool:
    """Whether a subject names someone, and not all there are (全市) or an event."""
    return bool(subject.entity) and not GENERIC.search(subject.entity)


@lru_cache(maxsize=256)
def tells_a_number(clause: str) -> bool:
    """Whether a clause says of whom it is about no more than a number: 农业源占\\0, but not 全市有造纸厂\\0."""
    clause = _opened(clause)
    m = predicate().search(clause)
    return m is not None and not NOUN.search(predicate().sub("", clause[m.start() :].partition("、")[0]))
