"""What stands beside a name: how much the characters before and behind it speak for it, as `beside.tsv` has them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from analysis.words.marks import Marks

WITH_TITLE = "any, with a title behind"


def weight_beside(text: str, at: int, stop: int, marks: Marks) -> float:
    """How much likelier a name is at `text[at:stop]` for what stands beside it.

    >>> from analysis.words.marks import marks_of
    >>> text = "包工头胡满仓笑着说"
    >>> weight_beside(text, 3, 6, marks_of(text)) > weight_beside(text, 3, 5, marks_of(text))
    True
    """
    left, right = sides(text, at, stop, marks)
    before, behind = weights()
    return weight_of(before, left) + weight_of(behind, right)


def sides(text: str, at: int, stop: int, marks: Marks) -> tuple[str, str]:
    """What stands before and behind `text[at:stop]`: a title, or a character ("" for none).

    What stands before a name with a title behind it says little: it may be any word (同贝尔总统会谈).
    """
    title = marks.after.get(stop)
    return marks.before.get(at) or (WITH_TITLE if title else text[at - 1 : at]), title or text[stop : stop + 1]


def weight_of(side: dict[str, float], one: str) -> float:
    """What something weighs on a side of a name; what is seldom seen there, as others of its kind."""
    weight = side.get(one)
    return side.get(rare(one), 0.0) if weight is None else weight


def rare(one: str) -> str:
    """The name of the row for what has no row of its own."""
    if len(one) > 1:
        return "any other title"
    return "any other character" if one >= "㐀" else "any other mark"


@cache
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """What each character weighs before a name, and behind it; the end of a line weighs as that of a text."""
    lines = files("analysis.words").joinpath("beside.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    before, behind = ({one: float(row[n]) for one, *row in rows} for n in (0, 1))
    return before | {"\n": before[""]}, behind | {"\n": behind[""]}
