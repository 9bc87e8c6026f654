"""From a page's flat text to its articles, without losing a character.

In comes the text as a layout left it: articles one after another, column breaks through sentences, a
photo credit in the middle of a word.  Out goes a `Page`: the text, a table that tiles it, the articles.
Hard because nothing in flat text says what a line is; a line is known by its company.
"""

from analysis.page.model import Article, Page, Passage, PhotoCredit, Span
from analysis.page.reading import column_ends, parse_page, read_page
from analysis.page.unseen import odd_characters

__all__ = [
    "Article",
    "Page",
    "Passage",
    "PhotoCredit",
    "Span",
    "column_ends",
    "odd_characters",
    "parse_page",
    "read_page",
]
