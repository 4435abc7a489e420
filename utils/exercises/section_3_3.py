"""3-3 The functional model API: what counts as right."""

import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from utils.core.text import Text, brief
from utils.exercises.assertions import (
    NotYet,
    kind_of,
    require,
    require_array,
    require_function,
    require_returned,
    require_type,
)
from utils.exercises.model_assertions import (
    close,
    noise,
    output_of,
    require_accuracy,
    require_built,
    require_compiled,
    require_loss_for_integers,
    require_probabilities,
    require_shapes,
    softmax,
)
from utils.exercises.model_use import require_learns
from utils.exercises.registry import exercise, question

ONE_EXAMPLE = Text(ko="예 하나", en="one example")
WHAT_IT_RETURNS = Text(ko="함수가 돌려준 값", en="What the function returns")


# --- 3-3-a ---


@exercise(
    "3-3-a",
    hints=[
        Text(
            ko="본문의 앙상블과 같습니다. 다만 입력의 형태를 숫자로 적지 말고 모델에게 물어보세요.",
            en="It is the ensemble of the lesson. Only the shape of the input has to come from the models.",
        ),
        Text(
            ko="`models[0].input_shape[1:]`은 배치 축을 뺀 입력의 형태입니다.",
            en="`models[0].input_shape[1:]` is the input shape without the axis of the batch.",
        ),
        Text(
            ko="그 형태의 `keras.Input` 하나에 모델을 모두 부르고, 결과의 목록을 `layers.average`에 넘기세요.",
            en="Call every model on one `keras.Input` of that shape, and hand the list of results to `layers.average`.",
        ),
    ],
)
def ensemble_of_models(ensemble_of):
    require_function(ensemble_of)
    for shape in ((5,), (4, 3, 2)):
        members = [_small_classifier(shape) for _ in range(3)]
        ensemble = ensemble_of(list(members))
        require_returned(ensemble)
        require_type(ensemble, keras.Model, what=WHAT_IT_RETURNS)
        require_shapes(ensemble, shape, (*shape[:-1], 3), ONE_EXAMPLE)
        require_mean(ensemble, members)
        of_two = ensemble_of(members[:2])
        require_type(of_two, keras.Model, what=WHAT_IT_RETURNS)
        require_mean(of_two, members[:2])
        members[1].set_weights([weight[..., ::-1] for weight in members[1].get_weights()])
        x = noise(shape)
        require(
            close(output_of(ensemble, x), _outputs_of(members, x).mean(axis=0)),
            Text(
                ko="한 모델의 가중치를 바꾸었는데 앙상블의 출력이 그대로입니다. 복사하지 말고 모델 자신을 부르세요.",
                en="The weights of one model changed, but the output of the ensemble did not. "
                "Call the models, not copies.",
            ),
        )
    require_learns(ensemble, noise(shape), Text(ko="앙상블", en="The ensemble"))


def _small_classifier(shape: tuple[int, ...]) -> keras.Model:
    inputs = keras.Input(shape)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(inputs))


def _outputs_of(members: list[keras.Model], x: np.ndarray) -> np.ndarray:
    return np.stack([output_of(member, x) for member in members])


def require_mean(ensemble, members: list[keras.Model]) -> None:
    """The output of the ensemble is the mean of what its members say."""
    x = noise(members[0].input_shape[1:])
    outputs = _outputs_of(members, x)
    found = require_array(output_of(ensemble, x), outputs[0].shape, Text(ko="앙상블의 출력", en="The output"))
    if close(found, outputs.mean(axis=0)):
        return
    n = len(members)
    for other, why in (
        (
            outputs.sum(axis=0),
            Text(
                ko="모델 {n}개의 출력을 더하기만 했습니다. 평균이 필요합니다.",
                en="The outputs of the {n} models are only added up. Their mean is wanted.",
            ),
        ),
        *(
            (
                outputs.sum(axis=0) / divisor,
                Text(
                    ko="모델 {n}개의 출력을 더해 {divisor}[으로] 나누었습니다. 모델의 수로 나누어야 평균입니다.",
                    en="The outputs of {n} models were added up and divided by {divisor}. A mean is divided by the "
                    "number of models.",
                ).format(n=n, divisor=divisor),
            )
            for divisor in {2, 3, 4} - {n}
        ),
        (
            softmax(outputs.mean(axis=0)),
            Text(
                ko="평균에 `softmax`를 한 번 더 했습니다. 모델의 출력은 이미 확률이므로 평균만 내면 됩니다.",
                en="The mean went through one more `softmax`. The models give probabilities already: their mean is "
                "all.",
            ),
        ),
        (
            outputs.max(axis=0),
            Text(
                ko="모델 {n}개의 출력 가운데 가장 큰 값입니다. 평균이 필요합니다.",
                en="This is the largest of the outputs of {n} models. Their mean is wanted.",
            ),
        ),
        (
            outputs.prod(axis=0),
            Text(
                ko="모델 {n}개의 출력을 곱했습니다. 평균이 필요합니다.",
                en="The outputs of the {n} models are multiplied. Their mean is wanted.",
            ),
        ),
        *(
            (
                outputs[index],
                Text(
                    ko="모델 {n}개 가운데 {place}번째 모델의 출력뿐입니다. 모든 모델의 평균이 필요합니다.",
                    en="Of {n} models, this is the output of number {place} alone. The mean of all is wanted.",
                ).format(n=n, place=index + 1),
            )
            for index in range(n)
        ),
        *(
            (
                np.delete(outputs, index, axis=0).mean(axis=0),
                Text(
                    ko="모델 {n}개 가운데 {place}번째 모델이 평균에서 빠졌습니다.",
                    en="Of {n} models, number {place} is left out of the mean.",
                ).format(n=n, place=index + 1),
            )
            for index in range(n)
        ),
    ):
        require(not close(found, other), why.format(n=n))
    raise NotYet(
        str(
            Text(
                ko="모델 {n}개를 넘겼지만 출력이 그 평균이 아닙니다. 출력의 합이 {total:.2f}입니다. 모든 모델을 "
                "똑같이 세어 "
                "평균을 내는지 보세요.",
                en="The output is not the mean of the {n} models; it adds up to {total:.2f}. See whether all models "
                "count the same in it.",
            ).format(n=n, total=float(found.sum(axis=-1).flat[0]))
        )
    )


# --- 3-3-b ---


@exercise(
    "3-3-b",
    hints=[
        Text(
            ko="`model.get_layer(name).output`은 그 층이 내놓는 텐서입니다.",
            en="`model.get_layer(name).output` is the tensor that a layer returns.",
        ),
        Text(
            ko="이름마다 그 텐서를 담은 딕셔너리를 만드세요.",
            en="Make a dictionary that holds this tensor for each name.",
        ),
        Text(
            ko="`keras.Model(model.input, ...)`의 출력 자리에는 딕셔너리를 넘겨도 됩니다.",
            en="`keras.Model(model.input, ...)` takes a dictionary for its outputs.",
        ),
    ],
)
def features_by_name(extractor):
    require_function(extractor)
    model = _network_with_a_shortcut()
    features = extractor(model, ["late", "side_2"])
    require_returned(features)
    require_type(features, keras.Model, what=WHAT_IT_RETURNS)
    require_features(features, model, ["late", "side_2"])
    only_one = extractor(model, ["side"])
    require_type(only_one, keras.Model, what=WHAT_IT_RETURNS)
    require_features(only_one, model, ["side"])
    model.set_weights([weight[::-1] for weight in model.get_weights()])
    x = noise((6,))
    expected, found = _outputs_by_name(model, x), features(x)
    require(
        all(close(found[name], expected[name]) for name in ("late", "side_2")),
        Text(
            ko="원래 모델의 가중치를 바꾸었는데 새 모델의 출력이 그대로입니다. 가중치를 함께 쓰지 않습니다.",
            en="The weights of the original model changed, but the output did not: the weights are not shared.",
        ),
    )
    require_learns(features, x, Text(ko="새 모델", en="The new model"))


def _network_with_a_shortcut() -> keras.Model:
    inputs = keras.Input((6,))
    # One name is the beginning of another.
    side = layers.Dense(4, activation="tanh", name="side")(inputs)
    late = layers.add([side, layers.Dense(4, activation="tanh", name="side_2")(side)], name="late")
    return keras.Model(inputs, layers.Dense(2, name="last")(late))


def require_features(features, model: keras.Model, names: list[str]) -> None:
    """The new model takes what the original takes, and returns what its layers of these names return."""
    found = getattr(features, "input_shape", model.input_shape)
    require(
        found == model.input_shape,
        Text(
            ko="입력의 형태가 {found}입니다. 원래 모델의 입력은 {wanted}입니다.",
            en="The input has shape {found}; that of the original model is {wanted}.",
        ).format(found=brief(found), wanted=model.input_shape),
    )
    found = features(noise((6,)))
    require(
        type(found) is dict,
        Text(
            ko="모델의 출력이 딕셔너리가 아니라 {found}입니다. 층의 이름으로 꺼낼 수 있어야 합니다.",
            en="The output of the model is no dictionary but {found}. Outputs should be found by the names of layers.",
        ).format(found=kind_of(found)),
    )
    require(
        sorted(found) == sorted(names),
        Text(
            ko="이름 {names}[을] 요청했는데 출력의 이름은 {found}입니다.",
            en="Asked for the names {names}, the output has {found}.",
        ).format(names=sorted(names), found=brief(sorted(found))),
    )
    expected = _outputs_by_name(model, noise((6,)))
    for name in names:
        tensor = keras.ops.convert_to_numpy(found[name])
        others = [other for other, value in expected.items() if value.shape == tensor.shape and close(tensor, value)]
        require(
            name in others,
            Text(
                ko="이름 `{name}`에 층 `{other}`의 출력이 들어 있습니다.",
                en="Under the name `{name}` there is the output of the layer `{other}`.",
            ).format(name=name, other=others[0])
            if others
            else Text(
                ko="이름 `{name}`에 들어 있는 값은 그 이름의 층에서 나온 것이 아닙니다. 형태가 {found}입니다.",
                en="What is under the name `{name}` does not come from the layer of that name. Its shape is {found}.",
            ).format(name=name, found=tensor.shape),
        )


def _outputs_by_name(model: keras.Model, x: np.ndarray) -> dict[str, np.ndarray]:
    side = output_of(model.get_layer("side"), x)
    side_2 = output_of(model.get_layer("side_2"), side)
    return {"side": side, "side_2": side_2, "late": side + side_2, "last": output_of(model, x)}


# --- 3-3-c ---

# Validation accuracies, and after how many epochs that training stops. In the first run, even the best is bad; in the
# second one, epoch 4 is the best by very little, and epoch 5 is as good.
RUNS = (
    ((0.03, 0.06, 0.02, 0.035, 0.01, 0.03), 4),
    ((0.5, 0.7, 0.6, 0.7001, 0.7001, 0.6, 0.6), 6),
)


@exercise(
    "3-3-c",
    hints=[
        Text(
            ko="오류는 하나씩 나옵니다. 먼저 `keras.Model`의 인수 이름부터 고치세요.",
            en="The errors come one by one. Begin with the names of the arguments of `keras.Model`.",
        ),
        Text(
            ko='`metrics=["accuracy"]`로 `compile`하면 검증 정확도의 이름은 본문에 나온 대로입니다.',
            en='Compiled with `metrics=["accuracy"]`, validation accuracy has the name that the lesson shows.',
        ),
        Text(
            ko="콜백 두 개가 모두 `val_accuracy`를 지켜보고, 파일은 `.keras`로 끝나야 합니다.",
            en="Both callbacks should watch `val_accuracy`, and the file has to end in `.keras`.",
        ),
    ],
)
def repaired_callbacks(repaired):
    require_function(repaired)
    for number, (accuracies, stops_after) in enumerate(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            model, callbacks = _model_and_callbacks(repaired(folder))
            if number == 0:
                require_type(model, keras.Model, what=Text(ko="첫째 값", en="The first thing returned"))
                require_built(model)
                require_shapes(model, (28, 28), (10,))
                require_probabilities(model)
                require_compiled(model)
                require_loss_for_integers(model, classes=10)
                require_accuracy(model)
                require_callbacks(callbacks)
            require_run(model, callbacks, Path(folder), accuracies, stops_after)


def require_run(model, callbacks: list, folder: Path, accuracies: tuple[float, ...], stops_after: int) -> None:
    """With these validation accuracies the callbacks stop after so many epochs, and `best.keras` keeps a best model."""
    names = _names_of_metrics(model)
    epochs = _drive(model, callbacks, names, accuracies)
    best = [epoch for epoch, accuracy in enumerate(accuracies, 1) if accuracy == max(accuracies)]
    _require_they_watch(callbacks, names, epochs == stops_after)
    require(
        epochs == stops_after,
        Text(
            ko="검증 정확도가 차례로 {values}일 때 {found}에포크를 돌았습니다. 두 에포크 연속으로 가장 좋은 값을 넘지 "
            "못하는 "
            "것은 {wanted}번째 에포크가 끝났을 때입니다.",
            en="With validation accuracies {values} it ran {found} epochs. Two epochs in a row without a better value "
            "are over after epoch {wanted}.",
        ).format(values=accuracies, found=epochs, wanted=stops_after),
    )
    files = sorted(path.name for path in folder.iterdir())
    kept = _epoch_kept(model, folder / "best.keras")
    require(
        kept is not None,
        Text(
            ko="학습이 끝났는데 넘겨받은 폴더에 `best.keras`가 없습니다. 거기 있는 것: {files}",
            en="After the training there is no `best.keras` in the folder that was passed, which holds {files}.",
        ).format(files=", ".join(files) or Text(ko="없음", en="nothing")),
    )
    _require_they_watch(callbacks, names, kept in best)
    require(
        kept in best,
        Text(
            ko="검증 정확도가 차례로 {values}일 때 `best.keras`에 {found}번째 에포크의 모델이 남았습니다. "
            "가장 좋은 것은 {best}번째입니다.",
            en="With validation accuracies {values}, `best.keras` keeps the model of epoch {found}. "
            "The best is epoch {best}.",
        ).format(found=kept, values=accuracies, best=best[0]),
    )


def _require_they_watch(callbacks: list, names: dict[str, str], went_well: bool) -> None:
    """Where a run did not go well: every callback that watches a value watches the validation accuracy."""
    (wanted,) = [f"val_{name}" for name, kind in names.items() if kind == "accuracy"][:1]
    there_are = [*names, *(f"val_{name}" for name in names)]
    for callback in callbacks:
        watched = getattr(callback, "monitor", wanted)
        known = {
            "callback": type(callback).__name__,
            "watched": watched,
            "wanted": wanted,
            "names": ", ".join(f"`{name}`" for name in there_are),
        }
        require(
            went_well or watched in there_are,
            Text(
                ko="`{callback}`[이] `{watched}`[을] 지켜봅니다. 이 모델의 값은 {names}뿐입니다. 없는 값을 지켜보는 "
                "콜백은 "
                "경고만 하고 제 일을 하지 않습니다.",
                en="`{callback}` watches `{watched}`. The values of this model are {names}. A callback that watches "
                "what "
                "is not there only warns, and does not do its work.",
            ).format(**known),
        )
        require(
            went_well or watched == wanted,
            Text(
                ko="`{callback}`[이] `{watched}`[을] 지켜봅니다. 과제에서 지켜볼 것은 검증 정확도입니다.",
                en="`{callback}` watches `{watched}`. What the task wants to be watched is the validation accuracy.",
            ).format(**known),
        )


def _model_and_callbacks(answer) -> tuple:
    require_returned(answer)
    require(
        type(answer) in (tuple, list) and len(answer) == 2,
        Text(
            ko="함수는 두 가지, 모델과 콜백의 목록을 이 순서로 돌려주어야 합니다.",
            en="The function should return two things in this order: the model, and a list of callbacks.",
        ),
    )
    return answer[0], answer[1]


def require_callbacks(callbacks) -> None:
    """A list of Keras callbacks."""
    require_type(callbacks, list, what=Text(ko="콜백의 목록", en="The list of callbacks"))
    for callback in callbacks:
        require_type(
            callback,
            keras.callbacks.Callback,
            what=Text(ko="콜백의 목록에 든 것", en="What the list of callbacks holds"),
        )


def _names_of_metrics(model: keras.Model) -> dict[str, str]:
    """What the values of a compiled model are called in its history: from each name to "accuracy" or "other".

    The metrics are made by it, as by a first step of training: a callback asks them which way is better.
    """
    right_in_three_of_four = np.eye(10, dtype="float32")[[0, 1, 2, 9]]
    found = model.compute_metrics(x=None, y=np.arange(4), y_pred=keras.ops.convert_to_tensor(right_in_three_of_four))
    model.reset_metrics()
    return {name: "accuracy" if np.isclose(float(value), 0.75) else "other" for name, value in found.items()}


def _drive(model: keras.Model, callbacks: list, names: dict[str, str], accuracies: tuple[float, ...]) -> int:
    """Act out a run without training: how many epochs it takes. In each of them, every weight is the epoch's number."""
    run = keras.callbacks.CallbackList(callbacks, model=model)
    model.stop_training = False
    run.on_train_begin()
    for epoch, accuracy in enumerate(accuracies):
        run.on_epoch_begin(epoch)
        model.set_weights([np.full_like(weight, epoch + 1) for weight in model.get_weights()])
        logs: dict[str, float] = {}
        for name, kind in names.items():
            # Whatever else a callback might watch keeps getting better.
            better = 0.5 + epoch / 20 if kind == "accuracy" else 1 - epoch / 20
            logs |= {name: better, f"val_{name}": accuracy if kind == "accuracy" else better}
        run.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    run.on_train_end()
    return epoch + 1


def _epoch_kept(model: keras.Model, file: Path) -> int | None:
    """The epoch of a run (see `_drive`) that the model in a file comes from; None where there is no such model."""
    if not zipfile.is_zipfile(file):
        return None
    model.load_weights(file)
    return int(model.get_weights()[0].flat[0])


# --- 3-3-d ---


@exercise(
    "3-3-d",
    hints=[
        Text(
            ko="본문의 콜백 하나로 됩니다. 인수가 무엇을 하는지 그 아래 글을 다시 읽어 보세요.",
            en="The one callback of the lesson will do. Read again what its arguments are for.",
        ),
        Text(
            ko="학습이 끝나면 지워지는 것은 넘겨받은 폴더 자체가 아니라 그 안의 폴더여야 합니다.",
            en="What gets deleted at the end should be a folder inside the given one, not that folder itself.",
        ),
        Text(
            ko="망가진 백업에는 `double_checkpoint`가 답입니다.",
            en="The answer to a damaged backup is `double_checkpoint`.",
        ),
    ],
)
def resumable_training(resumable):
    require_function(resumable)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes.txt").write_text("keep")
        _act_out_three_epochs(resumable, folder)
        require(
            any(path.is_file() and path.name != "notes.txt" for path in folder.rglob("*")),
            Text(
                ko="세 에포크가 끝났는데 넘겨받은 폴더에 백업이 없습니다.",
                en="After three epochs there is no backup in the folder that was given.",
            ),
        )
        require_resumes(resumable, folder, finished=3)
        _damage_the_last_backup(folder)
        resumed = require_resumes_after_damage(resumable, folder)
        resumed.on_train_end()
        require(
            (folder / "notes.txt").is_file(),
            Text(
                ko="학습이 무사히 끝났는데 폴더에 있던 다른 파일 `notes.txt`가 사라졌습니다.",
                en="The training ended well, but another file in the folder, `notes.txt`, is gone.",
            ),
        )


class _Begins(Exception):
    """Says that a run is about to train, and at which epoch: far enough for a check, and nothing gets trained."""


class _StopAtTheFirstEpoch(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        raise _Begins(epoch)


def _one_number_model() -> keras.Model:
    inputs = keras.Input((1,))
    model = keras.Model(inputs, layers.Dense(1)(inputs))
    model.compile("sgd", "mse")
    return model


def _callbacks_of(resumable, folder: Path) -> list:
    callbacks = resumable(str(folder))
    require_returned(callbacks)
    require_callbacks(callbacks)
    return callbacks


def _act_out_three_epochs(resumable, folder: Path) -> None:
    """What the callbacks see of a run that is killed in its fourth epoch: after epoch n the weight is n."""
    model = _one_number_model()
    run = keras.callbacks.CallbackList(_callbacks_of(resumable, folder), model=model)
    run.on_train_begin()
    for epoch in range(3):
        run.on_epoch_begin(epoch)
        model.set_weights([np.full((1, 1), epoch + 1.0), np.zeros(1)])
        run.on_epoch_end(epoch, {"loss": 1.0})


def require_resumes(resumable, folder: Path, finished: int) -> keras.callbacks.CallbackList:
    """A new run begins after so many finished epochs, with the weights of then; returns its callbacks."""
    callbacks, begins, weight = _resume(resumable, folder)
    require(
        begins == finished,
        Text(
            ko="{situation}, 다시 시작하면 {found}번째 에포크부터 합니다. {wanted}번째부터여야 합니다.",
            en="{situation}, the new run begins with epoch {found}. It should begin with epoch {wanted}.",
        ).format(
            situation=Text(
                ko="세 에포크가 끝난 뒤에 죽은 학습인데", en="After a run that was killed when 3 epochs were finished"
            )
            if finished == 3
            else Text(ko="세 번째 에포크의 백업이 망가졌을 때", en="With the backup of epoch 3 damaged"),
            found=begins + 1,
            wanted=finished + 1,
        ),
    )
    require(
        weight == finished,
        Text(
            ko="맞는 에포크부터 이어 가지만 가중치가 그때의 것이 아닙니다.",
            en="It goes on at the right epoch, but not with the weights of then.",
        ),
    )
    return callbacks


def require_resumes_after_damage(resumable, folder: Path) -> keras.callbacks.CallbackList:
    """With the last backup damaged, a new run begins from the one before it; returns its callbacks."""
    try:
        return require_resumes(resumable, folder, finished=2)
    except OSError as error:
        raise NotYet(
            str(
                Text(
                    ko="마지막 백업이 망가지자 오류({error})가 났습니다. 하나 앞의 백업에서 이어 가야 합니다.",
                    en="With the last backup damaged it fails ({error}) instead of using the one before.",
                ).format(error=type(error).__name__)
            )
        ) from None


def _resume(resumable, folder: Path) -> tuple[keras.callbacks.CallbackList, int, float]:
    """The callbacks of a run with a new model, the epoch at which `fit` begins, and the weight that it has by then."""
    model = _one_number_model()
    callbacks = keras.callbacks.CallbackList([*_callbacks_of(resumable, folder), _StopAtTheFirstEpoch()], model=model)
    # A dataset of its own spares the 50 ms that `fit` needs to make one of arrays.
    data = tf.data.Dataset.from_tensors((np.zeros((1, 1)), np.zeros((1, 1))))
    try:
        model.fit(data, epochs=9, verbose=0, shuffle=False, callbacks=callbacks)
    except _Begins as begins:
        return callbacks, begins.args[0], float(model.get_weights()[0][0, 0])
    return callbacks, 9, 0.0


def _damage_the_last_backup(folder: Path) -> None:
    """Leave half of each file that holds weights, as a kill does in the middle of writing."""
    for suffix in ("*.h5", "*.keras"):
        for file in folder.rglob(suffix):
            content = file.read_bytes()
            file.write_bytes(content[: len(content) // 2])


# --- questions ---

question(
    "3-3-q1",
    text=Text(
        ko="이제 `encoder`만 다른 일에 다시 학습합니다. `autoencoder`가 되살리는 사진은 어떻게 될까요?",
        en="Now `encoder` alone is trained again, for another task. What happens to the pictures of `autoencoder`?",
    ),
    choices={
        "a": Text(
            ko="그대로입니다. 모델마다 가중치가 따로 있습니다.", en="Nothing: each model has weights of its own."
        ),
        "b": Text(
            ko="`autoencoder`를 다시 `compile`해야 달라집니다.",
            en="They change once `autoencoder` is compiled again.",
        ),
        "c": Text(ko="곧바로 달라집니다.", en="They change at once."),
    },
    answer="c",
    why={
        "a": Text(
            ko="가중치는 층에 있고, 두 모델은 같은 층을 씁니다. 방금은 반대 방향으로 확인했습니다.",
            en="Weights belong to layers, and the two models share theirs. You have just seen it the other way round.",
        ),
        "b": Text(
            ko="`compile`은 학습하는 방법만 정합니다. 예측은 층의 지금 가중치로 계산합니다.",
            en="`compile` only says how to train. A prediction uses the weights that the layers have now.",
        ),
        "c": Text(
            ko="같은 층이므로 가중치도 하나뿐입니다. 되살린 사진은 아마 나빠집니다.",
            en="The layers are the same, so there is one set of weights. The pictures will probably get worse.",
        ),
    },
)

question(
    "3-3-q2",
    text=Text(
        ko='`loss_weights={"class": 1, "ink": 0}`으로 학습했습니다. 헤드 `ink`는 어떻게 될까요?',
        en='You train with `loss_weights={"class": 1, "ink": 0}`. What becomes of the head `ink`?',
    ),
    choices={
        "a": Text(
            ko="처음의 무작위 가중치에 머무릅니다. 출력은 나오지만 뜻이 없습니다.",
            en="It keeps its random weights. It gives an output, but one without meaning.",
        ),
        "b": Text(ko="모델에서 사라집니다.", en="It disappears from the model."),
        "c": Text(
            ko="더 느리게 배우지만 결국 같은 곳에 이릅니다.",
            en="It learns more slowly, but gets to the same place.",
        ),
    },
    answer="a",
    why={
        "a": Text(
            ko="0을 곱한 손실은 기울기도 0이므로 이 헤드의 가중치는 움직이지 않습니다.",
            en="A loss times 0 has a gradient of 0, so the weights of this head never move.",
        ),
        "b": Text(
            ko="`loss_weights`는 손실만 바꾸고 그래프는 바꾸지 않습니다. 실험실에서 가중치 0의 잉크 오차를 보세요.",
            en="`loss_weights` changes the loss, not the graph. Look at the ink error with weight 0 in the lab.",
        ),
        "c": Text(
            ko="가중치가 작으면 그럴 수도 있습니다. 0이면 배울 것이 아무것도 없습니다.",
            en="That may be so for a small weight. With 0 there is nothing at all to learn from.",
        ),
    },
)

question(
    "3-3-q3",
    text=Text(
        ko="`BackupAndRestore`를 쓰는 학습이 일곱 번째 에포크의 90%에서 죽었습니다. 다시 시작하면 어디서부터 할까요?",
        en="A run with `BackupAndRestore` is killed when 90 % of epoch 7 is done. Where does it begin again?",
    ),
    choices={
        "a": Text(ko="일곱 번째 에포크의 90% 지점", en="At 90 % of epoch 7"),
        "b": Text(ko="일곱 번째 에포크의 처음", en="At the beginning of epoch 7"),
        "c": Text(ko="여덟 번째 에포크의 처음", en="At the beginning of epoch 8"),
        "d": Text(ko="첫 에포크의 처음", en="At the beginning of epoch 1"),
    },
    answer="b",
    why={
        "a": Text(
            ko="백업은 에포크가 끝날 때 저장합니다. 그 사이의 가중치는 프로그램과 함께 사라졌습니다.",
            en="A backup is written when an epoch ends. The weights since then went with the program.",
        ),
        "b": Text(
            ko="마지막 백업은 여섯 번째 에포크 끝의 것입니다. `save_freq`를 정하면 더 자주 저장합니다.",
            en="The last backup is from the end of epoch 6. With `save_freq` it can write more often.",
        ),
        "c": Text(
            ko="그러면 일곱 번째 에포크의 나머지 10%를 건너뜁니다. 끝나지 않은 에포크는 끝난 것으로 세지 않습니다.",
            en="That would skip the rest of epoch 7. An epoch that has not ended does not count as finished.",
        ),
        "d": Text(
            ko="폴더에 백업이 있는 한 처음으로 돌아가지 않습니다.",
            en="Not as long as there is a backup in the folder.",
        ),
    },
)
