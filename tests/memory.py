"""How much memory does an archive take?  `python tests/memory.py`: the same for 1,000 and for 20,000 pages.

Each archive is composed, then read by a process of its own with two workers; the peak is the largest resident set
of any of the three, as the system counts it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from compose import compose

FEW, MANY = 1_000, 20_000
READ = """
import resource, sys
from analysis.archive import read_archive

if __name__ == "__main__":
    read_archive(sys.argv[1], sys.argv[2])
    print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""


def peaks(number: int) -> tuple[int, int]:
    """The peak of the process that hands out the work and that of its workers, in kB, over `number` pages."""
    with TemporaryDirectory() as folder:
        pages, script = Path(folder, "pages"), Path(folder, "read.py")
        pages.mkdir()
        script.write_text(READ)
        for n in range(number):
            (pages / f"{n:06}.txt").write_text(compose(n), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, script, f"{pages}/*.txt", f"{folder}/out"], check=True, capture_output=True, text=True
        )
    own, of_workers = ran.stdout.split()
    return int(own), int(of_workers)


def main() -> None:
    """Print both peaks for few and for many pages, in MB, and how they compare."""
    few, many = peaks(FEW), peaks(MANY)
    for who, less, more in zip(("handing out", "a worker"), few, many, strict=True):
        print(f"{who:12s}{less / 1e3:4.0f} MB at {FEW:,} pages,{more / 1e3:4.0f} MB at {MANY:,}: {more / less:.2f}")


if __name__ == "__main__":
    main()
