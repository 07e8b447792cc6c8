"""The way to what takes a while: a button, a bar that fills, and a way to stop."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError
from pages.shared.frame import note
from pages.why.content import OFFERS, Section
from pages.why.jobs import Job, jobs, start, stop

EVERY = 0.4
"""Seconds between two looks at the work."""


def answer_of(section: Section) -> Any:
    """Return the answer of the section's work; until it is there, offer it or show how far it is.

    None where there is none yet.
    """
    language, key = section.language, section.key
    job = jobs().get(key)
    if job is None:
        note(language.read(OFFERS[section.asked.section]))
        st.button(
            language.say("Work it out"),
            key="why start",
            type="primary",
            on_click=lambda: start(key, section.work),
        )
        return None
    if not job.done:
        _waiting(job, section)
        return None
    try:
        return job.answer()
    except RefusedError as error:
        reason = language.read(error.reason)
        note(language.say("It cannot be worked out: {reason}", reason=reason))
        return None


@st.fragment(run_every=EVERY)
def _waiting(job: Job, section: Section) -> None:
    language = section.language
    if job.done:
        st.rerun()
    text = language.say("Working it out: {share}", share=language.percent(job.share))
    if job.share == 0:
        text = language.say("Waiting for its turn")
    st.progress(job.share, text)
    if st.button(language.say("Stop"), key="why stop"):
        stop(section.key)
        st.rerun()


def notes(told: list[tuple[str, str]], language: Language) -> None:
    """Write when each method misleads, as it stands: no markup in it is read."""
    if not told:
        return
    rows = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in told
    )
    title = html.escape(language.say("When these pictures mislead"))
    st.html(f"{STYLE}<section class='misleads'><h2>{title}</h2><dl>{rows}</dl></section>")


STYLE = """<style>
.misleads { max-inline-size: 80ch; font-size: 0.875rem; line-height: 1.5; }
.misleads h2 { font-size: 1rem; font-weight: 600; margin: 0 0 8px; padding: 0; }
.misleads dl { margin: 0; padding: 0; }
.misleads dt { font-weight: 600; margin: 8px 0 0; padding: 0; }
.misleads dd { margin: 0; padding: 0; opacity: 0.78; }
</style>"""
