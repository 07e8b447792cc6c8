"""The finance bridge adds up to the cent, and each of its ends is a figure known elsewhere."""

import numpy as np
import pytest

from cxsim.downside.bridge import bridge
from cxsim.scenario.editing import removed
from cxsim.simulation import simulate
from cxsim.text.downside import STEP_NAMES
from tests.downside.cases import sample, simulated

TAXED = {"horizon.tax_rate": 0.25, "horizon.inflation": 0.02}


@pytest.mark.parametrize("changes", [{}, TAXED], ids=["plain", "taxed"])
@pytest.mark.parametrize("name", ["telecom", "starbucks", "saas"])
def test_the_bridge_adds_up_to_the_cent(name, changes):
    """The changes sum to what is left at every step, and at the end to P20 of NPV."""
    result = simulated(sample(name).with_values(changes))
    steps = bridge(result)
    assert [step.id for step in steps] == [s for s in STEP_NAMES if changes or s != "tax"]
    running = 0.0
    for step in steps:
        running += step.change
        assert running == pytest.approx(step.total, abs=0.005)
    assert steps[-1].total == pytest.approx(np.percentile(result.npv, 20), abs=0.005)
    assert steps[-2].total == pytest.approx(result.npv.mean(), abs=0.005)
    assert steps[-1].roi == pytest.approx(np.percentile(result.roi_pv, 20), rel=1e-9)


def test_each_level_is_a_scenario_made_by_hand():
    """The claim, the credit and the ramp are means of files in which a hand made the changes."""
    result = simulated(sample())
    totals = {step.id: step.total for step in bridge(result)}
    calm = result.scenario
    for event in result.scenario.risk_events:
        calm = removed(calm, "risk_events", event.name)
    at_once = {f"programme.{name}": 0.0 for name in ("delay_months", "ramp_months", "fade_rate")}
    all_credit = {"programme.levers.causal_share": 1.0, "programme.attribution": 1.0}

    def gain(flow: str, changes: dict[str, float]) -> float:
        found = simulate(calm.with_values(changes), 2_048)
        return float(np.mean(getattr(found, flow) - found.cost))

    assert totals["vendor"] == pytest.approx(gain("revenue", {**at_once, **all_credit}))
    assert totals["margin"] == pytest.approx(gain("benefit", {**at_once, **all_credit}))
    assert totals["credit"] == pytest.approx(gain("benefit", at_once))
    assert totals["ramp"] == pytest.approx(gain("benefit", {}))
    assert totals["discount"] == pytest.approx(simulate(calm, 2_048).npv.mean())
