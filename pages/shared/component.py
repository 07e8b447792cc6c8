"""The components that run in the browser: where their scripts lie, and how they are registered."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from cxsim.text.outside import STREAMLIT

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

    from cxsim.text.language import Language

NAMES: Final = ("board", "bench")
FOLDER: Final = Path(__file__).parents[1]


def component(name: str) -> ComponentRenderer:
    """Return one of NAMES, its scripts and styles served from `assets`."""
    _declare_assets()
    return _registered(name)


def early_script(language: Language) -> str:
    """Return a script that has the browser load the board while the server works at its content.

    The largest file is asked for as soon as the page has its head, not when another names it. And
    it says in the reader's language what Streamlit's own parts have in English.
    """
    _declare_assets()
    board, plotly = f"{NAMES[0]}.js", next((FOLDER / "assets").glob("plotly-*.min.js")).name
    words = {text: language.translate(text) for text in STREAMLIT}
    return (
        "{ const server = document.querySelector('script[src*=\"/static/js/\"]')"
        "?.src.split('/static/js/')[0];"
        "  const asset = (name) => import(`${server}/_stcore/bidi-components/cxsim.board/${name}`);"
        f"  for (const name of {json.dumps([board, plotly])}) asset(name).catch(() => {{}});"
        "  asset('around.js')"
        f".then((around) => around.reword({json.dumps(words)})).catch(() => {{}}) }}"
    )


def _declare_assets() -> None:
    """Tell the running server where the scripts lie.

    Streamlit looks for them through the ``pyproject.toml`` of installed packages only; declaring
    them here works alike from a checkout, an editable install and a wheel.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"cxsim.{NAMES[-1]}") is None:
        parts = [ComponentConfig(name=name, asset_dir="assets") for name in NAMES]
        manager.register_from_manifest(ComponentManifest("cxsim", "1", parts), FOLDER)


@cache
def _registered(name: str) -> ComponentRenderer:
    """Register the component, once a process."""
    return st.components.v2.component(f"cxsim.{name}", js=f"{name}.js", css=f"{name}.css")
