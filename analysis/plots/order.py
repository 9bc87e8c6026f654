"""Pictures of words in the order of the page: where they stand, and how many new ones come."""

from __future__ import annotations

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from analysis.page import Page
from analysis.plots import BESIDE, FADED, HAIRLINE, Picture, colour_of, keep_apart, marks_of, say, sheet
from analysis.plots.evidence import source
from analysis.plots.terms import first_line, glossed, quoted, together, unmarked
from analysis.plots.wording import shortened

ABOVE = 34  # characters of a headline's size that find room over the page
LEAST = 3  # of a headline that say which it is
OUTSIDE = {**BESIDE, "xycoords": ("axes fraction", "data"), "annotation_clip": False}  # at the right of the axes
OVER = {"textcoords": "offset points", "ha": "center", "fontsize": 8.5, "color": FADED}


def plot_dispersion(tokens: pd.DataFrame, dp: pd.Series, page: Page, glosses: pd.Series) -> Picture:
    """Where terms stand: a row a term (in the order of `dp`), a stroke a token, the page from left to right."""
    terms = list(dp.index)
    note = say(
        f"{source(page)}. DP 离散度: deviation of proportions over articles (Gries 2008), 0 even{_greatest(tokens)}.",
        f"{source(page)}。DP:各篇分布的离散度(Gries 2008),0为均匀{_greatest(tokens)}。",
    )
    glosses, note = unmarked(glosses, terms, note)
    title = _extremes(dp, glosses)
    with sheet(title, note, 0.3 * len(terms) + 1.9) as (figure, axes):
        _bands(axes, page)
        for at, term in enumerate(terms):
            for row in tokens[tokens.token == term].itertuples():
                stroke = Line2D([row.start] * 2, [at - 0.36, at + 0.36], color=colour_of(int(row.article)), lw=2)
                stroke.set(clip_on=False, zorder=3)  # whole at the page's first character, over the axis
                stroke.set_gid(f"token-{row.start}")
                axes.add_line(stroke)
            axes.annotate(f"{dp[term]:.2f}", (1, at), (6, 0), **OUTSIDE)
        axes.annotate("DP", (1, -0.9), (6, 0), color=FADED, **OUTSIDE)
        axes.set_yticks(range(len(terms)), [glossed(term, glosses) for term in terms])
        axes.set(
            xlim=(0, len(page.text)), ylim=(len(terms) - 0.4, -0.6), xlabel=say("character of the page", "版面字序")
        )
    rows = tokens[tokens.token.isin(terms)]
    marks = [
        marks_of(f"token-{r.start}", r.start, "character", r.token, quoted([r.spans], page)) for r in rows.itertuples()
    ]
    told = ", ".join(f"{term} {value:.2f}" for term, value in dp.items())
    alt = say("DP of terms, from spread to gathered: ", "各词DP,由散到聚:") + told
    return Picture(figure, title, alt, pd.concat(marks, ignore_index=True))


def _extremes(dp: pd.Series, glosses: pd.Series) -> str:
    """The finding: the terms that are spread widest and those that keep closest together, as far as the DP drawn
    tells them apart."""
    shown = dp.map("{:.2f}".format)
    least, most = shown.iloc[0], shown.iloc[-1]
    wide, close = list(dp.index[shown == least]), list(dp.index[shown == most])
    if least == most:
        return say(
            f"Where {together(wide, glosses)} stand{'s' * (len(wide) == 1)} on the page (DP {least})",
            f"{together(wide, glosses)}在版面上的位置(DP {least})",
        )
    are, keep = "are" if len(wide) > 1 else "is", "keep" if len(close) > 1 else "keeps"
    return say(
        f"{together(wide, glosses)} {are} spread widest over the page (DP {least}), "
        f"{together(close, glosses)} {keep} closest together (DP {most})",
        f"{together(wide, glosses)}在版面上分布最广(DP {least}),{together(close, glosses)}最集中(DP {most})",
    )


def _greatest(tokens: pd.DataFrame) -> str:
    """The DP of terms in one article only: what is left of the page beside it, so the more the shorter it is."""
    shares = tokens.article.value_counts(normalize=True)
    low, high = f"{1 - shares.max():.2f}", f"{1 - shares.min():.2f}"
    if len(shares) == 1:
        return ""
    return say(
        f"; a word in one article only has {low} (the longest) to {high} (the shortest)",
        f",只见于一篇的词为{low}(最长的一篇)至{high}(最短的一篇)",
    )


def _bands(axes, page: Page) -> None:
    """The ground of each article's lines where they stand together, its headline above the most of them."""
    parts = page.parts[page.parts.article > 0]
    runs = parts.groupby((parts.article != parts.article.shift()).cumsum().to_numpy())
    bands = runs.agg(article=("article", "first"), start=("start", "min"), end=("end", "max"))
    bands["room"] = ((bands.end - bands.start) / len(page.text) * ABOVE).astype(int)
    named = bands.room.groupby(bands.article).idxmax()
    for n, band in enumerate(bands.itertuples()):
        axes.axvspan(band.start, band.end, color=HAIRLINE, alpha=0.45 if n % 2 else 0.18, lw=0)
        if named[band.article] == band.Index and band.room >= LEAST:
            label = shortened(first_line(page, band.article), band.room)
            middle = ((band.start + band.end) / 2, 1)
            axes.annotate(label, middle, (0, 4), xycoords=("data", "axes fraction"), **OVER)


def plot_growth(grown: pd.Series, tokens: pd.DataFrame, page: Page) -> Picture:
    """How many terms the first 1, 2, 3 … of `tokens` hold (`vocabulary_growth`): each article in its colour."""
    new = tokens[~tokens.token.duplicated()].reset_index(drop=True)
    runs = tokens.article.reset_index(drop=True)
    title = say(
        f"{len(tokens):,} words of the page are {grown.iloc[-1]:,} different ones",
        f"全版{len(tokens):,}个词中有{grown.iloc[-1]:,}个不同",
    )
    note = say(
        f"{source(page)}. Words of two characters or more; function words left out.",
        f"{source(page)}。不计虚词与单字。",
    )
    with sheet(title, note, 3.6) as (figure, axes):
        names = {a: _growing(axes, grown[runs == a], int(a), page) for a in dict.fromkeys(runs)}
        axes.set(xlim=(0, None), ylim=(0, 1.12 * grown.iloc[-1]))
        axes.set(xlabel=say("words read, in the order of the page", "已读词数(按版面次序)"))
        axes.set(ylabel=say("different words so far", "不同的词"))
        for axis in (axes.xaxis, axes.yaxis):
            axis.get_major_locator().set_params(integer=True)
        axes.grid(axis="y")
    keep_apart(axes, [names[article] for article in runs.value_counts().index])
    ends = {article: int(grown[runs.index[runs == article][-1]]) for article in dict.fromkeys(runs)}
    marks = [
        marks_of(f"article-{a}", n, "terms", f"{a}", quoted(new.spans[new.article == a], page)) for a, n in ends.items()
    ]
    told = ", ".join(say(f"{n} by the end of article {a}", f"至第{a}篇末{n}") for a, n in ends.items())
    return Picture(figure, title, told, pd.concat(marks, ignore_index=True))


def _growing(axes, grown: pd.Series, article: int, page: Page) -> Annotation:
    """Draw an article's part of the line; give its name, at its end."""
    axes.plot(grown.index + 1, grown, color=colour_of(article), lw=2.4, gid=f"article-{article}", solid_capstyle="butt")
    label = shortened(first_line(page, article) or str(article), 9)
    place = {"textcoords": "offset points", "ha": "right", "va": "bottom", "fontsize": 9.5}
    return axes.annotate(f"{label}  {grown.iloc[-1]:,}", (grown.index[-1] + 1, grown.iloc[-1]), (-3, 4), **place)
