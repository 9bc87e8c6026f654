"""The roles of a page's lines, found for the page as a whole.

In come what is seen of each line and the weights of `weights.tsv`, out come the likeliest roles and how sure they
are.  It is a linear-chain conditional random field (Lafferty et al. 2001): a line's role is known by its company.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from analysis.page.features import LOOKS, TIES
from analysis.page.stacks import GOES_ON, STACK_LOOKS

ROLES = ("headline", "paragraph", "rest", "crosshead", "byline")  # rest: of a paragraph torn above
N = len(ROLES)
ABOVE = ("headline", "body", "crosshead", "byline")  # what a line stands below
KIND = np.array([0, 1, 1, 2, 3])  # of each role, its place in ABOVE: a torn paragraph and its rest are both body

CERTAIN = 50.0  # in log likelihood: more than any weights come to
RULED_OUT = {  # what a line with a sight is not
    "ends in a full stop": ["headline", "crosshead", "byline"],
    "first on the page": ["crosshead"],
    "a lead": ["crosshead"],
    "a lead below": ["crosshead"],
    "the next text has a lead": ["crosshead"],
    "brackets all": ["crosshead"],
    "a column's name": ["crosshead"],
    "says that it has pictures": ["paragraph", "rest", "crosshead", "byline"],
    "open and short above a lead": ["paragraph"],
    "too long for a crosshead": ["crosshead"],
    "too long for a headline": ["headline"],
    "a lead that names its agency": ["rest"],
}
QUOTED = "a quotation goes on across it"  # no paragraph begins there: of six on the practice pages none does
RULED_IN = {"a signature": "byline", "heads captions": "crosshead"}  # and what it is
STACK = {"in a stack": STACK_LOOKS, "goes on in a stack": GOES_ON}


class Weights(NamedTuple):
    """What the sights weigh, and how much the scores are cooled to give honest chances."""

    look: np.ndarray  # LOOKS × ROLES
    tie: np.ndarray  # ABOVE × TIES × ROLES
    heat: float  # scores are divided by it: 1 gives the model's own chances, more gives humbler ones
    stack: np.ndarray  # (STACK_LOOKS + GOES_ON) × STACK_ROLES


@cache
def weights() -> Weights:
    """The weights of `weights.tsv`."""
    lines = files("analysis.page").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    table = {(kind, sight): [float(weight) for weight in row] for kind, sight, *row in rows}
    look = np.array([table["look", name] for name in LOOKS])
    tie = np.array([[table[f"below {above}", name] for name in TIES] for above in ABOVE])
    stack = np.array([table[kind, name] for kind, names in STACK.items() for name in names])
    return Weights(look, tie, table["heat", "of the scores"][0], stack)


def scores(looks: np.ndarray, ties: np.ndarray, w: Weights) -> tuple[np.ndarray, np.ndarray]:
    """Each line's scores by role, and by role above × role."""
    alone, paired = looks @ (w.look + _certainties()), np.tensordot(ties, w.tie, (-1, 1))[..., KIND, :]
    body = ABOVE.index("body") == KIND
    paired[..., ~body, ROLES.index("rest")] -= CERTAIN
    paired[..., body, ROLES.index("paragraph")] -= CERTAIN * ties[..., TIES.index(QUOTED), None]
    return alone, paired


@cache
def _certainties() -> np.ndarray:
    """What the rules weigh: LOOKS × ROLES."""
    rules = np.zeros((len(LOOKS), N))
    for sight, roles in RULED_OUT.items():
        rules[LOOKS.index(sight), [ROLES.index(role) for role in roles]] = -CERTAIN
    for sight, role in RULED_IN.items():
        rules[LOOKS.index(sight), ROLES.index(role)] = 2 * CERTAIN
    return rules


def likeliest(alone: np.ndarray, paired: np.ndarray) -> list[int]:
    """The likeliest roles of the lines, as a whole (Viterbi)."""
    best, came = alone[0], []
    for n in range(1, len(alone)):
        through = best[:, None] + paired[n]
        came.append(through.argmax(0))
        best = through.max(0) + alone[n]
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return path[::-1]


def chances(alone: np.ndarray, paired: np.ndarray, path: list[int]) -> Callable[[int, int], float]:
    """A function: the chance that the lines from one to another, both included, all have the roles of `path`."""
    ahead, behind = sums(alone, paired)
    whole = _total(ahead[-1], -1)
    steps = [paired[n, path[n - 1], path[n]] + alone[n, path[n]] for n in range(1, len(path))]
    scored = np.concatenate([[0.0], np.cumsum(steps)])

    def chance(first: int, last: int) -> float:
        inside = scored[last] - scored[first]
        return float(np.exp(min(ahead[first, path[first]] + inside + behind[last, path[last]] - whole, 0.0)))

    return chance


def sums(alone: np.ndarray, paired: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The log of the summed scores of all readings up to each line, and from below it on (forward, backward)."""
    ahead, behind = np.array(alone), np.zeros_like(alone)
    for k in range(1, len(alone)):
        ahead[k] += _total(ahead[k - 1][..., :, None] + paired[k], -2)
    for k in range(len(alone) - 2, -1, -1):
        behind[k] = _total(paired[k + 1] + (alone[k + 1] + behind[k + 1])[..., None, :], -1)
    return ahead, behind


def _total(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis)
    return top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis))
