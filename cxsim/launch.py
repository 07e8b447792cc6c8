"""Start the app: Streamlit on this machine alone, asking nothing and telling nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def home() -> Path:
    """Return the folder of `app.py`: the checkout's, or the one inside the installed package."""
    packaged = HERE / "_app"
    return packaged if packaged.is_dir() else HERE.parent


def launch(port: int, browser: bool, options: tuple[str, ...] = ()) -> int:
    """Run the app until it is stopped; return its exit status.

    Parameters
    ----------
    port : int
    browser : bool
        Whether to open one.
    options : tuple of str
        Further options of `streamlit run`.
    """
    command = [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        f"--server.port={port}",
        f"--server.headless={str(not browser).lower()}",
        *options,
    ]
    try:
        return subprocess.run(command, cwd=home(), check=False).returncode
    except KeyboardInterrupt:
        return 0
