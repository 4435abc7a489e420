import numpy as np
import tensorflow as tf
import keras.backend as K
from keras import models, layers, optimizers
from keras.losses import mse, binary_crossentropy
from keras.metrics import mae

smooth = 1.0


def dice_coef(y_true, y_pred):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2.0 * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_loss(y_true, y_pred):
    return 1 - dice_coef(y_true, y_pred)


def focal_loss(gamma=2.0, alpha=0.25):
    def focal_loss_fixed(y_true, y_pred):
        pt_1 = K.switch(K.equal(y_true, 1), y_pred, K.ones_like(y_pred))
        pt_0 = tf.where(tf.equal(y_true, 0), y_pred, tf.zeros_like(y_pred))
        pt_1 = K.clip(pt_1, K.epsilon(), 1.0 - K.epsilon())
        return -K.mean(alpha * K.pow(1.0 - pt_1, gamma) * K.log(pt_1)) - K.mean(
            (1 - alpha) * K.pow(pt_0, gamma) * K.log(1.0 - pt_0 + K.epsilon())
        )

    return focal_loss_fixed


def recall(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    possible_positives = K.sum(K.round(K.clip(y_true, 0, 1)))
    return true_positives / (possible_positives + K.epsilon())


def f1(y_true, y_pred):
    correct = K.cast(K.equal(K.argmax(y_true), K.argmax(y_pred)), K.floatx())
    return K.mean(correct) * recall(y_true, y_pred)


def combined(y_true, y_pred):
    return binary_crossentropy(y_true, y_pred) + 0.1 * mse(y_true, y_pred) + dice_coef_loss(y_true, y_pred)


x = np.random.RandomState(3).rand(48, 8, 8, 1).astype("float32")
y = (x > 0.5).astype("float32")
losses = []
for loss in (combined, focal_loss(), "kullback_leibler_divergence"):
    model = models.Sequential()
    model.add(layers.Conv2D(2, (3, 3), padding="same", activation="relu", input_shape=(8, 8, 1)))
    model.add(layers.Conv2D(1, (1, 1), activation="sigmoid"))
    model.compile(optimizer=optimizers.Adam(lr=1e-3), loss=loss, metrics=[dice_coef, recall, f1, mae])
    history = model.fit(x, y, epochs=1, batch_size=16, verbose=0)
    losses += history.history["loss"]
    assert "dice_coef" in history.history
