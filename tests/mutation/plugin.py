"""For pytest (`-p mutation.plugin`): which lines a test runs, and a run of chosen tests alone.

With CITEX_MUTATION_MAP, the name of a file: it gets, for each test that passed, its seconds and the
lines of citex that it ran (Python 3.12 or later, which can tell at little cost).

With CITEX_MUTATION_TESTS, a file with the ids of tests, one a line: only these are run, in that
order, until one fails or CITEX_MUTATION_SECONDS of processor time are spent on them. A test that
runs for longer than `LONGEST` ends the process: it hangs.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import types
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

MAP = os.environ.get("CITEX_MUTATION_MAP")
TESTS = os.environ.get("CITEX_MUTATION_TESTS")
LONGEST = 30.0
SECONDS = float(os.environ.get("CITEX_MUTATION_SECONDS", "60"))


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """What was found need not be made small."""
    settings.register_profile(
        "mutation", derandomize=True, deadline=None, database=None,
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    settings.load_profile("mutation")
    if MAP is not None:
        config.pluginmanager.register(Map(Path(MAP)))
    if TESTS is not None:
        config.pluginmanager.register(Chosen(Path(TESTS).read_text("utf-8").split("\n")))


class Map:
    """Which lines of citex each test runs."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.files: dict[str, int] = {}
        self.lines: set[tuple[str, int]] = set()
        self.tests: dict[str, tuple[float, dict[str, array[int]]]] = {}
        self.failed: set[str] = set()
        monitoring = self.monitoring = sys.monitoring  # type: ignore[attr-defined, unused-ignore]
        monitoring.use_tool_id(monitoring.COVERAGE_ID, "citex-mutation")
        monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._line)
        monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)

    def _line(self, code: types.CodeType, line: int) -> Any:
        if "/citex/" in code.co_filename:
            self.lines.add((code.co_filename, line))
        return self.monitoring.DISABLE

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.lines.clear()
        self.monitoring.restart_events()
        began = time.process_time()
        result = yield
        seconds = time.process_time() - began
        ran: dict[str, array[int]] = {}
        for name, line in self.lines:
            ran.setdefault(name, array("H")).append(line)
        self.tests[item.nodeid] = (seconds, ran)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.monitoring.set_events(self.monitoring.COVERAGE_ID, 0)
        passed = {name: one for name, one in self.tests.items() if name not in self.failed}
        self.place.write_bytes(pickle.dumps(passed))


class Chosen:
    """Only some tests, in the order in which they are named, for a time."""

    def __init__(self, names: list[str]) -> None:
        self.order = {name: number for number, name in enumerate(names)}
        self.began = 0.0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if self._place(item) is not None),
            key=lambda item: self._place(item) or 0,
        )

    def _place(self, item: pytest.Item) -> int | None:
        """Where a test stands in the order, by its own name or that of its file."""
        file = item.nodeid.partition("::")[0]
        return self.order.get(item.nodeid, self.order.get(file))

    def pytest_runtest_logstart(self) -> None:
        self.began = self.began or time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)

    def pytest_runtest_logfinish(self) -> None:
        if time.process_time() - self.began > SECONDS:
            print("\nMUTATION: the time is up")
            pytest.exit("the time is up", returncode=0)
