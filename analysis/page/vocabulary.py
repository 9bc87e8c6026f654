"""The pairs of characters on a page's lines, which tell what text a headline is answered by.

In come lines, out come shares of what they have in common, the rarer on the page weighing more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import fsum, log, sqrt

from analysis.page.lines import Line

LONG = 46  # characters; no headline line of the practice pages is longer
NEAR = 400  # characters of text above and below that a short line is held against: some three paragraphs
NEAREST = 200  # and those right above and below, where a crosshead's text is likest
SENTENCE = 26  # characters; a line longer than that is taken for text


class Vocabulary:
    """The pairs of characters on a page's lines, to ask which text a line is answered by."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.printed = [pairs_of(line.text) for line in lines]
        self.pairs = [set(pairs) for pairs in self.printed]
        lines_with = Counter(pair for pairs in self.pairs for pair in pairs)
        self.running = [n for n, line in enumerate(lines) if len(line.text) > SENTENCE]
        self.weight = {pair: log((len(lines) + 1) / n) for pair, n in lines_with.items()}

    def answers(self, n: int) -> tuple[float, float, float, float]:
        """Of a short line: the share of its pairs below and above; how far the text, and the nearest, go on across."""
        if len(self.lines[n].text) > LONG:
            return 0.0, 0.0, 0.0, 0.0
        below, above = self._near(self._below(n)), self._near(self._above(n))
        own, weight = self.pairs[n], self.total
        whole = weight(own) + 2
        return weight(own & below) / whole, weight(own & above) / whole, self.cohesion(above, below), self.likeness(n)

    def likeness(self, n: int) -> float:
        """The cosine of the texts right above and below a line, by their pairs, × 10."""
        above, below = self._counts(self._above(n)), self._counts(self._below(n))
        product = fsum(above[pair] * below[pair] for pair in above.keys() & below.keys())
        squares = [sum(x * x for x in counts.values()) + 1 for counts in (above, below)]
        return 10 * product / sqrt(squares[0] * squares[1])

    def _counts(self, numbers: Iterable[int]) -> dict[str, float]:
        counts: Counter[str] = Counter()
        left = NEAREST
        for k in numbers:
            if left <= 0:
                break
            counts.update(self.printed[k])
            left -= len(self.lines[k].text)
        weight = self.weight
        return {pair: weight[pair] if k == 1 else (1 + log(k)) * weight[pair] for pair, k in counts.items()}

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
        near: set[str] = set()
        left = NEAR
        for k in numbers:
            if left <= 0:
                break
            near |= self.pairs[k]
            left -= len(self.lines[k].text)
        return near

    def _below(self, n: int) -> Iterator[int]:
        """The lines of running text below a line, without a look at the short ones between: there can be 100,000."""
        return (self.running[at] for at in range(bisect_right(self.running, n), len(self.running)))

    def _above(self, n: int) -> Iterator[int]:
        return (self.running[at] for at in range(bisect_left(self.running, n) - 1, -1, -1))


def pairs_of(text: str) -> list[str]:
    """The pairs of Chinese characters that stand side by side, in order."""
    return [a + b for a, b in pairwise(text) if a > "㐀" and b > "㐀"]
