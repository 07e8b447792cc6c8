"""What the data does not support, in plain words. "No effect found" is an answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cxsim.baseline.churn import losses_by_score
from cxsim.baseline.company import Company
from cxsim.baseline.drivers import Drivers
from cxsim.baseline.estimates import Z90
from cxsim.baseline.matching import Gap
from cxsim.baseline.sbg import Retention
from cxsim.text.labels import FIELDS
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import Series, count, money, number, share

HORIZON = 5
LARGE_MISS = 0.05


@dataclass(frozen=True)
class Doubt:
    """Something to know before the numbers are used.

    Parameters
    ----------
    id : str
        Of which sort it is.
    words : Phrase
    """

    id: str
    words: Phrase


def doubts(
    firm: Company, found: Drivers, gaps: list[Gap], kept: Retention | None, currency: str
) -> list[Doubt]:
    """Return what the data does not support, the gravest first."""
    return [
        *_leakage(firm, found),
        *_spend(firm, currency),
        *_survivors(firm, found),
        *_no_difference(firm, found),
        *_scale(firm),
        *_late(firm),
        *_constant(kept),
        *_evidence(gaps, currency),
        *_unmeasured(found),
    ]


def _leakage(firm: Company, found: Drivers) -> Iterator[Doubt]:
    """Scores of which everybody or nobody left."""
    if not found.left_out.get("churn"):
        return
    scores = losses_by_score(firm)
    words = say(
        "By score the churn is {listed}. Cells of 0% and 100% mean that the question was asked "
        "after leaving, or that the score was made from it: it cannot tell who will leave. The "
        "churn of segments is not used; the group's own stands in, spread by the neutral index.",
        listed=Series(tuple((number(s, 0), share(lost / n, 0)) for s, n, lost in scores)),
    )
    yield Doubt("leakage", words)


def _spend(firm: Company, currency: str) -> Iterator[Doubt]:
    """Spend that falls as satisfaction rises."""
    rows = _spend_by_score(firm)
    if len(rows) < 2:
        return
    slope, error = _slope(rows)
    if slope + Z90 * error < 0:
        yield Doubt(
            "falling spend",
            say(
                "Spend falls as satisfaction rises: from {first} at {low} to {last} at {high}. "
                "Who pays more may expect more; better experience is then no reason for more "
                "spend in this data.",
                first=money(rows[0][2], currency),
                last=money(rows[-1][2], currency),
                low=number(rows[0][0], 0),
                high=number(rows[-1][0], 0),
            ),
        )


def _spend_by_score(firm: Company) -> list[tuple[float, int, float, float]]:
    """Return score, customers, mean spend and its standard error, of scores shown by enough."""
    if "customers.charge" in firm.known:
        spend = "SELECT customer, charge AS v FROM base WHERE charge IS NOT NULL"
    elif "transactions.amount" in firm.known:
        spend = "SELECT customer, sum(amount) AS v FROM money GROUP BY customer"
    else:
        return []
    rows = firm.rows(
        f"""SELECT score, count(*), avg(v), stddev_samp(v) / sqrt(count(*))
        FROM (SELECT customer, last(score ORDER BY day, row) AS score FROM answers
            WHERE score IS NOT NULL GROUP BY customer)
        JOIN ({spend}) USING (customer) GROUP BY score HAVING count(*) >= 10 ORDER BY score"""
    )
    return [(s, n, float(mean), float(error or 0)) for s, n, mean, error in rows]


def _slope(rows: list[tuple[float, int, float, float]]) -> tuple[float, float]:
    """Return the slope of spend over score, weighted by customers, and its standard error."""
    x, n, y, errors = zip(*rows, strict=True)
    whole = sum(n)
    centre = math.fsum(w * a for w, a in zip(n, x, strict=True)) / whole
    spread = math.fsum(w * (a - centre) ** 2 for w, a in zip(n, x, strict=True))
    if spread == 0:
        return 0.0, math.inf
    pulls = [w * (a - centre) / spread for w, a in zip(n, x, strict=True)]
    slope = math.fsum(p * b for p, b in zip(pulls, y, strict=True))
    return slope, math.sqrt(math.fsum((p * e) ** 2 for p, e in zip(pulls, errors, strict=True)))


def _survivors(firm: Company, found: Drivers) -> Iterator[Doubt]:
    """A list of customers in which nobody has left."""
    if "customers.customer" in firm.known and not any(each.lost for each in found.losses.values()):
        yield Doubt(
            "survivors",
            say(
                "Nobody in these files has left: they hold survivors only. Churn cannot be "
                "measured, and what was spent is too high, for those who left spent too."
            ),
        )


def _no_difference(firm: Company, found: Drivers) -> Iterator[Doubt]:
    """Drivers in which promoters cannot be told from detractors."""
    for field, cells in found.cells.items():
        for group in firm.groups:
            first, last = cells.get((group, 0)), cells.get((group, 2))
            if first is None or last is None or first.raw is None or last.raw is None:
                continue
            gap = first.raw.value - last.raw.value
            error = math.hypot(first.raw.sd, last.raw.sd)
            if error > 0 and abs(gap) < Z90 * error:
                yield Doubt(
                    "no difference",
                    say(
                        "No effect found: in “{group}” promoters and detractors cannot be told "
                        "apart by {driver}.",
                        group=group,
                        driver=FIELDS[field].name,
                    ),
                )


def _scale(firm: Company) -> Iterator[Doubt]:
    for file in firm.reading.of("survey"):
        for question, answer in file.settled:
            if question.key.endswith("/recommend.scale") and answer != "0-10":
                yield Doubt(
                    "scale",
                    say(
                        "The answers of {file} are on a scale of {scale}, not 0 to 10: its NPS "
                        "cannot be set beside that of others.",
                        file=file.label,
                        scale=answer.replace("-", "–"),
                    ),
                )


def _late(firm: Company) -> Iterator[Doubt]:
    if firm.late:
        yield Doubt(
            "late",
            say(
                "Answers given after their customer had left: {n}; they count for the mix and "
                "for no driver.",
                n=count(firm.late),
            ),
        )


def _constant(kept: Retention | None) -> Iterator[Doubt]:
    """By how much one churn for all years errs."""
    if kept is None:
        return
    miss = kept.error_of_constant(HORIZON)
    words = say(
        "Churn falls with tenure: {first} in the first year, {later} in the fifth "
        "(shifted-beta-geometric: α {alpha}, β {beta}). One churn for all years would put those "
        "still there after five years {miss} off.",
        first=share(kept.hazard(1)),
        later=share(kept.hazard(HORIZON)),
        alpha=number(kept.alpha, 3),
        beta=number(kept.beta, 3),
        miss=share(miss),
    )
    if abs(miss) >= LARGE_MISS:
        yield Doubt("constant churn", words)


def _evidence(gaps: list[Gap], currency: str) -> Iterator[Doubt]:
    """The gap between segments raw and after matching: evidence on the causal share."""
    for gap in gaps:
        if gap.remaining is None or gap.matched is None:
            continue
        write = (lambda v: money(v, currency)) if gap.field == "spend" else share
        matched, low, high = map(write, gap.matched)
        yield Doubt(
            "evidence",
            say(
                "{what}: promoters and detractors are {raw} apart, {matched} ({low} to {high}) "
                "among customers of like group and tenure. That is evidence on the causal share, "
                "no estimate of it: unobserved causes remain, and only an experiment settles it.",
                what=_WHAT[gap.field],
                raw=write(gap.raw[0]),
                matched=matched,
                low=low,
                high=high,
            ),
        )


_WHAT = {"spend": say("Spend a year"), "churn": say("Churn a year")}


def _unmeasured(found: Drivers) -> Iterator[Doubt]:
    """Drivers of which the files say nothing."""
    for field in ("purchases_per_year", "churn", "cost_to_serve", "referrals_per_year"):
        if field not in found.whole or not found.whole[field]:
            yield Doubt(
                "unmeasured",
                say(
                    "{driver}: these files say nothing of it; the neutral default stands in.",
                    driver=FIELDS[field].name,
                ),
            )
