"""Files written whole or not at all: a reader never meets half a file, whatever stops the writer."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
