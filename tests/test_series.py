"""The series on other pages: all of it lands in the folder, the project stays as it was, a bad page stops nothing."""

import contextlib
import gzip
import hashlib
import io
import json
import re
import socket
import zipfile
from datetime import timedelta

import nbformat
import pandas as pd
import pytest
from compose import FIRST_DAY, compose, edition
from invented import rows
from pictures import NOTEBOOKS, ROOT, SEED, cut_off, drawn, overlaps
from test_marks import misdrawn, untrue

from analysis import __main__ as command
from analysis import read_page, series
from analysis.report import report
from analysis.tables import page_tables
from analysis.writing import csv_of, inert

TRADITIONAL = (
    "雲海奇觀\n\n本報訊(記者 周利芳)11月8日,立冬後的一場降雨,城市上空出現大面積雲海景觀,市民記錄下了這一奇景。\n"
)
ONE = "雨后现云海\n\n本报讯(记者 周利芳)11月8日,云海如流水般在城市上空铺开,市民举起相机按下快门。\n"


def fingerprint(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run over a page of one article, one of twenty, one in traditional characters, and three that fail."""
    folder = tmp_path_factory.mktemp("页 面")
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    with gzip.open(folder / "twenty.txt.gz", "wb") as file:
        file.write("\n\n".join(compose(n) for n in range(5, 10)).encode())
    with zipfile.ZipFile(folder / "more.zip", "w") as file:
        file.writestr("../../old.txt", TRADITIONAL)
        file.writestr("empty.txt", "")
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff\x00")
    (folder / "may").mkdir()
    (folder / "may" / "one.txt").write_text(ONE.replace("周利芳", "李静"), encoding="utf-8")
    before = fingerprint(ROOT / "notebooks") | fingerprint(ROOT / "figures")
    names = ["one.txt", "twenty.txt.gz", "more.zip", "broken.txt", "missing.txt", "may/one.txt"]
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        patch.chdir(folder)
        status = command.main([*names, "--out", "out"])
    after = fingerprint(ROOT / "notebooks") | fingerprint(ROOT / "figures")
    return {
        "status": status,
        "out": folder / "out",
        "untouched": before == after,
        "folder": folder,
        "said": said.getvalue(),
    }


def test_the_projects_own_files_are_untouched(run):
    assert run["untouched"]


def test_something_failed_and_the_rest_was_read(run):
    assert run["status"] == 1
    read = sorted(path.name for path in run["out"].iterdir() if (path / "report.html").exists())
    assert read == ["more.zip-..-..-old", "one", "one-2", "twenty.txt.gz"]
    assert sorted(path.name for path in run["folder"].iterdir() if path.is_dir()) == ["may", "out"]  # nothing beside


def test_the_command_tells_how_far_it_is_and_what_it_read(run):
    said = run["said"].splitlines()
    assert [line for line in said if line.startswith("page ")] == [
        f"page {n} of 6: {name}"
        for n, name in enumerate(
            ["one.txt", "twenty.txt.gz", "more.zip!../../old.txt", "more.zip!empty.txt", "broken.txt", "one.txt"], 1
        )
    ]
    assert sum("[####################] 4 of 4" in line for line in said) == 4
    assert "  1 articles, 50 characters" in said
    assert "3 could not be read" in said
    assert [line.split(":")[0] for line in said[-3:]] == ["  missing.txt", "  more.zip-empty", "  broken.txt"]


def test_a_page_in_traditional_characters_is_read_and_said_to_be_one(run):
    assert sum("in traditional characters" in line for line in run["said"].splitlines()) == 1
    folder = run["out"] / "more.zip-..-..-old"
    for path in folder.glob("notebooks/*.ipynb"):
        assert "traditional characters" in nbformat.read(path, 4).cells[1].source
    themes = pd.read_parquet(folder / "tables" / "themes.parquet")
    assert "雲海" in {word for words in themes.words for word in words}
    assert "traditional" not in (run["out"] / "one" / "report.html").read_text(encoding="utf-8")


def test_pages_named_alike_are_both_kept(run):
    assert "李静" in (run["out"] / "one-2" / "one-2.txt").read_text(encoding="utf-8")


def test_every_page_has_its_notebooks_run(run):
    for folder in run["out"].glob("*/notebooks"):
        assert sorted(path.name for path in folder.iterdir()) == [path.name for path in ABOUT_PAGES]
        for path in folder.iterdir():
            outputs = [out for cell in nbformat.read(path, 4).cells if cell.cell_type == "code" for out in cell.outputs]
            assert not [out for out in outputs if out.output_type in ("error", "stream")], path


def test_a_page_without_ranks_says_so(run):
    assert "no rank" in (run["out"] / "one" / "notebooks" / "03-rankings.ipynb").read_text(encoding="utf-8")


def test_text_is_kept(run):
    assert (run["out"] / "one" / "one.txt").read_bytes() == ONE.encode()


def test_tables_are_the_same_in_both_forms(run):
    for path in (run["out"] / "twenty.txt.gz" / "tables").glob("*.parquet"):
        assert len(pd.read_parquet(path)) == len(pd.read_csv(path.with_suffix(".csv"))), path.name
    articles = pd.read_parquet(run["out"] / "twenty.txt.gz" / "tables" / "articles.parquet")
    assert len(articles) == 20


def test_the_seeds_tables_agree_with_its_page(seed):
    tables = page_tables(seed)
    assert tables["parts"].equals(seed.parts)
    assert len(tables["articles"]) == 4
    assert tables["terms"].frequency.sum() == (tables["tokens"].kind != "punctuation").sum()


ABOUT_PAGES = [path for path in NOTEBOOKS if "PAGE = " in path.read_text(encoding="utf-8")]
OTHERS = {"238": "one long story", "440": "eighteen briefs", "057": "many short articles below a page's head"}


@pytest.mark.parametrize("path", ABOUT_PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("number", OTHERS)
def test_figures_of_other_pages_are_true_and_whole(tmp_path, number, path):
    """Without a warning, too: here each is an error."""
    page = tmp_path / f"{number}.txt"
    page.write_text(next(row["text"] for row in rows("unseen") if row["id"] == number), encoding="utf-8", newline="")
    for name, picture in drawn(path, of=str(page)).items():
        assert untrue(picture, read_page(page).text) == [], name
        assert cut_off(picture.figure) == [], name
        assert overlaps(picture.figure) == [], name


@pytest.mark.parametrize(
    ("days", "kind"), [(range(60), "week"), (range(0, 420, 7), "week"), (range(0, 1100, 15), "month")], ids=str
)
def test_figures_of_a_long_archive_are_true_and_whole(tmp_path, days, kind):
    for n in days:
        (tmp_path / f"{FIRST_DAY + timedelta(n)}.txt").write_text(edition(n), encoding="utf-8")
    pictures = drawn(NOTEBOOKS[4], of=f"{tmp_path}/*.txt")
    assert f"of a {kind}'s articles" in pictures["05-terms"].caption
    for name, picture in pictures.items():
        assert misdrawn(picture) == [], name
        assert cut_off(picture.figure) == [], name
        assert overlaps(picture.figure) == [], name


@pytest.mark.parametrize("arguments", [["page.txt"], ["--out", "x"], ["--nonsense"]])
def test_a_wrong_command_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])
    assert ended.value.code == 0
    assert "python -m analysis page.txt --out read" in capsys.readouterr().out


@pytest.mark.parametrize(("texts", "said"), [([ONE], "names its day"), ([compose(0), compose(1)], "changes most")])
def test_notebook_05_reads_an_archive_of_yours(tmp_path, texts, said):
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030" if n % 2 else "utf-8"))
    notebook = nbformat.read(ROOT / "notebooks" / "05-archive.ipynb", 4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.source = re.sub('ARCHIVE = ".*"', f'ARCHIVE = "{tmp_path.as_posix()}/*.txt"', cell.source)
    (tmp_path / "notebooks").mkdir()
    assert series.run({tmp_path / "notebooks" / "05.ipynb": notebook}) == {}
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert said in str(outputs)
    assert "invented" not in str(outputs)
    assert not [output for output in outputs if output.output_type == "stream"]


def test_a_notebook_that_fails_is_told(tmp_path, capsys):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    failed = series.run({tmp_path / "bad.ipynb": notebook})
    assert list(failed) == [tmp_path / "bad.ipynb"]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert not (tmp_path / "bad.ipynb").exists()


def test_a_kernel_fails_for_no_port_that_another_takes(tmp_path, monkeypatch):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("7 + 29")])
    with socket.create_server(("127.0.0.1", 0)) as another:
        taken = another.getsockname()[1]
        monkeypatch.setattr("jupyter_client.connect.LocalPortCache.find_available_port", lambda *_: taken)
        assert series.run({tmp_path / "sum.ipynb": notebook}) == {}
    assert notebook.cells[0].outputs[0].data["text/plain"] == "36"


def test_a_page_without_words_to_count_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("来了\n\n本报讯(记者 周利芳)他来了。\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"expected words of two or more characters .* found 6 tokens and none"):
        drawn(NOTEBOOKS[1], "en", str(tmp_path / "a.txt"))


# the report


@pytest.fixture(scope="module")
def html():
    return report([nbformat.read(path, as_version=4) for path in NOTEBOOKS], "a page, read")


def test_the_report_holds_every_figure_and_heading(html):
    figures = headings = 0
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            headings += len(re.findall(r"^#", cell.source, re.M)) if cell.cell_type == "markdown" else 0
            figures += sum("image/png" in out.get("data", {}) for out in cell.get("outputs", []))
    assert len(re.findall(r"<img [^>]*alt=\"[^\"]{20,}\"", html)) == figures > 8
    assert len(re.findall(r'<li class="level\d"><a href="#', html)) == headings


def test_the_report_loads_nothing(html):
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)[^\"]*", html)
    assert "<script" not in html


def test_page_text_in_prose_is_inert():
    cell = nbformat.v4.new_code_cell("", execution_count=1)
    evil = inert(
        "<script>alert(1)</script> [x](javascript:alert(1)) ![](https://example.org/x) $\\mathdefault{}$ `a` *b*"
    )
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/markdown": evil})]
    body = report([nbformat.v4.new_notebook(cells=[cell])], "<b>").split("<main>")[1]
    assert not re.search(r"<(?:script|a|img|em|strong)\b|<code>", body)


def test_a_spreadsheet_takes_no_text_for_a_formula():
    table = pd.DataFrame({"quote": ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "云海"], "value": [-1, 2, 3, 4, 5, 6]})
    lines = csv_of(table).decode().splitlines()
    assert lines[1:4] == ["'=1+1,-1", "'+86,2", "'-1,3"]
    assert lines[-1] == "云海,6"


def test_the_stored_report_data_is_json_safe():
    assert json.loads(json.dumps(inert("“云海”\u2028"))) == inert("“云海”\u2028")


def test_folder_names_stay_inside(tmp_path):
    for name in ("../x.txt", "/etc/passwd", "a/../../b.txt", "..", "\\..\\x", "云海.txt"):
        folder = series.folder_name(series.Source(name, name, ""))
        assert folder not in ("", ".", "..")
        assert (tmp_path / folder).resolve().parent == tmp_path.resolve()


def test_read_page_of_the_copy_is_the_page(run, seed):
    assert read_page(run["out"] / "one" / "one.txt").text == ONE
    assert read_page(SEED).text == seed.text
