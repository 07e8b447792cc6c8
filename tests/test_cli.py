"""The command line: what a run prints, and how it ends."""

import json
import math
import re
import subprocess
import sys

import numpy as np
import pytest

import cxsim
from cxsim.results import PERCENTILES, RESULTS
from cxsim.scenario import Scenario
from cxsim.scenario.template import TEMPLATE
from cxsim.simulation import simulate
from tests.cli import cli

STATISTICS = {"mean", "sd", "standard_error", *(f"p{p}" for p in PERCENTILES)}
MONTHS = {
    "benefit": 37,
    "cost": 37,
    "customers_with": 36,
    "customers_without": 36,
    "nps_with": 36,
    "nps_without": 36,
}


@pytest.fixture
def file(tmp_path):
    """A good scenario, uncertain in many numbers, of three years."""
    path = tmp_path / "case.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def strict(text):
    """The one JSON object in a text; NaN and Infinity are no JSON."""

    def refuse(word):
        raise AssertionError(f"{word} in the JSON")

    return json.loads(text, parse_constant=refuse)


def test_run_prints_verdict_and_tables(file):
    """A person reads the answer first, then results, chances, years and where it all comes from."""
    text = cli("run", file, "--trials", 4096).stdout
    name, answer, table, chances, years, origin = text.strip().split("\n\n")
    assert name == "My business case"
    assert answer.startswith("In ")
    assert [line.split("  ")[0] for line in table.splitlines()[1:4]] == [
        "ROI",
        "ROI on present values",
        "Net present value",
    ]
    assert "Chance of loss: " in chances
    assert "Chance of payback: " in chances
    assert len(years.splitlines()) == 1 + 1 + 3
    assert "4,096\N{NO-BREAK SPACE}trials, sobol, seed 1, fingerprint " in origin
    assert "no terminal value" in origin


def test_json_has_the_shape_of_the_interface(file):
    """The object holds what interface.md lists, nothing else, and nothing that is no number."""
    record = strict(cli("run", file, "--trials", 256, "--seed", 5, "--json").stdout)
    assert list(record) == [
        "scenario",
        "fingerprint",
        "version",
        "currency",
        "trials",
        "seed",
        "sampler",
        "results",
        "probability",
        "point",
    ]
    scenario = Scenario.load(file)
    assert (record["scenario"], record["currency"]) == ("My business case", "EUR")
    assert record["fingerprint"] == scenario.fingerprint
    assert record["version"] == cxsim.__version__
    assert (record["trials"], record["seed"], record["sampler"]) == (256, 5, "sobol")
    assert set(record["results"]) == set(RESULTS)
    assert all(set(row) == STATISTICS for row in record["results"].values())
    assert set(record["probability"]) == {"loss", "payback"}
    assert set(record["point"]) == {*RESULTS, "months"}
    assert {name: len(row) for name, row in record["point"]["months"].items()} == MONTHS


def test_json_is_the_result_unrounded(file):
    """The numbers printed are those of `simulate`, to the last bit."""
    record = strict(cli("run", file, "--trials", 512, "--seed", 3, "--json").stdout)
    result = simulate(Scenario.load(file), trials=512, seed=3)
    summary = result.summary()
    for name in RESULTS:
        for statistic in STATISTICS - {"standard_error"}:
            value = summary.loc[name, statistic]
            assert record["results"][name][statistic] == (value if math.isfinite(value) else None)
        assert record["results"][name]["standard_error"] is None
    assert record["probability"]["loss"] == np.mean(result.npv < 0)
    assert record["probability"]["payback"] == np.mean(np.isfinite(result.payback_months))


def test_null_where_there_is_no_number(tmp_path):
    """A programme that costs nothing has no ROI and no payback: null, not NaN or Infinity."""
    free = re.sub(r"(one_off|per_year) = [\d_]+", r"\1 = 0", TEMPLATE)
    file = tmp_path / "free.toml"
    file.write_text(free, encoding="utf-8")
    record = strict(cli("run", file, "--trials", 64, "--json").stdout)
    assert record["point"]["roi"] is record["point"]["payback_months"] is None
    assert set(record["results"]["roi"].values()) == {None}
    assert record["probability"]["payback"] == 0.0
    assert "—" in cli("run", file, "--trials", 64).stdout


def test_point_json_is_the_same_object_without_the_trials(file):
    """`--point --json` leaves results and probability out and keeps the point plan's digits."""
    whole = strict(cli("run", file, "--trials", 64, "--json").stdout)
    point = strict(cli("run", file, "--point", "--json").stdout)
    assert {"results", "probability"}.isdisjoint(point)
    assert point.items() <= whole.items()
    assert point["point"]["benefit"] == pytest.approx(
        math.fsum(point["point"]["months"]["benefit"])
    )


def test_point_is_labelled_as_what_it_is(file):
    """The point plan in words says that it assumes that nothing goes wrong."""
    text = cli("run", file, "--point").stdout
    assert "If everything goes to plan" in text
    assert "Chance of loss" not in text


def test_same_seed_same_bytes(file):
    """The output is a function of file, trials, seed and sampler, and of each of them."""
    once = cli("run", file, "--trials", 128, "--json").stdout
    assert cli("run", file, "--trials", 128, "--json").stdout == once
    others = [("--seed", 0), ("--trials", 256), ("--sampler", "lhs"), ("--sampler", "random")]
    said = [cli("run", file, "--trials", 128, "--json", *other).stdout for other in others]
    assert len({once, *said}) == 5


def test_errors(file):
    """`--errors` adds the standard error of each mean, in the table and in the JSON."""
    table = cli("run", file, "--trials", 64, "--errors").stdout
    assert "Standard error of the mean" in table
    record = strict(cli("run", file, "--trials", 64, "--errors", "--json").stdout)
    errors = {name: row["standard_error"] for name, row in record["results"].items()}
    assert errors["npv"] > 0
    assert errors["payback_months"] is None  # some trials never pay back: no mean, so no error
    assert (
        0 < errors["npv"] < record["results"]["npv"]["sd"] / 8
    )  # that is sd/√n; Sobol' does better


@pytest.mark.parametrize(("asked", "used"), [(100, 128), (3, 4)])
def test_rounding_of_trials_is_said(file, asked, used):
    """Sobol' points need a power of two: that is said on stderr, not among the results."""
    answer = cli("run", file, "--trials", asked, "--json")
    assert f"{asked} trials rounded up to {used}" in answer.stderr
    assert strict(answer.stdout)["trials"] == used


@pytest.mark.parametrize("options", [("--trials", 128), ("--trials", 100, "--sampler", "lhs")])
def test_nothing_is_said_of_trials_that_were_not_rounded(file, options):
    """A power of two, and any count of the other samplers, is taken as it is."""
    answer = cli("run", file, "--json", *options)
    assert answer.stderr == ""
    assert strict(answer.stdout)["trials"] == options[1]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--trials", 0), "trials is 0; it must lie between 1 and 4194304"),
        (("--trials", -5), "trials is -5; it must lie between 1 and"),
        (("--trials", 10**9), "trials is 1000000000; it must lie between 1 and"),
        (("--trials", "many"), "'many' is not a valid integer"),
        (("--seed", -1), "seed is -1; it must be 0 or more"),
        (("--seed", "x"), "'x' is not a valid integer"),
        (("--sampler", "halton"), "'halton' is not one of"),
        (("--lang", "de"), "'de' is not one of"),
        (("--fast",), "No such option"),
    ],
)
def test_bad_options(file, options, told):
    """An option out of its range is refused with its value and its rule."""
    assert told in cli("run", file, *options, status=2).stderr


def test_zero_is_a_seed(file):
    """0 is a seed like any other."""
    assert strict(cli("run", file, "--trials", 8, "--seed", 0, "--json").stdout)["seed"] == 0


def test_french(file):
    """`--lang fr` writes numbers and money as French does; JSON is the same in any language."""
    text = cli("run", file, "--trials", 64, "--lang", "fr").stdout
    assert "\u00a0k€" in text
    assert "€1" not in text
    assert "." not in "".join(line for line in text.splitlines() if "€" in line and " / " in line)
    french = cli("run", file, "--trials", 64, "--json", "--lang", "fr").stdout
    assert french == cli("run", file, "--trials", 64, "--json").stdout


def test_as_a_program(file):
    """In a process of its own: JSON alone, in UTF-8, and no bar where there is no terminal."""
    command = [sys.executable, "-m", "cxsim", "run", str(file), "--trials", "64", "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert strict(done.stdout.decode())["trials"] == 64
    assert done.stderr == b""


def test_version_and_help():
    """The program says its version, and each command what it does."""
    assert cxsim.__version__ in cli("--version").stdout
    overview = cli("-h").stdout
    for command in ("run", "check", "new", "app"):
        assert command in overview
        assert cli(command, "--help").stdout.startswith("Usage: ")


def test_a_handful_of_trials_is_called_few(file):
    """Percentiles of eight futures are printed, and what they are worth is said."""
    assert "Few trials, 8" in cli("run", file, "--trials", 7).stderr
    assert "Few trials" not in cli("run", file, "--trials", 64).stderr
