"""The visits that can be gone on with: after a reload, a lost connection, a restart of the app."""

from __future__ import annotations

import atexit
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Condition, Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import streamlit as st

from cxsim.scenario import ScenarioError
from cxsim.scenario.link import unpack
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, RefusedError
from pages.shared.draft import read, written
from pages.shared.frame import CASE, DRAFT, MEANWHILE, app_language, note
from pages.shared.library import this_library
from pages.shared.page import case_files
from pages.shared.visit import Visit

if TYPE_CHECKING:
    from cxsim.library import Library

MOST_KEPT = 256
"""Visits in memory."""
QUIET = 0.5
"""Seconds without a change after which a visit is written down: never while its hand moves."""


@dataclass
class Kept:
    """The visits that can be gone on with, the latest last.

    A visit's name is a secret of 128 bits; whoever has the address goes on with a copy.

    Parameters
    ----------
    drafts : callable
        Returns the library in which they are written down; called where it is needed first. What
        it refuses is kept as `trouble`: the visits are still kept in memory.
    """

    drafts: Callable[[], Library] = this_library
    visits: OrderedDict[str, Visit] = field(default_factory=OrderedDict)
    trouble: Phrase | None = None
    changed: dict[str, tuple[float, Visit]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    told: Condition = field(default_factory=Condition)

    def keep(self, visit: Visit) -> str:
        """Keep a visit under a new name, and return it; the oldest is let go from memory."""
        name = secrets.token_urlsafe(16)
        with self.lock:
            self.visits[name] = visit
            while len(self.visits) > MOST_KEPT:
                self.visits.popitem(last=False)
        return name

    def change(self, name: str, visit: Visit) -> None:
        """Have a visit written down, once its reader has been quiet for a moment."""
        with self.told:
            self.changed[name] = monotonic(), visit
            self.told.notify()

    def find(self, name: str) -> Visit | None:
        """Return a visit, from memory or as it was written down; None where it is neither."""
        with self.lock:
            if name in self.visits:
                return self.visits[name]
        try:
            text = self.drafts().draft(name)
            return read(text) if text else None
        except ValueError:  # refused by the library, or damaged
            return None

    def write(self, quiet: float = 0.0) -> None:
        """Write down the visits that have changed, and not in so many seconds."""
        with self.told:
            due = monotonic() - quiet
            changed = {name: visit for name, (at, visit) in self.changed.items() if at <= due}
            for name in changed:
                del self.changed[name]
        for name, visit in changed.items():
            try:
                self.drafts().keep_draft(name, written(visit))
                self.trouble = None
            except RefusedError as error:
                self.trouble = error.reason
            except RuntimeError:  # it was changed while it was read
                self.change(name, visit)

    def write_for_ever(self) -> None:
        """Write down each visit once its reader has been quiet for a moment."""
        while True:
            with self.told:
                self.told.wait_for(lambda: self.changed)
            sleep(QUIET)
            self.write(QUIET)


@st.cache_resource
def kept() -> Kept:
    """Return the visits of this server, written down on a thread of their own."""
    found = Kept()
    Thread(target=found.write_for_ever, name="drafts", daemon=True).start()
    atexit.register(found.write)
    return found


def this_visit() -> Visit:
    """Return the reader's visit; at its first run, what the address names."""
    visit = st.session_state.get("visit")
    if not isinstance(visit, Visit):
        visit = _opened()
        st.session_state["visit"] = visit
    if done := st.session_state.pop(MEANWHILE, None):
        _take(visit, done)
    visit.speak(app_language().code)
    if "kept" in st.session_state and st.query_params.get(DRAFT) != st.session_state["kept"]:
        st.query_params[DRAFT] = st.session_state["kept"]  # the way to another page drops it
    if visit.current not in visit.keys:
        visit.choose(case_files()[0])
    return visit


def _take(visit: Visit, done: Mapping[str, Any]) -> None:
    """Do to the visit what a quick hand has done to the page that was kept."""
    if moved := done.get("moved"):
        visit.session.move(moved, app_language())
    if "case" in done:
        visit.choose(done["case"])
        visit.show(done["view"])
    keep(visit)


def keep(visit: Visit) -> None:
    """See to it that a reload of the page, or a restart of the app, finds this visit again."""
    if "kept" not in st.session_state:
        st.session_state["kept"] = kept().keep(visit)
    kept().change(st.session_state["kept"], visit)
    st.query_params[DRAFT] = st.session_state["kept"]


def note_trouble(language: Language) -> None:
    """Say it where drafts are not written down."""
    if kept().trouble:
        reason = language.read(kept().trouble)
        note(language.say("Drafts are kept in memory alone: {reason}", reason=reason))


def go_on(visit: Visit) -> None:
    """Go to the page that what was done leads to, if it leads to another one."""
    page, visit.leaving = visit.leaving, ""
    if page:
        st.switch_page(page)


def _opened() -> Visit:
    packed, name = st.query_params.get(CASE), st.query_params.get(DRAFT)
    known = kept().find(name) if name else None
    visit = known.copied() if known else Visit(code=app_language().code)
    if packed:
        try:
            visit.bring(unpack(packed))
            keep(visit)
        except ScenarioError as error:
            visit.refused, visit.panel = error, "file"
        del st.query_params[CASE]
    visit.stale = bool(name) and not known and not packed
    if not visit.cases:
        visit.choose(case_files()[0])
    return visit
