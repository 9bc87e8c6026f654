"""No name is passed over that is likelier than the words in its place."""

import pytest
from compose import compose
from invented import rows

from analysis.lexicons.script import folded
from analysis.words.beginnings import beginnings, initials
from analysis.words.beside import weight_beside
from analysis.words.candidates import names_at
from analysis.words.dictionary import characters, once
from analysis.words.foreign import in_parts, masked
from analysis.words.marks import marks_of
from analysis.words.people import CLAUSE, sightings


def likelier_places(text, clauses, marks):
    """Where names begin that are likelier than their characters one by one, name by name."""
    alone = characters()
    for start, end in clauses:
        for at in (start + initials(text[start:end])).tolist():
            for stop, value in names_at(text, at, end, marks):
                words = sum(alone.get(one, once()) for one in text[at:stop])
                if value + weight_beside(text, at, stop, marks) > words:
                    yield at


MASKED = "韦立新日至张艳收来列夫·托尔斯泰"  # what stands beside a masked name is weighed as it is printed


@pytest.mark.parametrize(
    "text", [compose(1), MASKED, "欧阳", "林红", "听说赵㐂来到了", *(row["text"] for row in rows("unseen")[::20])]
)
def test_no_likelier_name_is_passed_over(text):
    text = folded(text)
    marks = marks_of(text)
    rest = masked(text, in_parts(text, marks.before))
    places, clauses = initials(rest), [match.span() for match in CLAUSE.finditer(rest)]
    begin = beginnings(text, places, clauses, marks)
    likelier = {*likelier_places(text, clauses, marks)}
    assert likelier <= set(begin)
    assert begin == sorted(set(begin))
    assert len(begin) < max(len(places) * 0.8, 5)


def test_the_lines_of_a_text_are_read_as_texts_of_their_own():
    lines = ["市委书记林红玉说", "蔡江泽、高劲鹏", "钱慕澄", "老师周利芳"]
    together = {(name, round(margin, 6), why) for name, margin, why in sightings("\n".join(lines))}
    assert together == {(name, round(margin, 6), why) for line in lines for name, margin, why in sightings(line)}
    assert len(together) == 5


@pytest.mark.parametrize("names", [["段磊"], ["舒畅", "葛川"]])
def test_a_short_clause_is_looked_at_whatever_it_is_made_of(names):
    text = "、".join(["天气很好", *names])
    clauses = [match.span() for match in CLAUSE.finditer(text)]
    begin = beginnings(text, initials(text), clauses, marks_of(text))
    assert {text.index(name) for name in names} <= set(begin)
