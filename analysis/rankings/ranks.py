"""The forms in which news text ranks something: ordinals, titles, the first so many of a list, and moves among them.

Hard because most ordinals of a Chinese page number things (第三次会议, 第二中学) or strive (争第一): an ordinal ranks
by the company it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.rankings.forms import NUMBER, Found
from analysis.rankings.numerals import ARABIC, CHINESE, DIGITS, HUNDREDS, number_or_none

CHANGE = re.compile(
    rf"(?P<way>提升|提高|上升|前移|跃升|攀升|前进|下降|下滑|后退|后移|跌落|退后)了?"
    rf"{NUMBER} ?个?(?P<unit>位次|名次|位|名)"
)
# the company that makes an ordinal a rank; a verb of striving (争第一) is not one of them
RANKED = re.compile(
    r"(?:位居|位列|名列|分列|排名|排在|排行|排位|排|居于|居|列|获得|获|夺得|跃居|跃升至|升至|上升到|上升至|降至|跌至|升到|由|从|至"
    r"|全国|全省|全市|全县|全区|全州|全校|全球|世界|亚洲|欧洲|非洲|北美|亚太|国际|省内|国内|并列|蝉联|稳居|取得|以)"
)
ORDINAL = re.compile(rf"(?P<last>倒数)?第 ?{NUMBER}(?P<unit> ?[位名](?!副))?")
CHAINED = re.compile(rf"[、和与及至到]第? ?(?P<number>{ARABIC}|{CHINESE})[位名]?(?!个|种|项|家)")
# Ordinals of a table run into a line: 白塔第4,云岭第7 where a ranking is told of; 南浦区(第1)、石桥县(第2)
NAMED = re.compile(r"(?:^|[。、,;:])[一-龥]{2,8}$")
RANKING = re.compile(r"排名|排序|排行|排位|名次|位次|榜(?!样)|第 ?[\d一二三四五六七八九十]+[位名(]")
# 分列全市二、三位; 分坐着三、四位老人 counts
PARTED = re.compile(
    r"分别?[列获居占排](?:全[国省市县区州]|世界|亚洲|小组)?第?"
    rf"(?P<numerals>(?:{ARABIC}|{CHINESE})(?:[、和](?:{ARABIC}|{CHINESE}))+[位名])(?=$|[。、,;!?)的])"
)
NEAR = 40  # characters: farther apart, two ordinals in brackets are no row of a table
TABLE_ENDS = re.compile("$|[。,;(]")
# 总量第一、增速第九; but 成绩第一、品德第二 is a view
MEASURED = re.compile(
    "(?:(?<=[一-龥A-Za-z]{2})|(?<=第[一二三四五六七八九十\\d]、))(?:总量|产量|销量|总额|[增涨]速|[增涨降]幅|[得积总]分|产值|面积|规模|覆盖率|占有率)$"
)
MEASURED_ENDS = re.compile("$|[。,、;]")
IN_BRACKETS = re.compile(rf"(?<=[省市县区镇乡村州国队校]\()第 ?(?:{ARABIC}|{CHINESE})[位名]?(?=\))")
PAUSE = re.compile(r"[。,;!?]")
RANK_ENDS = re.compile(r"$|[\s。、,;.!?:)”和与及至到的或以并且且而提上升跃下降跌]|攀升|反超|滑落|滑至|冲至|冲上")
# 第二大城市, 第三高; 第五大街 is a name
SUPERLATIVE = re.compile(r"[大长高多快强富深宽低重](?![道街队厦学门桥校中楼会院师])")
FIGURATIVE = re.compile(
    r"(?:[放摆置][在到于][^。,;]{0,10}|争当?|争创|创|安全|质量|友谊|天下|顾客|用户|效益|信誉|速度|服务|生命|健康|教育|育人)$"
)  # 放在首位
IS = re.compile("名[则便也]?(?:是|为(?!了))")  # 第二名是石桥县; 第二位是… goes on with a row of persons, mostly
# 位居第一的是甲,第二是乙
NEXT, TOLD = re.compile("第一名?的[则便]?[是为][^。;!?]{2,30}$"), re.compile("[是为](?![谁哪什])")
# 男子标枪:冠军甲(84米21),亚军乙(82米07)
WINNERS = re.compile(
    r"(?:(?<=[:,、;。 ])|^)[冠亚季]军(?:得主)?(?=(?!奖|教练|选手|队友)[一-龥·]{2,8}\([^()]{0,12}?\d[^()]{0,12}\))"
)
TITLED = re.compile("首位|榜首|头名|次席|之首|夺冠|[末冠亚季][位军]")
TITLE = re.compile(
    r"(?P<ahead>(?<!争夺)榜首(?=的(?![一-龥]{0,8}(?:位置|纪录|机会|争夺|球队))(?:(?![由被让是和与在于])[一-龥]){2,8}队(?![员长友伍])))|(?P<place>首位|榜首(?!位)|末位(?!淘汰))|(?P<best>头名|次席|之首)|夺冠(?!军|[热大]|呼声|希望|之路|概率|可能|的?机会|[密无在]|”)"
    r"|(?<![运界国届])(?P<told>[冠亚季]军)(?=[则也]?(?:是(?![每怎什所一不我你])|归|由[^。,;]{2,16}[获夺摘捧]))|[冠亚季]军(?=$|[\s。、,;!?)”的和与及]|称号|宝座|头衔|奖杯)"
)
HELD = re.compile(r"(?:[居列占排登位]|蝉联|升至|升到|跌至|成为)[^。,;!?]{0,12}$")
# 有望夺冠, 预测德国队夺冠
HOPED = re.compile(
    "(?:有望|力争|争取|渴望|希望|能否|能够|志在|剑指|冲击|未能|没有|没能|无缘|为了|如果|预测|看好|期待|目标是)[^。,;]{0,6}$"
    "|[能为要想与当谁“]$"
)
WON = re.compile(r"(?:[夺获摘捧赢得居列]|拿下|拿到|取得|蝉联|卫冕|荣膺|问鼎|登上|登顶|成为)[^。,;!?]{0,24}$")
BEST = re.compile(rf"{HELD.pattern}|{WON.pattern}")
TITLE_RANK = {
    **dict.fromkeys(("首位", "榜首", "头名", "之首", "夺冠", "冠军"), 1),
    **dict.fromkeys(("次席", "亚军"), 2),
    **{"季军": 3, "末位": -1},
}
TOPPED = re.compile("[前强T]")
TOP = re.compile(
    rf"(?=[\d{DIGITS}前T])(?:前 ?{NUMBER}(?:名|位|强)?|(?P<strong>{ARABIC}|{CHINESE}|百|千)强|TOP ?(?P<top>\d+))"
)
# 前三名依次为甲、乙、丙; 冠、亚、季军分别由甲、乙、丙获得; but 前两位是同事 and 前三名为学校争光 tell no order
PLACES = re.compile(
    rf"(?=[前冠])(?:(?<![生眼面从提此日目当以之先年月天])前 ?{NUMBER}[名位强]|(?P<medals>冠、?亚、?季军|冠、?亚军))"
    r"(?:队|队伍|者|的)?(?:依次|分别)(?:[是为归由]|:)"
)
PLACED = re.compile(
    r"(?P<name>(?!来自)(?:(?![的均都\d])[一-龥A-Za-z·“《》]){2,14}?)(?:\([^()]{1,16}\))?"
    "(?P<link>、|和|与|及|以及|(?=$|[,。;!?”获]|等|夺得|夺取|摘))"
)
IN_TURN = "依次"  # the modifier of a rank that a name has by its place in a list
FOLLOWED = re.compile(r"(?:均|都|全部|全是|依次|分别)")  # 前三名均为…
ENTERED = re.compile(
    r"(?:进入|跻身|入围|入选|挺进|杀入|闯入|跨入|步入|迈入|挤进|打进|晋级|晋身|荣登|分获|获得|取得|夺得|包揽|占据|位居|位列|名列|排名|排|居|列)[^。,;]{0,12}$"
)


def changes(text: str, numerals: list[int]) -> Iterator[Found]:
    """Moves among ranks: 前移3位."""
    for m in CHANGE.finditer(text) if numerals else ():
        yield Found("rank_change", number_or_none(m["number"]), "位", m["way"], m.start(), m.end())


def ordinals(text: str, numerals: list[int]) -> Iterator[Found]:
    """Ordinals that rank: after a verb of ranking, with 位/名 at the end of a phrase, in a table run into a line; a
    chain shares its verb."""
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
        if not _is_rank(text, m, before, at) and not _in_table(text, m, at):
            continue
        for numeral, start, end in chain:
            value = number_or_none(numeral)
            if value:
                yield Found("rank", value, "位", "倒数" if m["last"] else "", start, end)


def parted(text: str, numerals: list[int]) -> Iterator[Found]:
    """The numerals of 分列二、三位, which are no ordinals."""
    for m in PARTED.finditer(text) if numerals and "分" in text else ():
        at = m.start("numerals")
        for numeral in re.split("[、和]", m["numerals"]):
            if value := number_or_none(numeral.rstrip("位名")):
                yield Found("rank", value, "位", "", at, at + len(numeral))
            at += len(numeral) + 1


def winners(text: str, numerals: list[int]) -> Iterator[Found]:
    """The titles of a table run into a line, two and more, each before a name, and that before what it won with."""
    found = [*WINNERS.finditer(text)] if "军" in text else []
    for m in found if len(found) > 1 else ():
        yield Found("rank", TITLE_RANK[m[0][:2]], "位", "", m.start(), m.end())


def titles(text: str, numerals: list[int]) -> Iterator[Found]:
    """Ranks that have a name: 冠军, 榜首."""
    for m in TITLE.finditer(text) if TITLED.search(text) else ():
        before = text[max(0, m.start() - 30) : m.start()]
        company = HELD if m["place"] else BEST if m["best"] else WON
        won = m[0] == "夺冠" or m["told"] or m["ahead"] or company.search(before)
        if won and not FIGURATIVE.search(before) and not HOPED.search(before):
            yield Found("rank", TITLE_RANK[m[0]], "位", "", m.start(), m.end())


def _is_rank(text: str, m: re.Match, before: str, end: int) -> bool:
    if FIGURATIVE.search(before) or before.endswith("“"):
        return False
    if IS.match(text, end - 1) or (NEXT.search(text, max(0, m.start() - NEAR), m.start()) and TOLD.match(text, end)):
        return True
    if not RANK_ENDS.match(text, end):
        return bool(SUPERLATIVE.match(text, end)) and (text[end] == "大" or bool(RANKED.search(before)))
    measured = MEASURED.search(before) and MEASURED_ENDS.match(text, end)
    return bool(m["unit"] or measured or RANKED.search(before))


def _in_table(text: str, m: re.Match, end: int) -> bool:
    """Whether an ordinal stands behind a name in a table: one of several in brackets, or where a ranking is told of."""
    if IN_BRACKETS.match(text, m.start()):
        before, behind = (max(0, m.start() - NEAR), m.start()), (end, end + NEAR)
        return any(IN_BRACKETS.search(text, *near) for near in (before, behind))
    near = text[max(0, m.start() - 10) : m.start()]
    told = RANKING.search(text, max(0, m.start() - 30), m.start())
    if told and FIGURATIVE.search(text[max(0, told.start() - 12) : told.start()]):
        return False
    return bool(told and NAMED.search(near) and TABLE_ENDS.match(text, end))


def in_turn(text: str, numerals: list[int]) -> Iterator[Found]:
    """The ranks of names that are listed in their order: 前三名依次为甲、乙、丙.

    There are as many names as places, or none is ranked; the first is quoted with the words that open the list.
    """
    for m in PLACES.finditer(text) if "前" in text or "亚" in text else ():
        size = len(m["medals"].replace("、", "")) - 1 if m["medals"] else number_or_none(m["number"])
        names = [*_listed(text, m.end())] if size and size > 1 else []
        starts = [m.start(), *(start for start, _ in names[1:])]
        if len(names) == size:
            for value, (start, (_, end)) in enumerate(zip(starts, names, strict=True), 1):
                yield Found("rank", float(value), "位", IN_TURN, start, end)


def _listed(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the names of the list that begins at a place stand, to its end."""
    while m := PLACED.match(text, at):
        yield m.span("name")
        if not m["link"]:
            return
        at = m.end()


def listed_name(text: str, start: int, end: int) -> str:
    """The name that a rank of `in_turn` is told of."""
    m = PLACES.match(text, start)
    return text[m.end() if m else start : end]


def tops(text: str, numerals: list[int]) -> Iterator[Found]:
    """前N名 and N强 that something is said to be among; a list's own name (百强区, 前十强榜单) is no rank."""
    for m in TOP.finditer(text) if numerals and TOPPED.search(text) else ():
        numeral = m["number"] or m["strong"] or m["top"]
        value = HUNDREDS.get(numeral) or number_or_none(numeral)
        ends = RANK_ENDS.match(text, m.end()) or re.match("行列(?!的)", text[m.end() : m.end() + 3])
        before = text[max(0, m.start() - 20) : m.start()]
        told = m["number"] and FOLLOWED.match(text, m.end())
        if value and (told or (ends and ENTERED.search(before))):
            yield Found("rank", value, "前N名", "", m.start(), m.end())
