"""The texts of a scenario: names, currencies, months, each checked as it is read."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from babel.numbers import is_currency
from pydantic import BeforeValidator, Field

from cxsim.distributions import ShapeError
from cxsim.scenario.faults import LONGEST_NAME
from cxsim.text.phrase import say

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of the text after them."""
CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{BIDI}]")
"""Characters that steer a terminal, or turn the direction of a line."""


def _no_control(text: Any) -> Any:
    if isinstance(text, str) and CONTROL.search(text):
        raise ShapeError(say("it holds control characters"), say("remove them"))
    return text


def _title(text: Any) -> Any:
    if isinstance(text, str) and not text.strip():
        raise ShapeError(say("a name must not be empty"), say("choose another name"))
    return _no_control(text)


def _name(text: Any) -> Any:
    if isinstance(text, str) and (not text.strip() or "." in text or set(text) & set("\n\r")):
        raise ShapeError(
            say("a name must not be empty and holds no dot or line break"),
            say("choose another name"),
        )
    return _no_control(text)


def _currency(code: Any) -> Any:
    if isinstance(code, str) and not is_currency(code):
        raise ShapeError(say("it is no ISO 4217 code"), say('write "EUR", "USD", "CHF" …'))
    return code


def _month(text: Any) -> Any:
    if isinstance(text, str):
        try:
            date.fromisoformat(f"{text}-01")
        except ValueError:
            raise ShapeError(say("it is no month"), say('write "2027-01"')) from None
    return text


Text = Annotated[str, BeforeValidator(_no_control), Field(max_length=10_000)]
Title = Annotated[str, BeforeValidator(_title), Field(max_length=LONGEST_NAME)]
Currency = Annotated[str, BeforeValidator(_currency)]
Month = Annotated[str, BeforeValidator(_month)]
Name = Annotated[str, BeforeValidator(_name), Field(max_length=LONGEST_NAME)]
