"""The app as people start it, for the tests that visit it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A disk in memory, where there is one: a save is answered once it is on the disk, and a busy disk
takes its time."""


@contextmanager
def running_app(log: Path, python: str = sys.executable, cwd: Path | None = None) -> Iterator[str]:
    """Run `python -m cxsim app` on a free port of this machine; give its address.

    What it keeps for its next start lies beside the log.
    """
    command = [python, "-m", "cxsim", "app", "--no-browser", "--port={port}"]
    with served(command, log, cwd, CXSIM_CACHE=str(log.parent / "cache")) as address:
        yield address


@contextmanager
def served(
    command: list[str], log: Path, cwd: Path | None = None, **environment: str
) -> Iterator[str]:
    """Run a Streamlit server; `{port}` in its command becomes a free one; give its address."""
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    command = [part.format(port=port) for part in command]
    address = f"http://localhost:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=cwd,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"{address}/_stcore/health", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    patient_until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < patient_until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app does not answer:\n{log.read_text(errors='replace')}")
