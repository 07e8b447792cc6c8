"""How the app is started."""

import platform
import subprocess
import sys

import pytest

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
