"""Read a Chinese newspaper page: its articles, words, rankings and themes, each traceable to its characters."""

from analysis.page import Article, Page, Passage, PhotoCredit, parse_page, read_page

__all__ = ["Article", "Page", "Passage", "PhotoCredit", "parse_page", "read_page"]
