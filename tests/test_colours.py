"""The colours: they can be told apart by every eye and in grey, and an article keeps its own."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from analysis import theme_shares, tokenize
from analysis.plots import ARTICLES, FADED, INK, PAPER, UNKNOWN, colour_of
from analysis.plots.page import ROLES
from analysis.plots.themes import colours_of
from analysis.plots.themes.marks import on

# distances are of CIE 1976 in L*a*b* (D65)

# from linear RGB to what a deuteranope sees (Machado, Oliveira and Fernandes 2009, severity 1)
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(colour, seen=np.eye(3)):  # noqa: B008
    x, y, z = RGB_TO_XYZ @ np.clip(seen @ linear(colour), 0, 1) / RGB_TO_XYZ.sum(axis=1)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def nearest(colours, seen=np.eye(3)):  # noqa: B008
    points = [lab(colour, seen) for colour in colours]
    return min(np.linalg.norm(a - b) for n, a in enumerate(points) for b in points[:n])


def test_lab_is_right():
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.05)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)  # Lindbloom's calculator


def contrast(colour, other):
    """The contrast of two colours, 1 to 21 (WCAG 2.1)."""
    dark, light = sorted(RGB_TO_XYZ[1] @ linear(one) for one in (colour, other))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_right():
    assert contrast(PAPER, "#000000") == pytest.approx(21, abs=0.05)
    assert contrast("#767676", PAPER) == pytest.approx(4.54, abs=0.02)  # the lightest grey that WCAG lets text have


def test_four_articles_are_told_apart():
    first = ARTICLES[:4]
    assert nearest(first) >= 55
    assert nearest(first, DEUTERANOPIA) >= 35
    greys = sorted(lab(colour)[0] for colour in first)
    assert min(b - a for a, b in pairwise(greys)) >= 14


def test_eight_articles_are_told_apart():
    assert nearest(ARTICLES) >= 35
    assert nearest(ARTICLES, DEUTERANOPIA) >= 20


def test_every_colour_is_seen_on_paper_and_takes_letters():
    """3 : 1 is what WCAG 2.1 asks of graphics and large letters, 4.5 : 1 of small ones."""
    assert min(contrast(colour, PAPER) for colour in ARTICLES) >= 3
    assert min(contrast(on(colour), colour) for colour in (*ARTICLES, UNKNOWN)) >= 4.5
    assert min(contrast(ink, PAPER) for ink in (INK, FADED)) >= 4.5
    assert min(contrast(INK, ground) for _, ground in ROLES.values()) >= 4.5


@pytest.mark.parametrize(("articles", "coloured"), [(1, 6), (4, 5), (7, 2), (8, 1), (12, 1)])
def test_a_theme_that_leads_no_article_has_a_colour_of_none(articles, coloured):
    """All articles are led by one theme, each with a part of seven others; what finds no colour is grey."""
    shares = pd.DataFrame([[0.4] + [0.6 / 7] * 7] * articles, range(1, articles + 1), list("甲乙丙丁戊己庚辛"))
    colours = colours_of(shares)
    assert colours.pop("甲") == colour_of(1)
    assert not set(colours.values()) & {colour_of(article) for article in shares.index}
    assert len(set(colours.values())) == len(colours) == coloured - 1


def test_a_theme_has_the_colour_of_the_article_it_leads(seed):
    shares = theme_shares(tokenize(seed))
    colours = colours_of(shares.loc[:, :"其他"])
    assert [colours[theme] for theme in shares.primary] == [colour_of(article) for article in shares.index]
    assert len(set(colours.values())) == len(colours)
