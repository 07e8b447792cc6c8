"""The board as the page hands it over, and what the page makes of the browser's messages."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from cxsim.charts.palette import PALETTE
from cxsim.cli import main
from cxsim.downside.audit import unasked
from cxsim.scenario import Scenario
from cxsim.text.language import LANGUAGES, Language
from cxsim.text.phrase import MONTHS, YEARS
from cxsim.text.results import show
from cxsim.text.verdict import Answer, verdict
from pages.shared.controls import Panel
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from tests.pages.visitor import open_app, slider

SCALE = "programme.scale"


def told(path: Any) -> dict[str, Any]:
    """Return what `cxsim run --json` prints for a file."""
    answer = CliRunner().invoke(main, ["run", str(path), "--json"])
    assert answer.exit_code == 0, answer.stderr
    record: dict[str, Any] = json.loads(answer.stdout)
    return record


def expected_cards(record: dict[str, Any], years: int, say: Language) -> dict[str, tuple[str, str]]:
    """Return value and range of each card, from the command line's figures alone."""
    currency, chance = record["currency"], record["probability"]

    def figure(name: str, unit: str) -> tuple[str, str]:
        row = {
            p: show(record["results"][name][p], unit, currency, say) for p in ("p10", "p50", "p90")
        }
        return row["p50"], say.say(
            "8 in 10 between {low} and {high}", low=row["p10"], high=row["p90"]
        )

    months = record["results"]["payback_months"]["p50"]
    return {
        "npv": figure("npv", "money"),
        "roi": figure("roi", "ratio"),
        "payback": (
            f">\N{NO-BREAK SPACE}{say.quantity(years, YEARS)}"
            if months is None
            else say.quantity(months, MONTHS),
            say.chance(chance["payback"]),
        ),
        "chance_of_loss": (say.chance(chance["loss"]), ""),
    }


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_cards_agree_with_the_command_line(name, code, tmp_path):
    """Each card, and the verdict, is a figure of `cxsim run --json` in the reader's writing."""
    visitor = open_app(code).choose_sample(name)
    for moved in ({}, {SCALE: 250}):
        if moved:
            visitor.move(moved)
        file = tmp_path / "shown.toml"
        visitor.session.scenario.save(file)
        record, language, years = told(file), Language(code), Scenario.load(file).horizon.years
        cards = {card["id"]: card for card in visitor.board["cards"]}
        for card, (value, spread) in expected_cards(record, years, language).items():
            assert cards[card]["value"] == value
            assert spread in cards[card]["range"]
        npv, loss = record["results"]["npv"], record["probability"]["loss"]
        found = Answer(loss, npv["p10"], npv["p50"], years, record["currency"])
        assert visitor.board["verdict"] == verdict(found, language)


def test_the_card_tells_what_it_was():
    """After a change a card shows the figure before it; one that did not change shows none."""
    visitor = open_app("en")
    before = {card["id"]: card["value"] for card in visitor.board["cards"]}
    assert all(card["before"] == "" for card in visitor.board["cards"])
    visitor.move({SCALE: 160})
    for card in visitor.board["cards"]:
        assert card["before"] == ("" if card["value"] == before[card["id"]] else before[card["id"]])
    assert any(card["before"] for card in visitor.board["cards"])


def test_sliders_show_the_file():
    """Each slider starts where the file puts its number, inside its range, with words around."""
    visitor = open_app("en")
    scenario = Scenario.load(SAMPLE_FOLDER / SAMPLES[0])
    board = visitor.board
    assert slider(board, "horizon.years")["value"] == scenario.horizon.years
    assert slider(board, "horizon.discount_rate")["value"] == pytest.approx(
        100 * scenario.horizon.discount_rate
    )
    for record in board["sliders"]:
        assert record["low"] <= record["value"] == record["initial"] <= record["high"]
        assert record["step"] > 0
        assert all(record[word] for word in ("label", "help", "source", "group", "text"))
    assert len(board["sliders"]) <= 12


def test_an_implausible_value_is_allowed_and_marked():
    """A discount rate of 20 % is taken, with the reason to doubt it; 8 % carries none."""
    visitor = open_app("en").move({"horizon.discount_rate": 20})
    assert visitor.session.moved == {"horizon.discount_rate": 0.2}
    assert "usual" in slider(visitor.board, "horizon.discount_rate")["warning"]
    visitor.move({"horizon.discount_rate": 9})
    assert slider(visitor.board, "horizon.discount_rate")["warning"] == ""


def test_a_slider_says_what_it_shows_and_what_the_plan_uses():
    """Where the most likely value is not the mean, both are named with their figures."""
    visitor = open_app("en")
    number = visitor.session.scenario.value("programme.levers.causal_share")
    told = slider(visitor.board, "programme.levers.causal_share")["help"]
    mode, mean = (f"{Language().number(100 * v, 1)}%" for v in (number.mode, number.expected_value))
    assert mode != mean
    assert f"The slider shows {mode} (most likely); the plan uses the mean, {mean}." in told


def test_what_is_hardly_meant_is_said_at_its_slider():
    """A case that comes with a rate of 2,500% says so there, in the words of every command."""
    base = Scenario.load(SAMPLE_FOLDER / SAMPLES[0]).with_value("horizon.discount_rate", 25.0)
    [slip] = unasked(base)
    sliders = {each.id: each for each in Panel(base, {}, base, Language()).sliders()}
    assert sliders[slip.path].warning == Language().read(slip.sentence)


def test_only_the_view_shown_is_drawn():
    """Of the four ways to see the distribution one figure travels: the one that is looked at."""
    visitor = open_app("en")
    for place in (0, 3, 1, 2):
        views = visitor.move({}, {"distribution": place}).pictures["distribution"]["views"]
        assert [i for i, view in enumerate(views) if view["figure"]] == [place]
        assert visitor.session.run == 1
    assert all(view["sentence"] and view["table"]["rows"] for view in views)


def test_the_view_stays_while_sliders_move():
    """Who looks at the dots of ROI keeps looking at them after a change."""
    visitor = (
        open_app("en")
        .move({SCALE: 120}, {"distribution": 3})
        .move({SCALE: 130}, {"distribution": 3})
    )
    views = visitor.pictures["distribution"]["views"]
    assert [bool(view["figure"]) for view in views] == [False, False, False, True]


def test_figures_name_colours_and_bring_no_template():
    """A figure holds the palette's names, so that light and dark need no word from the server."""
    figures = [chart["views"][0]["figure"] for chart in open_app("en").board["charts"]]
    assert all("template" not in figure["layout"] for figure in figures)
    text = json.dumps(figures)
    assert "#" not in text
    assert PALETTE["accent"] in text


def test_the_outline_travels_with_a_change():
    """After a change the histogram and the cash picture carry the state before as a line."""
    visitor = open_app("en")
    assert PALETTE["ghost"] not in json.dumps(visitor.pictures)
    visitor.move({SCALE: 160})
    for name in ("distribution", "cash"):
        assert PALETTE["ghost"] in json.dumps(visitor.pictures[name]["views"][0]["figure"])


def test_the_answer_carries_the_number_of_the_question():
    """By the echo the browser knows which of its messages has been heard."""
    visitor = open_app("en").move({SCALE: 110}).move({SCALE: 120})
    assert visitor.board["echo"] == visitor.sent == 2
    assert visitor.board["run"] == 3


MALFORMED = [
    {SCALE: "150"},
    {SCALE: None},
    {SCALE: True},
    {SCALE: [1, 2]},
    {SCALE: {"value": 3}},
    {"no.such.slider": 5},
    {"__class__": 1, "": 2},
    [SCALE, 150],
    "150",
    7,
    None,
]


def test_malformed_messages_change_nothing():
    """Whatever a message holds in place of numbers, the page draws on and nothing has moved."""
    visitor = open_app("en")
    before = visitor.board
    for values in MALFORMED:
        visitor.move(values)
        assert not visitor.app.exception, values
        assert {**visitor.board, "echo": None} == {**before, "echo": None}, values
    assert visitor.session.moved == {}


@pytest.mark.parametrize(
    "state", [{}, {"sliders": 3}, {"sliders": []}, {"else": 1}, {"sliders": None}]
)
def test_a_state_that_is_no_message_changes_nothing(state):
    """Neither does a state of another shape."""
    visitor = open_app("en")
    visitor.send(state)
    assert not visitor.app.exception
    assert visitor.board["run"] == 1


def test_a_value_out_of_range_goes_to_the_end_of_its_slider():
    """Beyond the end is the end; the good values of the same message are taken."""
    visitor = open_app("en").move({SCALE: 10**400, "horizon.years": -5, "unknown": 1})
    assert not visitor.app.exception
    assert visitor.session.moved == {SCALE: 3.0, "horizon.years": 1.0}


def test_nan_and_infinity_move_nothing():
    """Python's JSON reads NaN and Infinity as numbers; a slider does not."""
    visitor = open_app("en")
    for value in (float("nan"), float("inf"), float("-inf")):
        visitor.move({SCALE: value})
        assert not visitor.app.exception
    assert visitor.session.moved == {}


@pytest.mark.parametrize("slider_first", [True, False])
def test_a_slider_moves_the_case_it_was_drawn_for(slider_first):
    """Another case is chosen in the same breath: the one in sight has moved, not the other."""
    visitor = open_app("en")
    visitor.app.selectbox[0].select("bank.toml")
    states = visitor.app._tree.get_widget_states()
    message = {"sliders": {"seq": 1, "values": {SCALE: 150.0}, "views": {}}}
    state = type(states)().widgets.add(id=visitor._component().id, json_value=json.dumps(message))
    states.widgets.insert(0 if slider_first else len(states.widgets), state)
    visitor.app._run(states)
    moved = {
        key: dict(case.moved) for key, case in visitor.app.session_state["visit"].cases.items()
    }
    assert moved == {SAMPLES[0]: {SCALE: 1.5}, "bank.toml": {}}


def test_a_case_by_another_name_is_not_opened():
    """A browser that still shows another language says a name where a key is expected."""
    visitor = open_app("en")
    states = visitor.app._tree.get_widget_states()
    [case] = [state for state in states.widgets if "-case" in state.id]
    case.string_value = "Opérateur télécom régional"
    visitor.app._run(states)
    assert list(visitor.app.exception) == []
    assert visitor.app.session_state["visit"].current == SAMPLES[0]
