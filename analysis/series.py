"""The series of notebooks, run on the seed page in its place or on other pages in a folder of theirs.

In come notebooks and pages, out come executed notebooks, figures, tables and a report.  Hard because a notebook
must come out the same byte for byte when nothing changed, and because one bad page must not stop the others.
"""

from __future__ import annotations

import asyncio
import atexit
import glob
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain, count
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from typing import Any, cast

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from analysis.archive.sources import Source, sources_of, text_of
from analysis.lexicons.script import in_traditional
from analysis.page import Page, parse_page
from analysis.report import own_notebooks, report
from analysis.tables import write_tables
from analysis.writing import for_terminal, write_whole

AT_ONCE = 2  # a kernel and its libraries take 0.3 GB; two keep two cores busy
PAGE = re.compile(r'^PAGE = ".*"$', re.MULTILINE)  # the line of a notebook's first cell that names its page
TRADITIONAL = (
    "**The page is in traditional characters (繁體字).** Its lines, words, quantities and themes are read in "
    "simplified ones, character for character, and told as printed; function words (虚词) that the two write "
    "differently are not left out."
)
LONGEST = 100  # bytes in the name of a socket; Linux allows 107, macOS 103
UNSAFE = re.compile(r"[^\w.-]+|^\.+")  # in the name of a folder


def rerun() -> int:
    """Rerun the project's notebooks where they are; 0 if all ran, 1 if one did not."""
    return int(bool(run(own_notebooks())))


def read_pages(names: Iterable[str], out: Path) -> int:
    """Run the series on every page in the files `names`, each into a folder below `out`; 0 if all went well, else 1."""
    sources, troubles = _found(names)
    for n, (folder, source) in enumerate(zip(folder_names(sources), sources, strict=True), 1):
        print(f"page {n} of {len(sources)}: {for_terminal(source.name)}", flush=True)
        troubles += _read_page(out / folder, source)
    print(f"{len(troubles)} could not be read" if troubles else "all was read", flush=True)
    for trouble in troubles:
        print(f"  {for_terminal(trouble)}", file=sys.stderr)
    return int(bool(troubles))


def _found(names: Iterable[str]) -> tuple[list[Source], list[str]]:
    """The pages of the files, and in words which files are not there."""
    sources, missing = list[Source](), list[str]()
    for name in names:
        try:
            sources += sources_of(glob.escape(name))
        except ValueError:
            missing.append(f"{name}: expected a file, found none")
    return sources, missing


def _read_page(folder: Path, source: Source) -> list[str]:
    """What could not be read of a page, in words."""
    try:
        return list(read_page_into(folder, source))
    except (OSError, ValueError, ImportError) as error:
        return [str(error)]


def folder_names(sources: Iterable[Source]) -> list[str]:
    """The name of each page's folder; of pages named alike (`may/01.txt`, `june/01.txt`) each has one of its own.

    >>> folder_names([Source("01.txt", "may/01.txt", ""), Source("01.txt", "june/01.txt", "")])
    ['01', '01-2']
    """
    names: dict[str, str] = {}  # by what a disk that does not tell 01a from 01A knows them as
    for name in map(folder_name, sources):
        numbered = chain([name], (f"{name}-{n}" for n in count(2)))
        free = next(one for one in numbered if one.casefold() not in names)
        names[free.casefold()] = free
    return list(names.values())


def folder_name(source: Source) -> str:
    """The name of a page's folder, without what could lead out of it.

    >>> folder_name(Source("../march.zip!01/a b.txt", "../march.zip", "01/a b.txt"))
    'march.zip-01-a-b'
    """
    return UNSAFE.sub("-", source.name.removesuffix(".txt")).strip("-.") or "page"


def read_page_into(folder: Path, source: Source) -> Iterator[str]:
    """Run the series on one page, all of it into `folder`; gives what failed, in words.

    Raises `OSError` or `ValueError` if the page cannot be read or the folder not be written.
    """
    page = parse_page(text_of(source), name=folder.name)
    for name in ("notebooks", "figures", "tables"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{page.name}.txt", page.text.encode())
    write_tables(page, folder / "tables")
    notebooks = {folder / "notebooks" / path.name: notebook for path, notebook in of_page(page)}
    failed = run(notebooks)
    whole = [notebook for path, notebook in notebooks.items() if path not in failed]
    write_whole(folder / "report.html", report(whole, page.name).encode())
    print(summary(page), flush=True)
    yield from (f"{source.name}, {path.name}: {_told(error)}" for path, error in failed.items())


def of_page(page: Page) -> Iterator[tuple[Path, NotebookNode]]:
    """The project's notebooks about one page, each set to that page in the folder above it."""
    for path, notebook in own_notebooks().items():
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        if PAGE.search(first.source):
            first.source = PAGE.sub(f'PAGE = "../{page.name}.txt"', first.source)
            if in_traditional(page.text):
                notebook.cells.insert(1, nbformat.v4.new_markdown_cell(TRADITIONAL, id="traditional"))
            yield path, notebook


def summary(page: Page) -> str:
    """A page in two lines: what was read, and the three articles read least surely."""
    unsure = sorted(page.articles, key=lambda article: article.confidence)[:3]
    told = "; ".join(f"{one.confidence:.2f} {one.title or one.paragraphs[0][:20]}" for one in unsure)
    script = "\n  in traditional characters: read in simplified ones" if in_traditional(page.text) else ""
    return f"  {len(page.articles)} articles, {len(page.text):,} characters\n  least sure: {told}{script}"


def progress(done: int, of: int) -> str:
    """How far a page is read, as a bar.

    >>> progress(1, 4)
    '[#####...............] 1 of 4'
    """
    return f"[{'#' * (20 * done // of):.<20}] {done} of {of}"


def run(notebooks: dict[Path, NotebookNode]) -> dict[Path, Exception]:
    """Run notebooks, two at once, each in the folder of its path, and write those that ran whole; gives the errors.

    In a thread of their own: in the main thread nbclient takes Ctrl-C for itself, ends one kernel and goes on.
    """
    started: Queue[tuple[asyncio.AbstractEventLoop, asyncio.Task]] = Queue()
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, _run(notebooks, started))
        loop, task = started.get()
        try:
            while wait([running], timeout=0.2).not_done:  # Ctrl-C that another thread takes is heard between two waits
                pass
        except KeyboardInterrupt:
            loop.call_soon_threadsafe(task.cancel)
            raise
        return running.result()


async def _run(notebooks: dict[Path, NotebookNode], started: Queue) -> dict[Path, Exception]:
    started.put((asyncio.get_running_loop(), asyncio.current_task()))
    turns = asyncio.Semaphore(AT_ONCE)
    done = count(1)
    last_first = list(reversed(notebooks))  # the later a station the longer it takes, and the short ones fill the gaps
    errors = await asyncio.gather(*(_reported(path, notebooks, turns, done) for path in last_first))
    return {path: error for path, error in zip(last_first, errors, strict=True) if error}


async def _reported(
    path: Path, notebooks: dict[Path, NotebookNode], turns: asyncio.Semaphore, done: Iterator[int]
) -> Exception | None:
    notebook, task = notebooks[path], cast(asyncio.Task, asyncio.current_task())
    async with turns:
        start = time.perf_counter()
        try:
            await execute(notebook, path.parent)
        except Exception as error:
            if task.cancelling():  # a kernel that is ended for Ctrl-C has not failed
                raise asyncio.CancelledError from error
            print(f"{path.name}: {for_terminal(_told(error))}", file=sys.stderr, flush=True)
            return error
        write_whole(path, (nbformat.writes(notebook) + "\n").encode())
        taken = time.perf_counter() - start
        print(f"  {progress(next(done), len(notebooks))}  {path.stem} {taken:.1f} s", flush=True)
        return None


def _told(error: Exception) -> str:
    """An error in words; of a cell's, whose text is its whole traceback, the last line."""
    return f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error)


async def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run a notebook anew from its first cell in `folder`, without the times and ids that change."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        client = NotebookClient(
            notebook,
            timeout=120,
            extra_arguments=["--log-level=ERROR"],  # where it listens on a port, the kernel warns of it
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(folder)}},
        )
        _speak_by_files(client.create_kernel_manager(), Path(place))
        try:
            await client.async_execute()
        finally:
            atexit.unregister(client._cleanup_kernel)  # nbclient leaves it when it is stopped, to fail at the end
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def _speak_by_files(manager: Any, place: Path) -> None:
    """Let a kernel be spoken to by files in a place of its own, where there are such and their names are not too long.

    A port that is free when a kernel is told of it may be another's when the kernel begins to listen, and it ends.
    """
    if sys.platform != "win32" and len(os.fsencode(place / "kernel-ipc-5")) <= LONGEST:
        manager.transport, manager.connection_file = "ipc", str(place / "kernel.json")
