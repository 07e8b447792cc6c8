"""The files a case can be written as: their endings, and what writes each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from cxsim.export.case.case import BusinessCase
from cxsim.simulation import Progress
from cxsim.text.phrase import Phrase, RefusedError, say

Writer = Callable[[BusinessCase, Path, Progress], None]


class Format(NamedTuple):
    """A kind of file.

    Attributes
    ----------
    name : Phrase
    mime : str
    module, function : str
        Where what writes it stands; imported when it is wanted.
    needs : str
        The package without which it cannot be written; empty where there is none.
    """

    name: Phrase
    mime: str
    module: str
    function: str
    needs: str = ""

    def check(self) -> None:
        """Raise RefusedError where a package is missing without which it cannot be written."""
        if self.needs and find_spec(self.needs) is None:
            raise RefusedError(
                say(
                    "{package} is not installed; run: pip install cxsim[report]", package=self.needs
                )
            )

    def writer(self) -> Writer:
        """Return what writes the file; raises RefusedError as `check` does."""
        self.check()
        writer: Writer = getattr(import_module(self.module), self.function)
        return writer


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    ".xlsx": Format(
        say("Workbook"),
        f"{OFFICE}.spreadsheetml.sheet",
        "cxsim.export.workbook",
        "write_workbook",
        "xlsxwriter",
    ),
    ".pptx": Format(
        say("Slides"),
        f"{OFFICE}.presentationml.presentation",
        "cxsim.export.slides",
        "write_slides",
        "pptx",
    ),
    ".pdf": Format(
        say("Document"), "application/pdf", "cxsim.export.document", "write_document", "typst"
    ),
    ".json": Format(say("Figures"), "application/json", "cxsim.export.case.record", "write_record"),
}
"""By the ending of the file's name."""


def format_of(path: Path) -> Format:
    """Return the format that a file's name asks for.

    Raises
    ------
    RefusedError
        Where it asks for none of FORMATS.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise RefusedError(
            say(
                "{path}: the name must end in {endings}",
                path=path,
                endings=", ".join(FORMATS),
            )
        )
    return found
