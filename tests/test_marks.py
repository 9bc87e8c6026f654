"""Every mark that is drawn has its rows, every row's value is what is drawn, every quote stands at its span."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from pictures import NOTEBOOKS, ROOT, bar, drawn, marked

from analysis import plots
from analysis.plots import ARTICLES, FADED, HAIRLINE, INK, PAPER, UNKNOWN, derived, marks_of
from analysis.plots.themes.similarity import HEAT

notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


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
