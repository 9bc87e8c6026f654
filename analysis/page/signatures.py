"""Who signs: the names printed on lines of their own and behind the last stop.

In comes a line with half-width punctuation (`folded`), out come names.  Hard because every paper has its own
forms.  No pattern knows a paper, a place or a person; every repeat in one is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product

from analysis.lexicons import read_words
from analysis.page.names import MANY, NAME, all_sounds, is_county, is_name, is_place, of_a_people

NUMBER = r"[\d〇○零一二三四五六七八九十]{1,3}"
DATE = rf"(?:\d{{4}} ?年 ?)?{NUMBER} ?月 ?{NUMBER} ?日"
PAPER = r"[㐀-鿿]{0,5}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|导报|周报|青年报|军报|电视台|电台)"
PAPER_ALONE = re.compile(rf"(?<![㐀-鿿]){PAPER}(?![㐀-鿿])")  # 云岫日报, and not 欢迎及时报料
NEWSROOM = r"本[报刊台网社]|新华[社网]|中新[社网]|中国新闻[社网]|人民[网日]报?|央视(?:网|新闻)?|央广网"
MEDIA = "[㐀-鿿]{0,4}融媒体?(?:中心)?"  # of a county or a prefecture
AGENCY = rf"(?:{NEWSROOM}|[㐀-鿿]{{2}}社|{PAPER}|{MEDIA})"
SENT_OUT = "特派(?:[㐀-鿿]{2,4}?)?|随军|驻[㐀-鿿]{1,8}?"  # 特派香港记者
RANK = (
    rf"(?:首席|主任|高级|资深|见习|实习|特约|学生|小|热线|值班|维权|{SENT_OUT}|摄影|文字|全媒体?|融媒体?|新媒体|[本军]报"
    "|客户端)"
)
# 记者手记, 记者节, 评论员文章: no one signs
NO_ONE = (
    "手记|札记|随笔|笔记|日记|调查|暗访|探访|走访|体验|观察|感言|来信|节(?:日|快乐|$)|站|会(?:上|议)|证|文章|培训|队伍"
    "|帮你|跑[腿一]|追踪|跟诊|跟拍|跟车|直击|蹲点|亲历|出击|镜头|点评|述评|连线|提问|视线|实测|续写|活动|问答|走基层|[昨今][日天]|[近日][日前]"
)
WRITER = "(?:本报)?(?:特约)?(?:通讯员|撰稿人?|撰述)|(?:本报)?实习生|(?:本报|特约|首席)?评论员"
BUREAU = "[㐀-鿿]{2,5}记者站"  # of the paper, in a city: 慈溪记者站 项一嵚
ROLE = rf"(?:(?:{RANK}{{0,3}}记者|{WRITER})(?!{NO_ONE})|{BUREAU}(?=[ :]))"
STATION = r"(?:中央)?(?:人民)?(?:广播电视|广播|电视)(?:总台|电台|台)"
ANY_PAPER = "[㐀-鿿]{0,4}?(?:报|晚刊|晨刊|新闻)(?=[㐀-鿿]{0,4}记者)"  # 校报记者, 晨刊记者, 党报全媒记者
EMPLOYER = rf"(?:{STATION}|{PAPER}|{MEDIA}|新华社|中新社|人民日报|本[报刊台网社](?:·[㐀-鿿]{{2,4}})?|{ANY_PAPER})"
SIGN = re.compile(rf"{EMPLOYER}?(?:驻[㐀-鿿]{{1,8}}?)? ?{ROLE}")
APART = re.compile(r"(?<![㐀-鿿·])[㐀-鿿](?: [㐀-鿿]){1,11}(?![㐀-鿿·])")  # 李 静: two characters set as wide as three
SURNAME_APART = re.compile(  # 余 向东, and what may be the end of another name before it: 唐 敏 何 泽民
    r"((?<![㐀-鿿·])[㐀-鿿] )?(?<![㐀-鿿·])([㐀-鿿]) ([㐀-鿿]{2})(?![㐀-鿿·])"
)
LETTERS = (  # who wrote, and no part of 记者 习 文, 文 艳, 施 雅 文
    r"(?<!、 [㐀-鿿] )(?<!、[㐀-鿿] )文(?! (?!图)[㐀-鿿](?:[ 、]|$))(?:(?<![㐀-鿿] [㐀-鿿] 文)|(?!$))"
)
FROM_MANY = "综合报[道导]"
CRAFTS = (
    r"(?:文[/·]图|图[/·]文|文图|图文|文并图|(?:撰文|文字|文|采写|整理)/摄影?|文字|记录整理|综合|摄影报道|采访报道"
    r"|(?:集体|联合|参与)?采写|撰文|(?:采访)?整理|记录|口述|供稿|执笔|统筹|主持人?(?=[/:| ])|主持|采访"
    rf"|{FROM_MANY}|作者|(?:综合)?编译(?:报道)?|报[道导]|文并摄|{LETTERS}|图)"
)
CRAFT = re.compile(
    rf"(?:^|(?<=[ /、:|])){CRAFTS}(?=$|[ /、:|])"
    "|(?<=[㐀-鿿])(?:(?:摄影)?报[道导]|图文|文[/·]图|图/文|整理|(?:参与)?采写|编译)$"
)
MARKED = re.compile("[/:|]")  # 文/甲
# 甲乙 文/摄, 甲 乙 文 丙丁 摄: the name in front of 文 wrote; but in 记者 曾 文 it is part of the name
TEXT_BY = re.compile(r"((?<![㐀-鿿])[㐀-鿿] [㐀-鿿]|[㐀-鿿]{2})[ /]文(?:/摄|并摄| [㐀-鿿 ]{2,20}?[ /](?:摄影|摄|图))$")
PHOTOGRAPHED = re.compile(
    r" [■□◆●◎○▲]?(?:图|摄影|摄)[/:][㐀-鿿 ]{2,20}$| (?:(?:特约)?摄[影像]|图片|摄影记者|指导[老教]师)[ :]"
    r"(?:[㐀-鿿]{0,4}记者 )?(?:(?!记者|通讯员|本报|实习)[㐀-鿿 ]){2,16}(?=$| (?:本报|[㐀-鿿]{0,4}记者|通讯员|实习))"
)  # 图/丙丁: who wrote nothing
SUPPLIED = re.compile(r" ?图(?:片|/|片/)?由?[㐀-鿿]{2,8}(?:提供|供图)$| [㐀-鿿]{2,4}供图$")  # 文/甲 图/受访者提供
TOLD = re.compile(r"^[㐀-鿿 ]{2,16}(?:口述|讲述)[,、 ]+|^(?:口述|讲述)[:/ ].{2,16} (?=(?:记录|整理|采写|撰文)[:/ ])")
TRANSLATED = re.compile("(?<=[㐀-鿿])编?译自.{2,24}$")  # 甲乙编译自英国《卫士报》
IN_BRACKETS = re.compile(r"(?<=[㐀-鿿])\((?!摄影?\))[㐀-鿿\d]{2,16}\)")  # 文/甲乙(怡保), 记者 甲乙(白族)
SHOT = re.compile(r"[ /]?(?:摄影|摄)$")
AFIELD = re.compile(r" (?:赴[㐀-鿿]{1,6}报[道导]|[发寄]自[㐀-鿿、]{2,16}|([㐀-鿿]{2,4})(?:、[㐀-鿿]{2,4})?报[道导])$")
FROM = re.compile(r"/[㐀-鿿]{2,6}(?:报[道导]|[讯电])$")  # 记者甲乙/台南报导
ROUNDUP = re.compile(rf"(?<=[㐀-鿿]) ?{FROM_MANY}$")  # 本报记者 甲乙综合报道
PARTING = re.compile(r"[、,;:/|  ■□◆●◎○▲]+|(?<=[㐀-鿿]{2})(?:和|与|及)(?=[㐀-鿿]{2,4}$)")
WHO = "[㐀-鿿]{2,3}|[㐀-鿿](?: [㐀-鿿]){1,2}"
ADDRESSED = re.compile(  # 山东沂水县 孟宪成; 滨海县 退休教师 顾 宝 琛; 宣德明(退休教师); □米谷
    rf"(?:[□◎○●■◆] ?|[㐀-鿿]{{2,8}} )?({WHO}|[㐀-鿿]{{4}}) ?\((?!摄影?\))[^()]{{2,16}}\)|[□◎○●■◆] ?(?:文/|图/)?({WHO})"
    rf"|(?:[□◎○●■◆] ?|——)?[㐀-鿿\d]{{2,18}}(?: [㐀-鿿\d]{{2,14}})? ({WHO})"
)
NOBODY = frozenset(("编者", "编者按", "敬礼", "此致敬礼", "文章", "原文", "文字", "本文", "全文"))  # made as names are
OFFICES = ("读者", "学院", "社区", "街道", "中学", "大学", "公司", "镇", "乡", "街")  # an author's, and no name's end
LONGEST = 60  # characters of a signature
MARKS = "◆■●▲□◎▶★☆⊙○◇△ "
BULLETS = "()·" + MARKS


def names_in(piece: str) -> tuple[str, ...] | None:
    """The names of a signature, or None if it holds more than offices and names.

    >>> names_in("记者甲乙、丙丁 通讯员 戊 己")
    ('甲乙', '丙丁', '戊己')
    >>> names_in("解放军报记者张三、新华社记者李四"), names_in("记者从会上获悉")
    (('张三', '李四'), None)
    """
    piece = SIGN.sub("、", _at_home(piece.strip()))
    bare = APART.sub(_closed_up, SURNAME_APART.sub(_with_surname, re.sub(" {2,}", " ", CRAFT.sub("、", piece))))
    names = [name for name in PARTING.split(bare) if name]
    named = names and not SHOT.search(bare) and all(NAME.fullmatch(name) or of_a_people(name) for name in names)
    return tuple(dict.fromkeys(name for name in names if not _branch(name))) if named else None


def _branch(name: str) -> bool:
    """Whether what is made as a name in parts is a paper's branch in a place: 共享联盟·松阳."""
    paper, _, home = name.rpartition("·")
    return bool(paper) and not all_sounds().issuperset(paper) and (is_place(home) or is_county(home))


def _at_home(signers: str) -> str:
    """Signers without where they went: 记者 甲乙 北京报道 is 记者 甲乙."""
    signers = FROM.sub("", signers)
    afield = AFIELD.search(signers)
    if afield and (not afield[1] or is_place(afield[1])):
        return signers[: afield.start()]
    return ROUNDUP.sub("", signers) if SIGN.search(signers) else signers


def _with_surname(apart: re.Match[str]) -> str:
    """A name whose surname alone is set apart, which may be the end of the name before if its given name is a name."""
    before, surname, given = apart.groups("")
    joined = is_name(surname + given) and not (before and is_name(given))
    return before + surname + given if joined else apart[0]


def _closed_up(apart: re.Match[str]) -> str:
    """Names printed with blanks inside, of two or three characters and with surnames: 李 静 王 平, 尹 帆 张 书 铭."""
    characters = apart[0].replace(" ", "")
    ways = [_cut(characters, sizes) for sizes in _sizes(len(characters))]
    return " ".join(next((names for names in ways if all(map(is_name, names))), ways[0]))


def _cut(characters: str, sizes: Iterable[int]) -> list[str]:
    left = iter(characters)
    return ["".join(islice(left, size)) for size in sizes]


@cache
def _sizes(characters: int) -> list[tuple[int, ...]]:
    """The ways to divide up to twelve characters among names of two and three, most names first."""
    divided = (sizes for names in range(6, 0, -1) for sizes in product((2, 3), repeat=names))
    return [sizes for sizes in divided if sum(sizes) == characters]


def byline_of(line: str) -> tuple[str, ...] | None:
    """The names of a signature that has a line of its own and says that it is one.

    >>> byline_of("本报记者 甲乙"), byline_of("文/甲乙 图/丙丁"), byline_of("甲乙")
    (('甲乙',), ('甲乙',), None)
    """
    if len(line) > 2 * LONGEST:  # those who took pictures, which are taken away first, are fewer
        return None
    bulleted, bracketed = line[0] in MARKS, line[0] == "(" and line[-1] == ")"
    line = TOLD.sub("", writers(IN_BRACKETS.sub("", line).strip(BULLETS)))
    alone = APART.sub(_closed_up, line)
    if bulleted and len(alone) < 4 and is_name(alone):
        return (alone,)
    if bracketed and all(map(is_name, PARTING.split(line))):
        return ()  # it does not say that they are reporters
    signed = signs(line) if bracketed else SIGN.match(line)
    if len(line) > LONGEST or not (signed or CRAFT.search(line)):
        return None
    names = names_in(line) or (() if SIGN.fullmatch(line) else None)
    named = all(map(is_name, names or ())) and NOBODY.isdisjoint(names or ())
    phrase = not signed and not MARKED.search(line) and not named  # 垃圾分类整理, 时代 记录, 原文译自
    return None if phrase else names


def signs(piece: str) -> bool:
    """Whether a piece begins as signatures do: 记者甲乙, 甲乙、记者丙丁."""
    sign = SIGN.search(piece)
    return sign is not None and all(is_name(name) for name in PARTING.split(piece[: sign.start()]) if name)


def writers(signers: str) -> str:
    """A signature without those who only took or gave pictures."""
    wrote = PHOTOGRAPHED.sub("", SUPPLIED.sub("", TRANSLATED.sub("编译", signers.replace("_", "/"))))
    return TEXT_BY.sub(r"\1/文", wrote)


def signers(line: str) -> tuple[str, ...]:
    """The names on a line of its own; one that does not say whose they are has people's names, a bullet or blanks.

    >>> signers("本报记者 甲乙"), signers("李静"), signers("(2024年11月25日)")
    (('甲乙',), ('李静',), ())
    >>> signers("木 杉"), signers("简 讯")
    (('木杉',), ())
    """
    bare = line.strip(BULLETS)
    if bare.replace(" ", "") in NOBODY or len(line) > 2 * LONGEST:
        return ()
    signed, names = byline_of(line), names_in(from_home(bare)) or ()
    set_apart = len(line) < 6 and APART.fullmatch(line) is not None
    marked = line[0] in MARKS and len(names) == 1 and (len(names[0]) < 4 or is_name(names[0]))
    alone = marked or (
        line[0] != "("
        and (set_apart or all(map(is_name, names)))
        and not bare.partition(" ")[0].endswith(OFFICES)
        and line.replace(" ", "") not in columns()
    )
    return signed or (names if alone else ()) or addressed(line)


def from_home(signers: str, placed: bool = False) -> str:
    """Signers without the places where they are at home; a county's short name may be a name, and stands behind one.

    >>> from_home("安徽 蒙城 屈 直"), from_home("沂水县 李静 王平"), from_home("安平 李静")
    ('屈 直', '李静 王平', '安平 李静')
    """
    home, _, names = signers.partition(" ")
    county = is_county(home) and (placed or not is_name(home))
    return from_home(names, True) if names and (county or is_place(home)) else signers


def addressed(line: str) -> tuple[str, ...]:
    """The name of a person on a line that gives it with a mark, a place or an occupation, as under letters.

    >>> addressed("沂水县 退休教师 孟 宪 成"), addressed("宣德明(退休教师)"), addressed("夏粮丰收 农民增收")
    (('孟宪成',), ('宣德明',), ())
    """
    found = ADDRESSED.fullmatch(line) if len(line) < 36 else None
    return tuple(name.replace(" ", "") for name in found.groups() if name and is_name(name)) if found else ()


@cache
def columns() -> frozenset[str]:
    """The names of columns that stand on a line of their own."""
    return frozenset(read_words("columns"))


@lru_cache(MANY)
def signature_after(line: str) -> tuple[int, tuple[str, ...]] | None:
    """Where a signature behind the last stop begins, and its names.

    >>> signature_after("家中安全。 本报记者 甲乙")
    (5, ('甲乙',))
    """
    at = max(line.rfind(stop, 0, -1) for stop in "。!?”…") + 1
    behind = line[at:].strip() if at > 0 and len(line) - at < 40 else ""
    names = byline_of(behind) if behind else None
    return (at, names) if names else None
