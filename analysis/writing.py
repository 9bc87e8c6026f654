"""Files written whole or not at all, and text of a page written so that it means nothing but itself.

A reader never meets half a file, whatever stops the writer; a browser or a spreadsheet never takes words of the
page for commands.
"""

from __future__ import annotations

import html
import os
import re
import tempfile
from pathlib import Path

import pandas as pd

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")
CODE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"^(?=[=+\-@\t\r\n＝＋－＠])")  # the full-width ones too (OWASP, CSV injection)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write `content` to `path` under a temporary name beside it, then rename; an equal file is left untouched.

    Raises `OSError` naming the path when the folder cannot be written or the disk is full; the old file stays.
    """
    path = Path(path)
    if path.is_file() and path.read_bytes() == content:
        return
    try:
        _write_and_rename(path, content)
    except OSError as error:
        raise OSError(error.errno, f"could not write: {error.strerror}", str(path)) from error


def _write_and_rename(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def inert(words: str) -> str:
    """Text of a page for a Markdown cell: no mark-up, formula or link in it is taken for one.

    >>> print(inert("<b>$5 *好*"))
    &lt;b&gt;\\$5 \\*好\\*
    """
    return html.escape(MARKDOWN.sub(r"\\\1", words), quote=False)


def for_terminal(words: str) -> str:
    """Words for a terminal, in one line: no code in them is obeyed.

    >>> print(for_terminal("a\\x1b[31mb.txt: found\\nnothing"))
    a\\x1b[31mb.txt: found\\nnothing
    """
    return CODE.sub(lambda code: code[0].encode("unicode_escape").decode(), words)


def csv_of(table: pd.DataFrame) -> bytes:
    """A table as CSV (UTF-8): text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> csv_of(pd.DataFrame({"quote": ["=1+1", "11月9日"]})).decode()
    "quote\\n'=1+1\\n11月9日\\n"
    """
    text = table.select_dtypes(exclude=["number", "bool"]).columns
    safe = table.assign(**{column: table[column].map(_no_formula) for column in text})
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _no_formula(value):
    return FORMULA.sub("'", value) if isinstance(value, str) else value
