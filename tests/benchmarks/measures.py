"""A row of the table: what was measured, beside what, and the bar it must clear."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

MIB = 1 << 20


@dataclass(frozen=True)
class Row:
    """One measure of ours beside a reference.

    Attributes
    ----------
    measure : str
    unit : str
        Of `ours` and `reference`.
    ours, reference : float
        The reference is another program measured in the same run, or a limit.
    spread : str
        Least and greatest of what was repeated: of the ratio where the two took turns, of `ours`
        where the reference is a limit.
    bar : float or None
        What the ratio is held against; None for a row that only informs.
    side : str
        "most": ours/reference may be `bar` at most. "least": reference/ours must be `bar` at least.
    """

    measure: str
    unit: str
    ours: float
    reference: float
    spread: str
    bar: float | None
    side: Literal["most", "least"] = "most"

    @property
    def ratio(self) -> float:
        """How many times the reference ours is; for "least", how many times better."""
        if self.side == "most":
            return self.ours / self.reference
        return self.reference / self.ours

    @property
    def cleared(self) -> bool:
        """Whether the bar is cleared; a row without one is content."""
        if self.bar is None:
            return True
        return self.ratio <= self.bar if self.side == "most" else self.ratio >= self.bar

    def record(self) -> dict[str, object]:
        """Return the row for JSON."""
        return {**vars(self), "ratio": self.ratio, "cleared": self.cleared}

    def line(self) -> str:
        """Return the row of a Markdown table."""
        sign = "≤" if self.side == "most" else "≥"
        bar = "—" if self.bar is None else f"{sign} {self.bar:g} {'✓' if self.cleared else '✗'}"
        numbers = f"{_short(self.ours)} | {_short(self.reference)} | {self.ratio:.2f}"
        return f"| {self.measure} | {self.unit} | {numbers} | {self.spread} | {bar} |"


HEAD = "| measure | unit | ours | reference | ratio | spread | bar |\n|---|---|--:|--:|--:|---|---|"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def taking_turns(
    ours: Callable[[], object], reference: Callable[[], object], repetitions: int
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of both, in turn: whatever else the machine does falls on both.

    Each is called once beforehand, so that nothing is compiled or read for the first time.
    """
    times: dict[Callable[[], object], list[float]] = {ours: [], reference: []}
    for function in times:
        function()
    for _ in range(repetitions):
        for function, taken in times.items():
            taken.append(milliseconds(function))
    return times[ours], times[reference]


def milliseconds(function: Callable[[], object]) -> float:
    """Call it once and return the time it took."""
    start = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - start)


def faster(measure: str, ours: list[float], reference: list[float], bar: float | None) -> Row:
    """Return the row of two that took turns: how many times faster ours is, by the medians."""
    ratios = [b / a for a, b in zip(ours, reference, strict=True)]
    return Row(
        measure,
        "ms",
        statistics.median(ours),
        statistics.median(reference),
        extremes(ratios),
        bar,
        "least",
    )


def extremes(values: list[float]) -> str:
    """Return the least and the greatest."""
    return f"{_short(min(values))}–{_short(max(values))}"


def percentile(values: list[float], percent: float) -> float:
    """Return the value below which that part of the values lies, by linear interpolation."""
    return float(np.percentile(values, percent))


def greatest_memory() -> float:
    """Return the greatest memory of this process, MiB; `ru_maxrss` counts its parent's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    [kilobytes] = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(kilobytes) * 1024 / MIB
