"""cxsim: what better customer experience is worth, and how sure we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsim.scenario import Scenario, ScenarioError

if TYPE_CHECKING:
    from cxsim.simulation import simulate, with_errors

__version__ = "0.1.0"
__all__ = ["Scenario", "ScenarioError", "simulate", "with_errors"]


def __getattr__(name: str) -> Any:
    """Import the simulation when it is first used: compiling libraries take a second to load."""
    if name in ("simulate", "with_errors"):
        from cxsim import simulation

        return getattr(simulation, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
