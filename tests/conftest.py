"""What all tests share: the gathered data, the renewing of golden files, the share that is run."""

from __future__ import annotations

import gc
import os
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the same cases every time, so that a failure is the change's; elsewhere new ones each run.
settings.register_profile("ci", max_examples=30, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

for _name in ("LANGUAGE", "LC_ALL", "CITEX_LANG"):
    os.environ.pop(_name, None)
os.environ["LC_MESSAGES"] = "C"  # what the tests look for is said in English
os.environ["CITEX_PREPARED"] = ""  # what was kept by older code
os.environ["CITEX_CONFIG"] = ""  # whoever runs the tests may have a configuration of their own
_styles = tempfile.TemporaryDirectory(prefix="citex-styles-")
os.environ["CITEX_STYLES"] = _styles.name  # and styles

gc.disable()  # until the tests are collected: see `pytest_collection_finish`

HERE = Path(__file__).parent


def shared_folder() -> Path | None:
    """The folder of data gathered for the project, or None where it is not at hand.

    The environment variable CITEX_SHARED names it; else it lies beside the checkout.
    """
    place = os.environ.get("CITEX_SHARED")
    folder = Path(place) if place else HERE.parent.parent / "shared"
    return folder if (folder / "data").is_dir() else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew from the output"
    )
    parser.addoption(
        "--every", type=int, default=1, metavar="N",
        help="run one test in N, drawn by their names: a second run on another Python",
    )  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    every = config.getoption("--every")
    drawn: tuple[list[pytest.Item], list[pytest.Item]] = [], []
    for one in items:
        drawn[zlib.crc32(one.nodeid.encode()) % every > 0].append(one)
    items[:], left_out = drawn
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """Forty thousand tests are no garbage: the collector need not look through them each time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gathered data; the test is skipped where it is not at hand."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared data is not at hand (set CITEX_SHARED to its folder)")
    return folder


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
