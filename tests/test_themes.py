"""Themes: shares that sum to one, words that lead back to the page, and the seed page's four articles."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import parse_page, read_page, tokenize
from analysis.lexicons import THEMES, read_themes
from analysis.themes import OTHER, shares_of, theme_shares, theme_words, themes, weighted_words

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
