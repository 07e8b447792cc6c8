"""Files of every version of the format are read, and mean what they meant."""

import json
from pathlib import Path

import numpy as np
import pytest

from cxsim.scenario import Scenario
from cxsim.scenario.link import pack, unpack
from cxsim.scenario.migration import STEPS, migrated
from cxsim.scenario.schema import SCHEMA_VERSION
from cxsim.simulation import simulate

FOLDER = Path(__file__).parents[1] / "stored" / "schema"
VERSIONS = range(1, SCHEMA_VERSION + 1)
GAVE = json.loads((FOLDER / "gave.json").read_text("utf-8"))
"""What each stored file gave under the program that wrote that version: fingerprint and P10 …"""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_each_version_is_kept_and_read(version):
    """The stored example says its version, and is read as this program's."""
    text = (FOLDER / f"{version}.toml").read_text("utf-8")
    assert f"schema_version = {version}\n" in text
    assert Scenario.parse(text).schema_version == SCHEMA_VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_each_version_gives_what_it_gave(version):
    """Its fingerprint is the one it had, and so are its results to 1e-9."""
    scenario = Scenario.load(FOLDER / f"{version}.toml")
    gave = GAVE[str(version)]
    assert scenario.fingerprint == gave["fingerprint"]
    npv = simulate(scenario, 1_024).npv
    assert np.percentile(npv, (10, 50, 90)) == pytest.approx(gave["npv"], rel=1e-9)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_is_saved_as_this_version_with_its_comments(version):
    """Saved again only the version has changed, to the letter."""
    text = (FOLDER / f"{version}.toml").read_text("utf-8")
    now = f"schema_version = {SCHEMA_VERSION}\n"
    expected = text.replace(f"schema_version = {version}\n", now)
    assert Scenario.parse(text).to_toml() == expected


def test_a_link_of_an_older_version_opens():
    """What was packed from an older file is unpacked as this program's."""
    scenario = Scenario.load(FOLDER / "1.toml")
    assert unpack(pack(scenario)).fingerprint == scenario.fingerprint


def test_there_is_a_step_from_each_older_version():
    """No version lacks the step to the next; a version that is none is left for its fault."""
    assert list(STEPS) == list(VERSIONS)[:-1]
    for odd in ({}, {"schema_version": "1"}, {"schema_version": True}, {"schema_version": 99}):
        assert migrated(odd) == odd
