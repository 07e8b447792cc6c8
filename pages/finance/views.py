"""What of a case's downside can be looked at."""

from __future__ import annotations

from cxsim.text.phrase import Phrase, say

FIGURES, CAUSES, AUDIT = "figures", "causes", "audit"
REGISTER, OWN = "register", "own"
VIEWS: dict[str, Phrase] = {
    FIGURES: say("How bad it can get"),
    CAUSES: say("What would cause it"),
    AUDIT: say("Audit"),
    REGISTER: say("Register"),
    OWN: say("Your stress tests"),
}
