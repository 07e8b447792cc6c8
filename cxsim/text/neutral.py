"""The words of the neutral pack and of the empty case, which are data once a case is started."""

from __future__ import annotations

from cxsim.text.phrase import Phrase, say

NEUTRAL: tuple[Phrase, ...] = (
    say("My business case"),
    say("New case"),
    say("Customers"),
    say("Close the loop"),
    say("CX team"),
    say("Training"),
    say("The programme does not land"),
    say("Neutral default of cxsim: three years, no terminal value"),
    say("Neutral default of cxsim: Forrester TEI, 10%, usual 8 to 16%; a convention"),
    say("Placeholder: put your own number here"),
    say(
        "Placeholder: put your own number here; set so that the base neither grows nor shrinks much"
    ),
    say("Neutral default of cxsim: 40/35/25 from 400 answers"),
    say(
        "Neutral default of cxsim: index over detractors, centred on Satmetrix (ratio 1.25, "
        "PC hardware); upper end Kriss, HBR 2014"
    ),
    say(
        "Neutral default of cxsim: 20% a year (placeholder) times an index; Kriss, HBR 2014 "
        "found 26 and 57% lost at the extremes"
    ),
    say("Neutral default of cxsim: upper end 0.2 a promoter a year (Dell, Bain)"),
    say("Placeholder: put your own number here: the base of the spend index"),
    say("Neutral default of cxsim: the programme as described"),
    say("Neutral default of cxsim: diminishing returns"),
    say("Neutral default of cxsim"),
    say("Neutral default of cxsim: 6 to 18 months"),
    say("Neutral default of cxsim: 0 to 30% a year once funding has stopped"),
    say("Neutral default of cxsim: part left to other initiatives"),
    say("Neutral default of cxsim: −5, +10, +50%"),
    say("Neutral default of cxsim: −2, 4, 10 points after the ramp"),
    say("Neutral default of cxsim: half"),
    say(
        "Neutral default of cxsim; Otto, Szymanski, Varadarajan 2020 (mean r .101 of "
        "satisfaction and performance) keeps it modest"
    ),
    say(
        "Neutral default of cxsim: 0, 15, 37% of contacts (CEB/Gartner), taken as a third of"
        " the cost to serve"
    ),
    say("Neutral default of cxsim: 15 to 25%"),
    say("Neutral default of cxsim: no effect at all"),
)
"""Names and sources, as the file and the tables of `cxsim.scenario.template` have them."""
