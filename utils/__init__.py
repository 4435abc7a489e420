"""What a lesson imports: `from utils import check, choose, ...`."""

from utils.core.start import start
from utils.doctor.measure import doctor
from utils.errors import explain
from utils.errors.migrate import migrate
from utils.exercises.check import check
from utils.exercises.expected_errors import expect_error
from utils.exercises.hints import hint, solution
from utils.exercises.questions import choose
from utils.labs import lab
from utils.progress.course_map import progress
from utils.progress.hand_in import hand_in
from utils.progress.store import reset

__all__ = [
    "check",
    "choose",
    "doctor",
    "expect_error",
    "explain",
    "hand_in",
    "hint",
    "lab",
    "migrate",
    "progress",
    "reset",
    "solution",
    "start",
]
