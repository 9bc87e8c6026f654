"""Pictures of themes: shares by article with their words, the page passage by passage, paragraphs that share words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Rectangle

from analysis.lexicons import read_themes
from analysis.plots import ARTICLES, FADED, INK, PAPER, UNKNOWN, Picture, marks_of, say, sheet, shortened

SHOWN = 6  # hues that stay apart for every eye; the other themes are drawn in grey, their names beside them
NAMED, FIGURED, GLOSSED = 0.04, 0.105, 0.21  # shares whose part of a bar has room for a name, its figure, its English
HEAT = LinearSegmentedColormap.from_list("heat", [PAPER, ARTICLES[0]])

Source = tuple[int, int, str]


def colours_of(shares: pd.DataFrame) -> dict[str, str]:
    """A colour for each of the page's largest themes, the largest first; what is missing is drawn in grey.

    Takes shares only, a row an article and a column a theme.  A theme that no bar has room to name has no colour.
    """
    largest = shares.mean().sort_values(ascending=False, kind="stable").index
    named = [theme for theme in largest if shares[theme].max() >= NAMED and theme != "其他"][:SHOWN]
    return dict(zip(map(str, named), ARTICLES, strict=False))


def plot_shares(shares: pd.DataFrame, words: pd.DataFrame, titles: Mapping[int, str], source: str) -> Picture:
    """Stacked bars of the themes' shares by article, and under each large part the words that gave it.

    `shares` as `theme_shares` gives them, `words` as `theme_words`, `titles` the headline of each article.
    """
    themes = shares.columns[: shares.columns.get_loc("primary")]
    colours = colours_of(shares[themes])
    title = _finding(shares, themes)
    marks = []
    with sheet(title, source, 0.82 * len(shares) + 1.1) as (figure, axes):
        for at, (article, row) in enumerate(shares.iterrows()):
            left = 0.0
            axes.annotate(
                _named(article, titles), (0, at), (0, 18), textcoords="offset points", va="center", fontsize=9.5
            )
            for theme, share in _parts(row[themes].astype(float), colours):
                mark = f"article-{article}-{theme}"
                colour = colours.get(theme, UNKNOWN)
                axes.barh(at, share, 0.38, left, color=colour, edgecolor=PAPER, linewidth=1, gid=mark)
                mine = words[(words.article == article) & _of(words.theme, theme, colours)]
                _label(axes, at, left, share, theme, colour, mine)
                marks.append(marks_of(mark, round(share, 4), "share", theme, _sources(mine)))
                left += share
        axes.set(xlim=(0, 1), ylim=(len(shares) - 0.35, -0.55), yticks=[])
        axes.set_xlabel(say("share of the article's weighted theme words", "占全文加权主题词的比例"))
        axes.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        axes.spines[["left", "bottom"]].set_visible(False)
    said = [f"{_named(a, titles)}: {_told(row[themes].astype(float))}" for a, row in shares.iterrows()]
    return Picture(figure, title, "; ".join(said) + ".", _table(marks))


def _finding(shares: pd.DataFrame, themes: pd.Index) -> str:
    found = list(dict.fromkeys(shares.primary))
    clearest, closest = shares.margin.idxmax(), shares.margin.idxmin()
    english = f"{_count(len(shares), 'article')}, {_count(len(found), 'theme')}: {', '.join(map(glossed, found))}"
    chinese = f"{len(shares)}篇报道,{len(found)}个主题:{'、'.join(found)}"
    if len(shares) > 1:
        english += f"; article {clearest} is the clearest, article {closest} the least clear"
        chinese += f";第{clearest}篇最分明,第{closest}篇最含混"
    return say(english, chinese)


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _parts(row: pd.Series, colours: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """The shares of the coloured themes, the largest first, then of all others together."""
    yield from row[list(colours)].sort_values(ascending=False, kind="stable").loc[lambda s: s > 0].items()
    rest = float(row.drop(list(colours)).sum())
    if rest > 1e-9:
        yield say("others", "其余"), rest


def _of(themes: pd.Series, theme: str, colours: Mapping[str, str]) -> pd.Series:
    return themes == theme if theme in colours else ~themes.isin(list(colours))


def _label(axes, at: int, left: float, share: float, theme: str, colour: str, mine: pd.DataFrame) -> None:
    """The name in a part of a bar, and under it the words that gave it, as far as there is room."""
    if share < NAMED:
        return
    name = glossed(theme) if share >= GLOSSED else theme
    name += f" {share:.0%}" * (share >= FIGURED)
    place = {"textcoords": "offset points", "va": "center"}
    axes.annotate(name, (left, at), (4, 0), color=on(colour), fontsize=9.5, **place)
    axes.annotate(_fitting(mine, int(share * 60)), (left, at + 0.33), (1, 0), color=FADED, fontsize=9, **place)


def glossed(theme: str) -> str:
    """A theme's name with its English meaning, in English figures.

    >>> glossed("民生")
    '民生 everyday life'
    """
    english = read_themes().set_index("theme").english.groupby(level=0).first().to_dict()
    return say(f"{theme} {english.get(theme, '')}".strip(), theme)


def _fitting(mine: pd.DataFrame, room: int) -> str:
    """As many of the weightiest words as fit into `room` characters."""
    told = ""
    for word in mine.groupby("word", sort=False).weight.sum().sort_values(ascending=False, kind="stable").index:
        if len(told) + 1 + len(word) <= room:
            told += f" {word}"
    return told.strip()


def on(colour: str) -> str:
    """The colour of letters on a colour: white on dark, ink on light (relative luminance, WCAG 2.1).

    >>> on("#1b3a63"), on("#ecc25a")
    ('#ffffff', '#222222')
    """
    light = np.array(to_rgb(colour))
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    return INK if light @ [0.2126, 0.7152, 0.0722] > 0.25 else PAPER


def _sources(mine: pd.DataFrame) -> list[Source]:
    rows = zip(mine.word, mine.spans, strict=True)
    return [(start, end, quote) for word, spans in rows for start, end, quote in _quotes(word, spans)]


def _quotes(word: str, spans: Iterable[tuple[int, int]]) -> Iterator[Source]:
    """Each raw span with the characters of the word that stand there."""
    at = 0
    for start, end in spans:
        yield start, end, word[at : at + end - start]
        at += end - start


def _named(article, titles: Mapping[int, str]) -> str:
    return f"{article} {shortened(titles[article], 24)}"


def _told(row: pd.Series) -> str:
    return ", ".join(f"{theme} {share:.0%}" for theme, share in row[row >= 0.005].sort_values(ascending=False).items())


def _table(marks: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(marks, ignore_index=True) if marks else marks_of("", 0, "", "", [])


def plot_strip(passages: pd.DataFrame, colours: Mapping[str, str], titles: Mapping[int, str], source: str) -> Picture:
    """The page in reading order, a line a paragraph, each passage in the colour of its theme.

    `passages` as `passage_themes` gives them.  Widths are characters; a run of passages of one theme is named once.
    """
    lines = list(passages.groupby(["article", "paragraph"], sort=False))
    longest = max((lines_[1].text.str.len().sum() for lines_ in lines), default=1)
    title, marks = _turns(passages), []
    with sheet(title, source, 0.3 * len(lines) + 0.26 * passages.article.nunique() + 1.1) as (figure, axes):
        at, last = 0.0, 0
        for (article, paragraph), line in lines:
            if article != last:
                at += 0.95 if last else 0.1
                axes.annotate(_named(article, titles), (0, at), va="center", fontsize=9.5)
                at, last = at + 0.85, article
            left = 0
            for number, passage in zip(line.index, line.itertuples(), strict=True):
                width, colour = len(passage.text), colours.get(passage.theme, UNKNOWN)
                mark = f"passage-{number}"
                axes.barh(at, width, 0.78, left, color=colour, edgecolor=PAPER, linewidth=1, gid=mark)
                marks.append(marks_of(mark, width, "characters", passage.theme, _quotes(passage.text, passage.spans)))
                left += width
            _name_runs(axes, at, line, colours, longest)
            axes.annotate(
                _mark_of(paragraph),
                (0, at),
                (-6, 0),
                textcoords="offset points",
                va="center",
                ha="right",
                color=FADED,
                fontsize=8.5,
            )
            at += 1
        axes.set(xlim=(0, longest), ylim=(at - 0.4, -0.6), yticks=[])
        axes.set_xlabel(say("characters from the paragraph's start", "自段首起的字数"))
        axes.spines[["left", "bottom"]].set_visible(False)
    alt = " ".join(f"{a}.{p}: {'→'.join(_runs(line))}." for (a, p), line in lines)
    return Picture(figure, title, alt, _table(marks))


def _mark_of(paragraph: int) -> str:
    return f"¶{paragraph}" if paragraph else say("headline", "标题")


def _turns(passages: pd.DataFrame) -> str:
    themes = passages.groupby("article", sort=False).apply(
        lambda one: list(dict.fromkeys(one.theme)), include_groups=False
    )
    widest = themes.map(len).idxmax()
    told = [theme for theme in themes[widest] if theme != "其他"]
    english = f"Article {widest} moves through {', '.join(map(glossed, told))}"
    chinese = f"第{widest}篇先后写到{'、'.join(told)}"
    main = passages.assign(n=passages.text.str.len()).groupby(["article", "theme"]).n.sum().unstack(fill_value=0)
    kept = [article for article, share in (main.max(axis=1) / main.sum(axis=1)).items() if share >= 0.75]
    if kept:
        english += f"; {', '.join(map(str, kept))} keep{'s' * (len(kept) == 1)} to one theme for three quarters or more"
        chinese += f";第{'、'.join(map(str, kept))}篇四分之三以上只写一个主题"
    return say(english, chinese)


def _runs(line: pd.DataFrame) -> list[str]:
    return line.theme[line.theme != line.theme.shift()].tolist()


def _name_runs(axes, at: float, line: pd.DataFrame, colours: Mapping[str, str], longest: int) -> None:
    run = (line.theme != line.theme.shift()).cumsum()
    left = 0
    for _, passages in line.groupby(run, sort=False):
        width, theme = int(passages.text.str.len().sum()), passages.theme.iloc[0]
        lengths = passages.text.str.len().tolist()
        if max(lengths) > longest * 0.04:
            widest = lengths.index(max(lengths))
            middle = left + sum(lengths[:widest]) + lengths[widest] / 2
            colour = on(colours.get(theme, UNKNOWN))
            axes.annotate(theme, (middle, at), va="center", ha="center", color=colour, fontsize=9)
        left += width


def plot_similarity(terms: pd.DataFrame, tokens: pd.DataFrame, titles: Mapping[int, str], source: str) -> Picture:
    """A heat map of the cosines between paragraphs, in the order of the page, articles parted by lines.

    `terms` as `weighted` gives them; each cell rests on the words that its two paragraphs share.
    """
    cosines = terms.to_numpy() @ terms.to_numpy().T
    names = [f"{article}.{paragraph}" for article, paragraph in terms.index]
    articles = terms.index.get_level_values("article").to_numpy()
    title = _contrast(cosines, articles, names)
    size = len(names)
    with sheet(title, source, min(7.5, 0.36 * size + 1.9)) as (figure, axes):
        for i, j in _pairs(size):
            colour = HEAT(float(cosines[i, j]))
            axes.add_patch(
                Rectangle(
                    (j, i), 1, 1, facecolor=colour, edgecolor=PAPER, linewidth=0.6, gid=f"pair-{names[j]}-{names[i]}"
                )
            )
            if cosines[i, j] >= 0.1 and size <= 20:
                figure_ = f"{cosines[i, j]:.2f}".lstrip("0")
                axes.annotate(
                    figure_,
                    (j + 0.5, i + 0.5),
                    va="center",
                    ha="center",
                    fontsize=8,
                    color=on(mpl.colors.to_hex(colour)),
                )
        for article in dict.fromkeys(articles.tolist()):
            inside = np.flatnonzero(articles == article)
            low, high = int(inside[0]), int(inside[-1]) + 1
            axes.plot([low, low, high, low], [low, high, high, low], color=ARTICLES[1], linewidth=1.2)
            axes.annotate(
                _named(article, titles),
                (high, (low + high) / 2),
                (6, 0),
                textcoords="offset points",
                va="center",
                fontsize=9.5,
            )
        axes.set_xticks(np.arange(size) + 0.5, names, fontsize=8.5)
        axes.set_yticks(np.arange(size) + 0.5, names, fontsize=8.5)
        axes.set(xlim=(0, size * 1.55), ylim=(size, 0))
        axes.set_xlabel(
            say("article.paragraph; a number is the cosine of the two paragraphs' words", "篇.段;数字为两段用词的余弦"),
            loc="left",
        )
        axes.spines[["left", "bottom"]].set_visible(False)
    marks = [
        marks_of(
            f"pair-{names[j]}-{names[i]}", round(float(cosines[i, j]), 4), "cosine", f"{names[j]} {names[i]}", sources
        )
        for i, j in _pairs(size)
        for sources in [list(_shared(terms, tokens, i, j))]
    ]
    return Picture(figure, title, _closest(cosines, names), _table(marks))


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
    return "; ".join(f"{one} and {other} {cosine:.2f}" for cosine, one, other in pairs[:most]) + "."


def _shared(terms: pd.DataFrame, tokens: pd.DataFrame, i: int, j: int) -> Iterator[Source]:
    """Every place, in both paragraphs, of the words they share."""
    words = terms.columns[((terms.iloc[i] > 0) & (terms.iloc[j] > 0)).to_numpy()]
    for article, paragraph in (terms.index[j], terms.index[i]):
        there = tokens[(tokens.article == article) & (tokens.paragraph == paragraph) & tokens.token.isin(words)]
        for word, spans in zip(there.token, there.spans, strict=True):
            yield from _quotes(word, spans)
