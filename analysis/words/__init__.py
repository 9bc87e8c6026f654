"""From a page to its words: what the page itself teaches first, then the dictionary.

A dictionary cuts names and set phrases apart, and they are what a page is about.  `learn_words` takes them
from the page, each with its evidence; `tokenize` keeps them whole and cuts the rest with the dictionary, which
never changes, so that one page teaches nothing to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

import pandas as pd

from analysis.lexicons import read_words
from analysis.page import Article, Page, Passage, Span
from analysis.words.boundaries import segmented
from analysis.words.cutting import fast_cut
from analysis.words.dictionary import known
from analysis.words.numbers import NUMBER
from analysis.words.people import people
from analysis.words.phrases import cohesive, numbered, quoted
from analysis.words.places import counted_up, kind_of, listed, place_names, seated, settled, suffixed

NOTHING = "(?!)"  # the pattern that no text matches
APART = ("punctuation", "date", "number", "latin")
PUNCTUATION = re.compile(r"[\W_]+")
Cutter = Callable[[str], list[tuple[str, str]]]  # gives the words of a text with their kinds
COLUMNS = ["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"]


def learn_words(page: Page) -> pd.DataFrame:
    """The words a page teaches: `word, kind, evidence, spans`, one row a word, in the order of the page.

    `kind` is `person`, `place`, `organisation`, `term`, `date` or `number`; `evidence` says in words why it is
    taken for a word; `spans` are its places on the page, each a tuple of raw `(start, end)` pairs.
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    evidence = _evidence(page, passages, _cut_plainly)
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    found: dict[str, list[tuple[Span, ...]]] = {}
    for passage in passages:
        for start, end, kind in _whole(passage, _pattern(kinds), kinds):
            evidence.setdefault(passage[start:end], (kind, "a date" if kind == "date" else "a number with its unit"))
            found.setdefault(str(passage[start:end]), []).append(passage[start:end].spans)
    for name, span in _signed(page, evidence):
        found.setdefault(name, []).append((span,))
    rows = [(word, *evidence[word], tuple(sorted(spans))) for word, spans in found.items()]
    return pd.DataFrame(sorted(rows, key=lambda row: row[3]), columns=["word", "kind", "evidence", "spans"])


def tokenize(page: Page) -> pd.DataFrame:
    """The tokens of a page: one row a token, in the order of the articles.

    `article` (id), `paragraph` (1, 2, 3 …; 0 for kicker, headline, deck and crossheads), `token`, `start`, `end`
    (raw: of its first and after its last character), `torn` (a break or a credit stands inside), `kind` (a kind
    of `learn_words`, else `word`, `latin` or `punctuation`), `spans` (raw pairs; two or more for a torn token).
    Joining the tokens of a paragraph gives the paragraph.

    >>> from analysis import parse_page
    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,党群服务\\n\\n中心开放。党群服务中心好。")
    >>> tokenize(page).query("torn")[["token", "start", "end", "spans"]].values.tolist()
    [['党群服务中心', 24, 32, ((24, 28), (30, 32))]]
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    plainly = cache(_cut_plainly)  # most of a page is cut twice, before and after its compounds are known
    kinds = {word: kind for word, (kind, _) in _evidence(page, passages, plainly).items()}
    pattern = _pattern(kinds)
    rows = [row for article in page.articles for row in _rows(article, pattern, kinds, plainly)]
    return pd.DataFrame(rows, columns=COLUMNS)


def passages_of(article: Article) -> Iterator[Passage]:
    """An article's printed words: kicker, headline, deck, crossheads, then the paragraphs."""
    yield from (*article.kicker, *article.headline, *article.deck, *article.crossheads, *article.paragraphs)


def cut(text: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words of a text with their kinds: those of `kinds` (word → kind) uncut, the rest by the dictionary.

    >>> list(cut("走进村党群服务中心", {"党群服务中心": "organisation"}))
    [('走进', 'word'), ('村', 'word'), ('党群服务中心', 'organisation')]
    """
    return _cut(text, _pattern(kinds), kinds, _cut_plainly)


def _cut(text: str, pattern: re.Pattern[str], kinds: dict[str, str], plainly: Cutter) -> Iterator[tuple[str, str]]:
    text, at = str(text), 0
    for start, end, kind in _whole(text, pattern, kinds):
        yield from plainly(text[at:start])
        yield text[start:end], kind
        at = end
    yield from plainly(text[at:])


def _cut_plainly(text: str) -> list[tuple[str, str]]:
    return [(word, _plain_kind(word)) for word in segmented(fast_cut(text))]


def _evidence(page: Page, passages: list[Passage], plainly: Cutter) -> dict[str, tuple[str, str]]:
    """word → kind and evidence; the first evidence holds."""
    evidence: dict[str, tuple[str, str]] = {}
    for word, why in people(page, passages).items():
        evidence.setdefault(word, ("person", why))
    texts = [str(passage) for passage in passages]
    for text in texts:
        for word, why in (*numbered(text), *quoted(text)):
            evidence.setdefault(word, ("term", why))
        for word, why in (*seated(text), *listed(text), *counted_up(text)):
            evidence.setdefault(word, (kind_of(word), why))
    whole = {word: kind for word, (kind, _) in evidence.items()}
    pattern = _pattern(whole)
    clauses = [clause for text in texts for clause in _clauses(_cut(text, pattern, whole, plainly))]
    for word, why in (*suffixed(clauses), *settled(clauses)):
        evidence.setdefault(word, (kind_of(word), why))
    for word, why in cohesive(clauses):
        evidence.setdefault(word, ("term", why))
    return evidence


def _signed(page: Page, evidence: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """Where bylines and credits, which are no part of the articles' text, print names."""
    names = [name for name, (kind, _) in evidence.items() if kind == "person"]
    for part in page.parts[page.parts.role.isin(["lead", "byline", "photo_credit"])].itertuples():
        for name in names:
            for match in re.finditer(r"\s*".join(name), page.text[part.start : part.end]):
                yield name, (part.start + match.start(), part.start + match.end())


def _clauses(words: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """The words between punctuation, dates and quantities."""
    for apart, group in groupby(words, lambda word: word[1] in APART):
        if not apart:
            yield [word for word, _ in group]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or NOTHING)


def _whole(text: str, pattern: re.Pattern[str], kinds: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where the words of `kinds`, dates and quantities stand in the text, with their kinds."""
    for match in _leftmost(text, pattern, NUMBER):
        if match.re is NUMBER:
            yield *match.span(), str(match.lastgroup)
        elif not _inside_another(text, *match.span()):
            yield *match.span(), kinds[match[0]]


def _leftmost(text: str, first: re.Pattern[str], second: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `first|second`: compiling the two together, for each page anew, takes longer than to cut it."""
    one, other = first.search(text), second.search(text)
    while one or other:
        match = one if one and (not other or one.start() <= other.start()) else other
        assert match
        yield match
        if one and one.start() < match.end():
            one = first.search(text, match.end())
        if other and other.start() < match.end():
            other = second.search(text, match.end())


def _inside_another(text: str, start: int, end: int) -> bool:
    """Whether the dictionary reads on over the end of a word (邓小平理论), or over both its ends (提高明显: 高明)."""
    on = any(known(text[start : end + n]) for n in (1, 2, 3) if end + n <= len(text))
    return on or (end - start == 2 and known(text[max(start - 1, 0) : start + 1]) and known(text[end - 1 : end + 1]))


def _rows(article: Article, pattern: re.Pattern[str], kinds: dict[str, str], plainly: Cutter) -> Iterator[tuple]:
    display = (*article.kicker, *article.headline, *article.deck, *article.crossheads)
    for paragraph, passage in [*((0, line) for line in display), *enumerate(article.paragraphs, 1)]:
        at, raw = 0, [n for start, end in passage.spans for n in range(start, end)]
        for token, kind in _cut(passage, pattern, kinds, plainly):
            end = at + len(token)
            torn = raw[end - 1] - raw[at] >= end - at
            spans = passage[at:end].spans if torn else ((raw[at], raw[end - 1] + 1),)
            at = end
            yield article.id, paragraph, token, spans[0][0], spans[-1][1], torn, kind, spans


@lru_cache(maxsize=50_000)
def _plain_kind(token: str) -> str:
    if PUNCTUATION.fullmatch(token):
        return "punctuation"
    if token in place_names():
        return "place"
    if token in _persons():
        return "person"
    return "latin" if token.isascii() else "word"


@cache
def _persons() -> frozenset[str]:
    return frozenset(read_words("persons"))
