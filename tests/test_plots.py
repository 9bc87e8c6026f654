"""The pictures: every mark leads to its characters, colours can be told apart, the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import combinations, pairwise

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox
from pictures import NOTEBOOKS, ROOT, drawn

from analysis import parse_page, plots, read_page
from analysis.plots import (
    ARTICLES,
    FADED,
    HAIRLINE,
    INK,
    MARKS,
    PAPER,
    UNKNOWN,
    Picture,
    derived,
    marks_of,
    save,
    sheet,
)
from analysis.plots.evidence import highlighted, rests_on, sentences
from analysis.plots.page import plot_articles, tiled
from analysis.plots.rankings import plot_ranks
from analysis.plots.themes.similarity import HEAT

FIGURES = ROOT / "figures"
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


# every mark


def marked(picture):
    """What is drawn with a name: `gid → artist`."""
    return {artist.get_gid(): artist for artist in picture.figure.findobj() if artist.get_gid()}


def ends_of(interval):
    """Both ends of an interval: on x if it was drawn lying (`hlines`), else on y."""
    lying = isinstance(interval, LineCollection)
    return sorted(interval.get_segments()[0][:, 0] if lying else interval.get_ydata())


def written_number(text):
    return float(text.get_text())


# how an artist shows the value of a mark, by its unit
SHOWN_BY = {
    "characters": Rectangle.get_width,
    "times": Rectangle.get_width,
    "share": Rectangle.get_width,
    "places": Rectangle.get_width,
    "G2": Rectangle.get_width,
    "places, at least": Rectangle.get_x,
    "places, at most": lambda bar: bar.get_x() + bar.get_width(),
    "place": lambda bar: bar.get_x() + bar.get_width() / 2,
    "character": lambda stroke: stroke.get_xdata()[0],
    "terms": lambda course: course.get_ydata()[-1],
    "tokens": lambda dot: (dot.get_markersize() / 5) ** 2,
    "share of articles": lambda dot: dot.get_ydata()[0],
    "mean share": lambda dot: dot.get_ydata()[0],
    "row": lambda text: text.get_position()[1],
    "rank": written_number,
    "low": lambda line: ends_of(line)[0],
    "high": lambda line: ends_of(line)[1],
}


def shows(artist, value, unit):
    """Whether an artist shows the value of its mark: a cell of a heat map by its colour, all else by a number."""
    if unit == "cosine":
        return to_hex(artist.get_facecolor()) == to_hex(HEAT(value))
    if isinstance(artist, PathPatch):
        return True  # a word's outline shows no number but its size, which has a test of its own
    bound = unit.rpartition(", ")[2]
    return SHOWN_BY[bound if bound in ("low", "high") else unit](artist) == pytest.approx(value, abs=1e-4)


def untrue(picture, text):
    """What is wrong with a picture's marks on a page of that text, in words."""
    return [*misquoted(picture, text), *misdrawn(picture)]


def misquoted(picture, text):
    return [f"{row.mark}: {row.quote!r} is not at {row.start:g}" for row in cited(picture) if not stands(row, text)]


def misdrawn(picture):
    on_paper, marks = marked(picture), picture.marks
    wrong = [f"{gid}: drawn without a row" for gid in on_paper.keys() - set(marks.mark)]
    wrong += [f"{mark}: a row for nothing drawn" for mark in set(marks.mark) - on_paper.keys()]
    for mark, value, unit in marks[["mark", "value", "unit"]].drop_duplicates().itertuples(index=False):
        if mark in on_paper and not shows(on_paper[mark], value, unit):
            wrong.append(f"{mark}: {value} is not what is drawn")
    return [*wrong, *nameless(picture), *without_operands(picture)]


NEUTRAL = {INK, FADED, HAIRLINE, PAPER, UNKNOWN}  # what is drawn in these is ground, scale or letters


def nameless(picture):
    """What is drawn in a colour, has no name and is no more than marks joined or lit: a mark without a row."""
    places = {place for artist in marked(picture).values() for place in places_of(artist)}
    drawn = [one for axes in picture.figure.axes for one in (*axes.patches, *axes.lines, *axes.collections)]
    unnamed = [one for one in drawn if not one.get_gid() and colours_in(one) - NEUTRAL]
    return [f"{one}: drawn without a name" for one in unnamed if not places_of(one) or set(places_of(one)) - places]


def places_of(artist):
    if isinstance(artist, Line2D):
        return [tuple(place) for place in artist.get_xydata().tolist()]
    if isinstance(artist, Text):  # an annotation keeps the point it is set to, before units are numbers
        x, y = artist.xy if hasattr(artist, "xy") else artist.get_position()
        return [(float(artist.axes.convert_xunits(x)), float(y))]
    return []


def colours_in(artist):
    if isinstance(artist, Line2D):
        return {to_hex(artist.get_color())}
    filled = artist.get_facecolor() if isinstance(artist, Patch) else artist.get_edgecolor()
    return set(map(to_hex, np.atleast_2d(filled)))


def without_operands(picture):
    """Marks without characters of their own that name no other mark; nothing, drawn as nothing, needs none."""
    marks = picture.marks
    bare = marks[marks.start.isna() & (marks.value != 0)]
    return [
        f"{mark}: neither characters nor operands"
        for mark, label in zip(bare.mark, bare.label, strict=True)
        if not label or set(label.split(" + ")) - (set(marks.mark) - {mark})
    ]


def cited(picture):
    return list(picture.marks.dropna(subset=["start"]).itertuples())


def stands(row, text):
    return text[int(row.start) : int(row.end)] == row.quote


@pytest.fixture(scope="session")
def pages(seed):
    """The text that a mark's quote stands in: of the page it names, or of the seed."""
    archive = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "seeds" / "archive").glob("*.txt")}
    return lambda row: archive.get(row.label, seed.text)


@notebooks
def test_every_mark_drawn_is_what_its_row_says(path):
    pictures = drawn(path)
    assert pictures
    assert {name: misdrawn(picture) for name, picture in pictures.items()} == {name: [] for name in pictures}


@notebooks
def test_every_quote_is_the_text_at_its_span(path, pages):
    for name, picture in drawn(path).items():
        assert [row for row in cited(picture) if not stands(row, pages(row))] == [], name


@notebooks
def test_a_page_without_any_one_cited_span_is_noticed(path, pages):
    """Some sixty spans of a figure are taken out of their page, one by one."""
    for name, picture in drawn(path).items():
        rows = cited(picture)
        for row in rows[:: max(1, len(rows) // 60)]:
            text = pages(row)
            without = text[: int(row.start)] + text[int(row.end) :]
            assert not all(stands(one, without) for one in rows if pages(one) is text), (name, row)


def test_words_of_the_cloud_grow_with_their_keyness():
    picture = drawn(NOTEBOOKS[1])["02-wordcloud"]
    marks = picture.marks.drop_duplicates("mark").set_index("mark").value
    ems = {gid: em_of(artist, gid.removeprefix("word-")) for gid, artist in marked(picture).items()}
    in_order = [ems[mark] for mark in marks.sort_values(ascending=False).index]
    assert all(one >= other - 0.01 for one, other in pairwise(in_order))
    assert in_order[0] > 2 * in_order[-1]


def em_of(outline, word):
    """The size that a word is set in, from the height of its outline."""
    return outline.get_path().get_extents().height / TextPath((0, 0), word, 1, FACE).get_extents().height


FACE = FontProperties(fname=plots.sans_path())


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
        axes.barh(0, drawn_as, gid="bar", color=ARTICLES[0])
    return Picture(figure, "caption", "alt", marks_of("bar", value, "times", "", [(start, start + len(quote), quote)]))


def unnamed(picture):
    picture.figure.axes[0].barh(1, 3, color=ARTICLES[1])
    return picture


def with_rows(picture, rows):
    picture.marks = pd.concat([picture.marks, rows])
    return picture


def with_interval(low, operand):
    picture = bar(9, 9)
    picture.figure.axes[0].hlines(0, 2, 12, gid="line")
    return with_rows(picture, derived("line", {"times, low": low, "times, high": 12}, [operand]))


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (bar(9, 9), []),
        (bar(9, 8), ["bar: 9 is not what is drawn"]),
        (bar(9, 9, "云雾"), ["bar: '云雾' is not at 0"]),
        (bar(9, 9, start=1), ["bar: '云海' is not at 1"]),
        (unnamed(bar(9, 9)), ["Rectangle(xy=(0, 0.6), width=3, height=0.8, angle=0): drawn without a name"]),
        (with_rows(bar(9, 9), marks_of("gone", 1, "times", "", [(0, 2, "云海")])), ["gone: a row for nothing drawn"]),
        (with_interval(2, "bar"), []),
        (with_interval(3, "bar"), ["line: 3 is not what is drawn"]),
        (with_interval(2, "rod"), ["line: neither characters nor operands"] * 2),
    ],
)
def test_the_check_of_marks_can_fail(picture, why):
    assert untrue(picture, "云海如潮") == why


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


@notebooks
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_words_are_set_over_others(path, language):
    for name, picture in drawn(path, language).items():
        assert overlaps(picture.figure) == [], name


def overlaps(figure):
    """Texts of a figure whose ink boxes meet, two by two."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in written(figure)]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if meet(a, b)]


def meet(a, b, slack=2):
    """Whether two boxes overlap by more than `slack` pixels, which fonts leave empty about their letters."""
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > slack and high > slack


def test_words_over_others_are_noticed():
    with sheet("title", "note", 2) as (figure, axes):
        for x in (0, 0.01):
            axes.annotate("云海", (x, 0))
        axes.set_axis_off()
    assert overlaps(figure) == [("云海", "云海")]


def test_many_ranks_close_together_are_named_apart():
    places = [1, 2, 3, 4, 5, 5, 9, 60, 98, 99, 100]
    rows = [(1, f"第{n}小店区", float(value), 0, 1, "第") for n, value in enumerate(places)]
    ranks = pd.DataFrame(rows, columns=["article", "entity", "value", "start", "end", "quote"])
    assert overlaps(plot_ranks(ranks, 100, "note").figure) == []


def test_words_of_the_cloud_are_apart():
    """No word is set into another, not even where that one is hollow, so that none is read as part of it."""
    words = marked(drawn(NOTEBOOKS[1])["02-wordcloud"]).values()
    boxes = [word.get_path().get_extents() for word in words]
    shared = [Bbox.intersection(one, other) for one, other in combinations(boxes, 2)]
    least = [min(area(one), area(other)) for one, other in combinations(boxes, 2)]
    assert max(area(both) / small for both, small in zip(shared, least, strict=True) if both) < 0.15


def area(box):
    return box.width * box.height


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


@notebooks
def test_chinese_pictures_are_punctuated_as_chinese_is(path):
    for name, picture in drawn(path, "zh").items():
        told = [picture.caption, *(text.get_text() for text in written(picture.figure))]
        assert not [words for words in told if re.search(r"[\u4e00-\u9fff][,;:()]", words)], name


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
