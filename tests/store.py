"""Store what the samples give today: `python -m tests.store`.

`tests/test_backtest.py` compares every later version with these files to 1e-9. Run this after a
change that is meant to move results or after an edit of a sample, look at `git diff tests/stored`,
and explain the change in CHANGELOG.md under "Changed results".

`random_*.json` are not made here: they hold four million plain random trials of an independent
program (see their `made`) and the scenario that it read: an edited sample leaves them true.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxsim.scenario import Scenario
from cxsim.simulation import simulate

ROOT = Path(__file__).parent.parent
STORED = ROOT / "tests" / "stored"
SAMPLES = ("bank", "retailer", "saas", "starbucks", "telecom")


def sample_scenario(name: str) -> Scenario:
    """Return one of the samples."""
    return Scenario.load(ROOT / "sample_data" / f"{name}.toml")


def record_of(name: str) -> dict[str, Any]:
    """Return results and point plan of a sample at default trials and seed, without its version."""
    record = simulate(sample_scenario(name)).record("")
    return {key: value for key, value in record.items() if key not in ("version", "fingerprint")}


def stored(name: str) -> dict[str, Any]:
    """Return the content of a stored file."""
    content: dict[str, Any] = json.loads((STORED / f"{name}.json").read_text("utf-8"))
    return content


def main() -> None:
    """Write the file of each sample."""
    for name in SAMPLES:
        text = json.dumps(record_of(name), indent=1, ensure_ascii=False, allow_nan=False)
        (STORED / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
