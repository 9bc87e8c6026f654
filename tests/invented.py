"""Invented pages with their truth: written for this project as papers of many kinds, regions and years print them.

`tests/pages/learned/` is what the reader's weights are learned from, beside the practice pages; it has never seen
`tests/pages/unseen/`.  A file is a page, a line an item: `@page`, `@article`, `@kicker`, `@headline`, `@deck`,
`@byline`, `@crosshead`, `@credit`, `@caption`, `@signature`, `@note`, `@furniture`, `@reporters`, `@persons`; a line
without a mark is a paragraph with its printed lead.  No event, figure or person in them is real.

`python tests/invented.py learned > learned.jsonl` writes them as rows for `python -m analysis.page.training` and for
`python -m analysis.words.training`.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

PAGES = Path(__file__).with_name("pages")
BREAKS = ["\n\n", "\n\n", "\n\n", "\n", "\n\n \n", "\n\n\n"]
EVERY = 330  # characters of text to a column break, and how many of these are where, as the practice pages were made
WHERE = {
    re.compile("[^。!?”]{2}[^,。、;:!?”)》]"): 0.85,
    re.compile("[^,],[^,]"): 0.1,
    re.compile("[^。]。[^”)(]"): 0.05,
}
DISPLAY = {"kicker": "kicker", "headline": "headline", "deck": "subhead"}
ROLES = {"": "para", "byline": "byline_line", "signature": "byline_line", "note": "tail_note"}
# 本报贵阳讯(记者 …), 新华社成都11月4日电, 本报讯 记者 … 报道, 〔記者…/台南報導〕, 【本報訊】(記者 …)
LEAD = re.compile(
    r"[【〔]?据?[㐀-鿿]{0,8}(?:[报報社网]|融媒)[^,。()]{0,16}?(?:[讯訊电]|消息)(?![员号话视力影])】?"
    r"(?: ?\([^()]{2,40}\)| ?(?:特派)?(?:记者|通讯员)[^,。]{2,20}?报道[::]?)?"
    "|[(〔【][^()〔〕【】]{2,40}[)〕】]|本报记者[^,。]{2,12}报道"
)
Item = tuple[str, str]  # what a line is ("" for a paragraph), and its text


def rows(folder: str) -> list[dict]:
    """The pages of `learned` or `unseen` with their truth, in the order of their files."""
    return [row(path) for path in sorted((PAGES / folder).glob("*.txt"))]


def row(path: Path) -> dict:
    """A page as a dump of its text has it, and its articles."""
    chance = random.Random(path.name)
    front, articles = _parts(path)
    truths = [_truth(items) for items in articles]
    truths[0]["paragraphs"][:0] = [text for _, text in front]
    truths[0]["paragraph_roles"][:0] = ["furniture"] * len(front)
    text = "".join(text + "\n\n" for _, text in front)
    text += "".join(_printed(chance, items) for items in articles)
    return {"id": path.stem, "text": text, "articles": truths, "persons": persons(path)}


def persons(path: Path) -> list[str]:
    """The persons that a page names in full."""
    return next((text.split() for kind, text in _items(path) if kind == "persons"), [])


def _items(path: Path) -> list[Item]:
    lines = filter(None, map(str.strip, path.read_text(encoding="utf-8").split("\n")))
    found = (re.fullmatch(r"(?:@(\w+)(?: |$))?(.*)", line) for line in lines)
    return [(match[1] or "", match[2].strip()) for match in found if match]


def _parts(path: Path) -> tuple[list[Item], list[list[Item]]]:
    """What stands above the first article, and the articles; one without a headline belongs to the one above."""
    front, articles = list[Item](), list[list[Item]]()
    for kind, text in _items(path):
        if kind == "article":
            articles.append([])
        elif kind not in ("page", "persons"):
            (articles[-1] if articles else front).append((kind, text))
    whole: list[list[Item]] = []
    for items in articles:
        if any(kind == "headline" for kind, _ in items):
            whole.append(items)
        else:
            whole[-1] += items
    return front, whole


def _truth(items: list[Item]) -> dict:
    heads = [(text, DISPLAY[kind]) for kind, text in items if kind in DISPLAY]
    body = [(text, ROLES.get(kind, kind)) for kind, text in items if kind not in (*DISPLAY, "credit", "reporters")]
    reporters = next((text.split() for kind, text in items if kind == "reporters"), [])
    lead = LEAD.match(next((text for text, role in body if role == "para"), ""))
    byline = {"pos": "lead", "raw": lead[0] if lead else "", "reporters": reporters}
    return {
        "headline_lines": [text for text, _ in heads],
        "headline_roles": [role for _, role in heads],
        "byline": byline if reporters or lead else None,
        "paragraphs": [text for text, _ in body],
        "paragraph_roles": [role for _, role in body],
        "photo_credits": [{"text": text, "names": _names(text)} for kind, text in items if kind == "credit"],
        "column_breaks": [],
    }


def _names(credit: str) -> list[str]:
    return re.findall("[㐀-鿿]{2,4}", re.sub("本报记者|记者|通讯员|摄影报道|摄影|新华社发|摄|图|文", "", credit))


def _printed(chance: random.Random, items: list[Item]) -> str:
    text, spaced = "", chance.random() < 0.5
    printed = [item for item in items if item[0] != "reporters"]
    kinds = [*(kind for kind, _ in printed), ""]
    for n, (kind, line) in enumerate(printed):
        stacked = kind in DISPLAY and (kind == kinds[n + 1] or (kinds[n + 1] in DISPLAY and not spaced))
        near = stacked or chance.random() < (0.25 if kind == "crosshead" else 0.07)
        text += (line if kind else _torn(chance, line)) + ("\n" if near else "\n\n")
    return text


def _torn(chance: random.Random, paragraph: str) -> str:
    """A paragraph as column breaks leave it."""
    for _ in range(int(len(paragraph) / EVERY + chance.random())):
        kind = chance.choices([*WHERE], [*WHERE.values()])[0]
        lines = [0, *(match.end() for match in re.finditer(r"\n\s*", paragraph)), len(paragraph)]
        places = [n for n in range(12, len(paragraph) - 10) if kind.fullmatch(paragraph, n - 2, n + 1)]
        places = [n for n in places if all(abs(n - line) > 9 for line in lines)]
        if places:
            at = chance.choice(places)
            paragraph = paragraph[:at] + chance.choice(BREAKS) + paragraph[at:]
    return paragraph


if __name__ == "__main__":
    for page in rows(sys.argv[1]):
        print(json.dumps(page, ensure_ascii=False))
