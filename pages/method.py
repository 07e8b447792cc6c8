"""The method: equations, evidence, and what the model leaves out."""

from __future__ import annotations

import streamlit as st

from cxsim.text.method import method_text
from pages.shared.page import current_language, header

language = current_language()
header(language, language.say("Method"))
st.markdown(method_text(language))
