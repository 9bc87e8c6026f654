"""How long does the series take?  `make bench`: the notebooks run on the seed, warm, against their floor.

The floor starts the same kernels, two at once, and imports in each the very modules that its notebook has loaded
when it ends, and does nothing else.  Both are run from a copy, in turn; medians of five rounds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

from analysis.report import ROOT

ROUNDS = 5
RUN = """
import sys
from pathlib import Path
import nbformat
from analysis.series import run
sys.exit(len(run({path: nbformat.read(path, as_version=4) for path in sorted(Path(sys.argv[1]).glob("*.ipynb"))})))
"""
LOADED = "import sys\nprint(*(name for name in sys.modules if not name.startswith(('analysis', '__main__'))))"
IMPORT = """
from contextlib import suppress
from importlib import import_module
for name in {names!r}.split():
    with suppress(ImportError, ValueError):  # what a package made of itself is no file to import
        import_module(name)
"""


def copied(folder: Path) -> list[Path]:
    """The notebooks, with the pages that they read, in a folder of their own."""
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    return sorted((folder / "notebooks").glob("*.ipynb"))


def imports_of(path: Path) -> nbformat.NotebookNode:
    """A notebook that imports the modules that another has loaded when it ends, the project's own left out."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(LOADED))
    quiet, where = ["--log-level=ERROR"], {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, extra_arguments=quiet, resources=where).execute()
    names = "".join(output.text for output in notebook.cells[-1].outputs)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORT.format(names=names))])


def seconds(folder: Path) -> float:
    """How long the notebooks of a folder take, in a process of their own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", RUN, folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    with TemporaryDirectory() as name:
        folder, bare = Path(name), Path(name, "bare")
        bare.mkdir()
        for path in copied(folder):
            nbformat.write(imports_of(path), bare / path.name)
        rounds = [(seconds(bare), seconds(folder / "notebooks")) for _ in range(ROUNDS + 1)][1:]
    ratios = [series / floor for floor, series in rounds]
    floor, series = (median(taken) for taken in zip(*rounds, strict=True))
    print(f"floor {floor:.1f} s, series {series:.1f} s")
    print(
        f"series against the floor {median(ratios):.2f}   asked <= 1.3   rounds {min(ratios):.2f} to {max(ratios):.2f}"
    )


if __name__ == "__main__":
    main()
