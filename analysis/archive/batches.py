"""Batches of pages, each read whole or not at all.

A batch's bytes depend on its pages and on this program alone, never on who made it or when.  So a run can be
killed anywhere and started again, and two workers may even make the same batch: both write the same files.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import analysis
from analysis.archive.sources import Source, sources_of, text_of
from analysis.archive.tables import SCHEMAS, Rows, rows_of, tables_of
from analysis.page import parse_page
from analysis.writing import write_whole

BATCH = 100  # pages a file: some 0.1 MB of `terms`; fewer make many small files, more make a lost batch dearer
Batch = tuple[int, tuple[Source, ...]]
Content = tuple[str, str | Exception]  # a page's name, and its text or why there is none


def read_archive(pattern: str | Path, out: str | Path, client: Any = None) -> pd.Series:
    """Read all pages that a glob pattern names into tables below `out`; gives the rows of each table.

    Batches that an earlier run finished are kept if their pages and this program are still the same.  A page that
    cannot be read is a row of `failures`.  Works on all cores of this machine, or on a cluster when given the
    `client` of `dask.distributed`, whose workers must see the same files under the same names.  Processes of their own
    begin by importing the script that calls this: there it stands below `if __name__ == "__main__":`.

    Raises `ValueError` if the pattern names no file, `OSError` if `out` cannot be written.
    """
    out = Path(out)
    batches = _batches(sources_of(pattern))
    _prepare(out, len(batches))
    run = partial(read_batch, out=str(out))
    counts: dict[str, int] = dict.fromkeys(SCHEMAS, 0)
    for done in _on_cluster(run, batches, client) if client else _on_cores(run, batches):
        counts = {name: counts[name] + done[name] for name in counts}
    return pd.Series(counts, name="rows")


def read_table(out: str | Path, name: str) -> pd.DataFrame:
    """One table of an archive, in the order of its pages.

    Raises `ValueError` for a name that is none of the tables, `FileNotFoundError` if it was never read.
    """
    if name not in SCHEMAS:
        raise ValueError(f"expected one of {', '.join(SCHEMAS)}, found {name!r}")
    files = sorted((Path(out) / name).glob("*.parquet"))
    if not files:
        raise FileNotFoundError(f"{out}: expected an archive that was read, found no table {name}")
    return pa.concat_tables(pq.read_table(file) for file in files).to_pandas()


def read_batch(batch: Batch, out: str) -> dict[str, int]:
    """Read one batch and write its files, `pages` last, or keep them if they are whole; gives the rows of each."""
    number, sources = batch
    contents = [_content(source) for source in sources]
    digest = _digest(contents)
    paths = {name: _path(out, name, number) for name in SCHEMAS}
    if _made_from(paths["pages"]) != digest:
        tables = _tables(contents)
        for name in sorted(SCHEMAS, key=lambda name: name == "pages"):
            write_whole(paths[name], _parquet(tables[name].replace_schema_metadata({"made_from": digest})))
    return {name: pq.read_metadata(path).num_rows for name, path in paths.items()}


def _batches(sources: list[Source]) -> list[Batch]:
    starts = range(0, len(sources), BATCH)
    return [(number, tuple(sources[start : start + BATCH])) for number, start in enumerate(starts)]


def _on_cores(run, batches: list[Batch]) -> Iterator[dict[str, int]]:
    cores = min(os.cpu_count() or 1, len(batches))
    if cores == 1:
        yield from map(run, batches)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from pool.map(run, batches)


def _on_cluster(run, batches: list[Batch], client: Any) -> Iterator[dict[str, int]]:
    from distributed import as_completed

    for future in as_completed(client.map(run, batches, pure=False)):
        yield future.result()
        future.release()


def _content(source: Source) -> Content:
    try:
        return source.name, text_of(source)
    except (OSError, ValueError, ImportError) as error:
        return source.name, error


def _tables(contents: Iterable[Content]) -> dict[str, pa.Table]:
    rows: Rows = {name: [] for name in (*SCHEMAS, "theme words")}
    with _no_search_for_garbage():
        for name, text in contents:
            for table, more in _rows(name, text).items():
                rows[table] += more
        return tables_of(rows)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """A batch's rows live as long as it does and form no cycles: to go through them for garbage takes a sixth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rows(name: str, text: str | Exception) -> Rows:
    try:
        if isinstance(text, Exception):
            raise text
        return rows_of(parse_page(text, name=name))
    except Exception as error:  # whatever one page does, the others are read, and it is told
        return {"failures": [(name, type(error).__name__, str(error))]}


def _digest(contents: Iterable[Content]) -> str:
    """A fingerprint of the pages and of the program that reads them."""
    digest = hashlib.sha256(_program())
    for name, text in contents:
        digest.update(f"{name}\0{len(str(text))}\0{text}\0".encode(errors="surrogatepass"))
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """A fingerprint of this package's own files: another program makes other tables."""
    folder = Path(analysis.__file__).parent
    files = sorted(file for file in folder.rglob("*.*") if file.suffix in (".py", ".txt", ".tsv"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).digest()


def _made_from(path: Path) -> str:
    try:
        return (pq.read_schema(path).metadata or {}).get(b"made_from", b"").decode()
    except (OSError, pa.ArrowInvalid):
        return ""


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _path(out: str | Path, table: str, number: int) -> Path:
    return Path(out) / table / f"part-{number:06}.parquet"


def _prepare(out: Path, batches: int) -> None:
    """Make the folders, and take away what an unbroken run would not leave: halves, and parts beyond the last."""
    for name in SCHEMAS:
        (out / name).mkdir(parents=True, exist_ok=True)
        kept = {_path(out, name, number).name for number in range(batches)}
        for file in (out / name).iterdir():
            if file.name.startswith(".part-") or (file.suffix == ".parquet" and file.name not in kept):
                file.unlink()
