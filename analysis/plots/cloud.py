"""A word cloud: terms as large as they are distinctive."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from analysis.page import Page
from analysis.plots import PAPER, Picture, colour_of, marks_of, on_getas, sans_path, say, sheet
from analysis.plots.evidence import source
from analysis.plots.glyphs import drawable
from analysis.plots.terms import sources

CLOUD = 70  # words in a cloud; more are set too small to read


def plot_wordcloud(keys: pd.DataFrame, tokens: pd.DataFrame, page: Page) -> Picture:
    """Terms as large as they are distinctive (`keys`: `article, term, g2`), in the colour of their article."""
    from wordcloud import WordCloud

    best = keys[keys.g2 > 0].sort_values(["g2", "term"], ascending=[False, True]).drop_duplicates("term").head(CLOUD)
    articles = dict(zip(best.term, best.article.astype(int), strict=True))
    cloud = WordCloud(
        font_path=sans_path(),
        width=1120,
        height=560,
        background_color=PAPER,
        random_state=7,
        prefer_horizontal=1,
        relative_scaling=0.7,
        min_font_size=14,
        max_font_size=104,
        max_words=CLOUD,
        margin=20,  # wide enough that no small word is set into the hollow of a large one
    ).generate_from_frequencies({t: float(np.sqrt(g)) for t, g in zip(best.term, best.g2, strict=True)})
    shown = best[best.term.isin({word for (word, _), *_ in cloud.layout_})]
    title = say(
        f"What each article talks about more than the others: {len(shown)} distinctive words",
        f"各篇所偏重:{len(shown)}个最具区分度的词",
    )
    note = say(
        f"{source(page)}. Size grows with the root of keyness G² against the other articles, not with frequency.",
        f"{source(page)}。字号随关键性G²的平方根增大,与词频无关。",
    )
    if any(term != drawable(term) for term in shown.term):
        note += f" {on_getas()}"
    with sheet(title, note, 4.9) as (figure, axes):
        for (word, _), size, (top, left), *_ in cloud.layout_:
            axes.add_patch(_outlined(word, size, left, top))
            axes.patches[-1].set(color=colour_of(articles[word]), lw=0, gid=f"word-{word}")
        axes.set(xlim=(0, cloud.width), ylim=(cloud.height, 0), aspect="equal")
        axes.set_axis_off()
    marks = [
        marks_of(f"word-{t}", round(g, 4), "G2", t, sources(tokens, t, page))
        for t, g in zip(shown.term, shown.g2, strict=True)
    ]
    told = "; ".join(
        say(f"article {a}: ", f"第{a}篇:") + "、".join(part.term.head(6)) for a, part in shown.groupby("article")
    )
    alt = say("The largest words of ", "字号最大的词,") + told
    return Picture(figure, title, alt, pd.concat(marks, ignore_index=True))


def _outlined(word: str, size: int, left: float, top: float) -> PathPatch:
    """A word's outline where the cloud laid it: the layout's `size` is an em, its `top` the top of the ink."""
    outline = TextPath((0, 0), drawable(word), size=size, prop=FontProperties(fname=sans_path()))
    down = Affine2D().scale(1, -1).translate(left, top + outline.get_extents().ymax)
    return PathPatch(outline.transformed(down))
