"""How fast is an archive read?  `make bench`: medians of five rounds, all ways interleaved, no page twice.

Naive is what one writes first: `jieba.lcut`, `Counter` and pandas on the unread text.  Ours reads the page, heals
it, cuts it with the words it teaches, finds its quantities and its themes.  The floor is rjieba alone, cutting the
bare text.  Everything is loaded and warm before the clock starts.  Each round has pages of its own: copies of one
page flatter whoever keeps what he cut.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pandas as pd
from compose import compose

from analysis import Page, parse_page, read_page, terms, tokenize
from analysis.archive.batches import _tables
from analysis.words import passages_of
from analysis.words.cutting import _rjieba, fast_cut
from analysis.words.dictionary import tokenizer

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"
ROUNDS, PAGES = 5, 100
TARGETS = {  # ratio: what it divides, and what is asked of it
    "whole pipeline against naive": ("naive", "whole", ">= 5"),
    "whole pipeline against the floor": ("whole", "floor", "<= 4"),
    "token part against naive": ("naive", "tokens", ">= 10"),
    "token part on two processes against naive": ("naive", "tokens, two processes", ">= 16"),
    "whole pipeline, two workers against one": ("whole, one worker", "whole, two workers", ">= 1.8"),
}


def naive(texts: list[str]) -> None:
    """The counts of each page's words, as a table."""
    for text in texts:
        counts = Counter(tokenizer().lcut(text))
        pd.DataFrame({"term": list(counts), "frequency": list(counts.values())})


def tokens(texts: list[str]) -> None:
    """The same words, counted."""
    for text in texts:
        Counter(fast_cut(text))


def floor(texts: list[str]) -> None:
    """The bare text cut, and nothing done with it."""
    for text in texts:
        _rjieba().cut(text)


def whole(texts: list[str]) -> None:
    """The six tables of the pages."""
    _tables((f"{n}.txt", text) for n, text in enumerate(texts))


def seconds(work, *given) -> float:
    """How long a call takes on the clock."""
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def measured(page: Page) -> None:
    """A page cut, and every measure taken of it."""
    tokens = tokenize(page)
    words = terms.words_of(tokens)
    dtm = terms.document_term_matrix(words)
    for article in dtm.index:
        terms.keyness(dtm, article)
        terms.log_odds(dtm, article)
    terms.intervals(words, terms.sentence_numbers(tokens)[words.index])
    for measure in (terms.frequency, terms.vocabulary_growth, terms.rank_frequency):
        measure(words)
    for measure in (terms.general_keyness, terms.collocations, terms.formulae):
        measure(tokens)
    terms.dispersion(dtm)
    terms.kwic(page, "发展")


def busy(work, *given) -> tuple[float, int]:
    """How long a call keeps the processor busy, whoever else is on it, and how many things it gives."""
    start = time.process_time()
    gives = work(*given)
    return time.process_time() - start, 0 if gives is None else len(gives)


def tokens_a_second(pages: list[Page]) -> tuple[float, float]:
    """Ours and jieba's on the same articles, page by page in turn."""
    texts = [[str(passage) for article in page.articles for passage in passages_of(article)] for page in pages]
    turns = [
        (*busy(tokenize, page), *busy(lambda text: tokenizer().lcut("\n".join(text)), text))
        for page, text in zip(pages, texts, strict=True)
    ]
    ours, tokens, theirs, plain = map(sum, zip(*turns, strict=True))
    return tokens / ours, plain / theirs


def together(pool: ProcessPoolExecutor, work, halves: list[list[str]]) -> None:
    """Each half in a worker of its own; with one half one worker is busy."""
    list(pool.map(work, halves))


def round_of(texts: list[str], pool: ProcessPoolExecutor) -> dict[str, float]:
    """The seconds of every way on the same pages, one after the other."""
    halves = [texts[::2], texts[1::2]]
    return {
        "naive": seconds(naive, texts),
        "tokens": seconds(tokens, texts),
        "floor": seconds(floor, texts),
        "whole": seconds(whole, texts),
        "tokens, two processes": seconds(together, pool, tokens, halves),
        "whole, one worker": seconds(together, pool, whole, [texts]),
        "whole, two workers": seconds(together, pool, whole, halves),
    }


def main() -> None:
    """Print the milliseconds a page and the ratios, each with its target and its range over the rounds."""
    warm = [compose(-1 - n) for n in range(20)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        together(pool, whole, [warm] * 4)
        round_of(warm, pool)
        pages = [[compose(n) for n in range(r * PAGES, (r + 1) * PAGES)] for r in range(ROUNDS)]
        rounds = pd.DataFrame([round_of(texts, pool) for texts in pages])
    print(f"{PAGES} pages a round, {median(len(text) for texts in pages for text in texts)} characters a page\n")
    for way in rounds:
        print(f"{way:45s}{1000 * median(rounds[way]) / PAGES:9.2f} ms a page")
    seed = read_page(SEED)
    measured(seed)
    took = median(busy(measured, seed)[0] for _ in range(9))
    ours, plain = tokens_a_second([parse_page(text) for text in pages[0]])
    print(f"\nthe seed page cut and measured in {took:.3f} s of processor time, asked < 0.15")
    print(f"tokens a second of it: tokenize {ours:,.0f}, jieba.lcut {plain:,.0f}, {plain / ours:.2f} times as many\n")
    for name, (above, below, target) in TARGETS.items():
        ratios = rounds[above] / rounds[below]
        print(f"{name:45s}{median(ratios):9.2f}   asked {target:7s} rounds {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
