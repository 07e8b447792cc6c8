"""The scenario: one business case, immutable, validated once when it is made."""

from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.schema import SCHEMA_VERSION, SEGMENTS

__all__ = ["SCHEMA_VERSION", "SEGMENTS", "Fault", "Scenario", "ScenarioError"]
