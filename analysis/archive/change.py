"""What changes over an archive's weeks: terms, new terms, themes, each with how sure it is.

In come the tables of `read_table`; out go tables with a row a week and term or theme.  The unit is the article,
not the token: a word said ten times in one article is one piece of news.  Hard because weeks are short: a share of
thirty articles is known to some fifteen points either way, and among thousands of terms many change by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

SURE = 1.96  # standard errors either side that hold 95 % of a normal distribution


def weeks_of(articles: pd.DataFrame) -> pd.Series:
    """The Monday of the week of each article's date; NaT where the page gives none."""
    return pd.to_datetime(articles.date).dt.to_period("W-SUN").dt.start_time.rename("week")


def dated(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A table's rows with the `date` and `week` of their article, by `page` and `article`; those undated left out."""
    when = articles[["page", "article", "date"]].assign(week=weeks_of(articles)).dropna()
    return table.merge(when, on=["page", "article"], how="inner")


def term_shares(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How many articles of each week use a term: `week, term, n, articles, share, low, high`, every pair of them.

    `low` and `high` bound the share with a confidence of 95 % (Wilson 1927).
    """
    used = _used(terms, articles)
    table = used.rename_axis(columns="term").stack().rename("n").reset_index()
    table["articles"] = table.week.map(_articles_of(articles))
    table["share"] = table.n / table.articles
    low, high = wilson(table.n.to_numpy(), table.articles.to_numpy())
    return table.assign(low=low, high=high)


def wilson(n: np.ndarray, total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The score interval of `n` out of `total` at 95 % (Wilson 1927, J. Am. Stat. Assoc. 22).

    >>> [round(float(bound), 3) for bound in wilson(3, 28)]
    [0.037, 0.272]
    """
    share, room = n / total, SURE**2 / total
    middle, half = share + room / 2, SURE * np.sqrt(share * (1 - share) / total + room / (4 * total))
    return (middle - half) / (1 + room), (middle + half) / (1 + room)


def changes(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Which terms' shares differ most between weeks: `term → n, g2, zipf`, the most changed first.

    `g2` is the log-likelihood ratio of the table week × (articles with the term, without), twice the sum of
    observed · ln(observed / expected); by chance alone it averages the number of weeks less one.
    Of terms that change alike the one rarer in Chinese at large comes first (`zipf`, wordfreq).
    """
    used, sizes = _used(terms, articles), _articles_of(articles)
    share = used.sum() / sizes.sum()
    others = -used.sub(sizes, axis=0)
    g2 = _surprise(used, share, sizes) + _surprise(others, 1 - share, sizes)
    table = pd.DataFrame({"n": used.sum(), "g2": (2 * g2).round(9)}).rename_axis("term")
    table["zipf"] = _zipf(table.index)
    return table.sort_values(["g2", "zipf"], ascending=[False, True], kind="stable")


def unlike(shares: pd.DataFrame, ordered: list[str], number: int) -> list[str]:
    """The first `number` of the `ordered` terms whose weekly shares do not go with one before (correlation < 0.8)."""
    courses, chosen = shares.pivot(index="week", columns="term", values="share"), list[str]()
    away = courses - courses.mean()
    steps = (away / np.sqrt((away**2).sum())).to_dict("series")  # the product of two is their correlation
    for term in ordered:
        if len(chosen) < number and all(steps[term] @ steps[one] < 0.8 for one in chosen):
            chosen.append(term)
    return chosen


def new_terms(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Terms of each week that no week before it uses: `week, term, n, chance, zipf`, the least likely first.

    `n` is the articles of the week that use it.  `chance` is that of all `n` falling into this week, had the
    articles up to now been shuffled: C(articles of the week, n) / C(articles so far, n).  The first week has none.
    Of terms as likely the one rarer in Chinese at large comes first (`zipf`, wordfreq).
    """
    used, sizes = _used(terms, articles), _articles_of(articles)
    first = (used > 0).idxmax()
    table = pd.DataFrame({"week": first, "n": [used.at[week, term] for term, week in first.items()]})
    table = table.rename_axis("term").reset_index()[["week", "term", "n"]]
    table = table[table.week > sizes.index.min()]
    so_far = sizes.cumsum()
    pairs = zip(table.week, table.n, strict=True)
    table["chance"] = [math.comb(sizes[week], n) / math.comb(so_far[week], n) for week, n in pairs]
    return table.assign(zipf=_zipf(table.term)).sort_values(["week", "chance", "zipf", "term"], ignore_index=True)


def theme_means(themes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The mean share of each theme over a week's articles: `week, theme, share, low, high`, every pair of them.

    `low` and `high` are 1.96 standard errors of the mean either side, within 0 and 1.
    """
    whole = dated(articles[["page", "article"]], articles)[["page", "article", "week"]]
    wide = themes.pivot(index=["page", "article"], columns="theme", values="share")
    shares = whole.set_index(["page", "article"]).join(wide).fillna(0.0).groupby("week")
    mean, error = shares.mean(), shares.std(ddof=1) / np.sqrt(shares.size().to_numpy()[:, None])
    table = mean.rename_axis(columns="theme").stack().rename("share").reset_index()
    half = SURE * error.stack().to_numpy()
    return table.assign(low=(table.share - half).clip(0, 1), high=(table.share + half).clip(0, 1))


def _zipf(terms: Iterable[str]) -> list[float]:
    """How common each term is: log10 of its tokens in a thousand million of Chinese; 0 if the list has it not."""
    from wordfreq import get_frequency_dict

    shares = get_frequency_dict("zh", wordlist="large")
    return [round(9 + math.log10(shares.get(term, 1e-9)), 2) for term in terms]


def _used(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How many articles of each week (rows) use each term (columns)."""
    table = dated(terms[["page", "article", "term"]].drop_duplicates(), articles)
    return pd.crosstab(table.week, table.term).reindex(_articles_of(articles).index, fill_value=0)


def _articles_of(articles: pd.DataFrame) -> pd.Series:
    return weeks_of(articles).value_counts().sort_index()


def _surprise(observed: pd.DataFrame, share: pd.Series, sizes: pd.Series) -> pd.Series:
    expected = pd.DataFrame(np.outer(sizes, share), index=observed.index, columns=observed.columns)
    return (observed * np.log((observed / expected).where(observed > 0, 1))).sum()
