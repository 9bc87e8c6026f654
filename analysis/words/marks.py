"""What a text itself says of its names: the titles at them, who says something, and what is written by sound."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.words.foreign import by_all_sounds, by_sound, runs

TITLES_AFTER = (
    "同志|先生|女士|总书记|主席|总统|总理|书记|教授|院士|大夫|医生|老师"
    "|夫人|小姐|将军|博士|委员长|法官|老人|老伯|阿姨|师傅|奶奶|爷爷|大爷|大妈|副?[省市县区部局院厅]长|[首外]相"
)
SAYING = (
    "说|表示|指出|介绍|告诉|认为|强调|回忆|坦言|透露|解释|感慨|笑道|(?:摄|报道)(?![\u3400-\u9fff])"
    f"|[为任](?:全国|新|第)?(?:{TITLES_AFTER})"  # 选举黄兴国为副省长
    "|[,(][男女]|\\((?:[左右][一二三四五六]?\\)|[\u3400-\u9fff]{1,4}族[,)])"  # 李岚(左), 王珠(女,白族)
)


class Marks(NamedTuple):
    """The titles that end at, and that begin at, a place ("" for a verb of saying), and where the sounds that begin
    at a place end, with and without the rarer ones."""

    before: dict[int, str]
    after: dict[int, str]
    all_sounds: dict[int, int]
    sounds: dict[int, int]


def marks_of(text: str) -> Marks:
    """The marks of a text.

    >>> marks_of("市委书记林红玉说")[:2]
    ({4: '书记'}, {2: '书记', 7: ''})
    """
    before = {match.end(): match[0] for match in _titles().finditer(text)}
    for blank in (blank.start() for blank in re.finditer(" ", text)):
        if match := _titles_at_end().search(text, max(blank - 6, 0), blank):
            before[blank + 1] = match[0]
    after = {match.start(): match[1] or "" for match in _after().finditer(text)}
    return Marks(before, after, runs(text, by_all_sounds()), runs(text, by_sound()))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(sorted(read_words("titles"), key=len, reverse=True)))


@cache
def _titles_at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_titles().pattern})$")


@cache
def _after() -> re.Pattern[str]:
    """What shows that a name ends before it: a title, which is its group, or what marks a person."""
    return re.compile(f"(?=({TITLES_AFTER})|{SAYING})")
