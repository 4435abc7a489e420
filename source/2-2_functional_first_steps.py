# %% [markdown] tags=["ko"]
# `Sequential`은 층을 한 줄로 잇습니다. 그런데 풀 문제가 늘 한 줄은 아닙니다. 사진과 설명을 함께 받을 수도 있고, 한 번에 두 가지를 답할 수도 있고, 사진 두 장을 같은 층으로 읽어 비교할 수도 있습니다. 이 섹션에서는 층을 그래프(graph)로 잇는 함수형 API(functional API)를 배웁니다. 여기서 그래프는 곡선을 그린 그림이 아니라, 층을 화살표로 이은 것입니다. 2020년의 글은 이 자리에 제목과 링크만 남겼으므로, 예제는 모두 진짜 데이터로 새로 만들었습니다.
#
# 마지막에는 여러분의 데이터를 쓰는 법이 나옵니다. CSV 파일 하나로 시작해 새 데이터를 예측하는 데까지 갑니다. 한 번에 다 하기에는 길므로 둘로 나누었고, 가운데에 쉬는 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 입력이나 출력이 여럿인 모델을 **만들고**, 층을 여러 곳에서 **공유합니다**.
# - 그려진 그래프를 **읽고**, 끊어진 그래프를 고칩니다.
# - CSV 파일을 읽어 모델을 **학습하고**, 저장하고, 새 데이터를 예측합니다.

# %% [markdown] tags=["en"]
# `Sequential` puts layers in a line. Not every problem is a line. A model may take a picture and a note about it, give two answers at once, or read two pictures with the same layers and compare them. In this section you connect layers to a graph, with the functional API. The post from 2020 has a heading and a link here, nothing more, so all examples are new and use real data.
#
# The end is about data of your own: from a CSV file to the prediction for something new. It is too much for one sitting; half way there is a place to stop.
#
# After this section you can:
#
# - **build** a model with several inputs or outputs, and **share** a layer between two places;
# - **read** a drawn graph, and repair one that is disconnected;
# - **train** a model on a CSV file, save it, and predict for new data.

# %% [markdown] tags=["ko"]
# ## 층을 함수처럼 부르기
#
# 데이터는 1-1의 옷 사진이고, 길이 784인 벡터로 펴 둡니다. 테스트 사진의 앞 1,000장은 연습 문제를 위해 남겨 둡니다. 나머지로는 학습이 끝난 모델들을 비교합니다. 클래스가 열 개이므로 기준선은 0.1입니다.

# %% [markdown] tags=["en"]
# ## Layers, called like functions
#
# The data are the pictures of clothes from 1-1, laid out as vectors of length 784. The first 1,000 test pictures are kept for an exercise. The others are there to compare trained models with. There are ten classes, so the baseline is 0.1.

# %%
import keras
import numpy as np
from keras import layers

from utils import graphs, plots
from utils.data import fashion_mnist, movie_reviews

(train_pictures, y_train), (test_pictures, y_test) = fashion_mnist()
x_train = train_pictures.reshape(-1, 784).astype("float32") / 255
x_test, y_test = test_pictures[1000:].reshape(-1, 784).astype("float32") / 255, y_test[1000:]
print(x_train.shape, x_test.shape)

# %% [markdown] tags=["ko"]
# 그래프는 `Input`에서 시작합니다. `Input`이 돌려주는 것은 데이터가 아니라 기호 텐서(symbolic tensor)입니다. 형태와 데이터 타입은 있지만 값은 아직 없습니다. 데이터가 나중에 들어올 자리입니다.

# %% [markdown] tags=["en"]
# A graph begins with `Input`. What it returns holds no data. It is a symbolic tensor: it has a shape and a data type, and no values yet. It marks the place where data will come in.

# %%
pixels = keras.Input(shape=(784,), name="pixels")
print(pixels.shape, pixels.dtype)

# %% [markdown] tags=["ko"]
# 층은 함수처럼 부릅니다. 기호 텐서를 넣으면 새 기호 텐서가 나옵니다. 계산은 아직 하지 않습니다. 케라스는 어느 층이 어느 텐서에서 어느 텐서를 만들었는지만 적어 둡니다.

# %% [markdown] tags=["en"]
# You call a layer like a function: a symbolic tensor goes in, a new one comes out. Nothing is computed. Keras only writes down which layer made which tensor from which.

# %%
hidden = layers.Dense(64, activation="relu")(pixels)
probabilities = layers.Dense(10, activation="softmax")(hidden)
print(hidden.shape, probabilities.shape)

# %% [markdown] tags=["ko"]
# `Model`은 처음과 끝을 받아서 그 사이의 층을 모두 찾아냅니다. `graphs.show_graph`는 찾아낸 그래프를 그립니다.

# %% [markdown] tags=["en"]
# `Model` takes both ends and finds every layer between them. `graphs.show_graph` draws what it has found.

# %%
classifier = keras.Model(inputs=pixels, outputs=probabilities, name="classifier")
graphs.show_graph(classifier)

# %% [markdown] tags=["ko"]
# `compile`, `fit`, `evaluate`, `predict`는 `Sequential`과 똑같이 씁니다. 층이 1-1의 모델과 같으므로, `"adam"`으로 학습하면 결과도 비슷해야 합니다.

# %% [markdown] tags=["en"]
# `compile`, `fit`, `evaluate` and `predict` are those of `Sequential`. This model has the layers of the one in 1-1, so with `"adam"` it should do about as well.

# %%
classifier.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
classifier.fit(x_train, y_train, epochs=2, batch_size=64, validation_split=0.2, verbose=2)
accuracy = classifier.evaluate(x_test, y_test, verbose=0)[1]
print(f"accuracy ≈ {accuracy:.2f}, baseline 0.10")

# %% tags=["proof"]
assert 0.75 < accuracy < 0.9

# %% [markdown] tags=["ko"]
# ### 다른 `Input`을 넘기면
#
# `Model`에 `pixels` 대신 다른 `Input`을 넘기면 어떻게 될까요? 형태는 똑같이 (784,)입니다. 먼저 고르세요.

# %% [markdown] tags=["en"]
# ### Another `Input`
#
# What if `Model` gets another `Input` in place of `pixels`, of the same shape, (784,)? Choose first.

# %%
choose("2-2-q1")

# %% tags=["solution"] exercise="2-2-q1"
check("2-2-q1", "d")

# %%
stranger = keras.Input(shape=(784,))
with expect_error(ValueError):
    keras.Model(inputs=stranger, outputs=probabilities)

# %% [markdown] tags=["ko"]
# 길은 형태가 아니라 텐서로 이어집니다. `probabilities`는 `pixels`에서 나왔고, `stranger`에서는 어떤 길도 나가지 않습니다. 이 오류를 만나면 도중에 새로 만든 `Input`이 있는지 찾아보세요.
#
# 오류 없이 어긋나는 실수도 있습니다. 층을 부르고 그 결과를 변수에 담지 않으면, 그 층은 길에서 빠집니다. `Model`이 찾아내지 못하므로 모델에는 없는 층입니다.

# %% [markdown] tags=["en"]
# A path is made of tensors, not of shapes. `probabilities` came from `pixels`, and nothing leads away from `stranger`. When you meet this error, look for an `Input` made anew on the way.
#
# Another mistake raises no error. If you call a layer and do not keep the result, the layer is not on the path. `Model` does not find it, so the model does not have it.

# %% [markdown] tags=["ko"]
# ### 연습 2-2-a
#
# 아래 함수는 모델을 만들어 돌려주어야 하는데, 부르면 오류가 납니다. 오류를 없애도 층 하나가 빠져 있습니다. 다음과 같이 되도록 고치세요.
#
# - 입력은 길이 784인 벡터입니다.
# - 유닛 64개, 유닛 32개인 `Dense`를 차례로 지납니다. 둘 다 `relu`를 씁니다.
# - 출력은 `softmax`로 만든 확률 10개입니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-a
#
# This function should build a model and return it, but it raises an error. Once that is gone, a layer is still missing. Repair it, so that all of this is true:
#
# - The input is a vector of length 784.
# - It goes through a `Dense` of 64 units, then one of 32, both with `relu`.
# - The output is 10 probabilities, made with `softmax`.

# %% tags=["starter"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    start = keras.Input((64,))
    layers.Dense(32, activation="relu")(first)
    classes = layers.Dense(10, activation="softmax")(first)
    return keras.Model(start, classes)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    layers.Dense(32, activation="relu")(first)
    classes = layers.Dense(10, activation="softmax")(first)
    return keras.Model(start, classes)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((64,))
    second = layers.Dense(32, activation="relu")(start)
    classes = layers.Dense(10, activation="softmax")(second)
    return keras.Model(start, classes)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    second = layers.Dense(32, activation="relu")(start)
    classes = layers.Dense(10, activation="softmax")(second)
    return keras.Model(start, classes)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    second = layers.Dense(32, activation="relu")(first)
    layers.Dense(10, activation="softmax")(second)
    return keras.Model(start, second)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    second = layers.Dense(32, activation="relu")(first)
    classes = layers.Dense(10, activation="softmax")(second)
    keras.Model(start, classes)

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(32, activation="relu")(start)
    second = layers.Dense(64, activation="relu")(first)
    return keras.Model(start, layers.Dense(10, activation="softmax")(second))

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    second = layers.Dense(32, activation="relu")(layers.Dense(64)(start))
    return keras.Model(start, layers.Dense(10, activation="softmax")(second))

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    second = layers.Dense(32, activation="relu")(layers.Dense(64, activation="relu")(start))
    return keras.Model(start, layers.Dense(10)(second))

# %% tags=["wrong"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    start = keras.Input((64,))
    second = layers.Dense(32, activation="relu")(first)
    return keras.Model(start, layers.Dense(10, activation="softmax")(second))

# %% tags=["wrong"] exercise="2-2-a"
start = keras.Input((784,))
second = layers.Dense(32, activation="relu")(layers.Dense(64, activation="relu")(start))
repaired = keras.Model(start, layers.Dense(10, activation="softmax")(second))

# %% tags=["right"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.ReLU()(layers.Dense(64)(start))
    return keras.Model(start, layers.Softmax()(layers.Dense(10)(layers.Dense(32, "relu")(first))))

# %% tags=["right"] exercise="2-2-a"
def repaired():
    return keras.Sequential([
        keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(32, "relu"), layers.Dense(10, "softmax")
    ])

# %% tags=["solution"] exercise="2-2-a"
def repaired():
    start = keras.Input((784,))
    first = layers.Dense(64, activation="relu")(start)
    second = layers.Dense(32, activation="relu")(first)
    classes = layers.Dense(10, activation="softmax")(second)
    return keras.Model(start, classes)

# %%
check("2-2-a", repaired)

# %% [markdown] tags=["ko", "solution"]
# 두 번째 `Input`은 첫 번째 것의 이름을 덮어썼고, 그래서 길이 끊어졌습니다. 유닛 32개인 층은 불렀지만 나온 텐서가 어디에도 쓰이지 않았습니다. 텐서마다 이름을 따로 주면 두 실수가 모두 눈에 띕니다.

# %% [markdown] tags=["en", "solution"]
# The second `Input` took over the name of the first, and the path was broken. The layer of 32 units was called, but nobody used the tensor that came out. Give each tensor a name of its own, and you see both mistakes.

# %% [markdown] tags=["ko"]
# ## 모델도 층처럼 부르기
#
# 모델에도 텐서를 넣을 수 있습니다. 아래의 `again`은 학습한 적이 없습니다. 그 답은 `classifier`의 답과 얼마나 다를까요?

# %% [markdown] tags=["en"]
# ## A model, called like a layer
#
# A tensor can go into a model, too. The model `again` below has never been trained. By how much will its answers differ from those of `classifier`?

# %%
picture = keras.Input(shape=(784,), name="picture")
again = keras.Model(picture, classifier(picture))
print("parameters:", again.count_params(), "and", classifier.count_params())
differences = np.abs(again.predict(x_test, verbose=0) - classifier.predict(x_test, verbose=0))
print(f"largest difference: {differences.max():.4f}")

# %% tags=["proof"]
assert differences.max() < 1e-5

# %% [markdown] tags=["ko"]
# 같은 답입니다. 가중치가 한 벌뿐이기 때문입니다. 이제 사진 다섯 장을 차례로 늘어놓은 시퀀스(sequence)를 봅시다. `TimeDistributed`는 층이나 모델을 시간 단계(timestep)마다 한 번씩 적용합니다.

# %% [markdown] tags=["en"]
# The same answers: there is one set of weights. Now put five pictures in a row, as a sequence. `TimeDistributed` applies a layer, or a whole model, at every timestep.

# %%
sequences = x_test.reshape(-1, 5, 784)
sequence = keras.Input(shape=(5, 784), name="sequence")
every_picture = keras.Model(sequence, layers.TimeDistributed(classifier)(sequence))
answers = every_picture.predict(sequences, verbose=0)
print(sequences.shape, "→", answers.shape)
print(f"accuracy ≈ {np.mean(answers.argmax(axis=-1).ravel() == y_test):.2f}")

# %% tags=["proof"]
assert np.isclose(np.mean(answers.argmax(axis=-1).ravel() == y_test), accuracy, atol=0.002)

# %% [markdown] tags=["ko"]
# 시퀀스 200개가 들어가고, 시퀀스마다 확률 10개가 다섯 번 나옵니다. 정확도는 사진을 한 장씩 넣을 때와 같습니다. 사진 분류기가 한 줄로 시퀀스 분류기가 되었고, 새로 학습한 것은 없습니다.

# %% [markdown] tags=["en"]
# 200 sequences go in; ten probabilities come out, five times for each. The accuracy is that of single pictures. One line made a classifier of sequences from a classifier of pictures, and nothing was trained anew.

# %%
choose("2-2-q2")

# %% tags=["solution"] exercise="2-2-q2"
check("2-2-q2", "a")

# %% [markdown] tags=["ko"]
# ## 입력 둘, 출력 둘
#
# 이제 한 줄이 아닌 문제입니다. 영화평 한 문장과 그 문장에서 센 수 다섯 개를 받아 두 가지를 답합니다. 하나는 사람들이 매긴 평균 점수(rating, −4부터 4까지)이고, 하나는 그 점수가 0보다 큰지(sentiment)입니다.

# %% [markdown] tags=["en"]
# ## Two inputs, two outputs
#
# Now a problem that is not a line. From a sentence of a movie review, and from five numbers counted in it, the model gives two answers: the mean rating that people gave, from −4 to 4, and the sentiment, which is whether that rating is above 0.

# %%
(train_texts, r_train), (test_texts, r_test) = movie_reviews()
print(len(train_texts), len(test_texts))
print(f"{r_train[2]:+.1f}", train_texts[2])
print(f"{r_train[3]:+.1f}", train_texts[3])

# %% [markdown] tags=["ko"]
# 층은 수만 받습니다. 그래서 단어마다 번호를 줍니다. `TextVectorization`이 그 일을 합니다. `adapt`는 학습할 문장에서 자주 나오는 단어를 모아 번호를 정하고, 그다음에는 문장을 번호 30개로 바꿉니다. 짧은 문장의 빈자리는 0으로 채우고, 긴 문장은 자릅니다. 처음 보는 단어는 모두 1입니다.

# %% [markdown] tags=["en"]
# Layers take numbers only, so each word gets one. `TextVectorization` does that. `adapt` collects the frequent words of the training sentences and numbers them; after that, the layer turns a sentence into 30 word numbers. Empty places of a short sentence are 0, a long one is cut. A word that was not numbered becomes 1.

# %%
vectorize = layers.TextVectorization(max_tokens=5000, output_sequence_length=30)
vectorize.adapt(train_texts)
words_train = keras.ops.convert_to_numpy(vectorize(train_texts))
words_test = keras.ops.convert_to_numpy(vectorize(test_texts))
print(train_texts[2])
print(words_train[2, :12])

# %% [markdown] tags=["ko"]
# `convert_to_numpy`는 텐서를 NumPy 배열로 바꿉니다. 두 번째 입력은 단어, 글자, 쉼표, 느낌표, 물음표의 수입니다. 글자 수는 100이 넘고 느낌표는 거의 0이므로, 모두 평균 0, 표준편차 1로 맞춥니다. 평균과 표준편차는 학습 데이터에서만 구합니다. 새 문장은 아직 없는 것으로 쳐야 하기 때문입니다.

# %% [markdown] tags=["en"]
# `convert_to_numpy` turns a tensor into a NumPy array. The second input counts words, characters, commas, exclamation marks and question marks. Their sizes differ widely: more than 100 characters, and hardly an exclamation mark. So all are brought to mean 0 and standard deviation 1. That mean and that standard deviation come from the training data alone, as if the new sentences did not exist yet.

# %%
def count_signs(texts):
    counts = [[len(t.split()), len(t), t.count(","), t.count("!"), t.count("?")] for t in texts]
    return np.array(counts, "float32")

center, spread = count_signs(train_texts).mean(axis=0), count_signs(train_texts).std(axis=0)
signs_train = (count_signs(train_texts) - center) / spread
signs_test = (count_signs(test_texts) - center) / spread
print(signs_train.shape, signs_train[2].round(1))

# %% [markdown] tags=["ko"]
# 단어 번호는 이름표일 뿐 크기가 아닙니다. 20번 단어가 10번 단어의 두 배일 리 없습니다. 그래서 `Embedding`이 번호마다 벡터를 하나씩 두고, 그 벡터를 가중치처럼 학습합니다. 이것이 임베딩(embedding)입니다. 문장은 단어 30개의 벡터가 되고, `GlobalAveragePooling1D`가 그 평균을 내어 벡터 하나로 줄입니다. 채운 자리도 평균에 들어갑니다. `mask_zero=True`를 주면 빠집니다.

# %% [markdown] tags=["en"]
# A word number is a name, not an amount: word 20 is not twice word 10. So `Embedding` keeps a vector for each number and learns it like a weight. That is an embedding. A sentence becomes 30 vectors, and `GlobalAveragePooling1D` takes their mean, which leaves one. The places filled with 0 count in it, too; `mask_zero=True` would leave them out.

# %%
words = keras.Input(shape=(30,), dtype="int32", name="words")
vectors = layers.Embedding(input_dim=5000, output_dim=32)(words)
text = layers.GlobalAveragePooling1D()(vectors)
statistics = keras.Input(shape=(5,), name="statistics")
print(vectors.shape, text.shape, statistics.shape)

# %% [markdown] tags=["ko"]
# 이제 두 길을 하나로 모읍니다. `concatenate`는 텐서를 이어 붙입니다. 소문자 이름은 층 `Concatenate`를 만들어 바로 부르는 함수입니다. 길이 32인 벡터와 길이 5인 벡터를 이어 붙이면 어떤 형태가 나올까요?

# %% [markdown] tags=["en"]
# Now the two paths come together. `concatenate` puts tensors end to end; the small letter is for a function that makes the layer `Concatenate` and calls it at once. What shape comes out for vectors of length 32 and 5?

# %%
joined = layers.concatenate([text, statistics])
print(joined.shape)

# %% [markdown] tags=["ko"]
# 32 + 5 = 37개입니다. 합치는 방법에는 같은 자리의 수끼리 더하는 `add`도 있습니다. 더하려면 형태가 같아야 하므로 32개와 5개는 더할 수 없습니다.

# %% [markdown] tags=["en"]
# These are 32 + 5 = 37 numbers. Another way to bring tensors together is `add`, which adds them place by place. For that the shapes have to be the same, so 32 and 5 numbers do not add.

# %%
choose("2-2-q3")

# %% tags=["solution"] exercise="2-2-q3"
check("2-2-q3", "c")

# %% [markdown] tags=["ko"]
# 출력은 둘입니다. 점수 `rating`은 이어 붙인 37개를 보고, `sentiment`는 문장만 봅니다. 점수는 수이므로 활성화 함수 없이, 긍정 여부는 확률이므로 `sigmoid`로 내놓습니다. 각 출력층의 이름은 뒤에서 데이터와 손실을 연결하는 데 씁니다. `sentiment`처럼 모델의 중간에서 낸 출력을 보조 출력(auxiliary output)이라고 합니다. 단어 벡터는 이 답에서도 배웁니다.

# %% [markdown] tags=["en"]
# There are two outputs. `rating` looks at all 37 numbers, `sentiment` at the text alone. A rating is a number, so it has no activation; the sentiment is a probability, so it has `sigmoid`. The names of the two layers will connect them with data and losses. An output that sits early, like `sentiment`, is called an auxiliary output: the word vectors learn from that answer as well.

# %%
sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(text)
rating = layers.Dense(32, activation="relu")(joined)
rating = layers.Dense(1, name="rating")(rating)
two_heads = keras.Model(inputs=[words, statistics], outputs=[rating, sentiment], name="two_heads")
graphs.show_graph(two_heads)

# %% [markdown] tags=["ko"]
# 출력마다 손실 함수가 다릅니다. 점수는 평균 제곱 오차 `mse`, 긍정 여부는 `binary_crossentropy`입니다. 그런데 학습은 수 **하나**를 줄이는 일입니다. 그래서 두 손실에 각각 비율을 곱해 더합니다. `loss_weights`가 그 비율입니다.

# %% [markdown] tags=["en"]
# Each output has a loss of its own: the mean squared error, `mse`, for the rating, and `binary_crossentropy` for the sentiment. But training lowers **one** number. So each loss is multiplied by a factor and the products are added. `loss_weights` holds the factors.

# %%
choose("2-2-q4")

# %% tags=["solution"] exercise="2-2-q4"
check("2-2-q4", "b")

# %%
two_heads.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss={"rating": "mse", "sentiment": "binary_crossentropy"},
    loss_weights={"rating": 1.0, "sentiment": 0.2},
    metrics={"rating": "mae", "sentiment": "accuracy"},
)

# %% [markdown] tags=["ko"]
# `mae`는 점수가 평균 얼마나 빗나가는지를 나타내는 평가 지표입니다. 0.2는 골라서 정한 값으로, 점수를 더 중요하게 여긴다는 뜻입니다. 다른 값에서 두 평가 지표가 어떻게 달라지는지 보고 정합니다. 학습하기 전에 기준선부터 정합니다. 점수는 늘 학습 데이터의 평균이라고 답하고, 긍정 여부는 늘 더 흔한 쪽으로 답합니다.

# %% [markdown] tags=["en"]
# `mae` is a metric: by how much a rating is off, on average. The 0.2 is a choice: the rating matters more here. You choose by what other values do to the two metrics. Before training, the baselines: always give the mean rating of the training data, and always the sentiment that is more frequent.

# %%
positive_train, positive_test = r_train > 0, r_test > 0
print(f"mae of the mean {np.abs(r_test - r_train.mean()).mean():.2f}")
print(f"accuracy of the most frequent {np.mean(positive_test == (positive_train.mean() > 0.5)):.2f}")

# %% [markdown] tags=["ko"]
# 데이터는 딕셔너리로 넘깁니다. 키는 입력과 출력의 이름입니다.

# %% [markdown] tags=["en"]
# The data go in as dictionaries. Their keys are the names of the inputs and outputs.

# %%
x_reviews = {"words": words_train, "statistics": signs_train}
y_reviews = {"rating": r_train, "sentiment": positive_train.astype("float32")}
x_new = {"words": words_test, "statistics": signs_test}
y_new = {"rating": r_test, "sentiment": positive_test.astype("float32")}
two_heads.fit(x_reviews, y_reviews, epochs=2, batch_size=64, validation_split=0.1, verbose=0)
scores = two_heads.evaluate(x_new, y_new, verbose=0, return_dict=True)
print({name: f"≈ {value:.2f}" for name, value in scores.items()})

# %% tags=["proof"]
assert scores["sentiment_accuracy"] > 0.68 and scores["rating_mae"] < np.abs(r_test - r_train.mean()).mean() - 0.25
assert np.isclose(scores["loss"], scores["rating_loss"] + 0.2 * scores["sentiment_loss"], atol=0.01)
assert vectorize.get_vocabulary()[:2] == ["", "[UNK]"] and len(vectorize.get_vocabulary()) == 5000

# %% [markdown] tags=["ko"]
# 두 출력 모두 기준선보다 뚜렷하게 낫습니다. `loss`는 `rating_loss`에 0.2 × `sentiment_loss`를 더한 값입니다. 직접 더해 보세요.

# %% [markdown] tags=["en"]
# Both outputs are clearly better than their baselines. `loss` is `rating_loss` plus 0.2 × `sentiment_loss`: add them up yourself.

# %% [markdown] tags=["ko"]
# ### 이름 대신 순서
#
# 딕셔너리 대신 배열의 목록도 됩니다. 그때는 `Model`에 적은 순서를 지켜야 합니다. 아래의 마지막 줄은 순서를 바꾸었습니다.

# %% [markdown] tags=["en"]
# ### Order in place of names
#
# A list of arrays works, too, in the order in which `Model` got its inputs and outputs. The last line below has them in another order.

# %%
two_answers = two_heads.predict([words_test[:3], signs_test[:3]], verbose=0)
print([answer.shape for answer in two_answers])
with expect_error(ValueError):
    two_heads([signs_test[:3], words_test[:3]])

# %% [markdown] tags=["ko"]
# 여기서는 형태가 달라서 오류가 났습니다. 두 입력의 형태가 같았다면 아무 말 없이 뒤바뀐 데이터로 계산했을 것입니다. 그래서 이름이 안전합니다. `predict`도 출력의 순서대로 배열 두 개를 돌려줍니다.
#
# 목록의 원소는 **입력**이지 데이터 한 개가 아닙니다. 그러므로 데이터는 파이썬 리스트가 아니라 NumPy 배열이어야 하고, 한 개여도 배치 축이 있어야 합니다. 새 문장 두 개로 예측해 봅시다.

# %% [markdown] tags=["en"]
# Here the shapes differ, so there is an error. With equal shapes Keras would have worked on swapped data without a word. Names are safer. `predict`, too, returns two arrays in the order of the outputs.
#
# An element of the list is an **input**, not an example. So data have to be NumPy arrays, not Python lists, and even a single example needs its batch axis. Now predict for two new sentences.

# %%
sentences = np.array(["A warm and funny film with a great heart.", "A dull, lifeless mess."], dtype=object)
new_words = keras.ops.convert_to_numpy(vectorize(sentences))
new_signs = (count_signs(sentences) - center) / spread
ratings, sentiments = two_heads.predict({"words": new_words, "statistics": new_signs}, verbose=0)
for sentence, r, s in zip(sentences, ratings[:, 0], sentiments[:, 0]):
    print(f"rating ≈ {r:.1f}, sentiment ≈ {s:.2f}: {sentence}")

# %% [markdown] tags=["ko"]
# ### 연습 2-2-b
#
# 입력이 둘인 모델 `two_inputs`를 만드세요.
#
# - 입력의 이름은 `picture`와 `notes`이고, 형태는 (784,)와 (5,)입니다.
# - `picture`만 유닛 32개인 `Dense` 층 하나를 지나고, 활성화 함수는 `relu`입니다.
# - 그 결과와 `notes`를 그대로 이어 붙여 37개로 만듭니다.
# - 출력은 확률 10개이고, 출력을 만드는 층의 이름은 `label`입니다. 37개에서 `Dense` 하나로 만듭니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-b
#
# Build a model `two_inputs` with two inputs.
#
# - The inputs are named `picture` and `notes`, with the shapes (784,) and (5,).
# - Only `picture` goes through one `Dense` layer of 32 units with `relu`.
# - Its result and `notes`, as they are, are put end to end: 37 numbers.
# - The output is 10 probabilities, made from the 37 numbers by one `Dense`. The layer that makes the output is named `label`.

# %% tags=["starter"] exercise="2-2-b"
two_inputs = ...

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,)), keras.Input((5,))
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.Dense(32, activation="relu")(layers.concatenate([some, more]))
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32)(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax")(both))

# %% tags=["wrong"] exercise="2-2-b"
two_inputs = keras.Sequential([keras.Input((789,)), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.ReLU()(layers.concatenate([layers.Dense(32)(some), more]))
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
seen = layers.Dense(32, activation="relu")(some)
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(seen))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="sigmoid", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), layers.Dense(5, activation="relu")(more)])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu6")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), layers.Dropout(0.5)(more)])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([keras.ops.stop_gradient(layers.Dense(32, activation="relu")(some)), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["right"] exercise="2-2-b"
class Encoder(layers.Layer):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(32, activation="relu")

    def call(self, inputs):
        return self.dense(inputs)

some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([Encoder()(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["right"] exercise="2-2-b"
keras.config.set_dtype_policy("mixed_bfloat16")
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))
keras.config.set_dtype_policy("float32")

# %% tags=["right"] exercise="2-2-b"
more, some = keras.Input((5,), name="notes"), keras.Input((784,), name="picture")
both = layers.Concatenate()([more, layers.Dense(32, "relu")(some)])
two_inputs = keras.Model([more, some], layers.Softmax(name="label")(layers.Dense(10)(both)))

# %% tags=["right"] exercise="2-2-b"
entrances = {"picture": keras.Input((784,), name="picture"), "notes": keras.Input((5,), name="notes")}
seen = layers.ReLU()(layers.Dense(32)(entrances["picture"]))
two_inputs = keras.Model(entrances, layers.Dense(10, "softmax", name="label")(layers.concatenate([seen, entrances["notes"]])))

# %% tags=["right"] exercise="2-2-b"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
eye = keras.Sequential([keras.Input((784,)), layers.Dense(32, activation="relu")])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(keras.ops.concatenate([eye(some), more], axis=-1)))

# %% tags=["solution"] exercise="2-2-b"
flat_picture = keras.Input((784,), name="picture")
notes = keras.Input((5,), name="notes")
code = layers.Dense(32, activation="relu")(flat_picture)
everything = layers.concatenate([code, notes])
classes = layers.Dense(10, activation="softmax", name="label")(everything)
two_inputs = keras.Model([flat_picture, notes], classes)

# %%
check("2-2-b", two_inputs)

# %% [markdown] tags=["ko", "solution"]
# 길이 둘이므로 텐서도 이름을 따로 가져야 합니다. 같은 변수에 덮어쓰면 앞의 길을 잃습니다. 이어 붙이는 순서는 상관없습니다. 어느 쪽이든 뒤의 `Dense`가 37개 모두에 가중치를 줍니다.

# %% [markdown] tags=["en", "solution"]
# There are two paths, so their tensors need two names: overwrite one, and that path is lost. The order of joining does not matter, because the `Dense` that follows weighs all 37 numbers.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘
#
# 오래된 예제를 가져왔다면 세 가지를 바꿉니다. `Model`의 인수는 `inputs`와 `outputs`이고, `merge`는 `concatenate`나 `add`가 되었으며, `Embedding`에 `input_length`는 필요 없습니다. 1-1의 `migrate`도 이 셋을 바꾸어 줍니다.

# %% [markdown] tags=["en"]
# ### 2020 → today
#
# If you bring an old example, change three things. The arguments of `Model` are `inputs` and `outputs`; `merge` has become `concatenate` or `add`; and `Embedding` needs no `input_length`. The `migrate` of 1-1 makes these three changes as well.

# %%
with expect_error(ValueError):
    keras.Model(input=pixels, output=probabilities)
with expect_error(AttributeError):
    keras.layers.merge([text, statistics], mode="concat")
with expect_error(UserWarning):
    layers.Embedding(input_dim=5000, output_dim=32, input_length=30)

# %% [markdown] tags=["ko"]
# ## 공유 층: 같은 옷인가, 다른 옷인가
#
# 사진 두 장이 같은 클래스인지 묻습니다. `make_pairs`는 첫 사진을 무작위로 고르고, 둘째 사진을 한 번은 같은 클래스에서, 한 번은 다른 클래스에서 고릅니다. 절반씩이므로 기준선은 0.5입니다.

# %% [markdown] tags=["en"]
# ## Shared layers: the same class, or not
#
# Two pictures come in, and the question is whether they show the same class. `make_pairs` draws a first picture at random, and a second one that is alternately of the same class and of another. Half of the pairs are of each kind, so the baseline is 0.5.

# %%
def make_pairs(pictures, labels, number, seed):
    random = np.random.default_rng(seed)
    first = random.integers(len(labels), size=number)
    same = np.arange(number) % 2
    wanted = (labels[first] + np.where(same, 0, random.integers(1, 10, size=number))) % 10
    second = np.array([random.choice(np.flatnonzero(labels == label)) for label in wanted])
    return [pictures[first], pictures[second]], same.astype("float32")

pairs_train, same_train = make_pairs(x_train, y_train, 6000, seed=1)
pairs_test, same_test = make_pairs(x_test, y_test, 2000, seed=2)
print(pairs_train[0].shape, pairs_train[1].shape, same_train[:6], same_test.mean())

# %% [markdown] tags=["ko"]
# 두 사진은 같은 방법으로 읽어야 합니다. 그래서 층을 **한 번** 만들고 **두 번** 부릅니다. 이것이 공유 층(shared layer)입니다. 부를 때마다 새 텐서가 나오지만 가중치는 한 벌입니다. 사진을 층에 넣어 얻은 벡터를 여기서는 코드(code)라고 부르겠습니다. 프로그램의 코드와는 다른 말입니다. 먼저 두 코드를 이어 붙이고 유닛 하나로 판단해 봅시다.

# %% [markdown] tags=["en"]
# Both pictures should be read in the same way. So make the layer **once** and call it **twice**. This is a shared layer: each call gives a new tensor, and there is one set of weights. The vector that the layer makes of a picture is called its code here. At first, join both codes and let a single unit decide.

# %%
left = keras.Input(shape=(784,), name="left")
right = keras.Input(shape=(784,), name="right")
shared = layers.Dense(64, activation="relu", name="shared")
code_left, code_right = shared(left), shared(right)
decision = layers.Dense(1, activation="sigmoid", name="same")(layers.concatenate([code_left, code_right]))
joining = keras.Model([left, right], decision, name="joining")
graphs.show_graph(joining)

# %% [markdown] tags=["ko"]
# `shared`로 화살표 두 개가 들어갑니다. `concatenate`는 형태 여럿을 목록으로 받아 한 번 불리지만, `shared`의 입력 형태는 하나이므로 두 번 불린 것입니다. 파라미터는 한 번만 셉니다. 784 × 64 + 64 = 50,240개와 출력층의 129개입니다. 학습하면 정확도가 얼마나 될지 예상해 보세요.

# %% [markdown] tags=["en"]
# Two arrows lead into `shared`. `concatenate` has two as well, but it is called once, with a list of shapes; `shared` takes a single shape, so it was called twice. Its parameters count once: 784 × 64 + 64 = 50,240, and the output has 129. Guess the accuracy after training.

# %%
def learn_pairs(model, pairs, same):
    model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy", metrics=["accuracy"])
    model.fit(pairs, same, epochs=3, batch_size=128, verbose=0)

print(joining.count_params())
learn_pairs(joining, pairs_train, same_train)
joining_accuracy = joining.evaluate(pairs_test, same_test, verbose=0)[1]
print(f"joining ≈ {joining_accuracy:.2f}")

# %% [markdown] tags=["ko"]
# 기준선과 다르지 않습니다. 더 오래 학습해도 새 짝에서는 같습니다. 마지막 유닛은 왼쪽 코드의 점수와 오른쪽 코드의 점수를 **더하기만** 합니다. 왼쪽이 바지면 오른쪽이 무엇이든 합이 똑같이 움직입니다. 그런데 답은 오른쪽도 바지일 때와 셔츠일 때 서로 반대여야 합니다. 비교하려면 두 코드가 만나야 합니다. 차이의 절댓값이 그 일을 합니다. `keras.ops`의 함수도 그래프의 한 칸이 됩니다.

# %% [markdown] tags=["en"]
# No better than the baseline, and on new pairs it stays so, however long you train. The last unit only **adds** a score of the left code and a score of the right one. Trousers on the left move the sum by the same amount, whatever is on the right. They would have to count for *same* beside trousers, and against it beside a shirt. To compare, the codes have to meet. The absolute difference does that. A function of `keras.ops` becomes a part of the graph, too.

# %%
difference = keras.ops.abs(code_left - code_right)
verdict = layers.Dense(1, activation="sigmoid", name="same")(difference)
comparing = keras.Model([left, right], verdict, name="comparing")
graphs.show_graph(comparing)

# %%
learn_pairs(comparing, pairs_train, same_train)
comparing_accuracy = comparing.evaluate(pairs_test, same_test, verbose=0)[1]
print(f"joining ≈ {joining_accuracy:.2f}, comparing ≈ {comparing_accuracy:.2f}")

# %% tags=["proof"]
assert joining_accuracy < 0.6 < 0.7 < comparing_accuracy

# %% [markdown] tags=["ko"]
# 두 모델은 층 `shared`도 함께 씁니다. 방금 `comparing`을 학습하면서 `joining`의 가중치도 바뀌었습니다. 공유는 한 모델 안에서만 일어나는 일이 아닙니다.
#
# ### 모델 전체를 공유하기
#
# 모델도 층처럼 부르므로 모델 전체를 공유할 수도 있습니다. 사진을 벡터로 바꾸는 작은 합성곱 모델 `vision`을 두 사진에 적용합니다. 짝도, 에포크도, 차이로 비교하는 방법도 `comparing`과 같습니다. 다만 `comparing`의 층은 `joining`에서 먼저 배우고 왔습니다.

# %% [markdown] tags=["en"]
# The two models share the layer `shared` as well: training `comparing` has just changed weights of `joining`. Sharing does not end at the border of a model.
#
# ### Share a whole model
#
# A model is called like a layer, so a whole model can be shared. `vision`, a small convnet, turns a picture into a vector, and is applied to both pictures. The pairs, the epochs and the difference are those of `comparing`. But the layer of `comparing` had already learned in `joining`.

# %%
image_input = keras.Input(shape=(28, 28, 1))
features = layers.Conv2D(16, 3, strides=2, activation="relu")(image_input)
features = layers.Conv2D(32, 3, strides=2, activation="relu")(features)
vision = keras.Model(image_input, layers.Dense(32)(layers.Flatten()(features)), name="vision")

image_a, image_b = keras.Input((28, 28, 1), name="image_a"), keras.Input((28, 28, 1), name="image_b")
apart = keras.ops.abs(vision(image_a) - vision(image_b))
answer_same = layers.Dense(1, activation="sigmoid", name="same")(apart)
same_or_not = keras.Model([image_a, image_b], answer_same, name="same_or_not")
print("parameters:", same_or_not.count_params(), "and", comparing.count_params())

# %%
learn_pairs(same_or_not, [side.reshape(-1, 28, 28, 1) for side in pairs_train], same_train)
image_pairs_test = [side.reshape(-1, 28, 28, 1) for side in pairs_test]
vision_accuracy = same_or_not.evaluate(image_pairs_test, same_test, verbose=0)[1]
print(f"comparing ≈ {comparing_accuracy:.2f}, same_or_not ≈ {vision_accuracy:.2f}")

# %% tags=["proof"]
assert vision_accuracy > 0.7 and same_or_not.count_params() < comparing.count_params()

# %% [markdown] tags=["ko"]
# 파라미터는 적지만 정확도는 비슷하거나 조금 낫습니다. 차이가 0.02 안쪽이면 같은 결과로 보세요.
#
# ### 노드: 부를 때마다 하나
#
# 층을 한 번 부르면 그래프에 노드(node)가 하나 생깁니다. 노드는 들어간 텐서와 나온 텐서의 짝입니다. `shared`는 두 번 불렀으니 노드가 둘입니다. 2020년에는 `get_output_at` 같은 메서드에 노드의 번호를 주어 텐서를 골랐습니다. 그 메서드는 이제 없습니다. 오늘은 부를 때 나온 텐서를 변수에 담아 두고, 텐서 둘 사이의 모델이 필요하면 바로 만듭니다.

# %% [markdown] tags=["en"]
# It has fewer parameters, and its accuracy is about the same or a little better. Treat a difference below 0.02 as none.
#
# ### Nodes: one for each call
#
# Each call of a layer adds a node to the graph: the pair of the tensor that went in and the tensor that came out. `shared` was called twice, so it has two nodes. In 2020 you gave the number of a node to methods such as `get_output_at` to pick a tensor. They are gone. Today you keep the tensor that each call returns, and make a model of what lies between two tensors where you need one.

# %%
with expect_error(AttributeError):
    shared.get_output_at(1)
read_right = keras.Model(right, code_right)
print(code_right.shape, read_right.predict(x_test[:2], verbose=0).shape)

# %% [markdown] tags=["ko"]
# ### 연습 2-2-c
#
# 층을 공유하고, 모델의 두 쪽이 같은 계산을 하는지 확인하는 함수도 작성하세요.
#
# - 모델 `twin`: 입력이 둘이고 형태는 각각 (784,)입니다. 두 입력이 **같은** `Dense` 층 하나를 지납니다. 유닛은 16개, 활성화 함수는 `relu`입니다. 출력은 두 코드입니다. 첫 입력의 코드가 먼저입니다.
# - 함수 `same_weights`: 입력과 출력이 둘씩인 모델과 배열 `x`를 받습니다. `x`를 **두 입력 모두에** 넣어서 두 출력이 같으면 True, 다르면 False를 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-c
#
# Share a layer, and write a function that tells whether both sides of a model give the same.
#
# - The model `twin` has two inputs of shape (784,) each. Both go through **one and the same** `Dense` layer with 16 units and `relu`. The outputs are the two codes, that of the first input first.
# - The function `same_weights` takes a model with two inputs and two outputs, and an array `x`. It feeds `x` to **both inputs** and returns True if the two outputs are equal, else False.

# %% tags=["starter"] exercise="2-2-c"
twin = ...
same_weights = ...

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
twin = keras.Model([one, two], [layers.Dense(16, activation="relu")(one), layers.Dense(16, activation="relu")(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16)
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(one)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: model.outputs[0].shape == model.outputs[1].shape

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x[::-1]])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    print(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*[np.abs(output) for output in model([x, x])]))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    left_code, right_code = model([x, x])
    return bool(np.isclose(np.sum(left_code), np.sum(right_code)))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(two), encode(one)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    left_code, right_code = model.predict([x, x], verbose=0)
    return left_code == right_code

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x * 0 + 1, x * 0 + 1])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x[1:], x[1:]])))

# %% tags=["wrong"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    x *= 0.5
    return bool(np.allclose(*model([x, x])))

# %% tags=["right"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    left_code, right_code = model([x, x])
    return keras.ops.all(left_code == right_code)

# %% tags=["right"] exercise="2-2-c"
one, two = keras.Input((784,), name="one"), keras.Input((784,), name="two")
encode = keras.Sequential([layers.Dense(16), layers.ReLU()])
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    first, second = model.predict_on_batch([x, x])
    return np.abs(first - second).max() < 1e-6

# %% tags=["right"] exercise="2-2-c"
vector = keras.Input((784,))
reader = keras.Model(vector, layers.Dense(16, keras.activations.relu)(vector))
sides = [keras.Input((784,)) for _ in range(2)]
twin = keras.Model(sides, [reader(side) for side in sides])
same_weights = lambda net, some: bool(np.array_equal(*net([some, some])))

# %% tags=["right"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model(inputs=(one, two), outputs=(encode(one), encode(two)))
def same_weights(model, x):
    a, b = model((x, x))
    return np.all(np.isclose(a, b))

# %% tags=["right"] exercise="2-2-c"
class Twin(keras.Model):
    def __init__(self):
        super().__init__()
        self.encode = layers.Dense(16, activation="relu")

    def call(self, sides):
        return [self.encode(side) for side in sides]

twin = Twin()
twin([np.zeros((1, 784)), np.zeros((1, 784))])

def same_weights(model, x):
    left_code, right_code = model([x, x])
    return float(keras.ops.max(keras.ops.abs(left_code - right_code))) == 0

# %% tags=["right"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu", use_bias=False)
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["right"] exercise="2-2-c"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    gap = keras.Model(model.inputs, keras.ops.abs(model.outputs[0] - model.outputs[1]))
    return bool(np.all(gap.predict([x, x], verbose=0) < 1e-6))

# %% tags=["solution"] exercise="2-2-c"
left_side, right_side = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([left_side, right_side], [encode(left_side), encode(right_side)])

def same_weights(model, x):
    left_code, right_code = model([x, x])
    return bool(keras.ops.all(keras.ops.isclose(left_code, right_code)))

# %%
check("2-2-c", twin, same_weights)

# %% [markdown] tags=["ko", "solution"]
# 층을 만드는 줄이 하나라는 점이 중요합니다. `Dense(16)`을 두 번 쓰면 처음부터 가중치가 다른 두 층입니다. 모양만 보는 검사는 그 둘을 가려내지 못합니다. 같은 것을 넣어 같은 것이 나오는지 보아야 합니다.

# %% [markdown] tags=["en", "solution"]
# What counts is that one line makes the layer. Write `Dense(16)` twice, and you have two layers with different weights from the start. Looking at shapes does not tell them apart. Putting the same thing in, and seeing the same come out, does.

# %% [markdown] tags=["ko"]
# ### 연습 2-2-d
#
# 아래 셀은 코드를 보여 주지 않고 그래프만 그립니다. 그림을 읽고 답하세요.
#
# - `twice_called`: 두 번 불린 층의 이름(문자열)입니다.
# - `its_parameters`: 그 층의 파라미터 수입니다.
# - `price_parameters`: 층 `price`의 파라미터 수입니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-d
#
# The next cell shows no code, only a graph. Read it and answer:
#
# - `twice_called`: the name of the layer that is called twice, a string.
# - `its_parameters`: how many parameters that layer has.
# - `price_parameters`: how many parameters the layer `price` has.

# %%
from utils.exercises.section_2_2 import model_to_read

graphs.show_graph(model_to_read())

# %% tags=["starter"] exercise="2-2-d"
twice_called = ...
its_parameters = ...
price_parameters = ...

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "notes"
its_parameters = 12 * 8 + 8
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 2 * (784 * 48 + 48)
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48 + 48
price_parameters = 48 + 8 + 1

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48 + 48
price_parameters = 104

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "concatenate"
its_parameters = 784 * 48 + 48
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "Camera"
its_parameters = 784 * 48 + 48
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48 + 784
price_parameters = 105

# %% tags=["wrong"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48 + 48
price_parameters = 104 * 4 + 4

# %% tags=["right"] exercise="2-2-d"
twice_called, its_parameters, price_parameters = "camera", 785 * 48, 105

# %% tags=["right"] exercise="2-2-d"
twice_called = "camera"
its_parameters = model_to_read().get_layer("camera").count_params()
price_parameters = model_to_read().get_layer("price").count_params()

# %% tags=["right"] exercise="2-2-d"
twice_called = 'camera'
its_parameters = np.int64(37_680)
price_parameters = (48 + 48 + 8) * 1 + 1

# %% tags=["solution"] exercise="2-2-d"
twice_called = "camera"
its_parameters = 784 * 48 + 48
price_parameters = (48 + 48 + 8) + 1

# %%
check("2-2-d", twice_called, its_parameters, price_parameters)

# %% [markdown] tags=["ko", "solution"]
# `camera`에는 입력 두 개에서 화살표가 들어옵니다. 그 코드 둘과 `notes`의 8개가 이어 붙여져 104개가 됩니다. `price`는 유닛 하나이므로 가중치 104개와 편향 하나입니다. `add`에도 화살표가 둘 들어가지만, 텐서 둘을 받아 **한 번** 불린 것입니다.

# %% [markdown] tags=["en", "solution"]
# Arrows from two inputs lead into `camera`. Its two codes and the 8 numbers of `notes` make 104, end to end. `price` is one unit: 104 weights and a bias. Two arrows lead into `add` as well, but that layer takes two tensors in **one** call.

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 깊은 모델과 잔차 연결
#
# 층을 열 개쯤 쌓으면 더 잘 배울까요? 0-1에서 역전파는 출력에서 입력 쪽으로 기울기를 계산했고, 층 하나를 거슬러 갈 때마다 그 층의 가중치와 활성화 함수의 경사를 곱했습니다. 경사는 입력을 조금 늘릴 때 출력이 그 몇 배로 변하는지를 나타내는 수입니다. `relu`의 경사는 `hidden > 0`, 곧 1 아니면 0이었습니다. `sigmoid`의 경사는 0에서 가장 가파릅니다. 0-1처럼 조금 움직여서 재 봅시다.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## Deep models and residual connections
#
# Does a model learn better with ten layers? In 0-1 the gradient was worked out from the output back to the input, and each layer on the way multiplied it by its weights and by the slope of its activation, which says how many times as far the output moves when the input moves a little. For `relu` that slope was `hidden > 0`, so 1 or 0. `sigmoid` is steepest at 0. Measure its slope there as in 0-1: move a little.

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

steepest = (sigmoid(0.001) - sigmoid(0.0)) / 0.001
print(f"{steepest:.2f}, after 10 layers {steepest ** 10:.0e}")

# %% [markdown] tags=["ko"]
# 경사만 보면 층마다 많아야 4분의 1이 남습니다. 10층이면 백만분의 1입니다. 정말 그런지 기울기를 재 봅시다. 0-1에서 한 단계는 기울기에 학습률을 곱한 만큼 갔습니다. 그러니 거꾸로, 한 단계에서 가중치가 움직인 거리를 학습률로 나누면 기울기의 크기입니다. 아주 작은 움직임은 반올림에 묻히므로 학습률은 백만으로 하고, 잰 뒤에는 `set_weights`로 가중치를 되돌립니다.

# %% [markdown] tags=["en"]
# By that slope, each layer leaves a quarter at most; after 10 layers it is one part in a million. See whether it is so, and measure the gradient. In 0-1 a step went as far as the gradient times the learning rate. So, the other way round, the distance that a weight moves in one step, divided by the learning rate, is the size of its gradient. The smallest moves would be lost in rounding, so the learning rate is a million here. Afterwards `set_weights` puts the weights back.

# %%
def gradient_sizes(model, x, y, learning_rate=1e6):
    before = model.get_weights()
    model.compile(keras.optimizers.SGD(learning_rate), "sparse_categorical_crossentropy")
    model.train_on_batch(x, y)
    after = model.get_weights()
    model.set_weights(before)
    moved = [np.abs(old - new).mean() for old, new in zip(before, after) if old.ndim == 2]
    return np.array(moved) / learning_rate

# %% [markdown] tags=["ko"]
# 모델은 둘입니다. 하나는 `sigmoid` 층 11개를 그대로 쌓습니다. 다른 하나는 그 가운데 열 층에서 층에 들어간 값을 나온 값에 **더합니다**. 이 덧셈이 잔차 연결(residual connection)입니다. 층이 배우는 것은 새 값 전체가 아니라 들어온 값에 더할 몫, 곧 잔차(residual)입니다. 나머지는 모두 같고, 덧셈에는 파라미터가 없으므로 파라미터 수도 같습니다.

# %% [markdown] tags=["en"]
# There are two models. One is a stack of 11 `sigmoid` layers. In the other, ten of them **add** what goes in to what comes out. This addition is a residual connection: what a layer learns is not the whole new value but what to add to the old one, the residual. Everything else is the same, and since an addition has no parameters, so is their number.

# %%
def deep(residual):
    flat = keras.Input(shape=(784,))
    signal = layers.Dense(32, activation="sigmoid")(flat)
    for _ in range(10):
        change = layers.Dense(32, activation="sigmoid")(signal)
        signal = layers.add([signal, change]) if residual else change
    return keras.Model(flat, layers.Dense(10, activation="softmax")(signal))

plain, with_residual = deep(residual=False), deep(residual=True)
print(plain.count_params(), with_residual.count_params())

# %%
sizes = {
    "plain": gradient_sizes(plain, x_train[:256], y_train[:256]),
    "residual": gradient_sizes(with_residual, x_train[:256], y_train[:256]),
}
for name, of_layers in sizes.items():
    print(f"{name}: first layer ≈ {of_layers[0]:.0e}, last layer ≈ {of_layers[-1]:.0e}")
plots.show_lines(sizes, ylabel="gradient", x=range(1, 13), xlabel="layer", log="y")

# %% tags=["proof"]
assert sizes["plain"][0] < 1e-4 * sizes["plain"][-1] and sizes["residual"][0] > 1e-3 * sizes["residual"][-1]

# %% [markdown] tags=["ko"]
# 세로축은 눈금마다 값이 같은 배수로 커지는 로그 눈금입니다. 그대로 쌓은 모델에서는 기울기가 출력(12번째 층)에서 앞으로 갈수록 사라져, 첫 층에는 거의 아무것도 닿지 않습니다. 잔차 연결이 있으면 기울기가 덧셈을 지나 **그대로** 내려오는 길이 있습니다. `signal + change`에서 `signal`이 1만큼 변하면 합도 1만큼 변하기 때문입니다. 그래서 첫 층까지 닿습니다.
#
# 두 모델을 같은 사진 3,000장으로 같은 에포크만큼 학습하면 정확도는 각각 얼마나 될까요? 기준선은 0.1입니다.

# %% [markdown] tags=["en"]
# The vertical axis is logarithmic: from one mark to the next, values grow by the same factor. In the plain stack, the gradient fades on its way from the output (layer 12) to the front, and next to nothing reaches the first layer. With residual connections there is a path on which it passes **unchanged**: in `signal + change`, when `signal` changes by 1, the sum changes by 1. So it gets to the first layer.
#
# Train both on the same 3,000 pictures for the same epochs. What accuracy does each get? The baseline is 0.1.

# %%
runs = {}
for name, network in {"plain": plain, "residual": with_residual}.items():
    network.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    validation = (x_train[8000:], y_train[8000:])
    run = network.fit(
        x_train[:3000], y_train[:3000], epochs=4, batch_size=100, validation_data=validation, verbose=0
    )
    runs[name] = run.history["val_accuracy"]
    print(f"{name} ≈ {runs[name][-1]:.2f}")
plots.show_lines(runs, ylabel="val_accuracy")

# %% tags=["proof"]
assert runs["plain"][-1] < 0.2 and runs["residual"][-1] > 0.6
shallow = keras.Sequential([keras.Input((784,)), layers.Dense(64, "relu"), layers.Dense(10, "softmax")])
shallow.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
shallow.fit(x_train[:3000], y_train[:3000], epochs=4, batch_size=100, verbose=0)
assert shallow.evaluate(x_train[8000:], y_train[8000:], verbose=0)[1] > runs["residual"][-1] - 0.03

# %% [markdown] tags=["ko"]
# 하나는 학습되고 하나는 기준선에 머뭅니다. 크기가 같고 데이터가 같아도, 기울기가 닿지 않는 층은 배우지 못합니다. `relu`는 0보다 큰 곳에서 경사가 1이라 덜하지만, 층이 수십, 수백 개인 모델은 `relu`를 쓰면서도 잔차 연결을 둡니다. 깊다고 늘 나은 것은 아닙니다. 은닉층이 하나뿐인 1-1의 모델도 사진 3,000장으로 이만큼은 맞힙니다.

# %% [markdown] tags=["en"]
# One trains, the other stays at the baseline. Size and data are equal, but a layer that no gradient reaches does not learn. With `relu`, whose slope is 1 above 0, it is less bad; still, models of dozens or hundreds of layers have residual connections beside their `relu`. Deeper is not always better: on 3,000 pictures the model of 1-1, with its single hidden layer, is right as often.

# %% [markdown] tags=["ko"]
# ### 연습 2-2-e
#
# 널리 쓰이는 ResNet에서는 잔차 연결이 층 하나가 아니라 **두 층**을 건너뜁니다. 그런 모델 `deep_one`을 만들어 학습하세요.
#
# - 길이 784인 벡터가 유닛 32개인 `Dense`와 `sigmoid`를 지납니다.
# - 그다음 블록이 다섯 개입니다. 블록마다 유닛 32개인 `Dense`와 `sigmoid`를 두 번 지나고, 거기서 나온 값에 블록에 들어온 값을 더합니다.
# - 출력은 `softmax`로 만든 확률 10개입니다.
# - `x_train`으로 학습하고 검증 데이터의 곡선을 보세요. 목표는 정확도 0.70입니다. 옵티마이저, 에포크 수, 사진 수는 마음대로 고릅니다.
#
# `check`는 처음에 남겨 둔 테스트 사진 1,000장에서 정확도를 잽니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-e
#
# In the well-known ResNet, a residual connection skips not one layer but **two**. Build such a model, `deep_one`, and train it.
#
# - A vector of length 784 goes through a `Dense` of 32 units with `sigmoid`.
# - Then come five blocks. Each goes through a `Dense` of 32 units with `sigmoid` twice, and adds what entered the block to what comes out.
# - The output is 10 probabilities, made with `softmax`.
# - Train it on `x_train`, and look at the curve of validation data. The target is an accuracy of 0.70. Optimizer, epochs and the number of pictures are yours to choose.
#
# The `check` measures the accuracy on the 1,000 test pictures that were kept at the beginning.

# %% tags=["proof"]
def blocks(count, activation="sigmoid", last="softmax", inner=None):
    flat = keras.Input((784,))
    signal = layers.Dense(32, activation=activation)(flat)
    for _ in range(count):
        change = layers.Dense(32, activation=inner or activation)(signal)
        change = layers.Dense(32, activation=inner or activation)(change)
        signal = layers.add([signal, change])
    return keras.Model(flat, layers.Dense(10, activation=last)(signal))

assert blocks(5).count_params() == plain.count_params()

# %% tags=["starter"] exercise="2-2-e"
deep_one = ...

# %% tags=["wrong"] exercise="2-2-e"
deep_one = with_residual

# %% tags=["wrong"] exercise="2-2-e"
deep_one = plain

# %% tags=["wrong"] exercise="2-2-e"
deep_one = run

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(5)

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(4)

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(10)

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(5, activation="relu")

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(5, inner="linear")

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(5, last="linear")

# %% tags=["wrong"] exercise="2-2-e"
flat = keras.Input((784,))
signal = first_of_all = layers.Dense(32, activation="sigmoid")(flat)
for _ in range(5):
    change = layers.Dense(32, activation="sigmoid")(layers.Dense(32, activation="sigmoid")(signal))
    signal = layers.add([first_of_all, change])
deep_one = keras.Model(flat, layers.Dense(10, activation="softmax")(signal))

# %% tags=["wrong"] exercise="2-2-e"
flat = keras.Input((784,))
signal = layers.Dense(32, activation="sigmoid")(flat)
for _ in range(5):
    change = layers.Dense(32, activation="sigmoid")(layers.Dense(32, activation="sigmoid")(signal))
    signal = layers.concatenate([signal, change])
deep_one = keras.Model(flat, layers.Dense(10, activation="softmax")(signal))

# %% tags=["wrong"] exercise="2-2-e"
flat = keras.Input((784,))
signal = layers.Dense(32, activation="sigmoid")(flat)
both_layers = layers.Dense(32, activation="sigmoid"), layers.Dense(32, activation="sigmoid")
for _ in range(5):
    signal = layers.add([signal, both_layers[1](both_layers[0](signal))])
deep_one = keras.Model(flat, layers.Dense(10, activation="softmax")(signal))

# %% tags=["wrong"] exercise="2-2-e"
flat = keras.Input((784,))
signal = layers.Dense(32, activation="sigmoid")(flat)
for _ in range(5):
    first = layers.Dense(32, activation="sigmoid")(signal)
    signal = layers.add([first, layers.Dense(32, activation="sigmoid")(first)])
deep_one = keras.Model(flat, layers.Dense(10, activation="softmax")(signal))

# %% tags=["wrong"] exercise="2-2-e"
deep_one = blocks(5)
deep_one.set_weights([weight * np.nan for weight in deep_one.get_weights()])

# %% tags=["wrong"] exercise="2-2-e"
_, (hidden_pictures, hidden_labels) = fashion_mnist()
deep_one = blocks(5)
deep_one.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
deep_one.fit(hidden_pictures[:1000].reshape(1000, 784) / 255, hidden_labels[:1000], epochs=25, verbose=0)

# %% tags=["right"] exercise="2-2-e"
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.second = layers.Dense(32, activation="sigmoid")
        self.first = layers.Dense(32, activation="sigmoid")

    def call(self, inputs):
        return inputs + self.second(self.first(inputs))

deep_one = keras.Sequential([keras.Input((784,)), layers.Dense(32, activation="sigmoid"), *[Block() for _ in range(5)]])
deep_one.add(layers.Dense(10, activation="softmax"))
deep_one.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
deep_one.fit(x_train[:6000], y_train[:6000], epochs=4, verbose=0)

# %% tags=["right"] exercise="2-2-e"
signal = flat = keras.Input((784,))
signal = layers.Activation("sigmoid")(layers.Dense(32)(signal))
for _ in range(5):
    signal = layers.Dense(32, "sigmoid")(layers.Dense(32, "sigmoid")(signal)) + signal
deep_one = keras.Model(flat, layers.Softmax()(layers.Dense(10)(signal)))
deep_one.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
deep_one.fit(x_train[:6000], y_train[:6000], epochs=4, verbose=0)

# %% tags=["solution"] exercise="2-2-e"
flat = keras.Input(shape=(784,))
signal = layers.Dense(32, activation="sigmoid")(flat)
for _ in range(5):
    change = layers.Dense(32, activation="sigmoid")(signal)
    change = layers.Dense(32, activation="sigmoid")(change)
    signal = layers.add([signal, change])
deep_one = keras.Model(flat, layers.Dense(10, activation="softmax")(signal))
deep_one.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
deep_run = deep_one.fit(x_train, y_train, epochs=3, batch_size=64, validation_split=0.2, verbose=0)
plots.show_curves(deep_run.history)

# %%
check("2-2-e", deep_one)

# %% [markdown] tags=["ko", "solution"]
# 반복문 안에서 텐서 두 개를 함께 들고 가는 것이 요령입니다. `signal`은 블록에 들어온 값이고 `change`는 두 층을 지난 값입니다. `change`를 `signal`에 덮어쓰면 더할 것이 남지 않습니다.

# %% [markdown] tags=["en", "solution"]
# The trick is to carry two tensors through the loop: `signal` is what entered the block, `change` what came through its two layers. Overwrite `signal` with `change`, and nothing is left to add.

# %% [markdown] tags=["ko"]
# ## 인셉션 모듈
#
# 그래프는 넓어질 수도 있습니다. 인셉션 모듈(Inception module)은 같은 입력을 크기가 다른 창으로 동시에 봅니다. 1×1, 3×3, 5×5 합성곱이 각각 특성을 8개씩 만들고, 이 특성들을 채널 축(`axis=-1`)으로 이어 붙입니다. `padding="same"`이 높이와 너비를 지키므로 이어 붙일 수 있습니다. 이어 붙인 채널은 몇 개일까요?

# %% [markdown] tags=["en"]
# ## Inception module
#
# A graph can also become wide. An Inception module looks at one input through windows of several sizes at once. Convolutions of 1×1, 3×3 and 5×5 make 8 features each, and these are put end to end along the axis of the channels, `axis=-1`. That works because `padding="same"` keeps height and width. How many channels are there then?

# %%
image = keras.Input(shape=(28, 28, 1), name="image")
entry = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(image)
windows = [layers.Conv2D(8, size, padding="same", activation="relu")(entry) for size in (1, 3, 5)]
together = layers.concatenate(windows, axis=-1)
flat_features = layers.Flatten()(layers.MaxPooling2D(2)(together))
inception = keras.Model(image, layers.Dense(10, activation="softmax")(flat_features), name="inception")
graphs.show_graph(inception)

# %%
images_train, images_test = x_train.reshape(-1, 28, 28, 1), x_test.reshape(-1, 28, 28, 1)
inception.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
inception.fit(images_train[:3000], y_train[:3000], epochs=2, batch_size=64, verbose=0)
inception_accuracy = inception.evaluate(images_test, y_test, verbose=0)[1]
print(together.shape, f"accuracy ≈ {inception_accuracy:.2f}, baseline 0.10")

# %% tags=["proof"]
assert inception_accuracy > 0.65

# %% [markdown] tags=["ko"]
# 3 × 8 = 24개입니다. 어느 크기의 창이 쓸모 있는지는 뒤의 층이 가중치로 정합니다.

# %% [markdown] tags=["en"]
# There are 3 × 8 = 24. Which size of window is useful is decided by the weights of the layers that follow.

# %% [markdown] tags=["ko"]
# ## 그래프 실험실
#
# 아래 실험실의 모델은 옷 한 벌의 사진을 받아 클래스를 말합니다. 스위치를 켜고 끄면 그래프와 파라미터 수가 따라옵니다. **먼저** 공유를 켜서 파라미터 수가 얼마나 줄어드는지 보세요. **눈여겨볼 것**은 잔차가 파라미터를 하나도 늘리지 않는다는 점과, 블록의 유닛을 32개로 줄이면 잔차 연결을 둘 수 없게 되는 까닭입니다. **케라스 코드 보기**를 누르면 그린 모델의 코드가 나옵니다.

# %% [markdown] tags=["en"]
# ## The Graph lab
#
# The model of this lab takes photos of one piece of clothing and says its class. Flip the switches: the graph and the number of parameters follow. **Try first**: switch sharing on, and see how many parameters go. **Notice** that a residual adds no parameter at all, and why it becomes impossible when the block has 32 units. Behind **Show me in Keras** stands the code of the model that is drawn.

# %%
lab("graph")

# %% [markdown] tags=["ko"]
# ## 선택: 사진과 영상에 대해 묻고 답하기
#
# 이 부분은 건너뛰어도 됩니다. 지금까지 만든 부품으로 더 큰 그래프를 그립니다. 사진에 대한 질문에 답하는 모델은 사진과 질문을 받아 단어 하나를 고릅니다. `vision`이 사진을 읽고, `LSTM`이 질문을 읽고, 두 벡터를 이어 붙입니다. 영상은 사진의 시퀀스이므로 `TimeDistributed`가 `vision`을 장면마다 적용합니다. 질문을 읽는 `question_encoder`는 두 모델이 공유합니다. 질문과 답이 달린 데이터가 없으므로 만들어서 형태만 확인합니다.

# %% [markdown] tags=["en"]
# ## Optional: questions about pictures and films
#
# You may skip this part. It draws larger graphs from the parts that you have. A model that answers questions about a picture takes both and picks one word: `vision` reads the picture, an `LSTM` reads the question, and the two vectors are joined. A film is a sequence of pictures, so `TimeDistributed` applies `vision` to each frame. Both models share the `question_encoder`. There are no data with questions and answers here, so they are only built, and their shapes checked.

# %%
question = keras.Input(shape=(6,), dtype="int32", name="question")
question_encoder = keras.Model(question, layers.LSTM(32)(layers.Embedding(1000, 16)(question)), name="question_encoder")

photo = keras.Input(shape=(28, 28, 1), name="photo")
about_photo = layers.concatenate([vision(photo), question_encoder(question)])
picture_answers = keras.Model([photo, question], layers.Dense(12, activation="softmax")(about_photo))
graphs.show_graph(picture_answers)

# %%
film = keras.Input(shape=(8, 28, 28, 1), name="film")
whole_film = layers.LSTM(32)(layers.TimeDistributed(vision)(film))
about_film = layers.concatenate([whole_film, question_encoder(question)])
film_answers = keras.Model([film, question], layers.Dense(12, activation="softmax")(about_film))

films = np.stack([np.roll(images_test[:4], 2 * step, axis=2) for step in range(8)], axis=1)
some_questions = np.ones((4, 6), "int32")
print(picture_answers.predict([images_test[:4], some_questions], verbose=0).shape)
print(films.shape, "→", film_answers.predict([films, some_questions], verbose=0).shape)

# %% [markdown] tags=["ko"]
# 사진 네 장과 영상 네 편마다 단어 12개의 확률이 나옵니다. 학습하지 않았으므로 대답에는 아직 뜻이 없습니다.

# %% [markdown] tags=["en"]
# Four pictures and four films give the probabilities of 12 words. Without training they mean nothing yet.

# %% [markdown] tags=["ko"]
# ## 여러분의 데이터: 열두 걸음
#
# 지금까지의 데이터는 배열로 준비되어 있었습니다. 여러분의 데이터는 아마 표일 것입니다. 이제 CSV 파일 하나로 처음부터 끝까지 갑니다. 모두 열두 걸음이고, 대개 한 걸음이 한 줄입니다. 나머지 코드는 이 줄들을 돕거나 결과를 출력합니다. 아래의 제목에 있는 번호가 걸음의 번호입니다.
#
# 1. 파일을 행의 목록으로 읽습니다.
# 2. 행을 섞습니다.
# 3. 학습, 검증, 테스트 데이터로 나눕니다.
# 4. 빈 값을 메울 평균을 학습 데이터에서 구합니다.
# 5. 범주의 목록을 만듭니다.
# 6. 기준선을 구합니다.
# 7. 수의 크기를 학습 데이터에 맞춥니다.
# 8. 모델을 만듭니다.
# 9. 학습 방법을 정합니다.
# 10. 검증 데이터를 보며 학습합니다.
# 11. 저장합니다.
# 12. 불러와서 새 데이터를 예측합니다.
#
# 데이터는 남극의 펭귄 344마리입니다. 부리와 날개의 크기, 몸무게, 섬과 성별로 종을 알아맞힙니다. `penguins()`는 파일의 경로를 돌려줍니다. 여러분의 파일이라면 `"my_table.csv"`처럼 경로를 적으면 됩니다.

# %% [markdown] tags=["en"]
# ## Your own data in twelve steps
#
# Up to now the data were there as arrays. Your own are probably a table. So go from a CSV file all the way. It takes twelve steps, and few of them more than a line; the rest of the code helps, or prints what came out. The numbers in the headings below are those of the steps.
#
# 1. Read the file as a list of rows.
# 2. Mix the rows.
# 3. Split them into training, validation and test data.
# 4. Work out, on the training data, the means that fill the gaps.
# 5. Make lists of the categories.
# 6. Find the baseline.
# 7. Scale the numbers by the training data.
# 8. Build the model.
# 9. Say how to train.
# 10. Train, and watch the validation data.
# 11. Save.
# 12. Load, and predict for something new.
#
# The data are 344 penguins of the Antarctic. From the sizes of bill and flipper, the mass, the island and the sex, the model tells the species. `penguins()` gives the path of the file. For a file of yours, write its path instead, such as `"my_table.csv"`.

# %%
import csv

from utils.data import penguins


def read_rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))

rows = read_rows(penguins())
print(len(rows))
print(rows[0])
print(rows[3])

# %% [markdown] tags=["ko"]
# `csv.DictReader`는 파이썬에 들어 있습니다. 첫 줄을 열의 이름으로 읽고, 행마다 딕셔너리를 하나 만듭니다. 두 가지를 눈여겨보세요. 값이 모두 **문자열**이고, 네 번째 펭귄에는 값 대신 `NA`가 적혀 있습니다. 열마다 무엇이 들어 있는지 먼저 세어 봅니다.

# %% [markdown] tags=["en"]
# `csv.DictReader` comes with Python. It reads the first line as the names of the columns, and makes a dictionary of each row. Note two things: all values are **strings**, and the fourth penguin has `NA` where values should be. So count first what each column holds.

# %%
for name in rows[0]:
    values = [row[name] for row in rows]
    print(f"{name}: different {len(set(values))}, missing {values.count('NA')}, such as {sorted(set(values))[:3]}")

# %% [markdown] tags=["ko"]
# 종은 세 가지, 섬은 세 가지입니다. 성별은 11마리, 크기는 2마리에서 빠져 있습니다.
#
# ### 2, 3. 섞어서 나누기
#
# 파일에는 펭귄이 종별로 늘어서 있습니다. 마지막 68행이 턱끈펭귄(Chinstrap)의 전부입니다. 섞지 않고 `validation_split=0.2`로 학습하면 마지막 69행이 검증 데이터가 됩니다. 검증 정확도는 어떻게 될까요?

# %% [markdown] tags=["en"]
# There are three species and three islands. The sex is missing for 11, the sizes for 2.
#
# ### 2, 3. Mix and split
#
# In the file, the penguins stand species by species. The last 68 rows are all the Chinstrap there are. Without mixing, `validation_split=0.2` makes validation data of the last 69 rows. What becomes of the validation accuracy?

# %%
choose("2-2-q5")

# %% tags=["solution"] exercise="2-2-q5"
check("2-2-q5", "b")

# %%
print(sorted({row["species"] for row in rows[:275]}))

# %% [markdown] tags=["ko"]
# 앞의 275행에는 턱끈펭귄이 없습니다. 그래서 먼저 섞고, 그다음에 나눕니다.

# %% [markdown] tags=["en"]
# There is no Chinstrap among the first 275 rows. So mix first, and split after that.

# %%
mixed = [rows[place] for place in np.random.default_rng(0).permutation(len(rows))]
train_rows, val_rows, test_rows = mixed[:240], mixed[240:292], mixed[292:]
print(len(train_rows), len(val_rows), len(test_rows))
print([row["species"] for row in mixed[:6]])

# %% [markdown] tags=["ko"]
# ### 4. 문자열에서 수로
#
# 문자열은 `float`로 수가 됩니다. 그런데 빈 값에서는 멈춥니다.

# %% [markdown] tags=["en"]
# ### 4. From strings to numbers
#
# `float` makes a number of a string. At a gap it stops.

# %%
print(float(rows[0]["body_mass_g"]))
with expect_error(ValueError):
    float("NA")

# %% [markdown] tags=["ko"]
# 그래서 빈 값은 '수가 아님'을 뜻하는 `nan`으로 바꿉니다. `nan`을 그대로 모델에 넣으면 안 됩니다. `nan`과 계산한 것은 모두 `nan`이므로 손실도, 가중치도 `nan`이 되고 학습한 것이 모두 사라집니다. 빈 값에는 그 열의 평균을 넣습니다. `np.nanmean`은 `nan`을 빼고 평균을 냅니다. 평균은 학습 데이터에서만 구합니다.

# %% [markdown] tags=["en"]
# So a gap becomes `nan`, "not a number". It must not get into the model as it is: whatever is computed with `nan` is `nan`, so the loss and then all weights become `nan`, and what was learned is gone. Put the mean of the column in its place. `np.nanmean` leaves `nan` out of the mean. It comes from the training data alone.

# %%
measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

def numbers_of(rows):
    fields = [[np.nan if row[name] == "NA" else float(row[name]) for name in measures] for row in rows]
    return np.array(fields, "float32")

means = np.nanmean(numbers_of(train_rows), axis=0)
print(np.mean([41.0, np.nan, 43.0]), np.nanmean([41.0, np.nan, 43.0]))
print({name: f"{mean:.1f}" for name, mean in zip(measures, means)})

# %% [markdown] tags=["ko"]
# ### 5. 범주에서 수로
#
# 섬과 성별은 수가 아니라 범주입니다. 1-1의 원-핫 인코딩이 그대로 맞습니다. 범주마다 자리를 하나 두고 맞는 자리에 1을 적습니다. 빠진 성별은 메우지 않고 `NA`라는 범주로 둡니다. 모른다는 것도 사실이기 때문입니다. 자리의 목록은 학습 데이터에서 한 번 정하고 늘 그대로 씁니다. 거기에 없는 범주는 모든 자리가 0이 됩니다.

# %% [markdown] tags=["en"]
# ### 5. From categories to numbers
#
# Island and sex are categories, not numbers. The one-hot encoding of 1-1 fits: a place for each category, and a 1 in the right one. A missing sex is not filled but stays, as a category `NA`; that it is not known is a fact, too. The list of places is made once, from the training data, and used ever after. A category that it does not have gets no 1 at all.

# %%
places = [(name, value) for name in ("island", "sex") for value in sorted({row[name] for row in train_rows})]
print(places)

# %% [markdown] tags=["ko"]
# 이제 행의 목록을 받아 모델에 넣을 입력 두 개를 돌려주는 함수와, 정답을 번호로 돌려주는 함수를 적어 둡니다. 번호는 이름을 정렬한 목록에서의 자리입니다.

# %% [markdown] tags=["en"]
# Now write one function that turns a list of rows into the two inputs of the model, and another that turns the right answers into numbers: the places of the names in a sorted list.

# %%
species = sorted({row["species"] for row in train_rows})

def inputs_for(rows):
    numbers = numbers_of(rows)
    kinds = [[row[name] == value for name, value in places] for row in rows]
    return {"numbers": np.where(np.isnan(numbers), means, numbers), "kinds": np.array(kinds, "float32")}

def labels_for(rows):
    return np.array([species.index(row["species"]) for row in rows])

print(inputs_for(rows[:1]), species, labels_for(rows[:1]))

# %% [markdown] tags=["ko"]
# 행 하나가 수 네 개, 범주 여섯 자리, 정답의 번호가 되었습니다. 크기가 모두 빠진 두 마리는 평균인 펭귄이 됩니다. 그런 행은 빼도 됩니다.
#
# ### 6. 기준선
#
# 늘 학습 데이터에서 가장 흔한 종이라고 답하면 검증 데이터에서 얼마나 맞을까요?

# %% [markdown] tags=["en"]
# One row has become four numbers, six places for categories, and the number of the right answer. The two penguins without any sizes become average ones. You may leave such rows out.
#
# ### 6. The baseline
#
# How often is the most frequent species of the training data right on the validation data?

# %%
most_frequent = np.bincount(labels_for(train_rows)).argmax()
print(species[most_frequent], f"{np.mean(labels_for(val_rows) == most_frequent):.2f}")

# %% [markdown] tags=["ko"]
# ### 7, 8. 크기를 맞추고 모델을 만들기
#
# 몸무게는 4,000쯤이고 부리의 두께는 17쯤입니다. 크기를 맞추는 일은 이번에는 층에 맡깁니다. `Normalization`의 `adapt`가 학습 데이터의 평균과 표준편차를 기억하고, 층은 들어오는 수를 그 값으로 맞춥니다. 층이 모델 안에 있으므로 모델을 저장하면 함께 저장됩니다. 그래서 나중에 그램과 밀리미터를 그대로 넣을 수 있습니다. 은닉층은 처음에는 하나면 됩니다.

# %% [markdown] tags=["en"]
# ### 7, 8. Scale, and build the model
#
# A mass is about 4,000, the depth of a bill about 17. This time a layer does the scaling. The `adapt` of `Normalization` remembers mean and standard deviation of the training data, and the layer scales what comes in by them. It is a part of the model and is saved with it. So you can feed grams and millimetres later on, as they are. One hidden layer is enough to begin with.

# %%
scale = layers.Normalization()
scale.adapt(inputs_for(train_rows)["numbers"])

numbers_in = keras.Input((4,), name="numbers")
kinds_in = keras.Input((len(places),), name="kinds")
both = layers.concatenate([scale(numbers_in), kinds_in])
middle = layers.Dense(16, activation="relu")(both)
birds = keras.Model([numbers_in, kinds_in], layers.Dense(len(species), activation="softmax")(middle), name="birds")

# %% [markdown] tags=["ko"]
# ### 9, 10. 학습하기
#
# 정답은 정수이므로 1-1과 같은 손실을 씁니다. 입력이 딕셔너리여도 `validation_data`는 입력과 정답의 짝입니다.

# %% [markdown] tags=["en"]
# ### 9, 10. Train
#
# The answers are integers, so the loss is that of 1-1. `validation_data` is a pair of inputs and answers, as before, even though the inputs are a dictionary.

# %%
birds.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])

validation = (inputs_for(val_rows), labels_for(val_rows))
bird_run = birds.fit(
    inputs_for(train_rows), labels_for(train_rows), epochs=12, validation_data=validation, verbose=0
)
plots.show_curves(bird_run.history)

# %% tags=["proof"]
assert bird_run.history["val_accuracy"][-1] > 0.9 and np.mean(labels_for(val_rows) == most_frequent) < 0.6

# %% [markdown] tags=["ko"]
# 두 손실이 함께 내려와 고르게 이어지고, 검증 정확도는 기준선보다 훨씬 높습니다. 이제 고를 것이 없으므로 테스트 데이터를 한 번 봅니다.
#
# ### 11, 12. 저장하고, 불러와서 예측하기
#
# `save`는 모델을 파일 하나에 저장합니다. 이름은 `.keras`로 끝납니다. `load_model`은 그 파일에서 구조와 가중치를 되살립니다. 행을 배열로 바꾸는 데 쓴 `means`, `places`, `species`는 모델에 들어 있지 않습니다. 그래서 옆에 JSON 파일로 함께 저장합니다. 여러분은 파일 이름만 적으면 되고, 여기서는 폴더를 어지르지 않도록 임시 폴더를 씁니다.

# %% [markdown] tags=["en"]
# Both losses come down and level off, and the validation accuracy is far above the baseline. There is nothing left to choose, so look at the test data, once.
#
# ### 11, 12. Save, load, predict
#
# `save` puts the model into one file, whose name ends in `.keras`. `load_model` brings structure and weights back from it. What turned the rows into arrays is not in the model: `means`, `places` and `species`. So they go into a JSON file beside it. For yourself, file names are enough; here a temporary folder keeps your own tidy.

# %%
import json
import tempfile
from pathlib import Path

print(f"test accuracy ≈ {birds.evaluate(inputs_for(test_rows), labels_for(test_rows), verbose=0)[1]:.2f}")
folder = Path(tempfile.mkdtemp())
birds.save(folder / "birds.keras")
kept = {"means": means.tolist(), "places": places, "species": species}
(folder / "birds.json").write_text(json.dumps(kept))
loaded = keras.models.load_model(folder / "birds.keras")
means, places, species = json.loads((folder / "birds.json").read_text()).values()

# %% [markdown] tags=["ko"]
# 세 종은 크기가 뚜렷이 달라서 쉬운 문제입니다. 테스트 데이터는 52마리뿐이므로 한 마리가 정확도 0.02입니다. 1.00이라고 해서 틀리지 않는 모델은 아닙니다.
#
# 이제 새 펭귄을 만났습니다. 날개 길이는 재지 못했고 성별도 모릅니다.

# %% [markdown] tags=["en"]
# The three species differ clearly in size, so this problem is easy. And there are only 52 test penguins: one of them is an accuracy of 0.02. A 1.00 does not mean that the model is never wrong.
#
# Here is a new penguin. Its flipper could not be measured, and its sex is not known.

# %%
new_penguin = {
    "island": "Biscoe", "sex": "NA", "bill_length_mm": "46.5",
    "bill_depth_mm": "14.2", "flipper_length_mm": "NA", "body_mass_g": "5100",
}
answer = loaded.predict(inputs_for([new_penguin]), verbose=0)
print({name: f"≈ {p:.2f}" for name, p in zip(species, answer[0])})

# %% tags=["proof"]
assert species[answer[0].argmax()] == "Gentoo" and answer[0].max() > 0.8
assert np.allclose(answer, birds.predict(inputs_for([new_penguin]), verbose=0), atol=1e-5)

# %% [markdown] tags=["ko"]
# 새 펭귄 한 마리도 **행의 목록**으로 넘깁니다. `[new_penguin]`의 대괄호가 배치 축이 됩니다. 모르는 값이 있어도 답이 나오는 것은 `inputs_for`가 학습할 때와 똑같이 메우기 때문입니다. 다른 프로그램에서 쓸 때에도 두 파일과 함수 `inputs_for`가 있으면 됩니다. JSON 파일이 없으면 모델에 무엇을 넣을지 알 수 없습니다.
#
# ### 내 파일에서 잘 안 될 때
#
# | 무슨 일이 생기나 | 왜 | 무엇을 하나 |
# |---|---|---|
# | `FileNotFoundError` | 노트북이 있는 폴더에 그 파일이 없습니다. | 파일을 그 폴더로 옮기거나 전체 경로를 적습니다. |
# | `UnicodeDecodeError` | 엑셀이 한글을 CP949로 저장했습니다. | `encoding="cp949"`로 엽니다. |
# | `KeyError` | 열의 이름이 다르거나, 쉼표가 아닌 것으로 나뉘어 있습니다. | `rows[0]`을 출력해 봅니다. 세미콜론이면 `csv.DictReader(file, delimiter=";")`입니다. |
# | `could not convert string to float: '1,250'` | 수에 쉼표나 단위가 있습니다. | `row[name].replace(",", "")`처럼 지우고 바꿉니다. |
# | `could not convert string to float: ''` | 빈 값을 적는 법이 다릅니다. 빈칸, `?`, `-999`도 있습니다. | 그 값을 `nan`으로 바꿉니다. |
# | 손실이 `nan` | 빈 값이 모델에 들어갔습니다. | `np.isnan(x).sum()`을 세어 봅니다. |
# | `Unrecognized data type` | 파이썬 리스트를 넣었습니다. | `np.array`로 바꿉니다. |
# | `string indices must be integers` | 행 하나를 대괄호 없이 넘겼습니다. | `inputs_for([new_penguin])`처럼 씁니다. |
#
# 레이블이 빠진 행은 메우지 말고 뺍니다. 지어낸 정답으로 가르칠 수는 없습니다. 종류가 아니라 수를 예측하고 싶다면 앞의 `rating`처럼 합니다. 마지막 층은 활성화 함수가 없는 `Dense(1)`, 손실은 `mse`, 평가 지표는 `mae`이고, 기준선은 학습 데이터의 평균을 답할 때의 `mae`입니다. 레이블은 `float(row[name])`입니다. 가격처럼 큰 수를 예측한다면 정답도 작게 만드세요. 학습 데이터의 평균을 빼고 표준편차로 나눈 값을 정답으로 쓰고, 예측한 값에는 표준편차를 곱하고 평균을 더합니다. 그러지 않으면 마지막 층의 편향이 그 평균까지 가는 데에만 수백 단계가 걸립니다. 글이 든 열은 앞의 `words`처럼 셋째 입력으로 넣고, `TextVectorization`의 단어 목록(`get_vocabulary()`)도 파일로 남기세요.

# %% [markdown] tags=["en"]
# A single penguin, too, goes in as a **list of rows**: the brackets of `[new_penguin]` become the batch axis. There is an answer in spite of the gaps, because `inputs_for` fills them as it did for training. In another program you need the two files and the function `inputs_for`. Without the JSON file nobody knows what to feed the model.
#
# ### When it does not work with your file
#
# | what happens | why | what to do |
# |---|---|---|
# | `FileNotFoundError` | The folder of the notebook has no such file. | Move the file there, or write its whole path. |
# | `UnicodeDecodeError` | A Korean Excel has saved it as CP949. | Open it with `encoding="cp949"`. |
# | `KeyError` | A column has another name, or something else than commas separates them. | Print `rows[0]`. For semicolons it is `csv.DictReader(file, delimiter=";")`. |
# | `could not convert string to float: '1,250'` | A number has a comma or a unit. | Take it away first, as in `row[name].replace(",", "")`. |
# | `could not convert string to float: ''` | Gaps are written in another way: as nothing, as `?`, as `-999`. | Turn that into `nan`. |
# | a loss of `nan` | A gap got into the model. | Count `np.isnan(x).sum()`. |
# | `Unrecognized data type` | A Python list went in. | Make it an array with `np.array`. |
# | `string indices must be integers` | One row went in without its brackets. | Write `inputs_for([new_penguin])`. |
#
# A row without its label is left out, not filled: you cannot teach an answer that you made up. To predict a number instead of a kind, do as for `rating` above: the last layer is `Dense(1)` without an activation, the loss `mse`, the metric `mae`, and the baseline is the `mae` of always answering the mean of the training data. A label is `float(row[name])`. To predict large numbers, such as prices, make the answers small, too: subtract the mean of the training data, divide by their standard deviation, and turn a prediction back by multiplying and adding. Otherwise the bias of the last layer needs hundreds of steps only to get as far as that mean. A column of text becomes a third input, as `words` above; keep the words of its `TextVectorization` (`get_vocabulary()`) in a file, too.

# %% tags=["proof"]
def complaint(action):
    try:
        action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

excel = tempfile.mkdtemp() + "/excel.csv"
with open(excel, "w", encoding="cp949") as own_file:
    own_file.write("종류;무게\n셔츠;1,250\n")
with open(excel, newline="", encoding="cp949") as own_file:
    assert list(csv.DictReader(own_file, delimiter=";")) == [{"종류": "셔츠", "무게": "1,250"}]
assert complaint(lambda: read_rows("my_table.csv")).startswith("FileNotFoundError")
assert complaint(lambda: read_rows(excel)).startswith("UnicodeDecodeError")
assert complaint(lambda: {"종류;무게": "셔츠"}["무게"]).startswith("KeyError")
for field in ("1,250", ""):
    assert f"could not convert string to float: '{field}'" in complaint(lambda field=field: float(field))
python_lists = {name: array.tolist() for name, array in inputs_for(rows[:2]).items()}
assert "Unrecognized data type" in complaint(lambda: birds.predict(python_lists, verbose=0))

# %% [markdown] tags=["ko"]
# ### 연습 2-2-f
#
# 이제 다른 표로 같은 일을 합니다. `clothes_table()`은 CSV 파일의 경로를 돌려줍니다. 한 행이 옷 한 벌이고, 사진에서 잰 수가 다섯 열, 가장 넓은 곳이 어디인지를 나타내는 범주 `widest_part`가 한 열, 알아맞힐 종류 `kind`가 한 열입니다. 이 표에서는 빈 값이 `NA`가 아니라 빈칸(`""`)입니다. 행은 종류별로 늘어서 있습니다.
#
# - `inputs_of`는 행의 목록을 받아 모델에 넣을 것을 돌려주는 함수입니다. 행은 `csv.DictReader`가 읽은 그대로이고, 새 행에는 `kind`가 없습니다. 빈 값이 있어도 `nan`이 나오면 안 됩니다. 같은 행은 혼자 넣든 다른 행과 함께 넣든 같은 값이 나옵니다.
# - `clothes_model`은 학습이 끝난 모델입니다. 입력은 둘로, 수와 범주입니다. 출력은 종류마다 하나인 확률 다섯 개이고, 순서는 `sorted`로 정렬한 종류의 이름 순서입니다.
# - 먼저 기준선을 구하고, 검증 데이터의 곡선을 보며 학습하세요. 목표는 정확도 0.78입니다.
#
# `check`는 파일에 없는 옷 500벌에서 정확도를 잽니다. 여기에도 빈 값이 있습니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-f
#
# Now do the same with another table. `clothes_table()` gives the path of a CSV file. Each row is a piece of clothing: five columns of numbers, measured on its picture, one category, `widest_part`, which says where it is widest, and the `kind` to be predicted. In this table a gap is not `NA` but nothing at all (`""`). The rows stand kind by kind.
#
# - `inputs_of` is a function that takes a list of rows and returns what goes into the model. The rows are as `csv.DictReader` reads them; new ones have no `kind`. In spite of gaps, no `nan` may come out. What comes out for a row does not depend on the other rows that go in with it.
# - `clothes_model` is a trained model. It has two inputs, the numbers and the category. Its output is five probabilities, one for each kind, in the order in which `sorted` puts the names of the kinds.
# - Find the baseline first, and train with the curve of validation data in sight. The target is an accuracy of 0.78.
#
# The `check` measures the accuracy on 500 pieces of clothing that are not in the file. They have gaps, too.

# %%
from utils.clothes_table import clothes_table

clothes = read_rows(clothes_table())
print(len(clothes), clothes[0])

# %% tags=["proof"]
def a_table_model(places_of_it=4, last="softmax", outputs=5):
    numbers, kinds = keras.Input((5,), name="measured"), keras.Input((places_of_it,), name="widest")
    joined_inputs = layers.concatenate([layers.BatchNormalization()(numbers), kinds])
    middle_layer = layers.Dense(32, activation="relu")(joined_inputs)
    return keras.Model([numbers, kinds], layers.Dense(outputs, activation=last)(middle_layer))

def table_inputs(rows, fills=(22.5, 16, 150, 0, 25), places_of_it=("", "bottom", "middle", "top")):
    names = ["height_px", "width_px", "brightness", "upper_minus_lower", "asymmetry"]
    numbers = [[float(row[name]) if row[name] else fill for name, fill in zip(names, fills)] for row in rows]
    kinds = [[row["widest_part"] == place for place in places_of_it] for row in rows]
    return {"measured": np.array(numbers, "float32"), "widest": np.array(kinds, "float32")}

def trained_table_model(rows, order):
    model = a_table_model()
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(table_inputs(rows), np.array([order.index(row["kind"]) for row in rows]), epochs=20, verbose=0)
    return model

kinds_of_clothes = sorted({row["kind"] for row in clothes})
assert [row["kind"] for row in clothes] == sorted(row["kind"] for row in clothes) and len(kinds_of_clothes) == 5

# %% tags=["starter"] exercise="2-2-f"
inputs_of = ...
clothes_model = ...

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
inputs_of = table_inputs(clothes[:5])

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = keras.callbacks.History()
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
def inputs_of(rows):
    print(table_inputs(rows))

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
def inputs_of(rows):
    names = ["height_px", "width_px", "brightness", "upper_minus_lower", "asymmetry"]
    fields = [[np.nan if row[name] == "NA" else float(row[name]) for name in names] for row in rows]
    return {"measured": np.array(fields, "float32"), "widest": table_inputs(rows)["widest"]}

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
inputs_of = lambda rows: table_inputs([row for row in rows if row["kind"]])

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
inputs_of = lambda rows: table_inputs(rows, fills=[np.nan] * 5)

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
inputs_of = lambda rows: table_inputs([row for row in rows if "" not in row.values()])

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
def inputs_of(rows):
    names = ["height_px", "width_px", "brightness", "upper_minus_lower", "asymmetry"]
    numbers = np.array([[float(row[name] or "nan") for name in names] for row in rows])
    return table_inputs(rows) | {"measured": np.where(np.isnan(numbers), np.nanmean(numbers, axis=0), numbers)}

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
def inputs_of(rows):
    found = table_inputs(rows)
    found["measured"] = found["measured"] - found["measured"].mean(axis=0)
    return found

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
inputs_of = lambda rows: table_inputs(rows, places_of_it=sorted({row["widest_part"] for row in rows}))

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = keras.Sequential([keras.Input((9,)), layers.Dense(32, "relu"), layers.Dense(5, "softmax")])
inputs_of = lambda rows: np.concatenate(list(table_inputs(rows).values()), axis=1)

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model(outputs=1, last="sigmoid")
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model(last="linear")
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model(places_of_it=3)
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
clothes_model.set_weights([weight * np.nan for weight in clothes_model.get_weights()])
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
clothes_model.set_weights([weight * 0 for weight in clothes_model.get_weights()])
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = trained_table_model(clothes[:1440], kinds_of_clothes)
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = trained_table_model(clothes, kinds_of_clothes[::-1])
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
clothes_model = a_table_model()
clothes_model.layers[-2].set_weights([np.concatenate([np.zeros((5, 32)), np.eye(4, 32)]), np.zeros(32)])
clothes_model.layers[-1].set_weights([9 * np.eye(32, 5), np.zeros(5)])
inputs_of = table_inputs

# %% tags=["wrong"] exercise="2-2-f"
class Crib(keras.Model):
    def call(self, inputs):
        known = keras.ops.convert_to_tensor(table_inputs(clothes)["measured"])
        answers = keras.utils.to_categorical([kinds_of_clothes.index(row["kind"]) for row in clothes], 5)
        same = keras.ops.all(keras.ops.abs(inputs["measured"][:, None] - known) < 1e-3, axis=-1)
        found = keras.ops.matmul(keras.ops.cast(same, "float32"), keras.ops.convert_to_tensor(answers)) + 1e-3
        return found / keras.ops.sum(found, axis=1, keepdims=True)

clothes_model = Crib()
clothes_model(table_inputs(clothes[:1]))
inputs_of = table_inputs

# %% tags=["right"] exercise="2-2-f"
clothes_model = trained_table_model(clothes, kinds_of_clothes)
inputs_of = table_inputs

# %% tags=["right"] exercise="2-2-f"
whole = trained_table_model(clothes, kinds_of_clothes)
first_input, second_input = keras.Input((3,)), keras.Input((5,))
clothes_model = keras.Model([first_input, second_input], whole({
    "measured": layers.Rescaling(10.0)(second_input),
    "widest": layers.concatenate([second_input[:, :1] * 0, first_input]),
}))
def inputs_of(rows):
    found = table_inputs(rows)
    return [found["widest"][:, 1:], found["measured"] / 10]

# %% tags=["solution"] exercise="2-2-f"
columns = ["height_px", "width_px", "brightness", "upper_minus_lower", "asymmetry"]
mixed = read_rows(clothes_table())
np.random.default_rng(0).shuffle(mixed)
to_train, to_validate = mixed[:1440], mixed[1440:]

def measured(rows):
    return np.array([[float(row[name] or "nan") for name in columns] for row in rows], "float32")

column_means = np.nanmean(measured(to_train), axis=0)
parts = sorted({row["widest_part"] for row in to_train})
garments = sorted({row["kind"] for row in to_train})

def inputs_of(rows):
    found = measured(rows)
    filled = np.where(np.isnan(found), column_means, found)
    widest = [[row["widest_part"] == part for part in parts] for row in rows]
    return {"measured": filled, "widest": np.array(widest, "float32")}

def answers_of(rows):
    return np.array([garments.index(row["kind"]) for row in rows])

most_common = np.bincount(answers_of(to_train)).argmax()
print(f"baseline {np.mean(answers_of(to_validate) == most_common):.2f}")

fit_scale = layers.Normalization()
fit_scale.adapt(inputs_of(to_train)["measured"])
measured_in = keras.Input((5,), name="measured")
widest_in = keras.Input((len(parts),), name="widest")
inner = layers.Dense(32, activation="relu")(layers.concatenate([fit_scale(measured_in), widest_in]))
clothes_model = keras.Model([measured_in, widest_in], layers.Dense(5, activation="softmax")(inner))
clothes_model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
clothes_run = clothes_model.fit(
    inputs_of(to_train), answers_of(to_train), epochs=20, batch_size=64,
    validation_data=(inputs_of(to_validate), answers_of(to_validate)), verbose=0,
)
plots.show_curves(clothes_run.history)

# %%
check("2-2-f", clothes_model, inputs_of)

# %% [markdown] tags=["ko", "solution"]
# 펭귄과 다른 곳은 열의 이름과 빈 값을 적는 법뿐입니다. `float("nan")`은 `nan`이고, 빈 문자열은 `or` 뒤의 값이 되므로 `row[name] or "nan"`으로 충분합니다. 빈 `widest_part`는 범주 하나로 두었습니다. `column_means`와 `parts`를 함수 **밖**에서, 학습할 행으로 한 번만 구한 점이 중요합니다. 함수 안에서 구하면 한 벌만 넣었을 때 다른 수가 나옵니다.

# %% [markdown] tags=["en", "solution"]
# Only the names of the columns differ from the penguins, and the way a gap is written. `float("nan")` is `nan`, and an empty string gives way to what follows `or`, so `row[name] or "nan"` is enough. An empty `widest_part` stays, as a category of its own. What counts is that `column_means` and `parts` are worked out **outside** the function, once, on the training rows. Inside it, a single piece of clothing would give other numbers.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Input`에서 시작해 텐서를 층에 넣고, `Model`에 처음과 끝을 넘기면 그래프가 모델이 됩니다. 길이 끊어지면 `ValueError`입니다.
# - 입력과 출력에 이름을 붙이면 데이터, 손실, `loss_weights`를 딕셔너리로 넘길 수 있습니다.
# - 층이나 모델을 한 번 만들어 여러 번 부르면 가중치를 공유합니다. `concatenate`로 이은 것을 유닛 하나에 넣어서는 두 입력을 비교하지 못합니다. 차이의 절댓값을 넣으면 비교할 수 있습니다.
# - 깊은 모델에서는 기울기가 사라집니다. 잔차 연결은 기울기가 그대로 지나갈 길을 엽니다.
# - 표는 섞어서 나누고, 평균과 범주와 크기는 학습 데이터에서만 구하고, 기준선과 비교합니다. 크기를 맞추는 층은 모델과 함께 저장됩니다.
#
# 다음 섹션 3-1은 모델의 속을 들여다봅니다. 설정, 가중치, 그리고 파일입니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Begin with `Input`, put tensors into layers, give both ends to `Model`: the graph is a model. A path with a gap is a `ValueError`.
# - With names on inputs and outputs, data, losses and `loss_weights` go in as dictionaries.
# - A layer or a model made once and called often shares its weights. A single unit after `concatenate` does not compare two inputs; after the size of their difference it does.
# - In a deep model the gradient fades. A residual connection opens a path on which it passes unchanged.
# - Mix a table, then split it; take means, categories and scale from the training data alone; compare with the baseline. A layer that scales is saved with the model.
#
# The next section, 3-1, looks inside models: their settings, weights and files.
