"""The ledger on invented sentences: what it proves, what it contradicts, and where it must hold its tongue."""

import pytest

from analysis.page import parse_page
from analysis.rankings import check, drawn_from, find_quantities, listed_ranks, named_list, places, split_by_scale

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


# sums and shares


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        (
            "全市地区生产总值1286.4亿元,增长5.8%。其中,第一产业增加值92.3亿元,增长3.4%;第二产业增加值548.6亿元;第三产业增加值645.5亿元。",
            "92.3 + 548.6 + 645.5 = 1286.4",
        ),
        ("三次产业增加值92.3亿元、548.6亿元、645.5亿元,总值1286.4亿元。", "92.3 + 548.6 + 645.5 = 1286.4"),
        ("累计投入1.34亿元,其中市财政9200万元,县乡配套2800万元,群众折款1400万元。", "1.34亿元"),
        ("发送旅客312万人次,其中道路274万人次,铁路33.5万人次,民航4.7万人次。", "= 312.2, printed 312万人次"),
        ("代表队共20人,由12名运动员、5名教练和3名队医组成。", "12名 + 5名 + 3名, printed 20人"),
    ],
)
def test_parts_that_add_up_prove_the_whole(sentence, statement):
    assert [verdict for _, verdict, told in lines_of(sentence, "sum of parts") if statement in told] == ["proved"]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("全市共有127家企业,其中工业58家、农业43家,其余28家。", "58 + 43 + 28 = 129, printed 127家"),
        ("全市共有127家企业,其中云溪、柳塘、古渡分别有58家、43家、28家。", "58 + 43 + 28 = 129, printed 127家"),
        ("代表队共21名,由12名运动员、5名教练和3名队医组成。", "12 + 5 + 3 = 20, printed 21名"),
        ("三次产业增加值92.3亿元、584.6亿元、645.5亿元,总值1286.4亿元。", "1322.4, printed 1286.4亿元"),
        ("农业源占54%、生活源占31%、其他占25%。", "54 + 31 + 25 = 110"),
    ],
)
def test_parts_said_to_be_all_contradict_another_whole(sentence, statement):
    assert any(statement in told for _, _, told in contradictions(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "全市共有127家企业,其中工业58家、农业43家。",
        "全市共有127家企业,其中云溪、柳塘分别有58家、43家。",
        "居民人均收入18742元,其中城镇居民24310元,农村居民11986元。",
        "全省百岁老人907位,比去年增加61位,其中女性674位。",
        "采样用了两个晚上,跑了其中五个点。",
        "全区60岁以上老人29.7万,其中80岁以上5.4万。",
        "带着两个同事,其中一个割了半垄,歇了一会儿,手上起了四个泡。",
        "锯掉的九棵,由村里补种十八棵,种在渠边。",
        "一记压哨三分命中,分差缩小到4分。",
        "在14家公司中,有11家存货增加,合计存货达1530亿元,占总资产的六成四。",
        "镉、铅、砷排放量同比分别减少三成、两成七和两成四。",
        "三张榜单上,我市分列第39位、第22位和第58位。",
        "安排贷款1亿元,其中4500万元用于建房,3000万元用于生产,其余备用。",
        "地区生产总值1286.4亿元,人均地区生产总值7.3万元。第一产业增加值92.3亿元,第二产业增加值548.6亿元。",
    ],
)
def test_what_are_not_all_the_parts_contradicts_nothing(sentence):
    assert contradictions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("污染物中农业源占54%、生活源31%、工业源15%。", "54 + 31 + 15 = 100"),
        ("外贸箱15.3万标箱,占36.9%;内贸箱26.2万标箱,占63.1%。", "36.9 + 63.1 = 100"),
        ("受访者中,城里的占41%,镇上的占36%,村里的占23%。", "41 + 36 + 23 = 100"),
    ],
)
def test_shares_with_labels_make_one_whole(sentence, statement):
    assert lines_of(sentence, "shares of one whole") == [("shares of one whole", "proved", statement)]


@pytest.mark.parametrize(
    "sentence",
    ["三大产品产量分别增长41%、26%和33%。", "签合同的占61.4%,参加保险的占38.7%。", "水稻增长60%,小麦增长40%。"],
)
def test_rates_that_add_up_by_chance_are_no_shares(sentence):
    assert lines_of(sentence, "shares of one whole") == []


# the named list

OTHER = "规上工业增加值增长8.9%\n\n本报讯(记者 沈柏舟)7月17日,全市规模以上工业增加值增速居全省第3位,比上月前移两位。"
LIST = (
    "五县区跻身全省五十强\n\n本报讯(记者 罗织云)7月16日,全省50强榜单发布,云溪区、柳塘县、白石区3个县区上榜,"
    "分别位列第2、第9、第17位。\n\n{}"
)


def listed_page(sentence):
    page = parse_page(f"{OTHER}\n\n{LIST.format(sentence)}")
    return find_quantities(page), page


def test_the_article_that_states_the_list_is_chosen_among_those_that_rank():
    quantities, page = listed_page("云溪区去年居第4位。")
    assert quantities[quantities.kind == "rank"].article.nunique() == 2
    assert (named_list(quantities, page).size, named_list(quantities, page).article) == (50, 2)
    assert listed_ranks(quantities, page).value.tolist() == [2, 9, 17]


@pytest.mark.parametrize(
    "sentence",
    [
        "从各市看,宁州市入围14个,数量最多;我市和海陵市各有5个;武平市仅有1个。其余25个席位由7个市分享。",
        "榜单中,宁州市有14个,数量最多,我市有5个,海陵市有5个,武平市有1个,剩下的25个分布在7个市。",
        "宁州市占14个,数量最多。海陵市占11个,其余25个来自另外7个市。",
    ],
)
def test_a_list_is_parted_among_named_parts_and_so_many_others(sentence):
    held = places(*listed_page(sentence))
    printed, others = held[held.quote != ""], held[held.quote == ""]
    assert (printed.high.sum(), len(others), others.high.max()) == (25, 7, 14)


def test_parts_that_do_not_fill_the_list_are_not_told():
    assert places(*listed_page("宁州市入围14个,海陵市有9个。其余25个席位由7个市分享。")).empty


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值500亿元以上的县区有12个,300亿元至500亿元的有18个,300亿元以下的有20个。",
        "从规模看,300亿元以下20个,其余都在其上。",
        "生产总值不足300亿元的县区有20个。",
    ],
)
def test_a_list_is_parted_at_an_amount(sentence):
    split = split_by_scale(*listed_page(sentence))
    assert (split.limit, split.below, split.rest) == ("300亿元", 20, 30)


@pytest.mark.parametrize(
    "sentence",
    [
        "报告对全省88个县(市、区)进行评价。",
        "榜单从全省88个县区中选出。",
        "今年参评的88个县区中,东部居多。",
        "全省有88个县区参评。",
    ],
)
def test_a_list_is_drawn_from_those_evaluated(sentence):
    assert drawn_from(*listed_page(sentence)) == (88, "88个")


def test_any_large_count_is_not_what_a_list_is_drawn_from():
    assert drawn_from(*listed_page("全省88个县区召开了会议。")) is None


@pytest.mark.parametrize(
    "text",
    [
        "总投资5亿元,由中央资金2亿元、省级资金1亿元和市县配套组成。",
        "小分队共20名,由3名医生、5名护士和志愿者组成。",
        "全村有180户,由汉族100户、苗族50户等组成。",
        "共筹资20万元,由企业捐款12万元,村集体出资5万元,群众集资组成基金。",
        "产值云溪区占41%,柳塘县占35%,比其他县区高出20%。",
        "用电量中工业占41%,居民占35%,较其他地区多占5%。",
        "参赛选手120人,其中男选手70人、女选手50人,来自其他省份的30人。",
        "江城队积分榜列第14位,四支球队进入十强。",
        "云溪区由第15位升至第9位,跻身全省10强。",
        "生产总值100亿元。第二产业增加值50亿元,第三产业增加值40亿元。去年第三产业增加值38亿元。",
    ],
)
def test_what_the_text_does_not_put_together_contradicts_nothing(text):
    page = parse_page(f"工作见成效\n\n本报讯(记者 周利芳)昨日,{text}")
    assert "contradiction" not in set(check(find_quantities(page), page).verdict)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("榜单公布,云溪区居全国百强第7位。柳塘县居第29位,石桥县居第43位。", [7, 29, 43]),
        ("云溪区居全省第5位,全国百强第45位。", [45]),
    ],
)
def test_the_ranks_of_a_list_are_those_of_its_scope(text, values):
    page = parse_page(f"工作见成效\n\n本报讯(记者 周利芳)昨日,{text}")
    assert list(listed_ranks(find_quantities(page), page).value) == values
