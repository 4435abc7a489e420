"""What exercises of several sections require of a `tf.data` data set that a learner's function returns."""

from typing import Any

from utils.core.text import Text
from utils.exercises.assertions import require


def require_dataset(value: object, where: Text) -> None:
    """Require a data set of `tf.data`; `where` begins the sentence about what it is not."""
    import tensorflow as tf

    require(
        isinstance(value, tf.data.Dataset),
        Text(
            ko="{where}: `tf.data`의 데이터셋이어야 하는데 `{got}` 객체입니다.",
            en="{where}: it should be a data set of `tf.data`, and it is `{got}`.",
        ).format(where=where, got=type(value).__name__),
    )


def require_two(returned: Any, names: Text) -> None:
    """Require a pair; `names` says what the two are."""
    import tensorflow as tf

    wanted = Text(
        ko="두 데이터셋({names})을 이 차례로, `return a, b`처럼 함께 돌려주세요.",
        en="It should return two data sets, {names} in this order, as in `return a, b`.",
    ).format(names=names)
    require(
        not isinstance(returned, tf.data.Dataset),
        Text(ko="함수가 데이터셋 하나만 돌려줍니다. {wanted}", en="The function returns one data set. {wanted}").format(
            wanted=wanted
        ),
    )
    require(
        isinstance(returned, tuple | list),
        Text(ko="함수가 `{got}` 객체를 돌려줍니다. {wanted}", en="The function returns `{got}`. {wanted}").format(
            got=type(returned).__name__, wanted=wanted
        ),
    )
    require(
        len(returned) == 2,
        Text(ko="함수가 {n}개를 돌려줍니다. {wanted}", en="The function returns {n} things. {wanted}").format(
            n=len(returned), wanted=wanted
        ),
    )
