"""A fault of ours is written down and told by its number; no traceback, and the page goes on."""

import re

from streamlit.testing.v1 import AppTest


def faulty() -> None:
    """Fail in a part of a page, and in the whole."""
    import streamlit as st

    from pages.shared.faults import caught, fragment, tell_fault

    @fragment
    def part() -> None:
        raise ZeroDivisionError("secret of a part")

    st.session_state["language"] = "fr"
    part()
    with caught():
        raise KeyError("secret of the whole")
    st.session_state["language"] = "en"
    tell_fault()
    st.write("and on")


def test_a_fault_is_told_by_its_number(caplog):
    """The reader reads a number, in the language; the log has the number and the reason."""
    app = AppTest.from_function(faulty).run()
    assert list(app.exception) == []
    french, english = (element.proto.body for element in app.get("html"))
    numbers = [re.search(r"\b[0-9a-f]{6}\b", text).group() for text in (french, english)]
    assert "load the page again" in english
    assert "rechargez" in french
    assert "secret" not in french + english
    assert [number in caplog.text for number in numbers] == [True, True]
    assert "secret of a part" in caplog.text
    assert app.markdown[0].value == "and on"
    caplog.clear()
