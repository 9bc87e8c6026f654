"""Pictures of ranks, of the places that parts of a list hold, of scales, and of what a wrong number would give away."""

from __future__ import annotations

import html
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from analysis.page import Page
from analysis.plots import ACCENT, ARTICLES, FADED, UNKNOWN, Picture, marks_of, say, sheet
from analysis.plots.evidence import highlighted, sentences


def ledger_table(ledger: pd.DataFrame, page: Page) -> HTML:
    """The ledger as a table: each check, its verdict, its arithmetic, and the sentences with its quotes highlighted."""
    rows = "".join(
        f"<tr><td>{html.escape(row.check)}</td><td>{_loud(row.verdict)}</td><td>{html.escape(row.statement)}</td>"
        f"<td style='text-align:left'>{_sentences(row, page)}</td></tr>"
        for row in map(_Row._make, ledger[list(_Row._fields)].itertuples(index=False, name=None))
    )
    return HTML(f"<table><tr><th>check</th><th>verdict</th><th>arithmetic</th><th>on the page</th></tr>{rows}</table>")


class _Row(NamedTuple):
    check: str
    verdict: str
    statement: str
    start: tuple[int, ...]
    end: tuple[int, ...]


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
    named = len(ranks)
    title = say(
        f"{named} of {size} places are named, the first of them {int(ranks.value.min())}; {size - named} are not",
        f"{size}个位次中有{named}个具名,最前第{int(ranks.value.min())}位",
    )
    with sheet(title, source, 2.2) as (figure, axes):
        known = set(ranks.value.astype(int))
        for place in range(1, size + 1):
            colour = ACCENT if place in known else UNKNOWN
            axes.bar(place, 1, 0.86, color=colour, gid=f"place-{place}")
        for level, row in enumerate(ranks.sort_values("value").itertuples()):
            label = f"{row.entity} {row.value:g}"
            axes.annotate(
                label, (float(str(row.value)), 1), (0, 5 + 14 * (level % 2)), textcoords="offset points", ha="center"
            )
        axes.set(
            xlim=(0, size + 1),
            ylim=(0, 1.75),
            yticks=[],
            xlabel=say("place on the list (grey: not on the page)", "位次(灰:未载)"),
        )
        axes.set_xticks([1, *range(size // 10, size + 1, size // 10)] if size >= 20 else range(1, size + 1))
        axes.spines[["left"]].set_visible(False)
    rows = zip(ranks.entity, ranks.value, ranks.start, ranks.end, ranks.quote, strict=True)
    marks = [marks_of(f"place-{int(v)}", v, "place", e, [(a, b, q)]) for e, v, a, b, q in rows]
    words = ", ".join(f"{e} {v:g}" for e, v in zip(ranks.entity, ranks.value, strict=True))
    return Picture(figure, title, f"{words}; the other {size - named} places are unknown.", pd.concat(marks))


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
                axes.plot([low, high], [at, at], color=FADED, lw=1.6, marker="|", ms=9, gid=f"part-{row.part}")
                axes.annotate(
                    f"{low:g}–{high:g}", (high, at), (7, 0), textcoords="offset points", va="center", color=FADED
                )
        axes.set_yticks(range(len(places)), places.part)
        axes.set(
            xlim=(0, float(places.high.max()) * 1.12),
            xlabel=say("places (bar: printed; line: bounds, derived)", "席位(条:原文;线:推得上下限)"),
        )
        axes.invert_yaxis()
    rows = zip(known.part, known.high, known.start, known.end, known.quote, strict=True)
    marks = [marks_of(f"part-{p}", v, "places", p, [(int(a), int(b), q)]) for p, v, a, b, q in rows]
    printed = ", ".join(f"{p} {v:g}" for p, v in zip(known.part, known.high, strict=True))
    return Picture(figure, title, f"Printed: {printed}. Derived bounds for {'、'.join(open_.part)}.", pd.concat(marks))


def plot_kills(kills: pd.DataFrame, source: str) -> Picture:
    """For each number, the share of changes of one digit that the ledger notices (`quote, start, killed`)."""
    rates = kills.groupby(["start", "quote"], as_index=False).killed.mean()
    title = say(
        f"The ledger notices {kills.killed.sum()} of {len(kills)} wrong digits",
        f"改动{len(kills)}处数字,核对表察觉{kills.killed.sum()}处",
    )
    with sheet(title, source, 0.3 * len(rates) + 1.2) as (figure, axes):
        for at, rate in enumerate(rates.killed):
            axes.barh(at, 1, 0.66, color=UNKNOWN)
            axes.barh(at, rate, 0.66, color=ARTICLES[2], gid=f"number-{at}")
            axes.annotate(f"{rate:.0%}", (1, at), (5, 0), textcoords="offset points", va="center")
        axes.set_yticks(range(len(rates)), rates.quote.str.replace(r"\s+", "", regex=True))
        axes.set(xlim=(0, 1.1), xlabel=say("share of changed digits that contradict the page", "被察觉的改动所占比例"))
        axes.invert_yaxis()
    rows = zip(rates.start, rates.quote, rates.killed, strict=True)
    marks = [marks_of(f"number-{n}", r, "share", q, [(s, s + len(q), q)]) for n, (s, q, r) in enumerate(rows)]
    words = ", ".join(f"{q} {r:.0%}" for q, r in zip(rates.quote, rates.killed, strict=True))
    return Picture(figure, title, words, pd.concat(marks))
