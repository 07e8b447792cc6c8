"""A business case as one JSON object, and how it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxsim import __version__
from cxsim.downside.register import record as number_record
from cxsim.downside.shares import ESTIMATOR
from cxsim.export.audit import audit_record
from cxsim.export.case.case import BusinessCase
from cxsim.export.case.owners import Accepted, Owned
from cxsim.export.downside import stress_record
from cxsim.export.plain import plain
from cxsim.export.sensitivity import (
    Sensitivity,
    answer_record,
    sensitivity_record,
    waterfall_record,
)
from cxsim.scenario.files import write_whole
from cxsim.simulation import Progress


def case_record(case: BusinessCase) -> dict[str, Any]:
    """Return everything that a case tells; what is not known, or never comes about, is null.

    The identity and the results are those of `cxsim run --json`.
    """
    found = case.analyses
    content = {
        **case.result.record(__version__),
        "cover": _cover(case),
        "draft": case.draft,
        "headline": case.headline,
        "answer": case.answer,
        "views": {view.name: dict(view.figures) for view in case.views},
        "left_out": case.left_out,
        "unaccepted": list(case.unaccepted),
        "accepted": [_accepted(each) for each in map(_signed, case.owned) if each is not None],
        "share_estimator": ESTIMATOR,
        "register": [_number(each) for each in case.owned],
        "drivers": sensitivity_record(Sensitivity(case.result, found.hand), __version__),
        "waterfall": waterfall_record(found.levers),
        "plan_gap": found.gap._asdict(),
        "what_must_be_true": [answer_record(answer) for answer in found.needed],
        "tails": found.tails.figures,
        "stresses": [stress_record(outcome) for outcome in found.stresses],
        "bridge": [step._asdict() for step in found.bridge],
        "audit": audit_record(case.findings),
        "intangibles": [item.model_dump() for item in case.scenario.intangibles],
        "experience": case.scenario.experience.model_dump(),
    }
    whole: dict[str, Any] = plain(content)
    return whole


def write_record(case: BusinessCase, path: Path, progress: Progress) -> None:
    """Write the JSON object of a case, whole or not at all."""
    text = json.dumps(case_record(case), allow_nan=False, ensure_ascii=False, indent=1)
    progress(0.5)
    write_whole(path, text + "\n")
    progress(1.0)


def _cover(case: BusinessCase) -> dict[str, Any]:
    cover = case.cover
    return {
        "customer": cover.customer,
        "author": cover.author,
        "date": cover.day.isoformat(),
        "language": cover.language.code,
        "logo": cover.logo is not None,
    }


def _signed(each: Owned) -> Accepted | None:
    return each.accepted if each.weak else None


def _accepted(each: Accepted) -> dict[str, Any]:
    return {"path": each.path, "name": each.name, "date": each.day.isoformat()}


def _number(each: Owned) -> dict[str, Any]:
    """Return a number of the register; its source's owner is who answers for it there."""
    signed = _signed(each)
    return {
        **number_record(each.row),
        "whose": each.owner,
        "weak": each.weak,
        "accepted_by": signed.name if signed else None,
        "accepted_on": signed.day.isoformat() if signed else None,
    }
