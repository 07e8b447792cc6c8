"""A file that is no case is named, with what it seems to be and where it is wanted."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.foreign import foreign, scenario_like
from cxsim.scenario.template import TEMPLATE
from cxsim.text.language import Language
from pages.bench import Event
from pages.workbench.case import case_panel, hear_case
from tests.cli import cli
from tests.pages.test_visit import visiting

CSV = b"customer,date,amount\n12,2026-03-01,10.50\n13,2026-03-02,20.00\n"


def packed(folder: str) -> bytes:
    """A zip that holds one file in a folder."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{folder}a.xml", "<a/>")
    return file.getvalue()


FILES = {
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3", "a PDF document", "cxsim import"),
    "case.xlsx": (packed("xl/"), "an Excel workbook", "cxsim import"),
    "case.pptx": (packed("ppt/"), "a file of slides", ".toml"),
    "letter.docx": (packed("word/"), "a text document", ".toml"),
    "all.zip": (packed("a/"), "a compressed archive", "unpack"),
    "logo.png": (b"\x89PNG\r\n", "a picture", "cxsim report --logo"),
    "data.parquet": (b"PAR1\x15\x04", "a table of records", "cxsim baseline"),
    "survey.csv": (CSV, "a table of records", "cxsim baseline"),
    "case.json": (b'{"scenario": "x"}', "JSON", ".toml"),
    "notes.txt": (b"Dear all,\nplease find the case attached.\n", "plain text", ".toml"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_scenario_is_named(name, tmp_path):
    """Its name, what it seems to be, and where it is wanted: on one line, and nothing is read."""
    content, seems, wanted = FILES[name]
    (tmp_path / name).write_bytes(content)
    (line,) = cli("run", tmp_path / name, status=2).stderr.splitlines()
    assert f"{name}: it seems to be {seems}" in line
    assert wanted in line


@pytest.mark.parametrize("name", FILES)
def test_the_file_panel_names_it_too(name):
    """The panel shows the name the browser gave and the same words; the case stays as it was."""
    content, seems, wanted = FILES[name]
    visit, before = visiting(), visiting().current
    sent = base64.b64encode(content).decode()
    hear_case(visit, [Event("file", "open", sent, name)], Language())
    (fault,) = case_panel(visit, Language(), "").sections[0].faults
    assert visit.current == before
    if name != "case.xlsx":  # a workbook may be one of ours, and is opened to see
        assert f"{name}: it seems to be {seems}" in fault
        assert wanted in fault
    assert name in fault


@pytest.mark.parametrize("name", ["report.pdf", "survey.csv", "case.pptx"])
def test_import_wants_a_workbook(name, tmp_path):
    """So does the command that takes workbooks back."""
    (tmp_path / name).write_bytes(FILES[name][0])
    (line,) = cli(
        "import", tmp_path / name, "-o", tmp_path / "x.toml", status=2
    ).stderr.splitlines()
    assert f"{name}: it seems to be {FILES[name][1]}" in line


def test_a_scenario_is_sent_where_it_is_run(tmp_path):
    """Brought as a workbook or as a company's records, it is sent to the command that runs it."""
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    for command in (("import", path, "-o", tmp_path / "x.toml"), ("baseline", "--survey", path)):
        told = cli(*command, status=2).stderr
        assert "mine.toml" in told
        assert "it seems to be a scenario file; open it by `cxsim run`" in told


def test_a_scenario_is_nothing_else():
    """Nor is one with a mistake, an empty one, or one of comments alone."""
    for text in (TEMPLATE, "", "# nothing yet", "customers = 9,000", "\ufeff[horizon]", "x = {"):
        assert foreign(text.encode()) is None
    assert scenario_like(TEMPLATE.encode())
    assert not scenario_like(CSV)
    with pytest.raises(ScenarioError):
        Scenario.parse("customers = 9,000")
