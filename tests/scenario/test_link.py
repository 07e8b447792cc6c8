"""A scenario as one text: whole when it comes back, refused when it is not whole."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.files import LARGEST_FILE
from cxsim.scenario.link import LONGEST_LINK, pack, unpack
from cxsim.scenario.template import EMPTY
from tests.generate import tiny

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.toml"))
VERSION_1 = (
    "1.eNq1j70OwjAMhF8FeY4QFVtXxMqAxIRQFKVWmyE_shP-qr47btUCDwBbfHf-fOmBbYfe6CsSuxigrhQE4xFqOO"
    "BtZQ0jKLCFCIN9iLo_HUXoIrnnGO_hgYYY6q2CxrGNJWRNJgtgs64GBS3FksQ_9wt3VzhHL_cm8PKW-EaBd_eRmS"
    "j6mD9yMszuijJW49hgJmNznH258rUg24VsJ8VZJyQ99psxnDA0k7hEZkNKMmtvqHVhlmxXKLzx7_v_oH9_5_f84T"
    "K8AEOTo7Y"
)


def packed(content: object) -> str:
    squeezed = zlib.compress(json.dumps(content).encode())
    return "1." + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_survives(path):
    """Content and fingerprint are the same on the other side, and the text fits a link."""
    scenario = Scenario.load(path)
    there = unpack(pack(scenario))
    assert there.content() == scenario.content()
    assert there.fingerprint == scenario.fingerprint
    assert len(pack(scenario)) < LONGEST_LINK


def test_it_needs_no_escape_in_an_address():
    """Letters, digits, dot, hyphen and underscore alone."""
    assert set(pack(tiny())) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    )


def test_comments_come_from_the_file_it_goes_back_to():
    """A state that was packed is saved into the text of the file it came from."""
    scenario = Scenario.load(SAMPLES[0])
    there = unpack(pack(scenario))
    assert there.with_comments_of(scenario).to_toml() == scenario.to_toml()


@pytest.mark.parametrize(
    "text", ["", "1", "1.", "1.!!!", "x.abc", "1.abc", "hello", "1." + "A" * 99]
)
def test_a_damaged_link_is_refused(text):
    """What is no whole link says so, and what to do."""
    with pytest.raises(ScenarioError, match="damaged"):
        unpack(text)


def test_every_cut_is_noticed():
    """A link cut short anywhere opens nothing."""
    whole = pack(tiny())
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(ScenarioError):
            unpack(whole[:end])


def test_another_version_is_refused():
    """A link of a later program asks for an update."""
    with pytest.raises(ScenarioError, match="update"):
        unpack("2." + pack(tiny()).partition(".")[2])


def test_a_bomb_is_not_unpacked():
    """Content beyond the size of a file is refused without being unpacked whole."""
    squeezed = zlib.compress(b"[" + b" " * (50 * LARGEST_FILE) + b"]", 9)
    with pytest.raises(ScenarioError, match="damaged"):
        unpack("1." + base64.urlsafe_b64encode(squeezed).decode())


@pytest.mark.parametrize("content", [[], "text", 5, None, {"sources": {"a": {"date": "x"}}}, {}])
def test_what_is_no_scenario_is_refused(content):
    """A well-formed link to nonsense is told as a faulty file would be."""
    with pytest.raises(ScenarioError):
        unpack(packed(content))


def test_deep_nesting_is_refused():
    """Tables within tables within tables end in a sentence, not in a traceback."""
    squeezed = zlib.compress(b'{"a":' * 50_000 + b"1" + b"}" * 50_000)
    with pytest.raises(ScenarioError):
        unpack("1." + base64.urlsafe_b64encode(squeezed).decode())


def test_a_stored_link_opens():
    """A link of version 1 opens for ever."""
    assert unpack(VERSION_1).fingerprint == Scenario.from_mapping(EMPTY).fingerprint
