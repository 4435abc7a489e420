# LSTM for a time series with memory between batches
import math
import numpy
from keras.models import Sequential
from keras.layers import Dense
from keras.layers.recurrent import LSTM
import keras

dataset = numpy.sin(numpy.arange(60) / 4).reshape(-1, 1).astype("float32")


# convert an array of values into a dataset matrix
def create_dataset(dataset, look_back=1):
	dataX, dataY = [], []
	for i in range(len(dataset) - look_back - 1):
		a = dataset[i : (i + look_back), 0]
		dataX.append(a)
		dataY.append(dataset[i + look_back, 0])
	return numpy.array(dataX), numpy.array(dataY)


dataset = (dataset - dataset.min()) / (dataset.max() - dataset.min())
train_size = int(len(dataset) * 0.67)
test_size = len(dataset) - train_size
train, test = dataset[0:train_size, :], dataset[train_size : len(dataset), :]
look_back = 3
trainX, trainY = create_dataset(train, look_back)
testX, testY = create_dataset(test, look_back)
# reshape input to be [samples, time steps, features]
trainX = numpy.reshape(trainX, (trainX.shape[0], trainX.shape[1], 1))
testX = numpy.reshape(testX, (testX.shape[0], testX.shape[1], 1))
batch_size = 1
model = Sequential()
model.add(LSTM(4, batch_input_shape=(batch_size, look_back, 1), stateful=True, return_sequences=True))
model.add(LSTM(4, batch_input_shape=(batch_size, look_back, 1), stateful=True))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
losses = []
for i in range(2):
	history = model.fit(trainX, trainY, nb_epoch=1, batch_size=batch_size, verbose=0, shuffle=False)
	model.reset_states()
	losses.append(history.history["loss"][0])
# make predictions
trainPredict = model.predict(trainX, batch_size=batch_size, verbose=0)
model.reset_states()  # before the other series
testPredict = model.predict(testX, batch_size=batch_size, verbose=0)
model.reset_states()
assert numpy.allclose(model.predict(testX, batch_size=batch_size, verbose=0), testPredict, atol=1e-6)
trainScore = math.sqrt(((trainY - trainPredict[:, 0]) ** 2).mean())
print("Train Score: %.2f RMSE" % (trainScore))
