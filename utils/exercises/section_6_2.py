"""6-2 Text classification from scratch: what counts as right."""

import contextlib
import io
import math
import re
import string
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import layers

from utils.core.text import Text, brief
from utils.exercises.assertions import (
    NotYet,
    require,
    require_array,
    require_function,
    require_number,
    require_returned,
    require_type,
    with_plain_names,
)
from utils.exercises.dataset_assertions import require_dataset, require_two
from utils.exercises.errors_in_words import in_words
from utils.exercises.model_assertions import (
    only_output,
    outputs_of,
    parts_of,
    require_are_probabilities,
    require_no_history,
    require_no_nan,
)
from utils.exercises.model_use import require_survives_saving
from utils.exercises.registry import exercise, question
from utils.exercises.trained_models import rounded_down
from utils.practice_texts import RATED, rated

# --- 6-2-a ---

# More texts than a batch usually has, and in no batches that come out even.
FILES = {"neg": 20, "pos": 17, "unsup": 2}
MOST_BATCHES = 100
# As long as reviews are.
_REST = "\n" + "The plot is thin, the music fine, and nobody leaves early. " * 50


@exercise(
    "6-2-a",
    hints=[
        Text(
            ko="두 줄이 각각 어떤 순서로 레이블을 매기는지 적어 보세요. 적지 않으면 알파벳 순서입니다.",
            en="Write down in which order each of the two lines gives its labels. Without a word it is alphabetical.",
        ),
        Text(
            ko="`neg`가 0, `pos`가 1이 되는 순서를 두 줄에 모두 적으세요.",
            en="Give both lines the order in which `neg` is 0 and `pos` is 1.",
        ),
        Text(
            ko='`class_names=["neg", "pos"]`는 목록에 없는 폴더도 빼 줍니다.',
            en='`class_names=["neg", "pos"]` also leaves out any folder that is not listed.',
        ),
    ],
)
def labels_in_order(read_reviews):
    require_function(read_reviews)
    with tempfile.TemporaryDirectory() as folder:
        _write_reviews(Path(folder))
        files = sorted(Path(folder).rglob("*.txt"))
        printed = io.StringIO()
        # What goes to stderr, such as a warning of TensorFlow about a `lambda`, the learner did not print.
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            returned = read_reviews(Path(folder))
        gone = [file.relative_to(folder).as_posix() for file in files if not file.exists()]
        require(
            not gone,
            Text(
                ko="함수가 폴더의 파일을 지우거나 옮겼습니다. {file}[이] 없습니다. 있는 것은 그대로 두고, 읽을 폴더만 "
                "고르세요.",
                en="The function removes files from the folder: {file} is gone. Leave what is there as it is, and "
                "choose which folders are read.",
            ).format(file=gone[0] if gone else ""),
        )
        require_returned(returned)
        require_two(returned, Text(ko="학습, 테스트", en="training and test"))
        for part, dataset in zip(("train", "test"), returned, strict=True):
            _require_labels(part, dataset)
    require(
        not printed.getvalue(),
        Text(
            ko="화면에 {text}[을] 썼습니다. 아무것도 쓰지 않아야 합니다.",
            en="It prints {text}. It should print nothing.",
        ).format(text=brief(printed.getvalue())),
    )


def _write_reviews(folder: Path) -> None:
    """Texts that begin like "train pos 1", each in its folder; `unsup` only for training."""
    for part, names in (("train", ("neg", "pos", "unsup")), ("test", ("neg", "pos"))):
        for name in names:
            (folder / part / name).mkdir(parents=True)
            for number in range(FILES[name]):
                text = f"{part} {name} {number}{_REST}"
                (folder / part / name / f"{number}.txt").write_text(text, encoding="utf-8", newline="\n")


def _require_labels(part: str, dataset) -> None:
    pairs = _pairs_of(part, dataset)
    for text, label in pairs:
        head, *_ = text.partition("\n")
        require(
            not head.startswith(("train", "test")) or head.startswith(part),
            Text(
                ko="두 데이터셋의 차례가 바뀌었거나 `{part}`의 글이 아닙니다. `{part}`에 {text}[이] 들어 있습니다.",
                en="`{part}`: it has the text {text}. The two are in the wrong order, or read from one folder.",
            ).format(part=part, text=brief(head)),
        )
        require(
            "unsup" not in head,
            Text(
                ko="`{part}`: 레이블이 없는 `unsup`의 글이 레이블 {label}[으로] 들어 있습니다.",
                en="`{part}`: a text from `unsup`, which has no label, comes in with label {label}.",
            ).format(part=part, label=label),
        )
        require(
            text == head + _REST,
            Text(
                ko="`{part}`: 어느 파일과도 같지 않은 글이 들어 있습니다. {n}자이고 이렇게 시작합니다. {text}",
                en="`{part}`: one of its texts is that of no file. It has {n} characters and begins like this: {text}",
            ).format(part=part, n=len(text), text=brief(text)),
        )
        name = "pos" if "pos" in head else "neg"
        require(
            label == ("neg", "pos").index(name),
            Text(
                ko="`{part}`: `{name}` 폴더의 글에 레이블 {label}[이] 붙어 있습니다.",
                en="`{part}`: a text from the folder `{name}` has label {label}.",
            ).format(part=part, name=name, label=label),
        )
    wanted = sorted(f"{part} {name} {number}{_REST}" for name in ("neg", "pos") for number in range(FILES[name]))
    require(
        [text for text, _ in pairs] == wanted,
        Text(
            ko="`{part}`: 글 {wanted}개가 한 번씩 들어가야 하는데, 글 {different}가지가 모두 {found}번 나옵니다.",
            en="`{part}`: each of {wanted} texts should come once. Here {different} different ones come {found} times.",
        ).format(part=part, wanted=len(wanted), different=len({text for text, _ in pairs}), found=len(pairs)),
    )


def _pairs_of(part: str, dataset) -> list[tuple[str, float]]:
    """The texts of a data set with their labels, sorted; they may come in batches or one by one."""
    require_dataset(dataset, Text(ko="`{part}`", en="`{part}`").format(part=part))
    pairs = []
    for element in islice(dataset.as_numpy_iterator(), MOST_BATCHES):
        whole = type(element) is tuple and len(element) == 2 and np.size(element[0]) == np.size(element[1])
        require(
            whole,
            Text(
                ko="`{part}`: 글마다 레이블이 하나, 0이나 1이 있어야 합니다.",
                en="`{part}`: each text should come with one label, 0 or 1.",
            ).format(part=part),
        )
        require(
            np.asarray(element[0]).dtype.kind in "OSU",
            Text(
                ko="`{part}`: 글이 아니라 `{dtype}`[이] 들어 있습니다. 글과 레이블을 이 차례로 두세요.",
                en="`{part}`: it holds `{dtype}` in place of texts. The text comes first, then its label.",
            ).format(part=part, dtype=np.asarray(element[0]).dtype),
        )
        texts, labels = (np.ravel(np.asarray(values, dtype=object)).tolist() for values in element)
        pairs += [(text.decode(), label) for text, label in zip(texts, labels, strict=True)]
    return sorted(pairs)


# --- 6-2-b ---

DIFFERENT_NUMBERS, ROW = 1_000, 10


@exercise(
    "6-2-b",
    hints=[
        Text(
            ko="`TextVectorization` 층 하나가 세 줄의 일을 다 합니다. 두 설정이 필요합니다.",
            en="One layer, `TextVectorization`, does the work of all three lines. It needs two settings.",
        ),
        Text(
            ko="단어를 세는 것은 `adapt`입니다. 어느 글로 세어야 할까요?",
            en="`adapt` counts the words. Of which texts?",
        ),
        Text(
            ko="`max_tokens=1000`과 `output_sequence_length=10`으로 층을 만들고, `adapt`한 다음 `texts`로 부르세요.",
            en="Make the layer with `max_tokens=1000` and `output_sequence_length=10`, `adapt` it, call it on `texts`.",
        ),
    ],
)
def numbers_of_words(to_numbers):
    require_function(to_numbers)
    returned = to_numbers(list(_TRAIN_TEXTS), list(_TEXTS))
    require_returned(returned)
    require(
        len(getattr(returned, "shape", ())) == 2,
        Text(
            ko="형태가 `(len(texts), 10)`인 배열이나 텐서가 필요한데 받은 것은 `{got}` 객체입니다.",
            en="This needs an array or a tensor of shape `(len(texts), 10)`, and it is `{got}`.",
        ).format(got=type(returned).__name__),
    )
    found = require_array(returned, (len(_TEXTS), ROW))
    require(
        found.dtype.kind in "iu",
        Text(
            ko="번호는 정수여야 하는데 `{dtype}`입니다.", en="The numbers should be integers, but are `{dtype}`."
        ).format(dtype=found.dtype),
    )
    if not np.array_equal(found, _numbers()):
        for settings, message in _MISTAKES:
            require(not np.array_equal(found, _numbers(**settings)), message)
        _require_rows(found)


# Of the 1,100 words the first 996 occur twice, `very`, `good` more often: only those can have a number.
_MANY = [f"w{number}" for number in range(1_100)]
# `very` occurs more often than `good`, though in fewer texts.
_TRAIN_TEXTS = ["Good!"] * 3 + ["very, very very. VERY"] + [" ".join(_MANY)] + [" ".join(_MANY[:996])]
_TEXTS = ["very good", '"Very" (GOOD)!!', "zebra very", "", " ".join(["good"] * 10 + ["very"] * 3)]
# Each sign stuck to a word. Not everybody calls `_` punctuation.
_WITH_SIGNS = [f"very{sign} {sign}good" for sign in string.punctuation.replace("_", "")]
_TEXTS += _WITH_SIGNS
_TEXTS += [" ".join(_MANY[start : start + ROW]) for start in range(0, len(_MANY), ROW)]


def _numbers(
    counted=_TRAIN_TEXTS, most=DIFFERENT_NUMBERS, padding="post", truncating="post", lower=True, strip=True
) -> np.ndarray:
    """The numbers that `TextVectorization` gives in the task, or those of a function with a mistake."""

    def words(text: str) -> list[str]:
        text = text.lower() if lower else text
        return (re.sub(f"[{re.escape(string.punctuation)}]", "", text) if strip else text).split()

    counts = Counter(word for text in counted for word in words(text))
    ordered = sorted(counts, key=lambda word: (counts[word], word), reverse=True)[: most - 2]
    number = {word: place for place, word in enumerate(ordered, 2)}
    rows = [[number.get(word, 1) for word in words(text)] for text in _TEXTS]
    return keras.utils.pad_sequences(rows, maxlen=ROW, padding=padding, truncating=truncating)


# As settings of `_numbers`.
_MISTAKES: tuple[tuple[dict, Text], ...] = (
    (
        {"counted": _TEXTS},
        Text(
            ko="단어를 `texts`로 셌습니다. 번호는 `train_texts`에서 나온 단어의 것입니다.",
            en="The words were counted in `texts`. Those that get numbers are the words of `train_texts`.",
        ),
    ),
    (
        {"counted": _TRAIN_TEXTS + _TEXTS},
        Text(
            ko="단어를 `train_texts`와 `texts` 모두로 셌습니다. `train_texts`로만 셉니다.",
            en="The words were counted in `train_texts` and `texts`. Count those of `train_texts` only.",
        ),
    ),
    (
        {"lower": False, "strip": False},
        Text(
            ko="표준화하지 않았습니다. `Good!`과 `good`이 서로 다른 단어가 되었습니다.",
            en="Nothing is standardized: `Good!` and `good` have become two words.",
        ),
    ),
    (
        {"strip": False},
        Text(
            ko="소문자로는 바꾸었지만 문장 부호가 남아 있습니다. `good`과 `good!`이 서로 다른 단어가 되었습니다.",
            en="Capital letters are gone, but punctuation is left: `good` and `good!` have become two words.",
        ),
    ),
    (
        {"lower": False},
        Text(
            ko="문장 부호는 없앴지만 대문자가 남아 있습니다. `Good`과 `good`이 서로 다른 단어가 되었습니다.",
            en="Punctuation is gone, but capital letters are left: `Good` and `good` have become two words.",
        ),
    ),
    (
        {"padding": "pre"},
        Text(ko="빈자리가 앞에 있습니다. 뒤에 두어야 합니다.", en="Empty places come first. They should come last."),
    ),
    (
        {"padding": "pre", "truncating": "pre"},
        Text(
            ko="빈자리가 앞에 있고, 긴 글은 앞이 잘렸습니다. 빈자리도 자르는 것도 뒤에서입니다.",
            en="Empty places come first, and long texts lose their beginning. Both should happen at the end.",
        ),
    ),
    (
        {"truncating": "pre"},
        Text(
            ko="긴 글의 앞이 잘렸습니다. 열째 뒤의 단어를 자릅니다.",
            en="Long texts have lost their beginning. What goes are the words after the tenth.",
        ),
    ),
    (
        {"most": 1_000_000},
        Text(
            ko="모든 단어에 번호가 있습니다. 번호는 0과 1까지 모두 {n:,}가지입니다.",
            en="Every word has a number. With 0 and 1 there should be {n:,} different numbers.",
        ).format(n=DIFFERENT_NUMBERS),
    ),
    *(
        (
            {"most": DIFFERENT_NUMBERS + more},
            Text(
                ko="번호가 0과 1까지 {found:,}가지입니다. 0과 1도 넣어서 {n:,}가지여야 합니다.",
                en="With 0 and 1 there are {found:,} different numbers. There should be {n:,}, those two included.",
            ).format(found=DIFFERENT_NUMBERS + more, n=DIFFERENT_NUMBERS),
        )
        for more in (-2, -1, 1, 2)
    ),
)


_NO_SIGNS = Text(ko="문장 부호는 구별하지 않습니다", en="Punctuation makes no difference")


def _require_rows(found: np.ndarray) -> None:
    """Each text on its own, for mistakes that `_MISTAKES` does not have."""
    empty = [0] * ROW
    for place, start, what in (
        (0, [2, 3], Text(ko="많이 나온 차례로 2와 3입니다", en="By how often they occur, these are 2 and 3")),
        (1, [2, 3], Text(ko="대문자와 부호는 구별하지 않습니다", en="Capitals and punctuation make no difference")),
        (
            2,
            [1, 2],
            Text(ko="`zebra`는 학습한 글에 없으므로 1입니다", en="`zebra` is not in `train_texts`, so it is 1"),
        ),
        (3, [], Text(ko="글이 비어 있습니다", en="The text is empty")),
        (4, [3] * ROW, Text(ko="열째 뒤의 단어는 자릅니다", en="Words after the tenth are cut off")),
        *((5 + place, [2, 3], _NO_SIGNS) for place in range(len(_WITH_SIGNS))),
    ):
        require(
            found[place].tolist() == (start + empty)[:ROW],
            Text(ko="{text}[이] {row}[이] 되었습니다. {what}.", en="{text} became {row}. {what}.").format(
                text=brief(_TEXTS[place]), row=found[place].tolist(), what=what
            ),
        )
    different = len(np.unique(found))
    require(
        different == DIFFERENT_NUMBERS,
        Text(
            ko="0과 1까지 서로 다른 번호가 {found:,}가지입니다. {wanted:,}가지여야 합니다.",
            en="With 0 and 1 there are {found:,} different numbers. There should be {wanted:,}.",
        ).format(found=different, wanted=DIFFERENT_NUMBERS),
    )
    require(
        int(found.max()) == DIFFERENT_NUMBERS - 1 and int(found.min()) == 0,
        Text(
            ko="번호가 {low}에서 {high}까지입니다. 0에서 {wanted}까지여야 합니다.",
            en="The numbers go from {low} to {high}. They should go from 0 to {wanted}.",
        ).format(low=int(found.min()), high=int(found.max()), wanted=DIFFERENT_NUMBERS - 1),
    )


# --- 6-2-c ---


@exercise(
    "6-2-c",
    hints=[
        Text(
            ko="`review.split()`은 글을 단어의 목록으로 나눕니다. 모르는 단어는 걸러 내세요.",
            en="`review.split()` makes a list of words. Filter out those that are unknown.",
        ),
        Text(
            ko="먼저 딕셔너리를 만들고, 그 값을 더하세요. 그러면 두 번 세는 일이 없습니다.",
            en="Make the dict first and add up its values: then nothing counts twice.",
        ),
        Text(
            ko="로짓은 `bias + sum(parts.values())`입니다. `parts`는 만든 딕셔너리입니다.",
            en="The logit is `bias + sum(parts.values())`, where `parts` is the dict that you made.",
        ),
    ],
)
def contributions_of_words(contributions):
    require_function(contributions)
    weights = {"good": 1.5, "bad": -2.0, "film": 0.25, "a": -0.125, "goodness": 4.0, "the": 0.0, "[UNK]": 8.0}
    for review, bias in (
        ("a good film", 0.5),
        ("a bad film with a cat", -0.25),
        ("good good good film", 0.5),
        ("goodness", 1.0),
        ("zebra", 0.75),
        ("the film", 0.5),
        ("", -0.5),
    ):
        given = dict(weights)
        returned = contributions(review, given, bias)
        require_returned(returned)
        require(
            isinstance(returned, tuple | list) and len(returned) == 2,
            Text(
                ko="딕셔너리와 로짓, 두 가지를 `return a, b`처럼 돌려주어야 하는데 받은 것은 {got}입니다.",
                en="It should return two things, a dict and the logit, as in `return a, b`, and it returned {got}.",
            ).format(got=brief(returned)),
        )
        parts, logit = returned
        require(
            isinstance(parts, dict),
            Text(
                ko="둘 가운데 처음 것은 딕셔너리여야 하는데 `{got}` 객체입니다.",
                en="The first of the two should be a dict, and it is `{got}`.",
            ).format(got=type(parts).__name__),
        )
        parts = with_plain_names(parts)
        wanted = {word: weights[word] for word in review.split() if word in weights}
        _require_words(review, parts, wanted, weights)
        require(
            given == weights,
            Text(
                ko="{review}: 함수가 넘겨받은 `weights`를 바꾸었습니다. 다음 글에서도 쓰므로 읽기만 하세요.",
                en="{review}: the function changes the `weights` that it is given. The next text needs them, too: only "
                "read them.",
            ).format(review=brief(review)),
        )
        found, right = require_number(logit, what=_LOGIT), bias + sum(wanted.values())
        for mistake, message in _LOGITS:
            wrong = mistake([weights.get(word) for word in review.split()], wanted, bias)
            require(
                math.isclose(wrong, right) or not math.isclose(found, wrong, abs_tol=1e-6),
                Text(
                    ko="{review}, 편향 {bias}: 로짓이 {found:.3f}입니다. {what}",
                    en="{review} with a bias of {bias}: the logit is {found:.3f}. {what}",
                ).format(review=brief(review), bias=bias, found=found, what=message),
            )
        require(
            math.isclose(found, right, abs_tol=1e-6),
            Text(
                ko="{review}, 편향 {bias}: 몫은 {parts}인데 로짓이 {found:.3f}입니다.",
                en="{review} with a bias of {bias}: the contributions are {parts}, but the logit is {found:.3f}.",
            ).format(review=brief(review), bias=bias, parts=wanted, found=found),
        )


_LOGIT = Text(ko="로짓", en="The logit")

# What a wrong logit may be, from the weight of each word in the text (None where it has none), those of the words that
# count, and the bias.
_LOGITS = (
    (
        lambda all_weights, wanted, bias: sum(wanted.values()),
        Text(ko="편향을 더하지 않았습니다.", en="The bias is not added."),
    ),
    (
        lambda all_weights, wanted, bias: bias + sum(weight or 0 for weight in all_weights),
        Text(ko="두 번 나온 단어를 두 번 셌습니다.", en="A word that occurs twice was added twice."),
    ),
    (
        lambda all_weights, wanted, bias: bias + sum(wanted.values()) + 8.0 * all_weights.count(None),
        Text(ko="`weights`에 없는 단어까지 더했습니다.", en="Words that are not in `weights` are added, too."),
    ),
    (
        lambda all_weights, wanted, bias: 1 / (1 + math.exp(-bias - sum(wanted.values()))),
        Text(
            ko="이것은 확률입니다. 로짓은 `sigmoid`를 지나기 전의 합입니다.",
            en="That is the probability. The logit is the sum before `sigmoid`.",
        ),
    ),
)


def _require_words(review: str, parts: dict, wanted: dict[str, float], weights: dict[str, float]) -> None:
    for word in parts:
        require(
            type(word) is str,
            Text(
                ko="딕셔너리의 키 {word}[은] 단어가 아닙니다. 단어에서 가중치로 가는 딕셔너리가 필요합니다.",
                en="The key {word} of the dict is no word. The dict should go from words to weights.",
            ).format(word=brief(word)),
        )
        require(
            word in weights,
            Text(
                ko="{review}: {word}[은] `weights`에 없는 단어입니다. 딕셔너리에 넣지 않습니다.",
                en="{review}: {word} is not in `weights`, so it should not be in the dict.",
            ).format(review=brief(review), word=brief(word)),
        )
        require(
            word in wanted,
            Text(
                ko="{review}: {word}[은] 이 글의 단어가 아닙니다. 단어는 빈칸으로 나뉩니다.",
                en="{review}: {word} is not a word of this text. Words are separated by spaces.",
            ).format(review=brief(review), word=brief(word)),
        )
    for word in wanted:
        require(
            word in parts,
            Text(ko="{review}: {word}의 몫이 없습니다.", en="{review}: the contribution of {word} is missing.").format(
                review=brief(review), word=brief(word)
            ),
        )
    for word, weight in wanted.items():
        found = require_number(
            parts[word],
            what=Text(ko="{word}의 몫", en="The contribution of {word}").format(word=brief(word)),
        )
        require(
            math.isclose(found, weight, abs_tol=1e-6),
            Text(
                ko="{review}: {word}의 몫이 {found}입니다. 가중치는 {weight}입니다.",
                en="{review}: the contribution of {word} is {found}, though its weight is {weight}.",
            ).format(review=brief(review), word=brief(word), found=found, weight=weight),
        )


# --- 6-2-d ---


@exercise(
    "6-2-d",
    hints=[
        Text(
            ko="글 하나는 형태가 `()`인 문자열입니다. `keras.Input`에 형태와 `dtype`을 둘 다 적으세요.",
            en="One text is a string of shape `()`. Give `keras.Input` both the shape and the `dtype`.",
        ),
        Text(
            ko="`vectorize`와 `classifier`를 차례로 불러 이으세요. 복사하지는 마세요.",
            en="Call `vectorize` and `classifier`, one after the other. Do not copy them.",
        ),
        Text(
            ko='`keras.Input((), dtype="string")`에서 시작해 `keras.Model`로 끝내세요.',
            en='Begin with `keras.Input((), dtype="string")`, and end with `keras.Model`.',
        ),
    ],
)
def text_to_answer(end_to_end_model):
    require_function(end_to_end_model)
    import tensorflow as tf

    vectorize = layers.TextVectorization(output_mode="multi_hot")
    vectorize.adapt(["good bad film", "good bad", "good"])  # Its config does not hold the words.
    bag = keras.Input((4,))
    classifier = keras.Model(bag, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.5)(bag)))
    classifier.set_weights([np.array([[0.5], [2.0], [-3.0], [0.25]], "float32"), np.array([0.125], "float32")])
    try:
        model = end_to_end_model(vectorize, classifier)
    except ValueError as error:
        if "(None, 1, 4)" not in str(error):
            raise
        raise NotYet(
            Text(
                ko="모델의 입력에서 글 하나의 형태가 `(1,)`입니다. 그래서 `vectorize`의 출력에 축이 하나 더 생기고 "
                "`classifier`가 그것을 받지 못합니다. 글 하나는 문자열 하나이므로 형태에 수가 없습니다.",
                en="In the input of the model one text has the shape `(1,)`. So the output of `vectorize` has one "
                "axis more, and `classifier` does not take it. One text is a single string: its shape has no "
                "numbers in it.",
            )
        ) from None
    require_returned(model)
    _require_model_of_texts(model, classifier)
    _require_as_it_was(classifier)
    # As in `predict`.
    compiled = tf.function(lambda texts: model(texts), autograph=False)
    compiled = compiled.get_concrete_function(tf.TensorSpec((None,), "string"))
    later = Text(ko="`classifier`를 더 학습한 뒤: ", en="After the `classifier` was trained further: ")
    for moment, answer in ((Text(ko="", en=""), model), (later, compiled)):
        for texts, bags in _BAGS:
            answers, again = (answer(tf.constant(texts)) for _ in range(2))
            shape = tuple(getattr(answers, "shape", ()))
            require(
                shape == (len(texts), 1),
                Text(
                    ko="{moment}{texts}에 대한 답의 형태가 {found}입니다. 글마다 확률 하나, 곧 {wanted}[이어야] "
                    "합니다.",
                    en="{moment}About {texts} its answer has shape {found}. "
                    "With one probability for each text it would be {wanted}.",
                ).format(moment=moment, texts=brief(texts), found=shape, wanted=(len(texts), 1)),
            )
            answers, again = np.asarray(answers), np.asarray(again)
            require(
                np.array_equal(answers, again),
                Text(
                    ko="{moment}같은 글에 물을 때마다 다르게 답합니다. `classifier`의 드롭아웃이 켜져 있습니다.",
                    en="{moment}About the same text it answers differently each time: "
                    "the dropout of the `classifier` is at work.",
                ).format(moment=moment),
            )
            wanted = keras.ops.convert_to_numpy(classifier(np.array(bags, "float32")))
            off = np.abs(answers - wanted)[:, 0]
            place = int(off.argmax())
            require(
                bool(off[place] < 1e-5),
                Text(
                    ko="{moment}{text}에 {found:.3f}[이라]고 답합니다. `classifier`의 답은 {wanted:.3f}입니다. 함수가 "
                    "받은 `vectorize`와 `classifier`를 복사하지 않고 그대로 쓰는지, `classifier`의 답을 다시 바꾸지 "
                    "않는지 보세요.",
                    en="{moment}About {text} it says {found:.3f}, while the `classifier` says {wanted:.3f}. See "
                    "whether it uses the `vectorize` and the `classifier` that the function was given, uncopied, and "
                    "whether something changes the answer of the `classifier`.",
                ).format(
                    moment=moment,
                    text=brief(texts[place]),
                    found=float(answers[place, 0]),
                    wanted=float(wanted[place, 0]),
                ),
            )
        classifier.set_weights([-weight for weight in classifier.get_weights()])


def _require_as_it_was(classifier: keras.Model) -> None:
    """The function has neither trained nor frozen the model that it was given."""
    kernel, bias = classifier.get_weights()
    require(
        kernel.ravel().tolist() == [0.5, 2.0, -3.0, 0.25] and bias.tolist() == [0.125],
        Text(
            ko="함수가 받은 `classifier`의 가중치를 바꾸었습니다. 학습하지 말고 받은 그대로 이으세요.",
            en="The function changes the weights of the `classifier`. Do not train it: connect it as it is.",
        ),
    )
    require(
        len(classifier.trainable_weights) == 2,
        Text(
            ko="함수가 받은 `classifier`를 얼렸습니다. 나중에 더 학습할 모델이므로 `trainable`을 바꾸지 마세요.",
            en="The function freezes the `classifier`. It will be trained further: leave its `trainable` as it is.",
        ),
    )


# Texts, and what the layer makes of them: unknown words, `good`, `bad`, `film`.
_BAGS = (
    (["A good film!", "bad, BAD", "zebra"], [[1, 1, 0, 1], [0, 0, 1, 0], [1, 0, 0, 0]]),
    ([""], [[0, 0, 0, 0]]),
)


def _require_model_of_texts(model: Any, classifier: keras.Model) -> None:
    require(
        isinstance(model, keras.Model),
        Text(
            ko="함수가 `{got}` 객체를 돌려줍니다. 글을 받는 `keras.Model`을 돌려주세요.",
            en="The function returns `{got}`. It should return a `keras.Model` that takes text.",
        ).format(got=type(model).__name__),
    )
    require(
        model is not classifier,
        Text(
            ko="받은 `classifier`를 그대로 돌려주었습니다. 이 모델은 글을 받지 못합니다.",
            en="This is the `classifier` itself, which does not take text.",
        ),
    )
    for each in model.layers:
        require(
            not isinstance(each, layers.TextVectorization) or each.vocabulary_size() > 2,
            Text(
                ko="모델 안의 `TextVectorization`은 아는 단어가 없습니다. 새로 만들지 말고 받은 `vectorize`를 쓰세요.",
                en="The `TextVectorization` in the model knows no words. Take the `vectorize` that was given, "
                "not a new one.",
            ),
        )
    for each in getattr(model, "inputs", None) or ():
        require(
            each.dtype == "string",
            Text(
                ko="모델의 입력이 `{dtype}`입니다. 글을 그대로 받으려면 `string`이어야 합니다.",
                en="The input of the model is `{dtype}`. To take raw text it should be `string`.",
            ).format(dtype=each.dtype),
        )


# --- 6-2-e ---


@exercise(
    "6-2-e",
    hints=[
        Text(
            ko="세 규칙에 `tf.strings.regex_replace`를 하나씩 씁니다. 차례가 중요합니다.",
            en="One `tf.strings.regex_replace` for each of the three rules. Their order matters.",
        ),
        Text(
            ko="앞 셀의 `without_particles`에서 시작하세요. 괄호 안의 조사를 늘리면 됩니다.",
            en="Begin with `without_particles` from above, and put more particles into its brackets.",
        ),
        Text(
            ko='둘 이상의 `ㅋ`은 `"ㅋ{2,}"`입니다. 조사는 하나의 규칙 안에서 `|`로 이으세요.',
            en="Two or more of them are `{2,}` behind the letter. Join the particles with `|` within a single rule.",
        ),
    ],
)
def korean_standardizer(standardize_korean):
    require_function(standardize_korean)
    texts, *_ = zip(*CASES, strict=True)
    found = _standardized(standardize_korean, list(texts))
    for (text, wanted, rule), words in zip(CASES, found, strict=True):
        require(
            words == wanted.split(),
            Text(ko="{text}[이] {found}[이] 되었습니다. {rule}.", en="{text} became {found}. {rule}.").format(
                text=brief(text), found=brief(" ".join(words)), rule=rule
            ),
        )


# A text, its words, and the rule behind them.
CASES = (
    (
        "Good film 2020: 'x' ㅎㅎㅎ ㅠㅠㅠ",
        "Good film 2020: 'x' ㅎㅎㅎ ㅠㅠㅠ",
        Text(ko="다른 것은 그대로 둡니다", en="What no rule names stays as it is"),
    ),
    (
        "영화가",
        "영화",
        Text(ko="두 글자 뒤에 오는 조사를 뗍니다", en="The word loses its particle, which has two letters before it"),
    ),
    (
        "배우는 이야기를 장면을 음악은 고양이 이야기도",
        "배우 이야기 장면 음악 고양 이야기",
        Text(
            ko="여섯 단어가 모두 목록의 글자로 끝납니다. `고양이`의 `이`처럼 조사가 아니어도 뗍니다",
            en="Each of the six words ends in a letter of the list and loses it, "
            "even where that is no particle, as in '고양이'",
        ),
    ),
    (
        "극장에서 보았다",
        "극장 보았다",
        Text(ko="`에서`도 목록에 있습니다", en="The particle of two letters goes as well"),
    ),
    (
        "나이 맛이 비도 좋다",
        "나이 맛이 비도 좋다",
        Text(
            ko="앞에 한글이 두 글자 이상 있어야 뗍니다", en="No particle goes where fewer than two letters precede it"
        ),
    ),
    (
        "100도 SF는",
        "100도 SF는",
        Text(ko="앞의 두 글자는 한글이어야 합니다", en="Digits and Latin letters before a particle do not count"),
    ),
    (
        "휴가를 가나의 나가는",
        "휴가 가나의 나가",
        Text(
            ko="`가`도 한글이므로 앞의 두 글자에 듭니다", en="A letter that could be a particle itself counts as well"
        ),
    ),
    (
        "고양이가 학교에서도",
        "고양이 학교에서",
        Text(ko="조사는 하나만 뗍니다", en="Both words end in two entries of the list, and only the last one goes"),
    ),
    (
        "이가탄 는개 영화가좋다",
        "이가탄 는개 영화가좋다",
        Text(ko="단어의 끝에서만 뗍니다", en="At the beginning or in the middle of a word nothing goes"),
    ),
    (
        "재미있다!영화가.배우,최고?네",
        "재미있다 영화 배우 최고 네",
        Text(
            ko="네 부호는 빈칸이 되어 단어를 나눕니다", en="Each of the four signs becomes a space, then particles go"
        ),
    ),
    (
        "ㅋ ㅋㅋ ㅋㅋㅋ 웃겨ㅋㅋㅋㅋㅋ",
        "ㅋ ㅋㅋ ㅋㅋ 웃겨ㅋㅋ",
        Text(ko="`ㅋ`이 둘 이상이면 꼭 둘입니다", en="Two or more `ㅋ` become two, one stays one"),
    ),
    (
        "SF영화는 애니메이션은",
        "SF영화 애니메이션",
        Text(
            ko="앞에 한글이 두 글자 이상이면 그 앞에 무엇이 있든 뗍니다",
            en="Two Korean letters before the particle are enough, whatever stands before those",
        ),
    ),
    (
        "우리와 배우과 영화로",
        "우리와 배우과 영화로",
        Text(ko="목록에 없는 조사는 떼지 않습니다", en="Particles that are not in the list stay"),
    ),
    (
        "영화는; 배우가… 영화가ㅋㅋ",
        "영화는; 배우가… 영화가ㅋㅋ",
        Text(
            ko="네 부호가 아닌 것이 뒤에 붙어 있으면 조사가 단어의 끝이 아닙니다",
            en="With anything but the four signs behind it, a particle is not at the end of its word",
        ),
    ),
    ("", "", Text(ko="빈 글은 빈 글입니다", en="An empty text stays empty")),
)


def _standardized(function, texts: list[str]) -> list[list[str]]:
    """The words that are left of each text: all of them go in as one tensor."""
    import tensorflow as tf

    returned = function(tf.constant([texts, texts]))
    require_returned(returned)
    # `tf.strings.split` and `reduce_join` give a ragged one; `TextVectorization` takes it as well.
    returned = returned.to_tensor() if isinstance(returned, tf.RaggedTensor) else returned
    require(
        isinstance(returned, tf.Tensor),
        Text(
            ko="함수가 `{got}` 객체를 돌려줍니다. 받은 것과 형태가 같은 문자열 텐서를 돌려주세요.",
            en="The function returns `{got}`. It should return a tensor of strings, of the shape it was given.",
        ).format(got=type(returned).__name__),
    )
    require(
        returned.dtype == tf.string and tuple(returned.shape) == (2, len(texts)),
        Text(
            ko="형태 {wanted}의 문자열 텐서를 넘겼는데 형태 {found}, `{dtype}`[을] 받았습니다.",
            en="It was given a tensor of strings of shape {wanted}, and returned shape {found}, `{dtype}`.",
        ).format(wanted=(2, len(texts)), found=tuple(returned.shape), dtype=returned.dtype.name),
    )
    return [text.decode(errors="replace").split() for text in returned.numpy()[1].tolist()]


# --- 6-2-f ---

TARGET_ACCURACY, TARGET_OF_EACH = 0.56, 0.30
# Trained on the folder, or on all other texts, models were right on 0.59 to 0.70; on texts they had seen, on 0.95.
_BEST_ACCURACY = 0.85
_CRITIC = Text(ko="`critic`", en="`critic`")
_RATED_NAMES = tuple(RATED)


@exercise(
    "6-2-f",
    hints=[
        Text(
            ko="앞의 1부터 6까지를 따라가세요. 먼저 `text_copy`로 복사본을 만듭니다. 여기서는 테스트를 떼지 않으므로 "
            '3은 `subset="both"`로 읽는 것으로 충분합니다.',
            en="Follow the steps from 1 to 6 above. Make a copy with `text_copy` first. No texts are needed for a test "
            'here, so for step 3 it is enough to read with `subset="both"`.',
        ),
        Text(
            ko='입력 `keras.Input((), dtype="string")` 뒤에 `adapt`한 `TextVectorization`과 유닛 3개인 `Dense`를 '
            "이으면 됩니다. `fit`에는 글을 `tf.constant`로 바꾸어 넘기세요.",
            en='Behind the input `keras.Input((), dtype="string")` put an adapted `TextVectorization` and a `Dense` of '
            "3 units. Hand the texts to `fit` as `tf.constant`.",
        ),
        Text(
            ko="`Adam(0.01)`과 `class_weight={0: 1, 1: 1, 2: 3}` 설정으로 8에포크 학습해 보세요.",
            en="Try `Adam(0.01)` for 8 epochs, with `class_weight={0: 1, 1: 1, 2: 3}`.",
        ),
    ],
)
def critic_of_reviews(critic):
    require_no_history(critic, _CRITIC)
    require_type(critic, keras.Model, what=_CRITIC)
    texts, labels = _reviews(1)
    p = _answers_to(critic, texts)
    require_no_nan(p)
    require_are_probabilities(p)
    said = p.argmax(axis=1)
    _require_labels_of_the_folders(said, labels)
    accuracy = float(np.mean(said == labels))
    seen_texts, seen_labels = _reviews(0)
    on_folder = float(np.mean(_answers_to(critic, seen_texts).argmax(axis=1) == seen_labels))
    require(
        accuracy < min(on_folder + 0.05, _BEST_ACCURACY),
        Text(
            ko="정확도가 새 글에서 {new:.2f}, `rated_reviews`의 글에서 {folder:.2f}입니다. 처음 보는 글에서 이만큼 "
            "맞히기는 어렵습니다. 새 글로 학습하지는 않았나요? "
            "그 글은 재는 데만 씁니다. 폴더의 글로 학습하세요.",
            en="It is right on {new:.2f} of the new texts, and on {folder:.2f} of those of `rated_reviews`. On texts "
            "never seen before that is hardly possible. Was it trained on the new ones? They are only there to measure "
            "by. Train on the texts of the folder.",
        ).format(new=accuracy, folder=on_folder),
    )
    shares = [float(np.mean(said[labels == label] == label)) for label in range(len(RATED))]
    if accuracy < TARGET_ACCURACY or min(shares) < TARGET_OF_EACH:
        raise NotYet(_why_no_critic(said, labels, accuracy, shares, on_folder))
    _require_can_be_kept(critic, texts[:4])
    return Text(
        ko="새 글 {n}개에서 정확도 ≈ {accuracy:.2f}입니다. {shares}.",
        en="The accuracy on {n} new texts is ≈ {accuracy:.2f}. {shares}.",
    ).format(n=len(texts), accuracy=accuracy, shares=_each(shares))


def _reviews(part: int) -> tuple[list[str], np.ndarray]:
    """The texts of a part of `rated`, and their labels."""
    by_folder = rated(part)
    texts = [text for name in _RATED_NAMES for text in by_folder[name]]
    return texts, np.repeat(range(len(RATED)), [len(by_folder[name]) for name in _RATED_NAMES])


def _require_labels_of_the_folders(said: np.ndarray, labels: np.ndarray) -> None:
    """The three outputs do not stand in another order than the folders."""
    places = [int(np.bincount(said[labels == label], minlength=len(RATED)).argmax()) for label in range(len(RATED))]
    in_order = list(range(len(RATED)))
    label = next((label for label in in_order if places[label] != label), 0)
    require(
        places == in_order or sorted(places) != in_order,
        Text(
            ko="`{name}`의 글에서 출력 {place}의 확률이 가장 큽니다. 알파벳 순서라면 {label}입니다. 레이블의 순서를 "
            "보세요.",
            en="For texts of `{name}` the largest probability stands at place {place}. In alphabetical order that is "
            "{label}. Look at the order of the labels.",
        ).format(name=_RATED_NAMES[label], place=places[label], label=label),
    )


def _answers_to(critic: keras.Model, texts: list[str]) -> np.ndarray:
    """What a model gives for texts, a row of three numbers for each."""
    import tensorflow as tf

    try:
        outputs = outputs_of(critic, tf.constant(texts))
    except Exception as error:
        raise NotYet(
            Text(
                ko="`critic`에 글(문자열의 텐서)을 넣으면 오류가 납니다. 입력은 글마다 문자열 하나이고, 수로 "
                "바꾸는 `TextVectorization`은 모델 안에 있어야 합니다. {error}",
                en="`critic` fails when it is given texts, as a tensor of strings. Its input is one string for "
                "each text, and the `TextVectorization` that makes numbers is a part of the model. {error}",
            ).format(error=in_words(error))
        ) from None
    found = only_output(outputs, _CRITIC).astype("float32")
    require(
        found.shape == (len(texts), len(RATED)),
        Text(
            ko="글 {n}개를 넣으면 출력의 형태가 {found}입니다. 글마다 확률이 3개면 {wanted}입니다.",
            en="For {n} texts the output has shape {found}. With 3 probabilities for each it is {wanted}.",
        ).format(n=len(texts), found=found.shape, wanted=(len(texts), len(RATED))),
    )
    return found


def _each(shares: list[float]) -> Text:
    """The share that is right in each class, in words."""
    by_class = ", ".join(f"`{name}` ≈ {share:.2f}" for name, share in zip(_RATED_NAMES, shares, strict=True))
    return Text(ko="클래스별로는 " + by_class, en="By class: " + by_class)


def _why_no_critic(
    said: np.ndarray, labels: np.ndarray, accuracy: float, shares: list[float], on_folder: float
) -> Text:
    """What may be the reason that a model falls short of the targets."""
    found = {
        "accuracy": rounded_down(accuracy),
        "target": TARGET_ACCURACY,
        "each": TARGET_OF_EACH,
        "shares": _each([rounded_down(share) for share in shares]),
    }
    if len(np.unique(said)) == 1:
        return Text(
            ko="모든 글에 `{name}`[이라]고 답합니다. 기준선과 같은 {accuracy:.2f}입니다. 아직 학습하지 않았거나 "
            "학습률이 맞지 않습니다.",
            en="It says `{name}` for every text, which is the baseline, {accuracy:.2f}. It has not been trained, or "
            "with another learning rate than it needs.",
        ).format(name=_RATED_NAMES[said[0]], **found)
    if accuracy >= TARGET_ACCURACY:
        label = int(np.argmin(shares))
        return Text(
            ko="정확도는 {accuracy:.2f}[으로] 충분합니다. 그런데 `{name}`에서는 {share:.2f}만 맞혔습니다. 세 클래스 "
            "모두 {each:.2f} 이상이어야 합니다. 적은 클래스의 글이 더 무겁게 세어지도록 `class_weight`를 "
            "쓰거나 키우세요.",
            en="The accuracy, {accuracy:.2f}, is high enough. But of `{name}` only {share:.2f} are right, and it "
            "should be {each:.2f} or more in each class. Let texts of the rare class count more: use `class_weight`, "
            "or a larger one.",
        ).format(name=_RATED_NAMES[label], share=rounded_down(shares[label]), **found)
    if max(accuracy, on_folder) < 0.45:  # What a trained model knows of the folder is far more.
        return Text(
            ko="새 글에서 정확도가 {accuracy:.2f}이고 폴더의 글에서도 {folder:.2f}입니다. 아직 학습하지 않은 모델처럼 "
            "답합니다. `fit`이 오류 없이 끝났는지 보세요.",
            en="The accuracy is {accuracy:.2f} on the new texts, and {folder:.2f} on those of the folder, too. It "
            "answers like a model that has not been trained yet. See whether `fit` ended without an error.",
        ).format(folder=rounded_down(on_folder), **found)
    if shares[_RATED_NAMES.index("so_so")] > 0.6:
        return Text(
            ko="정확도가 {accuracy:.2f}입니다. {target:.2f} 이상이어야 합니다. {shares}. `so_so`라고 너무 자주 "
            "답합니다. 그 클래스의 `class_weight`를 줄이세요.",
            en="The accuracy is {accuracy:.2f}; it should be {target:.2f} or more. {shares}. It says `so_so` too "
            "often: lower the `class_weight` of that class.",
        ).format(**found)
    if on_folder > 0.95:
        return Text(
            ko="정확도가 {accuracy:.2f}입니다. {target:.2f} 이상이어야 합니다. 폴더의 글에서는 {folder:.2f}이므로 "
            "외우고 있습니다. 에포크를 줄이거나 모델을 작게 하세요.",
            en="The accuracy is {accuracy:.2f}; it should be {target:.2f} or more. On the texts of the folder it is "
            "{folder:.2f}, so it knows them by heart: take fewer epochs or a smaller model.",
        ).format(folder=on_folder, **found)
    return Text(
        ko="정확도가 {accuracy:.2f}입니다. {target:.2f} 이상이어야 합니다. {shares}. 검증 곡선이 아직 나아지고 있다면 "
        "에포크를 늘리거나 학습률을 키우세요.",
        en="The accuracy is {accuracy:.2f}; it should be {target:.2f} or more. {shares}. If the validation curve still "
        "improves, take more epochs or a larger learning rate.",
    ).format(**found)


def _require_can_be_kept(critic: keras.Model, texts: list[str]) -> None:
    """The model is saved and loaded again, and answers as before."""
    import tensorflow as tf

    for layer in parts_of(critic):
        try:
            if isinstance(layer, layers.TextVectorization):
                layer.get_vocabulary()
        except UnicodeDecodeError:
            raise NotYet(
                Text(
                    ko="`critic`을 저장할 수 없습니다. 아는 단어 가운데 UTF-8이 아닌 것이 있습니다. UTF-8이 아닌 "
                    "파일로 `adapt`했습니다. `text_copy`로 만든 복사본을 읽으세요.",
                    en="`critic` cannot be saved: some of its words are no UTF-8. Files in another encoding went "
                    "into `adapt`. Read a copy made with `text_copy`.",
                )
            ) from None
        standardize = layer.get_config()["standardize"] if isinstance(layer, layers.TextVectorization) else None
        require(
            getattr(standardize, "__name__", "") != "<lambda>",
            Text(
                ko="`critic`의 `TextVectorization`에 `lambda`를 표준화 함수로 주었습니다. 케라스는 그런 파일을 그냥 "
                "열어 주지 않습니다. 앞의 `standardize`처럼 `register_keras_serializable`로 등록한 함수를 주세요.",
                en="The `TextVectorization` of `critic` standardizes with a `lambda`, and Keras does not simply open a "
                "file with one. Give it a function registered with `register_keras_serializable`, such as "
                "`standardize` above.",
            ),
        )
    require_survives_saving(critic, tf.constant(texts), what=_CRITIC)


# --- questions ---

question(
    "6-2-q1",
    text=Text(
        ko="학습 데이터는 `pos`가 0이고 테스트 데이터는 `pos`가 1입니다. 모델은 문장의 80%를 이해합니다. "
        "테스트 정확도는 얼마쯤일까요?",
        en="In the training data `pos` is 0, in the test data `pos` is 1. The model understands 80% of the sentences. "
        "What is its test accuracy, about?",
    ),
    choices={
        "a": Text(ko="0.80", en="0.80"),
        "b": Text(ko="0.50", en="0.50"),
        "c": Text(ko="0.20", en="0.20"),
    },
    answer="c",
    why={
        "a": Text(
            ko="맞힌 문장의 답이 모두 테스트의 레이블과 반대입니다.",
            en="Where it understands a sentence, its answer is the opposite of the label in the test data.",
        ),
        "b": Text(
            ko="0.50은 찍을 때의 값입니다. 이 모델은 찍지 않습니다. 아는 것을 거꾸로 말합니다.",
            en="0.50 is guessing. This model does not guess: it says what it knows the wrong way round.",
        ),
        "c": Text(
            ko="이해한 80%에서 틀리고, 오해한 20%에서 맞습니다. 뒤에서 직접 재 봅니다.",
            en="It is wrong about the 80% that it understands, and right about the other 20%. You will measure it.",
        ),
    },
)

question(
    "6-2-q2",
    text=Text(
        ko="`adapt`에 테스트 문장까지 넣으면 모르는 단어가 줄어듭니다. 왜 그렇게 하지 않을까요?",
        en="With the test sentences in `adapt` as well, fewer words would be unknown. Why not do that?",
    ),
    choices={
        "a": Text(ko="`adapt`가 너무 느려져서", en="`adapt` would become too slow"),
        "b": Text(
            ko="나중에 만날 글에는 없는 이득을 테스트에서만 얻게 되어서",
            en="the test would get a benefit that later texts do not have",
        ),
        "c": Text(ko="테스트 레이블이 모델에 새어 들어가서", en="the test labels would leak into the model"),
    },
    answer="b",
    why={
        "a": Text(
            ko="글 몇천 개를 세는 데에는 1초도 걸리지 않습니다.",
            en="To count some thousand texts takes under a second.",
        ),
        "b": Text(
            ko="테스트는 처음 보는 글을 흉내 냅니다. 처음 보는 글에는 모르는 단어가 있습니다.",
            en="The test stands for texts never seen before, and those do have unknown words.",
        ),
        "c": Text(
            ko="`adapt`는 레이블을 받지 않습니다. 새어 들어가는 것은 단어입니다.",
            en="`adapt` never sees labels. What leaks are words.",
        ),
    },
)

question(
    "6-2-q3",
    text=Text(
        ko="시드 하나로 두 모델을 재었더니 검증 정확도가 0.781과 0.776이었습니다. 하나를 골라 쓰려고 합니다. "
        "다음에 무엇을 할까요?",
        en="With one seed, two models reach a validation accuracy of 0.781 and 0.776. You are going to use one of "
        "them. What do you do next?",
    ),
    choices={
        "a": Text(ko="둘 다 다른 시드로 더 잽니다", en="measure both with more seeds"),
        "b": Text(ko="더 많이 맞힌 첫째를 고릅니다", en="take the first one, which has more right"),
        "c": Text(ko="둘을 테스트 문장으로 재어 고릅니다", en="measure both on the test sentences and choose"),
    },
    answer="a",
    why={
        "a": Text(
            ko="차이 0.005는 문장 1,608개 가운데 8개입니다. 두 모델이 열 문장에 하나꼴로 다르게 답하기만 해도 차이의 "
            "표준 오차는 √(0.1 / 1608) ≈ 0.008이고, 시드를 바꾸면 또 달라집니다. 더 재어도 이만큼 가까우면 더 단순한 "
            "쪽을 고르세요.",
            en="A difference of 0.005 is 8 of 1,608 sentences. Where two models disagree about one sentence in ten, "
            "the standard error of their difference is √(0.1 / 1608) ≈ 0.008, and another seed adds to that. If they "
            "stay as close as this, take the simpler one.",
        ),
        "b": Text(
            ko="시드를 바꾸어 다시 재면 순서가 뒤집힐 수 있습니다.",
            en="Measured again with another seed, the order may be the other one.",
        ),
        "c": Text(
            ko="테스트로 고르면 그 값도 검증처럼 부풀어 오릅니다. 처음 보는 글에서 얼마나 맞힐지 말해 줄 데이터가 남지 "
            "않습니다.",
            en="Choose by the test, and its value flatters as that of validation does: no data are left to tell how "
            "well new texts will go.",
        ),
    },
)
