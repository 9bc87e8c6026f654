"""From a page to its words: what the page itself teaches first, then the dictionary.

A dictionary cuts names and set phrases apart, and they are what a page is about.  `learn_words` takes them
from the page, each with its evidence; `tokenize` keeps them whole and cuts the rest with the dictionary, which
never changes, so that one page teaches nothing to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial

import numpy as np
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

APART = ("punctuation", "date", "number", "latin")
PUNCTUATION = re.compile(r"[\W_]+")
Words = list[tuple[str, str]]  # the words of a text with their kinds
NONE = np.empty(0, dtype=np.int64)
COLUMNS = ["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"]


def learn_words(page: Page) -> pd.DataFrame:
    """The words a page teaches: `word, kind, evidence, spans`, one row a word, in the order of the page.

    `kind` is `person`, `place`, `organisation`, `term`, `date` or `number`; `evidence` says in words why it is
    taken for a word; `spans` are its places on the page, each a tuple of raw `(start, end)` pairs.
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    evidence, _ = _learned(page, passages)
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    words, found = _by_initial(kinds), dict[str, list[tuple[Span, ...]]]()
    for passage in passages:
        for start, end, kind in _whole(str(passage), words, kinds):
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
    printed = [(article.id, *place) for article in page.articles for place in _numbered(article)]
    _, cuts = _learned(page, [passage for *_, passage in printed])
    tokens, kinds = [word for cut in cuts for word, _ in cut], [kind for cut in cuts for _, kind in cut]
    places = np.repeat([place[:2] for place in printed] or [(0, 0)], [len(cut) for cut in cuts] or [0], axis=0)
    start, end, torn, spans = _placed(tokens, [passage for *_, passage in printed])
    text = partial(pd.array, dtype="str")  # pandas takes three times as long to find out what lists hold
    columns = (*places.T, text(tokens), start, end, torn, text(kinds), spans)
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def _placed(tokens: list[str], passages: list[Passage]) -> tuple[np.ndarray, ...]:
    """Where the tokens of the passages stand on the page: their `start`, `end`, `torn` and `spans`."""
    raw = np.concatenate([NONE, *(np.arange(*span) for passage in passages for span in passage.spans)])
    lengths = np.array([*map(len, tokens)], dtype=np.int64)
    ends = lengths.cumsum()
    start, end = raw[ends - lengths], raw[ends - 1] + 1
    torn = end - start > lengths
    spans: list[tuple[Span, ...]] = [((a, b),) for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    for n in torn.nonzero()[0]:
        spans[n] = _pieces(raw[ends[n] - lengths[n] : ends[n]])
    return start, end, torn, np.fromiter(spans, object, len(spans))


def _pieces(raw: np.ndarray) -> tuple[Span, ...]:
    """The runs of characters that a torn token is read from."""
    runs = np.split(raw, (np.diff(raw) > 1).nonzero()[0] + 1)
    return tuple((int(run[0]), int(run[-1]) + 1) for run in runs)


def passages_of(article: Article) -> Iterator[Passage]:
    """An article's printed words: kicker, headline, deck, crossheads, then the paragraphs."""
    yield from (passage for _, passage in _numbered(article))


def cut(text: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words of a text with their kinds: those of `kinds` (word → kind) uncut, the rest by the dictionary.

    >>> list(cut("走进村党群服务中心", {"党群服务中心": "organisation"}))
    [('走进', 'word'), ('村', 'word'), ('党群服务中心', 'organisation')]
    """
    return iter(_cut(str(text), _by_initial(kinds), kinds))


def _cut(text: str, words: dict[str, list[str]], kinds: dict[str, str]) -> Words:
    found, at = [], 0
    for start, end, kind in _whole(text, words, kinds):
        if at < start:
            found += _cut_plainly(text[at:start])
        found.append((text[start:end], kind))
        at = end
    return found + _cut_plainly(text[at:]) if at < len(text) else found


def _cut_plainly(text: str) -> Words:
    words = segmented(fast_cut(text))
    return list(zip(words, map(_plain_kind, words), strict=True))


def _learned(page: Page, passages: list[Passage]) -> tuple[dict[str, tuple[str, str]], list[Words]]:
    """word → kind and evidence, of which the first holds; and the words of each passage, these among them."""
    evidence: dict[str, tuple[str, str]] = {}
    for word, why in people(page, passages).items():
        evidence.setdefault(word, ("person", why))
    texts = [str(passage) for passage in passages]
    for text in texts:
        for word, why in (*numbered(text), *quoted(text)):
            evidence.setdefault(word, ("term", why))
        for word, why in (*seated(text), *listed(text), *counted_up(text)):
            evidence.setdefault(word, (kind_of(word), why))
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    words = _by_initial(kinds)
    cuts = [_cut(text, words, kinds) for text in texts]
    clauses = [clause for found in cuts for clause in _clauses(found)]
    for word, why in (*suffixed(clauses), *settled(clauses)):
        evidence.setdefault(word, (kind_of(word), why))
    for word, why in cohesive(clauses):
        evidence.setdefault(word, ("term", why))
    return evidence, _cut_again(texts, cuts, kinds, {word: kind for word, (kind, _) in evidence.items()})


def _cut_again(texts: list[str], cuts: list[Words], before: dict[str, str], after: dict[str, str]) -> list[Words]:
    """The cuts, made anew where words stand that are known only since: in most texts there are none."""
    words, added = _by_initial(after), _by_initial(after.keys() - before.keys())
    return [
        _cut(text, words, after) if any(_places(text, added)) else cut for text, cut in zip(texts, cuts, strict=True)
    ]


def _signed(page: Page, evidence: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """Where bylines and credits, which are no part of the articles' text, print names."""
    names = [name for name, (kind, _) in evidence.items() if kind == "person"]
    for part in page.parts[page.parts.role.isin(["lead", "byline", "photo_credit"])].itertuples():
        for name in names:
            for match in re.finditer(r"\s*".join(name), page.text[part.start : part.end]):
                yield name, (part.start + match.start(), part.start + match.end())


def _clauses(words: Words) -> Iterator[list[str]]:
    """The words between punctuation, dates and quantities."""
    clause: list[str] = []
    for word, kind in words:
        if kind not in APART:
            clause.append(word)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _by_initial(words: Iterable[str]) -> dict[str, list[str]]:
    """The words that each character begins, the longest first: to compile a pattern of them takes longer."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def _places(text: str, words: dict[str, list[str]]) -> Iterator[tuple[int, str]]:
    """Where words begin, each with the longest that begins there; they may overlap."""
    for at in [at for at, character in enumerate(text) if character in words]:
        for word in words[text[at]]:
            if text.startswith(word, at):
                yield at, word
                break


def _whole(text: str, words: dict[str, list[str]], kinds: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where the words of `kinds`, dates and quantities stand in the text, with their kinds; the leftmost wins."""
    at, number = 0, NUMBER.search(text)
    for start, word in _places(text, words):
        while number and number.start() < start:
            yield *number.span(), str(number.lastgroup)
            at = number.end()
            number = NUMBER.search(text, at)
        if start >= at:
            at = start + len(word)
            if not _inside_another(text, start, at):
                yield start, at, kinds[word]
            if number and number.start() < at:
                number = NUMBER.search(text, at)
    while number:
        yield *number.span(), str(number.lastgroup)
        number = NUMBER.search(text, number.end())


def _inside_another(text: str, start: int, end: int) -> bool:
    """Whether the dictionary reads on over the end of a word (邓小平理论), or over both its ends (提高明显: 高明)."""
    on = any(known(text[start : end + n]) for n in (1, 2, 3) if end + n <= len(text))
    return on or (end - start == 2 and known(text[max(start - 1, 0) : start + 1]) and known(text[end - 1 : end + 1]))


def _numbered(article: Article) -> Iterator[tuple[int, Passage]]:
    """An article's passages, each with the number of its paragraph."""
    display = (*article.kicker, *article.headline, *article.deck, *article.crossheads)
    yield from ((0, line) for line in display)
    yield from enumerate(article.paragraphs, 1)


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
