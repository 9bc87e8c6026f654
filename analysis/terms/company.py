"""The company words keep: their neighbours, their contexts, and the patterns they fill."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from operator import itemgetter

import numpy as np
import pandas as pd

from analysis.page import Page
from analysis.terms.distinction import log_likelihood


def collocations(tokens: pd.DataFrame) -> pd.DataFrame:
    """Neighbours that seek each other: `left, right, frequency, g2, pmi`, the strongest first.

    The window is the next token, inside a clause (between punctuation marks).  `g2` is the signed log-likelihood ratio
    of the 2 × 2 table of left and right over all neighbours (Dunning 1993, Computational Linguistics 19); `pmi` is
    log₂ of observed over expected (Church & Hanks 1990, the same journal 16), which favours the rare: two words that
    stand once each, together, have the greatest of all.

    >>> tokens = pd.DataFrame({"token": list("甲乙,甲乙,丙丁"), "article": 1, "paragraph": 1, "kind": "word"})
    >>> tokens.loc[tokens.token == ",", "kind"] = "punctuation"
    >>> collocations(tokens).round(2).values.tolist()
    [['丙', '丁', 1, 3.82, 1.58], ['甲', '乙', 2, 3.82, 0.58]]
    """
    words = tokens.token.tolist()
    neighbours = [(words[at], words[at + 1]) for at in _clause_holds(tokens, 1)]
    pairs, total = Counter(neighbours), len(neighbours)
    begun, ended = Counter(left for left, _ in neighbours), Counter(right for _, right in neighbours)
    counts = [(n, begun[left], ended[right]) for (left, right), n in pairs.items()]
    both, left, right = np.array(counts, dtype=np.int64).reshape(-1, 3).T
    g2 = log_likelihood(both, left - both, right - both, total - left - right + both)
    pmi = np.log2(both * total / (left * right))
    measures = zip(pairs.items(), g2.tolist(), pmi.tolist(), strict=True)
    rows = sorted(((*pair, n, *of_pair) for (pair, n), *of_pair in measures), key=lambda row: (-row[3], *row[:2]))
    table = pd.DataFrame(rows, columns=["left", "right", "frequency", "g2", "pmi"])
    return table.astype({"frequency": int, "g2": float, "pmi": float})  # also if there are none


def formulae(tokens: pd.DataFrame, least: int = 3) -> pd.DataFrame:
    """Repeated patterns with one slot: `pattern, frequency, fillings, spans`, e.g. 强化…意识 and its fillings.

    A pattern is a word of two characters or more, any one token, and another such word, inside a clause; it counts
    when it has `least` different fillings (what varies is the finding; without variation it is a set phrase).
    `spans` are the raw `(start, end)` of each place, whole.  After the frames of Renouf & Sinclair (1991).

    >>> from analysis import parse_page, tokenize
    >>> page = parse_page("云岫开会\\n\\n本报讯(记者 钱慕澄)3月5日,要强化龙头意识,强化服务意识,强化窗口意识。")
    >>> formulae(tokenize(page))[["pattern", "frequency", "fillings"]].values.tolist()
    [['强化…意识', 3, ('龙头', '服务', '窗口')]]
    """
    words, starts, ends = (tokens[column].tolist() for column in ("token", "start", "end"))
    places: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for at in _clause_holds(tokens, 2):
        if len(words[at]) > 1 and len(words[at + 2]) > 1:
            places[f"{words[at]}…{words[at + 2]}"].append((words[at + 1], (starts[at], ends[at + 2])))
    varied = [(pattern, *zip(*found, strict=True)) for pattern, found in sorted(places.items()) if len(found) >= least]
    rows = [(pattern, len(spans), told, spans) for pattern, told, spans in varied if len(set(told)) >= least]
    rows.sort(key=itemgetter(1), reverse=True)
    table = pd.DataFrame(rows, columns=["pattern", "frequency", "fillings", "spans"])
    return table.astype({"pattern": "str", "frequency": int})  # also if there are none


def kwic(page: Page, word: str, width: int = 12) -> pd.DataFrame:
    """Every place of a run of characters with `width` characters either side: `article, left, keyword, right, spans`.

    Key word in context (Luhn 1960), in healed text: a word that a column break tears is found, with both its spans.
    Characters are sought, not tokens: 发展 is found inside 高质量发展 too.

    >>> from analysis import parse_page
    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,党群服务\\n\\n中心开放。")
    >>> kwic(page, "服务中心", 4)[["left", "right", "spans"]].values.tolist()
    [['日,党群', '开放。', ((26, 28), (30, 32))]]
    """
    rows = [
        (article.id, str(p[max(at - width, 0) : at]), word, str(p[at + len(word) : at + len(word) + width]), spans)
        for article in page.articles
        for _, p in article.passages
        for at in (match.start() for match in re.finditer(re.escape(word), p))
        for spans in [p[at : at + len(word)].spans]
    ]
    return pd.DataFrame(rows, columns=["article", "left", "keyword", "right", "spans"])


def _clause_holds(tokens: pd.DataFrame, more: int) -> list[int]:
    """Where a token and the `more` after it stand in one clause, with no punctuation among them."""
    mark = (tokens.kind == "punctuation").to_numpy()
    marks, places = mark.cumsum(), tokens[["article", "paragraph"]].to_numpy()
    together = (marks[more:] == marks[:-more]) & (places[more:] == places[:-more]).all(axis=1)
    return (together & ~mark[:-more]).nonzero()[0].tolist()
