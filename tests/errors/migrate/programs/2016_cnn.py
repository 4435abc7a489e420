"""A convolutional network as in 2016: dim_ordering, border_mode, kernels given as two numbers."""

import numpy as np
from keras.datasets import mnist
from keras.models import Sequential
from keras.layers import Dense, Dropout, Activation, Flatten
from keras.layers import Convolution2D, MaxPooling2D
from keras.layers.normalization import BatchNormalization
from keras.layers.advanced_activations import LeakyReLU
from keras.utils import np_utils
from keras import backend as K

batch_size = 32
nb_classes = 3
nb_epoch = 1
img_rows, img_cols = 14, 14
nb_filters = 4
pool_size = (2, 2)
kernel_size = (3, 3)

X_train = np.random.RandomState(0).rand(60, img_rows, img_cols).astype("float32")
y_train = (X_train.mean(axis=(1, 2)) * 1000).astype(int) % 3

if K.image_dim_ordering() == "th":
    X_train = X_train.reshape(X_train.shape[0], 1, img_rows, img_cols)
    input_shape = (1, img_rows, img_cols)
else:
    X_train = X_train.reshape(X_train.shape[0], img_rows, img_cols, 1)
    input_shape = (img_rows, img_cols, 1)

Y_train = np_utils.to_categorical(y_train, nb_classes)

model = Sequential()
model.add(Convolution2D(nb_filters, kernel_size[0], kernel_size[1], border_mode="valid", input_shape=input_shape))
model.add(BatchNormalization(mode=0, axis=-1))
model.add(LeakyReLU(alpha=0.3))
model.add(Convolution2D(nb_filters, 3, 3, subsample=(1, 1), init="he_normal", dim_ordering="tf"))
model.add(Activation("relu"))
model.add(MaxPooling2D(pool_size=pool_size, border_mode="same"))
model.add(Dropout(0.25))

model.add(Flatten())
model.add(Dense(16, bias=True))
model.add(Activation("relu"))
model.add(Dropout(p=0.5))
model.add(Dense(nb_classes))
model.add(Activation("softmax"))

model.compile(loss="categorical_crossentropy", optimizer="adadelta", metrics=["accuracy"])
history = model.fit(X_train, Y_train, batch_size=batch_size, nb_epoch=nb_epoch, verbose=0, validation_split=0.2)
assert model.layers[0].get_weights()[0].shape == (3, 3, 1, 4)
assert model.layers[0].output_shape == (None, 12, 12, 4)
losses = history.history["loss"]
