"""The random generators that belong to paths."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(path: str, *seeds: int) -> np.random.Generator:
    """Return the generator that belongs to a path, and to seeds where there are any."""
    key = int.from_bytes(hashlib.sha256(path.encode()).digest()[:16], "little")
    return np.random.Generator(np.random.PCG64([key, *seeds]))
