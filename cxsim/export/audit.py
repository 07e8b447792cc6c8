"""The audit of a case as text, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cxsim.downside.audit import Finding
from cxsim.text.downside import SEVERITIES
from cxsim.text.labels import path_label
from cxsim.text.language import Language


def audit_text(findings: Sequence[Finding], language: Language) -> str:
    """Return how many rules are broken, and a line for each finding."""
    lines = [audit_sentence(findings, language)]
    for finding in findings:
        place = path_label(finding.path, language) if finding.path else language.say("the case")
        lines.append(
            language.say(
                "{severity}: {place}: {sentence} {why}",
                severity=language.read(SEVERITIES[finding.severity]),
                place=place,
                sentence=language.read(finding.sentence),
                why=language.read(finding.why),
            )
        )
    return "\n".join(lines)


def audit_sentence(findings: Sequence[Finding], language: Language) -> str:
    """Return how many warnings and notes an audit gave."""
    if not findings:
        return language.say("Audit: no rule is broken.")
    counts = Counter(finding.severity for finding in findings)
    return language.say(
        "Audit: warnings {warnings}, notes {notes}.",
        warnings=language.number(counts["warning"]),
        notes=language.number(counts["note"]),
    )


def audit_record(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings as JSON objects, their words in English."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "path": finding.path,
            "sentence": finding.sentence.en,
            "why": finding.why.en,
        }
        for finding in findings
    ]
