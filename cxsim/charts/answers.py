"""Who answered a survey, and who did not."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.baseline.sentences import response_sentence
from cxsim.baseline.survey import FEWEST, Response
from cxsim.charts.intervals import Dot, draw, ends, part_name
from cxsim.charts.picture import Picture
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import tell

BY: dict[str, tuple[str, ...]] = {
    "group": ("group",),
    "month": ("month",),
    "stage": ("stage",),
    "leaving": ("here", "gone"),
}
"""Parts that are set side by side."""
NAMES: dict[str, Phrase] = {"here": say("Still a customer"), "gone": say("Left since")}


def answering(responses: Sequence[Response], by: str, language: Language) -> Picture | None:
    """Return the share that answered by part; None where fewer than two parts can be shown.

    Parameters
    ----------
    responses : sequence of Response
    by : {"group", "month", "stage", "leaving"}
    language : Language
    """
    parts = [r for r in responses if r.by in BY[by] and r.asked >= FEWEST]
    sentence = response_sentence(responses)
    if len(parts) < 2 or sentence is None:
        return None
    dots = [Dot(_name(part, language, short=True), *part.rate) for part in parts]
    rows = tuple(
        (
            _name(part, language),
            language.number(part.asked),
            language.number(part.answered),
            language.number(part.asked - part.answered),
            *(language.percent(value, 1) for value in dot[1:]),
        )
        for dot, part in zip(dots, parts, strict=True)
    )
    header = (
        language.say("Part"),
        language.say("Asked"),
        language.say("Answered"),
        language.say("Did not answer"),
        *ends(language.say("Share that answered"), language),
    )
    words = tell(sentence, language)
    return Picture(lambda: draw(dots, language.percent, upright=by == "month"), words, header, rows)


def _name(part: Response, language: Language, short: bool = False) -> str:
    if part.by in NAMES:
        return language.read(NAMES[part.by])
    return part_name(part.by, part.name, language, short)
