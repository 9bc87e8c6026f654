"""How often terms stand in a table of tokens, how surely, and how evenly."""

from __future__ import annotations

import numpy as np
import pandas as pd

ENDS = list("。!?\uff01\uff1f")  # what ends a sentence, half-width or full-width


def words_of(tokens: pd.DataFrame) -> pd.DataFrame:
    """The tokens that are words: two characters or more, no punctuation, numbers or dates.

    Single characters are left out because most are function words or half of something else (高, 新, 区).

    >>> tokens = pd.DataFrame({"token": ["云海", "在", "11月8日"], "kind": ["word", "word", "date"]})
    >>> list(words_of(tokens).token)
    ['云海']
    """
    return tokens[(tokens.token.str.len() > 1) & ~tokens.kind.isin(["punctuation", "number", "date"])]


def document_term_matrix(tokens: pd.DataFrame) -> pd.DataFrame:
    """How often each term stands in each article: a row an article, a column a term (in the order of code points).

    >>> tokens = pd.DataFrame({"article": [1, 1, 2], "token": ["云海", "云海", "供水"]})
    >>> document_term_matrix(tokens).to_dict("index")
    {1: {'云海': 2, '供水': 0}, 2: {'云海': 0, '供水': 1}}
    """
    return _matrix(tokens.article, tokens.token)


def frequency(tokens: pd.DataFrame) -> pd.DataFrame:
    """`term → frequency, docfreq, per_thousand`: its tokens, its articles, its tokens per 1,000 of the table.

    The most frequent first, ties in the order of code points.  The rate is of the tokens given: of words only, when
    function words were left out before.

    >>> tokens = pd.DataFrame({"article": [1, 1, 2], "token": ["云海", "云海", "供水"]})
    >>> frequency(tokens).loc["云海"].round(1).to_dict()
    {'frequency': 2.0, 'docfreq': 1.0, 'per_thousand': 666.7}
    """
    dtm = document_term_matrix(tokens)
    frequency, docfreq = dtm.to_numpy().sum(axis=0), (dtm.to_numpy() > 0).sum(axis=0)
    columns = {"frequency": frequency, "docfreq": docfreq, "per_thousand": 1000 * frequency / max(len(tokens), 1)}
    order = np.argsort(-frequency, kind="stable")
    return pd.DataFrame(columns, index=dtm.columns.rename("term")).iloc[order]


def sentence_numbers(tokens: pd.DataFrame) -> pd.Series:
    """The number of the sentence that each token stands in: one ends at 。!? and with its paragraph.

    >>> tokens = pd.DataFrame({"article": [1] * 4, "paragraph": [1, 1, 1, 2], "token": ["来", "。", "走", "看"]})
    >>> list(sentence_numbers(tokens))
    [0, 0, 1, 2]
    """
    ends, places = tokens.token.isin(ENDS).to_numpy(), tokens[["article", "paragraph"]].to_numpy()
    begins = ends[:-1] | (places[1:] != places[:-1]).any(axis=1)
    return pd.Series([0, *begins.cumsum()][: len(tokens)], index=tokens.index, name="sentence", dtype="int64")


def intervals(tokens: pd.DataFrame, sentences: pd.Series, draws: int = 1000) -> pd.DataFrame:
    """`term → low, high`: the middle 95 % of each frequency when whole sentences are drawn anew, with a fixed seed.

    `sentences` numbers the sentence of each token.  The percentile bootstrap (Efron 1979, Annals of Statistics 7)
    says how far a count leans on few sentences: two terms whose intervals overlap cannot be ranked.  It cannot say
    what another page would hold, and a term that stands once has 0 to 3 for its interval whatever it is.

    >>> tokens = pd.DataFrame({"token": ["云海", "云海", "供水", "供水"]})
    >>> intervals(tokens, pd.Series([0, 1, 1, 1])).loc["供水"].to_dict()
    {'low': 0.0, 'high': 4.0}
    """
    matrix = _matrix(sentences, tokens.token)
    weights = np.random.default_rng(0).multinomial(len(matrix), np.full(len(matrix), 1 / len(matrix)), size=draws)
    spread, which = np.unique(matrix.to_numpy(float).T, axis=0, return_inverse=True)  # many stand once, side by side
    low, high = np.percentile(spread @ weights.T, [2.5, 97.5], axis=1)
    return pd.DataFrame({"low": low[which], "high": high[which]}, index=matrix.columns.rename("term"))


def dispersion(dtm: pd.DataFrame) -> pd.DataFrame:
    """How evenly terms are spread over parts: `term → dp, dp_norm`, 0 even, towards 1 all in one place.

    `dp` is the deviation of proportions, Σ |v − s| / 2 over the parts, with v the part's share of the term and s its
    share of all tokens (Gries 2008, International Journal of Corpus Linguistics 13); `dp_norm` divides it by
    1 − the smallest s, so that its greatest value is 1 (Lijffijt & Gries 2012, the same journal 17).  The rows of the
    matrix are the parts.  A term that stands once is as far from even as can be: compare terms of like frequency.

    >>> dtm = pd.DataFrame({"发展": [2, 2], "云海": [0, 4], "的": [4, 0]})
    >>> dispersion(dtm).dp.round(2).to_dict()
    {'发展': 0.0, '云海': 0.5, '的': 0.5}
    """
    sizes = dtm.sum(axis=1) / dtm.to_numpy().sum()
    dp = (dtm / dtm.sum()).sub(sizes, axis=0).abs().sum() / 2
    return pd.DataFrame({"dp": dp, "dp_norm": dp / max(1 - sizes.min(), 1e-12)}).rename_axis("term")


def vocabulary_growth(tokens: pd.DataFrame) -> pd.Series:
    """How many terms the first 1, 2, 3 … tokens hold, in reading order.

    It rises fast at first and ever slower (Heaps 1978); a step up is where a new article brings its own words.

    >>> list(vocabulary_growth(pd.DataFrame({"token": ["发展", "的", "发展", "路"]})))
    [1, 2, 2, 3]
    """
    return (~tokens.token.duplicated()).cumsum().reset_index(drop=True).rename("terms")


def rank_frequency(tokens: pd.DataFrame) -> pd.DataFrame:
    """`term → rank, frequency, fitted`: each term's place by frequency, and what Zipf's law would give that place.

    `fitted` is n · rank^−s / Σ rank^−s with s the likeliest exponent (`zipf_exponent`).  On one page the line
    describes; the many terms that stand once lie on a step, not on the line.

    >>> table = rank_frequency(pd.DataFrame({"token": ["的"] * 6 + ["发展"] * 3 + ["路"] * 2}))
    >>> table.fitted.round(2).to_dict()
    {'的': 6.0, '发展': 3.0, '路': 2.0}
    """
    terms, counts = counted(tokens.token)
    order = np.argsort(-counts, kind="stable")
    counts, ranks = counts[order], np.arange(1, len(counts) + 1)
    shares = ranks ** -zipf_exponent(counts)
    columns = {"rank": ranks, "frequency": counts, "fitted": counts.sum() * shares / shares.sum()}
    return pd.DataFrame(columns, index=terms[order].rename("term"))


def zipf_exponent(frequencies: np.ndarray | pd.Series) -> float:
    """The exponent s of Zipf's law, rate ~ rank^−s, under which the frequencies (falling) are likeliest.

    A line through the logarithms by least squares, which is often drawn, follows the many rare terms instead
    (Clauset, Shalizi & Newman 2009, SIAM Review 51).  0.0 for fewer than two terms.

    >>> round(zipf_exponent(pd.Series([600, 300, 200, 150])), 6)
    1.0
    """
    if len(frequencies) < 2:
        return 0.0
    logs = np.log(np.arange(1, len(frequencies) + 1))
    seen, low, high = float(np.average(logs, weights=frequencies)), 0.0, 20.0
    for _ in range(60):  # the mean log rank falls as the exponent rises: bisect for the one that gives what is seen
        middle = (low + high) / 2
        rates = np.exp(-middle * logs)
        low, high = (middle, high) if (logs * rates).sum() / rates.sum() > seen else (low, middle)
    return (low + high) / 2


def counted(tokens: pd.Series) -> tuple[pd.Index, np.ndarray]:
    """The terms of the tokens in the order of code points, and how often each stands."""
    numbers, terms = pd.factorize(tokens, sort=True)
    return pd.Index(terms), np.bincount(numbers, minlength=len(terms))


def _matrix(rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Counts of each pair, rows and columns sorted: `pd.crosstab`, five times as fast."""
    row, names = pd.factorize(rows, sort=True)
    column, terms = pd.factorize(columns, sort=True)
    counts = np.bincount(row * len(terms) + column, minlength=len(names) * len(terms))
    axes = {"index": pd.Index(names, name=rows.name), "columns": pd.Index(terms, name=columns.name)}
    return pd.DataFrame(counts.reshape(len(names), len(terms)), **axes)
