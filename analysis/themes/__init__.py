"""What articles are about, by the desks of a Chinese newspaper, decided on words that anyone can check.

Each theme is a list of weighted words (`analysis/lexicons/themes/`).  `theme_words` finds them in the tokens,
with their characters; `theme_shares` weighs them into shares.  Nothing is learnt, so a reader who disagrees can
name the word and edit the list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.lexicons import read_themes, read_words
from analysis.lexicons.script import in_traditional, simplified

FOREIGN = 2  # the weight for 国际 of a country or a city abroad
MEASURES = frozenset("名种")  # behind a number they count whatever it is: 23586名, 47种
COUNTING = re.compile("[0-9一二两三四五六七八九十百千万几多]$")
HEADLINE = 3  # a word of the headline counts as three of the body
CLOSE = 0.75  # a theme with three quarters of the primary's share is a second
OTHER, WORLD = "其他", "国际"

TOKEN = ["article", "paragraph", "token", "kind", "spans"]
WORD = ["article", "paragraph", "word", "start", "end", "spans", "theme", "weight"]
Spans = tuple[tuple[int, int], ...]
Themed = dict[str, list[tuple[str, float]]]  # word → its themes with their weights


def theme_shares(tokens: pd.DataFrame) -> pd.DataFrame:
    """What each article is about: a row an article, a column a theme with its share; the shares sum to 1.

    Beside them `primary` (the theme with the largest share), `second` (the next, where it is close, else ""),
    `margin` (the primary's share less the next one's), `words` (those that gave the primary, the weightiest first)
    and `spans` (for each of them its raw `(start, end)` pairs).  An article without theme words is all 其他.

    >>> from analysis import parse_page, tokenize
    >>> page = parse_page("男篮夺冠\\n\\n本报讯(记者 周利芳)11月8日,球队在主场取胜。")
    >>> theme_shares(tokenize(page))[["primary", "体育", "words", "spans"]].values.tolist()
    [['体育', 1.0, ('男篮', '夺冠', '球队', '主场'), (((0, 2),), ((2, 4),), ((23, 25),), ((26, 28),))]]
    """
    words = theme_words(tokens)
    shares = shares_of(words, "article", tokens.article.unique())
    scored = scores(words, ["article"])
    evidence = [_evidence(words, scored, article, theme) for article, theme in shares.primary.items()]
    return shares.assign(words=[words for words, _ in evidence], spans=[spans for _, spans in evidence])


def shares_of(words: pd.DataFrame, unit: str, units: Any) -> pd.DataFrame:
    """The shares of each of `units` (values of the column `unit`), with `primary`, `second` and `margin`."""
    shares = bare_shares(words, unit, units)
    return shares.join(_order(shares))


def bare_shares(words: pd.DataFrame, unit: str, units: Any) -> pd.DataFrame:
    """The shares alone: a row for each of `units`, a column for each theme."""
    table = scores(words, [unit]).pivot_table(index=unit, columns="theme", values="score", aggfunc="sum")
    table = table.reindex(index=pd.Index(units, name=unit), columns=_names()).fillna(0.0)
    table.loc[table.sum(axis=1) == 0, OTHER] = 1.0
    return table.div(table.sum(axis=1), axis=0).rename_axis(columns=None)


def _order(shares: pd.DataFrame) -> pd.DataFrame:
    """`primary, second, margin` of rows of shares; the first theme of the list wins a tie."""
    order = np.argsort(-shares.to_numpy(), axis=1, kind="stable")[:, :2]
    first, next_ = np.take_along_axis(shares.to_numpy(), order, axis=1).T
    names = shares.columns.to_numpy()[order]
    second = np.where(next_ >= CLOSE * first, names[:, 1], "")
    return pd.DataFrame({"primary": names[:, 0], "second": second, "margin": first - next_}, index=shares.index)


def scores(words: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """What each word adds to each theme in each unit: `…unit, theme, word, n, score`.

    `score` is weight × log2(1 + n), where n counts the word in the body once and in the display lines `HEADLINE`
    times: the logarithm, as for term frequencies (Manning, Raghavan & Schütze 2008, 6.4.1), keeps one repeated
    word from deciding.
    """
    counted = words.assign(n=np.where(words.paragraph == 0, HEADLINE, 1))
    table = counted.groupby([*unit, "theme", "word"], as_index=False, sort=False).agg(
        n=("n", "sum"), weight=("weight", "first")
    )
    return table.assign(score=table.weight * np.log2(1 + table.n)).drop(columns="weight")


def theme_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """The theme words of the tokens in their order, a row for each theme that a word speaks for.

    `article, paragraph, word, start, end, spans` (raw), `theme, weight`.  A word is found where it begins
    with a token or ends with the one it begins in, the longest first: whether 公共服务 was cut in two makes no
    difference, and 部门 将 holds no 门将.  On a page in traditional characters it is found by its simplified ones.
    """
    rows = word_rows(zip(*(tokens[name].tolist() for name in TOKEN), strict=True))
    return pd.DataFrame(rows, columns=WORD)


def word_rows(tokens: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `theme_words` (`WORD`) from those of tokens (`TOKEN`), before they are a table."""
    _, themed = _lexicon()
    for (article, paragraph), group in groupby(tokens, itemgetter(0, 1)):
        _, _, words, kinds, places = zip(*group, strict=True)
        printed = "".join(words)
        if in_traditional(printed):
            words = tuple(map(simplified, words))
        for start, word, first, offset in _found(words, kinds):
            spans = _spans(places[first : first + len(word)], offset, len(word))
            for theme, weight in themed[word]:
                told = printed[start : start + len(word)]
                yield article, paragraph, told, spans[0][0], spans[-1][1], spans, theme, weight


def themes() -> pd.DataFrame:
    """The fourteen themes: `theme, english, medtop` (the nearest IPTC Media Topic), in the order of a paper's pages."""
    return read_themes()[["theme", "english", "medtop"]].drop_duplicates(ignore_index=True)


@cache
def _names() -> tuple[str, ...]:
    return tuple(themes().theme)


def weighted_words() -> pd.DataFrame:
    """`word, theme, weight` of all lists; the weight is the list's, times the word's inverse theme frequency.

    That is 1 - ln(themes that list the word) / ln(all themes), the idf of Spärck Jones (1972) over themes, so that
    a word of one theme counts whole and what all share decides nothing.
    """
    foreign = pd.DataFrame({"word": read_words("foreign_places"), "theme": WORLD, "weight": FOREIGN})
    words = pd.concat([read_themes()[["word", "theme", "weight"]], foreign]).drop_duplicates(["word", "theme"])
    listed = words.groupby("word").theme.transform("size")
    return words.assign(weight=words.weight * (1 - np.log(listed) / np.log(words.theme.nunique())))


@cache
def _lexicon() -> tuple[dict[str, tuple[int, ...]], Themed]:
    """First two characters → the lengths of their words, longest first; word → its themes with their weights."""
    themed: Themed = {}
    for word, theme, weight in weighted_words().itertuples(index=False, name=None):
        themed.setdefault(word, []).extend([(theme, weight)] * (weight > 0))
    lengths: dict[str, set[int]] = {}
    for word in themed:
        lengths.setdefault(word[:2], set()).add(len(word))
    return {opening: tuple(sorted(several, reverse=True)) for opening, several in lengths.items()}, themed


def _found(words: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[tuple[int, str, int, int]]:
    """The listed words of a passage, left to right, the longest first.

    Each with where it starts in the passage, and with the token that it starts in and how far behind its start.
    """
    lengths, themed = _lexicon()
    text, ends = "".join(words), list(accumulate(map(len, words)))
    free = 0  # where the word before ends
    for n, (token, end) in enumerate(zip(words, ends, strict=True)):
        start = end - len(token)
        if start >= free:
            pair = text[start : start + 2]
            for length in lengths.get(pair, ()) + lengths.get(token, ()):  # a word of one has a token of its own
                word = text[start : start + length]
                counts = word in MEASURES and n > 0 and COUNTING.search(words[n - 1])
                if word in themed and not counts and not _in_a_name(start + length, words, kinds, ends):
                    free = start + length
                    yield start, word, n, 0
                    break
        for tail in _tails(token) if len(token) > 2 else ():
            at = end - len(tail)
            if at >= free and not _in_a_name(at, words, kinds, ends):
                free = end
                yield at, tail, n, at - start
                break


@lru_cache(maxsize=50_000)
def _tails(token: str) -> tuple[str, ...]:
    """The listed words of two characters or more that a token ends in, the longest first."""
    _, themed = _lexicon()
    return tuple(token[n:] for n in range(1, len(token) - 1) if token[n:] in themed)


def _in_a_name(at: int, words: tuple[str, ...], kinds: tuple[str, ...], ends: list[int]) -> bool:
    """Whether a place is inside a name or a number, where no word may begin or end.

    Names are persons and the places of the list (万柏林区 holds no 林区); one that the page teaches (西山生态园) may
    end in a telling word.  1100元 holds no 110.
    """
    n = bisect_left(ends, at)
    inside = n < len(ends) and ends[n] - len(words[n]) < at < ends[n]
    return inside and (kinds[n] in ("person", "number") or words[n] in _places())


@cache
def _places() -> frozenset[str]:
    return frozenset(read_words("places"))


def _spans(places: Sequence[Spans], offset: int, length: int) -> Spans:
    """Where `length` characters stand on the page that begin `offset` after the start of tokens with these places.

    >>> _spans([((3, 5), (7, 8)), ((8, 10),)], 1, 3)
    ((4, 5), (7, 9))
    """
    (start, end), *more = places[0]
    if not more and offset + length <= end - start:
        return ((start + offset, start + offset + length),)
    raw = [at for spans in places for span in spans for at in range(*span)][offset : offset + length]
    breaks = [0, *(n for n in range(1, len(raw)) if raw[n] != raw[n - 1] + 1), len(raw)]
    return tuple((raw[a], raw[b - 1] + 1) for a, b in pairwise(breaks))


def _evidence(words: pd.DataFrame, scored: pd.DataFrame, article: int, theme: str) -> tuple[tuple, tuple]:
    """The words that gave an article a theme, the weightiest first, and the raw spans of each."""
    mine = scored[(scored.article == article) & (scored.theme == theme)]
    told = mine.sort_values("score", ascending=False, kind="stable").word
    places = words[(words.article == article) & (words.theme == theme)].groupby("word", sort=False).spans
    spans = {word: tuple(span for spans in several for span in spans) for word, several in places}
    return tuple(told), tuple(spans[word] for word in told)
