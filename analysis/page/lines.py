"""The printed lines of a page, each with the white space that stands above it."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.page.marks import credit_of, folded, is_furniture, is_note

PRINTED = re.compile(r"\S(?:[^\n\r\f\v\u2028\u2029]*\S)?")


class Line(NamedTuple):
    """A printed line: `text[start:end]`, with half-width punctuation in `text`, and the line ends above it."""

    start: int
    end: int
    text: str
    gap: int  # line ends since the line above: 1 is the next line, 2 one blank line
    spaced: bool  # a blank line above holds a stray blank, as column breaks leave it


def lines_of(text: str) -> list[Line]:
    """The printed lines, in the order of the text.

    >>> [(line.text, line.gap, line.spaced) for line in lines_of("甲乙。\\r\\n\\r\\n丙丁\\n\\n \\n戊,")]
    [('甲乙。', 0, False), ('丙丁', 2, False), ('戊,', 3, True)]
    """
    plain, at, lines = folded(text), 0, []
    for match in PRINTED.finditer(plain):
        start, end = match.span()
        above = text[at:start]
        spaced = " " in above.rpartition("\n")[0].partition("\n")[2]
        lines.append(Line(start, end, match[0], above.count("\n"), spaced))
        at = end
    return lines


def shadows(lines: list[Line]) -> set[int]:
    """The numbers of lines that only repeat a line: a shadow drawn by printing the same words again and again.

    >>> sorted(shadows(lines_of("好大标题\\n好大标题\\n好大标题\\n正文。")))
    [1, 2]
    """
    times = Counter(line.text for line in lines)
    drawn = {text for text, n in times.items() if n >= 3 and len(text) > 3}
    first: set[str] = set()
    repeats = set()
    for n, line in enumerate(lines):
        if line.text in drawn:
            (repeats.add(n) if line.text in first else first.add(line.text))
    return repeats


def marked(lines: list[Line]) -> dict[int, str]:
    """The lines whose form says what they are: `number → role`."""
    drawn = shadows(lines)
    marked = {}
    for n, line in enumerate(lines):
        if n in drawn or is_furniture(line.text):
            marked[n] = "furniture"
        elif credit_of(line.text):
            marked[n] = "photo_credit"
        elif is_note(line.text):
            marked[n] = "note"
    return marked


def unmarked(lines: list[Line], own: dict[int, str] | None = None) -> tuple[list[Line], list[bool]]:
    """The other lines, and of each whether a photo credit stands between it and the line above."""
    own = marked(lines) if own is None else own
    plain, between, credit = [], [], False
    for n, line in enumerate(lines):
        if n not in own:
            plain.append(line)
            between.append(credit)
            credit = False
        elif own[n] == "photo_credit":
            credit = True
    return plain, between
