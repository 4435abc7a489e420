# Sequence classification of made-up reviews, with an LSTM and an embedding
import numpy
from keras.preprocessing import sequence
from keras.models import Sequential
from keras.layers import Dense, LSTM, Bidirectional
from keras.layers.embeddings import Embedding
from keras.layers.convolutional import Conv1D, MaxPooling1D
from keras.callbacks import ModelCheckpoint, EarlyStopping

# fix random seed for reproducibility
numpy.random.seed(7)
top_words = 50
max_review_length = 12
reviews = [list(numpy.random.randint(1, top_words, numpy.random.randint(3, 20))) for _ in range(80)]
labels = numpy.array([int(sum(r) / len(r) > 25) for r in reviews])
# truncate and pad input sequences
X = sequence.pad_sequences(reviews, maxlen=max_review_length)
# create the model
embedding_vecor_length = 8
model = Sequential()
model.add(Embedding(top_words, embedding_vecor_length, input_length=max_review_length))
model.add(Conv1D(filters=4, kernel_size=3, padding="same", activation="relu"))
model.add(MaxPooling1D(pool_size=2))
model.add(Bidirectional(LSTM(6, dropout_W=0.2, dropout_U=0.2, consume_less="gpu")))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
print(model.summary())
filepath = "weights-{epoch:02d}-{val_acc:.2f}.hdf5"
checkpoint = ModelCheckpoint(filepath, monitor="val_acc", verbose=0, save_best_only=True, mode="max", period=1)
callbacks_list = [checkpoint, EarlyStopping(monitor="val_acc", patience=3)]
history = model.fit(X, labels, validation_split=0.25, nb_epoch=2, batch_size=16, callbacks=callbacks_list, verbose=0)
# Final evaluation of the model
scores = model.evaluate(X, labels, verbose=0)
print("Accuracy: %.2f%%" % (scores[1] * 100))
model.save_weights("final.hdf5")
again = Sequential()
again.add(Embedding(top_words, embedding_vecor_length, input_length=max_review_length))
again.add(Conv1D(filters=4, kernel_size=3, padding="same", activation="relu"))
again.add(MaxPooling1D(pool_size=2))
again.add(Bidirectional(LSTM(6)))
again.add(Dense(1, activation="sigmoid"))
again.load_weights("final.hdf5", by_name=False)
assert numpy.allclose(again.predict(X, verbose=0), model.predict(X, verbose=0), atol=1e-5)
answers = model.predict_classes(X, verbose=0)
assert set(answers.ravel()) <= {0, 1}
losses = history.history["loss"] + history.history["val_loss"]
for key in ("acc", "val_acc"):
    pass
plotted = [history.history["acc"], history.history["val_acc"]]
