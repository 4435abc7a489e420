import numpy as np
import keras
from keras import backend as K
from keras.models import Sequential
from keras.layers import Dense
from keras.callbacks import Callback, LambdaCallback, LearningRateScheduler, CSVLogger


def batches(x, y, batch_size):
    """Goes through the data for ever."""
    while True:
        for i in range(0, len(x), batch_size):
            yield x[i : i + batch_size], y[i : i + batch_size]


class LossHistory(Callback):
    def on_train_begin(self, logs={}):
        self.losses, self.accs, self.rates = [], [], []

    def on_batch_end(self, batch, logs={}):
        self.losses.append(logs.get("loss"))

    def on_epoch_end(self, epoch, logs={}):
        self.accs.append(logs.get("acc"))
        if logs["val_acc"] > 2:
            self.model.stop_training = True
        lr = K.get_value(self.model.optimizer.lr)
        self.rates.append(lr)
        K.set_value(self.model.optimizer.lr, lr * 0.5)
        print("epoch %d: %s" % (epoch, f"{logs['acc']:.3f}"))


x = np.random.RandomState(0).rand(64, 6).astype("float32")
y = (x.sum(axis=1) > 3).astype("float32")
model = Sequential(
    [
        Dense(8, activation="relu", input_dim=6),  # hidden
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(lr=0.01), metrics=["accuracy"])
watch = LossHistory()
history = model.fit_generator(
    batches(x, y, 16), 4, 3, 0, [watch, CSVLogger("log.csv")], validation_data=batches(x, y, 16), validation_steps=2
)
assert len(watch.accs) == 3 and abs(watch.rates[0] / watch.rates[1] - 2) < 1e-3
best = max(history.history["val_acc"])
gathered = [(key, history.history[key]) for key in history.history if key.endswith("loss")]
predictions = model.predict_generator(batches(x, y, 16), 4)
assert predictions.shape == (64, 1)
assert model.predict_proba(x, verbose=0).shape == (64, 1)
losses = history.history["loss"]
