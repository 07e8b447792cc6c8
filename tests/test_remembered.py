"""What was found for an object, remembered as long as the object lives."""

import gc
from weakref import ref

import numpy as np

from cxsim.remembered import while_alive


def test_an_object_is_asked_about_once():
    """Equal objects are asked about apart, and so is one that stands where another stood."""
    asked: list[float] = []

    @while_alive
    def total(values: np.ndarray) -> float:
        """Return the sum."""
        asked.append(float(values.sum()))
        return asked[-1]

    first, twin = np.ones(3), np.ones(3)
    assert [total(first), total(first), total(twin)] == [3.0, 3.0, 3.0]
    assert asked == [3.0, 3.0]
    assert total.__doc__ == "Return the sum."
    for size in range(100):  # a new array may stand where the last one stood
        assert total(np.ones(size)) == size
    assert len(asked) == 102


def test_what_was_found_goes_with_its_object():
    """Nothing is remembered of an object that is gone."""
    copied, doomed = while_alive(np.copy), np.zeros(2)
    found = ref(copied(doomed))
    assert found() is copied(doomed)
    del doomed
    gc.collect()
    assert found() is None
