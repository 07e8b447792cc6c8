"""What can be looked at: the answer with its sliders, one of the panels, the ways in and out."""

from typing import Final

from cxsim.text.phrase import Phrase, say

ANSWER, FACTS, ACTIONS, BELIEFS = "answer", "facts", "actions", "beliefs"
FINANCE, YEARS, FILE = "finance", "years", "file"
NAMES: Final[dict[str, Phrase]] = {
    ANSWER: say("Answer"),
    FACTS: say("Facts"),
    ACTIONS: say("Actions"),
    BELIEFS: say("Beliefs"),
    FINANCE: say("For finance"),
    YEARS: say("Years"),
    FILE: say("File"),
}
