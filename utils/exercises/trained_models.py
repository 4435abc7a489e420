"""Why a model that a learner has trained is right on too few pictures of ten kinds, in a tutor's words."""

import numpy as np

from utils.core.text import Text


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
