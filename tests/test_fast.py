"""The fast cutter and jieba: the same tokens, whatever the text."""

import random
from collections import Counter
from pathlib import Path

import pytest
from compose import compose
from hypothesis import given
from hypothesis import strategies as st

from analysis import parse_page, tokenize
from analysis.archive.tables import rows_of
from analysis.lexicons import read_words
from analysis.words.cutting import fast_cut
from analysis.words.dictionary import tokenizer

SEED = Path(__file__).resolve().parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"
FUZZED = 100_000
SIGNS = [*"+#&._%-", "%%", "..", "-.", ".5", "5.", "1.3nm", "MQ-9", "c++", "163.com", "00-17", "7.3%", "A4", "10%"]
MARKS = [*",。、;:!?“”《》()·—…「」 \t\n\u3000,.:;()'\"/@*=<>~^|$", "\r\n", "——", "\u200b"]
RARE = [*"〇々〆ㄅ㎡℃①②Ⅳéаあア한%19A", "\u3400", "\u4dbf", "\u4dc0", "\u9fd5", "\u9fd6", "\u9fff", "\uf900"]
RARE += ["\U00020000", "\U0002a6d6", "\U0002f800", "\U00030000", "\U0001f600", "e\u0301", "\u0000"]


@pytest.fixture(scope="module")
def words():
    """The dictionary's own words, sorted, and those added to it."""
    return sorted(word for word, count in tokenizer().FREQ.items() if count), read_words("terms")


def slow_cut(text):
    return list(tokenizer().cut(text))


def fuzzed(number, words, seed="fuzz"):
    """Strings of what is hard to cut: words end to end, names, single characters, signs, numbers, rare scripts."""
    chance, (listed, added) = random.Random(seed), words
    kinds = [
        lambda: chance.choice(listed),
        lambda: chance.choice(listed)[: chance.randint(1, 3)],
        lambda: chance.choice(added),
        lambda: chr(chance.randint(0x4E00, 0x9FFF)),
        lambda: str(chance.randint(0, 3000)),
        lambda: "".join(chance.choices("aZ09", k=chance.randint(1, 4))),
        lambda: chance.choice(SIGNS),
        lambda: chance.choice(MARKS),
        lambda: chance.choice(RARE),
    ]
    for _ in range(number):
        weights = [chance.random() ** 3 for _ in kinds]
        yield "".join(kind() for kind in chance.choices(kinds, weights, k=chance.randint(1, 10)))


def parted(texts, HMM=True):
    return [text for text in texts if fast_cut(text, HMM) != list(tokenizer().cut(text, HMM=HMM))]


def test_seed():
    text = SEED.read_text(encoding="utf-8")
    assert parted([text, *text.split("\n")]) == []


def test_composed_pages():
    assert parted(compose(n) for n in range(300)) == []


def test_fuzzed_strings(words):
    assert parted(fuzzed(FUZZED, words)) == []


def test_fuzzed_strings_without_guessing(words):
    assert parted(fuzzed(5_000, words, "no HMM"), HMM=False) == []


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text(text):
    assert fast_cut(text) == slow_cut(text)


@given(st.text("十五五中百强区MQ9a0.-+#&_%,。 \n\u3400\U00020000", max_size=30))
def test_any_text_of_what_the_two_part_over(text):
    assert fast_cut(text) == slow_cut(text)
    assert "".join(fast_cut(text)) == text


@pytest.mark.parametrize("lexicon", ["terms", "places", "foreign_places"])
def test_added_words_are_cut_alike_alone_and_in_company(lexicon):
    words = read_words(lexicon)
    assert parted([*words, *(f"在{word}的" for word in words)]) == []


@pytest.mark.parametrize("text", [SEED.read_text(encoding="utf-8"), *map(compose, range(20))])
def test_the_archive_counts_the_tokens_of_the_page(text):
    page = parse_page(text, name="page")
    tokens = tokenize(page).query("kind != 'punctuation'")
    expected = Counter(zip(tokens.article, tokens.token, tokens.kind, strict=True))
    terms = rows_of(page)["terms"]
    assert {(article, term, kind): frequency for _, article, term, kind, frequency, *_ in terms} == expected
