"""The recipes of keras.io's two examples, written from their description.

"Image classification from scratch" (as last modified in November 2023) and "Text classification from scratch" (as last
modified in February 2026), https://keras.io/examples. Layers, optimizer, batch size, epochs and input pipeline are as
described. What other files need is changed: paths, pictures of 28 by 28 pixels, and ten classes instead of two, so
ten logits and sparse categorical crossentropy instead of one logit and binary crossentropy. All parts of the text are
read with one label order; as published, they are not. The checkpoint after every epoch of the pictures is left out: it
teaches the network nothing and takes time.
"""

import re
import string
from pathlib import Path

import keras
import tensorflow as tf
from keras import layers

from bench import files
from utils.image_folders import CLASS_FOLDERS

PICTURE_EPOCHS, PICTURE_BATCH = 25, 128
TEXT_EPOCHS, TEXT_BATCH = 3, 32
WORDS, SEQUENCE_LENGTH = 20_000, 500


# --- pictures ---


def small_xception(input_shape: tuple[int, int, int], outputs: int) -> keras.Model:
    """The published small version of Xception: pixels from 0 to 255 to logits."""
    inputs = keras.Input(input_shape)
    x = layers.Rescaling(1 / 255)(inputs)
    x = _normalized(layers.Conv2D(128, 3, strides=2, padding="same")(x))
    x = layers.Activation("relu")(x)
    for filters in (256, 512, 728):
        x = _residual_block(x, filters)
    x = _normalized(layers.SeparableConv2D(1024, 3, padding="same")(x))
    x = layers.Activation("relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.25)(x)
    return keras.Model(inputs, layers.Dense(outputs)(x))


def _residual_block(x, filters: int):
    shortcut = layers.Conv2D(filters, 1, strides=2, padding="same")(x)
    for _ in range(2):
        x = layers.Activation("relu")(x)
        x = _normalized(layers.SeparableConv2D(filters, 3, padding="same")(x))
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    return layers.add([x, shortcut])


def _normalized(x):
    return layers.BatchNormalization()(x)


def pictures(folder: Path, seed: int, clock) -> tuple:
    """Train as published; see `bench.training.train`."""
    clock.start()
    train, val, test = files.pictures(folder, seed, PICTURE_BATCH, color_mode="rgb")
    augmentation = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)]

    def augmented(images, labels):
        for layer in augmentation:
            images = layer(images)
        return images, labels

    train = train.map(augmented, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    val = val.prefetch(tf.data.AUTOTUNE)
    model = small_xception((files.SIDE, files.SIDE, 3), outputs=len(CLASS_FOLDERS))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(3e-4), loss, metrics=["accuracy"])
    settings = {"epochs": PICTURE_EPOCHS, "callbacks": [clock], "shuffle": False, "verbose": 0}
    model.fit(train, validation_data=val, **settings)
    return model, test


# --- text ---


def convnet() -> keras.Model:
    """The published 1-D convolutional network: word numbers to the probability of a positive review."""
    inputs = keras.Input((None,), dtype="int64")
    x = layers.Embedding(WORDS, 128)(inputs)
    x = layers.Dropout(0.5)(x)
    x = layers.Conv1D(128, 7, strides=3, padding="valid", activation="relu")(x)
    x = layers.Conv1D(128, 7, strides=3, padding="valid", activation="relu")(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(128, activation="relu")(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


def _standardized(text):
    text = tf.strings.regex_replace(tf.strings.lower(text), "<br />", " ")
    return tf.strings.regex_replace(text, f"[{re.escape(string.punctuation)}]", "")


def text(folder: Path, seed: int, clock, sequence_length: int = SEQUENCE_LENGTH) -> tuple:
    """Train as published; see `bench.training.train`."""
    clock.start()
    train, val, test = files.texts(folder, seed, TEXT_BATCH)
    numbers = layers.TextVectorization(
        WORDS, standardize=_standardized, output_mode="int", output_sequence_length=sequence_length
    )
    numbers.adapt(train.map(lambda text, label: text))

    def as_numbers(dataset):
        return dataset.map(lambda text, label: (numbers(text), label)).cache().prefetch(10)

    model = convnet()
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    settings = {"epochs": TEXT_EPOCHS, "callbacks": [clock], "shuffle": False, "verbose": 0}
    model.fit(as_numbers(train), validation_data=as_numbers(val), **settings)
    return model, as_numbers(test)
