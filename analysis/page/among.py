"""How the short lines of a page stand to one another and to the text between them.

In come the lines that carry no mark of their own, out come a few numbers for each short one.  Headlines of briefs,
crossheads of one story and rows of a table are short lines too, and only what they have in common tells them apart.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby, pairwise, takewhile
from operator import eq

from analysis.page.lines import Line
from analysis.page.shapes import DAY, ITEM, STOP, ends_signed, is_closed
from analysis.page.vocabulary import LONG, Answer

DISPLAY = 26  # characters: of 952 headline lines of the practice pages 93 % hold no more
LITTLE = 400  # characters: two or three paragraphs; most briefs are shorter, most sections of long stories longer
BRIEF = 250  # characters: all 1,492 articles of one paragraph on the invented pages learned from have fewer
NUMERAL = re.compile(r"[一二三四五六七八九十\d]+")
DIGITS, HAN = re.compile(r"\d+"), re.compile("[\u3400-\u9fff]")
Ahead = tuple[bool, float, bool, bool, bool]
Numbers = tuple[float, ...]


def ahead(lines: list[Line], leads: list[bool]) -> list[Ahead]:
    """Of each short line: has the next long line a lead, or none though others have, is it short, does a day stand in
    its first words, does somebody speak in them."""
    following, k = [0] * len(lines), len(lines)
    for n in range(len(lines) - 1, -1, -1):
        following[n] = k
        k = n if len(lines[n].text) > LONG or leads[n] or lines[n].text.endswith("。") else k
    groups = {k for n, k in enumerate(following) if n + 1 == k < len(lines) and len(lines[n].text) <= LONG}
    usual = sum(leads[k] for k in groups) / (len(groups) + 1)
    sights = []
    for n, k in enumerate(following):
        short = len(lines[n].text) <= LONG and k < len(lines)
        led = short and leads[k]
        day = short and bool(DAY.search(lines[k].text[:30]))
        speaks = short and lines[k].text[0] == "“"
        sights.append((led, (short and not led) * usual, short and len(lines[k].text) < 2 * LONG, day, speaks))
    return sights


def unsigned(lines: list[Line], signed: list[bool]) -> list[float]:
    """Of each short line below text that no one signs: how many of the other such texts are signed."""
    below = [n for n in range(1, len(lines)) if len(lines[n].text) <= LONG < len(lines[n - 1].text) or signed[n - 1]]
    ends = {n: signed[n] or signed[n - 1] or ends_signed(lines[n - 1].text) for n in below}
    usual = sum(ends.values()) / (len(ends) + 1)
    return [usual if n in ends and not ends[n] else 0.0 for n in range(len(lines))]


def among_many(lines: list[Line]) -> list[bool]:
    """Of each line whether it is one of six short lines in a row or more, as of a poem or a table."""
    runs = (list(run) for _, run in groupby(len(line.text) <= DISPLAY for line in lines))
    return [short and len(run) > 5 for run in runs for short in run]


def between_short(
    lines: list[Line], leads: list[bool], answers: list[Answer], texts_ahead: list[Ahead]
) -> list[Numbers]:
    """Of each short line: whether one paragraph stands between it and the next above and below, how little text; how
    much the text goes on across it and the short lines around, which is surer than of it alone; and how many briefs
    stand below and above."""
    short = [n for n, line in enumerate(lines) if len(line.text) <= LONG and not leads[n] and line.text[-1] != "。"]
    sights: list[Numbers] = [(0.0,) * 10] * len(lines)
    texts = [range(a + 1, b) for a, b in pairwise([-1, *short, len(lines)])]
    ends = [sum(is_closed(lines[n].text) for n in text) for text in texts]
    sizes = [sum(len(lines[n].text) for n in text) for text in texts]
    full, passed = [size for size in sizes if size], [*accumulate(map(bool, sizes))]
    little = [max(0.0, 1 - size / LITTLE) if size else 0.0 for size in sizes]
    for k, n in enumerate(short):
        near = [size for size in sizes[max(0, k - 2) : k + 4] if size]
        around = max(0.0, 1 - sum(near) / len(near) / LITTLE) if near else 0.0
        unled = [answers[m] for m in short[max(0, k - 2) : k + 3] if not texts_ahead[m][0]] or [(0.0,) * 4]
        below, above, *across = (sum(answer) / len(unled) for answer in zip(*unled, strict=True))
        texts_below, texts_above = full[passed[k] : passed[k] + 4], full[max(0, passed[k] - 4) : passed[k]]
        briefs = _briefs(texts_below), _briefs(texts_above[::-1])
        sights[n] = (ends[k] == 1, ends[k + 1] == 1, little[k], little[k + 1], around, *across, below - above, *briefs)
    return sights


def _briefs(sizes: list[int]) -> float:
    """Half the number of short texts before the first that is not."""
    return sum(1 for _ in takewhile(lambda size: size < BRIEF, sizes)) / 2


def series(lines: list[Line]) -> list[tuple[float, float]]:
    """Of each short line: how like it is in length to one of the two short lines above or below, and both items."""
    short = [n for n, line in enumerate(lines) if len(line.text) <= 20 and not STOP.search(line.text[-4:])]
    sights = [(0.0, 0.0)] * len(lines)
    for at, n in enumerate(short):
        near = [k for k in short[max(0, at - 2) : at + 3] if abs(k - n) > 1]
        own = lines[n].text
        like = max((1 - abs(len(own) - len(lines[k].text)) / 4 for k in near), default=0)
        item = bool(ITEM.match(own)) and any(ITEM.match(lines[k].text) for k in near)
        sights[n] = max(like, 0), float(item)
    return sights


def parallels(lines: list[Line]) -> list[tuple[float, float]]:
    """Of each short line: has one of three above or below the same marks, and how alike they begin and end."""
    short = [n for n, line in enumerate(lines) if len(line.text) <= DISPLAY and not line.text.endswith("。")]
    plain = {n: NUMERAL.sub("0", lines[n].text) for n in short}
    marks = {n: HAN.sub("", DIGITS.sub("0", lines[n].text)) for n in short}
    sights = [(0.0, 0.0)] * len(lines)
    for at, n in enumerate(short):
        near = [k for k in short[max(0, at - 3) : at + 4] if abs(k - n) > 1]
        same = bool(marks[n]) and any(marks[k] == marks[n] for k in near)
        alike = max((_alike(plain[n], plain[k]) for k in near), default=0)
        sights[n] = float(same), min(alike, 4) / 2
    return sights


def _alike(a: str, b: str) -> int:
    """How many characters two lines have in common at their beginnings and ends."""
    return sum(sum(1 for _ in takewhile(bool, map(eq, x, y))) for x, y in ((a, b), (a[::-1], b[::-1])))
