"""A text in the form that word lists and rules are written in: half-width signs, simplified characters."""

from __future__ import annotations

import re
from functools import cache

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFEFF: 0x20}
FULL_WIDTH |= {ord("〔"): ord("("), ord("〕"): ord(")")}  # 〔记者甲乙/台南报导〕
WIDE = re.compile(f"[{''.join(map(chr, FULL_WIDTH))}]")
# Of a text's characters that have a simplified form: at most 0.006 on 116 pages of mainland papers (乾, 著, 於 in names
# and quotes), 0.38 on a page of news in traditional ones.
TRADITIONAL = 0.15
KEPT = frozenset(map(ord, "乾著於藉瞭徵覆夥鍾"))  # in names and some words mainland papers print these too (乾县, 徵羽)


def folded(text: str) -> str:
    """The text with half-width letters, digits and punctuation, character for character.

    >>> folded("本报讯（记者　甲乙）１１月９日，")
    '本报讯(记者 甲乙)11月9日,'
    """
    return text.translate(FULL_WIDTH) if WIDE.search(text) else text


def simplified(text: str) -> str:
    """A traditional text in simplified characters, one for one; any other text as it is.

    Each character for itself, which is right for looking words up and nothing to print: the page keeps its own.

    >>> simplified("全省首屆社區運動會"), simplified("市民走进乾县博物馆")
    ('全省首届社区运动会', '市民走进乾县博物馆')
    """
    return one_for_one(text) if in_traditional(text) else text


def one_for_one(text: str) -> str:
    """A text with each traditional character in its simplified form."""
    return text.translate(_simplifications())


def in_traditional(text: str) -> bool:
    """Whether a text is printed in traditional characters.

    >>> in_traditional("本報訊(記者 李國強)"), in_traditional("本报讯(记者 李国强)"), in_traditional("乾县第7名")
    (True, False, False)
    """
    told = _traditional()
    return not told.isdisjoint(text) and sum(map(told.__contains__, text)) > TRADITIONAL * len(text)


@cache
def _traditional() -> frozenset[str]:
    """The traditional characters that mainland papers do not print."""
    return frozenset(map(chr, _simplifications().keys() - KEPT))


@cache
def _simplifications() -> dict[int, str]:
    """Traditional characters and their simplified forms, as wordfreq maps them."""
    from wordfreq.chinese import SIMPLIFIED_MAP

    return dict(SIMPLIFIED_MAP)
