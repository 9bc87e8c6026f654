"""What can be seen of a line: a row of named numbers for each line of a page.

In come the lines that carry no mark of their own, out come two tables of numbers: what each line looks like
(`LOOKS`) and how it stands to the line above (`TIES`).  Hard because no single sight decides: a headline is known
by being short, without a stop, and answered by the text below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np

from analysis.page.lines import Line
from analysis.page.seams import quoted_across, seam
from analysis.page.shapes import BRACKETED, DAY, ITEM, SHAPES, STOP, ends_signed, is_closed, is_column, shape
from analysis.page.signatures import LEAD, byline_of, is_name, lead_of, signature_after
from analysis.page.vocabulary import LONG, Vocabulary

DISPLAY = 26  # characters: of 952 headline lines of the practice pages 93 % hold no more
STRONG = 8.0  # a seam as strong as any torn word's
LITTLE = 400  # characters: two or three paragraphs; most briefs are shorter, most sections of long stories longer
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
    answers: list[tuple[float, float, float, float]]  # below, above, how far the text and the nearest go on across it
    ahead: list[tuple[bool, float, bool, bool]]
    unsigned: list[float]
    series: list[tuple[float, float]]
    joins: list[float]


def looks_and_ties(lines: list[Line], between: list[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """What is seen of the lines: arrays lines × LOOKS and lines × TIES; `between` says what stood above each."""
    shapes, seen = [shape(line.text) for line in lines], _seen(lines, between)
    many, short = _among_many(lines), _between_short(seen)
    top = [*accumulate((row[SHAPES.index("made as a page's head")] for row in shapes), min)]
    looks = [
        (*shapes[n], *_look(seen, n), *_near(seen, n), many[n], top[n], seen.joins[n + 1], *short[n])
        for n in range(len(lines))
    ]
    return np.array(looks, float), np.array([_tie(seen, n) for n in range(len(lines))], float)


def _seen(lines: list[Line], between: list[tuple[str, ...]]) -> Seen:
    leads = [lead_of(line.text) is not None for line in lines]
    signed = [byline_of(line.text) is not None for line in lines]
    vocabulary = Vocabulary(lines)
    answers = [vocabulary.answers(n) for n in range(len(lines))]
    ahead, unsigned = _ahead(lines, leads), _unsigned(lines, signed)
    return Seen(lines, between, leads, signed, answers, ahead, unsigned, _series(lines), _joins(lines))


def _near(seen: Seen, n: int) -> Sequence[float]:
    """How the text near a line answers it, and how the line stands among those near it."""
    below, above, *across = seen.answers[n]
    led, unled, short, day = seen.ahead[n]
    return [below, above, below - above, *across, led, unled, seen.unsigned[n], short, *seen.series[n], day]


def _joins(lines: list[Line]) -> list[float]:
    """How well each line reads on from the line above, 2 at most; and 0 behind the last."""
    on = (0.0 if is_closed(above.text) else seam(above.text, line.text) for above, line in pairwise(lines))
    return [0.0, *(2 * min(value / STRONG, 1) for value in on), 0.0]


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
    ends = {n: signed[n] or signed[n - 1] or ends_signed(lines[n - 1].text) for n in below}
    usual = sum(ends.values()) / (len(ends) + 1)
    return [usual if n in ends and not ends[n] else 0.0 for n in range(len(lines))]


def _among_many(lines: list[Line]) -> list[bool]:
    """Of each line whether it is one of six short lines in a row or more, as of a poem or a table."""
    runs = (list(run) for _, run in groupby(len(line.text) <= DISPLAY for line in lines))
    return [short and len(run) > 5 for run in runs for short in run]


def _between_short(seen: Seen) -> list[tuple[float, ...]]:
    """Of each short line: whether one paragraph stands between it and the next above and below, how little text; and
    how much the text goes on across it and the short lines around, which is surer than of it alone."""
    lines, leads = seen.lines, seen.leads
    short = [n for n, line in enumerate(lines) if len(line.text) <= LONG and not leads[n] and line.text[-1] != "。"]
    sights: list[tuple[float, ...]] = [(0.0,) * 8] * len(lines)
    texts = [range(a + 1, b) for a, b in pairwise([-1, *short, len(lines)])]
    ends = [sum(is_closed(lines[n].text) for n in text) for text in texts]
    sizes = [sum(len(lines[n].text) for n in text) for text in texts]
    little = [max(0.0, 1 - size / LITTLE) if size else 0.0 for size in sizes]
    for k, n in enumerate(short):
        near = sizes[max(0, k - 2) : k + 4]
        full = [size for size in near if size]
        around = max(0.0, 1 - sum(full) / len(full) / LITTLE) if full else 0.0
        unled = [seen.answers[m] for m in short[max(0, k - 2) : k + 3] if not seen.ahead[m][0]] or [(0.0,) * 4]
        below, above, *across = (sum(answer) / len(unled) for answer in zip(*unled, strict=True))
        sights[n] = (ends[k] == 1, ends[k + 1] == 1, little[k], little[k + 1], around, *across, below - above)
    return sights


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
