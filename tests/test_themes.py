"""Themes: shares that sum to one, words that lead back to the page, and the seed page's four articles."""

from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from pictures import marked

from analysis import parse_page, read_page, tokenize
from analysis.lexicons import THEMES, read_themes
from analysis.lexicons.script import simplified
from analysis.plots.themes import colours_of, plot_shares, plot_strip
from analysis.themes import OTHER, shares_of, theme_shares, theme_words, themes, weighted_words
from analysis.themes.groups import (
    STABLE,
    agreement,
    groups,
    paragraph_terms,
    similarity,
    stability,
    strays,
    weighted,
)
from analysis.themes.passages import passage_themes
from analysis.themes.sensitivity import without_strongest

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"
PRIMARY = ["时政", "生态", "经济", "民生"]  # the visit to a district, the sea of clouds, the ranking, the water supply


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


@pytest.fixture(scope="module")
def tokens(page):
    return tokenize(page)


@pytest.fixture(scope="module")
def words(tokens):
    return theme_words(tokens)


def test_the_lists_name_fourteen_themes_once_with_their_media_topics():
    assert len(THEMES) == themes().theme.nunique() == 14
    assert themes().medtop.is_unique
    assert themes().medtop.str.fullmatch(r"medtop:\d{8}").all()


def test_every_list_is_rich_and_weighted_from_0_to_3():
    assert read_themes().query("theme != @OTHER").groupby("theme").size().min() >= 300
    assert set(read_themes().weight) == {0, 1, 2, 3}


def test_a_word_of_many_themes_weighs_less_than_one_of_a_single_theme():
    weights = weighted_words().set_index("word")
    assert weights.loc["奥运会"].weight == 3
    assert (weights.loc["双拥"].weight < 3).all()


def test_every_article_of_the_seed_page_has_its_theme(tokens):
    assert theme_shares(tokens).primary.tolist() == PRIMARY


@pytest.mark.parametrize("article", [1, 2, 3, 4])
def test_an_article_keeps_its_theme_without_its_rarest_five_theme_words(words, article):
    mine = words[words.article == article]
    rarest = mine[mine.theme == PRIMARY[article - 1]].groupby("word").size().sort_values(kind="stable").index[:5]
    left = mine[~mine.word.isin(rarest)]
    assert shares_of(left, "article", [article]).primary.tolist() == [PRIMARY[article - 1]]


def test_shares_sum_to_one(tokens):
    shares = theme_shares(tokens)[themes().theme]
    assert shares.sum(axis=1).tolist() == pytest.approx([1.0] * 4)
    assert (shares >= 0).all(axis=None)


def test_every_theme_word_stands_at_its_spans(page, words):
    quoted = words.spans.map(lambda spans: "".join(page.text[start:end] for start, end in spans))
    assert quoted.tolist() == words.word.tolist()


def test_words_and_spans_of_the_table_agree_and_are_the_primary_themes(page, tokens, words):
    for article, row in theme_shares(tokens).iterrows():
        listed = words[(words.article == article) & (words.theme == row.primary)]
        assert set(row.words) == set(listed.word)
        assert len(row.words) == len(row.spans)


def cut(*tokens, kind="word"):
    """A table of tokens of one body paragraph, as if they stood one after another at the page's start."""
    ends = pd.Series([len(token) for token in tokens]).cumsum()
    spans = [((end - len(token), end),) for token, end in zip(tokens, ends, strict=True)]
    return pd.DataFrame({"article": 1, "paragraph": 1, "token": tokens, "kind": kind, "spans": spans})


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["公共服务"], ["公共服务"]),
        (["公共", "服务"], ["公共服务"]),
        (["市中级法院"], ["法院"]),
        (["法院长"], ["法院"]),
        (["部门", "将"], []),  # no goalkeeper (门将) in "departments will"
        (["万柏林区"], []),  # no forest (林区) in a district's name
        (["健康发展"], []),  # a set phrase, no sign of health
    ],
)
def test_a_word_is_found_however_it_is_cut_and_never_across_what_it_is_not(tokens, found):
    assert theme_words(cut(*tokens)).word.unique().tolist() == found


def test_an_article_without_theme_words_is_other():
    shares = theme_shares(tokenize(parse_page("甲乙丙丁\n\n本报讯(记者 李静)11月6日,某某某。")))
    assert shares[OTHER].tolist() == [1.0]
    assert shares.primary.tolist() == [OTHER]


def test_no_tokens_give_no_articles():
    empty = pd.DataFrame(columns=["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"])
    assert len(theme_shares(empty)) == 0


def test_a_word_repeated_counts_less_each_time():
    once, often = (
        pd.DataFrame(
            {
                "article": 1,
                "paragraph": 1,
                "word": ["银行"] * n + ["医院"],
                "theme": ["经济"] * n + ["健康"],
                "weight": 3.0,
            }
        )
        for n in (1, 8)
    )
    assert shares_of(once, "article", [1])["经济"].item() == 0.5
    assert shares_of(often, "article", [1])["经济"].item() < 0.8


def test_a_headline_word_outweighs_the_same_word_below():
    words = pd.DataFrame(
        {"article": 1, "paragraph": [0, 1], "word": ["银行", "医院"], "theme": ["经济", "健康"], "weight": 3.0}
    )
    assert shares_of(words, "article", [1]).primary.tolist() == ["经济"]


def test_the_seven_calls_of_the_political_article_each_have_their_theme(tokens):
    calls = passage_themes(tokens).query("article == 1 and text.str.contains('强化..意识')", engine="python")
    named = calls.text.str.extract("强化(..)意识")[0]
    assert dict(zip(named, calls.theme, strict=True)) == {
        "龙头": "时政",
        "发展": "经济",
        "合作": "经济",
        "服务": "民生",
        "窗口": "文化",  # visitors and their impression: tourism
        "为民": "民生",
        "赛马": "时政",
    }


def test_passages_hold_every_token_once_and_stand_at_their_spans(page, tokens):
    passages = passage_themes(tokens)
    assert "".join(passages.text) == "".join(tokens.token)
    quoted = passages.spans.map(lambda spans: "".join(page.text[start:end] for start, end in spans))
    assert quoted.tolist() == passages.text.tolist()


def test_a_closing_quote_stays_with_its_sentence():
    passages = passage_themes(cut("“", "看病", "。", "”", "银行", "贷款", "。"))
    assert passages.text.tolist() == ["“看病。”", "银行贷款。"]
    assert passages.theme.tolist() == ["健康", "经济"]


FULL_WIDTH = str.maketrans("!?;()", "\uff01\uff1f\uff1b\uff08\uff09")


@pytest.mark.parametrize("printed", [str, lambda text: text.translate(FULL_WIDTH)], ids=["half-width", "full-width"])
def test_a_passage_ends_at_marks_of_either_width(printed):
    text = "要闻\n\n本报讯(记者 李静)11月6日,银行发放贷款!医院救治患者?学校开学;(球队夺冠!)警方抓获盗贼。"
    passages = passage_themes(tokenize(parse_page(printed(text)))).query("paragraph > 0")
    assert passages.theme.tolist() == ["经济", "健康", "教育", "体育", "法治"]
    assert passages.text.tolist()[3] == printed("(球队夺冠!)")


def test_a_theme_keeps_its_article_without_its_most_influential_word(words):
    leaning = without_strongest(words)
    assert leaning.primary_without.tolist() == PRIMARY
    assert (leaning.share_without < leaning.share).all()
    assert (leaning.needed > 5).all()


def test_needed_is_the_first_number_of_words_that_changes_the_answer():
    rows = [("银行", "经济", 3.0), ("股票", "经济", 2.0), ("税收", "经济", 1.0), ("医院", "健康", 1.5)]
    table = pd.DataFrame(rows, columns=["word", "theme", "weight"]).assign(article=1, paragraph=1)
    assert without_strongest(table)[["word", "needed", "listed"]].values.tolist() == [["银行", 2, 3]]


LISTED = sorted(set(weighted_words().query("weight > 0").word))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LISTED), max_size=12), st.randoms())
def test_shares_are_a_distribution_and_the_order_of_words_is_nothing_to_them(tokens, random):
    shares = theme_shares(cut(*tokens, "。")).iloc[0]
    values = shares[themes().theme].astype(float)
    assert values.sum() == pytest.approx(1)
    assert values[shares.primary] == values.max()
    assert 0 <= shares.margin <= 1
    parted = [token for word in tokens for token in (word, "。")]
    again = [token for word in random.sample(tokens, len(tokens)) for token in (word, "。")]
    one, other = (theme_shares(cut(*some, "。")).iloc[0][themes().theme].astype(float) for some in (parted, again))
    assert one.to_numpy() == pytest.approx(other.to_numpy())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LISTED), min_size=1, max_size=8), st.integers(0, 7))
def test_another_word_of_one_theme_never_lowers_its_share(tokens, which):
    weights = weighted_words()
    word = next(word for word in tokens[which % len(tokens) :] + tokens)
    only = weights[weights.word == word]
    if len(only) == 1:
        before, after = (theme_shares(cut(*(t for w in some for t in (w, "。")))) for some in (tokens, [*tokens, word]))
        assert after[only.theme.item()].item() >= before[only.theme.item()].item() - 1e-9


def test_an_article_of_one_theme_leans_on_all_its_words():
    leaning = without_strongest(theme_words(cut("银行", "股票")))
    assert leaning[["needed", "listed", "share_without"]].values.tolist() == [[2, 2, 1.0]]


def test_paragraphs_of_an_article_are_likelier_to_share_words_than_others(tokens):
    cosines = similarity(weighted(paragraph_terms(tokens)))
    articles = cosines.index.get_level_values("article").to_numpy()
    same = (articles[:, None] == articles) & ~np.eye(len(articles), dtype=bool)
    assert cosines.to_numpy()[same].mean() > 5 * cosines.to_numpy()[articles[:, None] != articles].mean()


def test_grouping_finds_what_was_put_together_and_is_stable_there():
    counts = pd.DataFrame(0, index=pd.MultiIndex.from_product([[1, 2, 3], [1, 2]]), columns=list("abcdefghi"))
    for n in range(6):
        counts.iloc[n, 3 * (n // 2) : 3 * (n // 2) + 3] = 5
    assert agreement(groups(counts, 3), [1, 1, 2, 2, 3, 3]) == 1
    assert stability(counts)[3] == 1


def test_words_thrown_at_random_are_not_stable():
    random = np.random.default_rng(1)
    counts = pd.DataFrame(random.poisson(0.4, (12, 60)), index=pd.MultiIndex.from_product([range(4), range(3)]))
    assert stability(counts).max() < STABLE


def test_too_few_paragraphs_have_no_groups():
    assert stability(paragraph_terms(cut("银行", "贷款"))).empty


def test_a_stray_paragraph_is_told():
    places = pd.MultiIndex.from_tuples([(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)], names=["article", "paragraph"])
    terms = pd.DataFrame([[1.0, 0], [1, 0], [0, 1], [0, 1], [0.9, 0.1]], index=places)
    told = strays(pd.Series([1, 1, 2, 2, 1], index=places), terms)
    assert told[["article", "paragraph", "nearest"]].values.tolist() == [[2, 3, (1, 1)]]


def test_a_large_theme_is_drawn_by_name_even_without_a_colour(tokens, words):
    titles = dict.fromkeys([1, 2, 3, 4], "题")
    shares = theme_shares(tokens)
    picture = plot_shares(shares, words, titles, "note")
    drawn = picture.marks.drop_duplicates("mark")
    assert {f"article-{a}-{theme}" for a, theme in shares.primary.items()} <= set(drawn.mark)
    assert drawn.groupby(drawn.mark.str.split("-").str[1]).value.sum().tolist() == pytest.approx([1.0] * 4, abs=1e-3)


def test_marks_of_the_strip_are_the_pages_characters(page, tokens):
    shares = theme_shares(tokens)
    picture = plot_strip(
        passage_themes(tokens), colours_of(shares[themes().theme]), dict.fromkeys([1, 2, 3, 4], "题"), "note"
    )
    quotes = [page.text[start:end] for start, end in zip(picture.marks.start, picture.marks.end, strict=True)]
    assert quotes == picture.marks.quote.tolist()


def strip_of(*articles):
    """The title of the strip of articles, each a row of `(theme, characters)` of its passages."""
    rows = [
        (article, 1, "字" * width, ((0, width),), theme, () if theme == OTHER else ("词",))
        for article, passages in enumerate(articles, 1)
        for theme, width in passages
    ]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "text", "spans", "theme", "words"])
    picture = plot_strip(table, {}, dict.fromkeys(range(1, len(articles) + 1), "题"), "note")
    return picture.caption


HEALTHY, MIXED = [("健康", 30)], [("体育", 20), ("民生", 20), (OTHER, 99)]


@pytest.mark.parametrize(
    ("articles", "title"),
    [
        ([HEALTHY] * 3, "Articles 1, 2 and 3 each keep to one theme for three quarters or more: 健康 health"),
        ([[*HEALTHY, ("体育", 9)]], "Article 1 keeps to one theme for three quarters or more: 健康 health"),
        ([HEALTHY], "Article 1 keeps to one theme for three quarters or more: 健康 health"),
        ([MIXED, HEALTHY], "Article 1 moves through 体育 sport, 民生 everyday life; article 2 keeps to one theme"),
        ([[*HEALTHY, (OTHER, 5)], MIXED], "Article 2 moves through 体育 sport, 民生 everyday life; article 1 keeps"),
        ([MIXED, MIXED], "Article 1 moves through 体育 sport, 民生 everyday life"),
        ([HEALTHY, [(OTHER, 9)]], "Article 1 keeps to one theme for three quarters or more: 健康 health"),
    ],
)
def test_the_strip_says_which_articles_keep_to_a_theme_and_other_is_none(articles, title):
    told = strip_of(*articles)
    assert told.startswith(title)
    assert OTHER not in told
    assert ("体育" in told) == ("体育" in title)


def test_an_article_without_theme_words_is_drawn_without_a_mark_and_is_not_the_clearest():
    tokens = pd.concat([cut("甲乙"), cut("医院").assign(article=2), cut("大学", "学校").assign(article=3)])
    shares = theme_shares(tokens)
    picture = plot_shares(shares, theme_words(tokens), dict.fromkeys([1, 2, 3], "题"), "note")
    assert set(picture.marks.mark) == marked(picture).keys()
    assert "article 1" not in picture.caption


def test_a_page_without_theme_words_can_be_drawn():
    tokens = cut("甲乙", "丙丁")
    shares, words = theme_shares(tokens), theme_words(tokens)
    assert plot_shares(shares, words, {1: "题"}, "note").marks.empty
    assert plot_strip(
        passage_themes(tokens), colours_of(shares[themes().theme]), {1: "题"}, "note"
    ).marks.label.tolist() == [OTHER]


def test_a_page_in_traditional_characters_has_the_themes_of_its_simplified_one():
    printed = "社區運動會開幕\n\n全省首屆社區運動會在市體育館開幕,來自各縣市的運動員參加比賽,領先的隊員獲得獎牌。"
    read, plain = (theme_shares(tokenize(parse_page(text))) for text in (printed, simplified(printed)))
    assert read.primary.tolist() == plain.primary.tolist() == ["体育"]
    assert "運動員" in read.words[1]
    assert {printed[start:end] for spans in read.spans for word in spans for start, end in word} == set(read.words[1])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("摊位费涨到1100元。", ["摊位"]),
        ("有人拨打110报警。", ["110", "报警"]),
        ("47种水果和23586名、前八名。", []),
    ],
)
def test_numbers_and_what_they_count_tell_no_theme(text, told):
    page = parse_page(f"摊位费\n\n本报讯(记者 何琳)昨日,{text}")
    words = theme_words(tokenize(page))
    assert list(dict.fromkeys(words[words.paragraph > 0].word)) == told
