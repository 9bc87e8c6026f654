"""How far the answer leans on single words of the lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.themes import scores, shares_of


def without_strongest(words: pd.DataFrame) -> pd.DataFrame:
    """Each article's answer when its primary theme's list loses its most influential word.

    Takes the table of `theme_words`; gives `article, primary, word, share, share_without, primary_without`, and
    `needed` of `listed`: how many of the theme's words there must go, the most influential first, before the theme
    leads no more.
    """
    rows = [(article, *_weakened(article, mine)) for article, mine in words.groupby("article")]
    columns = ["article", "primary", "word", "share", "share_without", "primary_without", "needed", "listed"]
    return pd.DataFrame(rows, columns=columns)


def _weakened(article: Any, words: pd.DataFrame) -> tuple:
    before = shares_of(words, "article", [article]).loc[article]
    scored = scores(words, ["article"])
    mine = scored[scored.theme == before.primary].sort_values("score", ascending=False, kind="stable")
    rival = scored[scored.theme != before.primary].groupby("theme").score.sum().max()
    left = mine.score.sum() - mine.score.cumsum()
    needed = len(mine) if pd.isna(rival) else 1 + int((left > rival).sum())
    strongest = mine.word.iloc[0]
    gone = (words.theme == before.primary) & (words.word == strongest)
    after = shares_of(words[~gone], "article", [article]).loc[article]
    return before.primary, strongest, before[before.primary], after[before.primary], after.primary, needed, len(mine)
