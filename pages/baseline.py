"""The baseline: a company's own files in, its drivers with their uncertainty out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.analyst.counts import counts_panel, hear_counts
from pages.analyst.hear import hear_desk, hear_outcome
from pages.analyst.outcome import outcome_panel
from pages.analyst.report import report_board
from pages.analyst.scene import files_panel
from pages.analyst.upload import uploads
from pages.bench import Event, bench
from pages.board import board
from pages.shared.frame import current_language, header, note
from pages.shared.kept import go_on, keep, this_visit

language = current_language()
visit = this_visit()
analysis = visit.analysis


def answered(events: Sequence[Event]) -> None:
    """Take answers to the files' questions."""
    hear_desk(analysis, events)
    keep(visit)


def decided(events: Sequence[Event]) -> None:
    """Take the way on."""
    hear_outcome(visit, events, language)
    keep(visit)


def counted(events: Sequence[Event]) -> None:
    """Take counts."""
    hear_counts(analysis, events)
    keep(visit)


header(
    language,
    language.say("Baseline"),
    language.say(
        "Today's numbers from your own records, each with how sure it is. Nothing is guessed: what "
        "a file leaves open is asked, and no row is lost between the lines."
    ),
)
uploads(analysis, language)
with st.spinner(language.say("Reading the files…")):
    analysis.update()
bench(files_panel(analysis, language), key="files", on_events=answered)
if analysis.result is not None:
    board(report_board(analysis.result, language), key="report")
    bench(outcome_panel(analysis, language), key="outcome", on_events=decided)
note(language.say("No files at hand? The same measures from a few counts, each by its definition."))
bench(counts_panel(analysis, language), key="counts", on_events=counted)
go_on(visit)
