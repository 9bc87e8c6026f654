"""Word lists that anyone can read and edit: text files that open with what they are and where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pandas as pd

# The desks of a Chinese newspaper, in the order in which a paper turns its pages.
THEMES = (
    *("politics", "economy", "science", "education", "health", "livelihood", "countryside"),
    *("environment", "law", "culture", "sport", "military", "world", "other"),
)


def read_words(name: str) -> tuple[str, ...]:
    """The words of the list `name`, in its order: all that stands on its lines, `#` beginning a comment.

    >>> read_words("surnames")[:4]
    ('王', '李', '张', '刘')
    """
    return tuple(word for line in _lines(name) for word in line.split())


def read_glosses() -> pd.Series:
    """English meanings: a series `term → gloss` from `glosses.txt` (a line is a term, a tab, its meaning)."""
    pairs = [line.split("\t", 1) for line in _lines("glosses") if line]
    return pd.Series({term: gloss.strip() for term, gloss in pairs}, name="gloss", dtype=object)


def read_themes() -> pd.DataFrame:
    """The themes' words: `theme, english, medtop, word, weight`, a row for each word of each theme, file by file.

    A file of `themes/` names its theme once (`theme 经济 economy medtop:04000000`); its other lines are a weight
    and the words that have it.  A word has the first weight its file gives it.  `medtop` is the nearest IPTC Media
    Topic; a weight of 0 is a set phrase that hides a theme's word in another meaning.

    >>> read_themes().query("word == '医院'").values.tolist()
    [['健康', 'health', 'medtop:07000000', '医院', 3]]
    """
    return _themes().copy()


@cache
def _themes() -> pd.DataFrame:
    rows = [row for name in THEMES for row in _theme(f"themes/{name}")]
    words = pd.DataFrame(rows, columns=["theme", "english", "medtop", "word", "weight"])
    return words.drop_duplicates(["theme", "word"], ignore_index=True)


def _theme(name: str) -> Iterator[tuple[str, str, str, str, int]]:
    lines = [line.split() for line in _lines(name) if line]
    theme, *english, medtop = next(line[1:] for line in lines if line[0] == "theme")
    for weight, *words in lines:
        if weight.isdecimal():
            yield from ((theme, " ".join(english), medtop, word, int(weight)) for word in words)


def _lines(name: str) -> list[str]:
    text = files("analysis.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line.split("#", 1)[0].strip() for line in text.splitlines()]
