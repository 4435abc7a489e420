"""A picture of one's own for the lab "Draw it": a file, as the browser sends it, becomes ink on the paper."""

import io
import warnings

import numpy as np
from PIL import Image, ImageOps

from utils.core.text import CourseError, Text
from utils.labs.canvas import GRID

MOST_PIXELS = 50_000_000
_FAINT = 40  # of 255: what differs so little from the background is background


def content_of(value) -> bytes | None:
    """The bytes of the file that was chosen last, from the value of a `FileUpload` of ipywidgets 8 or 7."""
    files = list(value.values()) if isinstance(value, dict) else list(value)
    return bytes(files[-1]["content"]) if files else None


def ink_of_picture(content: bytes) -> np.ndarray:
    """How far each place of a picture is from its background, as ink of shape (112, 112), uint8.

    The background is what the edge of the picture mostly is, light or dark. A picture that is not square gets edges.

    Raises:
        CourseError: the file holds no picture that can be read, or one that is too large.
    """
    grey = np.asarray(_grey(content), dtype="int32")
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    ink = np.abs(grey - int(np.median(edge)))
    ink = np.where(ink < _FAINT, 0, ink)
    ink = np.clip(ink * 255 // max(1, int(ink.max())), 0, 255).astype("uint8")
    rows, columns = ink.shape
    above, left = (GRID - rows) // 2, (GRID - columns) // 2
    return np.pad(ink, ((above, GRID - rows - above), (left, GRID - columns - left)))


def _grey(content: bytes) -> Image.Image:
    """The picture in grey, its longer side 112 pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content))
            if opened.width * opened.height > MOST_PIXELS:
                raise _unreadable()
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except CourseError:
        raise
    except Exception:
        raise _unreadable() from None
    on_white = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("L")
    return ImageOps.contain(on_white, (GRID, GRID))


def _unreadable() -> CourseError:
    return CourseError(
        Text(
            ko="이 파일은 사진으로 읽을 수 없습니다. 5천만 픽셀까지의 PNG나 JPEG 파일을 고르세요.",
            en="This file cannot be read as a picture. Choose a PNG or JPEG file of at most 50 million pixels.",
        )
    )
