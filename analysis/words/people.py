"""Persons' names, which no dictionary has: found by what they are made of and by what stands around them.

A name competes with the dictionary for the characters of its clause, as words do in jieba: the likeliest way to
cut the clause wins.  What wins somewhere on the page by a clear margin is a name everywhere on it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from analysis.lexicons.script import folded
from analysis.page import Page, Span
from analysis.page.names import all_sounds, sounds
from analysis.words.beginnings import beginnings, initials
from analysis.words.candidates import SOLITARY, UNMARKED, Candidate, candidates_in, in_words, no_persons
from analysis.words.customs import by_given_name, by_people, by_surname, listed_with
from analysis.words.dictionary import characters, counts, known, likelihood, names_listed, once, reach
from analysis.words.foreign import masked
from analysis.words.marks import marks_of
from analysis.words.neighbours import by_neighbours
from analysis.words.peoples import in_pieces
from analysis.words.surnames import common, families, surnames

# Natural logarithms, tuned as those of the candidates.
RARE = -12.0  # a word that the dictionary counts 370 times
NAMELIKE = 8.0  # a word of the dictionary that context marks as a name may be so much less likely as a name (周恩来)
OWN = 5.0  # and one that it lists as a name so much, to win unmarked: 张文学, but no 许可证
CLEAR = 1.0  # the margin, summed over the page, that makes a name; 0.5 finds 0.4 % more and errs as much more
OF_A_PEOPLE = "made as names of a people are"
CLAUSE = re.compile(r"[\u3400-\u9fff]+")


class Sighting(NamedTuple):
    """One place where a name is likelier than any other reading, by `margin`, and why."""

    name: str
    margin: float
    why: str


def named(page: Page) -> Iterator[tuple[str, str]]:
    """Who signs articles and pictures of a page, and where."""
    for article in page.articles:
        for name in filter(None, (name.removesuffix("摄") for name in article.reporters)):
            if name[0] in families() or name[0] in sounds() or not known(name):
                yield name, "named in a byline"
        yield from ((name, "named in a photo credit") for credit in article.photo_credits for name in credit.names)


def people(texts: list[str], printed: dict[str, str]) -> dict[str, str]:
    """The persons that texts name, each with its evidence; `printed` are those that sign."""
    seen: dict[str, list[Sighting]] = defaultdict(list)
    raw, clear = "\n".join(texts), defaultdict[str, list[Sighting]](list)
    text = folded(raw)
    for sighting in sightings(text):
        seen[sighting.name].append(sighting)
    sure = [name for name, found in seen.items() if _clear(found)]
    for name, whole_name in zip(sure, by_neighbours(sure, text), strict=True):
        clear[whole_name] += seen[name]
    whole = [name for name in clear if not _shorter_name(name, text, clear.keys() | printed.keys())]
    named = {form: max(clear[name], key=lambda s: s.margin).why for name in whole for form in _forms(name, text, raw)}
    marked = [name for name, why in named.items() if len(name) > 3 and why not in (UNMARKED, OF_A_PEOPLE)]
    family_names = {name[:2]: f"the family name of {name}" for name in marked if name[:2] in surnames()}
    known_by_now = family_names | named | printed
    others = dict(listed_with(text, known_by_now)) | dict(by_people(text)) | dict(by_surname(text)) | known_by_now
    return dict(by_given_name(text, others)) | others


def _forms(name: str, text: str, raw: str) -> Iterable[str]:
    """The name as the page prints it, here and there: a hyphen may be full-width (让－保罗·梅西耶)."""
    places = re.finditer(re.escape(name), text) if "-" in name else ()
    return dict.fromkeys(raw[match.start() : match.end()] for match in places) or [name]


def _clear(sightings: list[Sighting]) -> bool:
    """Whether a name wins by enough: where a title or a verb of saying marks it, by anything."""
    marked = any(sighting.why not in (UNMARKED, SOLITARY) for sighting in sightings)
    return marked or sum(sighting.margin for sighting in sightings) > CLEAR


def _shorter_name(name: str, text: str, names: Iterable[str]) -> bool:
    """Whether a shorter name stands inside it, which the page has more often without the last character (李宁牌)."""
    return len(name) == 3 and name[:2] in names and text.count(name[:2]) > 2 * text.count(name)


def sightings(text: str) -> Iterator[Sighting]:
    """The names that win their clauses; the lines of the text are read as texts of their own.

    >>> [(name, why) for name, _, why in sightings("市委书记林红玉在小店区调研,蔡江泽参加。")]
    [('林红玉', 'follows a title: 书记'), ('蔡江泽', 'made as names are')]
    """
    marks = marks_of(text)
    dotted, of_a_people = in_pieces(text, marks)
    yield from _in_parts(text, dotted)
    yield from (Sighting(text[start:end], 10.0, OF_A_PEOPLE) for start, end in of_a_people)
    rest = masked(text, [*dotted, *of_a_people])
    clauses = [match.span() for match in CLAUSE.finditer(rest)]
    ends = [end for _, end in clauses]
    for n, places in groupby(beginnings(text, initials(rest), clauses, marks), partial(bisect, ends)):
        start, end = clauses[n]
        found = candidates_in(text, places, start, end, marks)
        if candidates := [candidate for candidate in found if _may_win(candidate, text)]:
            yield from _winners(text[start:end], start, candidates)


def _in_parts(text: str, spans: Iterable[Span]) -> Iterator[Sighting]:
    """Foreign names in parts, whole and by their last and first parts."""
    for start, end in spans:
        whole = text[start:end]
        first, *_, last = whole.split("·")
        for name in (whole, last, first):
            if len(name) > 1 + (name == first):
                yield Sighting(name, 10.0, f"a foreign name in parts: {whole}")


def _may_win(candidate: Candidate, text: str) -> bool:
    """Whether no words of the dictionary are likelier in its place: most candidates fall here."""
    name = text[candidate.start : candidate.end]
    return candidate.likelihood > in_words(name) or _listed(candidate, name)


def _winners(clause: str, offset: int, candidates: Iterable[Candidate]) -> Iterator[Sighting]:
    """The candidates on the likeliest way through the clause (Viterbi, from its end), with their margins."""
    starting = defaultdict(list)
    for candidate in candidates:
        starting[candidate.start - offset].append(candidate)
    best = [0.0] * (len(clause) + 1)
    step: list[tuple[int, Candidate | None, float]] = [(0, None, 0.0)] * len(clause)
    for at in range(len(clause) - 1, -1, -1):
        rivals = starting.get(at, ())
        named = [c.end - offset for c in rivals if _listed(c, clause[at : c.end - offset])]
        best[at], stop = _best_word(clause, at, best, named)
        plain, step[at] = best[at], (stop, None, 0.0)
        for candidate in rivals:
            stop = candidate.end - offset
            name = clause[at:stop]
            value = max(candidate.likelihood, _own(candidate, name) if stop in named else -math.inf) + best[stop]
            if value > best[at]:
                best[at], step[at] = value, (stop, candidate, value - plain)
    at = 0
    while at < len(clause):
        stop, winner, margin = step[at]
        if winner:
            yield Sighting(clause[at:stop], margin, winner.why)
        at = stop


def _own(candidate: Candidate, name: str) -> float:
    """The likelihood that the dictionary itself gives a name it has, if it is made as names are (no 许可证), less what
    speaks against it where it stands."""
    made = sounds().issuperset(name) or (len(name) > 2 and candidate.made > likelihood(name) - OWN)
    return likelihood(name) + min(0.0, candidate.likelihood - candidate.made) if made else -math.inf


def _best_word(clause: str, at: int, best: list[float], named: Container[int]) -> tuple[float, int]:
    """The likelihood of the best cut from a place on, its first word not one of the names; and where that word ends."""
    words, longest = counts(), min(at + reach().get(clause[at : at + 2], 0), len(clause))
    top, end = characters().get(clause[at], once()) + best[at + 1], at + 1
    for stop in range(at + 2, longest + 1):
        count = words.get(clause[at:stop])
        if count and stop not in named and (value := math.log(count) + once() + best[stop]) >= top:
            top, end = value, stop
    return top, end


def _listed(candidate: Candidate, name: str) -> bool:
    """Whether the dictionary has this very name; of two characters, it needs a common surname and its context."""
    if "title" in candidate.why and all_sounds().issuperset(name) and known(name):  # 普京总统, 总理穆斯塔法
        return likelihood(name) < RARE or (len(name) > 2 and name in names_listed())
    if len(name) > 2:
        marked = candidate.why not in (UNMARKED, SOLITARY) and known(name) and name not in no_persons()
        return name in names_listed() or (marked and candidate.made > likelihood(name) - NAMELIKE)
    return name in names_listed() and candidate.why != UNMARKED and name[0] in common()
