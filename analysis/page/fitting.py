"""The weights that make known roles likeliest, for the lines of pages and for the lines of headline stacks.

In come pages whose roles are known, out come weights: a conditional random field is fitted by its likelihood
(Lafferty et al. 2001), in steps over some pages at a time (Adam, Kingma and Ba 2015), with sights and hidden units
left out by chance (dropout, Srivastava et al. 2014), so that no role hangs on a single sight.  A seed sets the
chance; as each fit errs elsewhere, the mean of some errs less (an ensemble, Hansen and Salamon 1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from analysis.page.features import TIES, looks_and_ties
from analysis.page.lines import Line
from analysis.page.roles import (
    ABOVE,
    HEADLINE,
    KIND,
    SECTION,
    SECTIONS,
    N,
    Scores,
    Weights,
    around,
    below,
    ruled,
    shares,
)
from analysis.page.stacks import GOES_ON, STACK_LOOKS, STACK_ROLES, seen_by_way, ways
from analysis.page.variants import Known

# Tried on halves of the invented pages, each read by what was learned from the other.  Of 552 pages' articles 79.9 %
# are right, with 64 units and 40 epochs 79.1 %.  The others were tried on 480 pages with 64 units and 40 epochs, where
# 81 % were right.
UNITS = 96  # 80 % with 32, 78 % without any; of 223 unseen pages 79.4 % by two such fits to 1,236, 79.5 % with 160
BLIND = 0.2  # of the sights left out of a step: 80 % with a tenth
IDLE = 0.5  # of the units: 80 % with a third
EPOCHS = 60  # 80 % with 80
PAGES = 60  # to a step
LEAST = 0.1  # of a sight's spread: one seen seldom is not made large
RATE = 0.003  # of the first steps; it falls to nothing by a cosine
WARMING = 50  # steps that grow to RATE
PENALTY = 1.5  # for the squares of the weights; 81 % with a fifth and with three times of it
# Of which the mean is taken.  Of 606 pages read in halves 80.7 % of articles are right by three, 79.9 % by one; of the
# 183 unseen ones 79.9 % by three, 79.6 % by five.
FITS = 3
STACK_PENALTY = 3.0  # divides 1,714 of 1,998 stacks not learned from as they are
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
    """What is seen of the lines of all pages, and what they are: an entry a line."""

    seen: np.ndarray  # lines × (WHERE × SIGHTS), each in units of its spread
    ties: np.ndarray  # lines × TIES
    ruled_line: np.ndarray
    ruled_pair: np.ndarray
    roles: np.ndarray
    sections: np.ndarray  # of the line above
    page: np.ndarray
    at: np.ndarray  # its place on the page

    def of(self, pages: np.ndarray) -> Table:
        """The lines of some pages, numbered anew."""
        rows = np.flatnonzero(np.isin(self.page, pages))
        page = np.unique(self.page[rows], return_inverse=True)[1]
        return Table(*(entries[rows] for entries in self))._replace(page=page)


def table_of(pages: list[Known]) -> tuple[Table, np.ndarray]:
    """The table that weights are fitted to, and the spread of each sight."""
    sights = [looks_and_ties(page.lines, page.between) for page in pages]
    seen = np.concatenate([around(*of_page).astype("f4") for of_page in sights])
    rules = [ruled(*of_page) for of_page in sights]
    roles = np.concatenate([page.roles for page in pages])
    page, at = np.concatenate([[(k, n) for n in range(len(p.lines))] for k, p in enumerate(pages)]).T
    spread = seen.std(0)
    spread = np.where(spread == 0, 1, spread + LEAST).astype("f4")  # "always" has none
    return Table(
        seen / spread,
        np.concatenate([ties for _, ties in sights]),
        np.concatenate([rule.line for rule in rules]),
        np.concatenate([rule.pair for rule in rules]),
        roles,
        _sections(roles, at),
        page,
        at,
    ), spread


def fit(table: Table, spread: np.ndarray, seed: int) -> Weights:
    """The weights that make the known roles likely, less PENALTY × their squares / 2."""
    chance = np.random.default_rng(seed)
    w = [part.astype(table.seen.dtype) for part in _begun(chance, table.seen.shape[1])]
    mean, square = [np.zeros_like(part) for part in w], [np.zeros_like(part) for part in w]
    for step, (pages, rate) in enumerate(_steps(chance, int(table.page.max()) + 1), 1):
        slopes = _slopes(table.of(pages), w, chance)
        for n, (part, slope) in enumerate(zip(w, slopes, strict=True)):
            slope = slope / len(pages) + PENALTY * part / (table.page.max() + 1)
            mean[n] += 0.1 * (slope - mean[n])
            square[n] += 0.01 * (slope**2 - square[n])
            part -= rate * (mean[n] / (1 - 0.9**step)) / (np.sqrt(square[n] / (1 - 0.99**step)) + 1e-8)
    look, hidden, out, tie, section = w
    return Weights(look / spread[:, None], hidden / spread[:, None], out, tie, section)


def mean_of(fits: list[Weights]) -> Weights:
    """The weights whose scores are the mean of those of some fits; each has its own hidden units.

    They are as hot as fits are, and have no weights of stacks.
    """
    look, hidden, out, tie, section, *_ = zip(*fits, strict=True)
    units = np.hstack(hidden), np.vstack(out) / len(fits)
    return Weights(np.mean(look, 0), *units, np.mean(tie, 0), np.mean(section, 0))


def _begun(chance: np.random.Generator, sights: int) -> list[np.ndarray]:
    """The first five of the `Weights`, to begin from."""
    hidden = chance.normal(0, sights**-0.5, (sights, UNITS))
    out = chance.normal(0, 0.1, (UNITS, N))
    return [np.zeros((sights, N)), hidden, out, np.zeros((len(ABOVE), len(TIES), N)), np.zeros((SECTIONS, N))]


def _steps(chance: np.random.Generator, pages: int) -> Iterator[tuple[np.ndarray, float]]:
    """The pages of each step, and how far it goes: the first go less far, and the last."""
    parts = max(pages // PAGES, 1)
    for epoch in range(EPOCHS):
        for step, some in enumerate(np.array_split(chance.permutation(pages), parts), epoch * parts):
            falls = (1 + np.cos(np.pi * step / (EPOCHS * parts))) / 2
            yield some, RATE * falls * min(1.0, (step + 1) / WARMING)


def _slopes(table: Table, w: list[np.ndarray], chance: np.random.Generator) -> list[np.ndarray]:
    """How the loss on some pages rises with each weight, while some sights and units are left out."""
    look, hidden, out, tie, section = w
    seen = table.seen * _left(chance, table.seen.shape, BLIND)
    into = seen @ hidden
    left = _left(chance, into.shape, IDLE) * (into > 0)
    line = table.ruled_line + seen @ look + (into * left) @ out
    over = _excess(table, Scores(line, table.ruled_pair + below(table.ties, tie), section))
    above = np.stack([over.pair[:, kind == KIND].sum(1) for kind in range(len(ABOVE))], 1)
    by_line = over.line.astype(seen.dtype)
    return [
        seen.T @ by_line,
        seen.T @ (by_line @ out.T * left),
        (into * left).T @ by_line,
        np.tensordot(above, table.ties, (0, 0)).transpose(0, 2, 1),
        over.section,
    ]


def _left(chance: np.random.Generator, shape: tuple[int, ...], out: float) -> np.ndarray:
    """1 or more for what is left when a share is left out, so that all weighs as much as before; 0 for the others."""
    return (chance.random(shape, "f4") >= out) / np.float32(1 - out)


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


def _excess(table: Table, scored: Scores) -> Excess:
    """What all readings of the pages have more than the known one."""
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
