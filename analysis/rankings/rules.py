"""The rules of the ledger: each takes an article's quantities and gives a line for every group that it compares.

A rule speaks only where the text says that the numbers belong together (a list before a count, 其中, 占全省的, 分别).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from analysis.rankings.entities import CLAUSE_END, REACH, listed
from analysis.rankings.operands import (
    CLAUSES,
    Rows,
    after,
    alike,
    counts,
    examples_before,
    is_most,
    list_before,
    list_of_parts,
    listed_quantities,
    members,
    parts_counted,
    ranked,
    runs,
    same_things,
    sizes_named,
    whole_and_part,
)
from analysis.rankings.sums import (
    all_told,
    amounts,
    beside,
    each_a_portion,
    is_rest,
    off_by,
    product_and_industries,
    shares_told,
    whole_and_parts,
)

EXACT = 1e-9  # of the whole: what adding decimals in binary leaves
ROUNDED = 0.02  # of the whole: 4500万元 and 3000万元 are no 1亿元, though that may be rounded
FRACTION = {"%": 100, "成": 10}
MOVED = re.compile("[升降跌滑落退移到至为]")
LEFT = re.compile("位?[上下前后]?[升降跌移滑]")  # 由第15位升至第9位, 跻身十强: the first may lie outside
LIST_ENDS = re.compile(r"(?:以上|左右)?(?:$|[\s,，。;；!！?？)）])")  # 三成、两成七和两成四 is read in part
# What may stand between two ranks and their difference; a name there (柳塘县下降1位) tells of another
AT_ONCE = re.compile(
    "[,，]?(?:排名|位次|名次)?(?:(?:比|较|与)[^,，]{1,6}?(?:相比)?[,，]?)?(?:同比|环比|累计|总共|共|一举|一年|一下|大幅|连续|直接|再次|又)?"
)


class Line(NamedTuple):
    """One line of the ledger before its quotes are looked up: the rule, its outcome, the rows it rests on."""

    check: str
    verdict: str
    statement: str
    rows: Rows
    others: tuple[tuple[int, int], ...] = ()


def _verdict(holds: bool, strong: str = "proved") -> str:
    return strong if holds else "contradiction"


def list_length(rows: Rows, text: str) -> Iterator[Line]:
    """A list of names that stands right before a count (甲、乙、丙3个区) is as long as the count says.

    Where the count may be of something else (往一处想, 浙江、福建1312家企业) only agreement is told.
    """
    for row in counts(rows):
        names, start = list_before(text, row)
        if names and (len(names) == row.value or alike(names, text, row)):
            statement = f"{len(names)} names = {row.value:g}"
            yield Line("list length", _verdict(len(names) == row.value), statement, [row], ((start, row.start),))


def list_begun(rows: Rows, text: str) -> Iterator[Line]:
    """A list that ends in 等 (甲、乙和丙等3个区) is no longer than the count behind it."""
    for row in counts(rows):
        names, start = examples_before(text, row)
        if names and alike(names, text, row):
            verdict = _verdict(len(names) <= row.value, "bounded")
            yield Line("list length", verdict, f"{len(names)} names ≤ {row.value:g}", [row], ((start, row.start),))


def ranks_rise(rows: Rows, text: str) -> Iterator[Line]:
    """Ranks listed in one breath (第7、第29、第43) rise, if each is another's; one thing's are of several lists."""
    for run in [run for run in runs(rows, text) if len({row.entity for row in run}) == len(run)]:
        holds = all(a.value < b.value for a, b in pairwise(run))
        statement = " < ".join(f"{row.value:g}" for row in run)
        yield Line("ranks rise", _verdict(holds, "bounded"), statement, run)


def ranks_counted(rows: Rows, text: str) -> Iterator[Line]:
    """As many ranks as things that rank, where a count says how many (4个区上榜,分别位列…).

    Their number is proved by it, not what they say: the line speaks of the count alone.
    """
    counted = counts(rows)
    for run in runs(rows, text):
        first = run[0].start
        for count in after(counted, first - 40, 40)[-1:]:
            if "分别" in text[count.end : first] and not re.search(r"[。;；]", text[count.end : first]):
                statement = f"{len(run)} ranks = {count.value:g}"
                spans = tuple((row.start, row.end) for row in run)
                yield Line("ranks counted", _verdict(len(run) == count.value), statement, [count], spans)


def within_list(rows: Rows, text: str) -> Iterator[Line]:
    """No rank, no count of its members, and no sum of the counts of two parts exceeds the one list that is named."""
    sizes = sizes_named(rows, text)
    if len(sizes) != 1:
        return
    size, span = next(iter(sizes.items()))
    single = [[row] for row in ranked(rows) if not LEFT.match(text, row.end)] + [[row] for row in members(rows, text)]
    for group in single + parts_counted(rows, text):
        total = sum(row.value for row in group)
        statement = " + ".join(f"{row.value:g}" for row in group) + f" = {total:g}" * (len(group) > 1) + f" ≤ {size}"
        yield Line("within list", _verdict(total <= size, "bounded"), statement, group, (span,))


def part_of_whole(rows: Rows, text: str) -> Iterator[Line]:
    """Of two counts in 在…N个…中,…M个, the second is no more than the first."""
    for whole, part in whole_and_part(rows, text):
        statement = f"{part.value:g} ≤ {whole.value:g}"
        verdict = _verdict(part.value <= whole.value, "bounded")
        yield Line("part of whole", verdict, statement, [whole, part])


def share_of_counts(rows: Rows, text: str) -> Iterator[Line]:
    """A share that follows part and whole in their sentence (…,占全省的四成) is their ratio, as exactly as printed."""
    for whole, part in whole_and_part(rows, text):
        following = after(rows, part.end, 40)[:1]  # behind 存货1530亿元 占 is of that
        for share in [row for row in following if row.kind == "share"]:
            between = text[part.end : share.start]
            if "占" in between and not re.search(r"[。;；]", between) and whole.value:
                ratio = part.value / whole.value * FRACTION.get(share.unit, 1)
                verdict = _verdict(_agrees(ratio, share.value, share.modifier))
                statement = f"{part.value:g} / {whole.value:g} = {ratio:.4g}, printed {share.quote}"
                yield Line("share = part / whole", verdict, statement, [whole, part, share])


def _agrees(ratio: float, printed: float, modifier: str) -> bool:
    """Whether the ratio rounds to the printed digits; 近 and 超 place it one unit of them below or above instead."""
    step = 10.0 ** -len(f"{printed:g}".partition(".")[2])
    if re.search("超|逾|以上|多|余|过", modifier):
        return printed <= ratio < printed + step
    if re.search("近|不到|不足|以下", modifier):
        return printed - step < ratio <= printed
    return abs(ratio - printed) <= step / 2


def stated_twice(rows: Rows, text: str) -> Iterator[Line]:
    """Counts of the same things agree wherever they are stated."""
    for key, group in same_things(rows, text).items():
        if len(group) > 1:
            statement = f"{key}: " + " = ".join(f"{row.value:g}" for row in group)
            verdict = _verdict(len({row.value for row in group}) == 1)
            yield Line("stated twice", verdict, statement, group)


def sum_of_parts(rows: Rows, text: str) -> Iterator[Line]:
    """Counts or sums of money after 其中 that add up to what stands before it are all its parts.

    If they do not, only a text that says that they are all (其余…, 由…组成, 三次产业) is contradicted, or one whose
    parts, given by 分别, are more than the whole.
    """
    for whole, parts in (*whole_and_parts(counts(rows), text), *whole_and_parts(amounts(rows), text)):
        if len(parts) > 1:
            yield from _sum(whole, parts, all_told(whole, parts, text) or _too_many(whole, parts, text))
    for whole, parts in product_and_industries(rows, text):
        yield from _sum(whole, parts, told=True)


def _sum(whole: Any, parts: Rows, told: bool) -> Iterator[Line]:
    off, rounding = off_by(parts, whole)
    holds = off <= max(rounding, EXACT)
    if (holds and off < ROUNDED) or (told and not holds):
        yield Line("sum of parts", _verdict(holds), _addition(whole, parts), [whole, *parts])


def _addition(whole: Any, parts: Rows) -> str:
    """The sum in words: in numbers if all are of one unit, else in quotes."""
    if any(part.unit != whole.unit for part in parts):
        return f"{' + '.join(part.quote for part in parts)}, printed {whole.quote}"
    total = f"{sum(part.value for part in parts):.10g}"
    printed = f", printed {whole.quote}" if total != f"{whole.value:.10g}" else ""
    return " + ".join(f"{part.value:.10g}" for part in parts) + f" = {total}{printed}"


def _too_many(whole: Any, parts: Rows, text: str) -> bool:
    given = "分别" in text[whole.end : parts[0].start]
    exact = whole.unit == parts[0].unit and not any(row.modifier for row in (whole, *parts))
    return given and exact and beside(parts, text) and sum(row.value for row in parts) > whole.value


def no_part_is_more(rows: Rows, text: str) -> Iterator[Line]:
    """None of the counts after 其中 is more than the count before it; those behind others are told of if they agree."""
    for whole, parts in whole_and_parts(counts(rows), text):
        for n, part in enumerate(parts, 1):
            holds = part.value <= whole.value
            if part.unit == whole.unit and (holds or beside(parts[:n], text)):
                verdict, statement = _verdict(holds, "bounded"), f"{part.value:g} ≤ {whole.value:g}"
                yield Line("part of whole", verdict, statement, [whole, part])


def change_of_ranks(rows: Rows, text: str) -> Iterator[Line]:
    """From one rank to another is as many places as the text says of the same one (由第15位升至第9位,提升6个位次)."""
    for old, new, change in zip(rows, rows[1:], rows[2:], strict=False):
        kinds = [row.kind for row in (old, new, change)]
        if kinds == ["rank", "rank", "rank_change"] and _moved(old, new, change, text):
            places = abs(old.value - new.value)
            statement = f"|{old.value:g} - {new.value:g}| = {places:g}, printed {change.quote}"
            yield Line("change of ranks", _verdict(places == change.value), statement, [old, new, change])


def _moved(old: Any, new: Any, change: Any, text: str) -> bool:
    """Whether a change is that of the two ranks: one verb joins them, and no other subject stands before the change."""
    between, behind = text[old.end : new.start], text[new.end : change.start]
    same = (old.entity, new.entity) == (change.entity,) * 2
    return bool(same and MOVED.search(between) and not CLAUSE_END.search(between) and AT_ONCE.fullmatch(behind))


def shares_of_one_whole(rows: Rows, text: str) -> Iterator[Line]:
    """Shares told side by side that add up to 100 %, within what rounding allows, are all the parts there are.

    They must, if the last goes to the rest (其余占16%).
    """
    for run in shares_told(rows, text):
        off = abs(sum(row.value for row in run) - 100)
        rest = is_rest(run, text) and each_a_portion(run, text) and not any(row.modifier for row in run)
        if off <= 0.05 * (len(run) - 1) + EXACT or (rest and off > len(run) / 2):
            statement = " + ".join(f"{row.value:g}" for row in run) + f" = {sum(row.value for row in run):.4g}"
            yield Line("shares of one whole", _verdict(off < 1), statement, run)


def holds_most(rows: Rows, text: str) -> Iterator[Line]:
    """Who is said to hold the most (数量最多) holds no fewer than any other, nor fewer than the places left demand."""
    sizes = list(sizes_named(rows, text))
    tops = [(held, row) for held in parts_counted(rows, text) for row in held if is_most(text, row)]
    for group, top in tops:
        for other in [row for row in group if row is not top]:
            verdict = _verdict(other.value <= top.value, "bounded")
            yield Line("holds most", verdict, f"{top.value:g} ≥ {other.value:g}", [top, other])
        others = len(list_of_parts(rows, text, group)) - len(group)
        if len(sizes) == 1 and others > 0:
            held = sum(row.value for row in group)
            statement = f"{sizes[0]} - {held:g} = {sizes[0] - held:g} ≤ {others} × {top.value:g}"
            verdict = _verdict(sizes[0] - held <= others * top.value, "bounded")
            yield Line("holds most", verdict, statement, group)


def respectively(rows: Rows, text: str) -> Iterator[Line]:
    """A list of names and the quantities that 分别 gives them are equally long; if not, none is given to anyone."""
    for group in listed_quantities(rows, text):
        before = CLAUSES.split(text[max(0, group[0].start - REACH) : group[0].start])[-1]
        lists = [clause for clause in CLAUSE_END.split(before) if "、" in clause]
        if "分别" in before[-16:] and lists:
            names = re.split(r"分别|\d|[一两二三四五六七八九十]{1,6}[个家]|均|都|同比|增", lists[-1])[0]
            lengths = {names.count("、") + 1, len(listed(names))}  # 和 and 及 may stand inside a name
            whole = LIST_ENDS.match(text, group[-1].end)
            if "、" in names and whole and len(group) not in lengths:
                statement = f"{max(lengths)} names, {len(group)} quantities"
                yield Line("respectively", "contradiction", statement, group)


RULES = (
    list_length,
    list_begun,
    respectively,
    ranks_rise,
    ranks_counted,
    change_of_ranks,
    within_list,
    holds_most,
    part_of_whole,
    sum_of_parts,
    no_part_is_more,
    share_of_counts,
    shares_of_one_whole,
    stated_twice,
)
