"""The ledger of one group: what the programme does to its customers, month by month."""

from __future__ import annotations

from dataclasses import dataclass

from cxsim.export.workbook.book import Book
from cxsim.export.workbook.customer import MONTHS_A_YEAR, CustomerRow
from cxsim.export.workbook.heads import (
    CHURN_HEADS,
    COLUMN_OF_CUSTOMERS,
    HEADS_FIRST,
    HEADS_LAST,
    HEADS_SEGMENTS,
)
from cxsim.export.workbook.inputs import Inputs
from cxsim.export.workbook.names import sheet_name
from cxsim.export.workbook.terms import (
    Cells,
    Term,
    any_of,
    either,
    least,
    power,
    sum_of,
    term,
    words,
)
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.text.labels import SEGMENT_NAMES
from cxsim.text.language import DASH
from cxsim.text.phrase import say

TOP = 11
"""Row of the column heads; the row below is the group without the programme."""


@dataclass(frozen=True)
class Life:
    """What a group's ledger gives to the company's, as any sheet refers to it.

    Attributes
    ----------
    months : list of dict of str to Term
        `benefit`, `revenue`, `with`, `without`, `balance_with`, `balance_without` of each month.
    customers_with, customers_without : Cells
        At the start of each month, and after the last.
    lifetime : Term
        Lifetime value of a customer of today's mix; a text where it has no limit.
    """

    months: list[dict[str, Term]]
    customers_with: Cells
    customers_without: Cells
    lifetime: Term


class GroupLedger(CustomerRow):
    """The sheet of one group being written.

    Parameters
    ----------
    book : Book
    inputs : Inputs
    stem : str
        `groups.NAME`.
    place : int
        Of the group among all, from 1.
    """

    def __init__(self, book: Book, inputs: Inputs, stem: str, place: int) -> None:
        name = stem.partition(".")[2]
        super().__init__(book.sheet(sheet_name(place, name), wide=True), inputs, stem)
        self.sheet.text(0, 0, name, "title")
        self.sheet.widths(18)
        self.sheet.made.set_column(1, 60, 11)

    def monthly_churn(self, factor: Term) -> dict[str, dict[str, Term]]:
        """Write the monthly churn of each segment, calm and with what events do to it."""
        found: dict[str, dict[str, Term]] = {}
        language = self.sheet.book.language
        heads = [language.read(say("Segment")), *(language.read(h) for h in CHURN_HEADS)]
        self.sheet.texts(2, 0, heads)
        self.row = 3
        for name in SEGMENTS:
            self.sheet.text(self.row, 0, language.read(SEGMENT_NAMES[name]))
            self.at = 1
            kept = power(1 - self.number(f"{name}.churn"), term(1) / MONTHS_A_YEAR)
            calm = self.put(1 - kept)
            rate = self.put(least(1, calm * factor))
            found[name] = {"calm": calm, "rate": rate}
            self.row += 1
        return found

    def lifetime(self, churn: dict[str, dict[str, Term]], month_ahead: Term) -> Term:
        """Write the lifetime value of each segment's customer today, and of the mix."""
        worth, kept_all = [], []
        for row, name in enumerate(SEGMENTS, 3):
            self.row, self.at = row, 3
            spent = self.own(name, "purchases_per_year") * self.own(name, "spend_per_purchase")
            served = self.own(name, "cost_to_serve")
            margin = self.put(
                (self.own(name, "gross_margin") * spent - served) / MONTHS_A_YEAR, "money"
            )
            kept = self.put((1 - churn[name]["calm"]) * month_ahead)
            value = margin * month_ahead / (1 - kept)
            worth.append(self.put(either(kept >= 1, words(DASH), value), "money"))
            kept_all.append(kept)
        self.row, self.at = 6, 5
        self.sheet.text(6, 0, self.sheet.book.language.say("Today's mix"), "total")
        shares = [self.number(f"mix.{name}") for name in SEGMENTS]
        whole = sum_of([share * each for share, each in zip(shares, worth, strict=True)])
        endless = any_of(*(kept >= 1 for kept in kept_all))
        return self.put(either(endless, words(DASH), whole), "money")

    def before(self, churn: dict[str, dict[str, Term]]) -> dict[str, Term]:
        """Write the row of the group without the programme."""
        self.row = TOP + 1
        self.sheet.text(self.row, 0, self.sheet.book.language.say("Without"))
        self.at = 1
        return self.rates(self.put(term(0)), churn)

    def month(
        self,
        company: tuple[Term, Term],
        churn: dict[str, dict[str, Term]],
        before: dict[str, Term],
        customers: tuple[Term, Term],
    ) -> tuple[dict[str, Term], tuple[Term, Term]]:
        """Write one month; return what it gives to the company, and the next month's customers."""
        self.row, self.at = self.row + 1, 0
        month, effect = company
        self.put(month, "whole")
        now = self.rates(self.put(self.number("response") * effect), churn)
        with_, without = (self.put(each, "count") for each in customers)
        gained = self.put(with_ * now["margin"] - now["acquisition"], "sum")
        usual = self.put(without * before["margin"] - before["acquisition"], "sum")
        flows = {
            "with": with_,
            "without": without,
            "benefit": self.put(gained - usual, "sum"),
            "revenue": self.put(with_ * now["spending"] - without * before["spending"], "sum"),
            "balance_with": self.put(with_ * now["net_promoters"], "count"),
            "balance_without": self.put(without * before["net_promoters"], "count"),
        }
        new = self.number("new_customers_per_year") / MONTHS_A_YEAR
        ahead = with_ * now["growth"] + new, without * before["growth"] + new
        return flows, ahead

    def heads(self) -> None:
        """Write the heads of the monthly columns."""
        language = self.sheet.book.language
        texts = [language.read(head) for head in HEADS_FIRST]
        for head in HEADS_SEGMENTS:
            for name in SEGMENTS:
                segment = language.read(SEGMENT_NAMES[name])
                texts.append(f"{language.read(head)}: {segment}")
        texts += [language.read(head) for head in HEADS_LAST]
        self.sheet.texts(TOP, 0, texts, "head right")
        self.sheet.made.set_row(TOP, 58)
        self.sheet.freeze(TOP + 1, 1)
        self.sheet.spread(3)


def write_group(
    book: Book,
    inputs: Inputs,
    scenario: Scenario,
    place: int,
    effects: list[tuple[Term, Term]],
    common: tuple[Term, Term],
) -> Life:
    """Write the ledger of a group.

    Parameters
    ----------
    book : Book
    inputs : Inputs
    scenario : Scenario
    place : int
        Of the group among all, from 1.
    effects : list of (Term, Term)
        Each month and the strength of the programme in it.
    common : (Term, Term)
        What events do to churn, and what money a month ahead is worth.
    """
    stem = f"groups.{scenario.groups[place - 1].name}"
    ledger = GroupLedger(book, inputs, stem, place)
    churn = ledger.monthly_churn(common[0])
    lifetime = ledger.lifetime(churn, common[1])
    ledger.heads()
    before = ledger.before(churn)
    start = ledger.number("customers")
    customers, months = (start, start), []
    for company in effects:
        flows, customers = ledger.month(company, churn, before, customers)
        months.append(flows)
    return _life(ledger, months, customers, lifetime)


def _life(
    ledger: GroupLedger,
    months: list[dict[str, Term]],
    after: tuple[Term, Term],
    lifetime: Term,
) -> Life:
    """Write the customers after the last month, and return what the company takes."""
    sheet = ledger.sheet
    sheet.text(ledger.row + 1, 0, sheet.book.language.say("After the last month"), "total")
    at = COLUMN_OF_CUSTOMERS
    ends = [sheet.formula(ledger.row + 1, at + k, each, "count") for k, each in enumerate(after)]
    columns = [
        sheet.column([*(month[key] for month in months), end], abroad=True)
        for key, end in zip(("with", "without"), ends, strict=True)
    ]
    return Life(
        [{key: sheet.abroad(cell) for key, cell in month.items()} for month in months],
        columns[0],
        columns[1],
        sheet.abroad(lifetime),
    )
