"""How well one line reads on into another: the question that every break in a page asks.

In come the characters on both sides, out comes a number: by how much the two sides together are likelier
Chinese than the two apart.  Word frequencies come from `wordfreq`, loaded at the first question.
"""

from __future__ import annotations

from functools import cache
from math import inf, log

REACH = 4  # characters looked at on each side: longer words are 1 % of a newspaper's
UNKNOWN = log(1e-8)  # the frequency of a character that the list does not hold
LEANING = 6.0  # as sure a sign of a torn line as a mark that no line begins with
BEGINS_NOTHING = set(",。、;:!?…)”’》】』」%")  # marks that stand at no line's beginning unless a break put them there
COUNTED = set("个名家位人万亿元年月日岁时分秒次场条件项座栋户亩吨克米度倍成多余辆台只张只头所处届号路层期批")  # 86|个
ENDS_NOTHING = set("“‘《【『「(、,")
LEANS_ON = set(
    "的地得着和与及或在将把被对为从向由以因而但且所"
)  # words that lean on the next one: they end no paragraph


def seam(left: str, right: str) -> float:
    """By how much (in log likelihood) `left` and `right` read better as one than as two.

    >>> seam("走进园区党群服", "务中心") > 3 > 1 > abs(seam("他说", "市民举起"))
    True
    """
    if not left or not right:
        return 0.0
    if left[-1].isascii() and left[-1].isalnum() and right[0].isascii() and (right[0].isalnum() or right[0] in ".%"):
        return 8.0
    if left[-1].isdigit() and right[0] in COUNTED:
        return 6.0
    if right[0] in BEGINS_NOTHING or left[-1] in ENDS_NOTHING:
        return 6.0
    return _across(left[-REACH:], right[:REACH]) + LEANING * (left[-1] in LEANS_ON)


def quoted_across(above: str, below: str) -> bool:
    """Whether a quotation that is open at the end of a line is closed on the next one.

    >>> quoted_across("“云海散了!", "太阳出来了!”他说。"), quoted_across("“云海散了!", "“太阳出来了!”")
    (True, False)
    """
    opened, closes, opens = above.rfind("“") > above.rfind("”"), below.find("”"), below.find("“")
    return opened and closes >= 0 and not 0 <= opens < closes


@cache
def _frequencies() -> dict[str, float]:
    import wordfreq

    return {
        word: log(share) for word, share in wordfreq.get_frequency_dict("zh", "large").items() if len(word) <= REACH
    }


def _across(left: str, right: str) -> float:
    together = _likelihoods(left + right)
    return together[-1] - together[len(left)] - _likelihoods(right)[-1]


def _likelihoods(text: str) -> list[float]:
    """Of each beginning of a text, the log likelihood of the likeliest division into words."""
    frequency, best = _frequencies().get, [0.0]
    for end in range(1, len(text) + 1):
        likeliest = -inf
        for start in range(max(0, end - REACH), end):
            value = best[start] + frequency(text[start:end], UNKNOWN * (end - start))
            likeliest = value if value > likeliest else likeliest
        best.append(likeliest)
    return best
