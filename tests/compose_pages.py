"""Pages made from the seed page's own sentences, with the truth they were made from.

A page is a number: the same number always gives the same page.  Its articles are the seed's, told in fewer or
reordered sentences and signed by invented names, and printed as a layout leaves them: torn by column breaks, with
credits in between, page headers, editors, jump lines, shadows, and with the blank lines of this or that paper.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "文志伟建华强晓红丽芳静思远海"
BREAKS = ["\n\n", "\n\n", "\n\n", "\n", "\n\n \n", "\n\n\n"]
FURNITURE = [
    "责编 {} 版式 {} 校对 {}",
    "2031.3.17版星期一04责编{}实习编辑{}联系电话:8222133民生新闻",
    "第3版",
    "下转第2版",
    "(上接第1版)",
    "数据来源:{}",
    "本版制图:{}",
    "2031年3月17日 星期一",
    "-4-",
]
LEADS = [
    "本报讯(记者 {})",
    "本报讯 记者 {} 报道:",
    "本报3月17日讯(记者 {})",
    "据新华社太原3月17日电(记者 {})",
    "本报讯(见习记者 {})",
]
CREDITS = ["{} 摄", "本报记者 {} 摄", "{}摄", "(资料图片)", "新华社发({}摄)"]


class Truth(NamedTuple):
    """An article as it was composed."""

    display: tuple[str, ...]  # kicker, headline and deck lines
    reporters: tuple[str, ...]
    paragraphs: tuple[str, ...]  # without the lead
    credits: tuple[str, ...]


class Composed(NamedTuple):
    """A page and what it was made from; `gaps` are where one article ends and the next begins."""

    text: str
    articles: tuple[Truth, ...]
    gaps: tuple[int, ...]


def compose_page(number: int, stories: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Composed:
    """The page of that number, from stories: display lines and paragraphs."""
    chance = random.Random(number)
    blank = chance.choice(["\n\n", "\n\n", "\n"])
    text, truths, gaps = "", [], []
    for display, paragraphs in chance.sample(stories, chance.randint(2, len(stories))):
        printed, truth = _article(chance, display, paragraphs, blank)
        gaps.append(len(text))
        text += printed + "\n\n"
        truths.append(truth)
        if chance.random() < 0.2:
            text += chance.choice(FURNITURE).format(*(_name(chance) for _ in range(3))) + "\n\n"
    return Composed(text, tuple(truths), tuple(gaps[1:]))


def _article(
    chance: random.Random, display: tuple[str, ...], paragraphs: tuple[str, ...], blank: str
) -> tuple[str, Truth]:
    names = tuple(_name(chance) for _ in range(chance.choice([1, 1, 2])))
    told = [_retold(chance, paragraph) for paragraph in paragraphs]
    pieces, credits = [], []
    for n, paragraph in enumerate(told):
        lead = chance.choice(LEADS).format(" ".join(names)) if n == 0 else ""
        printed, credit = _torn(chance, paragraph)
        pieces.append(lead + printed)
        credits += credit
    shadow = [line for line in display[:1] for _ in range(3)] if chance.random() < 0.1 else []
    heads = "\n".join([*display[:1], *shadow, *display[1:]])
    return heads + blank + blank.join(pieces), Truth(display, names, tuple(told), tuple(credits))


def _retold(chance: random.Random, paragraph: str) -> str:
    sentences = re.findall("[^。]+。[”]?", paragraph)
    first = chance.randint(0, max(0, len(sentences) - 2))
    return "".join(sentences[first:])


def _torn(chance: random.Random, paragraph: str) -> tuple[str, list[str]]:
    """A paragraph as a column break leaves it, between two characters and not beside a mark, and the credit there."""
    places = [n for n in range(20, len(paragraph) - 20) if re.fullmatch("[㐀-鿿]{4}", paragraph[n - 2 : n + 2])]
    if not places or chance.random() < 0.5:
        return paragraph, []
    at = chance.choice(places)
    credit = chance.choice(CREDITS).format(_name(chance)) if chance.random() < 0.3 else ""
    gap = f"\n\n{credit}\n\n" if credit else chance.choice(BREAKS)
    return paragraph[:at] + gap + paragraph[at:], [credit] if credit else []


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))
