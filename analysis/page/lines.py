"""The printed lines of a page, each with the white space that stands above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.lexicons.script import folded
from analysis.page.marks import credit_behind, credit_of, is_caption, is_furniture, is_note
from analysis.page.seams import seam
from analysis.page.site import is_site, pieces

PRINTED = re.compile(r"\S(?:[^\n\r\f\v\u2028\u2029]*\S)?")
TRAILING = re.compile(r"\S( *)[\r\n]")
ENDS = ("\n", "\r", "\u2028")
LONGEST_SHADOW = 60  # characters; only display lines are drawn with a shadow
LONGEST_CAPTION = 90  # characters; longer, a text that ends in a photo credit is an article
LEAST_TEXT = 30  # characters of a line without a stop; a headline has fewer
READS_ON = 1.5  # in the units of `seam`
REACH = 4  # lines above: a shadow repeats a headline of up to four lines


class Line(NamedTuple):
    """A printed line: `text[start:end]`, with half-width punctuation in `text`, and the line ends above it."""

    start: int
    end: int
    text: str
    gap: int  # line ends since the line above: 1 is the next line, 2 one blank line
    spaced: bool  # a blank line above holds a stray blank, as column breaks leave it
    indent: int = 0  # blanks before it on its own line


def lines_of(text: str) -> list[Line]:
    """The printed lines, in the order of the text; what a shadow prints again behind a line is a line of its own.

    >>> [(line.text, line.gap, line.spaced) for line in lines_of("甲乙。\\r\\n\\r\\n丙丁\\n\\n \\n戊,")]
    [('甲乙。', 0, False), ('丙丁', 2, False), ('戊,', 3, True)]
    >>> [line.text for line in lines_of("立冬后现云海立冬后现云海立冬后现云海立冬后现")]
    ['立冬后现云海', '立冬后现云海立冬后现云海立冬后现']
    """
    plain, at, lines = folded(text), 0, []
    stray = " " * (1 + min(map(len, TRAILING.findall(plain)), default=0))  # blanks that every line ends in say nothing
    for match in PRINTED.finditer(plain):
        start, end = match.span()
        above = plain[at:start]
        spaced = stray in above.rpartition("\n")[0].partition("\n")[2]
        gap, unit, indent = max(map(above.count, ENDS)), _unit(match[0]), len(above) - len(above.rstrip(" "))
        for a, b in pieces(match[0][:unit]):
            blanks = indent if a == 0 else 0
            lines.append(Line(start + a, start + b, plain[start + a : start + b], max(gap, a > 0), spaced, blanks))
        if unit < len(match[0]):
            lines.append(Line(start + unit, end, plain[start + unit : end], 0, False))
        at = end
    return lines


def _unit(line: str) -> int:
    """The length of what a line prints three times or more without a break, or of the whole line."""
    unit = line.find(line[:4], 4)
    repeats = 4 <= unit <= LONGEST_SHADOW and len(line) >= 3 * unit
    return unit if repeats and line.startswith(line[unit:]) else len(line)


def shadows(lines: list[Line]) -> set[int]:
    """The numbers of lines that only repeat a line just above: a shadow, the same words drawn again and again.

    >>> sorted(shadows(lines_of("云海现身\\n西山\\n云海现身\\n西山\\n云海现身\\n正文。")))
    [2, 3, 4]
    """
    near = [{line.text for line in lines[max(0, n - REACH) : n]} for n in range(len(lines))]
    drawn = {n for n, line in enumerate(lines) if line.text in near[n] and len(line.text) <= LONGEST_SHADOW}
    return drawn | {n for n in range(1, len(lines)) if not lines[n].gap}


def marked(lines: list[Line]) -> dict[int, str]:
    """The lines whose form says what they are: `number → role`."""
    drawn = shadows(lines)
    marked = {}
    for n, line in enumerate(lines):
        if n in drawn or is_furniture(line.text) or is_site(line.text):
            marked[n] = "furniture"
        elif credit_of(line.text):
            marked[n] = "photo_credit"
        elif is_note(line.text):
            marked[n] = "note"
        elif is_caption(line.text) or _is_credited(lines, n):
            marked[n] = "caption"
    return marked


def _is_credited(lines: list[Line], n: int) -> bool:
    """Whether a line that ends in a photo credit is a caption, by the text above: it is whole, or goes on below.  Below
    whole text a credit in brackets may end a paragraph: all of 7 do on practice pages."""
    line = lines[n].text
    if len(line) > LONGEST_CAPTION or credit_behind(line) is None:
        return False
    above, below = (lines[k].text if 0 <= k < len(lines) else "" for k in (n - 1, n + 1))
    if len(above) <= LEAST_TEXT:
        return False
    if above[-1].isalnum():
        return seam(above, below) > max(seam(above, line), READS_ON)
    return above[-1] == "," or line[-1] != ")"


def unmarked(lines: list[Line], own: dict[int, str] | None = None) -> tuple[list[Line], list[tuple[str, ...]]]:
    """The other lines, and of each the roles of the marked lines that stand between it and the line above.

    A line drawn again stands between no two others.
    """
    own, drawn = marked(lines) if own is None else own, shadows(lines)
    plain, between, passed = [], [], list[str]()
    for n, line in enumerate(lines):
        if n in own:
            passed += [own[n]] * (n not in drawn)
        else:
            plain.append(line)
            between.append(tuple(passed))
            passed = []
    return plain, between
