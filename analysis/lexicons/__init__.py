"""Word lists that anyone can read and edit: text files that open with what they are and where they come from."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd


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


def read_themes() -> dict[str, dict[str, str]]:
    """The themes of `themes.txt`, in its order: `theme → {word: theme}` is built from lines `theme: word word …`."""
    named = (line.split(":", 1) for line in _lines("themes") if line)
    return {theme.strip(): dict.fromkeys(words.split(), theme.strip()) for theme, words in named}


def _lines(name: str) -> list[str]:
    text = files("analysis.lexicons").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line.split("#", 1)[0].strip() for line in text.splitlines()]
