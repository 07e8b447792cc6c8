"""What one reader's session remembers: the sliders moved, the outline, the axes."""

import itertools
import math
import re

import pytest

from cxsim.charts.axes import Span
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES, Language
from pages.board.mount import _moved, _payload
from pages.shared.content import board_content
from pages.shared.controls import CONTROLS, SPEND, Panel, with_moved
from pages.shared.page import SAMPLES, load_case, simulated
from pages.shared.session import Session
from tests.charts.cases import AXES
from tests.generate import tiny
from tests.pages.visitor import decoded
from tests.server import ROOT

EN = Language("en")
SCALE, RATE, UPLIFT = (
    "programme.scale",
    "horizon.discount_rate",
    "programme.levers.promoter_uplift",
)
CHARTS = ("distribution", "cash", "drivers", "customers", "nps", "gap")
"""The charts, in their order."""


def opened(name: str = SAMPLES[0]) -> Session:
    return Session(load_case(name))


def axes(session: Session) -> dict[str, Span]:
    """Return the axes with which a session is drawn now."""
    shown = session.shown()
    return {axis: shown.span(axis) for axis in AXES}


def starts(session: Session) -> dict[str, float]:
    """Return where Reset puts every slider, as the browser sends it."""
    panel = Panel(session.base, session.moved, session.scenario, EN)
    return {slider.id: slider.initial for slider in panel.sliders()}


@pytest.mark.parametrize("name", SAMPLES)
def test_unmoved_it_is_the_file(name):
    """Before a slider moves, what is simulated is the file, to the last bit."""
    session = opened(name)
    assert session.scenario.fingerprint == session.base.fingerprint
    assert session.shown().before is None


def test_several_sliders_move_at_once():
    """One message may carry several sliders; the others stay where they are."""
    session = opened()
    session.move({SCALE: 150.0, RATE: 7.5}, EN)
    session.move({UPLIFT: 8.0}, EN)
    assert session.moved == pytest.approx({SCALE: 1.5, RATE: 0.075, UPLIFT: 0.08})
    direct = session.base.with_values({SCALE: session.scenario.value(SCALE)})
    assert session.scenario.value(RATE) == 0.075
    assert session.scenario.value(SCALE) == direct.value(SCALE)
    assert session.scenario.numbers.keys() == session.base.numbers.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_reset_is_the_file_again(name):
    """After any wandering, Reset gives the very fingerprint of the file, not a copy near it."""
    session = opened(name)
    for shown in ({SCALE: 40.0, RATE: 22.5}, {UPLIFT: -10.0}, {"horizon.years": 1.0}, {SPEND: 0.0}):
        session.move(shown, EN)
    assert session.scenario.fingerprint != session.base.fingerprint
    session.move(starts(session), EN)
    assert session.moved == {}
    assert session.scenario.fingerprint == session.base.fingerprint


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.path)
def test_each_slider_put_back_by_hand_is_the_file_again(control):
    """One slider moved and moved back leaves nothing behind."""
    session = opened()
    back = starts(session)[control.path]
    factor = 100 if control.label.unit in ("share", "points") else 1
    session.move({control.path: control.low * factor}, EN)
    session.move({control.path: back}, EN)
    assert session.scenario.fingerprint == session.base.fingerprint


def test_the_outline_holds_still_while_one_slider_moves():
    """The state before stays that of the first touch, until another slider is touched."""
    session = opened()
    base = session.scenario.fingerprint
    for value in (110.0, 150.0, 90.0):
        session.move({SCALE: value}, EN)
        axes(session)
        assert session.before.fingerprint == base
    last = session.scenario.fingerprint
    session.move({RATE: 5.0}, EN)
    assert session.before.fingerprint == last


def test_the_axes_hold_still_while_one_slider_moves():
    """Within a drag no range shrinks, and one that still shows everything does not change."""
    session = opened()
    axes(session)
    seen = []
    for value in (105.0, 110.0, 300.0, 105.0, 20.0, 105.0):
        session.move({SCALE: value}, EN)
        seen.append(axes(session))
    assert seen[0] == seen[1]
    assert seen[2] == seen[3]
    for earlier, later in itertools.pairwise(seen):
        for name in AXES:
            kept, now = earlier[name], later[name]
            assert now[0] <= kept[0] < kept[1] <= now[1]


def test_the_axes_are_fitted_anew_for_another_slider():
    """After a wild excursion the next slider starts from ranges that fit what is seen."""
    session = opened()
    session.move({SCALE: 300.0}, EN)
    wild = axes(session)["npv"]
    session.move({SCALE: 100.0}, EN)
    axes(session)
    session.move({RATE: 5.0}, EN)
    assert math.dist(axes(session)["npv"], (0, 0)) < math.dist(wild, (0, 0))


def test_every_change_is_another_run():
    """The number of the run grows by one with each change: by it the browser knows what it drew."""
    session = opened()
    for count, value in enumerate((110.0, 110.0, 100.0), start=2):
        session.move({SCALE: value}, EN)
        assert session.run == board_content(session, EN).run == count


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.path)
def test_every_slider_goes_to_both_ends(control, name):
    """At the end of its way a slider still gives a valid scenario and a whole board."""
    session = opened(name)
    bounds = {s.id: (s.low, s.high) for s in Panel(session.base, {}, session.base, EN).sliders()}
    for end in bounds[control.path]:
        session.move({control.path: end}, EN)
        for code in LANGUAGES:
            board = board_content(session, Language(code))
            shown = next(s for s in board.sliders if s.id == control.path)
            assert shown.value == pytest.approx(end, abs=1e-6)
            decoded(_payload(board, {}))


@pytest.mark.parametrize("end", [0, 1])
def test_all_sliders_go_to_their_ends_together(end):
    """Everything at its least, or at its most, is still a board."""
    session = opened()
    session.move(
        {s.id: (s.low, s.high)[end] for s in Panel(session.base, {}, session.base, EN).sliders()},
        EN,
    )
    assert len(decoded(_payload(board_content(session, EN), {}))["charts"]) == 6


def test_a_moved_range_keeps_its_width():
    """A slider moves the whole of an uncertain number: its centre goes, its range goes along."""
    base = load_case(SAMPLES[0])
    number = base.value(UPLIFT)
    moved = with_moved(base, {UPLIFT: number.mode + 0.01}).value(UPLIFT)
    assert type(moved) is type(number)
    assert moved.high - moved.low == pytest.approx(number.high - number.low)
    assert moved.mode == pytest.approx(number.mode + 0.01)


def test_equal_numbers_of_another_distribution_are_another_result():
    """A triangular and a PERT of the same numbers never share a cached result.

    Streamlit's own hash of a dataclass drops the types of nested ones.
    """
    numbers = {"low": 0.0, "mode": 10.0, "high": 100.0}
    results = {}
    for dist in ("triangular", "pert"):
        scenario = tiny({"investments.L.one_off": {"dist": dist, **numbers}})
        results[dist] = simulated(scenario), simulate(scenario)
    for cached, fresh in results.values():
        assert cached.npv.tobytes() == fresh.npv.tobytes()
    assert results["pert"][0].npv.mean() != results["triangular"][0].npv.mean()


def test_the_same_scenario_is_simulated_once():
    """Two readers of equal scenarios look at one result, whose arrays nobody can change."""
    first, second = (Scenario.from_mapping(tiny().content()) for _ in range(2))
    assert simulated(first) is simulated(second)
    with pytest.raises(ValueError, match="read-only"):
        simulated(first).npv[0] = 1


RANGES = {control.path: (control.low, control.high) for control in CONTROLS}
NONSENSE = [
    *({SCALE: value} for value in (math.nan, math.inf, -math.inf, "150", None, True, [], {})),
    {"no.such.slider": 1.0},
    {"": 1.0, SCALE.upper(): 2.0},
    {},
    [],
    None,
    "values",
    3.0,
]


@pytest.mark.parametrize("values", NONSENSE, ids=repr)
def test_nonsense_moves_nothing(values):
    """What is no finite number of a known slider is not heard."""
    assert _moved({"values": values}, RANGES) == {}


@pytest.mark.parametrize(
    "value",
    [-1e300, -1, 0, 1e9, 10**400],
    ids=["-1e300", "-1", "0", "1e9", "a whole number no float can hold"],
)
def test_what_lies_outside_is_held_to_the_slider(value):
    """A value beyond a slider's range counts as its end."""
    low, high = RANGES[SCALE]
    heard = _moved({"values": {SCALE: value, "unknown": 3}}, RANGES)
    assert heard == {SCALE: min(max(value, low), high)}


@pytest.mark.parametrize(
    ("sight", "sent"),
    [
        (["cash", "nps"], {"cash", "nps"}),
        ([], set()),
        (["<b>", 7, None], set()),
        ("cash", set(CHARTS)),
    ],
)
def test_a_moving_hand_is_sent_the_charts_in_sight(sight, sent):
    """The others come without views, and are not worked out; nonsense means all, or none of it."""
    content = board_content(opened(), EN)
    charts = decoded(_payload(content, {"values": {SCALE: 110}, "sight": sight}))["charts"]
    assert {chart["id"] for chart in charts if chart["views"]} == sent
    assert {chart.id for chart in content.charts if "views" in vars(chart)} == sent
    assert [chart["id"] for chart in charts] == list(CHARTS)


@pytest.mark.parametrize(
    "views", [{"distribution": place} for place in (-1, 4, 99, "1", None, 1.0, [2])] + [None, []]
)
def test_an_unknown_view_is_the_first(views):
    """A view that is not there leaves the first one drawn."""
    board = board_content(opened(), EN)
    for chart in decoded(_payload(board, {"views": views}))["charts"]:
        assert chart["views"][0]["figure"] is not None


def test_the_board_is_small():
    """What travels at each change of a slider stays under 64 KB."""
    assert len(_payload(board_content(opened(), EN), {})) < 64_000


def test_reset_puts_every_slider_back_and_shows_the_case_as_it_opens():
    """No outline of before is left to stretch the axes; undo brings the sliders back."""
    session = opened()
    as_it_opens = session.shown().span("npv")
    session.move({"programme.levers.churn_reduction": 40.0}, EN)
    moved = session.scenario
    assert session.shown().span("npv") != as_it_opens
    session.step("reset")
    assert session.scenario == session.base
    assert session.before is None
    assert not session.changed
    assert session.shown().span("npv") == as_it_opens
    session.step("undo")
    assert session.scenario == moved


def test_the_readme_says_what_its_slider_does():
    """The futures that pay once churn falls by 5% and by 10% are those that its tour names."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.search(r"Now (\d+) of 100\s+futures pay; at 10%, (\d+)\.", text)
    session = opened()
    for said, fall in zip(told.groups(), (5.0, 10.0), strict=True):
        session.move({"programme.levers.churn_reduction": fall}, EN)
        assert round(100 * (1 - session.shown().result.chance_of_loss)) == int(said)
