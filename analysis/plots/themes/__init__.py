"""Pictures of themes: shares by article with their words, the page passage by passage, paragraphs that share words."""

from analysis.plots.themes.marks import colours_of, glossed
from analysis.plots.themes.shares import plot_shares
from analysis.plots.themes.similarity import plot_similarity
from analysis.plots.themes.strip import plot_strip

__all__ = ["colours_of", "glossed", "plot_shares", "plot_similarity", "plot_strip"]
