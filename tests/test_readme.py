"""The numbers typed in the README and in notebooks are the computed ones; the README's commands and links exist."""

import ast
import re

import compose
import nbformat
import pytest
import scored
import test_dependencies
import test_files
import test_indents
import test_plots
import test_site
import test_words_gold
import test_wrapping
from adversaries import patterns_of
from invented import rows
from pictures import NOTEBOOKS, ROOT
from scipy.stats import norm

import analysis
from analysis import find_quantities, tokenize
from analysis.archive import change
from analysis.archive.tables import SCHEMAS
from analysis.lexicons import read_themes, read_words
from analysis.rankings import named_list, open_place_bounds, places
from analysis.terms import document_term_matrix, formulae, frequency, words_of
from analysis.themes import HEADLINE, theme_shares
from analysis.themes.groups import RESAMPLES

DEPENDENCIES = test_dependencies.PROJECT["dependencies"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDINGS = re.sub(r"\s+", " ", README.split("## What it finds")[1].split("| | |")[0])


@pytest.fixture(scope="module")
def claims(seed):
    """What the findings must say, computed here; a number that is in none of them is typed and forgotten."""
    tokens = tokenize(seed)
    words = words_of(tokens)
    counts = frequency(words[~words.token.isin(read_words("stopwords"))])
    clouds = document_term_matrix(words)["云海"]
    formula = formulae(tokens).iloc[0]
    paragraphs = [paragraph for article in seed.articles for paragraph in article.paragraphs]
    quantities = find_quantities(seed)
    ranks = quantities.query("kind == 'rank' and unit == '位'")
    held = places(quantities, seed).set_index("part")
    size, known, others = named_list(quantities, seed)[0], held[held.quote != ""], held[held.quote == ""]
    left = int(size - known.high.sum())
    bounds = open_place_bounds(left, len(others), int(others.high.max()), int(known.high.min()))
    shares = theme_shares(tokens)
    return [
        f"`seeds/{seed.name}.txt` is the front page of a municipal daily of November {seed.articles[0].date.year}",
        f"{len(seed.articles)} articles with {len(paragraphs)} paragraphs in {len(seed.text):,} characters",
        f"{sum(len(paragraph.spans) > 1 for paragraph in paragraphs)} paragraphs were torn",
        f"{counts.index[0]} (development) is the commonest, {counts.frequency.iloc[0]} times in "
        f"{counts.docfreq.iloc[0]} articles",
        f"stands {clouds.sum()} times in {'one article' if (clouds > 0).sum() == 1 else '?'} and nowhere else",
        f"{formula.pattern} (strengthen … awareness), comes {formula.frequency} times with "
        f"{len(set(formula.fillings))} different fillings",
        f"the top {size:g} districts of central China",
        ", ".join(f"{entity} {rank:g}" for entity, rank in zip(ranks.entity, ranks.value, strict=True)),
        f"湖北 has {held.high['湖北']:g} of the {size:g} places and 山西 {held.high['山西']:g}",
        f"the other {['', 'one', 'two', 'three', 'four'][len(others)]} provinces share {left} (derived), and at least "
        f"{bounds.fewest_above} of them hold more than 山西",
        " and ".join(", ".join(f"{theme} {english}" for theme, english in named).rsplit(", ", 1))
        if (named := [(theme, ENGLISH[theme]) for theme in shares.primary])
        else "",
        *(f"[{number}](notebooks/{number}-" for number in ("01", "02", "03", "04")),
    ]


ENGLISH = {"时政": "politics", "生态": "environment", "经济": "economy", "民生": "everyday life"}


def test_the_findings_are_the_computed_ones(claims):
    assert [claim for claim in claims if claim not in FINDINGS] == []


def test_no_number_of_the_findings_is_typed_and_forgotten(claims):
    rest = FINDINGS
    for claim in sorted(claims, key=len, reverse=True):
        rest = rest.replace(claim, "")
    assert re.findall(r"\d+", rest) == []


# numbers typed into the notebooks: all others there are computed by the cell that says them


def typed(path):
    """What a notebook says that no cell computes: its Markdown without code, the strings of its `Markdown`s."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.S)
        else:
            calls = [call for call in ast.walk(ast.parse(cell.source)) if isinstance(call, ast.Call)]
            shown = [call for call in calls if getattr(call.func, "id", "") == "Markdown"]
            said = [one.value for call in shown for one in ast.walk(call) if isinstance(one, ast.Constant)]
            yield from (words for words in said if isinstance(words, str) and " " in words)


def claims_typed():
    """The numbers that may be typed, each as it must be: from the constant or the formula that it tells of."""
    weights = sorted(set(read_themes().weight) - {0}, reverse=True)
    sure = f"{2 * norm.cdf(change.SURE) - 1:.0%}".replace("%", " %")
    return {
        "01-page": ["(0 to 1)"],
        "02-terms": ["Monroe et al. 2008"],
        "03-rankings": [],
        "04-themes": [
            f"({', '.join(map(str, weights))})",
            "log₂(1 + its count)",
            f"counting {['', 'once', 'twice', 'three times'][HEADLINE]}",
            f"{RESAMPLES} resamples",
            "near 0 two themes are level",
            "1 means that all",
            "1 the same, 0 chance",
        ],
        "05-archive": [
            f"{['', '', '', '', '', '', 'Six'][len(SCHEMAS)]} tables",
            f"a confidence of {sure} (Wilson)",
            f"{change.SURE} standard errors",
            "correlation below 0.8",
            "below 0.05",
            f"{['', '', '', '', '', 'five'][len(compose.DISTRICTS)]} invented districts",
        ],
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_of_a_notebook_is_typed_and_forgotten(path):
    said = " ".join(typed(path))
    for claim in claims_typed()[path.stem]:
        assert claim in said
        said = said.replace(claim, "")
    assert re.findall(r".{0,20}\d.{0,20}", said) == []


RELIABILITY = README.split("## Reliability")[1].split("\n## ")[0]


def test_the_figures_of_reliability_are_counted():
    patterns, figures = patterns_of(analysis), list((ROOT / "figures").glob("*.png"))
    assert f"{len(patterns)} regular expressions" in RELIABILITY
    assert f"{test_files.KILLED} writers killed" in RELIABILITY
    elsewhere = f"{len(figures)} figures byte for byte in {len(test_plots.SETTINGS)} other processes"
    assert f"{elsewhere}, locales, timezones, folders; tables in {len(test_files.SETTINGS)}" in RELIABILITY
    told = int(re.search(r"(\d+) packages, each locked", RELIABILITY)[1])
    assert abs(told - len(test_dependencies.installed())) <= 5  # some are for one system or Python only


def test_the_figures_of_the_gold_are_computed():
    sentences = sum(map(len, test_words_gold.pages()))
    score = {what: found["recall" if "new" in what else "f1"] for what, found in test_words_gold.scores().items()}
    assert f"on {sentences} invented sentences" in RELIABILITY
    assert f"persons F1 {score['persons']:.2f}" in RELIABILITY
    assert f"tokens F1 {score['tokens']:.2f}, jieba's {score['tokens of jieba']:.2f}" in RELIABILITY
    ours, theirs = (f"{100 * score[what]:.0f} %" for what in ("new words", "new words of jieba"))
    known = f"{ours} found, by jieba {theirs}"
    assert known in RELIABILITY


def test_the_figures_of_the_reader_are_computed():
    score, sure = scored.read()
    told = (
        "article starts F1 {starts:.2f}, whole articles {articles:.2f}, lines of headlines with their role {roles:.2f}"
    )
    assert told.format(**score) in RELIABILITY
    assert "paragraphs {paragraphs:.2f}, crossheads {crossheads:.2f}, reporters {reporters:.2f}".format(**score) in (
        RELIABILITY
    )
    assert f"persons {scored.persons_found():.2f}" in RELIABILITY
    assert f"pages of {len(rows('unseen'))} papers" in RELIABILITY
    right = [is_right for confidence, is_right in sure if confidence >= scored.SURE]
    assert f"of {len(right)} readings at least {scored.SURE} sure {sum(right)} are right" in RELIABILITY


def test_the_figures_of_pages_by_lines_are_computed():
    kinds = test_wrapping.broken_pages(), test_wrapping.broken_pages(test_wrapping.close)
    by_lines, close, whole = (
        scored.scores(pages)[0]["articles"] for pages in (*kinds, scored.pages()[:: test_wrapping.EVERY])
    )
    assert f"{len(kinds[0])} of these pages broken at {test_wrapping.WIDTH} characters" in RELIABILITY
    assert f"whole articles F1 {by_lines:.2f}, without blank lines {close:.2f}, unbroken {whole:.2f}" in RELIABILITY
    assert f"of the {len(rows('learned')) + len(rows('unseen')):,} that go by paragraphs" in RELIABILITY


def test_the_figures_of_pages_set_in_are_computed():
    kinds = test_indents.told_and_untold(), test_indents.told_and_untold(test_indents.by_lines)
    (told, untold), (broken, flush) = ([score["articles"] for score in scores] for scores in kinds)
    assert f"{len(rows('unseen')[:: test_indents.EVERY])} of these pages set in so" in RELIABILITY
    assert f"whole articles F1 {told:.2f}, without the blanks {untold:.2f}" in RELIABILITY
    assert f"broken at {test_indents.WIDTH} characters without blank lines {broken:.2f} and {flush:.2f}" in RELIABILITY


def test_the_figures_of_sites_and_databases_are_computed():
    kinds = test_site.dressed(test_site.on_a_site), test_site.dressed(test_site.as_records)
    site, records = (scored.scores(pages)[0]["articles"] for pages in kinds)
    assert f"{len(kinds[0])} of them dressed so: whole articles F1 {site:.2f} and {records:.2f}" in RELIABILITY


def test_what_was_tried_is_told(tried):
    """Counted by the tests that ran before this one: all, when the suite is run as a whole."""
    told = {"texts decoded", "files cut short", "hostile documents opened", "writers killed"}
    assert [f"{tried[what]} {what}" for what in told & set(tried) if f"{tried[what]} {what}" not in RELIABILITY] == []


def test_every_direct_dependency_is_told():
    told = README.split("## What it stands on")[1].split("\n## ")[0]
    assert [one for one in map(test_dependencies.name_of, DEPENDENCIES) if one not in told.replace("_", "-")] == []


def test_links_and_pictures_exist():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 10
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:`|^ {4})make (\w+)", README, re.M)):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_the_map_names_what_is_there():
    for module in re.findall(r"`analysis/(\w+)`", README):
        assert (ROOT / "analysis" / module).exists() or (ROOT / "analysis" / f"{module}.py").exists()


def test_the_python_example_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    example = re.search(r"```python\n(.*?)```", README, re.S)[1]
    exec(example, {})
