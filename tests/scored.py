"""How the reader scores on the invented pages that it has not learned from, against their truth."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from invented import rows

from analysis import Article, Page, learn_words, parse_page
from analysis.lexicons.script import one_for_one

SURE = 0.9
# Persons of whom the words say that they are not named in full, or only sign; the truth holds the others alone.
NOT_IN_FULL = ("named in", "a name withheld", "called by the surname", "the family name of", "the given name of")


def bare(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def truths(page: dict) -> list[dict]:
    """The articles of a page as the reader should give them: the first paragraph without its printed lead."""
    found = []
    for article in page["articles"]:
        body = list(zip(map(bare, article["paragraphs"]), article["paragraph_roles"], strict=True))
        lead = bare(article["byline"]["raw"]) if article["byline"] else ""
        roles = [{"subhead": "deck"}.get(role, role) for role in article["headline_roles"]]
        found.append(
            {
                "display": list(zip(map(bare, article["headline_lines"]), roles, strict=True)),
                "paragraphs": [text.removeprefix(lead) for text, role in body if role == "para"],
                "crossheads": {text for text, role in body if role == "crosshead"},
                "reporters": (article["byline"] or {"reporters": []})["reporters"],
                "notes": {text for text, role in body if role not in ("para", "crosshead")},
            }
        )
    return found


def reading(article: Article, truth: list[dict]) -> dict:
    """An article as it was read, without what the truth calls no paragraph and with no lead."""
    display = [(bare(line), role) for role in ("kicker", "headline", "deck") for line in getattr(article, role)]
    notes = set().union(*(one["notes"] for one in truth))
    paragraphs = [bare(paragraph) for paragraph in article.paragraphs if bare(paragraph) not in notes]
    crossheads = set(map(bare, article.crossheads))
    return {"display": display, "paragraphs": paragraphs, "crossheads": crossheads, "reporters": article.reporters}


MEASURES: dict[str, Callable[[dict], list]] = {
    "starts": lambda article: [line for line, _ in article["display"][:1]],
    "articles": lambda article: [("".join(line for line, _ in article["display"]), *article["paragraphs"])],
    "roles": lambda article: article["display"],
    "paragraphs": lambda article: article["paragraphs"],
    "crossheads": lambda article: list(article["crossheads"]),
    "reporters": lambda article: list(article["reporters"]),
}


@cache
def pages() -> list[tuple[dict, Page]]:
    """The unseen pages, each with its truth and as it is read."""
    return [(page, parse_page(page["text"])) for page in rows("unseen")]


@cache
def read() -> tuple[dict[str, float], list[tuple[float, bool]]]:
    """The scores of the unseen pages."""
    return scores(pages())


def scores(pages: list[tuple[dict, Page]]) -> tuple[dict[str, float], list[tuple[float, bool]]]:
    """F1 of every measure over some pages, and of each reading its confidence and whether it is right."""
    right, found, asked, sure = Counter(), Counter(), Counter(), []
    for page, made in pages:
        gold = truths(page)
        ours = [reading(article, gold) for article in made.articles]
        for name, of in MEASURES.items():
            a, b = (Counter(thing for one in side for thing in of(one)) for side in (gold, ours))
            right[name] += (a & b).total()
            asked[name] += a.total()
            found[name] += b.total()
        whole = {MEASURES["articles"](one)[0] for one in gold}
        sure += [
            (a.confidence, MEASURES["articles"](one)[0] in whole) for a, one in zip(made.articles, ours, strict=True)
        ]
    return {name: 2 * right[name] / (found[name] + asked[name]) for name in MEASURES}, sure


@cache
def persons_found() -> float:
    """F1 of those whom articles name in full, in simplified characters, a name counted once a page; rare surnames
    abound.  Who only signs, and a part of a name with dots, count neither for nor against."""
    right = found = asked = 0
    for page, made in pages():
        named, words = set(map(one_for_one, page["persons"])), learn_words(made).query("kind == 'person'")
        signed = {one_for_one(name) for article in truths(page) for name in article["reporters"]}
        parts = {part for name in named for part in name.split("·")}
        in_full = set(map(one_for_one, words.word[~words.evidence.str.startswith(NOT_IN_FULL)]))
        ours = in_full - ((signed | parts) - named)
        right, found, asked = right + len(ours & named), found + len(ours), asked + len(named)
    return 2 * right / (found + asked)
