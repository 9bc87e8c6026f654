"""What is seen of a line: of its own form, and of the short lines around it."""

import pytest

from analysis.page.features import LOOKS, TIES, looks_and_ties
from analysis.page.lines import lines_of, unmarked
from analysis.page.shapes import SHAPES, is_column, shape

A, B, C = (f"市民{who}在山上看到了云海,云海在风里翻滚,看的人都说值得。" for who in "甲乙丙")  # no shadows


def seen(*texts):
    """Of each line how much is seen of every sight."""
    looks, _ = looks_and_ties(*unmarked(lines_of("\n".join(texts))))
    return [dict(zip(LOOKS, row, strict=True)) for row in looks]


def test_every_line_has_a_number_for_every_sight():
    looks, ties = looks_and_ties(*unmarked(lines_of(f"雨后现云海\n{A}")))
    assert looks.shape == (2, len(set(LOOKS)))
    assert ties.shape == (2, len(set(TIES)))


@pytest.mark.parametrize(
    ("text", "sight"),
    [
        ("海门区", "a place alone"),
        ("润溪乡", "a place alone"),
        ("2010年谷雨于旬阳蜀河", "a date alone"),
        ("(2025年正月写于广州)", "a date alone"),
        ("二〇〇八年一月二十八日", "a date alone"),
        ("云岫市水务局 云岫市公安局交警支队", "an office alone"),
        ("渭滨大学图书馆 2023年11月13日", "an office alone"),
        ("据了解,云海将持续到周末", "opens as text does"),
        ("目前,道路已经恢复通车", "opens as text does"),
        ("健康快递", "a column's name"),
        ("环 球 短 波", "a column's name"),
    ],
)
def test_a_line_shows_what_it_is_made_as(text, sight):
    assert shape(text)[SHAPES.index(sight)]


@pytest.mark.parametrize(
    ("text", "sight"),
    [
        ("雨后现云海", "a place alone"),
        ("2010年谷雨采茶忙", "a date alone"),
        ("云岫市水务局回应停水", "an office alone"),
        ("目前道路已经恢复通车", "opens as text does"),
        ("雨后现云海", "a column's name"),
    ],
)
def test_and_not_what_it_is_not(text, sight):
    assert not shape(text)[SHAPES.index(sight)]


def test_the_longest_line_asked_is_no_column():
    assert is_column("今日关注")
    assert not is_column("市民在山上看到了·云海引来今日关注")


def test_crossheads_of_one_story_are_made_alike():
    page = seen("第1招", A, "雨后现云海", B, "第2招", C)
    alike = [line["begins or ends as a short line near"] for line in page]
    assert alike == [2, 0, 0, 0, 2, 0]  # 第, the numeral and 招: from its beginning and from its end


def test_and_have_the_same_marks():
    page = seen("数字:五十年少了一半", A, "争论:假古董要不要", B, "雨后现云海", C)
    assert [line["marked as a short line near"] for line in page] == [1, 0, 1, 0, 0, 0]


def test_lines_of_one_stack_are_no_crossheads_of_one_story():
    page = seen("数字:五十年少了一半", "争论:假古董要不要", A)
    assert [line["marked as a short line near"] for line in page] == [0, 0, 0]


def test_a_column_stands_above_its_briefs():
    long = "".join(f"市民{n}说云海值得一看," for n in range(30)) + "都来看。"
    page = seen(*("健康快递", "雨后现云海", A, "立冬看菊花", B, "山上开新路", C, "市民说云海", long))
    shorts = [line for line in page if line["length 1-5"]]
    assert [line["briefs below"] for line in shorts] == [1.5, 1.5, 1, 0.5, 0]
    assert [line["briefs above"] for line in shorts] == [0, 0, 0.5, 1, 1.5]


def test_who_speaks_first_belongs_to_a_story():
    page = seen("雨后现云海", f"“{A}”市民说。", "立冬看菊花", B)
    assert [line["the next text opens with a speech"] for line in page] == [1, 0, 0, 0]


def test_blanks_that_every_line_ends_in_say_nothing():
    page = "雨后现云海\n\n \n市民看云海。\n\n记者报道。"
    told = [line.spaced for line in lines_of(page)]
    assert told == [False, True, False]
    assert [line.spaced for line in lines_of(page.replace("\n", "  \n"))] == told
