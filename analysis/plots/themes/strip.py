"""The page in reading order, each passage in the colour of its theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.plots import BESIDE, FADED, PAPER, UNKNOWN, Picture, marks_of, say, sheet
from analysis.plots.themes.marks import glossed, named, on, quotes, table

KEPT = 0.75  # of the characters that tell a theme: from here an article keeps to the one that they tell


def plot_strip(passages: pd.DataFrame, colours: Mapping[str, str], titles: Mapping[int, str], source: str) -> Picture:
    """The page in reading order, a line a paragraph, each passage in the colour of its theme.

    `passages` as `passage_themes` gives them.  Widths are characters; a run of passages of one theme is named once.
    """
    passages = passages.assign(width=passages.text.str.len())
    lines = list(passages.groupby(["article", "paragraph"], sort=False))
    longest = passages.groupby(["article", "paragraph"]).width.sum().max()
    title, marks = _turns(passages), []
    with sheet(title, source, 0.3 * len(lines) + 0.26 * passages.article.nunique() + 1.1) as (figure, axes):
        at, last = -0.85, None
        for (article, paragraph), line in lines:
            if article != last:
                at, last = at + 1.8, article
                axes.annotate(named(article, titles), (0, at - 0.85), va="center")
            _line_name(axes, at, paragraph)
            marks += list(_blocks(axes, at, line, colours))
            _name_runs(axes, at, line, colours, longest)
            at += 1
        axes.set(xlim=(0, longest), ylim=(at - 0.4, -0.5), yticks=[])
        axes.set_xlabel(
            say(
                "characters from the paragraph's start (grey: no theme word, or a small theme)",
                "自段首起的字数(灰:无主题词或主题较小)",
            )
        )
        axes.spines[["left", "bottom"]].set_visible(False)
    alt = " ".join(f"{a}.{p}: {'→'.join(_runs(line))}." for (a, p), line in lines)
    return Picture(figure, title, alt, table(marks))


def _blocks(axes: Any, at: float, line: pd.DataFrame, colours: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """Draw the passages of a paragraph; give the marks of each."""
    lefts = line.width.cumsum() - line.width
    for row, left in zip(line.itertuples(), lefts, strict=True):
        colour, mark = colours.get(str(row.theme), UNKNOWN), f"passage-{row.Index}"
        axes.barh(at, row.width, 0.78, left, color=colour, edgecolor=PAPER, linewidth=1, gid=mark)
        yield marks_of(mark, row.width, "characters", row.theme, quotes(row.text, row.spans))


def _line_name(axes: Any, at: float, paragraph: int) -> None:
    name = f"¶{paragraph}" if paragraph else say("display lines", "标题")
    axes.annotate(name, (0, at), (-6, 0), ha="right", color=FADED, fontsize=8.5, **BESIDE)


def _turns(passages: pd.DataFrame) -> str:
    """The finding: the article with the most themes, and those that keep to one; a passage without a theme word is of
    none."""
    told = passages[passages.words.map(len) > 0]
    if told.empty:
        return say("No passage of the page holds a theme word", "全版各句均无主题词")
    lengths = told.pivot_table(index="article", columns="theme", values="width", aggfunc="sum", fill_value=0)
    keep = lengths.max(axis=1) >= KEPT * lengths.sum(axis=1)
    kept, moving = lengths.index[keep].tolist(), lengths.index[~keep]
    if moving.empty:
        return _all_keep(kept, lengths.idxmax(axis=1).unique())
    widest = (lengths.loc[moving] > 0).sum(axis=1).idxmax()
    themes = told.theme[told.article == widest].unique()
    english = f"Article {widest} moves through {', '.join(map(glossed, themes))}"
    chinese = f"第{widest}篇先后写到{'、'.join(themes)}"
    if kept:
        english += f"; {_listed(kept)} keep{'s' * (len(kept) == 1)} to one theme for three quarters or more"
        chinese += f";第{'、'.join(map(str, kept))}篇四分之三以上只写一个主题"
    return say(english, chinese)


def _all_keep(articles: list[int], themes: Iterable[str]) -> str:
    one, its = ("keeps", "其") if len(articles) == 1 else ("each keep", "各")
    return say(
        f"{_listed(articles).capitalize()} {one} to one theme for three quarters or more: "
        f"{', '.join(map(glossed, themes))}",
        f"第{'、'.join(map(str, articles))}篇{its}有四分之三以上只写一个主题:{'、'.join(themes)}",
    )


def _listed(articles: list[int]) -> str:
    *most, last = map(str, articles)
    return f"articles {', '.join(most)} and {last}" if most else f"article {last}"


def _runs(line: pd.DataFrame) -> list[str]:
    return line.theme[line.theme != line.theme.shift()].tolist()


def _name_runs(axes: Any, at: float, line: pd.DataFrame, colours: Mapping[str, str], longest: int) -> None:
    """Name each run of one theme on its widest passage, if that has room."""
    middles = line.width.cumsum() - line.width / 2
    for _, run in line.groupby((line.theme != line.theme.shift()).cumsum(), sort=False):
        widest = run.width.idxmax()
        if run.width[widest] > longest * 0.04:
            theme = run.theme[widest]
            colour = on(colours.get(theme, UNKNOWN))
            axes.annotate(theme, (middles[widest], at), va="center", ha="center", color=colour, fontsize=9)
