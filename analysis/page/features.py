"""What can be seen of a line: a row of named numbers for each line of a page.

In come the lines that carry no mark of their own, out come two tables of numbers: what each line looks like
(`LOOKS`) and how it stands to the line above (`TIES`).  Hard because no single sight decides: a headline is known
by being short, without a stop, and answered by the text below.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import numpy as np

from analysis.lexicons import read_words
from analysis.page.lines import Line
from analysis.page.seams import quoted_across, seam
from analysis.page.signatures import LEAD, NAME_LINE, byline_of, is_name, lead_of, signature_after
from analysis.page.vocabulary import LONG, Vocabulary

STOP = re.compile(r"[。!?…;][”』」’》)]*$")  # what ends a paragraph
CLOSED = re.compile(r"[。!?…;:][”』」’》)]*$|[”)』]$|\.{3,6}$")
SAYING = re.compile(r"(?:强调|指出|要求|表示|时|说|认为|提出|宣布|称)$")
ITEM = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.·]|第[一二三四五六七八九十\d]+[章节计招步条]?|[●■◆▲★○◎□])"
)
ORDINAL = re.compile(r"[第之]?[一二三四五六七八九十\d]{1,3}[㐀-鿿]{0,2}")
DAY = re.compile(r"\d月\d{1,2}日|[近昨今当][日天晨晚]|日前|连日来|近年来|今年|[上下]午|清晨|凌晨|本周|上周")
BRACKETED = re.compile(r"[。!?”…][(][^()。]{2,24}[)]$")  # (记者 甲乙), (甲乙), (据新华社电) behind the last stop
PICTURED = re.compile(
    r"[(]附?[组多]?(?:图片|照片|图|漫画)(?:[\d一二三四五六七八九十]{1,2}[张幅])?[)]$"
)  # 雨后现云海(附图片2张)
CAPTIONS = re.compile(r"(?:附?图[片表]?(?:说明)?|照片|题图|压题照片):")  # on a line of its own it heads captions
PAIRS = [("“", "”"), ("『", "』"), ("「", "」"), ("《", "》"), ("(", ")")]
RUNNING = re.compile(r"[的了着在是将把被和与对从为也都就还他她我们这那其]")  # words of running text
LENGTHS = (5, 8, 12, 16, 20, 26, 34, 46, 70)  # characters; a headline line holds 5-26, a column break leaves any
DISPLAY = 26  # characters: of 952 headline lines of the practice pages 93 % hold no more
LOOKS = (
    "always",
    *(f"length <= {n}" for n in LENGTHS),
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
    "a signature",
    "a column's name",
    "looks like a name",
    "a surname begins",
    "a lead",
    "a lead that names its agency",
    "brackets all",
    "says that it has pictures",
    "opens and does not close",
    "heads captions",
    "words of running text",
    "cannot begin a line",
    "first on the page",
    "one line end above",
    "three line ends above",
    "a stray blank above",
    "one line end below",
    "three line ends below",
    "a lead below",
    "open and short above a lead",
    "a signature below",
    "a long line below",
    "a stop ends the line below",
    "last on the page",
    "answered below",
    "answered above",
    "answered below more than above",
    "text goes on across it",
    "near text goes on across it",
    "the next text has a lead",
    "the next text has none, as others have",
    "the text above is unsigned, as others are not",
    "the next text is short",
    "like a short line near",
    "an item like a short line near",
    "the next text opens with a day",
    "a name below",
    "a very short line below",
)
TIES = (
    "always",
    "the text above is open",
    "a comma ends the text above",
    "reads on",
    "reads on well",
    "open and nothing joins",
    "one line end above",
    "three line ends above",
    "a stray blank above",
    "a credit stands between",
    "a lead",
    "answered below more than above",
    "text goes on across it",
    "near text goes on across it",
    "of like length",
    "a signature",
    "short",
    "a signature ends the text above",
    "a signature above, and text above it",
    "the next text has a lead",
    "the next text has none, as others have",
    "like a short line near",
    "a bracketed signature ends the text above",
    "the next text opens with a day",
    "a quotation goes on across it",
    "the text above is unsigned, as others are not",
)


def is_closed(line: str) -> bool:
    """Whether a line can end a paragraph as far as its last character goes."""
    return bool(CLOSED.search(line[-8:])) or signature_after(line) is not None


def looks_and_ties(lines: list[Line], between: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    """What is seen of the lines: arrays lines × LOOKS and lines × TIES; `between` says where a credit stood above."""
    vocabulary, leads = Vocabulary(lines), [lead_of(line.text) is not None for line in lines]
    signed = [byline_of(line.text) is not None for line in lines]
    names = [is_name(line.text) for line in lines]
    ahead, series, unsigned = _ahead(lines, leads), _series(lines), _unsigned(lines, signed)
    looks, ties = [], []
    for n in range(len(lines)):
        below, above, *across = vocabulary.answers(n)
        last = n + 1 == len(lines)
        near = (
            below,
            above,
            below - above,
            *across,
            *ahead[n][:2],
            unsigned[n],
            ahead[n][2],
            *series[n],
            ahead[n][3],
            not last and names[n + 1],
            not last and len(lines[n + 1].text) < 4,
        )
        looks.append((*_look(lines, n, leads, signed, names), *near))
        ties.append(
            (*_tie(lines, n, leads, signed, between[n], below - above, across, ahead[n], series[n]), unsigned[n])
        )
    return np.array(looks, float), np.array(ties, float)


def _ahead(lines: list[Line], leads: list[bool]) -> list[tuple[bool, float, bool, bool]]:
    """Of each short line: has the next long line a lead, or none though others have, is it short, tells it of a day."""
    following, k = [0] * len(lines), len(lines)
    for n in range(len(lines) - 1, -1, -1):
        following[n] = k
        k = n if len(lines[n].text) > LONG or leads[n] or lines[n].text.endswith("。") else k
    groups = {k for n, k in enumerate(following) if n + 1 == k < len(lines) and len(lines[n].text) <= LONG}
    usual = sum(leads[k] for k in groups) / (len(groups) + 1)
    sights = []
    for n, k in enumerate(following):
        short = len(lines[n].text) <= LONG and k < len(lines)
        led = short and leads[k]
        day = short and bool(DAY.search(lines[k].text[:30]))
        sights.append((led, (short and not led) * usual, short and len(lines[k].text) < 2 * LONG, day))
    return sights


def _unsigned(lines: list[Line], signed: list[bool]) -> list[float]:
    """Of each short line below text that no one signs: how many of the other such texts are signed."""
    below = [n for n in range(1, len(lines)) if len(lines[n].text) <= LONG < len(lines[n - 1].text) or signed[n - 1]]
    ends = {n: signed[n] or signed[n - 1] or bool(_signature(lines[n - 1].text)) for n in below}
    usual = sum(ends.values()) / (len(ends) + 1)
    return [usual if n in ends and not ends[n] else 0.0 for n in range(len(lines))]


def _signature(text: str) -> bool:
    return signature_after(text) is not None or bool(BRACKETED.search(text[-28:]))


def _series(lines: list[Line]) -> list[tuple[float, float]]:
    """Of each short line: how like it is in length to one of the two short lines above or below, and both items."""
    short = [n for n, line in enumerate(lines) if len(line.text) <= 20 and not STOP.search(line.text[-4:])]
    sights = [(0.0, 0.0)] * len(lines)
    for at, n in enumerate(short):
        near = [k for k in short[max(0, at - 2) : at + 3] if abs(k - n) > 1]
        own = lines[n].text
        like = max((1 - abs(len(own) - len(lines[k].text)) / 4 for k in near), default=0)
        item = bool(ITEM.match(own)) and any(ITEM.match(lines[k].text) for k in near)
        sights[n] = max(like, 0), float(item)
    return sights


@cache
def _columns() -> frozenset[str]:
    return frozenset(read_words("columns"))


def _look(lines, n, leads, signed, names) -> Sequence[float]:
    line, text = lines[n], lines[n].text
    after = lines[n + 1] if n + 1 < len(lines) else None
    size, last, end = len(text), text[-1], text[-8:]
    bucket = bisect_left(LENGTHS, size)
    stopped = bool(STOP.search(end))
    return [
        1,
        *(bucket == k for k in range(len(LENGTHS))),
        stopped,
        stopped and "。" in end[-3:],
        not stopped and is_closed(text),
        last in "”』」》",
        last == ")",
        last == ",",
        last in ":",
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
        signed[n],
        text in _columns(),
        bool(NAME_LINE.fullmatch(text)),
        names[n],
        leads[n],
        leads[n] and LEAD.match(text) is not None,
        text[0] == "(" and last == ")",
        last == ")" and size <= LONG and PICTURED.search(text) is not None,
        any(text.count(opens) != text.count(closes) for opens, closes in PAIRS),
        last == ":" and CAPTIONS.fullmatch(text) is not None,
        min(len(RUNNING.findall(text[:120])) / min(size, 120) * 10, 2),
        text[0] in ",。、;:!?)”’》】』」%的了着",
        n == 0,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        bool(after and after.gap == 1),
        bool(after and after.gap >= 3),
        bool(after and leads[n + 1]),
        bool(after and leads[n + 1] and size <= DISPLAY and not is_closed(text)),
        bool(after and signed[n + 1]),
        bool(after and len(after.text) > LONG),
        bool(after and STOP.search(after.text[-8:])),
        after is None,
    ]


def _tie(lines, n, leads, signed, between, answered, across, ahead, series) -> Sequence[float]:
    line = lines[n]
    if n == 0:
        return [1] + [0] * (len(TIES) - 2)
    above = lines[n - 1].text
    open_above = not is_closed(above)
    joins = seam(above, line.text) if open_above else 0.0
    return [
        1,
        open_above,
        above[-1] == ",",
        joins > 0.5,
        min(joins, 8) / 4,
        open_above and joins <= 0.5,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        between,
        leads[n],
        answered,
        *across,
        max(0, 1 - abs(len(above) - len(line.text)) / 8),
        signed[n],
        len(line.text) <= 26,
        signature_after(above) is not None,
        n > 1 and signed[n - 1] and is_closed(lines[n - 2].text),
        ahead[0],
        ahead[1],
        series[0],
        bool(BRACKETED.search(above[-28:])),
        ahead[3],
        quoted_across(above, line.text),
    ]
