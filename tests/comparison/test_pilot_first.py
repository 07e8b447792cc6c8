"""Pilot first: closed forms, the limits of a perfect and of a worthless test, and its flows."""

from functools import cache

import numpy as np
import pytest

from cxsim.comparison import compare
from cxsim.comparison.contrasts import CONTRASTS
from cxsim.comparison.differences import means_of
from cxsim.comparison.pilot_first import USUAL, Piloted, pilot_first, pilotings, with_pilot
from cxsim.decision.pilot import UPLIFT, Price
from cxsim.results import RESULTS
from cxsim.sensitivity.pilot import size_pilot
from cxsim.simulation import simulate
from cxsim.text.comparing import Piloting, pilot_sentences
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from tests.comparison.cases import contrasted, simulated
from tests.sensitivity.cases import CAUSAL, SPENT, bounded, moved, normal_value
from tests.sensitivity.cases import UPLIFT as LEVER

TRIALS = 4_096
FREE = Price(0.0, 0.0)
PERFECT = 10**12
WORTHLESS = 1
THREE_YEARS = {"horizon.years": 3, SPENT: 10.0}
EN = Language("en")


@cache
def even():
    """NPV = 200,000·u − 10,000 with u normal, mean 0.05, sd 0.02: an even chance of a loss."""
    return simulate(moved(), TRIALS)


def piloted(changes: dict[str, object], **test: object) -> Piloted:
    """Return a changed case with a test at once, at no cost unless it is said."""
    return pilot_first(simulate(moved(changes), TRIALS), **{"price": FREE, "months": 0, **test})


@pytest.mark.parametrize("size", [282, 1_600, 25_600])
def test_at_no_cost_and_at_once_it_brings_the_value_of_the_sample(size):
    """Its mean NPV is that of deciding today and the test's value, by regression and closed form.

    An answer with variance v moves the mean of u by a normal of sd s²/√(s² + v).
    """
    sizing = size_pilot(even(), UPLIFT, FREE)
    place = int(np.argmin(np.abs(np.array(sizing.sizes) - size)))
    found = pilot_first(even(), FREE, 0, sizing.sizes[place])
    today = max(float(even().npv.mean()), 0.0)
    error = sizing.errors[place]
    assert found.npv.mean() == pytest.approx(today + sizing.values[place], abs=error)
    assert found.piloting.gain == pytest.approx(sizing.values[place], abs=error)
    v = (0.5 * 0.5 + 0.55 * 0.45) / sizing.sizes[place]
    closed = normal_value(0.0, 200_000 * 0.02**2 / (0.02**2 + v) ** 0.5)
    assert found.npv.mean() == pytest.approx(closed, abs=4 * error)


def test_a_perfect_test_goes_ahead_exactly_where_it_is_worth_it():
    """Without noise it follows E[NPV | u] = 200,000·u·E[causal share] − 10,000, whatever else."""
    causal = {"dist": "uniform", "low": 0.6, "high": 1.0}
    found = piloted({CAUSAL: causal, LEVER: bounded(0.06, 0.02)}, size=PERFECT)
    u = found.draws[LEVER]
    clear = np.abs(u - 0.05 / 0.8) > 0.001
    assert np.array_equal(found.ahead[clear] == 1, u[clear] > 0.05 / 0.8)
    assert 0.3 < found.piloting.share < 0.6
    assert (found.npv[found.ahead == 1] < 0).any()


@pytest.mark.parametrize(("spent", "share"), [(8_000.0, 1.0), (12_000.0, 0.0)])
def test_a_worthless_test_is_all_or_nothing(spent, share):
    """What it shows is not acted on: the programme less the test's cost, or that cost alone."""
    found = piloted({SPENT: spent}, size=WORTHLESS, price=Price(100.0, 0.0))
    assert found.piloting.share == share
    assert found.npv == pytest.approx(share * found.untested - 100)
    assert found.piloting.gain == pytest.approx(-100)
    assert found.point.npv[0] == pytest.approx(share * (10_000 - spent) - 100)


def test_what_is_certain_is_not_tested():
    """With a certain uplift no test tells anything, however large."""
    causal = {"dist": "uniform", "low": 0.7, "high": 1.0}
    found = piloted({LEVER: 0.06, CAUSAL: causal}, size=PERFECT)
    assert found.ahead.all()
    assert (found.npv < 0).any()
    nothing_drawn = pilot_first(simulate(moved({LEVER: 0.06}), 4), FREE, 0)
    assert nothing_drawn.npv == pytest.approx(2_000)


def test_its_months_are_waited_for():
    """A year's pilot at no cost, after which the programme always comes, is to wait a year."""
    found = pilot_first(simulated("telecom"), months=12)
    assert np.array_equal(found.untested, contrasted().results[3].npv)
    delay = bounded(4.0, 0.2)
    sure = moved({**THREE_YEARS, LEVER: bounded(0.05, 0.005), "programme.delay_months": delay})
    waited = simulate(CONTRASTS["wait"].change(sure), 256)
    always = pilot_first(simulate(sure, 256), FREE, 12, PERFECT)
    assert always.ahead.all()
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(always, name), getattr(waited, name), name)
    for name, band in waited.bands.items():
        np.testing.assert_array_equal(always.bands[name], band, name)


@pytest.mark.parametrize(
    ("losses", "kept"), [("at-once", 0.75), ("carried-forward", 1.0)], ids=["saved", "carried"]
)
def test_where_it_is_left_the_test_alone_is_paid(losses, kept):
    """No benefit but the tax saved, no customer more, and the cost whatever scale and overrun."""
    changes = {
        "horizon.tax_rate": 0.25,
        "horizon.tax_losses": losses,
        "programme.cost_overrun": 0.5,
        "programme.scale": 0.7,
        "programme.returns": 0.0,
        SPENT: 10_000.0,
        "horizon.years": 2,
    }
    found = piloted(changes, size=1_600, months=3, price=Price(500.0, 0.0))
    left = found.ahead == 0
    assert 0.05 < left.mean() < 0.95
    assert found.cost[left] == pytest.approx(500.0)
    assert found.npv[left] == pytest.approx(-500.0 * kept)
    assert found.roi[left] == pytest.approx(-kept)
    assert np.isinf(found.payback_months[left]).all()
    assert not found.revenue[left].any()
    assert found.yearly["cost"][:, 0] == pytest.approx(500.0)
    assert (found.benefit + found.yearly["benefit"][:, 0] != 0)[~left].all()
    assert found.cost[~left] == pytest.approx(500.0 + 0.7 * 1.5 * 10_000)
    assert found.bands["cash"].loc[0].drop("plan").to_numpy() == pytest.approx(-500.0 * kept)
    if losses == "at-once":
        assert found.npv == pytest.approx(found.ahead * found.untested - 500 * kept)


def test_a_size_is_chosen_as_on_the_page_that_says_why():
    """The size whose answer leaves the most after its cost; where none does, the usual one."""
    for price in (Price(0, 0.01), Price(0, 0.2)):
        best = size_pilot(even(), UPLIFT, price).best
        assert pilot_first(even(), price, 0).plan.size == best
    assert pilot_first(even(), Price(10_000, 0), 0).plan.size == USUAL
    nowhere = pilot_first(simulated("telecom"))
    assert (nowhere.plan.size, nowhere.plan.cost) == (USUAL, 5_000 + 10 * 2 * USUAL)
    assert nowhere.piloting.share == 0
    with_, without = (nowhere.bands[f"customers_{side}"] for side in ("with", "without"))
    assert np.array_equal(with_, without)


def test_other_trials_decide_anew():
    """Its own design gives its own outcomes again; eight scrambles, other means nearby."""
    found = piloted({}, size=1_600, price=Price(100.0, 0.0))
    assert np.array_equal(found.repeated(found.design).npv, found.npv)
    means = means_of(found)["npv"]
    assert np.std(means) > 0
    assert means == pytest.approx(found.npv.mean(), rel=0.05)


def test_an_undefined_npv_decides_nothing():
    """Where a future has no finite number, there is no answer, and no false one."""
    wild = {"groups.G.customers": 1e300, "groups.G.promoters.purchases_per_year": 1e200}
    found = piloted(wild, size=USUAL)
    assert np.isnan(found.ahead).all()
    assert found.not_finite == TRIALS
    assert "There is no answer" in pilot_sentences(found.piloting, EN)


def test_it_joins_a_comparison_under_a_name_of_its_own():
    """The base is piloted, whichever it is, in the same futures."""
    comparison = with_pilot(compare([moved(), moved()], ["Pilot first", "B"], 1, 64), "Pilot first")
    assert comparison.names == ("Pilot first", "B", "Pilot first (2)")
    [(name, piloting)] = pilotings(comparison)
    assert name == "Pilot first (2)"
    assert piloting.currency == comparison.currency
    assert comparison.scenarios[2].mean("programme.delay_months") == 6


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_it_is_said_what_the_test_is_and_what_it_leads_to(code):
    """Size, months and cost; then never, always, or how often, and what it brings."""
    language, told = Language(code), set()
    for share, gain in ((0.0, -9.0), (1.0, -9.0), (0.4, -9.0), (0.4, 9.0), (np.nan, np.nan)):
        words = pilot_sentences(Piloting(1_600, 6, 37_000, share, 120, gain, "EUR"), language)
        told.add(words)
        assert language.number(1_600) in words
        assert language.money(37_000, "EUR") in words
        assert (language.money(120, "EUR") in words) is (share < 1)
    assert len(told) == 5
