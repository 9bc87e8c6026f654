"""Pictures of words: how often, whose, and the formulas they repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.page import Page
from analysis.plots import (
    BESIDE,
    FADED,
    HAIRLINE,
    INK,
    PAPER,
    Picture,
    Source,
    colour_of,
    derived,
    language,
    marks_of,
    say,
    sheet,
)
from analysis.plots.evidence import article_at, source
from analysis.plots.wording import shortened

NO_GLOSS = "(no gloss)"


def glossed(term: str, glosses: pd.Series) -> str:
    """A term with its English meaning; one without is shown to have none.

    >>> glossed("云海", pd.Series({"云海": "sea of clouds"})), glossed("红晕", pd.Series(dtype=object))
    ('云海 sea of clouds', '红晕 (no gloss)')
    """
    return f"{term} {_gloss(term, glosses)}".rstrip()


def _gloss(term: str, glosses: pd.Series) -> str:
    return "" if language() == "zh" else glosses.get(term, NO_GLOSS)


def unmarked(glosses: pd.Series, terms: Iterable[str], note: str) -> tuple[pd.Series, str]:
    """The glosses and the note of a figure of `terms`: where most have no gloss, the note says so once and no term is
    marked to have none.

    >>> glosses, note = unmarked(pd.Series({"云海": "sea of clouds"}), ["云海", "红晕", "山峦"], "Source: a page")
    >>> glossed("红晕", glosses), glossed("云海", glosses), note
    ('红晕', '云海 sea of clouds', 'Source: a page. No English gloss for 2 of 3 words.')
    """
    named = [term for term in dict.fromkeys(terms) if term]
    without = [term for term in named if term not in glosses.index]
    if 2 * len(without) <= len(named) or language() == "zh":
        return glosses, note
    told = f"{note.removesuffix('.')}. No English gloss for {len(without)} of {len(named)} words."
    return pd.concat([glosses, pd.Series("", index=without)]), told


def together(terms: Sequence[str], glosses: pd.Series) -> str:
    """Terms that share a place, in a title: up to three by name, more by their number.

    >>> together(["接种", "疫苗"], pd.Series({"接种": "vaccinate", "疫苗": "vaccine"}))
    '接种 vaccinate and 疫苗 vaccine'
    """
    names = [say(glossed(term, glosses), f"“{term}”") for term in terms]
    if len(names) > 3:
        return say(f"{names[0]} and {len(names) - 1} others", f"{names[0]}等{len(names)}者")
    *most, last = names
    return f"{say(', ', '').join(most)}{say(' and ', '')}{last}" if most else last


def first_line(page: Page, article: int) -> str:
    """The first line of an article's headline, "" if it has none."""
    return "".join(page.articles[article - 1].headline[:1])


def plot_frequency(tokens: pd.DataFrame, intervals: pd.DataFrame, page: Page, glosses: pd.Series) -> Picture:
    """Bars of how often the terms of `tokens` stand on the page, in the articles' colours, with `low` and `high`."""
    counts = pd.crosstab(tokens.token, tokens.article)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    total, spread = counts.sum(axis=1), intervals.loc[counts.index]
    note = say(
        f"{source(page)}. Function words and single characters left out. Line: 95 % interval when sentences are "
        "drawn anew; words whose lines overlap cannot be ranked.",
        f"{source(page)}。不计虚词与单字。横线:按句重抽样的95%区间,区间重叠者不分先后。",
    )
    glosses, note = unmarked(glosses, counts.index, note)
    title = _most_often(counts, page, glosses)
    with sheet(title, note, 0.3 * len(counts) + 1.7) as (figure, axes):
        left = np.zeros(len(counts))
        for article in counts:
            for at, (term, n) in enumerate(counts[article].items()):
                if n:
                    gid = f"term-{term}-{article}"
                    axes.barh(at, n, 0.66, left[at], color=colour_of(int(article)), gid=gid)
            left += counts[article].to_numpy()
        for at, term in enumerate(counts.index):
            low, high = spread.loc[term, ["low", "high"]]
            _interval(axes, at, low, high, f"interval-{term}")
        axes.set_yticks(range(len(counts)), [f"{glossed(term, glosses)}  {n}" for term, n in total.items()])
        axes.set(ylim=(len(counts) - 0.4, -0.6), xlim=(0, None), xlabel=say("times on the page", "次数"))
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.xaxis.grid(True)
        _name_articles(axes, page, list(counts))
    marks = [
        marks_of(f"term-{t}-{a}", int(n), "times", t, sources(tokens[tokens.article == a], t, page))
        for (t, a), n in counts.stack().items()
        if n
    ]
    for term, low, high in spread.loc[counts.index, ["low", "high"]].itertuples(name=None):
        bars = [f"term-{term}-{article}" for article in counts if counts.at[term, article]]
        marks.append(derived(f"interval-{term}", {"times, low": low, "times, high": high}, bars))
    told = ", ".join(f"{term} {n}" for term, n in total.items())
    return Picture(figure, title, told, pd.concat(marks, ignore_index=True))


def _most_often(counts: pd.DataFrame, page: Page, glosses: pd.Series) -> str:
    """The finding, as it was counted: the word that stands most often, or all that do."""
    total = counts.sum(axis=1)
    top, most, articles = total.index[total == total.max()], total.max(), len(page.articles)
    if len(top) > 1:
        english, chinese = f"{together(top, glosses)} stand", f"{together(top, glosses)}出现最多:各{most}次"
        return say(f"{english} most often, {most} time{'s' * int(most > 1)} each", chinese)
    held = int((counts.loc[top[0]] > 0).sum())
    return say(
        f"{glossed(top[0], glosses)} stands most often, {most} times, in {held} of {articles} "
        f"article{'s' * (articles > 1)}",
        f"“{top[0]}”出现最多:{most}次,见于{articles}篇中的{held}篇",
    )


def _interval(axes, at: int, low: float, high: float, gid: str) -> None:
    axes.hlines(at, low, high, color=PAPER, lw=3.2)  # a white edge keeps it visible on dark bars
    axes.hlines(at, low, high, color=FADED, lw=1.2, gid=gid)


def plot_keyness(keys: pd.DataFrame, tokens: pd.DataFrame, page: Page, glosses: pd.Series) -> Picture:
    """A panel an article with its most distinctive terms: `keys` has `article, term, g2, n_target, n_reference`."""
    articles = list(dict.fromkeys(keys.article))
    first = keys.iloc[int(keys.g2.to_numpy().argmax())]
    note = say(
        f"{source(page)}. Keyness 关键性: signed G² (Dunning 1993) against the other articles; "
        "beside it the count here : elsewhere.",
        f"{source(page)}。关键性:与他篇相比的对数似然比G²(Dunning 1993);其后为本篇与他篇次数。",
    )
    glosses, note = unmarked(glosses, keys.term, note)
    title = say(
        f"{glossed(first.term, glosses)} sets one article apart most: {first.n_target} "
        f"time{'s' * int(first.n_target > 1)} there, {first.n_reference} elsewhere",
        f"最能区分文章的词是“{first.term}”:该篇{first.n_target}次,他篇{first.n_reference}次",
    )
    sizes = keys.groupby("article").size()[articles].tolist()
    rows = [max(sizes[n : n + 2]) for n in range(0, len(sizes), 2)]  # bars are as thick in every panel
    height, ratios = sum(0.27 * most + 0.75 for most in rows) + 1, {"height_ratios": rows}
    with sheet(title, note, height, len(rows), 2, sharex=True, squeeze=False, gridspec_kw=ratios) as (figure, grid):
        for n, (axes, article) in enumerate(zip(grid.flat, articles, strict=False)):
            _key_panel(axes, keys[keys.article == article], page.articles[int(article) - 1].title, glosses)
            axes.set(xlim=(0, 2.4 * keys.g2.max()), ylim=(rows[n // 2] - 0.4, -0.6))  # room for the glosses
            axes.xaxis.set_major_locator(MaxNLocator(3))
            if n + 2 >= len(articles):
                axes.set_xlabel("G²")
                axes.tick_params(labelbottom=True)
        for axes in grid.flat[len(articles) :]:
            axes.remove()
    marks = [
        marks_of(f"key-{a}-{t}", g, "G2", f"{t} {n}:{m}", sources(tokens[tokens.article == a], t, page))
        for a, t, g, n, m in keys[["article", "term", "g2", "n_target", "n_reference"]].itertuples(index=False)
    ]
    told = "; ".join(
        say(f"article {a}: ", f"第{a}篇:") + ", ".join(f"{t} {g:.1f}" for t, g in zip(part.term, part.g2, strict=True))
        for a, part in keys.groupby("article")
    )
    alt = say("G² of the most distinctive terms; ", "最具区分度的词的G²;") + told
    return Picture(figure, title, alt, pd.concat(marks, ignore_index=True))


def _key_panel(axes, keys: pd.DataFrame, headline: str, glosses: pd.Series) -> None:
    colour = colour_of(int(keys.article.iloc[0]))
    for at, row in enumerate(keys.itertuples()):
        axes.barh(at, row.g2, 0.62, color=colour, gid=f"key-{row.article}-{row.term}")
        told = f"{row.n_target} : {row.n_reference}  {shortened(_gloss(row.term, glosses), 34)}"
        axes.annotate(told, (row.g2, at), (4, 0), fontsize=9, color=FADED, **BESIDE)
    axes.set_yticks(range(len(keys)), keys.term)
    axes.set_title(shortened(headline, 22), color=INK)


def plot_formula(
    pattern: str, fillings: Iterable[str], spans: Iterable[tuple[int, int]], page: Page, glosses: pd.Series
) -> Picture:
    """A repeated pattern with its slot: the words that fill it, in the order of the page."""
    fillings, spans = list(fillings), list(spans)
    before, _, after = pattern.partition("…")
    note = say(f"{source(page)}, in the order of the page.", f"{source(page)},按版面次序。")
    glosses, note = unmarked(glosses, [before, after, *fillings], note)
    title = say(
        f"One formula, {len(fillings)} times: {glossed(before, glosses)} … {glossed(after, glosses)}",
        f"同一句式出现{len(fillings)}次:{pattern}",
    )
    with sheet(title, note, 0.32 * len(fillings) + 1.1) as (figure, axes):
        middle = (len(fillings) - 1) / 2
        for at, filling in enumerate(fillings):
            for x, way in ((0.21, 1), (0.79, -1)):
                axes.plot([x, x + 0.1 * way], [middle, at], color=HAIRLINE, lw=1.2, zorder=0)
            axes.text(0.5, at, glossed(filling, glosses), ha="center", va="center", gid=f"filling-{at}")
        for x, ha, word in ((0.2, "right", before), (0.8, "left", after)):
            axes.text(x, middle, word, ha=ha, va="center", fontsize=17, color=colour_of(article_at(page, spans[0][0])))
            axes.text(x, middle + 0.75, _gloss(word, glosses), ha=ha, va="center", color=FADED)
        axes.set(xlim=(0, 1), ylim=(len(fillings) - 0.4, -0.6))
        axes.set_axis_off()
    places = enumerate(zip(fillings, spans, strict=True))
    marks = [marks_of(f"filling-{n}", n, "row", word, [(a, b, page.text[a:b])]) for n, (word, (a, b)) in places]
    return Picture(figure, title, f"{before} {', '.join(fillings)} {after}", pd.concat(marks, ignore_index=True))


def _name_articles(axes, page: Page, articles: Iterable[int]) -> None:
    """The articles named beside a square of their colour at the lower right, in place of a legend."""
    at = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right", "fontsize": 9.5}
    for n, article in enumerate(reversed(list(articles))):
        label = shortened(first_line(page, int(article)) or say(f"article {article}", f"第{article}篇"), 14)
        axes.annotate("■", (1, 0), (-4, 10 + 16 * n), color=colour_of(int(article)), **at)
        axes.annotate(label, (1, 0), (-18, 10 + 16 * n), bbox={"fc": PAPER, "ec": "none", "pad": 1.5}, **at)


def sources(tokens: pd.DataFrame, term: str, page: Page) -> Iterator[Source]:
    """Every place of a term: its raw spans with their characters."""
    return quoted(tokens.spans[tokens.token == term], page)


def quoted(places: Iterable[tuple[tuple[int, int], ...]], page: Page) -> Iterator[Source]:
    """The raw spans of some tokens with their characters."""
    yield from ((start, end, page.text[start:end]) for spans in places for start, end in spans)
