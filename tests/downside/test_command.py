"""`cxsim downside` and `cxsim check --audit`: what they print, and how they end."""

import json

import numpy as np
import pytest

from cxsim.downside.rules import rules
from cxsim.downside.stress import library
from cxsim.downside.tails import FIGURES
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES
from tests.cli import cli
from tests.downside.cases import FOLDER

CASE = FOLDER / "telecom.toml"
FEW = ("--trials", "512")


def strict(text: str):
    """The one JSON object in a text; NaN and Infinity are no JSON."""

    def refuse(word: str):
        raise AssertionError(f"{word} in the JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_person_reads_every_part(code):
    """Each part is there as a sentence and a table, in the reader's language."""
    text = cli("downside", CASE, *FEW, "--lang", code).stdout
    heads = {
        "en": ("Tails.", "Stress tests.", "Reverse stress.", "Finance bridge.", "Audit:"),
        "fr": ("Queues de distribution.", "Tests de résistance.", "Tableau de passage."),
    }
    for head in heads[code]:
        assert head in text
    for test in library()[0]:
        assert getattr(test.name, code) in text
    assert "nan" not in text.lower().split()
    assert "Employer appeal" in text


def test_json_is_the_figures_unrounded():
    """One object holds every part; its P5 is that of `simulate`, to the last bit."""
    record = strict(cli("downside", CASE, *FEW, "--seed", 3, "--json").stdout)
    npv = simulate(Scenario.load(CASE), 512, 3).npv
    assert record["tails"]["p5"] == pytest.approx(float(np.percentile(npv, 5)), rel=1e-12)
    assert set(record["tails"]) == set(FIGURES)
    assert record["standard_errors"] == {}
    assert [row["id"] for row in record["stresses"]][:3] == ["", "benefits", "late"]
    assert [row["measure"] for row in record["reverse"]] == ["p50", "p10"]
    assert record["bridge"][-1]["id"] == "p20"
    assert {row["rule"] for row in record["audit"]} == {"mix-certain"}
    assert len(record["register"]) == len(Scenario.load(CASE).numbers) + 3
    assert record["intangibles"][0]["name"] == "Employer appeal"
    assert set(record["experience"]) == {"cost", "response", "talk"}
    assert (record["trials"], record["seed"]) == (512, 3)


def test_standard_errors_on_request():
    """With --errors each figure of the tail has one."""
    record = strict(cli("downside", CASE, "--trials", 128, "--errors", "--json").stdout)
    assert set(record["standard_errors"]) == set(FIGURES)
    assert record["standard_errors"]["p5"] > 0


@pytest.mark.parametrize("asked", [("--trials", "0"), ("--seed", "-1")])
def test_bad_input_ends_with_two(asked):
    """What is out of range is refused on stderr, and nothing is printed."""
    cli("downside", CASE, *asked, status=2)


def test_a_faulty_file_ends_with_two(tmp_path):
    """All faults of a file are told, and nothing else."""
    bad = tmp_path / "bad.toml"
    bad.write_text(CASE.read_text("utf-8").replace("cost_factor", "cost_factr"), "utf-8")
    bad.write_text(bad.read_text("utf-8").replace("years = 5", "years = 99"), "utf-8")
    for command in (("downside", bad), ("check", bad, "--audit")):
        assert "horizon.years" in cli(*command, status=2).stderr


def test_the_audit_of_a_file():
    """What it finds is printed with its reason, and leaves the exit status at 0."""
    text = cli("check", FOLDER / "starbucks.toml", "--audit").stdout
    assert text.startswith("Audit: warnings 2, notes 0.")
    known = {rule.id: rule for rule in rules()}
    assert known["churn-high"].sentence.en in text
    assert known["churn-high"].why.en in text
    assert "is a valid scenario" in text


def test_the_audit_as_json():
    """One object with rule, place, severity, sentence and reason of each finding."""
    record = strict(cli("check", FOLDER / "starbucks.toml", "--audit", "--json").stdout)
    assert {row["rule"] for row in record["audit"]} == {"churn-apart", "churn-high"}
    assert set(record["audit"][0]) == {"rule", "severity", "path", "sentence", "why"}
    assert record["scenario"] == "Starbucks 2002"
    cli("check", CASE, "--json", status=2)


def test_a_run_tells_how_the_audit_went():
    """Below every result stands how many rules it breaks, and in which money it is."""
    text = cli("run", CASE, *FEW).stdout
    assert "Today's prices, before tax, no terminal value. Audit: warnings 0, notes 1." in text


def test_taxed_and_inflated_results_say_so(tmp_path):
    """With inflation and a tax the basis below the result is another one."""
    file = tmp_path / "taxed.toml"
    changes = {"horizon.tax_rate": 0.25, "horizon.inflation": 0.02}
    Scenario.load(CASE).with_values(changes).save(file)
    text = cli("run", file, *FEW).stdout
    assert "Prices of the day, nominal rate, after tax, no terminal value." in text
