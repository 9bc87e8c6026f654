"""From bytes to characters: each encoding is known or refused in words; what prints nothing is kept, and read past."""

import gzip
import random
import re
import zipfile

import pytest
from compose import compose
from matplotlib.text import Text
from pictures import SEED

from analysis import find_quantities, parse_page, read_page, tokenize
from analysis.archive.sources import sources_of, text_of
from analysis.page import odd_characters
from analysis.page.encoding import decoded
from analysis.page.unseen import UNSEEN
from analysis.plots.page import plot_articles, tiled

PAGE = "雨后现云海\n\n本报讯(记者 周利芳)11月8日,云海现身城市上空,市民们举起相机按下快门,记录下山峦渐显的过程。\n"
TRADITIONAL = "公園裡的菊花開了\n\n本報訊(記者 王五)市民們說,這個公園的菊花是全市最多的,花期到這個月底為止。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"]
BYTES = [*((PAGE, encoding) for encoding in ENCODINGS), (TRADITIONAL, "big5"), (TRADITIONAL, "utf-8")]


@pytest.mark.parametrize(("text", "encoding"), BYTES)
def test_a_page_is_read_alike_however_it_comes(tmp_path, text, encoding):
    raw = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(raw))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as file:
        file.writestr("c.txt", raw)
    assert read_page(tmp_path / "a.txt").text == text
    assert [text_of(source) for source in sources_of(tmp_path / "*")] == [text] * 3


@pytest.mark.parametrize("size", [20, 200])
@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5"])
def test_no_text_is_decoded_wrongly(tried, size, encoding):
    """A text too short to tell may be refused, never guessed; charset-normalizer 3.5 gives 28 of 240 wrong here."""
    wrong = refused = 0
    for number in range(60):
        raw = piece(compose(number), number, size).encode(encoding, "ignore")
        try:
            wrong += decoded(raw) != raw.decode(encoding)
        except ValueError:
            refused += 1
        tried["texts decoded"] += 1
    assert wrong == 0
    assert refused <= (0 if size > 20 or encoding.startswith("utf") else 30)


def piece(text, number, size):
    start = random.Random(number).randrange(len(text) - size)
    return text[start : start + size]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5"])
def test_half_a_character_at_the_end_is_refused_or_kept(tried, encoding):
    """Cut anywhere: what is read begins the text and holds no replacement character."""
    text = TRADITIONAL if encoding == "big5" else PAGE
    raw = text.encode(encoding)
    for end in range(1, len(raw)):
        tried["files cut short"] += 1
        assert text.startswith(read_or_refused(raw[:end]))


def read_or_refused(raw):
    try:
        return decoded(raw)
    except ValueError as error:
        stated = re.fullmatch(r"expected UTF-8, UTF-16, GB18030 or Big5 text, found the byte 0x\w\w at \d+", str(error))
        if not stated:
            raise
        return ""


@pytest.mark.parametrize("wrong", ["gbk", "latin-1", "cp1252", "big5", "cp936"])
def test_a_page_decoded_wrongly_before_is_refused(wrong):
    with pytest.raises(ValueError, match="expected a page with at least one article, found"):
        parse_page(SEED.read_bytes().decode(wrong, "replace"))


@pytest.mark.parametrize("raw", [b"", b"\n", b"\x00" * 100, bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"])
def test_what_is_no_text_is_refused(tmp_path, raw):
    (tmp_path / "page.txt").write_bytes(raw)
    with pytest.raises(ValueError, match=r"page\.txt: expected .*, found "):
        read_page(tmp_path / "page.txt")


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a .zip, .docx or .xlsx file"),
        (gzip.compress(b"x"), "a .gz file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file"),
        (rb"{\rtf1\ansi\ansicpg936 ", "an RTF document"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "an HTML document"),
        (b'<?xml version="1.0"?>\r\n<HTML lang="zh">', "an HTML document"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(beginning, kind):
    with pytest.raises(ValueError, match=re.escape(f"expected plain text, found {kind}")):
        decoded(beginning + PAGE.encode())


def test_mark_up_that_a_page_prints_is_text():
    assert decoded(f"如何写<html>?\n\n{PAGE}".encode()).startswith("如何写<html>")


# what prints nothing

SOME = "\x00\x07\x1b\x1f\x7f\x9f\xad\u200b\u200d\u200e\u202e\u2066\ufe0f\ufeff\uffff\U000e0041\U000e0100"


def strewn(text, chance):
    """The text with unseen characters put between its own."""
    return "".join(c + chance.choice(SOME) * (chance.random() < 0.1) for c in text)


def read_of(page):
    articles = [
        (a.kicker, a.headline, a.deck, a.agency, a.place, a.date, a.reporters, a.paragraphs, a.crossheads)
        for a in page.articles
    ]
    return articles, [credit.names for a in page.articles for credit in a.photo_credits]


@pytest.mark.parametrize("number", range(6))
def test_what_prints_nothing_changes_nothing(seed, tried, number):
    page = seed if number == 0 else parse_page(compose(number))
    odd = parse_page(strewn(page.text, random.Random(number)))
    assert odd.text != page.text
    assert read_of(odd) == read_of(page)
    assert list(odd.seams.joined) == list(page.seams.joined)
    assert list(tokenize(odd).token) == list(tokenize(page).token)
    quantities, others = find_quantities(odd), find_quantities(page)
    assert quantities.value.equals(others.value)
    assert [UNSEEN.sub("", quote) for quote in quantities.quote] == list(others.quote)
    tried["unseen characters"] += len(odd.text) - len(page.text)


def test_what_prints_nothing_is_furniture_and_listed():
    page = parse_page("\ufeff" + PAGE.replace("云海", "云\u200b海").replace("周利芳", "周利\ue000"))
    parts = page.parts[page.parts.role == "furniture"]
    assert [page.text[a:b] for a, b in zip(parts.start, parts.end, strict=True)] == ["\ufeff", "\u200b", "\u200b"]
    assert odd_characters(page).values.tolist() == [
        ["U+200B", "ZERO WIDTH SPACE", "furniture", 2, 5],
        ["U+E000", "private use", "text", 1, 18],
        ["U+FEFF", "ZERO WIDTH NO-BREAK SPACE", "furniture", 1, 0],
    ]
    assert odd_characters(parse_page(PAGE)).empty
    assert "云</span>" in tiled(page).data
    assert "‹U+200B›" in tiled(page).data
    assert not UNSEEN.search(tiled(page).data)


# what no font has


def test_a_character_that_the_font_lacks_is_drawn_as_a_geta_and_told(seed):
    strange = parse_page(seed.text.replace("云海", "云\U00030000").replace("万亩", "😀\u0323亩"))
    drawn = plot_articles(strange)
    words = [text.get_text() for text in drawn.figure.findobj(Text)]
    assert any("〓〓亩" in word for word in words)
    assert sum("〓: a character that the font lacks." in word.replace("\n", " ") for word in words) == 1
    assert not any("😀" in word for word in words)
    assert "😀\u0323亩" in drawn.alt  # what is read aloud or searched is as the page has it
    assert drawn.png
    assert not any("〓" in text.get_text() for text in plot_articles(seed).figure.findobj(Text))
