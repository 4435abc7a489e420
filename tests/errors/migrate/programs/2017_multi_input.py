# Two inputs, two outputs, a shared branch: the functional API
import numpy as np
import keras
from keras.layers import Input, Embedding, LSTM, Dense, merge
from keras.layers.merge import concatenate, add
from keras.models import Model
from keras.layers import TimeDistributed

# Headline input: meant to receive sequences of 10 integers, between 1 and 50.
main_input = Input(shape=(10,), dtype="int32", name="main_input")
x = Embedding(output_dim=8, input_dim=50, input_length=10)(main_input)
lstm_out = LSTM(6)(x)
auxiliary_output = Dense(1, activation="sigmoid", name="aux_output")(lstm_out)

auxiliary_input = Input(shape=(5,), name="aux_input")
x = concatenate([lstm_out, auxiliary_input])

# We stack a deep densely-connected network on top
x = Dense(8, activation="relu")(x)
y = Dense(8, activation="relu", input_shape=(8,))(x)
x = add([x, y])
x = merge([x, y], mode="concat", concat_axis=-1)
both = merge([x, x], mode="sum")
main_output = Dense(1, activation="sigmoid", name="main_output")(both)

model = Model(input=[main_input, auxiliary_input], output=[main_output, auxiliary_output])
model.compile(
    optimizer=keras.optimizers.rmsprop(lr=0.01),
    loss={"main_output": "binary_crossentropy", "aux_output": "binary_crossentropy"},
    loss_weights={"main_output": 1.0, "aux_output": 0.2},
    metrics={"main_output": "accuracy", "aux_output": "accuracy"},
)

headline_data = np.random.randint(1, 50, (40, 10))
additional_data = np.random.rand(40, 5)
labels = np.random.randint(0, 2, (40, 1))

history = model.fit(
    {"main_input": headline_data, "aux_input": additional_data},
    {"main_output": labels, "aux_output": labels},
    nb_epoch=2,
    batch_size=20,
    verbose=0,
)
print(history.history["main_output_acc"])
dense = model.layers[-1]
shapes = [dense.get_input_shape_at(0), dense.output_shape]
assert shapes == [(None, 6), (None, 1)], shapes
assert dense.get_output_at(0) is dense.output
from keras.utils.vis_utils import model_to_dot, plot_model

losses = history.history["loss"]
