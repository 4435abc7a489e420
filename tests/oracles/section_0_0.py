"""Section 0-0: what is right, read from the task alone."""

import numpy as np

from tests.oracles import oracle

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
    is_number = isinstance(pixels, int | float | np.integer | np.floating) and not isinstance(pixels, bool)
    return is_number and pixels == sum(1 for _ in np.ndindex(28, 28))
