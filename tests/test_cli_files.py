"""The command line and files: trials written, scenarios checked and begun, faults of opening."""

import json
import os
import re
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxsim.results import RESULTS
from cxsim.scenario import Scenario
from cxsim.scenario.template import TEMPLATE, template
from cxsim.simulation import simulate
from tests.test_cli import cli


@pytest.fixture
def file(tmp_path):
    """A good scenario, uncertain in many numbers, of three years."""
    path = tmp_path / "case.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_draws_come_back(file, tmp_path, suffix):
    """The file of trials holds every uncertain input and result of the simulation, unrounded."""
    target = tmp_path / f"draws{suffix}"
    printed = cli("run", file, "--trials", 128, "--seed", 2, "--draws", target).stdout
    assert printed == cli("run", file, "--trials", 128, "--seed", 2).stdout
    table = pd.read_csv(target) if suffix == ".csv" else pd.read_parquet(target)
    result = simulate(Scenario.load(file), trials=128, seed=2)
    assert len(table) == 128
    assert set(Scenario.load(file).uncertain) <= set(table.columns)
    assert set(RESULTS) <= set(table.columns)
    for name in RESULTS:
        np.testing.assert_array_equal(table[name], getattr(result, name))
    for path, values in result.draws.items():
        np.testing.assert_array_equal(table[path], values)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("draws.xlsx", "must end in .csv, .parquet"),
        ("draws", "must end in .csv, .parquet"),
        ("no/such/draws.csv", "there is no such folder"),
    ],
)
def test_draws_that_cannot_be_written(file, tmp_path, name, told):
    """An impossible target is refused before anything is computed or written."""
    assert told in cli("run", file, "--draws", tmp_path / name, status=2).stderr
    assert list(tmp_path.iterdir()) == [file]


def test_draws_onto_a_folder(file, tmp_path):
    """A folder in place of the file of trials is bad input, not a fault of ours."""
    (tmp_path / "draws.csv").mkdir()
    cli("run", file, "--trials", 8, "--draws", tmp_path / "draws.csv", status=2)


@pytest.mark.parametrize("command", ["run", "check"])
def test_files_that_cannot_be_opened(command, tmp_path):
    """A file that is missing, or is a folder, is named with the reason."""
    missing = tmp_path / "missing.toml"
    assert cli(command, missing, status=2).stderr.startswith(
        f"the file = {missing}: it cannot be opened: No such file or directory; check the path"
    )
    assert "Is a directory; check the path" in cli(command, tmp_path, status=2).stderr


@pytest.fixture
def unreadable():
    """A file closed to its user; root, who may read any, is nobody for the time of the test."""
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        Path(file.name).chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65_534)
        yield Path(file.name)
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows closes no file to its owner by mode")
def test_file_that_may_not_be_read(unreadable):
    """A file that its user may not read is named with the reason."""
    assert "Permission denied; check the path" in cli("check", unreadable, status=2).stderr


def test_check(file):
    """A good file is said to be one, with the count of its numbers."""
    text = cli("check", file).stdout
    scenario = Scenario.load(file)
    uncertain = len(scenario.uncertain) + 1  # the survey mix
    assert f"is a valid scenario: My business case, {len(scenario.assumptions)} assumptions" in text
    assert f"{uncertain} of them uncertain" in text
    assert "note: " not in text


def test_check_tells_what_is_easily_misunderstood(file):
    """A warning is a note on stdout, and the file stays valid."""
    plain = TEMPLATE.replace(
        'churn = { dist = "pert", low = 0.16, mode = 0.19, high = 0.22 }', "churn = 0.19"
    )
    file.write_text(plain, encoding="utf-8")
    note, valid, books = cli("check", file).stdout.splitlines()
    assert note.startswith(
        "note: groups.Customers.passives.churn = 0.19: This number is correlated"
    )
    assert "is a valid scenario" in valid
    assert re.fullmatch(
        r"Customers: [\d.]+% of the customers leave in a year, and without the programme their "
        r"number (grows by|falls by) [\d.]+% in the first year; check both against your books\.",
        books,
    )


@pytest.mark.parametrize("code", ["en", "fr"])
def test_what_is_hardly_meant_is_said_by_every_command(file, code):
    """A rate of 2,500% is one line, the same of check and beside the figures of run."""
    dear = Scenario.parse(TEMPLATE).with_value("horizon.discount_rate", 25.0)
    file.write_text(dear.to_toml(), encoding="utf-8")
    note = cli("check", file, "--lang", code).stdout.splitlines()[0]
    assert "horizon.discount_rate = 25.0" in note
    answer = cli("run", file, "--point", "--json", "--lang", code)
    assert answer.stderr.splitlines() == [note]
    assert json.loads(answer.stdout)["point"]


def test_check_prints_every_fault(file):
    """All faults stand on stderr, one a line, each with its path."""
    file.write_text(
        TEMPLATE.replace("years = 3 ", "years = 0 ").replace("scale = 1.0", "scale = -1")
    )
    lines = cli("check", file, status=2).stderr.splitlines()
    assert [line.partition(" = ")[0] for line in lines] == ["horizon.years", "programme.scale"]


def test_new_writes_a_scenario_that_runs(tmp_path):
    """The commented file is a scenario, and the next command is named."""
    target = tmp_path / "mine.toml"
    assert f"cxsim run {target}" in cli("new", target).stdout
    assert target.read_text(encoding="utf-8") == TEMPLATE
    cli("check", target)
    cli("run", target, "--trials", 8)


def test_new_writes_french(tmp_path):
    """With --lang fr comments, names and sources are French, and so is what follows."""
    target = tmp_path / "le mien.toml"
    assert "Ensuite" in cli("new", target, "--lang", "fr").stdout
    assert target.read_text(encoding="utf-8") == template("fr")
    cli("check", target, "--lang", "fr")


def test_new_spares_the_file_that_is_there(tmp_path):
    """An existing file is left alone, unless --force says otherwise."""
    target = tmp_path / "mine.toml"
    target.write_text("precious")
    assert "exists; choose another name, or --force" in cli("new", target, status=2).stderr
    assert target.read_text() == "precious"
    cli("new", target, "--force")
    assert target.read_text(encoding="utf-8") == TEMPLATE


def test_new_where_nothing_can_be_written(tmp_path):
    """A folder that is not there, or a folder in the file's place, is bad input."""
    assert "No such file or directory" in cli("new", tmp_path / "no" / "x.toml", status=2).stderr
    assert "exists" in cli("new", tmp_path, status=2).stderr
    (tmp_path / "folder").mkdir()
    assert "Is a directory" in cli("new", tmp_path / "folder", "--force", status=2).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_app_refuses_a_faulty_file(file):
    """The app is not started on a scenario that cannot be used, and only on one at a time."""
    file.write_text(TEMPLATE.replace("years = 3 ", "years = 99 "), encoding="utf-8")
    assert "horizon.years = 99" in cli("app", file, status=2).stderr
    assert "one scenario at a time" in cli("app", file, file, status=2).stderr
