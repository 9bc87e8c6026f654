"""Where the project's files are, every picture that its notebooks draw, and what tests ask of pictures."""

import contextlib
import re
import socket
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis import plots
from analysis.plots import ARTICLES, Picture, marks_of, sheet

NAMED = re.compile(r'^(PAGE|ARCHIVE) = ".*"$', re.MULTILINE)
ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_6aa299da6edd33b0.txt"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def drawn(notebook: Path, language: str = "en", of: str = "") -> dict[str, plots.Picture]:
    """The pictures that a notebook draws: `figure name → picture`, nothing written, no connection opened; of its own
    page or archive, or of another, whose path is given."""
    return _drawn(notebook, language, of)


def refuse(_, address):
    raise AssertionError(f"expected no connection, found one to {address}")


@cache
def _drawn(notebook, language, of):
    pictures = {}

    def keep(picture, path):
        pictures[Path(path).name] = picture
        return picture

    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(notebook.parent):
        patch.setattr(plots, "save", keep)
        patch.setattr(socket.socket, "connect", refuse)
        patch.setenv("LANG_OF_FIGURES", language)
        space: dict = {"display": lambda *_: None}
        for cell in cells:
            exec(NAMED.sub(rf"\1 = {of!r}", cell) if of else cell, space)
    for value in space.values():
        if isinstance(value, TemporaryDirectory):
            value.cleanup()
    return pictures


def marked(picture):
    """What is drawn with a name: `gid → artist`."""
    return {artist.get_gid(): artist for artist in picture.figure.findobj() if artist.get_gid()}


def bar(value, drawn_as, quote="云海", start=0):
    with sheet("title", "note", 2) as (figure, axes):
        axes.barh(0, drawn_as, gid="bar", color=ARTICLES[0])
    return Picture(figure, "caption", "alt", marks_of("bar", value, "times", "", [(start, start + len(quote), quote)]))


def cut_off(figure):
    """Texts of a figure that leave its paper."""
    paper = figure.bbox
    return [text for text, box in _boxes(figure) if (box.min < paper.min).any() or (box.max > paper.max).any()]


def overlaps(figure):
    """Texts of a figure whose ink boxes meet, two by two."""
    return [(one, other) for (one, a), (other, b) in combinations(_boxes(figure), 2) if meet(a, b)]


def _boxes(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in written(figure)]


def meet(a, b, slack=2):
    """Whether two boxes overlap by more than `slack` pixels, which fonts leave empty about their letters."""
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > slack and high > slack


def written(figure):
    """The texts that are drawn: without the labels that matplotlib keeps for ticks beyond the limits."""
    axis = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    low_high = {one: sorted(one.get_view_interval()) for one in axis}
    beyond = {
        tick.label1 for one in axis for tick in one.get_major_ticks() if not within(tick.get_loc(), *low_high[one])
    }
    return [text for text in figure.findobj(Text) if text.get_text().strip() and text not in beyond]


def within(number, low, high):
    return low <= number <= high
