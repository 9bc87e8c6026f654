"""Pictures of ranks, of the places that parts of a list hold, of scales, and of what a wrong number would give away."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

import pandas as pd
from IPython.display import HTML

from analysis.page import Page
from analysis.plots import BESIDE, FADED, INK, PAPER, UNKNOWN, Picture, colour_of, marks_of, say, sheet
from analysis.plots.evidence import article_at, highlighted, sentences
from analysis.plots.terms import glossed, unmarked
from analysis.rankings.places import Split

POSSIBLE: Any = {"color": UNKNOWN, "hatch": "////", "edgecolor": PAPER}  # what is derived and not printed
MOST_NUMBERS = 40  # bars that fit two screens; those that the page is likeliest to contradict come first
BROKEN = re.compile(r"[、。“”《》\n,;:!?()\uff01-\uff0f\uff1a-\uff20]")


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


def plot_ranks(ranks: pd.DataFrame, size: int, source: str, glosses: pd.Series) -> Picture:
    """A strip of `size` places: those that `ranks` (`article, entity, value, start, end, quote`) names, in the colour
    of their article, the rest unknown."""
    rows = list(
        zip(ranks.article, ranks.entity, ranks.value.astype(int), ranks.start, ranks.end, ranks.quote, strict=True)
    )
    known = {value: article for article, _, value, *_ in rows}
    glosses, source = unmarked(glosses, ranks.entity, source)
    title = _best(ranks, size, glosses)
    last, levels = max(size, *known), list(_levels(ranks, size, glosses))
    with sheet(title, source, 2.3 + 0.44 * max(level for level, *_ in levels)) as (figure, axes):
        for place in range(1, last + 1):
            named = (
                {"color": colour_of(known[place]), "gid": f"place-{place}"} if place in known else {"color": UNKNOWN}
            )
            axes.bar(place, 1, 0.86, **named)
        for level, label, value in levels:
            above: Any = {"xy": (value, 1), "xytext": (0, 5 + 31 * level), "textcoords": "offset points"}
            axes.annotate(label, ha="center", **above)
            if level:
                axes.annotate("", arrowprops={"arrowstyle": "-", "color": FADED, "lw": 0.6}, **above)
        axes.set(xlim=(0, last + 1), ylim=(0, 1), yticks=[])
        axes.set_xlabel(say("place on the list (grey: the page does not say whose)", "位次(灰:原文未载)"))
        axes.set_xticks([1, *range(size // 10, size + 1, size // 10)] if size >= 20 else range(1, size + 1))
        axes.spines[["left"]].set_visible(False)
    marks = [marks_of(f"place-{v}", v, "place", e, [(a, b, q)]) for _, e, v, a, b, q in rows]
    words = say(", ", "、").join(f"{entity} {value}" for _, entity, value, *_ in rows)
    left = say(f"; the other {size - len(known)} places are unknown.", f";其余{size - len(known)}个位次未载。")
    return Picture(figure, title, words + left, pd.concat(marks))


def _best(ranks: pd.DataFrame, size: int, glosses: pd.Series) -> str:
    best, known = ranks.loc[ranks.value.idxmin()], ranks.value.nunique()
    name, place = str(best.entity) and glossed(str(best.entity), glosses), int(best.value)
    of = f"the best of the {known} places" if known > 1 else "the only place"
    return say(
        f"{name or 'Its first'} ranks {place} of {size}, {of} that the page names; {size - known} are unknown",
        f"{name or '最前者'}在{size}个位次中列第{place},原文载明{known}个,其余{size - known}个未载",
    )


def _levels(ranks: pd.DataFrame, size: int, glosses: pd.Series) -> Iterator[tuple[int, str, int]]:
    """Each label with the lowest level where it does not run into the one before; 0 is next to the strip."""
    ends: list[float] = []
    for value, entity in sorted(zip(ranks.value.astype(int), ranks.entity, strict=True)):
        label = f"{entity} {value}\n{glossed(entity, glosses).removeprefix(entity).strip()}".strip()
        letters = max(len(entity) * 2 + 4, *map(len, label.split("\n"))) + 1
        half = letters * size / 200  # a strip holds some 100 letters
        level = next((n for n, end in enumerate(ends) if value - half > end), len(ends))
        ends[level:] = [value + half, *ends[level + 1 :]]
        yield level, label, value


def plot_places(places: pd.DataFrame, size: int, article: int, source: str, glosses: pd.Series) -> Picture:
    """Bars of the places of `size` that parts hold, in the colour of `article`; the parts whose number is not printed
    together, as one bar of what is left (derived)."""
    glosses, source = unmarked(glosses, places.part, source)
    known, others = places[places.quote != ""], places[places.quote == ""]
    most, left = known.loc[known.high.idxmax()], size - known.high.sum()
    title = say(
        f"{glossed(most.part, glosses)} holds {most.high:g} of {size} places; {len(others)} parts without a printed "
        f"number share {left:g} (derived)",
        f"{most.part}占{size}席中的{most.high:g}席;未载席位的{len(others)}处共{left:g}席(推得)",
    )
    each = f"{others.low.min():g}–{others.high.max():g}"
    printed = [(int(a), int(b), q) for a, b, q in zip(known.start, known.end, known.quote, strict=True)]
    with sheet(title, source, 0.5 * len(known) + 2.1) as (figure, axes):
        for at, (part, held) in enumerate(zip(known.part, known.high, strict=True)):
            axes.barh(at, held, 0.62, color=colour_of(article), gid=f"part-{part}")
            axes.annotate(f"{held:g}", (held, at), (4, 0), **BESIDE)
        axes.barh(len(known), left, 0.62, gid="others", **POSSIBLE)
        told = say(f"{left:g} together; each {each}, derived", f"共{left:g};各{each},推得")
        axes.annotate(
            told, (left / 2, len(known)), color=INK, ha="center", va="center", bbox={"fc": UNKNOWN, "ec": "none"}
        )
        unprinted = _in_lines([glossed(part, glosses) for part in others.part])
        axes.set_yticks(range(len(known) + 1), [*(glossed(part, glosses) for part in known.part), unprinted])
        axes.set(xlim=(0, max(left, most.high) * 1.08), ylim=(len(known) + 0.6, -0.6))
        axes.set_xlabel(say("places (solid: printed; hatched: derived)", "席位(实:原文;斜线:推得)"))
    marks = [
        marks_of(f"part-{part}", held, "places", part, [span])
        for part, held, span in zip(known.part, known.high, printed, strict=True)
    ]
    names = "、".join(others.part)
    marks.append(marks_of("others", left, "places", f"{names} together (derived from the counts printed)", printed))
    listed = say(", ", "、").join(f"{p} {v:g}" for p, v in zip(known.part, known.high, strict=True))
    words = say(
        f"Printed: {listed}. Derived: {names} together {left:g}, each {each}.",
        f"原文:{listed}。推得:{names}共{left:g}席,各{each}席。",
    )
    return Picture(figure, title, words, pd.concat(marks))


def _in_lines(names: list[str]) -> str:
    """Names two to a line; of more than six how many they are."""
    if len(names) > 6:
        return say(f"{len(names)} others", f"其余{len(names)}处")
    return "\n".join("、".join(names[n : n + 2]) for n in range(0, len(names), 2))


def plot_split(split: Split, size: int, article: int, source: str) -> Picture:
    """A list parted at a limit: the part below as printed, in the colour of `article`, the rest of its `size` places
    derived."""
    title = say(
        f"{split.below} of {size} lie below {split.limit} (printed), so {split.rest} at it or above (derived)",
        f"{size}个中{split.below}个在{split.limit}以下(原文),其余{split.rest}个不在(推得)",
    )
    below = say(f"{split.below} below {split.limit}", f"{split.limit}以下{split.below}")
    rest = say(f"{split.rest} not below", f"不在其下{split.rest}")
    with sheet(title, source, 1.7) as (figure, axes):
        axes.barh(0, split.below, 0.62, color=colour_of(article), gid="below")
        axes.barh(0, split.rest, 0.62, split.below, gid="rest", **POSSIBLE)
        for told, at, colour in ((below, split.below / 2, PAPER), (rest, split.below + split.rest / 2, INK)):
            axes.annotate(told, (at, 0), color=colour, ha="center", va="center", bbox=_ground(colour))
        axes.set(xlim=(0, size), ylim=(-0.5, 0.5), yticks=[])
        axes.set_xlabel(say("places (solid: printed; hatched: derived)", "席位(实:原文;斜线:推得)"))
        axes.spines[["left"]].set_visible(False)
    marks = [marks_of(name, value, "places", label, split.spans) for name, value, label in _sides(split)]
    words = say(
        f"Below {split.limit}: {split.below}. Not below: {split.rest}, derived.",
        f"{split.limit}以下:{split.below}(原文)。不在其下:{split.rest}(推得)。",
    )
    return Picture(figure, title, words, pd.concat(marks))


def _ground(letters: str) -> dict[str, Any] | None:
    """What dark letters on hatching stand on, that they can be read."""
    return {"fc": UNKNOWN, "ec": "none", "pad": 1.5} if letters == INK else None


def _sides(split: Split) -> list[tuple[str, int, str]]:
    return [("below", split.below, f"below {split.limit}"), ("rest", split.rest, f"{split.limit} and above, derived")]


def plot_kills(kills: pd.DataFrame, page: Page, source: str) -> Picture:
    """For each number, the share of its slips that the ledger notices (`quote, start, killed`), in the colour of its
    article and named by what the page prints before it: at most 40, and in one row those of which it notices none."""
    rates = kills.groupby(["start", "quote"], as_index=False).killed.mean()
    noticed, others = rates[rates.killed > 0], rates[rates.killed == 0]
    drawn = noticed.sort_values("killed", ascending=False, kind="stable").head(MOST_NUMBERS).sort_values("start")
    rows = list(zip(drawn.start, drawn.quote, drawn.killed, strict=True))
    names, title = [_in_its_place(page, start, quote) for start, quote, _ in rows], _given_away(kills, rates)
    with sheet(title, source + _left_off(drawn, noticed), 0.3 * (len(rows) + 1) + 1.3) as (figure, axes):
        for at, (start, _, rate) in enumerate(rows):
            _rate(axes, at, rate, colour_of(article_at(page, start)), f"number-{at}")
        if len(others):
            _rate(axes, len(rows), 0, UNKNOWN, "others")
            names.append(say(f"{len(others)} other{'s' * (len(others) > 1)}", f"其余{len(others)}个"))
        axes.set_yticks(range(len(names)), names)
        axes.set(xlim=(0, 1.1), ylim=(len(names) - 0.3, -0.7))
        axes.set_xlabel(say("share of a number's slips that contradict the page", "被察觉的误植所占比例"))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    marks = [marks_of(f"number-{n}", r, "share", q, [(s, s + len(q), q)]) for n, (s, q, r) in enumerate(rows)]
    unnoticed = [(start, start + len(quote), quote) for start, quote in zip(others.start, others.quote, strict=True)]
    marks.append(marks_of("others", 0, "share", names[-1], unnoticed))
    words = ", ".join(f"{name} {rate:.0%}" for name, rate in zip_longest(names, drawn.killed, fillvalue=0))
    return Picture(figure, title, words, pd.concat(marks))


def _rate(axes: Any, at: int, rate: float, colour: str, gid: str) -> None:
    axes.barh(at, 1, 0.66, color=UNKNOWN)
    axes.barh(at, rate, 0.66, color=colour, gid=gid)
    axes.annotate(f"{rate:.0%}", (1, at), (5, 0), **BESIDE)


def _given_away(kills: pd.DataFrame, rates: pd.DataFrame) -> str:
    """The finding, over all numbers, whether they are drawn or not."""
    sure, numbers, noticed = int((rates.killed == 1).sum()), len(rates), int(kills.killed.sum())
    safe = f"{sure} of {numbers} numbers cannot" if sure else f"each of {numbers} numbers can"
    known = f"{numbers}个数字中{sure}个一错即知" if sure else f"{numbers}个数字皆有误植不能察觉"
    return say(
        f"Of {len(kills):,} slips in one number the page gives away {noticed:,}; {safe} slip unnoticed",
        f"数字误植{len(kills):,}种,核对表察觉{noticed:,}种;{known}",
    )


def _left_off(drawn: pd.DataFrame, noticed: pd.DataFrame) -> str:
    if len(drawn) == len(noticed):
        return ""
    return say(
        f" The {len(drawn)} of {len(noticed)} numbers whose slips are noticed most often are shown.",
        f"误植可察觉的数字{len(noticed)}个,此为最易察觉的{len(drawn)}个。",
    )


def _in_its_place(page: Page, start: int, quote: str, most: int = 10) -> str:
    """A number with what is printed before it, back to the last stop or `most` characters: `我市四城区`."""
    before = page.text[max(0, start - most) : start]
    *broken, clause = BROKEN.split(before)
    return re.sub(r"\s+", "", "…" * (not broken) + clause + quote)
