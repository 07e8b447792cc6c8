"""The repository keeps its own rules: sizes, randomness, locks, commands."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from packaging.requirements import Requirement
from streamlit import config

from tests.browser import ways
from tests.server import ROOT

SOURCES = [
    ROOT / "app.py",
    *sorted((ROOT / "cxsim").rglob("*.py")),
    *(ROOT / "pages").rglob("*.py"),
]
LOCKS = ("requirements.txt", "requirements-dev.txt")
GENERATORS = {"Generator", "MT19937", "PCG64", "PCG64DXSM", "Philox", "RandomState", "SFC64"}
GENERATORS |= {"SeedSequence", "default_rng", "rvs"}
INSTALL = "python -m pip install -r {lock}", "python -m pip install --no-deps -e ."
COMMANDS = [(*INSTALL, "python -m cxsim app"), (*INSTALL, "python -m tests")]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function of ours with the lines of its body, docstring left out."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                yield f"{named(path)}:{node.lineno} {node.name}", length


def locked(lock: str) -> dict[str, str]:
    """Return name → version as the lock pins them."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", read(lock), re.MULTILINE))


def test_files_are_short():
    """A file is read in one sitting: under 300 lines."""
    assert [named(path) for path in SOURCES if lines(path) >= 300] == []


def test_pages_are_thin():
    """A page reads state, calls one function and draws: under 80 lines."""
    pages = [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]
    assert [named(path) for path in pages if lines(path) >= 80] == []


def test_functions_are_short():
    """No function's body is over 60 lines, and half of them are under 10."""
    bodies = dict(functions())
    assert {name: length for name, length in bodies.items() if length > 60} == {}
    assert median(bodies.values()) < 10


def test_only_sampling_is_random():
    """Nothing but the sampling makes random generators or draws without one."""
    found = []
    for path in SOURCES:
        if (ROOT / "cxsim" / "sampling") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            imported = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if (
                called.split(".")[-1] in GENERATORS
                or "random." in called
                or "random" in imported
                or (isinstance(node, ast.ImportFrom) and node.module == "random")
            ):
                found.append(f"{named(path)}:{node.lineno}")
    assert found == []


def test_every_test_has_a_sentence():
    """Every test says in a sentence what it shows."""
    silent = [
        f"{named(path)}:{node.lineno}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_have_hashes_and_no_addresses(lock):
    """Every pin has a hash, and no lock names a place to download from."""
    entries = re.split(r"\n(?=\S)", read(lock).strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|^#.*", read(lock)) == []


def test_locks_agree_with_each_other():
    """Who runs the tests runs the very versions that the app is installed with."""
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ["app"]), (LOCKS[1], ["app", "dev"])])
def test_locks_hold_what_the_project_asks_for(lock, extras):
    """Each dependency in pyproject.toml is pinned, within its bounds."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = [*project["dependencies"]]
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    pins = locked(lock)
    wrong = [
        text
        for text, need in zip(asked, map(Requirement, asked), strict=True)
        if not need.specifier.contains(pins.get(need.name, "0"))
    ]
    assert wrong == []


@pytest.mark.parametrize(("lock", "steps"), [*zip(LOCKS, COMMANDS, strict=True)])
def test_the_readme_has_both_commands(lock, steps):
    """All the set-up is one line, for bash and zsh and for PowerShell."""
    first, second, third = (step.format(lock=lock) for step in steps)
    readme = read("README.md").splitlines()
    assert f"{first} && {second} && {third}" in readme
    assert f"{first}; if ($?) {{ {second}; if ($?) {{ {third} }} }}" in readme


def test_continuous_integration_runs_the_readme_command():
    """What a person types to test is what runs on every change, as the last line of it."""
    last = read(".ci/run").strip().splitlines()[-1]
    assert last.endswith("&& python -m tests")
    assert last in read("README.md").splitlines()


def test_every_setting_of_the_app_exists():
    """Streamlit knows each option in .streamlit/config.toml, the hidden ones too."""
    known = config.get_config_options()
    assert [
        name
        for name in settings(tomllib.loads(read(".streamlit/config.toml")))
        if name not in known
    ] == []


def settings(table: dict, prefix: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from settings(value, f"{prefix}{name}.")
        else:
            yield prefix + name


def test_the_app_keeps_to_this_machine():
    """It listens on loopback, asks for no e-mail address and reports nothing."""
    chosen = tomllib.loads(read(".streamlit/config.toml"))
    assert chosen["server"]["address"] == "localhost"
    assert chosen["server"]["showEmailPrompt"] is False
    assert chosen["browser"]["gatherUsageStats"] is False


def test_a_browser_comes_from_the_system_only_where_that_is_ours_to_do():
    """On Debian as root its package, else Playwright's own; never a question for a password."""
    assert "apt-get" in ways(debian=True, root=[])[0][-1]
    assert ways(debian=True, root=["sudo"])[0][0] == "sudo"
    for debian in (True, False):
        [own] = ways(debian=debian, root=None)
        assert own[1:] == ["-m", "playwright", "install", "chromium"]
