"""From executed notebooks to one HTML page that opens from disk: contents, prose, figures, tables; the code folded.

Nothing is loaded from elsewhere.  Markdown may hold no mark-up of its own, so that no text of a page becomes code.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import mistune
import nbformat
from nbformat import NotebookNode

from analysis.writing import write_whole

ROOT = Path(__file__).resolve().parent.parent
Piece = tuple[int, str, str, str]  # the level of a heading or 0, its anchor, its words, and the HTML
HEADING = re.compile(r"^(#+) (.*)$")
STYLE = """
body { font: 17px/1.6 Georgia, 'Noto Serif', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif; color: #222;
  margin: 0 auto; max-width: 56rem; padding: 1rem; background: #fff; overflow-wrap: anywhere }
h1, h2, header, nav, table, summary, figcaption {
  font-family: system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif }
h1 { line-height: 1.25; margin-top: 3rem } header { font-size: 1.1rem; font-weight: 600 }
nav ul { columns: 20rem; padding-left: 1.2rem; list-style: none } nav li { break-inside: avoid }
.level1 { font-weight: 600; break-after: avoid } .level2 { margin-left: 1.2rem }
.wide { overflow-x: auto; margin: .6rem 0 }
table { border: 0; border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums }
td, th { border: 0; border-bottom: 1px solid #ddd; padding: .25rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: normal }
th { text-align: left !important } thead tr:last-child th { border-bottom: 1px solid #888 }
img { max-width: 100%; height: auto } figcaption, summary { color: #555; font-size: .85rem }
pre { font-size: .8rem; background: #f6f6f6; padding: .6rem; overflow-x: auto; overflow-wrap: normal }
a { color: #1b3a63 } mark { background: #f7e3a1 }
@media screen and (max-width: 40rem) { figure img { max-width: none !important; width: 40rem }
  figcaption { max-width: 90vw } }
@page { margin: 2cm }
@media print {
  body { font-size: 11pt; max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  details.code { display: none } details::details-content { content-visibility: visible } .wide { overflow: visible }
  h1 { break-before: page } h1, h2 { break-after: avoid } figure, tr { break-inside: avoid } img { max-height: 22cm }
  td { overflow-wrap: anywhere } nav { font-size: 9pt } nav ul { columns: 2 }
}
"""


def main() -> int:
    """Write `report.html` of the project's notebooks beside them; gives 0."""
    write_whole(ROOT / "report.html", report(own_notebooks().values(), "A Chinese newspaper page, read").encode())
    return 0


def own_notebooks() -> dict[Path, NotebookNode]:
    """The project's notebooks by their paths, in the order of the stations."""
    return {path: nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}


def report(notebooks: Iterable[NotebookNode], title: str) -> str:
    """Executed notebooks as one HTML page with a contents list."""
    numbers = count(1)
    sections = [piece for notebook in notebooks for cell in notebook.cells for piece in _pieces(cell, numbers)]
    contents = "".join(
        f'<li class="level{level}"><a href="#{anchor}">{words}</a></li>'
        for level, anchor, words, _ in sections
        if level
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        f"style-src 'unsafe-inline'\"><style>{STYLE}</style></head><body>"
        f"<header><p>{html.escape(title)}</p></header>"
        f'<nav aria-label="contents"><details open><summary>contents</summary><ul>{contents}</ul></details></nav>'
        f"<main>{''.join(body for *_, body in sections)}</main></body></html>\n"
    )


def _pieces(cell: NotebookNode, numbers: Iterator[int]) -> Iterator[Piece]:
    if cell.cell_type == "markdown":
        yield from (_of_markdown(block, numbers) for block in re.split(r"\n{2,}", cell.source))
    elif cell.cell_type == "code":
        yield 0, "", "", _folded(cell.source) + "".join(map(_output, cell.outputs))


def _of_markdown(block: str, numbers: Iterator[int]) -> Piece:
    heading = HEADING.match(block)
    if not heading:
        return 0, "", "", _html(block)
    level, anchor, words = len(heading[1]), f"section-{next(numbers)}", html.escape(heading[2])
    return level, anchor, words, f'<h{level} id="{anchor}">{words}</h{level}>'


def _folded(source: str) -> str:
    return f'<details class="code"><summary>code</summary><pre tabindex="0">{html.escape(source)}</pre></details>'


def _output(output: NotebookNode) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="wide" tabindex="0">{"".join(data["text/html"])}</div>'
    if "text/markdown" in data:
        return _html("".join(data["text/markdown"]))
    return f'<pre tabindex="0">{html.escape("".join(data.get("text/plain", output.get("text", ""))))}</pre>'


def _html(markdown: str) -> str:
    return str(mistune.create_markdown(escape=True, plugins=["table"])(markdown))


if __name__ == "__main__":
    sys.exit(main())
