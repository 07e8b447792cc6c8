"""Where each number of a scenario stands in the arrays of the kernel."""

import numpy as np
import pytest
from hypothesis import given, settings

from cxsim.distributions import Distribution
from cxsim.model import empty_paths, lay_out, monthly_rate
from cxsim.scenario import SEGMENTS, Scenario
from tests.generate import random_scenario, scenarios, tiny


@given(scenarios)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_every_number_of_a_scenario_has_its_place(scenario: Scenario):
    """Each number but the discount rate and the probabilities is found at its slot, at its mean."""
    layout = lay_out(scenario)
    for path in scenario.numbers:
        if path != "horizon.discount_rate":
            assert layout.point[layout.slots[path]] == scenario.mean(path), path


@given(scenarios)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_no_two_numbers_share_a_place(scenario: Scenario):
    """Slots are a numbering of the flat vector, from its first element to its last."""
    layout = lay_out(scenario)
    assert sorted(layout.slots.values()) == list(range(len(layout.point)))


def test_a_slot_is_the_field_that_the_kernel_reads():
    """Writing to the slot of a path changes that record's field and nothing else."""
    layout = lay_out(random_scenario(3))
    for path, slot in layout.slots.items():
        numbers, before = layout.numbers(), layout.numbers()
        numbers.flat[slot] = -123.0
        changed = [
            (table, field)
            for table in ("groups", "segments", "programme", "lines", "events", "horizon", "pilot")
            for field in getattr(numbers, table).dtype.names
            if (getattr(numbers, table)[field] != getattr(before, table)[field]).any()
        ]
        [(_, field)] = changed
        assert field == ("share" if ".mix." in path else path.split(".")[-1])


def test_the_mix_of_a_group_is_found_by_segment():
    """A survey's mean shares, (count + 1)/(n + 3), stand at `groups.NAME.mix.SEGMENT`."""
    mix = {"dist": "survey", "promoters": 6, "passives": 2, "detractors": 0}
    layout = lay_out(tiny({"groups.G.mix": mix}))
    shares = [layout.point[layout.slots[f"groups.G.mix.{segment}"]] for segment in SEGMENTS]
    np.testing.assert_allclose(shares, [7 / 11, 3 / 11, 1 / 11], rtol=1e-15)


def test_no_event_has_fired_in_the_point_plan():
    """The place of an event's `fired` holds 0, even where its probability is 1."""
    layout = lay_out(tiny({"risk_events.E.probability": 1.0}))
    assert layout.point[layout.slots["risk_events.E.fired"]] == 0.0


@pytest.mark.parametrize("to_month", [None, 12, 13, 500])
def test_a_line_ends_with_the_horizon(to_month: int | None):
    """`to_month` is the horizon's last month by default and where it lies beyond it."""
    content = tiny().content()
    content["investments"][0] |= {} if to_month is None else {"to_month": to_month}
    layout = lay_out(Scenario.from_mapping(content))
    assert layout.point[layout.slots["investments.L.to_month"]] == 12


def test_the_order_of_tables_in_the_file_changes_no_digit():
    """Groups, investments and events are laid out by name."""
    content = random_scenario(8).content()
    turned = {
        kind: list(reversed(content[kind])) for kind in ("groups", "investments", "risk_events")
    }
    assert len(turned["groups"]) > 1
    ours, theirs = lay_out(random_scenario(8)), lay_out(Scenario.from_mapping(content | turned))
    assert ours.slots == theirs.slots
    np.testing.assert_array_equal(ours.point, theirs.point)


def test_numbers_are_a_fresh_copy():
    """What the kernel writes into one copy is not seen in the next; every lane is the plan."""
    layout = lay_out(tiny({"groups.G.promoters.churn": 0.2}))
    layout.numbers().flat[:] = 7.0
    churn = [slot for path, slot in layout.slots.items() if path.endswith(".churn")]
    for lane in layout.numbers().flat.T:
        np.testing.assert_array_equal(np.delete(lane, churn), np.delete(layout.point, churn))
        np.testing.assert_allclose(lane[churn], monthly_rate(layout.point[churn]), rtol=1e-15)


def test_churn_that_is_drawn_is_read_a_month():
    """Also where it was read before, and where the array, or what it is a view of, has changed."""
    layout, path = lay_out(tiny()), "groups.G.promoters.churn"
    kept, changing = np.array([0.0, 0.2, 0.9]), np.array([0.0, 0.2, 0.9])
    kept.flags.writeable = False
    view = changing.view()
    view.flags.writeable = False
    for draws in (kept, kept, changing, view):
        slots, [read] = layout.drawn({path: draws, "no such number": draws})
        assert slots.tolist() == [layout.slots[path]]
        np.testing.assert_allclose(read, [monthly_rate(churn) for churn in draws.tolist()])
    changing[:] = 0.5
    for draws in (changing, view):
        _, [read] = layout.drawn({path: draws})
        np.testing.assert_allclose(read, monthly_rate(0.5))
    [first, again] = (layout.drawn({path: kept})[1][0] for _ in range(2))
    assert first is again


def test_what_the_kernel_reads_begins_at_a_line_of_the_cache():
    """Numbers and paths alike: what lies across two lines takes twice as long."""
    arrays = (*lay_out(random_scenario(3)).numbers(), *empty_paths(7, 1))
    assert {array.ctypes.data % 64 for array in arrays} == {0}


@given(scenarios)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_the_point_plan_takes_numbers_or_means(scenario: Scenario):
    """A plain number is its own mean; a distribution of zero width is that number."""
    for path, number in scenario.numbers.items():
        if not isinstance(number, Distribution):
            assert scenario.mean(path) == number
        elif number.certain is not None:
            assert scenario.mean(path) == number.certain
        else:
            assert scenario.mean(path) == number.expected_value
