"""What carries its own mark and is no body text: credits, captions, notes, furniture.

In comes a line with half-width punctuation (`folded`), out comes what its form says it is.  Hard because every
paper has its own forms.  No pattern knows a paper, a place or a person; every repeat in one is bounded.
"""

from __future__ import annotations

import re

from analysis.page.signatures import AGENCY, BULLETS, PAPER, SIGN, TEXT_BY, from_home, names_in

SHOT = re.compile(r"[ /]?(?:摄影报道|摄影|摄|供图)$|[ /]图$")
WRITTEN_BY = re.compile(  # who signs the article: 本报记者 甲乙 文/图, 文/甲乙 图/丙丁
    rf"(?:文|文字|采写|整理)[/·](?:摄影?|图)$|{TEXT_BY.pattern}|^(?:文|文字|撰文|采写)[/:]"
)
REPORTS_TOO = re.compile(r"报道\)?$")
SHOT_BY = re.compile(r"^(?:(?:摄影|图片?|供图)(?!/文)[/: ]|漫画[/:]) ?")
OUTLET = re.compile(rf"^(?:{SIGN.pattern}|{AGENCY}发?|图片来源|供图)[:/ ]{{0,2}}")
SENT = re.compile(r"新华社[发传](?:\((?P<by>[^()]{1,12}摄)\)|\([^()]{1,6}\))?")
ON_FILE = re.compile(
    rf"(?:资料|视频|网络|本报资料|效果|示意)(?:图片?|照片|截图)|{AGENCY}传真照片|图片来源[:于自].{{1,16}}|图片由.{{1,20}}提供"
)
SUPPLIED = re.compile(r"(?P<by>[㐀-鿿]{2,16}) ?供图")
CAPTION = re.compile(
    r"[▲▼■◆●]?(?:[上下左右]图|图(?:[①-⑳]|[一二三四五六七八九\d]{1,2}[:、]|:)).{4,160}|图为.{3,30}[^。]"
)
# Behind a caption's last stop or blank, or in brackets: 市民在窗口办理业务。本报记者 甲乙 摄
TAIL = re.compile(r"(?:(?<=[。!?”… ])|(?=\())(?:\([^()]{2,30}摄\)|[^。!?()]{1,30}摄)$")
SOURCE = rf"据|综合|原载|摘自|本[报刊网栏]|{AGENCY}"
NOTE = re.compile(
    rf"\((?:{SOURCE})[^()]{{0,40}}(?:电|讯|报道|消息|摄|发|片|综合|稿|文)\)"
    r"|\((?:[㐀-鿿]{0,6}(?:照片|图片)|(?:照片|图片)[^()]{1,16})\)"  # (传真照片), (照片由受访者提供)
    r"|\((?:作者|编译|来源|摘自|原载|据|以上)[^()]{1,40}\)|(?:线索提供|作者单位|作者系|作者为)[: ]?.{2,40}"
    r"|[—-]{1,3}(?:编者|编者按|记者|作者)"
)
OFFICE = r"(?:本版|版式|美术|图片|值班|执行|实习|视觉)?(?:责任)?(?:责编|编辑|主编|编委|组版|总监|统筹|策划|审读)"
LAYOUT = r"版式设计|版面设计|版式|校对|制图|本版制图|美编|设计"
MORE = r"来信请寄|来稿请寄|更多(?:报道|内容|新闻|精彩)[^。]{0,6}(?:登录|扫|关注|见)"
ORIGIN = rf"数据来源|资料来源|{MORE}|本版(?:图片|照片|摄影|稿件|撰文|制图|均)"
CONTACT = r"(?:今日|本报|新闻)?(?:热线|联系电话|投稿邮箱|邮箱|电话|电子邮箱|网址|地址|邮编)"
JUMP = (  # 下转第2版, ■相关新闻刊A8, 相关报道见A4、A5版
    r"[(▲▼■●>]{0,4}(?:[下上紧][转接]第? ?[\d一二三四五六七八九十A-Z]{1,3} ?版[)》>]*.{0,12}"
    r"|(?:相关|另有|更多)?(?:新闻|报道|内容|文章)(?:详?见|刊于?) ?第?[A-Z]?\d{1,3}(?:[、-][A-Z]?\d{1,3})? ?版?[)》>]*)"
)
FURNITURE = re.compile(
    rf"(?:{OFFICE}|{LAYOUT}|{ORIGIN}|{CONTACT})[:/ ].{{0,60}}|{JUMP}|{PAPER}"
    r"|本(?:版|报|栏)[^。]{0,20}(?:制图|插图|图片|照片|提供)[^。]{0,12}"
    r"|(?:国内统一)?(?:连续出版物号|刊号)?:?CN ?\d.{0,20}"
    r"|第? ?[A-Z]?\d{1,3} ?版?|[A-Z]?\d{1,2} ?版 ?[㐀-鿿]{2,6}|[-—·] ?\d{1,3} ?[-—·]|(?:https?://|www\.)\S{1,80}"
)
# 泓州日报 HONGZHOU RIBAO; A6 城事; B04 健康周刊·门诊; 教育周刊·第117期; 闽海日报 经济 第二版; 旅游 TRAVEL C03
PAGE_HEAD = re.compile(
    rf"(?:{PAPER}|[㐀-鿿](?: [㐀-鿿]){{1,4}} 报)(?:[ ·|].{{0,30}}|周刊.{{0,12}})?"
    r"|[A-Z]{0,2}\d{1,2}版?[ |·][㐀-鿿·]{2,10}(?:[ |·].{0,20})?"
    r"|.{0,16}(?:总?第 ?[\d一二三四五六七八九十]{1,6} ?[期版]|今日.{1,2}版|农历|藏历|创刊|出品|主管|主办).{0,40}"
    r"|.{0,16}(?:客户端|报料|热线|版面).{0,40}"
    r"|[㐀-鿿·]{2,10} ?[A-Z]{4,}(?: [A-Z]{2,})*(?: [A-Z]?\d{1,2})?|[㐀-鿿·]{2,8} [A-Z]?\d{1,2}"
    r"|[㐀-鿿]{2,4}(?:周刊|副刊|专刊|特刊)(?:·[㐀-鿿]{2,6})?"
)
DATED = r"\d{4} ?[.年/-] ?\d{1,2} ?[.月/-] ?\d{1,2}日?.{0,4}(?:版|星期)"
HEADER = re.compile(
    rf"{DATED}|主管 ?主办|(?:主管|主办).{{0,20}}第 ?\d+ ?期|总?第 ?\d+ ?期.{{0,12}}版|内部资料"
    r"|(?:^|(?<=[日版 \d]))星期[一二三四五六日天](?: [A-Z]?\d{1,2}$|.{0,30}(?:版|责编|编辑|电话|\d{4}))"
    "|(?:责编|编辑).{0,40}(?:电话|校对|版式)"
    "|(?:^|(?<=[报刊版日 ] )|(?<=[报刊版日]))(?:责任编辑|责编|编辑)[:/] ?[㐀-鿿 、]{2,9} (?:美术|美编|校对)[:/]"
)


def credit_of(line: str) -> tuple[tuple[str, ...], str] | None:
    """The names and the outlet of a photo credit that fills a line.

    >>> credit_of("本报记者 甲乙 丙丁 摄"), credit_of("甲乙摄(影像中国)"), credit_of("(资料图片)")
    ((('甲乙', '丙丁'), '本报记者'), (('甲乙',), '影像中国'), ((), '资料图片'))
    """
    if len(line) > 40 or WRITTEN_BY.search(line):
        return None
    bare = line.strip(BULLETS) if line[0] in BULLETS else line
    sent = SENT.fullmatch(bare + ")" * (bare.count("(") - bare.count(")")))
    if sent:
        return names_in(SHOT.sub("", sent["by"] or "")) or (), "新华社发"
    if ON_FILE.fullmatch(bare):
        return (), bare
    supplied = SUPPLIED.fullmatch(bare)
    return ((), supplied["by"]) if supplied else _shot(bare)


def _shot(line: str) -> tuple[tuple[str, ...], str] | None:
    line, _, agency = line.partition("(")
    by, shot = SHOT_BY.match(line), SHOT.search(line)
    if not by and (not shot or shot.start() == 0):
        return None
    piece = line[by.end() :] if by else line[: shot.start()] if shot else line
    outlet = OUTLET.match(piece)
    names = names_in(from_home(piece[outlet.end() if outlet else 0 :]))
    return (names, agency.strip(")") or (outlet[0].strip(" :/") if outlet else "")) if names else None


def writes_too(credit: str) -> bool:
    """Whether a credit names who took the picture and wrote the text: 摄影报道.

    >>> writes_too("甲乙摄影报道"), writes_too("甲乙 摄"), writes_too("林志文 摄")
    (True, False, False)
    """
    return bool(REPORTS_TOO.search(credit))


def is_caption(line: str) -> bool:
    """Whether a line says what a picture shows.

    >>> is_caption("左图:技术员在田间查看长势。"), is_caption("图书馆昨日开放。")
    (True, False)
    """
    return bool(CAPTION.fullmatch(line))


def credit_behind(line: str) -> int | None:
    """Where the photo credit behind a caption begins, if a line ends in one.

    >>> credit_behind("市民在窗口办理业务。本报记者 周利芳 摄"), credit_behind("市民举起相机拍摄")
    (10, None)
    """
    tails = TAIL.finditer(line) if line.endswith(("摄", "摄)")) else ()
    return next((tail.start() for tail in tails if credit_of(tail[0].strip("()"))), None)


def is_note(line: str) -> bool:
    """Whether a line is a note below an article: where it was sent from, who the writer is."""
    return bool(NOTE.fullmatch(line))


def heads_a_page(line: str) -> bool:
    """Whether a line is made as those at the head of a page: the paper, its pages and sections, its telephone.

    >>> heads_a_page("泓州日报 HONGZHOU RIBAO"), heads_a_page("B04 健康周刊·门诊"), heads_a_page("雨后现云海")
    (True, True, False)
    """
    return len(line) < 60 and bool(PAGE_HEAD.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and to no article: editors, page numbers, the header.

    >>> is_furniture("责编 甲乙 版式 丙丁"), is_furniture("2023.11.17版星期五20责编甲乙联系电话:8222133文娱新闻")
    (True, True)
    """
    if not any(map(str.isalnum, line[:200])) and not line.endswith(tuple("。”’」』!?…)")):
        return True
    return bool(FURNITURE.fullmatch(line)) or (len(line) < 120 and "。" not in line and bool(HEADER.search(line)))
