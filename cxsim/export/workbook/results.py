"""The results of the plan, by formulas on the ledger, beside what they were at export."""

from __future__ import annotations

from collections.abc import Callable

from cxsim.export.workbook.book import Book, Sheet
from cxsim.export.workbook.inputs import Inputs
from cxsim.export.workbook.ledger import Company
from cxsim.export.workbook.terms import (
    Term,
    any_of,
    both,
    either,
    largest,
    pick,
    power,
    same,
    size,
    sum_of,
    total,
    words,
)
from cxsim.finance import NEAR_ZERO
from cxsim.text.language import DASH
from cxsim.text.phrase import say
from cxsim.text.results import RESULT_LABELS

TOP = 4
UNITS = {"money": "sum", "ratio": "ratio", "months": "months"}


def write_results(
    book: Book,
    sheet: Sheet,
    inputs: Inputs,
    company: Company,
    exported: Callable[[str], float | None],
) -> dict[str, Term]:
    """Write each result as it is now and as it was at export; return their cells.

    Parameters
    ----------
    book : Book
    sheet : Sheet
    inputs : Inputs
    company : Company
    exported : callable
        The plan's result by name; None where it is undefined.
    """
    language = book.language
    sheet.text(0, 0, language.say("Results of the plan"), "title")
    sheet.made.merge_range(1, 0, 1, 4, "")
    sheet.text(1, 0, language.read(NOTE), "note")
    sheet.made.set_row(1, 44)
    sheet.widths(34, 20, 20, 20, 85)
    heads = say("Result"), say("Now"), say("At export"), say("Difference"), say("What it means")
    sheet.texts(TOP - 1, 0, [language.read(head) for head in heads])
    sheet.text(TOP - 1, 4, language.read(heads[4]), "head", indent=1, align="left")
    sheet.texts(TOP - 1, 1, [language.read(head) for head in heads[1:4]], "head right")
    sheet.freeze(TOP, 1)
    found: dict[str, Term] = {}
    for row, (name, result) in enumerate(_formulas(sheet, inputs, company).items(), TOP):
        label = RESULT_LABELS[name]
        unit = UNITS[label.unit]
        sheet.text(row, 0, language.read(label.name))
        now = sheet.formula(row, 1, result, unit, "figure")
        value = exported(name)
        was = sheet.number(row, 2, DASH_VALUE if value is None else value, unit, "known")
        sheet.formula(row, 3, _difference(now, was), unit)
        sheet.text(row, 4, language.read(label.help), "beside")
        sheet.fit(row, (language.read(label.help), 85))
        found[name] = book.define(f"result_{name}", sheet.abroad(now))
    return found


NOTE = say(
    "If everything goes to plan: every uncertain number at its mean, no event. These are "
    "formulas and follow the assumptions. What the simulation found stands on the sheets "
    "behind, and does not."
)
DASH_VALUE = float("nan")


def _difference(now: Term, was: Term) -> Term:
    """Return how far a result has moved; 0 where only the last digits differ."""
    moved = either(size(now - was) <= NEAR_ZERO * size(was), 0, now - was)
    return either(both(is_number(now), is_number(was)), moved, words(""))


def is_number(cell: Term) -> Term:
    """Return whether a cell holds a number."""
    known = not isinstance(cell.value, str) and cell.value == cell.value
    return Term(f"ISNUMBER({cell.text})", float(known))


def _formulas(sheet: Sheet, inputs: Inputs, company: Company) -> dict[str, Term]:
    """Return the formula of each result, in the order in which they are reported."""
    columns = company.columns
    benefit, cost = total(columns["benefit"]), total(columns["cost"])
    benefit_pv, cost_pv = total(columns["benefit_pv"]), total(columns["cost_pv"])
    place = {name: sheet.cell(TOP + row, 1, 0.0).text for row, name in enumerate(RESULT_LABELS)}
    spent = Term(place["cost"], cost.value)
    gained = Term(place["benefit"], benefit.value)
    found = {
        "roi": _ratio(gained, spent),
        "roi_pv": _ratio(benefit_pv, cost_pv),
        "npv": benefit_pv - cost_pv,
        "benefit": benefit,
        "cost": cost,
        "revenue": total(columns["revenue"]),
        "payback_months": _payback(company, "", spent),
        "payback_months_discounted": _payback(company, "_pv", spent),
        "beyond_horizon": _beyond(inputs, company),
    }
    return {name: found[name] for name in RESULT_LABELS}


def _ratio(benefit: Term, cost: Term) -> Term:
    return either(same(cost, 0), words(DASH), (benefit - cost) / cost)


def _payback(company: Company, which: str, spent: Term) -> Term:
    """Return the point after which the cumulative flow stays at 0 or above, within its month."""
    flows, last = company.columns[f"cleared{which}"], largest(company.columns[f"below{which}"])
    behind, ahead = pick(flows, last + 1), pick(flows, last + 2)
    point = last + behind / (behind - ahead)
    never = any_of(same(spent, 0), last >= company.constants["months"])
    return either(never, words(DASH), either(last < 0, 0, point))


def _beyond(inputs: Inputs, company: Company) -> Term:
    """Return what the customers gained by the end are worth over their whole life."""
    months = company.constants["months"]
    parts = []
    for life in company.lives:
        gained = pick(life.customers_with, months + 1) - pick(life.customers_without, months + 1)
        parts.append(gained * life.lifetime)
    last = pick(company.columns["factor"], months + 1)
    after_tax = power(1 + inputs["horizon.inflation"], inputs["horizon.years"])
    worth = sum_of(parts) * last * (after_tax * (1 - inputs["horizon.tax_rate"]))
    endless = any_of(*(same(life.lifetime, words(DASH)) for life in company.lives))
    return either(endless, words(DASH), worth)
