"""Scenario files: read as written, saved so that nothing but the change changes."""

import re
from pathlib import Path

import pytest

from cxsim.scenario import Scenario
from cxsim.scenario.files import merge, write_whole
from cxsim.scenario.template import TEMPLATE

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.toml"))
CHURN = "groups.Households.promoters.churn"


def changed_lines(old, new):
    """The lines of each text that the other does not have, in order."""
    before, after = old.splitlines(), new.splitlines()
    return [a for a in before if a not in after], [b for b in after if b not in before]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_saved_to_the_letter(path, tmp_path):
    """Every sample loads, and saving it unchanged writes the same bytes."""
    Scenario.load(path).save(tmp_path / "copy.toml")
    assert (tmp_path / "copy.toml").read_bytes() == path.read_bytes()


def test_there_are_samples():
    """The table above is not empty."""
    assert {"telecom", "starbucks"} <= {path.stem for path in SAMPLES}


def test_template_is_saved_to_the_letter():
    """The file that `cxsim new` writes is a scenario and keeps its comments."""
    assert Scenario.parse(TEMPLATE).to_toml() == TEMPLATE


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_change_changes_one_line(path):
    """Of a sample, only the line of the number that changed is another."""
    scenario = Scenario.load(path)
    old, new = changed_lines(
        scenario.to_toml(), scenario.with_value("horizon.discount_rate", 0.123).to_toml()
    )
    assert len(old) == len(new) == 1
    assert new[0] == re.sub(r"(?<== )[\d.]+", "0.123", old[0])


CHANGES = [
    (
        "groups.Households.customers",
        130_000,
        "customers = 120_000                   # at the start",
        "customers = 130000.0                  # at the start",
    ),
    (
        CHURN,
        0.1,
        'churn = { dist = "pert", low = 0.05, mode = 0.08, high = 0.12 } # from billing',
        "churn = 0.1 # from billing",
    ),
    (
        CHURN,
        {"dist": "pert", "low": 0.05, "mode": 0.09, "high": 0.12},
        'churn = { dist = "pert", low = 0.05, mode = 0.08, high = 0.12 } # from billing',
        'churn = { dist = "pert", low = 0.05, mode = 0.09, high = 0.12 } # from billing',
    ),
    (
        "groups.Households.customers",
        {"dist": "uniform", "low": 1.0, "high": 2.0},
        "customers = 120_000                   # at the start",
        'customers = {dist = "uniform", low = 1.0, high = 2.0}                   # at the start',
    ),
    ("programme.ramp", "s-curve", 'ramp = "linear"', 'ramp = "s-curve"'),
]


def loose(line):
    return re.sub(r"(?<=[{ ]) +| +(?=[}#])|(?<={) ", "", line).replace("_", "")


@pytest.mark.parametrize(("path", "value", "old", "new"), CHANGES)
def test_a_changed_value_keeps_its_comment(base, path, value, old, new):
    """The trailing comment stays, also where a distribution becomes a number or the reverse."""
    before, after = changed_lines(base, Scenario.parse(base).with_value(path, value).to_toml())
    assert before == [old]
    assert [loose(line) for line in after] == [loose(new)]


def test_equal_value_leaves_the_digits(base):
    """Setting a number to what it is keeps how it was written: 120_000, 0.10, 1 for 1.0."""
    scenario = Scenario.parse(base)
    assert scenario.with_values(scenario.content()).to_toml() == base
    assert scenario.with_value("groups.Households.customers", 120_000.0).to_toml() == base
    assert scenario.with_value("programme.scale", 1).to_toml() == base


def test_every_changed_number_reads_back(base):
    """Whichever number is changed or added, the file written holds it, and the comments."""
    scenario = Scenario.parse(base)
    comments = re.findall("#.*", base)
    for path in scenario.numbers:
        changed = scenario.with_value(path, 0.625)
        text = changed.to_toml()
        assert Scenario.parse(text).numbers == changed.numbers, path
        assert re.findall("#.*", text) == comments, path


def test_tables_left_out_are_added():
    """A number of a table that the file does not have adds the table."""
    small = TEMPLATE.partition("[programme]")[0]
    changed = Scenario.parse(small).with_value("programme.levers.cross_sell", 2.5)
    again = Scenario.parse(changed.to_toml())
    assert again.numbers["programme.levers.cross_sell"] == 2.5
    assert changed.to_toml().startswith(small.rstrip())


def test_table_removed_and_table_added(base):
    """A line of costs taken out leaves the others' text; one put in can be read."""
    scenario = Scenario.parse(base)
    lines = scenario.content()["investments"]
    fewer = scenario.with_value("investments", lines[1:])
    assert 'name = "CX team"' not in fewer.to_toml()
    assert "one_off = 40_000" in fewer.to_toml()
    more = fewer.with_value("investments", [*lines[1:], {"name": "New", "category": "training"}])
    assert Scenario.parse(more.to_toml()).content() == more.content()


def test_a_scenario_without_a_text_is_written():
    """One made from tables, with no file behind it, is written so that it reads back alike."""
    scenario = Scenario.parse(TEMPLATE)
    made = Scenario.from_mapping(scenario.content())
    assert Scenario.parse(made.to_toml()).content() == scenario.content()


def test_byte_order_mark_and_windows_lines(base, tmp_path):
    """A BOM is dropped; the ends of lines stay as they were, also in a changed file."""
    file = tmp_path / "windows.toml"
    file.write_bytes(b"\xef\xbb\xbf" + base.replace("\n", "\r\n").encode())
    scenario = Scenario.load(file)
    assert scenario.content() == Scenario.parse(base).content()
    assert scenario.to_toml() == base.replace("\n", "\r\n")
    changed = scenario.with_value("groups.Households.customers", 7).to_toml()
    assert changed.count("\r\n") == changed.count("\n") == base.count("\n")


def test_names_in_any_script(base, tmp_path):
    """Text outside ASCII is written as UTF-8 and read back."""
    file = tmp_path / "Geschäft.toml"
    scenario = Scenario.parse(base).with_value("name", "Überall – 東京 ‏")
    scenario.save(file)
    assert Scenario.load(file).name == "Überall – 東京 ‏"
    assert "東京".encode() in file.read_bytes()


def test_saving_replaces_the_whole_file(tmp_path):
    """A longer old text leaves nothing behind, and no other file."""
    file = tmp_path / "s.toml"
    file.write_text("x" * 10_000)
    write_whole(file, "a = 1\n")
    assert file.read_text() == "a = 1\n"
    assert list(tmp_path.iterdir()) == [file]


def test_an_open_reader_keeps_the_old_file(tmp_path):
    """Saving is before or after, never between: who reads meanwhile has the old text whole."""
    file = tmp_path / "s.toml"
    write_whole(file, "old\n" * 1_000)
    with file.open() as reader:
        first = reader.readline()
        write_whole(file, "new\n")
        assert first + reader.read() == "old\n" * 1_000
    assert file.read_text() == "new\n"


def test_a_failed_save_leaves_the_old_file(tmp_path):
    """Text that cannot be encoded is not written, the old file stays, no scrap remains."""
    file = tmp_path / "s.toml"
    write_whole(file, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new\n" + "\ud800")
    assert file.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [file]


def test_saving_keeps_who_may_read(tmp_path):
    """A file that others may read stays so when it is saved."""
    file = tmp_path / "s.toml"
    file.write_text("old")
    file.chmod(0o644)
    write_whole(file, "new")
    assert file.stat().st_mode & 0o777 == 0o644


def test_merge_drops_what_is_gone():
    """A key that the content no longer has is taken out, its neighbours stay."""
    text = "a = 1 # one\nb = 2 # two\nc = 3 # three\n"
    assert merge(text, {"a": 1, "c": 3}) == "a = 1 # one\nc = 3 # three\n"
