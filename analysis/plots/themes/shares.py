"""Stacked bars of the themes' shares, with the words that gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import matplotlib as mpl
import pandas as pd

from analysis.plots import BESIDE, FADED, PAPER, UNKNOWN, Picture, Source, marks_of, say, sheet
from analysis.plots.themes.marks import colours_of, glossed, named, on, quotes, table
from analysis.plots.wording import columns_of

COLUMN = 0.0105  # the part of a bar that a half-width column of a name takes up
THICK = 0.36  # of a bar, in rows; the rest is for the article's name above it and the words below
OWN = 0.15  # a theme with this share of an article is never put among the others, colour or no colour


def plot_shares(shares: pd.DataFrame, words: pd.DataFrame, titles: Mapping[int, str], source: str) -> Picture:
    """Stacked bars of the themes' shares by article, and under each large part the words that gave it.

    `shares` as `theme_shares` gives them, `words` as `theme_words`, `titles` the headline of each article.
    """
    themes = shares.columns[: shares.columns.get_loc("primary")]
    colours = colours_of(shares[themes])
    title, marks = _finding(shares), []
    with sheet(title, source, 0.95 * len(shares) + 1.2) as (figure, axes):
        for at, (article, row) in enumerate(shares.iterrows()):
            axes.annotate(named(article, titles), (0, at - THICK / 2), (0, 9), **BESIDE)
            marks += list(_bar(axes, at, row[themes].astype(float), words[words.article == article], colours))
        axes.set(xlim=(0, 1), ylim=(len(shares) - 0.45, -0.5), yticks=[])
        axes.set_xlabel(say("share of the article's weighted theme words", "占全文加权主题词的比例"))
        axes.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        axes.spines[["left", "bottom"]].set_visible(False)
    said = [f"{named(a, titles)}: {_told(row[themes].astype(float))}" for a, row in shares.iterrows()]
    return Picture(figure, title, "; ".join(said) + ".", table(marks))


def _bar(axes: Any, at: int, row: pd.Series, words: pd.DataFrame, colours: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """Draw an article's bar, part by part; give the marks of each part.  One without a theme word has none."""
    if words.empty:
        axes.barh(at, 1, THICK, color=UNKNOWN)
        axes.annotate(say("no theme word", "无主题词"), (0, at), (4, 0), fontsize=9.5, **BESIDE)
        return
    left, left_over = 0.0, words
    for theme, share in _parts(row, colours):
        mark, colour = f"article-{row.name}-{theme}", colours.get(theme, UNKNOWN)
        axes.barh(at, share, THICK, left, color=colour, edgecolor=PAPER, linewidth=1, gid=mark)
        mine = words[words.theme == theme] if theme in row.index else left_over
        _label(axes, at, left, share, theme, colour, mine)
        yield marks_of(mark, round(share, 4), "share", theme, _sources(mine))
        left, left_over = left + share, left_over[left_over.theme != theme]


def _finding(shares: pd.DataFrame) -> str:
    told = shares[shares.words.map(len) > 0]
    if told.empty:
        return say(f"{_count(len(shares), 'article')} without a theme word", f"{len(shares)}篇报道均无主题词")
    found = list(dict.fromkeys(told.primary))
    clearest, closest = told.margin.idxmax(), told.margin.idxmin()
    english = f"{_count(len(shares), 'article')}, {_count(len(found), 'theme')}: {', '.join(map(glossed, found))}"
    chinese = f"{len(shares)}篇报道,{len(found)}个主题:{'、'.join(found)}"
    if len(told) > 1:
        english += f"; article {clearest} is the clearest, article {closest} the least clear"
        chinese += f";第{clearest}篇最分明,第{closest}篇最含混"
    return say(english, chinese)


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _parts(row: pd.Series, colours: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """The shares of the themes with a colour or a large share, the largest first, then of all others together."""
    own = row[row.index.isin(list(colours)) | (row >= OWN)]
    yield from (
        (str(theme), share) for theme, share in own.sort_values(ascending=False, kind="stable").items() if share
    )
    rest = float(row.sum() - own.sum())
    if rest > 1e-9:
        yield say("others", "其余"), rest


def _label(axes: Any, at: int, left: float, share: float, theme: str, colour: str, mine: pd.DataFrame) -> None:
    """The name in a part of a bar, and under it the words that gave it, as far as there is room."""
    names = (f"{glossed(theme)} {share:.0%}", f"{theme} {share:.0%}", theme, "")
    name = next(name for name in names if not name or columns_of(name) * COLUMN + 0.008 <= share)
    axes.annotate(name, (left, at), (4, 0), color=on(colour), fontsize=9.5, **BESIDE)
    if name:
        words = _fitting(mine, int(share * 60))
        axes.annotate(words, (left, at + THICK / 2), (1, -8), color=FADED, fontsize=9, **BESIDE)


def _fitting(mine: pd.DataFrame, room: int) -> str:
    """As many of the weightiest words as fit into `room` characters."""
    told = ""
    for word in mine.groupby("word", sort=False).weight.sum().sort_values(ascending=False, kind="stable").index:
        if len(told) + 1 + len(word) <= room:
            told += f" {word}"
    return told.strip()


def _sources(mine: pd.DataFrame) -> list[Source]:
    rows = zip(mine.word, mine.spans, strict=True)
    return [(start, end, quote) for word, spans in rows for start, end, quote in quotes(word, spans)]


def _told(row: pd.Series) -> str:
    return ", ".join(f"{theme} {share:.0%}" for theme, share in row[row >= 0.005].sort_values(ascending=False).items())
