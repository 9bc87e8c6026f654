"""The seed page's quantities, all of them and no other; numerals, look-alikes, the ledger and its kill rate."""

import datetime
import itertools
from pathlib import Path

import pandas as pd
import pytest

from analysis.page import parse_page, read_page
from analysis.rankings import check, find_quantities, kill_rate, named_list, open_place_bounds, places, standing
from analysis.rankings.numerals import number

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"

# Read off the page by hand: (kind, value, unit, modifier, quote, resolved), article by article.
# No quantities, and so not here: 十四五, 十五五, 二十届, 两个确立, 两个维护, 一次十分重要的会议, 又一次, 三次产业,
# 一场降雨, 一揽子, 第二轮, 二次供水, 百强县, 百强区 (names of lists), 一是 二是 三是, 万亩生态园, 这一自然奇景, 备查.
ON_THE_PAGE = [
    ("date", None, "", "", "11月9日", "2025-11-09"),
    ("time", 5, "年", "", "未来5年", ""),
    ("date", None, "", "", "11月8日", "2025-11-08"),
    ("time", 6, "时", "许", "清晨6时许", "2025-11-08T06"),
    ("date", None, "", "", "当日", "2025-11-08"),
    ("time", 10, "时", "左右", "上午10时左右", "2025-11-08T10"),
    ("count", 4, "城区", "", "四城区", ""),
    ("date", None, "", "", "11月6日", "2025-11-06"),
    ("date", None, "", "", "2025", "2025"),
    ("count", 4, "个", "", "4个", ""),
    ("rank", 7, "位", "", "第7", ""),
    ("rank", 29, "位", "", "第29", ""),
    ("rank", 43, "位", "", "第43", ""),
    ("rank", 67, "位", "", "第67位", ""),
    ("count", 6, "个", "", "6个", ""),
    ("count", 226, "个", "", "226个", ""),
    ("count", 29, "个", "", "29个", ""),
    ("count", 10, "个", "仅有", "仅有10个", ""),
    ("amount", 1000, "亿元", "以下", "1000亿元以下", ""),
    ("count", 75, "个", "", "75个", ""),
    ("count", 10, "个", "", "10个", ""),
    ("count", 4, "个", "", "4个", ""),
    ("share", 4, "成", "", "四成", ""),
    *[("date", None, "", "", word, year) for word, year in [("去年", "2024"), ("今年", "2025")] * 4],
    ("date", None, "", "", "11月4日", "2025-11-04"),
    ("count", 2, "个", "", "两个", ""),
    ("time", 0.5, "年", "", "每半年", ""),
    ("count", 1, "次", "", "一次", ""),
]


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


@pytest.fixture(scope="module")
def quantities(page):
    return find_quantities(page)


def test_every_quantity_of_the_seed_page_and_no_false_one(quantities):
    columns = ["kind", "value", "unit", "modifier", "quote", "resolved"]
    found = quantities[columns].astype(object).where(quantities[columns].notna(), None)
    assert list(found.itertuples(index=False, name=None)) == ON_THE_PAGE


def test_quotes_are_the_page_at_their_spans(page, quantities):
    assert [page.text[a:b] for a, b in zip(quantities.start, quantities.end, strict=True)] == list(quantities.quote)


def test_four_districts_are_zipped_with_their_ranks(quantities):
    ranks = quantities[quantities.kind == "rank"]
    assert dict(zip(ranks.entity, ranks.value, strict=True)) == {
        "小店区": 7,
        "迎泽区": 29,
        "杏花岭区": 43,
        "万柏林区": 67,
    }


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("1,600", 1600), ("67", 67), ("两百", 200), ("十二", 12), ("三万", 30000), ("六十三点一", 63.1)],
)
def test_numerals(numeral, value):
    assert number(numeral) == value


@pytest.mark.parametrize(
    "text",
    [
        "他任第一、第二副总统。",
        "观看分列式。",
        "青年干部争第一。",
        "做到“两个维护”。",
        "开展第二轮二次供水巡检。",
        "一是清洗,二是检查。",
        "电话88886666。",
        "这是一次十分重要的会议。",
        "推动三次产业协同。",
        "安全第一。",
        "数十家企业到场。",
        "第三阶段开始。",
    ],
)
def test_look_alikes_state_nothing(text):
    assert find_quantities(text).empty


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "quote"),
    [
        ("产量占全国的51%。", "share", 51, "%", "51%"),
        ("八成以上的村通车。", "share", 8, "成", "八成以上"),
        ("三分之二的村通车。", "share", 2 / 3, "三分之", "三分之二"),
        ("增长三点五个百分点。", "amount", 3.5, "百分点", "三点五个百分点"),
        ("排名提升了10个位次。", "rank_change", 10, "位", "提升了10个位次"),
        ("该县位居榜首。", "rank", 1, "位", "榜首"),
        ("该县跻身全国50强。", "rank", 50, "前N名", "50强"),
        ("产粮1.2万吨。", "count", 1.2, "万吨", "1.2万吨"),
        ("队伍获得第3名。", "rank", 3, "位", "第3名"),
    ],
)
def test_kinds(text, kind, value, unit, quote):
    row = find_quantities(text).iloc[0]
    assert (row.kind, row.unit, row.quote) == (kind, unit, quote)
    assert row.value == pytest.approx(value)


def test_unequal_lists_are_not_zipped():
    found = find_quantities("甲区、乙区、丙区分别位列第3、第9。")
    assert not set(found.entity) & {"甲区", "乙区", "丙区"}


def test_a_torn_quantity_keeps_its_raw_slice_and_its_pieces():
    page = parse_page("甲市产粮增加\n\n本报讯(记者 周利芳)11月8日,全市共有29\n\n个城区上榜。")
    row = find_quantities(page).query("kind == 'count'").iloc[0]
    assert row.quote == "29\n\n个" == page.text[row.start : row.end]
    assert len(row.spans) == 2


def test_dates_are_resolved_by_the_articles_date(quantities):
    assert set(quantities[quantities.quote == "去年"].resolved) == {"2024"}
    assert datetime.date.fromisoformat(quantities.resolved.iloc[0]) == datetime.date(2025, 11, 9)


def test_ledger_of_the_seed_page(page, quantities):
    ledger = check(quantities, page)
    assert "contradiction" not in set(ledger.verdict)
    verdicts = standing(quantities, ledger)
    by_quote = dict(zip(quantities.quote, verdicts, strict=True))
    assert {q for q, v in by_quote.items() if v == "proved"} == set(REDUNDANT)
    assert {by_quote[q] for q in ("第7", "第29", "第43", "第67位", "29个", "75个")} == {"bounded"}
    assert by_quote["226个"] == "stated once"


REDUNDANT = ["四城区", "4个", "6个", "10个", "仅有10个", "四成", "两个"]


def test_every_mutation_of_a_redundant_number_is_a_contradiction(page, quantities):
    kills = kill_rate(page, quantities)
    assert len(kills) > 100
    redundant = kills[kills.quote.isin(REDUNDANT)]
    assert set(redundant.quote) == set(REDUNDANT)
    assert redundant.killed.all(), redundant[~redundant.killed]
    assert not kills[kills.quote == "226个"].killed.any()


def test_open_places():
    bounds = open_place_bounds(total=61, parts=4, most=29, above=10)
    assert (bounds.least, bounds.most, bounds.fewest_above) == (0, 29, 2)


def test_plain_text_has_the_columns_of_the_contract():
    wanted = ["kind", "value", "unit", "entity", "metric", "scope", "modifier", "start", "end", "quote"]
    assert list(find_quantities("无。").columns[:10]) == wanted
    assert list(find_quantities(parse_page("甲市\n\n本报讯(记者 周利芳)晴。")).columns[:2]) == ["article", "paragraph"]


def test_numbers_are_floats(quantities):
    assert pd.api.types.is_float_dtype(quantities.value)


def test_places_that_the_page_does_not_name_are_bounded(page, quantities):
    held = places(quantities, page).set_index("part")
    assert held.loc[["湖北", "山西"], "low"].tolist() == held.loc[["湖北", "山西"], "high"].tolist() == [29, 10]
    assert held.loc[["河南", "湖南", "安徽", "江西"], ["low", "high"]].to_numpy().tolist() == [[0, 29]] * 4
    assert named_list(quantities, page)[0] == 100


def test_bounds_are_those_of_enumeration():
    ways = [way for way in itertools.product(range(6), repeat=3) if sum(way) == 11]
    bounds = open_place_bounds(total=11, parts=3, most=5, above=3)
    assert bounds.least == min(way[0] for way in ways)
    assert bounds.most == max(way[0] for way in ways)
    assert bounds.fewest_above == min(sum(n > 3 for n in way) for way in ways)


def test_a_contradiction_on_another_page_is_loud():
    page = parse_page(
        "丙省三县\n\n本报讯(记者 周利芳)11月8日,在百强县榜单上,甲县、乙县、丙县4个县上榜,分别位列第8、第5、第120位。"
    )
    ledger = check(find_quantities(page), page)
    assert {"list length", "ranks rise", "within list", "ranks counted"} <= set(
        ledger[ledger.verdict == "contradiction"].check
    )


def test_a_page_without_quantities_has_an_empty_ledger():
    page = parse_page("甲市下雨\n\n本报讯(记者 周利芳)晴。")
    quantities = find_quantities(page)
    assert check(quantities, page).empty
    assert places(quantities, page).empty
    assert named_list(quantities, page) is None
