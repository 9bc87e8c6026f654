"""jieba's words at rjieba's speed: the same tokens, ten times as fast.

jieba-rs keeps jieba's dictionary and its model, and cuts Chinese exactly alike.  The two part only over runs with
signs of ASCII in them (`MQ-9`, `1.3nm`, `c++`) or characters outside jieba's range; such a run is given to jieba,
once.  A run never reaches over a stop or a blank in either, so the pieces join to what jieba gives for the whole.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from analysis.words.dictionary import added, counts, tokenizer

HAN = r"\u4e00-\u9fd5"  # what jieba takes for Chinese
WIDER = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # what jieba-rs does
SIGNS = r"+#&._%\-"
RUN = rf"[{WIDER}a-zA-Z0-9{SIGNS}]"
NUMBER = rf"(?<![a-zA-Z0-9{SIGNS}])[0-9]++(?:\.[0-9]++)?%?+(?![a-zA-Z0-9{SIGNS}])"  # 11, 7.3, 50%: cut alike
# a run that holds anything but Chinese, letters, digits and plain numbers; it is only tried where a run begins
ODD_RUN = re.compile(rf"((?<!{RUN})(?:{NUMBER}|[{HAN}a-zA-Z0-9])*+(?:[{SIGNS}]|(?![{HAN}])[{WIDER}]){RUN}*+)")


def fast_cut(text: str, HMM: bool = True) -> list[str]:
    """The tokens that `jieba.cut(text, HMM=HMM)` gives, in order; joined they are the text.

    >>> fast_cut("走进园区,MQ-9型,1.3nm")
    ['走进', '园区', ',', 'MQ', '-', '9', '型', ',', '1.3', 'nm']
    """
    cut = _rjieba().cut
    pieces = ODD_RUN.split(text)
    if len(pieces) == 1:
        return cut(text, HMM)
    return [token for n, piece in enumerate(pieces) for token in (_cut_odd(piece, HMM) if n % 2 else cut(piece, HMM))]


@cache
def _rjieba() -> Any:
    import rjieba

    cutter = rjieba.Jieba()  # one a process: it does not pickle
    for word in added():
        cutter.add_word(word, counts()[word], "n")
    return cutter


@lru_cache(maxsize=10_000)  # 2 MB; the odd runs of a page come again and again
def _cut_odd(run: str, HMM: bool) -> list[str]:
    return list(tokenizer().cut(run, HMM=HMM))
