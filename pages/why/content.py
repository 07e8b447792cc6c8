"""What the page shows, from a result and what is asked: boards of charts, and their notes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from cxsim.charts.why import (
    Plate,
    at_hand_plates,
    drivers_plates,
    goal_plate,
    information_plate,
    required_plates,
    research_plates,
)
from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer, Goal, seek
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.report import AtHand, at_hand, drivers, required, research
from cxsim.text.drivers import without_a_range
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.sensitivity import NOTES
from pages.board import Board, Chart, View
from pages.shared.content import plain_board
from pages.why.asked import MATTERS, REQUIRED, RESEARCH, Asked
from pages.why.jobs import Work

OFFERS: dict[str, Phrase] = {
    MATTERS: say(
        "Further runs say what each assumption does alone, how much of the spread it takes "
        "part in, and where the benefit comes from: some seconds."
    ),
    REQUIRED: say(
        "Further runs say what must be true against scale, cost and causal share, and draw the "
        "map: some seconds."
    ),
    RESEARCH: say(
        "Further runs say what all research together is worth, and how large a survey or a test "
        "should be: some seconds."
    ),
}
"""What is to be had for waiting, by section."""


@dataclass(frozen=True)
class Section:
    """One section: what is at hand, and the work that gives the rest.

    Attributes
    ----------
    result : Result
    found : AtHand
    asked : Asked
    language : Language
    """

    result: Result
    found: AtHand
    asked: Asked
    language: Language

    @property
    def key(self) -> Hashable:
        """What is asked, of which case: the same key, the same answer."""
        whole: dict[str, Callable[[], Hashable]] = {
            MATTERS: lambda: self.asked.figure,
            REQUIRED: lambda: self.asked.question(self.result, self.found.bars),
            RESEARCH: lambda: self.asked.price,
        }
        return self.asked.section, self.result.scenario.fingerprint, whole[self.asked.section]()

    @property
    def work(self) -> Work:
        """The runs that give the rest."""
        result, price, measure = self.result, self.asked.price, self.asked.measure
        if self.asked.section == MATTERS:
            return lambda progress: drivers(result, measure, progress)
        if self.asked.section == REQUIRED:
            question = self.asked.question(result, self.found.bars)
            return lambda progress: required(result, question, progress)
        return lambda progress: research(result, price, progress)

    def plates(self, answer: Any) -> tuple[Plate, ...]:
        """Return what is shown: what is at hand, then the answer of the work where there is one."""
        result, language = self.result, self.language
        if self.asked.section == MATTERS:
            more = drivers_plates(result, answer, language) if answer is not None else ()
            return (*at_hand_plates(result, self.found, language), *more)
        if self.asked.section == REQUIRED:
            if answer is not None:
                return required_plates(result, answer, language)
            goal = self.asked.question(result, self.found.bars).goal
            return (
                goal_plate(result, _sought((result.scenario.fingerprint, goal), result), language),
            )
        more = research_plates(result, answer, language) if answer is not None else ()
        return (information_plate(result, self.found, language), *more)


def section(result: Result, asked: Asked, language: Language) -> Section:
    """Return the section that is asked for."""
    found = _at_hand(result.scenario.fingerprint, asked.figure, result)
    return Section(result, found, asked, language)


@st.cache_resource(max_entries=64, show_spinner=False)
def _at_hand(fingerprint: str, figure: str, _result: Result) -> AtHand:
    return at_hand(_result, MEASURES[figure])


@st.cache_resource(max_entries=64, show_spinner=False)
def _sought(asked: tuple[str, Goal], _result: Result) -> Answer:
    return seek(_result, asked[1])


def board_of(
    plates: Iterable[Plate], run: int, certain: Sequence[str], language: Language
) -> Board:
    """Return a board of charts, above them which of the numbers moved have no bar.

    What is heard after a change is the first chart's sentence.
    """
    shown = tuple(plates)
    board = plain_board(run, "", language, charts=map(_chart, shown))
    heard = shown[0].views[0][1].sentence if shown else ""
    return replace(board, announcement=heard, detail=without_a_range(certain, language))


def _chart(plate: Plate) -> Chart:
    several = len(plate.views) > 1
    views = tuple(View((name,) if several else (), picture) for name, picture in plate.views)
    return Chart(plate.id, plate.title, lambda: views, (plate.question,) if several else ())


def misleading(plates: Iterable[Plate], language: Language) -> list[tuple[str, str]]:
    """Return the name of each method that is shown, and when it misleads; each once."""
    names = dict.fromkeys(plate.note for plate in plates)
    return [(language.read(NOTES[n].name), language.read(NOTES[n].misleads)) for n in names]
