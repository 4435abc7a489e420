"""Answers that want a grade which they have not earned, or harm to others: by name, each as (exercise, code)."""

import re
from pathlib import Path

_TEXT = Path(__file__).with_name("attacks.txt").read_text(encoding="utf-8")
ATTACKS = {
    match["name"]: (match["exercise"], match["code"].strip())
    for match in re.finditer(
        r"^# %% (?P<name>[^\n]+): (?P<exercise>\S+)\n(?P<code>.*?)(?=^# %% |\Z)", _TEXT, re.M | re.S
    )
}
