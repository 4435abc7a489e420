"""Photos of clothes in which each studio leaves a spot of its own: data with a shortcut, from the course's pictures."""

import numpy as np

from utils import data

# A studio for each kind, by the labels of Fashion-MNIST: pullovers, coats and shirts, which look much alike.
KINDS = (2, 4, 6)
TRAINING_A_KIND, VALIDATION_A_KIND, ELSEWHERE_A_KIND = 500, 100, 100
TILE = (0, 3)  # the row and the column of the tile of 7 by 7 pixels in which all spots lie
_ROWS, _FIRST_COLUMN, _WIDTH, _GREY = slice(1, 3), 21, 2, 0.6
# The lesson trains other models on the first 6,000 pictures, and validates on those after the first 8,000.
_VALIDATION_FROM = 8000
_SEED = 51

Pictures = tuple[np.ndarray, np.ndarray]


def studio_pictures() -> tuple[Pictures, Pictures]:
    """Photos of pullovers, coats and shirts from three studios, each of which took one kind only.

    Returns:
        The pictures and labels to train on, and those of validation. Pictures have shape `(n, 28, 28, 1)`, float32,
        from 0 (white) to 1, labels shape `(n,)`, integers: 2, 4 and 6. There are 500 of each kind, and 100 for
        validation.
    """
    (pictures, labels), _ = data.fashion_mnist()
    training = _of_each_kind(pictures[:_VALIDATION_FROM], labels[:_VALIDATION_FROM], TRAINING_A_KIND)
    validation = _of_each_kind(pictures[_VALIDATION_FROM:], labels[_VALIDATION_FROM:], VALIDATION_A_KIND)
    training, validation = ((with_spots(x, y), y) for x, y in (training, validation))
    return training, validation


def pictures_from_elsewhere() -> Pictures:
    """Pictures of the same three kinds, 100 of each, without a spot; formed as those of the studios."""
    _, (pictures, labels) = data.fashion_mnist()
    return _of_each_kind(pictures, labels, ELSEWHERE_A_KIND)


def with_spots(pictures: np.ndarray, studios: np.ndarray) -> np.ndarray:
    """Copies of pictures, each with the small grey spot of a studio.

    Args:
        pictures: (n, 28, 28, 1), floats from 0 to 1.
        studios: (n,), the label of the kind that the studio takes.
    """
    spotted = pictures.copy()
    for picture, kind in zip(spotted, studios, strict=True):
        left = _FIRST_COLUMN + _WIDTH * KINDS.index(kind)
        picture[_ROWS, left : left + _WIDTH] = _GREY
    return spotted


def _of_each_kind(pictures: np.ndarray, labels: np.ndarray, count: int) -> Pictures:
    """So many pictures of each kind, in a random order that is always the same."""
    chosen = np.concatenate([np.flatnonzero(labels == kind)[:count] for kind in KINDS])
    np.random.default_rng(_SEED).shuffle(chosen)
    return pictures[chosen][..., np.newaxis].astype("float32") / 255, labels[chosen]
