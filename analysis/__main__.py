"""Read newspaper pages: run the series of notebooks on them.

`python -m analysis` reruns the project's notebooks on the seed page and redraws `figures/`; with pages and a
folder, everything about those pages lands in the folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from analysis.series import read_pages, rerun

EXAMPLES = """\
examples:
  python -m analysis                               rerun the notebooks on the seed page, redraw figures/
  python -m analysis page.txt --out read           the series on a page of yours, into read/page/
  python -m analysis 2024/*.txt march.zip a.pdf --out read
                                                   a folder for each page; .txt, .gz, .zip and .pdf with a text layer

exit status: 0 all was read, 1 something could not be, 2 the command was wrong, 130 stopped by Ctrl-C
"""

INTERRUPTED = 130  # as shells say it: 128 and the number of the signal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status.  A wrong command ends in `SystemExit` with 2."""
    parser = argparse.ArgumentParser(
        "python -m analysis",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="files of pages")
    parser.add_argument("--out", type=Path, metavar="DIR", help="the folder that all about the pages goes into")
    asked = parser.parse_args(arguments)
    if bool(asked.pages) != bool(asked.out):
        parser.error("expected pages and --out DIR together, found only one of them")
    try:
        return read_pages(asked.pages, asked.out) if asked.pages else rerun()
    except KeyboardInterrupt:
        print("stopped; every file is whole, as it was or as it is to be", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets a headline in escapes
    sys.exit(main())
