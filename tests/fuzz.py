"""Fuzzing by coverage: whatever the bytes, the laws of `laws.py` hold.

`make fuzz` tries for a minute and says how many inputs it ran; `SECONDS=600 make fuzz` for ten.
"""

import os
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["analysis"]):
    from laws import LAWS, is_read_whole, page_of
    from pictures import SEED
    from test_robustness import TELLING

    from analysis import find_quantities, tokenize
    from analysis.page.encoding import decoded

SECONDS = int(os.environ.get("SECONDS", 60))
OPENING = "云海\n\n本报讯(记者 周利芳)市民举起相机。\n\n"  # with it nearly every text is a page
SOME = 200  # the laws of counting take a hundred times the reader's: every so many inputs they are tried too
inputs = count(1)


def obeys(data):
    """One input: bytes as a file holds them, and the text that they are if what is no UTF-8 is left out."""
    try:
        page_of(decoded(data))
    except ValueError as error:
        if not str(error).startswith("expected "):
            raise
    text = OPENING + data.decode("utf-8", "ignore")
    page = page_of(text)
    if page:
        is_read_whole(page, text)
        find_quantities(page)
        tokenize(page)
        for law in LAWS if next(inputs) % SOME == 0 else ():
            law(page)


def sown(folder):
    """The first inputs: the seed page, its articles, and the pieces that mean something to the reader."""
    text = SEED.read_text(encoding="utf-8")
    pieces = [text, *text.split("\n\n"), " ".join(TELLING)]
    for number, piece in enumerate(pieces):
        (Path(folder) / str(number)).write_text(piece, encoding="utf-8")
    (Path(folder) / "gb18030").write_bytes(text.encode("gb18030"))
    (Path(folder) / "utf-16").write_bytes(text.encode("utf-16"))


if __name__ == "__main__":
    with TemporaryDirectory() as corpus:
        sown(corpus)
        options = [f"-max_total_time={SECONDS}", "-max_len=4096", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={gettempdir()}/", corpus], obeys)
        atheris.Fuzz()
