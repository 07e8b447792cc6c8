"""Start the app: Streamlit on this machine alone, asking nothing and telling nobody."""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import runpy
import socket
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Final

from cxsim.text.language import Language

HERE = Path(__file__).resolve().parent
TRIES = 100
LOOKS = 250
"""How often it is looked whether the server listens: five seconds."""
MALLOC = {-3: 1 << 25, -1: 1 << 28, -2: 1 << 25}
"""M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_TOP_PAD of malloc.h, bytes: arrays up to 32 MiB come
from a heap, which gives back what is above 256 MiB."""
ENGLISH: Final = Language()
READY = "pages.shared.ready"
"""The module of the app that loads the model, and its first page."""
INSTALL = 'pip install "cxsim[app]"'
SCENARIO = "CXSIM_SCENARIO"
"""Environment variable that names the scenario to open beside the samples."""


def home() -> Path:
    """Return the folder of `app.py`: the checkout's, or the one inside the installed package."""
    packaged = HERE / "_app"
    return packaged if packaged.is_dir() else HERE.parent


def launch(
    port: int,
    browser: bool,
    options: tuple[str, ...] = (),
    file: Path | None = None,
    language: Language = ENGLISH,
) -> int:
    """Run the app until it is stopped; return its exit status.

    Loopback, no telemetry and no questions come from `.streamlit/config.toml` beside `app.py`.

    Parameters
    ----------
    port : int
        Where to listen; the next free one if it is taken.
    browser : bool
        Whether to open one.
    options : tuple of str
        Further options of `streamlit run`.
    file : Path, optional
        A valid scenario to open; the app finds it in the environment, under SCENARIO.
    language : Language, optional
        Of what is said on the terminal.
    """
    if file is not None:
        os.environ[SCENARIO] = str(file.resolve())
    if find_spec("streamlit") is None:
        needs = language.say("The app needs Streamlit. Get it with: {command}", command=INSTALL)
        print(needs, file=sys.stderr)
        return 1
    keep_memory()
    gc.disable()  # while all is loaded nothing of it is garbage, and looking takes a third of it
    free = free_port(port)
    Thread(target=get_ready, args=(free,), daemon=True).start()
    if free != port:
        print(language.say("Port {port} is taken; using {free}.", port=port, free=free))
    address = f"http://localhost:{free}"
    print(language.say("cxsim: {address} (Ctrl-C stops it)", address=address), flush=True)
    return _streamlit(
        str(home() / "app.py"),
        f"--server.port={free}",
        "--logger.hideWelcomeMessage=true",
        *([] if browser else ["--server.headless=true"]),
        *options,
    )


def keep_memory() -> None:
    """Have freed memory kept for the next result, where the C library is glibc.

    Given back, its pages are handed out anew, one by one: a fifth of the time of a simulation.
    """
    if platform.libc_ver()[0] == "glibc":
        for option, size in MALLOC.items():
            ctypes.CDLL(None).mallopt(option, size)


def get_ready(port: int) -> None:
    """Have the model compiled, and the app's first page loaded, while the browser loads its own.

    The server comes first; one that listens elsewhere, as a further option may have it, is not
    waited for longer than LOOKS.
    """
    try:
        for _ in range(LOOKS):
            if _is_heard(port):
                break
            sleep(0.02)
        sys.path.insert(0, str(home()))
        import_module(READY).get_ready()
    finally:
        gc.enable()


def compile_model() -> None:
    """Have the model and the ranking compiled, or read back from the disk."""
    from cxsim.downside.months import months_of
    from cxsim.scenario import Scenario
    from cxsim.scenario.template import TEMPLATE
    from cxsim.simulation import prepare

    scenario = Scenario.parse(TEMPLATE)
    prepare(scenario)
    months_of(scenario, {}, 1)


def free_port(first: int) -> int:
    """Return `first`, or the next port on which nothing listens."""
    last = min(first + TRIES, 2**16)
    return next((port for port in range(first, last) if _is_free(port)), first)


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("localhost", port)).close()
    except OSError:
        return False
    return True


def _is_heard(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port)).close()
    except OSError:
        return False
    return True


def _streamlit(*arguments: str) -> int:
    """Run `streamlit run` in this very process: one to stop, and Ctrl-C reaches it."""
    sys.argv = ["streamlit", "run", *arguments]
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except KeyboardInterrupt:
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0
