"""The words by which a clause falls into whom it is about, what is measured of them, and what is said.

In come the lists `predicates`, `metrics`, `bodies` and those of places; out go patterns, each made once.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from analysis.lexicons import read_words

# predicates of one character, and some of two, unless they are part of another word (女排, 人均, 西安排名, 发现有)
ONE_CHARACTER = (
    r"(?<![A-Za-z.\d])\d(?!\d{0,3}[号路])|(?<![人日年月平亩])(?<!(?<![农用住])户)均|(?<!公)共|[已仍应就还都也又却虽则较更最仅只\0\1]|占(?![比有地])|达(?![州标])|为(?!民)|是|再(?!生)|(?<![名老小女健骁])将(?!军)|要(?![求素闻点])|有(?![限色机率效])|排名(?=[全世亚省国行])|在(?![建线校岗])"
    r"|以(?!色|上|下|来|内|外|及)|把|被|对|从|向|(?<![占可])比(?![亚例重率分赛])|(?<![合协相])同(?![仁学志])|居(?!民)|列(?!车)|(?<![女男彩牛])排(?![球放水污名])"
    r"|获(?!奖)|夺|登(?!封)|约(?![旦束])|近(?![海年代])|超(?![市级高])|逾|由|随|让|使(?![用馆])|不(?!锈)|未|力压|继续(?!教育)"
    r"|安排(?![名第位在列放水查除污行])|(?<![发实表体呈兑出])现[有已]|(?<!交)通报|(?<![张王李])一跃"
)


@cache
def predicate() -> re.Pattern[str]:
    """Where the predicate of a clause begins."""
    # 我省女排列第七, 评审得分列第六
    apart = "(?!(?<=[女男])排|(?<=[得积总])分列)"
    return re.compile(f"{apart}(?:{_any_of(read_words('predicates'))})(?![率量额值数业面规])|{ONE_CHARACTER}")


@cache
def metric_tail() -> re.Pattern[str]:
    """The measure that a subject ends in."""
    heads, before = _parted("metrics")
    return re.compile(rf"(?:{_any_of([*heads, *before])}){{0,8}}(?:{_any_of(heads)})$|(?:总|综合|平均|[人户日年]均)$")


@cache
def body() -> re.Pattern[str]:
    """The name of a body or a place at the end of a phrase."""
    bodies, kinds, _ = _parted("bodies")
    return re.compile(f"(?:{_any_of([*bodies, *kinds])})$")


@cache
def kind() -> re.Pattern[str]:
    """The kind of a body, which names no one by itself (企业, 行业)."""
    return re.compile(f"(?:{_any_of(_parted('bodies')[1])})$")


@cache
def body_inside() -> re.Pattern[str]:
    """The name of a body or a place anywhere, but not where another word begins with it (市场 is no 市)."""
    bodies, kinds, others = _parted("bodies")
    ends = "(?!(?<=[干全内外])部)"  # 干部 is no 部 either
    return re.compile(f"(?!{_any_of(others)}){ends}(?:{_any_of([*bodies, *kinds])})")


def _parted(name: str) -> list[list[str]]:
    """The words of a list in its parts, a line "~" between them."""
    return [list(words) for mark, words in groupby(read_words(name), key="~".__eq__) if not mark]


def _any_of(words) -> str:
    """A pattern of any of the words, the longest first, parted by first character: most characters begin none."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(several)})" for first, several in rests.items())
    return f"(?=[{re.escape(''.join(rests))}])(?:{'|'.join(branches)})"


@cache
def known_places() -> frozenset[str]:
    """Names of places at home and abroad, long and short."""
    return frozenset([*read_words("places"), *read_words("foreign_places"), "中国", "美国", "我国"])
