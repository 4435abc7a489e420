"""4-2 Writing your own layers: what counts as right."""

import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import ops

from utils.checking import exercise, question, require, require_array, require_returned
from utils.exercises.requirements import require_registered
from utils.messages import Text, brief, one_line

NAME = "named"

# --- what exercises on layers share ---


def require_layer_class(value) -> None:
    """A class derived from `keras.layers.Layer`, not an object of one."""
    require(
        isinstance(value, type) and issubclass(value, keras.layers.Layer),
        Text(
            ko="`layers.Layer`의 하위 클래스가 필요한데 {got}을(를) 받았습니다.",
            en="This needs a class derived from `layers.Layer`, not {got}.",
        ).format(got=brief(value)),
    )


def require_output(layer: keras.Layer, x: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """What the layer returns for these inputs, an array of finite numbers of this shape."""
    output = layer(x)
    require_returned(output)
    return require_array(output, shape)


def require_trainable(layer: keras.Layer, shapes: list[tuple[int, ...]]) -> None:
    """The weights have these shapes, and all of them are trainable."""
    found = [tuple(weight.shape) for weight in layer.weights]
    require(
        found == shapes,
        Text(
            ko="가중치의 형태가 {found}입니다. {wanted}이어야 합니다.",
            en="The weights have the shapes {found}; they should be {wanted}.",
        ).format(found=found, wanted=shapes),
    )
    require(
        len(layer.trainable_weights) == len(shapes),
        Text(ko="학습되지 않는 가중치가 있습니다.", en="One of the weights is not trainable."),
    )


def require_comes_back(layer: keras.Layer, x: np.ndarray) -> keras.Layer:
    """A model with this layer, named `NAME` and now frozen, is the same after saving and loading; returns its layer."""
    layer.trainable = False
    inputs = keras.Input(x.shape[1:])
    model = keras.Model(inputs, layer(inputs))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        try:
            model.save(file)
            loaded = keras.models.load_model(file)
        except (NotImplementedError, TypeError, ValueError) as error:
            require(
                False,
                Text(
                    ko="저장했다가 불러올 수 없습니다. 설정을 살펴보세요. {error}",
                    en="It cannot be saved and loaded. Look at the config. {error}",
                ).format(error=one_line(error, 160)),
            )
    require(
        bool(np.allclose(*(ops.convert_to_numpy(each(x)) for each in (model, loaded)), rtol=1e-3, atol=1e-5)),
        Text(ko="불러온 모델의 출력이 다릅니다.", en="The loaded model gives other outputs."),
    )
    back = loaded.layers[-1]
    require(
        back.name == layer.name == NAME,
        Text(
            ko='`name="{name}"`인 층이 `{found}`(이)라는 이름으로 돌아왔습니다. 이름은 `**kwargs`로 들어옵니다.',
            en='A layer with `name="{name}"` came back as `{found}`. Its name comes in with `**kwargs`.',
        ).format(name=NAME, found=back.name),
    )
    require(
        not back.trainable,
        Text(
            ko="얼려서 저장한 층이 녹은 채로 돌아옵니다. 모든 층의 설정에 있는 것이 이 설정에는 빠져 있습니다.",
            en="The layer was frozen, and comes back thawed. This config lacks what the config of every layer holds.",
        ),
    )
    return back


def noise(*shape: int) -> np.ndarray:
    """The same random numbers each time, float32, from 0 to 1."""
    return np.random.default_rng(0).random(shape, dtype="float32")


# --- 4-2-a ---


@exercise(
    "4-2-a",
    hints=[
        Text(
            ko="사진마다 가장 큰 값 하나가 필요합니다. 축 0은 사진, 축 1과 2는 픽셀입니다.",
            en="You need one largest value for each picture. Axis 0 counts pictures, axes 1 and 2 pixels.",
        ),
        Text(
            ko="`ops.max(x, axis=(1, 2), keepdims=True)`의 형태는 (n, 1, 1)이라 `x`를 바로 나눌 수 있습니다.",
            en="`ops.max(x, axis=(1, 2), keepdims=True)` has shape (n, 1, 1), so `x` can be divided by it.",
        ),
        Text(
            ko="0으로 나누지 않으려면 `ops.where`로 0을 1로 바꾼 뒤 나누세요.",
            en="To avoid dividing by 0, let `ops.where` put 1 in place of 0 first.",
        ),
    ],
)
def brightest_pixel(brightest):
    require_layer_class(brightest)
    pictures = noise(3, 4, 5) * np.array([1, 1 / 255, 200], "float32")[:, None, None]
    layer = brightest()
    found = require_output(layer, pictures, pictures.shape)
    require(
        not layer.weights,
        Text(
            ko="이 층에는 가중치가 {n}개 있습니다. 가중치가 없는 층이어야 합니다.",
            en="This layer has {n} weight(s). It should be a layer without weights.",
        ).format(n=len(layer.weights)),
    )
    tops = found.max(axis=(1, 2)).astype("float64")
    require(
        bool(np.allclose(tops, 1, atol=1e-3)),
        Text(
            ko="사진 세 장의 가장 큰 값이 {tops}이(가) 되었습니다. 사진마다 1이어야 합니다.",
            en="The largest values of three pictures became {tops}. Each should be 1.",
        ).format(tops=tops.round(3).tolist()),
    )
    require(
        bool(np.allclose(found, pictures / pictures.max(axis=(1, 2), keepdims=True), atol=1e-3)),
        Text(
            ko="사진마다 가장 큰 값은 1이지만, 한 사진 안의 픽셀들을 서로 다른 수로 나누었습니다.",
            en="The largest value is 1, but pixels of one picture were divided by different numbers.",
        ),
    )
    *others, black = ops.convert_to_numpy(brightest()(np.concatenate([pictures, np.zeros((1, 4, 5), "float32")])))
    require(
        bool((black == 0).all()),
        Text(
            ko="모두 0인 사진에서 {found}이(가) 나왔습니다. 0으로 남아야 합니다.",
            en="A picture that is 0 everywhere became {found}. It should stay 0.",
        ).format(found=black.flat[0]),
    )
    require(
        bool(np.allclose(others, found, atol=1e-3)),
        Text(
            ko="배치에 모두 0인 사진이 하나 있으면 다른 사진의 결과도 달라집니다. 사진마다 따로 계산하세요.",
            en="One picture of zeros in a batch changes what becomes of the others. Each should be worked out alone.",
        ),
    )
    require_works_symbolically(brightest)


def require_works_symbolically(kind: type) -> None:
    """The layer can be part of a functional model and keeps the shape of a picture."""
    inputs = keras.Input((28, 28))
    try:
        found = tuple(kind()(inputs).shape)
    except Exception as error:
        found = error
    require(
        not isinstance(found, Exception),
        Text(
            ko="배열에는 되지만 `keras.Input`에는 부를 수 없습니다. `keras.ops`로만 계산하세요. {error}",
            en="It works on arrays, but not on `keras.Input`: compute with `keras.ops` only. {error}",
        ).format(error=one_line(found, 100) if isinstance(found, Exception) else ""),
    )
    require(
        found == (None, 28, 28),
        Text(
            ko="`keras.Input((28, 28))`에 부르면 형태가 {found}입니다.",
            en="Called on `keras.Input((28, 28))` it has shape {found}.",
        ).format(found=found),
    )


# --- 4-2-b ---


@exercise(
    "4-2-b",
    hints=[
        Text(
            ko="가중치는 입력의 형태를 아는 `build(self, input_shape)`에서 만듭니다.",
            en="Make the weights in `build(self, input_shape)`, where the shape of the input is known.",
        ),
        Text(
            ko="마지막 축의 길이는 축이 몇 개든 `input_shape[-1]`입니다.",
            en="The length of the last axis is `input_shape[-1]`, however many axes there are.",
        ),
        Text(
            ko='`self.add_weight(shape=(...,), initializer="ones")`처럼 초기화 함수를 적으세요.',
            en='Name the initializer, as in `self.add_weight(shape=(...,), initializer="ones")`.',
        ),
    ],
)
def scale_and_shift(kind):
    require_layer_class(kind)
    # Six features twice: a second layer does not take over the weights of the first.
    for x in (noise(4, 6), noise(2, 3, 4), noise(2, 6)):
        layer = kind()
        start = require_output(layer, x, x.shape)
        require_two_for_each(layer, x.shape[-1])
        require(
            bool(np.allclose(start, x, atol=1e-5)),
            Text(
                ko="처음에는 출력이 입력과 같아야 합니다. 지금은 {x:.3f}이(가) {found:.3f}이(가) 됩니다.",
                en="At the start the output should equal the input, but {x:.3f} becomes {found:.3f}.",
            ).format(x=x.flat[0], found=start.flat[0]),
        )
        require_scales_and_shifts(layer, x)


def require_two_for_each(layer: keras.Layer, features: int) -> None:
    """There are two trainable numbers for each feature."""
    found = sum(int(np.prod(weight.shape)) for weight in layer.trainable_weights)
    require(
        found == layer.count_params() == 2 * features,
        Text(
            ko="특성이 {n}개일 때 학습 가능한 수가 {found}개입니다. 특성마다 둘이어야 합니다.",
            en="With {n} features there are {found} trainable numbers. There should be two for each feature.",
        ).format(n=features, found=found),
    )


def require_scales_and_shifts(layer: keras.Layer, x: np.ndarray) -> None:
    """With any numbers in the weights, half of them scale the input and half are added to it."""
    rng = np.random.default_rng(0)
    weights = [rng.uniform(-1, 1, weight.shape) for weight in layer.weights]
    layer.set_weights(weights)
    found, shift, both = (ops.convert_to_numpy(layer(each)) for each in (x, np.zeros_like(x), np.ones_like(x)))
    last = (0,) * (x.ndim - 1)
    scale, shift = (both - shift)[last], shift[last]
    used, given = np.concatenate([scale, shift]), np.concatenate([weight.ravel() for weight in weights])
    require(
        bool(np.allclose(found, x * scale + shift, atol=1e-4)) and bool(np.allclose(np.sort(used), np.sort(given))),
        Text(
            ko="처음에는 맞지만, 가중치를 다른 수로 바꾸면 `x * scale + shift`가 아닙니다.",
            en="At the start it is right, but with other weights it is not `x * scale + shift`.",
        ),
    )


# --- 4-2-c ---


@exercise(
    "4-2-c",
    hints=[
        Text(
            ko="먼저 `K.`을 `ops.`로 바꾸세요. 이름은 모두 그대로입니다.",
            en="First replace `K.` by `ops.`. All the names stay.",
        ),
        Text(
            ko="`__init__`에서 `keras.initializers.get(initializer)`로 이름이든 객체든 객체로 바꾸세요.",
            en="In `__init__`, `keras.initializers.get(initializer)` makes an object of a name or an object.",
        ),
        Text(
            ko="`get_config`는 `super().get_config()`에 `k`와 `keras.initializers.serialize(...)`를 더해 돌려줍니다.",
            en="`get_config` returns `super().get_config()` with `k` and `keras.initializers.serialize(...)` added.",
        ),
    ],
)
def distances_repaired(kind):
    require_layer_class(kind)
    x = noise(5, 4)
    layer = kind(3)
    found = require_output(layer, x, (5, 3))
    require_trainable(layer, [(3, 4)])
    require_distances(found, x, layer.get_weights()[0])
    half = kind(3, initializer=keras.initializers.Constant(0.5))
    half.build((None, 4))
    require(
        bool((half.get_weights()[0] == 0.5).all()),
        Text(
            ko="`initializer`에 `Constant(0.5)`를 주어도 `centers`가 0.5로 시작하지 않습니다.",
            en="With `Constant(0.5)` as `initializer`, the `centers` do not start at 0.5.",
        ),
    )
    for batch in (None, 9):
        shape = layer.compute_output_shape((batch, 4))
        require(
            tuple(shape) == (batch, 3),
            Text(
                ko="`compute_output_shape(({batch}, 4))`가 {found}입니다.",
                en="`compute_output_shape(({batch}, 4))` is {found}.",
            ).format(batch=batch, found=brief(shape)),
        )
    require_registered(kind)
    for initializer in ("ones", keras.initializers.Constant(0.5)):
        require_same_layer_back(kind(3, initializer=initializer, name=NAME), x)


def require_distances(found: np.ndarray, x: np.ndarray, centers: np.ndarray) -> None:
    """These are the Euclidean distances between rows and centers."""
    wanted = np.linalg.norm(x[:, None] - centers, axis=-1)
    require(
        not np.allclose(found, wanted**2, atol=1e-4),
        Text(ko="거리가 아니라 거리의 제곱입니다.", en="These are the squares of the distances."),
    )
    require(
        bool(np.allclose(found, wanted, atol=1e-4)),
        Text(
            ko="첫 행의 거리가 {found}입니다. 가중치로 계산하면 다른 수가 나옵니다.",
            en="The first row has the distances {found}. Worked out from the weights they are others.",
        ).format(found=found[0].astype("float64").round(3).tolist()),
    )


def require_same_layer_back(layer: keras.Layer, x: np.ndarray) -> None:
    """Saved and loaded, the layer computes the same, and its config starts a new one in the same way."""
    loaded = require_comes_back(layer, x)
    fresh = type(loaded).from_config(loaded.get_config())
    fresh.build((None, x.shape[1]))
    again = type(layer).from_config(layer.get_config())
    again.build((None, x.shape[1]))
    start = layer.get_weights()[0]
    require(
        bool(np.allclose(fresh.get_weights()[0], start) and np.allclose(again.get_weights()[0], start)),
        Text(
            ko="불러온 층의 설정으로 새 층을 만들면 `centers`가 다른 값에서 시작합니다. 설정에 빠진 인수가 있습니다.",
            en="A new layer from the loaded config starts with other `centers`: the config leaves an argument out.",
        ),
    )


# --- 4-2-d ---

SMALLEST = 1e-6


@exercise(
    "4-2-d",
    hints=[
        Text(
            ko="`build`에서 `keras.initializers.Constant(...)`로 형태가 `()`인 가중치 하나를 만드세요.",
            en="In `build`, make one weight of shape `()` with `keras.initializers.Constant(...)`.",
        ),
        Text(
            ko="높이와 너비는 축 1과 2입니다. 그 두 축으로 평균하면 (n, 채널)이 남습니다.",
            en="Height and width are axes 1 and 2. The mean over both leaves (n, channels).",
        ),
        Text(
            ko="`ops.mean(ops.maximum(x, 1e-6) ** p, axis=(1, 2)) ** (1 / p)`이 공식입니다.",
            en="The formula is `ops.mean(ops.maximum(x, 1e-6) ** p, axis=(1, 2)) ** (1 / p)`.",
        ),
    ],
)
def generalized_mean(kind):
    require_layer_class(kind)
    x = noise(2, 4, 5, 3)
    layer = kind()
    found = require_output(layer, x, (2, 3))
    require_trainable(layer, [()])
    require_starts_at(layer, 3)
    require_generalized_mean(found, x, 3)
    five = kind(p=5, name=NAME)
    five(x)
    require_starts_at(five, 5)
    layer.set_weights([np.float32(1.7)])
    require_generalized_mean(ops.convert_to_numpy(layer(x)), x, 1.7)
    below = np.where(x < 0.5, -x, x)
    require_generalized_mean(ops.convert_to_numpy(layer(below)), below, 1.7)
    require_generalized_mean(ops.convert_to_numpy(layer(0 * x)), 0 * x, 1.7)
    require_registered(kind)
    found = five.get_config().get("p")
    require(
        found == 5,
        Text(ko="`GeM(p=5)`의 설정에서 `p`가 {found}입니다.", en="In the config of `GeM(p=5)`, `p` is {found}.").format(
            found=brief(found)
        ),
    )
    loaded = require_comes_back(five, x)
    require(
        loaded.get_config().get("p") == 5,
        Text(ko="불러온 층의 설정에는 `p`가 5가 아닙니다.", en="In the config of the loaded layer, `p` is not 5."),
    )


def require_starts_at(layer: keras.Layer, p: float) -> None:
    """The one weight starts at this number."""
    found = float(layer.get_weights()[0])
    require(
        abs(found - p) < 1e-6,
        Text(
            ko="`p`의 처음 값이 {found:.3g}입니다. {p}이어야 합니다.",
            en="`p` starts at {found:.3g}; it should start at {p}.",
        ).format(found=found, p=p),
    )


def require_generalized_mean(found: np.ndarray, x: np.ndarray, p: float) -> None:
    """These are the generalized means of every channel, small inputs counting as 1e-6."""
    powers = (np.maximum(x, SMALLEST).astype("float64") ** p).mean(axis=(1, 2))
    what = (
        Text(ko="음수가 있는", en="with negative numbers")
        if x.min() < 0
        else Text(ko="양수인", en="of positive numbers")
    )
    what = what if x.any() else Text(ko="모두 0인", en="of zeros")
    require(
        not np.allclose(found, powers, rtol=1e-3),
        Text(
            ko="거듭제곱의 평균까지는 맞지만 `1/p`제곱이 빠졌습니다.",
            en="Right up to the mean; the power `1/p` is missing.",
        ),
    )
    require(
        bool(np.allclose(found, powers ** (1 / p), rtol=1e-2, atol=0)),
        Text(
            ko="`p = {p}`, {what} 입력에서 {found:.3g}이(가) 나왔습니다. 공식으로는 {wanted:.3g}입니다.",
            en="For `p = {p}` and an input {what} it gives {found:.3g}. By the formula it is {wanted:.3g}.",
        ).format(p=p, what=what, found=float(found.flat[0]), wanted=float(powers.flat[0] ** (1 / p))),
    )


# --- questions ---

question(
    "4-2-q1",
    text=Text(
        ko="`my.keras` 파일에는 `MyLayer`에 관해 무엇이 들어 있을까요?",
        en="What does the file `my.keras` hold of `MyLayer`?",
    ),
    choices={
        "a": Text(ko="클래스의 코드와 가중치", en="the code of the class, and the weights"),
        "b": Text(ko="클래스의 이름과 설정, 가중치", en="the name of the class and its config, and the weights"),
        "c": Text(ko="가중치만", en="the weights only"),
    },
    answer="b",
    why={
        "a": Text(
            ko="코드가 들어 있었다면 불러올 수 있었을 것입니다. 파일은 코드를 담지 않습니다.",
            en="With the code in it, the file could have been loaded. It holds no code.",
        ),
        "b": Text(
            ko="그래서 불러오는 쪽에도 클래스의 코드가 있어야 하고, 케라스가 이름으로 찾을 수 있어야 합니다.",
            en="So whoever loads it needs the code of the class, where Keras can find it by name.",
        ),
        "c": Text(
            ko="오류가 클래스의 이름을 말했습니다. 그 이름은 파일에서 온 것입니다.",
            en="The error named the class. That name came out of the file.",
        ),
    },
)

question(
    "4-2-q2",
    text=Text(
        ko="`EverySecond`에서 `compute_mask`만 지우면, 다음 층은 어떤 마스크를 받을까요?",
        en="Remove only `compute_mask` from `EverySecond`. Which mask does the next layer get?",
    ),
    choices={
        "a": Text(
            ko="처음의 마스크. 시간 단계의 수가 맞지 않습니다",
            en="the mask as it came, with the wrong number of timesteps",
        ),
        "b": Text(ko="아무 마스크도 받지 않습니다", en="no mask"),
        "c": Text(ko="케라스가 반으로 줄인 마스크", en="the mask cut in half by Keras"),
    },
    answer="a",
    why={
        "a": Text(
            ko="`supports_masking`은 마스크를 그대로 넘기라는 뜻입니다. 시간 단계를 바꾸는 층은 새로 만들어야 합니다.",
            en="`supports_masking` means: hand it on as it is. A layer that changes timesteps makes a new one.",
        ),
        "b": Text(
            ko="마스크는 `supports_masking`이 거짓일 때 사라집니다. 그때는 경고도 나옵니다.",
            en="The mask is dropped where `supports_masking` is false, and then there is a warning.",
        ),
        "c": Text(
            ko="케라스는 `call`이 시간 단계를 어떻게 바꾸는지 모릅니다.",
            en="Keras does not know what `call` does to the timesteps.",
        ),
    },
)

question(
    "4-2-q3",
    text=Text(
        ko="TensorFlow나 JAX에서 사진 2,000장을 배치 크기 100으로 3에포크 학습하면 `in_python`은 얼마일까요?",
        en="On TensorFlow or JAX, train 3 epochs on 2,000 pictures, batch size 100. What is `in_python` in the end?",
    ),
    choices={
        "a": Text(ko="60", en="60"),
        "b": Text(ko="한 자리 수", en="less than 10"),
        "c": Text(ko="2,000", en="2,000"),
    },
    answer="b",
    why={
        "a": Text(
            ko="배치는 60개가 맞습니다. 하지만 파이썬의 `call`이 배치마다 불리지는 않습니다.",
            en="There are 60 batches. But the Python of `call` does not run for each of them.",
        ),
        "b": Text(
            ko="`fit`은 `call`의 계산을 한 번 기록하고 되풀이합니다. 파이썬 코드는 기록할 때만 실행됩니다.",
            en="`fit` records what `call` computes and repeats the recording. The Python runs while it records.",
        ),
        "c": Text(
            ko="`call`은 사진이 아니라 배치를 받습니다.",
            en="`call` is given batches and not single pictures.",
        ),
    },
)
