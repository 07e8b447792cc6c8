"""How often the 90 % intervals of a baseline hold the truth: `python -m tests.benchmarks.coverage`.

The made-up company is drawn anew with each seed, read like any company's files, and its intervals
are set against what it was made from. Shrunken cells are counted apart: they are biased on purpose.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import numpy as np
from scipy.special import betaincinv

from cxsim.baseline.baseline import Baseline, baseline
from cxsim.baseline.desk import Desk, File
from cxsim.baseline.loading import connect
from cxsim.baseline.memory import Memory
from sample_data.company.generate import SEGMENTS, TRUTH, generate
from tests.benchmarks.measures import Row

KINDS = ("survey", "transactions", "customers", "contacts")
POOLED = (0.88, 0.92)
LEAST = 0.80
FIRST_SEED = 1_001


def found_in(seed: int, scale: float = 1.0) -> Baseline:
    """Return the baseline of the company drawn with a seed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(seed, scale).write(folder)
        desk = Desk(connect(folder), folder, date(2026, 12, 31))
        files = [File(folder / f"{kind}.parquet", kind, kind) for kind in KINDS]
        reading = desk.read(files, Memory(), accept=True)
        result = baseline(desk, reading, Memory(), accept=True)
        desk.connection.close()
    assert isinstance(result, Baseline)
    return result


def hits(found: Baseline) -> Iterator[tuple[tuple[str, str, str], bool, bool]]:
    """Yield the place of each interval, whether it holds the truth, whether it is unshrunken."""
    for field, cells in found.drivers.cells.items():
        for (group, segment), leaning in cells.items():
            place = (group, SEGMENTS[segment], field)
            low, high = leaning.estimate.interval
            yield place, low <= TRUTH[place] <= high, leaning.weight == 1 and bool(leaning.raw)
    for group, counts in found.drivers.mix.items():
        for segment, mine in zip(SEGMENTS, counts, strict=True):
            ends = betaincinv(mine + 1, sum(counts) - mine + 2, np.array([0.05, 0.95]))
            place = (group, segment, "mix")
            yield place, bool(ends[0] <= TRUTH[place] <= ends[1]), True


def coverage(regenerations: int, scale: float = 1.0) -> dict[str, object]:
    """Return the coverage pooled over unshrunken drivers, of each of them, and of the shrunken."""
    seen: dict[tuple[tuple[str, str, str], bool], list[bool]] = defaultdict(list)
    for number in range(regenerations):
        for place, held, own in hits(found_in(FIRST_SEED + number, scale)):
            seen[place, own].append(held)
    own = {" · ".join(p): float(np.mean(h)) for (p, mine), h in seen.items() if mine}
    pooled = [held for (_, mine), all_ in seen.items() if mine for held in all_]
    shrunken = [held for (_, mine), all_ in seen.items() if not mine for held in all_]
    return {
        "regenerations": regenerations,
        "intervals": len(pooled),
        "pooled": float(np.mean(pooled)),
        "least": min(own.values()),
        "each": dict(sorted(own.items(), key=lambda pair: pair[1])),
        "shrunken": float(np.mean(shrunken)) if shrunken else None,
    }


def rows(regenerations: int, scale: float) -> list[Row]:
    """Return the rows of the pooled coverage, too low or too high, and of the least covered."""
    found = coverage(regenerations, scale)
    pooled, least = (100 * float(str(found[name])) for name in ("pooled", "least"))
    low, high = (100 * end for end in POOLED)
    drawn = f"{regenerations} companies"
    return [
        Row("intervals of 90 % that hold the truth", "%", pooled, high, drawn, 1.0),
        Row("intervals of 90 % that miss it", "%", 100 - pooled, 100 - low, drawn, 1.0),
        Row("the same of the driver missed most", "%", 100 - least, 100 * (1 - LEAST), drawn, 1.0),
    ]


@click.command()
@click.option("--regenerations", default=200, show_default=True)
@click.option("--scale", default=1.0, show_default=True, help="Size of the company.")
def main(regenerations: int, scale: float) -> None:
    """Print the coverage of each driver, and as the last line the same as JSON."""
    result = coverage(regenerations, scale)
    for place, held in result["each"].items():  # type: ignore[attr-defined]
        click.echo(f"{held:6.1%}  {place}")
    click.echo(f"{result['pooled']:6.1%}  pooled over {result['intervals']} unshrunken intervals")
    click.echo(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
