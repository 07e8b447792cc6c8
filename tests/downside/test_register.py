"""The register lists every number, what matters first, and marks what is overdue."""

from datetime import date

import pytest

from cxsim.downside.register import record, register
from cxsim.downside.shares import spread_shares
from cxsim.scenario.editing import with_source
from tests.downside.cases import sample, simulated

TODAY = date(2026, 11, 30)
CASE = sample()
ROWS = register(CASE, spread_shares(simulated(CASE)), TODAY)


def test_every_number_has_a_row():
    """Numbers, mixes and the years are all there, each once."""
    paths = [row.path for row in ROWS]
    assert len(paths) == len(set(paths))
    mixes = {f"groups.{group.name}.mix" for group in CASE.groups}
    assert set(paths) == {*CASE.numbers, *mixes, "horizon.years"}


def test_what_matters_most_stands_first():
    """Shares fall down the list; what the file gives stands before what it leaves at a default."""
    shares = [round(row.share, 6) for row in ROWS]
    assert shares == sorted(shares, reverse=True)
    nothing = [row.stated for row in ROWS if round(row.share, 6) == 0]
    assert nothing == sorted(nothing, reverse=True)
    assert ROWS[0].path == "risk_events.The programme does not land.probability"


@pytest.mark.parametrize(("day", "overdue"), [("2025-11-30", False), ("2025-11-29", True)])
def test_a_source_is_overdue_after_a_year(day, overdue):
    """A day of 365 days ago is still good, one more is not."""
    path = "programme.scale"
    source = {"source": "S", "kind": "stated", "grade": "B", "date": date.fromisoformat(day)}
    rows = register(with_source(CASE, path, source), {}, TODAY)
    [row] = [row for row in rows if row.path == path]
    assert row.overdue is overdue
    assert record(row)["overdue"] is overdue


def test_a_row_is_the_number_of_the_file():
    """Value, range, source, kind, grade, owner and date are those of the scenario."""
    path = "programme.cost_overrun"
    [row] = [row for row in ROWS if row.path == path]
    number, source = CASE.value(path), CASE.sources[path]
    assert row.value == number.expected_value
    assert (row.low, row.high) == pytest.approx(tuple(number.quantile([0.1, 0.9])))
    told = record(row)
    for name in ("source", "kind", "grade", "owner"):
        assert told[name] == getattr(source, name)
    assert told["date"] == source.date.isoformat()
