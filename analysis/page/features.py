"""What can be seen of a line: a row of named numbers for each line of a page.

In come the lines that carry no mark of their own, out come two tables of numbers: what each line looks like
(`LOOKS`) and how it stands to the line above (`TIES`).  Hard because no single sight decides: a headline is known
by being short, without a stop, and answered by the text below.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from analysis.lexicons import read_words
from analysis.page.lines import Line
from analysis.page.marks import byline_of, lead_of, signature_after
from analysis.page.seams import seam

STOP = re.compile(r"[。!?…;][”』」’》)]*$")  # what ends a paragraph
CLOSED = re.compile(r"[。!?…;:][”』」’》)]*$|[”)』]$|\.{3,6}$")
SAYING = re.compile(r"(?:强调|指出|要求|表示|时|说|认为|提出|宣布|称)$")
ITEM = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.·]|第[一二三四五六七八九十\d]+[章节计招步条]?|[●■◆▲★○◎□])"
)
NAME_LINE = re.compile(r"[㐀-鿿]{2,4}(?:[ 、][㐀-鿿]{2,4}){0,3}|[㐀-鿿] [㐀-鿿]|[㐀-鿿]{1,6}(?:·[㐀-鿿]{1,6}){1,2}")
RUNNING = re.compile(r"[的了着在是将把被和与对从为也都就还他她我们这那其]")  # words of running text
LENGTHS = (5, 8, 12, 16, 20, 26, 34, 46, 70)  # characters; a headline line holds 5-26, a column break leaves any
NEAR = 400  # characters of text above and below that a short line is held against: some three paragraphs
LOOKS = (
    "always",
    *(f"length <= {n}" for n in LENGTHS),
    "ends in a stop",
    "ends in another close",
    "ends in a closing quote or bracket",
    "ends in a comma",
    "ends in a colon",
    "ends in a dash",
    "ends in a verb of saying",
    "ends in ! or ?",
    "a stop inside",
    "a comma inside",
    "a colon inside",
    "a blank inside",
    "a dash inside",
    "opens a quotation",
    "an item of a list",
    "a digit begins",
    "a signature",
    "looks like a name",
    "a surname begins",
    "a lead",
    "brackets all",
    "words of running text",
    "cannot begin a line",
    "first on the page",
    "one line end above",
    "three line ends above",
    "a stray blank above",
    "one line end below",
    "three line ends below",
    "a lead below",
    "a signature below",
    "a long line below",
    "a stop ends the line below",
    "last on the page",
    "answered below",
    "answered above",
    "answered below more than above",
    "text goes on across it",
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
    "a lead",
    "answered below more than above",
    "text goes on across it",
    "of like length",
    "a signature",
    "short",
)


def is_closed(line: str) -> bool:
    """Whether a line can end a paragraph as far as its last character goes."""
    return bool(CLOSED.search(line)) or signature_after(line) is not None


def looks_and_ties(lines: list[Line], between: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    """What is seen of the lines: arrays lines × LOOKS and lines × TIES; `between` says where a credit stood above."""
    looks = np.zeros((len(lines), len(LOOKS)))
    ties = np.zeros((len(lines), len(TIES)))
    vocabulary = Vocabulary(lines)
    leads = [lead_of(line.text) is not None for line in lines]
    signed = [byline_of(line.text) is not None for line in lines]
    surnames = set(read_words("surnames"))
    for n in range(len(lines)):
        below, above, across = vocabulary.answers(n)
        looks[n] = _look(lines, n, leads, signed, surnames, below, above, across)
        ties[n] = _tie(lines, n, leads[n], signed[n], between[n], below - above, across)
    return looks, ties


def _look(lines, n, leads, signed, surnames, below, above, across) -> Sequence[float]:
    line, text = lines[n], lines[n].text
    after = lines[n + 1] if n + 1 < len(lines) else None
    size, last = len(text), text[-1]
    name = bool(NAME_LINE.fullmatch(text))
    bucket = bisect_left(LENGTHS, size)
    return [
        1,
        *(bucket == k for k in range(len(LENGTHS))),
        bool(STOP.search(text)),
        is_closed(text) and not STOP.search(text),
        last in "”』」》)",
        last == ",",
        last in ":",
        last in "—-",
        bool(SAYING.search(text)),
        last in "!?",
        "。" in text[:-1],
        "," in text[:-1],
        ":" in text[:-1],
        " " in text,
        "—" in text[:-1],
        text[0] in "“『「《",
        bool(ITEM.match(text)),
        text[0].isdigit(),
        signed[n],
        name,
        name and (text[0] in surnames or text[:2] in surnames),
        leads[n],
        text[0] == "(" and last == ")",
        min(len(RUNNING.findall(text[:120])) / min(size, 120) * 10, 2),
        text[0] in ",。、;:!?)”’》】』」%的了着",
        n == 0,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        bool(after and after.gap == 1),
        bool(after and after.gap >= 3),
        bool(after and leads[n + 1]),
        bool(after and signed[n + 1]),
        bool(after and len(after.text) > 46),
        bool(after and STOP.search(after.text)),
        after is None,
        below,
        above,
        below - above,
        across,
    ]


def _tie(lines, n, lead, signed, between, answered, across) -> Sequence[float]:
    line = lines[n]
    if n == 0:
        return [1] + [0] * (len(TIES) - 1)
    above = lines[n - 1].text
    open_above = not is_closed(above)
    joins = seam(above, line.text) if open_above else 0.0
    return [
        1,
        open_above,
        above[-1] == ",",
        joins > 0.5,
        min(joins, 8) / 4,
        open_above and joins <= 0.5,
        line.gap == 1,
        line.gap >= 3,
        line.spaced,
        between,
        lead,
        answered,
        across,
        max(0, 1 - abs(len(above) - len(line.text)) / 8),
        signed,
        len(line.text) <= 26,
    ]


class Vocabulary:
    """The pairs of characters on a page's lines, to ask which text a line is answered by."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.pairs = [_pairs(line.text) for line in lines]

    def answers(self, n: int) -> tuple[float, float, float]:
        """For a short line: its share of pairs found in the text below, above, and how far the text goes on across it."""
        if len(self.lines[n].text) > 46:
            return 0.0, 0.0, 0.0
        below, above = self._near(range(n + 1, len(self.lines))), self._near(range(n - 1, -1, -1))
        own = self.pairs[n]
        shared = len(below & above) / (min(len(below), len(above)) + 20) * 10
        return len(own & below) / (len(own) + 1), len(own & above) / (len(own) + 1), shared

    def _near(self, numbers: range) -> set[str]:
        near: set[str] = set()
        left = NEAR
        for k in numbers:
            if len(self.lines[k].text) > 26 and left > 0:
                near |= self.pairs[k]
                left -= len(self.lines[k].text)
            if left <= 0:
                break
        return near


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in itertools.pairwise(text) if a > "㐀" and b > "㐀"}
