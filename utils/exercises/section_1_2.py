"""1-2 Installation: what counts as right."""

from collections.abc import Iterator
from contextlib import contextmanager

import keras
from keras.config import floatx, image_data_format

from utils.core.text import Text, brief
from utils.exercises.assertions import NotYet, require, require_function, require_returned, require_type
from utils.exercises.registry import exercise, question

FIRST_STEPS = {"A": "python", "B": "backend", "C": "install", "D": "kernel", "E": "memory"}
SETTINGS = ("backend", "floatx", "image_data_format")
AXES_OF_2016 = {"tf": "channels_last", "th": "channels_first"}


@exercise(
    "1-2-a",
    hints=[
        Text(
            ko="표를 위에서부터 읽고 처음 나오는 `[FAIL]`을 보세요. D에서는 커널과 주인의 말을 비교해 보세요.",
            en="Read each table from the top and stop at the first `[FAIL]`. For D, compare the kernel with what its "
            "owner says.",
        ),
        Text(
            ko="A와 D는 둘 다 TensorFlow가 없습니다. A의 Python에는 설치할 수 없고, D의 `.venv`에는 이미 설치되어 "
            "있습니다.",
            en="Both A and D lack TensorFlow. It cannot be installed into the Python of A, and it is there in the "
            "`.venv` of D.",
        ),
        Text(
            ko="B의 패키지는 모두 맞고, C는 패키지 하나만 범위 밖이며, E는 메모리만 모자랍니다.",
            en="All packages of B fit, one package of C is out of range, and E is short of memory alone.",
        ),
    ],
)
def causes_of_failures(first_steps):
    name = Text(ko="`first_steps`", en="`first_steps`")
    require_type(first_steps, dict, what=name)
    require(
        set(first_steps) == set(FIRST_STEPS),
        Text(
            ko="`first_steps`의 키가 {found}입니다. 과제의 키는 {wanted}입니다.",
            en="The keys of `first_steps` are {found}. Those of the task are {wanted}.",
        ).format(
            found=_in_code(first_steps) or Text(ko="하나도 없는 상태", en="none at all"), wanted=_in_code(FIRST_STEPS)
        ),
    )
    for letter, wanted in FIRST_STEPS.items():
        found = first_steps[letter]
        known = isinstance(found, str) and str.__str__(found) in _WHAT_FAILS
        require(
            known,
            Text(
                ko="{letter}의 값이 {found}입니다. 과제의 다섯 낱말 가운데 하나를 따옴표 안에 적으세요.",
                en="The value of {letter} is {found}. Write one of the five words of the task, in quotation marks.",
            ).format(letter=letter, found=_BLANK if found is ... else brief(found)),
        )
        require(
            not known or str.__str__(found) == wanted,
            Text(ko="{letter}: {said} {clue}", en="{letter}: {said} {clue}").format(
                letter=letter, said=_WHAT_FAILS[found] if known else "", clue=_CLUES[letter]
            ),
        )
    return Text(
        ko="다섯 대 모두 원인을 찾았습니다. 표의 아랫줄이 아니라 원인을 고칩니다.",
        en="You have found the cause on all five. It is the cause that is fixed, not the rows below it.",
    )


_BLANK = Text(ko="빈칸", en="still a blank")
# What is not so where a word of the task is given for the wrong laptop.
_WHAT_FAILS = {
    "python": Text(
        ko="Python은 코스가 쓰는 범위 안에 있습니다.", en="Its Python is within the range that the course takes."
    ),
    "kernel": Text(ko="커널은 `.venv`가 맞습니다.", en="Its kernel is `.venv`, as it should be."),
    "install": Text(ko="패키지를 다시 설치해도 나아지지 않습니다.", en="Installing a package again would not help."),
    "backend": Text(ko="다른 백엔드를 적어도 나아지지 않습니다.", en="Naming another backend would not help."),
    "memory": Text(ko="메모리는 넉넉합니다.", en="There is memory enough."),
}
_CLUES = {
    "A": Text(
        ko="표를 위에서부터 읽으세요. 아래 두 줄이 없는 까닭이 그 위에 있습니다.",
        en="Read the table from the top: why two packages are missing stands above them.",
    ),
    "B": Text(
        ko="`[FAIL]`인 줄은 하나뿐이고, 주인의 말이 그 까닭입니다.",
        en="There is one row with `[FAIL]`, and what the owner says is the reason for it.",
    ),
    "C": Text(
        ko="표에서 찾은 버전과 필요한 버전을 줄마다 비교해 보세요.",
        en="Row by row, compare the version that was found with the one that is needed.",
    ),
    "D": Text(
        ko="코스는 그 컴퓨터에 설치되어 있습니다. 노트북을 실행하는 Python이 그것인지 커널을 보세요.",
        en="The course is installed on that computer. Is that the Python behind the notebook? Look at the kernel.",
    ),
    "E": Text(
        ko="패키지와 Python은 모두 맞습니다. 남은 줄을 보세요.",
        en="Its packages and its Python all fit. Look at the rest.",
    ),
}


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
    _require_settings(my_keras)
    with _settings_kept():
        keras.config.set_floatx("float64")
        keras.config.set_image_data_format("channels_first")
        try:
            _require_settings(my_keras)
        except NotYet as finding:
            raise NotYet(_AFTER_A_CHANGE.format(finding=finding.said)) from None


_AFTER_A_CHANGE = Text(
    ko="설정을 바꾼 뒤 다시 부르면 맞지 않습니다. {finding} 부를 때마다 함수 안에서 설정을 읽어야 합니다.",
    en="Called again after a change of settings it is wrong. {finding} The settings have to be read inside the "
    "function, at each call.",
)


def _require_settings(my_keras) -> None:
    wanted = {name: getattr(keras.config, name)() for name in SETTINGS}
    found = my_keras()
    require_returned(found)
    require_type(found, dict, what=Text(ko="함수가 돌려준 값", en="What the function returns"))
    require(
        set(found) == set(SETTINGS),
        Text(
            ko="딕셔너리의 키가 {got}입니다. 과제의 키는 {wanted}입니다.",
            en="The keys of the dictionary are {got}. Those of the task are {wanted}.",
        ).format(got=_in_code(found), wanted=_in_code(SETTINGS)),
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
        require(
            isinstance(value, str) and str.__str__(value) == wanted[name],
            Text(
                ko="`{name}`의 값이 {got}입니다. 지금 설정은 {wanted}입니다.",
                en="The value of `{name}` is {got}, while the setting is {wanted}.",
            ).format(name=name, got=brief(value), wanted=brief(wanted[name])),
        )
        require(
            getattr(keras.config, name)() == wanted[name],
            Text(
                ko="함수가 `{name}` 설정을 바꾸었습니다. 설정은 읽기만 해야 합니다.",
                en="The function has changed the setting `{name}`. It should only read the settings.",
            ).format(name=name),
        )


@exercise(
    "1-2-c",
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
    for wanted, axes in (("float64", "tf"), ("float32", "th"), ("float16", "tf"), ("float64", "th")):
        with _settings_kept():
            before = (
                "float16" if wanted == "float32" else "float32",
                "channels_first" if axes == "tf" else "channels_last",
            )
            keras.config.set_floatx(before[0])
            keras.config.set_image_data_format(before[1])
            try:
                use_settings({"floatx": wanted, "image_dim_ordering": axes})
            except ValueError as error:
                require("data_format" not in str(error), _OTHER_VALUES_TODAY.format(axes=axes))
                raise
            found = found_floatx, found_axes = floatx(), image_data_format()
        require(
            found != before,
            Text(
                ko="함수를 불러도 Keras의 설정이 그대로입니다. 설정을 바꾸는 함수는 이름이 `set_`으로 시작합니다.",
                en="The call leaves the settings of Keras as they were. The names of the functions that change them "
                "begin with `set_`.",
            ),
        )
        require(
            found_axes == AXES_OF_2016[axes],
            Text(
                ko='오래된 설정 "{axes}"[은] {meaning}[이라]는 뜻인데, 적용해도 `image_data_format()`은 "{got}"입니다.',
                en='The old "{axes}" means {meaning}, but after the call `image_data_format()` is "{got}".',
            ).format(axes=axes, meaning=_MEANINGS[axes], got=found_axes),
        )
        require(
            found_floatx == wanted,
            Text(
                ko='오래된 설정의 `floatx`는 "{wanted}"인데, 적용한 뒤의 `floatx()`는 "{got}"입니다.',
                en='`floatx` of the old settings is "{wanted}", but after the call `floatx()` is "{got}".',
            ).format(wanted=wanted, got=found_floatx),
        )


_OTHER_VALUES_TODAY = Text(
    ko='`set_image_data_format`은 "channels_last"와 "channels_first"만 받습니다. 오래된 설정 "{axes}"[을] 뜻이 같은 '
    "오늘의 값으로 바꾸어 넘기세요.",
    en='`set_image_data_format` takes "channels_last" and "channels_first" alone. Turn the old "{axes}" into the value '
    "of today that means the same, and pass that.",
)
_MEANINGS = {
    "tf": Text(ko="채널이 마지막", en="channels last"),
    "th": Text(ko="채널이 처음", en="channels first"),
}


question(
    "1-2-q1",
    Text(
        ko="TensorFlow와 Keras가 없는 이 컴퓨터에서 가장 먼저 할 일은 무엇일까요?",
        en="TensorFlow and Keras are missing on this computer. What should your friend do first?",
    ),
    choices={
        "a": Text(ko="`pip install tensorflow`를 실행합니다.", en="Run `pip install tensorflow`."),
        "b": Text(ko="`pip install keras`를 실행합니다.", en="Run `pip install keras`."),
        "c": Text(
            ko="Python 3.13으로 가상 환경을 새로 만듭니다.", en="Make a new virtual environment with Python 3.13."
        ),
        "d": Text(ko="메모리를 비웁니다.", en="Free some memory."),
    },
    answer="c",
    why={
        "a": Text(
            ko="친구도 그렇게 해 보았을 것입니다. `python`의 값을 보세요. 이 코스가 쓰는 TensorFlow는 그 버전에 "
            "설치되지 않습니다.",
            en="Your friend will have tried. Look at `python`: the TensorFlow of this course does not install into "
            "that version.",
        ),
        "b": Text(
            ko="Keras만으로는 계산할 수 없습니다. 계산을 맡을 TensorFlow가 이 Python에는 설치되지 않습니다.",
            en="Keras alone cannot compute. It needs TensorFlow, which does not install into this Python.",
        ),
        "c": Text(
            ko="코스는 Python 3.11, 3.12, 3.13에서 실행됩니다. 표의 첫 줄이 그렇게 말합니다.",
            en="The course takes Python 3.11, 3.12 or 3.13, as the first row of the table says.",
        ),
        "d": Text(
            ko="0.9GB는 넉넉하지 않아 표에 `[WARN]`으로 나옵니다. 하지만 없는 TensorFlow가 생기지는 않습니다.",
            en="0.9 GB is not much, and the table says `[WARN]`. But that does not bring TensorFlow.",
        ),
    },
)

question(
    "1-2-q2",
    Text(
        ko="새 환경에 `tensorflow`만 설치했습니다. 여러분의 프로그램에서 모델을 학습하고 저장하고 그림으로 그리려면 "
        "무엇을 더 설치해야 할까요?",
        en="You installed `tensorflow` alone. To train, save and draw a model in a program of your own, what else do "
        "you install?",
    ),
    choices={
        "a": Text(ko="`keras`", en="`keras`"),
        "b": Text(ko="`keras`와 `h5py`", en="`keras` and `h5py`"),
        "c": Text(ko="`pydot`과 Graphviz", en="`pydot` and Graphviz"),
        "d": Text(ko="아무것도 없습니다.", en="Nothing."),
    },
    answer="c",
    why={
        "a": Text(
            ko="2020년에는 그랬습니다. 지금 `keras`는 TensorFlow와 함께 설치됩니다.",
            en="So it was in 2020. Today `keras` comes with TensorFlow.",
        ),
        "b": Text(
            ko="둘 다 TensorFlow와 함께 설치됩니다. 그림을 그리는 것이 아직 없습니다.",
            en="Both come with TensorFlow. What is missing is what draws.",
        ),
        "c": Text(
            ko="`pydot`이 모델을 글로 적고 Graphviz의 `dot`이 그림으로 바꿉니다. 나머지는 TensorFlow가 가져왔습니다. "
            "이 코스에서만 `graphviz-pure`가 `dot`을 대신합니다.",
            en="`pydot` writes the model as text, and `dot` of Graphviz draws that. TensorFlow brought the rest. Only "
            "in this course does `graphviz-pure` stand in for `dot`.",
        ),
        "d": Text(
            ko="학습과 저장은 됩니다. 그림은 아직 그릴 수 없습니다.",
            en="Training and saving work, but nothing can be drawn yet.",
        ),
    },
)

question(
    "1-2-q3",
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
    "1-2-q4",
    Text(
        ko="`uint8` 사진 1,000장이 784,000바이트입니다. Keras의 기본 데이터 타입으로 바꾸면 몇 배가 될까요?",
        en="1,000 pictures as `uint8` take 784,000 bytes. How much is it in the data type that Keras uses by default?",
    ),
    choices={
        "a": Text(ko="4배", en="4 times as much"),
        "b": Text(ko="2배", en="twice as much"),
        "c": Text(ko="그대로", en="the same"),
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
    """Put Keras' settings, and its functions for them, back afterwards, whatever an answer did to them."""
    settings, functions = (floatx(), image_data_format()), dict(vars(keras.config))
    try:
        yield
    finally:
        vars(keras.config).update(functions)
        keras.config.set_floatx(settings[0])
        keras.config.set_image_data_format(settings[1])
