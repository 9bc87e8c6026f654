"""Which line each line goes on from, when a layout's blocks were read out of order.

In come lines with roles, out comes for each line the number of the line before it in its text: as a rule the line
above.  A page read block by block gives two articles as A B A B; then the first breaks off before a headline, and
its other half stands somewhere below.  Hard because the second seam may look whole: words must tell whose it is.
"""

from __future__ import annotations

import re
from itertools import accumulate

from analysis.page.leads import lead_of
from analysis.page.lines import Line
from analysis.page.seams import seam
from analysis.page.shapes import DATE_ALONE, OFFICE_ALONE, is_closed
from analysis.page.vocabulary import Vocabulary

BODY = ("paragraph", "rest")
WINDOW = 80  # lines below a broken end in which its other half is looked for
OPEN_END = -6.0  # a text that breaks off and goes on nowhere, in the units of `seam`
CROSSING = 4.0  # by how much two texts that cross must read better than two that do not
ENCLOSED = -5.0  # a whole article stands between the halves of another
AT_A_STOP = -6.0  # a text breaks off, unseen, after a full stop: one break in twenty
LEAST = 2.0
LEAST_RUNNING = 12  # characters of running text without a mark
MARK = re.compile("[,。、;:!?]")
WORDS = 0.08  # of a shared pair of characters, in the units of `seam`


def lines_before(lines: list[Line], roles: list[str]) -> list[int]:
    """For each line the number of the line that it goes on from; -1 for the first."""
    before = list(range(-1, len(lines) - 1))
    ends = [
        n
        for n in range(len(lines) - 1)
        if roles[n] in BODY and roles[n + 1] == "headline" and _breaks_off(lines[n].text)
    ]
    if not ends:
        return before
    vocabulary = Vocabulary(lines)
    for end in ends:
        crossing = _crossing(lines, roles, end, vocabulary)
        if crossing:
            first, second = crossing
            before[first] = end
            if second < len(lines):
                before[second] = first - 1
    return before


def _breaks_off(line: str) -> bool:
    """Whether a line is running text that comes to no end: neither a day, an office, nor a few words."""
    few = len(line) < LEAST_RUNNING and not MARK.search(line)
    return not (few or is_closed(line) or DATE_ALONE.fullmatch(line) or OFFICE_ALONE.fullmatch(line))


def _crossing(lines: list[Line], roles: list[str], end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where below `end` its text goes on, and where the text that stands between goes on after that."""
    body, stop = _block(roles, end + 1)
    starts = [n for n in range(body + 1, stop) if roles[n] in BODY and not lead_of(lines[n].text)]
    if not starts:
        return None
    leaning = _leaning(vocabulary, range(_top(roles, end), end + 1), range(end + 1, body + 1), range(body + 1, stop))
    found = max((_gain(lines, leaning, end, body, a, b), a, b) for a in starts for b in [*starts, stop] if a < b)
    return (found[1], found[2] if found[2] < stop else len(lines)) if found[0] > CROSSING else None


def _gain(lines: list[Line], leaning: list[float], end: int, body: int, first: int, second: int) -> float:
    """By how much the page reads better if `end` goes on at `first`, and the line above `first` at `second`."""
    stop = body + len(leaning)
    inside = leaning[second - body - 1] - leaning[first - body - 1]
    words = 2 * inside - leaning[-1]
    whole = is_closed(lines[first - 1].text)
    gain = _join(lines, end, first) - OPEN_END - _join(lines, first - 1, first)
    if second == stop:
        return gain + words + (ENCLOSED if whole else OPEN_END)
    back = AT_A_STOP if whole else _join(lines, first - 1, second)
    return gain + words + back - _join(lines, second - 1, second)


def _join(lines: list[Line], above: int, below: int) -> float:
    """How well the text goes on from one line to another; one that is closed goes on or not."""
    return 0.0 if is_closed(lines[above].text) else min(seam(lines[above].text, lines[below].text), 8.0) - LEAST


def _leaning(vocabulary: Vocabulary, one: range, other: range, lines: range) -> list[float]:
    """How much more the lines share with one text than with another, added up from the first line on (0 before it)."""
    ours, theirs = vocabulary.union(one), vocabulary.union(other)
    shares = (
        vocabulary.total(vocabulary.pairs[n] & ours - theirs) - vocabulary.total(vocabulary.pairs[n] & theirs - ours)
        for n in lines
    )
    return list(accumulate((WORDS * share for share in shares), initial=0.0))


def _block(roles: list[str], headline: int) -> tuple[int, int]:
    """The first body line below a headline, and where the next article begins (or the window ends)."""
    body = next((n for n in range(headline, len(roles)) if roles[n] in BODY), len(roles))
    stop = next((n for n in range(body, len(roles)) if roles[n] == "headline"), len(roles))
    return body, min(stop, headline + WINDOW)


def _top(roles: list[str], n: int) -> int:
    """The first line of the article that line `n` is in."""
    while n > 0 and not (roles[n] == "headline" != roles[n - 1]):
        n -= 1
    return n
