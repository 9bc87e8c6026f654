"""Where the project's files are, every picture that its notebooks draw, and what tests ask of pictures."""

import contextlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest

from analysis import plots
from analysis.plots import ARTICLES, Picture, marks_of, sheet

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_6aa299da6edd33b0.txt"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def drawn(notebook: Path, language: str = "en") -> dict[str, plots.Picture]:
    """The pictures that a notebook draws on the page it names: `figure name → picture`, nothing written."""
    return _drawn(notebook, language)


@cache
def _drawn(notebook, language):
    pictures = {}

    def keep(picture, path):
        pictures[Path(path).name] = picture
        return picture

    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(notebook.parent):
        patch.setattr(plots, "save", keep)
        patch.setenv("LANG_OF_FIGURES", language)
        space: dict = {"display": lambda *_: None}
        for cell in cells:
            exec(cell, space)
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
