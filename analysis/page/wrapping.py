"""Texts printed line by line: the line ends at a column's edge, which part no paragraphs.

In comes a text as it was copied from a layout or read by an OCR, out come the spans of white space that are read
past.  Hard because a line that ends a paragraph may be as long as the column: a stop, what the line below begins
with, and how many paragraphs the page ends elsewhere must tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import fmean, mode
from typing import NamedTuple

from analysis.lexicons.script import folded
from analysis.page.indents import are_set_in
from analysis.page.leads import lead_of
from analysis.page.lines import PRINTED
from analysis.page.marks import credit_of, is_caption, is_furniture, is_note
from analysis.page.model import Span
from analysis.page.seams import seam
from analysis.page.shapes import is_closed
from analysis.page.signatures import byline_of
from analysis.page.site import is_site

LINE_END = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
HALF_WIDE = re.compile("[A-Za-z0-9 ]")  # two of them are as wide as a Chinese character; a stop is as wide as one
UNBROKEN = re.compile("[(《“‘「『]*(?:[A-Za-z0-9.%]+|.)[,。、;:!?”’」』》)]*")  # no line of a column ends inside
NARROWEST, WIDEST = 9, 48  # characters in a column
WIDE = 0.03  # of the lines are wider: 2,121 pages that go by paragraphs all have more, those that go by lines none
LEAST, SHARE = 8, 0.18  # lines broken at the edge, and of all lines
AROUND = 10  # lines on either side that show how wide a column is there
COLUMN = 0.22  # of them are as wide, within a character
# As many as this share of those of the usual width: headlines are as wide as each other by chance.  Of 77 unseen pages
# without blank lines 43 % of articles are whole with 0, 45 % with 0.55; with 0.7 fewer where columns differ in width.
USUAL = 0.55
FEW = 0.05  # of the lines are a single line end apart, where all are set apart by a blank one
LAST = 2  # of the widths of a paragraph's last line look full: the column's, and one beyond it where a stop hangs
INDENT = 4  # blanks at most before a paragraph
NEAR = 8  # characters on either side of a line end that say whether it reads on
READS_ON = 1.5  # by `seam`, in the mean


class Printed(NamedTuple):
    """A line as it is printed: where it stands, its plain form, and how wide it is, in halves of a character."""

    start: int
    end: int
    plain: str
    indent: int  # blanks before it
    width: int  # with them
    begun: int  # of what it begins with and no column parts


def wraps(text: str, plainly: Callable[[str], str] = folded) -> list[Span]:
    """The white space at the ends of lines that only a column's edge has broken; none if the page goes by paragraphs.

    `plainly` gives the text as it is read, character for character.

    >>> column = ["云海如流水般在城市上空铺", "开,市民举起相机按下快门,", "记录下。"]
    >>> wraps("\\n".join(4 * column))
    [(12, 13), (26, 27), (44, 45), (58, 59), (76, 77), (90, 91), (108, 109), (122, 123)]
    """
    spans = [match.span() for match in PRINTED.finditer(text)]
    if sum(end - start > WIDEST for start, end in spans) > WIDE * len(spans):
        return []
    plain = plainly(text)
    found = list(_broken(plain, [_printed(text, plain, span) for span in spans]))
    few = len(found) < max(LEAST, SHARE * len(spans))
    return [] if few or fmean(_joined(plain, *span) for span in found) < READS_ON else found


def _printed(text: str, plain: str, span: Span) -> Printed:
    start, end = span
    above = text[max(0, start - INDENT) : start]
    indent = len(above) - len(above.rstrip("\u3000 "))
    begins = UNBROKEN.match(plain, start, end)
    begun = _width(text[start : begins.end()]) if begins else 0
    return Printed(start, end, plain[start:end], indent, _width(text[start - indent : end]), begun)


def _width(line: str) -> int:
    return 2 * len(line) - len(HALF_WIDE.findall(line))


def _edges(widths: list[int]) -> list[int]:
    """Of each line that reaches the edge of the column around it, how wide the column is; of the others 0."""
    around, edges = Counter(widths[:AROUND]), []
    for n, width in enumerate(widths):
        around.update(widths[n + AROUND : n + AROUND + 1])
        around.subtract(widths[n - AROUND - 1 : n - AROUND] if n > AROUND else [])
        edge, usual = max(_about(width), key=around.__getitem__), max(around, key=around.__getitem__)
        reach, reach_usual = (sum(around[wide] for wide in _about(one)) for one in (edge, usual))
        many = reach >= max(COLUMN * around.total(), USUAL * reach_usual)
        edges.append(edge if many and edge >= 2 * NARROWEST else 0)
    return edges


def _about(width: int) -> range:
    """The widths within a character."""
    return range(width - 2, width + 3)


def _broken(plain: str, lines: list[Printed]) -> Iterator[Span]:
    """The white space between lines of which the upper has no place for more and the lower goes on from it."""
    edges = _edges([line.width for line in lines])
    pairs = [n for n in _together(plain, lines) if not (_is_whole(plain, *lines[n : n + 2]) or _begins(lines[n + 1]))]
    full = {n: 0 < edges[n] < lines[n].width + lines[n + 1].begun for n in pairs}
    at_edges = _ends_at_edges(Counter((is_closed(lines[n].plain), full[n]) for n in pairs), edges)
    ends = at_edges and not _are_set_in(lines, edges)
    for n in pairs:
        stops = is_closed(lines[n].plain) and (ends or not (edges[n + 1] or _reads_on(plain, lines[n + 1])))
        if full[n] and not stops:
            yield lines[n].end, lines[n + 1].start


def _together(plain: str, lines: list[Printed]) -> list[int]:
    """The lines that stand right above the next: one line end above it, or two if nearly all are as far apart."""
    apart = [len(LINE_END.findall(plain, above.end, below.start)) for above, below in pairwise(lines)]
    usual = 1 + (apart.count(1) < FEW * len(apart))
    return [n for n, ends in enumerate(apart) if ends == usual]


def _are_set_in(lines: list[Printed], edges: list[int]) -> bool:
    """Whether paragraphs are set in, by their first lines: these have blanks, or stand below a last line."""
    pairs = zip(pairwise(lines), pairwise(edges), strict=True)
    below_last = ((below, is_closed(above.plain) and not full) for (above, below), (full, edge) in pairs if edge)
    return are_set_in(line.indent for line, begins in below_last if begins or line.indent)


def _ends_at_edges(lines: Counter[tuple[bool, bool]], edges: list[int]) -> bool:
    """Whether a stop at an edge mostly ends its paragraph: last lines of full width are as many as of any other two
    widths, which is, of the stops at edges, more than half.
    """
    column = mode(filter(None, edges)) / 2 if any(edges) else 1
    return lines[True, False] * LAST / (column - LAST) > lines[True, True] / 2


def _reads_on(plain: str, line: Printed) -> bool:
    """Whether a line is one of running text: it comes to a stop, or what it ends with to the line below."""
    return is_closed(line.plain) or _joined(plain, line.end, _next(plain, line.end)) > READS_ON


def _next(plain: str, end: int) -> int:
    """Where the line after the one that ends there starts."""
    line = PRINTED.search(plain, end)
    return line.start() if line else len(plain)


def _joined(plain: str, end: int, start: int) -> float:
    """How well what ends at a line's end reads on where another line starts."""
    return min(seam(plain[max(0, end - NEAR) : end], plain[start : start + NEAR]), 8.0)


def _is_whole(plain: str, line: Printed, below: Printed) -> bool:
    """Whether a line says that it is no running text and does not read on: a page's head can be broken, too."""
    marked = is_furniture(line.plain) or credit_of(line.plain)
    return is_site(line.plain) or bool(marked and _joined(plain, line.end, below.start) < READS_ON)


def _begins(line: Printed) -> bool:
    """Whether a line begins something: it is indented, has a lead, or says what it is."""
    says = (lead_of, byline_of, credit_of, is_furniture, is_note, is_caption, is_site)
    return line.indent > 1 or any(told(line.plain) for told in says)
