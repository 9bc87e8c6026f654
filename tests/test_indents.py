"""Paragraphs that are set in by blanks, as print sets them in."""

from functools import cache

import pytest
from compose import compose
from scored import bare, pages, scores, truths
from test_wrapping import broken, close

from analysis import parse_page

BLANKS = "\u3000\u3000"
EVERY, WIDTH = 6, 17


def printed(number, blanks):
    """A composed page whose every paragraph has blanks before it; the first is torn behind its first stop."""
    articles = parse_page(compose(number)).articles
    lines = [[article.title, *(blanks + paragraph for paragraph in article.paragraphs)] for article in articles]
    return "\n\n".join(line for lines in lines for line in lines).replace("。", "。\n\n", 1)


def paragraphs(page):
    return [bare(paragraph) for article in page.articles for paragraph in article.paragraphs]


def set_in(page):
    """The text of a page with blanks before each line that begins a paragraph, by the page's truth."""
    begins = [paragraph for article in truths(page) for paragraph in article["paragraphs"]]
    begins += [bare(text) for article in page["articles"] for text in article["paragraphs"]]
    starting = {text[:8] for text in begins}
    return "\n".join(BLANKS + line if bare(line)[:8] in starting else line for line in page["text"].split("\n"))


@pytest.mark.parametrize("blanks", [BLANKS, "    "], ids=["full-width", "half-width"])
def test_a_break_behind_a_stop_is_healed_where_paragraphs_are_set_in(blanks):
    for n in range(20):
        assert paragraphs(parse_page(printed(n, blanks))) == paragraphs(parse_page(compose(n)))


def test_without_blanks_no_text_tells_it():
    assert paragraphs(parse_page(printed(0, ""))) != paragraphs(parse_page(compose(0)))


def test_blanks_before_a_few_lines_tell_nothing():
    text = printed(0, "")
    some = BLANKS + text.replace("\n\n", "\n\n" + BLANKS, 3)
    assert paragraphs(parse_page(some)) == paragraphs(parse_page(text))


@cache
def told_and_untold(layout=str):
    """How unseen pages are read with the blanks before their paragraphs, and without."""
    some = [page for page, _ in pages()[::EVERY]]
    texts = ((set_in(page) for page in some), (page["text"] for page in some))
    return [scores([*zip(some, map(parse_page, map(layout, made)), strict=True)])[0] for made in texts]


def by_lines(text):
    return close(broken(text, WIDTH))


@pytest.mark.parametrize("layout", [str, by_lines])
def test_unseen_pages_are_read_better_where_paragraphs_are_set_in(layout):
    told, untold = told_and_untold(layout)
    assert told["articles"] > untold["articles"] + 0.01
    assert told["paragraphs"] > untold["paragraphs"] + 0.01


def test_a_short_line_that_is_not_set_in_goes_on_from_no_whole_text():
    """It may be a caption, as sites print them."""
    caption = "市民在观景台上看日出。"
    text = f"{BLANKS}{printed(2, BLANKS)}\n\n{caption}".replace("。\n\n", "。", 1)
    assert bare(caption) in paragraphs(parse_page(text))


def test_an_article_may_begin_with_a_paragraph_that_is_not_set_in():
    """As beside a drop cap: the headline above it stays one."""
    page = parse_page(printed(0, BLANKS))
    flush = [
        [article.title, *article.paragraphs[:1], *(BLANKS + text for text in article.paragraphs[1:])]
        for article in page.articles
    ]
    read = parse_page("\n\n".join(line for lines in flush for line in lines))
    assert [article.title for article in read.articles] == [article.title for article in page.articles]
