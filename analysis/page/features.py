"""What can be seen of a line: a row of named numbers for each line of a page.

In come the lines that carry no mark of their own, out come two tables of numbers: what each line looks like
(`LOOKS`) and how it stands to the line above (`TIES`).  Hard because no single sight decides: a headline is known
by being short, without a stop, and answered by the text below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from analysis.page.among import (
    DISPLAY,
    Ahead,
    ahead,
    among_many,
    between_short,
    parallels,
    series,
    unsigned,
)
from analysis.page.leads import LEAD, lead_of
from analysis.page.lines import Line
from analysis.page.names import is_name
from analysis.page.seams import quoted_across, seam
from analysis.page.shapes import BRACKETED, SHAPES, STOP, is_closed, is_column, shape
from analysis.page.signatures import byline_of, signature_after
from analysis.page.vocabulary import LONG, Answer, Vocabulary

STRONG = 8.0  # a seam as strong as any torn word's
JOINED = 0.125  # of `_joins`: half a unit of log likelihood
LOOKS = (
    *SHAPES,
    "a signature",
    "a lead",
    "a lead that names its agency",
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
    "a name below",
    "a very short line below",
    "a column's name below",
    "a column's name above",
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
    "the next text opens with a speech",
    "among many short lines",
    "a page's head at the top",
    "reads on below",
    "one paragraph above",
    "one paragraph below",
    "little text above",
    "little text below",
    "little text around",
    "text goes on across short lines around",
    "near text goes on across short lines around",
    "short lines around are answered below more than above",
    "briefs below",
    "briefs above",
    "marked as a short line near",
    "begins or ends as a short line near",
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
    "a note stands between",
    "furniture stands between",
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


class Seen(NamedTuple):
    """What is seen of the lines of a page together, one entry a line."""

    lines: list[Line]
    between: list[tuple[str, ...]]  # the roles of what stood above the line and carries its own mark
    leads: list[bool]
    signed: list[bool]
    answers: list[Answer]  # below, above, how far the text and the nearest go on across it
    ahead: list[Ahead]
    unsigned: list[float]
    series: list[tuple[float, float]]
    parallels: list[tuple[float, float]]
    joins: list[float]


def looks_and_ties(lines: list[Line], between: list[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """What is seen of the lines: arrays lines × LOOKS and lines × TIES; `between` says what stood above each."""
    shapes, seen = [shape(line.text) for line in lines], _seen(lines, between)
    many, short = among_many(lines), between_short(lines, seen.leads, seen.answers, seen.ahead)
    top = [*accumulate((row[SHAPES.index("made as a page's head")] for row in shapes), min)]
    looks = [
        (
            *shapes[n],
            *_look(seen, n),
            *_near(seen, n),
            many[n],
            top[n],
            seen.joins[n + 1],
            *short[n],
            *seen.parallels[n],
        )
        for n in range(len(lines))
    ]
    return np.array(looks, float), np.array([_tie(seen, n) for n in range(len(lines))], float)


def _seen(lines: list[Line], between: list[tuple[str, ...]]) -> Seen:
    leads = [lead_of(line.text) is not None for line in lines]
    signed = [byline_of(line.text) is not None for line in lines]
    answers = [*Vocabulary(lines).answers()]
    return Seen(
        lines,
        between,
        leads,
        signed,
        answers,
        ahead=ahead(lines, leads),
        unsigned=unsigned(lines, signed),
        series=series(lines),
        parallels=parallels(lines),
        joins=_joins(lines),
    )


def _near(seen: Seen, n: int) -> Sequence[float]:
    """How the text near a line answers it, and how the line stands among those near it."""
    below, above, *across = seen.answers[n]
    led, unled, short, *opens = seen.ahead[n]
    return [below, above, below - above, *across, led, unled, seen.unsigned[n], short, *seen.series[n], *opens]


def _joins(lines: list[Line]) -> list[float]:
    """How well each line reads on from the line above, 2 at most; and 0 behind the last."""
    on = (0.0 if is_closed(above.text) else seam(above.text, line.text) for above, line in pairwise(lines))
    return [0.0, *(2 * min(value / STRONG, 1) for value in on), 0.0]


def _look(seen: Seen, n: int) -> Sequence[float]:
    """What stands around a line, and the leads and signatures in it and below."""
    lines, leads, signed = seen.lines, seen.leads, seen.signed
    line, text = lines[n], lines[n].text
    after = lines[n + 1] if n + 1 < len(lines) else None
    led = bool(after and leads[n + 1])
    return [
        signed[n],
        leads[n],
        leads[n] and LEAD.match(text) is not None,
        n == 0,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        bool(after and after.gap == 1),
        bool(after and after.gap >= 3),
        led,
        led and len(text) <= DISPLAY and not is_closed(text),
        bool(after and signed[n + 1]),
        bool(after and len(after.text) > LONG),
        bool(after and STOP.search(after.text[-8:])),
        after is None,
        bool(after and is_name(after.text)),
        bool(after and len(after.text) < 4),
        bool(after and is_column(after.text)),
        n > 0 and is_column(lines[n - 1].text),
    ]


def _tie(seen: Seen, n: int) -> Sequence[float]:
    """How a line stands to the line above."""
    if n == 0:
        return [1] + [0] * (len(TIES) - 1)
    lines, line, between, joins, ahead = seen.lines, seen.lines[n], seen.between[n], seen.joins[n], seen.ahead[n]
    below, over, *across = seen.answers[n]
    above = lines[n - 1].text
    open_above = not is_closed(above)
    return [
        1,
        open_above,
        above[-1] == ",",
        joins > JOINED,
        joins,
        open_above and joins <= JOINED,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        "photo_credit" in between,
        "note" in between,
        "furniture" in between,
        seen.leads[n],
        below - over,
        *across,
        max(0, 1 - abs(len(above) - len(line.text)) / 8),
        seen.signed[n],
        len(line.text) <= 26,
        signature_after(above) is not None,
        n > 1 and seen.signed[n - 1] and is_closed(lines[n - 2].text),
        ahead[0],
        ahead[1],
        seen.series[n][0],
        bool(BRACKETED.search(above[-28:])),
        ahead[3],
        quoted_across(above, line.text),
        seen.unsigned[n],
    ]
