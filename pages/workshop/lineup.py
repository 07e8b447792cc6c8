"""From what is asked to the comparison: the scenarios side by side, simulated, and their notes."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from cxsim.charts.comparison_tables import Table, dominance_table
from cxsim.comparison import Comparison
from cxsim.comparison.comparison import told_apart
from cxsim.comparison.composition import composed
from cxsim.comparison.contrasts import CONTRASTS
from cxsim.comparison.pilot_first import NAME, Piloted, pilot_first, pilotings
from cxsim.decision.pilot import Price
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.text.comparing import pilot_sentences
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError, say
from pages.shared.page import simulated
from pages.shared.visit import Visit
from pages.workshop.asked import CASES, CONTRASTED, WORLDS, Asked

Named = tuple[str, Scenario]


def comparison_of(
    visit: Visit, asked: Asked, language: Language, price: Price | None = None
) -> Comparison:
    """Return the comparison that is asked for, a pilot at a price of the reader's.

    Raises
    ------
    RefusedError, ScenarioError
        Where what is chosen cannot be compared.
    """
    ours = visit.session.scenario
    lineup = [(ours.name, ours), *_others(visit, asked, language)]
    if len(lineup) == 1:
        raise RefusedError(
            say("choose at least one other case in {currency}", currency=ours.currency)
        )
    base = 0
    if asked.way == CASES and asked.base in asked.others(visit):
        base = 1 + asked.others(visit).index(asked.base)
    names = [name for name, _ in lineup]
    results = [simulated(scenario) for _, scenario in lineup]
    if asked.way == CONTRASTED:
        names.append(language.read(NAME))
        results.append(_piloted(ours.fingerprint, price, results[0]))
    return Comparison(tuple(results), told_apart(names), base)


@st.cache_resource(max_entries=16, show_spinner=False)
def _piloted(fingerprint: str, price: Price | None, _result: Result) -> Piloted:
    return pilot_first(_result, price)


def _others(visit: Visit, asked: Asked, language: Language) -> Iterator[Named]:
    ours = visit.session.scenario
    if asked.way == CONTRASTED:
        for each in CONTRASTS.values():
            yield language.read(each.name), each.change(ours)
        return
    for key in asked.others(visit):
        theirs = visit.scenario(key)
        if asked.way == CASES:
            yield theirs.name, theirs
        elif asked.way == WORLDS:
            name = language.say("World of {other}", other=theirs.name)
            yield name, composed(theirs, ours, ours.name)
        else:
            name = language.say("Programme of {other}", other=theirs.name)
            yield name, composed(ours, theirs, ours.name)


def notes_of(comparison: Comparison, asked: Asked, language: Language) -> dict[str, str]:
    """Return, by name, what is to be known of the ready-made contrasts, if those are compared."""
    if asked.way != CONTRASTED:
        return {}
    notes = {language.read(each.name): language.read(each.note) for each in CONTRASTS.values()}
    return notes | {name: pilot_sentences(each, language) for name, each in pilotings(comparison)}


@st.cache_resource(max_entries=32, show_spinner=False)
def _dominance(key: tuple[object, ...], _comparison: Comparison, _language: Language) -> Table:
    return dominance_table(_comparison, _language)


def dominance_of(comparison: Comparison, language: Language) -> Table:
    """Return which of each pair dominates; computed once for the same scenarios."""
    prints = (scenario.fingerprint for scenario in comparison.scenarios)
    pilots = (piloting for _, piloting in pilotings(comparison))
    key = (*prints, *pilots, *comparison.names, language.code)
    return _dominance(key, comparison, language)
