"""How a workbook looks: what is typed in blue, what is computed in black, as modellers do."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel.numbers import get_currency_symbol

from cxsim.text.language import Language

INK = "#1F2933"
MUTED = "#5F6B7A"
TYPED = "#0000FF"
FIELD = "#FFF9E5"
RULE = "#C9D1DA"
BAND = "#12355B"
PALE = "#EAF0F6"
ALERT = "#B42318"
FONT: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK}
LOOKS: dict[str, dict[str, Any]] = {
    "text": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "input": {
        "font_color": TYPED,
        "bg_color": FIELD,
        "border": 1,
        "border_color": RULE,
        "valign": "top",
    },
    "typed": {
        "font_color": TYPED,
        "bg_color": FIELD,
        "border": 1,
        "border_color": RULE,
        "text_wrap": True,
        "valign": "top",
    },
    "formula": {"valign": "top"},
    "figure": {"bold": True, "font_size": 11, "align": "right", "valign": "top"},
    "known": {"font_color": MUTED, "valign": "top"},
    "note": {"font_color": MUTED, "text_wrap": True, "valign": "top"},
    "beside": {
        "font_color": MUTED,
        "text_wrap": True,
        "align": "left",
        "valign": "top",
        "indent": 1,
    },
    "title": {"bold": True, "font_size": 16, "font_color": BAND},
    "heading": {"bold": True, "font_size": 11, "font_color": "#FFFFFF", "bg_color": BAND},
    "head": {
        "bold": True,
        "bg_color": PALE,
        "bottom": 1,
        "bottom_color": RULE,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "head right": {
        "bold": True,
        "bg_color": PALE,
        "bottom": 1,
        "bottom_color": RULE,
        "text_wrap": True,
        "align": "right",
        "valign": "vcenter",
    },
    "total": {"bold": True, "top": 1, "top_color": RULE},
    "alert": {"bold": True, "font_color": ALERT, "font_size": 12},
    "key": {"font_color": RULE, "font_size": 8},
}
"""By role of a cell."""
PLAIN = {
    "ratio": "0.0%",
    "factor": "0.0###",
    "count": "#,##0",
    "yearly count": "0.0###",
    "months": "0.0##",
    "years": "0",
    "whole": "0",
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd",
    "nps": "0.0",
    "discount": "0.0000",
}
"""Formats as a file holds them; each reader's own spreadsheet writes their marks its own way."""


def number_format(unit: str, currency: str, language: Language) -> str:
    """Return the format of a unit; "" for a text."""
    if unit in ("share", "points", "ratio"):
        digits = "0.0" if unit == "ratio" else "0.0##"
        return digits + ("\\ %" if language.code == "fr" else "%")
    if unit in ("money", "sum"):
        return _money("#,##0.00" if unit == "money" else "#,##0", currency, language.code)
    return PLAIN.get(unit, "")


@lru_cache(maxsize=64)
def _money(digits: str, currency: str, code: str) -> str:
    sign = get_currency_symbol(currency, locale=code if code in ("en", "fr") else "en")
    sign = f"[${sign}]"
    if code == "fr":
        return f"{digits}\\ {sign};-{digits}\\ {sign}"
    space = "\\ " if len(sign) > 4 else ""
    return f"{sign}{space}{digits};-{sign}{space}{digits}"
