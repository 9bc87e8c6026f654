"""Which lines of a headline stack are kicker (引题), headline (主题), deck (副题)."""

from __future__ import annotations

import re

from analysis.page.features import SAYING
from analysis.page.lines import Line
from analysis.page.seams import seam

TOOK_PART = re.compile(r"(?:参加|出席|主持|陪同|讲话|致辞|会见|等)$")
MOST = 8  # lines; 1,203 stacks of 200 pages have 1-4.  A page of short lines alone would else cost their number cubed


def stack_roles(stack: list[Line]) -> list[str]:
    """The roles of a stack's lines, from the best of all ways to divide it into kicker, headline and deck.

    Where no word tells, length does: of an evening paper's six stacks whose first line is the longer and stands
    apart, its own fields call that line a kicker in all six.

    >>> from analysis.page.lines import lines_of
    >>> stack_roles(lines_of("甲某在乙区调研时强调\\n\\n全力收官 科学谋划\\n在发展中展现担当\\n\\n丙某参加"))
    ['kicker', 'headline', 'headline', 'deck']
    >>> stack_roles(lines_of("入冬首批候鸟昨晨飞抵东湖湿地\\n\\n湖上来客"))
    ['kicker', 'headline']
    """
    n = len(stack)
    ways = [(k, h) for k in range(min(n, MOST)) for h in range(1, min(n - k, MOST) + 1)]
    kickers, heads = max(ways, key=lambda way: _fit(stack, *way))
    return ["kicker"] * kickers + ["headline"] * heads + ["deck"] * (n - kickers - heads)


def _fit(stack: list[Line], kickers: int, heads: int) -> float:
    """How well a stack divides after its kicker and after its headline."""
    fit = sum(_torn(stack, n) for n in range(1, len(stack)) if n not in (kickers, kickers + heads))
    head = max(len(line.text) for line in stack[kickers : kickers + heads])
    fit += sum(_kicker(line.text, head) for line in stack[:kickers]) + sum(
        _deck(line.text, head) for line in stack[kickers + heads :]
    )
    return fit


def _torn(stack: list[Line], n: int) -> float:
    """How much line `n` looks like the second half of the line above."""
    above, line = stack[n - 1].text, stack[n].text
    if stack[n].gap > 1:
        return -4.0
    like = 1 - abs(len(above) - len(line)) / 6
    return (
        1.0 + like + (2.0 if seam(above, line) > 0.5 else 0) - (3.0 if SAYING.search(above) and len(above) > 8 else 0)
    )


def _kicker(text: str, head: int) -> float:
    says = 4.0 if SAYING.search(text) else 2.0 if text[-1] in "—-" else 0.0
    longer = 1.5 if len(text) > head + 1 else 0.5 * (len(text) > head)  # set larger, a headline has room for less
    return -1.0 + says + 1.0 * ("," in text) + longer


def _deck(text: str, head: int) -> float:
    part = 3.0 if TOOK_PART.search(text) or text[0] in "—-●(" else 0.0
    return part + 1.0 * (len(text) > head + 3) + 0.5 * ("," in text)
