import numpy as np
from keras import backend as K
from keras.engine.topology import Layer, InputSpec
from keras import initializers, regularizers
from keras.models import Sequential, load_model
from keras.layers import Dense, Lambda, LSTM


class MyLayer(Layer):
    def __init__(self, output_dim, **kwargs):
        self.output_dim = output_dim
        super(MyLayer, self).__init__(**kwargs)

    def build(self, input_shape):
        # Create a trainable weight variable for this layer.
        self.kernel = self.add_weight(
            "kernel", shape=(input_shape[1], self.output_dim), initializer="uniform", trainable=True
        )
        super(MyLayer, self).build(input_shape)  # Be sure to call this at the end

    def call(self, x):
        return K.dot(x, self.kernel)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)

    def get_config(self):
        return dict(super(MyLayer, self).get_config(), output_dim=self.output_dim)


class Attention(Layer):
    """Weighs the steps of a sequence."""

    def build(self, input_shape):
        self.W = self.add_weight(name="att_weight", shape=(input_shape[-1], 1), initializer="normal")
        self.b = self.add_weight(name="att_bias", shape=(input_shape[1], 1), initializer="zeros")
        super(Attention, self).build(input_shape)

    def call(self, x, mask=None):
        et = K.squeeze(K.tanh(K.dot(x, self.W) + self.b), axis=-1)
        at = K.softmax(et)
        if mask is not None:
            at *= K.cast(mask, K.floatx())
        at = K.expand_dims(at, axis=-1)
        output = x * at
        return K.sum(output, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])


def normalized(x):
    return K.l2_normalize(K.clip(x, -1.0, 1.0), axis=-1)


model = Sequential()
model.add(LSTM(5, input_shape=(7, 3), return_sequences=True))
model.add(Attention())
model.add(MyLayer(4))
model.add(Lambda(normalized, output_shape=(4,)))
model.add(Dense(1))
model.compile("sgd", "mse")
x = np.random.RandomState(2).rand(32, 7, 3)
history = model.fit(x, x[:, 0, :1], nb_epoch=2, verbose=0)
losses = history.history["loss"]
