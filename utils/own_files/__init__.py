"""A learner's own files: what is odd about them, pictures and texts read as they are meant, copies that Keras reads.

Nothing here changes, moves or deletes a file that was not named to `set_aside`; copies go into a new folder.
"""

from utils.own_files.aside import set_aside
from utils.own_files.pictures import picture_copy, picture_report, read_picture
from utils.own_files.texts import read_text, text_copy, text_report

__all__ = ["picture_copy", "picture_report", "read_picture", "read_text", "set_aside", "text_copy", "text_report"]
