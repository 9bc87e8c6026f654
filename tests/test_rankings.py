"""The seed page's quantities, all of them and no other; numerals, look-alikes, the ledger and its kill rate."""

import datetime
import itertools
import random
import re
import time
from pathlib import Path

import cn2an
import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.lexicons.script import simplified
from analysis.page import Passage, parse_page, read_page
from analysis.rankings import (
    chance_of_as_many,
    chance_of_rank_sum,
    check,
    find_quantities,
    forms,
    issuer,
    kill_rate,
    named_list,
    open_place_bounds,
    places,
    standing,
    together_bounds,
)
from analysis.rankings.dates import TIMES
from analysis.rankings.forms import POINTS, SHARE, _count_pattern, counts, points, shares
from analysis.rankings.mutations import _changed, changes
from analysis.rankings.numerals import number
from analysis.rankings.quantities import _located, stated
from analysis.rankings.ranks import TOP

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
    [
        *[("1,600", 1600), ("67", 67), ("两百", 200), ("十二", 12), ("三万", 30000), ("六十三点一", 63.1)],
        *[
            ("二〇二五", 2025),
            ("一百零五", 105),
            ("一百二", 120),
            ("十万八千", 108000),
            ("1万2", 12000),
            ("39·99", 39.99),
        ],
        ("七千五百一十七亿九千三百八十三", 751700009383),  # cn2an stops here: no 零 after 亿
    ],
)
def test_numerals(numeral, value):
    assert number(numeral) == value


@pytest.mark.parametrize("numeral", ["七八", "三四十", "万", "百二十", "四十万十五", "", "第"])
def test_what_is_no_one_number_is_refused(numeral):
    with pytest.raises(ValueError, match=r".*"):
        number(numeral)


@pytest.mark.parametrize(("value", "kind"), [("七八", 78), ("二五", 25)])
def test_cn2an_still_takes_seven_or_eight_for_78(value, kind):
    assert cn2an.cn2an(value, "smart") == kind  # if this fails, numerals.SEVEN_OR_EIGHT may go


KINDS = {"rank", "count", "share", "amount", "rank_change"}


def read_sentences():
    """The sentences of quantities.txt: `(known to fail, sentence, facts)`, a fact `kind, value, quote, entity`."""
    blocks = []
    for line in (Path(__file__).parent / "quantities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            kind, value, quote, entity = line.split()
            blocks[-1][2].append((kind, float(value), quote, entity))
        elif not line.startswith("#"):
            blocks.append((line.startswith("?"), line.removeprefix("?"), []))
    return blocks


def sentence_cases():
    fails = pytest.mark.xfail(strict=True, reason="a sentence the rules are known to miss")
    return [
        pytest.param(sentence, facts, marks=[fails] if failing else [], id=sentence[:24])
        for failing, sentence, facts in read_sentences()
    ]


@pytest.mark.parametrize(("sentence", "facts"), sentence_cases())
def test_every_fact_of_a_sentence_and_no_other(sentence, facts):
    found = find_quantities(sentence).query("kind in @KINDS")
    assert list(zip(found.kind, found.value.round(3), found.quote, strict=True)) == [
        (kind, round(value, 3), quote) for kind, value, quote, _ in facts
    ]
    for entity, (*_, wanted) in zip(found.entity, facts, strict=True):
        assert wanted == "-" or (entity and (entity in wanted or wanted in entity)), (entity, wanted)


def test_the_sentences_are_many_and_nearly_all_read():
    sentences = read_sentences()
    assert len(sentences) > 150
    assert sum(failing for failing, *_ in sentences) <= 6


NUMERALS = (
    "第 一 两 十 百 万 亿 1 9 29 2025 3.5 1,600 年 月 日 时 位 名 个 家 区 成 % 分之 百分之 超 近 多 余 半 点 · ."
)
COMPANY = "、 和 , 。 的 分别 位列 排名 占 冠军 首位 前 强 提升 由 至 甲区 乙区 增速 全省 今年 当日 “ ”"
PIECES = st.sampled_from(f"{NUMERALS} {COMPANY}".split())


@given(st.lists(PIECES, max_size=24).map("".join))
def test_a_quote_is_the_text_at_its_span_and_none_overlap(text):
    found = find_quantities(text)
    assert [text[a:b] for a, b in zip(found.start, found.end, strict=True)] == list(found.quote)
    assert all(a <= b for a, b in zip(found.end, found.start[1:], strict=False))


@given(st.lists(PIECES, min_size=1, max_size=24).map("".join), st.data())
def test_a_passage_healed_from_pieces_states_what_the_whole_does(text, data):
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=3))})
    gaps = [(a + 2 * n, b + 2 * n) for n, (a, b) in enumerate(itertools.pairwise(cuts))]
    raw = "\n\n".join(text[a:b] for a, b in itertools.pairwise(cuts))
    healed = list(_located(Passage.of(raw, gaps), raw, stated(text)))
    whole = find_quantities(text)
    assert [row[0] for row in healed] == list(whole.kind)
    for row, quote in zip(healed, whole.quote, strict=True):
        start, end, spans = row[7], row[8], row[-1]
        assert row[9] == raw[start:end]
        assert "".join(raw[a:b] for a, b in spans) == quote


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "一",
        "十",
        "第一、",
        "一分之",
        "1年",
        "两个、",
        "甲、",
        "，",
        "第1位,",
        "其中3个,",
        "10个区中,4个占四成,",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit):
    def seconds(length):
        text = (unit * length)[:length]
        start = time.process_time()
        find_quantities(text)
        return time.process_time() - start

    assert min(seconds(8_000) for _ in range(2)) < 12 * max(seconds(2_000), 0.02)


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
        ("产粮1亿2千万吨。", "count", 1.2, "亿吨", "1亿2千万吨"),
        ("疗程3至5天。", "time", 5, "天", "3至5天"),
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


@pytest.mark.parametrize(("total", "parts", "most"), [(11, 3, 5), (61, 4, 29), (3, 4, 9), (0, 2, 1)])
def test_bounds_together_are_those_of_enumeration(total, parts, most):
    ways = [way for way in itertools.product(range(most + 1), repeat=parts - 1) if 0 <= total - sum(way) <= most]
    sums = [{sum((*way, total - sum(way))[:k]) for way in ways} for k in range(1, parts + 1)]
    assert together_bounds(total, parts, most).to_numpy().tolist() == [
        [k, min(reached), max(reached)] for k, reached in enumerate(sums, 1)
    ]
    assert all(reached == set(range(min(reached), max(reached) + 1)) for reached in sums)


@given(st.sets(st.integers(1, 30), min_size=1, max_size=5))
def test_rank_sum_is_the_exact_test_of_scipy(ranks):
    others = sorted(set(range(1, 31)) - ranks)
    exact = stats.mannwhitneyu(sorted(ranks), others, method="exact").pvalue
    assert chance_of_rank_sum(sorted(ranks), 30) == pytest.approx(exact)


def test_as_many_is_the_hypergeometric_tail_of_scipy():
    assert chance_of_as_many(4, 10, 6, 20) == pytest.approx(stats.hypergeom.sf(3, 20, 6, 10))


ARTICLE = "某市工作见成效\n\n本报讯(记者 周利芳)11月8日,{}"


@pytest.mark.parametrize(
    ("sentence", "check_name", "verdict"),
    [
        ("甲县、乙县、丙县3个县入选。", "list length", "proved"),
        ("甲县、乙县、丙县5个县入选。", "list length", "contradiction"),
        ("该市共有9个项目,其中工业5个、农业3个、其他1个。", "sum of parts", "proved"),
        ("排名由第15位上升至第9位,提升6个位次。", "change of ranks", "proved"),
        ("排名由第15位上升至第9位,提升8个位次。", "change of ranks", "contradiction"),
        ("三项占比分别为5.2%、41.3%和53.5%。", "shares of one whole", "proved"),
        ("甲县、乙县、丙县分别位列第3、第9。", "respectively", "contradiction"),
        ("在40个村中,有10个村通车,占全县的25%。", "share = part / whole", "proved"),
        ("在40个村中,有10个村通车,占全县的35%。", "share = part / whole", "contradiction"),
        ("在40个村中,有50个村通车。", "part of whole", "contradiction"),
        ("在百强县榜单上,甲县位列第120位。", "within list", "contradiction"),
        ("甲县、乙县、丙县3个县上榜,分别位列第8、第5、第12位。", "ranks rise", "contradiction"),
    ],
)
def test_rules(sentence, check_name, verdict):
    page = parse_page(ARTICLE.format(sentence))
    ledger = check(find_quantities(page), page)
    assert (check_name, verdict) in set(zip(ledger.check, ledger.verdict, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "食品、交通、物流等领域110项标准发布。",
        "批准药品31个、器械46个,比去年分别增长19%和12%。",
        "推动便民、利民的10项措施落地。",
        "有3人受伤,另有5人失踪。",
        "40家企业布局52个项目。",
        "救护中,近8000名伤员得到医治。",
    ],
)
def test_the_ledger_does_not_cry_wolf(sentence):
    page = parse_page(ARTICLE.format(sentence))
    assert "contradiction" not in set(check(find_quantities(page), page).verdict)


@given(st.data())
def test_an_error_in_a_number_moves_every_span_behind_it(data):
    text = "甲区、乙区、丙区3个区上榜,分别位列第7、第29、第43位。"
    page = parse_page(ARTICLE.format(text))
    found = find_quantities(page)
    row = found.iloc[data.draw(st.integers(0, len(found) - 1))]
    for change in changes(row.quote, row.start):
        moved = _changed(page.articles[0], page.text, change)
        assert moved.paragraphs == tuple(
            p.replace(
                row.quote, row.quote[: change.start - row.start] + change.written + row.quote[change.end - row.start :]
            )
            if row.paragraph
            else p
            for p in page.articles[0].paragraphs
        )


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


NOTEBOOK = SEED.parent.parent / "notebooks" / "03-rankings.ipynb"
PAGES = {
    "no quantity": "甲市下雨\n\n本报讯(记者 周利芳)晴。\n",
    "no ranking": ARTICLE.format("全市有3个县、40个村通车,占七成。\n"),
    "contradictions": ARTICLE.format("在百强县榜单上,甲县、乙县、丙县4个县上榜,分别位列第8、第5、第120位。\n"),
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_the_notebook_runs_on_a_page(text, tmp_path, monkeypatch):
    for folder in ("notebooks", "figures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "notebooks")
    names: dict = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            exec(re.sub('PAGE = ".*"', 'PAGE = "../page.txt"', cell.source), names)
    assert len(names["ranks"]) == (3 if "百强" in text else 0)
    assert (tmp_path / "figures" / "03-ranks.png").exists() == ("百强" in text)


@pytest.mark.parametrize(
    "pattern", [TIMES, SHARE, POINTS, TOP, _count_pattern()], ids=["times", "share", "points", "top", "count"]
)
def test_to_look_ahead_for_what_opens_a_form_misses_none(pattern):
    whole = re.compile(re.sub(r"^\(\?=\[[^\]]*\]\)", "", pattern.pattern))
    assert whole.pattern != pattern.pattern
    chance = random.Random("ahead")
    pieces = sorted({*re.findall("[\u4e00-\u9fff%‰]", pattern.pattern), *"0123456789.TOP "})
    pieces += ["5", "三", "百分之", "个百分点", "%", "成", "前", "强", "月", "个"] * 10
    found = 0
    for _ in range(10_000):
        text = "".join(chance.choices(pieces, k=8))
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in whole.finditer(text)], text
        found += bool(whole.search(text))
    assert found > 500


@pytest.mark.parametrize("finds", [shares, points, counts])
def test_forms_sought_at_numerals_are_those_sought_everywhere(finds, monkeypatch):
    chance = random.Random("numerals")
    pieces = [
        *"0123456789.,一二三十百千万亿零点半过成%‰个名余多 约近超",
        "百分之",
        "分之",
        "个百分点",
        "超过",
        "不到",
        "过半数",
    ]
    texts = ["".join(chance.choices(pieces, k=10)) for _ in range(10_000)] + ["一" * 30 + "百分之五", "1" * 30 + "%"]
    found = [list(finds(text, [m.start() for m in forms.NUMERALS.finditer(text)])) for text in texts]
    monkeypatch.setattr(forms, "_matches", lambda pattern, text, places: pattern.finditer(text))
    assert found == [list(finds(text, [])) for text in texts]
    assert sum(map(bool, found)) > 100


def test_quantities_in_traditional_characters_are_those_in_simplified_ones():
    printed = "來自12個縣市的860名運動員參賽,經費達到320萬元,比去年增長15%,西城區位列第3位。"
    read, plain = find_quantities(printed), find_quantities(simplified(printed))
    columns = ["kind", "value", "unit", "entity", "start", "end"]
    assert len(read) == 6
    assert read[columns].equals(plain[columns])
    assert [printed[a:b] for a, b in zip(read.start, read.end, strict=True)] == read.quote.tolist()
    assert "320萬元" in read.quote.tolist()


@pytest.mark.parametrize(
    ("printed", "value", "unit", "quote"),
    [
        ("产值增长１２．５％。", 12.5, "%", "１２．５％"),
        ("销量占全市12．5%。", 12.5, "%", "12．5%"),
        ("项目投资３．５亿元。", 3.5, "亿元", "３．５亿元"),
        ("全镇人口1，200人。", 1200, "人", "1，200人"),
        ("石桥县位列第７。", 7, "位", "第７"),
        ("石桥县(第９位)、云岭县（第１１位）入围。", 9, "位", "第９位"),
    ],
)
def test_full_width_signs_are_read_as_half_width_ones(printed, value, unit, quote):
    row = find_quantities(printed).iloc[0]
    assert (row.value, row.unit, row.quote) == (value, unit, quote)


@pytest.mark.parametrize(
    ("text", "value", "unit", "quote"),
    [
        ("飞行1.5小时。", 1.5, "小时", "1.5小时"),
        ("志愿服务1,200小时。", 1200, "小时", "1,200小时"),
        ("志愿服务12000小时。", 12000, "小时", "12000小时"),
        ("志愿服务2000小时。", 2000, "小时", "2000小时"),
        ("连续服务一百二十天。", 120, "天", "一百二十天"),
        ("闸门120秒内关闭。", 120, "秒", "120秒"),
        ("她用时10.5秒。", 10.5, "秒", "10.5秒"),
        ("她以1分48秒32夺冠。", 108.32, "秒", "1分48秒32"),
        ("他用时2小时10分22秒。", 7822, "秒", "2小时10分22秒"),
        ("车程3小时20分。", 200, "分钟", "3小时20分"),
        ("会议22时30分结束。", 22, "时", "22时30分"),
    ],
)
def test_a_time_is_read_whole(text, value, unit, quote):
    (row,) = find_quantities(text).query("kind != 'rank'").itertuples()
    assert (row.kind, row.value, row.unit, row.quote) == ("time", value, unit, quote)


@pytest.mark.parametrize(
    "text",
    [
        "沪指收于3123点。",
        "一月一趟。",
        "不足三月。",
        "农历八月。",
        "二月河来了。",
        "五月初五包粽子。",
        "十月革命。",
        "指数收于2000点。",
        "气压63时下降。",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert find_quantities(text).empty


@pytest.mark.parametrize(
    ("text", "day", "resolved"),
    [
        ("去年11月6日开工。", "2025-11-09", {"11月6日": "2024-11-06"}),
        ("七月一日集会,历时七个月。", "1997-07-03", {"七月一日": "1997-07-01", "七个月": ""}),
        ("一九九○年开工。", "1997-07-03", {"一九九○年": "1990"}),
        ("一九九六年十二月三十日完工。", "1997-07-03", {"一九九六年十二月三十日": "1996-12-30"}),
        ("去年十月动工。", "1997-07-03", {"十月": "1996-10"}),
        ("明年8月8日开幕。", "2025-11-09", {"8月8日": "2026-08-08"}),
        ("从去年9月起停用。", "2025-11-09", {"9月": "2024-09"}),
        ("去年12月至3月停航。", "2025-11-09", {"12月": "2024-12", "3月": "2025-03"}),
        ("去年11月、10月的雨。", "2025-12-09", {"11月": "2024-11", "10月": "2024-10"}),
        ("10月30日至31日停水。", "2025-11-09", {"10月30日": "2025-10-30", "31日": "2025-10-31"}),
        ("上月28日停水。", "2025-11-09", {"28日": "2025-10-28"}),
        ("昨天17时停水。", "2025-11-09", {"17时": "2025-11-08T17"}),
        ("昨天上午7时30分停水。", "2025-11-09", {"上午7时30分": "2025-11-08T07:30"}),
        ("昨日,大桥合龙,上午9时通车。", "2025-11-09", {"上午9时": "2025-11-08T09"}),
        ("从昨晚8时到今早6时停水。", "2025-11-09", {"晚8时": "2025-11-08T20", "6时": "2025-11-09T06"}),
        ("22时30分停水。", "2025-11-09", {"22时30分": "2025-11-09T22:30"}),
        ("2025年11月6日10时停水。", "2025-11-09", {"10时": "2025-11-06T10"}),
        ("明年8月8日开幕。昨天17时30分发布。", "2025-11-09", {"17时30分": "2025-11-08T17:30"}),
        ("12月30日开放。", "2026-01-04", {"12月30日": "2025-12-30"}),
        ("将于12月30日开放。", "2026-01-04", {"12月30日": "2026-12-30"}),
        ("将于1月3日开放。", "2025-12-28", {"1月3日": "2026-01-03"}),
        ("12月份气温偏高。", "2026-01-04", {"12月份": "2025-12"}),
    ],
)
def test_dates_and_times_are_of_what_is_told_before_them(text, day, resolved):
    found = stated(text, datetime.date.fromisoformat(day))
    meant = {text[one.found.start : one.found.end]: one.resolved for one in found}
    assert {quote: meant[quote] for quote in resolved} == resolved


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("该县排全市第一、全省第八。", ["全市", "全省"]),
        ("该县居全省第3、全国第15。", ["全省", "全国"]),
        ("该县居全省第3、第15。", ["全省", "全省"]),
        ("梅江队升至积分榜第二。", ["积分榜"]),
        ("该县在全国百强榜位列第15。", ["全国百强榜"]),
        ("位列全国沿海港口第七。", ["全国"]),
        ("全省年会上,该县位列第七。", [""]),
    ],
)
def test_a_scope_is_the_nearest(text, scopes):
    assert find_quantities(text).scope.tolist() == scopes


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("11月6日,江南研究院发布榜单。", "江南研究院"),
        ("11月6日,澄江市政府新闻办召开新闻发布会,公布榜单。", ""),
        ("澄江市举行新闻发布会公布榜单。", ""),
        ("由江南经济研究院编制的百强县榜单近日发布。", "江南经济研究院"),
        ("榜单由江南研究院发布。", "江南研究院"),
    ],
)
def test_who_published_a_list(text, who):
    assert issuer(text) == who


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("1月至10月,新增就业2万人。", ["2025-01", "2025-10"]),
        ("1月20日至10月20日,接待8万人。", ["2025-01-20", "2025-10-20"]),
        ("项目3月15日动工,10月底完工。", ["2025-03-15", "2025-10"]),
        ("展览将于1月6日开幕。", ["2026-01-06"]),
    ],
)
def test_a_month_without_a_year_is_of_the_articles_year(text, resolved):
    page = parse_page(f"云岫日报 2025年11月9日 星期日 第3版\n\n工作见成效\n\n本报讯(记者 周利芳)11月8日,{text}")
    assert [day for day in find_quantities(page).resolved if day][1:] == resolved


@pytest.mark.parametrize(
    ("text", "value", "unit", "modifier"),
    [
        ("投资1亿3000多万元", 1.3, "亿元", "多"),
        ("投资二十一亿三千多万元", 21.3, "亿元", "多"),
        ("最低气温-3至5℃", 5, "℃", ""),
        ("5分钟30秒跑完全程", 330, "秒", ""),
    ],
)
def test_numbers_in_two_units_and_ranges_from_below_zero(text, value, unit, modifier):
    found = find_quantities(text)
    assert found[["value", "unit", "modifier"]].values.tolist() == [[value, unit, modifier]]


def test_what_is_done_is_no_entity_of_a_list():
    assert list(find_quantities("石桥县建成5座、在建3座、规划2座。").entity) == ["石桥县"] * 3
    assert list(find_quantities("造纸厂58家、印染厂41家。").entity) == ["造纸厂", "印染厂"]
