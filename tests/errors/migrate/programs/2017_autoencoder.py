from keras.layers import Input, Dense
from keras.models import Model
from keras import regularizers
from keras.callbacks import TensorBoard
import keras.backend as K
import numpy as np

# this is the size of our encoded representations
encoding_dim = 8

# this is our input placeholder
input_img = Input(shape=(32,))
# add a Dense layer with a L1 activity regularizer
encoded = Dense(encoding_dim, activation="relu", activity_regularizer=regularizers.l1(10e-5))(input_img)
decoded = Dense(32, activation="sigmoid")(encoded)
print(K.int_shape(encoded), encoded._keras_shape, decoded.get_shape().as_list())

# this model maps an input to its reconstruction
autoencoder = Model(input=input_img, output=decoded)
encoder = Model(input=input_img, output=encoded)

# create a placeholder for an encoded (8-dimensional) input
encoded_input = Input(shape=(encoding_dim,))
# retrieve the last layer of the autoencoder model
decoder_layer = autoencoder.layers[-1]
decoder = Model(input=encoded_input, output=decoder_layer(encoded_input))
# the architecture alone
yaml_string = autoencoder.to_yaml()


def reconstruction(y_true, y_pred):
    error = K.square(y_true - y_pred)
    return K.mean(K.sqrt(K.sum(error, axis=-1)) + K.epsilon())


autoencoder.compile(optimizer="adadelta", loss=reconstruction, metrics=[reconstruction])

x_train = np.random.RandomState(1).rand(96, 32).astype("float32")
x_test = x_train[:16]
history = autoencoder.fit(
    x_train,
    x_train,
    nb_epoch=2,
    batch_size=32,
    shuffle=True,
    verbose=0,
    validation_data=(x_test, x_test),
    callbacks=[TensorBoard(log_dir="logs", write_grads=False, batch_size=32)],
)
encoded_imgs = encoder.predict(x_test, verbose=0)
decoded_imgs = decoder.predict(encoded_imgs, verbose=0)
assert np.allclose(decoded_imgs, autoencoder.predict(x_test, verbose=0), atol=1e-5)
from keras.models import model_from_yaml

twin = model_from_yaml(yaml_string)
twin.set_weights(autoencoder.get_weights())
losses = history.history["loss"]
