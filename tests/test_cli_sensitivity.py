"""`cxsim sensitivity`: what it prints, and how it ends."""

import json

import pytest

from cxsim.export.sensitivity import Sensitivity, sensitivity_record
from cxsim.scenario import Scenario
from cxsim.scenario.template import TEMPLATE
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.report import at_hand
from cxsim.simulation import simulate
from tests.test_cli import cli

FEW = ("--trials", "512")
LATER = {"one_at_a_time", "variance", "waterfall", "goal", "frontiers", "map", "findable", "pilots"}


@pytest.fixture
def file(tmp_path):
    """The commented scenario to start from."""
    path = tmp_path / "case.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def refuse(word):
    raise ValueError(f"{word} is not JSON")


def test_quick_says_what_the_trials_say(file):
    """Without further runs: what goes with it, the shares and what knowing is worth."""
    text = cli("sensitivity", file, "--quick", *FEW).stdout
    for title in ("What goes with the result?", "Which doubts make up", "What is knowing worth?"):
        assert title in text
    assert "What must be true?" not in text
    assert text.count("When it misleads:") == 3


def test_in_full_every_method_speaks(file):
    """Every method has its sentence, its table and when it misleads; in French too."""
    text = cli("sensitivity", file, *FEW, "--lang", "fr").stdout
    for title in (
        "Qu’est-ce qui va de pair avec le résultat",
        "Que fait chaque hypothèse seule",
        "Et avec ses interactions ? · Par note de preuve",
        "D’où vient le gain ? · Par canal",
        "Que faut-il pour y arriver",
        "Et si un autre nombre change ? · Part causale",
        "Et si deux hypothèses bougent",
        "Que vaut l’information",
        "Quelle taille pour un pilote",
    ):
        assert title in text
    assert text.count("Quand cela trompe") == 8


def test_the_record_is_strict_json(file):
    """One object, nothing but JSON in it, numbers unrounded, all parts there."""
    text = cli("sensitivity", file, *FEW, "--json").stdout
    record = json.loads(text, parse_constant=refuse)
    assert set(record) >= LATER | {"tornado", "first_order", "information", "figure"}
    assert record["trials"] == 512
    levers = record["waterfall"]["levers"]
    assert sum(levers["in_cents"].values()) == pytest.approx(round(levers["total"], 2))
    assert sum(levers["parts"].values()) == pytest.approx(levers["total"], abs=1e-6)
    assert record["goal"]["path"] == "programme.levers.promoter_uplift"
    assert len(record["map"]["figures"]) == len(record["map"]["y"])


def test_quick_leaves_out_what_takes_runs(file):
    """The record then has only what the trials at hand say."""
    record = json.loads(cli("sensitivity", file, *FEW, "--quick", "--json").stdout)
    assert not set(record) & LATER


def test_same_seed_same_answers(file):
    """Twice the same command gives the same characters; another seed others."""
    once, twice = (cli("sensitivity", file, *FEW, "--quick", "--json").stdout for _ in range(2))
    assert once == twice
    other = cli("sensitivity", file, *FEW, "--quick", "--json", "--seed", "2").stdout
    assert once != other


def test_a_question_is_asked(file):
    """Which number, which figure, which target and range: what is asked is what is answered."""
    asked = ("--input", "investments", "--goal", "npv", "--target", "1000")
    ends = ("--low", "0.1", "--high", "0.9", "--map", "programme.scale", "programme.returns")
    record = json.loads(
        cli("sensitivity", file, *FEW, *asked, *ends, "--result", "loss", "--json").stdout
    )
    goal = record["goal"]
    found = (goal["path"], goal["measure"], goal["target"], goal["low"], goal["high"])
    assert found == ("investments", "npv", 1000, 0.1, 0.9)
    assert (record["map"]["across"], record["map"]["up"]) == (
        "programme.scale",
        "programme.returns",
    )
    assert record["measure"] == record["map"]["measure"] == "loss"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--input", "programme.levers.promotor_uplift"), "no such place in this scenario"),
        (("--input", "groups.Nobody.customers"), "no such place in this scenario"),
        (("--low", "5", "--high", "4"), "its low end must be lower"),
        (("--low", "-3"), "it must lie between -1 and 1"),
        (("--map", "programme.scale", "programme.scale"), "two different numbers"),
        (("--map", "programme.scale", "programme.size"), "no such place in this scenario"),
        (("--fixed-cost", "-1"), "--fixed-cost is -1; it must be 0 or more"),
        (("--cost-per-customer", "nan"), "--cost-per-customer is nan; it must be 0 or more"),
        (("--target", "nan"), "the target is nan; it must be a number"),
        (("--trials", "0"), "trials is 0"),
        (("--seed", "-1"), "seed is -1"),
        (("--goal", "wealth"), "wealth"),
    ],
)
def test_bad_input_is_refused(file, options, words):
    """Status 2, the reason on stderr, nothing on stdout, no traceback."""
    result = cli("sensitivity", file, "--trials", "64", *options, status=2)
    assert words in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_faulty_file_is_refused(file):
    """All faults of the file at once, as everywhere."""
    file.write_text(TEMPLATE.replace("years = 3", "years = 99"), encoding="utf-8")
    assert "horizon.years" in cli("sensitivity", file, status=2).stderr
    assert cli("sensitivity", file.with_name("none.toml"), status=2).stdout == ""


def test_an_undefined_figure_is_null(file):
    """Without any cost there is no ROI: null in the record, said in the text."""
    scenario = Scenario.load(file)
    content = {**scenario.content(), "investments": [], "sources": {}}
    free = Scenario.from_mapping(content)
    result = simulate(free, 64)
    record = sensitivity_record(Sensitivity(result, at_hand(result, MEASURES["roi"])), "0")
    assert record["figure"] is None
    assert record["first_order"] == []
    json.dumps(record, allow_nan=False)
    free.save(file)
    text = cli("sensitivity", file, *FEW, "--quick", "--result", "roi").stdout
    assert "Mean ROI is undefined here." in text
