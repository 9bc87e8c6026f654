"""A page full of mark-up, formulas and commands: in notebook, report, pictures and tables it is text."""

import contextlib
import io
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

import nbformat
import pandas as pd
import pytest
from pictures import ROOT
from test_browser import browser, lab, project, pytestmark  # noqa: F401

from analysis import __main__ as command

HURT = "<img src=x onerror=window.hurt=1>"
HOSTILE = f"""云海😀\u202e\U00030000-->{HURT}现身<script>window.hurt=2</script>

本报讯(记者 周利芳)11月8日,{HURT}市民<script>window.hurt=3</script>举起相机,[点这里](javascript:window.hurt=4)看云海,
![图](http://127.0.0.1:9/x.png)共有100个$\\mathdefault{{x}}^{{2}}$景点入选<svg onload=window.hurt=5>百强榜单。

“<b>云海</b>”再现“<b>云海</b>”,`云海` *云海* <a href="javascript:window.hurt=6">云海</a>,\x1b[31m云海\x1b[0m。

“=云海园”“@云海园”里,＝云海＋1,“=云海园”“@云海园”外。

小店区、<iframe src=http://127.0.0.1:9/>区、迎泽区分别位列第7、第29、第43位。=1+1,云海增长5%。@SUM(A1)云海,-2+3云海。

=HYPERLINK("http://127.0.0.1:9/") 摄
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The series on the page: the folder of all that it makes, and what it says."""
    folder, said = tmp_path_factory.mktemp("hostile"), io.StringIO()
    (folder / "page.txt").write_text(HOSTILE, encoding="utf-8")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert command.main([str(folder / "page.txt"), "--out", str(folder / "read")]) == 0, said.getvalue()
    return folder / "read" / "page", said.getvalue()


@pytest.fixture(scope="module")
def read(run):
    return run[0]


def watched(page):
    """The addresses that a page asks for and the dialogs it opens."""
    asked, opened = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    return asked, opened


def test_the_report_runs_nothing(read, browser, tried):  # noqa: F811
    page = browser.new_page()
    asked, opened = watched(page)
    page.goto((read / "report.html").as_uri())
    assert "<script>window.hurt=3</script>" in page.inner_text("main")
    for link in page.locator("main a").all():
        assert link.get_attribute("href").startswith("#")
    assert page.evaluate("window.hurt") is None
    assert {address.split(":")[0] for address in asked} <= {"file", "data"}
    assert opened == []
    page.close()
    tried["hostile documents opened"] += 1


def test_a_picture_opened_by_itself_runs_nothing(read, browser, tried):  # noqa: F811
    for path in sorted((read / "figures").glob("*.svg")):
        page = browser.new_page()
        asked, opened = watched(page)
        page.goto(path.as_uri())
        assert page.evaluate("window.hurt") is None
        assert (asked, opened) == ([path.as_uri()], [])
        page.close()
        tried["hostile documents opened"] += 1


@pytest.mark.parametrize("name", ["01-page", "02-terms", "03-rankings", "04-themes"])
def test_the_notebook_runs_nothing(read, lab, project, browser, tried, name):  # noqa: F811
    """Opened as it was made, in a JupyterLab that trusts it."""
    shutil.copy(read / "notebooks" / f"{name}.ipynb", project / "project" / "notebooks" / f"hostile-{name}.ipynb")
    page = browser.new_page()
    asked, opened = watched(page)
    page.goto(lab.format(f"hostile-{name}"))
    page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1", timeout=60_000)
    page.wait_for_function("document.querySelectorAll('.jp-OutputArea-output').length > 4")
    assert page.evaluate("window.hurt") is None
    assert page.locator(".jp-OutputArea-output script, .jp-OutputArea-output a[href^=javascript]").count() == 0
    home = lab.split("lab/")[0]
    assert [one for one in asked if not one.startswith((home, "data:", "blob:", home.replace("http", "ws")))] == []
    assert opened == []
    page.close()
    tried["hostile documents opened"] += 1


def test_stored_outputs_hold_no_element_of_the_page(read):
    """What a notebook that is trusted would run: its HTML and Markdown, as they are stored."""
    outputs = [
        "".join(output.data[kind])
        for path in sorted((read / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        for kind in ("text/html", "text/markdown")
        if kind in output.get("data", {})
    ]
    assert any("window.hurt" in output for output in outputs)
    assert [found for output in outputs for found in re.findall(r"<(?:script|iframe|svg|a|img src=x)\b", output)] == []


def test_pictures_hold_no_element_of_the_page(read):
    for path in sorted((read / "figures").glob("*.svg")):
        elements = list(ElementTree.parse(path).iter())
        assert not {one.tag.split("}")[-1] for one in elements} & {"script", "iframe", "img", "a", "foreignObject"}
        assert [name for one in elements for name in one.keys() if name.lower().startswith("on")] == []  # noqa: SIM118


def test_tables_hold_no_formula(read):
    files = [*(read / "tables").glob("*.csv"), *(read / "figures").glob("*.csv")]
    assert len(files) > 5
    for path in files:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False).to_numpy().ravel()
        starts = [cell for cell in cells if re.match(r"[=+@\t\r\n＝＋－＠]|-(?!\d+(?:\.\d+)?(?:e-?\d+)?$)", cell)]
        assert starts == [], path.name


def test_terminal_codes_reach_no_terminal(run):
    assert "云海" in run[1]
    assert "\x1b" not in run[1]


def test_no_terminal_code_in_what_could_not_be_read(tmp_path, capsys):
    """The name of a page comes from whoever made the archive."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("\x1b[31m\u202etxt", b"\xff\xff")
    assert command.main([str(tmp_path / "a.zip"), "--out", str(tmp_path / "read")]) == 1
    said = "".join(capsys.readouterr())
    assert said.count("\\x1b[31m") == 2
    assert not re.search("[\x1b\u202e]", said)


def test_names_of_the_project_stay(read):
    assert {path.name for path in read.iterdir()} == {"notebooks", "figures", "tables", "page.txt", "report.html"}
    assert (ROOT / "notebooks" / "01-page.ipynb").exists()
