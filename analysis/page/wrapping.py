"""Texts printed line by line: the line ends at a column's edge, which part no paragraphs.

In comes a text as it was copied from a layout or read by an OCR, out come the spans of white space that are read
past.  Hard because a line that ends a paragraph may be as long as the column: a stop and the line below must tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean

from analysis.page.leads import lead_of
from analysis.page.lines import PRINTED
from analysis.page.marks import credit_of, is_caption, is_furniture, is_note
from analysis.page.model import Span
from analysis.page.seams import seam
from analysis.page.shapes import is_closed
from analysis.page.signatures import byline_of, folded

LINE_END = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
HALF_WIDE = re.compile("[A-Za-z0-9 ]")  # two of them are as wide as a Chinese character; a stop is as wide as one
NARROWEST, WIDEST = 9, 48  # characters in a column
LEAST = 8  # lines broken at the edge
SHARE = 0.25  # of a page's lines: of 1,945 invented and 116 practice pages that go by paragraphs none is taken for this
COLUMN = 0.2  # of the lines with another right below that are as wide, within a character
COLUMNS = 0.6  # of them that have the width of a column
NEAR = 8  # characters on either side of a line end that say whether it reads on
READS_ON = 1.0  # by `seam`, in the mean


def wraps(text: str) -> list[Span]:
    """The white space at the ends of lines that only a column's edge has broken; none if the page goes by paragraphs.

    >>> column = ["云海如流水般在城市上空铺", "开,市民举起相机按下快门,", "记录下。"]
    >>> wraps("\\n".join(4 * column)), wraps("\\n\\n".join(4 * column))
    ([(12, 13), (26, 27), (44, 45), (58, 59), (76, 77), (90, 91), (108, 109), (122, 123)], [])
    """
    runs, plain = list(_runs(text)), folded(text)
    lines, widths = sum(map(len, runs)), [_width(plain[a:b]) for run in runs for a, b in run[:-1]]
    if len(widths) < max(LEAST, SHARE * lines):
        return []
    edges = _edges(Counter(widths))
    if sum(width in edges for width in widths) < COLUMNS * len(widths):
        return []
    found = [span for run in runs for span in _broken(plain, run, edges)]
    few = len(found) < max(LEAST, SHARE * lines)
    return [] if few or fmean(_joined(plain, *span) for span in found) < READS_ON else found


def _runs(text: str) -> Iterator[list[Span]]:
    """The lines that stand together without a blank line between."""
    run: list[Span] = []
    for line in (match.span() for match in PRINTED.finditer(text)):
        if run and len(LINE_END.findall(text, run[-1][1], line[0])) != 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _width(line: str) -> int:
    """How many Chinese characters a line is wide."""
    return round(len(line) - len(HALF_WIDE.findall(line)) / 2)


def _edges(counts: Counter[int]) -> set[int]:
    """The widths of the columns, within a character: where more lines lie than about it, and many."""
    near = Counter({width: sum(counts[width + n] for n in (-1, 0, 1)) for width in range(NARROWEST, WIDEST + 1)})
    most = {width: max(near[width + n] for n in range(-2, 3)) for width in near}
    columns = [width for width, lines in near.items() if lines == most[width] >= COLUMN * counts.total()]
    return {width + n for width in columns for n in (-1, 0, 1)}


def _broken(plain: str, run: list[Span], edges: set[int]) -> Iterator[Span]:
    """The white space in a run between lines of which the upper reaches the edge and the lower goes on from it."""
    told = [plain[start:end] for start, end in run]
    full = [_width(line) in edges for line in told]
    for n, (above, below) in enumerate(pairwise(told)):
        between, end = (run[n][1], run[n + 1][0]), run[n + 1][1]
        told_on = full[n + 1] or is_closed(below) or _joined(plain, end, _next(plain, end)) > READS_ON
        if full[n] and (not is_closed(above) or told_on) and not _begins(below, plain[slice(*between)]):
            yield between


def _next(plain: str, end: int) -> int:
    """Where the line after the one that ends there starts."""
    line = PRINTED.search(plain, end)
    return line.start() if line else len(plain)


def _joined(plain: str, end: int, start: int) -> float:
    """How well what ends at a line's end reads on where another line starts."""
    return min(seam(plain[max(0, end - NEAR) : end], plain[start : start + NEAR]), 8.0)


def _begins(line: str, above: str) -> bool:
    """Whether a line begins something: it is indented, has a lead, or says what it is."""
    indented = len(above) - len(above.rstrip("\u3000 ")) > 1
    return indented or any(says(line) for says in (lead_of, byline_of, credit_of, is_furniture, is_note, is_caption))
