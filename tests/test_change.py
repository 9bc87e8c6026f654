"""What changes over an archive, on tables small enough to count by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, chi2_contingency

from analysis.archive.change import (
    changes,
    dated,
    kind_of,
    new_terms,
    periods_of,
    term_shares,
    theme_means,
    unlike,
    wilson,
)

ROOT = Path(__file__).resolve().parent.parent

# three weeks of two, three and two articles, and one that prints no date
DAYS = [date(2031, 3, 3), date(2031, 3, 9), *[date(2031, 3, 10)] * 3, *[date(2031, 3, 17)] * 2, None]
ARTICLES = pd.DataFrame({"page": [f"{n}.txt" for n in range(8)], "article": 1, "date": DAYS})
TERMS = pd.DataFrame(
    [(f"{n}.txt", 1, term) for term, pages in {"水": range(8), "桥": (2, 3, 4, 5), "堤": (5,)}.items() for n in pages],
    columns=["page", "article", "term"],
)


def test_a_week_begins_on_monday():
    weeks = periods_of(ARTICLES).dt.start_time
    assert weeks.dropna().dt.strftime("%m-%d").tolist() == ["03-03"] * 2 + ["03-10"] * 3 + ["03-17"] * 2
    assert weeks.isna().tolist() == [False] * 7 + [True]


@pytest.mark.parametrize(
    ("days", "kind", "number"),
    [
        (pd.date_range("2031-03-03", periods=60, freq="7D"), "week", 60),
        (pd.date_range("2031-03-03", periods=61, freq="7D"), "month", 14),
        (pd.date_range("2031-03-01", periods=60, freq="MS"), "week", 60),
        (pd.date_range("2031-03-01", periods=1000, freq="D"), "month", 33),
        (pd.date_range("2021-03-01", periods=500, freq="8D"), "year", 12),
        ([pd.Timestamp("1949-03-01"), *pd.date_range("2031-03-03", periods=20, freq="7D")], "week", 21),
    ],
)
def test_a_long_archive_is_told_by_months_or_years(days, kind, number):
    articles = pd.DataFrame({"page": "a", "article": range(len(days)), "date": days})
    assert kind_of(dated(articles[["page", "article"]], articles)) == kind
    assert periods_of(articles).nunique() == number


def test_term_shares():
    table = term_shares(TERMS, ARTICLES).set_index(["term", "period"])
    assert table.loc["桥"][["n", "articles"]].values.tolist() == [[0, 2], [3, 3], [1, 2]]
    assert table.loc["水"].share.tolist() == [1, 1, 1]


@pytest.mark.parametrize(("n", "total"), [(0, 2), (3, 28), (14, 28), (28, 28), (1, 1000)])
def test_interval_is_wilsons(n, total):
    expected = binomtest(n, total).proportion_ci(method="wilson")
    assert wilson(np.array(n), np.array(total)) == pytest.approx((expected.low, expected.high), abs=1e-5)


def test_changes_equal_scipys_log_likelihood():
    table = changes(TERMS, ARTICLES)
    expected = chi2_contingency([[0, 3, 1], [2, 0, 1]], lambda_="log-likelihood", correction=False).statistic
    assert table.g2["桥"] == pytest.approx(expected)
    assert table.g2["水"] == 0
    assert table.index.tolist() == ["桥", "堤", "水"]


def test_new_terms_and_how_likely_they_are_by_chance():
    table = new_terms(TERMS, ARTICLES)
    assert table[["term", "n"]].values.tolist() == [["桥", 3], ["堤", 1]]
    assert table.chance.tolist() == [1 / 10, 2 / 7]  # C(3,3)/C(5,3) and C(2,1)/C(7,1)


def test_chance_is_how_often_shuffled_articles_fall_so():
    rng, hits = np.random.default_rng(0), 0
    for _ in range(4000):
        hits += set(rng.permutation(5)[:3]) == {2, 3, 4}
    assert hits / 4000 == pytest.approx(1 / 10, abs=0.02)


def test_courses_alike_are_drawn_once():
    weeks = pd.date_range("2031-03-03", periods=4, freq="7D")
    courses = {"甲": [0, 1, 2, 3], "乙": [0, 2, 4, 6.5], "丙": [3, 1, 0, 0], "丁": [0, 3, 0, 1]}
    shares = pd.DataFrame([(w, t, v) for t, c in courses.items() for w, v in zip(weeks, c, strict=True)])
    shares.columns = ["period", "term", "share"]
    assert unlike(shares, ["甲", "乙", "丙", "丁"], 3) == ["甲", "丙", "丁"]


def test_theme_means_count_articles_without_the_theme():
    themes = pd.DataFrame([("2.txt", 1, "三农", 0.9), ("3.txt", 1, "三农", 0.3), ("5.txt", 1, "民生", 1.0)])
    themes.columns = ["page", "article", "theme", "share"]
    table = theme_means(themes, ARTICLES).set_index(["theme", "period"])
    assert table.loc["三农"].share.tolist() == pytest.approx([0, 0.4, 0])
    half = 1.96 * np.std([0.9, 0.3, 0.0], ddof=1) / 3**0.5
    assert table.loc["三农"].high.tolist() == pytest.approx([0, 0.4 + half, 0])


@pytest.mark.parametrize("name", ["terms", "new", "themes", "ranks"])
def test_every_mark_stands_on_its_page(name):
    marks = pd.read_csv(ROOT / "figures" / f"05-{name}.csv", dtype={"quote": str})
    cited = marks[(marks.value != 0) & ~marks.label.isin(marks.mark)]  # nought has no characters, nor what is derived
    texts = {page: (ROOT / "seeds" / "archive" / page).read_text(encoding="utf-8") for page in set(cited.label)}
    assert len(cited) > 100
    spans = zip(cited.label, cited.start.astype(int), cited.end.astype(int), strict=True)
    assert [texts[page][start:end] for page, start, end in spans] == cited.quote.tolist()
    assert marks[marks.value == 0].quote.isna().all()
