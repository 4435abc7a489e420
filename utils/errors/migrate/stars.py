"""What `from … import *` brings, today or in Keras 2."""

from utils.errors.migrate.by_hand import BY_HAND
from utils.errors.migrate.names import MOVED
from utils.errors.migrate.namespaces import SMALL, TODAY
from utils.errors.migrate.rules import Gone, Moved

MEMBERS: dict[str, set[str]] = {module: set(names) for module, names in {**TODAY, **SMALL}.items()}
_RULES: list[Moved | Gone] = [*MOVED, *BY_HAND]
for _rule in _RULES:
    _module, _, _name = _rule.old.rpartition(".")
    # A star brings no submodules, apart from those that `keras.layers` named itself.
    if _module in MEMBERS and (getattr(_rule, "new", "") not in TODAY or _name == "merge"):
        MEMBERS[_module].add(_name)
# A submodule that is gone brought what stands above it today.
for _rule in MOVED:
    if _rule.new in TODAY:
        MEMBERS.setdefault(_rule.old, MEMBERS[_rule.new])
