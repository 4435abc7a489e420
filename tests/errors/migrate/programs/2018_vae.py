from __future__ import absolute_import
from __future__ import division

from keras.layers import Lambda, Input, Dense
from keras.models import Model
from keras.losses import mse
from keras import backend as K
from keras.layers import CuDNNLSTM, RepeatVector, TimeDistributed
from keras.engine import Layer
import numpy as np


# reparameterization trick
# instead of sampling from Q(z|X), sample epsilon = N(0,I)
# z = z_mean + sqrt(var) * epsilon
def sampling(args):
    z_mean, z_log_var = args
    batch = K.shape(z_mean)[0]
    dim = K.int_shape(z_mean)[1]
    # by default, random_normal has mean = 0 and std = 1.0
    epsilon = K.random_normal(shape=(batch, dim), mean=0.0, stddev=1.0)
    return z_mean + K.exp(0.5 * z_log_var) * epsilon


class Divergence(Layer):
    """Adds the divergence of the code from a normal distribution to the loss."""

    def call(self, inputs):
        mean, log_var = inputs
        kl_loss = 1 + log_var - K.square(mean) - K.exp(log_var)
        self.add_loss(-0.5 * K.mean(K.sum(kl_loss, axis=-1)))
        return mean


original_dim, latent_dim, timesteps = 6, 2, 4
inputs = Input(shape=(timesteps, original_dim), name="encoder_input")
x = CuDNNLSTM(8)(inputs)
z_mean = Dense(latent_dim, name="z_mean")(x)
z_log_var = Dense(latent_dim, name="z_log_var")(x)
z_mean = Divergence()([z_mean, z_log_var])

# use reparameterization trick to push the sampling out as input
z = Lambda(sampling, output_shape=(latent_dim,), name="z")([z_mean, z_log_var])
encoder = Model(inputs, [z_mean, z_log_var, z], name="encoder")

latent_inputs = Input(shape=(latent_dim,), name="z_sampling")
x = RepeatVector(timesteps)(latent_inputs)
x = CuDNNLSTM(8, return_sequences=True)(x)
outputs = TimeDistributed(Dense(original_dim))(x)
decoder = Model(input=latent_inputs, output=outputs, name="decoder")

outputs = decoder(encoder(inputs)[2])
vae = Model(inputs, outputs, name="vae")
vae.compile(optimizer="adam", loss=mse)
data = np.random.RandomState(5).rand(40, timesteps, original_dim)
history = vae.fit(data, data, nb_epoch=2, batch_size=20, verbose=0)
vae.save_weights("vae.h5")
vae.load_weights("vae.h5")
losses = history.history["loss"]
