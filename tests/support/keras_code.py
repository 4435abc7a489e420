"""The Keras code that a lab shows, run, and what its models are made of."""

import keras


def run_code(code: str) -> dict:
    """The names that this code binds, run as in an empty notebook."""
    names = {"__name__": "__main__"}
    exec(code, names)
    return names


def recipe(model: keras.Model) -> list:
    """What makes a model what it is, apart from names, seeds and weights."""
    layers = [(type(layer).__name__, _settings_of(layer)) for layer in model.layers]
    optimizer = {name: value for name, value in model.optimizer.get_config().items() if name != "name"}
    return [model.input_shape, layers, type(model.optimizer).__name__, optimizer, model.loss]


def _settings_of(layer: keras.Layer) -> dict:
    asked = ("units", "filters", "kernel_size", "strides", "padding", "activation", "rate", "scale", "factor")
    return {name: value for name, value in layer.get_config().items() if name in asked}
