"""Characters that print nothing, or nothing that is known: kept where they stand, read past, and listed.

A joiner or a mark of direction inside a word would tear it, and no reader of the page sees it.  So the page is read
without them; on the page each is furniture, and every span skips it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.page.model import Page, Span

# Unicode 16: Cc but for line ends and tabs, Cf, what is no character, and the variation selectors, which choose
# between forms of one.  No XML may hold the controls and U+FFFE, so no SVG.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]+"
)
UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
HALF = re.compile("[\ud800-\udfff]")


def seen(text: str, past: Iterable[Span] = ()) -> tuple[str, list[int]]:
    """What of a text prints but for what is read `past`, and before which of its characters something else stands,
    once for each that does.

    >>> seen("云\\u200b海\\x00\\x00现身"), seen("云海\\n现身", [(2, 3)])
    (('云海现身', [1, 2, 2]), ('云海现身', [2]))
    """
    unseen = sorted({at for span in (*past, *(match.span() for match in UNSEEN.finditer(text))) for at in range(*span)})
    edges = pairwise([-1, *unseen, len(text)])
    return "".join(text[a + 1 : b] for a, b in edges), [at - number for number, at in enumerate(unseen)]


def in_text(span: Span, gaps: list[int]) -> list[Span]:
    """Where a span of what prints stands in the text: in several pieces if something unseen stands inside.

    >>> in_text((0, 3), [1, 2, 2])
    [(0, 1), (2, 3), (5, 6)]
    """
    start, end = span
    inside = dict.fromkeys(gaps[bisect_right(gaps, start) : bisect_left(gaps, end)])
    edges = pairwise([start, *inside, end])
    return [(a + bisect_right(gaps, a), b + bisect_left(gaps, b)) for a, b in edges]


def odd_characters(page: Page) -> pd.DataFrame:
    """The characters of a page that print nothing, or nothing known: `character, name, kept, count, first`.

    `kept` says as what: unseen ones as furniture; a private one (Unicode gives it no meaning; each font its own) and
    U+FFFD (a character that was lost before this file was written) as text.  `first` is where the first one stands.

    >>> from analysis import parse_page
    >>> odd_characters(parse_page("云\\u200b海\\n\\n本报讯(记者 周利芳)云\\u200b海,周\\ue000摄。")).values.tolist()
    [['U+200B', 'ZERO WIDTH SPACE', 'furniture', 2, 1], ['U+E000', 'private use', 'text', 1, 21]]
    """
    found: dict[str, list[int]] = {}
    for match in re.finditer(f"{UNSEEN.pattern[:-1]}|{UNKNOWN.pattern}", page.text):
        found.setdefault(match[0], []).append(match.start())
    rows = [
        (f"U+{ord(c):04X}", _name(c), "furniture" if UNSEEN.match(c) else "text", len(places), places[0])
        for c, places in sorted(found.items())
    ]
    return pd.DataFrame(rows, columns=["character", "name", "kept", "count", "first"])


def _name(character: str) -> str:
    kinds = {"Cc": "control", "Co": "private use", "Cn": "no character"}
    return unicodedata.name(character, kinds.get(unicodedata.category(character), "unnamed"))
