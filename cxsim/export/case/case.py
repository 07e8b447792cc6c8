"""The business case: a simulation, its analyses, its cover, and whose numbers it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from cxsim import __version__
from cxsim.downside.audit import Finding, audit
from cxsim.downside.register import Assumption, register
from cxsim.export.case.analyses import Analyses, analyse
from cxsim.export.case.cover import Cover
from cxsim.export.case.owners import Accepted, Owned, accept, owned, owner_text, signatures
from cxsim.export.case.views import View, ViewName, views_of
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.simulation import Progress
from cxsim.text.basis import basis
from cxsim.text.case import answer, left_out
from cxsim.text.language import Language
from cxsim.text.phrase import TRIALS
from cxsim.text.verdict import verdict

SHORT = 12
"""Characters of the fingerprint that are shown."""


@dataclass(frozen=True, eq=False)
class BusinessCase:
    """Everything that a file of a case tells.

    Parameters
    ----------
    result : Result
        Its scenario is the one that is told, with its sources as they are now.
    analyses : Analyses
    cover : Cover
    headline : {"conservative", "expected", "optimistic"}
        The view that is told first.
    accepted : tuple of Accepted
    """

    result: Result
    analyses: Analyses
    cover: Cover
    headline: ViewName = "conservative"
    accepted: tuple[Accepted, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """The scenario that is told."""
        return self.result.scenario

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.cover.language

    @cached_property
    def views(self) -> tuple[View, View, View]:
        """The conservative, the expected and the optimistic view."""
        return views_of(self.result)

    @property
    def headline_view(self) -> View:
        """The view that is told first."""
        return next(view for view in self.views if view.name == self.headline)

    @cached_property
    def register(self) -> list[Assumption]:
        """Every number, what matters most first."""
        return register(self.scenario, self.analyses.shares, self.cover.day)

    @cached_property
    def findings(self) -> list[Finding]:
        """What a careful reader would object to."""
        return audit(self.scenario, self.result)

    @cached_property
    def owned(self) -> tuple[Owned, ...]:
        """The register, with whose each number is and who accepted it."""
        return owned(self.register, self.scenario, self.cover, self.accepted)

    @property
    def unaccepted(self) -> tuple[str, ...]:
        """The paths of grade D, or of no source, that nobody has accepted."""
        return tuple(each.row.path for each in self.owned if each.open)

    @property
    def draft(self) -> bool:
        """Whether the files carry a watermark."""
        return bool(self.unaccepted)

    def accept(self, name: str) -> BusinessCase:
        """Return the case with every open number accepted in a person's name, on its day."""
        new = accept(self.owned, self.scenario, name, self.cover.day)
        return replace(self, accepted=(*self.accepted, *new))

    @property
    def answer(self) -> str:
        """The answer in one sentence, of the view that is told first; without a full stop."""
        npv, scenario = self.headline_view.figures["npv"], self.scenario
        if not math.isfinite(npv):
            return verdict(self.result.answer, self.language)
        return answer(
            self.headline,
            npv,
            self.result.chance_of_loss,
            scenario.horizon.years,
            scenario.currency,
            self.language,
        )

    @cached_property
    def whose(self) -> dict[str, str]:
        """Whose number each is by path, in words, and who accepted it."""
        return {each.row.path: owner_text(each, self.language) for each in self.owned}

    @property
    def draft_note(self) -> str:
        """What makes the case a draft, in a sentence; empty of a final one."""
        if not self.draft:
            return ""
        return self.language.say(
            "Draft: numbers of grade D or without a source that nobody has accepted: {count}.",
            count=self.language.number(len(self.unaccepted)),
        )

    @property
    def acceptance(self) -> str:
        """Who accepted the weak numbers and when, and how many nobody has; or nothing."""
        parts = (*signatures(self.owned, self.language), self.draft_note)
        return " ".join(filter(None, parts))

    @property
    def left_out(self) -> str:
        """In which money the sums are, and what the model leaves out."""
        scenario = self.scenario
        money = basis(scenario.inflated, scenario.taxed, self.language)
        return f"{money} {left_out(self.language)}"

    @property
    def stamp(self) -> tuple[tuple[str, str], ...]:
        """What says which case a file is of: names and values, the scenario first."""
        say = self.language.say
        design = self.result.design
        return (
            (say("Scenario"), self.scenario.name),
            (say("Version"), f"cxsim {__version__}"),
            (say("Trials"), self.language.number(design.trials)),
            (say("Sampler"), design.sampler),
            (say("Seed"), str(design.seed)),
            (say("Fingerprint"), self.scenario.fingerprint[:SHORT]),
            (say("Date"), self.language.day(self.cover.day)),
            (say("Limits"), left_out(self.language)),
        )

    @property
    def stamp_line(self) -> str:
        """The stamp on one line, for the foot of a page; what is left out is a sentence."""
        values = [value for _, value in self.stamp]
        scenario, version, _, sampler, seed, fingerprint, day, omitted = values
        return self.language.say(
            "{scenario} · {version} · {trials}, {sampler}, seed {seed} · {fingerprint} · "
            "{day} · {left_out}",
            scenario=scenario,
            version=version,
            trials=self.language.quantity(self.result.design.trials, TRIALS),
            sampler=sampler,
            seed=seed,
            fingerprint=fingerprint,
            day=day,
            left_out=omitted,
        )


def business_case(
    result: Result,
    cover: Cover,
    headline: ViewName = "conservative",
    accepted: tuple[Accepted, ...] = (),
    progress: Progress | None = None,
) -> BusinessCase:
    """Return the case of a simulation, analysed; `progress` is told the share of the work done."""
    return BusinessCase(result, analyse(result, progress), cover, headline, accepted)
