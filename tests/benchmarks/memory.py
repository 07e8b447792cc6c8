"""Memory: of a million trials, and of a long afternoon at the sliders; each in a fresh process."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import Language
from pages.shared.content import board_content
from pages.shared.session import Session
from tests.benchmarks.measures import MIB, Row, greatest_memory
from tests.store import ROOT, SAMPLES, sample_scenario

LIMIT = 2_048.0
"""MiB that a million trials may take, with all that is imported."""
FLAT = 1.05


def rows(trials: int, changes: int, samples: tuple[str, ...] = SAMPLES) -> list[Row]:
    """Return a row for each sample's simulation, and one for the changes of a session."""
    found = []
    for name in samples:
        [peak] = _apart("simulated", name, str(trials))
        measure = f"memory of simulate, {name}, {trials:,} trials"
        found.append(Row(measure, "MiB", peak, LIMIT, "one process", 1.0))
    early, late = _apart("moved", str(changes))
    measure = f"memory after {changes:,} slider changes, beside after a third of them"
    found.append(Row(measure, "MiB", late, early, "one process", FLAT))
    return found


def simulated(name: str, trials: str) -> list[float]:
    """Return the greatest memory of this process once it has simulated a sample, MiB."""
    result = simulate(sample_scenario(name), int(trials))
    result.summary()
    return [greatest_memory()]


def moved(changes: str) -> list[float]:
    """Return the memory of this process after a third of the changes and after all, MiB."""
    session, count = Session(Scenario.load(ROOT / "sample_data" / "telecom.toml")), int(changes)
    sliders = ("programme.scale", "horizon.discount_rate", "programme.levers.churn_reduction")
    sizes = []
    for turn in range(count):
        session.move({sliders[turn // 7 % 3]: 1 + turn * 20 / count}, Language("en"))
        board = board_content(session, Language("en"))
        for chart in board.charts:
            chart.views[0].picture.draw()
        if turn + 1 in (count // 3, count):
            sizes.append(_resident())
    return sizes


def _resident() -> float:
    """Memory of this process now, MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB


def _apart(what: str, *arguments: str) -> list[float]:
    """Run one of the two in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", what, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    sizes: list[float] = json.loads(done.stdout)
    return sizes


if __name__ == "__main__":
    print(json.dumps({"simulated": simulated, "moved": moved}[sys.argv[1]](*sys.argv[2:])))
