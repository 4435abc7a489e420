"""The kinds of rules. Each table of this package holds rules of one kind, a rule an entry."""

from dataclasses import dataclass, field

from utils.core.text import Text


def words(text: str) -> list[str]:
    """The words of a text: how a table holds many names."""
    return text.split()


@dataclass(frozen=True)
class Moved:
    """A name that stands elsewhere today, with everything below it.

    Attributes:
        old: its path in Keras 2, such as "keras.utils.np_utils"; what was reached through `tf.keras` is written so too.
        new: its path today.
        why: what happened to it.
        section: which section teaches it.
    """

    old: str
    new: str
    why: Text
    section: str


@dataclass(frozen=True)
class Gone:
    """A name that no rewriting can replace by itself.

    Attributes:
        old: its path in Keras 2.
        instead: what takes its place.
        section: which section teaches it.
    """

    old: str
    instead: Text
    section: str


@dataclass(frozen=True)
class Argument:
    """An argument that has another name today, another value, or is gone.

    Attributes:
        of: what takes it: a kind such as "layer", a path such as "keras.layers.Dropout" or a method such as
            "model.fit"; several are separated by spaces.
        old: its name in Keras 2.
        new: its name today; None where it is left out; "" where it has to be replaced by hand.
        why: what happened to it; for `new=""`, what takes its place.
        section: which section teaches it.
        values: literals of Keras 2 and what they are called today, both without quotes.
        only: the rule holds for this value alone, as it is written.
    """

    of: str
    old: str
    new: str | None
    why: Text
    section: str
    values: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Method:
    """A method or an attribute that has another name today.

    Attributes:
        of: whose it is: a kind such as "model"; several are separated by spaces.
        old: its name in Keras 2.
        new: its name today, which may have dots; "" where it has to be replaced by hand.
        why: what happened to it; for `new=""`, what takes its place.
        section: which section teaches it.
        unique: nothing but Keras has a method of this name, so that it is known even where its owner is not.
        parameters: the order of its arguments in Keras 2, where the order is another one today.
    """

    of: str
    old: str
    new: str
    why: Text
    section: str
    unique: bool = False
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Function:
    """A function of `keras.backend` and how it is written today.

    Attributes:
        old: its name in `keras.backend`.
        new: how it is called today. A path such as "keras.ops.mean" takes the same arguments in the same order; a
            template such as "keras.ops.take({reference}, {indices}, axis=0)" is filled with the arguments.
        parameters: the names of its arguments in Keras 2, in order, with their defaults: "x axis=-1".
        why: what happened to it.
        section: which section teaches it.
    """

    old: str
    new: str
    parameters: str
    why: Text
    section: str = "4-2"
