"""Let `pytest --nbval` compare pictures too: a changed pixel fails."""


def pytest_collectstart(collector):
    """Take PNG off the list of outputs that nbval leaves out of its comparison."""
    if collector.fspath and collector.fspath.ext == ".ipynb":
        collector.skip_compare = tuple(kind for kind in collector.skip_compare if kind != "image/png")
