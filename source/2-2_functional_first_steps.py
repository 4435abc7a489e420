# %% [markdown] tags=["ko"]
# 2020년의 글은 이 자리에 제목과 링크만 남겼습니다. 링크가 가리키는 케라스 문서는 모델을 층의 그래프(graph)로 만드는 법을 예제 열 개로 보여 줍니다. 이 섹션은 그 예제를 모두 실행합니다. 문서는 난수를 썼지만 여기서는 진짜 사진과 영화평을 씁니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 입력과 출력이 여럿인 모델을 함수형 API(functional API)로 **만듭니다**.
# - 층 하나를 여러 곳에서 **공유하고**, 가중치가 정말 하나인지 확인합니다.
# - 그려진 그래프를 **읽고**, 끊어진 그래프를 고칩니다.

# %% [markdown] tags=["en"]
# Here the post from 2020 has a heading and a link, nothing more. The linked page of Keras builds models as graphs of layers, in ten examples. This section runs all of them, on real pictures and movie reviews where the page has random numbers.
#
# After this section you can:
#
# - **build** a model with several inputs and outputs, with the functional API;
# - **share** a layer between two places, and make sure that its weights exist only once;
# - **read** a drawn graph, and repair one that is disconnected.

# %% [markdown] tags=["ko"]
# ## 첫 예: 완전 연결 신경망
#
# 데이터는 1-1의 옷 사진입니다. 여기서는 처음부터 펴서 길이 784인 벡터로 씁니다.

# %% [markdown] tags=["en"]
# ## First example: a densely connected network
#
# The data are the pictures of clothes from 1-1. Here they are flat from the start: vectors of length 784.

# %%
import keras
import numpy as np
from keras import layers

from utils import graphs, plots
from utils.data import class_names, fashion_mnist, movie_reviews

(train_pictures, y_train), (test_pictures, y_test) = fashion_mnist()
x_train = train_pictures.reshape(-1, 784).astype("float32") / 255
x_test = test_pictures.reshape(-1, 784).astype("float32") / 255
print(x_train.shape, x_test.shape)

# %% [markdown] tags=["ko"]
# `Sequential`은 층을 한 줄로 쌓습니다. 입력이 둘이거나 길이 갈라지는 모델은 한 줄이 아닙니다. 함수형 API는 `Input`에서 시작합니다. `Input`이 돌려주는 것은 데이터가 아니라 기호 텐서(tensor)입니다. 형태와 자료형은 있지만 값은 아직 없습니다.

# %% [markdown] tags=["en"]
# `Sequential` is one straight stack. A model with two inputs, or with a path that forks, is not. The functional API begins with `Input`. What `Input` returns holds no data: it is a symbolic tensor, with a shape and a data type, and no values yet.

# %%
pixels = keras.Input(shape=(784,), name="pixels")
pixels

# %% [markdown] tags=["ko"]
# 층은 함수처럼 부를 수 있습니다. 기호 텐서를 넣으면 새 기호 텐서가 나옵니다. 케라스는 어느 층이 어느 텐서에서 어느 텐서를 만들었는지 적어 둡니다.

# %% [markdown] tags=["en"]
# A layer can be called like a function. A symbolic tensor goes in, a new one comes out. Keras writes down which layer made which tensor from which.

# %%
hidden = layers.Dense(64, activation="relu")(pixels)
hidden = layers.Dense(64, activation="relu")(hidden)
probabilities = layers.Dense(10, activation="softmax")(hidden)
probabilities.shape

# %% [markdown] tags=["ko"]
# `Model`은 처음과 끝을 받아서 그 사이의 모든 층을 찾아냅니다. `graphs.show_graph`는 찾아낸 그래프를 케라스의 `model_to_dot`으로 그립니다. 5-1에서 그 그림을 자세히 다룹니다.

# %% [markdown] tags=["en"]
# `Model` takes both ends and finds every layer between them. `graphs.show_graph` draws what it found, with `model_to_dot` of Keras; section 5-1 has more of that.

# %%
classifier = keras.Model(inputs=pixels, outputs=probabilities, name="classifier")
graphs.show_graph(classifier)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input`과 `output`
#
# 더 오래된 예제는 `s` 없이 `input=`과 `output=`이라고 씁니다. 오늘은 오류입니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input` and `output`
#
# Still older examples write `input=` and `output=`, without the `s`. Today that is an error.

# %%
with expect_error(ValueError):
    keras.Model(input=pixels, output=probabilities)

# %% [markdown] tags=["ko"]
# `compile`과 `fit`은 `Sequential`과 같습니다. 옵티마이저는 문서처럼 `rmsprop`입니다. 손실 함수는 정수 레이블에 맞추었습니다.

# %% [markdown] tags=["en"]
# `compile` and `fit` are those of `Sequential`. The optimizer is `rmsprop`, as on the page; the loss is the one for integer labels.

# %%
classifier.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
classifier.fit(x_train, y_train, epochs=2, batch_size=32, verbose=2)
loss, accuracy = classifier.evaluate(x_test, y_test, verbose=0)
print(f"accuracy ≈ {accuracy:.2f}")

# %%
print(accuracy > 0.7)

# %% [markdown] tags=["ko"]
# ### 끊어진 그래프
#
# `Model`에 넘긴 입력에서 출력까지 이어지는 길이 없으면 어떻게 될까요? 아래의 `stranger`는 형태가 같지만 다른 `Input`입니다.

# %% [markdown] tags=["en"]
# ### A disconnected graph
#
# What if no path leads from the input to the output that `Model` gets? The `stranger` below has the right shape, but it is another `Input`.

# %%
stranger = keras.Input(shape=(784,))
with expect_error(ValueError):
    keras.Model(inputs=stranger, outputs=probabilities)

# %% [markdown] tags=["ko"]
# 길은 형태가 아니라 텐서로 이어집니다. 이 오류를 만나면 도중에 새로 만든 `Input`이 있는지, 층을 부르고 그 결과를 버리지 않았는지 찾아보세요.

# %% [markdown] tags=["en"]
# A path is made of tensors, not of shapes. When you meet this error, look for an `Input` made anew on the way, or for a layer whose result was thrown away.

# %% [markdown] tags=["ko"]
# ## 모델도 층처럼 부르기
#
# 모델도 텐서를 넣어 부를 수 있습니다. 그러면 구조뿐 아니라 가중치까지 다시 쓰게 됩니다. 아래의 `again`은 아무것도 학습하지 않았습니다. `classifier`와 같은 답을 낼까요?

# %% [markdown] tags=["en"]
# ## A model called like a layer
#
# A model can be called on a tensor too. That reuses not only its structure but its weights. The model `again` below has not been trained. Does it give the answers of `classifier`?

# %%
picture = keras.Input(shape=(784,), name="picture")
again = keras.Model(picture, classifier(picture))
print(again.count_params() == classifier.count_params())
print(np.allclose(again.predict(x_test, verbose=0), classifier.predict(x_test, verbose=0), atol=1e-5))

# %% [markdown] tags=["ko"]
# 같은 답입니다. 가중치가 하나뿐이기 때문입니다. 이제 사진 다섯 장을 시퀀스(sequence) 하나로 묶어 봅시다. `TimeDistributed`는 층이나 모델을 시간 단계(timestep)마다 한 번씩 적용합니다.

# %% [markdown] tags=["en"]
# The same answers, because there is one set of weights. Now take five pictures as one sequence. `TimeDistributed` applies a layer, or a model, to every timestep.

# %%
sequences = x_test.reshape(-1, 5, 784)
sequence = keras.Input(shape=(5, 784), name="sequence")
every_picture = keras.Model(sequence, layers.TimeDistributed(classifier)(sequence))
answers = every_picture.predict(sequences, verbose=0)
print(sequences.shape, "→", answers.shape)

# %% [markdown] tags=["ko"]
# 시퀀스 400개가 들어가고, 시퀀스마다 확률 10개가 다섯 번 나옵니다. 한 줄로 사진 분류기가 시퀀스 분류기가 되었습니다. 다시 학습할 필요가 없는지 확인합니다.

# %% [markdown] tags=["en"]
# In go 400 sequences; out come ten probabilities, five times for each. One line made a classifier of sequences from a classifier of pictures. The next cell makes sure that nothing has to be trained again.

# %%
right_answers = answers.argmax(axis=-1).ravel() == y_test
print(np.isclose(right_answers.mean(), accuracy, atol=0.002))
print(every_picture.count_params() == classifier.count_params())

# %%
choose("2-2-q1")

# %% tags=["solution"] exercise="2-2-q1"
check("2-2-q1", "a")

# %% [markdown] tags=["ko"]
# ## 입력 둘, 출력 둘
#
# 문서의 예제는 뉴스 제목과 몇 가지 수로 리트윗 수를 예측합니다. 여기서는 영화평 한 문장과 간단한 통계로 두 가지를 예측합니다. 사람들이 매긴 평균 점수(rating, −4부터 4까지)와, 그 점수가 0보다 큰지(sentiment)입니다.

# %% [markdown] tags=["en"]
# ## Two inputs, two outputs
#
# The page predicts retweets from a headline and a few numbers. Here a sentence from a movie review and simple statistics give two answers: the mean rating by people, from −4 to 4, and the sentiment, which is whether that rating is above 0.

# %%
(train_texts, r_train), (test_texts, r_test) = movie_reviews()
print(len(train_texts), len(test_texts))
print(f"{r_train[2]:+.1f}", train_texts[2])
print(f"{r_train[3]:+.1f}", train_texts[3])

# %% [markdown] tags=["ko"]
# 첫 입력은 단어의 번호 30개입니다. `TextVectorization`이 자주 나오는 단어 5,000개에 번호를 매깁니다. 짧은 문장은 0으로 채우고 긴 문장은 자릅니다.

# %% [markdown] tags=["en"]
# The first input is 30 word numbers. `TextVectorization` numbers the 5,000 most frequent words, fills short sentences up with 0 and cuts long ones.

# %%
vectorize = layers.TextVectorization(max_tokens=5000, output_sequence_length=30)
vectorize.adapt(train_texts)
words_train = keras.ops.convert_to_numpy(vectorize(train_texts))
words_test = keras.ops.convert_to_numpy(vectorize(test_texts))
print(words_train.shape, words_train[2, :12])

# %% [markdown] tags=["ko"]
# 둘째 입력은 수 다섯 개입니다. 단어 수, 글자 수, 쉼표, 느낌표, 물음표의 수를 셉니다. 평균이 0, 표준편차가 1이 되도록 맞추면 학습이 쉬워집니다. 평균과 표준편차는 학습 데이터에서만 구합니다.

# %% [markdown] tags=["en"]
# The second input is five numbers: the words, the letters, the commas, the exclamation marks and the question marks. Shifted and scaled to mean 0 and standard deviation 1 they are easier to learn from. Mean and deviation come from the training data alone.

# %%
def count_signs(texts):
    counts = [[len(t.split()), len(t), t.count(","), t.count("!"), t.count("?")] for t in texts]
    return np.array(counts, "float32")

signs_train, signs_test = count_signs(train_texts), count_signs(test_texts)
center, spread = signs_train.mean(axis=0), signs_train.std(axis=0)
signs_train, signs_test = (signs_train - center) / spread, (signs_test - center) / spread
print(signs_train.shape, signs_train[2].round(1))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input_length`와 `merge`
#
# 먼저 문장을 벡터로 만듭니다. 문서는 `Embedding`에 `input_length`를 넘깁니다. 실행은 되지만 경고가 나옵니다. 길이는 이미 `Input`이 알고 있습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input_length` and `merge`
#
# First, a sentence becomes a vector. The page gives `Embedding` an `input_length`. That runs, with a warning: `Input` knows the length already.

# %%
words = keras.Input(shape=(30,), dtype="int32", name="words")
with expect_error(UserWarning):
    layers.Embedding(input_dim=5000, output_dim=32, input_length=30)
embedded = layers.Embedding(input_dim=5000, output_dim=32)(words)
text = layers.GlobalAveragePooling1D()(embedded)
text.shape

# %% [markdown] tags=["ko"]
# `Embedding`은 단어마다 수 32개를 주고, 풀링이 그 평균을 냅니다. 문서는 여기서 `LSTM`을 씁니다. 이 데이터에서는 평균으로 충분하고 훨씬 빠릅니다. 이제 문장과 통계를 합칠 차례입니다. 오래된 예제는 `merge`를 씁니다.

# %% [markdown] tags=["en"]
# `Embedding` gives each word 32 numbers, and the pooling takes their mean. The page has an `LSTM` here; on these data the mean is enough, and much faster. Now text and statistics come together. Older examples do it with `merge`.

# %%
statistics = keras.Input(shape=(5,), name="statistics")
with expect_error(AttributeError):
    keras.layers.merge([text, statistics], mode="concat")

# %% [markdown] tags=["ko"]
# 오늘은 합치는 방법마다 함수가 하나씩 있습니다. `concatenate`는 이어 붙이고 `add`는 더합니다. 이어 붙이면 32 + 5 = 37개입니다. 더하려면 형태가 같아야 합니다.

# %% [markdown] tags=["en"]
# Today each way to merge has a function of its own: `concatenate` puts end to end, `add` adds. End to end gives 32 + 5 = 37 numbers. To add, both must have the same shape.

# %%
joined = layers.concatenate([text, statistics])
print(joined.shape)
with expect_error(ValueError):
    layers.add([text, statistics])

# %% [markdown] tags=["ko"]
# 출력은 둘입니다. `sentiment`는 문장만 보고, `rating`은 합친 것을 봅니다. 앞쪽에 붙인 `sentiment` 덕분에 단어 벡터는 답에서 가까운 곳에서도 배웁니다. 문서의 보조 출력(auxiliary output)과 같은 자리입니다. 이름은 뒤에서 데이터와 손실을 연결하는 데 씁니다.

# %% [markdown] tags=["en"]
# There are two outputs. `sentiment` sees the text alone, `rating` sees both. Since `sentiment` sits early, the word vectors also learn from an answer close by; this is the place of the auxiliary output on the page. The names connect data and losses later on.

# %%
sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(text)
rating = layers.Dense(32, activation="relu")(joined)
rating = layers.Dense(1, name="rating")(rating)
two_heads = keras.Model(inputs=[words, statistics], outputs=[rating, sentiment], name="two_heads")
graphs.show_graph(two_heads)

# %% [markdown] tags=["ko"]
# 출력마다 손실 함수가 다릅니다. 점수는 평균 제곱 오차, 감정은 이진 교차 엔트로피입니다. 학습은 수 하나를 줄이는 일이므로 두 손실을 하나로 합쳐야 합니다. `loss_weights`가 그 비율을 정합니다. 1과 0.2는 문서의 값입니다.

# %% [markdown] tags=["en"]
# Each output has its own loss: mean squared error for the rating, binary cross-entropy for the sentiment. Training lowers one number, so the two have to become one. `loss_weights` says in what proportion; 1 and 0.2 are the values of the page.

# %%
two_heads.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss={"rating": "mse", "sentiment": "binary_crossentropy"},
    loss_weights={"rating": 1.0, "sentiment": 0.2},
    metrics={"rating": "mae", "sentiment": "accuracy"},
)

# %% [markdown] tags=["ko"]
# 데이터도 이름으로 넘깁니다. 사전의 열쇠(key)는 입력과 출력의 이름입니다.

# %% [markdown] tags=["en"]
# Data go in by name as well. The keys are the names of the inputs and outputs.

# %%
x_reviews = {"words": words_train, "statistics": signs_train}
y_reviews = {"rating": r_train, "sentiment": (r_train > 0).astype("float32")}
x_new = {"words": words_test, "statistics": signs_test}
y_new = {"rating": r_test, "sentiment": (r_test > 0).astype("float32")}
history = two_heads.fit(x_reviews, y_reviews, epochs=2, batch_size=64, verbose=2)

# %%
scores = two_heads.evaluate(x_new, y_new, verbose=0, return_dict=True)
guess = np.abs(r_test - r_train.mean()).mean()
print(f"sentiment accuracy ≈ {scores['sentiment_accuracy']:.2f}")
print(f"rating mae ≈ {scores['rating_mae']:.2f}, guess ≈ {guess:.2f}")

# %% [markdown] tags=["ko"]
# 찍으면 감정은 0.5를 맞힙니다. 점수를 언제나 평균으로 답하면 평균 절대 오차는 `guess`만큼입니다. 아래 셀은 두 출력이 모두 찍기보다 뚜렷하게 나은지, 그리고 전체 손실이 정말 가중 합인지 확인합니다.
#
# 문서의 네트워크는 `LSTM`과 `Dense` 세 층입니다. 같은 데이터에서 점수의 오차가 이 모델보다 작아지기까지 3에포크, 이 모델의 8배인 13.5초가 걸렸습니다(이 모델은 1.6초). 감정의 정확도는 10에포크 동안 0.78을 넘지 못했습니다. 코어 두 개에서 `bench/functional_examples.py`로 한 번 잰 값입니다.

# %% [markdown] tags=["en"]
# Guessing gets 0.5 of the sentiments right. Always answering the mean rating is off by `guess`. The next cell makes sure that both outputs are clearly better, and that the loss is the weighted sum.
#
# The network of the page has an `LSTM` and three layers of `Dense`. On the same data it took 3 epochs to a smaller error of the rating: 13.5 seconds, 8 times the 1.6 of this model. Its sentiments did not get above 0.78 in 10 epochs. This was measured once, on two cores, with `bench/functional_examples.py`.

# %%
print(scores["sentiment_accuracy"] > 0.68, scores["rating_mae"] < guess - 0.3)
print(np.isclose(scores["loss"], 1.0 * scores["rating_loss"] + 0.2 * scores["sentiment_loss"], atol=0.01))

# %%
choose("2-2-q2")

# %% tags=["solution"] exercise="2-2-q2"
check("2-2-q2", "b")

# %% [markdown] tags=["ko"]
# 사전 대신 목록도 됩니다. 그때는 `Model`에 적은 순서를 지켜야 합니다. 순서를 바꾸면 어떻게 될까요?

# %% [markdown] tags=["en"]
# Lists work too, in the order in which `Model` got its inputs and outputs. What happens in another order?

# %%
y_list = [y_new["rating"], y_new["sentiment"]]
as_lists = two_heads.evaluate([words_test, signs_test], y_list, verbose=0, return_dict=True)
print(np.isclose(as_lists["loss"], scores["loss"], atol=1e-4))
with expect_error(ValueError):
    two_heads([signs_test[:8], words_test[:8]])

# %% [markdown] tags=["ko"]
# 형태가 달라서 오류가 났습니다. 두 입력의 형태가 같았다면 아무 말 없이 뒤바뀐 데이터로 계산했을 것입니다. 그래서 이름이 안전합니다. 이제 새 문장으로 예측해 봅시다. `predict`도 출력의 순서대로 배열 두 개를 돌려줍니다.

# %% [markdown] tags=["en"]
# The shapes differ, so there is an error. With equal shapes Keras would have worked on exchanged data without a word. Names are safer. Now predict for new sentences: `predict` returns two arrays, in the order of the outputs.

# %%
sentences = ["A warm and funny film with a great heart.", "A dull, lifeless mess: why did they bother?"]
new_words = keras.ops.convert_to_numpy(vectorize(np.array(sentences, dtype=object)))
new_signs = (count_signs(sentences) - center) / spread
ratings, sentiments = two_heads.predict({"words": new_words, "statistics": new_signs}, verbose=0)
for sentence, r, s in zip(sentences, ratings[:, 0], sentiments[:, 0]):
    print(f"rating ≈ {r:.1f}, sentiment ≈ {s:.2f}: {sentence}")

# %% [markdown] tags=["ko"]
# ### 연습 2-2-a
#
# 입력이 둘인 모델 `two_inputs`를 만드세요.
#
# - 입력의 이름은 `picture`와 `notes`이고, 형태는 (784,)와 (5,)입니다.
# - `picture`만 유닛 32개인 `Dense` 층 하나를 지나고, 활성화 함수는 `relu`입니다.
# - 그 결과와 `notes`를 그대로 이어 붙여 37개로 만듭니다.
# - 출력은 확률 10개이고, 출력을 만드는 층의 이름은 `label`입니다. 37개에서 `Dense` 하나로 만듭니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-a
#
# Build a model `two_inputs` with two inputs.
#
# - The inputs are named `picture` and `notes`, with the shapes (784,) and (5,).
# - Only `picture` goes through one `Dense` layer of 32 units with `relu`.
# - Its result and `notes`, as they are, are put end to end: 37 numbers.
# - The output is 10 probabilities, made from the 37 numbers by one `Dense`. The layer that makes the output is named `label`.

# %% tags=["starter"] exercise="2-2-a"
two_inputs = ...

# %% tags=["wrong"] exercise="2-2-a"
some, more = keras.Input((784,)), keras.Input((5,))
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-a"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.Dense(32, activation="relu")(layers.concatenate([some, more]))
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-a"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32)(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(both))

# %% tags=["wrong"] exercise="2-2-a"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, name="label")(both))

# %% tags=["wrong"] exercise="2-2-a"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
both = layers.concatenate([layers.Dense(32, activation="relu")(some), more])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax")(both))

# %% tags=["wrong"] exercise="2-2-a"
two_inputs = keras.Sequential([keras.Input((789,)), layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])

# %% tags=["right"] exercise="2-2-a"
more, some = keras.Input((5,), name="notes"), keras.Input((784,), name="picture")
both = layers.Concatenate()([more, layers.Dense(32, "relu")(some)])
two_inputs = keras.Model([more, some], layers.Softmax(name="label")(layers.Dense(10)(both)))

# %% tags=["right"] exercise="2-2-a"
entrances = {"picture": keras.Input((784,), name="picture"), "notes": keras.Input((5,), name="notes")}
seen = layers.ReLU()(layers.Dense(32)(entrances["picture"]))
two_inputs = keras.Model(entrances, layers.Dense(10, "softmax", name="label")(layers.concatenate([seen, entrances["notes"]])))

# %% tags=["right"] exercise="2-2-a"
some, more = keras.Input((784,), name="picture"), keras.Input((5,), name="notes")
eye = keras.Sequential([keras.Input((784,)), layers.Dense(32, activation="relu")])
two_inputs = keras.Model([some, more], layers.Dense(10, activation="softmax", name="label")(keras.ops.concatenate([eye(some), more], axis=-1)))

# %% tags=["solution"] exercise="2-2-a"
flat_picture = keras.Input((784,), name="picture")
notes = keras.Input((5,), name="notes")
code = layers.Dense(32, activation="relu")(flat_picture)
everything = layers.concatenate([code, notes])
classes = layers.Dense(10, activation="softmax", name="label")(everything)
two_inputs = keras.Model([flat_picture, notes], classes)

# %%
check("2-2-a", two_inputs)

# %% [markdown] tags=["ko", "solution"]
# 길이 둘이므로 텐서도 이름을 따로 가져야 합니다. 같은 변수에 덮어쓰면 앞의 길을 잃습니다. 이어 붙이는 순서는 상관없습니다. 어느 쪽이든 뒤의 `Dense`가 37개 모두에 가중치를 줍니다.

# %% [markdown] tags=["en", "solution"]
# There are two paths, so their tensors need two names: overwrite one, and that path is lost. The order of joining does not matter, because the `Dense` that follows weighs all 37 numbers.

# %% [markdown] tags=["ko"]
# ## 공유 층: 같은 옷인가, 다른 옷인가
#
# 문서의 다음 예제는 트윗 두 개를 같은 사람이 썼는지 묻습니다. 여기서는 사진 두 장이 같은 클래스인지 묻습니다. `make_pairs`는 절반은 같은 클래스, 절반은 다른 클래스로 짝을 만듭니다. 찍으면 정확도는 0.5입니다.

# %% [markdown] tags=["en"]
# ## Shared layers: the same class, or not
#
# The next example of the page asks whether two tweets have the same author. Here two pictures come in, and the question is whether they show the same class. `make_pairs` makes half of the pairs from one class and half from two. Guessing is right 0.5 of the time.

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
# 두 사진은 같은 방법으로 읽어야 합니다. 그래서 층을 **한 번** 만들고 **두 번** 부릅니다. 부를 때마다 새 텐서가 나오지만 가중치는 하나입니다. 뒤는 문서를 그대로 따릅니다. 두 코드를 이어 붙이고 유닛 하나로 판단합니다.

# %% [markdown] tags=["en"]
# Both pictures should be read in the same way. So make the layer **once** and call it **twice**. Each call gives a new tensor; the weights are one and the same. The rest follows the page: join both codes, and let a single unit decide.

# %%
left = keras.Input(shape=(784,), name="left")
right = keras.Input(shape=(784,), name="right")
shared = layers.Dense(64, activation="relu", name="shared")
code_left, code_right = shared(left), shared(right)
decision = layers.Dense(1, activation="sigmoid", name="same")(layers.concatenate([code_left, code_right]))
joining = keras.Model([left, right], decision, name="joining")
graphs.show_graph(joining)

# %% [markdown] tags=["ko"]
# `shared`로 화살표 두 개가 들어갑니다. 파라미터는 한 번만 셉니다. 784 × 64 + 64 = 50,240개와 출력층의 129개입니다. 학습하면 정확도가 얼마나 될지 예상해 보세요.

# %% [markdown] tags=["en"]
# Two arrows lead into `shared`. Its parameters count once: 784 × 64 + 64 = 50,240, and 129 of the output. Guess the accuracy after training.

# %%
def learn_pairs(model, pairs, same):
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(pairs, same, epochs=3, batch_size=32, verbose=0)

print(joining.count_params())
learn_pairs(joining, pairs_train, same_train)
joining_accuracy = joining.evaluate(pairs_test, same_test, verbose=0)[1]
print(f"joining ≈ {joining_accuracy:.2f}")

# %% [markdown] tags=["ko"]
# 찍기와 다르지 않습니다. 더 오래 학습해도 같습니다. 마지막 유닛은 왼쪽 코드의 점수와 오른쪽 코드의 점수를 **더하기만** 합니다. 왼쪽이 바지라는 사실은 오른쪽이 무엇인지 모르면 도움이 되지 않습니다. 비교하려면 두 코드가 만나야 합니다. 차이의 절댓값이 그 일을 합니다. `keras.ops`의 함수도 그래프의 한 칸이 됩니다.

# %% [markdown] tags=["en"]
# No better than guessing, however long you train. The last unit only **adds** a score of the left code and a score of the right one. That the left is a pair of trousers says nothing while the right is unknown. To compare, the codes have to meet. The absolute difference does that. A function of `keras.ops` becomes a part of the graph, too.

# %%
difference = keras.ops.abs(code_left - code_right)
verdict = layers.Dense(1, activation="sigmoid", name="same")(difference)
comparing = keras.Model([left, right], verdict, name="comparing")
graphs.show_graph(comparing)

# %%
learn_pairs(comparing, pairs_train, same_train)
comparing_accuracy = comparing.evaluate(pairs_test, same_test, verbose=0)[1]
print(f"comparing ≈ {comparing_accuracy:.2f}")
print(joining_accuracy < 0.6, comparing_accuracy > 0.7)

# %% [markdown] tags=["ko"]
# 두 모델은 층 `shared`도 함께 씁니다. 방금 `comparing`을 학습하면서 `joining`의 가중치도 바뀌었습니다. 공유는 한 모델 안에서만 일어나는 일이 아닙니다.

# %% [markdown] tags=["en"]
# The two models share the layer `shared` as well: training `comparing` has just changed weights of `joining`. Sharing does not end at the border of a model.

# %%
print(joining.get_layer("shared") is comparing.get_layer("shared"))
print([tuple(weight.shape) for weight in shared.weights])

# %% [markdown] tags=["ko"]
# ## 노드: 층을 부를 때마다 하나
#
# 층을 한 번 부르면 그래프에 노드(node)가 하나 생깁니다. 노드는 들어간 텐서와 나온 텐서를 잇습니다. `shared`는 두 번 불렀으니 노드가 둘입니다. 그러면 `shared.output`은 어느 것일까요?

# %% [markdown] tags=["en"]
# ## Nodes: one for each call
#
# Each call of a layer adds a node to the graph. A node ties the tensor that went in to the tensor that came out. `shared` was called twice, so it has two nodes. Which of them does `shared.output` mean?

# %%
print(shared.output is code_left, shared.output is code_right)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `get_input_at`, `get_output_at`
#
# 첫 번째 것입니다. 2020년에는 이때 오류가 났고, 번호를 주는 메서드 네 개로 골랐습니다. 오늘은 오류 없이 첫 번째를 주고, 그 메서드들은 사라졌습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `get_input_at`, `get_output_at`
#
# The first. In 2020 this was an error, and four methods took the number of a node. Today you get the first without a word, and the methods are gone.

# %%
with expect_error(AttributeError):
    shared.get_input_at(0)
with expect_error(AttributeError):
    shared.get_output_at(1)

# %%
with expect_error(AttributeError):
    shared.get_input_shape_at(0)
with expect_error(AttributeError):
    shared.get_output_shape_at(1)

# %% [markdown] tags=["ko"]
# 오늘은 부를 때 나온 텐서를 변수에 담아 둡니다. 그 변수가 노드를 대신합니다. 텐서 두 개만 있으면 그 사이의 모델도 만들 수 있습니다. 형태는 텐서의 `shape`가 알려 줍니다.

# %% [markdown] tags=["en"]
# Today you keep the tensor that each call returned. That variable stands for the node. With two tensors you can make a model of what lies between, and the `shape` of a tensor says the rest.

# %%
read_left, read_right = keras.Model(left, code_left), keras.Model(right, code_right)
print(code_left.shape, code_right.shape)
same_codes = keras.ops.isclose(read_left(x_test[:50]), read_right(x_test[:50]), atol=1e-5)
print(bool(keras.ops.all(same_codes)))

# %% [markdown] tags=["ko"]
# 층 하나를 크기가 다른 입력에 불러도 됩니다. 합성곱의 가중치는 사진의 크기와 상관이 없기 때문입니다. 그래서 `conv.input_shape`라는 하나의 답은 있을 수 없습니다.

# %% [markdown] tags=["en"]
# A layer can even be called on inputs of different sizes, since the weights of a convolution do not depend on the size of the picture. So `conv.input_shape` cannot have one answer.

# %%
conv = layers.Conv2D(16, 3, padding="same")
small, large = conv(keras.Input((32, 32, 3))), conv(keras.Input((64, 64, 3)))
print(small.shape, large.shape, conv.count_params())
with expect_error(AttributeError):
    conv.input_shape

# %% [markdown] tags=["ko"]
# ### 연습 2-2-b
#
# 층을 공유하고, 공유한다는 것을 확인하는 함수도 쓰세요.
#
# - 모델 `twin`: 입력이 둘이고 형태는 각각 (784,)입니다. 두 입력이 **같은** `Dense` 층 하나를 지납니다. 유닛은 16개, 활성화 함수는 `relu`입니다. 출력은 두 코드입니다. 왼쪽 입력의 코드가 먼저입니다.
# - 함수 `same_weights`: 입력과 출력이 둘씩인 모델과 배열 `x`를 받습니다. `x`를 **양쪽에** 넣어서 두 출력이 같으면 True, 다르면 False를 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-b
#
# Share a layer, and write a function that tells whether a model does.
#
# - The model `twin` has two inputs of shape (784,) each. Both go through **one and the same** `Dense` layer with 16 units and `relu`. The outputs are the two codes, that of the first input first.
# - The function `same_weights` takes a model with two inputs and two outputs, and an array `x`. It puts `x` in on **both sides** and returns True if the two outputs are equal, else False.

# %% tags=["starter"] exercise="2-2-b"
twin = ...
same_weights = ...

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
twin = keras.Model([one, two], [layers.Dense(16, activation="relu")(one), layers.Dense(16, activation="relu")(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16)
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(one)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x])))

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: model.outputs[0].shape == model.outputs[1].shape

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
same_weights = lambda model, x: bool(np.allclose(*model([x, x[::-1]])))

# %% tags=["wrong"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    print(np.allclose(*model([x, x])))

# %% tags=["right"] exercise="2-2-b"
one, two = keras.Input((784,), name="one"), keras.Input((784,), name="two")
encode = keras.Sequential([layers.Dense(16), layers.ReLU()])
twin = keras.Model([one, two], [encode(one), encode(two)])
def same_weights(model, x):
    first, second = model.predict_on_batch([x, x])
    return np.abs(first - second).max() < 1e-6

# %% tags=["right"] exercise="2-2-b"
vector = keras.Input((784,))
reader = keras.Model(vector, layers.Dense(16, keras.activations.relu)(vector))
sides = [keras.Input((784,)) for _ in range(2)]
twin = keras.Model(sides, [reader(side) for side in sides])
same_weights = lambda net, some: bool(np.array_equal(*net([some, some])))

# %% tags=["right"] exercise="2-2-b"
one, two = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model(inputs=(one, two), outputs=(encode(one), encode(two)))
def same_weights(model, x):
    a, b = model((x, x))
    return np.all(np.isclose(a, b))

# %% tags=["solution"] exercise="2-2-b"
left_side, right_side = keras.Input((784,)), keras.Input((784,))
encode = layers.Dense(16, activation="relu")
twin = keras.Model([left_side, right_side], [encode(left_side), encode(right_side)])

def same_weights(model, x):
    left_code, right_code = model([x, x])
    return bool(keras.ops.all(keras.ops.isclose(left_code, right_code)))

# %%
check("2-2-b", twin, same_weights)

# %% [markdown] tags=["ko", "solution"]
# 층을 만드는 줄이 하나라는 점이 중요합니다. `Dense(16)`을 두 번 쓰면 처음부터 가중치가 다른 두 층입니다. 모양만 보는 검사는 그 둘을 가려내지 못합니다. 같은 것을 넣어 같은 것이 나오는지 보아야 합니다.

# %% [markdown] tags=["en", "solution"]
# What counts is that one line makes the layer. Write `Dense(16)` twice, and you have two layers with different weights from the start. Looking at shapes does not tell them apart. Putting the same thing in, and seeing the same come out, does.

# %% [markdown] tags=["ko"]
# ### 연습 2-2-c
#
# 오래된 예제로 만든 함수입니다. 지금은 오류가 나고, 오류를 고쳐도 그래프가 끊어져 있습니다. 다음이 모두 되도록 고치세요.
#
# - 입력의 이름은 `tokens`와 `numbers`이고, 형태는 (30,)와 (5,)입니다.
# - 단어 5,000개에 길이 16인 벡터를 주고 문장마다 평균을 냅니다.
# - 그 평균과 `numbers`를 이어 붙인 21개가 유닛 16개인 `Dense`와 `relu`로 들어갑니다.
# - 출력은 확률 하나이고, 출력을 만드는 층의 이름은 `sentiment`입니다.

# %% [markdown] tags=["en"]
# ### Exercise 2-2-c
#
# This function comes from an old example. It fails today, and once the errors are gone, its graph is still disconnected. Repair it, so that all of this is true:
#
# - The inputs are named `tokens` and `numbers`, with the shapes (30,) and (5,).
# - 5,000 words get vectors of length 16, and a sentence is the mean of its words.
# - That mean and `numbers`, end to end, are 21 numbers. They go into a `Dense` of 16 units with `relu`.
# - The output is one probability. The layer that makes it is named `sentiment`.

# %% tags=["starter"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    entrances = [tokens, numbers]
    text = layers.Embedding(5000, 16, input_length=30)(tokens)
    text = layers.GlobalAveragePooling1D()(text)
    numbers = keras.Input((5,))
    joined = layers.merge([text, numbers], mode="concat")
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    return keras.Model(input=entrances, output=sentiment)

# %% tags=["wrong"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    entrances = [tokens, numbers]
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    numbers = keras.Input((5,))
    joined = layers.concatenate([text, numbers])
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    return keras.Model(inputs=entrances, outputs=sentiment)

# %% tags=["wrong"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    hidden = layers.Dense(16, activation="relu")(text)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    return keras.Model(inputs=[tokens, numbers], outputs=sentiment)

# %% tags=["wrong"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    joined = layers.concatenate([text, numbers])
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, name="sentiment")(hidden)
    return keras.Model(inputs=[tokens, numbers], outputs=sentiment)

# %% tags=["wrong"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.GlobalMaxPooling1D()(layers.Embedding(5000, 16)(tokens))
    joined = layers.concatenate([text, numbers])
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    return keras.Model(inputs=[tokens, numbers], outputs=sentiment)

# %% tags=["wrong"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.GlobalAveragePooling1D()(layers.Embedding(5000, 16)(tokens))
    joined = layers.concatenate([text, numbers])
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    keras.Model(inputs=[tokens, numbers], outputs=sentiment)

# %% tags=["right"] exercise="2-2-c"
def repaired():
    tokens, numbers = keras.Input((30,), dtype="int32", name="tokens"), keras.Input((5,), name="numbers")
    mean = keras.ops.mean(layers.Embedding(5000, 16)(tokens), axis=1)
    hidden = layers.ReLU()(layers.Dense(16)(layers.Concatenate()([numbers, mean])))
    return keras.Model([numbers, tokens], layers.Dense(1, "sigmoid", name="sentiment")(hidden))

# %% tags=["right"] exercise="2-2-c"
def repaired():
    entrances = {"tokens": keras.Input((30,), name="tokens"), "numbers": keras.Input((5,), name="numbers")}
    reader = keras.Sequential([layers.Embedding(5000, 16), layers.GlobalAveragePooling1D()])
    joined = layers.concatenate([reader(entrances["tokens"]), entrances["numbers"]])
    logit = layers.Dense(1)(layers.Dense(16, activation="relu")(joined))
    return keras.Model(entrances, layers.Activation("sigmoid", name="sentiment")(logit))

# %% tags=["right"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.Embedding(5000, 16, mask_zero=True)(tokens)
    text = layers.GlobalAveragePooling1D()(text)
    after = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")], name="sentiment")
    return keras.Model([tokens, numbers], after(layers.concatenate([text, numbers])))

# %% tags=["solution"] exercise="2-2-c"
def repaired():
    tokens = keras.Input((30,), name="tokens")
    numbers = keras.Input((5,), name="numbers")
    text = layers.Embedding(5000, 16)(tokens)
    text = layers.GlobalAveragePooling1D()(text)
    joined = layers.concatenate([text, numbers])
    hidden = layers.Dense(16, activation="relu")(joined)
    sentiment = layers.Dense(1, activation="sigmoid", name="sentiment")(hidden)
    return keras.Model(inputs=[tokens, numbers], outputs=sentiment)

# %%
check("2-2-c", repaired)

# %% [markdown] tags=["ko", "solution"]
# 이름이 바뀐 두 곳(`merge`, `input`과 `output`)은 오류가 바로 알려 줍니다. 끊어진 곳은 변수의 이름도 형태도 맞습니다. 그러나 두 번째 `numbers`는 다른 텐서입니다. `Model`은 첫 번째 것을 받고, 길은 두 번째 것에서 시작합니다.

# %% [markdown] tags=["en", "solution"]
# The two renamed places (`merge`, and `input` with `output`) name themselves in the error. At the break, the variable and the shape are right, but the second `numbers` is another tensor: `Model` gets the first one, and the path begins at the second.

# %% [markdown] tags=["ko"]
# ## 인셉션 모듈
#
# 이제 문서의 나머지 예제입니다. 인셉션(Inception) 모듈은 같은 입력을 크기가 다른 창 여러 개로 동시에 봅니다. 1×1, 3×3, 5×5 합성곱과 풀링이 나란히 서서 탑(tower)이 됩니다. 먼저 문서의 마지막 줄을 봅시다. `axis=1`로 이어 붙이면 형태가 어떻게 될까요?

# %% [markdown] tags=["en"]
# ## Inception module
#
# Now the further examples of the page. An Inception module looks at one input through windows of several sizes at once: convolutions of 1×1, 3×3 and 5×5 and a pooling stand side by side, as towers. Look at the page's last line first. What shape does `axis=1` give?

# %%
image = keras.Input(shape=(28, 28, 1), name="image")
entry = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(image)
tower_1 = layers.Conv2D(8, 1, padding="same", activation="relu")(entry)
tower_1 = layers.Conv2D(8, 3, padding="same", activation="relu")(tower_1)
tower_2 = layers.Conv2D(8, 1, padding="same", activation="relu")(entry)
tower_2 = layers.Conv2D(8, 5, padding="same", activation="relu")(tower_2)
tower_3 = layers.MaxPooling2D(3, strides=1, padding="same")(entry)
tower_3 = layers.Conv2D(8, 1, padding="same", activation="relu")(tower_3)
print(layers.concatenate([tower_1, tower_2, tower_3], axis=1).shape)
print(layers.concatenate([tower_1, tower_2, tower_3], axis=-1).shape)

# %% [markdown] tags=["ko"]
# 오류는 없습니다. 그러나 `axis=1`은 세 결과를 위아래로 쌓아 높이 42인 사진을 만듭니다. 문서의 코드는 채널이 앞에 있던 시절의 것입니다. 오늘의 기본값에서 채널은 마지막 축이므로 `axis=-1`이 맞습니다. 그래야 한 픽셀에 대한 세 가지 관점이 나란히 놓입니다.

# %% [markdown] tags=["en"]
# No error, but `axis=1` stacks the three results into a picture of height 42. The page's line dates from a time when channels came first. By today's default they come last, so `axis=-1` is right: it puts three views of the same pixel side by side.

# %%
towers = layers.concatenate([tower_1, tower_2, tower_3], axis=-1)
flat = layers.Flatten()(layers.MaxPooling2D(2)(towers))
inception = keras.Model(image, layers.Dense(10, activation="softmax")(flat), name="inception")
graphs.show_graph(inception)

# %%
images_train, images_test = x_train.reshape(-1, 28, 28, 1), x_test.reshape(-1, 28, 28, 1)

def learn_classes(model, x, optimizer="adam"):
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y_train[: len(x)], epochs=3, batch_size=32, verbose=0)

learn_classes(inception, images_train[:3000])
inception_accuracy = inception.evaluate(images_test, y_test, verbose=0)[1]
print(f"inception ≈ {inception_accuracy:.2f}")

# %%
print(inception_accuracy > 0.65)

# %% [markdown] tags=["ko"]
# ## 잔차 연결
#
# 잔차 연결(residual connection)은 층의 입력을 그 출력에 더합니다. 층은 답 전체가 아니라 입력에서 달라질 만큼만 배우면 됩니다. 합성곱에서는 `padding="same"`으로 크기를 지키고 채널 수를 맞춥니다. 그다음 셀은 채널 수가 다를 때입니다. 더할 수 없으므로 1×1 합성곱으로 채널을 맞춥니다.

# %% [markdown] tags=["en"]
# ## Residual connection
#
# A residual connection adds what goes into a layer to what comes out. The layer has to learn only the change. With a convolution, `padding="same"` keeps the size, and the number of channels has to agree. The cell after the drawing has a case where it does not: there a 1×1 convolution makes it agree.

# %%
x = keras.Input(shape=(14, 14, 16), name="x")
y = layers.Conv2D(16, 3, padding="same", name="y")(x)
residual_block = keras.Model(x, layers.add([x, y]), name="residual_block")
graphs.show_graph(residual_block)

# %%
wider = layers.Conv2D(32, 3, padding="same")(x)
with expect_error(ValueError):
    layers.add([x, wider])
print(layers.add([layers.Conv2D(32, 1)(x), wider]).shape)

# %% [markdown] tags=["ko"]
# 왜 더할까요? 층을 20개 쌓은 모델 둘을 비교합니다. 하나는 층마다 잔차 연결이 있고 하나는 없습니다. 나머지는 모두 같고, 파라미터 수도 같습니다. 빨리 학습하려고 합성곱 대신 `Dense`를 씁니다. 둘 다 작은 걸음으로 배웁니다. 약한 신호는 거기서 드러납니다.

# %% [markdown] tags=["en"]
# Why add? Compare two models of 20 layers. One has a residual connection at every layer, the other has none. Everything else is the same, the number of parameters too. `Dense` stands in for the convolution, because it trains faster. Both learn in small steps, which bring a weak signal to light.

# %%
def deep(residual):
    pixels = keras.Input(shape=(784,))
    signal = layers.Dense(32, activation="tanh")(pixels)
    for _ in range(20):
        change = layers.Dense(32, activation="tanh")(signal)
        signal = layers.add([signal, change]) if residual else change
    return keras.Model(pixels, layers.Dense(10, activation="softmax")(signal))

with_residual, without = deep(residual=True), deep(residual=False)
print(with_residual.count_params() == without.count_params())

# %%
learn_classes(with_residual, x_train[:2000], keras.optimizers.SGD(0.0015, momentum=0.9))
learn_classes(without, x_train[:2000], keras.optimizers.SGD(0.0015, momentum=0.9))
residual_accuracy = with_residual.evaluate(x_test, y_test, verbose=0)[1]
plain_accuracy = without.evaluate(x_test, y_test, verbose=0)[1]
print(f"with residual ≈ {residual_accuracy:.2f}, without ≈ {plain_accuracy:.2f}")

# %% [markdown] tags=["ko"]
# 손실의 신호는 층을 지날 때마다 약해집니다. 덧셈은 신호가 그대로 지나가는 길을 열어 줍니다. 층이 스무 개여도 첫 층까지 닿습니다.

# %% [markdown] tags=["en"]
# The signal of the loss weakens at every layer on its way back. The addition opens a path on which it passes unchanged, down to the first of twenty layers.

# %%
print(residual_accuracy > 0.6, residual_accuracy > plain_accuracy)

# %%
choose("2-2-q3")

# %% tags=["solution"] exercise="2-2-q3"
check("2-2-q3", "c")

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
# ## 공유 시각 모델
#
# 층뿐 아니라 모델도 공유할 수 있습니다. 사진을 벡터로 바꾸는 작은 합성곱 모델 `vision`을 만들어 두 사진에 부릅니다. 문서는 여기서도 이어 붙이지만, 앞에서 본 대로 비교가 되지 않으므로 차이를 씁니다.

# %% [markdown] tags=["en"]
# ## Shared vision model
#
# A whole model can be shared like a layer. `vision`, a small convnet, turns a picture into a vector, and is called on two pictures. The page joins the vectors here as well; that does not compare, as you saw, so this model takes the difference.

# %%
image_input = keras.Input(shape=(28, 28, 1))
features = layers.Conv2D(16, 3, strides=2, activation="relu")(image_input)
features = layers.Conv2D(32, 3, strides=2, activation="relu")(features)
vision = keras.Model(image_input, layers.Dense(32)(layers.Flatten()(features)), name="vision")

image_a, image_b = keras.Input((28, 28, 1), name="image_a"), keras.Input((28, 28, 1), name="image_b")
apart = keras.ops.abs(vision(image_a) - vision(image_b))
answer_same = layers.Dense(1, activation="sigmoid", name="same")(apart)
same_or_not = keras.Model([image_a, image_b], answer_same, name="same_or_not")
graphs.show_graph(same_or_not)

# %%
image_pairs_train = [side.reshape(-1, 28, 28, 1) for side in pairs_train]
image_pairs_test = [side.reshape(-1, 28, 28, 1) for side in pairs_test]
learn_pairs(same_or_not, image_pairs_train, same_train)
vision_accuracy = same_or_not.evaluate(image_pairs_test, same_test, verbose=0)[1]
print(f"same or not ≈ {vision_accuracy:.2f}")

# %%
print(vision_accuracy > 0.7)

# %% [markdown] tags=["ko"]
# ## 사진에 대해 묻고 답하기
#
# 시각 질의응답(visual question answering) 모델은 사진과 질문을 받아 낱말 하나로 답합니다. 방금 학습한 `vision`이 사진을 읽고 `LSTM`이 질문을 읽습니다. 두 벡터를 이어 붙여 대답할 낱말을 고릅니다. 질문과 답이 달린 데이터가 따로 없으므로 이 모델은 만들고, 그리고, 작은 배치로 실행하기만 합니다.

# %% [markdown] tags=["en"]
# ## Questions about a picture
#
# A visual question answering model takes a picture and a question and answers with one word. `vision`, just trained, reads the picture, and an `LSTM` reads the question. Both vectors are joined, and the model picks a word. There are no data with questions and answers here, so this model is built, drawn and run on a small batch, not trained.

# %%
questions = ["what is this", "is this a shoe", "does it have sleeves", "would you wear it in winter"]
answer_words = ["yes", "no", *class_names()]
read_question = layers.TextVectorization(output_sequence_length=6)
read_question.adapt(np.array(questions, dtype=object))
question_words = keras.ops.convert_to_numpy(read_question(np.array(questions, dtype=object)))
print(question_words)

# %%
question = keras.Input(shape=(6,), dtype="int32", name="question")
embedded_question = layers.Embedding(len(read_question.get_vocabulary()), 16)(question)
question_encoder = keras.Model(question, layers.LSTM(32)(embedded_question), name="question_encoder")

photo = keras.Input(shape=(28, 28, 1), name="photo")
about_photo = layers.concatenate([vision(photo), question_encoder(question)])
answer = layers.Dense(len(answer_words), activation="softmax", name="answer")(about_photo)
visual_qa = keras.Model([photo, question], answer, name="visual_qa")
graphs.show_graph(visual_qa)

# %%
answered = keras.ops.convert_to_numpy(visual_qa({"photo": images_test[:4], "question": question_words}))
print(answered.shape, np.allclose(answered.sum(axis=-1), 1, atol=1e-5))

# %% [markdown] tags=["ko"]
# 사진 네 장과 질문 네 개에 대해 낱말 12개의 확률이 나옵니다. 학습하지 않았으므로 대답에는 아직 뜻이 없습니다.

# %% [markdown] tags=["en"]
# Four pictures with four questions give probabilities of 12 words. Without training the answers mean nothing yet.

# %% [markdown] tags=["ko"]
# ## 영상에 대해 묻고 답하기
#
# 영상은 사진의 시퀀스입니다. 그래서 앞에서 만든 부품이 모두 다시 쓰입니다. `TimeDistributed`가 `vision`을 장면마다 적용하고 `LSTM`이 장면들을 벡터 하나로 줄입니다. 질문은 `question_encoder`가 읽습니다. 아래의 영상은 사진 한 장이 옆으로 지나가는 짧은 장면 여덟 개입니다.

# %% [markdown] tags=["en"]
# ## Questions about a film
#
# A film is a sequence of pictures, so every part serves again. `TimeDistributed` applies `vision` to each frame, an `LSTM` turns the frames into one vector, and `question_encoder` reads the question. The films below are eight frames of a picture that moves sideways.

# %%
films = np.stack([np.roll(images_test[:4], 2 * step, axis=2) for step in range(8)], axis=1)
print(films.shape)
plots.show_pictures(films[0, ..., 0], [str(frame) for frame in range(1, 9)], columns=8)

# %%
film = keras.Input(shape=(8, 28, 28, 1), name="film")
frames = layers.TimeDistributed(vision)(film)
encoded_film = layers.LSTM(32)(frames)
film_question = keras.Input(shape=(6,), dtype="int32", name="film_question")
about_film = layers.concatenate([encoded_film, question_encoder(film_question)])
film_answer = layers.Dense(len(answer_words), activation="softmax", name="film_answer")(about_film)
video_qa = keras.Model([film, film_question], film_answer, name="video_qa")
graphs.show_graph(video_qa)

# %%
film_answers = keras.ops.convert_to_numpy(video_qa({"film": films, "film_question": question_words}))
print(frames.shape, film_answers.shape, np.allclose(film_answers.sum(axis=-1), 1, atol=1e-5))
print(visual_qa.get_layer("question_encoder") is video_qa.get_layer("question_encoder"))

# %% [markdown] tags=["ko"]
# ## 그래프 실험실
#
# 아래 실험실의 모델은 옷 한 벌의 사진을 받아 클래스를 말합니다. 스위치를 켜고 끄면 그래프와 파라미터 수가 따라옵니다. **먼저** 공유를 켜서 파라미터 수가 얼마나 줄어드는지 보세요. 그다음 가지를 끄면 어떻게 될까요? **눈여겨볼 것**은 잔차가 파라미터를 하나도 늘리지 않는다는 점과, 블록의 유닛을 32개로 줄였을 때 잔차가 불가능해지는 까닭입니다.

# %% [markdown] tags=["en"]
# ## The Graph lab
#
# The model of this lab takes photos of one piece of clothing and says its class. Flip the switches: the graph and the number of parameters follow. **Try first**: switch sharing on, and see how many parameters go. What if you then switch the branches off? **Notice** that a residual adds no parameter at all, and why it becomes impossible when the block has 32 units.

# %%
lab("graph")

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Input`에서 시작해 층을 텐서에 부르고, `Model`에 처음과 끝을 넘기면 그래프가 모델이 됩니다. 길이 끊어지면 `ValueError`입니다.
# - 모델도 층처럼 부를 수 있습니다. 가중치까지 다시 쓰며, `TimeDistributed`는 시간 단계마다 적용합니다.
# - 입력과 출력에 이름을 붙이면 데이터, 손실, `loss_weights`를 사전으로 넘길 수 있습니다.
# - 층을 한 번 만들어 여러 번 부르면 가중치를 공유합니다. 부를 때마다 나오는 텐서를 담아 두는 것이 `get_output_at`을 대신합니다.
# - `concatenate`는 이어 붙이고 `add`는 더합니다. 이어 붙이기만 해서는 두 입력을 비교하지 못합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Begin with `Input`, call layers on tensors, give both ends to `Model`: the graph is a model. A path with a gap is a `ValueError`.
# - A model can be called like a layer, with its weights; `TimeDistributed` applies it to every timestep.
# - With names on inputs and outputs, data, losses and `loss_weights` go in as dictionaries.
# - A layer made once and called often shares its weights. Keeping the tensor of each call takes the place of `get_output_at`.
# - `concatenate` puts end to end, `add` adds. Joining alone does not compare two inputs.
