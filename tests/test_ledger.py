"""The ledger on invented sentences: what it proves, what it contradicts, and where it must hold its tongue."""

import pytest

from analysis.page import parse_page
from analysis.rankings import check, find_quantities

ARTICLE = "某市工作见成效\n\n本报讯(记者 周利芳)11月8日,{}"


def lines_of(sentence, rule=None):
    """The ledger of an article of one sentence: `(check, verdict, statement)`, of one rule if it is named."""
    page = parse_page(ARTICLE.format(sentence))
    found = check(find_quantities(page), page)
    rows = list(zip(found.check, found.verdict, found.statement, strict=True))
    return [row for row in rows if rule in (None, row[0])]


def contradictions(sentence):
    return [row for row in lines_of(sentence) if row[1] == "contradiction"]


# lists and their counts


@pytest.mark.parametrize(
    "sentence",
    [
        "这件事难在上下游、左右岸心往一处想。",
        "对楼顶广告牌、工地围墙、临时工棚进行一次普查。",
        "民情驿站分布在菜市场、地铁口、写字楼和一家养老院,方便群众。",
        "毛病出在一把钥匙、一块电池、三百块钱上。",
        "课题组对浙江、广东、福建1312家企业的问卷显示,订单在增加。",
        "对北京、上海、广州、成都、沈阳五市3000户居民家庭作了调查。",
        "优先解决大骨节病区、高氟区107个村屯的吃水问题。",
        "走访了云溪镇、柳塘镇、石桥镇12个乡镇卫生院。",
        "云溪、柳塘、古渡一线有27个村通了车。",
    ],
)
def test_a_count_of_something_else_contradicts_no_list(sentence):
    assert contradictions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "verdict", "statement"),
    [
        ("云溪区、柳塘县、白石区3个县区上榜。", "proved", "3 names = 3"),
        ("云溪区、柳塘县、白石区4个县区上榜。", "contradiction", "3 names = 4"),
        ("河南、湖北、广西四省区的考生先行报名。", "contradiction", "3 names = 4"),
        ("泰国、老挝、越南五国水利官员举行磋商。", "contradiction", "3 names = 5"),
        ("工作人员在兴汾苑、公园美地三个小区,检查水泵。", "contradiction", "2 names = 3"),
        ("北京、湖北、四川等6个省市的招生办设立了接待室。", "bounded", "3 names ≤ 6"),
        ("云溪区、柳塘区和白石区等2个区先行试点。", "contradiction", "3 names ≤ 2"),
    ],
)
def test_a_list_and_the_count_of_its_places_agree(sentence, verdict, statement):
    assert ("list length", verdict, statement) in lines_of(sentence)


@pytest.mark.parametrize(
    ("headline", "told"),
    [("沿江九市春灌见成效", []), ("三市轮流灌溉", ["proved"]), ("四市轮流灌溉", ["contradiction"])],
)
def test_a_headline_speaks_of_a_list_unless_the_text_says_of_what(headline, told):
    page = parse_page(
        f"{headline}\n\n本报讯(记者 周利芳)11月8日,沿江九市开闸引水。菏泽、聊城、德州三市实行轮灌,先远后近。"
    )
    found = check(find_quantities(page), page).query("check == 'stated twice'")
    assert list(found.verdict) == told


# ranks that change


@pytest.mark.parametrize(
    "sentence",
    [
        "与上年相比,云溪区由第4位升至第2位,柳塘县下降1位,古渡县首次上榜。",
        "云溪区由第4位升至第2位,经济密度下降1位。",
        "云溪区居第4位,古渡县升至第2位,前移1位。",
    ],
)
def test_a_change_of_another_contradicts_no_ranks(sentence):
    assert lines_of(sentence, "change of ranks") == []


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("云溪区由第4位升至第2位,上升2位。", "proved"),
        ("柳塘县由第15位降至第18位,比上年下降3个位次。", "proved"),
        ("柳塘县由第15位降至第18位,比上年下降5个位次。", "contradiction"),
        ("全市排名从第31位上升到第24位,一举前移6位。", "contradiction"),
    ],
)
def test_a_change_of_the_same_one_is_the_difference(sentence, verdict):
    assert [row[1] for row in lines_of(sentence, "change of ranks")] == [verdict]
