"""The kinds of file a case is written as."""

from pathlib import Path

import pytest

from cxsim.export.case.formats import FORMATS, format_of
from cxsim.text.phrase import RefusedError


def test_every_format_has_its_writer():
    """Each of them is there, and what it needs is installed."""
    for found in FORMATS.values():
        assert callable(found.writer())


def test_a_missing_library_has_its_remedy():
    """Where a package is not installed, the command to install it is told."""
    lacking = FORMATS[".pdf"]._replace(needs="no_package_of_this_name")
    with pytest.raises(RefusedError, match=r"pip install cxsim\[report\]"):
        lacking.writer()


def test_the_ending_decides():
    """In capitals too; another one is refused with those there are."""
    assert format_of(Path("a.b/Case.PPTX")) is FORMATS[".pptx"]
    with pytest.raises(RefusedError, match=r"case\.docx.*\.xlsx"):
        format_of(Path("case.docx"))
