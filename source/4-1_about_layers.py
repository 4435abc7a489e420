# %% [markdown] tags=["ko"]
# 2020년의 글은 이 섹션에도 링크 하나만 남겼습니다. 모든 층(layer)에 있는 메서드와 속성을 설명하는 케라스 문서의 페이지입니다. 그 페이지의 메뉴에는 층의 종류도 줄지어 있었습니다. 이 섹션은 그 순서를 따라갑니다. 먼저 층 하나를 들여다보고 복사합니다. 다음에는 층이 학습할 때와 답할 때 무엇을 다르게 하는지 보고, 이미 학습된 층을 얼려서 새 문제에 씁니다. 끝으로 종류마다 층 하나가 작은 입력에 무엇을 하고 언제 쓰이는지 둘러봅니다.
#
# 섹션은 두 부분입니다. 앞부분은 한 시간 반쯤, 뒷부분은 한 시간쯤 걸리고, 사이에 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 층의 설정과 가중치를 꺼내어 똑같은 층을 **복사합니다**.
# - 학습된 층을 **얼리고**, 그 위에 새 층을 학습해 적은 사진으로도 답하게 합니다.
# - 결과를 보고 어떤 층이 한 일인지 **알아맞힙니다**.

# %% [markdown] tags=["en"]
# For this section, too, the post from 2020 has only a link: to the page of the Keras documentation about the methods and properties that every layer has. The menu of that page also lists the families of layers. This section follows it. First you look into one layer and copy it. Then you see what layers do differently in training and in use, and you freeze layers that have learned, to use them for a new problem. In the end you go round the families: what one layer of each does to a small input, and when one takes it.
#
# There are two halves. The first takes about an hour and a half, the second about an hour, and there is a place to stop in between.
#
# After this section you can:
#
# - **copy** a layer by its config and its weights;
# - **freeze** layers that have learned, and train new ones on top of them with few pictures;
# - **recognize** a layer by what came out of it.

# %% [markdown] tags=["ko"]
# ## 사진 두 장
#
# 사진은 1-1의 Fashion-MNIST이고, 뒤의 2,000장은 검증에 씁니다. 층이 하는 일은 대부분 같은 사진 두 장, 앵클부츠와 바지로 살펴봅니다. 하얀 곳이 0, 까만 곳이 1입니다.

# %% [markdown] tags=["en"]
# ## Two pictures
#
# The pictures are Fashion-MNIST, as in 1-1, and the last 2,000 are for validation. What a layer does you will mostly see on the same two of them, an ankle boot and a pair of trousers. White is 0, black is 1.

# %%
import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist, movie_reviews

(pixels, labels), _ = fashion_mnist()
pictures = pixels.astype("float32") / 255
x_train, y_train, x_val, y_val = pictures[:8000], labels[:8000], pictures[8000:], labels[8000:]
boot, trousers = pictures[0], pictures[9]
BOOT, TROUSERS = class_names()[labels[0]], class_names()[labels[9]]
plots.show_pictures([boot, trousers], [BOOT, TROUSERS])

# %% [markdown] tags=["ko"]
# ## `get_weights`와 `set_weights`
#
# 새 층은 입력의 형태를 모르므로 가중치(weight)가 없습니다. `build`가 형태를 알려 줍니다. 층에 텐서를 넣으면 `build`도 저절로 불립니다. `get_weights`는 가중치를 NumPy 배열의 목록으로 줍니다.

# %% [markdown] tags=["en"]
# ## `get_weights` and `set_weights`
#
# A new layer does not know the shape of its input, so it has no weights. `build` tells it. When you call a layer on a tensor, `build` is called for you. `get_weights` gives the weights as a list of NumPy arrays.

# %%
scores = layers.Dense(10, name="scores")
print(scores.get_weights())
scores.build((None, 784))
print([array.shape for array in scores.get_weights()], scores.count_params())

# %% [markdown] tags=["ko"]
# `set_weights`로 가중치를 **직접 정할** 수도 있습니다. `Dense`의 유닛 하나는 사진에 틀 하나를 겹쳐 보는 것과 같습니다. 픽셀마다 곱해서 모두 더하므로 사진이 틀과 비슷할수록 점수가 큽니다. 클래스마다 평균 사진을 틀로 쓰겠습니다. 다만 어두운 틀은 무엇과 겹쳐도 점수가 큽니다. 그래서 틀의 수를 제곱해 더한 값의 절반을 편향으로 뺍니다. 사진과 틀의 차이를 픽셀마다 제곱해 더하면 (사진의 제곱) - 2 × (둘의 곱) + (틀의 제곱)이고, 사진의 제곱은 어느 클래스에서나 같습니다. 그러므로 점수가 가장 큰 클래스가 바로 평균 사진이 가장 가까운 클래스입니다.
#
# `fit`은 부르지 않습니다. 정확도는 얼마일까요? 기준선은 0.1입니다.

# %% [markdown] tags=["en"]
# With `set_weights` you can also **choose** the weights. A unit of `Dense` lays a template over the picture: it multiplies pixel by pixel and adds everything up, so the more a picture resembles the template, the larger the score. Take the mean picture of each class as its template. Only, a dark template scores high on anything. So the bias takes away half the sum of the template's squares. The squared differences of picture and template add up to (squares of the picture) - 2 × (products) + (squares of the template), and the first part is the same for every class. So the class with the largest score is the one whose mean picture is nearest.
#
# There is no `fit`. What will the accuracy be? The baseline is 0.1.

# %%
means = np.stack([x_train[y_train == label].mean(axis=0) for label in range(10)])
templates = means.reshape(10, 784).T
scores.set_weights([templates, -0.5 * (templates**2).sum(axis=0)])
said = keras.ops.convert_to_numpy(scores(x_val.reshape(-1, 784))).argmax(axis=1)
print(f"≈ {np.mean(said == y_val):.2f}")

# %% tags=["proof"]
assert 0.62 < np.mean(said == y_val) < 0.74

# %%
plots.show_pictures(scores.get_weights()[0].T.reshape(10, 28, 28)[:5], class_names()[:5])

# %% [markdown] tags=["ko"]
# 한 번도 학습하지 않은 층이 열 장 가운데 예닐곱 장을 맞힙니다. 가중치는 그저 수이고, `fit`은 좋은 수를 찾는 한 가지 방법입니다.
#
# 목록의 길이나 배열의 형태가 다르면 `ValueError`가 나옵니다.

# %% [markdown] tags=["en"]
# A layer that was never trained gets six or seven of ten pictures right. Weights are just numbers, and `fit` is one way to find good ones.
#
# A list of the wrong length, or an array of the wrong shape, is a `ValueError`.

# %%
with expect_error(ValueError):
    scores.set_weights([templates])
with expect_error(ValueError):
    scores.set_weights([templates.T, np.zeros(10)])

# %% [markdown] tags=["ko"]
# `get_weights`로 꺼낸 편향의 배열을 0으로 채우면 층의 편향은 어떻게 될까요?

# %% [markdown] tags=["en"]
# Fill the array of the bias that `get_weights` gives with zeros. What becomes of the bias of the layer?

# %%
_, biases = scores.get_weights()
biases[:] = 0
print(biases[:3], scores.get_weights()[1][:3].round(1))

# %% [markdown] tags=["ko"]
# 층은 그대로입니다. `get_weights`가 주는 배열은 사본입니다. 층을 바꾸려면 `set_weights`로 돌려 넣어야 합니다.
#
# ## `get_config`와 `from_config`
#
# `get_config`는 층을 만들 때 정한 것을 딕셔너리(dict)로 줍니다. `from_config`는 그 딕셔너리로 새 층을 만듭니다.

# %% [markdown] tags=["en"]
# The layer is as it was: the arrays of `get_weights` are copies. To change it, put the arrays back with `set_weights`.
#
# ## `get_config` and `from_config`
#
# `get_config` gives what was decided when the layer was made, as a dictionary. `from_config` makes a new layer from that dictionary.

# %%
config = scores.get_config()
print({name: config[name] for name in ("name", "trainable", "units", "activation", "use_bias")})
again = layers.Dense.from_config(config)
print(again.name, again.units, again.get_weights())

# %% [markdown] tags=["ko"]
# 설정에는 가중치가 없습니다. 새 층은 입력의 형태도 아직 모릅니다.
#
# ### 2020 → 오늘: `layers.deserialize`
#
# `from_config`는 클래스를 알아야 부를 수 있습니다. 어떤 층이 올지 모르면 `layers.serialize`를 씁니다. 클래스와 설정을 딕셔너리 하나에 함께 적습니다. 이렇게 다시 만들 수 있도록 적는 것을 직렬화(serialization)라고 합니다. `layers.deserialize`는 그 딕셔너리로 새 층을 만듭니다. 입력의 형태를 이미 아는 층이면 그 형태도 `build_config`에 들어갑니다.

# %% [markdown] tags=["en"]
# A config holds no weights, and the new layer does not even know the shape of its input.
#
# ### 2020 → today: `layers.deserialize`
#
# To call `from_config` you have to know the class. For a layer of any kind there is `layers.serialize`: it writes the class and the config into one dictionary. To write a thing down so that it can be made again is called serialization. `layers.deserialize` makes a new layer from that dictionary. If the layer was built, `build_config` holds the shape of its input.

# %%
serialized = layers.serialize(scores)
print({name: value for name, value in serialized.items() if name != "config"})
twin = layers.deserialize(serialized)
print([array.shape for array in twin.get_weights()])

# %% [markdown] tags=["ko"]
# `twin`에는 처음부터 가중치가 있습니다. 그 값도 `scores`와 같을까요?

# %% [markdown] tags=["en"]
# `twin` has weights from the start. Will their values be those of `scores`, too?

# %%
for name, own, other in zip(("kernel", "bias"), twin.get_weights(), scores.get_weights()):
    print(f"{name}: largest difference ≈ {np.abs(own - other).max():.2f}")

# %% tags=["proof"]
assert all(np.abs(a - b).max() > 0.1 for a, b in zip(twin.get_weights(), scores.get_weights()))

# %% [markdown] tags=["ko"]
# 형태는 같지만 값은 다릅니다. 설정은 조리법이고 가중치는 요리입니다. 복사하려면 둘 다 옮겨야 합니다.
#
# 2020년의 페이지는 클래스의 이름과 설정만 넘겼습니다. 그 줄은 이제 실행되지 않습니다. 이름만으로는 어느 `Dense`인지 알 수 없기 때문입니다.

# %% [markdown] tags=["en"]
# The shapes are the same and the values are not. A config is the recipe, the weights are the dish. A copy needs both.
#
# The page of 2020 passed on no more than the name of the class and the config. That line no longer runs: a name alone does not say which `Dense` is meant.

# %%
with expect_error(TypeError):
    layers.deserialize({"class_name": scores.__class__.__name__, "config": config})

# %% [markdown] tags=["ko"]
# ### 연습 4-1-a
#
# 2020년의 함수입니다. 지금은 오류가 납니다. 가중치가 있는 층을 받아 사본을 돌려주도록 고치세요. 층의 종류는 정해져 있지 않고, 한 번도 부르지 않은 층일 수도 있습니다.
#
# - 사본은 다른 객체이고, 클래스와 설정이 같습니다(이름은 달라도 됩니다).
# - 가중치의 값이 같습니다. 학습되지 않는 가중치도 마찬가지입니다.
# - 가중치를 공유하지 않습니다. 사본의 가중치를 바꾸어도 넘겨받은 층은 그대로입니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-a
#
# This function is from 2020 and fails today. Repair it, so that it takes a layer of any kind that has its weights, even one that was never called, and returns a copy:
#
# - The copy is another object, with the same class and the same config (its name may differ).
# - The copy has weights of the same values, those that are not trained included.
# - The weights are not shared. Changing those of the copy leaves the layer that was passed as it was.

# %% tags=["starter"] exercise="4-1-a"
def copy_layer(layer):
    config = layer.get_config()
    return layers.deserialize({"class_name": layer.__class__.__name__, "config": config})

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    return layer

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    return layers.deserialize(layers.serialize(layer))

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    return layer.__class__.from_config(layer.get_config())

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    twin = layer.__class__.from_config(layer.get_config())
    twin.set_weights(layer.get_weights())
    return twin

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    return layers.Dense.from_config(layer.get_config())

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    for own, other in zip(twin.trainable_weights, layer.trainable_weights):
        own.assign(other)
    return twin

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    return layers.serialize(layer)

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    layer.set_weights(twin.get_weights())
    return twin

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    config = {**layer.get_config(), "name": layer.name + "_copy"}
    new = type(layer).from_config(config)
    new(keras.Input(layer.input.shape[1:]))
    new.set_weights(layer.get_weights())
    return new

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    twin.set_weights(layer.get_weights())
    twin.trainable = True
    return twin

# %% tags=["wrong"] exercise="4-1-a"
def copy_layer(layer):
    twin = layers.deserialize(layer.get_config())
    twin.set_weights(layer.get_weights())
    return twin

# %% tags=["right"] exercise="4-1-a"
def copy_layer(layer):
    twin = layer.__class__.from_config(layer.get_config())
    twin.build_from_config(layer.get_build_config())
    twin.set_weights(layer.get_weights())
    return twin

# %% tags=["right"] exercise="4-1-a"
def copy_layer(layer):
    new = layers.deserialize(keras.saving.serialize_keras_object(layer))
    for own, other in zip(new.weights, layer.weights):
        own.assign(other)
    return new

# %% tags=["right"] exercise="4-1-a"
def copy_layer(layer):
    import copy

    return copy.deepcopy(layer)

# %% tags=["solution"] exercise="4-1-a"
def copy_layer(layer):
    twin = layers.deserialize(layers.serialize(layer))
    twin.set_weights(layer.get_weights())
    return twin

# %%
check("4-1-a", copy_layer)

# %% [markdown] tags=["ko", "solution"]
# `serialize`의 `build_config` 덕분에 새 층은 가중치를 이미 가지고 있습니다. `from_config`로 만든 층은 먼저 `build`해야 `set_weights`를 부를 수 있습니다. 모델 전체라면 `clone_model`과 `set_weights`가 같은 일을 합니다.

# %% [markdown] tags=["en", "solution"]
# Thanks to `build_config` in what `serialize` gives, the new layer has its weights already. A layer made with `from_config` needs `build` first, before `set_weights` works. For a whole model, `clone_model` and `set_weights` do the same.

# %% [markdown] tags=["ko"]
# ## `input`과 `output`
#
# 층에 `Input`을 넣으면 그래프가 이어집니다(2-2). 그때 층의 `input`과 `output`은 들어간 텐서와 나온 텐서입니다. 한 번도 부르지 않은 층에는 없습니다.

# %% [markdown] tags=["en"]
# ## `input` and `output`
#
# Call a layer on an `Input`, and it becomes part of a graph (2-2). Its `input` and `output` are the tensor that went in and the one that came out. A layer that was never called has neither.

# %%
conv = layers.Conv2D(8, 3, strides=2, name="conv")
with expect_error(AttributeError):
    conv.input
picture = keras.Input((28, 28, 1), name="picture")
features = conv(picture)
print(conv.input.shape, conv.output.shape)

# %% [markdown] tags=["ko"]
# 형태는 이렇게 텐서에서 얻습니다. 층을 부르기 전에 알고 싶으면 `compute_output_shape`가 있습니다.

# %% [markdown] tags=["en"]
# That is how to get shapes: ask the tensors. To know before you call the layer, there is `compute_output_shape`.

# %%
print(conv.compute_output_shape((None, 100, 60, 1)))

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input_shape`와 `output_shape`
#
# 2020년에는 층이 두 속성으로 형태를 바로 알려 주었습니다. 층에서는 둘 다 사라졌고, 함수형 모델과 `Sequential`에는 남아 있습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input_shape` and `output_shape`
#
# In 2020 two properties of a layer gave the shapes at once. Layers have lost both; functional and `Sequential` models still have them.

# %%
with expect_error(AttributeError):
    conv.input_shape
with expect_error(AttributeError):
    conv.output_shape
print(keras.Model(picture, features).output_shape)

# %% tags=["proof"]
class Subclassed(keras.Model):
    def call(self, x):
        return x

subclassed = Subclassed()
subclassed(np.ones((2, 3)))
assert not hasattr(subclassed, "input_shape") and not hasattr(subclassed, "output_shape")

# %% [markdown] tags=["ko"]
# ## 공유 층과 노드
#
# 층 하나를 두 번 부르면 공유 층이 되고, 부를 때마다 노드가 하나씩 생깁니다(2-2). 아래에서 `conv`를 크기가 다른 입력에 한 번 더 부릅니다. `conv.output`은 첫 번째 것일까요, 두 번째 것일까요, 아니면 오류일까요? 짐작해 보세요.

# %% [markdown] tags=["en"]
# ## Shared layers and nodes
#
# A layer that is called twice is a shared layer, and each call adds a node (2-2). Below, `conv` is called once more, on an input of another size. What will `conv.output` be: the first, the second, or an error? Take a guess.

# %%
poster = keras.Input((100, 60, 1), name="poster")
poster_features = conv(poster)
print("features", features.shape, "poster_features", poster_features.shape)
print("conv.output", conv.output.shape, conv.count_params())

# %% [markdown] tags=["ko"]
# 첫 번째 것입니다. 둘째 텐서는 부를 때 변수에 담아 두어야 합니다. 나중에 층에서 꺼낼 수는 없습니다. 파라미터는 두 번 불러도 한 벌입니다.
#
# ### 2020 → 오늘: `get_output_at`과 나머지 셋
#
# 2020년에는 노드의 번호를 받는 메서드 네 개가 있었습니다. 노드가 여럿인 층의 `output`을 읽으면 오류가 났습니다. 네 메서드는 모두 사라졌습니다.

# %% [markdown] tags=["en"]
# The first one. The second tensor you have only if you kept it in a variable when you called the layer. However often it is called, there is one set of parameters.
#
# ### 2020 → today: `get_output_at` and the other three
#
# In 2020 four methods took the number of a node, and the `output` of a layer with several nodes was an error. All four are gone.

# %%
with expect_error(AttributeError):
    conv.get_input_at(0)
with expect_error(AttributeError):
    conv.get_output_at(1)
with expect_error(AttributeError):
    conv.get_input_shape_at(0)
with expect_error(AttributeError):
    conv.get_output_shape_at(1)

# %% [markdown] tags=["ko"]
# ### 연습 4-1-b
#
# 2020년의 함수입니다. 층 하나로 두 입력을 읽고, 나온 텐서와 그 형태를 돌려주려고 합니다. 오늘의 케라스에서 되도록 고치세요.
#
# - 키가 `"outputs"`와 `"shapes"`인 딕셔너리(dict)를 돌려줍니다. 값은 둘 다 길이가 2인 목록(list)입니다.
# - `"outputs"`에는 `layer`에 `left`를 넣어 나온 텐서, `right`를 넣어 나온 텐서가 이 순서로 있습니다.
# - `"shapes"`에는 그 두 텐서의 형태가 튜플(tuple)로 있습니다. 두 입력의 크기는 다를 수 있습니다.
# - `layer`가 이미 다른 곳에서 불린 적이 있어도 맞아야 합니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-b
#
# This function is from 2020. It means to read two inputs with one layer and to return the tensors that came out, and their shapes. Repair it for today's Keras.
#
# - It returns a dictionary with the keys `"outputs"` and `"shapes"`. Each value is a list of length 2.
# - `"outputs"` holds the tensor of `layer` called on `left`, then the one called on `right`.
# - `"shapes"` holds the shapes of those two tensors as tuples. The two inputs may differ in size.
# - It is also right when `layer` has been called somewhere else before.

# %% tags=["starter"] exercise="4-1-b"
def two_readings(layer, left, right):
    layer(left)
    layer(right)
    return {
        "outputs": [layer.get_output_at(0), layer.get_output_at(1)],
        "shapes": [layer.get_output_shape_at(0), layer.get_output_shape_at(1)],
    }

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    layer(left)
    layer(right)
    return {"outputs": [layer.output, layer.output], "shapes": [layer.output.shape, layer.output.shape]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [layer.output_shape, layer.output_shape]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [left.shape, right.shape]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(right), layer(left)]
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    other = layers.deserialize(layers.serialize(layer))
    outputs = [layer(left), other(right)]
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [outputs[0].shape] * 2}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left)]
    outputs.append(outputs[0] if left.shape == right.shape else layer(right))
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layers.Flatten()(layer(left)), layers.Flatten()(layer(right))]
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}

# %% tags=["wrong"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [list(output.shape) for output in outputs]}

# %% tags=["right"] exercise="4-1-b"
def two_readings(layer, left, right):
    a, b = layer(left), layer(right)
    return dict(outputs=[a, b], shapes=[a.shape, b.shape])

# %% tags=["right"] exercise="4-1-b"
def two_readings(layer, left, right):
    both = [left, right]
    shapes = [layer.compute_output_shape(tensor.shape) for tensor in both]
    return {"shapes": shapes, "outputs": list(map(layer, both))}

# %% tags=["right"] exercise="4-1-b"
def two_readings(layer, left, right):
    model = keras.Model([left, right], [layer(left), layer(right)])
    return {"outputs": list(model.outputs), "shapes": list(model.output_shape)}

# %% tags=["solution"] exercise="4-1-b"
def two_readings(layer, left, right):
    outputs = [layer(left), layer(right)]
    return {"outputs": outputs, "shapes": [output.shape for output in outputs]}

# %%
check("4-1-b", two_readings)

# %% [markdown] tags=["ko", "solution"]
# 2020년의 코드에는 오류 말고도 함정이 있었습니다. 층이 전에 불린 적이 있으면 노드 0과 1은 이 함수가 만든 것이 아닙니다. 나온 텐서를 담아 두면 이런 실수를 할 수 없습니다.

# %% [markdown] tags=["en", "solution"]
# Besides its error, the code from 2020 had a trap: if the layer was called before, the nodes 0 and 1 are not those of this function. When you keep the tensors, there is no way to make that mistake.

# %% [markdown] tags=["ko"]
# ## 학습과 추론: 층이 일하는 두 가지 방법
#
# `Dense`나 `Conv2D`는 언제나 같은 계산을 합니다. 그러나 배우는 동안에만 할 일이 있는 층도 있습니다. 2-1의 `Dropout`이 그렇습니다. 그런 층은 지금이 학습(training)인지, 아니면 배운 것으로 답을 계산하는 **추론**(inference)인지 알아야 합니다. 그것을 알려 주는 인수가 `training`입니다.

# %% [markdown] tags=["en"]
# ## Training and inference: two ways to work
#
# `Dense` and `Conv2D` always compute the same. But some layers have something to do only while a model learns, as `Dropout` of 2-1 has. Such a layer must know whether this is training or **inference**, which is working out answers with what was learned. The argument `training` tells it.

# %%
drop = layers.Dropout(0.5, seed=1)
ones = np.ones((1, 8), "float32")
print("training ", keras.ops.convert_to_numpy(drop(ones, training=True)))
print("inference", keras.ops.convert_to_numpy(drop(ones, training=False)))

# %% [markdown] tags=["ko"]
# 학습할 때는 절반쯤이 0이 되고 나머지는 1 ÷ (1 - 0.5) = 2배가 됩니다. 그래서 합은 평균적으로 그대로이고, 추론할 때는 아무것도 고칠 필요가 없습니다.

# %% [markdown] tags=["en"]
# In training about half of them become 0, and the others are multiplied by 1 ÷ (1 - 0.5) = 2. So the sum stays the same on average, and there is nothing to correct in inference.

# %%
choose("4-1-q1")

# %% tags=["solution"] exercise="4-1-q1"
check("4-1-q1", "b")

# %% [markdown] tags=["ko"]
# `training`을 여러분이 직접 넘길 일은 드뭅니다. 모델이 층마다 넘겨줍니다.
#
# | 부르는 방법 | 층이 받는 `training` |
# |---|---|
# | `fit`, `train_on_batch` | 참 |
# | `evaluate`, `predict` | 거짓 |
# | `model(x)` | 넘기지 않았으므로 층마다 정해 둔 기본값 |
# | `model(x, training=True)` | 참 |
#
# `Dropout`의 기본값은 거짓입니다. 드롭아웃 하나만 있는 모델로 확인합시다.

# %% [markdown] tags=["en"]
# Mostly you do not pass `training` yourself. The model hands it on to each layer.
#
# | how it is called | `training` of a layer |
# |---|---|
# | `fit`, `train_on_batch` | true |
# | `evaluate`, `predict` | false |
# | `model(x)` | not said, so each layer takes its default |
# | `model(x, training=True)` | true |
#
# The default of `Dropout` is false. A model of nothing but dropout shows it.

# %%
only_dropout = keras.Sequential([keras.Input((8,)), layers.Dropout(0.5, seed=1)])
print("predict               ", only_dropout.predict(ones, verbose=0))
print("model(x)              ", keras.ops.convert_to_numpy(only_dropout(ones)))
print("model(x, training=True)", keras.ops.convert_to_numpy(only_dropout(ones, training=True)))

# %% [markdown] tags=["ko"]
# ## 배치 정규화: 배치의 통계와 담아 둔 통계
#
# 학습과 추론이 더 크게 다른 층이 `BatchNormalization`입니다. 앞 층의 가중치가 바뀌면 다음 층이 받는 수의 크기도 자꾸 달라집니다. 한 열은 3 근처이고 다른 열은 30 근처일 수도 있습니다. 그래서 층 사이에서 열마다 평균을 0으로, 퍼진 정도를 1로 맞춥니다. 이 계산을 정규화(normalization)라고 합니다. 받는 수의 크기가 비슷하면 더 큰 학습률로도 안정적으로 배웁니다.
#
# 퍼진 정도는 분산(variance)으로 잽니다. 평균에서 벗어난 크기를 제곱해 평균한 수입니다. 데이터 네 개, 열 두 개로 손으로 해 봅시다.

# %% [markdown] tags=["en"]
# ## Batch normalization: the batch and what was stored
#
# In `BatchNormalization` the two differ more. When the weights of one layer change, so do the sizes of the numbers that the next layer gets. One column may lie around 3, another around 30. So between the layers each column is brought to a mean of 0 and a spread of 1, which is called normalization. With numbers of even size, training is stable at larger learning rates.
#
# The spread is measured by the variance: take how far each number is from the mean, square that, and take the mean. Here are four examples with two columns, by hand.

# %%
batch = np.array([[1, 10], [1, 50], [5, 10], [5, 50]], "float32")
mean = batch.mean(axis=0)
variance = ((batch - mean) ** 2).mean(axis=0)
print("mean", mean, "variance", variance)
print((batch - mean) / np.sqrt(variance))

# %% [markdown] tags=["ko"]
# 첫 열은 평균 3에서 2씩 벗어나 있으므로 분산이 4입니다. 평균을 **빼고** 분산의 **제곱근** 2로 나누면 -1과 1이 됩니다. 열 배 큰 둘째 열도 똑같아집니다. 같은 배치를 케라스의 층에 넣습니다.

# %% [markdown] tags=["en"]
# The first column is 2 away from its mean of 3 everywhere, so its variance is 4. **Subtract** the mean, divide by 2, the **square root** of the variance, and you get -1 and 1. The second column, ten times as large, becomes the same. Put the batch through the layer of Keras.

# %%
norm = layers.BatchNormalization(momentum=0.9)
norm.build((None, 2))
print(keras.ops.convert_to_numpy(norm(batch, training=True)).round(2))
for weight, values in zip(norm.weights, norm.get_weights()):
    print(f"{weight.name:16}", values.round(2))

# %% tags=["proof"]
assert [weight.name for weight in norm.weights] == ["gamma", "beta", "moving_mean", "moving_variance"]
assert np.allclose(norm.get_weights()[2], [0.3, 3.0]) and np.allclose(norm.get_weights()[3], [1.3, 40.9])

# %% [markdown] tags=["ko"]
# 결과는 손으로 한 것과 같습니다. 이 층에는 배열이 네 개 있습니다.
#
# - `gamma`와 `beta`는 정규화한 수에 곱하고 더하는 수입니다. 기울기로 배우는 **학습 가능한 파라미터**(trainable parameter)이고, 1과 0에서 시작합니다.
# - `moving_mean`과 `moving_variance`는 이동 평균(moving average)입니다. 배치를 볼 때마다 조금씩 고칩니다. 0과 1에서 시작해 방금 한 번 고쳤습니다. 평균은 0.9 × 0 + 0.1 × 3 = 0.3이 되었고, 0.9가 `momentum`입니다.
#
# 이동 평균은 왜 필요할까요? 추론할 때는 배치가 없을 수 있습니다. 사진 한 장을 `predict`에 넘기면 그 한 장이 배치입니다. 수가 하나뿐인 열은 분산이 0이고, 손으로 한 계산에서는 0 ÷ 0이 됩니다. 그래서 층은 제곱근을 구하기 전에 분산에 작은 수 `epsilon`을 더합니다. 기본값은 0.001입니다. 한 장뿐인 배치를 **학습할 때처럼** 정규화하면 무엇이 나올까요?

# %% [markdown] tags=["en"]
# The result is the one by hand. This layer has four arrays.
#
# - `gamma` and `beta` are what a normalized number is multiplied by, and what is added. They are learned by gradients, which makes them **trainable parameters**, and begin at 1 and 0.
# - `moving_mean` and `moving_variance` are moving averages. Each batch brings them up to date a little. They began at 0 and 1, and have just been changed once: the mean is 0.9 × 0 + 0.1 × 3 = 0.3, where 0.9 is `momentum`.
#
# What are the moving averages for? In inference there may be no batch. Pass one picture to `predict`, and that picture is the batch. A column of one number has variance 0; by hand that would be 0 ÷ 0. So the layer adds a small number to the variance before it takes the root: `epsilon`, 0.001 by default. Normalize a batch of one **as in training**: what comes out?

# %%
choose("4-1-q2")

# %% tags=["solution"] exercise="4-1-q2"
check("4-1-q2", "b")

# %%
fresh = layers.BatchNormalization()
for row in (batch[:1], batch[3:]):
    print(row, "→", keras.ops.convert_to_numpy(fresh(row, training=True)))

# %% [markdown] tags=["ko"]
# 어떤 수를 넣어도 0입니다. 답이 함께 들어온 다른 사진에 따라 달라져서도 안 됩니다. 그래서 추론할 때는 배치를 보지 않고, 담아 둔 평균을 빼고 담아 둔 분산의 제곱근으로 나눕니다. 아래 셀은 첫 행이 추론에서 무엇이 되는지 적고, `norm`에 같은 배치를 마흔아홉 번 더 보여 준 다음 다시 적습니다. 학습할 때의 -1에 가까워질까요?

# %% [markdown] tags=["en"]
# Whatever goes in, it is 0. Nor should an answer depend on which other pictures came along. So inference does not look at the batch: it subtracts the stored mean and divides by the square root of the stored variance. The cell prints what the first row becomes in inference, shows `norm` the same batch another 49 times, and prints it again. Does it come near the -1 of training?

# %%
def in_inference(row):
    return keras.ops.convert_to_numpy(norm(row, training=False)).round(2)

print("after 1 batch   ", in_inference(batch[:1]))
for _ in range(49):
    norm(batch, training=True)
print("after 50 batches", in_inference(batch[:1]), "moving_mean", norm.get_weights()[2].round(2))

# %% tags=["proof"]
assert np.abs(in_inference(batch[:1]) + 1).max() < 0.05 and np.allclose(norm.get_weights()[2], [3, 30], rtol=0.02)

# %% [markdown] tags=["ko"]
# 배치 하나를 본 뒤에는 이동 평균이 아직 0에 가까워서 부호까지 달랐습니다. 쉰 번 보고 나니 학습할 때와 거의 같습니다. 기본값 `momentum=0.99`에서는 더 오래 걸립니다. 추론의 계산을 한 줄로 적으면 이렇습니다.
#
# `gamma * (x - moving_mean) / sqrt(moving_variance + epsilon) + beta`
#
# ### 연습 4-1-c
#
# `BatchNormalization`이 추론할 때 하는 계산을 함수 `normalized(x, weights, epsilon)`로 작성하세요.
#
# - `x`는 형태가 (행, 열)인 배열입니다. 행이 하나일 수도 있습니다.
# - `weights`는 그 층의 `get_weights`가 주는 배열 네 개의 목록이고, 순서도 같습니다. `epsilon`은 그 층의 `epsilon`입니다.
# - 그 층이 추론할 때 내놓는 수를 `x`와 같은 형태의 배열로 돌려줍니다.

# %% [markdown] tags=["en"]
# After one batch the moving averages were still near their start, and even the signs differed. After fifty it is nearly as in training. With the default, `momentum=0.99`, it takes longer. In one line, this is what inference works out:
#
# `gamma * (x - moving_mean) / sqrt(moving_variance + epsilon) + beta`
#
# ### Exercise 4-1-c
#
# Write a function `normalized(x, weights, epsilon)` that works out what a `BatchNormalization` does in inference.
#
# - `x` is an array of shape (rows, columns). There may be a single row.
# - `weights` is the list of four arrays that `get_weights` of the layer gives, in the same order. `epsilon` is that of the layer.
# - It returns the numbers that the layer gives in inference, as an array of the shape of `x`.

# %% tags=["starter"] exercise="4-1-c"
normalized = ...

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, *_ = weights
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    return gamma * (x - moving_mean) / (moving_variance + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, _ = weights
    return gamma * x / (moving_mean + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    _, _, moving_mean, moving_variance = weights
    return (x - moving_mean) / np.sqrt(moving_variance + epsilon)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    return gamma * (x - moving_mean) / np.sqrt(moving_variance) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    moving_mean, moving_variance, gamma, beta = weights
    return gamma * (x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    beta, gamma, moving_mean, moving_variance = weights
    return gamma * (x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    return gamma * (x - moving_mean) / (np.sqrt(moving_variance) + epsilon) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    print(gamma * (x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, _ = weights
    return gamma * (x - moving_mean) + beta

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    return gamma * ((x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    layer = layers.BatchNormalization(epsilon=epsilon)
    layer.set_weights(weights)
    return layer(x, training=False)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    return layers.BatchNormalization(epsilon=epsilon)(x, training=False)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    layer = layers.BatchNormalization()
    layer.build(x.shape)
    layer.set_weights(weights)
    return layer(x, training=False)

# %% tags=["wrong"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    _, beta, moving_mean, moving_variance = weights
    return (x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta

# %% tags=["right"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    layer = layers.BatchNormalization(epsilon=epsilon)
    layer.build(x.shape)
    layer.set_weights(weights)
    return layer(x, training=False)

# %% tags=["right"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    scale = weights[0] * (weights[3] + epsilon) ** -0.5
    return x * scale + (weights[1] - weights[2] * scale)

# %% tags=["right"] exercise="4-1-c"
def normalized(batch, arrays, small):
    gamma, beta, center, spread = (keras.ops.convert_to_tensor(array) for array in arrays)
    return gamma * (batch - center) / keras.ops.sqrt(spread + small) + beta

# %% tags=["solution"] exercise="4-1-c"
def normalized(x, weights, epsilon):
    gamma, beta, moving_mean, moving_variance = weights
    return gamma * (x - moving_mean) / np.sqrt(moving_variance + epsilon) + beta

# %%
check("4-1-c", normalized)

# %% [markdown] tags=["ko", "solution"]
# `x`의 평균은 어디에도 없습니다. 그래서 한 행의 답은 다른 행이 무엇이든 같습니다.

# %% [markdown] tags=["en", "solution"]
# Nowhere is the mean of `x`. So the answer to a row is the same whatever the other rows are.

# %% [markdown] tags=["ko"]
# ## 배운 것을 옮겨 쓰기
#
# 새 옷 세 가지를 알아보는 모델이 필요한데 사진이 종류마다 다섯 장뿐이라고 합시다. 사진도 까다롭습니다. 옷이 작고, 어디에 놓여 있을지 모릅니다. `scattered_clothes`가 그런 사진을 줍니다. 1-1의 사진을 절반으로 줄여 빈 바탕의 아무 곳에 놓은 것입니다.

# %% [markdown] tags=["en"]
# ## Use again what was learned
#
# Say you need a model for three new kinds of clothes, and there are five pictures of each. The pictures are difficult, too: the clothes are small, and may lie anywhere. `scattered_clothes` gives such pictures. They are those of 1-1 at half their size, put somewhere on an empty ground.

# %%
from utils.data import scattered_clothes

(scattered, scattered_labels), _ = scattered_clothes()
scattered = scattered[..., np.newaxis].astype("float32") / 255
plots.show_pictures(scattered[:5, :, :, 0], [class_names()[label] for label in scattered_labels[:5]])

# %% [markdown] tags=["ko"]
# `of_kinds`는 몇 가지 종류의 사진만 골라, 레이블을 0부터 다시 매깁니다. 새 종류는 코트, 운동화, 앵클부츠입니다. 학습할 사진은 15장이고, 검증할 사진은 600장입니다.

# %% [markdown] tags=["en"]
# `of_kinds` picks the pictures of some kinds, and numbers their labels from 0 again. The new kinds are coat, sneaker and ankle boot. There are 15 pictures to train on and 600 to validate with.

# %%
def of_kinds(kinds, part, most=None):
    of_each = [np.flatnonzero(scattered_labels[part] == kind)[:most] for kind in kinds]
    rows = np.sort(np.concatenate(of_each))
    return scattered[part][rows], np.searchsorted(kinds, scattered_labels[part][rows])

training, validation = slice(0, 8000), slice(8000, None)
NEW = [4, 7, 9]
few_x, few_y = of_kinds(NEW, training, most=5)
new_x, new_y = of_kinds(NEW, validation)
print([class_names()[kind] for kind in NEW], few_x.shape, new_x.shape)

# %% [markdown] tags=["ko"]
# 먼저 처음부터 학습합니다. `convnet`은 모델의 몸통(body)을 만듭니다. 합성곱 세 개와 `GlobalMaxPooling2D`로 사진을 수 64개로 바꿉니다. `GlobalMaxPooling2D`는 특성 맵마다 가장 큰 수 하나만 남깁니다. 무늬가 있었는지는 전하고 어디였는지는 잊으므로 이런 사진에 맞습니다. `with_head`는 몸통 위에 종류마다 확률을 내는 새 `Dense`를 얹고, `learn`은 그 모델을 20에포크 학습합니다. `RATES`에는 비교할 방법마다 검증 데이터에서 좋았던 학습률을 담았습니다. 기준선은 3분의 1입니다.

# %% [markdown] tags=["en"]
# First, train from nothing. `convnet` makes the body of a model: three convolutions and `GlobalMaxPooling2D` turn a picture into 64 numbers. `GlobalMaxPooling2D` keeps the largest number of each feature map. It passes on whether a pattern was there and forgets where, which suits these pictures. `with_head` puts a new `Dense` on top of a body, which gives a probability for each kind, and `learn` trains that model for 20 epochs. `RATES` holds the learning rates of the ways that are compared, each chosen because it did well on the validation data. The baseline is one third.

# %%
def convnet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.GlobalMaxPooling2D(),
    ])

# %%
def with_head(body, kinds):
    return keras.Sequential([body, layers.Dense(len(kinds), activation="softmax")])

def learn(model, x, y, learning_rate, validation_data=None, batch_size=5):
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(
        x, y, epochs=20, batch_size=batch_size,
        validation_data=validation_data, validation_batch_size=300, verbose=0,
    ).history

# %%
RATES = {"from nothing": 0.003}
keras.utils.set_random_seed(0)
from_nothing = with_head(convnet(), NEW)
runs = {"from nothing": learn(from_nothing, few_x, few_y, RATES["from nothing"], (new_x, new_y))}
print(f"from nothing ≈ {runs['from nothing']['val_accuracy'][-1]:.2f}")

# %% [markdown] tags=["ko"]
# 가중치 23,000개를 사진 15장으로 정하기는 어렵습니다. 그런데 **다른** 옷의 사진은 많습니다. 티셔츠, 바지, 샌들, 셔츠, 가방이 4,000장입니다. 이 다섯 종류로 `convnet`을 학습합니다. 새 종류는 한 장도 보여 주지 않습니다.

# %% [markdown] tags=["en"]
# It is hard to learn 23,000 weights from 15 pictures. But of **other** clothes there are many pictures: 4,000 of T-shirts, trousers, sandals, shirts and bags. Train `convnet` on these five kinds. It sees none of the new ones.

# %%
OLD = [0, 1, 5, 6, 8]
old_x, old_y = of_kinds(OLD, training)
keras.utils.set_random_seed(0)
base = convnet()
five_old_kinds = with_head(base, OLD)
five_old_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
past = five_old_kinds.fit(old_x, old_y, epochs=5, batch_size=50, verbose=0).history
print(f"≈ {past['accuracy'][-1]:.2f}")
learned = base.get_weights()

# %% [markdown] tags=["ko"]
# 이제 몸통 `base`는 옷이 어디에 놓였든 쓸모 있는 무늬를 찾아 수 64개로 알려 줍니다. 새 종류를 위해서는 그 수를 읽는 `Dense`만 배우면 됩니다. 종류마다 가중치 64개와 편향 하나, 모두 65 × 3 = 195개입니다. `base`는 바뀌지 않게 합니다. 이것이 **얼리기**(freezing)이고, 속성 `trainable`을 `False`로 정하면 됩니다. 학습된 층을 다른 문제에 이렇게 다시 쓰는 것이 **전이 학습**(transfer learning)입니다.
#
# 사진 15장과 에포크 수는 같습니다. 어느 쪽이 나을까요?

# %% [markdown] tags=["en"]
# Now the body `base` finds useful patterns in clothes, wherever they lie, and reports them in 64 numbers. For the new kinds, only a `Dense` that reads these has to learn. For each kind it has 64 weights and a bias, which makes 65 × 3 = 195. `base` is kept as it is. This is called **freezing**, and is done by setting its property `trainable` to `False`. To use layers that have learned for another problem in this way is **transfer learning**.
#
# The 15 pictures and the number of epochs are the same. Which of the two will be better?

# %%
keras.utils.set_random_seed(0)
base.trainable = False
transferred = with_head(base, NEW)
RATES["frozen base"] = 0.01
runs["frozen base"] = learn(transferred, few_x, few_y, RATES["frozen base"], (new_x, new_y))
for name, run in runs.items():
    print(f"{name}: accuracy ≈ {run['accuracy'][-1]:.2f}, val_accuracy ≈ {run['val_accuracy'][-1]:.2f}")
plots.show_lines({name: run["val_accuracy"] for name, run in runs.items()}, ylabel="val_accuracy")

# %% tags=["proof"]
assert runs["frozen base"]["val_accuracy"][-1] > 0.64
assert runs["frozen base"]["val_accuracy"][-1] > runs["from nothing"]["val_accuracy"][-1] + 0.06

# %% [markdown] tags=["ko"]
# 학습 정확도는 둘 다 1에 가깝습니다. 15장은 외우기 쉽습니다. 처음 보는 사진에서는 얼린 쪽이 훨씬 낫습니다. 외울 가중치가 적고, 64개의 수는 이미 옷의 무늬를 담고 있기 때문입니다.
#
# `base`는 정말 그대로일까요? `summary(show_trainable=True)`는 층마다 학습되는지도 적습니다. 이름이 `Trai…`로 잘린 마지막 열(Trainable)입니다.

# %% [markdown] tags=["en"]
# On the training pictures both come close to 1: it is easy to learn 15 by heart. On new ones the frozen base is far ahead. It has few weights to learn by heart with, and the 64 numbers already hold the patterns of clothes.
#
# Is `base` really as it was? `summary(show_trainable=True)` also says of each layer whether it is trained, in the last column (Trainable), whose name is cut to `Trai…`.

# %%
print(max(np.abs(now - before).max() for now, before in zip(base.get_weights(), learned)))
transferred.summary(show_trainable=True)

# %% [markdown] tags=["ko"]
# 0.0입니다. 얼린 파라미터 23,296개가 `Non-trainable params`입니다. `Total params`에는 옵티마이저의 수 392개도 들어 있습니다(3-1).
#
# 사진이 많아도 그럴까요? 새 종류의 사진이 100장씩 있다면 어떨지, 같은 에포크 수로 두 방법을 다시 비교합니다.

# %% [markdown] tags=["en"]
# It is 0.0. The 23,296 frozen parameters are the `Non-trainable params`. `Total params` also counts 392 numbers of the optimizer (3-1).
#
# Is it the same with many pictures? Compare the two again with 100 of each new kind, and the same number of epochs.

# %%
x, y = of_kinds(NEW, training, most=100)
with_100 = {}
for name, body in (("from nothing", convnet()), ("frozen base", base)):
    model = with_head(body, NEW)
    learn(model, x, y, RATES[name], batch_size=25)
    with_100[name] = model.evaluate(new_x, new_y, batch_size=300, verbose=0)[1]
    print(f"{name}: 5 ≈ {runs[name]['val_accuracy'][-1]:.2f}, 100 ≈ {with_100[name]:.2f}")

# %% tags=["proof"]
gain = runs["frozen base"]["val_accuracy"][-1] - runs["from nothing"]["val_accuracy"][-1]
assert gain > 0.06 and with_100["frozen base"] - with_100["from nothing"] < gain - 0.05

# %% [markdown] tags=["ko"]
# 5장씩일 때는 옮겨 쓰는 쪽이 크게 앞서지만, 100장씩이면 처음부터 배운 쪽이 따라잡거나 조금 앞섭니다. `base`는 코트와 신발을 위해 배운 것이 아니기 때문입니다. 그때는 `base`의 `trainable`을 다시 `True`로 바꾸어 녹이고, 작은 학습률로 조금 더 학습하기도 합니다. 이것을 미세 조정(fine-tuning)이라고 합니다.
#
# ## 얼릴 때의 함정 두 가지
#
# ### 학습하던 모델 얼리기
#
# `learned_base`는 배운 가중치를 가진 새 사본을 줍니다. `moved`는 `fit`을 한 번 부르고, 사본의 가중치가 가장 많이 바뀐 만큼을 잽니다. 먼저 얼리지 않고 잽니다.

# %% [markdown] tags=["en"]
# With 5 of each, the transferred base is far ahead. With 100, training from nothing catches up or goes a little past it: `base` has not learned for coats and shoes. Then one may thaw `base`, by setting its `trainable` back to `True`, and train it a little more with a small learning rate, which is called fine-tuning.
#
# ## Two traps of freezing
#
# ### Freezing a model that has been trained
#
# `learned_base` gives a new copy with the weights that were learned. `moved` calls `fit` once, and measures by how much the weights of the copy have changed at most. First without freezing.

# %%
def learned_base():
    body = convnet()
    body.set_weights(learned)
    return body

def moved(body, model):
    before = body.get_weights()
    model.fit(few_x, few_y, verbose=0)
    return max(float(np.abs(now - then).max()) for now, then in zip(body.get_weights(), before))

body = learned_base()
model = with_head(body, NEW)
model.compile("adam", "sparse_categorical_crossentropy")
print(f"≈ {moved(body, model):.4f}")

# %% [markdown] tags=["ko"]
# 이제 얼리고 다시 잽니다. 가장 많이 바뀐 가중치는 얼마나 바뀔까요?

# %% [markdown] tags=["en"]
# Now freeze it, and measure again. By how much will the weights have changed at most?

# %% tags=["tensorflow"]
body.trainable = False
print(f"≈ {moved(body, model):.4f}")

# %% tags=["proof", "tensorflow"]
assert moved(body, model) > 1e-4
early = learned_base()
early_model = with_head(early, NEW)
early_model.compile("adam", "sparse_categorical_crossentropy")
early.trainable = False
assert moved(early, early_model) == 0

# %%
choose("4-1-q3")

# %% tags=["solution"] exercise="4-1-q3"
check("4-1-q3", "c")

# %%
body.trainable = False
model.compile("adam", "sparse_categorical_crossentropy")
print(moved(body, model))

# %% [markdown] tags=["ko"]
# 이제 0.0입니다. **`trainable`을 바꾸면 `compile`을 다시 부릅니다.** 잊으면 JAX에서는 `fit`이 오류로 알려 주지만, TensorFlow에서는 말없이 계속 학습합니다. `compile`과 첫 `fit` 사이에서 얼렸다면 통하지만, 거기에 기대지 말고 늘 얼린 다음에 `compile`하세요.
#
# ### 얼린 `BatchNormalization`
#
# `BatchNormalization`에는 기울기가 아니라 배치가 바꾸는 이동 평균이 있습니다. 위의 `norm`을 얼리고, 100씩 큰 배치를 `training=True`로 넣으면 어떻게 될까요? 지금까지 본 것만으로는 알 수 없으니 짐작해 보세요.

# %% [markdown] tags=["en"]
# Now it is 0.0. **When you change `trainable`, call `compile` again.** With JAX as the backend, `fit` raises an error when you forget; TensorFlow goes on training without a word. Between `compile` and the first `fit` freezing does work, but do not rely on that: freeze first, then `compile`.
#
# ### A frozen `BatchNormalization`
#
# `BatchNormalization` has moving averages that batches change, and no gradient. Freeze `norm` from above, and put in a batch that is larger by 100, with `training=True`. What will happen? Nothing above decides this; make a guess.

# %%
choose("4-1-q4")

# %% tags=["solution"] exercise="4-1-q4"
check("4-1-q4", "a")

# %%
for trainable in (False, True):
    norm.trainable = trainable
    output = keras.ops.convert_to_numpy(norm(batch + 100, training=True))
    print(f"trainable={trainable}: first column", output[:, 0].round(1))
    print("  moving_mean", norm.get_weights()[2].round(1))

# %% tags=["proof"]
assert abs(output[:, 0].mean()) < 0.1 and abs(norm.get_weights()[2][0] - 13) < 0.2
frozen_dropout = layers.Dropout(0.5, seed=1)
frozen_dropout.trainable = False
assert 0 in keras.ops.convert_to_numpy(frozen_dropout(np.ones((1, 64)), training=True))

# %% [markdown] tags=["ko"]
# 얼린 `BatchNormalization`은 `training`이 참이어도 **추론하듯이** 계산합니다. 케라스가 이 층에만 둔 규칙입니다. 얼린 `Dropout`은 `training`이 참이면 여전히 수를 지웁니다.
#
# 얼린 `norm`은 이동 평균 3을 빼고 이동 분산 4의 제곱근으로 나누므로 50쯤이 나오고, 이동 평균은 그대로입니다. 녹이면 배치의 평균으로 돌아가고, 이동 평균이 103 쪽으로 움직여 0.9 × 3 + 0.1 × 103 = 13이 됩니다. 학습된 모델을 얼릴 때는 이 성질이 도움이 됩니다. 사진 몇 장이 담아 둔 통계를 망가뜨리지 못합니다.
#
# ### 연습 4-1-d
#
# 함수 `train_only(model, names)`를 작성하세요.
#
# - `names`는 층 이름의 목록입니다. 그 이름의 층은 학습되고, 나머지 층은 얼어 있게 합니다. 층이 전에 어떠했는지는 상관없습니다.
# - 모델 자체는 얼어 있지 않습니다. 넘겨받을 때 `model.trainable`은 `True`입니다.
# - 그다음에 `compile`하고 `fit`하면 바뀔 파라미터의 수를 정수 하나로 돌려줍니다. `model.trainable_weights`에는 그런 배열이 모두 있고, 배열마다 `shape`가 있습니다. `np.prod`나 `math.prod`는 형태의 수를 모두 곱합니다.

# %% [markdown] tags=["en"]
# A frozen `BatchNormalization` works **as in inference**, even where `training` is true. Keras has this rule for this layer alone: a frozen `Dropout` still drops when `training` is true.
#
# The frozen `norm` subtracts its moving mean of 3 and divides by the square root of its moving variance of 4, which gives about 50, and the moving mean stays. Thawed, it takes the mean of the batch again, and its moving mean goes off towards 103: 0.9 × 3 + 0.1 × 103 = 13. When you freeze a model that has learned, this is welcome: a few pictures cannot spoil the statistics that it stored.
#
# ### Exercise 4-1-d
#
# Write a function `train_only(model, names)`.
#
# - `names` is a list of names of layers. Afterwards the layers of these names are trained, and all others are frozen, whatever they were before.
# - The model itself is not frozen: when it is passed, `model.trainable` is `True`.
# - It returns one integer: how many parameters `compile` and then `fit` would change after that. `model.trainable_weights` has all arrays of that kind, and each has a `shape`. `np.prod` or `math.prod` multiplies the numbers of a shape.

# %% tags=["starter"] exercise="4-1-d"
train_only = ...

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for name in names:
        model.get_layer(name).trainable = True
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(layer.count_params() for layer in model.layers if layer.trainable)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return model.count_params()

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return len(model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        if layer.name in names:
            layer.trainable = False
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    model.trainable = False
    for name in names:
        model.get_layer(name).trainable = True
    return sum(int(np.prod(weight.shape)) for layer in model.layers for weight in layer.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = any(layer.name.startswith(name) for name in names)
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    thawed = [layer for layer in model.layers if layer.trainable]
    return sum(layer.count_params() // (2 if len(layer.weights) > 2 else 1) for layer in thawed)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        if layer.name not in names:
            layer.trainable = False
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(int(np.prod(weight.shape)) for weight in model.non_trainable_weights)

# %% tags=["wrong"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return keras.ops.convert_to_tensor(sum(int(np.prod(weight.shape)) for weight in model.trainable_weights))

# %% tags=["right"] exercise="4-1-d"
def train_only(model, names):
    total = 0
    for layer in model.layers:
        layer.trainable = layer.name in names
        for weight in layer.trainable_weights:
            total += weight.numpy().size
    return total

# %% tags=["right"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(np.prod(weight.shape) for weight in model.trainable_weights)

# %% tags=["right"] exercise="4-1-d"
def train_only(network, chosen):
    for layer in network.layers:
        layer.trainable = False
    for name in chosen:
        network.get_layer(name).trainable = True
    fixed = sum(int(np.prod(weight.shape)) for weight in network.non_trainable_weights)
    return network.count_params() - fixed

# %% tags=["right"] exercise="4-1-d"
def train_only(model, names):
    model.trainable = False
    model.trainable = True
    for layer in model.layers:
        if layer.name not in set(names):
            layer.trainable = False
    return int(sum(keras.ops.size(weight) for weight in model.trainable_variables))

# %% tags=["solution"] exercise="4-1-d"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %%
check("4-1-d", train_only)

# %% [markdown] tags=["ko", "solution"]
# `layer.count_params()`는 이동 평균까지 세므로 `BatchNormalization`에서 어긋납니다. `model.trainable = False`는 모든 층을 얼리고, 모델 자체도 언 채로 둡니다. 그 뒤에 층 하나를 녹여도 `model.trainable_weights`는 비어 있습니다.

# %% [markdown] tags=["en", "solution"]
# `layer.count_params()` counts the moving statistics as well, so it is off for `BatchNormalization`. `model.trainable = False` freezes every layer and leaves the model itself frozen. Thaw a layer after that, and `model.trainable_weights` is still empty.

# %% [markdown] tags=["ko"]
# ### 연습 4-1-e
#
# 이번에는 새 종류가 네 가지입니다. 풀오버, 드레스, 운동화, 앵클부츠이고, 학습할 사진은 종류마다 10장입니다. 배운 가중치를 옮겨 써서 네 가지를 알아보는 모델 `four_kinds`를 만들어 학습하세요.
#
# - 입력은 형태가 (28, 28, 1)이고 0과 1 사이인 사진, 출력은 합이 1인 확률 4개입니다.
# - `learned_base()`로 얻은 사본을 모델에 넣고 얼립니다. 배운 가중치가 그대로라면 `base`를 넣어도 됩니다. 학습이 끝난 뒤에도 그 가중치는 `learned`와 같고, `model.trainable_weights`에 들지 않습니다.
# - 학습에는 아래의 `ten_x`와 `ten_y`만 씁니다. `four_x`와 `four_y`로는 검증 곡선만 봅니다.
# - 목표는 검증 정확도 0.78입니다. `with_head`와 `learn`을 써도 됩니다.
#
# `check`는 학습하지 않고, 두 곳 어디에도 없는 테스트 사진 800장에서 정확도를 잽니다. 0.78은 검증 사진에서 여러분이 볼 목표이고, `check`가 테스트 사진에서 요구하는 것은 0.75입니다. 처음부터 학습하면 0.73쯤입니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-e
#
# This time there are four new kinds: pullover, dress, sneaker and ankle boot, with 10 pictures of each to train on. Build and train a model `four_kinds` that tells the four apart, with the weights that were learned before.
#
# - The input is a picture of shape (28, 28, 1) from 0 to 1, the output 4 probabilities, which add up to 1.
# - Put a copy from `learned_base()` into the model, and freeze it. `base` will do, too, as long as its weights are those that were learned. When the training is over, its weights are still those of `learned`, and they are not among `model.trainable_weights`.
# - Train on `ten_x` and `ten_y` below alone. `four_x` and `four_y` are only there for the validation curve.
# - The target is a validation accuracy of 0.78. You may use `with_head` and `learn`.
#
# The `check` trains nothing. It measures the accuracy on 800 test pictures that are in neither of the two. 0.78 is for you to reach on the validation pictures; on the test pictures the `check` asks for 0.75. Training from nothing gives about 0.73.

# %%
FOUR = [2, 3, 7, 9]
ten_x, ten_y = of_kinds(FOUR, training, most=10)
four_x, four_y = of_kinds(FOUR, validation)
print([class_names()[kind] for kind in FOUR], ten_x.shape, four_x.shape)

# %% tags=["starter"] exercise="4-1-e"
four_kinds = ...

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile("adam", "sparse_categorical_crossentropy")

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = with_head(learned_base(), FOUR)
four_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=8, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=1, batch_size=10, verbose=0)
body_of_four.trainable = False
four_kinds.fit(ten_x, ten_y, epochs=8, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = with_head(convnet(), FOUR)
four_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=8, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = transferred

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = learned_base()

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds = four_kinds.fit(ten_x, ten_y, epochs=1, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds.fit(four_x, four_y, epochs=25, batch_size=40, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=20, batch_size=10, verbose=0)
body_of_four.trainable = True

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = with_head(learned_base(), FOUR)
four_kinds.trainable = False
four_kinds.compile("adam", "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=2, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = keras.Sequential([body_of_four, layers.Dense(4)])
four_kinds.compile(keras.optimizers.Adam(0.01), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
four_kinds.fit(ten_x, ten_y, epochs=20, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, 3 - ten_y, epochs=20, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=6, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
four_kinds = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(4, activation="softmax")])
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x, ten_y, epochs=10, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
four_kinds.fit(ten_x[ten_y < 3], ten_y[ten_y < 3], epochs=25, batch_size=10, verbose=0)

# %% tags=["wrong"] exercise="4-1-e"
body = learned_base()
body.trainable = False
four_kinds = with_head(body, FOUR)
more_x, more_y = of_kinds(FOUR, training, most=20)
learn(four_kinds, more_x, more_y, 0.01)

# %% tags=["right"] exercise="4-1-e"
keras.utils.set_random_seed(1)
seen_by_base = keras.Input((28, 28, 1))
body_of_four = learned_base()
for layer in body_of_four.layers:
    layer.trainable = False
four_kinds = keras.Model(seen_by_base, layers.Dense(4, activation="softmax")(body_of_four(seen_by_base)))
four_kinds.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy())
four_kinds.fit(ten_x, ten_y, epochs=70, batch_size=10, verbose=0)

# %% tags=["right"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
head_of_four = keras.Sequential([keras.Input((64,)), layers.Dense(4, activation="softmax")])
head_of_four.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
head_of_four.fit(body_of_four.predict(ten_x, verbose=0), ten_y, epochs=40, batch_size=10, verbose=0)
four_kinds = keras.Sequential([body_of_four, head_of_four])

# %% tags=["right"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = keras.Sequential([
    keras.Input((28, 28, 1)), body_of_four, layers.Dense(32, activation="relu"), layers.Dense(4, activation="softmax")
])
four_kinds.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
four_kinds.fit(ten_x, ten_y, epochs=25, batch_size=10, verbose=0)

# %% tags=["right"] exercise="4-1-e"
base.trainable = False
four_kinds = with_head(base, FOUR)
learn(four_kinds, ten_x, ten_y, 0.01, (four_x, four_y), batch_size=10)

# %% tags=["solution"] exercise="4-1-e"
body_of_four = learned_base()
body_of_four.trainable = False
four_kinds = with_head(body_of_four, FOUR)
four_kinds.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
past_of_four = four_kinds.fit(
    ten_x, ten_y, epochs=30, batch_size=10,
    validation_data=(four_x, four_y), validation_batch_size=400, verbose=0,
).history
for epoch in (5, 15, 30):
    print(epoch, *(f"{curve} ≈ {past_of_four[curve][epoch - 1]:.2f}" for curve in ("accuracy", "val_accuracy")))

# %%
check("4-1-e", four_kinds, learned, base)

# %% [markdown] tags=["ko", "solution"]
# 순서가 중요합니다. 사본을 얻고, 얼리고, 그 위에 새 층을 얹고, `compile`하고, `fit`합니다. 에포크를 열다섯에서 서른으로 늘려도 검증 정확도는 조금밖에 오르지 않고, 학습 정확도는 이미 1에 가깝습니다. 더 나아지려면 에포크가 아니라 사진이 필요합니다.

# %% [markdown] tags=["en", "solution"]
# The order matters: take the copy, freeze it, put a new layer on top, `compile`, `fit`. From fifteen epochs to thirty the validation accuracy rises only a little, and the training accuracy is close to 1 by then. To get better takes more pictures, not more epochs.

# %% [markdown] tags=["ko"]
# 여기가 절반입니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.
#
# ## 층의 종류를 둘러보기
#
# 이제 페이지의 메뉴를 따라 종류마다 층 하나를 작은 입력에 적용합니다. 그 층이 무엇을 하는지 그림에서 보고, 끝의 **언제**에서 쓸 곳을 읽으세요.
#
# 사진을 받는 층은 배치 축과 채널 축을 기대합니다. `through`는 사진 한 장을 (1, 28, 28, 1)로 만들어 층에 넣고 다시 사진으로 꺼냅니다. 한 그림 안에서는 같은 진하기가 같은 수를 뜻합니다.

# %% [markdown] tags=["en"]
# This is half the way, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.
#
# ## A tour of the families
#
# From here on you follow the menu of the page, and put a small input through one layer of each family. See in the picture what the layer does; **When**, at the end, says what to take it for.
#
# Layers for pictures expect a batch and a channel axis. `through` makes one picture a batch of shape (1, 28, 28, 1), puts it through a layer, and takes a picture out again. Within one figure, a shade of grey always means the same number.

# %%
def through(layer, picture, **how):
    output = layer(picture[np.newaxis, :, :, np.newaxis], **how)
    return keras.ops.convert_to_numpy(output)[0, :, :, 0]

# %% [markdown] tags=["ko"]
# ### 기본 층: 형태를 바꾸기
#
# `Dense`는 위에서 보았습니다. 기본 층(core layer) 가운데 여럿은 수를 하나도 바꾸지 않고 형태만 바꿉니다. `Permute`는 축을 맞바꿉니다. `Reshape`는 수를 읽는 순서대로 다시 줄 세웁니다. (14, 56)으로 만들면 부츠가 왜 둘이 될까요?

# %% [markdown] tags=["en"]
# ### Core layers: change the shape
#
# You have met `Dense` above. Several core layers change no number, only the shape. `Permute` exchanges axes. `Reshape` lines the numbers up anew in the order in which they are read. Why does (14, 56) turn one boot into two?

# %%
plots.show_effect(
    {BOOT: boot},
    {
        "Permute": through(layers.Permute((2, 1, 3)), boot),
        "Reshape": through(layers.Reshape((14, 56, 1)), boot),
    },
)

# %% [markdown] tags=["ko"]
# `Permute((2, 1, 3))`의 수는 축의 번호이고 배치 축은 세지 않습니다. 세로와 가로가 바뀌고 채널은 그대로이므로, 부츠가 대각선을 따라 뒤집힙니다. `Reshape` 뒤에는 줄 0과 줄 1이 나란히 놓이고 그 밑에 줄 2와 줄 3이 놓입니다. 짝수 줄은 왼쪽 부츠, 홀수 줄은 오른쪽 부츠가 됩니다. `Flatten`은 모든 줄을 한 줄로 잇습니다.
#
# 크기를 바꾸는 층도 있습니다. `Cropping2D`는 가장자리를 잘라 내고, `ZeroPadding2D`는 둘레에 0을 덧대고, `UpSampling2D`는 픽셀을 되풀이해 늘립니다.

# %% [markdown] tags=["en"]
# The numbers in `Permute((2, 1, 3))` are those of the axes, without that of the batch. Height and width change places and the channel stays, so the boot is flipped about its diagonal. After `Reshape`, row 0 and row 1 stand side by side, with rows 2 and 3 below them. The even rows make the left boot, the odd rows the right one. `Flatten` puts all rows into one.
#
# Others change the size: `Cropping2D` cuts the border off, `ZeroPadding2D` adds zeros all round, and `UpSampling2D` repeats pixels.

# %%
toe = layers.Cropping2D(((14, 2), (0, 14)))
plots.show_effect({BOOT: boot}, {"Cropping2D": through(toe, boot)})

# %% [markdown] tags=["ko"]
# `Cropping2D`의 수 네 개는 위, 아래, 왼쪽, 오른쪽에서 잘라 낼 줄의 수입니다. 수 하나만 쓰면 네 쪽에서 그만큼씩 자릅니다. 나머지 둘은 작은 배열에서 보는 편이 쉽습니다. `ZeroPadding2D(1)`은 둘레에 한 줄씩 0을 덧대고, `UpSampling2D(3)`은 픽셀마다 가로세로 세 칸으로 늘립니다.

# %% [markdown] tags=["en"]
# The four numbers of `Cropping2D` say how many lines to cut at the top, the bottom, the left and the right. A single number cuts that many on all four sides. The other two are easier to see on a small array: `ZeroPadding2D(1)` adds one line of zeros all round, and with `UpSampling2D(3)` each pixel becomes three wide and three high.

# %%
tiny = np.array([[1, 2]], "float32")
print(through(layers.ZeroPadding2D(1), tiny))
print(through(layers.UpSampling2D(3), tiny))

# %% [markdown] tags=["ko"]
# **언제**: 다음 층이 기대하는 형태와 지금의 형태가 다를 때 씁니다. 배우는 가중치는 없습니다.
#
# ### 합성곱: 작은 창으로 훑기
#
# 합성곱은 2-1에서 손으로 계산했습니다. 창의 가중치 한 벌, 곧 커널을 사진 위로 옮기며 겹친 수를 곱해 더합니다. 여기서는 `use_bias=False`로 편향을 빼고 커널을 `set_weights`로 정합니다. 이 커널은 오른쪽 이웃에서 왼쪽 이웃을 뺍니다. 주황은 양수, 보라는 음수입니다. 부츠의 어떤 윤곽이 남을까요?

# %% [markdown] tags=["en"]
# **When**: the next layer expects another shape than the one you have. There are no weights to learn.
#
# ### Convolution: a small window
#
# You worked out a convolution in 2-1. The weights of a window, its kernel, move over the picture; at each place every weight is multiplied by the pixel under it, and the products are added up. Here `use_bias=False` leaves the bias out, and you choose the kernel with `set_weights`. This one subtracts the left neighbour from the right one. Orange is positive, purple negative. Which outlines of the boot will be left?

# %%
def conv_with(kernel, **settings):
    kernel = np.array(kernel, "float32")
    conv = layers.Conv2D(1, kernel.shape, use_bias=False, **settings)
    conv.build((None, None, None, 1))
    conv.set_weights([kernel[:, :, np.newaxis, np.newaxis]])
    return conv

RIGHT_MINUS_LEFT = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
plots.show_effect({BOOT: boot}, {"Conv2D": through(conv_with(RIGHT_MINUS_LEFT), boot)}, signed=True)

# %% [markdown] tags=["ko"]
# 남은 것은 세로 윤곽입니다. 3×3 창을 28칸에 놓을 자리는 26개뿐이므로 사진은 두 픽셀 작아졌습니다.
#
# 크기를 정하는 인수는 세 가지입니다. `padding="same"`은 둘레에 0을 덧대고, `strides`는 창을 옮기는 칸 수(스트라이드)이고, `dilation_rate`는 창 안에서 읽는 픽셀 사이의 간격입니다. 평균을 내는 커널로 비교합니다. 다섯 출력 가운데 어느 것이 가장 작을까요?

# %% [markdown] tags=["en"]
# What is left are the vertical outlines. A 3×3 window has only 26 places along 28, so the picture has lost two pixels.
#
# Three arguments decide the size. `padding="same"` adds zeros at the border, `strides` is how many places the window moves at a time (the stride), and `dilation_rate` is the distance between the pixels that it reads. Compare them with a kernel that takes the mean. Which of the five outputs will be the smallest?

# %%
MEAN = np.full((3, 3), 1 / 9)
plots.show_effect(
    {BOOT: boot},
    {
        "valid": through(conv_with(MEAN), boot),
        "same": through(conv_with(MEAN, padding="same"), boot),
        "strides=2": through(conv_with(MEAN, strides=2), boot),
        "same, strides=2": through(conv_with(MEAN, padding="same", strides=2), boot),
        "dilation_rate=3": through(conv_with(MEAN, dilation_rate=3), boot),
    },
)

# %% tags=["proof"]
counted = through(conv_with(np.ones((3, 3)), padding="same", strides=2), np.ones((28, 28), "float32"))
assert counted.shape == (14, 14) and counted[0, 0] == counted[7, 7] == 9
assert counted[7, -1] == counted[-1, 7] == 6 and counted[-1, -1] == 4
assert (through(conv_with(np.ones((3, 3)), padding="same"), np.ones((28, 28), "float32"))[[0, -1], 9] == 6).all()

# %% [markdown] tags=["ko"]
# 그림 밑의 크기를 읽어 보세요. 규칙은 둘입니다.
#
# - `"valid"`: 창이 시작할 수 있는 자리를 셉니다. 28칸에 창 3이면 0부터 25까지이고, `strides=2`면 그 가운데 0, 2, …, 24의 13자리입니다. 곧 (28 - 3) ÷ 2를 내림하고 1을 더합니다. `dilation_rate=3`이면 창이 7칸에 걸치므로 28 - 7 + 1 = 22자리입니다.
# - `"same"`: 창의 크기는 상관없습니다. 28 ÷ `strides`를 올림합니다. `strides=1`이면 28, 2면 14, 3이면 10입니다.
#
# 덧댈 줄의 수가 홀수이면 오른쪽과 아래에 한 줄이 더 붙습니다.
#
# **언제**: 같은 무늬가 어디에 있어도 찾아야 하는 사진이나 소리에 씁니다. 맞는 답이 위치마다 다르다면 `Dense`가 뒤에 와야 합니다.

# %% [markdown] tags=["en"]
# Read the sizes below the pictures. There are two rules.
#
# - `"valid"`: count the places where the window can begin. A window of 3 on 28 begins at 0 to 25; with `strides=2`, at the 13 places 0, 2, …, 24 of them. That is (28 - 3) ÷ 2, rounded down, plus 1. With `dilation_rate=3` the window reaches over 7, so there are 28 - 7 + 1 = 22 places.
# - `"same"`: the size of the window does not matter. Take 28 ÷ `strides`, rounded up: 28 for `strides=1`, 14 for 2, 10 for 3.
#
# Where the number of lines to add is odd, the extra one goes to the right or to the bottom.
#
# **When**: pictures or sounds in which the same pattern has to be found wherever it is. Where the answer depends on the place, a `Dense` has to follow.

# %% [markdown] tags=["ko"]
# ### 연습 4-1-f
#
# `Conv2D`의 출력 형태와 파라미터의 수를 손으로 계산하는 함수 `conv_plan(height, width, channels, filters, kernel_size, strides, padding)`를 작성하세요. 파라미터를 세는 법은 2-1에 있습니다.
#
# - `kernel_size`와 `strides`는 정수 하나입니다. 커널은 정사각형이고 두 방향의 스트라이드가 같습니다.
# - `padding`은 `"valid"` 또는 `"same"`입니다. 편향이 있습니다.
# - 쌍(tuple) `(shape, parameters)`를 돌려줍니다. `shape`는 배치를 뺀 형태 (높이, 너비, 채널)이고 `parameters`는 정수입니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-f
#
# Write a function `conv_plan(height, width, channels, filters, kernel_size, strides, padding)` that works out the output shape and the number of parameters of a `Conv2D` by hand. How to count parameters is explained in 2-1.
#
# - `kernel_size` and `strides` are one integer each: the kernel is square, and the stride is the same in both directions.
# - `padding` is `"valid"` or `"same"`. There is a bias.
# - It returns a pair (a tuple) `(shape, parameters)`: `shape` is (height, width, channels) without the batch axis, `parameters` an integer.

# %% tags=["starter"] exercise="4-1-f"
conv_plan = ...

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [height, width]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), kernel_size**2 * channels * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, channels), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    margin = kernel_size // 2 * 2 if padding == "same" else 0
    size = [(length + margin - kernel_size) / strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    margin = (kernel_size - 1) // 2 if padding == "same" else 0
    size = [(length + 2 * margin - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [length - kernel_size + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return *size, filters, (kernel_size**2 * channels + 1) * filters

# %% tags=["right"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    room = kernel_size if padding == "valid" else 1
    rows, columns = (len(range(0, length - room + 1, strides)) for length in (height, width))
    return (rows, columns, filters), filters + filters * channels * kernel_size * kernel_size

# %% tags=["right"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    def places(length):
        return (length - 1) // strides + 1 if padding == "same" else (length - kernel_size + strides) // strides

    weights = np.zeros((kernel_size, kernel_size, channels, filters)), np.zeros(filters)
    return (places(height), places(width), filters), sum(array.size for array in weights)

# %% tags=["right"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    conv = layers.Conv2D(filters, kernel_size, strides, padding)
    conv.build((None, height, width, channels))
    return conv.compute_output_shape((None, height, width, channels))[1:], conv.count_params()

# %% tags=["solution"] exercise="4-1-f"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %%
check("4-1-f", conv_plan)

# %% [markdown] tags=["ko", "solution"]
# `"valid"`에서 창의 왼쪽 끝은 0에서 length − kernel_size까지 갑니다. 스트라이드로 나눈 몫에 첫 자리 하나를 더합니다. `"same"`은 스트라이드로 나누어 올립니다. 필터 하나는 채널마다 커널 하나와 편향 하나를 가집니다. 사진의 크기는 파라미터의 수와 상관이 없습니다.

# %% [markdown] tags=["en", "solution"]
# With `"valid"` the left edge of the window goes from 0 to length − kernel_size: divide by the stride, and add one for the first place. `"same"` divides by the stride and rounds up. A filter has one kernel for each channel, and one bias. The number of parameters does not depend on the size of the picture.

# %% [markdown] tags=["ko"]
# ### 합성곱의 친척
#
# `Conv2DTranspose`는 거꾸로 갑니다. 픽셀마다 커널을 그 값만큼 진하게 찍습니다. `strides=2`면 두 픽셀 간격으로 찍으므로 사진이 두 배가 됩니다. 2×2 커널은 네모를 찍고, 산 모양의 4×4 커널은 이웃과 섞이게 찍습니다.

# %% [markdown] tags=["en"]
# ### Relatives of the convolution
#
# `Conv2DTranspose` goes the other way. For each pixel it stamps the kernel, as dark as the pixel is. With `strides=2` the stamps stand two pixels apart, so the picture doubles. A 2×2 kernel stamps squares; a 4×4 kernel shaped like a hill makes neighbours blend.

# %%
def stamp_with(kernel):
    stamp = layers.Conv2DTranspose(1, kernel.shape, strides=2, padding="same", use_bias=False)
    stamp.build((None, None, None, 1))
    stamp.set_weights([kernel[:, :, np.newaxis, np.newaxis]])
    return stamp

small = boot[::2, ::2]
hill = np.outer([0.25, 0.75, 0.75, 0.25], [0.25, 0.75, 0.75, 0.25])
plots.show_effect(
    {BOOT: small},
    {"2 × 2": through(stamp_with(np.ones((2, 2))), small), "4 × 4": through(stamp_with(hill), small)},
)

# %% [markdown] tags=["ko"]
# 채널이 여럿이면 `Conv2D`는 채널마다 다른 커널을 쓰고 결과를 **더합니다**. `DepthwiseConv2D`는 더하지 않고 채널을 따로 둡니다. 두 사진을 두 채널로 넣어 봅니다. 첫 채널에는 평균, 둘째 채널에는 세로 윤곽의 커널입니다.

# %% [markdown] tags=["en"]
# With several channels, `Conv2D` has a kernel for each channel and **adds** the results. `DepthwiseConv2D` does not add: it keeps the channels apart. Put the two pictures in as two channels, with the mean for the first and the outline kernel for the second.

# %%
channels = np.stack([boot, trousers], axis=-1)[np.newaxis]
kernels = np.stack([MEAN, RIGHT_MINUS_LEFT], axis=-1)[..., np.newaxis]
apart, added = layers.DepthwiseConv2D(3, use_bias=False), layers.Conv2D(1, 3, use_bias=False)
for layer in (apart, added):
    layer.build(channels.shape)
    layer.set_weights([kernels])

two, one = (keras.ops.convert_to_numpy(layer(channels))[0] for layer in (apart, added))
plots.show_effect(
    {BOOT: boot, TROUSERS: trousers},
    {"Depthwise [0]": two[..., 0], "Depthwise [1]": two[..., 1], "Conv2D": one[..., 0]},
    signed=True,
)

# %% [markdown] tags=["ko"]
# `DepthwiseConv2D`의 두 채널에는 흐려진 부츠와 바지의 윤곽이 따로 있습니다. `Conv2D`의 한 채널에는 둘이 겹쳐 있습니다.
#
# `SeparableConv2D`는 먼저 채널마다 따로 훑고, 그다음 1×1 합성곱으로 섞습니다. 3×3 창으로 채널 32개를 64개로 바꿀 때 파라미터는 얼마나 줄까요?

# %% [markdown] tags=["en"]
# In the two channels of `DepthwiseConv2D` the blurred boot and the outlines of the trousers are apart. In the one channel of `Conv2D` they lie on top of each other.
#
# `SeparableConv2D` first goes over each channel alone and then mixes them with a 1×1 convolution. How many parameters does that save for turning 32 channels into 64 with a window of 3×3?

# %%
for layer in (layers.Conv2D(64, 3), layers.SeparableConv2D(64, 3)):
    layer.build((None, 28, 28, 32))
    print(type(layer).__name__, [array.shape for array in layer.get_weights()], layer.count_params())

# %% [markdown] tags=["ko"]
# 8분의 1쯤입니다. **언제**: `Conv2DTranspose`는 작은 특성 맵을 사진만큼 키울 때(3-3의 디코더), `SeparableConv2D`는 파라미터와 계산을 줄일 때 씁니다.
#
# ### 실험실: 커널
#
# 출력의 픽셀을 누르면 그 픽셀을 계산한 창이 사진에 나타나고, 곱 아홉 개와 그 합이 보입니다. 곡선은 활성화 함수이고, 점 하나가 픽셀 하나입니다. 출력의 색은 언제나 같은 수를 뜻합니다. **먼저** 부츠의 윤곽을 따라 출력의 픽셀을 눌러 보세요. 그다음 메뉴 **커널**에서 **모든 윤곽**을 고르고, 아홉 칸의 가운데에 있는 8을 9로 바꾸어 보세요. **눈여겨볼 것**은 곱 아홉 개의 부호와 커널의 합입니다. 합이 1이면 밋밋한 곳의 밝기가 그대로 남고, 0이면 윤곽만 남습니다.

# %% [markdown] tags=["en"]
# About one eighth is left. **When**: `Conv2DTranspose` serves to bring a small feature map to the size of a picture (the decoder of 3-3), `SeparableConv2D` to save parameters and computing.
#
# ### The lab: Kernel
#
# Touch a pixel of the output: its window appears on the picture, with the nine products and their sum. The curve is the activation function, and each dot on it is a pixel. A colour of the output always means the same number. **Try first**: touch pixels along the outline of the boot. Then choose “all edges” in the menu **kernel**, and change the 8 in the middle of the nine boxes to 9. **Notice** the signs of the nine products, and the sum of the kernel: with a sum of 1 even areas keep their brightness, with 0 only outlines are left.

# %%
lab("kernel")

# %% [markdown] tags=["ko"]
# ### 풀링: 여럿에서 하나
#
# 풀링 층은 칸마다 수 하나만 남깁니다. `MaxPooling2D`는 가장 큰 수, `AveragePooling2D`는 평균입니다. 바지의 두 다리 사이에는 하얀 틈이 있습니다. 어느 쪽에서 틈이 먼저 사라질까요? 이번 그림에서는 모든 사진을 같은 크기의 칸에 그립니다.

# %% [markdown] tags=["en"]
# ### Pooling: one out of many
#
# A pooling layer keeps one number of each cell: `MaxPooling2D` the largest, `AveragePooling2D` the mean. The trousers have a white gap between the legs. Which of the two will close it sooner? In this figure all pictures are drawn in boxes of one size.

# %%
plots.show_effect(
    {TROUSERS: trousers},
    {
        "Max, 2": through(layers.MaxPooling2D(2), trousers),
        "Average, 2": through(layers.AveragePooling2D(2), trousers),
        "Max, 4": through(layers.MaxPooling2D(4), trousers),
        "Average, 4": through(layers.AveragePooling2D(4), trousers),
    },
    one_size=True,
)

# %% [markdown] tags=["ko"]
# 칸이 2이면 양쪽 모두 틈이 보이지만 최댓값 쪽이 더 흐립니다. 칸이 4이면 최댓값은 틈을 메우고, 평균은 조금 옅은 줄을 남깁니다. 사진 전체를 한 칸으로 보는 것이 `GlobalMaxPooling2D`와 `GlobalAveragePooling2D`입니다.

# %% [markdown] tags=["en"]
# With cells of 2 both show the gap, the maximum less of it. With cells of 4 the maximum closes it, and the mean leaves a paler stripe. `GlobalMaxPooling2D` and `GlobalAveragePooling2D` take the whole picture for one cell.

# %%
one_picture = trousers[np.newaxis, :, :, np.newaxis]
for pooling in (layers.GlobalMaxPooling2D(), layers.GlobalAveragePooling2D()):
    print(type(pooling).__name__, keras.ops.convert_to_numpy(pooling(one_picture)).round(2))

# %% [markdown] tags=["ko"]
# **언제**: 합성곱 사이에서 사진을 줄이고, 한두 픽셀의 위치에 덜 까다로워지게 할 때 씁니다. 무늬가 **있는지**가 중요하면 최댓값, **얼마나** 있는지가 중요하면 평균입니다. 배우는 가중치는 없습니다.
#
# ### 순환 층: 줄마다 이어지는 상태
#
# 순환 층은 시퀀스를 차례로 읽으면서 상태를 다음 자리로 넘깁니다(2-1). 여기서는 사진을 위에서부터 한 줄씩 읽습니다. 바지의 가운데 여덟 줄을 지우고, 기억이 없는 `Dense`와 비교합니다. 세 층 모두 학습하지 않았고, `Dense`의 편향은 0에서 시작합니다. 줄마다 유닛 16개의 값을 그렸고, 층마다 가장 큰 값이 1이 되게 나누었습니다. 지운 줄에서 각각 무엇이 보일까요?

# %% [markdown] tags=["en"]
# **When**: between convolutions, to make the picture smaller and less fussy about a pixel or two. Take the maximum where it matters **whether** a pattern is there, the mean where it matters **how much**. There are no weights to learn.
#
# ### Recurrent layers: a state from row to row
#
# A recurrent layer reads a sequence in order and hands its state on to the next place (2-1). Here it reads the picture row by row from the top. Wipe out eight rows in the middle of the trousers, and compare with `Dense`, which has no memory. None of the three is trained, and the biases of `Dense` begin at 0. For each row you see its 16 units; the numbers of each layer are divided by the largest of them. What will each show at the rows that were wiped out?

# %%
wiped = trousers.copy()
wiped[10:18] = 0
keras.utils.set_random_seed(2)
states = {
    "Dense": layers.Dense(16),
    "SimpleRNN": layers.SimpleRNN(16, return_sequences=True),
    "LSTM": layers.LSTM(16, return_sequences=True),
}
rows = {name: keras.ops.convert_to_numpy(layer(wiped[np.newaxis]))[0] for name, layer in states.items()}
scaled = {name: values / np.abs(values).max() for name, values in rows.items()}
plots.show_effect({TROUSERS: wiped}, scaled, signed=True)

# %% tags=["proof"]
assert {name: bool(np.abs(values[17]).max() > 1e-3) for name, values in rows.items()} == {"Dense": False, "SimpleRNN": True, "LSTM": True}
size = {name: np.linalg.norm(values, axis=1) for name, values in rows.items()}
assert size["LSTM"][17] / size["LSTM"][9] < 0.3 < 0.45 < size["SimpleRNN"][17] / size["SimpleRNN"][9]
turned = {name: np.mean(np.sign(values[10:17]) != np.sign(values[11:18])) for name, values in rows.items()}
assert turned["LSTM"] < 0.1 < 0.2 < turned["SimpleRNN"]

# %% [markdown] tags=["ko"]
# `Dense`는 하얀 줄에서 0을 내놓습니다. 순환 층의 상태는 하얀 줄을 지나면서도 남아 있습니다. `SimpleRNN`의 상태는 줄마다 부호까지 바뀌고, `LSTM`의 상태는 같은 무늬로 옅어집니다. 얼마나 오래 남는지는 가중치가 정합니다. 학습하지 않은 이 둘에서는 `LSTM`이 오히려 더 빨리 옅어집니다. `return_sequences=True`를 빼면 마지막 줄의 상태만 나옵니다.
#
# **언제**: 차례가 뜻을 바꾸는 문장이나 시계열에 씁니다. 시퀀스가 길면 `LSTM`이나, 게이트가 하나 적은 `GRU`를 쓰고, 차례가 중요하지 않으면 더 단순한 층이 빠르고 나을 때가 많습니다(2-1의 표).
#
# ### 임베딩: 단어에 벡터를
#
# `TextVectorization`은 문장을 단어 번호의 줄로 바꾸고, 임베딩 층은 번호마다 표에서 벡터 한 줄을 꺼냅니다. 처음에는 난수이지만 함께 학습됩니다. 영화평이 긍정인지 맞히는 작은 모델로 네 에포크만 학습합니다.

# %% [markdown] tags=["en"]
# `Dense` gives 0 at the white rows. The states of the recurrent layers live on through them: that of `SimpleRNN` changes its signs from row to row, that of the `LSTM` keeps its pattern and fades. How long a state lasts is up to the weights; in these two, which are not trained, it is the `LSTM` that fades faster. Without `return_sequences=True` you get the state after the last row only.
#
# **When**: sentences and time series, where the order changes the meaning. Take `LSTM`, or `GRU`, which has one gate less, where they are long; where the order matters little, a simpler layer is often faster and better (the table in 2-1).
#
# ### Embedding: a vector for a word
#
# `TextVectorization` turns a sentence into a row of word numbers, and an embedding takes one vector out of a table for each number. The vectors begin at random and are trained with the rest. Train them for 4 epochs, in a small model that tells whether a movie review is positive.

# %%
(reviews, ratings), _ = movie_reviews()
word_numbers = layers.TextVectorization(max_tokens=2000, output_sequence_length=24)
word_numbers.adapt(reviews)
numbers = keras.ops.convert_to_numpy(word_numbers(reviews))

keras.utils.set_random_seed(1)
embedding = layers.Embedding(2000, 6, mask_zero=True)
judge = keras.Sequential([
    keras.Input((24,)), embedding, layers.GlobalAveragePooling1D(), layers.Dense(1, activation="sigmoid")
])
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy", metrics=["accuracy"])
history = judge.fit(numbers, (ratings > 0).astype("float32"), epochs=4, batch_size=128, verbose=0)
print(f"≈ {history.history['accuracy'][-1]:.2f}")

# %%
sentence = "A bad movie that happened to good actors."
words = sentence.lower().strip(".").split()
vectors = keras.ops.convert_to_numpy(embedding(word_numbers([sentence])))[0, : len(words)]
print(words, vectors.shape)
shown_words = ["bad", "happened", "good", "to"]
shown_rows = [words.index(word) for word in shown_words]
plots.show_vectors(vectors[shown_rows].round(1), shown_words)

# %% tags=["proof"]
assert history.history["accuracy"][-1] > 0.7
whole = layers.TextVectorization(vocabulary=["happened"])(reviews)
happened = (keras.ops.convert_to_numpy(whole) == 2).any(axis=1)
assert (happened.sum(), (ratings[happened] <= 0).sum()) == (10, 8)
bad, good = vectors[words.index("bad")], vectors[words.index("good")]
assert bad @ good / (np.linalg.norm(bad) * np.linalg.norm(good)) < -0.5
assert np.linalg.norm(bad) > 3 * np.linalg.norm(vectors[words.index("to")])

# %% [markdown] tags=["ko"]
# 여덟 단어 가운데 넷을 그렸습니다. 의견이 실린 `bad`와 `good`은 색이 진하고 `to`는 옅습니다. `happened`도 진합니다. 영화평 열 편에 나오는데 그 가운데 여덟 편이 나쁜 평이라서, 모델에게는 나쁜 단어가 되었습니다. 단어마다 수가 여섯 개이지만 모두 같은 이야기를 합니다. 이 모델은 좋다와 나쁘다만 배웠으므로 `bad`와 `good`의 벡터는 서로 반대쪽을 가리킵니다.
#
# **언제**: 단어, 상품, 사용자처럼 크기를 비교할 수 없는 번호를 층에 넣을 때 씁니다. 번호 7은 번호 6보다 큰 것이 아닙니다.
#
# ### 합치기: 둘을 하나로
#
# 합치는 층(merge layer)은 텐서를 목록으로 받습니다. `Add`와 `Multiply`는 같은 자리끼리 계산하고, `Concatenate`는 이어 붙입니다. 소문자 함수 `layers.add([a, b])`는 `layers.Add()([a, b])`와 같습니다. 부츠와 바지를 곱하면 무엇이 남을까요?

# %% [markdown] tags=["en"]
# Four of the eight words are shown. `bad` and `good`, which carry an opinion, have strong colours, and `to` has pale ones. `happened` is strong, too: it stands in ten of these reviews, eight of them bad, so to the model it is a bad word. There are six numbers, yet all of them tell the same story: the model learned nothing but good and bad, so the vectors of `bad` and `good` point in opposite directions.
#
# **When**: numbers that name something and do not measure it, such as those of words, goods or users. Number 7 is not larger than number 6.
#
# ### Merge: two become one
#
# Merging layers take a list of tensors. `Add` and `Multiply` work place by place, `Concatenate` puts one beside the other. The function in lower case, `layers.add([a, b])`, is the same as `layers.Add()([a, b])`. Multiply the boot with the trousers: what will be left?

# %%
both = [boot[np.newaxis], trousers[np.newaxis]]
merging = {"Add": layers.Add(), "Multiply": layers.Multiply(), "Concatenate": layers.Concatenate(axis=2)}
merged = {name: keras.ops.convert_to_numpy(layer(both))[0] for name, layer in merging.items()}
plots.show_effect({BOOT: boot, TROUSERS: trousers}, merged)

# %% tags=["proof"]
assert np.allclose(merged["Add"], keras.ops.convert_to_numpy(layers.add(both))[0]) and merged["Add"].max() > 1
column, row = np.ones((2, 3, 1), "float32"), np.ones((2, 1, 4), "float32")
assert layers.Add()([column, row]).shape == layers.Multiply()([column, row]).shape == (2, 3, 4)
try:
    layers.Add()([column, np.ones((2, 2, 4), "float32")])
except ValueError:
    pass
else:
    raise AssertionError("lengths 3 and 2 were added")

# %% [markdown] tags=["ko"]
# `Multiply`는 둘 다 어두운 곳만 남깁니다. 0인 곳은 다른 쪽을 가립니다. `Add`와 `Multiply`에서는 형태가 같거나, 다른 축은 한쪽의 길이가 1이어야 합니다.
#
# **언제**: `Add`는 잔차 연결에(2-2), `Concatenate`는 입력이 여럿인 모델에(2-2), `Multiply`는 한쪽이 다른 쪽에서 무엇을 볼지 정할 때 씁니다.
#
# ### 정규화: 무엇과 비교하는가
#
# 위의 `BatchNormalization`은 열마다, 곧 배치의 다른 예와 비교했습니다. `LayerNormalization`은 행마다, 곧 같은 예 안의 수끼리 비교합니다. 같은 `batch`를 넣으면 무엇이 나올까요?

# %% [markdown] tags=["en"]
# `Multiply` keeps only what is dark in both: where one is 0, it covers the other. For `Add` and `Multiply` the shapes agree, or where they differ one of them has length 1.
#
# **When**: `Add` is for residual connections (2-2), `Concatenate` for models with several inputs (2-2), `Multiply` for letting one side decide what is seen of the other.
#
# ### Normalization: compared with what
#
# `BatchNormalization` above went column by column: it compared with the other examples of the batch. `LayerNormalization` goes row by row: it compares the numbers of one example with each other. What will it make of the same `batch`?

# %%
print(batch)
print(keras.ops.convert_to_numpy(layers.LayerNormalization()(batch)).round(2))

# %% [markdown] tags=["ko"]
# 행마다 작은 수가 -1, 큰 수가 1이 됩니다. 배치가 없어도 되므로 학습과 추론이 같습니다. 이제 사진 500장에 두 층을 적용하고 부츠를 봅니다.

# %% [markdown] tags=["en"]
# In each row the small number becomes -1 and the large one 1. It needs no batch, so training and inference are the same. Now put 500 pictures through both layers, and look at the boot.

# %%
flat = pictures[:500].reshape(500, 784)
normalized_pictures = {
    "Layer": layers.LayerNormalization()(flat),
    "Batch": layers.BatchNormalization(epsilon=0.01)(flat, training=True),
}
shown = {
    f"{name}Normalization": keras.ops.convert_to_numpy(values)[0].reshape(28, 28)
    for name, values in normalized_pictures.items()
}
plots.show_effect({BOOT: boot}, shown, signed=True)

# %% tags=["proof"]
by_name = {name: keras.ops.convert_to_numpy(values) for name, values in normalized_pictures.items()}
assert abs(by_name["Layer"][0].mean()) < 0.001 < abs(by_name["Layer"][:, 400].mean())
assert abs(by_name["Batch"][:, 400].mean()) < 0.001 < abs(by_name["Batch"][0].mean())

# %% [markdown] tags=["ko"]
# `LayerNormalization`은 사진의 무늬를 그대로 두고 밝기와 대비만 맞춥니다. `BatchNormalization` 뒤에는 **이 사진만의 것**이 남습니다. 다른 옷이 좀처럼 닿지 않는 앞코와 굽이 가장 진한 주황이고, 다른 옷이 흔히 차지하는 발등 위와 밑창 아래는 보라입니다. `epsilon`을 키운 것은 거의 변하지 않는 픽셀에서 수가 너무 커지지 않게 하려는 것입니다.
#
# 둘은 더 단순합니다. `UnitNormalization`은 벡터의 길이를 1로 만들고, `Rescaling(scale, offset)`은 정해 둔 수를 곱하고 더합니다.

# %% [markdown] tags=["en"]
# `LayerNormalization` keeps the pattern of the picture, and evens out brightness and contrast. `BatchNormalization` leaves **what is special about this picture**. Toe and heel, where few other clothes reach, are of the darkest orange; above the instep and below the sole, where others have cloth, it is purple. The larger `epsilon` keeps pixels that hardly vary from becoming too large.
#
# Two others are simpler. `UnitNormalization` brings a vector to length 1, and `Rescaling(scale, offset)` multiplies and adds numbers that you choose.

# %%
few = np.array([[0.0, 0.5, 1.0]], "float32")
print("UnitNormalization       ", keras.ops.convert_to_numpy(layers.UnitNormalization()(few)).round(2))
print("Rescaling(2, offset=-1) ", keras.ops.convert_to_numpy(layers.Rescaling(2, offset=-1)(few)))
print("Rescaling(0.5, offset=3)", keras.ops.convert_to_numpy(layers.Rescaling(0.5, offset=3)(few)))

# %% [markdown] tags=["ko"]
# `Rescaling(1 / 255)`는 이 코스가 사진마다 하던 나눗셈입니다. 모델의 첫 층으로 두면 0부터 255까지의 사진을 그대로 받는 모델이 됩니다.
#
# **언제**: 합성곱 신경망에서 배치가 넉넉하면 `BatchNormalization`, 배치가 작거나 시퀀스라면 `LayerNormalization`을 씁니다. `Rescaling`은 입력에 씁니다.
#
# ### 잡음: 학습할 때만
#
# 잡음 층은 과적합을 막으려고 입력을 일부러 망가뜨립니다. `GaussianNoise`는 난수를 더하고, `Dropout`은 수를 무작위로 0으로 만듭니다. 추론할 때는 아무것도 하지 않습니다.

# %% [markdown] tags=["en"]
# `Rescaling(1 / 255)` is the division that this course does with every picture. As the first layer of a model, it lets the model take pictures from 0 to 255 as they are.
#
# **When**: take `BatchNormalization` in convnets with batches that are large enough, `LayerNormalization` where batches are small and for sequences. `Rescaling` is for the input.
#
# ### Noise: only in training
#
# Noise layers spoil their input on purpose, against overfitting. `GaussianNoise` adds random numbers, `Dropout` sets random ones to 0. In inference they do nothing.

# %%
noise, drop = layers.GaussianNoise(0.2, seed=1), layers.Dropout(0.5, seed=1)
plots.show_effect(
    {BOOT: boot},
    {
        "GaussianNoise": through(noise, boot, training=True),
        "Dropout": through(drop, boot, training=True),
    },
)

# %% [markdown] tags=["ko"]
# `Dropout` 뒤에 남은 픽셀은 두 배로 진합니다. 그래서 이 그림에서는 원래 부츠가 옅어 보입니다.
#
# **언제**: 두 곡선이 벌어지고(과적합) 시간은 넉넉할 때 씁니다. 학습 데이터에서도 점수가 나쁘다면 도움이 되지 않습니다.
#
# ### 어텐션: 어느 것을 얼마나 볼지
#
# 어텐션(attention) 층은 여럿을 **비율을 정해** 섞습니다. 비율은 물음이 정합니다. 수 세 개로 해 봅시다. 값(value)은 10, 20, 30이고, 값마다 이름표인 키(key)가 2, 1, 0입니다. 물음인 질의(query)는 1입니다. 질의와 키를 곱한 것이 점수이고, 소프트맥스(2-1)가 점수를 합이 1인 비율로 바꿉니다.

# %% [markdown] tags=["en"]
# After `Dropout` the pixels that are left are twice as dark. So next to them the original boot looks pale.
#
# **When**: the two curves part (overfitting), and there is time. It does not help where the score is bad on the training data, too.
#
# ### Attention: how much to look at what
#
# An attention layer mixes several things in **proportions that it works out**, and these depend on what is asked for. Take three numbers. The values are 10, 20 and 30, and each has a key, a label to be found by: 2, 1 and 0. The query, what is asked for, is 1. The query times a key is a score, and a softmax (2-1) turns the scores into shares that add up to 1.

# %%
query, keys, values = 1.0, np.array([2.0, 1.0, 0.0]), np.array([10.0, 20.0, 30.0])
shares = np.exp(query * keys) / np.exp(query * keys).sum()
print("shares", shares.round(2), "mixed", (shares * values).sum().round(2))

# %% [markdown] tags=["ko"]
# 키가 가장 큰 10을 3분의 2쯤 보고, 나머지를 조금씩 섞어 14.25입니다. 질의가 0이면 어떻게 될까요?

# %% [markdown] tags=["en"]
# About two thirds go to the 10, which has the largest key, and a little to the others: 14.25. What if the query is 0?

# %%
choose("4-1-q5")

# %% tags=["solution"] exercise="4-1-q5"
check("4-1-q5", "b")

# %% [markdown] tags=["ko"]
# `Attention`은 질의, 값, 키를 이 순서의 목록으로 받습니다. 각각 (배치, 개수, 벡터의 길이)이고, 여기서는 벡터의 길이가 1입니다. `return_attention_scores=True`이면 비율도 함께 돌려줍니다. 질의 세 개를 한꺼번에 넣습니다.

# %% [markdown] tags=["en"]
# `Attention` takes a list of query, value and key, in this order. Each is (batch, how many, length of a vector); here that length is 1. With `return_attention_scores=True` it returns the shares, too. Put in three queries at once.

# %%
def as_batch(numbers):
    return np.array(numbers, "float32").reshape(1, -1, 1)

asked = [as_batch([1, 0, -1]), as_batch(values), as_batch(keys)]
mixed, shares = layers.Attention()(asked, return_attention_scores=True)
print(keras.ops.convert_to_numpy(shares)[0].round(2))
print(keras.ops.convert_to_numpy(mixed)[0].round(2))

# %% tags=["proof"]
assert np.allclose(keras.ops.convert_to_numpy(mixed).ravel(), [14.25, 20, 25.75], atol=0.01)

# %% [markdown] tags=["ko"]
# 질의마다 비율이 한 줄이고 줄의 합은 1입니다. 질의 -1은 반대로 30을 가장 많이 봅니다. `Attention`에는 배우는 가중치가 없습니다.
#
# 단어에서는 벡터가 서로를 봅니다. 위에서 배운 여덟 단어의 벡터를 질의로도, 키로도, 값으로도 넣습니다. 두 벡터가 **같은 쪽을 가리키고 길수록** 많이 봅니다. 문장을 배운 어텐션은 아닙니다. `bad`와 `good`은 어디를 볼까요?

# %% [markdown] tags=["en"]
# Each query has a row of shares, and a row adds up to 1. The query -1 looks at the 30 most, the other way round. `Attention` has no weights to learn.
#
# Words look at each other. Put in the vectors of the eight words from above as queries, as keys and as values. A word looks much at another where their vectors **point the same way and are long**. This attention has learned nothing from sentences. Where will `bad` and `good` look?

# %%
_, looks = layers.Attention()([vectors[np.newaxis]] * 2, return_attention_scores=True)
looks = keras.ops.convert_to_numpy(looks)[0]
plots.show_matrix(looks[shown_rows].round(1), shown_words, words, "query", "key")

# %% tags=["proof"]
assert np.allclose(looks.sum(axis=1), 1, atol=1e-5)
assert {word: words[looks[words.index(word)].argmax()] for word in ("bad", "good", "happened")} == {"bad": "bad", "good": "good", "happened": "bad"}
assert np.linalg.norm(bad) > 1.1 * np.linalg.norm(vectors[words.index("happened")])
assert all(looks[words.index(word)].max() < 0.5 for word in words if word not in ("bad", "good", "happened"))

# %% [markdown] tags=["ko"]
# 이번에도 네 단어의 줄만 그렸습니다. `bad`와 `good`은 거의 자신만 보고, `happened`는 자신보다 `bad`를 봅니다. `bad`의 벡터가 같은 쪽을 가리키면서 더 길기 때문입니다. 의견이 옅은 `to`는 여럿을 나누어 봅니다. 키를 따로 넘기지 않으면 값이 키를 겸합니다.
#
# **언제**: 멀리 떨어진 것끼리 관계가 있는 문장, 사진, 표에 씁니다. 순환 층과 달리 한 번에 모두를 봅니다. 실제 모델은 질의와 키를 만드는 법까지 배우는 `MultiHeadAttention`을 씁니다.
#
# ### 전처리: 모델에 넣기 전에
#
# 전처리 층은 사진의 크기를 맞추고, 데이터 증강(6-1에서 다룹니다)을 하고, 글자를 수로 바꿉니다. `Resizing`은 사진을 정한 크기로 만듭니다. `RandomFlip`, `RandomRotation`, `RandomZoom`은 사진을 무작위로 뒤집고, 돌리고, 확대하거나 축소합니다. 사진 바깥에서 들어온 자리는 `fill_mode="constant"`이면 0입니다.

# %% [markdown] tags=["en"]
# Again, the rows of four words are shown. `bad` and `good` look at hardly anything but themselves, `happened` looks far more at `bad` than at itself, since the vector of `bad` points the same way and is longer, and `to`, a word without much opinion, looks at all of them a little. Where no key is passed, the value is the key as well.
#
# **When**: sentences, pictures and tables in which things far apart belong together. Unlike a recurrent layer it looks at everything at once. Real models take `MultiHeadAttention`, which also learns how to make queries and keys.
#
# ### Preprocessing: before the model
#
# Preprocessing layers bring pictures to one size, do data augmentation (6-1 is about it), and turn text into numbers. `Resizing` gives a picture the size that you name. `RandomFlip`, `RandomRotation` and `RandomZoom` flip, turn and zoom it at random. With `fill_mode="constant"`, what comes in from outside the picture is 0.

# %%
augment = {
    "RandomFlip": layers.RandomFlip("horizontal", seed=3),
    "RandomRotation": layers.RandomRotation(0.15, fill_mode="constant", seed=3),
    "RandomZoom": layers.RandomZoom((0.3, 0.5), fill_mode="constant", seed=1),
}
resized = {"Resizing(14, 14)": through(layers.Resizing(14, 14), boot)}
augmented = {name: through(layer, boot, training=True) for name, layer in augment.items()}
plots.show_effect({BOOT: boot}, {**resized, **augmented})

# %% [markdown] tags=["ko"]
# 증강도 학습할 때만 필요합니다. 하지만 `Random…` 층에서는 `Dropout`과 달리 `training`의 기본값이 **참**입니다. 그래서 층이 기본값을 따르는 `model(x)`가 여기서 문제가 됩니다. 사진이 얼마나 바뀌었는지 픽셀마다 재서 평균합니다. 세 수 가운데 어느 것이 0일까요?

# %% [markdown] tags=["en"]
# Augmentation, too, is wanted in training only. But in the `Random…` layers the default of `training` is **true**, unlike that of `Dropout`. So `model(x)`, where a layer takes its default, matters here. The cell measures how much the pixels have changed on average. Which of the three numbers will be 0?

# %%
one_boot = boot[np.newaxis, :, :, np.newaxis]
rotation = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomRotation(0.15, seed=3)])
outputs = {
    "model(x)": rotation(one_boot),
    "model(x, training=False)": rotation(one_boot, training=False),
    "predict": rotation.predict(one_boot, verbose=0),
}
for name, output in outputs.items():
    print(f"{name:24} {np.abs(keras.ops.convert_to_numpy(output) - one_boot).mean():.2f}")

# %% tags=["proof"]
assert [np.array_equal(keras.ops.convert_to_numpy(output), one_boot) for output in outputs.values()] == [False, True, True]
assert np.array_equal(keras.ops.convert_to_numpy(layers.Dropout(0.5)(one_boot)), one_boot)
for layer in augment.values():
    assert any(not np.array_equal(keras.ops.convert_to_numpy(layer(one_boot)), one_boot) for _ in range(8))
    assert np.array_equal(keras.ops.convert_to_numpy(layer(one_boot, training=False)), one_boot)

# %% [markdown] tags=["ko"]
# `model(x)`만 사진을 바꾸었습니다. 모델을 직접 부를 때는 `training=False`를 넘기세요.
#
# `TextVectorization`은 `adapt`에서 본 단어만 압니다. 한국어도 띄어쓰기로 나눕니다. 아래 셋째 줄의 단어 `영화는`은 첫째 줄에 `영화가`로 있었습니다. 몇 번이 될까요?

# %% [markdown] tags=["en"]
# Only `model(x)` has changed the picture. When you call a model yourself, pass `training=False`.
#
# `TextVectorization` knows only the words that it saw in `adapt`. It splits Korean at the spaces, too. The word `영화는` of the third line below was there in the first as `영화가`: the same noun, *film*, with another particle. What number will it get?

# %%
seen = ["영화가 정말 재미있다.", "The film is really fun!"]
vectorize = layers.TextVectorization()
vectorize.adapt(seen)
for line in (*seen, "영화는 재미있다."):
    print(keras.ops.convert_to_numpy(vectorize([line]))[0], line)

# %% [markdown] tags=["ko"]
# 1번은 모르는 단어의 자리입니다. 조사가 바뀌면 다른 단어가 되는 셈입니다. 한국어에 맞는 표준화는 6-2에서 만듭니다.
#
# **언제**: 학습할 때와 답할 때 데이터를 똑같이 다듬어야 할 때 씁니다. 모델 안에 두면 모델 파일에 함께 저장되므로 잊을 수 없습니다.
#
# ### 연습 4-1-g
#
# 앵클부츠에 층 다섯 개를 하나씩 적용한 결과 A–E입니다. 가중치가 있는 층은 없습니다. 각 결과를 내는 층의 객체를 순서대로 담은 목록(list) `found`를 만드세요. 다섯 층 모두 이 섹션에 나왔습니다. 그림은 모두 같은 크기의 칸에 그렸고, 형태는 밑에 있습니다.
#
# - 층은 다섯 개이고, 층마다 (1, 28, 28, 1)의 사진을 받아 그림과 같은 형태의 사진을 냅니다.
# - 다른 사진에 적용해도 같은 일을 합니다. 같은 결과를 내면 어느 층이든 맞습니다.

# %% [markdown] tags=["en"]
# Number 1 stands for a word that is not known. With another particle it counts as another word. A standardization that suits Korean follows in 6-2.
#
# **When**: data have to be prepared in the same way in training and for an answer. Inside a model it is saved with it, so nobody can forget it.
#
# ### Exercise 4-1-g
#
# A–E are what five layers made of the ankle boot, one layer each. None of them has weights. Make a list `found` of layer objects that do the same, in this order. All five were used in this section. The pictures are drawn in boxes of one size, with the shape of each below.
#
# - There are five layers. Each takes a picture of shape (1, 28, 28, 1) and gives one of the shape that you see.
# - Each does the same to other pictures. Any layer that gives the same result is right.

# %%
from utils.exercises.section_4_1 import effects_to_name

plots.show_effect({BOOT: boot}, effects_to_name(boot), one_size=True)

# %% tags=["starter"] exercise="4-1-g"
found = ...

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.MaxPooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.RandomFlip("vertical"),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Resizing(14, 14),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.ZeroPadding2D(14),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = ["AveragePooling2D", "Permute", "Cropping2D", "UpSampling2D", "Rescaling"]

# %% tags=["wrong"] exercise="4-1-g"
found = [layers.AveragePooling2D(2), layers.Permute((2, 1, 3)), layers.Cropping2D(7), layers.UpSampling2D(2)]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    lambda x: keras.ops.average_pool(x, 2),
    lambda x: keras.ops.swapaxes(x, 1, 2),
    lambda x: x[:, 7:21, 7:21],
    lambda x: keras.ops.repeat(keras.ops.repeat(x, 2, axis=1), 2, axis=2),
    lambda x: 1 - x,
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.RandomCrop(14, 14),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-g"
found = [
    layers.AveragePooling2D,
    layers.Permute,
    layers.Cropping2D,
    layers.UpSampling2D,
    layers.Rescaling,
]

# %% tags=["right"] exercise="4-1-g"
mean = layers.Conv2D(1, 2, strides=2, use_bias=False)
mean.build((None, 28, 28, 1))
mean.set_weights([np.full((2, 2, 1, 1), 1 / 4)])
found = [
    mean,
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["right"] exercise="4-1-g"
found = [
    layers.Resizing(14, 14),
    layers.Permute((2, 1, 3)),
    layers.CenterCrop(14, 14),
    layers.Resizing(56, 56, interpolation="nearest"),
    layers.Lambda(lambda x: 1 - x),
]

# %% tags=["right"] exercise="4-1-g"
found = [layers.AvgPool2D(2, 2), layers.Permute([2, 1, 3])]
found += [layers.Cropping2D(((7, 7), (7, 7)))]
found += [layers.UpSampling2D(size=(2, 2)), layers.Rescaling(scale=-1.0, offset=1.0)]

# %% tags=["right"] exercise="4-1-g"
halve, stretch = layers.AveragePooling2D((2, 2), strides=2), layers.UpSampling2D()
turn = layers.Lambda(lambda x: keras.ops.transpose(x, (0, 2, 1, 3)))
cut = layers.Lambda(lambda x: x[:, 7:-7, 7:-7])
negative = keras.Sequential([layers.Rescaling(-1), layers.Rescaling(1, offset=1)])
found = [halve, turn, cut, stretch, negative]

# %% tags=["solution"] exercise="4-1-g"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["proof"] exercise="4-1-g"
check("4-1-g", found)
assert not found[-1].built

# %%
check("4-1-g", found)

# %% [markdown] tags=["ko", "solution"]
# A와 C는 크기가 같습니다. A는 전체를 작게, C는 가운데를 그대로 보여 줍니다. 가장 어두운 픽셀이 옅어졌으니 A는 최댓값이 아니라 평균입니다. B에서 부츠는 돌아간 것이 아니라 축이 바뀌었습니다. E의 배경은 0이 아니라 1입니다. 0은 1이 되고 1은 0이 되었으니 -1을 곱하고 1을 더했습니다.

# %% [markdown] tags=["en", "solution"]
# A and C are of one size. A shows the whole in small, C the middle as it is. The darkest pixels became lighter, so A took means and not the largest. In B the boot was not turned: its axes were exchanged. The background of E is 1 and no longer 0. As 0 became 1 and 1 became 0, it was multiplied by -1, and 1 was added.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `get_config`는 조리법, `get_weights`는 요리입니다. `serialize`와 `deserialize`에 `set_weights`를 더하면 복사가 됩니다.
# - `layer.input.shape`가 `layer.input_shape`를 대신하고, 부를 때 나온 텐서를 담아 두는 것이 `get_output_at`을 대신합니다.
# - `training`은 학습인지 추론인지 알려 줍니다. `BatchNormalization`은 학습할 때 배치의 평균과 분산으로, 추론할 때 담아 둔 평균과 분산으로 정규화합니다. `Random…` 층은 따로 넘기지 않으면 학습이라고 여깁니다.
# - 새 문제의 데이터가 적으면 학습된 층을 얼리고 새 층만 학습합니다. `trainable`을 바꾸면 `compile`을 다시 부릅니다.
# - 합성곱은 창 안의 수를 곱해 더하고, 풀링은 칸마다 하나를 남기고, 순환 층은 상태를 넘기고, 어텐션은 비율을 정해 섞습니다.
#
# 4-2에서는 여기에 없는 층을 직접 만듭니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `get_config` is the recipe, `get_weights` the dish. `serialize` and `deserialize`, and then `set_weights`, make a copy.
# - `layer.input.shape` took the place of `layer.input_shape`, and keeping the tensor of each call that of `get_output_at`.
# - `training` says whether this is training or inference. `BatchNormalization` normalizes with the mean and variance of the batch in training, and with those it stored in inference. The `Random…` layers take it for training unless told otherwise.
# - With few data for a new problem, freeze layers that have learned, and train new ones only. When you change `trainable`, call `compile` again.
# - A convolution multiplies and adds inside a window, pooling keeps one number of a cell, a recurrent layer hands on its state, attention mixes in proportions that it works out.
#
# In 4-2 you write layers that are not among these.
