"""Section 0-0: what is right, read from the task alone."""

import numpy as np

from tests.oracles import oracle


def _is_number(value) -> bool:
    """Whether it is one number: Python's, NumPy's, or alone in an array."""
    is_numeric = isinstance(value, int | float | np.number | np.ndarray) and np.asarray(value).dtype.kind in "iuf"
    return is_numeric and np.ndim(value) == 0


# --- 0-0-a ---


@oracle(
    "0-0-a",
    also_right=[
        """
height = width = 28
pixels = height * width
""",
        """
pixels = 0
for row in range(28):
    pixels += 28
""",
        """
import numpy as np

pixels = np.zeros((28, 28)).size
""",
    ],
    also_wrong=["pixels = 28 * 28,", "pixels = 28 * 28 + 0.5", "pixels = lambda: 28 * 28"],
)
def pixels_are_counted(pixels) -> bool:
    return _is_number(pixels) and pixels == sum(1 for _ in np.ndindex(28, 28))
