"""The rules of the audit, read from `rules.toml`: what is hard to believe, and why."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from cxsim.downside.objections import CHECKS, RESULT_CHECKS
from cxsim.text.phrase import Words


class Rule(NamedTuple):
    """One thing a careful reader would object to.

    Attributes
    ----------
    id : str
    severity : {"note", "warning"}
    checks : Words
        What it looks for, in a few words.
    sentence : Words
        What is to be said beside the number.
    why : Words
        The reason behind it.
    check : str
        The function of `objections` that finds the places.
    told : dict
        What the function is told.
    unasked : bool
        Whether it is said of a case wherever the case is used, not in its audit alone.
    """

    id: str
    severity: Literal["note", "warning"]
    checks: Words
    sentence: Words
    why: Words
    check: str
    told: dict[str, Any]
    unasked: bool

    @property
    def of_result(self) -> bool:
        """Whether it looks at what came out, not at what went in."""
        return self.check in RESULT_CHECKS


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are told."""
    text = (files("cxsim.downside") / "rules.toml").read_text(encoding="utf-8")
    found = tuple(map(_rule, tomllib.loads(text)["rules"]))
    unknown = [rule.check for rule in found if rule.check not in {*CHECKS, *RESULT_CHECKS}]
    if unknown:
        raise ValueError(f"rules.toml names checks that there are not: {', '.join(unknown)}")
    return found


def _rule(row: dict[str, Any]) -> Rule:
    checks, sentence, why = (Words(**row[name]) for name in ("checks", "sentence", "why"))
    told, unasked = row.get("with", {}), row.get("unasked", False)
    return Rule(row["id"], row["severity"], checks, sentence, why, row["check"], told, unasked)
