"""Columns of whatever bears a name: chosen by the name alone, and meeting evenly."""

import itertools

import numpy as np
import pytest

from cxsim.distributions import SurveyMix
from cxsim.sampling import blocks
from cxsim.sampling.blocks import (
    FIELDS,
    MOST_BLOCKS,
    block_columns,
    block_of,
    digital_sequence,
    place_of,
)
from cxsim.sampling.merit import FEWEST, MOST, factors
from cxsim.sampling.sobol import SHARED, sobol_column
from cxsim.sampling.streams import stream
from cxsim.scenario.checks import number_paths

NAMES = {"groups": "A", "investments": "B", "risk_events": "C"}


def leading(columns: np.ndarray, size: int = MOST) -> int:
    """Return which binary digits of a trial's number make the leading digit of its point."""
    return sum((int(direction) >> 31) << k for k, direction in enumerate(columns[:size]))


def merit(columns: list[np.ndarray], size: int) -> float:
    """Return E of the first 2^size points of columns, all of weight 0.1."""
    product = np.prod([factors(column, 0.1) for column in columns], axis=0)
    return float(product[: 1 << size].mean()) - 1


def test_every_number_with_a_name_has_a_column():
    """Each number of a group, a line or an event is a field of its block, none twice."""
    raw = {kind: [{"name": name}] for kind, name in NAMES.items()}
    paths = [path for path in number_paths(raw) if path not in SHARED]
    paths += [f"groups.A.mix.{segment}" for segment in SurveyMix.COLUMNS]
    paths += ["risk_events.C.fired"]
    found = [block_of(path) for path in paths]
    expected = [(f"{kind}.{NAMES[kind]}", field) for kind in NAMES for field in FIELDS[kind]]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("path", ["pilot.groups.A.mix.promoters", "groups.A", "groups.A.x", ""])
def test_what_is_no_field_is_in_no_block(path: str):
    """A path that names no number of the model is left to chance."""
    assert block_of(path) == (path, "")


@pytest.mark.parametrize("name", ["A", "a.b", "promoters.churn", "Ünï ✓", "mix", "fired.fired"])
def test_a_name_may_be_anything(name: str):
    """The block is all before the field, whatever the name looks like."""
    for kind, fields in FIELDS.items():
        for field in fields:
            block, found = block_of(f"{kind}.{name}.{field}")
            assert f"{block}.{found}" == f"{kind}.{name}.{field}"
            assert found == field


def test_the_place_of_a_number_is_that_of_its_field():
    """Programme numbers come first, then groups, lines, events, whatever their names are."""
    ordered = [
        "programme.levers.promoter_uplift",
        "horizon.tax_rate",
        "groups.A.promoters.churn",
        "groups.passives.churn.detractors.churn",
        "groups.A.passives.churn",
        "groups.A.promoters.spend_per_purchase",
        "investments.groups.A.churn.one_off",
        "risk_events.A.fired",
        "pilot.groups.A.promoters.churn",
    ]
    places = [place_of(path) for path in ordered]
    assert places == sorted(set(places))
    assert place_of("groups.B.promoters.churn") == place_of("groups.A.promoters.churn")


def test_a_block_depends_on_its_name_alone():
    """What was asked for before changes no block; another name, or table, gives another block."""
    alone = {f: c.tobytes() for f, c in block_columns("groups.A").items()}
    block_columns.cache_clear()
    for other in ("groups.B", "risk_events.A", "investments.A"):
        found = {c.tobytes() for c in block_columns(other).values()}
        assert not found & set(alone.values())
    assert {f: c.tobytes() for f, c in block_columns("groups.A").items()} == alone


def test_blocks_are_kept_but_not_without_end():
    """A block is chosen once, and at most MOST_BLOCKS are kept."""
    assert block_columns("investments.A") is block_columns("investments.A")
    assert block_columns.cache_info().maxsize == MOST_BLOCKS


def test_what_is_kept_cannot_be_written_to():
    """Neither a block nor a column of it can be changed by who gets it."""
    columns = block_columns("investments.A")
    with pytest.raises(ValueError, match="read-only"):
        columns["one_off"][0] = 0
    with pytest.raises(TypeError):
        columns["one_off"] = columns["per_year"]


def test_no_two_numbers_of_a_block_share_their_leading_digit():
    """Nor does one with a number that every scenario has: at 2^10 trials as at 2^13."""
    shared = [sobol_column(path) for path in SHARED]
    for kind, k in itertools.product(FIELDS, range(4)):
        columns = [*shared, *block_columns(f"{kind}.{k}").values()]
        for size in range(FEWEST, MOST + 1):
            assert len({leading(column, size) for column in columns}) == len(columns)


def test_chosen_columns_meet_more_evenly_than_drawn_ones():
    """Of 12 names the worst merit with the shared columns is below the middle one of random ones.

    That is what an unlucky name was: a merit many times the usual one.
    """
    shared = [sobol_column(path) for path in SHARED[:8]]
    fields = FIELDS["groups"][:8]
    for size in (FEWEST, MOST):
        chosen, drawn = [], []
        for k in range(12):
            columns = block_columns(f"groups.{k}")
            chosen.append(merit([*shared, *(columns[field] for field in fields)], size))
            random = [digital_sequence(stream(f"{k}.{field}")) for field in fields]
            drawn.append(merit([*shared, *random], size))
        assert max(chosen) < np.median(drawn)


def test_events_count_more_than_other_numbers():
    """Whether an event fires weighs ten times what a number of a group does."""
    assert blocks._WEIGHTS["fired"] == pytest.approx(10 * blocks._NAMED_WEIGHT)
