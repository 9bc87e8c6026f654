"""The notebooks: executed to the end, quiet, without functions of their own, and a changed output is noticed."""

import ast
import base64
import contextlib
import io
import json
import re
import subprocess
import sys
from tempfile import TemporaryDirectory

import nbformat
import pytest
from IPython.display import Markdown
from pictures import NAMED, NOTEBOOKS, ROOT
from PIL import Image

from analysis import plots

notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@notebooks
def test_every_cell_was_run_in_order(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@notebooks
def test_no_cell_failed_or_wrote_to_stderr(path):
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


@notebooks
def test_no_cell_is_kept_from_comparison(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"nbval|NBVAL|raises-exception|PYTEST_VALIDATE", text)


@notebooks
def test_no_function_is_defined(path):
    assert not [cell for cell in code_cells(path) if re.search(r"^\s*(def|class) ", cell.source, re.M)]


@notebooks
def test_is_an_essay(path):
    """A question, the page named in the first cell, an answer computed before all else, the limits at the end."""
    cells = nbformat.read(path, as_version=4).cells
    assert re.match(r"# .*\?", cells[0].source)
    assert re.search(r'^(PAGE|ARCHIVE) = "\.\./seeds/', cells[1].source, re.M)
    assert "text/markdown" in cells[2].outputs[0].data
    assert "cannot tell" in [cell.source for cell in cells if cell.source.startswith("## ")][-1]


@notebooks
def test_names_no_machine(path):
    assert not re.search(r"/(?:home|root|tmp|work|Users)/|0x[0-9a-f]{8}", strip_images(path))


def strip_images(path):
    notebook = nbformat.read(path, as_version=4)
    return re.sub(r"data:image/png;base64,[^\"\\]+|\"image/png\": \"[^\"]+\"", "", json.dumps(notebook))


# What is said of other pages than the one that ships.

SPORT = """男篮夺冠

本报讯(记者 周利芳)11月8日,球队在主场取胜。

女排险胜

本报讯(记者 李静)11月9日,女排在客场取胜。
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Two days of a paper in a folder."""
    folder = tmp_path_factory.mktemp("paper")
    for day in ("2031-03-03", "2031-03-04"):
        (folder / f"{day}.txt").write_text(SPORT, encoding="utf-8")
    return folder


def told(path, of):
    """What the cells of a notebook say of another page or archive, in words."""
    said, space = [], {"display": lambda *_: None}
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(path.parent):
        patch.setattr(plots, "save", lambda picture, _: picture)
        for cell in code_cells(path):
            *steps, last = ast.parse(NAMED.sub(rf"\1 = {of!r}", cell.source)).body
            shown = isinstance(last, ast.Expr)
            exec(compile(ast.Module(steps if shown else [*steps, last], []), "cell", "exec"), space)
            said += [eval(compile(ast.Expression(last.value), "cell", "eval"), space)] if shown else []
    for value in space.values():
        if isinstance(value, TemporaryDirectory):
            value.cleanup()
    return " ".join(one.data for one in said if isinstance(one, Markdown))


@pytest.mark.parametrize(
    ("path", "never"),
    [(NOTEBOOKS[1], "city's government"), (NOTEBOOKS[3], "their names are ours"), (NOTEBOOKS[3], "groups of")],
)
def test_nothing_is_said_of_a_page_that_holds_for_the_seed_only(path, never, elsewhere):
    assert never not in told(path, str(elsewhere / "2031-03-03.txt"))


@pytest.mark.parametrize("path", NOTEBOOKS[:4], ids=lambda path: path.stem)
def test_what_is_said_of_a_short_page_is_well_said(path, elsewhere):
    """No number in place of none, no plural of one, no sentence that begins small."""
    said = told(path, str(elsewhere / "2031-03-03.txt"))
    assert re.findall(r"(?<![\d.,]) (?:1 times|0 contradict|0 cannot|0, healed)|words? are gone|[.] [a-z]", said) == []


def test_a_section_without_a_finding_says_that_the_reader_found_none(elsewhere):
    said = told(NOTEBOOKS[2], str(elsewhere / "2031-03-03.txt"))
    assert said.count("The reader found no ") >= 4
    assert "The page has no" not in said


def test_nothing_is_said_of_an_archive_that_holds_for_the_one_that_ships_only(elsewhere):
    said = told(NOTEBOOKS[4], str(elsewhere / "*.txt"))
    assert "invented" not in said
    assert "that ships" not in said


# What nbval must notice, each shown by tampering with one stored output of a notebook of its own.

SMALL = """\
from analysis.plots import ARTICLES, Picture, marks_of, sheet
with sheet("云海 sea of clouds", "invented", 2) as (figure, axes):
    axes.barh(0, 9, color=ARTICLES[1], gid="bar")
Picture(figure, "云海", "nine", marks_of("bar", 9, "times", "云海", [(0, 2, "云海")]))
"""


def checked(tmp_path, cell):
    """The result of `pytest --nbval` on a notebook of that one cell."""
    (tmp_path / "conftest.py").write_bytes((ROOT / "notebooks" / "conftest.py").read_bytes())
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(notebook, tmp_path / "small.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "small.ipynb"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)


@pytest.fixture(scope="module")
def small_output():
    """What the small notebook shows, drawn here; another process must draw the same bytes."""
    space: dict = {}
    lines = SMALL.strip().split("\n")
    exec("\n".join([*lines[:-1], f"picture = {lines[-1]}"]), space)
    return space["picture"]._repr_mimebundle_()


def cell_with(bundle, source=SMALL):
    cell = nbformat.v4.new_code_cell(source, execution_count=1)
    cell.outputs = [nbformat.v4.new_output("execute_result", bundle, execution_count=1)]
    return cell


def test_an_untouched_notebook_passes(tmp_path, small_output):
    run = checked(tmp_path, cell_with(small_output))
    assert run.returncode == 0, run.stdout


def one_pixel_more(png):
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    bar = image.getpixel((image.width // 2, image.height // 2))
    edge = next(x for x in range(image.width // 2, image.width) if image.getpixel((x, image.height // 2)) != bar)
    image.putpixel((edge, image.height // 2), bar)
    file = io.BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("axes.barh(0, 9,", "axes.barh(0, 8.99,"),
        ("ARTICLES[1]", "ARTICLES[2]"),
        ("with sheet", "import analysis.plots as p; p._family = lambda: 'DejaVu Sans'\nwith sheet"),
        ('"nine"', '"ten"'),
        ("云海 sea", "𠀀 sea"),
    ],
    ids=["a bar", "a colour", "a font", "the words", "a missing glyph"],
)
def test_a_changed_picture_fails(tmp_path, small_output, before, after):
    """The stored output is of the true source, what is drawn now of the changed one."""
    run = checked(tmp_path, cell_with(small_output, SMALL.replace(before, after)))
    assert run.returncode == 1, run.stdout
    assert "1 failed" in run.stdout


def test_one_changed_pixel_fails(tmp_path, small_output):
    bundle = {**small_output, "image/png": one_pixel_more(small_output["image/png"])}
    assert "1 failed" in checked(tmp_path, cell_with(bundle)).stdout
