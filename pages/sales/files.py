"""The files of a case: each is made in the background when it is wanted, and then saved."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import streamlit as st

from cxsim.export.case import Cover
from cxsim.export.case.formats import FORMATS
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.sensitivity.report import stages
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, RefusedError, say
from pages.sales.offer import Offer, digest
from pages.shared.frame import note
from pages.shared.page import simulated
from pages.why.jobs import Job, jobs, start, stop
from pages.workbench.case import file_name

EVERY = 0.4
"""Seconds between two looks at the work."""
TOLD: dict[str, Phrase] = {
    ".xlsx": say("The plan as formulas, for finance: change a cell, and see NPV move."),
    ".pptx": say("For the board: each slide's title is its message."),
    ".pdf": say("Two pages to read, annexes to check."),
    ".json": say("Every figure of the case, for a program."),
}


@dataclass(frozen=True)
class Wanted:
    """A case as its files would be made now."""

    offer: Offer
    key: str
    scenario: Scenario
    cover: Cover
    draft: bool
    language: Language

    @cached_property
    def digest(self) -> str:
        """What a file must have been made from to be this case's."""
        accepted = self.offer.accepted.get(self.key, ())
        parts = self.scenario.content(), self.cover, self.offer.headline, accepted
        return digest(*parts)

    def name(self, ending: str) -> str:
        """Return how a file is called."""
        drafted = "-draft" if self.draft else ""
        return f"{file_name(self.scenario.name)}{drafted}{ending}"

    def work(self, ending: str) -> Callable[[Callable[[float], None]], bytes]:
        """Return what makes a file, away from the page."""
        result: Result = replace(simulated(self.scenario), scenario=self.scenario)
        made = replace(self.offer.copied(), analysed=None)

        def write(progress: Callable[[float], None]) -> bytes:
            first, second = stages(progress, 3, 2)
            made.analysed = self.offer.analysed
            case = made.case(self.key, result, self.cover, first)
            self.offer.analysed = made.analysed
            with tempfile.TemporaryDirectory(prefix="cxsim-") as folder:
                path = Path(folder) / f"case{ending}"
                FORMATS[ending].writer()(case, path, second)
                return path.read_bytes()

        return write


def files(wanted: Wanted) -> None:
    """Draw what each file is and the way to it, again and again while one is made."""
    running = _running(wanted)
    draw = st.fragment(_cards, run_every=EVERY if running else None)
    draw(wanted, running)


def _running(wanted: Wanted) -> bool:
    found = (jobs().get(_key(wanted, ending)) for ending in FORMATS)
    return any(job is not None and not job.done for job in found)


def _cards(wanted: Wanted, looked: bool) -> None:
    if _running(wanted) != looked:
        st.rerun()
    language = wanted.language
    st.subheader(language.say("Files"), anchor=False)
    if wanted.draft:
        note(language.say("Drafts, and marked so, until somebody accepts the numbers below."))
    for place, ending in zip(st.columns(len(FORMATS), gap="small"), FORMATS, strict=True):
        with place.container(border=True, height="stretch", vertical_alignment="distribute"):
            name = language.read(FORMATS[ending].name)
            st.html(f"<b>{html.escape(name)}</b> <span class='note'>{ending}</span>")
            note(language.read(TOLD[ending]))
            _file(wanted, ending, jobs().get(_key(wanted, ending)))


def _key(wanted: Wanted, ending: str) -> tuple[str, str, str]:
    return ("file", ending, wanted.digest)


def _file(wanted: Wanted, ending: str, job: Job | None) -> None:
    say = wanted.language.say
    key = _key(wanted, ending)
    name = wanted.language.read(FORMATS[ending].name)
    if job is None:
        st.button(
            say("Make: {file}", file=name),
            key=f"make {ending}",
            on_click=lambda: _begin(wanted, ending),
            width="stretch",
        )
    elif not job.done:
        share = wanted.language.percent(job.share)
        st.progress(job.share, share if job.share else say("Waiting for its turn"))
        st.button(say("Stop"), key=f"stop {ending}", on_click=lambda: stop(key), width="stretch")
    else:
        _done(wanted, ending, job)


def _begin(wanted: Wanted, ending: str) -> None:
    """Make a file; the one of the same kind that was made before is let go."""
    for key in [k for k in jobs() if isinstance(k, tuple) and k[:2] == ("file", ending)]:
        stop(key)
    start(_key(wanted, ending), wanted.work(ending), alone=False)


def _done(wanted: Wanted, ending: str, job: Job) -> None:
    language = wanted.language
    try:
        content = job.answer()
    except RefusedError as error:
        note(language.read(error.reason))
        return
    st.download_button(
        language.say("Save: {file}", file=language.read(FORMATS[ending].name)),
        content,
        wanted.name(ending),
        FORMATS[ending].mime,
        key=f"save {ending}",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
