"""What holds of any page: each law takes a page that was read and raises where the program breaks it.

`test_robustness.py` tries them on texts made at random, `fuzz.py` on texts grown by coverage.
"""

import pickle
from functools import cache
from itertools import chain

import numpy as np
import pandas as pd
import pytest

from analysis import check, find_quantities, learn_words, parse_page, rankings, terms, theme_shares, themes, tokenize
from analysis.archive.tables import SCHEMAS, rows_of, tables_of
from analysis.page import column_ends, odd_characters
from analysis.page.unseen import UNSEEN
from analysis.themes import groups, passages, sensitivity
from analysis.words import passages_of
from analysis.words.gaps import cut

OWN = ["kicker", "headline", "deck", "lead", "byline", "paragraph", "crosshead"]
BESIDE = ["blank", "photo_credit", "caption", "note", "furniture"]
KINDS = ["person", "place", "organisation", "term", "date", "number"]
EVIDENCE = ["words", "spans"]
MANY = 12  # numbers of a page that are all changed, paragraphs that are all grouped: both take seconds


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
    assert [article.id for article in page.articles] == [*range(1, len(page.articles) + 1)]
    assert set(parts.role[parts.article == 0]) <= set(BESIDE)
    blank = parts[parts.role == "blank"]
    assert not raw(text, zip(blank.start, blank.end, strict=True)).strip()
    for article in page.articles:
        mine = parts[parts.article == article.id]
        has = chain.from_iterable(passage.spans for passage in every_passage(article))
        assert set(has) <= set(zip(mine.start, mine.end, strict=True))
        assert all(raw(text, passage.spans) == passage for passage in every_passage(article))
        assert not any(map(UNSEEN.search, every_passage(article)))
        assert 0 <= article.confidence <= 1
    assert page.seams.confidence.between(0, 1).all()
    for dated in (page, *page.articles):
        assert dated.date_evidence is None or raw(text, dated.date_evidence.spans) == dated.date_evidence
        assert dated.date or not (dated.date_evidence or dated.date_inferred)
        assert not dated.date or dated.date_evidence or dated.date_inferred


def every_passage(article):
    return [*passages_of(article), *(credit.text for credit in article.photo_credits)]


def is_read_alike(page, text):
    again = parse_page(text, "a page")
    assert pickle.dumps(again.articles) == pickle.dumps(page.articles)
    assert again.date == page.date
    pd.testing.assert_frame_equal(again.parts, page.parts)
    pd.testing.assert_frame_equal(again.seams, page.seams)


def odd_characters_are_counted(page):
    odd = odd_characters(page)
    told = [chr(int(character[2:], 16)) for character in odd.character]
    assert list(odd["count"]) == list(map(page.text.count, told))
    assert list(odd["first"]) == list(map(page.text.index, told))
    unseen = odd["count"][odd.kept == "furniture"].sum()
    assert unseen == len(page.text) - len(UNSEEN.sub("", page.text))


def column_ends_are_blank(page):
    blank = page.parts[page.parts.role == "blank"]
    inside = set(chain.from_iterable(map(range, blank.start, blank.end)))
    assert all(set(range(start, end)) <= inside for start, end in column_ends(page))


# words


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
    assert "".join(word for word, _ in cut(page.text, dict.fromkeys(words.word, "term"))) == page.text


def measures_are_numbers(page):
    tokens = tokenize(page)
    dtm, counts = terms.document_term_matrix(tokens), terms.frequency(tokens)
    assert counts.frequency.sum() == len(tokens) == dtm.to_numpy().sum()
    assert terms.dispersion(dtm).apply(lambda one: one.between(-1e-9, 1 + 1e-9)).all(axis=None)
    ranges = terms.intervals(tokens, terms.sentence_numbers(tokens), draws=20)
    assert (ranges.low <= ranges.high).all()
    assert terms.vocabulary_growth(tokens).iloc[-1] == len(counts)
    assert terms.rank_frequency(tokens).fitted.sum() == pytest.approx(len(tokens))
    assert 0 <= terms.zipf_exponent(counts.frequency) <= 20
    assert terms.general_keyness(tokens).notna().all(axis=None)
    assert terms.collocations(tokens)[["g2", "pmi"]].notna().all(axis=None)
    for target in dtm.index:
        assert terms.log_odds(dtm, target).notna().all()
        assert terms.keyness(dtm, target).g2.notna().all()
    for row in terms.formulae(tokens).itertuples():
        assert len(row.spans) == len(row.fillings) == row.frequency
    for word in terms.words_of(tokens).token[:3]:
        assert {"".join(raw(page.text, spans)) for spans in terms.kwic(page, word).spans} == {word}


# quantities


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
    assert set(rankings.standing(found, ledger)) <= {"proved", "bounded", "contradiction", "stated once"}
    pd.testing.assert_frame_equal(find_quantities(page), found)
    pd.testing.assert_frame_equal(check(found, page), ledger)


def lists_hold_their_places(page):
    found = find_quantities(page)
    size, places = rankings.named_list(found, page), rankings.places(found, page)
    assert size is None or page.text[slice(*size[1])].endswith("强")
    strip = rankings.listed_ranks(found, page)
    assert strip.empty or (set(strip.article) == {size.article} and set(strip.kind) == {"rank"})
    assert (places.low <= places.high).all()
    printed = places.dropna(subset=["start"])
    assert [page.text[int(a) : int(b)] for a, b in zip(printed.start, printed.end, strict=True)] == list(printed.quote)
    split, drawn = rankings.split_by_scale(found, page), rankings.drawn_from(found, page)
    assert split is None or (split.below + split.rest, split.below >= 0, split.rest >= 0) == (size[0], True, True)
    assert drawn is None or (drawn[0] >= size[0] and drawn[1] in page.text)
    assert all(rankings.issuer(text) in text for article in page.articles for text in article.paragraphs)


def slips_are_slips(page):
    found = find_quantities(page).head(MANY)
    slips = rankings.kill_rate(page, found)
    assert [page.text[a : a + len(quote)] for a, quote in zip(slips.start, slips.quote, strict=True)] == [*slips.quote]
    assert (slips.changed != slips.quote).all()
    assert set(slips.killed) <= {True, False}


# themes


def shares_are_shares(page):
    tokens = tokenize(page)
    shares, known = theme_shares(tokens), themes.themes().theme
    numbers = shares[known]
    assert list(shares.index) == sorted(set(tokens.article))
    assert np.allclose(numbers.sum(axis=1), 1)
    assert (numbers >= 0).all(axis=None)
    assert set(shares.primary) <= set(known)
    words = themes.theme_words(tokens)
    for row in words.itertuples():
        assert raw(page.text, row.spans) == row.word
    assert set(zip(words.word, words.theme, strict=True)) <= listed()
    assert (themes.scores(words, ["article"]).score > 0).all()
    assert list(themes.word_rows(zip(*(tokens[name] for name in themes.TOKEN), strict=True))) == list(
        words.itertuples(index=False, name=None)
    )
    bare = themes.bare_shares(words, "article", shares.index)
    pd.testing.assert_frame_equal(bare, shares[bare.columns])
    pd.testing.assert_frame_equal(themes.shares_of(words, "article", shares.index), shares.drop(columns=EVIDENCE))
    weakened = sensitivity.without_strongest(words)
    assert (weakened.share_without <= weakened.share + 1e-9).all()
    assert weakened.needed.between(1, weakened.listed).all()
    pd.testing.assert_frame_equal(theme_shares(tokens), shares)


@cache
def listed():
    words = themes.weighted_words()
    return frozenset(zip(words.word, words.theme, strict=True))


def passages_tile_the_articles(page):
    told = passages.passage_themes(tokenize(page))
    assert "".join(told.text) == "".join(p for article in page.articles for p in passages_of(article))
    assert [raw(page.text, spans) for spans in told.spans] == list(told.text)
    assert set(told.theme) <= set(themes.themes().theme)


def groups_are_groups(page):
    counts = groups.paragraph_terms(tokenize(page)).head(MANY)
    counts = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
    weighted = groups.weighted(counts)
    alike = groups.similarity(weighted).to_numpy()
    assert np.allclose(alike, alike.T)
    assert ((alike > -1e-9) & (alike < 1 + 1e-9)).all()
    shares = groups.binding_words(weighted).groupby("article").share.sum()
    assert np.allclose(shares, 1)
    if len(counts) >= 4:
        assert groups.stability(counts).between(-1, 1 + 1e-9).all()
        grouped = groups.groups(counts, 2)
        assert set(grouped) <= {1, 2}
        assert list(groups.group_words(counts, 2).index) == [1, 2]
        assert groups.agreement(grouped, grouped) == pytest.approx(1)
        assert (groups.strays(grouped, weighted).cosine < 1 + 1e-9).all()


# archives


def rows_fit_their_tables(page):
    rows = rows_of(page)
    tables = tables_of({**rows, "failures": []})
    assert set(tables) == set(SCHEMAS)
    assert tables["articles"].num_rows == len(page.articles)
    assert sum(tables["terms"]["frequency"].to_pylist()) == tables["pages"]["tokens"].to_pylist()[0]


LAWS = (
    odd_characters_are_counted,
    column_ends_are_blank,
    tokens_are_exact,
    words_are_exact,
    measures_are_numbers,
    quantities_are_exact,
    lists_hold_their_places,
    slips_are_slips,
    shares_are_shares,
    passages_tile_the_articles,
    groups_are_groups,
    rows_fit_their_tables,
)
