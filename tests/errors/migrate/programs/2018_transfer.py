# Fine-tuning a network without its head; the weights stay random here
import numpy as np
import keras
from keras import optimizers
from keras.applications.mobilenet import MobileNet, relu6
from keras.models import Model, load_model
from keras.layers import Dense, GlobalAveragePooling2D, Dropout
from keras.callbacks import ModelCheckpoint, ReduceLROnPlateau, EarlyStopping
from keras.utils.generic_utils import CustomObjectScope
from keras.utils.data_utils import Sequence

num_classes = 2


class Pictures(Sequence):
    """Batches of made-up pictures."""

    def __init__(self, n, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.n, self.batch_size = n, batch_size

    def __len__(self):
        return self.n // self.batch_size

    def __getitem__(self, idx):
        x = np.random.RandomState(idx).rand(self.batch_size, 32, 32, 3)
        return x, np.eye(num_classes)[np.arange(self.batch_size) % num_classes]


# create the base pre-trained model
base_model = MobileNet(weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.25)

# add a global spatial average pooling layer
x = base_model.output
x = GlobalAveragePooling2D()(x)
x = Dense(8, activation="relu")(x)
x = Dropout(p=0.5)(x)
predictions = Dense(num_classes, activation="softmax")(x)
model = Model(input=base_model.input, output=predictions)

# first: train only the top layers
for layer in base_model.layers:
    layer.trainable = False
    print(layer.name, layer.output_shape)

model.compile(optimizer=optimizers.SGD(lr=0.01, momentum=0.9), loss="categorical_crossentropy", metrics=["accuracy"])
callbacks = [
    ModelCheckpoint("best.hdf5", monitor="val_acc", save_best_only=True),
    ReduceLROnPlateau(monitor="val_loss", factor=0.1, patience=1),
]
train, valid = Pictures(16, 8), Pictures(8, 8)
history = model.fit_generator(
    generator=train,
    steps_per_epoch=2,
    epochs=1,
    verbose=0,
    validation_data=valid,
    validation_steps=1,
    callbacks=callbacks,
    workers=1,
    use_multiprocessing=False,
    max_queue_size=2,
)
print(model.optimizer.lr)
scores = model.evaluate_generator(valid, 1)
guesses = model.predict_generator(valid, steps=1, workers=1)
with CustomObjectScope({"relu6": relu6}):
    best = load_model("best.hdf5")
losses = history.history["loss"]
assert guesses.shape == (8, 2) and "val_acc" in history.history
