"""Many pages: nothing lost, nothing twice, the same bytes whatever happens on the way."""

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import distributed
import pytest
from compose import ARCHIVE, archive, compose

from analysis import read_page, tokenize
from analysis.archive import batches, read_archive, read_table
from analysis.archive.sources import sources_of, text_of
from analysis.archive.tables import SCHEMAS
from analysis.themes import theme_shares

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Twelve composed pages, in batches of three, read in this process."""
    monkeypatch.setattr(batches, "BATCH", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return write_pages(tmp_path / "pages", 12)


def write_pages(folder, number):
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(compose(n), encoding="utf-8")
    return folder


def bytes_below(out):
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_the_archive_that_ships_is_what_its_composer_makes():
    assert {path.name: path.read_text(encoding="utf-8") for path in ARCHIVE.glob("*.txt")} == archive()


def test_composed_pages_differ():
    assert len({compose(n) for n in range(500)}) == 500


def test_every_page_is_in_the_tables_once(folder, tmp_path):
    counts = read_archive(folder / "*.txt", tmp_path / "out")
    pages = read_table(tmp_path / "out", "pages")
    assert pages.page.tolist() == [f"{n:04}.txt" for n in range(12)]
    assert pages.sha256.tolist() == [hashlib.sha256(compose(n).encode()).hexdigest() for n in range(12)]
    assert pages.articles.sum() == counts["articles"] == len(read_table(tmp_path / "out", "articles"))
    assert len(list((tmp_path / "out" / "terms").iterdir())) == 4


def test_counts_add_up(folder, tmp_path):
    read_archive(folder / "*.txt", tmp_path / "out")
    terms, articles, pages = (read_table(tmp_path / "out", name) for name in ("terms", "articles", "pages"))
    assert terms.frequency.sum() == articles.tokens.sum() == pages.tokens.sum() > 1000


@pytest.mark.parametrize(("table", "words"), [("terms", "term"), ("themes", "words")])
def test_every_count_leads_to_its_characters(folder, tmp_path, table, words):
    read_archive(folder / "*.txt", tmp_path / "out")
    rows = read_table(tmp_path / "out", table)
    if table == "terms":
        assert rows.frequency.tolist() == rows.start.map(len).tolist()
        rows[words] = [[term] * n for term, n in zip(rows.term, rows.frequency, strict=True)]
    places = rows.explode([words, "start", "end"]).dropna(subset="start")
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    quotes = [texts[page][a:b] for page, a, b in zip(places.page, places.start, places.end, strict=True)]
    torn = sum("\n" in quote for quote in quotes)
    assert sum(quote == word for quote, word in zip(quotes, places[words], strict=True)) == len(quotes) - torn
    assert torn < 0.01 * len(quotes)


def test_memory_does_not_grow_with_the_archive(tmp_path, monkeypatch):
    """Six times the pages, the same peak: one batch is held at a time."""
    monkeypatch.setattr(batches, "BATCH", 4)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    few, many = (write_pages(tmp_path / f"{n}", n) for n in (4, 24))
    read_archive(many / "*", tmp_path / "warm")
    assert peak(many, tmp_path / "many") < 1.1 * peak(few, tmp_path / "few")


def peak(folder, out):
    tracemalloc.start()
    read_archive(folder / "*", out)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_themes_are_those_of_each_page_read_alone(folder, tmp_path):
    read_archive(folder / "*.txt", tmp_path / "out")
    themes = read_table(tmp_path / "out", "themes").set_index(["page", "article", "theme"]).share
    assert themes.groupby(["page", "article"]).sum().to_numpy() == pytest.approx(1)
    for path in folder.iterdir():
        alone = theme_shares(tokenize(read_page(path)))
        for (article, theme), share in themes[path.name].items():
            assert alone.loc[article, theme] == pytest.approx(share)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_kept_even_without_rows(folder, tmp_path, name):
    read_archive(folder / "0000.txt", tmp_path / "out")
    assert read_table(tmp_path / "out", name).columns.tolist() == SCHEMAS[name].names


def test_a_page_that_fails_is_told_and_the_others_are_read(folder, tmp_path):
    (folder / "0001.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "0002.txt").write_text("", encoding="utf-8")
    (folder / "0003.zip").write_bytes(b"PK no zip")
    (folder / "0004.txt.gz").write_bytes(gzip.compress(compose(4).encode())[:-20])
    read_archive(folder / "*", tmp_path / "out")
    failures, pages = read_table(tmp_path / "out", "failures"), read_table(tmp_path / "out", "pages")
    assert failures.page.tolist() == ["0001.txt", "0002.txt", "0003.zip", "0004.txt.gz"]
    assert all(failures.reason.str.contains("expected .*found"))
    assert sorted([*pages.page, *failures.page]) == sorted(path.name for path in folder.iterdir())


def test_an_error_in_the_program_is_a_failure_too(folder, tmp_path, monkeypatch):
    def broken(page):
        raise RuntimeError(f"{page.name} is too much") if page.name == "0005.txt" else StopIteration

    monkeypatch.setattr(batches, "rows_of", broken)
    read_archive(folder / "*", tmp_path / "out")
    failures = read_table(tmp_path / "out", "failures")
    assert failures[failures.page == "0005.txt"].values.tolist() == [
        ["0005.txt", "RuntimeError", "0005.txt is too much"]
    ]


@pytest.mark.parametrize("killed_at", range(0, 24, 5))
def test_a_run_stopped_at_any_file_ends_with_the_same_bytes(folder, tmp_path, monkeypatch, killed_at):
    read_archive(folder / "*", tmp_path / "unbroken")
    written = []

    def stopping(path, content):
        if len(written) == killed_at:
            path.with_name(f".{path.name}.half").write_bytes(content[:10])
            raise KeyboardInterrupt
        written.append(path)
        batches_write(path, content)

    batches_write = batches.write_whole
    monkeypatch.setattr(batches, "write_whole", stopping)
    with pytest.raises(KeyboardInterrupt):
        read_archive(folder / "*", tmp_path / "out")
    monkeypatch.setattr(batches, "write_whole", batches_write)
    read_archive(folder / "*", tmp_path / "out")
    assert bytes_below(tmp_path / "out") == bytes_below(tmp_path / "unbroken")


def test_whole_batches_are_not_read_again(folder, tmp_path, monkeypatch):
    first = read_archive(folder / "*", tmp_path / "out")
    monkeypatch.setattr(batches, "rows_of", None)
    assert read_archive(folder / "*", tmp_path / "out").equals(first)


def test_changed_pages_are_read_again_and_those_gone_leave_no_rows(folder, tmp_path):
    read_archive(folder / "*", tmp_path / "out")
    (folder / "0004.txt").write_text(compose(99), encoding="utf-8")
    for n in range(6, 12):
        (folder / f"{n:04}.txt").unlink()
    read_archive(folder / "*", tmp_path / "out")
    read_archive(folder / "*", tmp_path / "anew")
    assert bytes_below(tmp_path / "out") == bytes_below(tmp_path / "anew")


def test_another_program_makes_other_tables(folder, tmp_path, monkeypatch):
    read_archive(folder / "0000.txt", tmp_path / "out")
    before = bytes_below(tmp_path / "out")
    monkeypatch.setattr(batches, "_program", lambda: b"another")
    read_archive(folder / "0000.txt", tmp_path / "out")
    assert bytes_below(tmp_path / "out") != before


def test_packed_texts_are_read_as_the_plain_ones(folder, tmp_path):
    packed = tmp_path / "packed"
    packed.mkdir()
    (packed / "a.txt.gz").write_bytes(gzip.compress(compose(0).encode()))
    with zipfile.ZipFile(packed / "b.zip", "w") as file:
        file.writestr("deep/2.txt", compose(2))
        file.writestr("deep/1.txt", compose(1))
    found = sources_of(packed / "*")
    assert [source.name for source in found] == ["a.txt.gz", "b.zip!deep/1.txt", "b.zip!deep/2.txt"]
    assert [text_of(source) for source in found] == [compose(0), compose(1), compose(2)]


def test_an_empty_zip_is_a_page_that_fails(tmp_path):
    (tmp_path / "a.txt").write_text(compose(0), encoding="utf-8")
    for name, folders in (("b.zip", []), ("c.zip", ["deep/"])):
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            for folder in folders:
                file.mkdir(folder)
    assert [source.name for source in sources_of(tmp_path / "*")] == ["a.txt", "b.zip", "c.zip"]
    read_archive(tmp_path / "*", tmp_path / "out")
    failures = read_table(tmp_path / "out", "failures")
    assert failures.page.tolist() == ["b.zip", "c.zip"]
    assert all(failures.reason.str.contains("expected texts in the file, found none"))


def test_a_bomb_is_refused_without_being_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.archive.sources.LARGEST", 1000)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(ValueError, match="at most 1,000 bytes"):
        text_of(sources_of(tmp_path / "bomb.gz")[0])


def test_wrong_calls_say_what_was_expected(tmp_path):
    with pytest.raises(ValueError, match=r"expected files of pages at .*, found none"):
        read_archive(tmp_path / "*.txt", tmp_path / "out")
    with pytest.raises(ValueError, match=r"expected one of pages, .* found 'words'"):
        read_table(tmp_path, "words")
    with pytest.raises(FileNotFoundError, match="found no table pages"):
        read_table(tmp_path, "pages")


def test_a_killed_process_is_resumed_with_the_same_bytes(tmp_path, monkeypatch):
    """The real thing: a run of its own, with processes of its own, all killed with SIGKILL in the middle.

    Another run, with other hashes, ends it; the tables are those of this process, which was not stopped.
    """
    folder = write_pages(tmp_path / "pages", 12)
    program = (
        "from analysis.archive import batches; batches.BATCH = 2\n"
        f"batches.read_archive({str(folder / '*')!r}, {str(tmp_path / 'out')!r})"
    )
    script = tmp_path / "run.py"
    script.write_text(f"if __name__ == '__main__':\n    {program.replace(chr(10), chr(10) + '    ')}\n")
    run = subprocess.Popen([sys.executable, script], cwd=ROOT, start_new_session=True)
    wait_until(lambda: list((tmp_path / "out").glob("pages/part-*")), 300)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    left = len(list((tmp_path / "out").glob("pages/part-*")))
    assert 0 < left < 6
    subprocess.run([sys.executable, script], cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    read_archive(folder / "*", tmp_path / "unbroken")
    assert bytes_below(tmp_path / "out") == bytes_below(tmp_path / "unbroken")


def test_a_cluster_whose_worker_is_killed_makes_the_same_bytes(tmp_path, monkeypatch):
    """Workers are processes reached over TCP; one is killed while batches are under way."""
    folder = write_pages(tmp_path / "pages", 16)
    monkeypatch.setattr(batches, "BATCH", 2)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, protocol="tcp://", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        victim = next(iter(client.run(os.getpid).values()))
        with ThreadPoolExecutor(1) as thread:
            killer = thread.submit(kill_when_begun, tmp_path / "out", victim)
            read_archive(folder / "*", tmp_path / "out", client)
        killer.result()  # it found a run under way and a worker to kill
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    read_archive(folder / "*", tmp_path / "alone")
    assert bytes_below(tmp_path / "out") == bytes_below(tmp_path / "alone")


def kill_when_begun(out, victim):
    wait_until(lambda: list(out.glob("pages/part-*")), 300)
    assert len(list(out.glob("pages/part-*"))) < 8
    os.kill(victim, signal.SIGKILL)


def wait_until(true, seconds):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
