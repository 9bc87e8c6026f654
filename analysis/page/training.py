"""How the weights of `weights.tsv` are found: `python -m analysis.page.training PAGES.jsonl MORE.jsonl`.

In come pages whose articles are known, out come the weights that make their roles likeliest.  The known pages are
few, so each is learned from several times: as printed, and as other layouts would break it.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from analysis.lexicons.script import folded
from analysis.page.features import TIES
from analysis.page.fitting import FITS, Stack, fit, fit_stacks, mean_of, table_of
from analysis.page.leads import lead_of
from analysis.page.lines import Line, lines_of, unmarked
from analysis.page.names import is_name
from analysis.page.roles import ABOVE, HEADLINE, ROLES, SIGHTS, STACK, WHERE, Weights
from analysis.page.shapes import CAPTIONS
from analysis.page.signatures import byline_of
from analysis.page.stacks import STACK_ROLES, ways
from analysis.page.variants import BYLINE, CROSSHEAD, PARAGRAPH, REST, Known, variant
from analysis.page.vocabulary import LONG

TIMES = 2  # variants of each page; with 4 no more articles are right, of halves of 480 pages each read by the other
# Of readings 90 % sure of themselves 97.2 % are right, on the 606 pages read in halves by three fits; with 1.6 it is
# 96.6 %, with 1.4 95.5 %.
HEAT = 1.9
HEADING = """\
# What each sight of a line, and of the lines above and below it, weighs for each role; a positive weight speaks for it.
# Made by `python -m analysis.page.training {}` from {} pages of {} articles and {} variants of each page
# (People's Daily of 1998, television news of 2022-2026, a city's evening paper of 2022: no text of theirs is kept; and
# the invented pages of `tests/pages/learned`): the mean of {} fits, each with variants and hidden units of its own.
# Behind the roles, what the sight weighs for each hidden unit; what a unit weighs for the roles, if it is above 0,
# stands at `hidden unit`.  `crossheads above` are those that an article has had above a line.  The weights of stacks
# are for kicker, headline, deck."""
NAMED = {"para": "paragraph", "crosshead": "crosshead"}
BLANK = re.compile(r"\s+")


def known(row: dict) -> Known:
    """The lines of a page whose articles are known (a row of the practice pages), with their roles."""
    lines, between = unmarked(lines_of(row["text"]))
    pieces = [_pieces(article) for article in row["articles"]]
    roles = [_role(line.text, pieces) for line in lines]
    for n, (above, line, below) in enumerate(zip(roles, lines[1:], lines[2:], strict=False), 1):
        if above == HEADLINE and is_name(line.text) and len(below.text) > LONG:
            roles[n] = BYLINE  # an author's name between headline and text, whatever the file calls it
    return Known(lines, between, _with_text_below(lines, roles))


def stacks(row: dict) -> list[Stack]:
    """The headline stacks of a page that tells kickers from headlines, each with the roles of its lines."""
    heads = [(bare(folded(text)), _in_stack(role)) for article in row["articles"] for text, role in _told(article)]
    if all(role for _, role in heads):
        return []
    page, found = known(row), list[Stack]()
    for n, (line, role) in enumerate(zip(page.lines, page.roles, strict=True)):
        if role == HEADLINE:
            found += [([], [], [])] if n == 0 or page.roles[n - 1] != HEADLINE else []
            lines, _, roles = found[-1]
            lines.append(line)
            roles.append(next(role for text, role in heads if bare(line.text) in text))
        elif found and role in (PARAGRAPH, REST):
            found[-1][1].append(line.text)
    return [stack for stack in found if len(stack[0]) > 1 and stack[2] in ways(len(stack[0]))]


def _told(article: dict) -> Iterator[tuple[str, str]]:
    return zip(article["headline_lines"], article["headline_roles"], strict=True)


def _in_stack(role: str) -> int:
    return STACK_ROLES.index({"subhead": "deck"}.get(role, role))


def _with_text_below(lines: list[Line], roles: list[int]) -> list[int]:
    """The roles without crossheads that head no text: a note at an article's end, a lead on a line of its own."""
    roles, last = list(roles), True
    for n in range(len(roles) - 1, -1, -1):
        if roles[n] == CROSSHEAD and (last or lead_of(lines[n].text)) and not CAPTIONS.fullmatch(lines[n].text):
            roles[n] = PARAGRAPH
        else:
            last = roles[n] == HEADLINE
    return roles


def fitted(pages: list[Known], seed: int) -> Weights:
    """The weights of one fit, to variants of its own."""
    return fit(*table_of(learned_from(pages, seed)), seed)


def learned_from(pages: list[Known], seed: int) -> list[Known]:
    """The pages to learn from: each as it is, and its variants."""
    chance = random.Random(seed)
    return pages + [variant(page, chance) for page in pages for _ in range(TIMES)]


def bare(text: str) -> str:
    """The text without white space."""
    return BLANK.sub("", text)


def _pieces(article: dict) -> list[list]:
    """What an article is printed as: texts, their roles, and how much of each has been seen."""
    heads = [[bare(folded(line)), "headline", 0] for line in article["headline_lines"]]
    texts = zip(article["paragraphs"], article["paragraph_roles"], strict=True)
    credits = [[bare(folded(credit["text"])), "byline", 0] for credit in article["photo_credits"]]
    return heads + [[bare(folded(text)), NAMED.get(role, "byline"), 0] for text, role in texts] + credits


def _role(text: str, articles: list[list[list]]) -> int:
    """The role of a line, taken from the first piece that goes on with it, or begins with it."""
    signed, text = byline_of(text) is not None, bare(text)
    pieces = [piece for article in articles for piece in article]
    goes_on = (piece for piece in pieces if piece[2] and piece[0].startswith(text, piece[2]))
    begins = (piece for piece in pieces if not piece[2] and piece[0].startswith(text))
    later = (
        piece for piece in pieces if len(text) > 8 and text in piece[0][piece[2] :]
    )  # the line above carried a mark of its own
    piece = next(chain(goes_on, begins, later), None)
    if piece is None:
        raise ValueError(f"expected a line of one of the page's articles, found {text!r}")
    whole, role, at = piece
    piece[2] = whole.index(text, at) + len(text)
    sentence = role == "byline" and text.endswith("。")  # a note, read like any text
    role = "byline" if signed else "paragraph" if sentence else role
    return ROLES.index("rest" if at and role == "paragraph" else role)


def written(w: Weights, heading: str) -> str:
    """The weights as the lines of `weights.tsv`."""
    sights = [(where, name) for where in WHERE for name in SIGHTS]
    rows = [(*sight, *look, *hidden) for sight, look, hidden in zip(sights, w.look, w.hidden, strict=True)]
    rows += [("hidden unit", str(n), *row) for n, row in enumerate(w.out, 1)]
    rows += [
        (f"below {above}", name, *row)
        for above, table in zip(ABOVE, w.tie, strict=True)
        for name, row in zip(TIES, table, strict=True)
    ]
    rows += [("crossheads above", str(n), *row) for n, row in enumerate(w.section)]
    kinds = [(kind, name) for kind, names in STACK.items() for name in names]
    rows += [(*sight, *row) for sight, row in zip(kinds, w.stack, strict=True)]
    cells = ["\t".join([kind, name, *(f"{weight:.3f}" for weight in row)]) for kind, name, *row in rows]
    return (
        "\n".join([heading, "# kind\tsight\t" + "\t".join(ROLES), f"heat\tof the scores\t{w.heat:.2f}", *cells]) + "\n"
    )


def main(paths: list[Path]) -> None:
    """Learn from the pages of some files, and write `weights.tsv` beside this module."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    stack = fit_stacks([stack for row in rows for stack in stacks(row)])
    pages = [known(row) for row in rows]
    w = mean_of([fitted(pages, seed) for seed in range(1, FITS + 1)])._replace(heat=HEAT, stack=stack)
    names = " ".join(path.name for path in paths)
    heading = HEADING.format(names, len(rows), sum(len(row["articles"]) for row in rows), TIMES, FITS)
    Path(__file__).with_name("weights.tsv").write_text(written(w, heading), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
