"""How the weights of `beside.tsv` are found: `python -m analysis.words.training PAGES.jsonl`.

In come pages whose persons are known, out comes what each character weighs before a name and behind it: what makes
the known names likeliest among all that are made as names are (a logistic regression).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OneHotEncoder

from analysis.lexicons.script import folded
from analysis.page import Span
from analysis.words.beginnings import initials
from analysis.words.beside import rare, sides, weight_of
from analysis.words.candidates import (
    Candidate,
    candidate_at,
    doubtful,
    in_words,
    names_at,
    no_persons,
    of_dictionary,
)
from analysis.words.foreign import masked
from analysis.words.marks import Marks, marks_of
from analysis.words.people import CLAUSE
from analysis.words.peoples import in_pieces

OFTEN = 4  # times that a character stands beside what is made as names are, to have a weight
STRENGTH = 3.0  # of what is seen, against the squares of the weights; persons of unseen pages: F1 -0.004 with 1
FARTHEST = 5.0  # surer ones teach little (F1 -0.003 with 14), as some names are in no list of persons
HEADING = """\
# What a character, or a title, weighs before a name and behind it: how much likelier (natural logarithm) what is made
# as names are is a person's name there.  The first column is empty at the ends of a text; `any other ...` weighs what
# has no row.  `before` holds what weighs always.
# Made by `python -m analysis.words.training {}` from {} pages that name {} persons (`tests/pages/learned`).
# beside\tbefore\tbehind
"""


class Example(NamedTuple):
    """What is made as names are at one place."""

    before: str
    behind: str
    margin: float  # how much likelier a name is than words, whatever stands beside it
    is_name: bool


def examples(row: dict) -> Iterator[Example]:
    """What is made as names are on a page whose persons are known (`articles` as the practice pages, `persons`).

    >>> paragraph = "局长林红玉介绍,天气很好。"
    >>> article = {"headline_lines": [], "paragraphs": [paragraph], "byline": None, "photo_credits": []}
    >>> [(one.before, one.behind, one.is_name) for one in examples({"articles": [article], "persons": ["林红玉"]})]
    [('局长', '介', True)]
    """
    persons = _persons(row)
    for article in row["articles"]:
        for text in map(folded, chain(article["headline_lines"], article["paragraphs"])):
            named, marks = _named(text, persons), marks_of(text)
            for at, stop, margin in _likeliest([*_made_as_names(text, marks)], named):
                yield Example(*sides(text, at, stop, marks), min(margin, FARTHEST), (at, stop) in named)


def _persons(row: dict) -> set[str]:
    """Whom a page names: in its articles, in bylines and in photo credits."""
    signed = [article["byline"]["reporters"] for article in row["articles"] if article["byline"]]
    credited = [credit["names"] for article in row["articles"] for credit in article["photo_credits"]]
    return set(row["persons"]).union(*signed, *credited)


def _named(text: str, persons: set[str]) -> set[Span]:
    """Where the persons stand in the text; of two that overlap, the longer."""
    found: set[Span] = set()
    for name in sorted(persons, key=lambda name: (-len(name), name)):
        for match in re.finditer(re.escape(name), text):
            if all(match.end() <= at or stop <= match.start() for at, stop in found):
                found.add(match.span())
    return found


def _made_as_names(text: str, marks: Marks) -> Iterator[tuple[int, int, float]]:
    """Where what is made as names are stands, and how much likelier it is than words."""
    for clause in CLAUSE.finditer(masked(text, chain(*in_pieces(text, marks)))):
        for at in (clause.start() + initials(clause[0])).tolist():
            for stop, value in names_at(text, at, clause.end(), marks):
                candidate = candidate_at(text, at, stop, *clause.span(), value, marks)
                if _is_rival(candidate, text) and (margin := _margin(candidate, text, clause)) > -FARTHEST:
                    yield candidate.start, stop, margin


def _likeliest(made: list[tuple[int, int, float]], named: set[Span]) -> list[tuple[int, int, float]]:
    """The names, and of what overlaps the likeliest."""
    kept: list[tuple[int, int, float]] = []
    for at, stop, margin in sorted(made, key=lambda one: -one[2]):
        if (at, stop) in named or all(stop <= start or end <= at for start, end, _ in kept):
            kept.append((at, stop, margin))
    return kept


def _is_rival(candidate: Candidate, text: str) -> bool:
    """Whether it is left to its neighbours to say if it is a name."""
    name = text[candidate.start : candidate.end]
    return not (name in no_persons() or of_dictionary(name, candidate.why) or "某" in name or doubtful(candidate, text))


def _margin(candidate: Candidate, text: str, clause: re.Match[str]) -> float:
    before, after = text[clause.start() : candidate.start], text[candidate.end : clause.end()]
    return in_words(before) + candidate.made + in_words(after) - in_words(clause[0])


def weighed(found: list[Example]) -> dict[str, tuple[float, float]]:
    """What stands beside names → what it weighs before a name, and behind it.

    The chance of a name is 1 / (1 + exp(-b (margin + before + behind))); what weighs always is told with `before`.
    """
    beside = [_often([one.before for one in found]), _often([one.behind for one in found])]
    encoder = OneHotEncoder()
    seen = hstack([[[one.margin] for one in found], encoder.fit_transform([*zip(*beside, strict=True)])], format="csr")
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(seen, [one.is_name for one in found])
    margin, *weights = model.coef_[0]
    every = iter(weights)
    before, behind = ({one: next(every) / margin for one in side} for side in encoder.categories_)
    always = model.intercept_[0] / margin
    return {one: (always + weight_of(before, one), weight_of(behind, one)) for one in sorted(before | behind)}


def _often(beside: list[str]) -> list[str]:
    """The same, with what is seen seldom under a common name."""
    times = Counter(beside)
    return [one if times[one] >= OFTEN else rare(one) for one in beside]


def main(paths: list[Path]) -> None:
    """Learn from the pages of some files, and write `beside.tsv` beside this module."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    found = [example for row in rows for example in examples(row)]
    heading = HEADING.format(" ".join(path.name for path in paths), len(rows), sum(len(row["persons"]) for row in rows))
    cells = [f"{one}\t{before:.2f}\t{after:.2f}\n" for one, (before, after) in weighed(found).items()]
    Path(__file__).with_name("beside.tsv").write_text(heading + "".join(cells), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
