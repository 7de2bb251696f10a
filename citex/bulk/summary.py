"""How far a run is, and what it came to: for people, as JSON, and for Prometheus."""

from __future__ import annotations

import time
from collections import Counter

import msgspec

from citex.bulk.tasks import Done, Task


class Summary(msgspec.Struct, kw_only=True):
    """What a run came to: `rows` written and `errors` by code, in all and by this run alone.

    `resumed` rows were there before; `rate` is records a second, of this run.
    """

    folder: str
    rows: int
    parts: int
    errors: dict[str, int]
    warned: int
    resumed: int
    seconds: float
    rate: float
    complete: bool

    @property
    def bad(self) -> int:
        """How many records are bad."""
        return sum(self.errors.values())

    def json(self) -> str:
        """The summary as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")


class Progress:
    """How far a run is; whoever runs it may read it at any time."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        """How many bytes the input has on the disk; None where it is not known."""
        self.place: int = 0
        """How many of them are read now."""
        self.begun_at: int = 0
        """How many were when this run had passed what was there."""
        self.rows: int = 0
        self.warned: int = 0
        self.errors: Counter[str] = Counter()
        self._start = time.monotonic()

    def add(self, task: Task, made: list[Done]) -> None:
        """Count what was made of a task."""
        self.errors.update(bad.code for bad in task.bad)
        for done in made:
            self.rows += done.count
            self.warned += done.warned
            self.errors.update(bad.code for bad in done.bad)

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._start

    @property
    def rate(self) -> float:
        """Records a second."""
        return (self.rows + self.errors.total()) / max(self.seconds, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds that are left, by what of the input is read."""
        gone = self.place - self.begun_at
        if not self.total or gone <= 0:
            return None
        return self.seconds / gone * max(self.total - self.place, 0)

    def __str__(self) -> str:
        parts = [f"{self.rows:,} records", f"{self.rate:,.0f} a second"]
        if bad := self.errors.total():
            parts.append(f"{bad:,} bad")
        if (left := self.left) is not None:
            parts.append(f"{_time(left)} left")
        return ", ".join(parts)

    def metrics(self) -> str:
        """The figures as Prometheus reads them."""
        lines = [
            "# HELP citex_bulk_records_total Records rendered by this run.",
            "# TYPE citex_bulk_records_total counter",
            f"citex_bulk_records_total {self.rows}",
            "# HELP citex_bulk_bad_records_total Records of which nothing, or not all, was made.",
            "# TYPE citex_bulk_bad_records_total counter",
            *(
                f'citex_bulk_bad_records_total{{code="{code}"}} {count}'
                for code, count in sorted(self.errors.items())
            ),
            "# HELP citex_bulk_seconds Seconds since this run began.",
            "# TYPE citex_bulk_seconds gauge",
            f"citex_bulk_seconds {self.seconds:.3f}",
            "# HELP citex_bulk_input_bytes_read Bytes of the input that were read.",
            "# TYPE citex_bulk_input_bytes_read gauge",
            f"citex_bulk_input_bytes_read {self.place}",
        ]
        if self.total is not None:
            lines += [
                "# HELP citex_bulk_input_bytes Bytes of the input.",
                "# TYPE citex_bulk_input_bytes gauge",
                f"citex_bulk_input_bytes {self.total}",
            ]
        return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    """A time in words.

    >>> _time(42), _time(100), _time(7300)
    ('42 s', '1 min 40 s', '2 h 1 min')
    """
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


__all__ = ["Progress", "Summary"]
