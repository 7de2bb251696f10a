"""For pytest (`-p mutation.forks`): many mutants, each in a fork of a process that has the tests.

To collect all tests takes longer than most mutants live. So they are collected once; in a fork, the
code of the functions in the changed file is replaced, and tests are run until one fails or the time
is spent. What runs only when a module is imported, or in a process of its own, is not seen so:
mutants that are left here are run again alone.

CITEX_MUTATION_MANY is a file with the pickled mutants, each with the ids of its tests; beside it,
with `.found`, comes the name of the test that failed for each, "" where none did.
"""

from __future__ import annotations

import gc
import importlib
import itertools
import os
import pickle
import select
import signal
import time
import traceback
import types
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from mutation.mutants import Mutant
from mutation.plugin import LONGEST, SECONDS

MANY = Path(os.environ["CITEX_MUTATION_MANY"])
BROKEN = "broken: "
Place = tuple[str, int]


class Forks:
    """Runs the mutants in place of the tests."""

    def __init__(self) -> None:
        self.items: dict[str, pytest.Item] = {}
        self.functions: dict[str, list[types.FunctionType]] = defaultdict(list)
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.items = {item.nodeid: item for item in items}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        many: list[tuple[Mutant, list[str]]] = pickle.loads(MANY.read_bytes())
        top = session.config.rootpath
        for path in {mutant.path for mutant, _ in many}:
            importlib.import_module(path.removesuffix(".py").replace("/", "."))
        for function in gc.get_objects():
            if type(function) is types.FunctionType:
                self.functions[function.__code__.co_filename].append(function)
        gc.freeze()  # so that no fork copies what it only looks at
        found = []
        for mutant, names in many:
            test = self.found(mutant, self.chosen(names), top)
            found.append(test)
            told = f"found by {test}" if test else "left"
            os.write(2, f"{len(found)}/{len(many)} {mutant}: {told}\n".encode())
            MANY.with_suffix(".found").write_text("\n".join(found), encoding="utf-8")
        return True

    def chosen(self, names: list[str]) -> list[pytest.Item]:
        """The tests of these ids, or of these files."""
        files = {name for name in names if "::" not in name}
        of_files = [item for item in self.items.values() if item.nodeid.split("::")[0] in files]
        return of_files + [self.items[name] for name in names if name in self.items]

    def found(self, mutant: Mutant, tests: list[pytest.Item], top: Path) -> str:
        """The test that fails for a mutant and does not without it."""
        test = _in_a_fork(lambda: self.run(tests, mutant, top))
        if not test:
            return ""
        alone = [self.items[test]] if test in self.items else []
        return "" if _in_a_fork(lambda: self.run(alone, None, top)) else test

    def run(self, tests: list[pytest.Item], mutant: Mutant | None, top: Path) -> str:
        """The first test that fails, "" if none does within the time."""
        if mutant is not None and not self.change(mutant, top):
            return ""
        began = time.process_time()
        for item, following in itertools.zip_longest(tests, tests[1:]):
            self.failed = ""
            signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed or time.process_time() - began > SECONDS:
                return self.failed
        return ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def change(self, mutant: Mutant, top: Path) -> bool:
        """Give the functions of the file the code of the mutant; whether any got another."""
        name = str(top / mutant.path)
        source = Path(name).read_bytes()
        changed = _codes(compile(mutant.of(source), name, "exec"))
        new = {
            (code.co_qualname, code.co_firstlineno): changed[place]
            for place, code in _codes(compile(source, name, "exec")).items()
            if place in changed
        }
        count = 0
        for function in self.functions[name]:
            code = function.__code__
            other = new.get((code.co_qualname, code.co_firstlineno), code)
            if other != code and other.co_freevars == code.co_freevars:
                function.__code__ = other
                count += 1
        return count > 0


def _in_a_fork(run: Callable[[], str]) -> str:
    """What the function returns in a process of its own; how that ended, if it did before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_RDWR)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            os.write(writing, run().encode())
        except BaseException:
            os.write(writing, f"{BROKEN}{traceback.format_exc()}".encode())
        os._exit(0)
    os.close(writing)
    ended, _, _ = select.select([reading], [], [], 4 * SECONDS + 120)
    if not ended:
        os.kill(child, signal.SIGKILL)
    told = os.read(reading, 65536).decode()
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if told.startswith(BROKEN):
        raise RuntimeError(told)
    return told or (f"a process that ends with {status}" if status else "")


def _codes(
    code: types.CodeType, found: dict[Place, types.CodeType] | None = None
) -> dict[Place, types.CodeType]:
    """The functions of a module, by name and by the place among those of the same name."""
    found = {} if found is None else found
    count = sum(name == code.co_qualname for name, _ in found)
    found[code.co_qualname, count] = code
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            _codes(inner, found)
    return found


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Forks())
