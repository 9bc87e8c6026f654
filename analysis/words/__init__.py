"""From a page to its words: what the page itself teaches first, then the dictionary.

A dictionary cuts names and set phrases apart, and they are what a page is about.  `learn_words` takes them
from the page, each with its evidence; `tokenize` keeps them whole and cuts the rest with the dictionary, which
never changes, so that one page teaches nothing to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.lexicons import read_words
from analysis.page import Article, Page, Passage, Span
from analysis.words.boundaries import segmented
from analysis.words.cutting import fast_cut
from analysis.words.dictionary import counts
from analysis.words.numbers import NUMBER
from analysis.words.people import people
from analysis.words.phrases import cohesive, numbered, quoted
from analysis.words.places import counted_up, kind_of, listed, place_names, seated, settled, suffixed
from analysis.words.standing import lengths_of, standing

APART = ("punctuation", "date", "number", "latin")
PUNCTUATION = re.compile(r"[\W_]+")
BETWEEN = "\0"  # no text is printed with it, and to jieba it is always a word of its own
Whole = tuple[int, int, str]  # where a word that stays whole begins and ends, and its kind
Words = tuple[list[str], list[str]]  # the words of a text, and their kinds
COLUMNS = ["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"]


def learn_words(page: Page) -> pd.DataFrame:
    """The words a page teaches: `word, kind, evidence, spans`, one row a word, in the order of the page.

    `kind` is `person`, `place`, `organisation`, `term`, `date` or `number`; `evidence` says in words why it is
    taken for a word; `spans` are its places on the page, each a tuple of raw `(start, end)` pairs.
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    evidence, _ = _learned(page, passages)
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    lengths, found = lengths_of(kinds), dict[str, list[tuple[Span, ...]]]()
    for passage in passages:
        for start, end, kind in _whole(str(passage), kinds, lengths):
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
    passages = [passage for *_, passage in printed]
    _, cuts = _learned(page, passages)
    tokens, kinds = ([one for cut in cuts for one in cut[n]] for n in (0, 1))
    places = np.array([place[:2] for place in printed] or [(0, 0)]).repeat([len(cut) for cut, _ in cuts] or [0], axis=0)
    start, end, torn, spans = _placed(tokens, passages)
    text = partial(pd.array, dtype="str")  # pandas takes three times as long to find out what lists hold
    return _table(*places.T, text(tokens), start, end, torn, text(kinds), spans)


def _table(*columns: Any) -> pd.DataFrame:
    """The columns under their names; given all at once, pandas asks of each name what it holds."""
    table = pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(len(columns[0])), copy=False)
    table.columns = _names().view()
    return table


@cache
def _names() -> pd.Index:
    return pd.Index(COLUMNS)


def _placed(tokens: list[str], passages: list[Passage]) -> tuple[np.ndarray, ...]:
    """Where the tokens of the passages stand on the page: their `start`, `end`, `torn` and `spans`."""
    raw, lengths = _raw(passages), np.fromiter(map(len, tokens), np.int64, len(tokens))
    ends = lengths.cumsum()
    start, end = raw[ends - lengths], raw[ends - 1] + 1
    torn = end - start > lengths
    spans: list[tuple[Span, ...]] = [*zip(zip(start.tolist(), end.tolist(), strict=True))]
    for n in torn.nonzero()[0]:
        spans[n] = _pieces(raw[ends[n] - lengths[n] : ends[n]].tolist())
    return start, end, torn, np.fromiter(spans, object, len(spans))


def _raw(passages: list[Passage]) -> np.ndarray:
    """Where each character of the passages stands on the page."""
    spans = [span for passage in passages for span in passage.spans]
    start, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    lengths = end - start
    return np.arange(lengths.sum()) + (end - lengths.cumsum()).repeat(lengths)


def _pieces(raw: list[int]) -> tuple[Span, ...]:
    """The runs of characters that a torn token is read from."""
    breaks = [n for n in range(1, len(raw)) if raw[n] - raw[n - 1] > 1]
    return tuple((raw[first], raw[end - 1] + 1) for first, end in pairwise([0, *breaks, len(raw)]))


def passages_of(article: Article) -> Iterator[Passage]:
    """An article's printed words: kicker, headline, deck, crossheads, then the paragraphs."""
    yield from (passage for _, passage in _numbered(article))


def cut(text: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words of a text with their kinds: those of `kinds` (word → kind) uncut, the rest by the dictionary.

    >>> list(cut("走进村党群服务中心", {"党群服务中心": "organisation"}))
    [('走进', 'word'), ('村', 'word'), ('党群服务中心', 'organisation')]
    """
    [(words, found)] = _cuts([str(text)], kinds, {})
    return zip(words, found, strict=True)


def _cuts(texts: list[str], kinds: dict[str, str], plain: dict[str, Words]) -> list[Words]:
    """The words of each text: those of `kinds`, and what the dictionary makes of the gaps, which `plain` remembers."""
    lengths = lengths_of(kinds)
    whole = [list(_whole(text, kinds, lengths)) for text in texts]
    gaps = dict.fromkeys(gap for text, found in zip(texts, whole, strict=True) for gap in _gaps(text, found))
    new = [gap for gap in gaps if gap not in plain]
    plain.update(zip(new, ((words, [*map(_plain_kind, words)]) for words in _plain(new)), strict=True))
    return [_joined(text, found, plain) for text, found in zip(texts, whole, strict=True)]


def _gaps(text: str, whole: list[Whole]) -> list[str]:
    """What stands before, between and behind the words that stay whole, be it nothing."""
    starts, ends = [start for start, _, _ in whole], [end for _, end, _ in whole]
    return [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]


def _plain(texts: list[str]) -> list[list[str]]:
    """The words of texts as the dictionary cuts them, all at once: to begin takes longer than to cut a short text."""
    words = segmented(fast_cut(BETWEEN.join(texts)))
    ends = [n for n, word in enumerate(words) if word == BETWEEN]
    if len(ends) != len(texts) - 1:  # one of them holds the mark, or there are none
        return [segmented(fast_cut(text)) for text in texts]
    return [words[start + 1 : end] for start, end in pairwise([-1, *ends, len(words)])]


def _joined(text: str, whole: list[Whole], plain: dict[str, Words]) -> Words:
    """The words of a text: of the first gap, then each that stays whole and those of the next gap."""
    words, kinds, at = list[str](), list[str](), 0
    for start, end, kind in (*whole, (len(text), len(text), "")):
        of_gap, their_kinds = plain[text[at:start]]
        words += of_gap
        kinds += their_kinds
        if kind:
            words.append(text[start:end])
            kinds.append(kind)
        at = end
    return words, kinds


def _learned(page: Page, passages: list[Passage]) -> tuple[dict[str, tuple[str, str]], list[Words]]:
    """word → kind and evidence, of which the first holds; and the words of each passage, these among them."""
    texts = [str(passage) for passage in passages]
    evidence = {word: ("person", why) for word, why in people(page, texts).items()}
    for text in texts:
        for word, why in (*numbered(text), *quoted(text)):
            evidence.setdefault(word, ("term", why))
        for word, why in (*seated(text), *listed(text), *counted_up(text)):
            evidence.setdefault(word, (kind_of(word), why))
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    plain: dict[str, Words] = {}
    cuts = _cuts(texts, kinds, plain)
    words = _words_apart(cuts)
    for word, why in (*suffixed(words), *settled(words)):
        evidence.setdefault(word, (kind_of(word), why))
    for word, why in cohesive(words):
        evidence.setdefault(word, ("term", why))
    new = evidence.keys() - kinds.keys()
    return evidence, _cut_again(texts, cuts, new, {word: kind for word, (kind, _) in evidence.items()}, plain)


def _cut_again(
    texts: list[str], cuts: list[Words], new: set[str], kinds: dict[str, str], plain: dict[str, Words]
) -> list[Words]:
    """The cuts, made anew where words stand that are known only since: in most texts there are none."""
    lengths = lengths_of(new)
    old = [lengths.keys().isdisjoint(text) or not any(standing(text, new, lengths)) for text in texts]
    again = iter(_cuts([text for text, keep in zip(texts, old, strict=True) if not keep], kinds, plain))
    return [cut if keep else next(again) for cut, keep in zip(cuts, old, strict=True)]


def _signed(page: Page, evidence: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """Where bylines and credits, which are no part of the articles' text, print names."""
    names = [name for name, (kind, _) in evidence.items() if kind == "person"]
    for part in page.parts[page.parts.role.isin(["lead", "byline", "photo_credit"])].itertuples():
        for name in names:
            for match in re.finditer(r"\s*".join(name), page.text[part.start : part.end]):
                yield name, (part.start + match.start(), part.start + match.end())


def _words_apart(cuts: list[Words]) -> list[str]:
    """The words of texts one after the other, with "" for punctuation, dates, quantities and the ends of texts."""
    flat: list[str] = []
    for words, kinds in cuts:
        flat += ["" if kind in APART else word for word, kind in zip(words, kinds, strict=True)]
        flat.append("")
    return flat


def _whole(text: str, kinds: dict[str, str], lengths: dict[str, list[int]]) -> Iterator[Whole]:
    """Where the words of `kinds`, dates and quantities stand in the text, with their kinds; the leftmost wins."""
    at, number = 0, NUMBER.search(text)
    for start, word in standing(text, kinds, lengths):
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
    words, over = counts(), [text[start : end + n] for n in (1, 2, 3) if end + n <= len(text)]
    if not words.keys().isdisjoint(over):
        return True
    return end - start == 2 and text[max(start - 1, 0) : start + 1] in words and text[end - 1 : end + 1] in words


def _numbered(article: Article) -> Iterator[tuple[int, Passage]]:
    """An article's passages, each with the number of its paragraph."""
    display = (*article.kicker, *article.headline, *article.deck, *article.crossheads)
    yield from ((0, line) for line in display)
    yield from enumerate(article.paragraphs, 1)


@lru_cache(maxsize=50_000)
def _plain_kind(token: str) -> str:
    if not token.isalnum() and PUNCTUATION.fullmatch(token):
        return "punctuation"
    if token in place_names():
        return "place"
    if token in _persons():
        return "person"
    return "latin" if token.isascii() else "word"


@cache
def _persons() -> frozenset[str]:
    return frozenset(read_words("persons"))
