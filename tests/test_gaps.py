"""What stays whole in a text, and the words between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.gaps import END, apart, cut, cut_again, words_of

TEXTS = st.lists(st.text("区村市在的说“”、,。李明华书记介绍年月日1230亿元第位a·\0\1", max_size=30), max_size=5)
WORDS = st.sets(st.text("区村市李明华书记", min_size=2, max_size=4), max_size=4)


@given(TEXTS, WORDS)
@settings(max_examples=200, deadline=None)
def test_texts_are_cut_together_as_each_alone(texts, words):
    kinds = dict.fromkeys(words, "term")
    together = apart(words_of(END.join(texts), kinds), texts)
    assert together == [words_of(text, kinds) for text in texts]


@given(TEXTS, WORDS)
@settings(max_examples=200, deadline=None)
def test_texts_cut_again_are_as_if_cut_with_all_words_at_once(texts, words):
    kinds, new = dict.fromkeys(words, "term"), {text[:2] for text in texts if text[:2].isalpha() and len(text) > 1}
    before = apart(words_of(END.join(texts), kinds), texts)
    kinds |= dict.fromkeys(new - words, "place")
    assert cut_again(before, texts, kinds, new) == [words_of(text, kinds) for text in texts]


@pytest.mark.parametrize("text", ["周明说", "周明"])
def test_a_name_at_the_edge_of_a_text_is_not_inside_another_word(text):
    assert ("周明", "person") in cut(text, {"周明": "person"})


def test_a_name_is_not_seen_across_two_words():
    assert [*cut("提高明显", {"高明": "person"})] == [("提高", "word"), ("明显", "word")]
