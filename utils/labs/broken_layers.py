"""Layers for the lab "Layer clinic", each of which has one thing wrong with it, which its name does not tell."""

import keras
import numpy as np
from keras import layers, ops


@keras.saving.register_keras_serializable("clinic")
class WithSquares(layers.Layer):
    def call(self, x):
        return ops.concatenate([x, ops.square(x)], axis=-1)

    def compute_output_shape(self, input_shape):
        return input_shape


@keras.saving.register_keras_serializable("clinic")
class FirstColumn(layers.Layer):
    def call(self, x):
        rows, columns = x.shape
        return ops.reshape(x, (rows * columns, 1))[: rows * columns : columns]


@keras.saving.register_keras_serializable("clinic")
class Stretched(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones")
        self.shift = self.add_weight(name="shift", shape=(input_shape[-1],), initializer="zeros")

    def call(self, x):
        return x * self.scale


@keras.saving.register_keras_serializable("clinic")
class Power(layers.Layer):
    def __init__(self, power=2, **kwargs):
        super().__init__(**kwargs)
        self.power = power

    def call(self, x):
        return x**self.power

    def get_config(self):
        return super().get_config()


class Squared(layers.Layer):
    def call(self, x):
        return ops.square(x)


@keras.saving.register_keras_serializable("clinic")
class Energy(layers.Layer):
    def call(self, x):
        return ops.square(ops.cast(x, "float32"))


@keras.saving.register_keras_serializable("clinic")
class Centered(layers.Layer):
    def call(self, x):
        return x - ops.mean(x, axis=0)


@keras.saving.register_keras_serializable("clinic")
class Counted(layers.Layer):
    def build(self, input_shape):
        self.count = self.add_weight(name="count", shape=(), initializer="zeros", trainable=False)

    def call(self, x):
        self.count.assign_add(1)
        return ops.square(x)


@keras.saving.register_keras_serializable("clinic")
class Shaken(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seeds = keras.random.SeedGenerator(0)

    def call(self, x, training=None):
        return x + keras.random.normal(ops.shape(x), dtype=x.dtype, seed=self.seeds)


@keras.saving.register_keras_serializable("clinic")
class Sloped(layers.Layer):
    def build(self, input_shape):
        self.slope = self.add_weight(name="slope", shape=(), initializer="ones")

    def call(self, x):
        if self.slope > 0:
            return x * self.slope
        return x


@keras.saving.register_keras_serializable("clinic")
class Squashed(layers.Layer):
    def call(self, x):
        return ops.convert_to_tensor(np.tanh(x))


@keras.saving.register_keras_serializable("clinic")
class Parabola(layers.Layer):
    def call(self, x):
        ops.square(x)


@keras.saving.register_keras_serializable("clinic")
class Logarithm(layers.Layer):
    def call(self, x):
        return ops.log(x)
