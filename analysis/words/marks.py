"""What a text itself says of its names: the titles at them, who says something, and what is written by sound."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_words
from analysis.words.dictionary import known
from analysis.words.foreign import by_all_sounds, by_sound, runs
from analysis.words.standing import Index, index_of, standing

TITLES_AFTER = (
    "同志|先生|女士|总书记|主席|总统|总理|书记|教授|院士|大夫|医生|老师"
    "|夫人|小姐|将军|博士|委员长|法官|老人|师傅|大妈|副?[省市县区部局院厅科处]长|[首外]相|大使"
    "|(?<![陆海空]军)[上中少]将|(?<![江河溪渠山城路街道线铁速])[三四五六七八九]段|老[伯太汉]|阿[姨婆公奶伯婶]|[大二三四五][爷伯叔婶嫂姐娘爹]|奶奶|爷爷|叔叔|伯伯"
)
AGE = r"(?:1?\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?)岁"
SAYING = (
    "说|表示|指出|介绍|告诉|认为|强调|回忆|坦言|透露|解释|感慨|笑道|(?:摄|报道)(?![\u3400-\u9fff])"
    f"|[为任](?:全国|新|第)?(?:{TITLES_AFTER})"  # 选举黄兴国为副省长
    rf"|[,(][男女]|,?(?:今年|现年)?{AGE}|\({AGE}"
    r"|\((?:[左右][一二三四五六]?\)|[㐀-鿿]{1,4}族[,)])"  # 李岚(左), 王珠(女,白族)
)
CALLED = "叫"  # stands for a title where it gives a name and not a call (老人叫…,): 叫车, 叫外卖
# What these begin with: most characters begin none, and are passed over at once.
BEGINS = (
    "[同先女总主书教院大医老夫小将博委法阿师奶爷叔伯上中少二三四五六七八九副首外省市县部区局厅科处"
    "说表指介告认强回坦透解感笑摄报为任今现十0-9,(]"
)


class Marks(NamedTuple):
    """The titles that end at, and that begin at, a place ("" for a verb of saying, an age or such), where the sounds
    that begin at a place end, with and without the rarer ones, and where a name of up to four characters is marked."""

    before: dict[int, str]
    after: dict[int, str]
    all_sounds: dict[int, int]
    sounds: dict[int, int]
    near: set[int]


def marks_of(text: str) -> Marks:
    """The marks of a text.

    >>> marks_of("市委书记林红玉说")[:2]
    ({4: '书记'}, {2: '书记', 7: ''})
    """
    before = dict[int, str]()
    for at, title in standing(text, _titles()):
        before.setdefault(at + len(title), title)  # of two that end there the longer; 党总支书记: 支书 and 书记
    for blank in re.finditer(" ", text):
        if title := _title_at_end(text, blank.start()):
            before[blank.end()] = title
    before.update((match.end(), CALLED) for match in _called().finditer(text))
    after = {match.start(): match[1] or "" for match in _after().finditer(text)}
    near = {*before, *(at - length for at in after for length in (2, 3, 4))}
    near.update(match.start() - 3 for match in re.finditer("郎", text))  # 桥本龙太郎 is longer than others
    return Marks(before, after, runs(text, by_all_sounds()), runs(text, by_sound()), near)


def _title_at_end(text: str, end: int) -> str:
    """The longest title that ends at a place."""
    titles = _titles().words
    return next((text[at:end] for at in range(max(end - 6, 0), end) if text[at:end] in titles), "")


def title_at(text: str, at: int) -> str:
    """The title that begins at a place, "" if there is none, or another word reads on over its end.

    >>> title_at("林红教授说", 2), title_at("王玉书记录下", 2)
    ('教授', '')
    """
    match = _after().match(text, at)
    title = match[1] or "" if match else ""
    over = text[at + len(title) - 1 : at + len(title) + 1]
    return "" if len(over) == 2 and known(over) else title


def ends_a_name(text: str, at: int) -> bool:
    """Whether what stands at a place shows that a name ends before it.

    >>> ends_a_name("林红同志", 2), ends_a_name("林红玉", 2)
    (True, False)
    """
    return _after().match(text, at) is not None


@cache
def _titles() -> Index:
    return index_of(frozenset(read_words("titles")))


@cache
def _called() -> re.Pattern[str]:
    who = "[他她位名儿娃工兵妇员民]|[老男女轻的个]人|学生|孩子"
    return re.compile(f"(?:{who}),?{CALLED}(?=[\u3400-\u9fff]{{2,4}}[,。])")


@cache
def _after() -> re.Pattern[str]:
    """What shows that a name ends before it: a title, which is its group, or what marks a person."""
    return re.compile(f"(?={BEGINS})(?=({TITLES_AFTER})|{SAYING})")
