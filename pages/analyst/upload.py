"""The place where files are brought: Streamlit's own, with our words on it."""

from __future__ import annotations

import json

import streamlit as st

from cxsim.text.language import Language
from pages.analyst.analysis import Analysis

LARGEST = 200
"""Megabytes of a file in the browser; larger ones go by path on the command line."""


def uploads(analysis: Analysis, language: Language) -> None:
    """Let the reader bring files, and take those that are new."""
    st.html(_style(language))
    brought = st.file_uploader(
        language.say("Files: CSV, TSV, Excel, Parquet"),
        accept_multiple_files=True,
        max_upload_size=LARGEST,
        key=f"uploads {analysis.uploads}",
    )
    for file in brought:
        analysis.bring(file.name, file.getvalue())
    if brought:  # an empty place again: the files lie with us, not in Streamlit's memory too
        analysis.uploads += 1
        st.rerun()


def _style(language: Language) -> str:
    """Return a style that hides Streamlit's English words behind ours."""
    browse = json.dumps(language.say("Choose files…"), ensure_ascii=False)
    drop = json.dumps(
        language.say(
            "or drop them here; up to {size} MB each. They stay on this machine.", size=LARGEST
        ),
        ensure_ascii=False,
    )
    zone = "[data-testid=stFileUploaderDropzone]"
    return f"""<style>
{zone} > div {{ display: none; }}
{zone} button :is(p, span:not([data-testid=stIconMaterial])) {{ display: none; }}
{zone} button::after {{ content: {browse}; }}
{zone}::after {{ content: {drop}; font-size: 0.875rem; opacity: 0.78; align-self: center; }}
</style>"""
