"""What the project stands on: every dependency declared, locked by hash, free to use, and counted."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
import pytest
from pictures import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
FREE = re.compile(  # what may be used and passed on beside this project's MIT licence
    r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|OFL|HPND|CNRI|0BSD|Unlicense|Zlib"
    r"|Public Domain)\b"
)


def name_of(requirement):
    """The package that a requirement names: 'wordfreq>=3.1' → 'wordfreq'."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def locked(lock):
    return re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE)


def installed():
    """The packages of the lock that this machine and Python need, with their metadata."""
    there = {name_of(one.metadata["Name"]): one for one in metadata.distributions()}
    return {name: there[name] for name, _ in locked(LOCK) if name in there}


def licence_of(package):
    about = package.metadata
    said = [about.get("License-Expression") or "", *(c for c in about.get_all("Classifier", []) if "License" in c)]
    files = [file for file in package.files or [] if re.search(r"(?i)licen[cs]e|copying", file.name)]
    texts = (Path(file.locate()).read_text(encoding="utf-8", errors="replace")[:400] for file in files[:1])
    return " ".join([*said, (about.get("License") or "")[:200], *texts])


def test_every_licence_is_known_and_free():
    packages = installed()
    assert len(packages) > 50
    assert [name for name, package in packages.items() if not FREE.search(licence_of(package))] == []


def test_a_licence_that_is_not_free_would_be_noticed():
    assert not FREE.search("License :: Other/Proprietary License")
    assert not FREE.search("GPL-3.0-only")


def test_the_fonts_licence_comes_with_it():
    folder = Path(fonts.sans_path()).parent
    told = [file.read_text(encoding="utf-8") for file in folder.parent.rglob("*OFL*")]
    package = metadata.distribution("pylopdf-fonts-zh-cn")
    told += [Path(f.locate()).read_text(encoding="utf-8") for f in package.files if "licen" in str(f).lower()]
    assert any("SIL OPEN FONT LICENSE" in text.upper() for text in told)


def imported(folder):
    """The top-level modules that the files of a folder import."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            yield from (name.split(".")[0] for name in names)


EXTRAS = PROJECT["optional-dependencies"]
DECLARED = {
    "analysis": [*PROJECT["dependencies"], *EXTRAS["archive"], *EXTRAS["pdf"]],
    "tests": [*PROJECT["dependencies"], *EXTRAS["archive"], *EXTRAS["pdf"], *EXTRAS["test"], *EXTRAS["fuzz"]],
}


@pytest.mark.parametrize("folder", DECLARED)
def test_nothing_is_imported_that_is_not_declared(folder):
    own = {"analysis", *(path.stem for path in (ROOT / "tests").glob("*.py"))}
    packages = metadata.packages_distributions()
    declared = {name_of(requirement) for requirement in DECLARED[folder]}
    foreign = set(imported(folder)) - own - sys.stdlib_module_names
    assert foreign
    assert [name for name in foreign if not {name_of(one) for one in packages.get(name, [name])} & declared] == []


def test_every_direct_dependency_is_locked():
    names = {name_of(name) for name, _ in locked(LOCK)}
    assert {name_of(requirement) for requirement in PROJECT["dependencies"]} <= names


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_every_package_is_locked_by_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(packages) == len(locked(text)) > 50
    assert [package[:40] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_what_is_installed_is_counted(tried):
    packages = installed()
    files = [file.locate() for package in packages.values() for file in package.files or []]
    megabytes = sum(file.stat().st_size for file in files if file.suffix != ".pyc" and file.is_file()) / 1e6
    tried["packages to install"] = len(packages)
    tried["megabytes of them"] = round(megabytes)
    assert len(packages) <= 130
    assert megabytes < 800
