"""The colours of the course can be seen on a white ground and on JupyterLab's dark one."""

import pytest

from utils.core import palette

WHITE, DARK = "#FFFFFF", "#111111"
SEEN_AS_A_LINE = 3  # WCAG 2.2, 1.4.11
IN_LINES = ("TRAINING", "VALIDATION", "RIGHT", "WRONG", "HINT", "FADED", "WAITING", "QUIET", "NEGATIVE", "POSITIVE")


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = (channel / 255 for channel in bytes.fromhex(colour[1:]))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", [WHITE, DARK])
@pytest.mark.parametrize("name", IN_LINES)
def test_each_colour_is_seen_on_both_grounds(name, ground):
    assert contrast(getattr(palette, name), ground) >= SEEN_AS_A_LINE


def test_the_contrast_is_that_of_the_guideline():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
