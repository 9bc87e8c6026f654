"""Which lines of a headline stack are kicker (引题), headline (主题), deck (副题).

In come the lines of a stack, out comes a role for each: kickers first, then the headline, then decks.  Hard because
papers set them apart by type, which a text has lost.  What is seen of the lines is weighed as `weights.tsv` has it,
and the best of all ways to divide the stack is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from analysis.page.leads import lead_of
from analysis.page.lines import Line
from analysis.page.seams import seam
from analysis.page.shapes import SAYING, SPEAKER, is_column
from analysis.page.vocabulary import pairs_of

STACK_ROLES = ("kicker", "headline", "deck")
TOOK_PART = re.compile("(?:参加|出席|主持|陪同|讲话|致辞)(?:调研|会议|活动|座谈|考察|检查|仪式)?$")
MEETS = re.compile("(?:会见|等)$")
TAKES_PLACE = re.compile(
    r"(?:举行|召开|开幕|闭幕|启动|部署|公布|出台|提出|发布"
    "|开工|落幕|揭晓|通过|开展|推进|收官|获悉|调查|专访|对话|结束|完成|战罢|打响|鸣哨|成功)$"
)
ABOUT = re.compile(r"(?:纪实|侧记|见闻|采访|调查|追记|综述|述评|故事|记|随笔)$|^[记读访]")
# 我市四城区入选|中部百强区
WANTS = re.compile(
    "(?:入选|入围|荣?获评?|成为?|跻身|助力|打造|点亮|走进|新增|实现|突破|达到?|迎来?|建成?|推动|撑起|守护|[让把为与和的促保])$"
)
NUMBERS = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2}")
ADDS = re.compile("其中|[逾约近首每最将可须需已拟共由为并到]|一半|预计|今年|全年|目前|本月|今后|涉及|确保|力争|不")
OURS = re.compile("[我全][市省县区州]")  # 我市四城区入选; 全市已有三成
SENTENCE = re.compile("[。!?]")
FIRST, MORE = 70, 700  # characters below that a stack is held against: a long sentence, and some five paragraphs
LENGTHS = (5, 8, 11, 14, 18, 24)  # characters
MOST = 8  # lines; 1,203 stacks of 200 pages have 1-4.  A page of short lines alone would else cost their number cubed
STACK_LOOKS = (
    "always",
    *(f"length <= {n}" for n in LENGTHS),
    "first",
    "last",
    "longest",
    "shortest",
    "longer than the line below",
    "shorter than the line below",
    "longer than the line above",
    "shorter than the line above",
    "a comma inside",
    "a blank inside",
    "a colon inside",
    "a dash begins",
    "a dash ends",
    "a quotation begins",
    "ends in ! or ?",
    "ends in a verb of saying",
    "ends in what takes place",
    "tells who took part",
    "tells who met",
    "tells whose it is",
    "a digit begins",
    "a speaker begins",
    "a number inside",
    "brackets all",
    "a column's name",
    "one line end below",
    "three line ends below",
    "one line end above",
    "answered by the first sentence",
    "answered by more of the text",
    "answered best by the first sentence",
    "begins as what adds a fact",
    "of our town",
    "ends in 了",
    "a quotation inside",
    "a number ends",
)
GOES_ON = (
    "always",
    "one line end above",
    "of like length",
    "reads on",
    "wants an object above",
    "a verb of saying above",
)


def stack_roles(stack: list[Line], below: Iterable[str], weights: np.ndarray) -> list[str]:
    """The roles of a stack's lines, from the best of all ways to divide it into kicker, headline and deck.

    `below` is the text that it heads; `weights` are those of STACK_LOOKS and GOES_ON for each role, in any stack and
    more in a stack of two.

    >>> from analysis.page.lines import lines_of
    >>> from analysis.page.roles import weights
    >>> stack = lines_of("甲某在乙区调研时强调\\n\\n全力收官 科学谋划\\n在发展中展现担当\\n\\n丙某参加")
    >>> stack_roles(stack, ["昨日,甲某到乙区调研。"], weights().stack)
    ['kicker', 'headline', 'headline', 'deck']
    """
    if len(stack) == 1:
        return ["headline"]
    best = int((seen_by_way(stack, below) @ weights.ravel()).argmax())
    return [STACK_ROLES[role] for role in ways(len(stack))[best]]


def ways(n: int) -> list[list[int]]:
    """All ways to divide `n` lines: the place in `STACK_ROLES` of each."""
    kickers_and_heads = ((k, h) for k in range(min(n, MOST)) for h in range(1, min(n - k, MOST) + 1))
    return [[0] * k + [1] * h + [2] * (n - k - h) for k, h in kickers_and_heads]


def seen_by_way(stack: list[Line], below: Iterable[str]) -> np.ndarray:
    """What is seen of a stack by the role that each way gives its lines: ways × (sights × roles), twice if of two."""
    sizes, answers = sorted(len(line.text) for line in stack), _answers(stack, "".join(below))
    looks = np.array([(*_looks(stack, n, sizes), *answers[n], *_says(stack[n].text)) for n in range(len(stack))], float)
    on = np.array([_goes_on(stack, n) for n in range(len(stack))], float)
    divided = np.array(ways(len(stack)))
    roles = np.eye(len(STACK_ROLES))[divided]  # ways × lines × roles
    goes_on = roles * (np.diff(divided, prepend=-1) == 0)[..., None]
    seen = np.concatenate([looks.T @ roles, on.T @ goes_on], 1).reshape(len(divided), -1)
    return np.hstack([seen, seen * (len(stack) == 2)])


def _answers(stack: list[Line], text: str) -> list[tuple[float, ...]]:
    """Of each line: how much the first sentence of the text, and how much more of it, answers it; most of all?"""
    lead = lead_of(text) if text else None
    text = text[lead.end if lead else 0 :][:MORE]
    first = SENTENCE.split(text)[0][:FIRST]
    texts = [first, text[len(first) :], *(line.text for line in stack)]
    opening, more, *lines = (set(pairs.tolist()) for pairs in pairs_of(texts))
    found = [len(own & opening) / (len(own) + 1) for own in lines]
    later = [len((own - opening) & more) / (len(own) + 1) for own in lines]
    return [(a, b, a == max(found) > 0) for a, b in zip(found, later, strict=True)]


def _says(text: str) -> list[bool]:
    return [
        bool(ADDS.match(text)),
        bool(OURS.search(text)),
        text[-1] == "了",
        "“" in text,
        bool(re.search(r"\d.{0,3}$", text)),
    ]


def _looks(stack: list[Line], n: int, sizes: list[int]) -> list[float]:
    line, text, size = stack[n], stack[n].text, len(stack[n].text)
    above = stack[n - 1] if n else None
    below = stack[n + 1] if n + 1 < len(stack) else None
    return [
        1,
        *(size <= most for most in LENGTHS),
        above is None,
        below is None,
        size == sizes[-1] > sizes[-2],
        size == sizes[0] < sizes[1],
        bool(below and size > len(below.text) + 1),
        bool(below and size < len(below.text) - 1),
        bool(above and size > len(above.text) + 1),
        bool(above and size < len(above.text) - 1),
        "," in text,
        " " in text,
        ":" in text,
        text[0] in "—-",
        text[-1] in "—-",
        text[0] in "“『「《",
        text[-1] in "!?",
        bool(SAYING.search(text[-8:])),
        bool(TAKES_PLACE.search(text)),
        bool(TOOK_PART.search(text)),
        bool(MEETS.search(text)),
        bool(ABOUT.search(text)),
        text[0].isdigit(),
        bool(SPEAKER.match(text)),
        bool(NUMBERS.search(text)),
        text[0] + text[-1] == "()",
        is_column(text),
        bool(below and below.gap == 1),
        bool(below and below.gap >= 3),
        bool(above and line.gap == 1),
    ]


def _goes_on(stack: list[Line], n: int) -> list[float]:
    """How much a line looks like the second half of the line above."""
    if n == 0:
        return [0.0] * len(GOES_ON)
    above, line = stack[n - 1].text, stack[n].text
    return [
        1,
        stack[n].gap == 1,
        max(0.0, 1 - abs(len(above) - len(line)) / 6),
        seam(above, line) > 0.5,
        bool(WANTS.search(above)),
        bool(SAYING.search(above[-8:])) and len(above) > 8,
    ]
