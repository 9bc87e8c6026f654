"""Read a Chinese newspaper page: its articles, words, rankings and themes, each traceable to its characters."""

from importlib import import_module
from typing import Any

from analysis.page import Article, Page, Passage, PhotoCredit, parse_page, read_page

__all__ = [
    "Article",
    "Page",
    "Passage",
    "PhotoCredit",
    "check",
    "find_quantities",
    "learn_words",
    "parse_page",
    "read_page",
    "theme_shares",
    "tokenize",
]

LATER = {
    "check": "analysis.rankings",
    "find_quantities": "analysis.rankings",
    "learn_words": "analysis.words",
    "theme_shares": "analysis.themes",
    "tokenize": "analysis.words",
}  # loaded when asked for: they need jieba


def __getattr__(name: str) -> Any:
    if name in LATER:
        return getattr(import_module(LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
