"""How the app is started."""

import gc
import platform
import socket
import subprocess
import sys
from threading import Thread
from time import sleep

import pytest

from cxsim import launch
from tests.server import ROOT

CODE = """
import resource
import numpy as np
from cxsim.launch import keep_memory
if {kept}:
    keep_memory()
for _ in range(3):
    arrays = [np.ones(250_000) for _ in range(30)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    del arrays
arrays = [np.ones(250_000) for _ in range(30)]
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_freed_memory_is_kept_for_the_next_result():
    """Thirty arrays, freed and made anew: the system hands out their pages once."""
    faults = [
        int(subprocess.check_output([sys.executable, "-c", CODE.format(kept=kept)]))
        for kept in (False, True)
    ]
    assert faults[1] < 100 < faults[0]


LIGHT = """
import sys
import cxsim.cli.app, cxsim.launch
print(*{"numba", "numpy", "pandas", "pydantic", "scipy", "streamlit"} & set(sys.modules))
"""
EARLY = """
import ast, sys
from pathlib import Path
import pages.shared.ready
for node in ast.parse(Path("pages/simulator.py").read_text("utf-8")).body:
    if isinstance(node, ast.ImportFrom) and node.module != "__future__":
        exec(ast.unparse(node))
print(*{"cxsim.scenario", "numba", "pandas", "pydantic", "scipy"} & set(sys.modules))
"""
READY = """
import sys
from pages.shared import page, ready
ready.get_ready()
page.simulate = None  # who calls it fails
page.simulated(page.load_case(page.SAMPLES[0]))
print(*{"pages.workbench.live"} - set(sys.modules))
print(*{"alembic", "duckdb", "scipy.optimize"} & set(sys.modules))
"""


@pytest.mark.parametrize("code", [LIGHT, EARLY, READY])
def test_nobody_waits_for_what_is_not_needed_yet(code):
    """The server, and what an earlier start has kept, need no model; the rest is loaded at once."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []
    assert answer.stderr == ""


@pytest.fixture
def loaded(monkeypatch):
    """Return what has been loaded, instead of loading it."""
    done = []

    class Ready:
        get_ready = staticmethod(lambda: done.append("ready"))

    monkeypatch.setattr(launch, "import_module", lambda name: done.append(name) or Ready)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return done


def test_the_first_page_is_made_ready_once_the_server_listens(loaded):
    """Before that, nothing is loaded: the browser takes a second to load the page itself."""
    with socket.socket() as server:
        server.bind(("localhost", 0))
        thread = Thread(target=launch.get_ready, args=(server.getsockname()[1],))
        thread.start()
        sleep(0.1)
        assert loaded == []
        gc.disable()
        server.listen()
        thread.join(timeout=10)
    assert loaded == [launch.READY, "ready"]
    assert gc.isenabled()


def test_a_server_that_listens_elsewhere_is_not_waited_for(monkeypatch, loaded):
    """Another address among the options: the model is loaded all the same."""
    monkeypatch.setattr(launch, "LOOKS", 2)
    gc.disable()
    launch.get_ready(launch.free_port(9100))
    assert loaded == [launch.READY, "ready"]
    assert gc.isenabled()
