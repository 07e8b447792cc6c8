"""The app from a wheel, installed like any other package, far from the checkout."""

import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.server import ROOT, running_app

FOLDERS = ("pages", "static", "sample_data", ".streamlit")
RENDER = """
from streamlit.testing.v1 import AppTest
from cxsim.launch import home
test = AppTest.from_file(str(home() / "app.py"), default_timeout=120).run()
assert "_app" in home().parts, home()
assert not test.exception, test.exception
"""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Return a wheel of the checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> str:
    """Return a Python that has the wheel, and of this one only the dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)}, scheme="venv")
    installed = str(Path(paths["scripts"]) / Path(sys.executable).name)
    pip = (sys.executable, "-m", "pip", "--python", installed)
    run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel)
    dependencies = Path(paths["purelib"], "dependencies.pth")
    dependencies.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return installed


def test_the_wheel_carries_the_whole_app(wheel):
    """Every file of the app is in the wheel: pages, typeface, samples, settings."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    names = ["app.py", *(path.relative_to(ROOT).as_posix() for path in files)]
    left_out = [name for name in names if f"cxsim/_app/{name}" not in packed]
    assert [name for name in left_out if "__pycache__" not in name] == []


def test_the_wheel_carries_what_exports_need(wheel):
    """The template of the document, the typeface and its licence are in the wheel."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    kept = [*(ROOT / "cxsim" / "export").rglob("*.typ"), *(ROOT / "cxsim").rglob("fonts/*")]
    names = [path.relative_to(ROOT).as_posix() for path in kept]
    assert len(names) >= 5
    assert [name for name in names if name not in packed] == []


def test_the_wheel_carries_the_steps_of_the_library(wheel):
    """A library of an earlier version can be brought to this one where the wheel is installed."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    steps = [*(ROOT / "cxsim" / "library" / "migrations").rglob("*.py")]
    assert len(steps) >= 4
    assert {path.relative_to(ROOT).as_posix() for path in steps} <= packed


def test_the_wheel_carries_nothing_else(wheel):
    """It holds the package and its description: no tests, no caches."""
    packed = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in packed} == {"cxsim"}
    assert [name for name in packed if "__pycache__" in name] == []


def test_the_installed_app_starts(python, tmp_path):
    """`python -m cxsim app` answers from a folder that has nothing to do with it."""
    with running_app(tmp_path / "log.txt", python, tmp_path) as address:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10) as answer:
            assert answer.read() == b"ok"
        [font, *_] = (ROOT / "static").glob("*.woff2")
        with urllib.request.urlopen(f"{address}/app/static/{font.name}", timeout=10) as answer:
            assert answer.status == 200


def test_the_installed_app_shows_its_first_page(python, tmp_path):
    """Its first page comes up without an error, from what the wheel carries."""
    run(python, "-c", RENDER, cwd=tmp_path)
