"""A minute of mutated inputs, always the same ones; and those that broke something once.

    pytest tests/fuzz                                  both
    CITEX_FUZZ_SEED=7 pytest tests/fuzz                other inputs
    python tests/fuzz/run.py --minutes 10              more of them (docs/add-a-format.md)

A case is a file below `cases`, in the folder of its target.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fuzz import guard
from fuzz.mutate import Mutator
from fuzz.run import KINDS, Campaign
from fuzz.targets import Target, targets

CASES = Path(__file__).parent / "cases"
SEED = os.environ.get("CITEX_FUZZ_SEED", "1")
SECONDS = 60.0
"""Of processor time, for all targets together."""
INPUTS = {"readers": 400, "writers": 60, "styles": 30}
"""Of one target at most, times its weight: so that a faster machine tries no others."""
WEIGHT = sum(target.weight for target in targets().values())


def hold(target: Target, data: bytes, path: Path) -> None:
    """The input breaks nothing; what it breaks is told with the file and the command."""
    found = guard.run(target, data)
    if found is not None:
        if not path.exists():
            path.write_bytes(data)
        pytest.fail(f"{found.signature}\n{found.detail}\n{found.command(path)}", pytrace=False)


@pytest.mark.parametrize("target", targets().values(), ids=lambda target: target.name)
def test_mutated_inputs(target: Target, tmp_path: Path) -> None:
    campaign = Campaign([target], SEED)
    inputs = max(1, int(INPUTS[target.kind] * target.weight))
    seconds = SECONDS * target.weight / WEIGHT
    for data in campaign.some(target, inputs, seconds):
        hold(target, data, tmp_path / f"input{target.suffix}")


@pytest.mark.parametrize(
    "path",
    sorted(path for path in CASES.glob("*/*") if path.is_file()),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_what_broke_once(path: Path) -> None:
    hold(targets()[path.parent.name], path.read_bytes(), path)


def test_the_guard_sees_faults() -> None:
    """What is raised, what hangs, what is slow and what grows is found, and told apart."""

    def broken(data: bytes) -> None:
        if data == b"raise":
            raise KeyError("x")
        if data == b"grow":
            bytearray(guard.MEMORY + 2**24)
        end = guard.time.process_time() + (0.6 if data == b"slow" else 0)
        while guard.time.process_time() < end or data == b"hang":
            pass

    target = Target("t", "readers", broken, lambda: Mutator([b"x"]), slack=0.4)
    assert guard.run(target, b"fine") is None
    for data, signature in (("raise", "KeyError at "), ("slow", "slow in "), ("grow", "memory: t")):
        found = guard.run(target, data.encode())
        assert found is not None
        assert found.signature.startswith(signature)


def test_a_hang_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "HANG", 0.1)

    def hang(data: bytes) -> None:
        while True:
            pass

    found = guard.run(Target("t", "readers", hang, lambda: Mutator([b"x"])), b"")
    assert found is not None
    assert found.signature.startswith("hang in ")


def test_a_finding_is_made_small() -> None:
    def broken(data: bytes) -> None:
        if b"XY" in data:
            raise KeyError("x")

    target = Target("t", "readers", broken, lambda: Mutator([b"x"]))
    found = guard.run(target, b"one\ntwo XY three\n" * 20)
    assert found is not None
    assert guard.smallest(target, found).data == b"XY"


def test_the_same_seed_makes_the_same_inputs() -> None:
    for kind in KINDS:
        target = next(target for target in targets().values() if target.kind == kind)
        one, other = Campaign([target], "3"), Campaign([target], "3")
        assert [one.next_input(target) for _ in range(9)] == [
            other.next_input(target) for _ in range(9)
        ]
