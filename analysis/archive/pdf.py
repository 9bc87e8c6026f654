"""From a page of a PDF with a text layer to its text in reading order.

A PDF keeps lines where they were printed, not in the order they are read.  The page is cut along its white
gutters, first into columns or bands, then each of them again (recursive XY-cut, Nagy and Seth 1984), until a
block holds no gutter; a block's lines make its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

GUTTER = 0.8  # of a character's height: columns stand at least one character apart, the characters of a line less
BAND = 0.9  # of a character's height: more white than this between two lines parts blocks; print sets lines at 0.3-0.8
INDENT = 1.2  # of a character's height: a new paragraph begins two characters in


class Line(NamedTuple):
    """A printed line or piece of one: its box in points, from the lower left of the page, and its characters."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def page_count(path: str | Path) -> int:
    """How many pages a PDF has.  Raises `ValueError` if it is none, `ImportError` without the extra `.[pdf]`."""
    with closing(_opened(path)) as document:
        return len(document)


def page_text(path: str | Path, number: int = 1) -> str:
    """The text of one page (the first is 1), blocks in reading order, a paragraph a line, a blank line between.

    Raises `ValueError` if there is no such page or it has no text layer, `ImportError` without `.[pdf]`.
    """
    with closing(_opened(path)) as document:
        if not 1 <= number <= len(document):
            raise ValueError(f"{Path(path).name}: expected a page from 1 to {len(document)}, found {number}")
        lines = _lines(document[number - 1])
    if not lines:
        raise ValueError(f"{Path(path).name}#{number}: expected a text layer, found none (a scan needs OCR first)")
    return "\n\n".join(paragraph for block in _blocks(lines) for paragraph in _paragraphs(block)) + "\n"


def _opened(path: str | Path) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise ImportError(f"{Path(path).name}: reading .pdf needs pypdfium2: pip install '.[pdf]'") from error
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{Path(path).name}: expected a sound PDF, found: {error}") from None


def _lines(page: Any) -> list[Line]:
    """The lines in the order the file keeps them; a comma, whose ink stands low, comes as a box of its own."""
    text, lines = page.get_textpage(), list[Line]()
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        piece = Line(left, bottom, right, top, text.get_text_bounded(left, bottom, right, top).strip())
        if lines and _goes_on(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        elif piece.text:
            lines.append(piece)
    return lines


def _goes_on(line: Line, piece: Line) -> bool:
    """Whether a piece stands on the line, close after it."""
    height = max(line.top - line.bottom, piece.top - piece.bottom)
    level = min(line.top, piece.top) - max(line.bottom, piece.bottom)
    return (
        level > 0.5 * min(line.top - line.bottom, piece.top - piece.bottom)
        and -height < piece.left - line.right < height * GUTTER
    )


def _joined(line: Line, piece: Line) -> Line:
    low, high = min(line.bottom, piece.bottom), max(line.top, piece.top)
    return Line(line.left, low, max(line.right, piece.right), high, line.text + piece.text)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Bands from the top, columns from the left, each cut again; a block without a gutter as it is."""
    for parts in (_parted(lines, "top", "bottom", BAND), _parted(lines, "left", "right", GUTTER)):
        if len(parts) > 1:
            for part in parts:
                yield from _blocks(part)
            return
    yield sorted(lines, key=lambda line: (-line.top, line.left))


def _parted(lines: list[Line], near: str, far: str, white: float) -> list[list[Line]]:
    """Lines parted wherever a straight strip of white, `white` characters wide, runs right through."""
    sign = -1 if near == "top" else 1
    ordered = sorted(lines, key=lambda line: sign * getattr(line, near))
    parts, reach = [[ordered[0]]], sign * getattr(ordered[0], far)
    for line in ordered[1:]:
        if sign * getattr(line, near) - reach > white * _height(lines):
            parts.append([])
        parts[-1].append(line)
        reach = max(reach, sign * getattr(line, far))
    return parts


def _height(lines: list[Line]) -> float:
    heights = sorted(line.top - line.bottom for line in lines)
    return heights[len(heights) // 2]


def _paragraphs(block: list[Line]) -> Iterator[str]:
    """A block's lines joined; an indented line begins the next paragraph."""
    edge, paragraph = min(line.left for line in block), ""
    for line in block:
        if line.left - edge > INDENT * _height(block) and paragraph:
            yield paragraph
            paragraph = ""
        paragraph += line.text
    yield paragraph
