"""From tokens to what they tell: how often, how evenly, in what company, and what sets one article apart.

Every measure takes the table of `tokenize` or the document-term matrix made of it and gives a tidy table; what
to leave out and how many rows to show belongs to the notebook.
"""

from analysis.terms.company import collocations, formulae, kwic
from analysis.terms.counts import (
    dispersion,
    document_term_matrix,
    frequency,
    intervals,
    rank_frequency,
    sentence_numbers,
    vocabulary_growth,
    words_of,
    zipf_exponent,
)
from analysis.terms.distinction import general_keyness, keyness, log_odds

__all__ = [
    "collocations",
    "dispersion",
    "document_term_matrix",
    "formulae",
    "frequency",
    "general_keyness",
    "intervals",
    "keyness",
    "kwic",
    "log_odds",
    "rank_frequency",
    "sentence_numbers",
    "vocabulary_growth",
    "words_of",
    "zipf_exponent",
]
