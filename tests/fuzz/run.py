"""Mutated inputs through every reader, writer and style, until the time is up.

    python tests/fuzz/run.py --minutes 10 [--seed N] [--readers] [--writers] [--styles]
                             [--only NAME ...] [--jobs N] [--keep FOLDER]
    python tests/fuzz/run.py --only ris --input FILE        one input again
    python tests/fuzz/run.py --list                         the targets

Nothing may be raised but CitexError; no input may take longer than a second for 100 kB, nor make
the process grow by 200 MB; what comes out is held to what `targets.py` says. What breaks that is
made as small as can be, and kept below FOLDER (tests/fuzz/found), one input for each kind of fault.
The status is 1 if something was found. The same seed makes the same inputs, as long as none is
kept for going where none had gone: that is so before Python 3.12, which can tell cheaply.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import multiprocessing
import multiprocessing.connection
import os
import random
import re
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from fuzz import guard  # noqa: E402
from fuzz.guard import Finding  # noqa: E402
from fuzz.targets import Inputs, Target, targets  # noqa: E402

KINDS = ("readers", "writers", "styles")
SLICE = 0.5
"""Seconds of processor time of a target's turn, times its weight."""
SILENCE = 120.0
"""Seconds of a worker's own time without a word, after which it is taken to hang where no signal
reaches it."""


class Coverage:
    """Counts the lines of citex that run for the first time; costs nothing for those that ran.

    Python 3.12 and later; before, every input is as good as another.
    """

    def __init__(self) -> None:
        self.new = 0
        self.lines = 0
        monitoring = getattr(sys, "monitoring", None)
        if monitoring is None:
            return
        self._disable = monitoring.DISABLE
        monitoring.use_tool_id(monitoring.COVERAGE_ID, "citex-fuzz")
        monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._line)
        monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)

    def _line(self, code: types.CodeType, line: int) -> Any:
        if code.co_filename.startswith(guard.PACKAGE):
            self.new += 1
            self.lines += 1
        return self._disable

    def went_further(self) -> bool:
        """Whether a line ran that had never run, since this was asked last."""
        new, self.new = self.new, 0
        return new > 0


class Campaign:
    """Inputs for some targets in turn; one in each process."""

    def __init__(
        self, chosen: Sequence[Target], seed: str, coverage: Coverage | None = None
    ) -> None:
        self.chosen = chosen
        self.seed = seed
        self.coverage = coverage
        self.inputs: dict[str, Inputs] = {}
        self.numbers = {target.name: itertools.count() for target in chosen}

    def next_input(self, target: Target) -> bytes:
        """The next input of a target; each depends on the seed, the target and its number alone."""
        if target.name not in self.inputs:
            self.inputs[target.name] = target.inputs()
        number = next(self.numbers[target.name])
        return self.inputs[target.name](random.Random(f"{self.seed}/{target.name}/{number}"))

    def some(self, target: Target, inputs: int | None, seconds: float) -> Iterator[bytes]:
        """As many of a target's next inputs, until they have taken so much processor time.

        One that went where none had gone before is kept, when the next is asked for.
        """
        end = time.process_time() + seconds
        for _ in itertools.count() if inputs is None else range(inputs):
            data = self.next_input(target)
            yield data
            if self.coverage is not None and self.coverage.went_further():
                keep = getattr(self.inputs[target.name], "keep", None)
                if keep is not None:
                    keep(data)
            if time.process_time() > end:
                return


def work(
    names: Sequence[str], seed: str, current: str, channel: multiprocessing.connection.Connection
) -> None:
    """A worker: tells its findings and counts; the input under way stands in the file `current`."""
    guard.limit_memory()
    coverage = Coverage()
    campaign = Campaign([targets()[name] for name in names], seed, coverage)
    seen: set[str] = set()
    with open(current, "wb", buffering=0) as file:
        base = 0
        for turn in itertools.count():
            for target in campaign.chosen:
                count = 0
                for data in campaign.some(target, None, SLICE * target.weight):
                    count += 1
                    file.seek(0)
                    file.truncate()
                    file.write(target.name.encode() + b"\n" + data)
                    finding = guard.run(target, data)
                    if finding is not None and finding.signature not in seen:
                        seen.add(finding.signature)
                        channel.send(("found", finding))
                        channel.send(("found", guard.smallest(target, finding)))
                channel.send(("count", (target.name, count, coverage.lines)))
            if turn == 0:
                base = guard.resident()
            elif (grown := guard.resident() - base) > guard.MEMORY:
                detail = f"{grown >> 20} MB more than after the first turn"
                channel.send(("found", Finding("all", "memory: the worker", detail, b"")))
                return


class Worker:
    """A worker process, and what it says."""

    def __init__(self, names: Sequence[str], seed: str) -> None:
        self.names = names
        self.current = tempfile.NamedTemporaryFile(prefix="citex-fuzz-", delete=False).name  # noqa: SIM115
        self.channel, far = multiprocessing.Pipe(duplex=False)
        arguments = (names, seed, self.current, far)
        spawning = multiprocessing.get_context("spawn")
        self.process = spawning.Process(target=work, args=arguments, daemon=True)
        self.process.start()
        far.close()
        self.heard = self._time()

    def messages(self) -> Iterator[tuple[str, Any]]:
        """What the worker has said; its end, or its silence, is a finding."""
        try:
            while self.channel.poll(0.2):
                self.heard = self._time()
                yield self.channel.recv()
        except EOFError:
            self.process.join(5)
            if self.process.exitcode not in (0, None):
                yield "found", self._last(f"died with {self.process.exitcode}")
            yield "end", None
            return
        if self._time() - self.heard > SILENCE:
            yield "found", self._last("hang that no signal reaches")
            yield "end", None

    def _time(self) -> float:
        """Seconds of processor time of the worker, for a busy machine makes none silent; where
        nothing tells them, those of the clock."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(") ")[2]
        except OSError:
            return time.monotonic()
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _last(self, what: str) -> Finding:
        name, _, data = Path(self.current).read_bytes().partition(b"\n")
        return Finding(name.decode() or "?", f"{what}: {name.decode()}", what, data)

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join(5)
        Path(self.current).unlink(missing_ok=True)


class Report:
    """What was found and counted, told as it comes and at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, Finding] = {}
        self.counts: Counter[str] = Counter()
        self.lines = 0
        self.start = self.told = time.monotonic()

    def take(self, finding: Finding) -> None:
        """Keep a finding, and the smallest input of its kind."""
        known = self.found.get(finding.signature)
        if known is not None and len(known.data) <= len(finding.data):
            return
        self.found[finding.signature] = finding
        path = self.path(finding)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(finding.data)
        why = f"{finding.signature}\n{finding.detail}\n"
        path.with_suffix(".why").write_text(why, "utf-8", "replace")
        if known is None:
            print(f"FOUND {finding.signature}\n      {finding.command(path)}", flush=True)

    def path(self, finding: Finding) -> Path:
        """Where the input of a finding is kept."""
        words = re.sub(r"[^\w.-]+", "-", finding.signature)[:80]
        short = hashlib.sha256(finding.signature.encode()).hexdigest()[:6]
        suffix = targets()[finding.target].suffix if finding.target in targets() else ".txt"
        return self.folder / finding.target / f"{words}-{short}{suffix}"

    def tell(self, every: float = 0.0) -> None:
        """Say how far it is."""
        if time.monotonic() - self.told < every:
            return
        self.told = time.monotonic()
        seconds = self.told - self.start
        total = sum(self.counts.values())
        lines = f", {self.lines} lines of citex" if self.lines else ""
        print(f"{seconds:6.0f} s: {total:,} inputs, {len(self.found)} findings{lines}", flush=True)

    def end(self) -> int:
        """The counts of each target, the findings, and the status."""
        for kind in KINDS:
            counted = {t.name: self.counts[t.name] for t in targets().values() if t.kind == kind}
            if total := sum(counted.values()):
                print(f"{kind}: {total:,} inputs")
                print("   ", ", ".join(f"{name} {number:,}" for name, number in counted.items()))
        for finding in self.found.values():
            print(f"{finding.signature}\n    {finding.command(self.path(finding))}")
        print(f"{sum(self.counts.values()):,} inputs, {len(self.found)} findings")
        return 1 if self.found else 0


def chosen(kinds: Sequence[str], only: Sequence[str]) -> list[Target]:
    """The targets of some kinds, or those that are named (`ris` names `ris.text`, too)."""
    found = [
        target
        for target in targets().values()
        if (target.kind in (kinds or KINDS) if not only else _named(target.name, only))
    ]
    if not found:
        raise SystemExit(f"no target {' '.join(only)}; --list names them")
    return found


def _named(name: str, only: Sequence[str]) -> bool:
    return name in only or re.split("[.@]", name)[0] in only


def again(target: Target, path: Path, minimise: bool) -> int:
    """Run one input, and say what it does."""
    found = guard.run(target, path.read_bytes())
    if found is not None and minimise:
        found = guard.smallest(target, found)
        path.write_bytes(found.data)
    print("nothing is broken" if found is None else f"{found.signature}\n{found.detail}")
    return 0 if found is None else 1


def campaign(targets_: Sequence[Target], minutes: float, seed: int, jobs: int, folder: Path) -> int:
    """Run workers until the time is up; the status."""
    report = Report(folder)
    end = time.monotonic() + minutes * 60
    names = [target.name for target in targets_]
    print(f"seed {seed}, {len(names)} targets, {minutes:g} minutes, {jobs} jobs", flush=True)

    def worker(number: int) -> Worker:
        shuffled = random.Random(f"{seed}/{number}").sample(names, len(names))
        return Worker(shuffled, f"{seed}/{number}" if number else str(seed))

    workers = {number: worker(number) for number in range(jobs)}
    numbers = itertools.count(jobs)
    try:
        while time.monotonic() < end:
            for number, one in list(workers.items()):
                for what, value in one.messages():
                    if what == "found":
                        report.take(value)
                    elif what == "count":
                        name, count, lines = value
                        report.counts[name] += count
                        report.lines = max(report.lines, lines)
                    else:
                        one.stop()
                        del workers[number]
                        if not report.counts:
                            raise SystemExit("a worker ended before it had run anything")
                        new = next(numbers)
                        workers[new] = worker(new)
            report.tell(every=30)
    except KeyboardInterrupt:
        print("interrupted")
    finally:
        for one in workers.values():
            one.stop()
    return report.end()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, help="a number; drawn and told if not given")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", dest="kinds", action="append_const", const=kind)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=HERE / "found", metavar="FOLDER")
    parser.add_argument("--input", type=Path, help="run this input, and no other")
    parser.add_argument("--minimise", action="store_true", help="make the --input smaller in place")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args(arguments)
    if args.list:
        for target in targets().values():
            does = getattr(target.run, "func", target.run).__doc__ or ""
            print(f"{target.name:32} {target.kind:8} {does}".rstrip())
        return 0
    picked = chosen(args.kinds or (), args.only)
    if args.input:
        return again(picked[0], args.input, args.minimise)
    seed = args.seed if args.seed is not None else random.SystemRandom().randrange(10**6)
    return campaign(picked, args.minutes, seed, args.jobs, args.keep)


if __name__ == "__main__":
    raise SystemExit(main())
