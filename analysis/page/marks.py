"""What carries its own mark: leads, bylines, credits, notes, furniture, and the names printed in them.

In comes a line with half-width punctuation (`folded`), out comes what its form says it is.  Hard because every
paper has its own forms.  No pattern knows a paper, a place or a person; every repeat in one is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFEFF: 0x20}
NUMBER = r"[\d〇○零一二三四五六七八九十]{1,3}"
DATE = rf"(?:\d{{4}} ?年 ?)?{NUMBER} ?月 ?{NUMBER} ?日"
PAPER = r"[㐀-鿿]{2,5}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|导报|周报|青年报|军报|电视台|电台)"
AGENCY = rf"(?:本[报刊台网社]|新华[社网]|中新[社网]|中国新闻[社网]|人民[网日]报?|央视(?:网|新闻)?|央广网|[㐀-鿿]{{2}}社|{PAPER})"
ROLE = (
    r"(?:(?:首席|见习|实习|特约|特派|随军|摄影|文字|全媒体|融媒体?|新媒体|[本军]报|客户端|驻[㐀-鿿]{1,8}?){0,3}记者"
    r"|(?:特约|本报)?(?:通讯员|撰稿人?)|(?:本报)?实习生|(?:本报|特约|首席)?评论员)"
)
STATION = r"(?:中央)?(?:人民)?(?:广播电视|广播|电视)(?:总台|电台|台)"
SIGN = re.compile(rf"(?:{STATION}|{PAPER}|新华社|中新社|人民日报|本[报刊台网社])?(?:驻[㐀-鿿]{{1,8}}?)? ?{ROLE}")
LEAD = re.compile(
    rf"据?(?P<agency>{AGENCY})(?: ?(?P<place>[㐀-鿿·]{{0,10}}?) ?(?P<date>{DATE}) ?专?[讯电]| ?(?P<here>[㐀-鿿]{{0,6}}?)电|综合?讯|讯|消息)"
)
NAME = re.compile(r"[㐀-鿿]{2,4}|[㐀-鿿]{1,6}(?:·[㐀-鿿]{1,6}){1,3}")
APART = re.compile(r"(?<![㐀-鿿·])([㐀-鿿]) ([㐀-鿿])(?![㐀-鿿·])")  # 李 静: two characters set as wide as three
CRAFT = re.compile(
    r"^(?:文|图|图文|撰文|采写|整理|口述|文字|摄影)[/:| ]{1,2}|[/ ](?:文|图|摄|文图|图文|整理|撰文)$|摄影报道$|报道$"
)
SHOT = re.compile(r" ?/?(?:摄影报道|摄影|摄|图)$")
OUTLET = re.compile(rf"^(?:{SIGN.pattern}|{AGENCY}发?|图片来源|供图)[:/ ]{{0,2}}")
ON_FILE = re.compile(r"\(?(?:(?:资料|视频|网络)(?:图片?|照片|截图)|新华社[发传](?:\([^()]{1,6}\))?|本报资料图?片?)\)?")
NOTE = re.compile(
    rf"\((?:据|综合|原载|摘自|本[报刊网栏]|{AGENCY})[^()]{{0,40}}(?:电|讯|报道|消息|摄|发|片)\)"
    r"|\((?:作者|编译|来源|摘自|原载|据)[^()]{1,40}\)|[—-]{1,3}(?:编者|编者按|记者|作者)"
)
FURNITURE = re.compile(
    r"(?:(?:本版|版式|美术|图片|值班|执行|实习|视觉)?(?:责任)?(?:责编|编辑|主编|编委|组版|版式设计|版面设计|版式|校对|制图|美编|设计|统筹|策划|审读|总监)"
    r"|数据来源|资料来源|图片来源|本版(?:图片|照片|摄影|稿件|撰文|制图|均)|(?:今日|本报)?(?:热线|联系电话|新闻热线|投稿邮箱|邮箱|电话|电子邮箱))[::/ ].{0,40}"
    r"|本(?:版|报|栏)[^。]{0,20}(?:制图|插图|图片|照片|提供)[^。]{0,12}"
    r"|[(▲▼■●>]*(?:下|上|紧)[转接]第? ?[\d一二三四五六七八九十A-Z]{1,3} ?版[)》>]*.{0,12}|第? ?[A-Z]?\d{1,3} ?版?|[-—·] ?\d{1,3} ?[-—·]"
)
HEADER = re.compile(
    r"(?:\d{4} ?[.年/-] ?\d{1,2} ?[.月/-] ?\d{1,2}日?.{0,4}(?:版|星期)|星期[一二三四五六日天].{0,30}(?:版|责编|编辑|电话|\d{4})|(?:责编|编辑).{0,40}(?:电话|校对|版式))"
)
PARTING = re.compile(r"[、,;/|  ]+|(?:和|与|及)(?=[㐀-鿿]{2,4}$)")


class Lead(NamedTuple):
    """A printed lead: how far it runs, whose it is, from where, of which day, by whom."""

    end: int
    agency: str
    place: str
    date: str
    names: tuple[str, ...]


def folded(text: str) -> str:
    """The text with half-width letters, digits and punctuation, character for character.

    >>> folded("本报讯（记者　甲乙）１１月９日，")
    '本报讯(记者 甲乙)11月9日,'
    """
    return text.translate(FULL_WIDTH)


def lead_of(line: str) -> Lead | None:
    """The lead that a paragraph opens with.

    >>> lead_of("据新华社马尼拉1月4日电(记者甲乙)菲律宾")
    Lead(end=18, agency='新华社', place='马尼拉', date='1月4日', names=('甲乙',))
    >>> lead_of("本报讯 记者 张三 李四 报道:昨日")[4]
    ('张三', '李四')
    >>> lead_of("本报讯员工作会议召开。")
    """
    head = LEAD.match(line[:60])
    if head is None or line[head.end() : head.end() + 1] in ("员", "号", "话", "视", "力", "影"):
        return _opening_signature(line)
    end, names = _signers(line, head.end())
    place = head["place"] or head["here"] or ""
    return Lead(_past(line, end, ": "), head["agency"], place, head["date"] or "", names)


def _opening_signature(line: str) -> Lead | None:
    if not line.startswith("(") and not SIGN.match(line[:30]):
        return None
    end, names = _signers(line, 0)
    if not names or len(line) < end + 4:
        return None
    return Lead(_past(line, end, ": "), "", "", "", names)


def _signers(line: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Where the signature after a lead's head ends, and its names: `(记者 甲 乙)` or `记者 甲 乙报道:`."""
    start = _past(line, start, " ")
    window = line[start : start + 70]
    if window.startswith("("):
        close = window.find(")") + 1
        return (start + close, _bracketed(window[1 : close - 1])) if close > 0 else (start, ())
    sign = SIGN.match(window)
    stop = window.find("报道")
    if not sign or not stop > 0:
        return start, ()
    names = names_in(window[:stop])
    return (_past(line, start + stop + 2, ":, "), names) if names else (start, ())


def _bracketed(piece: str) -> tuple[str, ...]:
    names = names_in(piece) or ()
    return names if SIGN.search(piece) or all(len(name) < 4 for name in names) else ()


def _past(line: str, at: int, marks: str) -> int:
    while at < len(line) and line[at] in marks:
        at += 1
    return at


def names_in(piece: str) -> tuple[str, ...] | None:
    """The names of a signature, or None if it holds more than offices and names.

    >>> names_in("记者甲乙、丙丁 通讯员 戊 己")
    ('甲乙', '丙丁', '戊己')
    >>> names_in("解放军报记者张三、新华社记者李四"), names_in("记者从会上获悉")
    (('张三', '李四'), None)
    """
    bare = APART.sub(r"\1\2", re.sub(" {2,}", " ", SIGN.sub("、", CRAFT.sub("", piece.strip()))))
    names = [name for name in PARTING.split(bare) if name]
    return tuple(names) if names and all(NAME.fullmatch(name) for name in names) else None


def byline_of(line: str) -> tuple[str, ...] | None:
    """The names of a signature that has a line of its own and says that it is one.

    >>> byline_of("本报记者 甲乙"), byline_of("文/甲乙 图/丙丁"), byline_of("甲乙")
    (('甲乙',), ('甲乙', '丙丁'), None)
    """
    line = line.strip("()◆■●▲□◎ ")
    if len(line) > 60 or not (SIGN.match(line) or CRAFT.search(line)):
        return None
    return names_in(re.sub(r"(?:^| )[文图][/:]", "、", CRAFT.sub("", line))) or (() if SIGN.fullmatch(line) else None)


def signature_after(line: str) -> tuple[int, tuple[str, ...]] | None:
    """Where a signature behind the last stop begins, and its names.

    >>> signature_after("家中安全。 本报记者 甲乙")
    (5, ('甲乙',))
    """
    at = max(line.rfind(stop, 0, -1) for stop in "。!?”…") + 1
    names = byline_of(line[at:].strip()) if at > 0 and len(line) - at < 40 else None
    return (at, names) if names else None


def credit_of(line: str) -> tuple[tuple[str, ...], str] | None:
    """The names and the outlet of a photo credit that fills a line.

    >>> credit_of("本报记者 甲乙 丙丁 摄"), credit_of("甲乙摄(影像中国)"), credit_of("(资料图片)")
    ((('甲乙', '丙丁'), '本报记者'), (('甲乙',), '影像中国'), ((), '资料图片'))
    """
    if len(line) > 40:
        return None
    if ON_FILE.fullmatch(line):
        return (), line.strip("()")
    bare, _, agency = line.strip("()").partition("(")
    shot = SHOT.search(bare)
    if not shot or shot.start() == 0:
        return None
    outlet = OUTLET.match(bare)
    names = names_in(bare[outlet.end() if outlet else 0 : shot.start()])
    return (names, agency or (outlet[0].strip(" :/") if outlet else "")) if names else None


def is_note(line: str) -> bool:
    """Whether a line is a note below an article: where it was sent from, who the writer is."""
    return bool(NOTE.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and to no article: editors, page numbers, the header.

    >>> is_furniture("责编 甲乙 版式 丙丁"), is_furniture("2023.11.17版星期五20责编甲乙联系电话:8222133文娱新闻")
    (True, True)
    """
    if not any(map(str.isalnum, line[:200])) and not line.endswith(tuple("。”’」』!?…)")):
        return True
    return bool(FURNITURE.fullmatch(line)) or (len(line) < 120 and "。" not in line and bool(HEADER.search(line)))
