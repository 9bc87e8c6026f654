"""How the weights of `weights.tsv` are found: `python -m analysis.page.training PAGES.jsonl MORE.jsonl`.

In come pages whose articles are known, out come the weights that make their roles likeliest.  The known pages are
few, so each is learned from several times: as printed, and as other layouts would break it.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from analysis.page.features import LOOKS, TIES, looks_and_ties
from analysis.page.lines import Line, lines_of, unmarked
from analysis.page.roles import ABOVE, KIND, ROLES, STACK, N, Weights, scores, sums
from analysis.page.shapes import CAPTIONS
from analysis.page.signatures import byline_of, folded, is_name, lead_of
from analysis.page.stacks import GOES_ON, STACK_LOOKS, STACK_ROLES, seen_by_way, ways
from analysis.page.variants import BYLINE, CROSSHEAD, HEADLINE, PARAGRAPH, Known, variant
from analysis.page.vocabulary import LONG

TIMES = 2  # variants of each page; with 4 one article in fifty less is right on the unseen pages, with none on others
PENALTY = 1.5  # with 0.75 and 4 the unseen pages are read alike, within an article in seventy
ROUNDS = 150  # of L-BFGS; more changes no reading
HEAT = 1.6  # of readings 90 % sure of themselves 190 of 194 are right on the practice pages, 17 of 17 on unseen ones
HEADING = """\
# What each sight of a line weighs for each role; a positive weight speaks for the role.
# Made by `python -m analysis.page.training {}` from {} pages of {} articles and {} variants of each page
# (People's Daily of 1998, television news of 2022-2026, a city's evening paper of 2022: no text of theirs is kept; and
# the invented pages of `tests/pages/learned`).  The weights of stacks are for kicker, headline, deck."""
STACK_PENALTY = 6.0  # divides 95 of 111 stacks not learned from as they are; 1 to 16 divide 91 to 93
EXPECTED = {  # of a stack's lines, what papers' stylebooks say, before any page is seen
    "ends in a verb of saying": "kicker",
    "a dash ends": "kicker",
    "a dash begins": "deck",
    "tells who took part": "deck",
    "brackets all": "deck",
    "wants an object above": "headline",
}
EXPECTATION = 3.0  # their weight, which the pages may change
NO_STACK = np.zeros((len(STACK_LOOKS + GOES_ON), len(STACK_ROLES)))  # until they are fitted
NAMED = {"para": "paragraph", "crosshead": "crosshead"}
BLANK = re.compile(r"\s+")
Stack = tuple[list[Line], list[int]]  # the lines of a stack, and of each its place in STACK_ROLES


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
            found += [([], [])] if n == 0 or page.roles[n - 1] != HEADLINE else []
            lines, roles = found[-1]
            lines.append(line)
            roles.append(next(role for text, role in heads if bare(line.text) in text))
    return [(lines, roles) for lines, roles in found if len(lines) > 1 and roles in ways(len(lines))]


def _told(article: dict) -> Iterator[tuple[str, str]]:
    return zip(article["headline_lines"], article["headline_roles"], strict=True)


def _in_stack(role: str) -> int:
    return STACK_ROLES.index({"subhead": "deck"}.get(role, role))


def fit_stacks(found: list[Stack], penalty: float = STACK_PENALTY) -> np.ndarray:
    """The weights that make the known ways to divide stacks likeliest, less `penalty` × their squares / 2.

    The squares are of what parts them from the weights that are expected.
    """
    expected = np.array(
        [EXPECTATION * (EXPECTED.get(name) == role) for name in STACK_LOOKS + GOES_ON for role in STACK_ROLES]
    )
    tables = [(seen_by_way(lines), ways(len(lines)).index(roles)) for lines, roles in found]

    def unlikely(flat: np.ndarray) -> tuple[float, np.ndarray]:
        off = flat - expected
        loss, slope = penalty * (off @ off) / 2, penalty * off
        for seen, true in tables:
            fit = seen @ flat
            chance = np.exp(fit - fit.max())
            loss += np.log(chance.sum()) + fit.max() - fit[true]
            slope = slope + (chance / chance.sum()) @ seen - seen[true]
        return loss, slope

    return minimize(unlikely, expected, jac=True, method="L-BFGS-B").x.reshape(-1, len(STACK_ROLES))


def _with_text_below(lines: list[Line], roles: list[int]) -> list[int]:
    """The roles without crossheads that head no text: a note at an article's end, a lead on a line of its own."""
    roles, last = list(roles), True
    for n in range(len(roles) - 1, -1, -1):
        if roles[n] == CROSSHEAD and (last or lead_of(lines[n].text)) and not CAPTIONS.fullmatch(lines[n].text):
            roles[n] = PARAGRAPH
        else:
            last = roles[n] == HEADLINE
    return roles


def learned_from(rows: Iterable[dict]) -> list[Known]:
    """The pages to learn from: each as it is, and its variants."""
    pages = [known(row) for row in rows]
    chance = random.Random(len(pages))
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
    """The role of a line, taken from the first piece that goes on with it."""
    signed, text = byline_of(text) is not None, bare(text)
    for begun in (True, False):
        for pieces in articles:
            for piece in pieces:
                whole, role, at = piece
                if (at > 0 or not begun) and at < len(whole) and whole.startswith(text, at):
                    piece[2] = at + len(text)
                    sentence = role == "byline" and text.endswith("。")  # a note, read like any text
                    role = "byline" if signed else "paragraph" if sentence else role
                    return ROLES.index("rest" if at and role == "paragraph" else role)
    raise ValueError(f"expected a line of one of the page's articles, found {text!r}")


def fit(pages: list[Known], penalty: float = PENALTY) -> Weights:
    """The weights that make the known roles likeliest, less `penalty` × their squares / 2."""
    looks, ties = (
        np.concatenate(table) for table in zip(*(looks_and_ties(p.lines, p.between) for p in pages), strict=True)
    )
    roles = np.concatenate([page.roles for page in pages])
    page, at = np.concatenate([[(k, n) for n in range(len(p.lines))] for k, p in enumerate(pages)]).T
    look, tie = (len(LOOKS), N), (len(ABOVE), len(TIES), N)

    def of(flat: np.ndarray) -> Weights:
        return Weights(flat[: look[0] * N].reshape(look), flat[look[0] * N :].reshape(tie), 1.0, NO_STACK)

    def unlikely(flat: np.ndarray) -> tuple[float, np.ndarray]:
        loss, over, joint = _loss(*scores(looks, ties, of(flat)), roles, at, page)
        above = np.stack([joint[:, kind == KIND].sum(1) for kind in range(len(ABOVE))], 1)
        slope = np.concatenate([(looks.T @ over).ravel(), np.tensordot(above, ties, (0, 0)).transpose(0, 2, 1).ravel()])
        return loss + penalty * (flat @ flat) / 2, slope + penalty * flat

    start = np.zeros((len(LOOKS) + len(ABOVE) * len(TIES)) * N)
    return of(minimize(unlikely, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x)


def _loss(alone, paired, roles, at, page) -> tuple[float, np.ndarray, np.ndarray]:
    """Minus the log likelihood of the known roles, and by how much each role, and each two, is thought too likely."""
    shape = at.max() + 1, page.max() + 1
    side, sides = np.zeros((*shape, N)), np.zeros((*shape, N, N))
    side[..., 1:], sides[..., 1:] = -1e4, -1e4  # below a page's end there is one way to go on
    side[at, page], sides[at, page] = alone, paired
    ahead, behind = sums(side, sides)
    top = ahead[-1].max(-1)
    whole = top + np.log(np.exp(ahead[-1] - top[:, None]).sum(-1))
    over = np.exp(ahead[at, page] + behind[at, page] - whole[page, None])
    into = (alone + behind[at, page])[:, None, :] + paired + ahead[at - 1, page][:, :, None] - whole[page, None, None]
    below = at > 0
    joint = np.exp(np.where(below[:, None, None], into, -np.inf))
    line, above = np.arange(len(at)), np.roll(roles, 1)
    loss = whole.sum() - alone[line, roles].sum() - paired[line, above, roles][below].sum()
    over[line, roles] -= 1
    joint[line[below], above[below], roles[below]] -= 1
    return loss, over, joint


def written(w: Weights, heading: str) -> str:
    """The weights as the lines of `weights.tsv`."""
    rows = [("look", name, *row) for name, row in zip(LOOKS, w.look, strict=True)]
    rows += [
        (f"below {above}", name, *row)
        for above, table in zip(ABOVE, w.tie, strict=True)
        for name, row in zip(TIES, table, strict=True)
    ]
    kinds = [(kind, name) for kind, names in STACK.items() for name in names]
    rows += [(*sight, *row) for sight, row in zip(kinds, w.stack, strict=True)]
    cells = ["\t".join([kind, name, *(f"{weight:.2f}" for weight in row)]) for kind, name, *row in rows]
    return (
        "\n".join([heading, "# kind\tsight\t" + "\t".join(ROLES), f"heat\tof the scores\t{w.heat:.2f}", *cells]) + "\n"
    )


def main(paths: list[Path]) -> None:
    """Learn from the pages of some files, and write `weights.tsv` beside this module."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    stack = fit_stacks([stack for row in rows for stack in stacks(row)])
    w = fit(learned_from(rows))._replace(heat=HEAT, stack=stack)
    names = " ".join(path.name for path in paths)
    heading = HEADING.format(names, len(rows), sum(len(row["articles"]) for row in rows), TIMES)
    Path(__file__).with_name("weights.tsv").write_text(written(w, heading), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
