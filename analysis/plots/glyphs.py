"""What no font of the project has is drawn as a geta 〓, as printers set one for a sort that the case lacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pylopdf_fonts_zh_cn as fonts
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.text import Text

GETA = "〓"


@cache
def _glyphs() -> frozenset[int]:
    """The characters that both faces can draw."""
    return frozenset(get_font(fonts.sans_path()).get_charmap()) & frozenset(get_font(fonts.serif_path()).get_charmap())


def drawable(words: str) -> str:
    """Text with a geta for each character that the faces cannot draw.

    >>> drawable("云海 \\U00030000😀")
    '云海 〓〓'
    """
    return "".join(c if ord(c) in _glyphs() or c == "\n" else GETA for c in words)


def draw_getas(figure: Figure) -> bool:
    """Make all words of a figure drawable; whether any was not."""
    words = "".join(_texts(figure))
    if words == drawable(words):
        return False
    for axis in (axis for axes in _with_axis(figure) for axis in (axes.xaxis, axes.yaxis)):
        labels = [label.get_text() for label in axis.get_ticklabels()]
        if "".join(labels) != drawable("".join(labels)):
            axis.set_ticklabels(list(map(drawable, labels)))
    for text in figure.findobj(Text):
        text.set_text(drawable(text.get_text()))
    return True


def _texts(figure: Figure) -> Iterator[str]:
    """All words of a figure: a tick takes its own only when its axis is asked for them."""
    for axes in _with_axis(figure):
        yield from (label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels()))
    yield from (text.get_text() for text in figure.findobj(Text))


def _with_axis(figure: Figure) -> Iterator[Axes]:
    """The axes that draw ticks; to ask the others for theirs would write numbers that no one sees."""
    return (axes for axes in figure.axes if axes.axison)
