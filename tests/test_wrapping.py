"""Pages that go by the lines of their columns, as they are copied from a layout or read by an OCR."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from compose import compose
from invented import rows
from laws import column_ends_are_blank, is_read_alike, is_read_whole
from scored import pages, scores

from analysis import Page, parse_page
from analysis.lexicons.script import folded
from analysis.page import column_ends
from analysis.page.reading import plainly
from analysis.page.wrapping import wraps

WIDTH, EVERY = 20, 8  # characters of a column; every eighth of the unseen pages is broken
BEGINS_NO_LINE = ",。、;:!?”)》"


def broken(text: str, width: int) -> str:
    """The text with every line broken at the edge of a column, where no line begins with a stop."""
    return "\n".join(piece for line in text.split("\n") for piece in column(line, width))


def column(line: str, width: int) -> list[str]:
    pieces, wide = [""], 0.0
    for character in line:
        here = 0.5 if re.match("[A-Za-z0-9 ]", character) else 1
        if wide + here > width and character not in BEGINS_NO_LINE:
            pieces.append("")
            wide = 0
        pieces[-1] += character
        wide += here
    return pieces


def close(text: str) -> str:
    """The text without its blank lines."""
    return re.sub(r"\n\s*\n", "\n", text)


@cache
def broken_pages(change: Callable[[str], str] = str) -> list[tuple[dict, Page]]:
    return [(page, parse_page(change(broken(page["text"], WIDTH)))) for page, _ in pages()[::EVERY]]


def titles(page):
    return [article.title for article in page.articles]


def paragraphs(page):
    return [str(paragraph) for article in page.articles for paragraph in article.paragraphs]


@pytest.mark.parametrize("width", [12, 16, 20, 27])
@pytest.mark.parametrize("of", [titles, paragraphs])
def test_composed_pages_are_read_the_same_by_their_lines(width, of):
    """All but a few: where a paragraph ends at the very edge no text tells its end."""
    told, same = Counter(), Counter()
    for n in range(40):
        told += Counter(of(parse_page(compose(n))))
        same += Counter(of(parse_page(compose(n)))) & Counter(of(parse_page(broken(compose(n), width))))
    assert same.total() >= 0.93 * told.total()


def test_unseen_pages_are_read_by_their_lines():
    """Without this the F1 of whole articles is 0.06."""
    assert scores(broken_pages())[0]["articles"] >= 0.72
    assert scores(broken_pages())[0]["starts"] >= 0.9


def test_unseen_pages_are_read_by_their_lines_without_blank_ones():
    """0.18 and 0.36 where a column's edge was looked for among the lines that blank ones leave together."""
    assert scores(broken_pages(close))[0]["articles"] >= 0.5
    assert scores(broken_pages(close))[0]["paragraphs"] >= 0.78


@pytest.mark.parametrize("width", [14, 20])
def test_lines_that_are_all_set_apart_are_read_like_those_that_are_not(width):
    for n in range(20):
        text = broken(compose(n), width)
        assert titles(parse_page(text.replace("\n", "\n\n"))) == titles(parse_page(text))


def test_no_page_that_goes_by_paragraphs_is_taken_for_one_that_goes_by_lines():
    assert [page["id"] for folder in ("learned", "unseen") for page in rows(folder) if wraps(page["text"])] == []


def test_few_pages_of_short_lines_are_taken_for_one_that_goes_by_lines():
    """Headlines and notes of many pages under each other: some are torn, and some are as wide as a column."""
    short = [line for page in rows("unseen") for line in page["text"].split("\n") if 0 < len(line.strip()) <= 48]
    lists = ["\n".join(short[n : n + 60]) for n in range(0, len(short), 60)]
    assert sum(map(bool, map(wraps, lists))) <= 0.01 * len(lists)


def test_what_was_read_past_is_told():
    for n in range(10):
        text = broken(compose(n), 18)
        page = parse_page(text)
        assert column_ends(parse_page(compose(n))) == []
        assert len(column_ends(page)) > 20
        assert {text[start:end] for start, end in column_ends(page)} == {"\n"}
        column_ends_are_blank(page)


def test_laws_hold_for_pages_by_lines():
    for n in range(10):
        text = broken(compose(n), 18)
        is_read_whole(parse_page(text), text)
        is_read_alike(parse_page(text), text)


@pytest.mark.parametrize(("one", "other"), [("\n", "\r\n"), (",", "\uff0c")])
def test_other_line_ends_and_full_width_stops_change_nothing(one, other):
    text = broken(compose(3), 18)
    changed = text.replace(one, other)
    assert changed != text
    assert len(wraps(changed)) == len(wraps(text)) > 0
    assert list(map(folded, paragraphs(parse_page(changed)))) == list(map(folded, paragraphs(parse_page(text))))


def test_traditional_characters_are_read_as_simplified_ones():
    """As they stand, nothing in them reads on and no lead begins."""
    lines = ["雲海如流水般在城市上空鋪", "開,市民們舉起相機按快門", "新華社太原電 這裡的雲海", "消散了。"]
    assert len(wraps("\n".join(6 * lines), plainly("\n".join(lines)))) == 12


def test_an_indented_line_begins_a_paragraph():
    lines = ["云海如流水般在城市上空铺", "开,市民举起相机按下快门,", "记录下这一幕的全部过程。"]
    text = "\n".join(4 * ["\u3000\u3000" + lines[0][2:], *lines[1:]])
    assert len(wraps(text)) == 8


def test_each_column_has_a_width_of_its_own():
    paragraph = 6 * "云海如流水般在城市上空铺开,市民举起相机按下快门,记录下这一幕。"
    columns = [broken(paragraph, width) for width in (10, 14, 18, 22, 27)]
    assert len(wraps("\n\n".join(columns))) == sum(column.count("\n") for column in columns)


def test_what_had_place_on_the_line_above_begins_a_paragraph():
    """Below a line that lacks a character, a number that no column parts goes on and a word does not."""
    lines = ["云海如流水般在城市上空铺", "开,市民举起相机按下了快", "门,记录下这难得一幕。"]
    joined = [len(wraps("\n".join(9 * [*lines, below]))) for below in ("记录下。", "2026年记录下。")]
    assert joined == [18, 27]


def test_a_stop_at_the_edge_ends_a_paragraph_where_most_stops_do():
    at_edge, elsewhere = "开,市民举起相机按下快门。", "开,记录下。"
    for ends, stops, joined in ((20, 2, 0), (4, 12, 12)):
        text = "\n".join(f"云海如流水般在城市上空铺\n{line}" for line in [*ends * [elsewhere], *stops * [at_edge], ""])
        assert sum(text[:start].endswith(at_edge) for start, _ in wraps(text)) == joined


def test_rows_of_a_table_stay_apart():
    rows = [f"{city}市中心城区 今天晴 最高{n}度" for n, city in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯", 10)]
    assert wraps("\n".join(rows)) == []


def test_a_page_head_as_wide_as_the_column_takes_no_headline_with_it():
    head = "2019年5月30日 星期四 石溪日报 要闻 2"
    text = "本报讯(记者 殷桃)" + 6 * "云海如流水般在城市上空铺开,市民举起相机按下快门,记录下这一幕。"
    page = parse_page(f"{head}\n农村改厕3.6万户\n{broken(text, 18)}")
    assert len(column_ends(page)) > 8
    assert page.articles[0].title == "农村改厕3.6万户"


def test_headlines_of_like_width_are_no_column():
    text = broken(4 * "云海如流水般在城市上空铺开,市民举起相机按下快门,记录下这一幕。", 20)
    heads = ["雨后万亩园里看云海", "一双手扎出九盏灯笼", "扎灯匠人的九把钥匙", "他教出三十个徒弟来"]
    page = "\n".join([text, "市民们走下山去了。", *heads, text])
    assert [span for span in wraps(page) if page[: span[0]].endswith(tuple(heads))] == []
