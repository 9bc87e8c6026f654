"""Paragraphs that are set in: where a page prints blanks before each, they tell where one begins.

In come lines, out comes whether a page does so, and what that tells of each line.  Hard because many files have lost
the blanks, some keep them before headlines alone, and a line that a column break tore has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from analysis.page.lines import Line
from analysis.page.shapes import is_closed
from analysis.page.vocabulary import SENTENCE

BLANKS = 2  # at least, of any width: print sets a paragraph in by two characters
# Paragraphs set in, and of all: what a column break tore off behind a stop looks like one that is not.
LEAST, SHARE = 3, 0.8
SHORT = 34  # characters: what stands unset below whole text is a caption or a note if it is no longer
TELLS = 8.0  # in log likelihood; whole articles of unseen pages set in: F1 0.819 with 4, 0.825 with 8, 0.826 with 20


def are_set_in(blanks: Iterable[int]) -> bool:
    """Whether paragraphs are set in, by the blanks before lines that seem to begin one.

    >>> are_set_in([2, 2, 2, 2]), are_set_in([2, 0, 2, 2]), are_set_in([2, 2])
    (True, False, False)
    """
    found = [number >= BLANKS for number in blanks]
    return sum(found) >= max(LEAST, SHARE * len(found))


def told(lines: list[Line]) -> Iterator[tuple[int, str, float]]:
    """What the blanks before lines tell, if paragraphs are set in: a line's number, what it is not, how surely."""
    if not are_set_in(_before_paragraphs(lines)):
        return
    for n, (above, line) in enumerate(pairwise(lines), 1):
        if line.indent >= BLANKS:
            yield n, "rest", -TELLS
        elif _goes_on(above.text, line.text):
            yield n, "paragraph", -TELLS


def _goes_on(above: str, line: str) -> bool:
    """Whether a line that is not set in begins no paragraph: below whole text a short one may be a caption, below a
    headline a long one an article."""
    if is_closed(above):
        return len(line) > SHORT
    return len(above) > SENTENCE or len(line) <= SENTENCE


def _before_paragraphs(lines: list[Line]) -> Iterator[int]:
    """The blanks before long lines that begin a paragraph: they have some, or what stands above is closed."""
    for above, line in pairwise(lines):
        if len(line.text) > SENTENCE and (line.indent >= BLANKS or is_closed(above.text)):
            yield line.indent
