"""`cxsim baseline`: what it prints, writes, asks and refuses."""

import json

import pytest

from cxsim.scenario import Scenario
from sample_data.company.generate import HERE
from tests.test_cli import cli

FILES = [
    *("--survey", HERE / "survey.csv", "--transactions", HERE / "transactions.parquet"),
    *("--customers", HERE / "customers.csv", "--contacts", HERE / "contacts.csv"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The scenario and the answers that the made-up company gives, with what was printed."""
    folder = tmp_path_factory.mktemp("made")
    target, answers = folder / "case.toml", folder / "answers.toml"
    printed = cli(
        "baseline", *FILES, "-o", target, "--accept", "--answers", answers, "--margin", 0.4
    )
    return printed.stdout, target, answers


def test_it_writes_a_scenario_that_runs(made):
    """The file is valid, each number has a source, and `cxsim run` simulates it."""
    printed, target, _ = made
    scenario = Scenario.load(target)
    assert [group.name for group in scenario.groups] == ["Households", "Small business"]
    assert "20,000 rows" in scenario.sources["groups.Households.promoters.churn"].source
    assert "NPS" in printed
    assert "resolved at first contact" in printed
    assert "Did not answer" in printed
    assert "Cost of a contact" in printed
    assert "accepted + 0 duplicates + 0 rejected" in printed
    record = json.loads(cli("run", target, "--json", "--trials", 256).stdout)
    assert record["trials"] == 256


def test_kept_answers_ask_nothing(made, tmp_path):
    """With the answers of last time there is nothing to accept."""
    _, _, answers = made
    again = tmp_path / "again.toml"
    cli("baseline", *FILES, "-o", again, "--answers", answers)
    assert Scenario.load(again).groups


def test_what_is_open_is_asked(tmp_path):
    """Without answers it ends with 2, names each question and its answers, and writes nothing."""
    target = tmp_path / "case.toml"
    answer = cli("baseline", *FILES, "-o", target, status=2)
    assert '--answer "survey.csv/columns=yes"' in answer.stderr
    assert not target.exists()


def test_french_sources_in_a_french_case(tmp_path):
    """Asked in French, report and sources are French."""
    target = tmp_path / "cas.toml"
    printed = cli("baseline", *FILES, "-o", target, "--accept", "--lang", "fr").stdout
    assert "lignes lues" in printed
    assert "lignes" in Scenario.load(target).sources["groups.Households.mix"].source


def test_rejected_rows_are_written(tmp_path):
    """All rejected rows of all files go into one file; a taken name, or that of -o, is refused."""
    money, target = tmp_path / "money.csv", tmp_path / "rejected.csv"
    good = "".join(f"c{i % 40},2026-0{1 + i % 6}-15,{5 + i % 7}.50\n" for i in range(200))
    bad = "".join(f"c{i},2026-01-15,=1+{i}\n" for i in range(300))
    money.write_text(f"customer,date,amount\n{good}{bad}", "utf-8")
    asked = ("baseline", "--transactions", money, "--accept", "--rejected", target)
    printed = cli(*asked).stdout
    assert "300 rejected rows, the first 20" in printed
    assert "Wrote 300 rejected rows" in printed
    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 301
    assert lines[1].startswith('"money.csv","202","a number cannot be read","c0')
    assert "--force" in cli(*asked, status=2).stderr
    assert "-o" in cli(*asked, "--force", "-o", target, status=2).stderr
    away = tmp_path / "no" / "rejected.csv"
    assert "No such" in cli(*asked[:-1], away, status=2).stderr


def test_refusals_have_a_reason(tmp_path):
    """A file that is none, one that is missing, a bad answer and a taken name end with 2."""
    page = tmp_path / "export.xls"
    page.write_bytes(b"<html><table></table></html>")
    assert "web page" in cli("baseline", "--survey", page, status=2).stderr
    assert "cannot be opened" in cli("baseline", "--survey", tmp_path / "no.csv", status=2).stderr
    assert "FILE/TOPIC" in cli("baseline", *FILES, "--answer", "x", status=2).stderr
    assert "--survey" in cli("baseline", status=2).stderr
    assert "--force" in cli("baseline", *FILES, "-o", page, status=2).stderr
