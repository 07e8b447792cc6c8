"""A scenario as one text: whole when it comes back, refused when it is not whole."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest

from cxsim.scenario import SCHEMA_VERSION, Scenario, ScenarioError
from cxsim.scenario.files import LARGEST_FILE
from cxsim.scenario.link import LONGEST_LINK, VERSION, pack, unpack
from tests.generate import tiny

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.toml"))
STORED = json.loads((Path(__file__).parents[1] / "stored" / "links.json").read_text("utf-8"))
"""By version of the link, and of the tables in it: a link as it was sent out, and its case."""


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


@pytest.mark.parametrize("version", STORED)
def test_a_stored_link_of_each_version_opens(version):
    """A link that was sent out opens for ever, as the case that it held."""
    link, tables = version.split("/")
    stored = STORED[version]
    assert stored["text"].startswith(f"{link}.")
    assert json.loads(unpacked(stored["text"]))["schema_version"] == int(tables)
    assert unpack(stored["text"]).fingerprint == stored["fingerprint"]


def test_a_link_of_every_version_is_stored():
    """Whoever writes a new version of the link or of the tables stores a link of it."""
    tables = {version.split("/")[1] for version in STORED}
    assert tables == {str(version) for version in range(1, SCHEMA_VERSION + 1)}
    assert f"{VERSION}/{SCHEMA_VERSION}" in STORED


def unpacked(text: str) -> bytes:
    packed = text.partition(".")[2]
    return zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
