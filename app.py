"""The app: configuration, language, navigation. Start it with `cxsim app`."""

import gc
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from pages.shared import ready  # noqa: E402, found through the line above
from pages.shared.faults import caught, tell_fault  # noqa: E402
from pages.shared.frame import app_language, early, navigation  # noqa: E402

gc.freeze()
st.session_state["app"] = True
language = app_language()
early(language)
page = navigation(language)
st.set_page_config(
    page_title=f"{page.title} · cxsim",
    page_icon=str(HERE / "static" / "icon.png"),
    layout="wide",
)
if page.url_path:  # the first page waits with what takes its time until it has been seen
    ready.wanted.set()
with caught():
    page.run()
tell_fault()
