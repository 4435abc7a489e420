"""A multilayer perceptron on digits made up here, as one wrote it with Keras 1."""

from __future__ import print_function
import numpy as np

np.random.seed(1337)  # for reproducibility

from keras.models import Sequential
from keras.layers.core import Dense, Dropout, Activation
from keras.optimizers import SGD, Adam, RMSprop
from keras.regularizers import l2
from keras.constraints import maxnorm
from keras.utils import np_utils

batch_size = 32
nb_classes = 4
nb_epoch = 2

X_train = np.random.rand(200, 16)
y_train = X_train[:, :4].argmax(axis=1)
X_test, y_test = X_train[:50], y_train[:50]
X_train = X_train.astype("float32")
X_test = X_test.astype("float32")
print(X_train.shape[0], "train samples")

# convert class vectors to binary class matrices
Y_train = np_utils.to_categorical(y_train, nb_classes)
Y_test = np_utils.to_categorical(y_test, nb_classes)

model = Sequential()
model.add(Dense(32, input_shape=(16,), init="glorot_normal"))  # the hidden layer
model.add(Activation("relu"))
model.add(Dropout(p=0.2))
model.add(Dense(output_dim=16, W_regularizer=l2(0.001), b_regularizer="l2", W_constraint=maxnorm(3)))
model.add(Activation("relu"))
model.add(Dropout(0.2))
model.add(Dense(nb_classes))
model.add(Activation("softmax"))

model.summary()

model.compile(
    loss="categorical_crossentropy", optimizer=RMSprop(lr=0.001, rho=0.9, epsilon=None, decay=0.0), metrics=["accuracy"]
)

history = model.fit(
    X_train, Y_train, batch_size=batch_size, nb_epoch=nb_epoch, verbose=0, validation_data=(X_test, Y_test)
)
score = model.evaluate(X_test, Y_test, verbose=0)
print("Test score:", score[0])
print("Test accuracy:", score[1])
print(history.history["acc"][-1], history.history["val_acc"][-1])
classes = model.predict_classes(X_test, verbose=0)
assert classes.shape == (50,)
losses = history.history["loss"]
