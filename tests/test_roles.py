"""The roles of lines against all readings there are, counted one by one."""

from itertools import product

import numpy as np
import pytest

from analysis.page import fitting
from analysis.page.features import LOOKS, TIES
from analysis.page.fitting import NO_PAIRS, NO_STACK, PAIRS, Table
from analysis.page.roles import (
    ABOVE,
    CROSSHEAD,
    HEADLINE,
    ROLES,
    SECTIONS,
    N,
    Scores,
    Weights,
    chances,
    likeliest,
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


def test_the_slopes_of_the_loss_are_its_differences():
    chance, roles = np.random.default_rng(1), [0, 1, 3, 1, 3, 1, 0, 1, 2, 0, 1]
    at, number = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1]), np.array([0] * 9 + [1] * 2)
    looks, ties = chance.normal(size=(11, len(LOOKS))), chance.normal(size=(11, len(TIES)))
    table = Table(looks, ties, np.array(roles), fitting._sections(np.array(roles), at), number, at)
    look, tie, section = (
        chance.normal(size=size) / 9 for size in ((len(LOOKS), N), (len(ABOVE), len(TIES), N), (4, N))
    )

    def loss(look: np.ndarray, section: np.ndarray) -> float:
        return fitting._excess(table, Weights(NO_PAIRS, look, tie, section, 1.0, NO_STACK)).loss

    _, over, _, by_section = fitting._excess(table, Weights(NO_PAIRS, look, tie, section, 1.0, NO_STACK))
    for n, role in [(0, 0), (7, 3), (40, 1)]:
        step = np.zeros_like(look)
        step[n, role] = 1e-5
        assert (loss(look + step, section) - loss(look - step, section)) / 2e-5 == pytest.approx(
            looks[:, n] @ over[:, role], abs=1e-4
        )
    for n, role in product(range(SECTIONS), range(N)):
        step = np.zeros_like(section)
        step[n, role] = 1e-5
        assert (loss(look, section + step) - loss(look, section - step)) / 2e-5 == pytest.approx(
            by_section[n, role], abs=1e-4
        )


def test_the_weights_are_those_that_this_program_makes():
    assert len(weights().pairs) == PAIRS


def test_an_article_with_one_crosshead_is_told_from_one_with_three():
    scores = Scores(np.zeros((6, N)), np.zeros((6, N, N)), np.zeros((SECTIONS, N)))
    scores.section[1, HEADLINE] = -3  # an article seldom ends with one crosshead
    scores.line[:, CROSSHEAD] = [-9, -9, 1, -9, -9, -9]
    scores.line[:, HEADLINE] = [9, -9, 0, -9, -9, -9]
    assert ROLES[likeliest(scores)[2]] == "headline"
    scores.line[4:, CROSSHEAD] = 1
    assert ROLES[likeliest(scores)[2]] == "crosshead"
