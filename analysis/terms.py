"""From tokens to what they tell: how often, how evenly, and what sets one article apart.

Every measure takes the table of `tokenize` or the document-term matrix made of it and gives a tidy table; what
to leave out and how many rows to show belongs to the notebook.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.page import Page

# Each measure's source is named where it is computed; all are checked in tests/test_terms.py.


def words_of(tokens: pd.DataFrame) -> pd.DataFrame:
    """The tokens that are words: two characters or more, no punctuation, numbers or dates."""
    return tokens[(tokens.token.str.len() > 1) & ~tokens.kind.isin(["punctuation", "number", "date"])]


def document_term_matrix(tokens: pd.DataFrame) -> pd.DataFrame:
    """How often each term stands in each article: a row an article, a column a term (in the order of code points)."""
    return pd.crosstab(tokens.article, tokens.token)


def frequency(tokens: pd.DataFrame) -> pd.DataFrame:
    """`term → frequency, docfreq, per_thousand`: its tokens, its articles, its tokens per 1,000 of the table.

    The most frequent first, ties in the order of code points.
    """
    dtm = document_term_matrix(tokens)
    table = pd.DataFrame({"frequency": dtm.sum(), "docfreq": (dtm > 0).sum()})
    table["per_thousand"] = 1000 * table.frequency / max(len(tokens), 1)
    return table.rename_axis("term").sort_values("frequency", ascending=False, kind="stable")


def intervals(tokens: pd.DataFrame, sentences: pd.Series, draws: int = 1000) -> pd.DataFrame:
    """`term → low, high`: the middle 95 % of each frequency when whole sentences are drawn anew, with a fixed seed.

    `sentences` numbers the sentence of each token.  The bootstrap (Efron 1979) says how far a count leans on few
    sentences; it cannot say what another page would hold.
    """
    matrix = pd.crosstab(sentences, tokens.token)
    weights = np.random.default_rng(0).multinomial(len(matrix), np.full(len(matrix), 1 / len(matrix)), size=draws)
    low, high = np.percentile(weights @ matrix.to_numpy(), [2.5, 97.5], axis=0)
    return pd.DataFrame({"low": low, "high": high}, index=matrix.columns.rename("term"))


def sentence_numbers(tokens: pd.DataFrame) -> pd.Series:
    """The number of the sentence that each token stands in: one ends at 。!?! ? and with its paragraph."""
    ends = tokens.token.isin(list("。!?!?")) | (tokens[["article", "paragraph"]].diff().shift(-1).abs().sum(axis=1) > 0)
    return ends.shift(fill_value=False).cumsum().rename("sentence")


def keyness(dtm: pd.DataFrame, target: int) -> pd.DataFrame:
    """What sets an article apart: `term → n_target, n_reference, g2, log_ratio`, the most distinctive first.

    `g2` is the log-likelihood ratio of the 2 × 2 table (Dunning 1993), negative where the article has less than
    the others; `log_ratio` (Hardie 2014) the binary logarithm of the ratio of the rates, half a token added where
    a count is zero.  With one article left as reference, it tells topic, not style.  Raises `KeyError` if the
    matrix has no such article.
    """
    inside, outside = dtm.loc[target], dtm.drop(index=target).sum()
    n, m = inside.sum(), outside.sum()
    expected = (inside + outside) * n / max(n + m, 1)
    g2 = _log_likelihood(np.array([inside, outside, n - inside, m - outside], dtype=float))
    rates = inside.where(inside > 0, 0.5) / max(n, 1), outside.where(outside > 0, 0.5) / max(m, 1)
    table = pd.DataFrame({"n_target": inside, "n_reference": outside, "g2": g2 * np.sign(inside - expected)})
    table["log_ratio"] = np.log2(rates[0] / rates[1])
    return table.rename_axis("term").sort_values("g2", ascending=False, kind="stable")


def _log_likelihood(cells: np.ndarray) -> np.ndarray:
    """G² of 2 × 2 tables given as rows a, b, c, d: twice the sum of observed · ln(observed / expected)."""
    a, b, c, d = cells
    total = cells.sum(axis=0)
    expected = np.array([(a + b) * (a + c), (a + b) * (b + d), (c + d) * (a + c), (c + d) * (b + d)]) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(cells > 0, cells * np.log(cells / expected), 0.0)
    return 2 * parts.sum(axis=0)


def log_odds(dtm: pd.DataFrame, target: int) -> pd.Series:
    """z-scores of the log-odds ratio with the page itself as informative Dirichlet prior (Monroe et al. 2008, eq. 22).

    Less drawn to rare words than `log_ratio`; comparable between words of unlike frequency.
    """
    inside, outside, prior = dtm.loc[target], dtm.drop(index=target).sum(), dtm.sum()
    y, z, a = inside + prior, outside + prior, prior
    delta = np.log(y / (inside.sum() + a.sum() - y)) - np.log(z / (outside.sum() + a.sum() - z))
    scores = pd.Series(delta / np.sqrt(1 / y + 1 / z), index=dtm.columns.rename("term"), name="z")
    return scores.sort_values(ascending=False, kind="stable")


def dispersion(dtm: pd.DataFrame) -> pd.DataFrame:
    """How evenly terms are spread over parts: `term → dp, dp_norm`, 0 even, towards 1 all in one place.

    `dp` is Gries's deviation of proportions (Gries 2008), half the sum of |share of the term − share of the text|
    over the parts; `dp_norm` divides it by 1 − the smallest part's share (Lijffijt & Gries 2012).  The rows of
    the matrix are the parts.
    """
    sizes = dtm.sum(axis=1) / dtm.to_numpy().sum()
    dp = (dtm / dtm.sum()).sub(sizes, axis=0).abs().sum() / 2
    return pd.DataFrame({"dp": dp, "dp_norm": dp / max(1 - sizes.min(), 1e-12)}).rename_axis("term")


def collocations(tokens: pd.DataFrame) -> pd.DataFrame:
    """Neighbours that seek each other: `left, right, frequency, g2, pmi`, the strongest first.

    The window is the next token of the same sentence's clause (punctuation parts).  `g2` as in `keyness`, over
    all neighbour pairs; `pmi` is log2 of observed over expected (Church & Hanks 1990), which favours the rare.
    """
    after = tokens.shift(-1)
    near = (tokens.article == after.article) & (tokens.paragraph == after.paragraph)
    near &= (tokens.kind != "punctuation") & (after.kind != "punctuation")
    pairs = pd.DataFrame({"left": tokens.token[near], "right": after.token[near]})
    table = pairs.groupby(["left", "right"]).size().rename("frequency").reset_index()
    left, right = table.left.map(pairs.left.value_counts()), table.right.map(pairs.right.value_counts())
    both, total = table.frequency, len(pairs)
    table["g2"] = _log_likelihood(
        np.array([both, left - both, right - both, total - left - right + both], dtype=float)
    ) * np.sign(both - left * right / max(total, 1))
    table["pmi"] = np.log2(both * total / (left * right))
    return table.sort_values(["g2", "left", "right"], ascending=[False, True, True], ignore_index=True)


def kwic(page: Page, word: str, width: int = 12) -> pd.DataFrame:
    """Every place of a word with its context, healed: `article, left, keyword, right, spans`."""
    rows = [
        (article.id, str(p[max(at - width, 0) : at]), word, str(p[at + len(word) : at + len(word) + width]), spans)
        for article in page.articles
        for p in (*article.kicker, *article.headline, *article.deck, *article.crossheads, *article.paragraphs)
        for at in (match.start() for match in re.finditer(re.escape(word), p))
        for spans in [p[at : at + len(word)].spans]
    ]
    return pd.DataFrame(rows, columns=["article", "left", "keyword", "right", "spans"])


def vocabulary_growth(tokens: pd.DataFrame) -> pd.Series:
    """How many terms the first 1, 2, 3 … tokens hold, in reading order."""
    return (~tokens.token.duplicated()).cumsum().reset_index(drop=True).rename("terms")


def formulae(tokens: pd.DataFrame, least: int = 3) -> pd.DataFrame:
    """Repeated patterns with one slot: `pattern, frequency, fillings, spans`, e.g. 强化…意识 and its fillings.

    A pattern is a token, any one token, a token, inside a clause; it counts when it has `least` different fillings.
    `spans` are the raw `(start, end)` of each place, whole.
    """
    two = [tokens, tokens.shift(-1), tokens.shift(-2)]
    clause = (tokens.kind == "punctuation").cumsum() * 2 + (tokens.kind == "punctuation")
    same = (clause == clause.shift(-2)) & (tokens.paragraph == two[2].paragraph) & (tokens.article == two[2].article)
    words = same & (two[0].token.str.len() > 1) & (two[2].token.str.len() > 1)
    places = pd.DataFrame(
        {
            "pattern": (two[0].token + "…" + two[2].token)[words],
            "filling": two[1].token[words],
            "span": list(zip(two[0].start[words], two[2].end[words].astype(int), strict=True)),
        }
    )
    grouped = places.groupby("pattern", sort=True)
    table = grouped.agg(frequency=("filling", "size"), fillings=("filling", tuple), spans=("span", tuple)).reset_index()
    varied = table.fillings.map(lambda fillings: len(set(fillings)) >= least)
    return table[varied].sort_values("frequency", ascending=False, kind="stable", ignore_index=True)
