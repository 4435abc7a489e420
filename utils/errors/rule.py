"""A rule: which error it knows, what that error means, what to try, and the two snippets that prove it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from utils.core.text import Text
from utils.errors.incident import Incident

# What stands before every snippet of a rule.
BEFORE = """\
import numpy as np, keras
from keras import layers, ops
rng = np.random.default_rng(0)
X = rng.random((16, 4)).astype("float32"); y = rng.integers(0, 3, 16); y[:3] = 0, 1, 2
Y1 = np.eye(3, dtype="float32")[y]; yb = (y > 0).astype("float32")
IMG = rng.random((16, 28, 28)).astype("float32")
def net(n=3, act="softmax", loss="sparse_categorical_crossentropy", **more):
    model = keras.Sequential([keras.Input((4,)), layers.Dense(n, activation=act)])
    model.compile(optimizer="sgd", loss=loss, **more)
    return model
quiet = dict(epochs=1, verbose=0)
"""


@dataclass(frozen=True)
class Rule:
    r"""What the course knows about one error or warning.

    The texts may use the named groups of `message`, and what `when` returns, as `{name}`.

    Attributes:
        id: its name, such as "labels-outside-range".
        error: which exceptions or warnings, by the names of their classes: "ValueError", or "KeyError|ValueError".
        message: a regular expression that is looked for in the message; `^` and `$` stand for its beginning and end.
        means: what went wrong, in one or two short sentences.
        try_first: what to do about it.
        today: the line that works, or "" where no line says it.
        section: the id of the section that explains it.
        fails: a snippet that ends in this error; it runs after `BEFORE`.
        works: the same, done right.
        when: looks at what the message does not say. It takes the incident and the groups found, and returns whether
            the rule holds, or a dictionary of further names for the texts.
        plain: Python, NumPy or TensorFlow say the same elsewhere: the rule holds only for an error out of Keras.
        general: the rule is asked only where no other one knows the error.
        backend: "tensorflow", "jax" or "torch" where the error comes on this backend alone.
        proved: False where the error needs a machine that no test has; a test then feeds it `fails` as the message.
    """

    id: str
    error: str
    message: str
    means: Text
    try_first: Text
    today: str = ""
    section: str = "1-1"
    fails: str = ""
    works: str = ""
    when: Callable[[Incident, dict], bool | dict] | None = None
    plain: bool = False
    general: bool = False
    backend: str = ""
    proved: bool = True
    _errors: frozenset = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self):
        object.__setattr__(self, "_errors", frozenset(self.error.split("|")))

    @cached_property
    def _pattern(self) -> re.Pattern:
        return re.compile(self.message)

    def look(self, incident: Incident) -> dict | None:
        """What the rule finds in an incident, as the names that its texts use; None where it does not know it."""
        if self._errors.isdisjoint(incident.types):
            return None
        match = self._pattern.search(incident.message)
        if match is None or (self.plain and not incident.of_keras):
            return None
        found = {name: value for name, value in match.groupdict().items() if value is not None}
        if self.when is None:
            return found
        seen = self.when(incident, found)
        if not seen:
            return None
        return found | seen if isinstance(seen, dict) else found

    def __hash__(self) -> int:
        return hash(self.id)
