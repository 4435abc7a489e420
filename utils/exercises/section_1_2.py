"""1-2 Installation: what counts as right."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import keras

from utils.checking import exercise, question, require, require_function, require_type
from utils.diagnosis import BACKENDS, Status, diagnose
from utils.messages import Text, brief

MEMORY_OF_THE_OLD_LAPTOP = 6.0
ITEMS_OF_THE_OLD_LAPTOP = ("python", "packages", "backend", "memory_gb", "dot", "sys_platform", "platform_machine")
PACKAGES_OF_THE_OLD_LAPTOP = ("tensorflow", "keras", "matplotlib", "ipywidgets", "pydot", "tensorboard")
SETTINGS = ("backend", "floatx", "image_data_format")
AXES_OF_2016 = {"tf": "channels_last", "th": "channels_first"}


@exercise(
    "1-2-a",
    hints=[
        Text(
            ko="`doctor(old_laptop)`의 표에서 `[FAIL]`인 줄마다 필요한 범위를 보고, 그 안의 값을 적으세요.",
            en="In the table of `doctor(old_laptop)`, each `[FAIL]` says what is needed. Pick a value in that range.",
        ),
        Text(
            ko="`{**old_laptop, ...}`로 시작해 바뀌는 항목만 다시 적으세요. `packages`는 통째로 다시 적습니다.",
            en="Begin with `{**old_laptop, ...}` and write only what changes. Write `packages` anew as a whole.",
        ),
        Text(
            ko="버전이 아닌 것이 둘 있습니다. `backend`는 Keras 3에 있는 이름, `dot`은 그리는 프로그램의 이름입니다.",
            en="Two entries are no versions: `backend` is one that Keras 3 knows, and `dot` is the name of what draws.",
        ),
    ],
)
def mended_laptop(mended):
    require_type(mended, dict)
    packages = mended.get("packages")
    hidden = [name for name in ITEMS_OF_THE_OLD_LAPTOP if name not in mended]
    if type(packages) is dict:
        hidden += [name for name in PACKAGES_OF_THE_OLD_LAPTOP if name not in packages]
    require(
        not hidden,
        Text(
            ko="`old_laptop`에 있던 {names}이(가) 빠졌습니다.",
            en="`old_laptop` has {names}, and `mended` does not.",
        ).format(names=_in_code(hidden)),
    )
    require(
        mended["memory_gb"] == MEMORY_OF_THE_OLD_LAPTOP,
        Text(
            ko="`memory_gb`가 {got}이(가) 되었습니다. 메모리는 그대로 두어야 합니다.",
            en="`memory_gb` has become {got}. The memory is to stay as it is.",
        ).format(got=brief(mended["memory_gb"])),
    )
    failing = [str(row.name) for row in diagnose(mended).rows if row.status is Status.FAIL]
    require(
        not failing,
        Text(
            ko="아직 `[FAIL]`인 줄이 있습니다: {names}. `doctor(mended)`를 실행해 살펴보세요.",
            en="Some rows still say `[FAIL]`: {names}. Run `doctor(mended)` and look at them.",
        ).format(names=", ".join(failing)),
    )
    return Text(ko="이 환경에서는 모든 섹션이 실행됩니다.", en="Every section runs in this environment.")


@exercise(
    "1-2-b",
    hints=[
        Text(
            ko="위의 셀에서 `print`로 본 값입니다. `keras.config`의 함수를 부르면 나옵니다.",
            en="You printed these values above: call the functions of `keras.config`.",
        ),
        Text(
            ko="`def my_keras():` 아래에서 딕셔너리를 만들어 `return` 하세요. 읽는 일도 함수 안에서 해야 합니다.",
            en="Make the dictionary below `def my_keras():` and `return` it. Read the settings in there, too.",
        ),
    ],
)
def reads_the_settings(my_keras):
    require_function(my_keras)
    _require_settings(my_keras(), "")
    changed = Text(ko="설정을 바꾼 뒤 다시 부르면 ", en="Called again after a change of settings: ")
    with _settings_kept():
        keras.config.set_floatx("float64")
        keras.config.set_image_data_format("channels_first")
        _require_settings(my_keras(), changed)


def _require_settings(found, when: Text | str) -> None:
    require_type(found, dict)
    require(
        set(found) == set(SETTINGS),
        Text(
            ko="{when}키가 {got}입니다. {wanted}이어야 합니다.",
            en="{when}the keys are {got}; they should be {wanted}.",
        ).format(when=when, got=_in_code(found), wanted=_in_code(SETTINGS)),
    )
    for name in SETTINGS:
        value = found[name]
        require(
            not callable(value),
            Text(
                ko="`{name}`의 값이 함수입니다. 함수를 불러서 나온 문자열을 넣으세요.",
                en="The value of `{name}` is a function. Put in the string that it returns when called.",
            ).format(name=name),
        )
        wanted = getattr(keras.config, name)()
        require(
            type(value) is str and value == wanted,
            Text(
                ko="{when}`{name}`의 값이 {got}입니다. 지금 설정은 {wanted}입니다.",
                en="{when}`{name}` is {got}, while the setting is {wanted}.",
            ).format(when=when, name=name, got=brief(value), wanted=brief(wanted)),
        )


@exercise(
    "1-2-c",
    hints=[
        Text(
            ko="위의 `start_python`이 `environment`를 만드는 줄을 보세요. 거의 같은 일을 합니다.",
            en="Look at the line of `start_python` that makes `environment`. It does nearly the same.",
        ),
        Text(
            ko="딕셔너리에 같은 키를 두 번 적으면 뒤에 적은 것이 남습니다.",
            en="When a dictionary names a key twice, the one that stands later stays.",
        ),
        Text(
            ko="먼저 `if backend not in (...)`로 검사하고, 없는 이름이면 `raise ValueError(...)`를 실행하세요.",
            en="Begin with `if backend not in (...)`, and for a name that is not there, `raise ValueError(...)`.",
        ),
    ],
)
def environment_of_a_child(environment_for):
    require_function(environment_for)
    with _variables_kept():
        for kept in ("at first", "later"):
            os.environ |= {"KERAS_BACKEND": "openvino", "KERAS_SET_JUST_NOW": kept}
            for backend in BACKENDS:
                _require_environment(environment_for, backend)
    for backend in ("theano", "openvino", "JAX", "tensor", "torch ", ""):
        _require_refused(environment_for, backend)


def _require_environment(environment_for, backend: str) -> None:
    before = dict(os.environ)
    found = environment_for(backend)
    require(
        dict(os.environ) == before,
        Text(
            ko="`os.environ` 자체가 바뀌었습니다. 새 딕셔너리를 만들어 거기에 적으세요.",
            en="`os.environ` itself has changed. Make a new dictionary and write there.",
        ),
    )
    require_type(found, dict)
    value = found.get("KERAS_BACKEND")
    require(
        value == backend,
        Text(
            ko='`KERAS_BACKEND`가 이미 "openvino"일 때 {backend}을(를) 요청하니 {got}이(가) 나왔습니다.',
            en='With `KERAS_BACKEND` set to "openvino" already, asking for {backend} gives {got}.',
        ).format(backend=brief(backend), got=brief(value)),
    )
    missing = sorted(before.keys() - found.keys())
    require(
        not missing,
        Text(
            ko="`os.environ`의 변수 {n}개가 빠졌습니다. 그 가운데 하나는 {name}입니다.",
            en="{n} variables of `os.environ` are missing, {name} among them.",
        ).format(n=len(missing), name="`PATH`" if "PATH" in missing else _in_code(missing[:1])),
    )
    require(
        found == before | {"KERAS_BACKEND": backend},
        Text(
            ko="`KERAS_BACKEND` 말고 다른 변수도 달라졌습니다.",
            en="A variable other than `KERAS_BACKEND` is different, too.",
        ),
    )


def _require_refused(environment_for, backend: str) -> None:
    try:
        environment_for(backend)
    except ValueError:
        return
    require(
        False,
        Text(
            ko="{backend}을(를) 요청해도 `ValueError`가 나지 않습니다. 과제의 세 이름 가운데 하나가 아닙니다.",
            en="Asking for {backend} raises no `ValueError`, but it is none of the three names of the task.",
        ).format(backend=brief(backend)),
    )


@exercise(
    "1-2-d",
    hints=[
        Text(
            ko="오류가 난 줄의 함수는 이제 없습니다. `keras.config`에서 이미지를 정하는 `set_` 함수를 찾으세요.",
            en="The function that fails is gone. Look in `keras.config` for the `set_` function about images.",
        ),
        Text(
            ko="`set_image_data_format`은 `channels_last`와 `channels_first`만 받습니다. 값도 바꾸어야 합니다.",
            en="`set_image_data_format` takes only `channels_last` and `channels_first`. The value changes, too.",
        ),
        Text(
            ko='딕셔너리 `{"tf": ..., "th": ...}`로 옛 값을 오늘의 값으로 바꾸세요.',
            en='Turn old values into new ones with a dictionary `{"tf": ..., "th": ...}`.',
        ),
    ],
)
def settings_of_2016(use_settings):
    require_function(use_settings)
    for floatx, axes in (("float64", "tf"), ("float32", "th"), ("float16", "tf"), ("float64", "th")):
        with _settings_kept():
            keras.config.set_floatx("float32")
            keras.config.set_image_data_format("channels_first" if axes == "tf" else "channels_last")
            use_settings({"floatx": floatx, "image_dim_ordering": axes})
            got_floatx, got_axes = keras.config.floatx(), keras.config.image_data_format()
        require(
            got_axes == AXES_OF_2016[axes],
            Text(
                ko='"{axes}"를 적용했더니 `image_data_format()`이 "{got}"입니다. 뜻이 다릅니다.',
                en='With "{axes}" applied, `image_data_format()` is "{got}", which means something else.',
            ).format(axes=axes, got=got_axes),
        )
        require(
            got_floatx == floatx,
            Text(
                ko='"{floatx}"를 적용했는데 `floatx()`는 "{got}"입니다.',
                en='With "{floatx}" applied, `floatx()` is "{got}".',
            ).format(floatx=floatx, got=got_floatx),
        )


question(
    "1-2-q1",
    Text(
        ko="`tensorflow`만 설치했습니다. 모델을 학습하고 저장하고 그리려면 무엇을 더 설치해야 합니까?",
        en="You installed `tensorflow` alone. To train, save and draw a model, what else do you install?",
    ),
    choices={
        "a": Text(ko="`keras`", en="`keras`"),
        "b": Text(ko="`keras`와 `h5py`", en="`keras` and `h5py`"),
        "c": Text(ko="`pydot`과 `graphviz-pure`", en="`pydot` and `graphviz-pure`"),
        "d": Text(ko="아무것도 없습니다", en="Nothing"),
    },
    answer="c",
    why={
        "a": Text(
            ko="`keras`는 이미 있습니다. 그리는 데 필요한 것은 아직 없습니다.",
            en="`keras` is there already, but nothing that draws is.",
        ),
        "b": Text(
            ko="둘 다 TensorFlow와 함께 설치되었습니다. 첫 셀의 결과를 다시 보세요.",
            en="Both came with TensorFlow. Look at the output of the first cell again.",
        ),
        "c": Text(
            ko="`pydot`이 모델을 글로 적고 `graphviz-pure`가 그림으로 바꿉니다. 나머지는 TensorFlow가 가져왔습니다.",
            en="`pydot` writes the model as text, and `graphviz-pure` draws that. TensorFlow brought the rest.",
        ),
        "d": Text(
            ko="학습과 저장은 됩니다. 그림은 아직 그릴 수 없습니다.",
            en="Training and saving work, but nothing can be drawn yet.",
        ),
    },
)

question(
    "1-2-q2",
    Text(
        ko="`import keras`를 이미 실행했습니다. `KERAS_BACKEND`에 다른 백엔드를 적고 `import keras`를 다시 실행하면?",
        en="Keras is imported. You set `KERAS_BACKEND` to another backend and run `import keras` again. What happens?",
    ),
    choices={
        "a": Text(ko="백엔드가 바뀝니다", en="The backend changes"),
        "b": Text(ko="백엔드가 그대로입니다", en="The backend stays"),
        "c": Text(ko="오류가 납니다", en="An error is raised"),
    },
    answer="b",
    why={
        "a": Text(
            ko="두 번째 `import`는 파일을 다시 실행하지 않습니다. 그러면 누가 환경 변수를 읽을까요?",
            en="A second `import` does not run the package again. Who would read the variable?",
        ),
        "b": Text(
            ko="Keras는 처음 불러올 때 한 번만 환경 변수를 읽습니다.",
            en="Keras reads the variable once, when it is first imported.",
        ),
        "c": Text(
            ko="환경 변수를 적는 일은 언제나 됩니다. 다만 아무도 그것을 읽지 않습니다.",
            en="A variable can be set at any time. But nobody reads it.",
        ),
    },
)

question(
    "1-2-q3",
    Text(
        ko="`uint8` 사진 1,000장이 784,000바이트입니다. Keras의 기본 데이터 타입으로 바꾸면 얼마나 됩니까?",
        en="1,000 pictures as `uint8` take 784,000 bytes. How much is it in the data type that Keras uses by default?",
    ),
    choices={
        "a": Text(ko="4배", en="4 times as much"),
        "b": Text(ko="2배", en="twice as much"),
        "c": Text(ko="똑같이", en="the same"),
    },
    answer="a",
    why={
        "a": Text(
            ko="기본은 `float32`이고 수 하나가 4바이트입니다. `uint8`은 1바이트입니다.",
            en="The default is `float32`, with four bytes a number; `uint8` has one.",
        ),
        "b": Text(
            ko="2배가 되는 것은 `float16`입니다. 기본 타입은 그것이 아닙니다.",
            en="Twice as much is `float16`, and that is not the default.",
        ),
        "c": Text(
            ko="수의 개수는 같습니다. 그러나 수 하나의 크기가 다릅니다.",
            en="There are as many numbers as before, but each has another size.",
        ),
    },
)


def _in_code(names) -> str:
    return ", ".join(f"`{brief(name).strip(chr(39))}`" for name in names)


@contextmanager
def _settings_kept() -> Iterator[None]:
    """Put Keras' settings back afterwards, whatever an answer did to them."""
    floatx, axes = keras.config.floatx(), keras.config.image_data_format()
    try:
        yield
    finally:
        keras.config.set_floatx(floatx)
        keras.config.set_image_data_format(axes)


@contextmanager
def _variables_kept() -> Iterator[None]:
    """Put the environment variables back afterwards, whatever an answer did to them."""
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)
