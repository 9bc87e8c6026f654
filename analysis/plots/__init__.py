"""From tables to pictures in `figures/`: one style, one palette, Chinese glyphs proven.

A `plot_…` function takes tables and gives a `Picture`: the drawing, a caption that states its numbers in
words, and a table of its marks, each with the characters of the page that state it.  `save` writes the
picture as PNG, SVG and CSV and gives it back to be shown.
"""

from __future__ import annotations

import base64
import html
import io
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
import pylopdf_fonts_zh_cn as fonts
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.plots.glyphs import GETA, draw_getas
from analysis.plots.wording import balanced, full_width, wrapped
from analysis.writing import csv_of, write_whole

# Chosen for distance: any two of the first four are 55 or more apart in CIE76, 35 under simulated deuteranopia, and
# differ in lightness by 14 or more, so that they stay apart in grey; any two of the eight are 35 and 20 apart, and each
# stands out from the paper by 3 : 1, so that a bar is seen and a large word can be read (tests/test_colours.py).
ARTICLES = ("#0d254c", "#872015", "#157865", "#b68e0c", "#c06bb5", "#4f93d6", "#a08f65", "#3c281a")
INK, FADED, HAIRLINE, PAPER = "#222222", "#6b6b6b", "#d5d5d5", "#ffffff"
UNKNOWN = "#e4e4e4"  # what the page does not say
ACCENT = ARTICLES[1]

BOLDER = 0.5  # points that a title's strokes are widened by: the font has no bold

WIDTH = 8.0  # inches; at 144 dots an inch 1152 pixels, the width of a notebook's page on a laptop
MARKS = ["mark", "value", "unit", "label", "start", "end", "quote"]
BESIDE: Any = {"textcoords": "offset points", "va": "center"}  # how a label is set beside its mark
Source = tuple[int, int, str]  # start, end, quote: characters of the page that a mark rests on


def say(english: str, chinese: str) -> str:
    """The text of a title, caption or axis in the language that `LANG_OF_FIGURES` names (`en`, or `zh`).

    >>> say("ranks", "位次")
    'ranks'
    """
    return full_width(chinese) if language() == "zh" else english


def language() -> str:
    """`en` or `zh`.  Raises `ValueError` for any other value of `LANG_OF_FIGURES`."""
    chosen = os.environ.get("LANG_OF_FIGURES", "en")
    if chosen not in ("en", "zh"):
        raise ValueError(f"LANG_OF_FIGURES: expected 'en' or 'zh', found {chosen!r}")
    return chosen


def colour_of(article: int) -> str:
    """The colour of an article, the same in every figure; after eight articles the colours begin again."""
    return ARTICLES[(article - 1) % len(ARTICLES)]


@cache
def _family() -> str:
    fontManager.addfont(fonts.sans_path())  # by path: the shared font cache may not know it, or know another
    return FontProperties(fname=str(fonts.sans_path())).get_name()


def serif() -> FontProperties:
    """The Song (宋体) face, for words quoted from the page."""
    return FontProperties(fname=str(fonts.serif_path()))


def sans_path() -> str:
    """The file of the sans face, for what draws its own letters (a word cloud)."""
    return str(fonts.sans_path())


@contextmanager
def style() -> Iterator[None]:
    """The project's look, for everything drawn inside; a missing glyph raises instead of drawing a box."""
    rules: Any = {
        "font.family": _family(),
        "font.size": 10.5,
        "text.color": INK,
        "text.parse_math": False,  # a dollar sign on the page is a dollar sign
        "axes.labelcolor": FADED,
        "axes.titlesize": 10.5,
        "axes.titlecolor": FADED,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": HAIRLINE,
        "axes.unicode_minus": False,
        "axes.axisbelow": True,
        "xtick.color": FADED,
        "ytick.color": INK,
        "ytick.major.size": 0,
        "xtick.major.size": 0,
        "grid.color": HAIRLINE,
        "grid.linewidth": 0.6,
        "figure.dpi": 144,
        "savefig.dpi": 144,
        "svg.fonttype": "path",
        "svg.hashsalt": "page",
    }
    with mpl.rc_context(rules), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph")
        try:
            yield
        except UserWarning as warning:
            raise ValueError(f"expected characters that the font can draw, found: {warning}") from None


@contextmanager
def sheet(title: str, note: str, height: float, rows: int = 1, columns: int = 1, **layout: Any) -> Iterator[Any]:
    """A figure `height` inches high: the finding as its title, the source under it, axes to draw on.

    Gives `(figure, axes)`, the axes as `Figure.subplots` does; draw inside the `with`.  What a title or a source
    takes beyond its first line is added to the height.
    """
    title, note = balanced(title, 80), wrapped(note, 130)
    height += 0.26 * title.count("\n") + 0.16 * note.count("\n")
    with style():
        figure = Figure(
            figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(h_pad=0.08, w_pad=0.08), facecolor=PAPER
        )
        head = figure.suptitle(title, x=0.012, ha="left", fontsize=14, linespacing=1.3)
        head.set_path_effects([withStroke(linewidth=BOLDER, foreground=INK)])
        source = figure.supxlabel(note, x=0.012, ha="left", fontsize=8.5, color=FADED, linespacing=1.3)
        yield figure, figure.subplots(rows, columns, **layout)
        if draw_getas(figure):
            source.set_text(f"{source.get_text()}\n{on_getas()}")


def keep_apart(axes: Axes, texts: Iterable[Text]) -> None:
    """Take away texts of a finished sheet that would be set over an earlier one, or over the numbers at the left."""
    with style():
        cast(Figure, axes.figure).draw_without_rendering()
    kept: list[Bbox] = []
    for text in texts:
        box = text.get_window_extent()
        if box.x0 < axes.bbox.x0 or any(map(box.overlaps, kept)):
            text.remove()
        else:
            kept.append(box)


def on_getas() -> str:
    """What a figure says where it draws one."""
    return say(f"{GETA}: a character that the font lacks.", f"{GETA}:字库所无之字。")


def marks_of(mark: str, value: float, unit: str, label: str, sources: Iterable[Source]) -> pd.DataFrame:
    """The rows of one mark: a row for each `(start, end, quote)` of the page that it sums or rests on."""
    rows = [(mark, value, unit, label, start, end, quote) for start, end, quote in sources]
    return pd.DataFrame(rows, columns=MARKS)


def derived(mark: str, values: Mapping[str, float], operands: Iterable[str]) -> pd.DataFrame:
    """The rows of a mark reckoned from other marks, which its label names: a row for each unit of `values`."""
    rows = [(mark, value, unit, " + ".join(operands), None, None, None) for unit, value in values.items()]
    return pd.DataFrame(rows, columns=MARKS)


@dataclass
class Picture:
    """A drawing with what it says in words and where each of its marks comes from.

    `marks` has one row for each span a mark rests on: `mark` (the `gid` of what is drawn), `value` (as drawn),
    `unit`, `label`, `start`, `end`, `quote` (the page's characters there).  A row without a span is of a mark
    reckoned from others, which `label` names.  `caption` says what is seen and what it means; `alt` states the
    numbers in words, for who does not see the picture.
    """

    figure: Figure
    caption: str
    alt: str
    marks: pd.DataFrame

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG, the same bytes on every run."""
        return self._drawn(FigureCanvasAgg(self.figure).print_png, {"Software": None})

    @cached_property
    def svg(self) -> bytes:
        """The picture as SVG, its letters as outlines, the same bytes on every run."""
        return self._drawn(FigureCanvasSVG(self.figure).print_svg, {"Date": None, "Creator": None})

    @staticmethod
    def _drawn(draw: Any, metadata: dict[str, None]) -> bytes:
        """What a canvas draws in one pass; `Figure.savefig` takes two, for a layout that comes out the same."""
        file = io.BytesIO()
        with style():
            draw(file, metadata=metadata)
        return file.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        image = base64.b64encode(self.png).decode()
        return {
            "text/html": f'<figure style="margin:0"><img style="max-width:100%" width="864" '
            f'alt="{html.escape(self.alt)}" src="data:image/png;base64,{image}">'
            f"<figcaption>{html.escape(self.caption)}</figcaption></figure>",
            "image/png": image,
            "text/plain": f"{self.caption}\n{self.alt}",
        }


def save(picture: Picture, path: str | Path) -> Picture:
    """Write `path` .png, .svg and .csv (the marks), whole or not at all, and give the picture back to be shown.

    With `LANG_OF_FIGURES=zh` they go into the folder `zh` beside.
    """
    path = Path(path)
    if language() == "zh":
        path = path.parent / "zh" / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path.with_suffix(".png"), picture.png)
    write_whole(path.with_suffix(".svg"), picture.svg)
    write_whole(path.with_suffix(".csv"), csv_of(picture.marks[MARKS]))
    return picture
