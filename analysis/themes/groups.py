"""What no list foresaw: paragraphs that share their words, grouped without names, and how stable the groups are."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

RESAMPLES = 20  # the mean agreement is then known to about 0.05
STABLE = 0.75  # from here clusters are taken for valid and stable (Hennig 2007)
APART = ("punctuation", "number", "date")  # kinds of token that say nothing of a topic


def paragraph_terms(tokens: pd.DataFrame) -> pd.DataFrame:
    """How often each term stands in each paragraph: rows `(article, paragraph)`, display lines left out.

    Terms are words of two characters or more that stand in more than one paragraph: the others bind nothing.
    """
    body = tokens[(tokens.paragraph > 0) & (tokens.token.str.len() > 1) & ~tokens.kind.isin(APART)]
    counts = body.groupby(["article", "paragraph", "token"]).size().unstack(fill_value=0)
    counts = counts.loc[:, (counts > 0).sum() > 1]
    return counts[counts.sum(axis=1) > 0]


def weighted(counts: pd.DataFrame) -> pd.DataFrame:
    """tf-idf, rows of length 1: (1 + ln n) × ln(paragraphs / paragraphs with the term) (Salton & Buckley 1988)."""
    values, present = counts.to_numpy(float), (counts > 0).sum().to_numpy()
    table = np.log(values, out=np.full_like(values, -1), where=values > 0) + 1
    table *= np.log(len(counts) / np.maximum(present, 1))
    length = np.sqrt((table**2).sum(axis=1, keepdims=True))
    return pd.DataFrame(table / np.where(length > 0, length, 1), counts.index, counts.columns)


def similarity(terms: pd.DataFrame) -> pd.DataFrame:
    """The cosine of every two rows of `weighted` terms: 1 the same words, 0 none in common."""
    return pd.DataFrame(terms.to_numpy() @ terms.to_numpy().T, terms.index, terms.index)


def binding_words(terms: pd.DataFrame) -> pd.DataFrame:
    """The words that hold articles together: `article, word, share`, each article's strongest first.

    `share` is the word's part of the cosines between different paragraphs of the article, summed.
    """
    rows = []
    for article, inside in terms.groupby(level="article"):
        pairs = (inside.sum() ** 2 - (inside**2).sum()) / 2
        shares = (pairs[pairs > 1e-12] / pairs.sum()).sort_values(ascending=False, kind="stable")
        rows += [(article, word, share) for word, share in shares.items()]
    return pd.DataFrame(rows, columns=["article", "word", "share"])


def stability(counts: pd.DataFrame) -> pd.Series:
    """How far groupings into 2, 3 … groups come back: mean adjusted Rand index (Hubert & Arabie 1985) over resamples.

    A resample draws each paragraph's words anew from its own, with replacement, by a fixed seed; 1 is the same
    grouping each time, 0 no more agreement than chance.  Empty with fewer than four paragraphs.
    """
    from sklearn.metrics import adjusted_rand_score

    random = np.random.default_rng(0)
    drawn = [_resampled(counts, random) for _ in range(RESAMPLES)]
    agreed = {}
    for k in range(2, _most(counts) + 1):
        whole = groups(counts, k)
        agreed[k] = float(np.mean([adjusted_rand_score(whole, groups(one, k)) for one in drawn]))
    return pd.Series(agreed, name="stability", dtype=float).rename_axis("groups")


def groups(counts: pd.DataFrame, k: int) -> pd.Series:
    """The group (1 … k) of each paragraph: its largest part in a non-negative factorisation (Lee & Seung 1999)."""
    return _factors(counts, k)[0].idxmax(axis=1).rename("group")


def group_words(counts: pd.DataFrame, k: int, most: int = 6) -> pd.Series:
    """The words that weigh most in each of `k` groups."""
    told = {
        group: tuple(row.sort_values(ascending=False, kind="stable").index[:most])
        for group, row in _factors(counts, k)[1].iterrows()
    }
    return pd.Series(told, name="words", dtype=object).rename_axis("group")


def strays(grouped: pd.Series, terms: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs outside their article's largest group: `article, paragraph, group, nearest, cosine`.

    `nearest` is the paragraph of another article whose words are closest; a page of one article has no strays.
    """
    homes = grouped.groupby(level="article").agg(lambda one: one.mode()[0])
    rows = []
    for article, paragraph in grouped.index[grouped.to_numpy() != homes.reindex(grouped.index, level="article")]:
        others = terms.drop(index=article, level="article") @ terms.loc[(article, paragraph)]
        if len(others):
            rows.append((article, paragraph, grouped[article, paragraph], others.idxmax(), others.max()))
    return pd.DataFrame(rows, columns=["article", "paragraph", "group", "nearest", "cosine"])


def agreement(one: Iterable, other: Iterable) -> float:
    """How far two groupings of the same things agree: adjusted mutual information (Vinh, Epps & Bailey 2010).

    1 is the same grouping, 0 what chance gives.

    >>> agreement([1, 1, 2, 2], ["经济", "经济", "体育", "体育"])
    1.0
    """
    from sklearn.metrics import adjusted_mutual_info_score

    return float(adjusted_mutual_info_score(list(one), list(other)))


def _most(counts: pd.DataFrame) -> int:
    """At most 8 groups, and two paragraphs to a group on average: a group of one is none."""
    return min(8, len(counts) // 2)


def _factors(counts: pd.DataFrame, k: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Paragraphs by groups and groups by terms, by a fixed start."""
    from sklearn.decomposition import NMF

    terms = weighted(counts)
    # Few need many rounds: of 588 fits to resamples of four pages three more than 500, and none more than 804.
    model = NMF(k, init="nndsvda", random_state=0, max_iter=5000, tol=1e-3)
    parts, names = model.fit_transform(terms.to_numpy()), range(1, k + 1)
    return pd.DataFrame(parts, terms.index, names), pd.DataFrame(model.components_, names, terms.columns)


def _resampled(counts: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    rows = [random.multinomial(row.sum(), row / row.sum()) for row in counts.to_numpy()]
    return pd.DataFrame(rows, counts.index, counts.columns)
