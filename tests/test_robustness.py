"""Whatever the text, the laws hold: nothing is lost, every span is exact, twice gives the same, errors are the stated.

By hand, `EXAMPLES=5000 pytest tests/test_robustness.py` counts on that many pages and reads fifteen times as many.
"""

import ast
import inspect
import os
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from compose import compose
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from laws import LAWS, is_read_alike, is_read_whole, page_of, raw
from pictures import SEED

import analysis
from analysis import archive, find_quantities, page, parse_page, rankings, read_page, terms, themes, words
from analysis.archive import change, read_archive, read_table
from analysis.page import Passage
from analysis.rankings.bounds import COUNTABLE
from analysis.themes import groups, passages, sensitivity

FEW = int(os.environ.get("EXAMPLES", 10))
LINES = SEED.read_text(encoding="utf-8").split("\n")

# Pieces that mean something to the reader, and characters that break programs: controls, other line ends, blanks that
# are no spaces, a byte order mark, private use, beyond the first plane, combining, right to left.
PIECES = (
    "云海 小店区 本报讯 (记者 摄 记者 文/图 图为 责编 版 新华社北京 电 ( ) ( ) “ ” 《 》 、 , ， 。 ; : ! ? … — · "
    "第 位 位列 百强 个 占 % ‰ 百分之 亿元 万 同比增长 其中 超过 倍 年 月 日 时 今年 去年 1 7 29 100 ０ 〇 一 十 百 "
    "A x http://a.b <b> & $ \\ ` * _ # | = + - @ \\mathdefault{} ' \""
)
TELLING = PIECES.split()
ODD = [*" \n\t\r\v\f\x00\x07\x1b\x85\xa0\xad\u200b\u202e\u2028\u2029\u3000\ufeff\ue000\uf8ff\U00020000\U0001f600\u0301"]
odd_text = st.lists(st.sampled_from([*TELLING, *TELLING, *ODD, "\n", "\n\n"]), max_size=80).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
CHANGES = ["delete", "double", "swap", "cut", "tear", "blank", "insert", "long"]


@st.composite
def mutated(draw):
    """A run of the seed page's lines, some deleted, doubled, swapped, cut, torn or with odd characters in them."""
    first = draw(st.integers(0, len(LINES) - 1))
    lines = LINES[first : first + draw(st.integers(1, 16))]
    for _ in range(draw(st.integers(0, 8))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        line, where = lines[at], draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(CHANGES))
        if change == "delete" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(other, line)
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "cut":
            lines[at] = line[:where]
        elif change == "tear":
            lines[at : at + 1] = [line[:where], *draw(st.sampled_from([[""], ["", ""], ["", " "], []])), line[where:]]
        elif change == "long":
            lines[at] = line * draw(st.integers(2, 6))
        else:
            put = draw(st.sampled_from(" \u3000\t")) * 2 if change == "blank" else draw(odd_text)[:12]
            lines[at] = line[:where] + put + line[where:]
    return "\n".join(lines)


def trying(examples):
    """The same inputs every time; a slow machine is no failure."""
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


# the reader


@trying(FEW * 15)
@given(st.one_of(any_text, odd_text, mutated()))
@example("")
@example("\n")
@example("\x00")
@example("\ufeff云海\n\n本报讯(记者 周利芳)云海。")
def test_a_page_is_its_text_and_a_tiling_of_it(tried, text):
    tried["texts read as pages"] += 1
    page = page_of(text)
    if page:
        is_read_whole(page, text)
        is_read_alike(page, text)


@pytest.mark.parametrize(
    "text", ["云海\n\n本报讯(记者 周利芳)云\udc80海。", "云海\n\n本报讯(记者 周利芳)云海。\n\n\udc80"]
)
def test_half_a_character_is_refused(text):
    with pytest.raises(ValueError, match=r"page: expected whole characters, found half of one \(U\+DC80\) at \d+"):
        parse_page(text)


@pytest.mark.parametrize("size", [10**power for power in range(7)])
def test_a_page_of_any_size_is_read(tried, size):
    text = "\n\n".join(compose(number) for number in range(min(20, size // 1000 + 1)))
    text = (text * (size // len(text) + 1))[:size]
    made = page_of(text)
    assert made or size < 200
    if made:
        is_read_whole(made, text)
    tried["characters of the largest page"] = max(tried["characters of the largest page"], size)


def test_a_file_is_read_as_its_text(tmp_path):
    text = "云海\n\n本报讯(记者 周利芳)市民举起相机。"
    (tmp_path / "a page.txt").write_text(text, encoding="utf-8")
    assert pickle.dumps(read_page(tmp_path / "a page.txt").articles) == pickle.dumps(page_of(text).articles)
    with pytest.raises(FileNotFoundError):
        read_page(tmp_path / "none.txt")


# words, measures, quantities, themes, tables


@trying(FEW)
@given(st.one_of(mutated(), odd_text))
@example("左施,郎并定期检查。")  # found by fuzzing: a name that went on over the end of its clause
def test_what_is_counted_on_a_page_is_on_the_page(tried, text):
    made = page_of("云海\n\n本报讯(记者 周利芳)市民举起相机。\n\n" + text)
    tried["pages counted"] += 1
    for law in LAWS if made else ():
        law(made)


@trying(FEW * 15)
@given(st.one_of(any_text, odd_text, st.text(st.characters(), max_size=40)))
@example("\ud800第7\udfff")
def test_quantities_of_any_text_are_exact(tried, text):
    tried["texts searched for quantities"] += 1
    found = find_quantities(text)
    assert [text[a:b] for a, b in zip(found.start, found.end, strict=True)] == list(found.quote)
    assert not found.value[~found.kind.isin(["date", "time"])].isna().any()


# passages


@trying(FEW * 15)
@given(st.data())
def test_a_slice_of_a_passage_knows_its_place(tried, data):
    tried["slices of passages"] += 1
    text = data.draw(st.text(st.characters(), min_size=1, max_size=30))
    edges = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    passage = Passage.of(text, zip(edges[::2], edges[1::2], strict=False))
    start, end = data.draw(st.integers(-35, 35)), data.draw(st.integers(-35, 35))
    piece = passage[start:end]
    assert raw(text, piece.spans) == piece == str(passage)[start:end]
    assert pickle.loads(pickle.dumps(piece)).spans == piece.spans


def test_a_page_of_one_article_has_no_strays():
    """Found by 40 examples: there is no other article to be near to."""
    counts = pd.DataFrame([[2, 0], [2, 0], [0, 2]], pd.MultiIndex.from_product([[1], [1, 2, 3]]), ["云海", "供水"])
    counts.index.names = ["article", "paragraph"]
    assert groups.strays(pd.Series([1, 1, 2], counts.index), groups.weighted(counts)).empty


# numbers


@trying(FEW * 15)
@given(st.integers(-5, 400), st.integers(0, 12), st.integers(0, 60), st.integers(0, 80))
def test_bounds_hold_or_are_refused(tried, total, parts, most, above):
    tried["bounds"] += 1
    if not 0 <= total <= parts * most:
        with pytest.raises(ValueError, match="expected a total of 0 to"):
            rankings.open_place_bounds(total, parts, most, above)
        return
    bounds, together = (
        rankings.open_place_bounds(total, parts, most, above),
        rankings.together_bounds(total, parts, most),
    )
    assert 0 <= bounds.least * parts <= total
    assert 0 <= bounds.fewest_above <= parts
    assert (together.least <= together.most).all()


@trying(FEW * 15)
@given(st.lists(st.integers(-2, 300), max_size=6), st.integers(1, 300))
def test_a_chance_is_one_or_is_refused(tried, ranks, size):
    tried["rank sums"] += 1
    if ranks and set(ranks) <= set(range(1, size + 1)) and len(set(ranks)) == len(ranks):
        assert 0 < rankings.chance_of_rank_sum(ranks, size) <= 1
    else:
        with pytest.raises(ValueError, match="expected a few different ranks"):
            rankings.chance_of_rank_sum(ranks, size)
    assert 0 <= rankings.chance_of_as_many(len(ranks), 6, size // 2, size + 6) <= 1


def test_a_list_too_long_to_count_is_refused():
    with pytest.raises(ValueError, match="expected a few different ranks"):
        rankings.chance_of_rank_sum([7, 29], COUNTABLE)


# archives


def test_an_archive_of_odd_pages_is_read(tmp_path, tried):
    """Every page is a row of `pages` or of `failures`, and what is counted over weeks adds up."""
    texts = [
        compose(0),
        compose(1),
        compose(2),
        "",
        "\x00",
        "云海",
        "\ufeff" + compose(3),
        compose(4)[:60],
        *LINES[:20],
    ]
    (tmp_path / "in").mkdir()
    for number, text in enumerate(texts):
        (tmp_path / "in" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    counts = read_archive(tmp_path / "in" / "*.txt", tmp_path / "out")
    assert counts["pages"] + counts["failures"] == len(texts)
    tables = {name: read_table(tmp_path / "out", name) for name in counts.index}
    assert [len(table) for table in tables.values()] == list(counts)
    assert tables["failures"].reason.str.contains("expected .*found").all()
    tried["pages of odd archives"] += len(texts)
    weeks_add_up(tables["terms"], tables["articles"], tables["themes"])


def weeks_add_up(counted, articles, shares):
    sizes = change.periods_of(articles).value_counts()
    told = change.term_shares(counted, articles)
    assert (told.n <= told.period.map(sizes)).all()
    assert ((told.low <= told.share) & (told.share <= told.high)).all()
    changed = change.changes(counted, articles)
    assert (changed.g2 > -1e-6).all()
    assert set(change.unlike(told, list(changed.index), 3)) <= set(changed.index)
    assert change.kind_of(told) == "week"
    assert change.new_terms(counted, articles).chance.between(0, 1).all()
    assert len(change.dated(articles[["page", "article"]], articles)) == sizes.sum()
    assert change.theme_means(shares, articles).share.between(0, 1).all()
    low, high = change.wilson(np.array([0, 5]), np.array([5, 5]))
    assert (low <= high).all()


# every public function


def public(module):
    """The functions that a module offers."""
    names = getattr(module, "__all__", None) or [
        name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__
    ]
    return {name for name in names if inspect.isfunction(getattr(module, name)) and not name.startswith("_")}


def used_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(call, "id", None) or getattr(call, "attr", None) for call in calls}


MODULES = (analysis, page, words, terms, rankings, themes, passages, groups, sensitivity, archive, change)


def test_every_public_function_has_a_law(tried):
    here = Path(__file__).parent
    used = used_in(here / "laws.py") | used_in(here / "test_robustness.py")
    offered = {name for module in MODULES for name in public(module)}
    tried["public functions"] = len(offered)
    assert offered - used == set()
