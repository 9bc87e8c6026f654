"""The notebooks as a user sees them: JupyterLab in a real browser, first as freshly cloned, then run anew.

Screenshots go to the folder that `SCREENSHOTS` names, else to pytest's temporary one; never into the project.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pylopdf_fonts_zh_cn as fonts
import pytest
from pictures import NOTEBOOKS, ROOT

from analysis.report import report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine, so no browser to look at notebooks with"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the browser's pipes, closed by its own process
]

FONTS = "<fontconfig><dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # the whole notebook in the page, not only what is in view
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
ERROR = '[data-mime-type="application/vnd.jupyter.error"]'
IMAGES = """() => [...document.querySelectorAll('.jp-OutputArea-output figure img')].map(
    image => ({alt: image.alt, width: image.naturalWidth, shown: image.getBoundingClientRect().width}))"""
# the characters of a place that are drawn as boxes, as one is that no font has
TOFU = """place => {
    const shown = document.querySelector(place);
    const canvas = Object.assign(document.createElement('canvas'), {width: 24, height: 24});
    const pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.font = '16px ' + getComputedStyle(shown).fontFamily;
    const draw = character => {
        pen.clearRect(0, 0, 24, 24);
        pen.fillText(character, 2, 18);
        return pen.getImageData(0, 0, 24, 24).data.join();
    };
    const boxes = new Set(['\\u{10FFFE}', '\\uE0FF'].map(draw));
    return [...new Set(shown.innerText)].filter(one => one.trim() && boxes.has(draw(one)));
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of what a clone holds, with JupyterLab's own state beside it."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / "project" / name)
    (folder / "project" / "figures").mkdir()
    for name, settings in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings))
    font_folder = Path(fonts.sans_path()).parent
    (folder / "fonts.conf").write_text(FONTS.format(folder=font_folder, cache=folder / "font-cache"))
    return folder


@pytest.fixture(scope="module")
def lab(project):
    """The address of a JupyterLab on loopback, with a random token."""
    token = secrets.token_hex(16)
    state = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTER_DATA_DIR": "data"}
    places = {name: str(project / folder) for name, folder in state.items()}
    options = [
        "--no-browser",
        "--ip=127.0.0.1",
        "--port=0",
        f"--ServerApp.root_dir={project / 'project'}",
        "--allow-root",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, f"--IdentityProvider.token={token}"],
        env={**os.environ, **places, "JUPYTERLAB_SETTINGS_DIR": str(project / "settings")},
        stdout=subprocess.DEVNULL,
        stderr=(project / "server.log").open("w"),
    )
    try:
        yield f"{address_of(server, project / 'runtime')}lab/workspaces/{{0}}/tree/notebooks/{{0}}.ipynb?token={token}"
    finally:
        server.terminate()
        server.wait(10)


def address_of(server, runtime):
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            return json.loads(file.read_text())["url"]
        time.sleep(0.1)
    raise AssertionError("JupyterLab did not start")


@pytest.fixture(scope="module")
def browser(project):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(project / "fonts.conf")},
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory):
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_in_jupyterlab(lab, browser, path, screenshots):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab.format(path.stem))  # a workspace each: JupyterLab reopens what was open in one
    page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1", timeout=60_000)
    assert page.locator('[title^="Notebook not trusted"]').count() == 1
    sees_everything(page, path)
    photograph(page, screenshots / f"{path.stem}-cloned.png")

    run_all(page, path)
    assert page.locator(f'{ERROR}, [data-mime-type*="stderr"]').all_inner_texts() == []
    sees_everything(page, path)
    photograph(page, screenshots / f"{path.stem}-run.png")
    assert page.evaluate(TOFU, ".jp-Notebook") == []
    page.locator('.jp-SideBar li[data-id="table-of-contents"]').first.click()
    headings = sum(cell.source.startswith("#") for cell in cells_of(path, "markdown"))
    page.wait_for_function(f"document.querySelectorAll('.jp-tocItem').length >= {headings}", timeout=10_000)
    page.close()


def test_report_from_disk(browser, tmp_path, screenshots):
    """No network, no serious finding of axe-core, readable on a phone, every figure with its words."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "report.html"
    file.write_text(report([nbformat.read(path, as_version=4) for path in NOTEBOOKS], "a page"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.goto(file.as_uri())
    assert set(asked) <= {"file", "data"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    images = page.evaluate(
        "[...document.querySelectorAll('figure img')].map(i => [i.alt.length, i.naturalWidth, i.width])"
    )
    assert images
    assert all(words > 20 and width > 800 and shown >= 600 for words, width, shown in images)  # letters of 11 pixels
    found = axe.run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:80]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
    assert page.evaluate(TOFU, "body") == []
    page.screenshot(path=screenshots / "report-phone.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.screenshot(path=screenshots / "report.png", full_page=True)
    page.emulate_media(media="print")
    assert not page.locator("details.code").first.is_visible()
    page.pdf(path=screenshots / "report.pdf")
    page.close()


def test_a_box_for_a_character_is_noticed(browser):
    page = browser.new_page()
    page.set_content("<p>云海 \ue123 sea of clouds</p>")
    assert page.evaluate(TOFU, "p") == ["\ue123"]
    page.close()


def cells_of(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def sees_everything(page, path):
    outputs = [out.get("data", {}) for cell in cells_of(path, "code") for out in cell.outputs]
    tables = sum("<table" in "".join(data.get("text/html", "")) for data in outputs)
    figures = sum("image/png" in data for data in outputs)
    page.wait_for_function(
        f"document.querySelectorAll('.jp-OutputArea-output figure img').length == {figures}", timeout=30_000
    )
    assert page.locator(".jp-OutputArea-output:has(table)").count() >= tables
    for image in page.evaluate(IMAGES):
        assert image["alt"]
        assert image["width"] > 800 and image["shown"] > 400  # noqa: PT018


def run_all(page, path):
    """Run → Run All Cells on cleared outputs, by the menu."""
    choose(page, "Edit", "Clear Outputs of All Cells")
    page.wait_for_function("document.querySelectorAll('.jp-OutputArea-output').length == 0")
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(
        f"""() => {{
            const last = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].pop().textContent;
            return last == '[{len(cells_of(path, "code"))}]:' || document.querySelector('{ERROR}');
        }}""",
        timeout=90_000,
    )


def choose(page, menu, item):
    page.locator("li.lm-MenuBar-item", has=page.get_by_text(menu, exact=True)).click()
    page.locator("li.lm-Menu-item", has=page.get_by_text(item, exact=True)).click()


def photograph(page, path):
    """The whole notebook, however long: the window is made as high as it is."""
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": min(int(height) + 120, 12_000)})
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")  # it stands at the last cell
    page.wait_for_timeout(300)  # scrolling is smooth
    page.screenshot(path=path)
    page.set_viewport_size({"width": 1280, "height": 900})
