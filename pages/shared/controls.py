"""The dozen sliders of the simulator: which number each moves, and how it is written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from cxsim.distributions import Distribution
from cxsim.downside.audit import audit
from cxsim.scenario import Scenario
from cxsim.scenario.shifts import centre, move_centre, planned_spend, with_spend_scaled
from cxsim.text.controls import (
    Units,
    centre_sentence,
    legend,
    source_line,
    spend_source,
    spend_warning,
    units,
)
from cxsim.text.labels import FIELDS, SPEND_LABEL, Label
from cxsim.text.language import Language
from pages.board import Slider

SPEND = "investments"
YEARS = "horizon.years"


@dataclass(frozen=True)
class Control:
    """A slider, and its range in the number's own unit.

    Parameters
    ----------
    path : str
        The number it moves: the centre of an uncertain one, its range moving along. SPEND moves
        all investment lines by one factor.
    kind : str
        "actions", "counting" or "beliefs": the set of sliders it stands in.
    low, high, step : float
    """

    path: str
    kind: Literal["actions", "counting", "beliefs"]
    low: float
    high: float
    step: float

    @property
    def label(self) -> Label:
        """What it is called, its unit and its meaning."""
        return SPEND_LABEL if self.path == SPEND else FIELDS[self.path.rpartition(".")[2]]

    def read(self, scenario: Scenario) -> float:
        """Return where it stands in a scenario, in the number's own unit; of SPEND, 1."""
        return 1.0 if self.path == SPEND else centre(scenario.value(self.path))


LEADING = {
    "programme.scale",
    "programme.levers.promoter_uplift",
    "programme.levers.churn_reduction",
}
"""What a phone shows at first: how much is done, and the two beliefs that most cases rest on."""
CONTROLS = (
    Control("programme.scale", "actions", 0, 3, 0.05),
    Control(SPEND, "actions", 0, 2, 0.01),
    Control("programme.delay_months", "actions", 0, 24, 1),
    Control("programme.ramp_months", "actions", 0, 36, 1),
    Control("programme.levers.promoter_uplift", "beliefs", -0.1, 0.3, 0.005),
    Control("programme.levers.causal_share", "beliefs", 0, 1, 0.01),
    Control("programme.levers.churn_reduction", "beliefs", -0.1, 0.4, 0.005),
    Control("programme.levers.spend_uplift", "beliefs", -0.1, 0.3, 0.005),
    Control("programme.levers.cost_to_serve_reduction", "beliefs", -0.1, 0.5, 0.005),
    Control("programme.cost_overrun", "beliefs", -0.2, 1, 0.01),
    Control(YEARS, "counting", 1, 15, 1),
    Control("horizon.discount_rate", "counting", 0, 0.25, 0.005),
)


def with_moved(base: Scenario, moved: Mapping[str, float]) -> Scenario:
    """Return the scenario with the moved numbers; the others stay as they are in the file.

    Parameters
    ----------
    moved : mapping of str to float
        By path, in the number's own unit; of SPEND the factor.
    """
    changes: dict[str, object] = {}
    for path, value in moved.items():
        if path == YEARS:
            changes[path] = round(value)
        elif path != SPEND:
            changes[path] = move_centre(base.value(path), value, base.allowed(path))
    scenario = base.with_values(changes) if changes else base
    return with_spend_scaled(scenario, moved[SPEND]) if SPEND in moved else scenario


@dataclass(frozen=True)
class Panel:
    """The sliders of one scenario in one language.

    Parameters
    ----------
    base : Scenario
        As it is in the file: where Reset goes.
    moved : mapping of str to float
        As `with_moved` takes it.
    scenario : Scenario
        What `with_moved` makes of both.
    language : Language
    """

    base: Scenario
    moved: Mapping[str, float]
    scenario: Scenario
    language: Language

    def sliders(self) -> tuple[Slider, ...]:
        """Return the sliders; without that of the investment where there is none."""
        return tuple(
            self._slider(control)
            for control in CONTROLS
            if control.path != SPEND or self._spend > 0
        )

    def own_units(self, shown: Mapping[str, float]) -> dict[str, float]:
        """Return what the sliders show in the numbers' own units, without those put back."""
        values = {c.path: shown[c.path] / self._factor(c) for c in CONTROLS if c.path in shown}
        together = {**self.moved, **values}
        starts = {control.path: control.read(self.base) for control in CONTROLS}
        return {p: value for p, value in together.items() if abs(value - starts[p]) > 1e-9}

    @cached_property
    def _spend(self) -> float:
        """What the file's lines would cost over the horizon as it stands."""
        years = self.scenario.horizon.years
        same = years == self.base.horizon.years
        return planned_spend(self.base if same else self.base.with_value(YEARS, years))

    def _factor(self, control: Control) -> float:
        """From the number's own unit to the one shown."""
        if control.path == SPEND:
            return self._spend / self._units(control, self._spend).divisor
        return 100.0 if control.label.unit in ("share", "points") else 1.0

    @cached_property
    def _findings(self) -> dict[str, str]:
        """What a careful reader would object to, by the number's path."""
        return {f.path: self.language.read(f.sentence) for f in reversed(audit(self.scenario))}

    def _warning(self, control: Control) -> str:
        """Why the number is implausible where it stands now."""
        if control.path == SPEND:
            return spend_warning(self.moved.get(SPEND, 1.0), self.language)
        return self._findings.get(control.path, "")

    def _source(self, control: Control) -> str:
        """Where the number comes from."""
        if control.path == SPEND:
            return spend_source(len(self.base.investments), self.language)
        source = self.base.sources.get(control.path)
        given = (source.source, source.kind, source.grade) if source else (None, None, None)
        return source_line(*given, self.language)

    def _help(self, control: Control, factor: float, around: Units) -> str:
        """What the number means, and where an uncertain one lies eight times in ten."""
        meaning = self.language.read(control.label.help)
        number = None if control.path == SPEND else self.scenario.value(control.path)
        if not isinstance(number, Distribution) or number.certain is not None:
            return meaning
        ends = [centre(number), number.expected_value, *number.quantile(np.array([0.1, 0.9]))]
        shown = [self.language.number(v * factor, 1) + around.suffix for v in ends]
        return f"{meaning} {centre_sentence(number.dist, *shown, self.language)}"

    def _units(self, control: Control, value: float) -> Units:
        """What stands around a slider's number; a number of money is counted by its size."""
        typical = self._spend if control.path == SPEND else value
        return units(control.label.unit, self.base.currency, typical, self.language)

    def _slider(self, control: Control) -> Slider:
        factor = self._factor(control)
        initial = round(control.read(self.base) * factor, 9)
        value = round(self.moved.get(control.path, control.read(self.base)) * factor, 9)
        step = control.step * factor
        low = initial - step * math.floor((initial - control.low * factor) / step + 1e-9)
        decimals = 2 if step < 0.1 else 1 if step < 1 else 0
        around = self._units(control, value)
        return Slider(
            id=control.path,
            label=self.language.read(control.label.name),
            help=self._help(control, factor, around),
            source=self._source(control),
            unit_prefix=around.prefix,
            unit_suffix=around.suffix,
            decimals=decimals,
            low=min(round(low, 9), initial),
            high=max(control.high * factor, initial),
            step=step,
            value=value,
            initial=initial,
            text=self.language.number(value, decimals),
            group=legend(control.kind, self.language),
            warning=self._warning(control),
            leading=control.path in LEADING,
        )
