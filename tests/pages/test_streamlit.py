"""What the app takes from Streamlit beyond its promises: still there."""

import ast
import importlib
import re
import tomllib
from pathlib import Path

import pytest
import streamlit
from streamlit import config

from cxsim.text.outside import STREAMLIT
from tests.server import ROOT

MOUNT = ROOT / "pages" / "shared" / "component.py"


def internal_imports() -> list[tuple[str, str]]:
    """Return module and name of each import from Streamlit's inside in the board's mount."""
    tree = ast.parse(MOUNT.read_text(encoding="utf-8"))
    return [
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit.")
        for alias in node.names
    ]


def test_the_collection_after_each_run_can_be_turned_off():
    """The hidden option `runner.postScriptGC` still exists, and is off."""
    assert "runner.postScriptGC" in config.get_config_options()
    chosen = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert chosen["runner"]["postScriptGC"] is False


def test_no_page_around_ours_may_send_it_commands():
    """The hidden option `client.allowedOrigins` still exists, and names nobody."""
    assert "client.allowedOrigins" in config.get_config_options()
    chosen = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert chosen["client"]["allowedOrigins"] == []


def test_the_board_imports_from_inside_streamlit():
    """The next test has something to look at."""
    assert len(internal_imports()) >= 3


@pytest.mark.parametrize(("module", "name"), internal_imports())
def test_streamlit_still_has_what_the_board_imports(module, name):
    """Each name that the board takes from Streamlit's inside is still there."""
    assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("name", ["get_component_asset_root", "register_from_manifest"])
def test_the_component_manager_still_takes_assets(name):
    """The calls by which the board declares its scripts exist."""
    from streamlit.components.v2.component_manager import BidiComponentManager

    assert callable(getattr(BidiComponentManager, name))


def test_the_words_are_those_of_streamlit():
    """Each text is one that the installed Streamlit says: one that it drops is noticed."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    code = "\n".join(path.read_text("utf-8") for path in scripts)
    for text in STREAMLIT:
        for part in re.split(r"\{\w+\}", text):
            assert part in code, text
