"""The reader on invented pages of other papers, which its weights have never seen, against their truth."""

import json
import re

import pytest
from invented import rows
from laws import is_read_whole
from scored import SURE, pages, persons_found, read

from analysis.page.training import known

# What was measured, less some two hundredths: a change that reads other papers worse is noticed.
AT_LEAST = {"starts": 0.92, "articles": 0.79, "roles": 0.88, "paragraphs": 0.94, "crossheads": 0.89, "reporters": 0.88}
PERSONS = 0.89


@pytest.mark.parametrize("folder", ["learned", "unseen"])
def test_no_line_that_signs_is_a_paragraph_of_the_truth(folder):
    articles = [article for page in rows(folder) for article in page["articles"]]
    told = [
        line for article in articles for line in zip(article["paragraphs"], article["paragraph_roles"], strict=True)
    ]
    signs = re.compile(r"\((?:本报|实习|见习)?(?:记者|通讯员)[^()。]+\)")
    assert not [text for text, role in told if role == "para" and signs.fullmatch(text)]


def test_pages_of_papers_never_seen_are_read_by_the_laws():
    """Among them many that begin with the line of a page's head, which is no article."""
    for truth, page in pages():
        is_read_whole(page, truth["text"])


@pytest.mark.parametrize("measure", AT_LEAST)
def test_pages_of_papers_never_seen_are_read(measure):
    assert read()[0][measure] >= AT_LEAST[measure]


def test_readings_that_are_sure_are_right():
    right = [is_right for confidence, is_right in read()[1] if confidence >= SURE]
    assert len(right) >= 10
    assert sum(right) >= 0.97 * len(right)


def test_persons_of_papers_never_seen_are_found():
    assert persons_found() >= PERSONS


@pytest.mark.parametrize("folder", ["learned", "unseen"])
def test_every_line_of_the_pages_has_its_truth(folder):
    """`known` raises where a printed line belongs to no article."""
    assert all(known(page).roles for page in rows(folder))


def test_a_page_is_always_flattened_alike():
    assert json.dumps(rows("unseen")) == json.dumps(rows("unseen"))
