"""Fuzzing by coverage: whatever the bytes, the laws of `test_robustness.py` hold.  `make fuzz` tries for a minute."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
from pictures import ROOT, SEED

sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["analysis"]):
    from test_robustness import TELLING, is_read_whole, page_of

    from analysis import check, find_quantities, learn_words
    from analysis.page.encoding import decoded

SECONDS = 60


def obeys(data):
    """One input: bytes as a file holds them."""
    try:
        text = decoded(data)
    except ValueError as error:
        if not str(error).startswith("expected "):
            raise
        return
    page = page_of(text)
    if page:
        is_read_whole(page, text)
        quantities = find_quantities(page)
        for start, end, quote in zip(quantities.start, quantities.end, quantities.quote, strict=True):
            assert text[start:end] == quote
        check(quantities, page)
        learn_words(page)


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
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={SECONDS}", "-max_len=4096", "-print_final_stats=1", corpus], obeys
        )
        atheris.Fuzz()
