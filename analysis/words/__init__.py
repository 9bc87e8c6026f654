"""From a page to its words: what the page itself teaches first, then the dictionary.

A dictionary cuts names and set phrases apart, and they are what a page is about.  `learn_words` takes them
from the page, each with its evidence; `tokenize` keeps them whole and cuts the rest with the dictionary, which
never changes, so that one page teaches nothing to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.lexicons.script import in_traditional, one_for_one
from analysis.page import Article, Page, Passage, Span
from analysis.words.gaps import END, Words, apart, as_printed, cut_again, whole_in, words_of
from analysis.words.people import named, people
from analysis.words.phrases import cohesive, numbered, quoted
from analysis.words.places import counted_up, kind_of, listed, seated, settled, suffixed
from analysis.words.standing import index_of, standing

PARTING = frozenset(("punctuation", "date", "number", "latin"))  # kinds that no name or term reaches over
Taught = dict[str, tuple[str, str]]  # word → kind and evidence
COLUMNS = pd.Index(["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"])


def learn_words(page: Page) -> pd.DataFrame:
    """The words a page teaches: `word, kind, evidence, spans`, one row a word, in the order of the page.

    `kind` is `person`, `place`, `organisation`, `term`, `date` or `number`; `evidence` says in words why it is
    taken for a word; `spans` are its places on the page, each a tuple of raw `(start, end)` pairs.
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    evidence, _ = _learned(page, passages)
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    index, found = index_of(kinds), dict[str, list[tuple[Span, ...]]]()
    for passage in passages:
        for start, end, kind in whole_in(str(passage), kinds, index):
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
    printed = [(article.id, *place) for article in page.articles for place in article.passages]
    passages = [passage for *_, passage in printed]
    _, cuts = _learned(page, passages)
    tokens, kinds = ([one for cut in cuts for one in cut[n]] for n in (0, 1))
    places = np.array([place[:2] for place in printed] or [(0, 0)]).repeat([len(cut) for cut, _ in cuts] or [0], axis=0)
    start, end, torn, spans = _placed(tokens, passages)
    return _table(*places.T, _strings(tokens), start, end, torn, _strings(kinds), spans)


def _strings(values: list[str]) -> Any:
    """A column of texts; pandas takes eight times as long to find out that a list holds them."""
    return pd.arrays.ArrowStringArray(pa.array(values, pa.large_string()), dtype=pd.StringDtype(na_value=np.nan))


def _table(*columns: Any) -> pd.DataFrame:
    """The columns under their names; given all at once, pandas asks of each name what it holds."""
    table = pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(len(columns[0])), copy=False)
    table.columns = COLUMNS.view()
    return table


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


def passages_of(article: Article) -> list[Passage]:
    """An article's printed words: kicker, headline, deck, crossheads, then the paragraphs."""
    return [passage for _, passage in article.passages]


def _learned(page: Page, passages: list[Passage]) -> tuple[Taught, list[Words]]:
    """word → kind and evidence, of which the first holds; and the words of each passage, these among them.

    A page in traditional characters is read in simplified ones, and its words are told as printed."""
    texts, signed = [str(passage) for passage in passages], dict(named(page))
    if not in_traditional(page.text):
        return _taught(texts, signed)
    plain = [one_for_one(text) for text in texts]
    taught, words = _taught(plain, {one_for_one(name): why for name, why in signed.items()})
    return _as_printed(taught, END.join((page.text, *texts))), [
        (as_printed(tokens, text), kinds) for (tokens, kinds), text in zip(words, texts, strict=True)
    ]


def _as_printed(taught: Taught, printed: str) -> Taught:
    """The words in all forms that are printed: one is 台 here and 臺 there."""
    places = standing(one_for_one(printed), index_of(taught))
    return {printed[start : start + len(word)]: taught[word] for start, word in places}


def _taught(texts: list[str], signed: dict[str, str]) -> tuple[Taught, list[Words]]:
    text = END.join(texts)
    evidence = {word: ("person", why) for word, why in people(texts, signed).items()}
    for word, why in (*seated(text), *listed(text), *counted_up(text)):
        evidence.setdefault(word, (kind_of(word), why))
    for word, why in (*numbered(text), *quoted(text)):
        evidence.setdefault(word, ("term", why))
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    words = words_of(text, kinds)
    clauses = ["" if kind in PARTING else word for word, kind in zip(*words, strict=True)]
    for word, why in (*suffixed(clauses), *settled(clauses)):
        evidence.setdefault(word, (kind_of(word), why))
    for word, why in cohesive(clauses):
        evidence.setdefault(word, ("term", why))
    new = evidence.keys() - kinds.keys()
    kinds = {word: kind for word, (kind, _) in evidence.items()}
    return evidence, cut_again(apart(words, texts), texts, kinds, new)


def _signed(page: Page, evidence: Taught) -> Iterator[tuple[str, Span]]:
    """Where bylines and credits, which are no part of the articles' text, print names."""
    names = [name for name, (kind, _) in evidence.items() if kind == "person"]
    for part in page.parts[page.parts.role.isin(["lead", "byline", "photo_credit"])].itertuples():
        for name in names:
            for match in re.finditer(r"\s*".join(name), page.text[part.start : part.end]):
                yield name, (part.start + match.start(), part.start + match.end())
