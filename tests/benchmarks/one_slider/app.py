"""The smallest app there is: one slider, one number. Frozen: others are measured against it."""

import streamlit as st

value = st.slider("Value", 0, 100, 50)
st.write(f"Result: {value * 2}")
