"""A pilot and a control group, before and after: difference in differences as a lever."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from cxsim.baseline.estimates import Z90

Floats = NDArray[np.float64]
LEVERS = {
    "recommend": "programme.levers.promoter_uplift",
    "spend": "programme.levers.spend_uplift",
    "left": "programme.levers.churn_reduction",
}
"""What the values are, and the lever that their change is."""


@dataclass(frozen=True)
class Cell:
    """One arm in one period: customers, the mean of their values and its standard error."""

    customers: int
    mean: float
    error: float


@dataclass(frozen=True)
class Pilot:
    """What a pilot shows.

    Parameters
    ----------
    outcome : {"recommend", "spend", "left"}
    cells : tuple of Cell
        Pilot before and after, control before and after.
    effect, error : float
        Difference in differences, in the unit of the lever.
    paired : bool
        Whether the same customers were seen before and after.
    """

    outcome: str
    cells: tuple[Cell, Cell, Cell, Cell]
    effect: float
    error: float
    paired: bool

    @property
    def interval(self) -> tuple[float, float]:
        """Ends of the 90 % interval."""
        return self.effect - Z90 * self.error, self.effect + Z90 * self.error

    @property
    def path(self) -> str:
        """The lever."""
        return LEVERS[self.outcome]

    @property
    def distribution(self) -> dict[str, Any]:
        """The lever's distribution: a normal within what the lever may be."""
        bounds = {"low": -1.0} if self.outcome == "spend" else {"low": -1.0, "high": 1.0}
        return {
            "dist": "normal",
            "mean": round(self.effect, 6),
            "sd": round(self.error, 6),
            **bounds,
        }


def read_pilot(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    outcome: str,
    words: tuple[str, str],
    named: bool,
) -> Pilot:
    """Return what a pilot shows.

    Parameters
    ----------
    connection : DuckDBPyConnection
    table : str
        Rows read: `arm`, `period`, `value`, and `customer` where `named`.
    outcome : {"recommend", "spend", "left"}
        Of recommend the value is 1 for a promoter and 0 for others, of left 1 for who left.
    words : (str, str)
        Which arm is the pilot, and which period is after.
    named : bool
    """
    arms = connection.execute(
        f"""SELECT {"customer" if named else "row::VARCHAR"} AS customer, arm = ? AS pilot,
            period = ? AS after, avg(value) AS value
        FROM {table} WHERE fate = 0 GROUP BY ALL""",
        list(words),
    ).df()
    parts = {
        (pilot, after): arms[(arms.pilot == pilot) & (arms.after == after)]
        .set_index("customer")
        .value
        for pilot in (True, False)
        for after in (False, True)
    }
    paired = named and all(
        len(parts[pilot, False].index.intersection(parts[pilot, True].index)) > 1
        for pilot in (True, False)
    )
    cells = tuple(_cell(part.to_numpy(float)) for part in parts.values())
    changes = [_change(parts[pilot, False], parts[pilot, True], paired) for pilot in (True, False)]
    effect = changes[0][0] - changes[1][0]
    error = math.hypot(changes[0][1], changes[1][1])
    scale = _scale(outcome, cells)
    return Pilot(outcome, cells, effect * scale, error * abs(scale), paired)  # type: ignore[arg-type]


def _part(rows: Any) -> Any:
    """Return the values of one arm in one period, by customer."""
    return rows.set_index("customer")["value"]


def _cell(values: Floats) -> Cell:
    n = len(values)
    if n < 2:
        return Cell(n, float(values.mean()) if n else math.nan, math.nan)
    return Cell(n, float(values.mean()), float(values.std(ddof=1) / math.sqrt(n)))


def _change(before: Any, after: Any, paired: bool) -> tuple[float, float]:
    """Return the change of one arm and its standard error; where they match, by customer."""
    if paired:
        both = before.index.intersection(after.index)
        cell = _cell((after[both] - before[both]).to_numpy(float))
        return cell.mean, cell.error
    first, second = _cell(before.to_numpy(float)), _cell(after.to_numpy(float))
    return second.mean - first.mean, math.hypot(first.error, second.error)


def _scale(outcome: str, cells: tuple[Cell, ...]) -> float:
    """Return what turns the change of a mean into the lever: relative, and of churn its fall.

    What the pilot would have been without the programme is its own before plus the control's
    change; the error of that is left out, as it is small beside the effect's own.
    """
    if outcome == "recommend":
        return 1.0
    expected = cells[0].mean + cells[3].mean - cells[2].mean
    if expected <= 0:
        return math.nan
    return 1 / expected if outcome == "spend" else -1 / expected
