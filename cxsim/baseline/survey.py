"""What a survey measures, with intervals: NPS, satisfaction, effort, response."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from cxsim.baseline.company import Company
from cxsim.baseline.estimates import Z95, wilson

FEWEST = 10
"""Customers of a cell that may be shown."""
By = Literal["all", "group", "month", "stage"]
Answering = Literal["all", "group", "month", "stage", "gone", "here"]
STAGES = ("awareness", "consideration", "decision", "retention", "advocacy")


@dataclass(frozen=True)
class Nps:
    """A net promoter score; shares in [−1, 1], intervals of 95 %.

    Parameters
    ----------
    promoters, passives, detractors : int
    """

    promoters: int
    passives: int
    detractors: int

    @property
    def answers(self) -> int:
        """All of them."""
        return self.promoters + self.passives + self.detractors

    @property
    def value(self) -> float:
        """Share of promoters less share of detractors."""
        return (self.promoters - self.detractors) / self.answers if self.answers else math.nan

    @property
    def half_width(self) -> float:
        """Wald: 1.96 · √((p + d − (p − d)²)/n)."""
        return _wald(self.promoters, self.detractors, self.answers)[1]

    @property
    def adjusted(self) -> tuple[float, float]:
        """Adjusted Wald: three answers more, ¾ of a promoter and of a detractor among them.

        Rocks, The American Statistician 70 (2016); holds its 95 % in small samples too.
        """
        return _wald(self.promoters + 0.75, self.detractors + 0.75, self.answers + 3)

    @property
    def noise(self) -> float:
        """The change that two such surveys differ by for chance alone, 19 times in 20."""
        return math.sqrt(2) * self.half_width


def _wald(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    if n <= 0:
        return math.nan, math.nan
    value = (promoters - detractors) / n
    return value, Z95 * math.sqrt(max(0.0, (promoters + detractors) / n - value**2) / n)


@dataclass(frozen=True)
class Measure:
    """What a part of the answers shows.

    Parameters
    ----------
    by : {"all", "group", "month", "stage"}
    name : str
        Of the group or stage; of a month 2026-03.
    nps : Nps or None
        None where fewer than ten answered.
    satisfied : tuple of float or None
        Share satisfied (CSAT), and the ends of its Wilson interval.
    effort : tuple of float or None
        Mean effort (CES), and the ends of its interval.
    answers : int
    """

    by: By
    name: str
    nps: Nps | None
    satisfied: tuple[float, float, float] | None
    effort: tuple[float, float, float] | None
    answers: int


@dataclass(frozen=True)
class Response:
    """Who answered, of those who could.

    Parameters
    ----------
    by : {"all", "group", "month", "stage", "gone", "here"}
        All, one group, those who have left since, those who have not: customers. Of one month or
        one stage: invitations.
    name : str
        Of the group or stage; of a month 2026-03.
    asked, answered : int
    """

    by: Answering
    name: str
    asked: int
    answered: int

    @property
    def rate(self) -> tuple[float, float, float]:
        """Share that answered, and the ends of its Wilson interval."""
        return wilson(self.answered, self.asked)


KEYS: dict[By, str] = {
    "all": "''",
    "group": "coalesce(b.grp, '')",
    "month": "strftime(a.day, '%Y-%m')",
    "stage": "lower(a.stage)",
}


def measures(firm: Company) -> list[Measure]:
    """Return what the survey shows: in all, by group, by month, by stage of the journey."""
    ways: list[By] = ["all"]
    ways += ["group"] if len(firm.groups) > 1 else []
    ways += ["month"] if "survey.day" in firm.known else []
    ways += ["stage"] if "survey.stage" in firm.known else []
    found = [measure for by in ways for measure in _measures(firm, by)]
    return [m for m in found if m.by == "all" or m.name]


def _measures(firm: Company, by: By) -> list[Measure]:
    rows = firm.rows(
        f"""SELECT {KEYS[by]} AS name, count(*) FILTER (segment = 0),
            count(*) FILTER (segment = 1), count(*) FILTER (segment = 2),
            count(*) FILTER (satisfied), count(satisfied),
            avg(effort), stddev_samp(effort), count(effort),
            count(coalesce(segment, satisfied::INT, effort))
        FROM answers a LEFT JOIN base b USING (customer) GROUP BY name ORDER BY name"""
    )
    found = [_measure(by, *row) for row in rows if row[0] is not None and row[-1] > 0]
    return sorted(found, key=_order) if by == "stage" else found


def _order(measure: Measure | Response) -> int:
    """Stages in the order of the journey, others after them."""
    return STAGES.index(measure.name) if measure.name in STAGES else len(STAGES)


def _measure(
    by: By,
    name: str,
    promoters: int,
    passives: int,
    detractors: int,
    satisfied: int,
    rated: int,
    effort: float | None,
    sd: float | None,
    strained: int,
    answers: int,
) -> Measure:
    nps = Nps(promoters, passives, detractors)
    half = Z95 * (sd or 0.0) / math.sqrt(strained) if strained else 0.0
    return Measure(
        by,
        name,
        nps if nps.answers >= FEWEST else None,
        wilson(satisfied, rated) if rated >= FEWEST else None,
        (effort, effort - half, effort + half)
        if effort is not None and strained >= FEWEST
        else None,
        answers,
    )


def responses(firm: Company) -> list[Response]:
    """Return who answered: in all, by group, by whether they have left, by month, by stage.

    Invited are the rows of the survey without an answer too; where there are none, all customers
    who were there while it ran, and no month or stage says who was asked.
    """
    blank = firm.one("SELECT count(*) FROM answers WHERE segment IS NULL")
    if "customers.customer" not in firm.known and not blank:
        return []
    invited = "SELECT DISTINCT customer FROM answers"
    if not blank:
        invited = """SELECT customer FROM base, (SELECT min(day) AS f, max(day) AS l FROM answers)
            WHERE coalesce(ended, DATE '9999-01-01') >= coalesce(f, DATE '1900-01-01')
            AND coalesce(started, DATE '1900-01-01') <= coalesce(l, DATE '9999-01-01')"""
    rows = firm.rows(
        f"""WITH i AS (SELECT customer, b.grp, coalesce(b.gone, b.ended IS NOT NULL) AS gone,
                customer IN (SELECT customer FROM answers WHERE segment IS NOT NULL) AS answered
            FROM ({invited}) LEFT JOIN base b USING (customer))
        SELECT grp, gone, count(*), count(*) FILTER (answered) FROM i
        GROUP BY GROUPING SETS ((), (grp), (gone)) ORDER BY grp NULLS FIRST, gone NULLS FIRST"""
    )
    found = [Response(*_who(grp, gone), asked, done) for grp, gone, asked, done in rows if asked]
    return found + (_invitations(firm, "month") + _invitations(firm, "stage") if blank else [])


def _invitations(firm: Company, by: Literal["month", "stage"]) -> list[Response]:
    """Return the invitations of each month or stage; nothing where some do not say of which."""
    key = KEYS[by]
    if firm.one(f"SELECT count(*) FROM answers a WHERE segment IS NULL AND {key} IS NULL"):
        return []
    rows = firm.rows(
        f"""SELECT {key} AS name, count(*), count(segment) FROM answers a
        WHERE name IS NOT NULL GROUP BY name ORDER BY name"""
    )
    found = [Response(by, *row) for row in rows]
    return sorted(found, key=_order) if by == "stage" else found


def _who(grp: str | None, gone: bool | None) -> tuple[Answering, str]:
    if gone is not None:
        return ("gone" if gone else "here"), ""
    return ("group", grp) if grp else ("all", "")
