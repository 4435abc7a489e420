"""Layers for the lab "Layer clinic" that have nothing wrong with them, and look like those that have."""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable("clinic")
class Scaled(layers.Layer):
    def __init__(self, factor=2, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return self.factor * x

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


@keras.saving.register_keras_serializable("clinic")
class Jitter(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seeds = keras.random.SeedGenerator(0)

    def call(self, x, training=None):
        if not training:
            return x
        return x + keras.random.normal(ops.shape(x), dtype=x.dtype, seed=self.seeds)
