"""What a lesson imports: `from utils import check, choose, ...`."""

from utils.checking import check
from utils.choosing import choose
from utils.course_map import progress
from utils.environment import doctor
from utils.expecting import expect_error
from utils.helping import hint, solution
from utils.labs import lab
from utils.record import reset
from utils.starting import start

__all__ = ["check", "choose", "doctor", "expect_error", "hint", "lab", "progress", "reset", "solution", "start"]
