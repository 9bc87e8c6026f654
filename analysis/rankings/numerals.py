"""From a printed numeral, Arabic, Chinese or mixed, to its number.

`cn2an` reads Chinese numerals.  It refuses a grouping comma, so that is read here first; it
stumbles over a part below 亿 without 零 (五亿九千三百八十三), so that is read in two; and it takes 七八, which means
seven or eight, for 78, so that is no number here.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

from analysis.lexicons.script import folded, simplified

# At most 15 digits, and never from the midst of a longer number: no news states more, and a pattern takes linear time.
# Older papers print the point as ·.
ARABIC = r"(?:(?<!\d)(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15}(?!\d))(?:[.·]\d{1,15})?)"
DIGITS = "零〇一二两三四五六七八九十百千万亿"
CHINESE = rf"(?<![{DIGITS}])[{DIGITS}]{{1,20}}(?:点[零〇一二三四五六七八九]{{1,15}})?"
POWERS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
HUNDREDS = {"百": 1e2, "千": 1e3}  # numerals by themselves in the name of a list: 百强
SEVEN_OR_EIGHT = re.compile(r"(?<![零〇一二两三四五六七八九])[一二两三四五六七八九]{2}(?![零〇一二两三四五六七八九])")


def plain(text: str) -> str:
    """`text` in simplified characters and half-width signs, as the forms are written, character for character.

    >>> plain("第７位，占51％"), plain("860名運動員")
    ('第7位,占51%', '860名运动员')
    """
    return simplified(folded(str(text)))


def number(numeral: str) -> float:
    """The number that a numeral states.  Raises `ValueError` if it states none.

    >>> number("1,600"), number("两百"), number("六十三点一"), number("7")
    (1600.0, 200.0, 63.1, 7.0)
    """
    digits = plain(numeral).replace(",", "").replace(" ", "").replace("·", ".")
    try:
        return float(digits)
    except ValueError:
        return _chinese(digits)


def _chinese(numeral: str) -> float:
    if SEVEN_OR_EIGHT.search(numeral.partition("点")[0]):
        raise ValueError(f"expected one number, found two in one: {numeral!r}")
    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except KeyError:
        above, hundred_million, below = numeral.partition("亿")
        if not hundred_million:
            raise ValueError(f"expected a numeral, found {numeral!r}") from None
        return number(above) * 1e8 + number(below)


@lru_cache(maxsize=10_000)
def number_or_none(numeral: str) -> float | None:
    """The number that a numeral states, or None for characters that only look like one (万, 百, 千千)."""
    try:
        return number(numeral)
    except ValueError:
        return None
