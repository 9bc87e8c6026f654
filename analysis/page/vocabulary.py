"""The pairs of characters on a page's lines, which tell what text a headline is answered by.

In come lines, out come shares of what they have in common, the rarer on the page weighing more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby
from math import fsum, log, sqrt
from operator import add, mul

from analysis.page.lines import Line

CHINESE = re.compile("[\u3401-\U0010ffff]+")
LONG = 46  # characters; no headline line of the practice pages is longer
NEAR = 400  # characters of text above and below that a short line is held against: some three paragraphs
NEAREST = 200  # and those right above and below, where a crosshead's text is likest
SENTENCE = 26  # characters; a line longer than that is taken for text
Answer = tuple[float, float, float, float]


class Vocabulary:
    """The pairs of characters on a page's lines, to ask which text a line is answered by."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.printed = [pairs_of(line.text) for line in lines]
        self.pairs = [set(pairs) for pairs in self.printed]
        lines_with = Counter(chain.from_iterable(self.pairs))
        self.running = [n for n, line in enumerate(lines) if len(line.text) > SENTENCE]
        weights = {n: log((len(lines) + 1) / n) for n in set(lines_with.values())}
        self.weight = {pair: weights[n] for pair, n in lines_with.items()}

    def answers(self) -> Iterator[Answer]:
        """Of each line, zeros if it is long: the share of its pairs below and above; how far the text, and the
        nearest, go on across."""
        for (above, below), numbers in groupby(range(len(self.lines)), self._gap):
            short = [n for n in numbers if len(self.lines[n].text) <= LONG]
            yield from self._across(above, below, short) if short else [(0.0,) * 4]

    def _gap(self, n: int) -> tuple[int, int]:
        """How many lines of running text stand above a line, and above what stands below it: short lines that stand
        together have the same text on both sides."""
        return bisect_left(self.running, n), bisect_right(self.running, n)

    def _across(self, above: int, below: int, short: list[int]) -> Iterator[Answer]:
        """What some short lines share with the text above and below them, and that with each other."""
        over, under = self._near(self._above(above)), self._near(self._below(below))
        cohesion, likeness, weight = self.cohesion(over, under), self._likeness(above, below), self.total
        for n in short:
            own = self.pairs[n]
            whole = weight(own) + 2
            yield weight(own & under) / whole, weight(own & over) / whole, cohesion, likeness

    def _likeness(self, above: int, below: int) -> float:
        """The cosine of the texts right above and below a line, by their pairs, × 10."""
        over, under = self._counts(self._above(above)), self._counts(self._below(below))
        product = fsum(over[pair] * under[pair] for pair in over.keys() & under.keys())
        squares = [sum(map(mul, counts.values(), counts.values())) + 1 for counts in (over, under)]
        return 10 * product / sqrt(squares[0] * squares[1])

    def _counts(self, numbers: Iterable[int]) -> dict[str, float]:
        printed = (self.printed[n] for n in self._within(numbers, NEAREST))
        counts = Counter(chain.from_iterable(printed))
        weights = map(self.weight.__getitem__, counts)
        return dict(zip(counts, map(mul, weights, map(damped, counts.values())), strict=True))

    def cohesion(self, above: set[str], below: set[str]) -> float:
        """How much two texts share of their pairs, the rarer weighing more: 0 nothing, some 2 for one article."""
        return 10 * self.total(above & below) / (sqrt(self.total(above) * self.total(below)) + 40)

    def union(self, numbers: range) -> set[str]:
        """The pairs of some lines."""
        return set().union(*(self.pairs[n] for n in numbers))

    def total(self, pairs: set[str]) -> float:
        """What pairs weigh together: log of lines on the page by lines with the pair, added up."""
        return fsum(map(self.weight.__getitem__, pairs))  # exact: a set's order is another in each process

    def _near(self, numbers: Iterable[int]) -> set[str]:
        return set().union(*(self.pairs[n] for n in self._within(numbers, NEAR)))

    def _within(self, numbers: Iterable[int], characters: int) -> Iterator[int]:
        """The first lines, as many as hold so many characters."""
        for n in numbers:
            if characters <= 0:
                return
            yield n
            characters -= len(self.lines[n].text)

    def _below(self, first: int) -> Iterator[int]:
        """The lines of running text from one of them down, without a look at the short ones between: there can be
        100,000."""
        return (self.running[at] for at in range(first, len(self.running)))

    def _above(self, end: int) -> Iterator[int]:
        return (self.running[at] for at in range(end - 1, -1, -1))


@lru_cache(maxsize=1000)
def damped(count: int) -> float:
    """A count as it is weighed: the tenth time says less than the first."""
    return 1 + log(count)


def pairs_of(text: str) -> list[str]:
    """The pairs of Chinese characters that stand side by side, in order.

    >>> pairs_of("雨后、现云海")
    ['雨后', '现云', '云海']
    """
    return [pair for run in CHINESE.findall(text) for pair in map(add, run, run[1:])]
