"""The jobs of the project: `nox -s check`, `nox -s test`, and so on; `nox -l` lists them.

What needs no other Python runs in the environment of nox itself (`pip install -e '.[dev]'`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nox

PYTHONS = ["3.10", "3.11", "3.12", "3.13"]
nox.options.sessions = ["check", "test"]
nox.options.error_on_missing_interpreters = False


def run(session: nox.Session, module: str, *arguments: str, **environment: str) -> None:
    """Run a module of this environment, which comes first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {"PATH": path, **environment}
    session.run(sys.executable, "-m", module, *arguments, env=environment, external=True)


@nox.session(python=False)
def check(session: nox.Session) -> None:
    """Ruff, mypy, and pyright on the types that users see."""
    run(session, "ruff", "check", ".")
    run(session, "ruff", "format", "--check", ".")
    run(session, "mypy")
    types(session)


@nox.session(python=False)
def types(session: nox.Session) -> None:
    """Every public symbol has a type, says pyright (it looks at the installed package)."""
    with tempfile.TemporaryDirectory() as elsewhere, session.chdir(elsewhere):
        run(session, "pyright", "--verifytypes", "citex", "--ignoreexternal")


@nox.session(python=False)
def test(session: nox.Session) -> None:
    """The suite, on two processors."""
    run(session, "pytest", "-q", "-n", "2", *session.posargs)


@nox.session(python=False)
def docs(session: nox.Session) -> None:
    """The documentation, in docs/_build/html; a warning is an error."""
    run(session, "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session(python=False)
def bench(session: nox.Session) -> None:
    """A benchmark: `nox -s bench -- csl.py --sizes 1000`; docs/benchmarks.md has their commands."""
    script, *arguments = session.posargs or ["tagged.py"]
    session.run(sys.executable, f"tests/bench/{script}", *arguments, external=True)


@nox.session(python=False)
def mutation(session: nox.Session) -> None:
    """Mutants of the core, and what the suite is worth; an hour or more, Python 3.12 or later."""
    session.run(sys.executable, "tests/mutation/run.py", *session.posargs, external=True)


@nox.session(python=False)
def walk(session: nox.Session) -> None:
    """The pages for contributors, followed to the letter in a fresh clone."""
    session.run(sys.executable, "tests/walk.py", *session.posargs, external=True)


@nox.session(python=PYTHONS)
def suite(session: nox.Session) -> None:
    """The suite on another Python, with the newest packages, in an environment of its own."""
    session.install(".[test]")
    session.run("pytest", "-q", "-n", "2", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The suite with the lowest version of each package that pyproject.toml allows."""
    constraints = Path(session.create_tmp()) / "lowest.txt"
    told = session.run("python", ".ci/lowest.py", silent=True)
    constraints.write_text(str(told), encoding="utf-8")
    session.install("-c", str(constraints), ".[test]")
    session.run("pytest", "-q", "-n", "2", *session.posargs)
