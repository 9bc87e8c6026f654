"""What changes over an archive's weeks, months or years: terms, new terms, themes, each with how sure it is.

In come the tables of `read_table`; out go tables with a row a period and term or theme.  The unit is the article,
not the token: a word said ten times in one article is one piece of news.  Hard because weeks are short: a share of
thirty articles is known to some fifteen points either way, and among thousands of terms many change by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

SURE = 1.96  # standard errors either side that hold 95 % of a normal distribution
MOST = 60  # periods of a course: with twice as many its dots and bars stand on each other
KINDS = {"W-SUN": "week", "M": "month", "Y-DEC": "year"}  # as pandas names them: weeks from Monday to Sunday


def periods_of(articles: pd.DataFrame) -> pd.Series:
    """The week of each article's date, as a `pandas.Period`; its month if the articles are of more than 60 weeks, its
    year if they are of more than 60 months.  NaT where an article has no date.

    >>> periods_of(pd.DataFrame({"date": ["2031-03-05", None]}))[0]
    Period('2031-03-03/2031-03-09', 'W-SUN')
    """
    days = pd.to_datetime(articles.date).rename("period")
    *finer, longest = (days.dt.to_period(kind) for kind in KINDS)
    return next((periods for periods in finer if periods.nunique() <= MOST), longest)


def kind_of(table: pd.DataFrame) -> str:
    """What the periods of a table are: `week`, `month` or `year`; weeks if it has none."""
    return KINDS[table.period.iloc[0].freqstr] if len(table) else "week"


def dated(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A table's rows with the `date` and `period` of their article, by `page` and `article`; those undated left out."""
    when = articles[["page", "article", "date"]].assign(period=periods_of(articles)).dropna()
    return table.merge(when, on=["page", "article"], how="inner")


def term_shares(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How many articles of each period use a term: `period, term, n, articles, share, low, high`, every pair of them.

    `low` and `high` bound the share with a confidence of 95 % (Wilson 1927).
    """
    used = _used(terms, articles)
    table = used.rename_axis(columns="term").stack().rename("n").reset_index()
    table["articles"] = table.period.map(_articles_of(articles))
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
    """Which terms' shares differ most between periods: `term → n, g2, zipf`, the most changed first.

    `g2` is the log-likelihood ratio of the table period × (articles with the term, without), twice the sum of
    observed · ln(observed / expected); by chance alone it averages the number of periods less one.
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
    """The first `number` of the `ordered` terms whose shares do not go with one before (correlation < 0.8)."""
    courses, chosen = shares.pivot(index="period", columns="term", values="share"), list[str]()
    away = courses - courses.mean()
    steps = (away / np.sqrt((away**2).sum())).to_dict("series")  # the product of two is their correlation
    for term in ordered:
        if len(chosen) < number and all(steps[term] @ steps[one] < 0.8 for one in chosen):
            chosen.append(term)
    return chosen


def new_terms(terms: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Terms of each period that none before it uses: `period, term, n, chance, zipf`, the least likely first.

    `n` is the articles of the period that use it.  `chance` is that of all `n` falling into this period, had the
    articles up to now been shuffled: C(articles of the period, n) / C(articles so far, n).  The first has none.
    Of terms as likely the one rarer in Chinese at large comes first (`zipf`, wordfreq).
    """
    used, sizes = _used(terms, articles), _articles_of(articles)
    first = (used > 0).idxmax()
    table = pd.DataFrame({"period": first, "n": [used.at[period, term] for term, period in first.items()]})
    table = table.rename_axis("term").reset_index()[["period", "term", "n"]]
    table = table[table.period > sizes.index.min()]
    so_far = sizes.cumsum()
    pairs = zip(table.period, table.n, strict=True)
    table["chance"] = [math.comb(sizes[period], n) / math.comb(so_far[period], n) for period, n in pairs]
    return table.assign(zipf=_zipf(table.term)).sort_values(["period", "chance", "zipf", "term"], ignore_index=True)


def theme_means(themes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The mean share of each theme over a period's articles: `period, theme, share, low, high`, every pair of them.

    `low` and `high` are 1.96 standard errors of the mean either side, within 0 and 1.
    """
    whole = dated(articles[["page", "article"]], articles)[["page", "article", "period"]]
    wide = themes.pivot(index=["page", "article"], columns="theme", values="share")
    shares = whole.set_index(["page", "article"]).join(wide).fillna(0.0).groupby("period")
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
    """How many articles of each period (rows) use each term (columns)."""
    table = dated(terms[["page", "article", "term"]].drop_duplicates(), articles)
    return pd.crosstab(table.period, table.term).reindex(_articles_of(articles).index, fill_value=0)


def _articles_of(articles: pd.DataFrame) -> pd.Series:
    return periods_of(articles).value_counts().sort_index()


def _surprise(observed: pd.DataFrame, share: pd.Series, sizes: pd.Series) -> pd.Series:
    expected = pd.DataFrame(np.outer(sizes, share), index=observed.index, columns=observed.columns)
    return (observed * np.log((observed / expected).where(observed > 0, 1))).sum()
