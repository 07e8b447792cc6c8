"""Each picture against the result it is of: traces, sentence and table, to the digit."""

import math

import numpy as np
import pytest

from cxsim.charts.cash import cash
from cxsim.charts.distribution import spread
from cxsim.charts.drivers import drivers
from cxsim.charts.gap import gap
from cxsim.charts.palette import PALETTE
from cxsim.charts.with_without import customers, nps
from cxsim.results import PERCENTILES
from cxsim.sensitivity.plan_gap import plan_gap
from cxsim.sensitivity.tornado import widest
from cxsim.text.language import LANGUAGES, Language
from cxsim.text.phrase import YEARS
from cxsim.text.results import show
from tests.charts.cases import CASES, drawn, seen, simulated

EN = Language("en")
UNITS = {"npv": "money", "roi": "ratio"}
BOTH = pytest.mark.parametrize("case", ["telecom", "starbucks"])
SPOKEN = pytest.mark.parametrize("code", LANGUAGES)


def shape(case, measure, before=None):
    """Return how a measure is spread, on the axis it is shown on."""
    result = simulated(case)
    earlier = simulated(before) if before else None
    return spread(result, earlier, measure, seen(result, earlier)[measure], EN)


@BOTH
@pytest.mark.parametrize("measure", UNITS)
def test_the_histogram_counts_every_trial(case, measure):
    """Its bars add up to all trials; those left of 0 to the share below 0, exactly."""
    values = getattr(simulated(case), measure)
    loss, gain = drawn(shape(case, measure).picture(False)).data
    assert np.sum(loss.y) == pytest.approx(np.mean(values < 0), abs=1e-12)
    assert np.sum(loss.y) + np.sum(gain.y) == pytest.approx(1, abs=1e-12)
    assert np.all(np.array(loss.x) < 0)
    assert np.all(np.array(gain.x) > 0)


@BOTH
def test_a_bar_holds_the_trials_of_its_bin(case):
    """Each inner bar is the share of the trials between its edges."""
    npv = simulated(case).npv
    for bars in drawn(shape(case, "npv").picture(False)).data:
        inner = list(zip(bars.x, bars.y, strict=True))[1:-1]
        for middle, share in inner:
            inside = (npv >= middle - bars.width / 2) & (npv < middle + bars.width / 2)
            assert share == pytest.approx(np.mean(inside), abs=2 / len(npv))


def test_losses_are_marked_by_more_than_colour():
    """Bars of losses are hatched, dots of losses are diamonds."""
    loss, gain = drawn(shape("telecom", "npv").picture(False)).data
    assert loss.marker.pattern.shape
    assert not gain.marker.pattern.shape
    [dots] = drawn(shape("telecom", "npv").picture(True)).data
    for x, symbol in zip(dots.x, dots.marker.symbol, strict=True):
        assert symbol == ("diamond" if x < 0 else "circle")


@BOTH
@pytest.mark.parametrize("measure", UNITS)
def test_fifty_dots_are_fifty_equal_chances(case, measure):
    """There are fifty, each at a quantile of the trials, within its column."""
    values = getattr(simulated(case), measure)
    [dots] = drawn(shape(case, measure).picture(True)).data
    assert len(dots.x) == 50
    wanted = np.quantile(values, (np.arange(50) + 0.5) / 50)
    low, high = shape(case, measure).span
    inside = np.clip(wanted, low, high)
    np.testing.assert_allclose(dots.x, inside, atol=0.51 * (high - low) / 26)
    for column in set(dots.x):
        stacked = sorted(y for x, y in zip(dots.x, dots.y, strict=True) if x == column)
        assert stacked == list(range(len(stacked)))


@pytest.mark.parametrize("dots", [False, True])
def test_the_state_before_is_an_outline(dots):
    """What was is drawn without a fill, beside the same bars or dots as without it."""
    alone = simulated("telecom")
    span = seen(alone)["npv"]
    now = drawn(spread(alone, None, "npv", span, EN).picture(dots))
    both = drawn(spread(alone, simulated("one year"), "npv", span, EN).picture(dots))
    ghosts = [trace for trace in both.data if PALETTE["ghost"] in str(trace)]
    assert len(ghosts) == 1
    rest = [trace.to_plotly_json() for trace in both.data if trace is not ghosts[0]]
    assert str(rest) == str([trace.to_plotly_json() for trace in now.data])
    assert "fill" not in ghosts[0].to_plotly_json()


@SPOKEN
@BOTH
@pytest.mark.parametrize("measure", UNITS)
def test_the_spread_is_told_in_figures(case, code, measure):
    """Table and sentence hold the percentiles and the mean as the language writes them."""
    result, language = simulated(case), Language(code)
    values, currency = getattr(result, measure), result.scenario.currency

    def text(value):
        return show(value, UNITS[measure], currency, language)

    picture = spread(result, None, measure, (-1, 1), language).picture(False)
    expected = [(f"P{p}", text(np.percentile(values, p))) for p in PERCENTILES]
    assert list(picture.rows) == [*expected, (language.say("Mean"), text(values.mean()))]
    for p in (10, 25, 75, 90):
        assert text(np.percentile(values, p)) in picture.sentence


@SPOKEN
@pytest.mark.parametrize("case", CASES)
def test_cash_is_the_bands(case, code):
    """Its lines are the percentiles and the plan; the sentence says when, and the end."""
    result, language = simulated(case), Language(code)
    bands, currency = result.bands["cash"], result.scenario.currency
    picture = cash(result, None, seen(result)["cash"], language)
    traces = [np.array(trace.y) for trace in drawn(picture).data]
    lines = [*np.split(traces[0], 2), *np.split(traces[1], 2), *traces[2:]]
    for y, name in zip(lines, ("p5", "p95", "p25", "p75", "p50", "plan"), strict=True):
        back = name in ("p95", "p75")  # a band goes along its lower edge and back by the upper
        np.testing.assert_array_equal(y[::-1] if back else y, bands[name])
    years = result.scenario.horizon.years
    assert len(picture.rows) == years + 1
    for year, row in enumerate(picture.rows):
        columns = ("p5", "p25", "p50", "p75", "p95", "plan")
        assert list(row[1:]) == [language.money(bands.loc[12 * year, c], currency) for c in columns]
    median, plan = bands["p50"].iloc[-1], bands["plan"].iloc[-1]
    assert language.money(abs(median), currency) in picture.sentence
    assert language.money(plan, currency) in picture.sentence
    if result.cost.any():
        month = result.percentiles("payback_months")["p50"]
        back = language.number(math.ceil(month)) if math.isfinite(month) else None
        assert (back or language.quantity(years, YEARS)) in picture.sentence


def test_cash_shows_what_was():
    """The outline is the median before, over its own months."""
    result, before = simulated("telecom"), simulated("one year")
    lines = drawn(cash(result, before, seen(result)["cash"], EN)).data
    [ghost] = [trace for trace in lines if trace.line.color == PALETTE["ghost"]]
    np.testing.assert_array_equal(ghost.y, before.bands["cash"]["p50"])
    np.testing.assert_array_equal(ghost.x, before.bands["cash"].index)


@SPOKEN
@BOTH
def test_drivers_are_the_bars(case, code):
    """Each bar runs from the mean NPV to the mean with its input low or high, the widest first."""
    result, language = simulated(case), Language(code)
    bars = widest(result)
    picture = drivers(result, bars, seen(result)["drivers"], language)
    low, high = drawn(picture).data
    mean = result.npv.mean()
    np.testing.assert_allclose(np.array(low.x) + mean, [bar.low for bar in bars])
    np.testing.assert_allclose(np.array(high.x) + mean, [bar.high for bar in bars])
    assert low.base == high.base == pytest.approx(mean)
    currency = result.scenario.currency
    for bar, row in zip(bars, picture.rows, strict=True):
        figures = (bar.low, bar.high, bar.high - bar.low)
        assert row[1:3] == tuple(language.money(v, currency) for v in figures[:2])
        assert row[3] == language.money(figures[2], currency)
    assert picture.rows[0][0] in picture.sentence
    assert picture.rows[0][3].lstrip("\N{MINUS SIGN}") in picture.sentence
    swings = [bar.swing for bar in bars]
    assert swings == sorted(swings, reverse=True)


def test_where_all_is_certain_nothing_drives():
    """Without an uncertain number the picture says so and is empty."""
    result = simulated("all certain")
    picture = drivers(result, widest(result), (0, 1), EN)
    assert picture.sentence == "No uncertain number moves the result."
    assert picture.rows == drawn(picture).data == ()


@SPOKEN
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["customers", "nps"])
def test_with_and_without_are_the_bands(name, case, code):
    """Band, dotted line and line are P10 to P90 with, the median without and the median with."""
    result, language = simulated(case), Language(code)
    draw = {"customers": customers, "nps": nps}[name]
    picture = draw(result, seen(result)[name], language)
    with_, without = result.bands[f"{name}_with"], result.bands[f"{name}_without"]
    around, *lines = (np.array(trace.y, float) for trace in drawn(picture).data)
    np.testing.assert_array_equal(around, [*with_["p10"], *with_["p90"][::-1]])
    for found, wanted in zip(lines, (without["p50"], with_["p50"]), strict=True):
        np.testing.assert_array_equal(found, wanted)
    assert len(picture.rows) == result.scenario.horizon.years

    def text(value):
        return language.number(value, 1 if name == "nps" else 0)

    ends = with_["p50"].iloc[-1], without["p50"].iloc[-1]
    assert (picture.rows[-1][2], picture.rows[-1][4]) == tuple(text(end) for end in ends)
    told = (ends[0], abs(ends[0] - ends[1])) if name == "customers" else ends
    assert all(text(end) in picture.sentence for end in told)


@SPOKEN
@pytest.mark.parametrize("case", CASES)
def test_the_gap_adds_up(case, code):
    """From the plan over both steps the bars arrive at the simulated mean; each is printed."""
    result, language = simulated(case), Language(code)
    parts = plan_gap(result)
    picture = gap(result, parts, language)
    [bars] = drawn(picture).data
    plan, curve, events, mean = bars.y
    assert plan == result.point.npv[0]
    assert mean == pytest.approx(result.npv.mean())
    assert plan + curve + events == pytest.approx(mean, rel=1e-9, abs=1e-6)
    assert list(bars.base) == [0, plan, plan + curve, 0]
    printed = [language.money(value, result.scenario.currency) for value in parts]
    assert list(bars.text) == [row[1] for row in picture.rows] == printed
    assert all(text in picture.sentence for text in printed)
