"""Words and names on invented news cut by hand, against plain jieba."""

from collections import Counter
from functools import cache
from pathlib import Path

import jieba
import pytest

from analysis import parse_page, tokenize

GOLD = Path(__file__).with_name("words_gold.txt")
HEAD = "云岫添新绿\n\n本报讯(记者 钱慕澄)3月5日,"  # so that the sentences are a page: a headline and a lead
Span = tuple[int, int]


def pages() -> list[list[list[str]]]:
    """The pages of the gold: sentences, each a list of its words."""
    text = "\n".join(line for line in GOLD.read_text(encoding="utf-8").split("\n") if not line.startswith("#"))
    return [[line.split() for line in page.strip().split("\n")] for page in text.split("\n\n")]


def spans_of(words: list[str], start: int = 0) -> list[Span]:
    """Where words that follow each other stand."""
    ends = [start := start + len(word) for word in words]
    return [(end - len(word), end) for end, word in zip(ends, words, strict=True)]


@cache
def plain() -> jieba.Tokenizer:
    """jieba as it comes."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def overlap(found: set, gold: set) -> dict[str, float]:
    """Precision, recall and F1 of what was found."""
    both = len(found & gold)
    return {"precision": both / len(found), "recall": both / len(gold), "f1": 2 * both / (len(found) + len(gold))}


def _new(word: str) -> bool:
    return len(word) > 1 and not word.isascii() and not plain().FREQ.get(word)


@cache
def scores() -> dict[str, dict[str, float]]:
    """Of tokens and of words outside jieba's dictionary, ours and jieba's; and of persons."""
    sets: dict[str, set] = {name: set() for name in ("gold", "ours", "jieba", "new", "persons", "found")}
    for number, sentences in enumerate(pages()):
        words = [word.removesuffix("/p") for sentence in sentences for word in sentence]
        marked = [word.endswith("/p") for sentence in sentences for word in sentence]
        text = "".join(words)
        spans = [(number, *span) for span in spans_of(words, len(HEAD))]
        tokens = tokenize(parse_page(HEAD + text)).query(
            "paragraph > 0 and start >= @after", local_dict={"after": len(HEAD)}
        )
        ours = list(zip([number] * len(tokens), tokens.start, tokens.end, strict=True))
        sets["gold"].update(spans)
        sets["ours"].update(ours)
        sets["jieba"].update((number, *span) for span in spans_of(plain().lcut(text), len(HEAD)))
        sets["new"].update(span for span, word in zip(spans, words, strict=True) if _new(word))
        sets["persons"].update(span for span, person in zip(spans, marked, strict=True) if person)
        sets["found"].update(span for span, kind in zip(ours, tokens.kind, strict=True) if kind == "person")
    return {
        "tokens": overlap(sets["ours"], sets["gold"]),
        "tokens of jieba": overlap(sets["jieba"], sets["gold"]),
        "new words": overlap(sets["ours"] & sets["new"], sets["new"]),
        "new words of jieba": overlap(sets["jieba"] & sets["new"], sets["new"]),
        "persons": overlap(sets["found"], sets["persons"]),
    }


def test_the_gold_is_large_enough_to_tell():
    sentences = [sentence for page in pages() for sentence in page]
    names = Counter(word for sentence in sentences for word in sentence if word.endswith("/p"))
    assert len(sentences) >= 75
    assert sum(map(len, sentences)) > 800
    assert len(names) > 70


def test_persons_are_found():
    assert scores()["persons"]["f1"] >= 0.90


def test_words_are_cut_better_than_by_jieba():
    assert scores()["tokens"]["f1"] > scores()["tokens of jieba"]["f1"]


def test_words_that_jieba_does_not_know_are_missed_less_than_half_as_often():
    # jieba guesses half of the names here, so that twice its recall is nearly all; on old news it guesses a quarter
    missed = {name: 1 - scores()[name]["recall"] for name in ("new words", "new words of jieba")}
    assert missed["new words"] < missed["new words of jieba"] / 2


@pytest.mark.parametrize("page", pages(), ids=lambda page: page[0][0])
def test_no_page_is_cut_worse_than_by_jieba(page):
    words = [word.removesuffix("/p") for sentence in page for word in sentence]
    text, gold = "".join(words), set(spans_of(words, len(HEAD)))
    tokens = tokenize(parse_page(HEAD + text)).query("paragraph > 0")
    ours = {span for span in zip(tokens.start, tokens.end, strict=True) if span[0] >= len(HEAD)}
    theirs = set(spans_of(plain().lcut(text), len(HEAD)))
    assert overlap(ours, gold)["f1"] >= overlap(theirs, gold)["f1"]
