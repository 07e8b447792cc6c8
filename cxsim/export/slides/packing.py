"""The file of the slides: the same case gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every part: a zip file knows none before it."""


def pack(packed: bytes, path: Path) -> None:
    """Write a zip file anew, without the time at which it was made."""
    with ZipFile(BytesIO(packed)) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, EPOCH)
            part.compress_type, part.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(part, source.read(name))
