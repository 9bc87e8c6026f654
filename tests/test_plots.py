"""The pictures: saved with their marks, nothing cut off or set over other words, the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import combinations, pairwise

import nbformat
import pandas as pd
import pytest
from matplotlib.transforms import Bbox
from pictures import NOTEBOOKS, ROOT, bar, cut_off, drawn, marked, overlaps, written
from test_marks import misdrawn

from analysis import parse_page, plots, read_page, tokenize
from analysis.archive.change import dated, theme_means
from analysis.lexicons import read_glosses
from analysis.plots import MARKS, PAPER, Picture, marks_of, save, sheet
from analysis.plots.archive import plot_editions, plot_theme_means, ranks_by_day
from analysis.plots.evidence import highlighted, rests_on, sentences, source
from analysis.plots.order import plot_dispersion
from analysis.plots.page import plot_articles, tiled
from analysis.plots.rankings import plot_kills, plot_ranks
from analysis.plots.terms import plot_frequency
from analysis.terms import dispersion, document_term_matrix, intervals, words_of
from analysis.writing import csv_of

FIGURES = ROOT / "figures"
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


# what is saved


@notebooks
def test_every_picture_is_saved_with_its_marks(path):
    for name, picture in drawn(path).items():
        assert (FIGURES / f"{name}.png").read_bytes() == picture.png
        assert (FIGURES / f"{name}.svg").read_bytes() == picture.svg
        assert (FIGURES / f"{name}.csv").read_bytes() == csv_of(picture.marks[MARKS])


def test_no_figure_is_left_from_another_time():
    names = {name for path in NOTEBOOKS for name in drawn(path)}
    assert {file.stem for file in FIGURES.glob("*.*")} == names


# what is seen


@notebooks
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_off(path, language):
    for name, picture in drawn(path, language).items():
        assert cut_off(picture.figure) == [], name


@notebooks
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_words_are_set_over_others(path, language):
    for name, picture in drawn(path, language).items():
        assert overlaps(picture.figure) == [], name


def test_words_over_others_are_noticed():
    with sheet("title", "note", 2) as (figure, axes):
        for x in (0, 0.01):
            axes.annotate("云海", (x, 0))
        axes.set_axis_off()
    assert overlaps(figure) == [("云海", "云海")]


def test_many_ranks_close_together_are_named_apart():
    places = [1, 2, 3, 4, 5, 5, 9, 60, 98, 99, 100]
    rows = [(1, f"第{n}小店区", float(value), 0, 1, "第") for n, value in enumerate(places)]
    ranks = pd.DataFrame(rows, columns=["article", "entity", "value", "start", "end", "quote"])
    assert overlaps(plot_ranks(ranks, 100, "note", read_glosses()).figure) == []


def themes_by_week(*weeks):
    """The picture of two themes' shares, week by week: of each article the share of sport, the rest is health."""
    shares = [(f"{n}-{m}.txt", n, sport) for n, week in enumerate(weeks) for m, sport in enumerate(week)]
    pages, when, _ = zip(*shares, strict=True)
    days = pd.Timestamp("2031-03-03") + pd.to_timedelta([7 * n for n in when], unit="D")
    articles = pd.DataFrame({"page": pages, "article": 1, "date": days})
    rows = [
        (page, 1, theme, share, [0], [2])
        for page, _, sport in shares
        for theme, share in (("体育", sport), ("健康", 1 - sport))
    ]
    themes = pd.DataFrame(rows, columns=["page", "article", "theme", "share", "start", "end"])
    english = pd.Series({"体育": "sport", "健康": "health"})
    texts = dict.fromkeys(pages, "球队")
    return plot_theme_means(theme_means(themes, articles), dated(themes, articles), texts, "Source", english)


@pytest.mark.parametrize(
    ("weeks", "title", "hollow", "sizes"),
    [
        (
            [[1.0], [0.5, 0.4, 0.6], [0.1, 0.2]],
            "No theme's intervals of the first week and the last are apart",
            2,
            "1, 3, 2",
        ),
        (
            [[0.8, 0.9], [0.1, 0.2]],
            "健康 health gains 70 points, 体育 sport loses 70 points from the first week",
            0,
            "2 a",
        ),
        (
            [[0.8, 0.2], [0.1, 0.9]],
            "No theme's intervals of the first week and the last are apart",
            0,
            "2 articles a week",
        ),
    ],
)
def test_themes_change_where_their_intervals_are_apart(weeks, title, hollow, sizes):
    """A week of one article has no interval: its dots are hollow, and nothing is told of a change from it."""
    picture = themes_by_week(*weeks)
    assert picture.caption.startswith(title)
    assert sizes in picture.figure.get_supxlabel()
    dots = [dot for name, dot in marked(picture).items() if not name.endswith("interval")]
    assert sum(dot.get_markerfacecolor() == PAPER for dot in dots) == hollow
    assert ("hollow" in picture.figure.get_supxlabel()) == bool(hollow)
    assert misdrawn(picture) == []


def ranked(*rows):
    """Dated ranks, each of an entity on a day of March."""
    days = [(entity, date(2031, 3, day), float(value), f"{day}.txt", 0, 1, "第") for entity, day, value in rows]
    return pd.DataFrame(days, columns=["entity", "date", "value", "page", "start", "end", "quote"])


@pytest.mark.parametrize(
    ("rows", "title", "told"),
    [
        (
            [("甲", 1, 1), ("甲", 1, 1), ("乙", 1, 2), ("乙", 2, 1), ("甲", 2, 3)],
            "乙 and 甲 come first on 1 of 2 days each",
            2,
        ),
        ([("甲", 1, 4), ("甲", 1, 1), ("乙", 1, 2), ("甲", 2, 1)], "甲 comes first on 2 of 2 days", 2),
        ([("甲", 1, 4), ("乙", 1, 5), ("乙", 2, 7)], "甲 ranks 4 on 1 of 2 days", 1),
    ],
)
def test_a_rank_that_a_day_states_twice_counts_once(rows, title, told):
    once = ranks_by_day(ranked(*rows))
    picture = plot_editions(once, "Source", read_glosses())
    assert picture.caption.startswith(title)
    assert len(once) == len(marked(picture)) == len(picture.marks)
    assert f"甲 on {told} day{'s' * (told > 1)}," in picture.alt


def spread_of(**dp):
    """The title of the dispersion of terms with these DP, each standing twice on one page."""
    page = parse_page("甲乙丙丁的消息\n\n本报讯(记者 周利芳)云海、疫苗、接种、云海、疫苗、接种。\n")
    return plot_dispersion(tokenize(page), pd.Series(dp), page, pd.Series(dtype=object)).caption.replace(
        " (no gloss)", ""
    )


def test_the_note_on_dispersion_says_what_its_greatest_value_is(seed):
    """干部 is in the longest article only, 云海 in the shortest."""
    tokens = words_of(tokenize(seed))
    dp = dispersion(document_term_matrix(tokens)).dp[["干部", "云海"]]
    note = plot_dispersion(tokens, dp, seed, read_glosses()).figure.get_supxlabel().replace("\n", " ")
    one, other = re.search(r"a word in one article only has (\S+) \(the longest\) to (\S+)", note).groups()
    assert dp["干部"] == pytest.approx(float(one), abs=0.005)
    assert dp["云海"] == pytest.approx(float(other), abs=0.005)


@pytest.mark.parametrize(
    ("dp", "title"),
    [
        ({"云海": 0.2}, "Where 云海 stands on the page (DP 0.20)"),
        ({"云海": 0.77, "疫苗": 0.77}, "Where 云海 and 疫苗 stand on the page (DP 0.77)"),
        (
            {"云海": 0.311, "疫苗": 0.313, "接种": 0.8},
            "云海 and 疫苗 are spread widest over the page (DP 0.31), 接种 keeps closest together (DP 0.80)",
        ),
        (
            {"云海": 0.3, "疫苗": 0.8, "接种": 0.8},
            "云海 is spread widest over the page (DP 0.30), 疫苗 and 接种 keep closest together (DP 0.80)",
        ),
    ],
)
def test_no_word_alone_is_spread_widest_where_several_are(dp, title):
    assert spread_of(**dp) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云海、疫苗、云海、疫苗、接种。", "云海 and 疫苗 stand most often, 2 times each"),
        ("云海、疫苗、云海、接种。", "云海 stands most often, 2 times, in 1 of 1 article"),
    ],
)
def test_no_word_alone_is_the_commonest_where_several_are(text, title):
    page = parse_page(f"甲乙丙丁的消息\n\n本报讯(记者 周利芳){text}\n")
    tokens = tokenize(page)
    words = tokens[tokens.token.isin(["云海", "疫苗", "接种"])]
    picture = plot_frequency(words, intervals(words, words.paragraph), page, pd.Series(dtype=object))
    assert picture.caption.replace(" (no gloss)", "") == title


def frequencies(*terms):
    """A picture of how often the terms stand, some of them with an English gloss."""
    page = parse_page(f"甲乙丙丁的消息\n\n本报讯(记者 周利芳){'、'.join(terms)}。\n")
    tokens = tokenize(page)
    words = tokens[tokens.token.isin(terms)]
    glosses = pd.Series({"云海": "sea of clouds", "供水": "water supply"})
    return plot_frequency(words, intervals(words, words.paragraph), page, glosses).figure


def test_a_missing_gloss_is_marked_where_few_are_missing_else_told_once():
    few, many = frequencies("云海", "供水", "疫苗"), frequencies("云海", "接种", "疫苗")
    told_few, told_many = (" ".join(text.get_text() for text in written(figure)) for figure in (few, many))
    assert "疫苗 (no gloss)" in told_few
    assert "No English gloss" not in told_few
    assert "(no gloss)" not in told_many
    assert "No English gloss for 2 of 3 words." in told_many
    assert "云海 sea of clouds" in told_many


def slipped(page, rates):
    """Slips in numbers of a page, each number with ten of which so many are noticed."""
    places = [(match.start(), match[0]) for match in re.finditer(r"\d\d", page.text)]
    rows = [(*place, n < noticed) for place, noticed in zip(places, rates, strict=True) for n in range(10)]
    return pd.DataFrame(rows, columns=["start", "quote", "killed"])


@pytest.mark.parametrize(
    ("rates", "drawn_bars", "title", "note"),
    [
        ([10, 0, 4, 0], 3, "Of 40 slips in one number the page gives away 14; 1 of 4 numbers cannot slip", ""),
        ([3, 4], 2, "Of 20 slips in one number the page gives away 7; each of 2 numbers can slip", ""),
        ([4] * 60 + [0] * 20, 41, "Of 800 slips in one number the page gives away 240; each of 80", "40 of 60 numbers"),
    ],
)
def test_numbers_that_always_slip_are_one_row_and_all_are_counted(rates, drawn_bars, title, note):
    numbers = "、".join(f"桥{n}座" for n in range(10, 10 + len(rates)))
    page = parse_page(f"甲乙丙丁的消息\n\n本报讯(记者 周利芳)云岫市现有{numbers}。\n", "one")
    picture = plot_kills(slipped(page, rates), page, "note.")
    assert title in " ".join(picture.figure.get_suptitle().split())
    assert note in picture.figure.get_supxlabel()
    assert len(marked(picture)) == drawn_bars
    assert (f"{rates.count(0)} others 0%" in picture.alt) == (0 in rates)
    assert set(picture.marks.mark) == marked(picture).keys()


def test_words_of_the_cloud_are_apart():
    """No word is set into another, not even where that one is hollow, so that none is read as part of it."""
    words = marked(drawn(NOTEBOOKS[1])["02-wordcloud"]).values()
    boxes = [word.get_path().get_extents() for word in words]
    shared = [Bbox.intersection(one, other) for one, other in combinations(boxes, 2)]
    least = [min(area(one), area(other)) for one, other in combinations(boxes, 2)]
    assert max(area(both) / small for both, small in zip(shared, least, strict=True) if both) < 0.15


def area(box):
    return box.width * box.height


@notebooks
def test_chinese_pictures_speak_chinese(path):
    for name, picture in drawn(path, "zh").items():
        title = picture.figure.get_suptitle()
        assert sum(c > "\u2e80" for c in title) >= 5, f"{name}: {title}"
        assert picture.figure.get_suptitle() != drawn(path)[name].figure.get_suptitle()


@notebooks
def test_chinese_pictures_are_punctuated_as_chinese_is(path):
    for name, picture in drawn(path, "zh").items():
        told = [picture.caption, *(text.get_text() for text in written(picture.figure))]
        assert not [words for words in told if re.search(r"[\u4e00-\u9fff][,;:()]", words)], name


MEASURES = {"DP", "Gries", "Dunning", "Wilson"}  # a measure and who made it have no Chinese name
PLACES = re.compile(r"analysis/lexicons/themes|\d{3}_[0-9a-f]{16}")  # a folder of the project, the name of the page


@notebooks
def test_chinese_pictures_speak_nothing_else(path):
    for name, picture in drawn(path, "zh").items():
        told = [picture.caption, picture.alt, *(text.get_text() for text in written(picture.figure))]
        foreign = {word for words in told for word in re.findall(r"[A-Za-z]{2,}", PLACES.sub("", words))}
        assert foreign <= MEASURES, name


@notebooks
def test_every_figure_is_followed_by_its_sentences(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    for cell, below in pairwise(cells):
        for figure in re.findall(r"\.\./figures/(\S+?)\"", cell.source):
            assert below.source.startswith("rests_on"), figure
            assert "<mark>" in below.outputs[0].data["text/html"], figure


def test_a_picture_may_have_no_note():
    with sheet("title", "", 2) as (figure, axes):
        axes.plot([0, 1])
    assert Picture(figure, "", "", marks_of("", 0, "", "", [])).png


def test_another_language_is_refused(monkeypatch):
    monkeypatch.setenv("LANG_OF_FIGURES", "fr")
    with pytest.raises(ValueError, match="expected 'en' or 'zh', found 'fr'"):
        plots.language()


def test_a_glyph_that_goes_missing_unseen_is_an_error(monkeypatch):
    """A character that the font lacks is drawn as 〓 (test_encodings.py); what slips past that is no picture."""
    monkeypatch.setattr(plots, "draw_getas", lambda figure: False)
    with sheet("𠀀", "a character that the font lacks", 2) as (figure, axes):
        axes.plot([0, 1])
    with pytest.raises(ValueError, match="expected characters that the font can draw"):
        Picture(figure, "", "", marks_of("", 0, "", "", [])).png  # noqa: B018


def test_every_picture_says_its_numbers_in_words():
    for path in NOTEBOOKS:
        for name, picture in drawn(path).items():
            assert len(picture.alt) > 20, name
            assert picture._repr_mimebundle_()["text/plain"] == f"{picture.caption}\n{picture.alt}"


# the same every time

DRAW = """
import hashlib, json, sys
sys.path[:0] = sys.argv[1:]
from pictures import NOTEBOOKS, drawn
pictures = {name: picture for path in NOTEBOOKS for name, picture in drawn(path).items()}
print(json.dumps({name: hashlib.sha256(p.png + p.svg).hexdigest() for name, p in pictures.items()}))
"""
SETTINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings["LC_ALL"])
def test_all_figures_are_the_same_bytes_whatever_the_process(tmp_path, settings):
    """Other hash seeds, locales, timezones and folders: what is drawn there is what lies in `figures/`."""
    run = subprocess.run(
        [sys.executable, "-c", DRAW, ROOT / "tests", ROOT],
        cwd=tmp_path,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    files = {path.stem: path.read_bytes() + path.with_suffix(".svg").read_bytes() for path in FIGURES.glob("*.png")}
    assert json.loads(run.stdout) == {name: hashlib.sha256(both).hexdigest() for name, both in files.items()}


def test_twenty_drawings_are_the_same_bytes(seed):
    assert len({p.png + p.svg for p in (plot_articles(seed) for _ in range(20))}) == 1


# from figures to pages and sentences


def test_a_figure_names_the_days_of_its_page(seed, monkeypatch):
    """The year of the seed's days is not printed with them, and so is marked as inferred."""
    assert source(seed) == f"Source: reports of 4 to 9 November 2025 (year inferred), text {seed.name}"
    assert source(seed, seed.articles[:1]).startswith("Source: reports of 9 November 2025 (year inferred)")
    monkeypatch.setenv("LANG_OF_FIGURES", "zh")
    assert "2025年11月4日至9日报道" in source(seed)
    assert "年份系推断" in source(seed)


def test_a_figure_names_the_paper_that_a_page_names():
    story = "甲乙丙丁的消息\n\n本报讯(记者 周利芳)2031年3月16日,云海如潮涌来,市民纷纷前往观看。\n"
    page = parse_page(f"云岫日报 第3版\n\n{story}", "one")
    assert source(page) == "Source: 云岫日报, reports of 16 March 2031, text one"
    assert source(page, []) == "Source: 云岫日报, reports without a date, text one"
    call = parse_page(f"{story}\n\n新闻热线:0351-8222133 欢迎及时报料", "call")
    assert source(call) == "Source: reports of 16 March 2031, text call"
    assert source(parse_page(story, "two")) == "Source: reports of 16 March 2031, text two"


def test_a_figure_names_the_day_of_a_page_that_has_one(monkeypatch):
    """As its head prints it, or as its file is named; its reports may be of the days before."""
    story = "甲乙丙丁的消息\n\n本报讯(记者 周利芳)3月16日,云海如潮涌来,市民纷纷前往观看。\n"
    page = parse_page(f"云岫日报 2031年3月17日 星期一 第3版\n\n{story}", "one")
    named = parse_page(story, "yunxiu-2031-03-17")
    assert source(page) == "Source: 云岫日报, page of 17 March 2031, text one"
    assert source(named) == "Source: page of 17 March 2031 (by the name of its file), text yunxiu-2031-03-17"
    monkeypatch.setenv("LANG_OF_FIGURES", "zh")
    assert source(page) == "来源\uff1a云岫日报2031年3月17日版\uff0c文本one"


@notebooks
def test_every_figure_names_its_source(path):
    for language, word in (("en", "Source: "), ("zh", "来源\uff1a")):
        for name, picture in drawn(path, language).items():
            assert word in picture.figure.get_supxlabel(), name


def test_a_figure_rests_on_sentences(seed):
    shown = rests_on(plot_articles(seed), seed, most=2).data
    assert shown.startswith("<details><summary>The page says so: 2 of ")
    assert shown.count("<li>") == 3  # two sentences and an ellipsis


def test_equal_sentences_are_kept_apart():
    page = parse_page("甲乙丙丁的消息\n\n本报讯(记者 周利芳)云海如潮涌来。云海如潮涌来。\n")
    at = page.text.rindex("云海")
    picture = Picture(None, "", "", marks_of("m", 1, "", "", [(at, at + 2, "云海")]))
    assert rests_on(picture, page).data.count("<li>") == 1


@pytest.mark.parametrize("marks", ["!?!", "\uff01\uff1f\uff01"], ids=["half-width", "full-width"])
def test_a_sentence_ends_at_marks_of_either_width(marks):
    one, two, three = marks
    page = parse_page(f"甲乙丙丁的消息\n\n本报讯(记者 周利芳)云海如潮{one}谁来看{two}市民纷纷前往{three}就是如此。\n")
    told = [f"云海如潮{one}", f"谁来看{two}", f"市民纷纷前往{three}", "就是如此。"]
    assert list(map(str, sentences(page)))[1:] == told


def test_page_text_is_escaped():
    page = parse_page("甲乙丙丁的消息\n\n本报讯(记者 周利芳)他说<script>alert(1)</script>就是如此,今天云海如潮涌来。\n")
    sentence = list(sentences(page))[-1]
    assert "<script>" not in highlighted(sentence, sentence.spans)
    assert "<script>" not in tiled(page).data


def test_saving_keeps_an_equal_file(tmp_path):
    save(bar(9, 9), tmp_path / "one")
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    save(bar(9, 9), tmp_path / "one")
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert set(before) == {"one.png", "one.svg", "one.csv"}


def test_chinese_pictures_go_into_a_folder_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG_OF_FIGURES", "zh")
    save(bar(9, 9), tmp_path / "one")
    assert {path.name for path in (tmp_path / "zh").iterdir()} == {"one.png", "one.svg", "one.csv"}


def test_the_seed_is_the_page_of_the_notebooks(seed):
    assert all(f"../seeds/{seed.name}.txt" in path.read_text(encoding="utf-8") for path in NOTEBOOKS[:4])
    assert read_page(ROOT / "seeds" / f"{seed.name}.txt").text == seed.text
