"""How far the answer leans on single words of the lists."""

from __future__ import annotations

import pandas as pd

from analysis.themes import scores, shares_of


def without_strongest(words: pd.DataFrame) -> pd.DataFrame:
    """Each article's answer when its primary theme's list loses its most influential word.

    Takes the table of `theme_words`; gives `article, primary, word, share, share_without, primary_without`, and
    `needed` of `listed`: how many of the theme's words there must go, the most influential first, before another
    theme has the largest share.
    """
    rows = [(article, *_weakened(mine)) for article, mine in words.groupby("article")]
    columns = ["article", "primary", "word", "share", "share_without", "primary_without", "needed", "listed"]
    return pd.DataFrame(rows, columns=columns)


def _weakened(words: pd.DataFrame) -> tuple:
    before = _shares(words)
    scored = scores(words, ["article"])
    mine = scored[scored.theme == before.primary].sort_values("score", ascending=False, kind="stable")
    lacking = [_shares(_dropped(words, before.primary, mine.word[:n])).primary for n in range(1, len(mine) + 1)]
    needed = 1 + next((n for n, primary in enumerate(lacking) if primary != before.primary), len(mine) - 1)
    share = _shares(_dropped(words, before.primary, mine.word[:1]))[before.primary]
    return before.primary, mine.word.iloc[0], before[before.primary], share, lacking[0], needed, len(mine)


def _shares(words: pd.DataFrame) -> pd.Series:
    return shares_of(words, "article", words.article.unique()[:1]).iloc[0]


def _dropped(words: pd.DataFrame, theme: str, gone: pd.Series) -> pd.DataFrame:
    """The words of all themes, less those gone from one theme's list."""
    return words[~((words.theme == theme) & words.word.isin(gone))]
