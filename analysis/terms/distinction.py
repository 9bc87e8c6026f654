"""What sets one article apart: from the others on its page, and from Chinese at large."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from analysis.terms.counts import counted


def keyness(dtm: pd.DataFrame, target: int) -> pd.DataFrame:
    """What sets an article apart: `term → n_target, n_reference, g2, log_ratio`, the most distinctive first.

    `g2` is the log-likelihood ratio of the 2 × 2 table of term and article, 2 Σ O ln(O / E) (Dunning 1993,
    Computational Linguistics 19), negative where the article has less than the others: how sure the difference is.
    `log_ratio` is the binary logarithm of the ratio of the rates, half a token added where a count is zero
    (Hardie 2014): how large it is, 1 for twice the rate.  Four articles are few: what a term is key to is the topic,
    not a style, and G² is a measure here, not a test.  Raises `KeyError` if the matrix has no such article.

    >>> dtm = pd.DataFrame({"云海": [8, 0], "发展": [2, 20]}, index=[1, 2])
    >>> keyness(dtm, 1).round(2).loc["云海"].to_dict()
    {'n_target': 8.0, 'n_reference': 0.0, 'g2': 24.79, 'log_ratio': 5.0}
    """
    inside, outside = _parted(dtm, target)
    n, m = inside.sum(), outside.sum()
    g2 = log_likelihood(inside, outside, n - inside, m - outside)
    rate, other = (np.where(part == 0, 0.5, part) / max(size, 1) for part, size in ((inside, n), (outside, m)))
    columns = {"n_target": inside, "n_reference": outside, "g2": g2, "log_ratio": np.log2(rate / other)}
    return _falling(columns, dtm.columns, "g2")


def general_keyness(tokens: pd.DataFrame) -> pd.DataFrame:
    """What sets the tokens apart from general Chinese: `term → frequency, expected, g2, log_ratio, listed`.

    `expected` is the term's frequency in general Chinese for as many tokens (punctuation, numbers and dates apart):
    the share p that the list of wordfreq gives it, or the smallest share of that list where it has none (`listed`
    False: then `g2` and `log_ratio` are what they are at least).  `g2` = 2 [a ln(a / np) + (n − a) ln((n − a) /
    (n − np))], signed, the log-likelihood ratio against a known share; `log_ratio` = log₂(a / np).

    Two lists install with pip.  wordfreq's (zh, large: 334,609 words, 1.8 MB; Wikipedia, subtitles, news, books, web
    and Twitter until 2021; CC BY-SA 4.0) is taken: 的 has 6.2 % of its tokens, 在 1.4 %.  jieba's own (349,045 words,
    5.1 MB) is made for cutting: 的 has 0.5 % there, so that by it every function word would be key to any page.

    >>> tokens = pd.DataFrame({"token": ["的"] * 3 + ["供水"] * 3 + ["人"] * 44, "kind": "word"})
    >>> general_keyness(tokens).round(1).loc[["供水", "的"], ["frequency", "expected", "log_ratio"]].values.tolist()
    [[3.0, 0.0, 12.8], [3.0, 3.1, -0.0]]
    """
    terms, counts = counted(tokens.token[~tokens.kind.isin(["punctuation", "number", "date"])])
    general, least = _general()
    n, words = counts.sum(), terms.tolist()
    expected = n * np.array([general.get(word, least) for word in words], dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = np.where(counts < n, (n - counts) * np.log((n - counts) / (n - expected)), 0.0)
    g2 = 2 * (counts * np.log(counts / expected) + rest) * np.sign(counts - expected)
    columns = {"frequency": counts, "expected": expected, "g2": g2, "log_ratio": np.log2(counts / expected)}
    return _falling({**columns, "listed": np.array([word in general for word in words], dtype=bool)}, terms, "g2")


def log_odds(dtm: pd.DataFrame, target: int) -> pd.Series:
    """z-scores of the log-odds ratio with the page itself as informative Dirichlet prior: `term → z`.

    δ / √(1 / (y + α) + 1 / (z + α)), with δ the difference of ln((y + α) / (n + α₀ − y − α)) between the article and
    the others, α the term's count on the page, α₀ their sum (Monroe, Colaresi & Quinn 2008, Political Analysis 16,
    equations 16, 19 and 22).  Less drawn to rare words than `log_ratio`, and comparable between words of unlike
    frequency; a prior as large as the page draws all scores towards 0.  Raises `KeyError` if the matrix has no such
    article.

    >>> log_odds(pd.DataFrame({"云海": [8, 1], "发展": [2, 20]}, index=[1, 2]), 1).round(2).to_dict()
    {'云海': 2.74, '发展': -4.26}
    """
    inside, outside = _parted(dtm, target)
    prior = inside + outside
    y, z = inside + prior, outside + prior
    with np.errstate(divide="ignore", invalid="ignore"):  # of one term alone both odds are infinite, and as large
        delta = np.nan_to_num(np.log(y / (y.sum() - y)) - np.log(z / (z.sum() - z)))
    return _falling({"z": delta / np.sqrt(1 / y + 1 / z)}, dtm.columns, "z").z


def log_likelihood(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Signed G² of 2 × 2 tables with the rows a b and c d: negative where a is less than expected.

    >>> float(log_likelihood(*(np.array([n]) for n in (10, 10, 10, 10)))[0])
    0.0
    """
    cells = np.array([a, b, c, d], dtype=float)
    a, b, c, d = cells
    total = np.maximum(cells.sum(axis=0), 1)
    expected = np.array([(a + b) * (a + c), (a + b) * (b + d), (c + d) * (a + c), (c + d) * (b + d)]) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(cells > 0, cells * np.log(cells / expected), 0.0)
    return 2 * np.maximum(parts.sum(axis=0), 0) * np.sign(a - expected[0])


def _parted(dtm: pd.DataFrame, target: int) -> tuple[np.ndarray, np.ndarray]:
    """How often each term stands in an article, and in the others."""
    at = dtm.index.get_loc(target)
    return dtm.to_numpy()[at], np.delete(dtm.to_numpy(), at, axis=0).sum(axis=0)


def _falling(columns: dict[str, np.ndarray], terms: pd.Index, by: str) -> pd.DataFrame:
    """A table of terms, the greatest of one column first, ties as they come."""
    order = np.argsort(-columns[by], kind="stable")
    return pd.DataFrame({name: values[order] for name, values in columns.items()}, index=terms[order].rename("term"))


@cache
def _general() -> tuple[dict[str, float], float]:
    """word → its share of general Chinese (wordfreq's large list), and the smallest share."""
    import wordfreq

    shares = wordfreq.get_frequency_dict("zh", wordlist="large")
    return shares, min(shares.values())
