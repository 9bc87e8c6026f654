"""A heat map of the words that paragraphs share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis.plots import BESIDE, INK, PAPER, Picture, Source, colour_of, keep_apart, marks_of, say, sheet
from analysis.plots.themes.marks import named, on, quotes, table

HEAT = LinearSegmentedColormap.from_list("heat", [PAPER, INK])  # no colour: colours are the articles'
ACROSS = 1.55  # a figure's width in widths of the triangle: names of articles stand to the right of it
CHARACTERS = 52  # of a name, across the whole figure


def plot_similarity(terms: pd.DataFrame, tokens: pd.DataFrame, titles: Mapping[int, str], source: str) -> Picture:
    """A heat map of the cosines between paragraphs, in the order of the page, articles parted by lines.

    `terms` as `weighted` gives them; each cell rests on the words that its two paragraphs share.
    """
    cosines = terms.to_numpy() @ terms.to_numpy().T
    names = [f"{article}.{paragraph}" for article, paragraph in terms.index]
    articles = terms.index.get_level_values("article").to_numpy()
    title, size = _contrast(cosines, articles, names), len(names)
    marks = []
    with sheet(title, source, min(7.5, 0.36 * size + 1.9)) as (figure, axes):
        for i, j in _pairs(size):
            mark, cosine = f"pair-{names[j]}-{names[i]}", round(float(cosines[i, j]), 4)
            if cosine:
                _cell(axes, i, j, cosine, mark, said=size <= 20)
                label = f"{names[j]} {names[i]}"
                marks.append(marks_of(mark, cosine, "cosine", label, _shared(terms, tokens, i, j)))
        names_beside = dict[int, list[Text]]()
        for article in dict.fromkeys(articles.tolist()):
            inside = np.flatnonzero(articles == article)
            room = int(CHARACTERS * (1 - (inside[-1] + 1) / (size * ACROSS)))  # between the diagonal and the edge
            names_beside[article] = _frame(axes, inside, colour_of(article), named(article, titles, room))
        shown = range(0, size, -(-size // 20) or 1)
        axes.set_xticks([n + 0.5 for n in shown], [names[n] for n in shown], fontsize=8.5)
        axes.set_yticks([n + 0.5 for n in shown], [names[n] for n in shown], fontsize=8.5)
        axes.set(xlim=(0, size * ACROSS), ylim=(size, 0))
        words = say(
            "article.paragraph; a number is the cosine of the two paragraphs' words", "篇.段;数字为两段用词的余弦"
        )
        axes.set_xlabel(words, loc="left")
        axes.spines[["left", "bottom"]].set_visible(False)
    most_first = pd.Series(articles).value_counts().index
    keep_apart(axes, chain.from_iterable(names_beside[article] for article in most_first))
    return Picture(figure, title, _closest(cosines, names), table(marks))


def _cell(axes: Any, i: int, j: int, cosine: float, mark: str, said: bool) -> None:
    colour = to_hex(HEAT(cosine))
    axes.add_patch(Rectangle((j, i), 1, 1, facecolor=colour, edgecolor=PAPER, linewidth=0.6, gid=mark))
    if said and cosine >= 0.1:
        number = f"{cosine:.2f}".lstrip("0")
        axes.annotate(number, (j + 0.5, i + 0.5), va="center", ha="center", fontsize=8, color=on(colour))


def _frame(axes: Any, inside: np.ndarray, colour: str, name: str) -> list[Text]:
    """Draw a line round the paragraphs of one article; give a square of its colour and its name, beside them."""
    low, high = int(inside[0]), int(inside[-1]) + 1
    axes.plot([low, low, high, low], [low, high, high, low], color=INK, linewidth=1.2, clip_on=False)
    at = (high, (low + high) / 2)
    return [axes.annotate("■", at, (6, 0), color=colour, **BESIDE), axes.annotate(name, at, (20, 0), **BESIDE)]


def _pairs(size: int) -> list[tuple[int, int]]:
    """Every two of `size` things once, the later first."""
    return [(later, earlier) for later in range(size) for earlier in range(later)]


def _contrast(cosines: np.ndarray, articles: np.ndarray, names: list[str]) -> str:
    pairs = _pairs(len(names))
    inside = [cosines[pair] for pair in pairs if articles[pair[0]] == articles[pair[1]]]
    across = {pair: cosines[pair] for pair in pairs if articles[pair[0]] != articles[pair[1]]}
    if not inside or not across:
        return say("How far the paragraphs share their words", "各段用词的相似程度")
    mean, other = np.mean(inside), np.mean(list(across.values()))
    i, j = max(across, key=lambda pair: across[pair])
    return say(
        f"Paragraphs of one article share {'more' if mean > other else 'no more'} words (mean cosine {mean:.2f}) "
        f"than those of two ({other:.2f}); the closest across are {names[j]} and {names[i]} ({across[i, j]:.2f})",
        f"同篇各段平均余弦{mean:.2f},异篇{other:.2f};异篇最近者为{names[j]}与{names[i]}({across[i, j]:.2f})",
    )


def _closest(cosines: np.ndarray, names: list[str], most: int = 8) -> str:
    pairs = sorted(
        ((cosines[i, j], names[j], names[i]) for i, j in _pairs(len(names))),
        reverse=True,
    )
    return (
        "; ".join(
            say(f"{one} and {other} {cosine:.2f}", f"{one}与{other} {cosine:.2f}")
            for cosine, one, other in pairs[:most]
        )
        + "."
    )


def _shared(terms: pd.DataFrame, tokens: pd.DataFrame, i: int, j: int) -> Iterator[Source]:
    """Every place, in both paragraphs, of the words they share."""
    words = terms.columns[((terms.iloc[i] > 0) & (terms.iloc[j] > 0)).to_numpy()]
    for article, paragraph in (terms.index[j], terms.index[i]):
        there = tokens[(tokens.article == article) & (tokens.paragraph == paragraph) & tokens.token.isin(words)]
        for word, spans in zip(there.token, there.spans, strict=True):
            yield from quotes(word, spans)
