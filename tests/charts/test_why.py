"""The pictures that say why: they draw at every edge, agree with themselves, name what matters."""

import json
import warnings
from dataclasses import replace
from functools import cache

import pytest

from cxsim.charts.goal import goal_sentence
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Picture, escape
from cxsim.charts.shares import first_shares_picture, spread_picture
from cxsim.charts.why import (
    Plate,
    at_hand_plates,
    drivers_plates,
    information_plate,
    required_plates,
    research_plates,
)
from cxsim.decision.pilot import Price
from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer, goal_for, seek
from cxsim.sensitivity.frontier import frontiers
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.one_at_a_time import curves
from cxsim.sensitivity.report import (
    AtHand,
    Drivers,
    Required,
    Research,
    at_hand,
    default_map,
    default_path,
    research,
)
from cxsim.sensitivity.two_inputs import grid
from cxsim.sensitivity.variance import spread
from cxsim.sensitivity.waterfall import by_channel, by_lever
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from cxsim.text.sensitivity import NOTES
from tests.charts.cases import CASES, changed, drawn, telecom
from tests.charts.test_pictures import NASTY, colours
from tests.sensitivity.cases import CROSS_SELL, line

EN = Language("en")
Found = tuple[AtHand, Drivers, Required, Research]


@cache
def simulated(case: str) -> Result:
    """Return a few trials of a case, once for all tests."""
    return simulate(CASES[case](), 128)


def work_out(result: Result, name: str = "npv") -> Found:
    """Return all answers for a figure, on as few trials as show their shape."""
    measure = MEASURES[name]
    hand = at_hand(result, measure)
    goal = goal_for(result, default_path(result), MEASURES["gain"], 0.5)
    drivers = Drivers(
        measure,
        curves(result, measure),
        spread(result, measure, trials=16),
        by_lever(result),
        by_channel(result),
    )
    required = Required(
        seek(result, goal, trials=64),
        frontiers(result, goal, 16),
        grid(result, *default_map(result, hand.bars), measure),
    )
    return hand, drivers, required, research(result, Price())


@cache
def found_in(case: str) -> Found:
    """Return all answers of a case, once for all tests."""
    return work_out(simulated(case))


def plates(result: Result, found: Found, language: Language) -> list[Plate]:
    """Return everything that is shown."""
    hand, drivers, required, further = found
    return [
        *at_hand_plates(result, hand, language),
        *drivers_plates(result, drivers, language),
        *required_plates(result, required, language),
        information_plate(result, hand, language),
        *research_plates(result, further, language),
    ]


def shown(case: str, language: Language = EN) -> list[Picture]:
    """Return the pictures of a case."""
    whole = plates(simulated(case), found_in(case), language)
    return [picture for plate in whole for _, picture in plate.views]


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
@pytest.mark.parametrize("case", CASES)
def test_every_picture_draws(case, code):
    """Even where nothing happens or a figure is undefined: no error, warning or NaN."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for picture in shown(case, Language(code)):
            assert json.loads(drawn(picture).to_json()).keys() >= {"data", "layout"}
            assert picture.sentence
            words = [picture.sentence, *picture.header]
            words += [cell for row in picture.rows for cell in row]
            for word in words:
                assert not {"nan", "inf", "−0"} & set(word.lower().split()), word


@pytest.mark.parametrize("case", CASES)
def test_tables_are_rectangular(case):
    """Each row of a picture's table has a cell under every head, and none is empty."""
    for picture in shown(case):
        assert all(len(row) == len(picture.header) for row in picture.rows)
        assert all(cell for row in picture.rows for cell in row), picture.sentence


def test_every_colour_is_named():
    """No figure brings a colour of its own: the theme decides."""
    allowed = {*PALETTE.values(), "rgba(0,0,0,0)"}
    for picture in shown("telecom"):
        for colour in colours(drawn(picture).to_plotly_json()["data"]):
            assert colour in allowed, (picture.sentence, colour)


@pytest.mark.parametrize("name", ["roi", "npv_p10", "loss"])
def test_every_figure_draws(name):
    """Not only the mean NPV: a return, a percentile and a chance are explained too."""
    result = simulated("starbucks")
    for plate in plates(result, work_out(result, name), EN):
        for _, picture in plate.views:
            assert drawn(picture).to_json()


@pytest.mark.parametrize("name", NASTY)
def test_names_are_data(name):
    """A name full of markup stays whole in the words, and is disarmed in the figure."""
    lines = [{**telecom().content()["risk_events"][0], "name": name, "probability": 0.5}]
    result = simulate(changed(risk_events=lines), 256)
    hand = at_hand(result, MEASURES["npv"])
    [tornado, shares] = [plate.views[0][1] for plate in at_hand_plates(result, hand, EN)]
    for picture in (tornado, shares):
        assert any(row[0].startswith(name) for row in picture.rows)
        [labels] = [drawn(picture).layout.yaxis.ticktext]
        label = next(label for label in labels if escape(name)[:20] in label)
        assert "<" not in label.replace("<br>", "")


def test_a_share_names_its_estimator():
    """The regression at hand and Sobol's indices give two numbers of one thing: both are named."""
    hand, found, *_ = found_in("telecom")
    told = {
        "regression": first_shares_picture(hand.shares, EN),
        "Sobol": spread_picture(found.spread, EN),
    }
    for estimator, picture in told.items():
        assert estimator in picture.sentence
        assert any(estimator in head for head in picture.header)


def test_correlated_inputs_are_marked():
    """The sign stands beside each correlated input in the picture, and its sense in the words."""
    tornado = shown("telecom")[0]
    labels = drawn(tornado).layout.yaxis.ticktext
    assert any("↔" in label for label in labels)
    assert any("↔" not in label for label in labels)
    assert "marked ↔ are correlated" in tornado.sentence
    assert {row[-1] for row in tornado.rows} == {"yes", "no"}


def test_inputs_without_effect_are_listed():
    """What moves nothing is named in the sentence and stays in the table."""
    scenario = line({"programme.levers.causal_share": {"dist": "uniform", "low": 0, "high": 1}})
    result = simulate(scenario, 256)
    hand = at_hand(result, MEASURES["npv"])
    [tornado, *_] = at_hand_plates(result, hand, EN)
    picture = tornado.views[0][1]
    assert "Without any effect: “Causal share”" in picture.sentence
    assert "Causal share" in {row[0] for row in picture.rows}
    assert len(drawn(picture).layout.yaxis.ticktext) == 1


def test_every_method_has_a_note():
    """Each picture's method says when it misleads, and each note belongs to a picture."""
    whole = plates(simulated("telecom"), found_in("telecom"), EN)
    assert {plate.note for plate in whole} == set(NOTES)


GOALS = {
    "at least": "“Cross-sell” must be at least €120",
    "at most": "“Planned cost” must be at most 110%",
    "never": "cannot be reached within €0 to €90",
    "always": "any “Cross-sell” from €150 to €160 will do",
}


@pytest.mark.parametrize("verdict", GOALS)
def test_what_must_be_true_in_a_sentence(verdict):
    """One sentence says what must be true, or that it cannot be reached within the range."""
    result = simulate(line(), 256)
    asked = {
        "at least": (CROSS_SELL, "npv", 20_000, None, None),
        "at most": ("investments", "npv", 0.0, None, None),
        "never": (CROSS_SELL, "gain", 0.8, 0.0, 90.0),
        "always": (CROSS_SELL, "gain", 0.8, 150.0, 160.0),
    }[verdict]
    path, figure, target, low, high = asked
    answer = seek(result, goal_for(result, path, MEASURES[figure], target, low, high))
    assert isinstance(answer, Answer)
    assert answer.verdict == verdict
    found = Required(answer, (), found_in("telecom")[2].grid)
    [goal, *_] = required_plates(result, found, EN)
    assert GOALS[verdict] in goal.views[0][1].sentence


def test_a_figure_that_turns_back_says_so():
    """Where more is not always better, or not always worse, the sentence warns."""
    result = simulate(line({"programme.returns": 0.5}), 256)
    goal = goal_for(result, "programme.scale", MEASURES["npv"], 5_000.0, 0.0, 2.0)
    found = Required(seek(result, goal), (), found_in("telecom")[2].grid)
    [plate, *_] = required_plates(result, found, EN)
    assert "on the right side of" in plate.views[0][1].sentence
    assert "Beware" in plate.views[0][1].sentence


def test_the_waterfall_ends_at_its_total():
    """The steps of the picture start where the last ended, and the table adds up to the cent."""
    levers = next(p for p in shown("telecom") if "add up to the cent" in p.sentence)
    [bars] = drawn(levers).data
    tops = [base + step for base, step in zip(bars.base, bars.y, strict=True)]
    assert list(bars.base[1:-1]) == pytest.approx(tops[:-2])
    assert tops[-2] == pytest.approx(bars.y[-1])
    cents = [round(100 * float(row[-1].replace(",", "").replace("−", "-"))) for row in levers.rows]
    assert sum(cents[:-1]) == cents[-1]


@pytest.mark.parametrize("last", [0.801, 0.9])
def test_a_threshold_on_a_plateau_is_called_rough(last):
    """Where a step of the scan moves the chance by less than half a point, the number is rough."""
    goal = goal_for(simulated("telecom"), default_path(simulated("telecom")), MEASURES["gain"])
    found = Answer(goal, 0.1, (0.15,), False, True, True, (0.0, 0.1, 0.2), (0.1, 0.7995, last))
    rough = "take the number as rough" in goal_sentence(found, "EUR", EN)
    assert rough == (last == 0.801)
    at_once = replace(found, roots=(0.0,), figures=(0.8, 0.7995, last))
    assert "take the number as rough" in goal_sentence(at_once, "EUR", EN)
