"""Every measure against the literature or an independent implementation, and on the seed page."""

import itertools
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap, chi2_contingency, power_divergence

from analysis import parse_page, read_page, tokenize
from analysis.lexicons import read_glosses, read_words
from analysis.terms import (
    collocations,
    dispersion,
    document_term_matrix,
    formulae,
    frequency,
    general_keyness,
    intervals,
    keyness,
    kwic,
    log_odds,
    rank_frequency,
    sentence_numbers,
    vocabulary_growth,
    words_of,
    zipf_exponent,
)

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"

# Gries (2008), table 1: a corpus of five parts in which DP of a is 0.18.
GRIES = [
    list("bamnibeup"),
    list("basatbewqn"),
    list("bcagabesta"),
    list("baghabeaat"),
    list("bahaabeaxat"),
]


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


@pytest.fixture(scope="module")
def tokens(page):
    return tokenize(page)


@pytest.mark.parametrize("ends", ["!?", "\uff01\uff1f"], ids=["half-width", "full-width"])
def test_a_sentence_ends_at_marks_of_either_width(ends):
    text = f"要闻\n\n本报讯(记者 李静)11月6日,球队夺冠{ends[0]}学校开学{ends[1]}医院救治患者。"
    tokens = tokenize(parse_page(text)).query("paragraph > 0")
    assert sentence_numbers(tokens).nunique() == 3


@pytest.fixture(scope="module")
def words(tokens):
    return words_of(tokens)


@pytest.fixture(scope="module")
def dtm(words):
    return document_term_matrix(words)


def table_of(parts):
    return pd.DataFrame([(n, token) for n, part in enumerate(parts, 1) for token in part], columns=["article", "token"])


def plain(text, paragraph=1):
    """Tokens of one character each, a comma between clauses."""
    kinds = ["punctuation" if token == "," else "word" for token in text]
    return pd.DataFrame({"token": list(text), "article": 1, "paragraph": paragraph, "kind": kinds})


def test_dispersion_of_the_corpus_of_gries():
    dtm = document_term_matrix(table_of(GRIES))
    assert dispersion(dtm).dp["a"] == pytest.approx(0.18, abs=0.005)


def test_dispersion_is_zero_when_even_and_norm_one_in_the_smallest_part():
    found = dispersion(pd.DataFrame({"even": [1, 3], "lone": [1, 0], "rest": [0, 3]}))
    assert found.dp["even"] == pytest.approx(0)
    assert found.dp_norm["lone"] == pytest.approx(1)


def test_frequency_counts_tokens_and_articles(words):
    table = frequency(words)
    counts = Counter(words.token)
    assert table.frequency.to_dict() == dict(counts)
    assert table.docfreq.to_dict() == words.groupby("token").article.nunique().to_dict()
    assert table.per_thousand["云海"] == pytest.approx(1000 * counts["云海"] / len(words))
    assert table.per_thousand.sum() == pytest.approx(1000)
    assert list(table.frequency) == sorted(table.frequency, reverse=True)


def test_document_term_matrix_is_a_crosstab(words, dtm):
    pd.testing.assert_frame_equal(dtm, pd.crosstab(words.article, words.token), check_dtype=False)


def test_words_are_two_characters_or_more_and_no_numbers(words):
    assert words.token.str.len().min() == 2
    assert not words.kind.isin(["punctuation", "number", "date"]).any()
    assert {"林红玉", "发展", "小店区"} <= set(words.token)


def test_g2_of_keyness_is_scipys_log_likelihood(dtm):
    keys = keyness(dtm, 2)
    n, m = keys.n_target.sum(), keys.n_reference.sum()
    for term in ("云海", "发展", "小店区", "强化", "二次供水"):
        a, b = keys.loc[term, ["n_target", "n_reference"]]
        g2 = chi2_contingency([[a, b], [n - a, m - b]], lambda_="log-likelihood", correction=False).statistic
        assert abs(keys.g2[term]) == pytest.approx(g2)
        assert (keys.g2[term] > 0) == (a / n > b / m)


def test_log_ratio_doubles_by_one_and_needs_half_a_token_for_none(dtm):
    keys = keyness(dtm, 2)
    n, m = keys.n_target.sum(), keys.n_reference.sum()
    assert keys.n_reference["云海"] == 0
    assert keys.log_ratio["云海"] == pytest.approx(math.log2((keys.n_target["云海"] / n) / (0.5 / m)))
    even = keyness(pd.DataFrame({"甲": [4, 2], "乙": [6, 8]}, index=[1, 2]), 1)
    assert even.log_ratio["甲"] == pytest.approx(1)


def test_keyness_of_an_article_that_is_not_there_is_an_error(dtm):
    with pytest.raises(KeyError):
        keyness(dtm, 9)


def test_each_article_is_told_by_what_it_is_about(dtm):
    firsts = [keyness(dtm, article).index[0] for article in dtm.index]
    assert firsts[1] == "云海"
    assert firsts[3] in {"供水", "设施", "清洗", "二次供水", "安全"}


def monroe(y_target, y_reference, prior):
    """Monroe, Colaresi & Quinn 2008, equations 15, 16, 18, 19 and 22, word by word."""
    n_i, n_j, a_0 = sum(y_target), sum(y_reference), sum(prior)
    scores = []
    for y_i, y_j, a in zip(y_target, y_reference, prior, strict=True):
        omega_i = (y_i + a) / (n_i + a_0 - (y_i + a))
        omega_j = (y_j + a) / (n_j + a_0 - (y_j + a))
        variance = 1 / (y_i + a) + 1 / (y_j + a)
        scores.append((math.log(omega_i) - math.log(omega_j)) / math.sqrt(variance))
    return scores


def test_log_odds_is_monroes(dtm):
    inside, outside = dtm.loc[1], dtm.drop(index=1).sum()
    expected = pd.Series(monroe(inside, outside, dtm.sum()), index=dtm.columns)
    found = log_odds(dtm, 1)
    assert found.to_dict() == pytest.approx(expected.to_dict())
    assert list(found) == sorted(found, reverse=True)


def test_a_term_alone_sets_no_article_apart():
    assert log_odds(pd.DataFrame({"云海": [3, 1]}, index=[1, 2]), 1).to_dict() == {"云海": 0}


def test_general_keyness_is_the_likelihood_ratio_against_a_known_share(tokens):
    import wordfreq

    keys = general_keyness(tokens)
    n = keys.frequency.sum()
    for term in ("云海", "的", "供水", "发展"):
        a, p = keys.frequency[term], wordfreq.get_frequency_dict("zh")[term]
        g2 = power_divergence([a, n - a], [n * p, n * (1 - p)], lambda_="log-likelihood").statistic
        assert abs(keys.g2[term]) == pytest.approx(g2)
        assert keys.log_ratio[term] == pytest.approx(math.log2(a / n / p))
    assert keys.listed["云海"]
    assert not keys.listed["二十届四中全会"]
    assert keys.listed[tokens.token[tokens.kind == "word"]].mean() > 0.9


def test_no_function_word_is_key_by_the_list_taken_and_by_jiebas_they_are(tokens):
    from analysis.words.dictionary import tokenizer

    keys = general_keyness(tokens)
    assert keys.g2["的"] < 0
    assert keys.frequency["的"] / keys.frequency.sum() > 5 * tokenizer().FREQ["的"] / tokenizer().total


def test_collocations_of_a_hand_counted_example():
    # eight neighbour pairs: 甲乙 3, 甲丙 1, 丁乙 1, 丁丙 3
    found = collocations(plain("甲乙,甲乙,甲乙,甲丙,丁乙,丁丙,丁丙,丁丙")).set_index(["left", "right"])
    assert found.frequency.to_dict() == {("甲", "乙"): 3, ("丁", "丙"): 3, ("甲", "丙"): 1, ("丁", "乙"): 1}
    g2 = chi2_contingency([[3, 1], [1, 3]], lambda_="log-likelihood", correction=False).statistic
    assert found.g2["甲", "乙"] == pytest.approx(g2)
    assert found.g2["甲", "丙"] == pytest.approx(-g2)
    assert found.pmi["甲", "乙"] == pytest.approx(math.log2(3 * 8 / (4 * 4)))


def test_collocations_stay_inside_a_clause_and_a_paragraph():
    text = pd.concat([plain("甲,乙"), plain("丙", 2)], ignore_index=True)
    assert collocations(text).empty


def test_kwic_finds_a_torn_word_whole(page):
    found = kwic(page, "党群服务中心", 4)
    assert list(found.spans.map(len)) == [2, 1]
    assert list(found.left) == ["走进园区", "玉走进村"]
    whole = [page.text[spans[0][0] : spans[-1][1]] for spans in found.spans]
    assert [text.replace("\n", "") for text in whole] == ["党群服务中心"] * 2


def test_the_formula_of_the_seed_page_has_its_seven_fillings(page, tokens):
    first = formulae(tokens).iloc[0]
    assert first.pattern == "强化…意识"
    assert first.fillings == ("龙头", "发展", "合作", "服务", "窗口", "为民", "赛马")
    assert [page.text[a:b] for a, b in first.spans] == [f"强化{word}意识" for word in first.fillings]


def test_a_pattern_that_does_not_vary_is_no_formula(tokens):
    assert (formulae(tokens).fillings.map(lambda fillings: len(set(fillings))) >= 3).all()


def test_sentences_end_at_stops_and_paragraphs():
    text = pd.concat([plain("甲。乙?丙"), plain("丁", 2)], ignore_index=True)
    assert list(sentence_numbers(text)) == [0, 0, 1, 1, 2, 3]


def test_bootstrap_interval_is_scipys():
    counts = np.array([0, 0, 1, 2, 0, 1, 0, 3, 0, 1, 1, 0, 2, 0, 0, 1])
    rows = [("云海", n) for n, count in enumerate(counts) for _ in range(count)] + [("的", n) for n in range(16)]
    tokens = pd.DataFrame(rows, columns=["token", "sentence"])
    found = intervals(tokens, tokens.sentence, draws=4000).loc["云海"]
    low, high = bootstrap(
        (counts.astype(float),), np.sum, method="percentile", n_resamples=4000, rng=1
    ).confidence_interval
    assert found.low == pytest.approx(low, abs=1)
    assert found.high == pytest.approx(high, abs=1)


def test_intervals_hold_the_frequency_and_are_the_same_every_time(tokens, words):
    sentences = sentence_numbers(tokens)[words.index]
    found, counts = intervals(words, sentences), frequency(words).frequency.sort_index()
    assert (found.low <= counts).all()
    assert (counts <= found.high).all()
    assert found.equals(intervals(words, sentences))


def test_vocabulary_grows_to_the_number_of_terms(words):
    growth = vocabulary_growth(words)
    assert (growth.iloc[0], growth.iloc[-1]) == (1, words.token.nunique())
    assert set(growth.diff().dropna()) <= {0, 1}
    assert growth.iloc[99] == len(set(words.token[:100]))


@pytest.mark.parametrize("exponent", [0.5, 1.0, 1.7])
def test_zipfs_exponent_is_found_again(exponent):
    frequencies = pd.Series(1e6 * np.arange(1, 501) ** -exponent)
    assert zipf_exponent(frequencies) == pytest.approx(exponent)


def test_zipfs_exponent_is_the_likeliest(tokens):
    counts = tokens.token.value_counts()
    ranks = np.arange(1, len(counts) + 1)
    exponent = zipf_exponent(counts)

    def log_likelihood(s):
        return (counts.to_numpy() * (-s * np.log(ranks) - np.log((ranks**-s).sum()))).sum()

    assert log_likelihood(exponent) > max(log_likelihood(exponent - 0.01), log_likelihood(exponent + 0.01))


def test_ranks_and_their_line(tokens):
    table = rank_frequency(tokens)
    assert list(table["rank"]) == list(range(1, len(table) + 1))
    assert table.fitted.sum() == pytest.approx(table.frequency.sum())
    assert list(table.fitted) == sorted(table.fitted, reverse=True)


TEXTS = st.lists(st.text("甲乙丙丁,", min_size=1, max_size=12), min_size=2, max_size=4)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_laws_of_the_measures(parts):
    tokens = table_of(parts).assign(paragraph=1)
    tokens["kind"] = np.where(tokens.token == ",", "punctuation", "word")
    dtm = document_term_matrix(tokens)
    spread = dispersion(dtm)
    assert spread.dp.between(-1e-12, 1 - dtm.sum(axis=1).min() / len(tokens) + 1e-12).all()
    for article in dtm.index:
        keys = keyness(dtm, article)
        assert (keys.n_target + keys.n_reference).sum() == len(tokens)
        assert np.isfinite(keys[["g2", "log_ratio"]]).all(axis=None)
    pairs = list(itertools.chain.from_iterable(itertools.pairwise(p) for part in parts for p in part.split(",")))
    found = collocations(tokens).set_index(["left", "right"]).frequency
    assert found.to_dict() == dict(Counter(pairs))


def test_every_word_at_the_top_of_the_seed_pages_tables_has_its_meaning(page, tokens):
    glosses, stop = read_glosses(), read_words("stopwords")
    words = words_of(tokens[~tokens.token.isin(stop)])
    dtm = document_term_matrix(words)
    pairs = collocations(tokens).query("frequency > 1 and left.str.len() > 1 and right.str.len() > 1")
    keys = [keyness(dtm, article).query("n_target > 1 and g2 > 0").index for article in dtm.index]
    general = general_keyness(words).head(30).index
    often = frequency(words).query("frequency > 1").index
    shown = {*often, *itertools.chain(*keys), *general, *pairs.left, *pairs.right, *formulae(tokens).fillings[0]}
    assert sorted(shown - set(glosses.index)) == []
    assert glosses.index.is_unique
    assert glosses.str.isascii().all()
    assert glosses.str.len().max() <= 28  # a figure has room for so much beside a bar
