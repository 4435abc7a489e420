"""3-2 The Sequential model API: what counts as right."""

import inspect
import math
from itertools import repeat

import keras
import numpy as np
from keras import layers

from utils.checking import (
    exercise,
    question,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
)
from utils.messages import Text, brief

# --- 3-2-a ---


@exercise(
    "3-2-a",
    hints=[
        Text(
            ko="`np.unique(labels, return_counts=True)`가 클래스와 그 수를 함께 줍니다.",
            en="`np.unique(labels, return_counts=True)` gives the classes together with their counts.",
        ),
        Text(
            ko="무게의 합이 n이고 클래스가 k개이면, 클래스 하나의 몫은 n / k입니다.",
            en="With n in all and k classes, the share of one class is n / k.",
        ),
        Text(
            ko="그 몫을 클래스의 사진 수로 나누면 사진 한 장의 무게가 됩니다.",
            en="Divide that share by the number of pictures of the class: that is the weight of one picture.",
        ),
    ],
)
def weights_that_balance(balance):
    require_function(balance)
    for counts in ({0: 6, 1: 2}, {0: 5, 1: 3, 2: 1}, {3: 4, 7: 1}):
        labels = np.random.default_rng(0).permutation(np.repeat(list(counts), list(counts.values())))
        require_balanced(balance(labels), counts)


def require_balanced(weights, counts: dict[int, int]) -> None:
    """The weights give every class the same total, and all pictures together weigh as much as there are pictures."""
    require_returned(weights)
    require_type(weights, dict)
    require(
        len(weights) == len(counts) and all(label in weights for label in counts),
        Text(
            ko="레이블에 나오는 클래스는 {wanted}인데 사전의 키는 {found}입니다.",
            en="The classes among the labels are {wanted}, but the keys of the dictionary are {found}.",
        ).format(wanted=list(counts), found=brief(list(weights))),
    )
    totals = {label: count * require_number(weights[label]) for label, count in counts.items()}
    require(
        math.isclose(min(totals.values()), max(totals.values()), rel_tol=1e-4),
        Text(
            ko="수가 {counts}일 때 클래스마다 무게의 합이 {totals}입니다. 모두 같아야 합니다.",
            en="With the counts {counts}, the classes weigh {totals} in all. These should be equal.",
        ).format(counts=counts, totals=_rounded(totals)),
    )
    require(
        math.isclose(sum(totals.values()), sum(counts.values()), rel_tol=1e-4),
        Text(
            ko="클래스마다 무게의 합은 같습니다. 그런데 사진 {n}장의 무게를 모두 더하면 {total:.2f}입니다.",
            en="Every class weighs the same. But {n} pictures weigh {total:.2f} together.",
        ).format(n=sum(counts.values()), total=sum(totals.values())),
    )


def _rounded(totals: dict[int, float]) -> dict[int, float]:
    return {label: round(total, 2) for label, total in totals.items()}


# --- 3-2-b ---


class PretendModel(keras.Sequential):
    """A model that notes what it is asked to do and trains nothing: a check has no time for training.

    After `fit` its answers are the inputs, before it those of the next column. Its methods take the arguments of the
    real ones, and a wrong argument is the same TypeError.
    """

    def __init__(self):
        super().__init__([keras.Input((1,))])
        self.batches, self.batch_losses, self.fits = [], [], []

    def train_on_batch(self, x, y=None, sample_weight=None, class_weight=None, return_dict=False):
        self.batches.append((np.array(x), np.array(y)))
        self.batch_losses.append(1 / len(self.batches) + len(x))
        return {"accuracy": 0.5, "loss": self.batch_losses[-1]} if return_dict else [self.batch_losses[-1], 0.5]

    def fit(self, *args, **kwargs):
        call = inspect.signature(keras.Sequential.fit).bind(self, *args, **kwargs)
        call.apply_defaults()
        self.fits.append(call.arguments)
        history = keras.callbacks.History()
        history.history = {"accuracy": [], "loss": []}
        return history

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        return self.predict_on_batch(x)

    def predict_on_batch(self, x):
        return np.array(x) if self.fits else _untrained(np.array(x))

    def __call__(self, x, training=None):
        return keras.ops.convert_to_tensor(self.predict_on_batch(x))


def _untrained(x: np.ndarray) -> np.ndarray:
    """What a model that has not learned yet answers in place of `x`: something else in each row."""
    return np.roll(x, 1, axis=-1)


@exercise(
    "3-2-b",
    hints=[
        Text(
            ko="본문의 반복문을 함수로 옮기세요. 바깥은 에포크, 안은 배치입니다.",
            en="Move the loop of the lesson into a function: epochs outside, batches inside.",
        ),
        Text(
            ko="`range(0, len(x), batch_size)`가 배치의 첫 행을 줍니다. 자르기는 끝을 넘어가도 오류가 아닙니다.",
            en="`range(0, len(x), batch_size)` gives the first row of each batch. A slice may reach past the end.",
        ),
        Text(
            ko="배치의 손실에 배치의 크기를 곱해 더하고, 에포크의 끝에서 `len(x)`로 나누세요.",
            en="Add up loss times size of each batch, and divide by `len(x)` at the end of the epoch.",
        ),
    ],
)
def own_loop(train):
    require_function(train)
    x, y = np.arange(10.0)[:, np.newaxis], np.arange(10) * 10
    for batch_size, epochs in ((4, 2), (5, 3)):
        model = PretendModel()
        losses = train(model, x, y, batch_size, epochs)
        require(
            not model.fits,
            Text(
                ko="`fit`을 불렀습니다. 이번에는 `train_on_batch`로 직접 하세요.",
                en="This calls `fit`. Do its work yourself this time, with `train_on_batch`.",
            ),
        )
        require_batches(model.batches, x, y, batch_size, epochs)
        require_epoch_losses(losses, model, epochs)


def require_batches(batches: list, x: np.ndarray, y: np.ndarray, batch_size: int, epochs: int) -> None:
    """`train_on_batch` saw all rows in their order, in batches of this size, once an epoch."""
    wanted = [list(range(10))[start : start + batch_size] for start in range(0, len(x), batch_size)] * epochs
    found = [batch_x.ravel().astype(int).tolist() for batch_x, _ in batches]
    sizes = [len(rows) for rows in found]
    setting = {"n": len(x), "size": batch_size, "epochs": epochs}
    require(
        sizes == [len(rows) for rows in wanted],
        Text(
            ko="{n}행을 배치 크기 {size}, {epochs}에포크로 학습했더니 배치의 크기가 차례로 {sizes}입니다.",
            en="{n} rows, batch size {size}, {epochs} epochs: the batches had the sizes {sizes}.",
        ).format(**setting, sizes=brief(sizes)),
    )
    require(
        found == wanted,
        Text(
            ko="{n}행을 배치 크기 {size}로 학습했는데 배치에 든 행이 차례로 {found}입니다.",
            en="{n} rows, batch size {size}: the batches held the rows {found}, one after another.",
        ).format(**setting, found=brief(found)),
    )
    require(
        all(np.array_equal(batch_y, y[rows]) for (_, batch_y), rows in zip(batches, wanted, strict=True)),
        Text(
            ko="배치의 사진은 맞지만 레이블이 다른 행의 것입니다.",
            en="The batches of `x` are right, but their labels belong to other rows.",
        ),
    )


def require_epoch_losses(losses, model: PretendModel, epochs: int) -> None:
    """The loss of each epoch is the mean over its rows, as `fit` has it in its history."""
    require_returned(losses)
    require_type(losses, list)
    require(
        len(losses) == epochs,
        Text(
            ko="{epochs}에포크를 학습했는데 손실이 {found}개 나왔습니다.", en="{epochs} epochs gave {found} losses."
        ).format(epochs=epochs, found=len(losses)),
    )
    found = [require_number(np.asarray(loss)) for loss in losses]
    of_epochs = np.array(model.batch_losses).reshape(epochs, -1)
    sizes = [len(x) for x, _ in model.batches[: of_epochs.shape[1]]]
    plain, last = of_epochs.mean(axis=1), of_epochs[:, -1]
    wanted = np.average(of_epochs, axis=1, weights=sizes)
    if not np.allclose(wanted, plain):
        require(
            not np.allclose(found, plain, rtol=1e-4),
            Text(
                ko="배치의 크기가 {sizes}인데 손실을 똑같은 무게로 평균했습니다. 작은 배치의 몫은 작아야 합니다.",
                en="The batches have {sizes} rows, yet their losses count the same. A small batch should count less.",
            ).format(sizes=sizes),
        )
    require(
        not np.allclose(found, last, rtol=1e-4),
        Text(
            ko="에포크마다 마지막 배치의 손실만 남았습니다. 에포크 전체의 평균이 필요합니다.",
            en="Only the loss of the last batch is left of each epoch. The mean over the epoch is wanted.",
        ),
    )
    require(
        bool(np.allclose(found, wanted, rtol=1e-4)),
        Text(
            ko="첫 에포크의 손실이 {found:.3f}인데, 배치의 손실 {losses}, 배치의 크기 {sizes}와 맞지 않습니다.",
            en="The first epoch has loss {found:.3f}. That does not fit batch losses {losses} with {sizes} rows.",
        ).format(found=found[0], losses=of_epochs[0].round(3).tolist(), sizes=sizes),
    )


# --- 3-2-c ---


@exercise(
    "3-2-c",
    hints=[
        Text(
            ko="배치의 수는 올림입니다. 사진 10장을 4장씩 나누면 3개입니다.",
            en="The number of batches is rounded up: 10 pictures in batches of 4 make 3.",
        ),
        Text(
            ko="`math.ceil(len(self.pictures) / self.batch_size)`이 배치의 수입니다.",
            en="`math.ceil(len(self.pictures) / self.batch_size)` is the number of batches.",
        ),
        Text(
            ko='배치 `index`는 `index * batch_size`번째 행에서 시작합니다. `astype("float32") / 255`로 바꾸세요.',
            en='Batch `index` begins at row `index * batch_size`. Convert with `astype("float32") / 255`.',
        ),
    ],
)
def own_data_set(scaled_pictures):
    require(
        isinstance(scaled_pictures, type) and issubclass(scaled_pictures, keras.utils.PyDataset),
        Text(
            ko="`keras.utils.PyDataset`의 하위 클래스가 필요합니다.",
            en="This should be a class that is derived from `keras.utils.PyDataset`.",
        ),
    )
    # No picture has a black or a white pixel: who scales by those that are found does something else.
    pictures = np.random.default_rng(0).integers(50, 200, (10, 28, 28), dtype="uint8")
    labels = np.arange(10, dtype="uint8")
    for batch_size in (4, 5):
        require_same_batches(scaled_pictures(pictures, labels, batch_size), pictures, labels, batch_size)


def require_same_batches(data, pictures: np.ndarray, labels: np.ndarray, batch_size: int) -> None:
    """The data set holds these pictures, scaled, and these labels, in batches of this size and in order."""
    starts = range(0, len(pictures), batch_size)
    require(
        len(data) == len(starts),
        Text(
            ko="사진 {n}장, 배치 크기 {size}일 때 `len`이 {found}입니다. 배치의 수이어야 합니다.",
            en="With {n} pictures and batch size {size}, `len` is {found}. It should be the number of batches.",
        ).format(n=len(pictures), size=batch_size, found=len(data)),
    )
    batches = list(enumerate(starts))
    # `fit` shuffles the batches anew in each epoch, so it may ask for them in any order, and again.
    for index, start in batches[::-1] + batches:
        batch = data[index]
        require(
            type(batch) is tuple and len(batch) == 2,
            Text(
                ko="배치 {index}는 사진과 레이블의 쌍(tuple)이 아니라 {found}입니다.",
                en="Batch {index} should be a pair (a tuple) of pictures and labels, but it is {found}.",
            ).format(index=index, found=brief(batch, 40)),
        )
        wanted = pictures[start : start + batch_size]
        found = require_array(batch[0], wanted.shape)
        require(
            found.dtype == np.float32,
            Text(
                ko="사진의 자료형이 {found}입니다. float32이어야 합니다.",
                en="The pictures have dtype {found}; it should be float32.",
            ).format(found=found.dtype),
        )
        require(
            bool(np.allclose(found.max(), wanted.max() / 255, atol=1e-3)),
            Text(
                ko="배치 {index}의 가장 큰 픽셀은 {raw}인데 {found:.4f}이(가) 되었습니다. 255가 1이 되어야 합니다.",
                en="The largest pixel of batch {index} is {raw} and became {found:.4f}. 255 should become 1.",
            ).format(index=index, raw=wanted.max(), found=found.max()),
        )
        require(
            bool(np.allclose(found, wanted / 255, atol=1e-5)),
            Text(
                ko="배치 {index}에 다른 사진이 들어 있거나 순서가 다릅니다.",
                en="Batch {index} holds other pictures, or holds them in another order.",
            ).format(index=index),
        )
        require(
            np.array_equal(require_array(batch[1], (len(wanted),)), labels[start : start + batch_size]),
            Text(
                ko="배치 {index}의 레이블이 사진과 맞지 않습니다.",
                en="The labels of batch {index} do not fit its pictures.",
            ).format(index=index),
        )


# --- 3-2-d ---


@exercise(
    "3-2-d",
    hints=[
        Text(
            ko="`fit_generator`의 일은 이제 `fit`이 합니다. 생성기는 첫 인수로 넘깁니다.",
            en="`fit` does the work of `fit_generator` today. The generator is its first argument.",
        ),
        Text(
            ko="`workers`와 `use_multiprocessing`은 `fit`의 인수가 아닙니다.",
            en="`workers` and `use_multiprocessing` are no arguments of `fit`.",
        ),
        Text(
            ko="`predict_classes`가 하던 일은 `predict`와 `argmax(axis=-1)`입니다.",
            en="What `predict_classes` did is `predict` followed by `argmax(axis=-1)`.",
        ),
    ],
)
def repaired_generators(train_and_classify):
    require_function(train_and_classify)
    probabilities = np.array([[0.1, 0.2, 0.7], [0.8, 0.15, 0.05], [0.2, 0.5, 0.3], [0.3, 0.1, 0.6]])
    require_trains_and_classifies(train_and_classify, probabilities)
    require_trains_and_classifies(train_and_classify, probabilities[:1])


def require_trains_and_classifies(train_and_classify, probabilities: np.ndarray) -> None:
    """It trains once on the generator, and then gives the classes of pictures for which the model answers so."""
    model, batches = PretendModel(), repeat((np.zeros((2, 1)), np.zeros(2)))
    classes = train_and_classify(model, batches, probabilities)
    require(
        len(model.fits) == 1,
        Text(ko="`fit`을 {n}번 불렀습니다. 한 번이면 됩니다.", en="`fit` was called {n} times. Once is enough.").format(
            n=len(model.fits)
        ),
    )
    call = model.fits[0]
    require(
        call["x"] is batches and call["y"] is None,
        Text(ko="`fit`이 생성기 `batches`로 학습하지 않습니다.", en="`fit` does not train on the generator `batches`."),
    )
    for name, wanted in (("epochs", 2), ("steps_per_epoch", 20)):
        require(
            call[name] == wanted,
            Text(
                ko="`fit`의 `{name}`이(가) {found}입니다. 과제가 정한 수와 다릅니다.",
                en="`{name}` of `fit` is {found}. The task names another number.",
            ).format(name=name, found=brief(call[name])),
        )
    require_returned(classes)
    require(
        np.shape(classes) != probabilities.shape,
        Text(
            ko="확률이 그대로 나왔습니다. 사진마다 클래스 하나가 필요합니다.",
            en="These are the probabilities. One class for each picture is wanted.",
        ),
    )
    found = require_array(classes, (len(probabilities),))
    require(
        not np.array_equal(found, _untrained(probabilities).argmax(axis=-1)),
        Text(
            ko="이 클래스는 학습하기 전의 모델이 낸 답입니다. 먼저 학습하세요.",
            en="These are the answers that the model gave before it was trained. Train first.",
        ),
    )
    require(
        found.dtype.kind in "iu" and np.array_equal(found, probabilities.argmax(axis=-1)),
        Text(
            ko="사진 {n}장의 클래스가 {found}인데, 가장 큰 확률의 자리와 다릅니다.",
            en="The classes of {n} picture(s) are {found}. Those are not the places of the largest probabilities.",
        ).format(n=len(found), found=found.tolist()),
    )


# --- 3-2-e ---


@exercise(
    "3-2-e",
    hints=[
        Text(
            ko="`model.pop()`은 넘겨받은 모델 자체를 바꿉니다. 층의 목록에서 마지막만 빼고 새 모델을 만드세요.",
            en="`model.pop()` changes the very model that was passed. Make a new one from the list of layers instead.",
        ),
        Text(
            ko="`model.layers[:-1]`은 마지막을 뺀 층의 목록입니다. `keras.Sequential`이 그 목록을 받습니다.",
            en="`model.layers[:-1]` is the list without its last layer, and `keras.Sequential` takes a list.",
        ),
    ],
)
def model_without_its_head(without_head):
    require_function(without_head)
    for parts in (
        [layers.Dense(5, "tanh"), layers.Dense(4, "relu"), layers.Dense(2)],
        [layers.Dense(5), layers.BatchNormalization(), layers.Dense(4, "relu"), layers.Dense(4), layers.Softmax()],
    ):
        model = keras.Sequential([keras.Input((6,)), *parts])
        random = np.random.default_rng(0)
        model.set_weights([random.uniform(0.1, 1, array.shape) for array in model.get_weights()])
        require_beheads(without_head, model, random.normal(size=(3, 6)).astype("float32"))


def require_beheads(without_head, model: keras.Sequential, x: np.ndarray) -> None:
    """The model without its last layer gives what that layer was given, and the model itself is as it was."""
    own_layers, wanted = model.layers, x
    for layer in own_layers[:-1]:
        wanted = keras.ops.convert_to_numpy(layer(wanted))
    features = without_head(model)
    require_returned(features)
    require(
        [id(layer) for layer in model.layers] == [id(layer) for layer in own_layers],
        Text(
            ko="넘겨받은 모델의 층이 {before}에서 {after}(으)로 바뀌었습니다. 그 모델은 그대로여야 합니다.",
            en="The model that was passed had the layers {before} and now has {after}. It should stay as it was.",
        ).format(before=_names(own_layers), after=_names(model.layers)),
    )
    require_type(features, keras.Model)
    found = keras.ops.convert_to_numpy(features(x))
    require(
        found.shape == wanted.shape,
        Text(
            ko="층이 {layers}개인 모델을 넘겼더니 출력의 형태가 {found}입니다. 마지막 층의 입력은 {wanted}입니다.",
            en="A model of {layers} layers gave an output of shape {found}. The input of its last layer is {wanted}.",
        ).format(layers=len(own_layers), found=found.shape, wanted=wanted.shape),
    )
    require(
        bool(np.allclose(found, wanted, atol=1e-4)),
        Text(
            ko="출력의 형태는 맞지만 값이 다릅니다. 넘겨받은 모델의 가중치를 모두 써야 합니다.",
            en="The shape is right, but the values are not. It should work with all the weights of the model passed.",
        ),
    )


def _names(own_layers: list) -> str:
    return brief([layer.name for layer in own_layers])


# --- questions ---

question(
    "3-2-q1",
    text=Text(
        ko="레이블 순서로 정렬된 사진 2,000장을 `validation_split=0.2`로 학습합니다. 검증에는 어느 사진을 쓸까요?",
        en="2,000 pictures, sorted by label, are trained with `validation_split=0.2`. Which are used for validation?",
    ),
    choices={
        "a": Text(ko="무작위로 고른 400장", en="400 of them, picked at random"),
        "b": Text(ko="섞은 뒤의 마지막 400장", en="the last 400 after shuffling"),
        "c": Text(ko="섞기 전의 마지막 400장", en="the last 400 before shuffling"),
        "d": Text(ko="클래스마다 40장씩", en="40 of each class"),
    },
    answer="c",
    why={
        "a": Text(
            ko="무작위였다면 검증 정확도가 0이 되지 않았을 것입니다. 방금 나온 수를 다시 보세요.",
            en="Had they been picked at random, the accuracy would not have been 0. Look at the numbers again.",
        ),
        "b": Text(
            ko="`shuffle`은 학습에 남은 사진만 섞습니다. 검증할 사진은 그 전에 떼어 냅니다.",
            en="`shuffle` mixes only what is left for training. The validation pictures are cut off before that.",
        ),
        "c": Text(
            ko="그래서 학습에는 클래스 8과 9가 없었고, 검증에는 그 둘만 있었습니다.",
            en="So training never saw classes 8 and 9, and validation saw nothing else.",
        ),
        "d": Text(
            ko="케라스는 레이블을 보고 나누지 않습니다. 그렇게 하려면 직접 나누어 `validation_data`로 넘깁니다.",
            en="Keras does not look at the labels. To get that, split yourself and pass `validation_data`.",
        ),
    },
)

question(
    "3-2-q2",
    text=Text(
        ko="3에포크를 학습한 모델에 `compile`을 다시 부르면 어떻게 될까요?",
        en="A model was trained for 3 epochs. What happens when you call `compile` again?",
    ),
    choices={
        "a": Text(ko="가중치가 처음 값으로 돌아갑니다", en="the weights go back to what they were before training"),
        "b": Text(
            ko="가중치는 남고 옵티마이저는 새로 시작합니다", en="the weights stay, and the optimizer starts anew"
        ),
        "c": Text(ko="가중치도 옵티마이저도 그대로입니다", en="both weights and optimizer stay as they are"),
    },
    answer="b",
    why={
        "a": Text(
            ko="가중치는 층의 것이고 `compile`은 층을 건드리지 않습니다. 처음부터 하려면 모델을 새로 만듭니다.",
            en="Weights belong to the layers, and `compile` leaves those alone. To start over, make a new model.",
        ),
        "b": Text(
            ko="단계의 수도, 모멘텀처럼 옵티마이저가 기억하던 것도 0에서 시작합니다.",
            en="The count of steps, and all that an optimizer remembers such as momentum, start at 0.",
        ),
        "c": Text(
            ko="앞의 셀에서 `iterations`가 어떻게 달라졌는지 보세요.",
            en="Look at what became of `iterations` in the cell above.",
        ),
    },
)

question(
    "3-2-q3",
    text=Text(
        ko="배치 20개를 내고 끝나는 생성기를 `fit(batches, steps_per_epoch=20, epochs=3)`에 넘기면 어떻게 될까요?",
        en="A generator ends after 20 batches. What does `fit(batches, steps_per_epoch=20, epochs=3)` do with it?",
    ),
    choices={
        "a": Text(ko="에포크마다 20단계씩, 모두 60단계를 학습합니다", en="it takes 20 steps each epoch, 60 in all"),
        "b": Text(
            ko="20단계를 학습하고, 데이터가 떨어졌다고 경고합니다",
            en="it takes 20 steps, and warns that the data ran out",
        ),
        "c": Text(ko="시작하기 전에 오류를 냅니다", en="it fails before it starts"),
    },
    answer="b",
    why={
        "a": Text(
            ko="생성기는 되감을 수 없습니다. 60단계를 가려면 끝없이 내거나, `PyDataset`을 씁니다.",
            en="A generator cannot be wound back. For 60 steps it must go on for ever, or be a `PyDataset`.",
        ),
        "b": Text(
            ko="그래서 생성기 안에는 대개 `while True:`가 있습니다.",
            en="That is why most generators hold a `while True:`.",
        ),
        "c": Text(
            ko="생성기는 길이를 알려 주지 않으므로 케라스도 미리 알 수 없습니다.",
            en="A generator does not say how long it is, so Keras cannot know beforehand.",
        ),
    },
)
