"""What the files say, as a board: cards, and charts with their sentences and figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cxsim.baseline.baseline import Baseline
from cxsim.baseline.sentences import nps_sentence, resolution_sentence, response_sentence
from cxsim.baseline.survey import Measure
from cxsim.charts.answers import answering
from cxsim.charts.baseline import GAPS, driver, gap_picture, retention_picture, scores
from cxsim.charts.picture import Picture
from cxsim.charts.service import account, resolving
from cxsim.text.drivers import write_driver
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import tell
from pages.board import Board, Card, Chart, View
from pages.shared.content import one_view, plain_board

PARTS: dict[str, Phrase] = {"month": say("Month"), "group": say("Group"), "stage": say("Stage")}
ANSWERING: dict[str, Phrase] = {
    "group": say("Group"),
    "month": say("Month"),
    "stage": say("Stage"),
    "leaving": say("Still here or not"),
}
ACCOUNTS: dict[str, Phrase] = {
    "contacts": say("Contacts"),
    "each": say("Cost of each"),
    "cost": say("Cost a year"),
    "resolved": say("Resolved"),
    "unresolved": say("Unresolved"),
}
"""Short names of what `charts.service.ACCOUNT` holds."""


def report_board(found: Baseline, language: Language) -> Board:
    """Return the measures and the drivers."""
    sentence = tell(nps_sentence(found.measures), language)
    return plain_board(1, sentence, language, _cards(found, language), _charts(found, language))


def _cards(found: Baseline, language: Language) -> list[Card]:
    """Return the headline measures; one that no file holds is left out."""
    whole = next((m for m in found.measures if m.by == "all"), None)
    cards = _survey_cards(whole, language) if whole else []
    if response := response_sentence(found.responses):
        all_ = next(r for r in found.responses if r.by == "all")
        rate, low, high = all_.rate
        text = _between(language.percent(low, 1), language.percent(high, 1), language)
        value = language.percent(rate, 0)
        cards.append(
            Card("response", language.say("Response rate"), value, text, tell(response, language))
        )
    if resolution := resolution_sentence(found.resolutions):
        rate, *ends = next(r for r in found.resolutions if r.by == "all").rate
        text = _between(*(language.percent(end, 1) for end in ends), language)
        name, value = language.say("Resolved at first contact"), language.percent(rate, 1)
        cards.append(Card("fcr", name, value, text, tell(resolution, language)))
    return cards


def _survey_cards(whole: Measure, language: Language) -> list[Card]:
    cards = []
    if whole.nps is not None:
        value, half = whole.nps.adjusted
        low, high = (language.number(100 * end, 1) for end in (value - half, value + half))
        words = language.say(
            "Promoters less detractors. The interval holds 95 of 100 chances (adjusted Wald); the "
            "plain Wald interval is ± {half}.",
            half=language.number(100 * whole.nps.half_width, 1),
        )
        shown = language.number(100 * whole.nps.value, 1)
        cards.append(Card("nps", "NPS", shown, _between(low, high, language), words))
    if whole.satisfied is not None:
        rate, *ends = whole.satisfied
        low, high = (language.percent(end, 1) for end in ends)
        words = language.say(
            "Share of answers that are satisfied (CSAT), with its Wilson interval."
        )
        name = language.say("Satisfied")
        cards.append(
            Card("csat", name, language.percent(rate, 1), _between(low, high, language), words)
        )
    if whole.effort is not None:
        mean, *ends = whole.effort
        low, high = (language.number(end, 2) for end in ends)
        words = language.say("Mean of the answers on effort (CES), with its interval.")
        name = language.say("Effort")
        cards.append(
            Card("ces", name, language.number(mean, 2), _between(low, high, language), words)
        )
    return cards


def _between(low: str, high: str, language: Language) -> str:
    return language.say("{low} to {high}", low=low, high=high)


def _charts(found: Baseline, language: Language) -> list[Chart]:
    by = language.say("By")
    charts = [
        *_choice(
            "scores",
            language.say("What is the net promoter score?"),
            by,
            {name: scores(found.measures, part, language) for part, name in PARTS.items()},
            language,
        ),
        *_choice(
            "answering",
            language.say("Who answered, and who did not?"),
            by,
            {n: answering(found.responses, part, language) for part, n in ANSWERING.items()},
            language,
        ),
        *_choice(
            "resolving",
            language.say("Resolved at first contact"),
            by,
            {PARTS[part]: resolving(found, part, language) for part in ("group", "month")},
            language,
        ),
    ]
    for field in found.drivers.cells:
        write = partial(write_driver, field, currency=found.currency, language=language)
        picture = driver(found, field, write, language)
        if picture.rows:
            charts.append(_chart(field, language.read(FIELDS[field].name), picture))
    parts = {name: account(found, part, language) for part, name in ACCOUNTS.items()}
    title = language.say("What does it cost to serve?")
    charts += _choice("account", title, language.say("What"), parts, language)
    for gap in found.gaps:
        field = "spend_per_purchase" if gap.field == "spend" else "churn"
        write = partial(write_driver, field, currency=found.currency, language=language)
        title = language.say(
            "How far apart are the segments? {what}", what=language.read(GAPS[gap.field])
        )
        charts.append(_chart(f"gap {gap.field}", title, gap_picture(gap, write, language)))
    if found.retention is not None:
        title = language.say("Does churn fall with tenure?")
        charts.append(_chart("retention", title, retention_picture(found.retention, language)))
    return charts


def _choice(
    name: str,
    title: str,
    question: str,
    pictures: Mapping[Phrase, Picture | None],
    language: Language,
) -> list[Chart]:
    """Return a chart of the pictures that there are, to be chosen from; else nothing."""
    views = tuple(
        View((language.read(choice),), picture)
        for choice, picture in pictures.items()
        if picture is not None
    )
    return [Chart(name, title, lambda: views, (question,))] if views else []


def _chart(name: str, title: str, picture: Picture) -> Chart:
    return one_view(name, title, lambda: picture)
