"""A result as text for a terminal: one sentence, the figures, the years."""

from __future__ import annotations

import pandas as pd

from cxsim.downside.audit import audit
from cxsim.export.audit import audit_sentence
from cxsim.results import FLOWS, RESULTS, PointPlan, Result
from cxsim.sampling import entangled
from cxsim.scenario import Scenario
from cxsim.text.basis import basis
from cxsim.text.labels import path_label
from cxsim.text.language import Language
from cxsim.text.phrase import TRIALS
from cxsim.text.results import FLOW_NAMES, RESULT_LABELS, STATISTIC_NAMES, show, year_name
from cxsim.text.verdict import verdict

SHOWN = ("mean", "p10", "p50", "p90")


def result_text(result: Result, language: Language) -> str:
    """Return the verdict, the table of results and the table of years."""
    parts = [
        result.scenario.name,
        verdict(result.answer, language),
        table(_result_rows(result, language)),
        language.say("Chance of loss: {share}", share=language.chance(result.chance_of_loss, 1))
        + "   "
        + language.say(
            "Chance of payback: {share}", share=language.chance(result.chance_of_payback, 1)
        ),
        table(_year_rows(result.year_table(), result.scenario.currency, language)),
        _provenance(result, language),
    ]
    for first, second in entangled(result.draws, result.scenario.rank_correlations)[:5]:
        parts.append(
            language.say(
                "By chance {first} and {second} move together in these draws: take --sampler lhs, "
                "or rename one of the two.",
                first=path_label(first, language),
                second=path_label(second, language),
            )
        )
    if result.not_finite:
        parts.append(
            language.say(
                "No finite number came of {trials}; figures that rest on it show a dash.",
                trials=language.quantity(result.not_finite, TRIALS),
            )
        )
    return "\n\n".join(parts)


def _provenance(result: Result, language: Language) -> str:
    scenario = result.scenario
    origin = language.say(
        "{trials}, {sampler}, seed {seed}, fingerprint {fingerprint}.",
        trials=language.quantity(result.design.trials, TRIALS),
        sampler=result.design.sampler,
        seed=result.design.seed,
        fingerprint=scenario.fingerprint[:12],
    )
    findings = audit_sentence(audit(scenario, result), language)
    return " ".join([origin, basis(scenario.inflated, scenario.taxed, language), findings])


def _result_rows(result: Result, language: Language) -> list[list[str]]:
    currency = result.scenario.currency
    heads = ["", language.read(STATISTIC_NAMES["mean"]), "P10", "P50", "P90"]
    errors = result.errors
    if errors is not None:
        heads.append(language.read(STATISTIC_NAMES["standard_error"]))
    rows = [heads]
    for name in RESULTS:
        label, row = RESULT_LABELS[name], result.statistics(name)
        cells = [show(row[s], label.unit, currency, language) for s in SHOWN]
        if errors is not None:
            error = errors["mean"].to_dict()[name]
            cells.append(show(error, label.unit, currency, language))
        rows.append([language.read(label.name), *cells])
    return rows


def _year_rows(years: pd.DataFrame, currency: str, language: Language) -> list[list[str]]:
    names = [language.read(FLOW_NAMES[flow]) for flow in FLOWS]
    rows = [[language.say("Year (P10 / P50 / P90)"), *names]]
    found = {(row["flow"], row["year"]): row for row in years.to_dict("records")}
    for year in dict.fromkeys(years["year"]):
        cells = [
            " / ".join(
                language.money(found[flow, year][p], currency) for p in ("p10", "p50", "p90")
            )
            for flow in FLOWS
        ]
        rows.append([year_name(year, language), *cells])
    return rows


def point_text(scenario: Scenario, plan: PointPlan, language: Language) -> str:
    """Return the point plan's results, labelled as what they are."""
    rows = [
        [
            language.read(RESULT_LABELS[name].name),
            show(plan.value(name), RESULT_LABELS[name].unit, scenario.currency, language),
        ]
        for name in RESULTS
    ]
    head = language.say("If everything goes to plan (every number at its mean, no event):")
    return "\n\n".join([scenario.name, head, table(rows)])


def table(rows: list[list[str]]) -> str:
    """Return rows as aligned columns, the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
