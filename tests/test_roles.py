"""The roles of lines against all readings there are, counted one by one."""

from itertools import product

import numpy as np
import pytest

from analysis.page import fitting
from analysis.page.features import LOOKS, TIES
from analysis.page.fitting import FITS, UNITS, Table
from analysis.page.roles import (
    ABOVE,
    CROSSHEAD,
    HEADLINE,
    ROLES,
    SECTIONS,
    SIGHTS,
    WHERE,
    N,
    Scores,
    Weights,
    around,
    below,
    chances,
    likeliest,
    ruled,
    scores,
    weights,
)


def page(seed: int, lines: int) -> Scores:
    """Scores by chance."""
    chance = np.random.default_rng(seed)
    return Scores(chance.normal(size=(lines, N)), chance.normal(size=(lines, N, N)), chance.normal(size=(SECTIONS, N)))


def readings(scores: Scores) -> dict[tuple[int, ...], float]:
    """All ways to read the lines, with their scores: crossheads are counted anew below each headline."""
    found = {}
    for roles in product(range(N), repeat=len(scores.line)):
        score, crossheads = 0.0, 0
        for n, role in enumerate(roles):
            score += scores.line[n, role] + scores.section[min(crossheads, SECTIONS - 1), role]
            score += scores.pair[n, roles[n - 1], role] if n else 0
            crossheads = 0 if role == HEADLINE else crossheads + (role == CROSSHEAD)
        found[roles] = score + scores.section[min(crossheads, SECTIONS - 1), HEADLINE]
    return found


@pytest.mark.parametrize("seed", range(5))
def test_the_likeliest_reading_is_the_best_of_all(seed):
    scores = page(seed, 6)
    ways = readings(scores)
    assert tuple(likeliest(scores)) == max(ways, key=ways.__getitem__)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("first", "last"), [(0, 4), (2, 3), (3, 4), *((n, n) for n in range(5))])
def test_a_chance_is_the_share_of_the_readings_that_agree(seed, first, last):
    scores = page(seed, 5)
    roles, share = likeliest(scores), {way: np.exp(score) for way, score in readings(scores).items()}
    agree = sum(value for way, value in share.items() if [*way[first : last + 1]] == roles[first : last + 1])
    assert chances(scores, roles)(first, last) == pytest.approx(agree / sum(share.values()))


def test_lines_are_scored_by_what_is_seen_around_them(monkeypatch):
    monkeypatch.setattr("analysis.page.roles.AT_ONCE", 4)  # of nine lines two times four and one
    chance = np.random.default_rng(0)
    looks, ties = (chance.random((9, len(names))).round() for names in (LOOKS, TIES))
    w, seen = weights(), around(looks, ties)
    line = seen @ w.look + np.maximum(seen @ w.hidden, 0) @ w.out
    assert np.allclose(scores(looks, ties, w).line, line + ruled(looks, ties).line)


def test_the_slopes_of_the_loss_are_its_differences(monkeypatch):
    monkeypatch.setattr(fitting, "BLIND", 0)
    monkeypatch.setattr(fitting, "IDLE", 0)
    chance, roles = np.random.default_rng(1), np.array([0, 1, 3, 1, 3, 1, 0, 1, 2, 0, 1])
    number, at = np.array([0] * 9 + [1] * 2), np.array([*range(9), 0, 1])
    seen, ties = chance.normal(size=(11, 7)), chance.normal(size=(11, len(TIES)))
    ruled = Scores(*map(chance.normal, (0, 0, 0), (1, 1, 1), ((11, N), (11, N, N), (SECTIONS, N))))
    table = Table(seen, ties, ruled.line, ruled.pair, roles, fitting._sections(roles, at), number, at)
    sizes = (7, N), (7, 3), (3, N), (len(ABOVE), len(TIES), N), (SECTIONS, N)
    w = [chance.normal(size=size) / 3 for size in sizes]

    def loss() -> float:
        look, hidden, out, tie, section = w
        line = seen @ look + np.maximum(seen @ hidden, 0) @ out
        return fitting._excess(table, Scores(line + ruled.line, ruled.pair + below(ties, tie), section)).loss

    for part, slope in zip(w, fitting._slopes(table, w, chance), strict=True):
        for place in map(tuple, chance.integers(part.shape, size=(9, part.ndim))):
            part[place] += 1e-5
            more = loss()
            part[place] -= 2e-5
            assert (more - loss()) / 2e-5 == pytest.approx(slope[place], abs=1e-4)
            part[place] += 1e-5


def test_what_no_sight_tells_alone_is_learned(monkeypatch):
    """A line's role hangs on whether two sights are alike, which no sum of weights tells."""
    monkeypatch.setattr(fitting, "EPOCHS", 600)
    monkeypatch.setattr(fitting, "BLIND", 0)
    chance = np.random.default_rng(2)
    a, b, lines = *chance.integers(0, 2, (2, 400)), 400
    seen = np.stack([np.ones(lines), a, b], 1).astype("f4")
    ties, zero = np.zeros((lines, len(TIES))), np.zeros
    roles, at = np.where(a == b, 0, 1), np.arange(lines) % 4
    rules = zero((lines, N)), zero((lines, N, N))
    table = Table(seen, ties, *rules, roles, fitting._sections(roles, at), np.arange(lines) // 4, at)
    w = fitting.fit(table, np.ones(3), 1)
    line = seen @ w.look + np.maximum(seen @ w.hidden, 0) @ w.out
    assert (line[:, :2].argmax(1) == roles).mean() > 0.9


def test_the_scores_of_a_mean_are_the_mean_of_the_scores():
    lines, sights = len(LOOKS), len(WHERE) * len(SIGHTS)
    chance, looks = np.random.default_rng(1), np.eye(lines)
    shapes = (sights, N), (sights, 5), (5, N), (len(ABOVE), len(TIES), N), (SECTIONS, N)
    fits = [Weights(*(chance.normal(size=shape) for shape in shapes)) for _ in range(3)]
    one_by_one = [scores(looks, np.ones((lines, len(TIES))), w) for w in fits]
    together = scores(looks, np.ones((lines, len(TIES))), fitting.mean_of(fits))
    for part, parts in zip(together, zip(*one_by_one, strict=True), strict=True):
        assert np.allclose(part, np.mean(parts, 0))


def test_the_weights_are_those_that_this_program_makes():
    assert weights().hidden.shape == (len(WHERE) * len(SIGHTS), FITS * UNITS)
    assert all(np.isfinite(part).all() for part in weights())


def test_a_line_is_seen_with_those_around_it():
    looks, ties = np.zeros((6, len(LOOKS))), np.zeros((6, 0))
    looks[:, 0] = range(1, 7)
    looks[::2, LOOKS.index("length 1-5")] = 1
    line, above, below, short_above, short_below = around(looks, ties)[:, :: len(LOOKS)].T.tolist()
    assert (line, above, below) == ([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5], [2, 3, 4, 5, 6, 0])
    assert (short_above, short_below) == ([0, 0, 1, 1, 3, 3], [3, 5, 5, 0, 0, 0])


def test_an_article_with_one_crosshead_is_told_from_one_with_three():
    scores = Scores(np.zeros((6, N)), np.zeros((6, N, N)), np.zeros((SECTIONS, N)))
    scores.section[1, HEADLINE] = -3  # an article seldom ends with one crosshead
    scores.line[:, CROSSHEAD] = [-9, -9, 1, -9, -9, -9]
    scores.line[:, HEADLINE] = [9, -9, 0, -9, -9, -9]
    assert ROLES[likeliest(scores)[2]] == "headline"
    scores.line[4:, CROSSHEAD] = 1
    assert ROLES[likeliest(scores)[2]] == "crosshead"
