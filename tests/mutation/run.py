"""How many small faults in the core the tests find: a sample of mutants, and a score.

    python tests/mutation/run.py [--sample 180] [--seed 1] [--seconds 60] [--only PATH ...]
                                 [--work FOLDER] [--again FILE] [--first FILE ...] [--out FILE]

The core is `CORE` below. The tests run without the data that lies beside the project, on a copy of
the tree; of them those which pass through the changed line, the short and particular ones first,
until one fails or `--seconds` of processor time are spent: in forks of one process that has
collected the tests (`forks.py`), and for what is left in a process of its own, which sees what runs
only when a module is imported. A mutant that no test fails for has survived. The status is 1 where
the score is below `LEAST`. Needs Python 3.12 or later, and a system that forks.

`--work` keeps the copy and the map of the tests (ten minutes) for the next run, which then is of
the tree as it was; `--again FILE` runs the survivors in a report again; `--first FILE ...` are
files of tests which are run for each mutant before the others; `--out` is where the report goes
besides standard output.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))

from mutation.mutants import Mutant, mutants  # noqa: E402

CORE = ("citex/model", "citex/text", "citex/formats", "citex/csl/compile", "citex/csl/process")
LEAST = 0.90
MOST = 6000
"""How many tests are run for a mutant in a fork at most; that of a line which all pass is in none
of the shortest few hundred."""
MOST_ALONE = 500
"""And in a process of its own, which must collect them."""
MAP = "map.pickle"
LEFT_OUT = (
    "tests/complexity",
    "tests/fuzz",
    "tests/dialog/test_browser.py",
    "tests/test_plugin.py",
)
"""What does not ask what is printed but how long it takes, or takes too long itself."""
Map = dict[str, tuple[float, dict[str, list[int]]]]


def copy_of_the_tree(place: Path) -> None:
    """The files of the project as they stand, committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=TOP, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (TOP / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, place / name)


def pytest(place: Path, *arguments: str, wait: float, **variables: str) -> tuple[int | None, str]:
    """The status (None when it took too long) and the output of the tests in the copy."""
    environment = {
        **os.environ, **variables, "CI": "true",
        "PYTHONPATH": f"{place}{os.pathsep}{place / 'tests'}",
        "PYTHONDONTWRITEBYTECODE": "1", "CITEX_SHARED": str(place / "nothing-here"),
    }  # fmt: skip
    plugin = "mutation.forks" if "CITEX_MUTATION_MANY" in variables else "mutation.plugin"
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "mutation.plugin", "-p", plugin,
               "-p", "no:cacheprovider", "--no-header", "--tb=no", *arguments]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=place, env=environment, text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        return _waited(process, wait)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()


def _waited(process: subprocess.Popen[str], wait: float) -> tuple[int | None, str]:
    try:
        output, _ = process.communicate(timeout=wait)
    except subprocess.TimeoutExpired:
        return None, ""
    return process.returncode, output


def the_map(place: Path) -> Map:
    """Which lines each test runs; made once for a copy."""
    kept = place / MAP
    if not kept.is_file():
        ignored = [f"--ignore={name}" for name in LEFT_OUT]
        status, output = pytest(place, *ignored, wait=3600, CITEX_MUTATION_MAP=str(kept))
        print(output[-2000:], flush=True)
        if status not in (0, 1):  # without a map every mutant would survive
            kept.unlink(missing_ok=True)
            sys.exit(f"the tests were not run (status {status}): there is no map of them")
    found: Map = pickle.loads(kept.read_bytes())
    return found


def ranked(known: Map, mutant: Mutant, place: Path) -> list[str]:
    """The tests which run a line of the mutant: the short and particular ones first.

    A line that none runs may be one that is run once, when the module is imported: then those
    which run anything of the file.
    """
    name = str(place / mutant.path)
    lines = set(range(mutant.line, mutant.last_line + 1))
    there = {test: one for test, one in known.items() if name in one[1]}
    through = {test: one for test, one in there.items() if not lines.isdisjoint(one[1][name])}
    found = [
        (seconds * (1000 + sum(map(len, ran.values()))), test)
        for test, (seconds, ran) in (through or there).items()
    ]
    return [test for _, test in sorted(found)]


def in_forks(
    known: Map, sample: list[Mutant], place: Path, seconds: float, more: list[str]
) -> dict[Mutant, str]:
    """Those of the mutants that a test finds in a fork, each with its name."""
    many = [(mutant, [*more, *ranked(known, mutant, place)[:MOST]]) for mutant in sample]
    kept = place / "many.pickle"
    kept.write_bytes(pickle.dumps(many))
    ignored = [f"--ignore={name}" for name in LEFT_OUT]
    status, output = pytest(
        place, *ignored, wait=600 + len(sample) * (8 * seconds + 240),
        CITEX_MUTATION_MANY=str(kept), CITEX_MUTATION_SECONDS=str(seconds),
    )  # fmt: skip
    found = kept.with_suffix(".found").read_text("utf-8").split("\n") if status == 0 else []
    if len(found) != len(sample):
        sys.exit(f"the tests were not run (status {status}): {output[-2000:]}")
    return {mutant: test for mutant, test in zip(sample, found, strict=True) if test}


def survives(known: Map, mutant: Mutant, place: Path, seconds: float, more: list[str]) -> str:
    """Empty when a test fails; else how it was looked for."""
    tests = [*more, *ranked(known, mutant, place)[:MOST_ALONE]]
    if not tests:
        return "no test runs the file"
    target = place / mutant.path
    source = target.read_bytes()
    chosen = place / "chosen.txt"
    chosen.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    target.write_bytes(mutant.of(source))
    try:
        status, output = pytest(
            place, "-x", *files, wait=4 * seconds + 120,
            CITEX_MUTATION_TESTS=str(chosen), CITEX_MUTATION_SECONDS=str(seconds),
        )  # fmt: skip
    finally:
        target.write_bytes(source)
    if status != 0:
        return ""
    return f"{len(tests)} tests; {output.strip().splitlines()[-1]}"


def the_core(place: Path, only: list[str]) -> Iterator[Mutant]:
    for folder in only or CORE:
        below = place / folder
        for path in sorted(below.rglob("*.py")) if below.is_dir() else [below]:
            name = path.relative_to(place).as_posix()
            yield from mutants(name, path.read_bytes())


def is_python(mutant: Mutant, place: Path) -> bool:
    """Whether the changed file can be compiled at all."""
    try:
        compile(mutant.of((place / mutant.path).read_bytes()), mutant.path, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def main() -> int:
    """Run the sample; the status says whether the score is enough."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=180)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--work", type=Path)
    parser.add_argument("--again", type=Path)
    parser.add_argument("--first", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    place = (given.work or Path(tempfile.mkdtemp(prefix="citex-mutation-"))).resolve()
    place.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no mutant stays in the copy
    try:
        return _run(given, place)
    finally:
        if given.work is None:
            shutil.rmtree(place)


def _run(given: argparse.Namespace, place: Path) -> int:
    if not (place / MAP).is_file():
        copy_of_the_tree(place)
    every = list(the_core(place, given.only))
    sample = random.Random(given.seed).sample(every, min(given.sample, len(every)))
    if given.again:
        told = given.again.read_text("utf-8")
        sample = [mutant for mutant in every if f"SURVIVED {mutant}\n" in told]
    sample = [mutant for mutant in sample if is_python(mutant, place)]
    lines = [f"{len(sample)} of {len(every)} mutants, seed {given.seed}, {given.seconds} s each"]
    print(lines[0], flush=True)
    known = the_map(place)
    more = [path.as_posix() for path in given.first]
    for name in more:  # they may be newer than the copy
        shutil.copy2(TOP / name, place / name)
    tally: Counter[str] = Counter()
    left: Counter[str] = Counter()
    found_by = in_forks(known, sorted(sample), place, given.seconds, more)
    for number, mutant in enumerate(sorted(sample), start=1):
        began = time.monotonic()
        told = ""
        if mutant not in found_by:
            told = survives(known, mutant, place, given.seconds, more)
        room = next((room for room in CORE if mutant.path.startswith(room)), mutant.path)
        tally[room] += 1
        if told:
            left[room] += 1
            lines.append(f"SURVIVED {mutant}\n         {told}")
            print(lines[-1], flush=True)
        print(f"{number}/{len(sample)} {sum(left.values())} left, "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        if given.out:
            given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for room, count in sorted(tally.items()):
        lines.append(f"{room}: {count - left[room]} of {count} found")
    found = sum(tally.values()) - sum(left.values())
    score = found / max(1, sum(tally.values()))
    lines.append(f"score: {found} of {sum(tally.values())}, {score:.1%}")
    print("\n".join(lines[-len(tally) - 1 :]))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(score < LEAST)


if __name__ == "__main__":
    sys.exit(main())
