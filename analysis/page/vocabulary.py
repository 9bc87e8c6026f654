"""The pairs of characters on a page's lines, which tell what text a headline is answered by.

In come lines, out come shares of what they have in common, the rarer on the page weighing more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, groupby
from math import fsum, log, sqrt

import numpy as np

from analysis.page.lines import Line

CHINESE = 0x3401  # the first code of a Chinese character
BITS = 21  # of a code
LONG = 46  # characters; no headline line of the practice pages is longer
NEAR = 400  # characters of text above and below that a short line is held against: some three paragraphs
NEAREST = 200  # and those right above and below, where a crosshead's text is likest
SENTENCE = 26  # characters; a line longer than that is taken for text
NONE = np.zeros(0, int)
Answer = tuple[float, float, float, float]


class Vocabulary:
    """The pairs of characters on a page's lines, to ask which text a line is answered by."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.printed = pairs_of([line.text for line in lines])
        self.pairs = [set(pairs.tolist()) for pairs in self.printed]
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
        (over, times_over), (under, times_under) = self._counts(self._above(above)), self._counts(self._below(below))
        _, ours, theirs = np.intersect1d(over, under, assume_unique=True, return_indices=True)
        product = times_over[ours] @ times_under[theirs]
        return 10 * product / sqrt((times_over @ times_over + 1) * (times_under @ times_under + 1))

    def _counts(self, numbers: Iterable[int]) -> tuple[np.ndarray, np.ndarray]:
        """The pairs of the nearest of some lines and how often they stand there, damped (the tenth time says less than
        the first) and weighed."""
        printed = [self.printed[n] for n in self._within(numbers, NEAREST)]
        pairs, times = np.unique(np.concatenate([*printed, NONE]), return_counts=True)
        weights = np.fromiter(map(self.weight.__getitem__, pairs.tolist()), float, len(pairs))
        return pairs, weights * (1 + np.log(times))

    def cohesion(self, above: set[int], below: set[int]) -> float:
        """How much two texts share of their pairs, the rarer weighing more: 0 nothing, some 2 for one article."""
        return 10 * self.total(above & below) / (sqrt(self.total(above) * self.total(below)) + 40)

    def union(self, numbers: range) -> set[int]:
        """The pairs of some lines."""
        return set().union(*(self.pairs[n] for n in numbers))

    def total(self, pairs: set[int]) -> float:
        """What pairs weigh together: log of lines on the page by lines with the pair, added up."""
        return fsum(map(self.weight.__getitem__, pairs))  # exact: a set's order is another in each process

    def _near(self, numbers: Iterable[int]) -> set[int]:
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


def pairs_of(texts: list[str]) -> list[np.ndarray]:
    """Of each text, the pairs of Chinese characters that stand side by side, in order, each as one number.

    >>> [[f"{pair >> BITS:c}{pair % (1 << BITS):c}" for pair in pairs] for pairs in pairs_of(["雨后、现云海", "晴"])]
    [['雨后', '现云', '云海'], []]
    """
    ends = [*accumulate(len(text) + 1 for text in texts)]
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.dtype("<u4")).astype(int)
    chinese = codes >= CHINESE
    first = (chinese[:-1] & chinese[1:]).nonzero()[0]
    return np.split((codes[first] << BITS) + codes[first + 1], first.searchsorted(ends[:-1]))
