"""From a pattern of file names to the texts of pages: `.txt`, `.gz`, members of `.zip`, pages of `.pdf`.

A source is the name of one page's text inside an archive; opening it is put off until its turn comes, so an
archive of any size costs its list of names and one text at a time.
"""

from __future__ import annotations

import glob
import gzip
import zipfile
from pathlib import Path
from typing import NamedTuple

from analysis.page.encoding import decoded

LARGEST = 16_000_000  # bytes; the densest broadsheet page holds 0.05 MB of text, and a bomb in a .gz has no end


class Source(NamedTuple):
    """Where the text of one page is: a file, and for `.zip` a member of it, for `.pdf` a page (`1`, `2` …)."""

    name: str  # the file below the archive's folder, and `file.zip!member` or `file.pdf#3` inside one
    path: str
    inside: str


def sources_of(pattern: str | Path) -> list[Source]:
    """The sources of all files a glob pattern names (`**` for any folders), in the order of their names.

    Raises `ValueError` if there are none.  A container that is empty or cannot be listed is one source, which fails
    when read.
    """
    base = _folder_of(str(pattern))
    files = sorted(path for path in glob.glob(str(pattern), recursive=True) if Path(path).is_file())
    found = [source for path in files for source in _inside(path, Path(path).relative_to(base).as_posix())]
    if not found:
        raise ValueError(f"expected files of pages at {pattern}, found none")
    return found


def _folder_of(pattern: str) -> Path:
    """The part of a pattern before its first wildcard: names below it do not tell where the archive stands."""
    parts = Path(pattern).parts
    fixed = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts) - 1)
    return Path(*parts[:fixed])


def _inside(path: str, name: str) -> list[Source]:
    """The sources in a file; the file itself where it holds none or cannot be listed, which is said when it is read."""
    try:
        found = _contained(path)
    except (OSError, ValueError, zipfile.BadZipFile, ImportError):
        found = []
    sign = "#" if path.lower().endswith(".pdf") else "!"
    return [Source(f"{name}{sign}{one}", path, one) for one in found] or [Source(name, path, "")]


def _contained(path: str) -> list[str]:
    """The members of a `.zip`, the pages of a `.pdf`; no other file holds sources."""
    if path.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as folder:
            return sorted(member for member in folder.namelist() if not member.endswith("/"))
    if path.lower().endswith(".pdf"):
        from analysis.archive.pdf import page_count

        return [str(n) for n in range(1, page_count(path) + 1)]
    return []


def text_of(source: Source) -> str:
    """The text of a source.  Raises `OSError` or `ValueError` with what was expected and what was found."""
    if source.path.lower().endswith(".pdf"):
        from analysis.archive.pdf import page_text

        return page_text(source.path, int(source.inside or 1))
    content = _content(source)
    try:
        return decoded(content)
    except ValueError as error:
        raise ValueError(f"{source.name}: {error}") from None


def _content(source: Source) -> bytes:
    try:
        content = _read(source)
    except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile, KeyError, RuntimeError, NotImplementedError) as error:
        raise ValueError(f"{source.name}: expected a sound {Path(source.path).suffix} file, found: {error}") from None
    if len(content) > LARGEST:
        raise ValueError(f"{source.name}: expected a page of at most {LARGEST:,} bytes, found more")
    return content


def _read(source: Source) -> bytes:
    if source.inside:
        with zipfile.ZipFile(source.path) as folder, folder.open(source.inside) as file:
            return file.read(LARGEST + 1)
    if source.path.lower().endswith(".zip"):
        zipfile.ZipFile(source.path).close()  # raises what kept it from being listed
        raise ValueError(f"{source.name}: expected texts in the file, found none")
    opened = gzip.open if source.path.lower().endswith(".gz") else open
    with opened(source.path, "rb") as file:
        return file.read(LARGEST + 1)
