"""Pictures of ranks, of the places that parts of a list hold, of scales, and of what a wrong number would give away."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from analysis.page import Page
from analysis.plots import ACCENT, ARTICLES, FADED, PAPER, UNKNOWN, Picture, marks_of, say, sheet
from analysis.plots.evidence import highlighted, sentences
from analysis.rankings.places import Split


def ledger_table(ledger: pd.DataFrame, page: Page) -> HTML:
    """The ledger as a table: each check, its verdict, arithmetic and quotes; folded under these, their sentences."""
    rows = "".join(
        f"<tr><td>{html.escape(row.check)}</td><td>{_loud(row.verdict)}</td><td>{html.escape(row.statement)}</td>"
        f"<td style='text-align:left'><details><summary>{html.escape(' · '.join(row.quotes))}</summary>"
        f"{_sentences(row, page)}</details></td></tr>"
        for row in map(_Row._make, ledger[list(_Row._fields)].itertuples(index=False, name=None))
    )
    return HTML(f"<table><tr><th>check</th><th>verdict</th><th>arithmetic</th><th>on the page</th></tr>{rows}</table>")


class _Row(NamedTuple):
    check: str
    verdict: str
    statement: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    quotes: tuple[str, ...]


def _loud(verdict: str) -> str:
    return f"<b>⚠ {verdict.upper()}</b>" if verdict == "contradiction" else html.escape(verdict)


def _sentences(row: _Row, page: Page) -> str:
    spans = list(zip(row.start, row.end, strict=True))
    return "<br>".join(
        highlighted(sentence, [(a, b) for a, b in spans])
        for sentence in sentences(page)
        if any(a < end and start < b for a, b in spans for start, end in sentence.spans)
    )


def plot_ranks(ranks: pd.DataFrame, size: int, source: str) -> Picture:
    """A strip of `size` places: those that `ranks` (`entity, value, start, end, quote`) names, the rest unknown."""
    known = set(ranks.value.astype(int))
    title = say(
        f"The page names {len(known)} of {size} places, the first {min(known)}; {size - len(known)} are unknown",
        f"{size}个位次中载明{len(known)}个,最前第{min(known)}位;其余{size - len(known)}个未载",
    )
    with sheet(title, source, 2.3) as (figure, axes):
        for place in range(1, max(size, *known) + 1):
            named = {"color": ACCENT, "gid": f"place-{place}"} if place in known else {"color": UNKNOWN}
            axes.bar(place, 1, 0.86, **named)
        for level, entity, value in _levels(ranks, size):
            axes.annotate(f"{entity} {value}", (value, 1), (0, 5 + 15 * level), textcoords="offset points", ha="center")
        axes.set(xlim=(0, max(size, *known) + 1), ylim=(0, 1.75), yticks=[])
        axes.set_xlabel(say("place on the list (grey: the page does not say whose)", "位次(灰:原文未载)"))
        axes.set_xticks([1, *range(size // 10, size + 1, size // 10)] if size >= 20 else range(1, size + 1))
        axes.spines[["left"]].set_visible(False)
    rows = zip(ranks.entity, ranks.value, ranks.start, ranks.end, ranks.quote, strict=True)
    marks = [marks_of(f"place-{int(v)}", v, "place", e, [(a, b, q)]) for e, v, a, b, q in rows]
    words = ", ".join(f"{e} {v:g}" for e, v in zip(ranks.entity, ranks.value, strict=True))
    return Picture(
        figure,
        title,
        words + say(f"; the other {size - len(known)} places are unknown.", f";其余{size - len(known)}个位次未载。"),
        pd.concat(marks),
    )


def _levels(ranks: pd.DataFrame, size: int) -> Iterator[tuple[int, str, int]]:
    """Each label with the lowest level where it does not run into the one before; 0 is next to the strip."""
    ends = [-1.0, -1.0, -1.0]
    for value, entity in sorted(zip(ranks.value.astype(int), ranks.entity, strict=True)):
        half = (len(entity) * 2 + 4) * size / 200  # a strip is some 100 half-width characters wide
        level = next((n for n, end in enumerate(ends) if value - half > end), len(ends) - 1)
        ends[level] = value + half
        yield level, entity, value


def plot_places(places: pd.DataFrame, source: str) -> Picture:
    """Bars of the places that parts hold; an interval where the page only bounds them (derived)."""
    known, open_ = places[places.quote != ""], places[places.quote == ""]
    title = say(
        f"{known.high.sum():g} places are counted on the page; each of {len(open_)} other parts has "
        f"{open_.low.min():g} to {open_.high.max():g} (derived)",
        f"已载{known.high.sum():g}席;其余{len(open_)}处各{open_.low.min():g}至{open_.high.max():g}席(推得)",
    )
    with sheet(title, source, 0.42 * len(places) + 1.2) as (figure, axes):
        for at, row in enumerate(places.itertuples()):
            low, high = float(str(row.low)), float(str(row.high))
            if row.quote:
                axes.barh(at, high, 0.62, color=ARTICLES[0], gid=f"part-{row.part}")
                axes.annotate(f"{high:g}", (high, at), (4, 0), textcoords="offset points", va="center")
            else:
                axes.barh(
                    at, high - low, 0.62, low, color=UNKNOWN, hatch="////", edgecolor=PAPER, gid=f"part-{row.part}"
                )
                axes.annotate(
                    f"{low:g}–{high:g}", (high, at), (4, 0), textcoords="offset points", va="center", color=FADED
                )
        axes.set_yticks(range(len(places)), places.part)
        axes.set(
            xlim=(0, float(places.high.max()) * 1.12),
            ylim=(-0.6, len(places) - 0.4),
            xlabel=say(
                "places (solid: printed; hatched: what is possible, derived)", "席位(实:原文;斜线:推得的可能范围)"
            ),
        )
        axes.invert_yaxis()
    operands = [(int(a), int(b), q) for a, b, q in zip(known.start, known.end, known.quote, strict=True)]
    rows = zip(known.part, known.high, operands, strict=True)
    marks = [marks_of(f"part-{part}", value, "places", part, [source]) for part, value, source in rows]
    marks += [
        marks_of(f"part-{p}", v, "places", f"{p}, at most (derived from the counts printed)", operands)
        for p, v in zip(open_.part, open_.high, strict=True)
    ]
    printed = ", ".join(f"{p} {v:g}" for p, v in zip(known.part, known.high, strict=True))
    others = "、".join(open_.part)
    words = say(f"Printed: {printed}. Derived bounds for {others}.", f"原文:{printed}。推得范围:{others}。")
    return Picture(figure, title, words, pd.concat(marks))


def plot_split(split: Split, size: int, source: str) -> Picture:
    """A list parted at a limit: the part below as printed, the rest of its `size` places derived."""
    title = say(
        f"{split.below} of {size} lie below {split.limit} (printed), so {split.rest} at it or above (derived)",
        f"{size}个中{split.below}个在{split.limit}以下(原文),其余{split.rest}个不在(推得)",
    )
    with sheet(title, source, 1.7) as (figure, axes):
        axes.barh(0, split.below, 0.62, color=ARTICLES[0], gid="below")
        axes.barh(0, split.rest, 0.62, split.below, color=UNKNOWN, hatch="////", edgecolor=PAPER, gid="rest")
        axes.annotate(f"{split.below}", (split.below / 2, 0), color=PAPER, ha="center", va="center")
        axes.annotate(f"{split.rest}", (split.below + split.rest / 2, 0), ha="center", va="center")
        axes.set(xlim=(0, size), ylim=(-0.5, 0.5), yticks=[])
        axes.set_xlabel(say("places (solid: printed; hatched: derived)", "席位(实:原文;斜线:推得)"))
        axes.spines[["left"]].set_visible(False)
    marks = [marks_of(name, value, "places", label, split.spans) for name, value, label in _sides(split)]
    words = say(
        f"Below {split.limit}: {split.below}. Not below: {split.rest}, derived.",
        f"{split.limit}以下:{split.below}(原文)。不在其下:{split.rest}(推得)。",
    )
    return Picture(figure, title, words, pd.concat(marks))


def _sides(split: Split) -> list[tuple[str, int, str]]:
    return [("below", split.below, f"below {split.limit}"), ("rest", split.rest, f"{split.limit} and above, derived")]


MOST_NUMBERS = 40  # bars that fit two screens; those that the page can contradict come first


def plot_kills(kills: pd.DataFrame, source: str) -> Picture:
    """For each number, the share of its slips that the ledger notices (`quote, start, killed`), at most 40."""
    rates = kills.groupby(["start", "quote"], as_index=False).killed.mean()
    rates = rates.sort_values("killed", ascending=False, kind="stable").head(MOST_NUMBERS).sort_values("start")
    title = say(
        f"Of {len(kills)} slips in one number the page contradicts {kills.killed.sum()}; the others it could not tell",
        f"数字误植{len(kills)}种,核对表察觉{kills.killed.sum()}种,其余原文无从察觉",
    )
    with sheet(title, source, 0.3 * len(rates) + 1.2) as (figure, axes):
        for at, rate in enumerate(rates.killed):
            axes.barh(at, 1, 0.66, color=UNKNOWN)
            axes.barh(at, rate, 0.66, color=ARTICLES[2], gid=f"number-{at}")
            axes.annotate(f"{rate:.0%}", (1, at), (5, 0), textcoords="offset points", va="center")
        axes.set_yticks(range(len(rates)), rates.quote.str.replace(r"\s+", "", regex=True))
        axes.set(xlim=(0, 1.1), ylim=(-0.7, len(rates) - 0.3))
        axes.set_xlabel(say("share of a number's slips that contradict the page", "被察觉的误植所占比例"))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
        axes.invert_yaxis()
    rows = zip(rates.start, rates.quote, rates.killed, strict=True)
    marks = [marks_of(f"number-{n}", r, "share", q, [(s, s + len(q), q)]) for n, (s, q, r) in enumerate(rows)]
    words = ", ".join(f"{q} {r:.0%}" for q, r in zip(rates.quote, rates.killed, strict=True))
    return Picture(figure, title, words, pd.concat(marks))
