"""Print how fast we are beside numpy, as a table and as JSON: `python -m tests.benchmarks`."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click
import numpy as np

from cxsim.finance import appraise, discount_factors
from cxsim.model import Layout, Paths, lay_out, run_trials_fast
from cxsim.results import percentiles
from cxsim.sampling import Design, sample
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.benchmarks.numpy_model import CHUNK, Values, plain_draws, run_chunked
from tests.paths import drawn, empty_paths
from tests.store import SAMPLES, sample_scenario


@dataclass(frozen=True)
class Comparison:
    """Seconds of ours and of a reference, and how many times faster ours is.

    Attributes
    ----------
    ours, reference : float, seconds
        Medians over the repetitions.
    spread : str
        Least and greatest ratio of one repetition.
    bar : float or None
        The ratio that ours must reach.
    """

    measure: str
    ours: float
    reference: float
    ratio: float
    spread: str
    bar: float | None


def compare(
    measure: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    repetitions: int,
    bar: float | None,
) -> Comparison:
    """Time both in turn, so that whatever else the machine does falls on both alike."""
    times: dict[Callable[[], object], list[float]] = {ours: [], reference: []}
    for function in times:
        function()
    for _ in range(repetitions):
        for function, seconds in times.items():
            start = time.perf_counter()
            function()
            seconds.append(time.perf_counter() - start)
    mine, theirs = times[ours], times[reference]
    ratios = [b / a for a, b in zip(mine, theirs, strict=True)]
    return Comparison(
        measure,
        statistics.median(mine),
        statistics.median(theirs),
        statistics.median(theirs) / statistics.median(mine),
        f"{min(ratios):.1f}–{max(ratios):.1f}",
        bar,
    )


def kernel(scenario: Scenario, trials: int) -> Callable[[Paths], None]:
    """Return the compiled kernel over the trials of a scenario, on this thread alone."""
    layout, draws = lay_out(scenario), sample(scenario, Design(trials, 1))
    slots, values = drawn(layout, draws)
    curve = scenario.programme.ramp == "s-curve"

    def run(paths: Paths) -> None:
        for start in range(0, trials, CHUNK):
            part = slice(start, start + CHUNK)
            chunk = np.ascontiguousarray(values[:, part])
            run_trials_fast(
                layout.numbers(), slots, chunk, curve, Paths(*(array[part] for array in paths))
            )

    return run


def numpy_kernel(scenario: Scenario, trials: int) -> Callable[[Paths], None]:
    """Return the numpy model over the same draws, in chunks."""
    layout, draws = lay_out(scenario), dict(sample(scenario, Design(trials, 1)))
    curve = scenario.programme.ramp == "s-curve"
    return lambda paths: run_chunked(layout, draws, curve, paths, CHUNK)


def numpy_program(scenario: Scenario, trials: int, chunk: int) -> dict[str, float]:
    """Draw, run and rank as a vectorised program would; return the percentiles of NPV."""
    layout: Layout = lay_out(scenario)
    draws: Values = plain_draws(scenario, trials, np.random.Generator(np.random.PCG64(1)))
    paths = empty_paths(scenario, trials)
    run_chunked(layout, draws, scenario.programme.ramp == "s-curve", paths, chunk)
    rate = draws.get("horizon.discount_rate")
    if rate is None:
        rate = scenario.mean("horizon.discount_rate")
    factors = discount_factors(rate, scenario.horizon.months, scenario.horizon.discounting)
    return percentiles(appraise(paths.benefit, paths.cost, factors).npv)


def comparisons(trials: int, simulated: int, repetitions: int) -> list[Comparison]:
    """Return all comparisons, a kernel and a whole simulation for each sample."""
    found = []
    for name in SAMPLES:
        scenario = sample_scenario(name)
        ours, theirs = kernel(scenario, trials), numpy_kernel(scenario, trials)
        first, second = empty_paths(scenario, trials), empty_paths(scenario, trials)
        found.append(
            compare(
                f"kernel, one thread, {name}, {trials:,} trials (numpy in chunks of {CHUNK:,})",
                lambda ours=ours, paths=first: ours(paths),
                lambda theirs=theirs, paths=second: theirs(paths),
                repetitions,
                4.0,
            )
        )
        for words, chunk in (("numpy in one piece", simulated), ("numpy in chunks", CHUNK)):
            found.append(
                compare(
                    f"simulate, {name}, {simulated:,} trials ({words})",
                    lambda scenario=scenario: simulate(scenario, simulated),
                    lambda scenario=scenario, chunk=chunk: numpy_program(
                        scenario, simulated, chunk
                    ),
                    max(1, repetitions // 2),
                    None,
                )
            )
    return found


@click.command()
@click.option("--trials", default=16_384, show_default=True, help="Trials of the kernel.")
@click.option("--simulated", default=131_072, show_default=True, help="Trials of simulate.")
@click.option("--repetitions", default=9, show_default=True)
def main(trials: int, simulated: int, repetitions: int) -> None:
    """Print the table, then the same as one line of JSON."""
    found = comparisons(trials, simulated, repetitions)
    click.echo(
        "| measure | ours, ms | numpy, ms | ratio | spread | bar |\n|---|---|---|---|---|---|"
    )
    for row in found:
        bar = "—" if row.bar is None else f"≥ {row.bar:g} {'✓' if row.ratio >= row.bar else '✗'}"
        click.echo(
            f"| {row.measure} | {1000 * row.ours:.1f} | {1000 * row.reference:.1f} "
            f"| {row.ratio:.1f} | {row.spread} | {bar} |"
        )
    click.echo(json.dumps([asdict(row) for row in found], ensure_ascii=False))


if __name__ == "__main__":
    main()
