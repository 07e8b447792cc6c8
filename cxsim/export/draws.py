"""Every trial as a table: uncertain inputs and results, CSV or Parquet."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from cxsim.results import Result
from cxsim.scenario.files import replacing
from cxsim.text.outside import system_reason
from cxsim.text.phrase import RefusedError, say

WRITERS = (".csv", ".parquet")


def check_target(path: Path) -> None:
    """Refuse a place the draws could not be written to, before anything is computed.

    Raises
    ------
    RefusedError
    """
    if path.suffix not in WRITERS:
        raise RefusedError(
            say("{path}: the name must end in {endings}", path=path, endings=".csv, .parquet")
        )
    if path.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise RefusedError(say("Parquet needs pyarrow: install cxsim[app], or write a .csv file"))
    try:
        path.exists()
    except OSError as error:
        raise RefusedError(
            say("it cannot be opened: {reason}", reason=system_reason(error))
        ) from None
    if path.is_dir():
        raise RefusedError(say("{path}: this is a folder; name a file in it", path=path))
    if not path.parent.is_dir():
        raise RefusedError(say("{file}: there is no such folder", file=path))


def write_draws(result: Result, path: Path) -> None:
    """Write a row per trial; numbers in full precision."""
    table = result.trials_table()
    with replacing(path) as draft:
        if path.suffix == ".parquet":
            table.to_parquet(draft, index=False)
        else:
            table.to_csv(draft, index=False)
