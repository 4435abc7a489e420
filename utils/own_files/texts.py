"""Texts of a learner's own: what is odd about them, and what they say whatever program wrote them."""

import codecs
import os
import re
from pathlib import Path

from utils.core.text import CourseError, Text, brief
from utils.own_files.report import Finding, FolderReport, copied, report_on, together

# What `text_dataset_from_directory` takes.
_ENDINGS = (".txt",)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-z]+|#\d+);")
_CURLY = re.compile("[‘’“”–—…]")


def text_report(folder: Path | str) -> FolderReport:
    """What Keras makes of each file in a folder of texts.

    Keras reads every text as UTF-8. A file in another encoding passes `text_dataset_from_directory`, `adapt` and `fit`,
    and breaks later, or becomes unknown words without a word. Here it is `unreadable`.

    Args:
        folder: with class folders in it, or with such folders as `train` and `test`. Nothing in it changes.

    Raises:
        CourseError: no such folder.
    """
    return report_on(folder, _ENDINGS, _finding, _why_left_out)


def read_text(file: Path | str) -> str:
    """The text of a file in UTF-8, UTF-16 or CP949, without a byte order mark.

    Args:
        file: a path; the file is only read.

    Raises:
        CourseError: it cannot be read as a text.
    """
    if not isinstance(file, str | os.PathLike):
        raise CourseError(
            Text(
                ko="글 파일의 경로가 필요합니다. 받은 값: {value}", en="This needs the path of a text, not {value}."
            ).format(value=brief(file))
        )
    file = Path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CourseError(
            Text(
                ko="`{name}` 파일을 열 수 없습니다({reason}).", en="The file `{name}` cannot be opened ({reason})."
            ).format(name=file.name or file, reason=error.strerror)
        ) from None
    encoding = _encoding(content)
    if encoding is None:
        raise CourseError(
            Text(
                ko="`{name}` 파일은 글이 아니거나 UTF-8, UTF-16, CP949가 아닌 인코딩입니다. "
                "편집기에서 UTF-8로 저장하세요.",
                en="`{name}` is no text, or in an encoding other than UTF-8, UTF-16 and CP949. "
                "Save it as UTF-8 in an editor.",
            ).format(name=file.name)
        )
    return content.decode(encoding)


def text_copy(folder: Path | str, to: Path | str) -> dict[Path, str]:
    """Write each text of a folder into a new folder as UTF-8, as Keras reads it.

    Args:
        folder: with class folders in it. Nothing in it changes.
        to: the new folder.

    Returns:
        By path, why a text was not copied.

    Raises:
        CourseError: no such folder; or `to` is there already, lies inside `folder`, or cannot be written.
    """

    def write(file: Path, copy: Path) -> None:
        copy.write_bytes(read_text(file).encode())

    return copied(folder, to, _ENDINGS, lambda file: file.name, write)


def _encoding(content: bytes) -> str | None:
    """The encoding of a text, or None where it is none that is known here."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig" if _is_text(content, "utf-8-sig") else None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _is_text(content, "utf-16") else None
    if _is_text(content, "utf-8"):
        return "utf-8"
    for encoding in ("utf-16-le", "utf-16-be"):
        # Of Latin letters and spaces every second byte is 0.
        if content.count(0) > len(content) // 8 and _is_text(content, encoding):
            return encoding
    return "cp949" if _is_text(content, "cp949") and _is_korean(content.decode("cp949")) else None


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        return "\0" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False


def _is_korean(text: str) -> bool:
    """Whether most of what is not ASCII is common Korean: other encodings give rare syllables when read as CP949."""
    foreign = [sign for sign in text if not sign.isascii()]
    return sum(bool(sign.encode("euc_kr", "ignore")) for sign in foreign) > len(foreign) / 2


def _finding(file: Path) -> Finding | None:
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = Text(ko="열 수 없음({reason})", en="cannot be opened ({reason})").format(reason=error.strerror)
        return Finding(reason, stops=True)
    encoding = _encoding(content)
    if encoding is None:
        reason = Text(ko="글이 아니거나 모르는 인코딩", en="no text, or in an encoding that is not known here")
        return Finding(reason, stops=True)
    if encoding not in ("utf-8", "utf-8-sig"):
        reason = Text(ko="{encoding}: 케라스는 UTF-8만 읽음", en="{encoding}, while Keras reads UTF-8 only").format(
            encoding=encoding.upper()
        )
        return Finding(reason, stops=True)
    odd = _oddity(content.decode("utf-8"))
    return Finding(odd, stops=False) if odd else None


def _oddity(text: str) -> Text | None:
    """What is unexpected about a text that Keras reads."""
    found = (
        (not text, Text(ko="비어 있음: 0바이트", en="empty: 0 bytes")),
        (
            text.startswith("\ufeff"),
            Text(ko="BOM으로 시작함: 첫 단어에 붙어 읽힘", en="begins with a BOM, which sticks to the first word"),
        ),
        (text and not text.strip(), Text(ko="빈칸뿐임", en="nothing but blanks")),
        (_TAG.search(text), Text(ko="HTML 태그가 있음", en="with HTML tags")),
        (_CURLY.search(text), Text(ko="둥근 따옴표나 긴 줄표가 있음", en="with curly quotes or long dashes")),
    )
    return together([said for holds, said in found if holds])


def _why_left_out(file: Path) -> Text:
    if not file.suffix:
        return Text(ko="`.txt`가 아님: 이름에 끝이 없음", en="not .txt: no ending")
    return Text(ko="`.txt`가 아님: {ending}", en="not .txt: {ending}").format(ending=file.suffix.lower())
