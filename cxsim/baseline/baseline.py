"""The sentence that joins them: files → questions → company → measures, drivers → scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cxsim.baseline.asking import Asked, Choice, Question
from cxsim.baseline.case import scenario_of
from cxsim.baseline.company import Company, company
from cxsim.baseline.desk import Desk, Reading
from cxsim.baseline.doubts import Doubt, doubts
from cxsim.baseline.drivers import Drivers, drivers
from cxsim.baseline.matching import Gap, gaps
from cxsim.baseline.memory import CASE, Memory
from cxsim.baseline.pilot import LEVERS, Pilot, read_pilot
from cxsim.baseline.sbg import Retention, retention
from cxsim.baseline.service import Outcome, Resolution, outcomes, resolutions
from cxsim.baseline.sources import Tell
from cxsim.baseline.survey import Measure, Response, measures, responses
from cxsim.scenario import Scenario
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "JPY")


@dataclass(frozen=True)
class Baseline:
    """What a company's files say.

    Parameters
    ----------
    company : Company
    currency : str
    measures : list of Measure
    responses : list of Response
    resolutions : list of Resolution
    outcomes : mapping of bool to Outcome
        Of contacts resolved at first contact, and of those that were not.
    drivers : Drivers
    gaps : list of Gap
    retention : Retention or None
    pilots : list of Pilot
    doubts : list of Doubt
    notes : list of Phrase
    """

    company: Company
    currency: str
    measures: list[Measure]
    responses: list[Response]
    resolutions: list[Resolution]
    outcomes: Mapping[bool, Outcome]
    drivers: Drivers
    gaps: list[Gap]
    retention: Retention | None
    pilots: list[Pilot]
    doubts: list[Doubt]
    notes: list[Phrase]

    def scenario(self, name: str, margin: float | None, tell: Tell, today: date) -> Scenario:
        """Return the scenario they make; its sources are written by `tell`."""
        return scenario_of(
            self.company, self.drivers, self.pilots, name, self.currency, margin, tell, today
        )


def baseline(
    desk: Desk,
    reading: Reading,
    memory: Memory,
    accept: bool = False,
    progress: Callable[[float], None] = lambda _share: None,
) -> Baseline | Asked:
    """Return what the files say, or what is still to be asked about all of them.

    Parameters
    ----------
    desk : Desk
    reading : Reading
        Ready.
    memory : Memory
    accept : bool
        Whether proposals count as answers.
    progress : callable
        Told the share of the work that is done.
    """
    asked = Asked(memory.of(CASE), accept)
    currency = asked.ask(
        Question(
            f"{CASE}/currency",
            say("In which currency are the amounts?"),
            tuple(Choice(code, code) for code in CURRENCIES),
            CURRENCIES[0],
        )
    )
    pilots = _pilots(desk, reading, asked)
    once = _overlap(desk, reading, asked)
    for question, answer in asked.settled:
        memory.answer(question.key, answer)
    if currency is None or asked.open:
        return asked
    progress(0.1)
    firm = company(desk.connection, reading, asked, desk.today, once)
    progress(0.3)
    found = drivers(firm)
    progress(0.7)
    apart, kept = gaps(firm), retention(firm)
    progress(0.9)
    return Baseline(
        firm,
        currency,
        measures(firm),
        responses(firm),
        resolutions(firm),
        outcomes(firm),
        found,
        apart,
        kept,
        pilots,
        doubts(firm, found, apart, kept, currency),
        asked.notes,
    )


def _overlap(desk: Desk, reading: Reading, asked: Asked) -> bool:
    """Ask whether purchases that stand in several files, as of months that overlap, count once."""
    files = reading.of("transactions")
    if len(files) < 2:
        return False
    parts = " UNION ALL ".join(
        f"SELECT customer, day, amount, {place} AS place FROM {file.table} WHERE fate = 0"
        for place, file in enumerate(files)
    )
    [(found,)] = desk.connection.execute(
        f"""SELECT count(*) FROM (SELECT 1 FROM ({parts}) GROUP BY customer, day, amount
        HAVING count(DISTINCT place) > 1)"""
    ).fetchall()
    if not found:
        return False
    question = Question(
        f"{CASE}/overlap",
        say(
            "Purchases that stand in more than one file: {n}. Do they count twice?", n=count(found)
        ),
        (
            Choice("drop", say("No: the files overlap")),
            Choice("keep", say("Yes: it happened more than once")),
        ),
        "drop",
    )
    return asked.ask(question) == "drop"


def _pilots(desk: Desk, reading: Reading, asked: Asked) -> list[Pilot]:
    """Read the pilots, asking what their words and values mean."""
    found = []
    for file in reading.of("pilot"):
        words = [
            asked.ask(_which(desk, file.table, file.label, name)) for name in ("arm", "period")
        ]
        choices = (
            Choice("recommend", say("Whether they are promoters: 1 or 0")),
            Choice("spend", say("What they spent")),
            Choice("left", say("Whether they left: 1 or 0")),
        )
        key = f"{CASE}/{file.label}.outcome"
        outcome = asked.ask(
            Question(key, say("What do the values of {file} say?", file=file.label), choices)
        )
        if outcome in LEVERS and words[0] and words[1]:
            named = "customer" in file.values
            found.append(
                read_pilot(desk.connection, file.table, outcome, (words[0], words[1]), named)
            )
    return found


def _which(desk: Desk, table: str, label: str, name: str) -> Question:
    """Return the question which word means the pilot, or the time after."""
    rows = desk.connection.execute(
        f"SELECT DISTINCT {name} FROM {table} WHERE fate = 0 ORDER BY 1 LIMIT 20"
    ).fetchall()
    found = [str(row[0]) for row in rows]
    known = {
        "arm": ("pilot", "treatment", "test", "pilote"),
        "period": ("after", "post", "apres", "après"),
    }
    likely = next((word for word in found if word.lower() in known[name]), "")
    words = say("Which word means the pilot?") if name == "arm" else say("Which word means after?")
    return Question(f"{CASE}/{label}.{name}", words, tuple(Choice(w, w) for w in found), likely)
