"""What a customer of a group does and brings in a month, at a strength of the programme."""

from __future__ import annotations

from cxsim.export.workbook.book import Sheet
from cxsim.export.workbook.inputs import Inputs
from cxsim.export.workbook.terms import Term, either, greatest, least, sum_of
from cxsim.scenario import SEGMENTS

MONTHS_A_YEAR = 12


class CustomerRow:
    """Cells of a sheet, written side by side: what a group's customer does at a strength ε.

    Parameters
    ----------
    sheet : Sheet
    inputs : Inputs
    stem : str
        `groups.NAME`.
    """

    def __init__(self, sheet: Sheet, inputs: Inputs, stem: str) -> None:
        self.sheet = sheet
        self.inputs = inputs
        self.stem = stem
        self.row = 0
        self.at = 0

    def number(self, field: str) -> Term:
        """Return the group's own input."""
        return self.inputs[f"{self.stem}.{field}"]

    def lever(self, name: str) -> Term:
        """Return an input of the programme's levers."""
        return self.inputs[f"programme.levers.{name}"]

    def put(self, term: Term, unit: str = "factor") -> Term:
        """Write a formula into the next cell of the row."""
        self.at += 1
        return self.sheet.formula(self.row, self.at - 1, term, unit)

    def shifted(self, epsilon: Term) -> tuple[dict[str, Term], dict[str, Term]]:
        """Write the mix the survey would measure, and the one that money follows."""
        uplift = self.put(self.lever("promoter_uplift") * epsilon, "share")
        part = self.lever("from_detractors")
        p = {name: self.number(f"mix.{name}") for name in SEGMENTS}
        lost = least(p["promoters"], 0 - uplift)
        first = least(p["detractors"], part * uplift)
        rising = least(p["passives"], uplift - first)
        passives = self.put(either(uplift >= 0, rising, 0 - (1 - part) * lost), "share")
        left = least(p["detractors"], uplift - passives)
        detractors = self.put(either(uplift >= 0, left, 0 - part * lost), "share")
        moved = {
            "promoters": self.put(p["promoters"] + detractors + passives, "share"),
            "passives": self.put(p["passives"] - passives, "share"),
            "detractors": self.put(p["detractors"] - detractors, "share"),
        }
        causal = self.lever("causal_share")
        paid = {n: self.put(p[n] + causal * (moved[n] - p[n]), "share") for n in SEGMENTS}
        return moved, paid

    def rates(self, epsilon: Term, churn: dict[str, dict[str, Term]]) -> dict[str, Term]:
        """Write what a customer does and brings in a month at the strength ε."""
        moved, paid = self.shifted(epsilon)
        leaving = 1 - least(1, self.lever("churn_reduction") * epsilon)
        lost = {n: self.put(least(1, churn[n]["rate"] * leaving)) for n in SEGMENTS}
        won = {n: self.put(self.referred(n, epsilon)) for n in SEGMENTS}
        spent = {n: self.put(self.spending(n, epsilon), "money") for n in SEGMENTS}
        margin = {n: self.put(self.margin(n, epsilon, won[n], spent[n]), "money") for n in SEGMENTS}
        cheaper = 1 - least(1, self.lever("acquisition_cost_reduction") * epsilon)
        bought = self.number("new_customers_per_year") * self.number("acquisition_cost") * cheaper

        def mixed(each: dict[str, Term]) -> Term:
            return sum_of([paid[name] * each[name] for name in SEGMENTS])

        return {
            "growth": self.put(greatest(0, 1 - mixed(lost) + mixed(won) / MONTHS_A_YEAR)),
            "margin": self.put(mixed(margin) / MONTHS_A_YEAR, "money"),
            "spending": self.put(mixed(spent) / MONTHS_A_YEAR, "money"),
            "acquisition": self.put(bought / MONTHS_A_YEAR, "sum"),
            "net_promoters": self.put(moved["promoters"] - moved["detractors"], "share"),
        }

    def referred(self, segment: str, epsilon: Term) -> Term:
        """Return the referrals a year of a segment's customer."""
        own, uplift = self.own(segment, "referrals_per_year"), self.lever("referral_uplift")
        more = own * (1 + greatest(-1, uplift * epsilon))
        return either(own >= 0, more, own * (1 - least(1, uplift * epsilon)))

    def spending(self, segment: str, epsilon: Term) -> Term:
        """Return what a segment's customer spends in a year."""
        dearer = 1 + self.lever("spend_uplift") * epsilon
        purchase = self.own(segment, "spend_per_purchase") * dearer
        return (
            self.own(segment, "purchases_per_year") * purchase + self.lever("cross_sell") * epsilon
        )

    def margin(self, segment: str, epsilon: Term, won: Term, spent: Term) -> Term:
        """Return the contribution margin of a segment's customer in a year."""
        served = 1 - least(1, self.lever("cost_to_serve_reduction") * epsilon)
        service = self.own(segment, "cost_to_serve") * served
        rewards = greatest(0, won) * self.number("referral_cost")
        return self.own(segment, "gross_margin") * spent - service - rewards

    def own(self, segment: str, field: str) -> Term:
        """Return an input of a segment."""
        return self.number(f"{segment}.{field}")
