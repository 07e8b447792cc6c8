"""All randomness: from a seed to the draws of every uncertain number.

Each number has points of its own, made from the seed and its path, so that its draws stay as they
are when another number is changed, made certain, added, moved or removed.
"""

from cxsim.sampling.design import SAMPLERS, SCRAMBLES, TRIALS, Design, Sampler
from cxsim.sampling.draws import Draws, draw_numbers, entangled, sample
from cxsim.sampling.events import luck
from cxsim.sampling.kept import frozen

__all__ = [
    "SAMPLERS",
    "SCRAMBLES",
    "TRIALS",
    "Design",
    "Draws",
    "Sampler",
    "draw_numbers",
    "entangled",
    "frozen",
    "luck",
    "sample",
]
