"""No half-written file and no foreign one: whatever stops a writer, and whoever else writes, each file is whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import nbformat
import pytest
from pictures import NOTEBOOKS, ROOT, SEED, drawn

from analysis.writing import write_whole

KILLED = 20
OLD, NEW = b"old " * 100_000, b"new " * 100_000
WRITING = """
import itertools, os, sys
from analysis.writing import write_whole
for _ in sys.stdin:
    if not os.fork():
        print(os.getpid(), flush=True)
        for n in itertools.count():
            write_whole(sys.argv[1], sys.argv[2 + n % 2].encode() * 100_000)
    os.wait()
    print("ended", flush=True)
"""


@contextmanager
def source_of_writers(path, *words):
    """A process that forks, when it is told to, another that writes `path` again and again, its contents in turn.

    Forked, for to import what a writer needs takes seconds.
    """
    command = [sys.executable, "-c", WRITING, path, *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, **pipes) as source:
        try:
            yield source
        finally:
            os.killpg(source.pid, signal.SIGKILL)  # with a writer that a failed test has left


def writer(source):
    """The number of a new process that writes."""
    print(file=source.stdin, flush=True)
    return int(source.stdout.readline())


def kill(writer, source):
    os.kill(writer, signal.SIGKILL)
    assert source.stdout.readline() == "ended\n"


def test_a_killed_writer_leaves_a_whole_file(tmp_path, tried):
    path, chance = tmp_path / "file", random.Random(0)
    path.write_bytes(OLD)
    with source_of_writers(path, "old ", "new ") as source:
        for _ in range(KILLED):
            one = writer(source)
            time.sleep(chance.random() / 50)
            kill(one, source)
            assert path.read_bytes() in (OLD, NEW)
            tried["writers killed"] += 1


def test_two_writers_at_once_do_not_mix(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    with source_of_writers(path, "old ", "new ") as one, source_of_writers(path, "new ", "old ") as other:
        writers = {source: writer(source) for source in (one, other)}
        seen = Counter(path.read_bytes() for _ in range(300))
        for source in writers:
            kill(writers[source], source)
    assert set(seen) == {OLD, NEW}


@pytest.fixture
def disk(tmp_path):
    """A function that makes a small disk with the options of `mount`, and gives its folder."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mounted(options):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode:
            pytest.skip("mounting a small disk needs root on Linux")
        return folder

    yield mounted
    subprocess.run(["umount", folder], capture_output=True)


def test_a_full_disk_leaves_the_old_file(disk):
    path = disk("size=600k") / "file"
    write_whole(path, OLD)
    with pytest.raises(OSError, match=r"could not write: No space left on device: '.*file'"):
        write_whole(path, NEW)
    assert path.read_bytes() == OLD
    assert [file.name for file in path.parent.iterdir()] == ["file"]


def test_a_disk_that_fills_up_ends_a_run_with_one_line(disk):
    run = series(SEED, "--out", disk("size=300k"))
    assert run.returncode == 1
    assert "No space left on device" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_cannot_be_written_ends_a_run_with_one_line(disk):
    run = series(SEED, "--out", disk("size=1m,ro") / "read")
    assert run.returncode == 1
    assert "Read-only file system" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def series(*arguments, **settings):
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **settings})


def test_ctrl_c_ends_at_once_and_leaves_whole_files(tmp_path):
    """Of three notebooks, those that run fastest."""
    for name in ("analysis", "notebooks", "figures", "seeds"):
        left_out = shutil.ignore_patterns("__pycache__", "04-*.ipynb", "05-*.ipynb")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    before = {path: path.read_bytes() for name in ("notebooks", "figures") for path in (tmp_path / name).glob("*.*")}
    run = subprocess.Popen(
        [sys.executable, "-m", "analysis"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background ignores it
    )
    assert "] 1 of 3 " in run.stdout.readline()  # one notebook has run, two others are running
    run.send_signal(signal.SIGINT)
    told, said = run.communicate(timeout=60)
    assert "3 of 3" not in told  # it has not run to its end; the second may have been done as the first was
    assert (run.returncode, said) == (130, "stopped; every file is whole, as it was or as it is to be\n")
    assert len(before) > 50
    assert [path.name for path, content in before.items() if path.read_bytes() != content] == []


# nothing comes from elsewhere


def test_notebooks_open_no_connection():
    """None is drawn with one: `drawn` refuses them all."""
    for path in NOTEBOOKS:
        assert drawn(path)


def test_a_connection_would_be_noticed(tmp_path):
    source = 'import socket\nwith socket.socket() as one:\n    one.connect(("127.0.0.1", 9))'
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), tmp_path / "one.ipynb")
    with pytest.raises(AssertionError, match="found one to"):
        drawn(tmp_path / "one.ipynb")


TOKENS = "from analysis import read_page, tokenize; import sys; print(*tokenize(read_page(sys.argv[1])).token, sep='|')"


def test_a_planted_dictionary_is_not_read(tmp_path):
    """jieba keeps its dictionary as a marshal file in the shared temporary folder, where anyone can put another."""
    clean, planted = tmp_path / "clean", tmp_path / "planted"
    for folder in (clean, planted):
        folder.mkdir()
    (planted / "jieba.cache").write_bytes(b"not a dictionary")
    said = [
        subprocess.run(
            [sys.executable, "-c", TOKENS, SEED],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for folder in (clean, planted)
    ]
    assert said[0] == said[1]
    assert list(clean.iterdir()) == []
    assert (planted / "jieba.cache").read_bytes() == b"not a dictionary"


# everywhere the same

TABLES = """
import hashlib, sys
from analysis import read_page
from analysis.tables import write_tables
from pathlib import Path
page = read_page(sys.argv[1])
page.seams.to_csv("seams.csv", index=False)
write_tables(page, Path.cwd())
print({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(Path.cwd().glob("*.*"))})
"""
SETTINGS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Shanghai"},
    {"LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0", "TZ": "America/St_Johns"},
    {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
]


def test_tables_are_the_same_everywhere(tmp_path, tried):
    """Locales, timezones, hash seeds, a mask for new files, folders with blanks and Chinese in their names."""
    made = set()
    for number, settings in enumerate(SETTINGS):
        folder = tmp_path / f"版 面 {number}"
        folder.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", TABLES, SEED],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            capture_output=True,
            text=True,
            check=True,
            umask=0o077 if number else 0o022,
        )
        made.add(run.stdout)
        tried["tables compared"] += len(list(folder.iterdir()))
        assert all(file.stat().st_mode & 0o777 == (0o600 if number else 0o644) for file in folder.iterdir())
    assert len(made) == 1
    assert made != {"{}\n"}


def test_two_runs_at_once_from_a_read_only_tree_give_the_same_files(disk, tmp_path, tried):
    """Into one folder, from another folder, in two locales: nothing is written beside the program, nothing mixed."""
    tree, folder = disk("size=50m"), tmp_path / "版 面"
    for name in ("analysis", "notebooks"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["mount", "-o", "remount,ro", tree], check=True)
    folder.mkdir()
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "analysis", SEED, "--out", "读 出"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(tree), **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for settings in SETTINGS[:2]
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0), (b"", 0)]
    made = sorted(path for path in (folder / "读 出").rglob("*") if path.is_file())
    assert [path for path in made if path.name.startswith(".")] == []
    figures = [path for path in made if path.parent.name == "figures"]
    assert [path.name for path in figures if path.read_bytes() != (ROOT / "figures" / path.name).read_bytes()] == []
    assert len(figures) > 30
    tried["files compared"] += len(figures)
