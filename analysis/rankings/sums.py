"""Sums that a text tells: a whole and its parts, shares of one whole, a gross product and its industries.

In come an article's quantities, out come those that add up if the text is right.  Hard because most numbers behind
其中 are some of the parts, and most percentages are no shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from analysis.rankings.entities import CLAUSE_END, REACH, in_one_breath
from analysis.rankings.numerals import POWERS
from analysis.rankings.operands import CLAUSES, LINK, SENTENCES, Rows, after

MONEY = ("元", "美元", "欧元", "日元", "英镑", "港元", "港币", "人民币")
# 其中 opens a clause: 比去年多7只,其中… tells of more than the difference, and 跑了其中五个点 of no count before
OF_THEM = re.compile(r"(?:^|[,，、(（:：])[且但而]?其中[,，]?[^,，;；]{0,24}$")
DIFFERENCE = re.compile("(?:[比较]|同比)[^,，。;；]{0,10}(?:多|少|增加|增长|增|减少|减|下降|上升|提高)了?$")
BESIDE = re.compile("[^,，、;；。!?]{0,16}[,，、;；]?[^,，、;；。!?]{0,20}")  # at most one mark between part and part
# What goes to the rest leaves no other part; it stands first between part and part: 比其他县区高出 is of others
OTHERS = re.compile("[、,，;；和]{0,2}而?(?:其余|其他|其它|剩下|剩余)[^,，、;；。!?]{0,12}")
EACH = re.compile("每[一-龥]{0,2}$")  # 余下1.3万元由居民自筹,每户62元
MADE_OF = re.compile("(?:^|[,，])由[^,，;；。!?]{0,24}$")
MADE = re.compile("(?:(?![等和与及])[一-龥]){0,8}?组成")  # no other part stands before it: 5名护士和志愿者组成
# 54%、生活源31%、工业源15% and 4600万元,占43%;出口欧洲3100万元,占29%: a label, or a clause and 占
LABELLED = re.compile("[、和与及,，;；]?和?(?:[^,，、;；。!?]{1,20}[,，])?[^,，、;；。!?]{0,16}")
PORTION = re.compile("(?:占|比重|比例|份额|构成)[^,，。;；、!?]{0,10}$")
GROWN = re.compile("[增减升降涨跌回]|提高|其中|同比|环比|合格率|达标率|以上|以下|(?<!占)比(?![重例])|较|高出|多占")
VALUE_ADDED = re.compile("第(?P<number>[一二三])产业(?:实现|完成)?增加值(?:为|达到?|完成|实现)?$")
INDUSTRIES = re.compile("三次产业(?:实现|完成)?(?:增加值)?(?:分别)?(?:为|达到?|完成|实现)?$")
PRODUCT = re.compile("(?<!人均)(?<!人均地区)(?:生产总值|GDP|总值)(?:[(（][^()（）]{1,8}[)）])?(?:为|达到?|完成|实现)?$")


def amounts(rows: Rows) -> Rows:
    """The sums of money of the article's paragraphs."""
    return [row for row in rows if row.kind == "amount" and row.paragraph > 0 and row.unit.endswith(MONEY)]


def whole_and_parts(rows: Rows, text: str) -> Iterator[tuple[Any, Rows]]:
    """Each count before 其中, or before 由…组成, with the counts behind it up to the end of its clause or list."""
    wholes = [row for row in rows if not DIFFERENCE.search(text, max(0, row.start - 16), row.start)]
    for whole, first in pairwise(wholes):
        between = text[whole.end : first.start][:REACH]
        clause = CLAUSES.split(text[first.start : first.start + REACH])[0]
        told = OF_THEM.search(between) or (MADE_OF.search(between) and "组成" in clause)
        if told and not SENTENCES.search(between):
            parts = after(rows, first.start, len(clause))
            yield whole, [part for part in parts if not EACH.search(text, part.start - 4, part.start)]


def beside(parts: Rows, text: str) -> bool:
    """Whether parts stand one beside the other, nothing but a label and one mark between them, all of one unit."""
    one_unit = len({row.unit.lstrip("十百千万亿") for row in parts}) == 1
    return one_unit and all(BESIDE.fullmatch(text, a.end, b.start) for a, b in pairwise(parts))


def all_told(whole: Any, parts: Rows, text: str) -> bool:
    """Whether the text says that these are all the parts, exactly: the last is 其余, or the whole is 由 them 组成."""
    exact = not any(row.modifier for row in (whole, *parts)) and beside([whole, *parts][1:], text)
    made = MADE_OF.search(text[whole.end : parts[0].start]) and MADE.match(text, parts[-1].end)
    return exact and whole.unit == parts[0].unit and bool(made or is_rest(parts, text))


def is_rest(parts: Rows, text: str) -> bool:
    """Whether the last of some parts is said to be the rest."""
    return bool(OTHERS.fullmatch(text, parts[-2].end, parts[-1].start))


def off_by(parts: Rows, whole: Any) -> tuple[float, float]:
    """How far the parts are from the whole, and how far rounding can take them (whole numbers of things: nowhere), both
    as shares of the whole."""
    coarsest = max(_step(row) for row in (*parts, whole))
    size = _size(whole) or 1
    return abs(sum(map(_size, parts)) - size) / size, coarsest * (len(parts) + 1) / 2 / size


def _size(row: Any) -> float:
    return row.value * POWERS.get(row.unit[0], 1)


def _step(row: Any) -> float:
    decimals = len(f"{row.value:g}".partition(".")[2])
    return 10.0**-decimals * POWERS.get(row.unit[0], 1) if decimals or row.unit[0] in POWERS else 0.0


def shares_told(rows: Rows, text: str) -> list[Rows]:
    """Shares of one thing told side by side (农业源占54%、生活源31%、工业源15%); growth by so many per cent is none."""
    shares = [row for row in rows if row.kind == "share" and row.unit == "%" and row.paragraph > 0]
    return [run for run in in_one_breath(shares, text, LABELLED) if len(run) > 1 and _portions(run, text)]


def _portions(run: Rows, text: str) -> bool:
    said = _said(run, text)
    grown = any(GROWN.search(CLAUSES.split(CLAUSE_END.split(between)[-1])[-1]) for between in said)
    return bool(PORTION.search(said[0])) and (len(run) > 2 or each_a_portion(run, text)) and not grown


def each_a_portion(run: Rows, text: str) -> bool:
    """Whether each of some shares is said to be one of a whole: 占54%."""
    return all(map(PORTION.search, _said(run, text)))


def _said(run: Rows, text: str) -> list[str]:
    return [text[max(0, run[0].start - 16) : run[0].start], *(text[a.end : b.start] for a, b in pairwise(run))]


def product_and_industries(rows: Rows, text: str) -> Iterator[tuple[Any, Rows]]:
    """A gross product and the value that each of the three industries adds, told one by one or in one breath."""
    money = amounts(rows)
    products = [row for row in money if PRODUCT.search(text, max(0, row.start - 20), row.start)]
    runs = in_one_breath(money, text, LINK)
    told = [run for run in runs if INDUSTRIES.search(text, max(0, run[0].start - 24), run[0].start)]
    added = [(row, VALUE_ADDED.search(text, max(0, row.start - 20), row.start)) for row in money]
    one_by_one = [row for row, said in added if said]
    whole = "".join(said["number"] for _, said in added if said) == "一二三"
    for parts in [run for run in (one_by_one * whole, *told) if len(run) == 3]:
        near = [row for row in products if parts[0].start - REACH < row.start < parts[-1].end + 20]
        if len(near) == 1:
            yield near[0], parts
