"""Section 1-2: what is right, read from the tasks alone."""

import itertools
import os
from contextlib import contextmanager
from unittest import mock

import keras

from tests.oracles import oracle
from utils import doctor


@contextmanager
def _settings(floatx: str, order: str):
    """Within it, Keras is set to these; then to what it was."""
    before = keras.config.floatx(), keras.config.image_data_format()
    keras.config.set_floatx(floatx)
    keras.config.set_image_data_format(order)
    try:
        yield
    finally:
        keras.config.set_floatx(before[0])
        keras.config.set_image_data_format(before[1])


# --- 1-2-a ---

ENTRIES = {"python", "packages", "backend", "memory_gb", "dot", "sys_platform", "platform_machine"}
PACKAGES = {"tensorflow", "keras", "matplotlib", "ipywidgets", "pydot", "tensorboard"}


@oracle(
    "1-2-a",
    also_right=[
        """
newer = zip(
    ["tensorflow", "keras", "matplotlib", "ipywidgets", "pydot", "tensorboard"],
    ["2.20.0", "3.14.0", "3.10.0", "8.0.1", "3.0.0", "2.20.0"],
)
mended = dict(old_laptop)
mended["packages"] = dict(newer)
mended["python"] = "3.11.0"
mended["backend"] = "tensorflow"
mended["dot"] = "graphviz-pure"
""",
        """
import json

mended = json.loads('''{
    "platform_machine": "AMD64", "sys_platform": "win32", "memory_gb": 6, "dot": "dot", "backend": "torch",
    "python": "3.13.5",
    "packages": {"tensorflow": "2.20.0", "keras": "3.13.2", "matplotlib": "3.10.8", "ipywidgets": "7.7.1",
                 "pydot": "4.0.1", "tensorboard": "2.20.0", "torch": "2.9.0"}
}''')
""",
        """
mended = {name: value for name, value in old_laptop.items()}
mended |= dict(python="3.12.0", backend="tensorflow", dot="Graphviz", disk_gb=20.0)
mended["packages"] = old_laptop["packages"] | {"tensorflow-cpu": "2.21.0", "graphviz-pure": "0.1"}
for package, version in {"tensorflow": "2.21.0", "keras": "3.15.0", "matplotlib": "3.10.1", "ipywidgets": "8.1.1",
                         "pydot": "4.0.0", "tensorboard": "2.21.0"}.items():
    mended["packages"][package] = version
""",
    ],
    also_wrong=[
        """
mended = {**old_laptop, "python": "3.12.8", "backend": "torch", "dot": "graphviz-pure", "packages": {
    "tensorflow": "2.21.0", "keras": "3.15.1", "matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1",
    "tensorboard": "2.21.0"}}
""",
        """
mended = {**old_laptop, "python": "3.12.8", "backend": "tensorflow", "dot": "graphviz-pure", "packages": {
    "tensorflow": "2.22.0", "keras": "3.15.1", "matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1",
    "tensorboard": "2.21.0"}}
""",
        """
mended = {**old_laptop, "python": "3.12.8", "backend": "tensorflow", "dot": "graphviz-pure", "packages": {
    "tensorflow": "2.21.0", "keras": "3.15.1", "matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1",
    "tensorboard": "2.21.0"}}
del mended["platform_machine"]
""",
        """
mended = {**old_laptop, "python": "3.12.8", "backend": "tensorflow", "dot": "graphviz-pure", "packages": {
    "tensorflow": "2.21.0", "keras": "3.15.1", "matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1",
    "tensorboard": "2.21.0"}, "memory_gb": None}
""",
        """
mended = {key: old_laptop[key] for key in ["memory_gb", "sys_platform", "platform_machine"]}
""",
    ],
)
def mended_is_right(mended) -> bool:
    return (
        isinstance(mended, dict)
        and isinstance(mended["packages"], dict)
        and mended.keys() >= ENTRIES
        and mended["packages"].keys() >= PACKAGES
        and mended["memory_gb"] == 6.0
        and "[FAIL]" not in repr(doctor(mended)).rpartition("\n")[0]
    )


# --- 1-2-b ---


@oracle(
    "1-2-b",
    also_right=[
        """
my_keras = lambda: dict(
    image_data_format=keras.config.image_data_format(), backend=keras.config.backend(), floatx=keras.config.floatx()
)
""",
        """
class Settings:
    names = ("backend", "floatx", "image_data_format")

    def __call__(self):
        return dict(zip(self.names, map(self.read, self.names)))

    def read(self, name):
        return getattr(keras.config, name)()

my_keras = Settings()
""",
        """
from keras import config

def my_keras(*names):
    if not names:
        return my_keras("backend", "floatx", "image_data_format")
    return {name: getattr(config, name)() for name in names}
""",
        """
def my_keras():
    floatx = keras.utils.standardize_dtype(keras.ops.ones(1).dtype)
    return {"backend": keras.backend.backend(), "floatx": floatx, "image_data_format": layers.Conv2D(1, 1).data_format}
""",
    ],
    also_wrong=[
        """
import functools

@functools.cache
def my_keras():
    return {name: getattr(keras.config, name)() for name in ["backend", "floatx", "image_data_format"]}
""",
        """
def my_keras(floatx=keras.config.floatx()):
    order = keras.config.image_data_format()
    return {"backend": keras.config.backend(), "floatx": floatx, "image_data_format": order}
""",
        """
def my_keras():
    order = "channels_first" if keras.config.image_data_format() != "channels_last" else "channels_last"
    floatx = "float16" if keras.config.floatx() == "float16" else "float32"
    return {"backend": keras.config.backend(), "floatx": floatx, "image_data_format": order}
""",
        """
def my_keras():
    return {
        "backend": keras.config.floatx(), "floatx": keras.config.backend(),
        "image_data_format": keras.config.image_data_format(),
    }
""",
        """
def my_keras():
    return [("backend", keras.config.backend()), ("floatx", keras.config.floatx()),
            ("image_data_format", keras.config.image_data_format())]
""",
    ],
)
def settings_are_told(my_keras) -> bool:
    orders = ("channels_first", "channels_last")
    for floatx, order in itertools.product(("float16", "float64", "bfloat16", "float32"), orders):
        wanted = {"backend": keras.config.backend(), "floatx": floatx, "image_data_format": order}
        with _settings(floatx, order):
            found = [my_keras(), my_keras()]
        if not all(isinstance(told, dict) and told == wanted for told in found):
            return False
        if not all(isinstance(text, str) for told in found for text in [*told, *told.values()]):
            return False
    return True


# --- 1-2-c ---


@oracle(
    "1-2-c",
    also_right=[
        """
def environment_for(backend):
    environment = {name: value for name, value in os.environ.items() if name != "KERAS_BACKEND"}
    match backend:
        case "tensorflow" | "jax" | "torch":
            environment["KERAS_BACKEND"] = backend
            return environment
    raise ValueError
""",
        """
from collections import ChainMap

class UnknownBackend(ValueError):
    pass

def environment_for(backend):
    if not any(backend == name for name in ["tensorflow", "jax", "torch"]):
        raise UnknownBackend(backend)
    return dict(ChainMap({"KERAS_BACKEND": backend}, os.environ))
""",
        """
def environment_for(backend):
    ["tensorflow", "jax", "torch"].index(backend)
    return dict(os.environ, KERAS_BACKEND=backend)
""",
    ],
    also_wrong=[
        """
import functools

@functools.cache
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    return {**os.environ, "KERAS_BACKEND": backend}
""",
        """
at_first = dict(os.environ)

def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    return {**at_first, "KERAS_BACKEND": backend}
""",
        """
def environment_for(backend):
    if backend not in "tensorflow jax torch":
        raise ValueError(backend)
    return {**os.environ, "KERAS_BACKEND": backend}
""",
        """
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise KeyError(backend)
    return {**os.environ, "KERAS_BACKEND": backend}
""",
        """
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    environment = dict(os.environ)
    environment.setdefault("KERAS_BACKEND", backend)
    return environment
""",
        """
def environment_for(backend):
    if backend.lower() not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    return {**os.environ, "KERAS_BACKEND": backend.lower()}
""",
        """
def environment_for(backend):
    os.environ["KERAS_BACKEND"] = backend
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    environment = dict(os.environ)
    del os.environ["KERAS_BACKEND"]
    return environment
""",
    ],
)
def environment_is_right(environment_for) -> bool:
    return all(
        _makes_environments(environment_for, {**set_already, "KERAS_STUDY_ORACLE": "here"})
        for set_already in ({}, {"KERAS_BACKEND": "theano"}, {"KERAS_BACKEND": "jax"})
    )


def _makes_environments(environment_for, around: dict[str, str]) -> bool:
    """Whether it does so with these variables around it, and leaves them alone."""
    with mock.patch.dict(os.environ):
        os.environ.pop("KERAS_BACKEND", None)
        os.environ.update(around)
        before = dict(os.environ)
        for backend in ("tensorflow", "jax", "torch"):
            made = environment_for(backend)
            if not (isinstance(made, dict) and made == before | {"KERAS_BACKEND": backend}):
                return False
            made["KERAS_STUDY_ORACLE"] = "changed"
            if dict(os.environ) != before:
                return False
        unknown = ("theano", "cntk", "openvino", "TensorFlow", "JAX", "tensor", "torch ", "jax torch", "", None)
        return all(_raises_value_error(environment_for, name) for name in unknown) and dict(os.environ) == before


def _raises_value_error(function, argument) -> bool:
    try:
        function(argument)
    except ValueError:
        return True
    return False


# --- 1-2-d ---


@oracle(
    "1-2-d",
    also_right=[
        """
def use_settings(old):
    match old:
        case {"floatx": floatx, "image_dim_ordering": "tf"}:
            order = "channels_last"
        case {"floatx": floatx, "image_dim_ordering": "th"}:
            order = "channels_first"
    keras.backend.set_image_data_format(order)
    keras.backend.set_floatx(floatx)
""",
        """
def use_settings(old):
    new = {"floatx": old["floatx"], "image_data_format": ["channels_first", "channels_last"][old["image_dim_ordering"] == "tf"]}
    for name, value in new.items():
        getattr(keras.config, "set_" + name)(value)
    return new
""",
        """
from keras.config import set_floatx, set_image_data_format

use_settings = lambda old: (
    set_image_data_format("channels_" + {"f": "last", "h": "first"}[old["image_dim_ordering"][1]]),
    set_floatx(old["floatx"]),
)
""",
    ],
    also_wrong=[
        """
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    if old["image_dim_ordering"] == "th":
        keras.config.set_image_data_format("channels_first")
""",
        """
def use_settings(old):
    keras.config.set_floatx("float16" if old["floatx"] == "float16" else "float32")
    keras.config.set_image_data_format("channels_last" if old["image_dim_ordering"] == "tf" else "channels_first")
""",
        """
def use_settings(old):
    order = "channels_last" if old["image_dim_ordering"] == "tf" else "channels_first"
    return {"floatx": old["floatx"], "image_data_format": order}
""",
        """
def use_settings(old):
    keras.config.set_image_data_format("channels_first" if old["floatx"] == "float16" else "channels_last")
    keras.config.set_floatx(old["floatx"])
""",
    ],
)
def settings_are_used(use_settings) -> bool:
    orders = {"tf": "channels_last", "th": "channels_first"}
    for floatx, order, before in itertools.product(("float16", "float32", "float64"), orders, orders.values()):
        with _settings("bfloat16", before):
            use_settings({"floatx": floatx, "image_dim_ordering": order})
            if (keras.config.floatx(), keras.config.image_data_format()) != (floatx, orders[order]):
                return False
    return True
