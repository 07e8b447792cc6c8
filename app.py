"""The app: configuration, language, navigation. Start it with `cxsim app`."""

import gc
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from pages.shared.page import current_language  # noqa: E402, found through the line above

st.set_page_config(page_title="cxsim", page_icon=str(HERE / "static" / "icon.png"), layout="wide")
gc.freeze()
language = current_language()
st.navigation(
    [
        st.Page("pages/simulator.py", title=language.say("Simulator"), default=True),
        st.Page("pages/method.py", title=language.say("Method"), url_path="method"),
    ],
    position="top",
).run()
