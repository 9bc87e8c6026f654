"""Whatever the text, the laws hold: nothing is lost, every span is exact, twice gives the same, errors are the stated.

By hand, `EXAMPLES=5000 pytest tests/test_robustness.py` counts on that many pages and reads fifteen times as many.
"""

import os
import pickle
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pictures import SEED

from analysis import check, find_quantities, learn_words, parse_page, terms, theme_shares, themes, tokenize
from analysis.page import Passage
from analysis.rankings import standing
from analysis.words import passages_of

OWN = ["kicker", "headline", "deck", "lead", "byline", "paragraph", "crosshead"]
BESIDE = ["blank", "photo_credit", "caption", "note", "furniture"]
KINDS = ["person", "place", "organisation", "term", "date", "number"]
FEW = int(os.environ.get("EXAMPLES", 10))
LINES = SEED.read_text(encoding="utf-8").split("\n")

# Pieces that mean something to the reader, and characters that break programs: controls, other line ends, blanks that
# are no spaces, a byte order mark, private use, beyond the first plane, combining, right to left.
PIECES = (
    "云海 小店区 本报讯 (记者 摄 记者 文/图 图为 责编 版 新华社北京 电 ( ) ( ) “ ” 《 》 、 , ， 。 ; : ! ? … — · "
    "第 位 位列 百强 个 占 % ‰ 百分之 亿元 万 同比增长 其中 超过 倍 年 月 日 时 今年 去年 1 7 29 100 ０ 〇 一 十 百 "
    "A x http://a.b <b> & $ \\ ` * _ # | = + - @ \\mathdefault{} ' \""
)
TELLING = PIECES.split()
ODD = [*" \n\t\r\v\f\x00\x07\x1b\x85\xa0\xad\u200b\u202e\u2028\u2029\u3000\ufeff\ue000\uf8ff\U00020000\U0001f600\u0301"]
odd_text = st.lists(st.sampled_from([*TELLING, *TELLING, *ODD, "\n", "\n\n"]), max_size=80).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


CHANGES = ["delete", "double", "swap", "cut", "tear", "blank", "insert", "long"]


@st.composite
def mutated(draw):
    """A run of the seed page's lines, some deleted, doubled, swapped, cut, torn or with odd characters in them."""
    first = draw(st.integers(0, len(LINES) - 1))
    lines = LINES[first : first + draw(st.integers(1, 16))]
    for _ in range(draw(st.integers(0, 8))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        line, where = lines[at], draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(CHANGES))
        if change == "delete" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(other, line)
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "cut":
            lines[at] = line[:where]
        elif change == "tear":
            lines[at : at + 1] = [line[:where], *draw(st.sampled_from([[""], ["", ""], ["", " "], []])), line[where:]]
        elif change == "long":
            lines[at] = line * draw(st.integers(2, 6))
        else:
            put = draw(st.sampled_from(" \u3000\t")) * 2 if change == "blank" else draw(odd_text)[:12]
            lines[at] = line[:where] + put + line[where:]
    return "\n".join(lines)


def trying(examples):
    """The same inputs every time; a slow machine is no failure."""
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


def page_of(text):
    """The page, or None where the text is refused as the docstring says."""
    try:
        return parse_page(text, "a page")
    except ValueError as error:
        stated = type(error) is ValueError and str(error).startswith("a page: expected ")
        if not stated:
            raise
        return None


def raw(text, spans):
    return "".join(text[start:end] for start, end in spans)


# the reader


def is_read_whole(page, text):
    parts = page.parts
    assert page.text == text
    assert list(parts.start) == [0, *parts.end][:-1]
    assert parts.end.iloc[-1] == len(text)
    assert (parts.start < parts.end).all()
    assert set(parts.role) <= {*OWN, *BESIDE}
    assert set(parts.article) - {0} == {article.id for article in page.articles}
    assert set(parts.role[parts.article == 0]) <= set(BESIDE)
    blank = parts[parts.role == "blank"]
    assert not raw(text, zip(blank.start, blank.end, strict=True)).strip()
    for article in page.articles:
        mine = parts[parts.article == article.id]
        has = chain.from_iterable(passage.spans for passage in every_passage(article))
        assert set(has) <= set(zip(mine.start, mine.end, strict=True))
        assert all(raw(text, passage.spans) == passage for passage in every_passage(article))
        assert 0 <= article.confidence <= 1
    assert page.seams.confidence.between(0, 1).all()


def every_passage(article):
    return [*passages_of(article), *(credit.text for credit in article.photo_credits)]


def is_read_alike(page, text):
    again = parse_page(text, "a page")
    assert pickle.dumps(again.articles) == pickle.dumps(page.articles)
    pd.testing.assert_frame_equal(again.parts, page.parts)
    pd.testing.assert_frame_equal(again.seams, page.seams)


@trying(FEW * 15)
@given(st.one_of(any_text, odd_text, mutated()))
@example("")
@example("\n")
@example("\x00")
@example("\ufeff云海\n\n本报讯(记者 周利芳)云海。")
def test_a_page_is_its_text_and_a_tiling_of_it(tried, text):
    tried["texts read as pages"] += 1
    page = page_of(text)
    if page:
        is_read_whole(page, text)
        is_read_alike(page, text)


@pytest.mark.parametrize(
    "text", ["云海\n\n本报讯(记者 周利芳)云\udc80海。", "云海\n\n本报讯(记者 周利芳)云海。\n\n\udc80"]
)
def test_half_a_character_is_refused(text):
    with pytest.raises(ValueError, match=r"page: expected whole characters, found half of one \(U\+DC80\) at \d+"):
        parse_page(text)


# words, quantities, themes, measures


@pytest.fixture(scope="module")
def laws():
    return [tokens_are_exact, words_are_exact, quantities_are_exact, shares_are_shares, measures_are_numbers]


@trying(FEW)
@given(st.one_of(mutated(), odd_text))
def test_what_is_counted_on_a_page_is_on_the_page(tried, laws, text):
    page = page_of("云海\n\n本报讯(记者 周利芳)市民举起相机。\n\n" + text)
    tried["pages counted"] += 1
    for law in laws if page else ():
        law(page)


def tokens_are_exact(page):
    tokens = tokenize(page)
    assert [raw(page.text, spans) for spans in tokens.spans] == list(tokens.token)
    assert "".join(tokens.token) == "".join(p for article in page.articles for p in passages_of(article))
    assert (tokens.torn == (tokens.spans.str.len() > 1)).all()
    assert list(zip(tokens.start, tokens.end, strict=True)) == [(s[0][0], s[-1][1]) for s in tokens.spans]
    assert set(tokens.kind) <= {*KINDS, "word", "latin", "punctuation"}
    pd.testing.assert_frame_equal(tokenize(page), tokens)


def words_are_exact(page):
    words = learn_words(page)
    for word, places in zip(words.word, words.spans, strict=True):
        assert {"".join(raw(page.text, spans).split()) for spans in places} == {"".join(word.split())}
    assert words.word.is_unique
    assert set(words.kind) <= set(KINDS)
    assert words.evidence.str.len().gt(0).all()
    pd.testing.assert_frame_equal(learn_words(page), words)


def quantities_are_exact(page):
    found = find_quantities(page)
    assert [page.text[a:b] for a, b in zip(found.start, found.end, strict=True)] == list(found.quote)
    assert [(s[0][0], s[-1][1]) for s in found.spans] == list(zip(found.start, found.end, strict=True))
    assert found.start.is_monotonic_increasing
    values = found.value[~found.kind.isin(["date", "time"])].astype(float)
    assert np.isfinite(values).all()
    ledger = check(found, page)
    for row in ledger.itertuples():
        assert row.quotes == tuple(page.text[a:b] for a, b in zip(row.start, row.end, strict=True))
        assert set(row.quantities) <= set(found.index)
    assert set(ledger.verdict) <= {"proved", "bounded", "contradiction"}
    assert set(standing(found, ledger)) <= {"proved", "bounded", "contradiction", "stated once"}
    pd.testing.assert_frame_equal(find_quantities(page), found)
    pd.testing.assert_frame_equal(check(found, page), ledger)


def shares_are_shares(page):
    tokens = tokenize(page)
    shares, known = theme_shares(tokens), themes.themes().theme
    numbers = shares[known]
    assert list(shares.index) == sorted(set(tokens.article))
    assert np.allclose(numbers.sum(axis=1), 1)
    assert (numbers >= 0).all(axis=None)
    assert set(shares.primary) <= set(known)
    for row in themes.theme_words(tokens).itertuples():
        assert raw(page.text, row.spans) == row.word
    pd.testing.assert_frame_equal(theme_shares(tokens), shares)


def measures_are_numbers(page):
    tokens = tokenize(page)
    dtm, counts = terms.document_term_matrix(tokens), terms.frequency(tokens)
    assert counts.frequency.sum() == len(tokens) == dtm.to_numpy().sum()
    assert terms.dispersion(dtm).apply(lambda one: one.between(-1e-9, 1 + 1e-9)).all(axis=None)
    ranges = terms.intervals(tokens, terms.sentence_numbers(tokens), draws=20)
    assert (ranges.low <= ranges.high).all()
    assert terms.vocabulary_growth(tokens).iloc[-1] == len(counts)
    assert terms.rank_frequency(tokens).fitted.sum() == pytest.approx(len(tokens))
    assert terms.general_keyness(tokens).notna().all(axis=None)
    assert terms.collocations(tokens)[["g2", "pmi"]].notna().all(axis=None)
    for target in dtm.index:
        assert terms.log_odds(dtm, target).notna().all()
        assert terms.keyness(dtm, target).g2.notna().all()
    for row in terms.formulae(tokens).itertuples():
        assert len(row.spans) == len(row.fillings) == row.frequency
    for word in terms.words_of(tokens).token[:3]:
        assert {"".join(raw(page.text, spans)) for spans in terms.kwic(page, word).spans} == {word}


@trying(FEW * 15)
@given(st.one_of(any_text, odd_text, st.text(st.characters(), max_size=40)))
@example("\ud800第7\udfff")
def test_quantities_of_any_text_are_exact(tried, text):
    tried["texts searched for quantities"] += 1
    found = find_quantities(text)
    assert [text[a:b] for a, b in zip(found.start, found.end, strict=True)] == list(found.quote)
    assert not found.value[~found.kind.isin(["date", "time"])].isna().any()


# passages


@trying(FEW * 15)
@given(st.data())
def test_a_slice_of_a_passage_knows_its_place(tried, data):
    tried["slices of passages"] += 1
    text = data.draw(st.text(st.characters(), min_size=1, max_size=30))
    edges = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    passage = Passage.of(text, zip(edges[::2], edges[1::2], strict=False))
    start, end = data.draw(st.integers(-35, 35)), data.draw(st.integers(-35, 35))
    piece = passage[start:end]
    assert raw(text, piece.spans) == piece == str(passage)[start:end]
    assert pickle.loads(pickle.dumps(piece)).spans == piece.spans
