"""The forms in which news text states a quantity: patterns, and what only looks like one.

A quantity is a numeral in a company that makes it one: a unit behind it, a verb of ranking before it.  Hard
because most numerals of a Chinese page are part of a word (一系列, 第二轮, “两个确立”), and those state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.rankings.dates import TIMES
from analysis.rankings.numerals import ARABIC, CHINESE, DIGITS, number, number_or_none

# What each form opens with: most characters of a page open none, and to look ahead for that is five times as quick.
OPENS = rf"(?=[\d{DIGITS}超高接将不至最大仅只近逾约])"
BOUND = "超过了|超过|高达|接近|将近|不到|不足|至少|至多|最多|大约|仅有|只有|仅|近|超|逾|约"
BEFORE = rf"(?P<before>{BOUND})?"
AFTER = r"(?P<after>以上|以下|以内|左右|上下|多(?![用功元种样])|余(?![粮额热量])|许)?"
NUMBER = rf"(?P<number>{ARABIC}|{CHINESE})"
NUMERALS = re.compile(rf"[\d{DIGITS}](?:(?<=\d)\d*|(?<!\d)[{DIGITS}]*)")  # no number begins inside one
BOUNDED = re.compile(f"(?:{BOUND})$")
SCALE = r"(?P<scale>[十百千万亿]{0,2}) ?"

TENTHS = (  # 八成半, 四成二; but 九成新 and 三成为 are none
    r"成(?![为功立员果本长就都品人绩效熟新语交群套批天规形心])(?:半|[一二三四五六七八九](?![一-龥]))?"
)
SHARE = re.compile(
    rf"(?=[\d{DIGITS}超高接将不至最大仅只近逾约过半]){BEFORE}"
    rf"(?:百分之(?P<percent>{ARABIC}|{CHINESE})|(?P<parts>{ARABIC}|{CHINESE})分之(?P<of>{ARABIC}|{CHINESE})"
    rf"|{NUMBER} ?(?P<unit>[%‰]|{TENTHS})|(?P<half>过半数?|半数|一半)){AFTER}"
)
SHARED = re.compile(
    rf"(?<![\d{DIGITS},.·点])[\d{DIGITS},.·点]++ ?(?:[%‰成]|分之)"
)  # a numeral and what makes it a share
HALF = re.compile("过半|半数|一半|百分之")  # what shares open with that no number opens
POINTS = re.compile(rf"{OPENS}{BEFORE}{NUMBER}(?P<after>多|余)? ?(?P<unit>个百分点|个基点)")
CHANGE = re.compile(
    rf"(?P<way>提升|提高|上升|前移|跃升|攀升|前进|下降|下滑|后退|后移|跌落|退后)了?"
    rf"{NUMBER} ?个?(?P<unit>位次|名次|位|名)"
)
RANKED = re.compile(  # the company that makes an ordinal a rank; a verb of striving (争第一) is not one of them
    r"(?:位居|位列|名列|分列|排名|排在|排行|排位|排|居于|居|列|获得|获|夺得|跃居|跃升至|升至|上升到|上升至|降至|跌至|升到|由|从|至"
    r"|全国|全省|全市|全县|全区|全州|全校|全球|世界|亚洲|欧洲|非洲|北美|亚太|国际|省内|国内|并列|蝉联|稳居|取得|以)"
)
ORDINAL = re.compile(rf"(?P<last>倒数)?第 ?{NUMBER}(?P<unit> ?[位名](?!副))?")
CHAINED = re.compile(rf"[、和与及至到](?P<ordinal>第? ?)(?P<number>{ARABIC}|{CHINESE})(?P<unit>位|名)?(?!个|种|项|家)")
PAUSE = re.compile(r"[，。；！？,;!?]")
RANK_ENDS = re.compile(r"$|[\s，。、；！？：,;.!?:)）”和与及至到的或以并且且而提上升跃下降跌]")
SUPERLATIVE = re.compile(
    r"[大长高多快强富深宽低重](?![道街队厦学门桥校中楼会院师])"
)  # 第二大城市, 第三高; 第五大街 is a name
FIGURATIVE = re.compile(
    r"(?:[放摆置][在到于][^，。；,;]{0,10}|争当?|争创|创|安全|质量|友谊|天下|顾客|用户)$"
)  # 放在首位
TITLED = re.compile("首位|榜首|头名|次席|[末冠亚季][位军]")
TITLE = re.compile(
    r"(?P<place>首位|榜首(?!位)|头名|次席|末位(?!淘汰))|[冠亚季]军(?=$|[\s，。、；！？,;!?）)”的和与及]|称号|宝座|头衔|奖杯)"
)
HELD = re.compile(r"(?:[居列占排登位]|蝉联|升至|升到|跌至|成为)[^，。；,;!?]{0,12}$")
WON = re.compile(r"(?:[夺获摘捧赢得居列]|拿下|拿到|取得|蝉联|卫冕|荣膺|问鼎|登上|登顶|成为)[^，。；,;!?]{0,24}$")
TITLE_RANK = {"首位": 1, "榜首": 1, "头名": 1, "次席": 2, "冠军": 1, "亚军": 2, "季军": 3, "末位": -1}
TOPPED = re.compile("[前强T]")
TOP = re.compile(
    rf"(?=[\d{DIGITS}前T])(?:前 ?{NUMBER}(?:名|位|强)?|(?P<strong>{ARABIC}|{CHINESE}|百|千)强|TOP ?(?P<top>\d+))"
)
ENTERED = re.compile(
    r"(?:进入|跻身|入围|入选|挺进|杀入|闯入|跨入|步入|迈入|挤进|打进|晋级|晋身|荣登|分获|获得|取得|夺得|包揽|占据|位居|位列|名列|排名|排|居|列)[^，。；,;]{0,12}$"
)
CENTIMETRES = re.compile(r"\d\d(?!\d)")  # 8米12 is 8.12 metres
POWERS = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}  # numerals where something bounds them: 近百名, 万余人
SLOGAN = re.compile(r"[一二三四五六七八九十两][^“”]{1,7}[”’」]")  # “五位一体”
RACE = re.compile(
    r"[一-龥]{0,4}?(?:泳|跑|栏|跳台|跳板|台|板|手枪|步枪|接力|艇|赛|项目)"
)  # 200米蝶泳 is an event, no length
ONE = re.compile(
    r"(?:至少|至多|最多|仅|只|每)[^，。；,;]{0,6}$|[一-龥]、[一-龥]{2,6}$"
)  # a limit or a list makes 一 a number
INDEFINITE = frozenset("第数几上这那某每另又")  # before a numeral: it counts nothing
IN_A_NAME = re.compile(r"[A-Za-z0-9.\-]$|不一?$")
PLACED = frozenset("居列于次置")
ARTICLED = ("小区", "社区", "街道")
FOLLOWED = re.compile(r"(?:均|都|全部|全是|依次|分别)")  # 前三名均为…


class Found(NamedTuple):
    """What a pattern found in a passage: a quantity without its company."""

    kind: str
    value: float | None
    unit: str
    modifier: str
    start: int
    end: int
    resolved: str = ""


def found_in(text: str) -> list[Found]:
    """The quantities of a plain text: patterns in the order of their claim, each taking what is still free."""
    taken: list[Found] = []
    free = bytearray(len(text))  # a character is 0 until a quantity takes it
    numerals = [m.start() for m in NUMERALS.finditer(text)]
    for finds in (_times, _shares, _points, _changes, _ranks, _tops, _counts):
        for f in finds(text, numerals):
            if not any(free[f.start : f.end]):
                taken.append(f)
                free[f.start : f.end] = b"x" * (f.end - f.start)
    return sorted(taken, key=attrgetter("start"))


def _times(text: str, numerals: list[int]) -> Iterator[Found]:
    return (_time(m) for m in TIMES.finditer(text))


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with `BEFORE`, as `finditer` gives them, sought at the places behind it."""
    end = 0
    for start in places:
        if start >= end and (match := pattern.match(text, start)):
            bound = BOUNDED.search(text, max(end, start - 3), start)
            yield (bound and pattern.match(text, bound.start())) or match
            end = match.end()


def _time(match: re.Match) -> Found:
    kind = "time" if match["clock"] or match["length"] else "date"
    value = number_or_none(match["hours"] or match["years"] or "") if kind == "time" else None
    value = 0.5 if match["length"] and "半" in match["length"] else value
    unit = "时" if match["clock"] else match["span_unit"] or ("年" if match["length"] else "")
    return Found(kind, value, unit, match["about"] or "", match.start(), match.end())


def _shares(text: str, numerals: list[int]) -> Iterator[Found]:
    shared = (numeral for m in SHARED.finditer(text) for numeral in NUMERALS.finditer(text, *m.span()))
    for m in _matches(SHARE, text, sorted({m.start() for m in (*shared, *HALF.finditer(text))})):
        if m["unit"] and text[m.end("unit") : m.end("unit") + 1] == "点":
            continue
        top = number_or_none(m["percent"] or m["of"] or m["number"] or "")
        below = number_or_none(m["parts"]) if m["parts"] else 1
        if m["half"]:
            yield Found("share", 50, "%", "过" if m["half"].startswith("过") else "", m.start(), m.end())
        elif (
            top is not None
            and below
            and not (m["number"] and text[max(0, m.start("number") - 1) : m.start("number")].endswith("第"))
        ):
            more = (m["unit"] or "")[1:].replace("半", "五")
            half = number(more) / 10 if more else 0
            unit = "%" if m["percent"] else f"{m['parts']}分之" if m["parts"] else m["unit"][0]
            yield Found("share", (top + half) / below, unit, _modifier(m), m.start(), m.end())


def _points(text: str, numerals: list[int]) -> Iterator[Found]:
    for m in _matches(POINTS, text, numerals) if "个百分点" in text or "个基点" in text else ():
        yield Found("amount", number_or_none(m["number"]), m["unit"][1:], _modifier(m), m.start(), m.end())


def _changes(text: str, numerals: list[int]) -> Iterator[Found]:
    for m in CHANGE.finditer(text) if numerals else ():
        yield Found("rank_change", number_or_none(m["number"]), "位", m["way"], m.start(), m.end())


def _ranks(text: str, numerals: list[int]) -> Iterator[Found]:
    """Ordinals that rank: after a verb of ranking, or with 位/名 at the end of a phrase; a chain shares its verb."""
    at = 0
    for m in ORDINAL.finditer(text) if numerals and "第" in text else ():
        if m.start() < at:
            continue  # a link of the chain before
        chain, at = [(m["number"], m.start(), m.end())], m.end()
        while link := CHAINED.match(text, at):
            chain.append((link["number"], link.start() + 1, link.end()))
            at = link.end()
        before = text[max(0, m.start() - 14) : m.start()]
        before = PAUSE.split(before)[-1]
        if not _is_rank(text, m, before, at):
            continue
        for numeral, start, end in chain:
            value = number_or_none(numeral)
            if value:
                yield Found("rank", value, "位", "倒数" if m["last"] else "", start, end)
    for m in TITLE.finditer(text) if TITLED.search(text) else ():
        before = text[max(0, m.start() - 30) : m.start()]
        if (HELD if m["place"] else WON).search(before) and not FIGURATIVE.search(before):
            yield Found("rank", TITLE_RANK[m[0]], "位", "", m.start(), m.end())


def _is_rank(text: str, m: re.Match, before: str, end: int) -> bool:
    if FIGURATIVE.search(before) or before.endswith("“"):
        return False
    if not RANK_ENDS.match(text, end):
        return bool(SUPERLATIVE.match(text, end)) and (text[end] == "大" or bool(RANKED.search(before)))
    if m["unit"]:
        return True
    return bool(RANKED.search(before))


def _tops(text: str, numerals: list[int]) -> Iterator[Found]:
    """前N名 and N强 that something is said to be among; a list's own name (百强区, 前十强榜单) is no rank."""
    for m in TOP.finditer(text) if numerals and TOPPED.search(text) else ():
        numeral = m["number"] or m["strong"] or m["top"]
        value = {"百": 100.0, "千": 1000.0}.get(numeral) or number_or_none(numeral)
        ends = RANK_ENDS.match(text, m.end()) or re.match("行列(?!的)", text[m.end() : m.end() + 3])
        before = text[max(0, m.start() - 20) : m.start()]
        told = m["number"] and FOLLOWED.match(text, m.end())
        if value and (told or (ends and ENTERED.search(before))):
            yield Found("rank", value, "前N名", "", m.start(), m.end())


@cache
def _count_pattern() -> re.Pattern[str]:
    money = "|".join(sorted(read_words("currencies"), key=len, reverse=True))
    units = "|".join(sorted(read_words("measures"), key=len, reverse=True))
    return re.compile(rf"{OPENS}{BEFORE}{NUMBER}(?P<some>多|余)?{SCALE}(?:(?P<money>{money})|(?P<unit>{units})){AFTER}")


def _counts(text: str, numerals: list[int]) -> Iterator[Found]:
    for m in _matches(_count_pattern(), text, numerals):
        numeral, scale = _scaled(m["number"])
        modifier = _modifier(m, "some")
        value = number_or_none(numeral) or (POWERS.get(numeral) if modifier else None)
        if value is None or _names(text, m):
            continue
        kind, unit = ("amount", m["money"]) if m["money"] else ("count", m["unit"])
        more = CENTIMETRES.match(text, m.end()) if unit == "米" else None
        end, value = (more.end(), value + int(more[0]) / 100) if more else (m.end(), value)
        yield Found(kind, value, scale + m["scale"] + unit, modifier, m.start(), end)


def _scaled(numeral: str) -> tuple[str, str]:
    """A Chinese numeral and the 万 or 亿 it ends in, which goes with the unit as behind an Arabic one: 两, 亿."""
    digits = numeral.rstrip("万亿")
    return (digits, numeral[len(digits) :]) if digits else (numeral, "")


def _names(text: str, m: re.Match) -> bool:
    """Whether the numeral is part of a name or an indefinite article, and counts nothing."""
    before = text[max(0, m.start("number") - 2) : m.start("number")]
    if before[-1:] in INDEFINITE or IN_A_NAME.search(before):
        return True
    if before[-1:] in ("“", "‘", "「") and SLOGAN.match(text, m.start("number")):
        return True  # “两个维护”
    if m["unit"] == "位" and text[m.end() : m.end() + 1] in PLACED:
        return True  # 以87.3位居第41
    if m["unit"] == "米" and RACE.match(text, m.end()):
        return True
    if m[0].startswith("十分"):
        return True  # an adverb: very
    if m["number"] == "一" and (len(m["unit"] or "") < 2 or m["unit"] in ARTICLED):  # an indefinite article, mostly
        return not ONE.search(text[max(0, m.start() - 12) : m.start("number")])
    if m["number"] == "二" and m["unit"] not in ("位", "吨", "斤", "亩"):
        return True  # 二 before a measure word is ordinal (二次供水); counting takes 两
    return text.startswith("次产业", m.end("number"))


def _modifier(m: re.Match, *parts: str) -> str:
    return "".join(filter(None, m.group("before", *parts, "after")))
