"""Where on the page a theme is, from passage to passage."""

from __future__ import annotations

import pandas as pd

from analysis.themes import shares_of, theme_words

STOPS = tuple("。!?;\uff01\uff1f\uff1b")  # a passage is a sentence, or what semicolons part in one
CLOSING = tuple("”』」’)\uff09")


def passage_themes(tokens: pd.DataFrame) -> pd.DataFrame:
    """Each passage with its theme, in reading order: `article, paragraph, text, spans, theme, margin, words`.

    A passage ends at 。!?; and with its paragraph.  `theme` rests on the passage's own words only; it is 其他 where
    there are none.  `spans` are raw; `words` are the theme's words there.

    >>> from analysis import parse_page, tokenize
    >>> page = parse_page("要闻\\n\\n本报讯(记者 李静)11月6日,银行发放贷款;医院救治患者。")
    >>> passage_themes(tokenize(page))[["text", "theme", "words"]].values.tolist()[-2:]
    [['11月6日,银行发放贷款;', '经济', ('银行', '贷款')], ['医院救治患者。', '健康', ('医院', '救治', '患者')]]
    """
    numbered = tokens.assign(passage=_numbers(tokens))
    words = theme_words(numbered.assign(paragraph=numbered.passage)).rename(columns={"paragraph": "passage"})
    table = numbered.groupby("passage").agg(
        article=("article", "first"),
        paragraph=("paragraph", "first"),
        text=("token", "".join),
        spans=("spans", _joined),
    )
    shares = shares_of(words.assign(paragraph=1), "passage", table.index)
    told = words.groupby(["passage", "theme"]).word.agg(lambda found: tuple(dict.fromkeys(found)))
    keys = zip(table.index, shares.primary, strict=True)
    return table.assign(theme=shares.primary, margin=shares.margin, words=[told.get(key, ()) for key in keys])


def _numbers(tokens: pd.DataFrame) -> pd.Series:
    """The number of the passage that each token stands in; a closing quote belongs to the sentence before it."""
    stop, closing = tokens.token.isin(STOPS), tokens.token.isin(CLOSING)
    ended = (stop | (closing & stop.shift(fill_value=False))).shift(fill_value=False)
    moved = tokens[["article", "paragraph"]].ne(tokens[["article", "paragraph"]].shift()).any(axis=1)
    return (moved | (ended & ~closing)).cumsum()


def _joined(spans: pd.Series) -> tuple[tuple[int, int], ...]:
    """The spans of tokens as the fewest spans that hold the same characters."""
    joined: list[tuple[int, int]] = []
    for start, end in (span for several in spans for span in several):
        if joined and joined[-1][1] == start:
            start = joined.pop()[0]
        joined.append((start, end))
    return tuple(joined)
