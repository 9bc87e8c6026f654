"""The roles of a page's lines, found for the page as a whole.

In come what is seen of each line and the weights of `weights.tsv`, out come the likeliest roles and how sure they
are.  It is a conditional random field (Lafferty et al. 2001), for a line's role is known by its company, above a
layer of hidden units (Do and Artières 2010), for what one sight means depends on others: a short line heads an
article above a lead, and signs one below its last stop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from analysis.page.features import LOOKS, TIES
from analysis.page.shapes import BINS
from analysis.page.stacks import GOES_ON, STACK_LOOKS

ROLES = ("headline", "paragraph", "rest", "crosshead", "byline")  # rest: of a paragraph torn above
N = len(ROLES)
ABOVE = ("headline", "body", "crosshead", "byline")  # what a line stands below
KIND = np.array([0, 1, 1, 2, 3])  # of each role, its place in ABOVE: a torn paragraph and its rest are both body

# A line's state is its section, how many crossheads its article has had down to it, and its role: of 1,363 invented
# articles 22 have one crosshead, 11 two, 173 three and more, so what looks like a single one is mostly a headline.
SECTIONS = 4  # none, one, two, more; with 7 no more articles are right
HEADLINE, CROSSHEAD = ROLES.index("headline"), ROLES.index("crosshead")
ROLE = np.arange(N)
SECTION = np.repeat(np.arange(SECTIONS)[:, None], N, 1)  # of a line, by the section above it and its role
SECTION[:, HEADLINE], SECTION[:, CROSSHEAD] = 0, [*range(1, SECTIONS), SECTIONS - 1]
MOVES = np.eye(SECTIONS)[SECTION]  # SECTIONS above × ROLES × SECTIONS
# Whose sights are weighed for a line's role.  The short lines are the nearest beyond text: headlines of briefs and
# crossheads of one story are known by each other (F1 of crossheads on halves of 552 pages: 0.89, without them 0.88).
WHERE = ("line", "line above", "line below", "short line above", "short line below")
SIGHTS = LOOKS + TIES
AT_ONCE = 1000  # lines weighed at once: what is seen around all of 100,000 would take half a gigabyte
CERTAIN = 50.0  # in log likelihood: more than any weights come to
RULED_OUT = {  # what a line with a sight is not
    "ends in a full stop": ["headline", "crosshead", "byline"],
    "first on the page": ["crosshead"],
    "a lead": ["crosshead"],
    "a lead below": ["crosshead"],
    "the next text has a lead": ["crosshead"],
    "says that it has pictures": ["paragraph", "rest", "crosshead", "byline"],
    "open and short above a lead": ["paragraph"],
    "too long for a crosshead": ["crosshead"],
    "too long for a headline": ["headline"],
    "a lead that names its agency": ["rest"],
    "a signature behind the last stop": ["byline"],
}
RULED_IN = {"a signature": "byline", "heads captions": "crosshead"}  # and what it is
QUOTED = "a quotation goes on across it"  # no paragraph begins there: of six on the practice pages none does
# Nor in a line of more than 20 characters one line end below an open one: of 417 five do, in lists.
WRAPPED = [TIES.index("the text above is open"), TIES.index("one line end above")]
SHORT = [LOOKS.index(length) for length in BINS[:5]]  # up to 20 characters
DISPLAYED = [LOOKS.index(length) for length in BINS[:6]]  # up to 26
FULL_STOP = LOOKS.index("ends in a full stop")
STACK = {
    "in a stack": STACK_LOOKS,
    "goes on in a stack": GOES_ON,
    "in a stack of two": STACK_LOOKS,
    "goes on in a stack of two": GOES_ON,
}


class Weights(NamedTuple):
    """What the sights weigh, and how much the scores are cooled to give honest chances."""

    look: np.ndarray  # (WHERE × SIGHTS) × ROLES
    hidden: np.ndarray  # (WHERE × SIGHTS) × units
    out: np.ndarray  # units × ROLES
    tie: np.ndarray  # ABOVE × TIES × ROLES
    section: np.ndarray  # SECTIONS above × ROLES
    heat: float = 1.0  # scores are divided by it: 1 gives the model's own chances, more gives humbler ones
    stack: np.ndarray = np.zeros(0)  # STACK_LOOKS and GOES_ON, for any stack and for stacks of two × STACK_ROLES


class Scores(NamedTuple):
    """What speaks for each role of a page's lines: of the line alone, below each role, below each section."""

    line: np.ndarray  # lines × ROLES
    pair: np.ndarray  # lines × ROLES above × ROLES
    section: np.ndarray  # SECTIONS above × ROLES

    def cooled(self, heat: float) -> Scores:
        """The scores that give humbler chances."""
        return Scores(self.line / heat, self.pair / heat, self.section / heat)


@cache
def weights() -> Weights:
    """The weights of `weights.tsv`."""
    lines = files("analysis.page").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    table = {(kind, sight): [float(weight) for weight in row] for kind, sight, *row in rows}
    seen = np.array([table[where, name] for where in WHERE for name in SIGHTS])
    out = np.array([table["hidden unit", str(n)] for n in range(1, seen.shape[1] - N + 1)])
    tie = np.array([[table[f"below {above}", name] for name in TIES] for above in ABOVE])
    stack = np.array([table[kind, name] for kind, names in STACK.items() for name in names])
    section = np.array([table["crossheads above", str(n)] for n in range(SECTIONS)])
    return Weights(seen[:, :N], seen[:, N:], out, tie, section, table["heat", "of the scores"][0], stack)


def scores(looks: np.ndarray, ties: np.ndarray, w: Weights) -> Scores:
    """Each line's scores by role, and by role above × role."""
    seen, numbers, (line, pair, _) = _seen(looks, ties), _numbers(looks), ruled(looks, ties)
    # On one thread: of the products of a page more give little, and two processes that read pages take them from each
    # other, so that both together read no more than one alone.
    with _algebra().limit(limits=1, user_api="blas"):
        for start in range(0, len(line), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            near = _near(seen, numbers, some)
            line[some] += near @ w.look + np.maximum(near @ w.hidden, 0) @ w.out
        return Scores(line, pair + below(ties, w.tie), w.section)


@cache
def _algebra() -> ThreadpoolController:
    """The libraries that multiply matrices; to find them takes a millisecond."""
    return ThreadpoolController()


def around(looks: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """What is seen of each line and of the lines around it: lines × (WHERE × SIGHTS)."""
    return _near(_seen(looks, ties), _numbers(looks), slice(None))


def _near(seen: np.ndarray, numbers: list[list[int]], some: slice) -> np.ndarray:
    """What is seen around some of the lines."""
    return np.hstack([seen[where[some]] for where in numbers])


def _seen(looks: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """What is seen of each line, and at last of none: (lines + 1) × SIGHTS."""
    return np.pad(np.hstack([looks, ties]), ((0, 1), (0, 0)))


def _numbers(looks: np.ndarray) -> list[list[int]]:
    """For each of WHERE, the number of the line that stands there of each line; -1 where none does."""
    short = (looks[:, DISPLAYED].any(1) & (looks[:, FULL_STOP] == 0)).tolist()
    last = len(short) - 1
    below = [last - n if n >= 0 else -1 for n in beyond_text(short[::-1])[::-1]]
    return [[*range(last + 1)], [*range(-1, last)], [*range(1, last + 1), -1], beyond_text(short), below]


def beyond_text(short: list[bool]) -> list[int]:
    """Of each line, the number of the nearest short line above it with text between; -1 if there is none.

    >>> beyond_text([True, True, False, True, True, False, True])
    [-1, -1, -1, 1, 1, 1, 4]
    """
    found, last, beyond = [], -1, -1
    for n, is_short in enumerate(short):
        beyond = last if n and not short[n - 1] else beyond
        found.append(beyond)
        last = n if is_short else last
    return found


def below(ties: np.ndarray, tie: np.ndarray) -> np.ndarray:
    """What the ties weigh for each role below each role: lines × ROLES above × ROLES."""
    return np.tensordot(ties, tie, (-1, 1))[..., KIND, :]


def ruled(looks: np.ndarray, ties: np.ndarray) -> Scores:
    """What is certain of the lines, whatever the weights."""
    pair = np.zeros((len(ties), N, N))
    body = ABOVE.index("body") == KIND
    pair[:, ~body, ROLES.index("rest")] -= CERTAIN
    wrapped = ties[:, WRAPPED].prod(-1) * (1 - looks[:, SHORT].sum(-1))
    begins_none = np.maximum(ties[:, TIES.index(QUOTED)], wrapped)
    pair[:, body, ROLES.index("paragraph")] -= CERTAIN * begins_none[:, None]
    return Scores(looks @ _certainties(), pair, np.zeros((SECTIONS, N)))


@cache
def _certainties() -> np.ndarray:
    """What the rules weigh: LOOKS × ROLES."""
    rules = np.zeros((len(LOOKS), N))
    for sight, roles in RULED_OUT.items():
        rules[LOOKS.index(sight), [ROLES.index(role) for role in roles]] = -CERTAIN
    for sight, role in RULED_IN.items():
        rules[LOOKS.index(sight), ROLES.index(role)] = 2 * CERTAIN
    return rules


def likeliest(page: Scores) -> list[int]:
    """The likeliest roles of the lines, as a whole (Viterbi, from the page's end)."""
    ahead, _ = _ahead(page, np.maximum)
    roles, section = [int(ahead[0, 0].argmax())], 0
    for n in range(1, len(ahead)):
        section = SECTION[section, roles[-1]]
        roles.append(int((page.pair[n, roles[-1]] + ahead[n, section]).argmax()))
    return roles


def chances(page: Scores, roles: list[int]) -> Callable[[int, int], float]:
    """A function: the chance that the lines from one to another, both included, all have their `roles`."""
    steps, mass, _ = shares(page)

    def chance(first: int, last: int) -> float:
        sections, share = np.arange(SECTIONS), mass[first, :, roles[first]]
        for n in range(first + 1, last + 1):
            share = share * steps[n, sections, roles[n - 1], roles[n]]
            sections = SECTION[sections, roles[n]]
        return min(float(share.sum()), 1.0)

    return chance


def shares(page: Scores) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chance of each role below each state of the line above, and of each state (backward, forward): arrays
    lines × … × SECTIONS × roles above × roles, and lines × … × SECTIONS × roles.

    And the log of the summed scores of all readings from each line on, were it the first: lines × ….
    """
    ahead, after = _ahead(page, np.logaddexp)
    steps = np.zeros((*ahead.shape, N))
    steps[1:] = np.exp(page.pair[1:, ..., None, :, :] + ahead[1:, ..., None, :] - after[:-1, ..., None])
    start = ahead[0, ..., 0, :]
    mass = np.zeros_like(ahead)
    mass[0] = np.einsum("...b,bt->...tb", np.exp(start - np.logaddexp.reduce(start, axis=-1, keepdims=True)), MOVES[0])
    for n in range(1, len(mass)):
        mass[n] = np.einsum("...sb,sbt->...tb", (mass[n - 1][..., None] * steps[n]).sum(-2), MOVES)
    return steps, mass, np.logaddexp.reduce(ahead[..., 0, :], axis=-1)


def _ahead(page: Scores, total: np.ufunc) -> tuple[np.ndarray, np.ndarray]:
    """What each line scores with all below it, by the section above and its role; and what is below, by its state."""
    ahead = np.empty((*page.line.shape[:-1], SECTIONS, N))
    after = np.empty_like(ahead)
    after[-1] = page.section[:, [HEADLINE]]
    for n in range(len(ahead) - 1, -1, -1):
        ahead[n] = page.line[n][..., None, :] + page.section + after[n][..., SECTION, ROLE]
        if n:
            after[n - 1] = total.reduce(page.pair[n][..., None, :, :] + ahead[n][..., None, :], axis=-1)
    return ahead, after
