"""The pictures of the downside show the figures they were given."""

import numpy as np
import pytest

from cxsim.charts.stress import stress
from cxsim.downside.stress import Outcome
from cxsim.text.downside import LOSSES, STEP_NAMES, TAIL_LABELS, as_gain
from cxsim.text.language import DASH, MINUS, Language
from tests.charts.cases import CASES, downside_of, downside_pictures, drawn, simulated

EN = Language("en")


def found(case: str):
    result = simulated(case)
    return downside_of(result.scenario.fingerprint, result)


@pytest.mark.parametrize("case", CASES)
def test_the_tail_has_a_row_for_each_figure(case):
    """Every figure is printed, a dash where there is none."""
    rows = downside_pictures(simulated(case), EN)["tail"].rows
    assert [row[0] for row in rows] == [label.name.read() for label in TAIL_LABELS.values()]
    figures = found(case).tails.figures.values()
    assert [row[1] == DASH for row in rows] == [not np.isfinite(value) for value in figures]


def test_a_loss_has_a_minus_sign_whatever_it_is_called():
    """The value at risk is shown as P5 is, its mean below it, and the mean of what loses."""
    figures = found("telecom").tails.figures
    assert figures["value_at_risk_95"] > 0
    shown = {name: as_gain(name, value) for name, value in figures.items()}
    assert shown["value_at_risk_95"] == shown["p5"] < 0
    assert shown["conditional_value_at_risk_95"] < shown["p5"]
    rows = dict(
        zip(TAIL_LABELS, downside_pictures(simulated("telecom"), EN)["tail"].rows, strict=True)
    )
    for name in ("p5", *LOSSES):
        assert rows[name][1].startswith(MINUS), name


@pytest.mark.parametrize("case", ["telecom", "starbucks"])
def test_the_bridge_stands_on_its_steps(case):
    """Each bar begins where the one before it ended, and the last is what finance counts on."""
    [bars] = drawn(downside_pictures(simulated(case), EN)["bridge"]).data
    steps = found(case).bridge
    ends = np.array(bars.base) + np.array(bars.x)
    assert list(ends[:-1]) == pytest.approx([step.total for step in steps])
    assert list(bars.base[1:-1]) == pytest.approx(ends[:-2])
    assert ends[-1] == pytest.approx(steps[-1].total)
    rows = downside_pictures(simulated(case), EN)["bridge"].rows
    assert [row[0] for row in rows] == [STEP_NAMES[step.id].read() for step in steps]


@pytest.mark.parametrize("case", ["telecom", "starbucks"])
def test_a_stress_is_a_bar_from_p10_to_p90(case):
    """Bars and medians are those of the outcomes, the case itself on top."""
    bars, _, medians = drawn(downside_pictures(simulated(case), EN)["stress"]).data
    outcomes = found(case).stresses
    assert list(bars.base) == pytest.approx([each.p10 for each in outcomes])
    assert list(np.array(bars.base) + np.array(bars.x)) == pytest.approx(
        [each.p90 for each in outcomes]
    )
    assert list(medians.x) == pytest.approx([each.p50 for each in outcomes])


def outcome(name: str, p50: float) -> Outcome:
    return Outcome(name, name, None, p50 - 1.0, p50, p50 + 1.0, p50, 0.5, 0.5)


@pytest.mark.parametrize(
    ("base", "tests", "said"),
    [
        (-5.0, {"a": -9.0, "b": -2.0}, "In no test of the 2 is the median zero or above."),
        (-5.0, {"a": -9.0, "b": 2.0}, "In 1 of 2 tests the median is zero or above."),
        (5.0, {"a": -9.0, "b": 2.0}, "In 1 of 2 tests the median stays at zero or above."),
    ],
)
def test_good_news_among_the_stress_tests_is_told(base, tests, said):
    """A test that would be better is named; no median stays where it has never been."""
    outcomes = [outcome("", base), *(outcome(name, p50) for name, p50 in tests.items())]
    sentence = stress(outcomes, "EUR", EN).sentence
    assert sentence.startswith("Of the single tests “a” hurts most")
    assert ("“b” helps" in sentence) == (tests["b"] > base)
    assert sentence.endswith(said)


def test_the_curve_of_the_tail_is_the_share_below():
    """At each amount the curve stands at the share of the futures that end below it."""
    result = simulated("telecom")
    curve = drawn(downside_pictures(result, EN)["tail"]).data[1]
    for x, y in list(zip(curve.x, curve.y, strict=True))[::20]:
        assert y == pytest.approx(np.mean(result.npv <= x), abs=1 / len(result.npv))


def test_what_cannot_be_reached_is_said():
    """Where no shift brings the percentile to zero the sentence says so and no bar is drawn."""
    picture = downside_pictures(simulated("no effect"), EN)["reverse p50"]
    assert "no shift of the assumptions" in picture.sentence
    assert picture.rows == ()
    assert len(drawn(picture).data) == 0
