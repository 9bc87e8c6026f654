"""What a web edition or a database sets around articles: navigation, fields of a record, labels.

In comes a line with half-width punctuation (`folded`), out comes whether it is such, and where a line is cut that
names the writer among such fields.  Hard because the words are ordinary ones (收藏, 默认): a line is navigation only
if it holds nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.page.model import Span
from analysis.page.signatures import PAPER, PAPER_ALONE

SURE = (
    r"(?:版面|标题)导航|往期回顾|版面概览|返回(?:目录|首页|顶部|版面)|[上下]一[版篇期条]|复制链接|复制全文|全文复制|分享到|PDF版|"
    r"打印本[页文版]|收藏本[页文]|关闭窗口|设为首页|加入收藏|放大\+?|缩小-?"
)
ELSE = r"首页|默认o?|朗读|打印|收藏|分享|字[号体]|[大中小]|关闭|搜索|登录|注册|微信|微博|QQ空间|朋友圈|电子报|数字报"
SURELY = re.compile(SURE)
WORDS = re.compile(rf"{SURE}|{ELSE}")
NAVIGATION = re.compile(rf"[\[<【«]{{0,2}}(?:(?:{SURE}|{ELSE})[ |/>»·:<«\[\]【】]{{0,6}})+")
ELSEWHERE = re.compile(r"(?:[上下]一[篇版条]|分享到):.{0,60}")  # the headline beside, where else to read
OWNER = re.compile(
    r"(?:版权所有(?:$|[ :])|Copyright|©|[㐀-鿿()]{0,4}ICP备 ?\d|[㐀-鿿]{0,4}公网安备 ?\d)[^。]{0,80}"
    r"|技术支持:[^。,]{2,20}"
)
ON = r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?: {1,3}\d{1,2}:\d\d(?::\d\d)?)?"  # a day, and its hour
AS = "[:】]{1,2} ?"  # behind the name of a field or a label: 来源:, 【来源】, 【来源】:
TOLD = (  # fields with their names
    rf"【?(?:(?:发布(?:时间|日期)|更新时间){AS}{ON}|日期{AS}\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|(?:来源|版次|版名){AS}[^ :【]{{1,24}}|作者:|(?:字数|点击[数率量]?|浏览(?:量|次数)?|阅读[数量]?){AS}\d{{1,9}}"
    rf"|(?:责任)?编辑{AS}[㐀-鿿·]{{2,8}})"
)
FIELD = rf"{TOLD}|{PAPER}|{ON}"
PLACE = r"(?:第?\d{1,3}版|第?[A-Z]\d{1,3}版?)(?:[: ] ?[㐀-鿿]{2,6})?"  # A03, 第3版:要闻
STROKES = " |,"  # between fields
GAP = rf"[{STROKES}]{{1,4}}"
RECORD = re.compile(  # two fields, or one that says so
    rf"(?:{FIELD})(?:{GAP}(?:{FIELD}|{PLACE}))+(?: ?\| ?[㐀-鿿]{{2}}(?:新闻|版)?)?|{TOLD}|(?=\d{{4}}-){ON}"
)
BY = re.compile(r"(?<![㐀-鿿])(?:作者|记者)[: ] ?[㐀-鿿]")
NAMES = re.compile(r"(?:作者|记者)[㐀-鿿·、: ]{3,34}")
BEHIND = re.compile(rf"{GAP}(?={TOLD}|{ON})")
LABELS = {
    **dict.fromkeys(("引题", "肩题"), "kicker"),
    **dict.fromkeys(("标题", "题名", "主标题", "正标题"), "headline"),
    **dict.fromkeys(("副题", "副标题"), "deck"),
    "正文": "",  # what it is, a lead or who signs, is asked of the line
}
SIGNED = dict.fromkeys(("作者", "记者"), "byline")  # labels in brackets alone: 作者:周利芳 is read as it stands
# 标 题:, 【标题】; and 【记者】 before names, for before a question it says who asks
LABEL = (
    rf"【?(?:{'|'.join(map(' ?'.join, LABELS))}){AS}"
    rf"|【(?:{'|'.join(SIGNED)})】:? ?(?=[㐀-鿿·、 ]{{2,24}}(?:$|【| [㐀-鿿]{{2}}:)|$)"
)
LABELLED = re.compile(LABEL)
CUT = re.compile(rf"(?:(?<![㐀-鿿])|(?=【))(?:{LABEL})|(?:(?<=[{STROKES}])|(?=【))(?={TOLD})")
RECORDED = re.compile(rf"(?={LABEL}|{TOLD}).*?(?:{LABEL})")  # a record: it begins with a label, or with a field


def is_site(line: str) -> bool:
    """Whether a line is of the site or the database that an article is from.

    >>> [is_site(line) for line in ("放大 缩小 默认", "上一篇: 雨后现云海", "云岫晚报 2031年3月17日 字数:412", "收藏")]
    [True, True, True, False]
    """
    if len(line) > 140:
        return False
    line = line.strip(STROKES)
    navigates = NAVIGATION.fullmatch(line) and (SURELY.search(line) or len(WORDS.findall(line)) > 2)
    return bool(navigates) or any(kind.fullmatch(line) for kind in (ELSEWHERE, OWNER, RECORD, LABELLED))


def labelled(line: str) -> str | None:
    """What a label says of the line behind it: its role, "" if it leaves that open, None if it is no label.

    >>> labelled("引题:"), labelled("【正文】"), labelled("雨后现云海")
    ('kicker', '', None)
    """
    return (LABELS | SIGNED).get(re.sub("[【】: ]", "", line)) if LABELLED.fullmatch(line) else None


def pieces(line: str) -> list[Span]:
    """A line cut at the labels of a record, or about who signs it among its fields; most lines are one piece.

    >>> line = "云岫晚报 2031年3月17日 作者:周利芳 字数:412"
    >>> [line[start:end] for start, end in pieces(line)]
    ['云岫晚报 2031年3月17日', '作者:周利芳', '字数:412']
    >>> line = "【标题】雨后现云海【作者】周利芳【正文】昨日,云海泛起红晕。"
    >>> [line[start:end] for start, end in pieces(line)]
    ['【标题】', '雨后现云海', '【作者】', '周利芳', '【正文】', '昨日,云海泛起红晕。']
    """
    if RECORDED.match(line):
        return _parts(line, [0, *_edges(line), len(line)])
    by = BY.search(line) if len(line) < 100 else None
    behind = BEHIND.search(line, by.start()) if by else None
    parts = _parts(line, [0, by.start(), behind.start() if behind else len(line), len(line)]) if by else []
    return parts if len(parts) > 1 and all(_is_field(line[start:end]) for start, end in parts) else [(0, len(line))]


def _edges(record: str) -> Iterator[int]:
    """Where labels and fields begin in a record on one line, and where labels end; none in its text."""
    for match in CUT.finditer(record):
        yield from match.span()
        if labelled(match[0].strip()) == "":
            return


def _parts(line: str, edges: list[int]) -> list[Span]:
    """What stands between edges of a line, without the white space around it."""
    bare = [(start, line[start:end].strip()) for start, end in pairwise(edges)]
    found = [(line.index(part, start), len(part)) for start, part in bare if part]
    return [(start, start + length) for start, length in found]


def _is_field(part: str) -> bool:
    bare = part.strip(STROKES)
    return bool(NAMES.fullmatch(bare) or PAPER_ALONE.fullmatch(bare)) or is_site(bare)
