"""The roles of a page's lines, found for the page as a whole.

In come what is seen of each line and the weights of `weights.tsv`, out come the likeliest roles and how sure they
are.  It is a linear-chain conditional random field (Lafferty et al. 2001): a line's role is known by its company.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from analysis.page.features import LOOKS, TIES

ROLES = ("headline", "paragraph", "rest", "crosshead", "byline")  # rest: of a paragraph torn above
N = len(ROLES)


@cache
def weights() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the sights weigh: looks × roles, ties × roles above × roles, and the first line's roles."""
    rows = files("analysis.page").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    table = {
        tuple(cells[:2]): [float(w) for w in cells[2:]] for cells in (r.split("\t") for r in rows if r and r[0] != "#")
    }
    look = np.array([table["look", name] for name in LOOKS])
    tie = np.array([[table[f"tie to {role}", name] for role in ROLES] for name in TIES])
    return look, tie, np.array(table["first", "always"])


def scores(looks: np.ndarray, ties: np.ndarray, w: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Each line's scores by role, and by role above × role."""
    alone = looks @ w[0]
    alone[0] += w[2]
    return alone, np.tensordot(ties, w[1], axes=1)


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


def chances(alone: np.ndarray, paired: np.ndarray) -> np.ndarray:
    """Each line's chances by role (forward-backward)."""
    n = len(alone)
    ahead, behind = np.zeros((n, N)), np.zeros((n, N))
    ahead[0] = alone[0]
    for k in range(1, n):
        ahead[k] = _total(ahead[k - 1][:, None] + paired[k], 0) + alone[k]
    for k in range(n - 2, -1, -1):
        behind[k] = _total(paired[k + 1] + (alone[k + 1] + behind[k + 1])[None, :], 1)
    both = ahead + behind
    both -= both.max(1, keepdims=True)
    share = np.exp(both)
    return share / share.sum(1, keepdims=True)


def _total(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis)
    return top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis))
