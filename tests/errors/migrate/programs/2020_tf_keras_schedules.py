import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers.experimental import preprocessing
from tensorflow.keras.optimizers import SGD
from tensorflow.keras.callbacks import LearningRateScheduler, ReduceLROnPlateau
from tensorflow.python.keras.utils.np_utils import to_categorical

K = keras.backend
tf.random.set_seed(0)
X = np.random.rand(60, 8, 8, 3).astype("float32") * 255
y = to_categorical(np.arange(60) % 3)

model = keras.models.Sequential(
    [
        preprocessing.Rescaling(1.0 / 255, input_shape=[8, 8, 3]),
        preprocessing.RandomFlip("horizontal"),
        keras.layers.Flatten(),
        keras.layers.Dense(8, activation="elu", kernel_initializer="he_normal"),
        keras.layers.LeakyReLU(alpha=0.2),
        keras.layers.Dense(3, activation="softmax"),
    ]
)


def step_decay(epoch, lr):
    # half of it every second epoch
    return lr if epoch % 2 else lr * 0.5


class OneCycle(keras.callbacks.Callback):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor
        self.rates = []

    def on_train_batch_end(self, batch, logs=None):
        self.rates.append(K.get_value(self.model.optimizer.lr))
        K.set_value(self.model.optimizer.lr, self.model.optimizer.lr * self.factor)


model.compile(
    loss="categorical_crossentropy", optimizer=SGD(lr=1e-2, momentum=0.9, nesterov=True), metrics=["accuracy"]
)
cycle = OneCycle(1.01)
history = model.fit(
    X,
    y,
    epochs=2,
    batch_size=20,
    verbose=0,
    validation_split=0.2,
    callbacks=[
        cycle,
        LearningRateScheduler(step_decay),
        keras.callbacks.ModelCheckpoint("best_weights", save_best_only=True),
    ],
)
assert len(cycle.rates) == 6 and cycle.rates[1] > cycle.rates[0]
rates = history.history["lr"]
model.optimizer.lr = 1e-3
assert abs(float(model.optimizer.learning_rate) - 1e-3) < 1e-9
model.save("my_model")
model = keras.models.load_model("my_model")
y_pred = model.predict_classes(X[:5])
assert y_pred.shape == (5,)
steady = keras.Sequential([layers.Dense(3, input_shape=(4,))])
steady.compile("sgd", loss=keras.losses.MeanSquaredError(reduction="auto"))
losses = history.history["loss"]
