"""`cxsim compare`: what it prints, and how it ends."""

import json

import numpy as np
import pytest

from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES
from tests.cli import cli
from tests.store import ROOT

CASE = ROOT / "sample_data" / "telecom.toml"
DOLLARS = ROOT / "sample_data" / "saas.toml"
FEW = ("--trials", "64")


@pytest.fixture(scope="module")
def leaner(tmp_path_factory):
    """The telecom's file at half the scale, under another name."""
    path = tmp_path_factory.mktemp("compare") / "leaner.toml"
    changes = {"name": "Leaner", "programme.scale": 0.5}
    Scenario.load(CASE).with_values(changes).save(path)
    return path


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_person_reads_who_wins_and_why(code, leaner):
    """The verdict stands first; each result, each pair and each input that differs follows."""
    text = cli("compare", CASE, leaner, *FEW, "--lang", code).stdout
    first = text.splitlines()[0]
    words = {"en": "of 100 futures “Leaner” is worth more than", "fr": "\u00a0cas sur 100"}
    assert words[code] in first
    assert "Leaner" in first
    scale = {"en": "Scale of the programme", "fr": "Ampleur du programme"}
    assert any(line.startswith(scale[code]) and "50" in line for line in text.splitlines())
    assert "nan" not in text.lower().split()


def test_json_is_the_figures_unrounded(leaner):
    """One object; each mean is that of `simulate`, the difference that of the trials."""
    text = cli("compare", CASE, leaner, *FEW, "--seed", 3, "--base", "Leaner", "--json").stdout
    record = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} in the JSON"))
    telecom, other = (simulate(Scenario.load(path), 64, 3) for path in (CASE, leaner))
    assert record["base"] == "Leaner"
    assert record["scenarios"][0]["results"]["npv"]["mean"] == np.mean(telecom.npv)
    [apart] = record["differences"]
    assert apart["results"]["npv"]["mean"] == pytest.approx(np.mean(telecom.npv - other.npv))
    assert apart["results"]["npv"]["error"] > 0
    assert record["worth_more"][0][1] == pytest.approx(np.mean(telecom.npv > other.npv))
    assert record["inputs"] == [
        {"kind": "actions", "path": "programme.scale", "values": [1.0, 0.5]}
    ]
    assert {each["order"] for each in record["dominance"]} <= {0, 1, 2}


def test_one_file_is_compared_with_its_contrasts(leaner):
    """Half, twice, a year later and after a pilot; of several files, those of the base."""
    text = cli("compare", CASE, "--contrasts", *FEW).stdout
    for name in ("Half the scale", "Twice the scale", "Wait a year", "Pilot first"):
        assert f"\n{name}: " in text
    names = cli("compare", CASE, leaner, "--base", "Leaner", "--contrasts", *FEW).stdout
    assert "Leaner · Wait a year" in names
    assert "\nLeaner · Pilot first: A test of the promoter uplift with 400" in names


def test_json_says_what_the_pilot_is():
    """Of the contrast that goes ahead in some futures only, its plan and its share; of no other."""
    record = json.loads(cli("compare", CASE, "--contrasts", *FEW, "--json").stdout)
    *others, piloted = record["scenarios"]
    assert all("pilot" not in each for each in others)
    assert (
        piloted["pilot"].items() >= {"size": 400, "months": 6, "cost": 13_000, "share": 0}.items()
    )
    assert piloted["results"]["npv"]["mean"] == pytest.approx(-13_000)
    assert record["differences"][-1]["results"]["npv"]["error"] is not None


def test_bad_input_ends_with_every_fault_and_its_file(tmp_path, leaner):
    """Faults of all files are told at once; nothing is printed on stdout."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(leaner.read_text("utf-8").replace("scale = 0.5", "scale = -1"), "utf-8")
    lines = cli("compare", wrong, "nowhere.toml", status=2).stderr.splitlines()
    assert lines[0].startswith(f"{wrong}: programme.scale = -1")
    assert lines[1].startswith("nowhere.toml: ")
    assert "add --contrasts" in cli("compare", CASE, status=2).stderr
    assert "there must be 2 to 6" in cli("compare", *[CASE] * 7, status=2).stderr
    assert "is in EUR" in cli("compare", CASE, DOLLARS, *FEW, status=2).stderr
    assert "write one of" in cli("compare", CASE, leaner, "--base", "B", status=2).stderr
    assert "seed is -1" in cli("compare", CASE, leaner, "--seed", -1, status=2).stderr
