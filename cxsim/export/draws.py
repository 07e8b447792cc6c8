"""Every trial as a table: uncertain inputs and results, CSV or Parquet."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from cxsim.results import Result
from cxsim.scenario.files import replacing

WRITERS = (".csv", ".parquet")


def check_target(path: Path) -> None:
    """Raise ValueError where the draws could not be written there, before anything is computed."""
    if path.suffix not in WRITERS:
        raise ValueError(f"--draws {path}: the name must end in .csv or .parquet")
    if path.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise ValueError("--draws: Parquet needs pyarrow; install cxsim[app], or write a .csv")
    try:
        path.exists()
    except OSError as error:
        raise ValueError(f"--draws: {error.strerror}") from None
    if path.is_dir():
        raise ValueError(f"--draws {path}: this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise ValueError(f"--draws {path}: there is no folder {path.parent}")


def write_draws(result: Result, path: Path) -> None:
    """Write a row per trial; numbers in full precision."""
    table = result.trials_table()
    with replacing(path) as draft:
        if path.suffix == ".parquet":
            table.to_parquet(draft, index=False)
        else:
            table.to_csv(draft, index=False)
