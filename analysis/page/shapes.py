"""What a line's own form says of it: how it ends, what it is made of, what it is made as.

In comes a line with half-width punctuation (`folded`), out comes a row of numbers, named in `SHAPES`.  None of them
decides alone: the weights weigh them with what stands around the line (`features`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise

from analysis.lexicons import read_words
from analysis.page.marks import heads_a_page
from analysis.page.names import MANY, NAME_LINE, is_name
from analysis.page.signatures import DATE, addressed, columns, signature_after
from analysis.page.vocabulary import LONG

STOP = re.compile(r"[。!?…;][”』」’》)]*$")  # what ends a paragraph
CLOSED = re.compile(r"[。!?…;:][”』」’》)]*$|[”)』]$|\.{3,6}$")
SAYING = re.compile(r"(?:强调|指出|要求|表示|时|说|认为|提出|宣布|称)$")
ITEM = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.·]|第[一二三四五六七八九十\d]+[章节计招步条]?|[●■◆▲★○◎□])"
)
ORDINAL = re.compile(r"[第之]?[一二三四五六七八九十\d]{1,3}[㐀-鿿]{0,2}")
DAY = re.compile(r"\d月\d{1,2}日|[近昨今当][日天晨晚]|日前|连日来|近年来|今年|[上下]午|清晨|凌晨|本周|上周")
BRACKETED = re.compile(r"[。!?”…][(][^()。]{2,24}[)]$")  # (记者 甲乙), (甲乙), (据新华社电) behind the last stop
# 雨后现云海(附图片2张)
PICTURED = re.compile(r"[(]附?[组多]?(?:图片|照片|图|漫画)(?:[\d一二三四五六七八九十]{1,2}[张幅])?[)]$")
CAPTIONS = re.compile(r"(?:附?图[片表]?(?:说明)?|照片|题图|压题照片):")  # on a line of its own it heads captions
WRITTEN_DATE = "[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
DATE_ALONE = re.compile(  # 2006年8月4日; 2010年谷雨于旬阳蜀河
    rf"{DATE}|{WRITTEN_DATE}|[(]?[\d一二三四五六七八九〇○零]{{4}}年[\d㐀-鿿]{{1,6}}?[写作草记改]?[于寄][㐀-鿿]{{2,10}}[)]?"
)
OFFICE = (
    "[㐀-鿿]{2,20}(?:委员会|组织部|宣传部|办公室|董事会|监事会|编辑部|领导小组|指挥部|报道组|咨询台"
    "|[局厅署院处队社厂站馆]|集团|公司|中心|协会|学会|大学|学校|中学|小学|政府|工会|党委|团委|[分支银]行)"
)
OFFICE_ALONE = re.compile(rf"{OFFICE}(?: (?:{OFFICE}|{DATE}|{WRITTEN_DATE}))*")
PLACE_ALONE = re.compile("[㐀-鿿]{1,4}(?:[省市县区乡镇村州盟旗]|街道|社区)")  # 海门区
POINTS = re.compile(  # 09版 …, …(4版)
    r"^第?[A-Z]?\d{1,2} ?版 |^[A-Z]\d{1,2} |(?:[( ][A-Z]\d{1,2}|[(见第 ][A-Z]?\d{1,2} ?版)\)?$"
)
OPENING = re.compile(  # 据了解, …; most text is no opening, and hardly any headline
    "据(?:了解|介绍|悉|统计|说|报道)|记者(?:了解|看到|获悉|从|在)|(?:此外|另外|同时|与此同时|目前|随后|接着|为此|对此|因此|不过|然而|当时"
    "|接下来|下一步|会上|活动中|现场|近年来|近日|日前|昨[日天]|今[日天]|当[日天]),|截至"
)
SPEAKER = re.compile(r"(?:[㐀-鿿]{1,4}|《[㐀-鿿]{1,6}》|[QA]\d?)[::]")  # 记者:, 问:, Q:
PAIRS = [("“", "”"), ("『", "』"), ("「", "」"), ("《", "》"), ("(", ")")]
RUNNING = re.compile(r"[的了着在是将把被和与对从为也都就还他她我们这那其]")  # words of running text
LENGTHS = (5, 8, 12, 16, 20, 26, 34, 46, 70)  # characters; a headline line holds 5-26, a column break leaves any
BINS = tuple(f"length {above + 1}-{most}" for above, most in pairwise((0, *LENGTHS)))
# Of 948 crossheads one is longer; of 3,641 headline lines none has over 62 characters.
LONGEST_CROSSHEAD, LONGEST_HEADLINE = 26, 80
SHAPES = (
    "always",
    *BINS,
    "ends in a stop",
    "ends in a full stop",
    "ends in another close",
    "ends in a closing quote",
    "ends in a bracket",
    "ends in a comma",
    "ends in a colon",
    "ends in a dash",
    "ends in a verb of saying",
    "ends in ! or ?",
    "a stop inside",
    "a comma inside",
    "a colon inside",
    "a blank inside",
    "a dash inside",
    "opens a quotation",
    "an item of a list",
    "an ordinal alone",
    "a digit begins",
    "a column's name",
    "looks like a name",
    "a surname begins",
    "brackets all",
    "says that it has pictures",
    "opens and does not close",
    "heads captions",
    "words of running text",
    "cannot begin a line",
    "opens as text does",
    "a person and who that is",
    "a date alone",
    "an office alone",
    "a place alone",
    "made as a page's head",
    "a speaker begins",
    "points to a page",
    "a signature behind the last stop",
    "too long for a crosshead",
    "too long for a headline",
)


def shape(text: str) -> list[float]:
    """The numbers of `SHAPES` for a line."""
    size, last, end = len(text), text[-1], text[-8:]
    bucket, stopped = bisect_left(LENGTHS, size), bool(STOP.search(end))
    return [
        1,
        *(bucket == k for k in range(len(LENGTHS))),
        stopped,
        stopped and "。" in end[-3:],
        not stopped and is_closed(text),
        last in "”』」》",
        last == ")",
        last == ",",
        last == ":",
        last in "—-",
        bool(SAYING.search(end)),
        last in "!?",
        "。" in text[:-1],
        "," in text[:-1],
        ":" in text[:-1],
        " " in text,
        "—" in text[:-1],
        text[0] in "“『「《",
        bool(ITEM.match(text)),
        size < 8 and bool(ORDINAL.fullmatch(text)),
        text[0].isdigit(),
        is_column(text),
        bool(NAME_LINE.fullmatch(text)),
        is_name(text),
        text[0] == "(" and last == ")",
        last == ")" and size <= LONG and PICTURED.search(text) is not None,
        any(text.count(opens) != text.count(closes) for opens, closes in PAIRS),
        last == ":" and CAPTIONS.fullmatch(text) is not None,
        min(len(RUNNING.findall(text[:120])) / min(size, 120) * 10, 2),
        text[0] in ",。、;:!?)”’》】』」%的了着",
        bool(OPENING.match(text)),
        bool(addressed(text)),
        size < 24 and bool(DATE_ALONE.fullmatch(text)),
        size < 40 and bool(OFFICE_ALONE.fullmatch(text)),
        size < 7 and bool(PLACE_ALONE.fullmatch(text)),
        heads_a_page(text),
        bool(SPEAKER.match(text)),
        size < 60 and bool(POINTS.search(text)),
        signature_after(text) is not None,
        size > LONGEST_CROSSHEAD,
        size > LONGEST_HEADLINE,
    ]


@lru_cache(MANY)
def is_closed(line: str) -> bool:
    """Whether a line can end a paragraph as far as its last character goes."""
    return bool(CLOSED.search(line[-8:])) or signature_after(line) is not None


@lru_cache(MANY)
def is_column(text: str) -> bool:
    """Whether a line is made as the names of columns are: 读者来信, 【今日关注】, 走基层·山乡纪事.

    >>> is_column("以案说法"), is_column("壮丽70年·寻访老兵"), is_column("雨后现云海")
    (True, True, False)
    """
    name = text.replace(" ", "")
    return name in columns() or (len(name) < 16 and bool(_column().fullmatch(name)))


@cache
def _column() -> re.Pattern[str]:
    endings = "|".join(read_words("column_endings"))
    return re.compile(rf"【.{{2,10}}】|[^,:。!?]{{2,8}}[·|][^,:。!?]{{2,8}}|.{{0,6}}(?:{endings})")


def ends_signed(text: str) -> bool:
    """Whether a paragraph ends in a signature: behind its last stop, or in brackets."""
    return signature_after(text) is not None or bool(BRACKETED.search(text[-28:]))
