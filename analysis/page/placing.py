"""From printed lines to tiles that say of each what it is, whose it is, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, takewhile

from analysis.page import indents
from analysis.page.features import looks_and_ties
from analysis.page.fragments import BODY, lines_before
from analysis.page.leads import lead_of
from analysis.page.lines import Line, marked, unmarked
from analysis.page.model import Seam, Tile
from analysis.page.roles import CERTAIN, ROLES, chances, likeliest, scores, weights
from analysis.page.shapes import is_closed
from analysis.page.signatures import byline_of, signers
from analysis.page.site import is_site, labelled
from analysis.page.stacks import STACK_ROLES, stack_roles

BELOW = 30  # lines below a stack that hold the text it is held against
CROSSED = 0.8  # of 60 practice pages with two articles that cross, 48 are taken apart right


def read_lines(lines: list[Line]) -> tuple[list[Tile], dict[int, float], list[Seam]]:
    """The printed lines with role, article and paragraph; the chance of each article; the seams."""
    own = marked(lines)
    plain, between = unmarked(lines, own)
    if not plain:
        return [Tile(line.start, line.end, own[n], 0, 0) for n, line in enumerate(lines)], {}, []
    scored = scores(*looks_and_ties(plain, between), weights())
    for n, role, told in (*_told(lines, own), *indents.told(plain)):
        scored.line[n, ROLES.index(role)] += told
    path = likeliest(scored)
    chance = chances(scored.cooled(weights().heat), path)
    roles = [ROLES[role] for role in path]
    before = lines_before(plain, roles)
    for n in _crossed(before):
        roles[n] = "paragraph" if is_closed(plain[before[n]].text) else "rest"
    placed = _placed(roles, before)
    tiles = list(_tiles(lines, own, zip(_display(plain, roles), placed, strict=True)))
    return tiles, _sure(placed, before, chance), list(_seams(plain, roles, placed, before, chance))


def _told(lines: list[Line], own: dict[int, str]) -> Iterator[tuple[int, str, float]]:
    """What labels tell of the lines behind them: a line's number among those without marks, a role, and whether it is
    certainly that or not.  What stands behind 标题: is for display, if it ends in no full stop."""
    labels = _labels(lines)
    for number, n in enumerate(n for n in range(len(lines)) if n not in own):
        if labels[n] == "byline" and signers(lines[n].text):
            yield number, "byline", CERTAIN
        elif labels[n] in STACK_ROLES and not lines[n].text.endswith("。"):
            yield number, "headline", CERTAIN
        elif labels[n] == "":
            yield number, "headline", -CERTAIN


def _labels(lines: list[Line]) -> list[str | None]:
    """What the label right above each line says; 正文: holds down to the next line of the site, or of no letter."""
    labels: list[str | None] = [None]
    for above, line in pairwise(lines):
        in_text = labels[-1] == "" and not is_site(line.text) and any(map(str.isalnum, line.text))
        label = labelled(above.text)
        labels.append("" if in_text and label is None else label)
    return labels


def _placed(roles: list[str], before: list[int]) -> list[tuple[int, int]]:
    """Each line's article (0 above the first, which a headline or body begins), and its paragraph if it is body."""
    placed: list[tuple[int, int]] = []
    paragraphs, articles = dict[int, int](), 0
    for n, role in enumerate(roles):
        if role == "headline" and (n == 0 or roles[n - 1] != "headline"):
            articles += 1
        goes_on = before[n] >= 0 and role != "headline"
        article = (placed[before[n]][0] if goes_on else articles) or int(role in BODY)
        articles = max(articles, article)
        if role == "paragraph" or (role == "rest" and not paragraphs.get(article)):
            paragraphs[article] = paragraphs.get(article, 0) + 1
        placed.append((article, paragraphs[article] if role in BODY else 0))
    return placed


def _display(lines: list[Line], roles: list[str]) -> list[str]:
    """The roles with each stack told apart into kicker, headline and deck; one that heads nothing is furniture.

    So is what stands above the first article, and a line apart that names nobody is a note.
    """
    told, n = [_apart(line.text, role) for line, role in zip(lines, roles, strict=True)], 0
    first = next((n for n, role in enumerate(roles) if role in ("headline", *BODY)), len(roles))
    told[:first] = ["furniture"] * first
    while n < len(roles):
        end = n
        while end < len(roles) and roles[end] == "headline":
            end += 1
        if end > n:
            told[n:end] = _in_stack(lines, roles, n, end)
        n = max(end, n + 1)
    return told


def _in_stack(lines: list[Line], roles: list[str], first: int, end: int) -> list[str]:
    """The roles of the lines of a stack, by the text that it heads; it is furniture if it heads nothing."""
    if end == len(lines):
        return ["furniture"] * (end - first)
    below = takewhile(lambda n: roles[n] != "headline", range(end, min(end + BELOW, len(lines))))
    return stack_roles(lines[first:end], (lines[n].text for n in below if roles[n] in BODY), weights().stack)


def _apart(text: str, role: str) -> str:
    return "note" if role == "byline" and byline_of(text) is None and not signers(text) else role


def _tiles(lines: list[Line], own: dict[int, str], told: Iterable[tuple[str, tuple[int, int]]]) -> Iterator[Tile]:
    plain = [n for n in range(len(lines)) if n not in own]
    read = dict(zip(plain, told, strict=True))
    below = dict(pairwise(plain))
    article = led = left = 0
    alone: set[int] = set()  # articles whose lead stands on a line of its own, which is no paragraph
    for n, line in enumerate(lines):
        if n in own:
            yield Tile(line.start, line.end, own[n], 0 if own[n] == "furniture" else article, 0)
            continue
        role, (article, paragraph) = read[n]
        if role in STACK_ROLES and n:
            role = labelled(lines[n - 1].text) or role
        if role == "paragraph" and paragraph == 1 and led < article:
            text = line.text + _torn_off(lines, read, below.get(n))
            lead = lead_of(text)
            left, led = (lead.end, article) if lead else (0, led)
            alone |= {article} if left == len(text) else set()
        cut = min(line.start + left, line.end) if role in BODY else line.start
        left -= cut - line.start
        if line.start < cut:
            yield Tile(line.start, cut, "lead", article, 0)
        if cut < line.end:
            whose, numbered = 0 if role == "furniture" else article, max(0, paragraph - (article in alone))
            yield Tile(cut, line.end, "paragraph" if role in BODY else role, whose, numbered)


def _torn_off(lines: list[Line], read: dict[int, tuple[str, tuple[int, int]]], n: int | None) -> str:
    """What a column break tore off the line above `n`: a lead can go on there."""
    return lines[n].text if n is not None and read[n][0] == "rest" else ""


def _sure(placed: list[tuple[int, int]], before: list[int], chance: Callable[[int, int], float]) -> dict[int, float]:
    """The chance of each article: that all its lines, and the lines around them, are what they are read as."""
    sure: dict[int, float] = {}
    runs = [n for n in range(len(placed)) if n == 0 or placed[n][0] != placed[n - 1][0]]
    for first, end in zip(runs, [*runs[1:], len(placed)], strict=True):
        article = placed[first][0]
        sure[article] = sure.get(article, 1.0) * chance(max(first - 1, 0), min(end, len(placed) - 1))
    for n in _crossed(before):
        sure[placed[n][0]] *= CROSSED
    return sure


def _crossed(before: list[int]) -> list[int]:
    """The lines that go on from another line than the one above."""
    return [n for n, above in enumerate(before) if above not in (n - 1, -1)]


def _seams(
    lines: list[Line],
    roles: list[str],
    placed: list[tuple[int, int]],
    before: list[int],
    chance: Callable[[int, int], float],
) -> Iterator[Seam]:
    for n, above in enumerate(before):
        if above >= 0 and roles[n] in BODY and roles[above] in BODY:
            sure = chance(n, n) if above == n - 1 else CROSSED
            yield Seam(lines[above].end, lines[n].start, placed[n][0], placed[n] == placed[above], sure)
