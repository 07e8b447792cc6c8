"""The components that run in the browser: where their scripts lie, and how they are registered."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAMES: Final = ("board", "bench")
FOLDER: Final = Path(__file__).parents[1]


def component(name: str) -> ComponentRenderer:
    """Return one of NAMES, its scripts and styles served from `assets`."""
    declare_assets()
    return _registered(name)


def declare_assets() -> None:
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
