"""cxsim: what better customer experience is worth, and how sure we are."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxsim.scenario import Scenario, ScenarioError
    from cxsim.simulation import simulate, with_errors

__version__ = "0.1.0"
__all__ = ["Scenario", "ScenarioError", "simulate", "with_errors"]

_PLACES = {
    "Scenario": "cxsim.scenario",
    "ScenarioError": "cxsim.scenario",
    "simulate": "cxsim.simulation",
    "with_errors": "cxsim.simulation",
}


def __getattr__(name: str) -> Any:
    """Import what is public when it is first used: the libraries below take a second to load."""
    if name in _PLACES:
        return resolve_name(f"{_PLACES[name]}:{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
