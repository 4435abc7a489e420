"""Pictures of a learner's own: what is odd about them, and how they are meant to be seen."""

import os
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from utils.core.stderr import stderr_to
from utils.core.text import CourseError, Text, brief
from utils.own_files.report import Finding, FolderReport, copied, report_on, together

# What `image_dataset_from_directory` takes.
_ENDINGS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
_OTHER_PICTURES = (".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jfif", ".jp2", ".ico", ".ppm", ".pgm")
_CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}
_MODES = {"grayscale": "L", "rgb": "RGB", "rgba": "RGBA"}
_EXIF_ORIENTATION, _UPRIGHT = 0x0112, 1
# By the name that Pillow gives a kind: how it is called, and the endings it has.
_KINDS = {
    "JPEG": ("JPEG", (".jpg", ".jpeg")),
    "MPO": ("JPEG", (".jpg", ".jpeg")),
    "PNG": ("PNG", (".png",)),
    "GIF": ("GIF", (".gif",)),
    "BMP": ("BMP", (".bmp",)),
    "WEBP": ("WebP", ()),
}


def picture_report(folder: Path | str, color_mode: str = "rgb") -> FolderReport:
    """What Keras makes of each file in a folder of pictures.

    Every picture is decoded to its end by the same function that `image_dataset_from_directory` calls, so what is
    `unreadable` here is what would stop a training run there.

    Args:
        folder: with class folders in it, or with such folders as `train` and `test`. Nothing in it changes.
        color_mode: as in `image_dataset_from_directory`: "rgb", "grayscale" or "rgba". Some files can be read in
            colour only.

    Raises:
        CourseError: no such folder, or no such `color_mode`.
    """
    channels = _known(color_mode, _CHANNELS)
    # TensorFlow's JPEG library writes to stderr about damaged files, which the report says better.
    with open(os.devnull, "wb") as nothing, stderr_to(nothing):
        return report_on(folder, _ENDINGS, lambda file: _finding(file, channels), _why_left_out)


def read_picture(
    picture: Path | str | np.ndarray | Image.Image, color_mode: str = "rgb", size: tuple[int, int] | None = None
) -> np.ndarray:
    """A picture as a model takes it: turned upright, on white where it is transparent, from 0 to 255.

    Args:
        picture: the path of a file, which is only read; a picture of Pillow; or an array of shape (height, width) or
            (height, width, channels), with integers from 0 to 255 (`uint16`: to 65535), or floats from 0 to 255 or
            from 0 to 1.
        color_mode: "rgb", "grayscale" or "rgba".
        size: height and width in pixels; None keeps those of the picture. Smaller pictures are means over pixels.

    Returns:
        float32, of shape (height, width, 1, 3 or 4).

    Raises:
        CourseError: it cannot be read as a picture.
    """
    mode = _known(color_mode, _MODES)
    if size is not None:
        _require_size(size)
    image = _upright(_opened(picture))
    if mode != "RGBA" and image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert(mode)
    if size is not None:
        height, width = size
        image = image.resize((width, height), Image.Resampling.BOX)
    return np.asarray(image, "float32").reshape(image.height, image.width, -1)


def picture_copy(folder: Path | str, to: Path | str) -> dict[Path, str]:
    """Write each picture of a folder into a new folder as a PNG file that Keras reads as it is meant to be seen.

    The copies are upright, on white where the picture is transparent, in colour, and have 8 bits a value. WebP and
    TIFF files are copied too.

    Args:
        folder: with class folders in it. Nothing in it changes.
        to: the new folder.

    Returns:
        By path, why a picture was not copied.

    Raises:
        CourseError: no such folder; or `to` is there already, lies inside `folder`, or cannot be written.
    """

    def write(file: Path, copy: Path) -> None:
        Image.fromarray(read_picture(file).astype("uint8")).save(copy)

    return copied(folder, to, _ENDINGS + _OTHER_PICTURES, lambda file: f"{file.stem}.png", write)


def _known(color_mode: object, values: dict):
    if not isinstance(color_mode, str) or color_mode not in values:
        raise CourseError(
            Text(
                ko='`color_mode`에는 "rgb", "grayscale", "rgba" 가운데 하나를 쓰세요. 받은 값: {value}',
                en='`color_mode` is "rgb", "grayscale" or "rgba", not {value}.',
            ).format(value=brief(color_mode))
        )
    return values[color_mode]


def _require_size(size: object) -> None:
    whole = (
        isinstance(size, tuple | list) and len(size) == 2 and all(isinstance(side, int) and side > 0 for side in size)
    )
    if not whole:
        raise CourseError(
            Text(
                ko="`size`는 높이와 너비, 두 양의 정수입니다. 예: `(28, 28)`. 받은 값: {value}",
                en="`size` is a height and a width, such as `(28, 28)`, not {value}.",
            ).format(value=brief(size))
        )


# --- what Keras makes of a file ---


def _finding(file: Path, channels: int) -> Finding | None:
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = Text(ko="열 수 없음({reason})", en="cannot be opened ({reason})").format(reason=error.strerror)
        return Finding(reason, stops=True)
    if not _decodes(content, channels):
        return Finding(_damage(file, content, channels), stops=True)
    odd = _oddity(file)
    return Finding(odd, stops=False) if odd else None


def _decodes(content: bytes, channels: int) -> bool:
    # TensorFlow takes seconds to import, and only decoding needs it.
    import tensorflow as tf

    try:
        tf.io.decode_image(content, channels=channels, expand_animations=False)
    except tf.errors.InvalidArgumentError:
        return False
    return True


def _damage(file: Path, content: bytes, channels: int) -> Text:
    """Why Keras stops at a file."""
    if not content:
        return Text(ko="비어 있음: 0바이트", en="empty: 0 bytes")
    kind = _kind(content)
    if channels != 3 and _decodes(content, channels=3):
        wanted = Text(ko="흑백으로", en="grey") if channels == 1 else Text(ko="투명도와 함께", en="with transparency")
        return Text(
            ko="컬러로는 읽지만 {wanted} 읽을 수 없는 {kind}", en="{kind}, read in colour but not {wanted}"
        ).format(kind=kind, wanted=wanted)
    if kind in _READ_BY_KERAS:
        return Text(ko="끝까지 디코딩할 수 없는 {kind}", en="{kind} that cannot be decoded to its end").format(
            kind=kind
        )
    if kind:
        return Text(
            ko="이름과 달리 {kind}: 케라스가 읽지 못함", en="{kind} in spite of its name, which Keras cannot read"
        ).format(kind=kind)
    if file.name.startswith("._"):
        return Text(ko="사진이 아님: macOS가 남긴 메모", en="not a picture: a note that macOS left")
    return Text(ko="사진이 아님", en="not a picture")


_READ_BY_KERAS = ("JPEG", "PNG", "GIF", "BMP", "WebP")
_FIRST_BYTES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_HEIC, _AVIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"), (b"avif", b"avis")


def _kind(content: bytes) -> str:
    """The kind of picture that a file begins like, or ""."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp":
        return "AVIF" if content[8:12] in _AVIF else "HEIC" if content[8:12] in _HEIC else ""
    return next((kind for start, kind in _FIRST_BYTES.items() if content.startswith(start)), "")


def _oddity(file: Path) -> Text | None:
    """What is unexpected about a picture that Keras reads."""
    try:
        with warnings.catch_warnings(), Image.open(file) as image:
            warnings.simplefilter("ignore")
            kind, endings = _KINDS.get(image.format or "", (image.format, ()))
            orientation = image.getexif().get(_EXIF_ORIENTATION, _UPRIGHT)
            frames = getattr(image, "n_frames", 1) if image.format in ("GIF", "PNG", "WEBP") else 1
            transparent, mode, bits = image.has_transparency_data, image.mode, _bits(image)
    except Exception:  # Whatever Pillow raises: Keras reads the file.
        return None
    found = (
        (
            orientation in range(2, 9),
            Text(
                ko="돌려 보라는 EXIF 표시가 있음: 케라스는 돌리지 않고 읽음",
                en="EXIF says to turn it, and Keras reads it unturned",
            ),
        ),
        (
            transparent,
            Text(
                ko="투명한 곳이 있음: 케라스는 투명도를 버려서 대개 검게 읽음",
                en="partly transparent: Keras drops that, which mostly gives a black ground",
            ),
        ),
        (bits > 8, Text(ko="값마다 16비트: 케라스는 8비트로 줄여 읽음", en="16 bits a value, which Keras cuts to 8")),
        (mode == "CMYK", Text(ko="인쇄용 색(CMYK)", en="in the colours of print (CMYK)")),
        (frames > 1, Text(ko="움직이는 사진: 첫 장만 읽음", en="moving: only its first picture is read")),
        (
            not file.name.lower().endswith(endings or ("",)) or not endings,
            Text(ko="이름과 달리 {kind}: 그래도 읽음", en="{kind} in spite of its name, and read all the same").format(
                kind=kind
            ),
        ),
        (
            ".ipynb_checkpoints" in file.parts,
            Text(ko="Jupyter가 남긴 복사본", en="a copy that Jupyter left"),
        ),
    )
    return together([said for holds, said in found if holds])


def _bits(image: Image.Image) -> int:
    return 16 if image.mode.startswith(("I", "F")) else 8


def _why_left_out(file: Path) -> Text:
    ending = file.suffix.lower()
    if ending in _OTHER_PICTURES:
        return Text(
            ko="케라스가 받지 않는 사진 {ending}", en="a picture with the ending {ending}, which Keras does not take"
        ).format(ending=ending)
    if not ending:
        return Text(ko="사진의 이름이 아님: 점으로 시작하는 끝이 없음", en="not named like a picture: no ending")
    return Text(ko="사진의 이름이 아님: {ending}", en="not named like a picture: {ending}").format(ending=ending)


# --- reading ---


def _opened(picture: object) -> Image.Image:
    if isinstance(picture, Image.Image):
        return picture
    if isinstance(picture, np.ndarray):
        return _from_array(picture)
    if not isinstance(picture, str | os.PathLike):
        raise CourseError(
            Text(
                ko="사진 파일의 경로나 배열이 필요합니다. 받은 값: {value}",
                en="This needs the path of a picture or an array, not {value}.",
            ).format(value=brief(picture))
        )
    file = Path(picture)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(file)
            image.load()
        return image
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise CourseError(_why_unreadable(file, error)) from None


def _why_unreadable(file: Path, error: Exception) -> Text:
    name = file.name or str(file)
    if isinstance(error, FileNotFoundError):
        return Text(
            ko="`{name}` 파일이 없습니다. 경로는 노트북이 있는 폴더에서 셉니다.",
            en="There is no file `{name}`. A path is counted from the folder of the notebook.",
        ).format(name=name)
    if file.is_dir():
        return Text(
            ko="`{name}`[은] 폴더입니다. 사진 파일 하나의 경로를 주세요.",
            en="`{name}` is a folder. Give the path of one picture.",
        ).format(name=name)
    if isinstance(error, PermissionError):
        return Text(ko="`{name}` 파일을 열 수 없습니다.", en="The file `{name}` cannot be opened.").format(name=name)
    kind = _kind(file.read_bytes()[:16])
    if kind in ("HEIC", "AVIF"):
        return Text(
            ko="`{name}` 파일은 {kind}입니다. 휴대폰이나 사진 앱에서 JPEG로 내보낸 파일을 쓰세요.",
            en="`{name}` is a {kind} file. Export it as a JPEG on the phone or in a photo app, and use that.",
        ).format(name=name, kind=kind)
    if isinstance(error, UnidentifiedImageError) or not kind:
        return Text(ko="`{name}` 파일은 사진이 아닙니다.", en="The file `{name}` is no picture.").format(name=name)
    return Text(
        ko="`{name}` 파일은 끝까지 읽을 수 없는 {kind}입니다. 손상되었거나 너무 큽니다.",
        en="`{name}` is a {kind} file that cannot be read to its end: it is damaged, or too large.",
    ).format(name=name, kind=kind)


def _from_array(array: np.ndarray) -> Image.Image:
    channels = array.shape[2] if array.ndim == 3 else 1
    if array.ndim not in (2, 3) or channels not in (1, 3, 4) or not array.size or array.dtype.kind not in "buif":
        raise CourseError(
            Text(
                ko="사진의 배열은 수로 되어 있고 형태가 (높이, 너비)나 (높이, 너비, 1·3·4)이어야 합니다. "
                "받은 배열의 형태는 {shape}, 데이터 타입은 {dtype}입니다.",
                en="The array of a picture holds numbers, in the shape (height, width) or (height, width, 1, 3 or 4). "
                "This one has shape {shape} and dtype {dtype}.",
            ).format(shape=array.shape, dtype=array.dtype)
        )
    values = array.astype("float64")
    low, high = float(values.min()), float(values.max())
    if array.dtype == np.uint16:
        values /= 257
    elif array.dtype == bool or (array.dtype.kind == "f" and low >= 0 and high <= 1):
        values *= 255
    elif not (low >= 0 and high <= 255):  # NaN, too
        raise CourseError(
            Text(
                ko="사진의 값은 0에서 255까지, 또는 0에서 1까지입니다. "
                "받은 배열의 값은 {low:.3g}에서 {high:.3g}까지입니다.",
                en="A picture has values from 0 to 255, or from 0 to 1. "
                "This array has values from {low:.3g} to {high:.3g}.",
            ).format(low=low, high=high)
        )
    pixels = np.round(values).astype("uint8")
    return Image.fromarray(pixels[..., 0] if channels == 1 and array.ndim == 3 else pixels)


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned as its EXIF says, and with 8 bits a value."""
    image = ImageOps.exif_transpose(image)
    if _bits(image) == 8:
        return image
    values = np.asarray(image).astype("float64")
    if values.max() > 255:
        values = values / 257  # 65535 becomes 255.
    elif image.mode == "F" and values.max() <= 1:
        values = values * 255
    return Image.fromarray(np.clip(np.round(values), 0, 255).astype("uint8"))
