"""The day of a page and the days of its articles: what is printed, what is inferred, and from what."""

import datetime

import pytest
from compose import compose

from analysis import find_quantities, parse_page
from analysis.archive import read_archive, read_table

STORY = "甲乙丙丁的消息\n\n本报讯(记者 周利芳){}云海如潮涌来,市民纷纷前往观看。\n"
DAY = datetime.date(2031, 3, 17)


def page_of(head, told, name="a page"):
    return parse_page(f"{head}\n\n{STORY.format(told)}", name)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("云岫日报 2031年3月17日 星期一 第3版", "2031年3月17日"),
        ("2031年 3 月 17 日 星期一 云岫日报", "2031年 3 月 17 日"),
        ("云岫日报 2031.3.17版星期一20责编 周利芳 实习编辑 李静 联系电话:8222133文娱新闻", "2031.3.17"),
        ("云岫日报 2031/03/17 星期一 责编 周利芳", "2031/03/17"),
        ("云岫日报 2031-03-17 星期一 责编 周利芳", "2031-03-17"),
        ("云岫日报 二〇三一年三月十七日 星期一", "二〇三一年三月十七日"),
        ("云岫日报 ２０３１年３月１７日 星期一", "２０３１年３月１７日"),
        ("云岫日报 创刊于1949年10月1日 2031年3月17日 星期一 第3版", "2031年3月17日"),
    ],
)
def test_the_head_of_a_page_prints_its_day(head, day):
    page = page_of(head, "昨日,")
    assert (page.date, page.date_evidence, page.date_inferred) == (DAY, day, "")
    assert "".join(page.text[start:end] for start, end in page.date_evidence.spans) == page.date_evidence


@pytest.mark.parametrize(
    "name",
    [
        "yunxiu-2031-03-17",
        "yx20310317-A01",
        "2031/03/17/01.txt",
        "2031年3月17日",
        "2031_3_17",
        "2032-01-01.zip!2031-03-17",
    ],
)
def test_the_name_of_a_file_tells_the_day_that_its_page_does_not_print(name):
    page = page_of("云岫日报 第3版", "昨日,", name)
    assert (page.date, page.date_evidence) == (DAY, None)
    assert "its file is named 2031" in page.date_inferred
    assert page_of("云岫日报 2031年3月18日 第3版", "昨日,", name).date == DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize("name", ["000_6aa299da6edd33b0", "20311345", "12031-03-17", "2031-03", "20310317001", "page"])
def test_other_names_tell_none(name):
    page = page_of("云岫日报 第3版", "昨日,", name)
    assert (page.date, page.date_evidence, page.date_inferred) == (None, None, "")


@pytest.mark.parametrize(
    ("told", "day", "evidence"),
    [
        ("3月16日,", "2031-03-16", "3月16日"),
        ("3月10日,", "2031-03-10", "3月10日"),
        ("3月9日,", "2031-03-17", "2031年3月17日"),  # older than a week
        ("3月18日起,", "2031-03-17", "2031年3月17日"),  # still to come
        ("1949年3月16日,", "2031-03-17", "2031年3月17日"),
        ("1911年3月14日,新军起义。3月15日,占领县城。", "2031-03-17", "2031年3月17日"),  # of the year before it
        ("去年3月15日,大桥开工。", "2031-03-17", "2031年3月17日"),
        ("1949年落成的新馆今年3月15日开放。", "2031-03-15", "3月15日"),
        ("2031年3月16日,", "2031-03-16", "2031年3月16日"),
        ("昨日,", "2031-03-17", "2031年3月17日"),
    ],
)
def test_an_article_is_of_a_day_of_the_week_before_its_page(told, day, evidence):
    article = page_of("云岫日报 2031年3月17日 星期一 第3版", told).articles[0]
    assert (article.date.isoformat(), article.date_evidence) == (day, evidence)
    assert bool(article.date_inferred) == (told != "2031年3月16日,")


def test_a_lead_tells_the_day_of_its_article_however_old():
    page = parse_page(
        STORY.replace("本报讯(记者 周利芳){}", "本报太原2月1日电 (记者 周利芳)3月16日,"), "yunxiu-2031-03-17"
    )
    assert page.articles[0].date == datetime.date(2031, 2, 1)


@pytest.mark.parametrize(("of_page", "day"), [("2032-01-02", "2031-12-30"), ("2031-12-31", "2031-12-30")])
def test_a_year_is_that_in_which_the_day_is_nearest_to_the_page(of_page, day):
    article = page_of("云岫日报", "12月30日,", of_page).articles[0]
    assert article.date.isoformat() == day
    assert article.date_inferred.startswith("the year is not printed with the day; ")


def test_a_day_below_the_articles_is_the_pages_if_it_names_its_weekday():
    story = STORY.format("昨日,")
    assert parse_page(f"{story}\n\n责编 周利芳 2031年3月17日 星期一").date == DAY
    assert parse_page(f"{story}\n\n责编 周利芳 来稿截至2031年12月31日").date is None


def test_without_a_day_of_the_page_it_is_the_first_that_is_printed():
    article = page_of("云岫日报 第3版", "1949年3月16日奠基,3月15日").articles[0]
    assert (article.date, article.date_inferred) == (datetime.date(1949, 3, 16), "")
    article = page_of("云岫日报 第3版", "3月15日,这是2030年的").articles[0]
    assert article.date == datetime.date(2030, 3, 15)
    assert article.date_inferred == "the year is not printed with the day; the page prints 2030"


@pytest.mark.parametrize("told", ["这是2030年的云海。去年11月8日,", "这是2030年的云海。明年1月8日,"])
def test_without_a_day_of_the_page_no_one_knows_last_year(told):
    assert page_of("云岫日报 第3版", told).articles[0].date is None


def test_last_year_is_that_before_the_page_and_not_before_an_old_story():
    page = page_of("云岫日报 2031年3月17日 星期一 第3版", "新馆于1949年3月16日奠基,去年游客42万人。")
    assert find_quantities(page).set_index("quote").resolved["去年"] == "2030"


def test_pages_without_a_printed_day_have_their_place_in_an_archive(tmp_path):
    for day in ("2031-03-16", "2031-03-17"):
        (tmp_path / f"{day}.txt").write_text(STORY.format("昨日,"), encoding="utf-8")
    read_archive(tmp_path / "*.txt", tmp_path / "out")
    days = [DAY - datetime.timedelta(days=1), DAY]
    assert read_table(tmp_path / "out", "pages").date.tolist() == days
    assert read_table(tmp_path / "out", "articles").date.tolist() == days


def test_a_head_changes_nothing_but_the_days():
    for n in range(10):
        page, headed = parse_page(compose(n)), parse_page(f"云岫日报 2031年3月17日 星期一 第3版\n\n{compose(n)}")
        assert [a.paragraphs for a in headed.articles] == [a.paragraphs for a in page.articles]
        assert all(DAY - datetime.timedelta(days=7) <= article.date <= DAY for article in headed.articles)
