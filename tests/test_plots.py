"""The pictures: every mark leads to its characters, colours can be told apart, the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from pictures import NOTEBOOKS, ROOT, drawn

from analysis import parse_page, plots, read_page
from analysis.plots import MARKS, Picture, marks_of, save, sheet
from analysis.plots.evidence import highlighted, rests_on, sentences
from analysis.plots.page import plot_articles, tiled
from analysis.plots.themes.similarity import HEAT

FIGURES = ROOT / "figures"
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
of_the_page = pytest.mark.parametrize("path", NOTEBOOKS[:4], ids=lambda path: path.stem)


# every mark


def marked(picture):
    """What is drawn with a name: `gid → artist`."""
    return {artist.get_gid(): artist for artist in picture.figure.findobj() if artist.get_gid()}


def numbers_of(artist):
    """The numbers that an artist shows: lengths and positions in data units."""
    if isinstance(artist, Rectangle):
        (x, y), w, h = artist.get_xy(), artist.get_width(), artist.get_height()
        return [w, h, x, y, x + w / 2, y + h / 2, x + w, y + h]
    if isinstance(artist, Line2D):
        places = [*artist.get_xdata(), *artist.get_ydata(), (artist.get_markersize() / 5) ** 2]
        return [float(place) for place in places if isinstance(place, (int, float, np.number))]
    if isinstance(artist, LineCollection):
        return [float(v) for segment in artist.get_segments() for v in np.ravel(segment)]
    if isinstance(artist, Text):
        said = [artist.get_text()] if artist.get_text().isdecimal() else []
        return [float(v) for v in [*said, *artist.get_position()] if not isinstance(v, date)]
    raise AssertionError(f"expected a mark that shows a number, found {artist!r}")


def untrue(picture, text):
    """What is wrong with a picture's marks on a page of that text, in words."""
    wrong = [f"{row.mark}: {row.quote!r} is not at {row.start}" for row in cited(picture) if not stands(row, text)]
    on_paper = marked(picture)
    wrong += [f"{gid}: drawn without a row" for gid in on_paper.keys() - set(picture.marks.mark)]
    wrong += [f"{mark}: a row for nothing drawn" for mark in set(picture.marks.mark) - on_paper.keys()]
    for mark, value in picture.marks[["mark", "value"]].drop_duplicates().itertuples(index=False):
        artist = on_paper.get(mark)
        if artist is not None and not shows(artist, value):
            wrong.append(f"{mark}: {value} is not what is drawn")
    return wrong


def shows(artist, value):
    """Whether a value is among the numbers that are drawn; a cell of a heat map shows its number by its colour."""
    if str(artist.get_gid()).startswith("pair-"):
        return to_hex(artist.get_facecolor()) == to_hex(HEAT(value))
    # the outline of a word shows no number but its size
    return isinstance(artist, PathPatch) or any(value == pytest.approx(n, abs=1e-3) for n in numbers_of(artist))


def cited(picture):
    return list(picture.marks.dropna(subset=["start"]).itertuples())


def stands(row, text):
    return text[int(row.start) : int(row.end)] == row.quote


@of_the_page
def test_every_mark_drawn_is_true_of_the_page(path, seed):
    pictures = drawn(path)
    assert pictures
    assert {name: untrue(picture, seed.text) for name, picture in pictures.items()} == {name: [] for name in pictures}


@of_the_page
def test_a_page_without_a_cited_span_is_noticed(path, seed):
    for picture in drawn(path).values():
        row = cited(picture)[0]
        without = seed.text[: int(row.start)] + seed.text[int(row.end) :]
        assert untrue(picture, without)


def test_every_mark_drawn_over_an_archive_is_true_of_its_page():
    for name, picture in drawn(NOTEBOOKS[4]).items():
        pages = {row.label for row in cited(picture)}
        texts = {page: (ROOT / "seeds" / "archive" / page).read_text(encoding="utf-8") for page in pages}
        assert [row for row in cited(picture) if not stands(row, texts[row.label])] == [], name
        assert [why for why in untrue(picture, "") if "is not at" not in why] == [], name


@notebooks
def test_every_picture_is_saved_with_its_marks(path):
    for name, picture in drawn(path).items():
        assert (FIGURES / f"{name}.png").read_bytes() == picture.png
        assert (FIGURES / f"{name}.svg").read_bytes() == picture.svg
        assert pd.read_csv(FIGURES / f"{name}.csv").columns.tolist() == MARKS


def test_no_figure_is_left_from_another_time():
    names = {name for path in NOTEBOOKS for name in drawn(path)}
    assert {file.stem for file in FIGURES.glob("*.*")} == names


def bar(value, drawn_as, quote="云海", start=0):
    with sheet("title", "note", 2) as (figure, axes):
        axes.barh(0, drawn_as, gid="bar")
    return Picture(figure, "caption", "alt", marks_of("bar", value, "times", "", [(start, start + len(quote), quote)]))


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (bar(9, 8), "bar: 9 is not what is drawn"),
        (bar(9, 9, "云雾"), "bar: '云雾' is not at 0"),
        (bar(9, 9, start=1), "bar: '云海' is not at 1"),
    ],
)
def test_the_check_of_marks_can_fail(picture, why):
    assert untrue(picture, "云海如潮") == [why]


# what is seen


@notebooks
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_off(path, language):
    for name, picture in drawn(path, language).items():
        canvas, paper = FigureCanvasAgg(picture.figure), picture.figure.bbox
        canvas.draw()
        for text in written(picture.figure):
            box = text.get_window_extent(canvas.get_renderer())
            inside = paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1
            assert inside, f"{name}: {text.get_text()!r} is cut off"


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


@notebooks
def test_chinese_pictures_speak_chinese(path):
    for name, picture in drawn(path, "zh").items():
        title = picture.figure.get_suptitle()
        assert sum(c > "\u2e80" for c in title) >= 5, f"{name}: {title}"
        assert picture.figure.get_suptitle() != drawn(path)[name].figure.get_suptitle()


MEASURES = {"DP", "Gries", "Dunning"}  # a measure and who made it have no Chinese name
PLACES = re.compile(r"analysis/lexicons/themes|\d{3}_[0-9a-f]{16}")  # a folder of the project, the name of the page


@notebooks
def test_chinese_pictures_speak_nothing_else(path):
    for name, picture in drawn(path, "zh").items():
        told = [picture.caption, picture.alt, *(text.get_text() for text in written(picture.figure))]
        foreign = {word for words in told for word in re.findall(r"[A-Za-z]{2,}", PLACES.sub("", words))}
        assert foreign <= MEASURES, name


@notebooks
def test_every_figure_is_followed_by_its_sentences(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    for cell, below in pairwise(cells):
        for figure in re.findall(r"\.\./figures/(\S+?)\"", cell.source):
            assert below.source.startswith("rests_on"), figure
            assert "<mark>" in below.outputs[0].data["text/html"], figure


def test_a_picture_may_have_no_note():
    with sheet("title", "", 2) as (figure, axes):
        axes.plot([0, 1])
    assert Picture(figure, "", "", marks_of("", 0, "", "", [])).png


def test_another_language_is_refused(monkeypatch):
    monkeypatch.setenv("LANG_OF_FIGURES", "fr")
    with pytest.raises(ValueError, match="expected 'en' or 'zh', found 'fr'"):
        plots.language()


def test_a_missing_glyph_is_an_error():
    with sheet("𠀀", "a character that the font lacks", 2) as (figure, axes):
        axes.plot([0, 1])
    with pytest.raises(ValueError, match="expected characters that the font can draw"):
        Picture(figure, "", "", marks_of("", 0, "", "", [])).png  # noqa: B018


def test_every_picture_says_its_numbers_in_words():
    for path in NOTEBOOKS:
        for name, picture in drawn(path).items():
            assert len(picture.alt) > 20, name
            assert picture._repr_mimebundle_()["text/plain"] == f"{picture.caption}\n{picture.alt}"


# the same every time

DRAW = """
import hashlib, json, sys
sys.path[:0] = sys.argv[1:]
from pictures import NOTEBOOKS, drawn
pictures = {name: picture for path in NOTEBOOKS for name, picture in drawn(path).items()}
print(json.dumps({name: hashlib.sha256(p.png + p.svg).hexdigest() for name, p in pictures.items()}))
"""
SETTINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings["LC_ALL"])
def test_all_figures_are_the_same_bytes_whatever_the_process(tmp_path, settings):
    """Other hash seeds, locales, timezones and folders: what is drawn there is what lies in `figures/`."""
    run = subprocess.run(
        [sys.executable, "-c", DRAW, ROOT / "tests", ROOT],
        cwd=tmp_path,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    files = {path.stem: path.read_bytes() + path.with_suffix(".svg").read_bytes() for path in FIGURES.glob("*.png")}
    assert json.loads(run.stdout) == {name: hashlib.sha256(both).hexdigest() for name, both in files.items()}


def test_twenty_drawings_are_the_same_bytes(seed):
    assert len({p.png + p.svg for p in (plot_articles(seed) for _ in range(20))}) == 1


# from marks to sentences


def test_a_figure_rests_on_sentences(seed):
    shown = rests_on(plot_articles(seed), seed, most=2).data
    assert shown.startswith("<details><summary>The page says so: 2 of ")
    assert shown.count("<li>") == 3  # two sentences and an ellipsis


def test_equal_sentences_are_kept_apart():
    page = parse_page("甲乙丙丁的消息\n\n本报讯(记者 周利芳)云海如潮涌来。云海如潮涌来。\n")
    at = page.text.rindex("云海")
    picture = Picture(None, "", "", marks_of("m", 1, "", "", [(at, at + 2, "云海")]))
    assert rests_on(picture, page).data.count("<li>") == 1


def test_page_text_is_escaped():
    page = parse_page("甲乙丙丁的消息\n\n本报讯(记者 周利芳)他说<script>alert(1)</script>就是如此,今天云海如潮涌来。\n")
    sentence = list(sentences(page))[-1]
    assert "<script>" not in highlighted(sentence, sentence.spans)
    assert "<script>" not in tiled(page).data


def test_saving_keeps_an_equal_file(tmp_path):
    save(bar(9, 9), tmp_path / "one")
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    save(bar(9, 9), tmp_path / "one")
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert set(before) == {"one.png", "one.svg", "one.csv"}


def test_chinese_pictures_go_into_a_folder_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG_OF_FIGURES", "zh")
    save(bar(9, 9), tmp_path / "one")
    assert {path.name for path in (tmp_path / "zh").iterdir()} == {"one.png", "one.svg", "one.csv"}


def test_the_seed_is_the_page_of_the_notebooks(seed):
    assert all(f"../seeds/{seed.name}.txt" in path.read_text(encoding="utf-8") for path in NOTEBOOKS[:4])
    assert read_page(ROOT / "seeds" / f"{seed.name}.txt").text == seed.text
