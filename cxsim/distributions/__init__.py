"""Each distribution of an uncertain number: parameters, quantile function, mean and support.

A distribution is an immutable value. `quantile` maps probabilities to values elementwise; sampling
feeds it scrambled points, so that a number's draws move smoothly when its range is edited.
"""

from cxsim.distributions.base import Distribution, Floats, ShapeError
from cxsim.distributions.bounded import Beta, Pert, Triangular, Uniform
from cxsim.distributions.counted import Discrete, SurveyMix
from cxsim.distributions.metalog import Quantiles
from cxsim.distributions.normal import Lognormal, Normal

DISTRIBUTIONS: dict[str, type[Distribution]] = {
    "uniform": Uniform,
    "triangular": Triangular,
    "pert": Pert,
    "normal": Normal,
    "lognormal": Lognormal,
    "beta": Beta,
    "quantiles": Quantiles,
    "discrete": Discrete,
}
"""Distribution classes by the word that names them in a scenario file."""

__all__ = [
    "DISTRIBUTIONS",
    "Beta",
    "Discrete",
    "Distribution",
    "Floats",
    "Lognormal",
    "Normal",
    "Pert",
    "Quantiles",
    "ShapeError",
    "SurveyMix",
    "Triangular",
    "Uniform",
]
