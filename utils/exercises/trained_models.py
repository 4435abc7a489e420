"""A model that a learner has trained: whether it has seen the test pictures, and why it is right on too few."""

import math
from functools import cache

import numpy as np

from utils.core.text import Text
from utils.data import fashion_mnist
from utils.exercises.assertions import require

_Answers = tuple[np.ndarray, np.ndarray]  # probabilities, a row for each picture, and the right labels
_Pictures = tuple[np.ndarray, np.ndarray]


@cache
def pictures_to_measure_by(most: int | None = None) -> dict[str, _Pictures]:
    """Pictures of shape (n, 28, 28) from 0 to 1, and their labels: those to choose by, and those of the check.

    Args:
        most: how many of the check's there are at the most; all of them if it is left out.
    """
    (x, y), (x_test, y_test) = fashion_mnist()
    parts = {"validation": (x[8000:9000], y[8000:9000]), "test": (x_test[:most], y_test[:most])}
    return {part: (pictures.astype("float32") / 255, labels) for part, (pictures, labels) in parts.items()}


def require_not_trained_on_test(test: _Answers, validation: _Answers, *, least: float = 0.9) -> None:
    """Refuse a model that finds the test pictures easier than those of validation: it must have been shown them.

    In accuracy a model that knows them hardly differs; in its loss it does. Of models that do not, the loss on the test
    pictures was at least as high as on those of validation, whatever their kind; of those that do, at most 0.82 of it.

    Args:
        test: what it gives for the test pictures, and their labels.
        validation: the same for pictures to choose by.
        least: what part of the loss on those of validation the loss on the test pictures has at the least; lower than
            0.9 where the model has learned from so few that chance sets the two apart.
    """
    on_test, on_validation = cross_entropy(*test), cross_entropy(*validation)
    require(
        on_test > least * on_validation,
        Text(
            ko="테스트 사진에서 손실이 {test:.2f}인데 검증 사진에서는 {validation:.2f}입니다. 둘 다 처음 "
            "보는 사진이라면 비슷해야 합니다. 테스트 사진으로 학습하지는 않았나요? 그 사진은 재는 데만 씁니다.",
            en="Its loss is {test:.2f} on the test pictures, but {validation:.2f} on those of validation. If both were "
            "new to it, they would be about equal. Was it trained on the test pictures? Those are only there to "
            "measure by.",
        ).format(test=on_test, validation=on_validation),
    )


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """The mean over all pictures of what Keras calls `sparse_categorical_crossentropy`."""
    given_to_the_right = np.take_along_axis(probabilities, labels[:, None], axis=1)
    return float(-np.log(np.clip(given_to_the_right, 1e-7, 1)).mean())


def trained_on_validation(validation: float, new: float) -> Text:
    """For a model that is far better on the pictures to choose by than on new ones; both are accuracies."""
    return Text(
        ko="검증 사진에서는 {validation:.2f}인데 처음 보는 사진에서는 {new:.2f}입니다. 검증 사진으로 학습하지는 "
        "않았나요? 그 사진은 고를 때 보기만 합니다.",
        en="It is right on {validation:.2f} of the validation pictures, but on {new:.2f} of new ones. Was it trained "
        "on the validation pictures? Those are there to choose by.",
    ).format(validation=validation, new=new)


def rounded_down(share: float) -> float:
    """A share that a message shows with two digits: 0.978 is below 0.98, and has to look like that."""
    return math.floor(100 * share) / 100


def trained_on_unscaled(accuracy: float, unscaled: float) -> Text:
    """For a model that is good at pixels from 0 to 255, and not at pixels from 0 to 1.

    Args:
        accuracy: on pixels from 0 to 1.
        unscaled: on pixels from 0 to 255.
    """
    return Text(
        ko="픽셀이 0에서 255 사이인 사진에서는 정확도가 {unscaled:.2f}인데, 0과 1 사이인 사진에서는 "
        "{accuracy:.2f}입니다. 과제에서처럼 `x_train`으로 학습하세요.",
        en="With pixels from 0 to 255 its accuracy is {unscaled:.2f}, but with pixels from 0 to 1 it is "
        "{accuracy:.2f}. Train it on `x_train`, as the task says.",
    ).format(accuracy=accuracy, unscaled=unscaled)


def why_like_the_baseline(said: np.ndarray, accuracy: float) -> Text | None:
    """What may be the reason that a model is hardly better than a guess at one of ten labels; None where it is.

    Args:
        said: the label that it gives for each picture.
        accuracy: the share of right ones.
    """
    if len(np.unique(said)) == 1:
        return Text(
            ko="모든 사진에 같은 답을 합니다. 기준선과 같은 {accuracy:.2f}입니다. 아직 학습하지 않았거나 학습률이 너무 "
            "큽니다.",
            en="It gives the same answer for every picture, which is the baseline, {accuracy:.2f}. It has not been "
            "trained, or its learning rate is too large.",
        ).format(accuracy=accuracy)
    if accuracy < 0.25:
        return Text(
            ko="정확도가 {accuracy:.2f}[으로] 기준선 0.10에 가깝습니다. 학습했는지, 사진과 레이블의 순서가 맞는지 "
            "보세요.",
            en="The accuracy is {accuracy:.2f}, close to the baseline of 0.10. See whether it has been trained, and "
            "whether pictures and labels are in the same order.",
        ).format(accuracy=accuracy)
    return None
