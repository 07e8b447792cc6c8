"""One reader's visit: the cases opened in it, and what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cxsim.comparison.comparison import told_apart
from cxsim.scenario import Scenario, ScenarioError
from cxsim.text.language import LANGUAGES
from pages.sales.offer import Offer
from pages.shared.page import case_files, case_name, load_case
from pages.shared.session import Session
from pages.shelf.shelf import Shelf
from pages.workshop.asked import Asked

if TYPE_CHECKING:
    from cxsim.export.workbook import Imported
    from pages.analyst.analysis import Analysis


@dataclass
class Visit:
    """The business cases that one reader has opened.

    Attributes
    ----------
    cases : dict of str to Session
        By key: the file of a sample, or a number for what the reader brought.
    current : str
        The key of the case that is shown.
    panel : str
        What of it is shown.
    doubt : str
        What of its downside is shown.
    refused : ScenarioError or None
        Why what the address, or a file, brought could not be opened.
    answers : dict of str to str
        To the questions of a new case, as typed; by the field's id.
    troubles : tuple of str
        Why they make no case, of each answer that cannot be taken; empty where they do.
    leaving : str
        The page to go to, where what was done leads to another one; empty to stay.
    stale : bool
        Whether the address names a draft that is not kept any more.
    offer : Offer
        What is made of the cases for somebody.
    returned : dict of str to Imported
        What came back changed in a workbook; by the key of the case.
    shelf : Shelf
        What is typed and opened in the library.
    code : str
        Of the language in which samples are told.
    compared : Asked
        What is held beside what.
    """

    cases: dict[str, Session] = field(default_factory=dict)
    current: str = ""
    panel: str = "answer"
    doubt: str = "figures"
    refused: ScenarioError | None = None
    answers: dict[str, str] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    leaving: str = ""
    stale: bool = False
    offer: Offer = field(default_factory=Offer)
    returned: dict[str, Imported] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    code: str = LANGUAGES[0]
    compared: Asked = field(default_factory=Asked)
    _analysis: Analysis | None = None

    @property
    def session(self) -> Session:
        """The case that is shown."""
        return self.cases[self.current]

    @property
    def analysis(self) -> Analysis:
        """The files brought for a baseline; what reads them takes its time to load."""
        if self._analysis is None:
            from pages.analyst.analysis import Analysis

            self._analysis = Analysis()
        return self._analysis

    @property
    def keys(self) -> tuple[str, ...]:
        """What can be chosen: the files there are, then what the reader brought."""
        files = case_files()
        return (*files, *(key for key in self.cases if key not in files))

    def name(self, key: str) -> str:
        """Return what a case is called now; of those called alike the second gets a 2."""
        names = told_apart([self._name(each) for each in self.keys])
        return dict(zip(self.keys, names, strict=True))[key]

    def _name(self, key: str) -> str:
        return self.cases[key].scenario.name if key in self.cases else case_name(key, self.code)

    def scenario(self, key: str) -> Scenario:
        """Return a case as the reader left it, or as its file has it."""
        return self.cases[key].scenario if key in self.cases else load_case(key, self.code)

    def speak(self, code: str) -> None:
        """Tell samples in another language; what the reader has edited keeps its words."""
        if code == self.code:
            return
        for key, session in self.cases.items():
            if key in case_files() and not self.offer.accepted.get(key):
                self.cases[key] = session.retold(load_case(key, self.code), load_case(key, code))
        self.code = code

    def choose(self, key: str) -> None:
        """Show a case, as it was left or, for the first time, as its file has it."""
        if key not in self.cases:
            self.cases[key] = Session(load_case(key, self.code))
        self.current = key

    def show(self, panel: str) -> None:
        """Show a panel; what was open, or refused, on another one is closed."""
        if panel != self.panel:
            self.session.opened, self.refused = "", None
        self.panel = panel

    def bring(self, scenario: Scenario) -> None:
        """Show a scenario that is in no file here."""
        self.current = f"own {1 + sum(key.startswith('own ') for key in self.cases)}"
        self.cases[self.current] = Session(scenario)
        self.refused = None

    def bring_back(self, imported: Imported) -> None:
        """Show the scenario of a workbook that came back, and remember what changed."""
        self.bring(imported.scenario)
        self.returned[self.current] = imported

    def copied(self) -> Visit:
        """Return a visit of its own that goes on from here."""
        return replace(
            self,
            answers=dict(self.answers),
            _analysis=self._analysis and self._analysis.copied(),
            offer=self.offer.copied(),
            returned=dict(self.returned),
            shelf=self.shelf.copied(),
            compared=replace(self.compared),
            cases={key: case.copied() for key, case in self.cases.items()},
        )
