"""What does not change over the months: strength, delay and end of funding, with events or none."""

from __future__ import annotations

from dataclasses import dataclass

from cxsim.export.workbook.book import Sheet
from cxsim.export.workbook.customer import MONTHS_A_YEAR
from cxsim.export.workbook.entries import FIRED
from cxsim.export.workbook.inputs import Inputs
from cxsim.export.workbook.terms import (
    Term,
    both,
    either,
    greatest,
    least,
    power,
    same,
    term,
    words,
)
from cxsim.scenario import Scenario
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say

HEADS: dict[str, Phrase] = {
    "months": say("Months counted"),
    "delay": say("Delay, months"),
    "strength": say("Full effect"),
    "cost_factor": say("Factor on every cost"),
    "churn_factor": say("Factor on churn"),
    "funded": say("Last month funded"),
    "fades_from": say("Effect fades from month"),
    "dearer": say("Prices, times a month"),
    "month_ahead": say("Money a month ahead"),
}


@dataclass(frozen=True)
class Constants:
    """Cells that all months share; `last` is each line's last month that is paid."""

    cells: dict[str, Term]
    last: dict[str, Term]

    def __getitem__(self, name: str) -> Term:
        return self.cells[name]


class Steps:
    """The constants being written, one below the other.

    Parameters
    ----------
    sheet : Sheet
    inputs : Inputs
    scenario : Scenario
    """

    def __init__(self, sheet: Sheet, inputs: Inputs, scenario: Scenario) -> None:
        self.sheet = sheet
        self.inputs = inputs
        self.scenario = scenario
        self.row = 2
        self.cells: dict[str, Term] = {}

    def put(self, name: str, term: Term, unit: str = "factor") -> Term:
        """Write a constant, its name beside it."""
        self.sheet.text(self.row, 0, self.sheet.book.language.read(HEADS[name]))
        cell = self.sheet.formula(self.row, 2, term, unit)
        self.cells[name] = self.sheet.abroad(cell)
        self.row += 1
        return cell

    def struck(self, start: Term, field: str, added: bool = False) -> Term:
        """Return a number changed by each event that is let happen."""
        for event in self.scenario.risk_events:
            happens = same(self.inputs[f"risk_events.{event.name}.{FIRED}"], 1)
            own = self.inputs[f"risk_events.{event.name}.{field}"]
            start = start + either(happens, own, 0) if added else start * either(happens, own, 1)
        return start

    def all(self) -> Constants:
        """Write all constants and return their cells."""
        inputs, programme = self.inputs, "programme"
        scale, ramp = inputs[f"{programme}.scale"], inputs[f"{programme}.ramp_months"]
        months = self.put("months", inputs["horizon.years"] * MONTHS_A_YEAR, "whole")
        delay = self.put(
            "delay",
            self.struck(inputs[f"{programme}.delay_months"], "delay_months", added=True),
            "months",
        )
        self.put(
            "strength", self.struck(power(scale, inputs[f"{programme}.returns"]), "effect_factor")
        )
        overrun = 1 + inputs[f"{programme}.cost_overrun"]
        self.put("cost_factor", self.struck(scale * overrun, "cost_factor"))
        self.put("churn_factor", self.struck(term(1), "churn_factor"))
        last = {line.name: self._last(line.name, months) for line in self.scenario.investments}
        funded = self.put("funded", self._funded(last), "whole")
        self.put("fades_from", greatest(delay + ramp, funded), "months")
        month = term(1) / MONTHS_A_YEAR
        dearer = self.put("dearer", power(1 + inputs["horizon.inflation"], month))
        ahead = power(1 + inputs["horizon.discount_rate"], 0 - month)
        self.put("month_ahead", ahead * dearer)
        return Constants(self.cells, last)

    def _last(self, line: str, months: Term) -> Term:
        to = self.inputs[f"investments.{line}.to_month"]
        return either(same(to, words("")), months, least(to, months))

    def _funded(self, last: dict[str, Term]) -> Term:
        """Return the last month in which a line with a yearly cost is paid."""
        ends = []
        for name, end in last.items():
            stem = f"investments.{name}"
            runs = self.inputs[f"{stem}.from_month"] <= end
            ends.append(either(both(self.inputs[f"{stem}.per_year"] > 0, runs), end, 0))
        return greatest(0, *ends)


def effect_of(
    month: Term, constants: Constants, inputs: Inputs, language: Language
) -> tuple[Term, Term]:
    """Return the share of the full effect in a month, and what has not faded of it.

    Linear x, or 3x² − 2x³; (1 − fade)^(months since funding stopped/12).
    """
    elapsed, ramp = month - constants["delay"], inputs["programme.ramp_months"]
    grown = least(1, greatest(0, elapsed / ramp))
    x = either(ramp > 0, grown, either(elapsed > 0, 1, 0))
    since = greatest(0, month - constants["fades_from"]) / MONTHS_A_YEAR
    return x, power(1 - inputs["programme.fade_rate"], since)


def curved(x: Term, inputs: Inputs, language: Language) -> Term:
    """Return the effect of a share of the ramp, by the ramp's shape."""
    s_curve = inputs.chosen("programme.ramp", "s-curve", language)
    return either(s_curve, x * x * (3 - 2 * x), x)
