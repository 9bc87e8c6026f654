"""Pictures of what changes over an archive: terms, new terms and themes by period, ranks by edition.

A mark's `label` names its page; `start`, `end` and `quote` are characters of that page's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.archive.change import SURE, kind_of
from analysis.plots import ACCENT, ARTICLES, FADED, HAIRLINE, MARKS, PAPER, UNKNOWN, Picture, derived, say, sheet
from analysis.plots.terms import glossed, together, unmarked

IN_CHINESE = {"week": "周", "month": "月", "year": "年"}
COLUMNS = 3  # of a sheet of small pictures
LISTED = 12  # periods, each with its number of articles
LATEST = 45  # days side by side on a sheet, each with its number


def plot_term_shares(
    shares: pd.DataFrame, terms: pd.DataFrame, texts: Mapping[str, str], source: str, glosses: pd.Series
) -> Picture:
    """For each term of `shares` (of `term_shares`) its course over the periods with its intervals.

    `terms` are the dated rows of the table `terms`, `texts` the pages' by name, `glosses` a series `term → gloss`.
    """
    kind, sizes = kind_of(shares), shares.drop_duplicates("period").set_index("period").articles.sort_index()
    note = source + say(". Bar: 95 % interval (Wilson). ", "。竖条:95%区间(Wilson)。") + _sizes(sizes, kind)
    glosses, note = unmarked(glosses, shares.term, note)
    spread = shares.groupby("term", sort=False).share.agg(["min", "max"])
    most = (spread["max"] - spread["min"]).idxmax()
    low, high = spread["min"][most], spread["max"][most]
    title = say(
        f"{glossed(most, glosses)} stands in {low:.0%} to {high:.0%} of a {kind}'s articles",
        f"每{IN_CHINESE[kind]}{low:.0%}至{high:.0%}的报道用到“{most}”",
    )
    axis = say(f"share of the {kind}'s articles", f"占当{IN_CHINESE[kind]}报道")
    picture = _courses(shares, "term", title, note, axis, glosses)
    marks = _course_marks(shares, "term", terms, "share of articles", texts)
    return Picture(picture, title, _told(shares, "term"), marks)


def plot_theme_means(
    means: pd.DataFrame, themes: pd.DataFrame, texts: Mapping[str, str], source: str, glosses: pd.Series
) -> Picture:
    """For each theme of `means` (of `theme_means`) its mean share over the periods.

    `themes` are the dated rows, `glosses` a series `theme → English name`.
    """
    kind, sizes = kind_of(means), themes.drop_duplicates(["page", "article"]).period.value_counts().sort_index()
    title = _moved(means, glosses)
    note = source + say(f". Bar: {SURE} standard errors either side", f"。竖条:均值上下各{SURE}个标准误")
    if sizes.min() == 1:
        note += say("; hollow: one article, no interval", ",空心点仅一篇,无区间")
    note += say(f". {_sizes(sizes, kind)}", f"。{_sizes(sizes, kind)}")
    picture = _courses(means, "theme", title, note, say("mean share of an article", "篇均占比"), glosses)
    marks = _course_marks(means, "theme", themes.drop(columns="share"), "mean share", texts)
    return Picture(picture, title, _told(means, "theme"), marks)


def _moved(means: pd.DataFrame, glosses: pd.Series) -> str:
    """The finding: the greatest gain and loss from the first period to the last, where the intervals are apart."""
    ends = means.period.min(), means.period.max()
    first, last = (means[means.period == period].set_index("theme") for period in ends)
    apart = (last.low > first.high) | (last.high < first.low)  # of one article no interval is known, so none is apart
    change, kind = 100 * (last.share - first.share)[apart], kind_of(means)
    told = pd.concat([change[change > 0].nlargest(1), change[change < 0].nsmallest(1)])
    english = [f"{glossed(t, glosses)} {'gains' if n > 0 else 'loses'} {abs(n):.0f} points" for t, n in told.items()]
    chinese = [f"{t}{'升' if n > 0 else '降'}{abs(n):.0f}个百分点" for t, n in told.items()]
    others = len(change) == len(told) < len(first)
    if told.empty:
        return say(
            f"No theme's intervals of the first {kind} and the last are apart",
            f"各主题首{IN_CHINESE[kind]}与末{IN_CHINESE[kind]}的区间无一相离",
        )
    return say(
        f"{', '.join(english)} from the first {kind} to the last{'; the intervals of the others overlap' * others}",
        f"从首{IN_CHINESE[kind]}到末{IN_CHINESE[kind]},{','.join(chinese)}{';其余区间相重叠' * others}",
    )


def _sizes(articles: pd.Series, kind: str) -> str:
    """How many articles each period has; of many periods the least and the most."""
    least, most, each = articles.min(), articles.max(), IN_CHINESE[kind]
    if least == most:
        return say(f"{least} article{'s' * int(least > 1)} a {kind}.", f"每{each}{least}篇。")
    if len(articles) > LISTED:
        return say(f"{least} to {most} articles a {kind}.", f"每{each}{least}至{most}篇。")
    numbers = list(map(str, articles))
    return say(f"Articles {kind} by {kind}: {', '.join(numbers)}.", f"各{each}篇数:{'、'.join(numbers)}。")


def plot_new_terms(
    new: pd.DataFrame, terms: pd.DataFrame, texts: Mapping[str, str], source: str, glosses: pd.Series
) -> Picture:
    """For each term of `new` (of `new_terms`) a dot on every day whose page has it, as large as its frequency."""
    glosses, source = unmarked(glosses, new.term, source)
    days = _spread(terms[terms.term.isin(new.term)]).groupby(["term", "date"]).page.size().rename("n").reset_index()
    first, kind = new.loc[new.chance.idxmin()], kind_of(new)
    title = say(
        f"{glossed(first.term, glosses)} is in {first.n} articles of {_named(first.period, kind)}, and in none before",
        f"“{first.term}”在{_named(first.period, kind)}见于{first.n}篇,此前未见",
    )
    with sheet(title, source, 0.27 * len(new) + 1.3) as (figure, axes):
        for at, (term, period) in enumerate(zip(new.term, new.period, strict=True)):
            mine = days[days.term == term]
            axes.axhline(at, color=HAIRLINE, lw=0.6, zorder=0)
            axes.plot(period.start_time, at, marker="|", ms=13, color=FADED, zorder=1)
            for date, n in zip(mine.date, mine.n, strict=True):
                axes.plot(pd.Timestamp(date), at, "o", ms=5 * n**0.5, color=ACCENT, mew=0, gid=f"{term}-{date}")
        axes.set_yticks(range(len(new)), [glossed(term, glosses) for term in new.term])
        _day_ticks(axes, terms.period, 8)
        _out_of_layout(axes)
        begins = f"{'Monday' if kind == 'week' else 'first day'} of its first {kind}"
        axes.set_xlabel(
            say(f"day (bar: {begins}; dot: its tokens that day)", f"日期(竖线:初见之{IN_CHINESE[kind]};点:当日次数)")
        )
        axes.set_xlim(terms.period.min().start_time - pd.Timedelta(days=1))
        axes.invert_yaxis()
    rows = _spread(terms[terms.term.isin(new.term)]).merge(days).assign(value=lambda rows: rows.n, unit="tokens")
    words = "; ".join(
        say(f"{t} from {_day(p.start_time)}, {n} articles", f"{t} {_day(p.start_time)}起,{n}篇")
        for p, t, n in zip(new.period, new.term, new.n, strict=True)
    )
    return Picture(figure, title, words, _marks(rows, ["term", "date"], texts))


def plot_editions(ranks: pd.DataFrame, source: str, glosses: pd.Series) -> Picture:
    """Who ranks where on which day: a square a rank, dark for the first; blank where a page names none.

    `ranks` are rows of `ranks_by_day`; of many days the latest are drawn.
    """
    dates = sorted(ranks.date.unique())
    if len(dates) > LATEST:
        source += say(f". The latest {LATEST} of {len(dates)} days.", f"。{len(dates)}日中最近的{LATEST}日。")
        dates = dates[-LATEST:]
    drawn, days = ranks[ranks.date.isin(dates)], [pd.Timestamp(date) for date in dates]
    glosses, source = unmarked(glosses, drawn.entity, source)
    title = _leading(drawn, len(days), glosses)
    names, last = sorted(drawn.entity.unique()), drawn.value.max()
    with sheet(title, source, 0.45 * len(names) + 1.4) as (figure, axes):
        for entity, date, value in zip(drawn.entity, drawn.date, drawn.value, strict=True):
            day, at = days.index(pd.Timestamp(date)), names.index(entity)
            shade = 1 - 0.8 * (value - 1) / max(last - 1, 1)
            axes.plot(day, at, "s", ms=9, color=ARTICLES[0], alpha=shade, mew=0)
            colour = UNKNOWN if shade > 0.5 else ARTICLES[0]
            said = {"ha": "center", "va": "center_baseline", "fontsize": 8, "color": colour}
            axes.annotate(f"{value:g}", (day, at), gid=f"{entity}-{date}", **said)
        axes.set_yticks(range(len(names)), [glossed(name, glosses) for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        told = range(0, len(days), -(-len(days) // 6))
        years = (days[-1] - days[0]).days / 365
        axes.set_xticks(told, [_tick(days[n], years) for n in told])
        _out_of_layout(axes)
    marks = drawn.assign(mark=drawn.entity + "-" + drawn.date.astype(str), unit="rank", label=drawn.page)[MARKS]
    held = drawn.groupby("entity").value.agg(["size", "mean"])
    words = ", ".join(
        say(f"{e} on {n} day{'s' * (n > 1)}, mean rank {m:.1f}", f"{e}载于{n}日,平均第{m:.1f}位")
        for e, n, m in held.itertuples(name=None)
    )
    return Picture(figure, title, words, marks)


def ranks_by_day(ranks: pd.DataFrame) -> pd.DataFrame:
    """The ranks that a day gives its entities, one each: the best, where headline and text or two lists name several.

    `ranks` are dated rows of the table `quantities`.
    """
    best = ranks.sort_values("value", kind="stable").drop_duplicates(["entity", "date"])
    return best.sort_values(["date", "entity"])


def _leading(ranks: pd.DataFrame, days: int, glosses: pd.Series) -> str:
    """The finding: who has the best rank on most days, all of them that have it as often."""
    top = ranks.value.min()
    tops = ranks[ranks.value == top].entity.value_counts()
    most, often = sorted(tops.index[tops == tops.max()]), tops.max()
    come = f"come{'s' * (len(most) == 1)} first" if top == 1 else f"rank{'s' * (len(most) == 1)} {top:g}"
    names, several, place = together(most, glosses), len(most) > 1, "居首" if top == 1 else f"居第{top:g}位"
    return say(
        f"{names} {come} on {often} of {days} days{' each' * several}",
        f"{days}日中{names}{'各' * several}{often}日{place}",
    )


def _courses(table: pd.DataFrame, by: str, title: str, source: str, axis: str, glosses: pd.Series) -> Any:
    """A small picture for each course over the periods, all on one scale, intervals as bars."""
    names = list(dict.fromkeys(table[by]))
    rows, thick = -(-len(names) // COLUMNS), min(4, 150 / table.period.nunique())  # points: they stand side by side
    with sheet(title, source, 1.75 * rows + 0.9, rows, COLUMNS, sharex=True, sharey=True, squeeze=False) as (
        figure,
        grid,
    ):
        for axes, name in zip(grid.flat, names, strict=False):
            mine = table[table[by] == name]
            days = mine.period.dt.start_time
            axes.plot(days, mine.share, color=ARTICLES[0], lw=1)
            for day, share, low, high in zip(days, mine.share, mine.low, mine.high, strict=True):
                interval = {"color": ARTICLES[5], "alpha": 0.6, "lw": thick, "solid_capstyle": "butt", "zorder": 0}
                if low <= high:  # of one article no interval is known
                    axes.plot([day, day], [low, high], gid=f"{name}-{day:%Y-%m-%d}-interval", **interval)
                dot = {"color": ARTICLES[0], "ms": thick, "clip_on": False, "zorder": 3}  # over the axis
                inside = ARTICLES[0] if low <= high else PAPER
                axes.plot(day, share, "o", mfc=inside, gid=f"{name}-{day:%Y-%m-%d}", **dot)
            axes.set_title(glossed(name, glosses), color=ARTICLES[0])
            axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
            axes.set_ylim(0, min(1.0, 1.08 * float(table[["share", "high"]].max(axis=None))))
            axes.grid(axis="y")
            _day_ticks(axes, table.period, 3)
            _out_of_layout(axes)
            axes.tick_params("x", pad=7)
        for axes in grid.flat[len(names) :]:
            axes.set_visible(False)
        figure.supylabel(axis, fontsize=8.5, color=FADED)
    return figure


def _named(period: pd.Period, kind: str) -> str:
    """A week, month or year, to be told of what happens in it."""
    day = period.start_time
    if kind == "week":
        return say(f"the week of {_day(day)}", f"{_day(day)}起的一周")
    return say(f"{day:%B %Y}", f"{day.year}年{day.month}月") if kind == "month" else say(f"{day.year}", f"{day.year}年")


def _day_ticks(axes: Any, periods: pd.Series, most: int) -> None:
    """A tick at some of the periods, so far apart that there are some `most`."""
    first, *others = sorted(period.start_time for period in periods.unique())
    shown, whole = [first], (others or [first])[-1] - first
    for day in others:
        if day - shown[-1] >= whole / most:
            shown.append(day)
    axes.set_xticks(shown, [_tick(day, whole.days / 365) for day in shown])


def _tick(day: pd.Timestamp, years: float) -> str:
    """What tells a period of so many years: its day, its month, its year."""
    if years < 0.9:
        return say(f"{day.day} {day:%b}", f"{day.month}月{day.day}日")
    return f"{day:%Y-%m}" if years < 4 else f"{day.year}"


def _out_of_layout(axes: Any) -> None:
    """Marks lie inside their axes; measuring each of them to lay the axes out takes most of a second."""
    for mark in (*axes.lines, *axes.texts):
        mark.set_in_layout(False)


def _day(day: pd.Timestamp) -> str:
    return say(f"{day.day} {day:%B} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def _told(table: pd.DataFrame, by: str) -> str:
    """The courses in words: the shares of each, in per cent."""
    courses = table.groupby(by, sort=False).share.agg(list)
    return "; ".join(f"{name} {', '.join(f'{share:.0%}' for share in shares)}" for name, shares in courses.items())


def _spread(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each place instead of a list of them in a row."""
    return table.explode(["start", "end"]).dropna(subset=["start"])


def _course_marks(
    courses: pd.DataFrame, by: str, rows: pd.DataFrame, unit: str, texts: Mapping[str, str]
) -> pd.DataFrame:
    """The marks of the dots of courses, which rest on some rows of an archive, and of their intervals."""
    dots = courses[[by, "period", "share"]].merge(_spread(rows[rows[by].isin(courses[by])]), how="left")
    dots = dots.assign(value=dots.share, unit=unit)
    return pd.concat([_marks(dots, [by, "period"], texts), _intervals(courses, by, unit)])


def _marks(rows: pd.DataFrame, by: list[str], texts: Mapping[str, str]) -> pd.DataFrame:
    """The table of marks; a mark of nothing (a period without the term) has a row without a place."""
    rows = rows.assign(page=rows.page.fillna("")).astype({"start": "Int64", "end": "Int64"})
    days = (rows.period.dt.start_time if by[1] == "period" else pd.to_datetime(rows[by[1]])).dt.strftime("%Y-%m-%d")
    quotes = list(_quotes(rows, texts))
    marks = rows.assign(mark=rows[by[0]] + "-" + days, label=rows.page, quote=quotes)
    return marks.sort_values(["mark", "label", "start"], kind="stable")[MARKS]


def _intervals(table: pd.DataFrame, by: str, unit: str) -> pd.DataFrame:
    """The rows of the intervals about the dots."""
    known = table[[by, "period", "low", "high"]].dropna().itertuples(index=False, name=None)
    dots = [(f"{name}-{period.start_time:%Y-%m-%d}", low, high) for name, period, low, high in known]
    rows = [derived(f"{dot}-interval", {f"{unit}, low": a, f"{unit}, high": b}, [dot]) for dot, a, b in dots]
    return pd.concat(rows) if rows else derived("", {}, [])


def _quotes(rows: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[str]:
    for page, start, end in zip(rows.page, rows.start, rows.end, strict=True):
        yield texts[page][start:end] if page else ""
