"""What several test files need: the seed page, and a count of what was tried."""

from collections import Counter

import pytest
from pictures import SEED

from analysis import read_page

collect_ignore = ["fuzz.py"]  # it needs atheris, which `make fuzz` installs


@pytest.fixture(scope="session")
def seed():
    return read_page(SEED)


@pytest.fixture(scope="session")
def tried(request):
    """What tests count, `what → how many`, printed when all have run."""
    counts = Counter()
    yield counts
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\ntried: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
