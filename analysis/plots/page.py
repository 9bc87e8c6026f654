"""Pictures of the page itself: its text tiled by role, and how much of it each article takes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pandas as pd
from IPython.display import HTML

from analysis.page import Page
from analysis.page.unseen import UNSEEN
from analysis.plots import BESIDE, UNKNOWN, Picture, colour_of, marks_of, say, sheet
from analysis.plots.evidence import source
from analysis.plots.wording import shortened

# role: its Chinese name and a ground on which black text is readable
ROLES = {
    "kicker": ("引题", "#f3d9a4"),
    "headline": ("主题", "#f2b8a0"),
    "deck": ("副题", "#f7e3c6"),
    "lead": ("讯头", "#b9dcd8"),
    "byline": ("记者", "#b9dcd8"),
    "paragraph": ("段", "#eef2f7"),
    "crosshead": ("小标题", "#d9cbe3"),
    "photo_credit": ("摄影署名", "#c9e0b5"),
    "caption": ("图片说明", "#dcebcf"),
    "note": ("附注", "#d6d6d6"),
    "furniture": ("报头报尾", "#d6d6d6"),
}
DISPLAY = ("kicker", "headline", "deck", "crosshead")


def tiled(page: Page) -> HTML:
    """The page as it came, every part on the ground of its role; hovering tells role, article and characters.

    Blanks are shown as they stand (a line end as ⏎), so that what is on the screen is the whole text.
    """
    parts = page.parts.itertuples(index=False, name=None)
    tiles = "".join(_tile(page.text, *part) for part in parts)
    return HTML(f'{_key(page)}<div style="line-height:1.9">{tiles}</div>')


def _key(page: Page) -> str:
    present = [role for role in ROLES if role in set(page.parts.role)]
    return "<p>" + " ".join(f"{_ground(role, f'{role} {ROLES[role][0]}', role)}" for role in present) + "</p>"


def _tile(text: str, start: int, end: int, role: str, article: int, paragraph: int) -> str:
    printed = html.escape(UNSEEN.sub(_named, text[start:end]))
    if role == "blank":
        return f'<span style="color:#999999">{printed.replace(chr(10), "⏎<br>")}</span>'
    of = f", article {article}" * bool(article) + f", paragraph {paragraph}" * bool(paragraph)
    return _ground(role, printed, f"{role}{of}, characters {start} to {end}")


def _named(unseen: re.Match[str]) -> str:
    """Characters that print nothing by their numbers: one could turn the text after it around."""
    return "".join(f"‹U+{ord(character):04X}›" for character in unseen[0])


def _ground(role: str, inside: str, told: str) -> str:
    return f'<span style="background-color:{ROLES[role][1]};color:#222222" title="{told}">{inside}</span>'


def plot_articles(page: Page) -> Picture:
    """A bar an article: its printed characters, first those of its display lines, paler, then its sentences."""
    parts = page.parts[page.parts.role != "blank"].assign(characters=lambda t: t.end - t.start)
    sizes = parts.groupby("article").characters.sum()
    printed, largest = int(sizes.sum()), int(sizes.drop(0, errors="ignore").idxmax())
    share, lead = sizes[largest] / printed, shortened(_label(page, largest).partition("\n")[0], 16)
    title = say(
        f"{lead}, the longest of {len(page.articles)} articles, takes {share:.0%} of the page's {printed:,} "
        "printed characters",
        f"{len(page.articles)}篇文章中最长的一篇《{lead}》占全版{printed:,}字的{share:.0%}",
    )
    if len(page.articles) == 1:
        title = say(f"One article, {lead}, takes {share:.0%} of the page", f"一篇文章《{lead}》占全版的{share:.0%}")
    note = say(
        f"{source(page)}. Pale: headlines, with kicker 引题, deck 副题, crosshead 小标题. Full: the rest.",
        f"{source(page)}。浅色:引题、主题、副题、小标题;深色:讯头、正文、署名。",
    )
    marks = []
    with sheet(title, note, 0.62 * len(sizes) + 1.1) as (figure, axes):
        for at, (article, mine) in enumerate(parts.groupby("article")):
            marks += list(_bar(axes, at, int(str(article)), mine, page))
            told = f"{sizes[article]:,}  {sizes[article] / printed:.0%}"
            axes.annotate(told, (sizes[article], at), (5, 0), **BESIDE)
        axes.set_yticks(range(len(sizes)), [_label(page, int(str(article))) for article in sizes.index])
        axes.set(xlim=(0, sizes.max() * 1.16), xlabel=say("printed characters", "字数"))
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.xaxis.grid(True)
        axes.invert_yaxis()
    told = "; ".join(f"{_label(page, int(str(a))).replace(chr(10), ' ')}: {n:,}" for a, n in sizes.items())
    return Picture(figure, title, told + say(" characters.", "字。"), pd.concat(marks, ignore_index=True))


def _bar(axes, at: int, article: int, parts: pd.DataFrame, page: Page) -> Iterator[pd.DataFrame]:
    """Draw an article's display lines and the rest of it; give the marks of both."""
    colour, left = colour_of(article) if article else UNKNOWN, 0
    for name, strength in (("display", 0.4), ("text", 1)):
        mine = parts[parts.role.isin(DISPLAY) == (name == "display")]
        if size := int(mine.characters.sum()):
            axes.barh(at, size, 0.6, left, color=colour, alpha=strength, gid=f"article-{article}-{name}")
            spans = [(int(a), int(b), page.text[a:b]) for a, b in zip(mine.start, mine.end, strict=True)]
            yield marks_of(f"article-{article}-{name}", size, "characters", _label(page, article), spans)
        left += size


def _label(page: Page, article: int) -> str:
    if not article:
        return say("no article (furniture)", "不属任何文章")
    lines = page.articles[article - 1].headline
    return "\n".join(shortened(line, 19) for line in lines[:2]) or say(f"article {article}", f"第{article}篇")
