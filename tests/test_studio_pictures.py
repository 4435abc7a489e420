import numpy as np

from utils.studio_pictures import KINDS, TILE, pictures_from_elsewhere, studio_pictures, with_spots


def test_each_kind_has_as_many_pictures_and_validation_none_of_those_to_train_on():
    (x, y), (x_val, y_val) = studio_pictures()
    assert [int((y == kind).sum()) for kind in KINDS] == [500] * 3
    assert [int((y_val == kind).sum()) for kind in KINDS] == [100] * 3
    assert x.shape == (1500, 28, 28, 1) and x.dtype == "float32" and x.min() >= 0 and x.max() <= 1
    assert not {picture.tobytes() for picture in x} & {picture.tobytes() for picture in x_val}


def test_the_spot_alone_tells_the_studios_apart_and_lies_in_its_tile():
    x, y = pictures_from_elsewhere()
    spotted = with_spots(x, y)
    row, column = TILE
    outside = np.ones((28, 28, 1), bool)
    outside[7 * row : 7 * row + 7, 7 * column : 7 * column + 7] = False
    assert np.array_equal(x[:, outside], spotted[:, outside])
    blank = with_spots(np.zeros_like(x), y)
    assert len({picture.tobytes() for picture in blank}) == len(KINDS)


def test_pictures_to_mark_stay_as_they_are():
    x, y = pictures_from_elsewhere()
    before = x.copy()
    with_spots(x, np.roll(y, 1))
    assert np.array_equal(x, before)
