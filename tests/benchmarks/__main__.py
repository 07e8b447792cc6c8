"""Print how fast and how exact we are, as a table and as JSON: `python -m tests.benchmarks`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tests.benchmarks import (
    accuracy,
    change,
    coverage,
    crowd,
    growth,
    kernels,
    memory,
    million,
    slider,
    start,
)
from tests.benchmarks.measures import HEAD, Row
from tests.store import SAMPLES

Part = Callable[[bool], list[Row]]
PARTS: dict[str, Part] = {
    "slider": lambda small: slider.rows(*((2, 0.3, 1) if small else (40, 2.0, 12))),
    "change": lambda small: change.rows(*((64, 1) if small else (16_384, 15))),
    "kernels": lambda small: kernels.rows(*((64, 64, 1) if small else (16_384, 131_072, 9))),
    "accuracy": lambda small: accuracy.rows(*((256, 2, 256) if small else (100_000, 100, 1 << 19))),
    "memory": lambda small: memory.rows(*((64, 6, SAMPLES[:1]) if small else (1 << 20, 1_000))),
    "growth": lambda small: growth.rows(*((64, 1) if small else (65_536, 7))),
    "start": lambda small: start.rows(1 if small else 5),
    "coverage": lambda small: coverage.rows(*((2, 0.25) if small else (200, 1.0))),
    "million": lambda small: million.rows(*((20_000, 1) if small else (10_000_000, 3))),
    "crowd": lambda small: crowd.rows(*((2, 4.0) if small else (30, 60.0))),
}
"""What each part measures, in full or so small that it only shows that it works."""


def measured(names: tuple[str, ...], small: bool) -> Iterator[Row]:
    """Yield the rows of the parts, one part after another."""
    for name in names:
        yield from PARTS[name](small)


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--small", is_flag=True, help="Only show that everything runs.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the rows here, too.")
def main(parts: tuple[str, ...], small: bool, file: Path | None) -> None:
    """Measure PARTS, by default all; print a row as soon as it is known."""
    click.echo(HEAD)
    rows = []
    for row in measured(parts or tuple(PARTS), small):
        click.echo(row.line())
        rows.append(row.record())
    if file is not None:
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
