"""The company's ledger: effect, costs, gains, tax and discounting, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxsim.export.workbook.book import Book, Sheet
from cxsim.export.workbook.customer import MONTHS_A_YEAR
from cxsim.export.workbook.effect import Constants, Steps, curved, effect_of
from cxsim.export.workbook.group import Life, write_group
from cxsim.export.workbook.inputs import Inputs
from cxsim.export.workbook.terms import (
    Cells,
    Term,
    both,
    either,
    greatest,
    month_of,
    months_later,
    power,
    rounded_up,
    same,
    size,
    sum_of,
    term,
    total,
    words,
    year_of,
)
from cxsim.finance import NEAR_ZERO
from cxsim.scenario import Scenario
from cxsim.text.phrase import Phrase, say

COLUMNS: dict[str, tuple[Phrase, str]] = {
    "month": (say("Month"), "whole"),
    "date": (say("Calendar"), "month"),
    "year": (say("Year of the horizon"), "whole"),
    "fiscal": (say("Calendar or fiscal year"), "whole"),
    "counted": (say("Counted (1)"), "whole"),
    "ramp": (say("Share of the ramp"), "share"),
    "grown": (say("Effect, before fading"), "share"),
    "left": (say("Not yet faded"), "share"),
    "effect": (say("Effect of the programme"), "factor"),
    "prices": (say("Level of prices"), "discount"),
    "planned": (say("Cost in today's prices"), "sum"),
    "cost": (say("Cost"), "sum"),
    "gain": (say("Gain in margin, all groups"), "sum"),
    "credited": (say("Credited, at the month's prices"), "sum"),
    "revenue": (say("Gain in revenue (memo)"), "sum"),
    "pretax": (say("Net before tax"), "sum"),
    "losses": (say("Losses brought forward"), "sum"),
    "tax": (say("Tax"), "sum"),
    "benefit": (say("Benefit"), "sum"),
    "net": (say("Net"), "sum"),
    "cumulative": (say("Cumulative"), "sum"),
    "factor": (say("Discount factor"), "discount"),
    "benefit_pv": (say("Benefit, present value"), "sum"),
    "cost_pv": (say("Cost, present value"), "sum"),
    "net_pv": (say("Net, present value"), "sum"),
    "cumulative_pv": (say("Cumulative, present value"), "sum"),
    "cleared": (say("Cumulative, near 0 cleared"), "sum"),
    "below": (say("Month below 0"), "whole"),
    "cleared_pv": (say("Cumulative present value, near 0 cleared"), "sum"),
    "below_pv": (say("Month below 0, present value"), "whole"),
    "with": (say("Customers with the programme"), "count"),
    "without": (say("Customers without"), "count"),
    "nps_with": (say("NPS with"), "nps"),
    "nps_without": (say("NPS without"), "nps"),
}
"""The monthly columns, and their units; each line's cost stands behind them."""
TOP = 13
"""Row of the heads; the start is the row below."""


@dataclass(frozen=True)
class Company:
    """What the results are taken from.

    Attributes
    ----------
    columns : dict of str to Cells
        Of the start and each month, as any sheet refers to them.
    constants : Constants
    lives : list of Life
    sheet : str
        The sheet's name.
    """

    columns: dict[str, Cells]
    constants: Constants
    lives: list[Life]
    sheet: str


class Ledger:
    """The sheet being written.

    Parameters
    ----------
    book : Book
    inputs : Inputs
    scenario : Scenario
    fiscal : Term
        The month in which a year begins.
    """

    def __init__(self, book: Book, inputs: Inputs, scenario: Scenario, fiscal: Term) -> None:
        self.book = book
        self.inputs = inputs
        self.fiscal = fiscal
        self.scenario = scenario
        self.sheet: Sheet = book.sheet(book.language.say("Ledger"), wide=True)
        self.at = {name: column for column, name in enumerate(COLUMNS)}
        self.cells: dict[str, list[Term]] = {name: [] for name in COLUMNS}
        self._heads()
        self.constants = Steps(self.sheet, inputs, scenario).all()

    def _heads(self) -> None:
        language = self.book.language
        self.sheet.text(0, 0, language.say("The company's ledger, month by month"), "title")
        self.sheet.made.set_column(0, 60, 12)
        heads = [language.read(head) for head, _ in COLUMNS.values()]
        cost = language.say("Cost in today's prices")
        heads += [f"{cost}: {line.name}" for line in self.scenario.investments]
        self.sheet.texts(TOP, 0, heads, "head right")
        self.sheet.made.set_row(TOP, 58)
        self.sheet.freeze(TOP + 1, 2)
        self.sheet.spread(3)

    def put(self, t: int, name: str, term: Term) -> Term:
        """Write a month's formula of a column."""
        cell = self.sheet.formula(TOP + 1 + t, self.at[name], term, COLUMNS[name][1])
        self.cells[name].append(cell)
        return cell

    def here(self, name: str, t: int) -> Term:
        """Return the cell of a column in a month, and 0 before the start."""
        return self.cells[name][t] if t >= 0 else term(0)

    def begin(self, months: int) -> None:
        """Write all months' calendar, effect, prices and costs: what no group is needed for."""
        for t in range(months + 1):
            month = self.put(t, "month", self.here("month", t - 1) + 1 if t else term(0))
            self._calendar(t, month)
            self._effect(t, month)
            self.put(
                t, "prices", power(1 + self.inputs["horizon.inflation"], month / MONTHS_A_YEAR)
            )
            self._costs(t, month)

    def _calendar(self, t: int, month: Term) -> None:
        start = self.inputs["horizon.start"]
        unknown, first = same(start, words("")), greatest(0, month - 1)
        day = self.put(t, "date", either(unknown, words(""), months_later(start, first)))
        self.put(t, "year", rounded_up(month / MONTHS_A_YEAR))
        ends_later = both(self.fiscal > 1, month_of(day) >= self.fiscal)
        self.put(t, "fiscal", either(unknown, words(""), year_of(day) + either(ends_later, 1, 0)))
        self.put(t, "counted", either(month <= self.constants["months"], 1, 0))

    def _effect(self, t: int, month: Term) -> None:
        x, left = effect_of(month, self.constants, self.inputs, self.book.language)
        share = self.put(t, "ramp", x)
        grown = self.put(t, "grown", curved(share, self.inputs, self.book.language))
        kept = self.put(t, "left", left)
        self.put(t, "effect", self.constants["strength"] * grown * kept)

    def _costs(self, t: int, month: Term) -> None:
        costs = []
        for place, line in enumerate(self.scenario.investments):
            column, paid = len(COLUMNS) + place, self._paid(line.name, month)
            costs.append(self.sheet.formula(TOP + 1 + t, column, paid, "sum"))
        planned = self.put(t, "planned", sum_of(costs))
        factor = self.constants["cost_factor"]
        self.put(t, "cost", factor * planned * self.here("prices", t))

    def _paid(self, line: str, month: Term) -> Term:
        """Return what a line costs in a month: once before its first one, then by the month."""
        stem, last = f"investments.{line}", self.constants.last[line]
        first = self.inputs[f"{stem}.from_month"]
        due = both(same(month, first - 1), month < last)
        runs = both(month >= first, month <= last)
        monthly = self.inputs[f"{stem}.per_year"] / MONTHS_A_YEAR
        return either(due, self.inputs[f"{stem}.one_off"], 0) + either(runs, monthly, 0)

    def effects(self) -> list[tuple[Term, Term]]:
        """Return each month and the strength of the programme in it."""
        pairs = zip(self.cells["month"][1:], self.cells["effect"][1:], strict=True)
        return [(self.sheet.abroad(month), self.sheet.abroad(effect)) for month, effect in pairs]

    def finish(self, lives: Sequence[Life]) -> None:
        """Write what the groups bring, tax and discounting, and the customers."""
        spent = total(self.sheet.column(self.cells["cost"]))
        for t in range(len(self.cells["month"])):
            groups = [life.months[t - 1] for life in lives] if t else []
            self._gain(t, groups)
            self._tax(t)
            self._discounted(t)
            self._below(t, "", spent)
            self._below(t, "_pv", spent)
            if t:
                self._people(t, groups)

    def _gain(self, t: int, groups: list[dict[str, Term]]) -> None:
        prices, counted = self.here("prices", t), self.here("counted", t)
        gain = self.put(t, "gain", sum_of([group["benefit"] for group in groups]))
        share = either(gain > 0, self.inputs["programme.attribution"], 1)
        self.put(t, "credited", gain * share * prices * counted)
        revenue = sum_of([group["revenue"] for group in groups])
        self.put(t, "revenue", revenue * prices * counted)

    def _tax(self, t: int) -> None:
        """Write a month's tax; a loss saves tax at once, or waits for later gains."""
        pretax = self.put(t, "pretax", self.here("credited", t) - self.here("cost", t))
        waiting = self.here("losses", t - 1) - self.here("pretax", t - 1)
        losses = self.put(t, "losses", greatest(0, waiting))
        carried = self.inputs.chosen("horizon.tax_losses", "carried-forward", self.book.language)
        taxed = either(carried, greatest(0, pretax - losses), pretax)
        tax = self.put(t, "tax", self.inputs["horizon.tax_rate"] * taxed)
        benefit = self.put(t, "benefit", self.here("credited", t) - tax)
        net = self.put(t, "net", benefit - self.here("cost", t))
        self.put(t, "cumulative", self.here("cumulative", t - 1) + net if t else net)

    def _discounted(self, t: int) -> None:
        factor = self.put(t, "factor", self._factor(self.here("month", t)))
        self.put(t, "benefit_pv", self.here("benefit", t) * factor)
        self.put(t, "cost_pv", self.here("cost", t) * factor)
        net = self.put(t, "net_pv", self.here("net", t) * factor)
        self.put(t, "cumulative_pv", self.here("cumulative_pv", t - 1) + net if t else net)

    def _below(self, t: int, which: str, spent: Term) -> None:
        """Write the cumulative flow, 0 where it all but is, and the month if it is below 0."""
        flow = self.here(f"cumulative{which}", t)
        near = size(flow) <= NEAR_ZERO * spent
        cleared = self.put(t, f"cleared{which}", either(near, 0, flow))
        below = both(same(self.here("counted", t), 1), cleared < 0)
        self.put(t, f"below{which}", either(below, self.here("month", t), -1))

    def _factor(self, month: Term) -> Term:
        """Return (1 + rate)^(−y): y by the month, at the year's end or in its middle."""
        language, path = self.book.language, "horizon.discounting"
        years = month / MONTHS_A_YEAR
        whole = rounded_up(years)
        middle = self.inputs.chosen(path, "mid-year", language)
        end = self.inputs.chosen(path, "year-end", language)
        y = either(same(month, 0), 0, either(middle, whole - 0.5, either(end, whole, years)))
        return power(1 + self.inputs["horizon.discount_rate"], 0 - y)

    def _people(self, t: int, groups: list[dict[str, Term]]) -> None:
        for side in ("with", "without"):
            count = self.put(t, side, sum_of([group[side] for group in groups]))
            balance = sum_of([group[f"balance_{side}"] for group in groups])
            self.put(t, f"nps_{side}", either(count > 0, 100 * balance / count, words("")))

    def columns(self) -> dict[str, Cells]:
        """Return the columns as any sheet refers to them; the start has no customers."""
        return {name: self.sheet.column(cells, abroad=True) for name, cells in self.cells.items()}


def write_ledgers(book: Book, inputs: Inputs, scenario: Scenario, fiscal: Term) -> Company:
    """Write the company's ledger and each group's; `fiscal` is the month a year begins in."""
    ledger = Ledger(book, inputs, scenario, fiscal)
    ledger.begin(scenario.horizon.months)
    effects = ledger.effects()
    common = ledger.constants["churn_factor"], ledger.constants["month_ahead"]
    lives = [
        write_group(book, inputs, scenario, place, effects, common)
        for place in range(1, len(scenario.groups) + 1)
    ]
    ledger.finish(lives)
    return Company(ledger.columns(), ledger.constants, lives, ledger.sheet.name)
