"""The weights that make known roles likeliest, for the lines of pages and for the lines of headline stacks.

In come pages whose roles are known, out come weights: a conditional random field is fitted by its likelihood
(Lafferty et al. 2001), less what large weights cost.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from analysis.page.features import LOOKS, TIES, looks_and_ties
from analysis.page.lines import Line
from analysis.page.roles import ABOVE, HEADLINE, KIND, SECTION, SECTIONS, STACK, N, Scores, Weights, scores, shares
from analysis.page.stacks import GOES_ON, STACK_LOOKS, STACK_ROLES, seen_by_way, ways
from analysis.page.variants import Known

PENALTY = 1.5  # learned from 168 pages with 0.75 and 4, 28 others were read alike, within an article in seventy
PAIRS = 120  # learned from 208 pages, with none .72 of the articles of 120 others are right, with 60 and 200 .74
SELDOM = 20  # of 100,000 lines: what a pair on fewer gains may be chance
ROUNDS = 120  # of L-BFGS, for the sights alone and again with their pairs
STACK_PENALTY = 3.0  # divides 1,140 of 1,332 stacks not learned from as they are
NO_PAIRS = np.empty((0, 2), int)
NO_STACK = np.zeros((sum(map(len, STACK.values())), len(STACK_ROLES)))  # until they are fitted
EXPECTED = {  # of a stack's lines, what papers' stylebooks say, before any page is seen
    "ends in a verb of saying": "kicker",
    "a dash ends": "kicker",
    "a dash begins": "deck",
    "tells who took part": "deck",
    "brackets all": "deck",
    "wants an object above": "headline",
}
EXPECTATION = 3.0  # their weight, which the pages may change
Stack = tuple[list[Line], list[str], list[int]]  # a stack's lines, the text below, each line's place in STACK_ROLES


class Table(NamedTuple):
    """What is seen of the lines of all pages, and what they are."""

    looks: np.ndarray  # lines × LOOKS
    ties: np.ndarray  # lines × TIES
    roles: np.ndarray
    sections: np.ndarray  # of the line above
    page: np.ndarray
    at: np.ndarray  # its place on the page


def table_of(pages: list[Known]) -> Table:
    """The table that weights are fitted to."""
    seen = [looks_and_ties(page.lines, page.between) for page in pages]
    looks, ties = np.concatenate([looks for looks, _ in seen]), np.concatenate([ties for _, ties in seen])
    roles = np.concatenate([page.roles for page in pages])
    page, at = np.concatenate([[(k, n) for n in range(len(p.lines))] for k, p in enumerate(pages)]).T
    return Table(looks, ties, roles, _sections(roles, at), page, at)


def fit(table: Table, pairs: np.ndarray, begun: Weights | None = None) -> Weights:
    """The weights that make the known roles likeliest, less PENALTY × their squares / 2.

    `pairs` are those of the looks that are weighed together too; `begun` are weights without pairs to begin from.
    """
    together = table.looks[:, pairs[:, 0]] * table.looks[:, pairs[:, 1]]
    looks = np.hstack([table.looks, together])
    look, tie, section = (looks.shape[1], N), (len(ABOVE), len(TIES), N), (SECTIONS, N)
    ends = np.cumsum([math.prod(shape) for shape in (look, tie, section)])

    def of(flat: np.ndarray) -> Weights:
        looks, ties, sections, _ = np.split(flat, ends)
        return Weights(pairs, looks.reshape(look), ties.reshape(tie), sections.reshape(section), 1.0, NO_STACK)

    def unlikely(flat: np.ndarray) -> tuple[float, np.ndarray]:
        over = _excess(table, of(flat))
        above = np.stack([over.pair[:, kind == KIND].sum(1) for kind in range(len(ABOVE))], 1)
        slope = (looks.T @ over.line, np.tensordot(above, table.ties, (0, 0)).transpose(0, 2, 1), over.section)
        cost, costs = PENALTY * (flat @ flat) / 2, PENALTY * flat
        return over.loss + cost, np.concatenate([part.ravel() for part in slope]) + costs

    start = np.zeros(ends[-1])
    if begun:
        new = np.zeros(pairs.size // 2 * N)
        start = np.concatenate([begun.look.ravel(), new, begun.tie.ravel(), begun.section.ravel()])
    return of(minimize(unlikely, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x)


def pairs_wanting(table: Table, w: Weights) -> np.ndarray:
    """The pairs of looks by whose weights the known roles would gain most (McCallum 2003): PAIRS × 2."""
    over = _excess(table, w).line
    gains = np.stack([np.abs((table.looks * of_role[:, None]).T @ table.looks) for of_role in over.T]).max(0)
    often = (table.looks**2).T @ table.looks**2
    gains = np.where(often < SELDOM, 0, gains / np.sqrt(often + SELDOM))
    first, second = np.triu_indices(len(LOOKS), 1)
    best = np.argsort(-gains[first, second], kind="stable")[:PAIRS]
    return np.stack([first[best], second[best]], 1)


def _sections(roles: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Of each line, the section of the line above it."""
    sections, section = [], 0
    for role, n in zip(roles, at, strict=True):
        section = 0 if n == 0 else section
        sections.append(section)
        section = SECTION[section, role]
    return np.array(sections)


class Excess(NamedTuple):
    """How much likelier all readings are than the known one, and how much too likely each of their parts."""

    loss: float  # minus the log likelihood of the known roles
    line: np.ndarray  # lines × ROLES
    pair: np.ndarray  # lines × ROLES above × ROLES
    section: np.ndarray  # SECTIONS above × ROLES


def _excess(table: Table, w: Weights) -> Excess:
    """What all readings of the pages have more than the known one."""
    scored = scores(table.looks, table.ties, w)
    every, known = _expected(table, scored), _known(table, scored)
    parts = (ours - theirs for ours, theirs in zip(every[1:], known[1:], strict=True))
    return Excess(every.loss - known.loss, *parts)


def _expected(table: Table, scored: Scores) -> Excess:
    """The log of the summed scores of all readings, and the chance of each part."""
    row, page, first = _rows(table), table.page, table.at == 0
    shape = row.max() + 1, page.max() + 1
    line, pair = np.zeros((*shape, N)), np.zeros((*shape, N, N))
    line[..., HEADLINE + 1 :] = -1e4  # above a page's beginning there is one way
    line[row, page], pair[row[~first], page[~first]] = scored.line, scored.pair[~first]
    steps, mass, whole = shares(Scores(line, pair, scored.section))
    chance = mass[row - 1, page][..., None] * steps[row, page]  # lines × SECTIONS × ROLES above × ROLES
    section = chance.sum((0, 2))
    section[:, HEADLINE] += mass[-1].sum((0, 2))  # a page ends as an article does
    return Excess(whole[row[first], page[first]].sum(), chance.sum((1, 2)), _below(chance.sum(1), first), section)


def _known(table: Table, scored: Scores) -> Excess:
    """The score of the known reading, and which parts it has."""
    roles, first = np.eye(N)[table.roles], table.at == 0
    above, section = np.eye(SECTIONS)[table.sections], SECTION[table.sections, table.roles]
    pairs = _below(np.roll(roles, 1, 0)[:, :, None] * roles[:, None, :], first)
    sections = above.T @ roles
    sections[:, HEADLINE] += np.bincount(section[np.roll(first, -1)], minlength=SECTIONS)
    parts = Excess(0.0, roles, pairs, sections)
    return parts._replace(loss=sum((part * score).sum() for part, score in zip(parts[1:], scored, strict=True)))


def _below(pairs: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The pairs of lines without those across the beginning of a page."""
    return pairs * ~first[:, None, None]


def _rows(table: Table) -> np.ndarray:
    """Where each line stands when the pages stand with their ends in line, below a row of none."""
    length = np.bincount(table.page)
    return table.at + length.max() + 1 - length[table.page]


def fit_stacks(found: list[Stack]) -> np.ndarray:
    """The weights that make the known ways to divide stacks likeliest, less STACK_PENALTY × their squares / 2.

    The squares are of what parts them from the weights that are expected.
    """
    of_any = [EXPECTATION * (EXPECTED.get(name) == role) for name in STACK_LOOKS + GOES_ON for role in STACK_ROLES]
    expected = np.array(of_any + [0.0] * len(of_any))  # no more in a stack of two
    tables = [(seen_by_way(lines, below), ways(len(lines)).index(roles)) for lines, below, roles in found]

    def unlikely(flat: np.ndarray) -> tuple[float, np.ndarray]:
        off = flat - expected
        loss, slope = STACK_PENALTY * (off @ off) / 2, STACK_PENALTY * off
        for seen, true in tables:
            fit = seen @ flat
            chance = np.exp(fit - fit.max())
            loss += np.log(chance.sum()) + fit.max() - fit[true]
            slope = slope + (chance / chance.sum()) @ seen - seen[true]
        return loss, slope

    return minimize(unlikely, expected, jac=True, method="L-BFGS-B").x.reshape(-1, len(STACK_ROLES))
