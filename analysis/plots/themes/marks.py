"""What the pictures of themes share: colours, names, and the page's characters behind a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from analysis.lexicons import read_themes
from analysis.plots import ARTICLES, INK, PAPER, Source, colour_of, marks_of, say
from analysis.plots.wording import shortened

SHOWN = 6  # hues that stay apart for every eye; the other themes are drawn in grey, their names beside them
NAMED = 0.05  # the least part of a bar with room for the name of its theme


def colours_of(shares: pd.DataFrame) -> dict[str, str]:
    """A colour for each of the page's largest themes, the largest first; what is missing is drawn in grey.

    Takes shares only, a row an article and a column a theme.  A theme has the colour of the first article it leads,
    as that article has it in every figure; those that lead none take colours that no article of the page has, as far
    as there are any.  One that no bar has room to name has no colour.
    """
    leads = shares.idxmax(axis=1).value_counts().reindex(shares.columns, fill_value=0)
    largest = pd.DataFrame({"leads": leads > 0, "mean": shares.mean()}).sort_values(["leads", "mean"], ascending=False)
    named = [theme for theme in largest.index if shares[theme].max() >= NAMED and theme != "其他"][:SHOWN]
    first = {theme: article for article, theme in reversed(list(shares.idxmax(axis=1).items()))}
    own = {theme: colour_of(first[theme]) for theme in named if first.get(theme, len(ARTICLES) + 1) <= len(ARTICLES)}
    left = [colour for colour in ARTICLES if colour not in set(map(colour_of, shares.index))]
    colours = own | dict(zip((theme for theme in named if theme not in own), left, strict=False))
    return {str(theme): colours[theme] for theme in named if theme in colours}


def glossed(theme: str) -> str:
    """A theme's name with its English meaning, in English figures.

    >>> glossed("民生")
    '民生 everyday life'
    """
    english = read_themes().set_index("theme").english.groupby(level=0).first().to_dict()
    return say(f"{theme} {english.get(theme, '')}".strip(), theme)


def on(colour: str) -> str:
    """The colour of letters on a colour: white on dark, ink on light (relative luminance, WCAG 2.1).

    >>> on("#0d254c"), on("#b68e0c")
    ('#ffffff', '#222222')
    """
    light = np.array(to_rgb(colour))
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    return INK if light @ [0.2126, 0.7152, 0.0722] > 0.25 else PAPER


def named(article: Any, titles: Mapping[int, str], room: int = 44) -> str:
    """An article's number and headline, cut to a label of some `room` characters; 44 are as wide as a figure."""
    return f"{article} {shortened(titles[article], room)}"


def quotes(word: str, spans: Iterable[tuple[int, int]]) -> Iterator[Source]:
    """Each raw span with the characters of the word that stand there."""
    at = 0
    for start, end in spans:
        yield start, end, word[at : at + end - start]
        at += end - start


def table(marks: list[pd.DataFrame]) -> pd.DataFrame:
    """The marks of a picture as one table, which may be empty."""
    return pd.concat(marks, ignore_index=True) if marks else marks_of("", 0, "", "", [])
