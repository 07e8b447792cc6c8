"""A real browser for the tests: where one is, how to get one, how it starts."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
MISSING = "no browser to open the app in; `python -m tests` gets one"


def in_ci() -> bool:
    """Return whether this is a continuous-integration run, where nothing may be skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def find_browser(playwright: Playwright) -> str | None:
    """Return the path of Playwright's own Chromium, or of the system's."""
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)


def start_browser(playwright: Playwright, path: str) -> Browser:
    """Start it without a window and without traffic of its own; root has no sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=path, args=[*QUIET, *(["--no-sandbox"] if root else [])]
    )


def settle(page: Page) -> None:
    """Wait until the app has answered everything asked of it."""
    page.locator(SETTLED).wait_for(timeout=60_000)


def get_browser() -> bool:
    """See to it that there is a browser; say what was done; return whether there is one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = find_browser(playwright)
        for command in [] if path else ways(is_debian(), as_root()):
            print("No browser found. Running:", *command, flush=True)
            subprocess.run(command, check=False)
            if path := find_browser(playwright):
                break
    print(f"Browser: {path}" if path else f"{'!' * 8} NO BROWSER, and none to be had. {'!' * 8}")
    return path is not None


def ways(debian: bool, root: list[str] | None) -> list[list[str]]:
    """Return the commands that may bring a browser, the likeliest first.

    Parameters
    ----------
    debian : bool
        Whether the system's own package is a real one (Ubuntu's is not).
    root : list of str or None
        What to put before a command to run it as root; None if that is not ours to do.
    """
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if root is None:
        return [own]
    if debian:
        return [apt_get(root, "chromium"), own]
    return [[*own, "--with-deps"] if sys.platform == "linux" else own]


def apt_get(root: list[str], *packages: str) -> list[str]:
    """Return the command that installs packages of the system, asking nothing."""
    quiet = "DEBIAN_FRONTEND=noninteractive apt-get install --yes"
    return [*root, "sh", "-c", f"apt-get update && {quiet} {' '.join(packages)}"]


def is_debian() -> bool:
    """Return whether this is Debian."""
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except (OSError, KeyError):
        return False


def as_root() -> list[str] | None:
    """Return what makes a command run as root: nothing, or a sudo that asks no password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if sys.platform == "linux" and (sudo := shutil.which("sudo")):
        quiet = subprocess.run(
            [sudo, "--non-interactive", "true"], capture_output=True, check=False
        )
        return [sudo, "--non-interactive"] if quiet.returncode == 0 else None
    return None
