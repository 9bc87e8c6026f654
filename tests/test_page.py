"""The seed page, read: a newcomer learns the page by reading this."""

from pathlib import Path

import pytest

from analysis import parse_page, read_page

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


def test_parts_tile_the_page(page):
    assert len(page.text) == 2918
    edges = [0, *page.parts.end]
    assert list(page.parts.start) == edges[:-1]
    assert edges[-1] == len(page.text)


def test_page_has_four_articles(page):
    assert [article.title for article in page.articles] == [
        "全力收官“十四五” 科学谋划“十五五” 在奋力推动高质量发展中展现小店担当",
        "万亩生态园 雨后现云海",
        "我市四城区入选 中部百强区",
        "强化二次巡检 确保用水安全",
    ]
    assert page.articles[0].kicker == ("林红玉在小店区宣讲调研时强调",)
    assert page.articles[0].deck == ("武晓花参加",)
    assert [article.reporters for article in page.articles] == [
        ("殷雪鸢", "胡引平"),
        ("周利芳",),
        ("李静",),
        ("任晓明",),
    ]


def test_days_are_printed_and_the_year_is_inferred(page):
    assert [article.date.isoformat() for article in page.articles] == [
        "2025-11-09",
        "2025-11-08",
        "2025-11-06",
        "2025-11-04",
    ]
    assert all("2025" in article.date_inferred for article in page.articles)


def test_six_column_breaks_are_healed(page):
    assert [len(article.paragraphs) for article in page.articles] == [3, 4, 3, 3]
    body = "".join(paragraph for article in page.articles for paragraph in article.paragraphs)
    for seam in ("党群服务中心", "最好最优", "泛起红晕", "不停地按下", "重点对水泵", "水质检测,确保"):
        assert seam in body


def test_credit_is_kept_as_a_record(page):
    (credit,) = page.articles[1].photo_credits
    assert (credit.names, credit.text) == (("高劲鹏",), "高劲鹏 摄")


def test_text_without_an_article_is_refused():
    with pytest.raises(ValueError, match="expected a page with at least one article"):
        parse_page("")
