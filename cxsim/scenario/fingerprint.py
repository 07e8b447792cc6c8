"""The digest of a scenario's meaning."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cxsim.distributions import Discrete, Distribution, SurveyMix
from cxsim.scenario.numbers import Number
from cxsim.scenario.schema import FixedMix, Investment

ADDED = ("horizon.inflation", "horizon.tax_rate")
"""Numbers of a later version of the format: where one is 0 the digest is that of earlier ones."""

if TYPE_CHECKING:
    from cxsim.scenario.scenario import Scenario


def digest(scenario: Scenario) -> str:
    """Return the SHA-256 of everything that can change a result, in hexadecimal.

    Defaults written out, order of tables, a distribution of zero width instead of the number it
    is, comments, descriptions and sources make no difference.
    """
    meaning = {
        "numbers": {
            path: meaning
            for path, number in scenario.numbers.items()
            if (meaning := _number(number)) != 0.0 or path not in ADDED
        },
        "mixes": {group.name: _mix(group.mix) for group in scenario.groups},
        "horizon": [scenario.horizon.years, scenario.horizon.discounting],
        "calendar": [scenario.currency, scenario.horizon.start],
        "ramp": scenario.programme.ramp,
        "months": {line.name: _months(line, scenario) for line in scenario.investments},
        **_losses(scenario),
        **({"drawn_as": scenario.drawn_as} if scenario.drawn_as else {}),
        "correlations": [[*pair, r] for pair, r in sorted(scenario.rank_correlations.items()) if r],
    }
    text = json.dumps(meaning, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _number(number: Number) -> Any:
    if not isinstance(number, Distribution):
        return number + 0.0
    if number.certain is not None:
        return number.certain + 0.0
    if isinstance(number, Discrete):
        return ["discrete", *number.outcomes]
    fields = number.model_dump()
    return {n: v + 0.0 if isinstance(v, float) else v for n, v in fields.items()}


def _losses(scenario: Scenario) -> dict[str, str]:
    """What becomes of a loss, where there is a tax."""
    taxed = _number(scenario.horizon.tax_rate) != 0.0
    carried = scenario.horizon.tax_losses != "at-once"
    return {"tax_losses": scenario.horizon.tax_losses} if taxed and carried else {}


def _mix(mix: FixedMix | SurveyMix) -> Any:
    return mix.model_dump()


def _months(line: Investment, scenario: Scenario) -> list[int]:
    last = scenario.horizon.months
    return [min(line.from_month, last + 1), line.last_month(last)]
