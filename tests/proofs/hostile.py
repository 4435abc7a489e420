"""Answers that no task asks for: what a learner passes by mistake, and what nobody would pass but a check must survive.

`KINDS` holds a function for each, which makes a new one every time: a generator or a file serves only once.
"""

import decimal
import functools
import io
import os
import threading
from collections import deque
from fractions import Fraction

import numpy as np

SCRIPT = "<script>alert(1)</script>"


def _raise(*_, **__):
    raise RuntimeError(f"hostile {SCRIPT}")


def _agree(*_, **__):
    return True


def _with(**methods) -> type:
    """A class with these methods, under a name that tries to be markup."""
    return type(f"Hostile{SCRIPT}", (), methods)


# --- plain objects in the wrong place ---


def _recursive_list():
    itself = []
    itself.append(itself)
    return itself


def _recursive_dict():
    itself = {}
    itself["me"] = itself
    return itself


def _deep_list():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep


def _closed_file():
    file = io.StringIO("text")
    file.close()
    return file


def _closed_real_file():
    with open(os.devnull) as file:
        return file


def _coroutine():
    async def answer():
        return 1

    started = answer()
    started.close()
    return started


def _generator():
    return (number for number in range(3))


def _generator_that_fails():
    yield _raise()


class _LooksLikeTwoGigabytes:
    """A lazy sequence that claims two thousand million elements and makes each one when asked."""

    shape = (2**31,)
    dtype = np.dtype("float32")
    nbytes = 2**33

    def __len__(self):
        return 2**31

    def __getitem__(self, index):
        if isinstance(index, int) and index < len(self):
            return 0.0
        raise IndexError(index)


# --- objects that raise or lie ---


class _LiesAboutItsClass:
    @property
    def __class__(self):
        import keras

        return keras.Sequential


class _ClassRaises:
    @property
    def __class__(self):
        _raise()


class _AgreesWithEverything:
    """Equal to everything, larger and smaller, true, callable, of any length, with every attribute."""

    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __bool__ = _agree

    def __hash__(self):
        return 1

    def __getattr__(self, name):
        return self

    def __call__(self, *_, **__):
        return self

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 1

    def __getitem__(self, index):
        return self


class _ArrayLies:
    """Says another shape than its array has."""

    shape = (10,)
    dtype = np.dtype("float32")

    def __array__(self, dtype=None, copy=None):
        return np.zeros((2, 2))


class _TextThatAgrees(str):
    __eq__ = _agree
    __hash__ = str.__hash__


class _NumberThatAgrees(float):
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = _agree
    __hash__ = float.__hash__


class _ListThatRaises(list):
    __iter__ = __len__ = __getitem__ = _raise


class _DictThatRaises(dict):
    __iter__ = __len__ = __getitem__ = keys = items = get = _raise


class _MetaRaises(type):
    @property
    def __name__(cls):
        _raise()

    __instancecheck__ = __subclasscheck__ = _raise


class _NamelessClass(metaclass=_MetaRaises):
    pass


class _ErrorWithoutWords(Exception):
    __str__ = __repr__ = _raise


def _torch_like():
    """What a tensor of another framework looks like from outside."""
    methods = {"__array__": _raise, "__repr__": lambda self: "tensor([...])"}
    return type("Tensor", (), {"__module__": "torch", "shape": (10,), **methods})()


# --- functions that misbehave when called ---


def _raises(error):
    def answer(*_, **__):
        raise error

    return answer


def _calls_itself(*arguments, **named):
    # With what it was given: Python 3.13 does not count the calls of such a function that gets nothing.
    return _calls_itself(*arguments, **named)


def _returns_itself(*_, **__):
    return _returns_itself


# --- Keras and TensorFlow ---


def _keras():
    import keras

    return keras


def _tensorflow():
    import tensorflow

    return tensorflow


def _model(**how):
    keras = _keras()
    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, **how)])


def _layer_that_raises():
    class Broken(_keras().layers.Layer):
        def call(self, inputs):
            _raise()

    return Broken(name="broken")


def _model_that_raises():
    class Broken(_keras().Model):
        call = get_config = count_params = summary = _raise

    return Broken()


def _model_that_lies():
    class Lying(_keras().Model):
        layers = weights = property(lambda self: _AgreesWithEverything())
        call = compute_output_shape = lambda self, *_, **__: _AgreesWithEverything()

    return Lying()


def _model_with_nan():
    model = _model()
    model.set_weights([np.full(weight.shape, np.nan) for weight in model.get_weights()])
    return model


def _masked():
    return np.ma.masked_array(np.arange(10.0), mask=[True] * 10)


KINDS = {
    "None": lambda: None,
    "True": lambda: True,
    "False": lambda: False,
    "NotImplemented": lambda: NotImplemented,
    "NaN": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "minus infinity": lambda: float("-inf"),
    "a negative number": lambda: -7,
    "a huge integer": lambda: 10**5000,
    "a tiny number": lambda: 5e-324,
    "a complex number": lambda: 1 + 2j,
    "a decimal NaN": lambda: decimal.Decimal("sNaN"),
    "a fraction": lambda: Fraction(1, 3),
    "an empty text": lambda: "",
    "a text with markup": lambda: SCRIPT,
    "a text with braces": lambda: "{name} {0} {} %s %(x)s `",
    "Korean and emoji": lambda: "한글 \u202e 🙂 \x00 \ud800",
    "a huge text": lambda: "x" * 5_000_000,
    "a text that agrees": lambda: _TextThatAgrees("zzz"),
    "bytes": lambda: b"\xff\x00",
    "an empty list": list,
    "an empty dict": dict,
    "an empty tuple": tuple,
    "an empty set": set,
    "a deque": lambda: deque([1, 2]),
    "a list of blanks": lambda: [..., ...],
    "a recursive list": _recursive_list,
    "a recursive dict": _recursive_dict,
    "a deep list": _deep_list,
    "a list that raises": _ListThatRaises,
    "a dict that raises": _DictThatRaises,
    "a dict with odd keys": lambda: {None: 1, (1, 2): [], float("nan"): {}},
    "a huge range": lambda: range(2**40),
    "two lazy gigabytes": _LooksLikeTwoGigabytes,
    "a broadcast array of gigabytes": lambda: np.broadcast_to(np.float32(0), (2**14, 2**15)),
    "an empty array": lambda: np.array([]),
    "an array of objects": lambda: np.array([None, SCRIPT, []], dtype=object),
    "an array of texts": lambda: np.array(["a"] * 10),
    "an array of NaN": lambda: np.full((10,), np.nan),
    "an array of records": lambda: np.zeros(10, dtype=[("a", "f4"), ("b", "i8")]),
    "an array of dates": lambda: np.zeros(10, dtype="datetime64[s]"),
    "an array without axes": lambda: np.array(1.5),
    "a masked array": _masked,
    "the masked constant": lambda: np.ma.masked,
    "an array whose shape lies": _ArrayLies,
    "a torch-like tensor": _torch_like,
    "a TensorFlow tensor": lambda: _tensorflow().constant([1.0, float("nan")]),
    "a ragged tensor": lambda: _tensorflow().ragged.constant([[1, 2], [3]]),
    "a sparse tensor": lambda: _tensorflow().sparse.from_dense([[0, 1], [2, 0]]),
    "a TensorFlow text": lambda: _tensorflow().constant("한글"),
    "a data set": lambda: _tensorflow().data.Dataset.range(2**40),
    "a symbolic tensor": lambda: _keras().KerasTensor((None, 10)),
    "a keras variable": lambda: _keras().Variable([1.0, 2.0]),
    "a closed text": _closed_file,
    "a closed file": _closed_real_file,
    "a coroutine": _coroutine,
    "a generator": _generator,
    "a generator that fails": _generator_that_fails,
    "an iterator": lambda: iter([1, 2]),
    "a module": lambda: np,
    "a lock": threading.Lock,
    "a memory view": lambda: memoryview(b"abc"),
    "an error": lambda: ValueError(SCRIPT),
    "an error without words": _ErrorWithoutWords,
    "a class": lambda: dict,
    "the class object": lambda: object,
    "a class whose name raises": lambda: _NamelessClass,
    "an object whose class's name raises": _NamelessClass,
    "a class of models": lambda: _keras().Sequential,
    "a class of layers": lambda: _keras().layers.Dense,
    "an object": object,
    "repr raises": lambda: _with(__repr__=_raise)(),
    "repr is no text": lambda: _with(__repr__=lambda self: 3)(),
    "repr is markup": lambda: _with(__repr__=lambda self: SCRIPT)(),
    "eq raises": lambda: _with(__eq__=_raise, __ne__=_raise, __hash__=None)(),
    "eq agrees": lambda: _with(__eq__=_agree, __ne__=_agree, __hash__=lambda self: 1)(),
    "hash raises": lambda: _with(__hash__=_raise)(),
    "bool raises": lambda: _with(__bool__=_raise)(),
    "len raises": lambda: _with(__len__=_raise)(),
    "len lies": lambda: _with(__len__=lambda self: -1)(),
    "iter raises": lambda: _with(__iter__=_raise)(),
    "array raises": lambda: _with(__array__=_raise)(),
    "getattr raises": lambda: _with(__getattr__=_raise)(),
    "getattribute raises": lambda: _with(__getattribute__=_raise)(),
    "its class lies": _LiesAboutItsClass,
    "its class raises": _ClassRaises,
    "agrees with everything": _AgreesWithEverything,
    "a number that agrees": lambda: _NumberThatAgrees(-1.0),
    "a function without arguments": lambda: lambda: 1,
    "a function of many arguments": lambda: lambda a, b, c, d, e, f, g, h, i, j: a,
    "a function that returns nothing": lambda: lambda *_, **__: None,
    "a function that raises": lambda: _raise,
    "a function that exits": lambda: _raises(SystemExit(0)),
    "a function that interrupts": lambda: _raises(KeyboardInterrupt()),
    "a function that stops a generator": lambda: _raises(GeneratorExit()),
    "a function out of memory": lambda: _raises(MemoryError()),
    "a function whose error has no words": lambda: _raises(_ErrorWithoutWords()),
    "a function without end": lambda: _calls_itself,
    "a function that returns itself": lambda: _returns_itself,
    "a function that returns a blank": lambda: lambda *_, **__: ...,
    "a built-in function": lambda: print,
    "a partial function": lambda: functools.partial(_raise, 1),
    "an unbuilt layer": lambda: _keras().layers.Dense(3),
    "a layer that raises": _layer_that_raises,
    "an unbuilt model": lambda: _keras().Sequential([_keras().layers.Dense(3)]),
    "an empty model": lambda: _keras().Sequential(),
    "a model of another shape": _model,
    "a model that raises": _model_that_raises,
    "a model that lies": _model_that_lies,
    "a model with NaN": _model_with_nan,
    "an optimizer": lambda: _keras().optimizers.SGD(float("nan")),
}
