"""Paragraphs that are set in by blanks, as print sets them in."""

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


@pytest.mark.parametrize("layout", [str, lambda text: close(broken(text, WIDTH))], ids=["whole", "by lines"])
def test_unseen_pages_are_read_better_where_paragraphs_are_set_in(layout):
    """Of the pages by lines without blank ones some 0.1 more articles are whole."""
    some = [page for page, _ in pages()[::EVERY]]
    told, plain = (
        [(page, parse_page(layout(change(page)))) for page in some] for change in (set_in, lambda p: p["text"])
    )
    assert scores(told)[0]["articles"] > scores(plain)[0]["articles"] + 0.01
    assert scores(told)[0]["paragraphs"] > scores(plain)[0]["paragraphs"] + 0.01
