"""The seed page's names and terms whole, spans exact, laws of cutting, and names on a page composed for it."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import learn_words, parse_page, read_page, tokenize
from analysis.lexicons.script import one_for_one
from analysis.words import marks, passages_of
from analysis.words.beside import WITH_TITLE, rare, weights
from analysis.words.customs import by_surname
from analysis.words.dictionary import counts, reach, tokenizer, total
from analysis.words.gaps import cut
from analysis.words.marks import SAYING, TITLES_AFTER
from analysis.words.people import people, sightings
from analysis.words.training import Example, weighed

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"
PAGES = Path(__file__).with_name("pages")

# Read off the page by hand: what is named, and how many times in the articles' text.
PERSONS = {"林红玉": 7, "武晓花": 2, "习近平": 2, "蔡江泽": 1, "高劲鹏": 2}
SIGNED = {"殷雪鸢": 1, "胡引平": 1, "周利芳": 1, "李静": 1, "任晓明": 1, "高劲鹏": 1}  # in bylines and a photo credit
PLACES = {
    **{"小店区": 7, "迎泽区": 3, "杏花岭区": 3, "万柏林区": 3, "太原": 2, "山西": 2, "山西省": 1, "湖北": 2},
    **{"河南": 1, "湖南": 1, "安徽": 1, "江西": 1, "刘家堡村": 1, "启春阁": 1, "兴汾苑": 1, "公园美地": 1},
}
TERMS = {
    *[
        "十四五",
        "十五五",
        "二十届四中全会",
        "两个确立",
        "两个维护",
        "高质量发展",
        "中国式现代化",
        "社会主义现代化",
        "现代化产业体系",
    ],
    *[
        "新发展格局",
        "数字经济",
        "新兴产业",
        "新业态",
        "新动能",
        "招商引资",
        "产学研",
        "非遗",
        "公共服务",
        "基层治理",
        "党群服务中心",
    ],
    *[
        "党中央",
        "党组织",
        "省委常委",
        "市委书记",
        "政法委书记",
        "一揽子",
        "地级市",
        "市辖区",
        "中部百强区",
        "中部百强县",
        "二次供水",
        "赛迪顾问",
        "博浩科技",
    ],
}
OTHER_WORDS = {"万亩生态园", "西山万亩生态园", "建议"}  # words too, beside the names and terms above


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


@pytest.fixture(scope="module")
def tokens(page):
    return tokenize(page)


@pytest.fixture(scope="module")
def learned(page):
    return learn_words(page)


def test_a_place_that_is_quoted_elsewhere_stays_a_place():
    page = parse_page("周末到村里去\n\n本报讯 昨天,在刘家堡村,游客很多。\n\n村口的牌子上写着“刘家堡村”,字是新刷的。\n")
    words = learn_words(page).set_index("word")
    assert words.loc["刘家堡村", ["kind", "evidence"]].tolist() == ["place", "says where: 在刘家堡村"]


def test_every_person_of_the_seed_page_is_whole_and_no_one_else(tokens):
    assert tokens.token[tokens.kind == "person"].value_counts().to_dict() == PERSONS


def test_who_signs_is_learned_with_the_place_where_the_page_says_so(page, learned):
    spans = learned[learned.kind == "person"].set_index("word").spans
    mentions = {name: len(found) for name, found in spans.items()}
    assert mentions == {name: PERSONS.get(name, 0) + SIGNED.get(name, 0) for name in PERSONS | SIGNED}
    assert sum(mentions.values()) == 20


def test_places_of_the_seed_page_are_whole(tokens):
    counts = tokens.token.value_counts()
    whole = sum(min(counts.get(place, 0), times) for place, times in PLACES.items())
    assert sum(PLACES.values()) == 31
    assert whole >= 30


def test_terms_of_the_seed_page_are_whole(tokens):
    assert len(TERMS) == 33
    assert len(TERMS & set(tokens.token)) >= 28


def test_what_the_page_teaches_are_words(learned):
    words = learned[~learned.kind.isin(["date", "number"])].word
    assert len(words) >= 25
    assert words.isin({*PERSONS, *SIGNED, *PLACES, *TERMS, *OTHER_WORDS}).mean() >= 0.95


def test_every_word_learned_says_why_and_where(page, learned):
    assert (learned.evidence.str.len() > 0).all()
    for row in learned.itertuples():
        for spans in row.spans:
            assert re.sub(r"\s", "", "".join(page.text[a:b] for a, b in spans)) == re.sub(r"\s", "", row.word)


def test_dates_and_quantities_stay_whole(tokens):
    assert {"11月9日", "1000亿元", "第67位", "四成"} <= set(tokens.token)


def test_a_word_torn_by_a_column_break_has_two_spans(page, tokens):
    first, second = tokens[tokens.token == "党群服务中心"].itertuples()
    assert (first.torn, len(first.spans)) == (True, 2)
    assert (second.torn, len(second.spans)) == (False, 1)
    assert "".join(page.text[a:b] for a, b in first.spans) == "党群服务中心"


def test_tokens_join_to_the_text(page, tokens):
    texts = ["".join(passages_of(article)) for article in page.articles]
    assert list(tokens.groupby("article").token.agg("".join)) == texts
    for article in page.articles:
        own = tokens[tokens.article == article.id].groupby("paragraph").token.agg("".join)
        assert list(own[own.index > 0]) == list(article.paragraphs)


def test_every_token_stands_where_its_spans_say(page, tokens):
    assert [tuple("".join(page.text[a:b] for a, b in spans) for spans in tokens.spans)] == [tuple(tokens.token)]
    assert list(tokens.start) == [spans[0][0] for spans in tokens.spans]
    assert list(tokens.end) == [spans[-1][1] for spans in tokens.spans]


def test_the_dictionary_counts_as_the_tokenizer_does():
    assert counts() == {word: count for word, count in tokenizer().FREQ.items() if count}
    assert total() == tokenizer().total
    text = "小店区委书记"
    begun = {n for n in range(2, len(text) + 1) if text[:n] in tokenizer().FREQ}
    assert max(begun) == reach()[text[:2]]


def test_one_page_teaches_nothing_to_the_next_nor_to_other_users_of_jieba(page):
    tokenize(page)
    import jieba

    assert tokenizer() is not jieba.dt
    assert not {"刘家堡村", "林红玉"} & (set(tokenizer().FREQ) | set(jieba.dt.FREQ))
    assert "二十届四中全会" not in jieba.lcut("二十届四中全会")


def test_the_package_alone_does_not_load_the_tokenizer():
    import subprocess

    code = "import sys, analysis; print('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_what_marks_a_name_is_sought_wherever_it_can_begin():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*/*.txt")))
    everywhere = re.compile(f"(?=(?:{TITLES_AFTER})|{SAYING})")
    assert [m.start() for m in marks._after().finditer(text)] == [m.start() for m in everywhere.finditer(text)]


def test_names_found_once_are_names_everywhere():
    page = parse_page(
        "青石街道添新桥\n\n本报讯(记者 钱慕澄)3月5日,居民骆怀舟说,新桥很稳。"
        "区长温知屏到场。骆怀舟每天过桥。在望月村,温知屏查看水渠。\n\n走进青石、云台两个社区,桥边有花。"
    )
    kinds = learn_words(page).set_index("word").kind
    assert {word: kinds.get(word) for word in ("钱慕澄", "骆怀舟", "温知屏")} == dict.fromkeys(
        ("钱慕澄", "骆怀舟", "温知屏"), "person"
    )
    assert kinds["望月村"] == "place"
    assert tokenize(page).token.tolist().count("骆怀舟") == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("国务卿布林肯抵达", "布林肯"),  # ends in 林肯, a name of the dictionary's
        ("布林肯表示", "布林肯"),
        ("普京总统到访", "普京"),  # a title behind it, 京 a rare sound, the name a word of the dictionary
        ("作家加西亚·马尔克斯开出书单", "加西亚·马尔克斯"),  # 开 writes a sound too
        ("列夫·托尔斯泰写信", "列夫·托尔斯泰"),
        ("纪念列夫·托尔斯泰", "列夫·托尔斯泰"),  # the text ends with it
        ("总理穆斯塔法到访", "穆斯塔法"),  # a word of the dictionary's
        ("对林肯总统说", "林肯"),
        ("学者卢方认为", "卢方"),
        ("图为骆岚(左)在练功", "骆岚"),  # pointed at in a picture
        ("农业官员法鲁克·侯赛因指着豆苗", "法鲁克·侯赛因"),  # 因 begins no word: the dictionary has 侯赛因
        ("法官穆萨·奥廷加不同意", "穆萨·奥廷加"),
        ("教练拉里·克雷格赛后说", "拉里·克雷格"),
        ("外长兰贝托·迪尼圣马力诺外长加蒂", "兰贝托·迪尼"),  # a country behind it
        ("花农皮特·范德梅尔如今", "皮特·范德梅尔"),  # 农 ends the word before
        ("研究生阿依古丽·吐尔逊为第一作者", "阿依古丽·吐尔逊"),  # and 生 the title
        ("负责人马库斯·林德霍尔姆介绍", "马库斯·林德霍尔姆"),  # 人马 is a word, but a title ends before 马
        ("牧民雒小军看着眼馋", "雒小军"),  # a rare surname, behind a calling
        ("58岁的农廷辉撑着篙", "农廷辉"),
        ("前首相田中角荣访问", "田中角荣"),
        ("首相哈罗德·麦克米兰到访", "哈罗德·麦克米兰"),  # ends in no city
        ("留学生让-保罗·梅西耶在船上", "让-保罗·梅西耶"),
        ("部长恩戈齐·奥孔乔-伊韦阿拉说", "恩戈齐·奥孔乔-伊韦阿拉"),
        ("诺瓦克·德约科维奇-拉斐尔·纳达尔", "诺瓦克·德约科维奇"),  # a fixture
        ("演员让·雷诺-法国影星", "让·雷诺"),
        ("马里奥·罗西-米兰的老市民", "马里奥·罗西"),
        ("邻居科林·麦克唐纳来敲门", "科林·麦克唐纳"),
        ("有总统贝拉克·奥巴马、国务卿约翰·史密等", "贝拉克·奥巴马"),  # a title in the list
        ("约翰·史密、约翰·史密斯到场", "约翰·史密斯"),  # which begins with another
        ("市长陈光大到场", "陈光大"),
        ("师傅叫甘有田,做豆腐", "甘有田"),  # by what stands beside
        ("社区党总支书记邬兢说", "邬兢"),  # 书记, not 支书
        ("部长汪克上将到场", "汪克"),
        ("少将张海在场", "张海"),
        ("消保科冷耀文科长到场", "冷耀文"),
        ("扮演刘三姐的演员", "刘三姐"),
        ("与金昊八段争夺", "金昊"),
        ("那天乌云其其格得了第一", "乌云其其格"),  # two parts of names of a people
        ("有位牧民朝鲁,养了一百只羊", "朝鲁"),  # one, behind a calling
        ("记者马海燕来了", "马海燕"),  # which begins with one
        ("天亮了,库尔班江和面", "库尔班江"),  # one, and an ending
        ("养牛人卢锡洪添了六头小牛", "卢锡洪"),  # of characters that write sounds, too
        ("替补登场的欧阳鲲罚入点球", "欧阳鲲"),  # two of the surname, and one given
        ("老师叫王遂和", "王遂和"),  # 和 joins nothing
        ("路过的青年卢卡·费拉里追上", "卢卡·费拉里"),
        ("姑娘安娜·科瓦廖娃夺冠", "安娜·科瓦廖娃"),
        ("镇长比约克·索尔斯滕斯多蒂尔打开", "比约克·索尔斯滕斯多蒂尔"),  # eight sounds in a part
        ("青年嘉瓦伊·乌当来了", "嘉瓦伊·乌当"),
        ("县委书记张志强调研防汛工作", "张志强"),  # no 张志 who 强调
        ("上官云珠来了", "上官云珠"),
    ],
)
def test_names_begin_and_end_where_they_do(text, name):
    assert name in {sighting.name for sighting in sightings(text)}
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    assert name in set(tokenize(page).query("kind == 'person'").token)


def test_a_hyphen_in_a_name_stays_as_the_page_prints_it():
    page = parse_page("云岫添新绿\n\n本报讯（记者　钱慕澄）3月5日，让－保罗·梅西耶在船上，让-保罗·梅西耶挥手。")
    assert {"让－保罗·梅西耶", "让-保罗·梅西耶"} <= set(tokenize(page).query("kind == 'person'").token)


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("走进乌云扎西村", "乌云扎西"),
        ("有位牧民朝鲁河边住", "朝鲁"),
        ("在乌兰布和沙漠", "乌兰布和"),
        ("山东周女士,股东周先生", "东周"),
        ("宣布和江宏杰到场", "布和江"),
        ("选手更登上领奖台", "更登"),
        ("牧民库尔班江西来的", "库尔班江"),
    ],
)
def test_places_and_words_are_no_names_of_a_people(text, no):
    assert no not in {sighting.name for sighting in sightings(text)}


@pytest.mark.parametrize(
    ("text", "name", "evidence"),
    [
        ("出席的有骆怀舟、温知屏、罗干、蔡江泽等", "罗干", "listed with persons: 骆怀舟、温知屏、蔡江泽"),
        ("市领导骆怀舟、马千里、蔡江泽出席", "马千里", "listed with persons: 骆怀舟、蔡江泽"),
        ("毛某某被判刑", "毛某某", "a name withheld"),
        ("老周来了,老周笑了", "老周", "called by the surname, 2 times"),
        ("有王友三、玉素甫·艾沙(维吾尔族)、才利民(满族)", "才利民", "of a people: 满族"),
        ("有王友三、司马义·艾买提、赛福鼎·艾则孜等", "赛福鼎·艾则孜", "a foreign name in parts: 赛福鼎·艾则孜"),
        ("出席的有骆怀舟、温知屏、蔡江泽、任建国", "任建国", "listed with persons: 骆怀舟、温知屏、蔡江泽"),
        ("选举黄兴国为副省长", "黄兴国", "says something, or is told of"),
        ("仁青卓玛来了", "仁青卓玛", "made as names of a people are"),
        ("机关工委书记罗干,分别讲话", "罗干", "follows a title: 书记"),
        ("看门的老人叫温雅,来了六年", "温雅", "called so"),
        ("来的是苗红雨,三十九岁", "苗红雨", "says something, or is told of"),
        ("女儿林红玉来了。红玉在村里", "红玉", "the given name of 林红玉"),
        ("老师林晚秋来了。晚秋说", "晚秋", "the given name of 林晚秋"),
    ],
)
def test_names_that_custom_shows(text, name, evidence):
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    found = learn_words(page).set_index("word").loc[name]
    assert (found.kind, found.evidence) == ("person", evidence)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("邝祥抱着孩子。邝祥笑了,邝祥拎起水桶", "邝祥"),
        ("馆长裴志和把门打开,裴志和有话要讲", "裴志和"),
        ("张蓉同志细心。读完全稿,张蓉同志很高兴", "张蓉"),
    ],
)
def test_what_stands_behind_a_name_on_the_page_tells_where_it_ends(text, name):
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    named = learn_words(page).query("kind == 'person'").word
    assert [word for word in named if word.startswith(name[:2])] == [name]


@pytest.mark.parametrize(
    "text",
    [
        *("总统夫人到场", "总统安全了", "主席达成协议", "教练马上换人", "中方愿同卢方合作,卢方赞成"),
        *("远海某海域风大", "于某年某月", "小石子、小石子", "云梅市市长到场", "有许可证、许可证齐全"),
        *("家住石家坡", "罗非鱼和豆娘", "走过石家桥、石家桥", "去问姜大娘", "这是顾阿婆的口罩"),
        *("二类苗补施速效肥", "首周运递邮件一千件", "把田坎筑牢", "一丛兰草"),  # by what stands beside
        *("安全管理科副科长到场", "贺大使代表大家发言", "申科长来了"),
        *("陆军中将、空军少将出席", "祁连山三段", "游过黄浦江三段"),
        *("这种花,叫金银花", "村里人叫黄泥螺", "喜剧马兰花上演", "与桥本首相会谈"),
    ],
)
def test_what_looks_like_a_name_is_none(text):
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    assert set(tokenize(page).query("kind == 'person'").token) == set()


def test_what_stands_beside_a_name_is_weighed_as_the_pages_teach():
    """叫 stands before names and 着 behind, 的 and 了 before and behind anything; what is seen thrice has no row."""
    names = [Example("叫", "着", -1.0, True)] * 30 + [Example("的", "了", -1.0, True)] * 30
    others = [Example("的", "了", -1.0, False)] * 30 + [Example("的", "的", -1.0, False)] * 30
    weights = weighed([*names, *others, *[Example("丐", "?", 1.0, True), Example("书记", "说", 1.0, True)] * 3])
    assert weights["叫"][0] > weights["的"][0]
    assert weights["着"][1] > weights["了"][1] > weights["的"][1]
    assert {"丐", "?", "书记"}.isdisjoint(weights)
    assert {rare(one) for one in ("丐", "?", "书记")} <= weights.keys()


def test_there_is_a_weight_for_all_that_can_stand_beside_a_name():
    for side in weights():
        assert {WITH_TITLE, *(rare(one) for one in ("丐", "?", "书记"))} <= side.keys()


@pytest.mark.parametrize("text", ["你看,这就是方晓萍!", "谢谢你们!邝祥挥了挥手", "李岚(左)同王珠(女,白族)到场"])
def test_names_are_found_among_marks_of_both_widths(text):
    wide = text.translate({ord(one): ord(one) + 0xFEE0 for one in ",!()"})
    half, full = (set(people([one], {})) for one in (text, wide))
    assert half == full
    assert half


@pytest.mark.parametrize("text", ["老邱来了。问老邱", "老邱\n问老邱", "老邱\n老邱"])
def test_one_called_by_surname_may_end_a_line_and_the_text(text):
    assert [*by_surname(text)] == [("老邱", "called by the surname, 2 times")]


@pytest.mark.xfail(reason="和 speaks against a name before it, and nothing else on the page for it", strict=True)
def test_a_name_that_nothing_marks_may_end_in_a_word():
    page = parse_page("云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,裴志和把门打开,裴志和有话要讲。")
    assert "裴志和" in set(learn_words(page).word)


@pytest.mark.parametrize("text", ["", "臺灣與香港的國際機場", "hello, world", "·", "(((", "一", "“”《》", "\U00020000"])
def test_any_text_is_cut(text):
    assert "".join(token for token, _ in cut(text, {})) == text
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    assert "".join(tokenize(page).token).endswith(f"{text}。")
    assert list(learn_words(page).columns) == ["word", "kind", "evidence", "spans"]


WORDS = st.text("区村市在的说“”、,。李明华书记介绍年月日1230亿元第位a·", min_size=1, max_size=40)


@given(WORDS, st.sets(st.text("区村市李明华书记", min_size=2, max_size=4), max_size=4))
@settings(max_examples=150, deadline=None)
def test_cutting_loses_and_adds_nothing(text, words):
    kinds = dict.fromkeys(words, "term")
    cuts = list(cut(text, kinds))
    assert "".join(token for token, _ in cuts) == text
    assert all(token for token, _ in cuts)
    assert all(token in kinds for token, kind in cuts if kind == "term")


@given(WORDS)
@settings(max_examples=80, deadline=None)
def test_a_page_of_any_text_keeps_its_characters(text):
    page = parse_page(f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。")
    tokens = tokenize(page)
    assert ["".join(page.text[a:b] for a, b in spans) for spans in tokens.spans] == tokens.token.tolist()
    assert tokens.equals(tokenize(page))


@pytest.mark.parametrize("text", ["增长6.5%,产量1.4万吨", "ABC公司的MQ-9型", "占3/5,达1,200元", "11月9日,第67位,-0.5℃"])
def test_full_width_signs_change_no_word(text):
    printed = f"云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,{text}。"
    wide = printed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    half, full = (tokenize(parse_page(page)).drop(columns="token") for page in (printed, wide))
    assert full.equals(half)
    assert set(tokenize(parse_page(wide)).token) <= {
        wide[start:end] for start, end in zip(full.start, full.end, strict=True)
    }


def test_a_page_in_traditional_characters_has_the_words_of_its_simplified_one():
    printed = "社區運動會開幕\n\n教育局長陳志明指出,學生苦練兩小時。民眾林美惠說,計畫已實施三年;里長張學文表示會支持。"
    read, plain = parse_page(printed), parse_page(one_for_one(printed))
    words = learn_words(read)
    assert set(words.word[words.kind == "person"]) == {"陳志明", "林美惠", "張學文"}
    assert [one_for_one(token) for token in tokenize(read).token] == list(tokenize(plain).token)
    assert "".join(tokenize(read).token) == "".join(printed.split())
    rows = words.explode("spans")
    assert [printed[start:end] for ((start, end),) in rows.spans] == list(rows.word)
