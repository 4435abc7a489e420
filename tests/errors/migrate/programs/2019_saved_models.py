import os
import numpy as np
import keras
from keras.models import Sequential, Model, load_model, model_from_json, save_model
from keras.layers import Dense, Dropout, Input
from keras.callbacks import ModelCheckpoint, EarlyStopping

data = np.random.RandomState(4).rand(80, 5)
target = (data.sum(axis=1) > 2.5).astype(int)


def create_model():
    model = Sequential()
    model.add(Dense(12, input_dim=5, kernel_initializer="uniform", activation="relu"))
    model.add(Dense(8, kernel_initializer="uniform", activation="relu"))
    model.add(Dense(1, kernel_initializer="uniform", activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


model = create_model()
# checkpoint
checkpoint_path = "training_1/cp.ckpt"
checkpoint_dir = os.path.dirname(checkpoint_path)
os.makedirs(checkpoint_dir, exist_ok=True)
cp_callback = ModelCheckpoint(checkpoint_path, save_weights_only=True, verbose=0)
best = ModelCheckpoint(filepath=os.path.join(checkpoint_dir, "best.hdf5"), monitor="val_acc", save_best_only=True)
history = model.fit(
    data,
    target,
    epochs=2,
    batch_size=16,
    verbose=0,
    validation_split=0.2,
    callbacks=[cp_callback, best, EarlyStopping(monitor="val_acc", patience=5)],
)
scores = model.evaluate(data, target, verbose=0)
print("%s: %.2f%%" % (model.metrics_names[1], scores[1] * 100))

# serialize model to JSON
model_json = model.to_json()
with open("model.json", "w") as json_file:
    json_file.write(model_json)
# serialize weights to HDF5
model.save_weights("model.h5")
print("Saved model to disk")

# later...
with open("model.json", "r") as json_file:
    loaded_model = model_from_json(json_file.read())
# load weights into new model
loaded_model.load_weights("model.h5")
loaded_model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
score = loaded_model.evaluate(data, target, verbose=0)
assert abs(score[1] - scores[1]) < 1e-6

fresh = create_model()
fresh.load_weights(checkpoint_path)
model.save("saved_model/my_model", save_format="tf") if os.makedirs("saved_model", exist_ok=True) is None else None
new_model = load_model("saved_model/my_model")
again = load_model(os.path.join(checkpoint_dir, "best.hdf5"))
assert np.allclose(new_model.predict(data, verbose=0), model.predict(data, verbose=0), atol=1e-6)
losses = history.history["loss"]
accuracy = history.history["acc"], history.history["val_acc"]
