"""Pages printed in columns and read back: the PDFs are made here, their text layer by matplotlib."""

import matplotlib as mpl
import pylopdf_fonts_zh_cn as fonts
import pytest
from compose import compose
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from analysis.archive import read_archive, read_table
from analysis.archive.pdf import page_count, page_text
from analysis.archive.sources import sources_of, text_of
from analysis.page import parse_page

FACE = FontProperties(fname=str(fonts.sans_path()))
SIZE, LEADING, WIDE = 10, 14, 20  # points; the characters of a line


def printed(path, *pages):
    """Each page a list of blocks of lines, `(left, top, size, lines)`, in points from the upper left."""
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path) as file:
        for blocks in pages:
            figure = Figure(figsize=(15, 15))
            for left, top, size, lines in blocks:
                for n, line in enumerate(lines):
                    x = left + size * (len(line) - len(line.lstrip()))  # an indent is a place, not a character
                    y = 1080 - top - n * size * LEADING / SIZE
                    figure.text(x / 1080, y / 1080, line.lstrip(), fontproperties=FACE, size=size, va="top")
            file.savefig(figure)
    return path


def set_in_lines(paragraph):
    """A paragraph broken into lines as print does it, its first line indented by two characters."""
    text = "\u3000\u3000" + paragraph
    return [text[at : at + WIDE] for at in range(0, len(text), WIDE)]


def columns(paragraphs, number, top=100):
    """The paragraphs' lines dealt to `number` columns side by side."""
    lines = [line for paragraph in paragraphs for line in set_in_lines(paragraph)]
    height = -(-len(lines) // number)
    return [(40 + n * 230, top, SIZE, lines[n * height : (n + 1) * height]) for n in range(number)]


def plain(text):
    return "".join(text.split())


@pytest.fixture
def article():
    """The paragraphs of a composed article, its torn one healed: no line of them is short."""
    found = parse_page(compose(3), name="page").articles[0]
    return [str(paragraph) for paragraph in found.paragraphs]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_columns_are_read_one_after_the_other(tmp_path, article, number):
    blocks = [(40, 30, 28, ["清水流进石塘村"]), *columns(article, number)]
    text = page_text(printed(tmp_path / "a.pdf", blocks))
    assert plain(text) == plain("清水流进石塘村" + "".join(article))
    assert text.splitlines()[0] == "清水流进石塘村"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_order_is_that_of_the_print_not_of_the_file(tmp_path, article, number):
    blocks = [(40, 30, 28, ["清水流进石塘村"]), *columns(article, number)]
    text = page_text(printed(tmp_path / "a.pdf", blocks[::-1]))
    assert plain(text) == plain("清水流进石塘村" + "".join(article))


def test_bands_of_columns_are_read_from_the_top(tmp_path, article):
    upper, lower = columns(article, 2, top=100), columns(article[::-1], 3, top=600)
    headlines = [(40, 30, 28, ["清水流进石塘村"]), (40, 520, 28, ["茶叶铺新绿"])]
    text = page_text(printed(tmp_path / "a.pdf", [*lower, headlines[1], *upper, headlines[0]]))
    assert plain(text) == plain("清水流进石塘村" + "".join(article) + "茶叶铺新绿" + "".join(article[::-1]))


def test_an_indent_begins_a_paragraph(tmp_path, article):
    text = page_text(printed(tmp_path / "a.pdf", columns(article, 1)))
    assert text.split() == [plain(paragraph) for paragraph in article]


def test_a_comma_stays_in_its_line(tmp_path):
    lines = ["合作社统一供应种子和肥料,收获后的水稻由", "企业收购,农民增收有了盼头,道路也修好了。"]
    assert plain(page_text(printed(tmp_path / "a.pdf", [(40, 40, SIZE, lines)]))) == plain("".join(lines))


def test_each_page_is_a_source_and_a_row(tmp_path, article):
    pages = [[(40, 30, 28, [headline]), *columns(article, 2)] for headline in ("清水流进石塘村", "茶叶铺新绿")]
    path = printed(tmp_path / "march.pdf", *pages)
    assert page_count(path) == 2
    sources = sources_of(path)
    assert [source.name for source in sources] == ["march.pdf#1", "march.pdf#2"]
    assert [text_of(source).splitlines()[0] for source in sources] == ["清水流进石塘村", "茶叶铺新绿"]
    read_archive(path, tmp_path / "out")
    assert read_table(tmp_path / "out", "pages").page.tolist() == ["march.pdf#1", "march.pdf#2"]


def test_what_cannot_be_read_says_why(tmp_path, article):
    path = printed(tmp_path / "a.pdf", columns(article, 1), [])
    with pytest.raises(ValueError, match=r"a\.pdf#2: expected a text layer, found none"):
        page_text(path, 2)
    with pytest.raises(ValueError, match=r"a\.pdf: expected a page from 1 to 2, found 3"):
        page_text(path, 3)
    (tmp_path / "b.pdf").write_bytes(path.read_bytes()[:200])
    read_archive(tmp_path / "*.pdf", tmp_path / "out")
    failures = read_table(tmp_path / "out", "failures")
    assert failures.page.tolist() == ["a.pdf#2", "b.pdf"]
    assert all(failures.reason.str.contains("expected .*found"))
