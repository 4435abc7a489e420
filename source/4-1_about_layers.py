# %% [markdown] tags=["ko"]
# 2020년의 글에는 이 섹션에도 링크 하나만 있습니다. 모든 층(layer)이 갖춘 메서드와 속성을 적은 케라스 문서의 페이지입니다. 그 페이지의 메뉴에는 층의 종류도 줄지어 있었습니다. 먼저 그 메서드와 속성을 모두 실행하고, 이어서 종류마다 층 하나가 사진이나 문장에 **무엇을 하는지** 눈으로 봅니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 층의 설정과 가중치를 꺼내어 똑같은 층을 **복사합니다**.
# - 층의 일부를 **얼리고**, 무엇이 학습되는지 셉니다.
# - 결과를 보고 어떤 층이 한 일인지 **알아맞힙니다**.

# %% [markdown] tags=["en"]
# For this section, too, the post from 2020 has only a link: the page of the Keras documentation with the methods and properties that every layer has. Its menu also lists the families of layers. First you run all of those methods and properties. Then you see, family by family, **what a layer does** to a picture or a sentence.
#
# After this section you can:
#
# - **copy** a layer by its config and its weights;
# - **freeze** a part of the layers and count what is trained;
# - **recognize** a layer by what came out of it.

# %% [markdown] tags=["ko"]
# ## 사진 두 장
#
# 이 섹션의 층은 대부분 같은 사진에 적용합니다. 앵클부츠와 바지입니다. 하얀 곳이 0, 까만 곳이 1입니다.

# %% [markdown] tags=["en"]
# ## Two pictures
#
# Most layers of this section run on the same pictures, an ankle boot and a pair of trousers. White is 0, black is 1.

# %%
import keras
import numpy as np
from keras import layers

from utils import plots
from utils.data import class_names, fashion_mnist, movie_reviews

(train_pictures, train_labels), (test_pictures, test_labels) = fashion_mnist()
pictures, labels = train_pictures[:2000].astype("float32") / 255, train_labels[:2000]
boot, trousers = pictures[0], pictures[9]
BOOT, TROUSERS = class_names()[labels[0]], class_names()[labels[9]]
plots.show_pictures([boot, trousers], [BOOT, TROUSERS])

# %% [markdown] tags=["ko"]
# ## `get_weights`와 `set_weights`
#
# 새 층은 입력의 형태를 모르므로 가중치(weight)가 없습니다. `build`가 형태를 알려 줍니다. 층을 텐서에 대고 부르면 `build`도 저절로 불립니다. `get_weights`는 가중치를 NumPy 배열의 목록으로 줍니다.

# %% [markdown] tags=["en"]
# ## `get_weights` and `set_weights`
#
# A new layer does not know the shape of its input, so it has no weights. `build` tells it. When you call a layer on a tensor, `build` is called for you. `get_weights` gives the weights as a list of NumPy arrays.

# %%
scores = layers.Dense(10, name="scores")
print(scores.get_weights(), scores.built)
scores.build((None, 784))
print([array.shape for array in scores.get_weights()], scores.count_params())

# %% [markdown] tags=["ko"]
# `set_weights`로 가중치를 **직접 정할** 수도 있습니다. `Dense`의 유닛 하나는 사진과 틀 하나를 겹쳐 보는 셈입니다. 픽셀마다 곱해서 모두 더합니다. 클래스마다 평균 사진을 틀로 씁니다. 편향은 틀의 길이를 제곱해 반으로 나눈 수의 음수로 정합니다. 그러면 점수가 가장 큰 클래스가 바로 평균 사진이 가장 가까운 클래스입니다. `fit`은 부르지 않습니다. 정확도를 예상해 보세요.

# %% [markdown] tags=["en"]
# With `set_weights` you can also **choose** the weights. A unit of `Dense` lays a template over the picture: it multiplies pixel by pixel and adds everything up. Take the mean picture of each class as the template, and as the bias minus half its squared length. Then the class with the largest score is the class whose mean picture is nearest. There is no `fit`. Guess the accuracy.

# %%
means = np.stack([pictures[labels == label].mean(axis=0) for label in range(10)])
templates = means.reshape(10, 784).T
scores.set_weights([templates, -0.5 * (templates**2).sum(axis=0)])

test = test_pictures.reshape(-1, 784).astype("float32") / 255
guesses = keras.ops.convert_to_numpy(keras.ops.argmax(scores(test), axis=-1))
accuracy = np.mean(guesses == test_labels)
print(f"≈ {accuracy:.2f}", accuracy > 0.6)

# %%
plots.show_pictures(scores.get_weights()[0].T.reshape(10, 28, 28), class_names())

# %% [markdown] tags=["ko"]
# 한 번도 학습하지 않은 층이 열 장 가운데 예닐곱 장을 맞힙니다. 가중치는 그저 수이고, `fit`은 좋은 수를 찾는 한 가지 방법입니다.
#
# 목록의 길이나 배열의 형태가 다르면 `ValueError`가 나옵니다. `get_weights`가 주는 배열은 사본입니다. 그 배열을 고쳐도 층은 달라지지 않습니다.

# %% [markdown] tags=["en"]
# A layer that was never trained gets six or seven of ten pictures right. Weights are just numbers, and `fit` is one way to find good ones.
#
# A list of the wrong length, or an array of the wrong shape, is a `ValueError`. The arrays that `get_weights` gives are copies: changing them leaves the layer alone.

# %%
with expect_error(ValueError):
    scores.set_weights([templates])
with expect_error(ValueError):
    scores.set_weights([templates.T, np.zeros(10)])

# %%
copies = scores.get_weights()
copies[1][:] = 0
print(copies[1].any(), scores.get_weights()[1].any())

# %% [markdown] tags=["ko"]
# ## `get_config`와 `from_config`
#
# `get_config`는 층을 만들 때 정한 것을 사전(dict)으로 줍니다. `from_config`는 그 사전으로 새 층을 만듭니다.

# %% [markdown] tags=["en"]
# ## `get_config` and `from_config`
#
# `get_config` gives what was decided when the layer was made, as a dictionary. `from_config` makes a new layer from that dictionary.

# %%
config = scores.get_config()
print({name: config[name] for name in ("name", "trainable", "units", "activation", "use_bias")})
again = layers.Dense.from_config(config)
print(again.name, again.units, again.built, again is scores)

# %% [markdown] tags=["ko"]
# 설정에 가중치는 없습니다. 새 층은 아직 입력의 형태도 모릅니다.
#
# ### 2020 → 오늘: `layers.deserialize`
#
# `from_config`는 클래스를 알아야 부를 수 있습니다. 어떤 층이 올지 모를 때 쓰라고, 페이지에는 클래스의 이름과 설정을 함께 넘기는 줄이 있었습니다. 그 줄은 이제 실행되지 않습니다. 이름만으로는 어느 `Dense`인지 알 수 없기 때문입니다.

# %% [markdown] tags=["en"]
# A config holds no weights, and the new layer does not even know the shape of its input.
#
# ### 2020 → today: `layers.deserialize`
#
# To call `from_config` you have to know the class. For a layer of any kind, the page had a line that passes the name of the class along with the config. That line no longer runs: a name alone does not say which `Dense` is meant.

# %%
with expect_error(TypeError):
    layers.deserialize({"class_name": scores.__class__.__name__, "config": config})

# %% [markdown] tags=["ko"]
# 오늘은 `layers.serialize`가 그 사전을 만듭니다. 이것을 직렬화(serialization)라고 합니다. 사전에는 모듈의 이름이 있고, 이미 만들어진 층이면 입력의 형태도 `build_config`에 들어갑니다. `layers.deserialize`가 그 짝입니다. 새 층 `twin`의 가중치는 `scores`와 같을까요?

# %% [markdown] tags=["en"]
# Today `layers.serialize` makes the dictionary. It names the module, and for a layer that is built, `build_config` holds the shape of its input. `layers.deserialize` is its counterpart. Will the weights of the new layer `twin` equal those of `scores`?

# %%
recipe = layers.serialize(scores)
print({name: value for name, value in recipe.items() if name != "config"})
twin = layers.deserialize(recipe)
print(twin.built, [array.shape for array in twin.get_weights()])
print([bool(np.array_equal(a, b)) for a, b in zip(scores.get_weights(), twin.get_weights())])

# %% [markdown] tags=["ko"]
# 형태는 같고 값은 다릅니다. 설정은 조리법이고 가중치는 요리입니다. 둘 다 옮겨야 복사입니다.
#
# ### 연습 4-1-a
#
# 2020년의 함수입니다. 지금은 오류가 납니다. 가중치가 있는 층을 받아 사본을 돌려주도록 고치세요. 층의 종류는 정해져 있지 않고, 한 번도 부르지 않은 층일 수도 있습니다.
#
# - 사본은 다른 객체이고, 클래스와 설정이 같습니다(이름은 달라도 됩니다).
# - 사본은 같은 값의 가중치를 가집니다. 학습되지 않는 가중치도 마찬가지입니다.
# - 가중치는 함께 쓰지 않습니다. 사본의 가중치를 바꾸어도 넘겨받은 층은 그대로입니다.

# %% [markdown] tags=["en"]
# The shapes are the same and the values are not. A config is the recipe, the weights are the dish. A copy needs both.
#
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
# `serialize`의 `build_config` 덕분에 새 층은 가중치를 이미 가지고 있습니다. `from_config`로 만든 층은 먼저 `build`해야 `set_weights`가 됩니다. 모델 전체라면 `clone_model`과 `set_weights`가 같은 일을 합니다.

# %% [markdown] tags=["en", "solution"]
# Thanks to `build_config` in what `serialize` gives, the new layer has its weights already. A layer made with `from_config` needs `build` first, before `set_weights` works. For a whole model, `clone_model` and `set_weights` do the same.

# %% [markdown] tags=["ko"]
# ## `input`과 `output`
#
# 층을 `Input`에 대고 부르면 그래프가 이어집니다. 그때 층의 `input`과 `output`은 들어간 텐서와 나온 텐서입니다. 한 번도 부르지 않은 층에는 없습니다.

# %% [markdown] tags=["en"]
# ## `input` and `output`
#
# Call a layer on an `Input`, and it becomes part of a graph. Its `input` and `output` are the tensor that went in and the one that came out. A layer that was never called has neither.

# %%
conv = layers.Conv2D(8, 3, strides=2, name="conv")
with expect_error(AttributeError):
    conv.input
picture = keras.Input((28, 28, 1), name="picture")
features = conv(picture)
print(conv.input is picture, conv.output is features)

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `input_shape`와 `output_shape`
#
# 형태를 바로 주던 두 속성은 층에서 사라졌습니다. 함수형 모델과 `Sequential`에는 남아 있습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `input_shape` and `output_shape`
#
# The two properties that gave the shapes at once are gone from layers. Functional and `Sequential` models still have them.

# %%
with expect_error(AttributeError):
    conv.input_shape
with expect_error(AttributeError):
    conv.output_shape

# %% [markdown] tags=["ko"]
# 오늘은 텐서에게 묻습니다. 층을 부르기 전에 알고 싶으면 `compute_output_shape`가 있습니다.

# %% [markdown] tags=["en"]
# Today you ask the tensors. To know before you call the layer, there is `compute_output_shape`.

# %%
print(conv.input.shape, conv.output.shape)
print(keras.Model(picture, features).output_shape)
print(conv.compute_output_shape((None, 100, 60, 1)))

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
# 층 하나를 두 번 부르면 가중치를 함께 쓰는 공유 층(shared layer)이 됩니다. 부를 때마다 그래프에 노드(node)가 하나씩 생깁니다. 아래에서 `conv`를 크기가 다른 입력에 한 번 더 부릅니다. `conv.output`은 둘 가운데 어느 것일까요?

# %% [markdown] tags=["en"]
# ## Shared layers and nodes
#
# A layer that is called twice is a shared layer: both calls use the same weights. Each call adds a node to the graph. Below, `conv` is called once more, on an input of another size. Which of the two will `conv.output` be?

# %%
poster = keras.Input((100, 60, 1), name="poster")
poster_features = conv(poster)
print(conv.output is features, conv.output is poster_features)
print(features.shape, poster_features.shape, conv.count_params())

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `get_output_at`과 나머지 셋
#
# 첫 번째 것입니다. 2020년에는 노드가 여럿인 층의 `output`을 물으면 오류였고, 노드의 번호를 받는 네 메서드를 썼습니다. 네 메서드는 모두 사라졌습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `get_output_at` and the other three
#
# The first one. In 2020, asking a layer with several nodes for its `output` was an error, and four methods took the number of a node. All four are gone.

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
# 대신 부를 때 나온 것을 변수에 담아 둡니다. 위의 `features`와 `poster_features`가 그것입니다. 번호보다 이름이 오래 기억됩니다.
#
# ### 연습 4-1-b
#
# 2020년의 함수입니다. 층 하나로 두 입력을 읽고, 나온 텐서와 그 형태를 돌려주려고 합니다. 오늘의 케라스에서 되도록 고치세요.
#
# - 키가 `"outputs"`와 `"shapes"`인 사전(dict)을 돌려줍니다. 값은 둘 다 길이가 2인 목록(list)입니다.
# - `"outputs"`에는 `layer`를 `left`에 부른 텐서, `right`에 부른 텐서가 이 순서로 있습니다.
# - `"shapes"`에는 그 두 텐서의 형태가 튜플(tuple)로 있습니다. 두 입력의 크기는 다를 수 있습니다.
# - `layer`가 이미 다른 곳에서 불린 적이 있어도 맞아야 합니다.

# %% [markdown] tags=["en"]
# Instead, keep in a variable what each call returned, such as `features` and `poster_features` above. A name is remembered longer than a number.
#
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
# 2020년의 코드에는 오류 말고도 함정이 있었습니다. 층이 전에 불린 적이 있으면 노드 0과 1은 다른 사람의 것입니다. 나온 텐서를 담아 두면 이런 실수를 할 수 없습니다.

# %% [markdown] tags=["en", "solution"]
# Besides its error, the code from 2020 had a trap: if the layer was called before, the nodes 0 and 1 belong to someone else. When you keep the tensors, there is no way to make that mistake.

# %% [markdown] tags=["ko"]
# ## 얼리기: `trainable`
#
# `trainable = False`인 층은 학습하는 동안 가중치가 바뀌지 않습니다. 이것을 얼린다고 합니다. 이미 잘 배운 층 위에 새 층만 학습할 때 씁니다. 작은 모델로 시험합니다.

# %% [markdown] tags=["en"]
# ## Freezing: `trainable`
#
# A layer with `trainable = False` keeps its weights during training. That is called freezing. It serves when new layers are trained on top of layers that have learned already. Try it on a small model.

# %%
keras.utils.set_random_seed(1)
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(16, name="hidden"),
    layers.BatchNormalization(name="norm"),
    layers.Activation("relu"),
    layers.Dense(10, activation="softmax", name="output"),
])
model.compile("adam", "sparse_categorical_crossentropy")
hidden, norm = model.get_layer("hidden"), model.get_layer("norm")
model.summary(show_trainable=True)

# %% [markdown] tags=["ko"]
# `norm`의 64개 가운데 절반만 학습 가능한 파라미터(trainable parameter)입니다. 나머지 절반은 이동 평균과 이동 분산입니다. 기울기가 아니라 배치의 통계가 이 값을 바꿉니다.
#
# 아래의 `change`는 `fit`을 한 번 부르고, 층의 가중치가 가장 많이 바뀐 만큼을 잽니다. 먼저 그냥 재고, 얼린 뒤 다시 잽니다. 둘째 셀의 수는 얼마일까요?

# %% [markdown] tags=["en"]
# Of the 64 numbers in `norm`, only half are trainable parameters. The other half are the moving mean and the moving variance. They are changed by the statistics of each batch, not by a gradient.
#
# `change` below calls `fit` once and measures by how much the weights of a layer have changed at most. First as it is, then after freezing. What number will the second cell give?

# %%
def change(layer):
    before = layer.get_weights()
    model.fit(pictures[:640], labels[:640], verbose=0)
    return max(float(np.abs(a - b).max()) for a, b in zip(before, layer.get_weights()))

moved = change(hidden)
print(f"≈ {moved:.4f}", moved > 0)

# %% tags=["tensorflow"]
hidden.trainable = False
moved_without_compile = change(hidden)
print(f"≈ {moved_without_compile:.4f}", moved_without_compile > 0)

# %%
choose("4-1-q1")

# %% tags=["solution"] exercise="4-1-q1"
check("4-1-q1", "c")

# %%
hidden.trainable = False
model.compile("adam", "sparse_categorical_crossentropy")
print(change(hidden))
print(len(hidden.trainable_weights), len(hidden.non_trainable_weights))

# %% [markdown] tags=["ko"]
# 이제 0입니다. **`trainable`을 바꾸면 `compile`을 다시 부릅니다.** 백엔드가 JAX이면 잊었을 때 `fit`이 오류로 알려 주지만, TensorFlow는 조용히 계속 학습합니다.
#
# 다음은 `BatchNormalization` 차례입니다. 이 층에는 기울기로 바뀌지 않는 이동 평균이 있습니다. `norm`을 얼리면 이동 평균은 어떻게 될까요? 먼저 예상하고 나서 실행하세요.

# %% [markdown] tags=["en"]
# Now it is 0. **When you change `trainable`, call `compile` again.** With JAX as the backend, `fit` raises an error when you forget; TensorFlow goes on training without a word.
#
# Next comes `BatchNormalization`. It has a moving mean that no gradient changes. What becomes of the moving mean when you freeze `norm`? Guess before you run the cell.

# %%
def moving_mean_change():
    before = keras.ops.convert_to_numpy(norm.moving_mean)
    change(norm)
    return float(np.abs(keras.ops.convert_to_numpy(norm.moving_mean) - before).max())

for trainable in (True, False):
    norm.trainable = trainable
    model.compile("adam", "sparse_categorical_crossentropy")
    moved = moving_mean_change()
    print(f"trainable={trainable}: ≈ {moved:.2f}", moved == 0)

# %% [markdown] tags=["ko"]
# 이동 평균도 멈춥니다. 얼린 `BatchNormalization`은 `training=True`로 불러도 **추론하듯이** 계산합니다. 배치의 통계가 아니라 담아 둔 통계로 정규화합니다. 곧 이동 평균을 빼고, 이동 분산에 작은 수 ε을 더한 것의 제곱근으로 나눕니다. 평균이 5인 배치를 넣어 보면 드러납니다.

# %% [markdown] tags=["en"]
# It stops as well. A frozen `BatchNormalization` works **as in inference**, even when called with `training=True`: it normalizes with the stored statistics and not with those of the batch. That is, it subtracts the moving mean and divides by the square root of the moving variance plus a small number ε. A batch with mean 5 shows it.

# %%
batch = np.random.default_rng(0).normal(loc=5, size=(100, 3)).astype("float32")
fresh = layers.BatchNormalization()
fresh.build((None, 3))
for trainable in (False, True):
    fresh.trainable = trainable
    output = keras.ops.convert_to_numpy(fresh(batch, training=True))
    moving_mean = keras.ops.convert_to_numpy(fresh.moving_mean).mean()
    print(f"trainable={trainable}: mean of the output {abs(output.mean()):.1f}, moving mean {moving_mean:.2f}")

# %% tags=["proof"]
inside = {name: np.array(values) for name, values in (("mean", [1.0, -2, 3]), ("variance", [4.0, 9, 0.25]))}
frozen = layers.BatchNormalization(epsilon=0.01, trainable=False)
frozen.build((None, 3))
frozen.set_weights([np.ones(3), np.zeros(3), inside["mean"], inside["variance"]])
by_hand = (batch - inside["mean"]) / np.sqrt(inside["variance"] + 0.01)
assert np.allclose(keras.ops.convert_to_numpy(frozen(batch, training=True)), by_hand, atol=1e-4)

# %%
choose("4-1-q2")

# %% tags=["solution"] exercise="4-1-q2"
check("4-1-q2", "a")

# %% [markdown] tags=["ko"]
# ### 연습 4-1-c
#
# 함수 `train_only(model, names)`를 작성하세요.
#
# - `names`는 층 이름의 목록입니다. 그 이름의 층은 학습되고, 나머지 층은 얼어 있게 합니다. 층이 전에 어떠했는지는 상관없습니다.
# - 모델 자체는 얼어 있지 않습니다. 넘겨받을 때 `model.trainable`은 `True`입니다.
# - 그 뒤 `fit`이 실제로 바꿀 파라미터의 수를 파이썬 정수(`int`) 하나로 돌려줍니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-c
#
# Write a function `train_only(model, names)`.
#
# - `names` is a list of names of layers. Afterwards the layers of these names are trained, and all others are frozen, whatever they were before.
# - The model itself is not frozen: when it is passed, `model.trainable` is `True`.
# - It returns one integer, an `int` of Python: how many parameters `fit` would then really change.

# %% tags=["starter"] exercise="4-1-c"
train_only = ...

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for name in names:
        model.get_layer(name).trainable = True
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(layer.count_params() for layer in model.layers if layer.trainable)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return model.count_params()

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return len(model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        if layer.name in names:
            layer.trainable = False
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    model.trainable = False
    for name in names:
        model.get_layer(name).trainable = True
    return sum(int(np.prod(weight.shape)) for layer in model.layers for weight in layer.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = any(layer.name.startswith(name) for name in names)
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    thawed = [layer for layer in model.layers if layer.trainable]
    return sum(layer.count_params() // (2 if len(layer.weights) > 2 else 1) for layer in thawed)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        if layer.name not in names:
            layer.trainable = False
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %% tags=["wrong"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(int(np.prod(weight.shape)) for weight in model.non_trainable_weights)

# %% tags=["right"] exercise="4-1-c"
def train_only(model, names):
    total = 0
    for layer in model.layers:
        layer.trainable = layer.name in names
        for weight in layer.trainable_weights:
            total += weight.numpy().size
    return total

# %% tags=["right"] exercise="4-1-c"
def train_only(network, chosen):
    for layer in network.layers:
        layer.trainable = False
    for name in chosen:
        network.get_layer(name).trainable = True
    fixed = sum(int(np.prod(weight.shape)) for weight in network.non_trainable_weights)
    return network.count_params() - fixed

# %% tags=["right"] exercise="4-1-c"
def train_only(model, names):
    model.trainable = False
    model.trainable = True
    for layer in model.layers:
        if layer.name not in set(names):
            layer.trainable = False
    return int(sum(keras.ops.size(weight) for weight in model.trainable_variables))

# %% tags=["solution"] exercise="4-1-c"
def train_only(model, names):
    for layer in model.layers:
        layer.trainable = layer.name in names
    return sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)

# %%
check("4-1-c", train_only)

# %% [markdown] tags=["ko", "solution"]
# `layer.count_params()`는 이동 평균까지 세므로 `BatchNormalization`에서 어긋납니다. `model.trainable = False`는 모든 층을 얼리고, 모델 자체도 언 것으로 남깁니다. 그 뒤에 층 하나를 녹여도 `model.trainable_weights`는 비어 있습니다.

# %% [markdown] tags=["en", "solution"]
# `layer.count_params()` counts the moving statistics as well, so it is off for `BatchNormalization`. `model.trainable = False` freezes every layer and leaves the model itself frozen. Thaw a layer after that, and `model.trainable_weights` is still empty.

# %% [markdown] tags=["ko"]
# ## 층의 종류를 둘러보기
#
# 이제부터는 페이지의 메뉴를 따라 종류마다 층 하나를 사진이나 문장에 적용합니다. 층은 배치(batch)와 채널을 기대합니다. `through`는 사진 한 장을 (1, 28, 28, 1)로 만들어 층에 넣고, 다시 사진으로 꺼냅니다. 한 그림 안에서는 같은 진하기가 같은 수를 뜻합니다.

# %% [markdown] tags=["en"]
# ## A tour of the families
#
# From here on you follow the menu of the page, and run one layer of each family on a picture or a sentence. Layers expect a batch and a channel axis. `through` makes one picture a batch of shape (1, 28, 28, 1), puts it through a layer, and takes a picture out again. Within one figure, a shade of grey always means the same number.

# %%
def through(layer, picture, **how):
    output = layer(picture[np.newaxis, :, :, np.newaxis], **how)
    return keras.ops.convert_to_numpy(output)[0, :, :, 0]

# %% [markdown] tags=["ko"]
# ### 기본 층: 형태를 바꾸기
#
# `Dense`는 위에서 보았습니다. 기본 층 가운데 여럿은 수를 하나도 바꾸지 않고 형태만 바꿉니다. `Permute`는 축을 맞바꿉니다. `Reshape`는 수를 읽는 순서대로 다시 줄 세웁니다. (14, 56)으로 만들면 부츠가 왜 둘이 될까요?

# %% [markdown] tags=["en"]
# ### Core layers: change the shape
#
# You have met `Dense` above. Several core layers change no number, only the shape. `Permute` exchanges axes. `Reshape` lines the numbers up anew in the order in which they are read. Why does (14, 56) turn one boot into two?

# %%
plots.show_effect(
    {BOOT: boot},
    {
        "Permute": through(layers.Permute((2, 1, 3)), boot),
        "Reshape((14, 56, 1))": through(layers.Reshape((14, 56, 1)), boot),
    },
)

# %% [markdown] tags=["ko"]
# 줄 0과 줄 1이 나란히 놓이고, 줄 2와 줄 3이 그 밑에 놓입니다. 짝수 줄은 왼쪽 부츠, 홀수 줄은 오른쪽 부츠가 됩니다. `Flatten`은 모든 줄을 한 줄로 잇습니다. 되돌릴 수 있으므로 잃는 것은 없습니다.
#
# 이 밖에 `Cropping2D`는 가장자리를 잘라 내고, `ZeroPadding2D`는 둘레에 0을 덧대고, `UpSampling2D`는 픽셀을 되풀이해 사진을 늘립니다.

# %% [markdown] tags=["en"]
# Row 0 and row 1 come to stand side by side, with rows 2 and 3 below them. The even rows make the left boot, the odd rows the right one. `Flatten` puts all rows into one. It can be undone, so nothing is lost.
#
# There are more: `Cropping2D` cuts the border off, `ZeroPadding2D` adds zeros all round, and `UpSampling2D` repeats pixels to stretch a picture.

# %%
flat = keras.ops.convert_to_numpy(layers.Flatten()(boot[np.newaxis]))
print(flat.shape, np.array_equal(flat.reshape(28, 28), boot))

# %% [markdown] tags=["ko"]
# ### 합성곱: 작은 창으로 훑기
#
# 합성곱(convolution) 층은 작은 커널(kernel)을 사진 위로 밀고 다니며, 자리마다 겹친 수를 곱해 더합니다. 커널은 보통 학습하지만 여기서는 `set_weights`로 정합니다. 이 커널은 오른쪽 이웃에서 왼쪽 이웃을 뺍니다. 주황은 양수, 보라는 음수, 흰색은 0입니다.

# %% [markdown] tags=["en"]
# ### Convolution: a small window
#
# A convolution slides a small kernel over the picture. At each place it multiplies the numbers that lie on each other and adds them up. Kernels are usually learned; here you choose one with `set_weights`. This one subtracts the left neighbour from the right one. Orange is positive, purple negative, white 0.

# %%
def conv_with(kernel, **settings):
    kernel = np.array(kernel, "float32")
    conv = layers.Conv2D(1, kernel.shape, use_bias=False, **settings)
    conv.build((None, None, None, 1))
    conv.set_weights([kernel[:, :, np.newaxis, np.newaxis]])
    return conv

RIGHT_MINUS_LEFT = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
plots.show_effect(
    {BOOT: boot},
    {
        "Conv2D": through(conv_with(RIGHT_MINUS_LEFT), boot),
        "Conv2D, relu": through(conv_with(RIGHT_MINUS_LEFT, activation="relu"), boot),
    },
    signed=True,
)

# %% [markdown] tags=["ko"]
# 남은 것은 세로 윤곽입니다. 오른쪽이 더 어두우면 주황, 더 밝으면 보라입니다. `relu`는 음수를 0으로 만들어 한쪽 윤곽만 남깁니다. 3×3 창이 가장자리를 넘지 못하므로 사진은 두 픽셀 작아졌습니다.
#
# 크기를 정하는 인수는 세 가지입니다. `strides`는 창이 한 번에 옮겨 가는 칸의 수(스트라이드, stride)이고, `dilation_rate`는 창 안에서 읽는 픽셀 사이의 간격입니다. `padding="same"`은 둘레에 0을 덧댑니다. 걸음이 한 칸이면 크기가 그대로입니다. 덧댈 줄의 수가 홀수이면 오른쪽과 아래에 한 줄이 더 붙습니다. 그래서 28픽셀에 창 3을 두 칸씩 옮기면 오른쪽과 아래에만 0이 있습니다. 평균을 내는 커널로 비교합니다.

# %% [markdown] tags=["en"]
# What is left are the vertical outlines: orange where it is darker on the right, purple where it is lighter. `relu` turns negative numbers into 0 and keeps one side only. A 3×3 window cannot reach past the border, so the picture has lost two pixels.
#
# Three arguments decide the size. `strides` is the step of the window, and `dilation_rate` the distance between the pixels that it reads. `padding="same"` adds zeros at the border; with a step of one, the size stays. Where the number of lines to add is odd, the right and the lower side get the one more. So with 28 pixels, a window of 3 and a step of 2, there are zeros at the right and below only. Compare them with a kernel that takes the mean.

# %%
MEAN = np.full((3, 3), 1 / 9)
plots.show_effect(
    {BOOT: boot},
    {
        "valid": through(conv_with(MEAN), boot),
        "same": through(conv_with(MEAN, padding="same"), boot),
        "strides=2": through(conv_with(MEAN, strides=2), boot),
        "dilation_rate=3": through(conv_with(MEAN, dilation_rate=3), boot),
    },
)

# %% tags=["proof"]
counted = through(conv_with(np.ones((3, 3)), padding="same", strides=2), np.ones((28, 28), "float32"))
assert counted.shape == (14, 14) and counted[0, 0] == counted[7, 7] == 9
assert counted[7, -1] == counted[-1, 7] == 6 and counted[-1, -1] == 4
assert (through(conv_with(np.ones((3, 3)), padding="same"), np.ones((28, 28), "float32"))[[0, -1], 9] == 6).all()

# %% [markdown] tags=["ko"]
# `Conv2DTranspose`는 거꾸로 갑니다. 픽셀마다 커널을 그 값만큼 진하게 찍습니다. `strides=2`면 두 픽셀 간격으로 찍으므로 사진이 두 배가 됩니다. 2×2 커널은 네모를 찍고, 산 모양의 4×4 커널은 이웃과 섞이게 찍습니다.

# %% [markdown] tags=["en"]
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
# `SeparableConv2D`는 먼저 채널마다 따로 훑고, 그다음 1×1 합성곱으로 섞습니다. 채널 32개를 64개로 바꿀 때 파라미터의 수를 견줍니다.

# %% [markdown] tags=["en"]
# `SeparableConv2D` first goes over each channel alone and then mixes them with a 1×1 convolution. Compare the numbers of parameters for turning 32 channels into 64.

# %%
for layer in (layers.Conv2D(64, 3), layers.SeparableConv2D(64, 3)):
    layer.build((None, 28, 28, 32))
    print(type(layer).__name__, [array.shape for array in layer.get_weights()], layer.count_params())

# %% [markdown] tags=["ko"]
# ### 연습 4-1-d
#
# `Conv2D`의 출력 형태와 파라미터의 수를 손으로 계산하는 함수 `conv_plan(height, width, channels, filters, kernel_size, strides, padding)`를 작성하세요.
#
# - `kernel_size`와 `strides`는 정수 하나입니다. 커널은 정사각형이고 두 방향의 스트라이드가 같습니다.
# - `padding`은 `"valid"` 또는 `"same"`입니다. 편향이 있습니다.
# - 쌍(tuple) `(shape, parameters)`를 돌려줍니다. `shape`는 배치를 뺀 형태 (높이, 너비, 채널)이고 `parameters`는 정수입니다.

# %% [markdown] tags=["en"]
# ### Exercise 4-1-d
#
# Write a function `conv_plan(height, width, channels, filters, kernel_size, strides, padding)` that works out the output shape and the number of parameters of a `Conv2D` by hand.
#
# - `kernel_size` and `strides` are one integer each: the kernel is square, and the step is the same in both directions.
# - `padding` is `"valid"` or `"same"`. There is a bias.
# - It returns a pair (a tuple) `(shape, parameters)`: `shape` is (height, width, channels) without the batch axis, `parameters` an integer.

# %% tags=["starter"] exercise="4-1-d"
conv_plan = ...

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [height, width]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), kernel_size**2 * channels * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 + 1) * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, channels), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    margin = kernel_size // 2 * 2 if padding == "same" else 0
    size = [(length + margin - kernel_size) / strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["wrong"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    margin = (kernel_size - 1) // 2 if padding == "same" else 0
    size = [(length + 2 * margin - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %% tags=["right"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    room = kernel_size if padding == "valid" else 1
    rows, columns = (len(range(0, length - room + 1, strides)) for length in (height, width))
    return (rows, columns, filters), filters + filters * channels * kernel_size * kernel_size

# %% tags=["right"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    def places(length):
        return (length - 1) // strides + 1 if padding == "same" else (length - kernel_size + strides) // strides

    weights = np.zeros((kernel_size, kernel_size, channels, filters)), np.zeros(filters)
    return (places(height), places(width), filters), sum(array.size for array in weights)

# %% tags=["right"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    conv = layers.Conv2D(filters, kernel_size, strides, padding)
    conv.build((None, height, width, channels))
    return conv.compute_output_shape((None, height, width, channels))[1:], conv.count_params()

# %% tags=["solution"] exercise="4-1-d"
def conv_plan(height, width, channels, filters, kernel_size, strides, padding):
    if padding == "same":
        size = [-(-length // strides) for length in (height, width)]
    else:
        size = [(length - kernel_size) // strides + 1 for length in (height, width)]
    return (*size, filters), (kernel_size**2 * channels + 1) * filters

# %%
check("4-1-d", conv_plan)

# %% [markdown] tags=["ko", "solution"]
# `"valid"`에서 창의 왼쪽 끝은 0에서 length − kernel_size까지 갑니다. 걸음으로 나눈 몫에 첫 자리 하나를 더합니다. `"same"`은 걸음이 1일 때 크기를 지키고, 걸음이 s면 s로 나누어 올립니다. 필터 하나는 채널마다 커널 하나와 편향 하나를 가집니다. 사진의 크기는 파라미터의 수와 상관이 없습니다.

# %% [markdown] tags=["en", "solution"]
# With `"valid"` the left edge of the window goes from 0 to length − kernel_size: divide by the step, and add one for the first place. `"same"` keeps the size for step 1, and for a step s divides by s and rounds up. A filter has one kernel for each channel, and one bias. The size of the picture has no part in the number of parameters.

# %% [markdown] tags=["ko"]
# ## 실험실: 커널
#
# 커널의 아홉 수를 바꾸면 출력이 곧바로 다시 그려집니다. 오른쪽의 곡선은 활성화 함수(activation function)이고, 점 하나가 픽셀 하나입니다. **먼저** 준비된 커널을 하나씩 골라 보고, 가운데 수를 1씩 키워 보세요. **눈여겨볼 것**은 아홉 수의 합입니다. 합이 1이면 사진의 밝기가 남고, 0이면 윤곽만 남습니다. `relu`와 `sigmoid`에서 하얀 배경이 어떻게 되는지도 견주어 보세요.

# %% [markdown] tags=["en"]
# ## The lab: Kernel
#
# Change one of the nine numbers of the kernel, and the output is drawn anew at once. The curve at the right is the activation function, and each dot on it is a pixel. **Try first** the prepared kernels one by one, then raise the number in the middle step by step. **Notice** the sum of the nine: with a sum of 1 the brightness stays, with 0 only outlines are left. Compare, too, what becomes of the white background under `relu` and under `sigmoid`.

# %%
lab("kernel")

# %% [markdown] tags=["ko"]
# ### 풀링: 여럿에서 하나
#
# 풀링(pooling) 층은 칸마다 수 하나만 남깁니다. `MaxPooling2D`는 가장 큰 수, `AveragePooling2D`는 평균입니다. 학습할 가중치는 없습니다.

# %% [markdown] tags=["en"]
# ### Pooling: one out of many
#
# A pooling layer keeps one number of each cell: `MaxPooling2D` the largest, `AveragePooling2D` the mean. There are no weights to learn.

# %%
plots.show_effect(
    {TROUSERS: trousers},
    {
        "Max, 2": through(layers.MaxPooling2D(2), trousers),
        "Average, 2": through(layers.AveragePooling2D(2), trousers),
        "Max, 4": through(layers.MaxPooling2D(4), trousers),
        "Average, 4": through(layers.AveragePooling2D(4), trousers),
    },
)

# %% [markdown] tags=["ko"]
# 최댓값을 남기면 두 다리 사이의 하얀 틈이 사라지고, 평균은 틈을 옅게 남깁니다. 전체를 한 칸으로 보는 것이 `GlobalMaxPooling2D`와 `GlobalAveragePooling2D`입니다.

# %% [markdown] tags=["en"]
# The maximum closes the white gap between the legs; the mean leaves a pale trace of it. `GlobalMaxPooling2D` and `GlobalAveragePooling2D` take the whole picture for one cell.

# %%
batch = trousers[np.newaxis, :, :, np.newaxis]
for pooling in (layers.GlobalMaxPooling2D(), layers.GlobalAveragePooling2D()):
    print(pooling(batch).shape, f"{float(pooling(batch)[0, 0]):.2f}")

# %% [markdown] tags=["ko"]
# ### 순환 층: 줄마다 이어지는 상태
#
# 순환 층(recurrent layer)은 사진을 위에서부터 한 줄씩 읽으면서 상태를 다음 줄로 넘깁니다. 바지의 가운데 여덟 줄을 지워 봅니다. 기억이 없는 `Dense`와 견줍니다. 세 층 모두 학습하지 않았고, 줄마다 유닛 16개의 값을 그렸습니다. 지운 줄에서 각각 무엇이 보일지 예상해 보세요.

# %% [markdown] tags=["en"]
# ### Recurrent layers: a state from row to row
#
# A recurrent layer reads the picture row by row from the top and hands its state on to the next row. Wipe out eight rows in the middle of the trousers, and compare with `Dense`, which has no memory. None of the three is trained; for each row you see its 16 units. Guess what each shows at the rows that were wiped out.

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
plots.show_effect({TROUSERS: wiped}, rows, signed=True)

# %%
print({name: bool(np.abs(values[17]).max() > 1e-3) for name, values in rows.items()})

# %% tags=["proof"]
size = {name: np.linalg.norm(values, axis=1) for name, values in rows.items()}
assert size["LSTM"][17] / size["LSTM"][9] < 0.3 < 0.45 < size["SimpleRNN"][17] / size["SimpleRNN"][9]
turned = {name: np.mean(np.sign(values[10:17]) != np.sign(values[11:18])) for name, values in rows.items()}
assert turned["LSTM"] < 0.1 < 0.2 < turned["SimpleRNN"]

# %% [markdown] tags=["ko"]
# `Dense`는 하얀 줄에서 0을 내놓습니다. 순환 층의 상태는 하얀 줄을 지나면서도 남아 있습니다. `SimpleRNN`의 상태는 줄마다 부호까지 바뀌며 요동치고, `LSTM`의 상태는 같은 무늬로 옅어집니다. 얼마나 오래 남는지는 가중치가 정합니다. 학습하지 않은 이 둘에서는 `LSTM`이 오히려 더 빨리 옅어집니다. `return_sequences=True`를 빼면 마지막 줄의 상태만 나옵니다.
#
# ### 임베딩: 낱말에 벡터를
#
# `TextVectorization`은 문장을 낱말 번호의 줄로 바꾸고, 임베딩(embedding) 층은 번호마다 표에서 벡터 한 줄을 꺼냅니다. 처음에는 난수이지만 함께 학습됩니다. 영화 평이 긍정인지 맞히는 작은 모델로 4에포크만 학습합니다.

# %% [markdown] tags=["en"]
# `Dense` gives 0 at the white rows. The states of the recurrent layers live on through them: that of `SimpleRNN` jumps from row to row and changes its signs, that of the `LSTM` keeps its pattern and fades. How long a state lasts is up to the weights; in these two, which are not trained, it is the `LSTM` that fades faster. Without `return_sequences=True` you get the state after the last row only.
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
print(f"≈ {history.history['accuracy'][-1]:.2f}", history.history["accuracy"][-1] > 0.7)

# %%
sentence = "A bad movie that happened to good actors."
words = sentence.lower().strip(".").split()
vectors = keras.ops.convert_to_numpy(embedding(word_numbers([sentence])))[0, : len(words)]
print(sentence in list(reviews), len(words), vectors.shape)
plots.show_matrix(vectors, words, range(6), "input", "output_dim")

# %% tags=["proof"]
whole = layers.TextVectorization(vocabulary=["happened"])(reviews)
happened = (keras.ops.convert_to_numpy(whole) == 2).any(axis=1)
assert (happened.sum(), (ratings[happened] <= 0).sum()) == (10, 8)

# %% [markdown] tags=["ko"]
# 의견이 실린 낱말만 색이 진합니다. `happened`는 이 평들에 열 번 나오는데 그 가운데 여덟이 나쁜 평이라서, 덩달아 나쁜 쪽이 되었습니다. 수가 여섯 개이지만 모두 같은 이야기를 합니다. 이 모델은 좋다와 나쁘다만 배웠으므로, `bad`와 `good`의 벡터는 서로 반대쪽을 가리킵니다.

# %% [markdown] tags=["en"]
# Only words that carry an opinion have strong colours. `happened` stands in ten of these reviews, eight of them bad, so it has become a bad word, too. There are six numbers, yet all of them tell the same story: the model learned nothing but good and bad, so the vectors of `bad` and `good` point in opposite directions.

# %%
bad, good = vectors[words.index("bad")], vectors[words.index("good")]
cosine = bad @ good / (np.linalg.norm(bad) * np.linalg.norm(good))
print(f"≈ {cosine:.2f}", cosine < -0.5, np.linalg.norm(bad) > 3 * np.linalg.norm(vectors[words.index("to")]))

# %% [markdown] tags=["ko"]
# ### 합치기: 둘을 하나로
#
# 합치는 층은 텐서를 목록으로 받습니다. `Add`와 `Multiply`는 같은 자리끼리 계산합니다. 형태가 같거나, 다른 축은 한쪽의 길이가 1이어야 합니다. 길이가 1이면 그 값을 축을 따라 되풀이해 씁니다(브로드캐스팅). `Concatenate`는 이어 붙입니다. 페이지에는 소문자로 된 함수도 있습니다. `layers.add([a, b])`는 `layers.Add()([a, b])`와 같습니다.

# %% [markdown] tags=["en"]
# ### Merge: two become one
#
# Merging layers take a list of tensors. `Add` and `Multiply` work place by place. The shapes agree, or where they differ one of them has length 1, and its value is repeated along that axis (broadcasting). `Concatenate` puts one beside the other. The page also has functions in lower case: `layers.add([a, b])` is the same as `layers.Add()([a, b])`.

# %%
both = [boot[np.newaxis], trousers[np.newaxis]]
merging = {"Add": layers.Add(), "Multiply": layers.Multiply(), "Concatenate": layers.Concatenate(axis=2)}
merged = {name: keras.ops.convert_to_numpy(layer(both))[0] for name, layer in merging.items()}
plots.show_effect({BOOT: boot, TROUSERS: trousers}, merged)

# %%
print(np.allclose(merged["Add"], keras.ops.convert_to_numpy(layers.add(both))[0]), merged["Add"].max() > 1)

# %% tags=["proof"]
column, row = np.ones((2, 3, 1), "float32"), np.ones((2, 1, 4), "float32")
assert layers.Add()([column, row]).shape == layers.Multiply()([column, row]).shape == (2, 3, 4)
try:
    layers.Add()([column, np.ones((2, 2, 4), "float32")])
except ValueError:
    pass
else:
    raise AssertionError("lengths 3 and 2 were added")

# %% [markdown] tags=["ko"]
# `Multiply`는 둘 다 어두운 곳만 남깁니다. 한쪽을 가리개로 쓰는 층이 이 일을 합니다.
#
# ### 정규화: 무엇과 견주는가
#
# 여기서 볼 두 정규화 층은 평균을 0으로, 퍼진 정도를 1로 맞춥니다. 다른 것은 **어느 수들의** 평균이냐입니다. `LayerNormalization`은 사진 한 장의 픽셀끼리, 배치 정규화(batch normalization) 층인 `BatchNormalization`은 여러 사진의 같은 자리 픽셀끼리 견줍니다. 한 장짜리 결과를 예상해 보세요.

# %% [markdown] tags=["en"]
# `Multiply` keeps only what is dark in both. Layers that let one input decide what is seen of the other work like this.
#
# ### Normalization: compared with what
#
# The two normalizations here bring the mean to 0 and the spread to 1. What differs is **whose** mean. `LayerNormalization` compares the pixels of one picture with each other; `BatchNormalization`, which does batch normalization, each pixel with the same place in the other pictures. Guess what the boot looks like after each.

# %%
flat = pictures[:500].reshape(500, 784)
normalized = {
    "Layer": layers.LayerNormalization()(flat),
    "Batch": layers.BatchNormalization(epsilon=0.01)(flat, training=True),
}
normalized = {name: keras.ops.convert_to_numpy(values) for name, values in normalized.items()}
shown = {f"{name}Normalization": values[0].reshape(28, 28) for name, values in normalized.items()}
plots.show_effect({BOOT: boot}, shown, signed=True)

# %%
for name, values in normalized.items():
    of_picture, of_pixel = abs(values[0].mean()), abs(values[:, 400].mean())
    print(f"{name}: boot {of_picture:.2f}, pixel 400 {of_pixel:.2f}", of_picture < 0.001, of_pixel < 0.001)

# %% [markdown] tags=["ko"]
# 첫째 층 뒤에는 부츠 한 장의 평균이 0이고, 둘째 층 뒤에는 500장에 걸친 픽셀 400의 평균이 0입니다. `BatchNormalization` 뒤에는 **이 사진만의 것**이 남습니다. 다른 옷이 좀처럼 닿지 않는 앞코와 굽은 주황이고, 다른 옷이 흔히 차지하는 발등 위와 밑창 아래는 보라입니다.
#
# 둘은 더 단순합니다. `UnitNormalization`은 벡터의 길이를 1로 만들고, `Rescaling`은 정해 둔 수를 곱하고 더합니다. `Rescaling(2, offset=-1)`은 2를 곱하고 1을 빼며, `Rescaling(1 / 255)`는 이 코스가 사진마다 하던 나눗셈입니다.

# %% [markdown] tags=["en"]
# After the first layer the mean of the boot is 0; after the second, that of pixel 400 over all 500 pictures. `BatchNormalization` leaves **what is special about this picture**. Toe and heel, where few other clothes reach, are orange; above the instep and below the sole, where others have cloth, it is purple.
#
# Two others are simpler. `UnitNormalization` brings a vector to length 1, and `Rescaling` multiplies and adds numbers that you choose. `Rescaling(2, offset=-1)` doubles and subtracts 1, and `Rescaling(1 / 255)` is the division that this course does with every picture.

# %%
unit = keras.ops.convert_to_numpy(layers.UnitNormalization()(flat[:2]))
print(np.linalg.norm(flat[:2], axis=1).round(2), np.linalg.norm(unit, axis=1).round(2))
scaled = keras.ops.convert_to_numpy(layers.Rescaling(1 / 255)(train_pictures[:1]))
print(train_pictures[0].max(), scaled.max(), np.allclose(scaled[0], boot))

# %% [markdown] tags=["ko"]
# ### 잡음: 학습할 때만
#
# 잡음 층은 과적합(overfitting)을 막으려고 입력을 일부러 망가뜨립니다. `GaussianNoise`는 난수를 더하고, `Dropout`은 수를 무작위로 0으로 만듭니다. 그런 일은 학습할 때만 필요합니다. 그래서 `training=False`면 아무것도 하지 않습니다.

# %% [markdown] tags=["en"]
# ### Noise: only in training
#
# Noise layers spoil their input on purpose, against overfitting. `GaussianNoise` adds random numbers, `Dropout` sets random ones to 0. That is wanted in training only, so with `training=False` they do nothing.

# %%
noise, drop = layers.GaussianNoise(0.2, seed=1), layers.Dropout(0.5, seed=1)
dropped = through(drop, boot, training=True)
plots.show_effect(
    {BOOT: boot},
    {
        "GaussianNoise": through(noise, boot, training=True),
        "Dropout": dropped,
        "training=False": through(drop, boot, training=False),
    },
)

# %% [markdown] tags=["ko"]
# `Dropout` 뒤에 남은 픽셀은 전보다 진합니다. 그래서 이 그림에서는 원래 부츠가 옅어 보입니다. 얼마나 진해졌고, 왜 그럴까요?

# %% [markdown] tags=["en"]
# After `Dropout` the pixels that are left are darker than before, so next to them the boot itself looks pale. How much darker are they, and why?

# %%
kept = dropped > 0
print(bool(np.allclose(dropped[kept] / boot[kept], 2)))
print(f"{boot.mean():.2f} ≈ {dropped.mean():.2f}", abs(boot.mean() - dropped.mean()) < 0.05)

# %%
choose("4-1-q3")

# %% tags=["solution"] exercise="4-1-q3"
check("4-1-q3", "b")

# %% [markdown] tags=["ko"]
# ### 어텐션: 어느 낱말이 어느 낱말을 보는가
#
# 어텐션(attention) 층은 벡터마다 다른 모든 벡터를 얼마나 볼지 정하고, 그 비율로 섞습니다. `Attention`에는 가중치가 없습니다. 질의(query)와 키(key)를 곱해 소프트맥스를 취할 뿐입니다. 여기서는 위에서 배운 낱말의 벡터를 둘 다로 씁니다. 그러니 '본다'는 말은 여기서 **같은 쪽을 가리킨다**는 뜻입니다. 번역이나 문장을 배운 어텐션은 아닙니다. 낱말 `bad`와 `good`은 어디를 볼까요?

# %% [markdown] tags=["en"]
# ### Attention: which word looks at which
#
# An attention layer decides, for each vector, how much to look at every other one, and mixes them in that proportion. `Attention` has no weights: it multiplies queries with keys and takes a softmax. Here the word vectors from above are both. So "looks at" means no more than **points the same way**; no attention was trained on sentences. Where will `bad` and `good` look?

# %%
attention = layers.Attention()
mixed, looks = attention([vectors[np.newaxis]] * 2, return_attention_scores=True)
looks = keras.ops.convert_to_numpy(looks)[0]
print(attention.count_params(), looks.shape, bool(np.allclose(looks.sum(axis=1), 1, atol=1e-5)))
plots.show_matrix(looks, words, words, "query", "key")

# %%
strongest = {word: words[looks[words.index(word)].argmax()] for word in ("bad", "good")}
print(strongest, looks[words.index("to")].max() < 0.5)

# %% tags=["proof"]
assert all(looks[words.index(word)].max() < 0.5 for word in words if word not in ("bad", "good", "happened"))
assert words[looks[words.index("happened")].argmax()] == "bad"

# %% [markdown] tags=["ko"]
# 줄마다 합이 1입니다. 두 낱말은 거의 자신만 보고, `happened`는 `bad`를 보고, 의견이 옅은 낱말은 어느 한 낱말에 절반을 주지 않고 여럿을 나누어 봅니다. `MultiHeadAttention`은 질의와 키를 만드는 법까지 학습하므로 '본다'의 뜻을 스스로 찾습니다. 그 비율로 섞은 벡터는 `mixed`에 있습니다.
#
# ### 전처리: 모델에 넣기 전에
#
# 전처리 층은 사진의 크기를 맞추고, 데이터 증강(data augmentation, 6-1에서 다룹니다)을 하고, 글자를 수로 바꿉니다. `Resizing`은 사진을 정한 크기로 만듭니다. `RandomFlip`, `RandomRotation`, `RandomZoom`은 사진을 무작위로 뒤집고, 돌리고, 확대하거나 축소합니다.

# %% [markdown] tags=["en"]
# Every row adds up to 1. The two words look at hardly anything but themselves, `happened` looks at `bad`, and words without much opinion share their look out: none of them gives one word as much as half. `MultiHeadAttention` also learns how to make queries and keys, so it finds out for itself what to look for. The mixed vectors are in `mixed`.
#
# ### Preprocessing: before the model
#
# Preprocessing layers bring pictures to one size, do data augmentation (6-1 is about it), and turn text into numbers. `Resizing` gives a picture the size that you name. `RandomFlip`, `RandomRotation` and `RandomZoom` flip, turn and zoom it at random.

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
# 증강도 학습할 때만 필요합니다. 하지만 잡음 층과 달리 `Random…` 층에서는 `training`의 기본값이 참입니다. `fit`은 참을, `predict`와 `evaluate`는 거짓을 넘겨 주지만, 모델을 `model(x)`처럼 직접 부르면 사진이 바뀝니다. 그대로 두려면 `training=False`를 넘기세요.

# %% [markdown] tags=["en"]
# Augmentation, too, is wanted in training only. But unlike those of noise, the `Random…` layers take `training` as true unless told otherwise. `fit` hands them true, `predict` and `evaluate` false; call the model yourself, as in `model(x)`, and it changes the picture. To leave it alone, pass `training=False`.

# %%
one = boot[np.newaxis, :, :, np.newaxis]
rotation = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomRotation(0.15, seed=3)])
outputs = {
    "model(x)": rotation(one),
    "model(x, training=False)": rotation(one, training=False),
    "predict": rotation.predict(one, verbose=0),
}
print({name: np.array_equal(keras.ops.convert_to_numpy(output), one) for name, output in outputs.items()})

# %% tags=["proof"]
assert [np.array_equal(keras.ops.convert_to_numpy(output), one) for output in outputs.values()] == [False, True, True]
assert np.array_equal(keras.ops.convert_to_numpy(layers.Dropout(0.5)(one)), one)
for layer in augment.values():
    assert any(not np.array_equal(keras.ops.convert_to_numpy(layer(one)), one) for _ in range(8))
    assert np.array_equal(keras.ops.convert_to_numpy(layer(one, training=False)), one)

# %% [markdown] tags=["ko"]
# `TextVectorization`은 `adapt`에서 본 낱말만 압니다. 한국어도 띄어쓰기로 나눕니다. 아래 셋째 줄의 낱말 `영화는`은 첫째 줄에 `영화가`로 있었습니다. 몇 번이 될까요?

# %% [markdown] tags=["en"]
# `TextVectorization` knows only the words that it saw in `adapt`. It splits Korean at the spaces, too. The word `영화는` of the third line below was there in the first as `영화가`: the same noun, *film*, with another particle. What number will it get?

# %%
seen = ["영화가 정말 재미있다.", "The film is really fun!"]
vectorize = layers.TextVectorization()
vectorize.adapt(seen)
for line in (*seen, "영화는 재미있다."):
    print(keras.ops.convert_to_numpy(vectorize([line]))[0], line)

# %% [markdown] tags=["ko"]
# 1번은 모르는 낱말의 자리입니다. 조사가 바뀌면 다른 낱말이 되는 셈입니다. 한국어에 맞는 표준화는 6-2에서 만듭니다.
#
# ### 연습 4-1-e
#
# 앵클부츠에 층 다섯 개를 하나씩 적용한 결과 A–E입니다. 가중치가 있는 층은 없습니다. 각 결과를 내는 층의 객체를 순서대로 담은 목록(list) `found`를 만드세요.
#
# - 층은 다섯 개이고, 층마다 (1, 28, 28, 1)의 사진을 받아 그림과 같은 형태의 사진을 냅니다.
# - 다른 사진에 적용해도 같은 일을 합니다. 같은 결과를 내면 어느 층이든 맞습니다.

# %% [markdown] tags=["en"]
# Number 1 stands for a word that is not known. With another particle it counts as another word. A standardization that suits Korean follows in 6-2.
#
# ### Exercise 4-1-e
#
# A–E are what five layers made of the ankle boot, one layer each. None of them has weights. Make a list `found` of layer objects that do the same, in this order.
#
# - There are five layers. Each takes a picture of shape (1, 28, 28, 1) and gives one of the shape that you see.
# - Each does the same to other pictures. Any layer that gives the same result is right.

# %%
from utils.exercises.section_4_1 import effects_to_name

plots.show_effect({BOOT: boot}, effects_to_name(boot))

# %% tags=["starter"] exercise="4-1-e"
found = ...

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.MaxPooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.RandomFlip("vertical"),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Resizing(14, 14),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.ZeroPadding2D(14),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = ["AveragePooling2D", "Permute", "Cropping2D", "UpSampling2D", "Rescaling"]

# %% tags=["wrong"] exercise="4-1-e"
found = [layers.AveragePooling2D(2), layers.Permute((2, 1, 3)), layers.Cropping2D(7), layers.UpSampling2D(2)]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    lambda x: keras.ops.average_pool(x, 2),
    lambda x: keras.ops.swapaxes(x, 1, 2),
    lambda x: x[:, 7:21, 7:21],
    lambda x: keras.ops.repeat(keras.ops.repeat(x, 2, axis=1), 2, axis=2),
    lambda x: 1 - x,
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.RandomCrop(14, 14),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["wrong"] exercise="4-1-e"
found = [
    layers.AveragePooling2D,
    layers.Permute,
    layers.Cropping2D,
    layers.UpSampling2D,
    layers.Rescaling,
]

# %% tags=["right"] exercise="4-1-e"
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

# %% tags=["right"] exercise="4-1-e"
found = [
    layers.Resizing(14, 14),
    layers.Permute((2, 1, 3)),
    layers.CenterCrop(14, 14),
    layers.Resizing(56, 56, interpolation="nearest"),
    layers.Lambda(lambda x: 1 - x),
]

# %% tags=["right"] exercise="4-1-e"
found = [layers.AvgPool2D(2, 2), layers.Permute([2, 1, 3])]
found += [layers.Cropping2D(((7, 7), (7, 7)))]
found += [layers.UpSampling2D(size=(2, 2)), layers.Rescaling(scale=-1.0, offset=1.0)]

# %% tags=["right"] exercise="4-1-e"
halve, stretch = layers.AveragePooling2D((2, 2), strides=2), layers.UpSampling2D()
turn = layers.Lambda(lambda x: keras.ops.transpose(x, (0, 2, 1, 3)))
cut = layers.Lambda(lambda x: x[:, 7:-7, 7:-7])
negative = keras.Sequential([layers.Rescaling(-1), layers.Rescaling(1, offset=1)])
found = [halve, turn, cut, stretch, negative]

# %% tags=["solution"] exercise="4-1-e"
found = [
    layers.AveragePooling2D(2),
    layers.Permute((2, 1, 3)),
    layers.Cropping2D(7),
    layers.UpSampling2D(2),
    layers.Rescaling(-1, offset=1),
]

# %% tags=["proof"] exercise="4-1-e"
check("4-1-e", found)
assert not found[-1].built

# %%
check("4-1-e", found)

# %% [markdown] tags=["ko", "solution"]
# A와 C는 크기가 같습니다. A는 전체를 작게, C는 가운데를 그대로 보여 줍니다. 가장 어두운 픽셀이 옅어졌으니 A는 최댓값이 아니라 평균입니다. B에서 부츠는 돌아간 것이 아니라 축이 바뀌었습니다. E의 배경은 0이 아니라 1입니다.

# %% [markdown] tags=["en", "solution"]
# A and C are of one size. A shows the whole in small, C the middle as it is. The darkest pixels became lighter, so A took means and not the largest. In B the boot was not turned: its axes were exchanged. The background of E is 1 and no longer 0.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `get_config`는 조리법, `get_weights`는 요리입니다. `serialize`와 `deserialize`에 `set_weights`를 더하면 복사가 됩니다.
# - `layer.input.shape`가 `layer.input_shape`를 대신하고, 부를 때 나온 텐서를 담아 두는 것이 `get_output_at`을 대신합니다.
# - `trainable`을 바꾸면 `compile`을 다시 부릅니다. 얼린 `BatchNormalization`은 추론하듯이 계산합니다.
# - 합성곱은 창 안의 수를 곱해 더하고, 풀링은 칸마다 하나를 남기고, 순환 층은 상태를 넘기고, 어텐션은 비율을 정해 섞습니다.
# - `Dropout`, `GaussianNoise`, `Random…` 층은 `training=True`일 때만 움직입니다. `Random…` 층은 말하지 않으면 참으로 여깁니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `get_config` is the recipe, `get_weights` the dish. `serialize` and `deserialize`, and then `set_weights`, make a copy.
# - `layer.input.shape` took the place of `layer.input_shape`, and keeping the tensor of each call that of `get_output_at`.
# - When you change `trainable`, call `compile` again. A frozen `BatchNormalization` works as in inference.
# - A convolution multiplies and adds inside a window, pooling keeps one number of a cell, a recurrent layer hands on its state, attention mixes in proportions that it works out.
# - `Dropout`, `GaussianNoise` and the `Random…` layers act only with `training=True`. The `Random…` layers take it as true unless told otherwise.
