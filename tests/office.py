"""LibreOffice and poppler, which judge what we export: where they are, how to get them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.browser import apt_get, as_root, is_debian

PACKAGES = ("libreoffice-calc-nogui", "libreoffice-impress-nogui", "poppler-utils")
PROGRAMS = ("soffice", "pdftoppm")
PATIENCE = 120
"""Seconds that one conversion may take."""
MISSING = "no LibreOffice to judge the exports; `python -m tests` gets one"


def has_office() -> bool:
    """Return whether all PROGRAMS are there."""
    return all(map(shutil.which, PROGRAMS))


def get_office() -> bool:
    """See to it that there is a LibreOffice; say what was done; return whether there is one."""
    if not has_office() and is_debian() and (root := as_root()) is not None:
        command = apt_get(root, *PACKAGES)
        print("No LibreOffice found. Running:", *command, flush=True)
        subprocess.run(command, check=False)
    missing = f"{'!' * 8} NO LIBREOFFICE, and none to be had. {'!' * 8}"
    print(f"Office: {shutil.which(PROGRAMS[0])}" if has_office() else missing)
    return has_office()


def convert(sources: Iterable[Path], kind: str, folder: Path) -> list[Path]:
    """Let LibreOffice open files and save each as another kind, all in one start.

    Parameters
    ----------
    sources : iterable of Path
        Of different names.
    kind : str
        "xlsx", "pdf" …; a filter's name and options may follow a colon.
    folder : Path
        Where the results go, and LibreOffice's own settings.
    """
    files = [*sources]
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, text=True)
    made = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    missing = [path.name for path in made if not path.exists()]
    assert not missing, f"LibreOffice made no {missing}: {done.stdout}{done.stderr}"
    return made


def pictures(document: Path, folder: Path, resolution: int = 60) -> list[Path]:
    """Return the pages of a PDF as PNG files, in order."""
    stem = folder / document.stem
    command = ["pdftoppm", "-png", "-r", str(resolution), str(document), str(stem)]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return sorted(folder.glob(f"{document.stem}-*.png"))
