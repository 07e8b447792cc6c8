"""What every distribution of an uncertain number offers."""

from __future__ import annotations

from abc import abstractmethod
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from cxsim.text.phrase import Phrase

Floats = NDArray[np.float64]


class ShapeError(PydanticCustomError):
    """Parameters that make no distribution: the rule they break, and the remedy."""

    def __new__(cls, rule: Phrase, remedy: Phrase) -> Self:
        """Carry both phrases through pydantic's error list."""
        return super().__new__(cls, "shape", "{rule}", {"rule": rule, "remedy": remedy})


def require(holds: bool, rule: Phrase, remedy: Phrase) -> None:
    """Raise ShapeError unless the parameters obey the rule."""
    if not holds:
        raise ShapeError(rule, remedy)


class Distribution(BaseModel):
    """An uncertain number.

    Raises
    ------
    pydantic.ValidationError
        Where a parameter is missing, unknown, not a finite number, or the shape is impossible.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    dist: str

    @property
    @abstractmethod
    def expected_value(self) -> float:
        """The expected value, in the number's own unit; used by the point plan."""

    @property
    @abstractmethod
    def support(self) -> tuple[float, float]:
        """The least and the greatest value it can take; infinite where it is unbounded."""

    @property
    def certain(self) -> float | None:
        """The number itself where the distribution has zero width, else None."""
        low, high = self.support
        return low if low == high else None

    @property
    def jumps(self) -> tuple[float, ...]:
        """The probabilities at which the quantile function jumps."""
        return ()

    @abstractmethod
    def quantile(self, u: Floats) -> Floats:
        """Return the values below which the shares `u` of the draws fall.

        Parameters
        ----------
        u : ndarray, any shape
            Probabilities strictly between 0 and 1.

        Returns
        -------
        ndarray, the shape of `u`, in the number's own unit
        """
