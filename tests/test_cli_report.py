"""`cxsim report`, `cxsim import` and the blank workbook: what is written, and how they end."""

import json
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.export.workbook.cases import cells_by_path
from tests.test_cli import cli

ROOT = Path(__file__).parents[1]
CASE = ROOT / "sample_data" / "starbucks.toml"
FEW = ("--trials", "256", "--date", "2026-11-26")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """All four files of one command, and what it said."""
    folder = tmp_path_factory.mktemp("report")
    files = {ending: folder / f"case.{ending}" for ending in ("xlsx", "pptx", "pdf", "json")}
    asked = [word for path in files.values() for word in ("-o", path)]
    names = ("--customer", "Aster", "--author", "Ada", "--accept", "Grace Hopper")
    return files, cli("report", CASE, *asked, *names, *FEW)


def test_one_command_writes_every_file(made):
    """Each opens in its own reader, and says who accepted what."""
    files, answer = made
    assert [f"Wrote {path}." for path in files.values()] == answer.stdout.splitlines()
    assert answer.stderr == ""
    cover = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    cells = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    slides = [
        shape.text_frame.text
        for slide in Presentation(files["pptx"]).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    pages = " ".join(page.extract_text() for page in PdfReader(files["pdf"]).pages)
    for text in (" ".join(cells), " ".join(slides), " ".join(pages.split())):
        assert "Aster" in text
        assert "Grace Hopper" in text


def test_the_json_is_the_simulations(made):
    """Its figures are those of `simulate`, unrounded; nothing in it is open."""
    found = json.loads(made[0]["json"].read_text("utf-8"))
    result = simulate(Scenario.load(CASE), 256)
    assert found["results"]["npv"]["mean"] == float(result.npv.mean())
    assert found["draft"] is False
    assert found["cover"] == {
        "customer": "Aster",
        "author": "Ada",
        "date": "2026-11-26",
        "language": "en",
        "logo": False,
    }


def test_the_same_command_gives_the_same_bytes(made, tmp_path):
    """The day is given, not taken from a clock."""
    names = ("--customer", "Aster", "--author", "Ada", "--accept", "Grace Hopper")
    for ending in ("json", "pdf"):
        path = tmp_path / f"again.{ending}"
        cli("report", CASE, "-o", path, *names, *FEW)
        assert path.read_bytes() == made[0][ending].read_bytes()


def test_without_a_name_it_is_a_draft(tmp_path):
    """The numbers that nobody vouches for are listed on stderr; the file is there."""
    path = tmp_path / "case.json"
    answer = cli("report", CASE, "-o", path, *FEW)
    assert "a draft" in answer.stdout
    assert "Horizon" in answer.stderr
    assert "--accept NAME" in answer.stderr
    assert json.loads(path.read_text("utf-8"))["draft"] is True


def test_a_final_file_is_refused_while_a_number_is_open(tmp_path):
    """Exit status 2, nothing written; in French too."""
    path = tmp_path / "case.json"
    answer = cli("report", CASE, "-o", path, "--final", *FEW, "--lang", "fr", status=2)
    assert "Brouillon" in answer.stderr
    assert not path.exists()
    cli("report", CASE, "-o", path, "--final", "--accept", "Ada", *FEW)
    assert path.exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("-o", "case.docx"), ".xlsx, .pptx, .pdf, .json"),
        (("-o", "nowhere/case.json"), "no such folder"),
        (("-o", "there.json"), "exists"),
        (("-o", "a.json", "-o", "./a.json"), "twice"),
        (("-o", "a.json", "--logo", "none.png"), "none.png"),
        (("-o", "a.json", "--logo", "there.json"), "PNG or JPEG"),
        (("-o", "a.json", "--accept", " "), "name of a person"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_computed(asked, told, tmp_path, monkeypatch):
    """Each refusal names the place and what to do; nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("there.json").write_text("{}", encoding="utf-8")
    answer = cli("report", CASE, *asked, *FEW, status=2)
    assert told in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.json"]


def test_a_workbook_comes_back(made, tmp_path):
    """What was typed is told with its cell and whose it is, and is in the scenario."""
    book = openpyxl.load_workbook(made[0]["xlsx"])
    cells = cells_by_path(book)
    cells["horizon.discount_rate"].value = 0.2
    cells["edited.by"].value = "Céline"
    book.save(tmp_path / "back.xlsx")
    target = tmp_path / "back.toml"
    answer = cli("import", tmp_path / "back.xlsx", "-o", target)
    assert "Discount rate" in answer.stdout
    assert "20%; changed by Céline" in answer.stdout
    scenario = Scenario.load(target)
    assert scenario.mean("horizon.discount_rate") == 0.2
    assert scenario.sources["horizon.discount_rate"].owner == "Céline"
    cli("import", tmp_path / "back.xlsx", "-o", target, status=2)  # it is there
    assert (
        "seems to be a scenario" in cli("import", CASE, "-o", tmp_path / "no.toml", status=2).stderr
    )


def test_a_blank_workbook_asks_for_what_is_missing(tmp_path):
    """`cxsim new` writes it; unfilled it comes back with every empty cell named."""
    path = tmp_path / "blank.xlsx"
    assert "cxsim import" in cli("new", path).stdout
    answer = cli("import", path, "-o", tmp_path / "case.toml", status=2)
    assert answer.stderr.count("it is empty") > 10
