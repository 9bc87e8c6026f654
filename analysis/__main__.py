"""Rerun every notebook on the seed page and redraw every figure: `python -m analysis`.

A notebook that comes out the same stays byte for byte the same.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from analysis.writing import write_whole

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 2  # a kernel and its libraries take 0.3 GB; two keep two cores busy


def main() -> int:
    """Rerun the notebooks, two at once, with a line for each; 0 if all ran, 1 if one did not."""
    return asyncio.run(_rerun(sorted((ROOT / "notebooks").glob("*.ipynb"))))


async def _rerun(notebooks: list[Path]) -> int:
    turns = asyncio.Semaphore(AT_ONCE)
    return max(await asyncio.gather(*(_reported(path, turns) for path in notebooks)), default=0)


async def _reported(path: Path, turns: asyncio.Semaphore) -> int:
    async with turns:
        start = time.perf_counter()
        try:
            content = nbformat.writes(await executed(path)) + "\n"
        except Exception as error:
            print(f"{path.name}: {error}", file=sys.stderr, flush=True)
            return 1
        write_whole(path, content.encode())
        print(f"{path.name}  {time.perf_counter() - start:.1f} s", flush=True)
        return 0


async def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook run anew from its first cell, in its own folder, without the times and ids that change."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        extra_arguments=["--log-level=ERROR"],  # the kernel warns that it listens on loopback
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(path.parent)}},
    )
    await client.async_execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


if __name__ == "__main__":
    sys.exit(main())
