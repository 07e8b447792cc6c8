"""The document: two pages for an executive, annexes for finance; a tagged PDF by typst."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from pathlib import Path

from cxsim.export.case import BusinessCase
from cxsim.export.document.content import content
from cxsim.export.telling.tell import tell
from cxsim.export.telling.telling import Telling
from cxsim.export.telling.typeface import FONTS
from cxsim.scenario.files import replacing
from cxsim.simulation import Progress


def pdf_of(told: Telling, progress: Progress) -> bytes:
    """Return the document; the same telling gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="cxsim-") as name:
        root = Path(name)
        with as_file(files("cxsim.export.document") / "template") as template:
            for source in template.glob("*.typ"):
                shutil.copyfile(source, root / source.name)
        record = content(told, _keep_logo(told.front.logo, root))
        progress(0.3)
        return _compiled(root, json.dumps(record), told)


def _keep_logo(logo: bytes | None, root: Path) -> str:
    """Write the logo beside the template; return the name of its file."""
    if logo is None:
        return ""
    path = root / ("logo.png" if logo.startswith(b"\x89PNG") else "logo.jpg")
    path.write_bytes(logo)
    return path.name


def _compiled(root: Path, record: str, told: Telling) -> bytes:
    import typst  # here: it takes its time, and only a document needs it

    made = datetime.combine(told.front.day, time(), UTC)

    def compiled(standards: list[typst.PDFStandard]) -> bytes:
        return typst.compile(
            root / "main.typ",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"content": record},
            pdf_standards=standards,
            package_path=root / "none",
            package_cache_path=root / "none",
            timestamp=int(made.timestamp()),
        )

    try:
        return compiled(["ua-1"])  # readable by those who cannot see it
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return compiled([])  # a name in a script that the typeface lacks: tagged, but no PDF/UA


def write_document(case: BusinessCase, path: Path, progress: Progress) -> None:
    """Write a document by replacing the file, so that a reader finds the old one or the new."""
    written = pdf_of(tell(case), progress)
    with replacing(path) as draft:
        draft.write_bytes(written)
    progress(1.0)
