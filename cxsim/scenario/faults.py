"""What is wrong with a scenario: place, value, rule and remedy of every fault at once."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from pydantic import BaseModel, ValidationError

from cxsim.text.phrase import Phrase, say

LONGEST_NAME = 200
"""Characters of a name."""
LONGEST_VALUE = 60
"""Characters of a faulty value that are shown."""
SURVEY_EXAMPLE = '{ dist = "survey", promoters = 620, passives = 840, detractors = 540 }'


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Parameters
    ----------
    path : str
        Where, as `correlations` name it: `groups.Households.promoters.churn`; empty for the file.
    value : str
        What stands there, shortened; empty where nothing does.
    rule, remedy : Phrase
        What it breaks, and what to write instead.
    """

    path: str
    value: str
    rule: Phrase
    remedy: Phrase

    def read(self, translate: Callable[[str], str] = str) -> str:
        """Return the fault as one line."""
        place = self.path or translate("the file")
        stands = f" = {self.value}" if self.value else ""
        return translate("{place}: {rule}; {remedy}").format(
            place=f"{place}{stands}",
            rule=self.rule.read(translate),
            remedy=self.remedy.read(translate),
        )


class ScenarioError(Exception):
    """A scenario that cannot be used, with every fault found in it.

    Parameters
    ----------
    faults : sequence of Fault
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.read() for fault in faults))


def with_name(error: ScenarioError, name: str) -> ScenarioError:
    """Return the error with a file's name where a fault tells of the file alone."""
    shown_name = name if name.isprintable() else shown(name)
    return ScenarioError(
        [
            fault if fault.path or fault.value else replace(fault, value=shown_name)
            for fault in error.faults
        ]
    )


def shown(value: object) -> str:
    """Return a value as a scenario file would write it, short enough for a message."""
    match value:
        case None:
            return ""
        case bool():
            text = str(value).lower()
        case float():
            text = repr(float(value))
        case int() if abs(value) > 10**LONGEST_VALUE:
            return f"≈ {'-' if value < 0 else ''}10^{int(math.log10(abs(value)))}"
        case date() | time():
            text = value.isoformat()
        case list() | tuple():
            text = "[" + ", ".join(shown(item) for item in value[:8]) + "]"
        case Mapping():
            text = "{ " + ", ".join(f"{k} = {shown(v)}" for k, v in list(value.items())[:8]) + " }"
        case _:
            text = repr(value[: LONGEST_VALUE + 1] if isinstance(value, (str, list)) else value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def collect_faults(error: ValidationError, model: type[BaseModel], raw: object) -> list[Fault]:
    """Return the faults in pydantic's error list, with paths by name instead of by position.

    Parameters
    ----------
    error : ValidationError
        What validating `raw` as `model` raised.
    raw : object
        The mapping that was validated: it gives the names.
    """
    faults: list[Fault] = []
    for entry in error.errors(include_url=False):
        path = name_path(entry["loc"], raw)
        context = entry.get("ctx", {})
        if entry["type"] == "too_short" and len(entry["input"]) >= context["min_length"]:
            continue  # pydantic counts the valid items alone; the others have faults of their own
        if "faults" in context:
            faults += [join_path(path, fault) for fault in context["faults"]]
        else:
            rule, remedy = _explain(entry["type"], context, entry["loc"], model)
            value = "" if entry["type"] == "missing" else shown(entry["input"])
            faults.append(Fault(path, value, rule, remedy))
    return faults


def join_path(path: str, fault: Fault) -> Fault:
    """Return the fault, its path put behind that of the place it was found in."""
    joined = ".".join(part for part in (path, fault.path) if part)
    return Fault(joined, fault.value, fault.rule, fault.remedy)


def name_path(loc: tuple[int | str, ...], raw: object) -> str:
    """Return a place in nested mappings and lists, items of a list by their `name`."""
    parts: list[str] = []
    for step in loc:
        raw = _child(raw, step)
        name = raw.get("name") if isinstance(step, int) and isinstance(raw, Mapping) else None
        if isinstance(name, str) and _speakable(name):
            parts.append(name)
        elif isinstance(step, int) and parts:
            parts[-1] += f"[{step + 1}]"
        else:
            parts.append(f'"{step}"' if isinstance(step, str) and "." in step else str(step))
    return ".".join(parts)


def _speakable(name: str) -> bool:
    """Whether a name can stand in a path, and be printed."""
    return 0 < len(name) <= LONGEST_NAME and "." not in name and name.isprintable()


def _child(raw: object, step: int | str) -> object:
    if isinstance(raw, Mapping):
        return raw.get(step)
    if isinstance(raw, (list, tuple)) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


_TYPES: dict[str, Phrase] = {
    "float_type": say("it must be a number"),
    "int_type": say("it must be a whole number"),
    "int_from_float": say("it must be a whole number"),
    "string_type": say("it must be text"),
    "tuple_type": say("it must be a list"),
    "list_type": say("it must be a list"),
    "dict_type": say("it must be a table"),
    "model_type": say("it must be a table"),
    "date_type": say("it must be a date"),
    "date_from_datetime_inexact": say("it must be a date without a time of day"),
    "finite_number": say("it must be a finite number"),
}

_REMEDIES: dict[str, Phrase] = {
    "float_type": say("write it without quotes, with a decimal point: 0.25"),
    "int_type": say("write it without quotes or decimals: 5"),
    "int_from_float": say("write it without decimals: 5"),
    "string_type": say("put it in double quotes"),
    "date_type": say("write it as 2026-03-31, without quotes"),
}


def _explain(
    kind: str, context: Mapping[str, Any], loc: tuple[int | str, ...], model: type[BaseModel]
) -> tuple[Phrase, Phrase]:
    """Return rule and remedy for one of pydantic's error types."""
    if "rule" in context:
        return context["rule"], context["remedy"]
    if kind == "missing":
        return say("it is missing"), say("it has no default: add it")
    if kind == "extra_forbidden":
        return unknown_key(str(loc[-1]), sibling_fields(model, loc))
    if kind == "literal_error":
        return say("it is not one of the words known here"), say(
            "write one of {words}", words=context["expected"].replace(" or ", ", ")
        )
    bounds = {"greater_than_equal": "ge", "greater_than": "gt", "less_than_equal": "le"}
    if kind in bounds:
        return _bound(
            kind, context[bounds[kind]], share=loc[-1] in ("promoters", "passives", "detractors")
        )
    if kind in ("too_short", "string_too_short"):
        return say("it is too short"), say("give at least {least}", least=context["min_length"])
    if kind in ("too_long", "string_too_long"):
        limit = context["max_length"]
        return say("it is too long"), say("give at most {limit}", limit=limit)
    rule = _TYPES.get(kind, say("it cannot be read here ({kind})", kind=kind))
    return rule, _REMEDIES.get(kind, say("see the commented file that `cxsim new` writes"))


def _bound(kind: str, limit: float, share: bool) -> tuple[Phrase, Phrase]:
    rules = {
        "greater_than_equal": say("it must be {limit:g} or more", limit=limit),
        "greater_than": say("it must be above {limit:g}", limit=limit),
        "less_than_equal": say("it must be {limit:g} or less", limit=limit),
    }
    if share and limit == 1:
        remedy = say(
            "write 30% as 0.30, or give numbers of answers: {example}", example=SURVEY_EXAMPLE
        )
        return rules[kind], remedy
    return rules[kind], say("write a value inside the range")


def unknown_key(key: str, known: Sequence[str]) -> tuple[Phrase, Phrase]:
    """Return rule and remedy for a key that the schema does not have."""
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        return say("this key is not known"), say("did you mean {name}?", name=close[0])
    return say("this key is not known"), say("known here: {names}", names=", ".join(known))


def sibling_fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Return the fields of the table in which the last step of `loc` stands."""
    for step in loc[:-1]:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        if field is None:
            continue
        inner = [t for t in (field.annotation, *_arguments(field.annotation)) if _is_model(t)]
        model = inner[0] if inner else model
    return list(model.model_fields)


def _arguments(annotation: object) -> tuple[Any, ...]:
    return tuple(getattr(annotation, "__args__", ()))


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
