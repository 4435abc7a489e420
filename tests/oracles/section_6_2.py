"""Section 6-2: what is right, read from the tasks alone."""

import contextlib
import io
import math
import re
import string
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from tests.oracles import oracle

# --- 6-2-a ---

# How many texts each folder has.
FOLDERS = {"train/neg": 20, "train/pos": 17, "train/unsup": 5, "test/neg": 18, "test/pos": 17}


@contextlib.contextmanager
def review_folder(unsup: bool) -> Iterator[tuple[Path, dict[str, dict[str, int]]]]:
    """A folder of reviews, on disk as long as the context lasts, and the label of each text in `train` and `test`."""
    labels = {"train": {}, "test": {}}
    with tempfile.TemporaryDirectory() as place:
        for folder, count in FOLDERS.items():
            part, _, name = folder.partition("/")
            if name == "unsup" and not unsup:
                continue
            (Path(place) / folder).mkdir(parents=True)
            for number in range(count):
                text = f"{number}, {folder}: schön!\n재미있어요?"
                (Path(place) / folder / f"{number}_{number % 10}.txt").write_bytes(text.encode())
                if name != "unsup":
                    labels[part][text] = int(name == "pos")
        yield Path(place), labels


@oracle(
    "6-2-a",
    also_right=[
        """
import contextlib
import io

def read_reviews(reviews):
    with contextlib.redirect_stdout(io.StringIO()):
        train, test = (
            keras.utils.text_dataset_from_directory(reviews / part, class_names=("neg", "pos"), batch_size=5)
            for part in ("train", "test")
        )
    return train, test
""",
        """
def read_reviews(reviews):
    def read_part(part):
        whole = keras.utils.text_dataset_from_directory(reviews / part, verbose=False, batch_size=None)
        known = whole.filter(lambda text, label: label < 2)
        return known.shuffle(5000).batch(64).prefetch(tf.data.AUTOTUNE)

    return read_part("train"), read_part("test")
""",
        """
def read_reviews(reviews):
    folders = [reviews / "train", reviews / "test"]
    settings = dict(labels="inferred", label_mode="int", class_names=["neg", "pos"], batch_size=None, verbose=0)
    return [keras.utils.text_dataset_from_directory(str(folder), **settings) for folder in folders]
""",
        """
def read_reviews(reviews):
    train, test = (
        keras.utils.text_dataset_from_directory(
            reviews / part, class_names=["neg", "pos"], label_mode="binary", verbose=False
        )
        for part in ("train", "test")
    )
    return train, test
""",
        """
def read_reviews(reviews):
    def read_part(part):
        both = []
        for label, name in enumerate(["neg", "pos"]):
            files = tf.data.Dataset.list_files(str(reviews / part / name / "*.txt"))
            both.append(files.map(lambda file, label=label: (tf.io.read_file(file), label)))
        return both[0].concatenate(both[1]).batch(100)

    return read_part("train"), read_part("test")
""",
    ],
    also_wrong=[
        # The first batch of each.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    settings = {"class_names": ["neg", "pos"], "verbose": False}
    return read(reviews / "train", **settings).take(1), read(reviews / "test", **settings).take(1)
""",
        # The rest of the last batch is lost.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    settings = {"class_names": ["neg", "pos"], "verbose": False, "batch_size": None}
    train, test = read(reviews / "train", **settings), read(reviews / "test", **settings)
    return train.batch(4, drop_remainder=True), test.batch(4, drop_remainder=True)
""",
        # The test data are in both.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    train = read(reviews / "train", class_names=["neg", "pos"], verbose=False)
    test = read(reviews / "test", class_names=["neg", "pos"], verbose=False)
    return train.concatenate(test), test
""",
        # Texts that are no longer the reviews.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    train = read(reviews / "train", class_names=["neg", "pos"], verbose=False, max_length=12)
    test = read(reviews / "test", class_names=["neg", "pos"], verbose=False, max_length=12)
    return train, test
""",
        # Silent about one of the two only.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    train = read(reviews / "train", class_names=["neg", "pos"], verbose=False)
    test = read(reviews / "test", class_names=["neg", "pos"])
    return train, test
""",
        # Label 1 is every text that is not negative.
        """
def read_reviews(reviews):
    read = keras.utils.text_dataset_from_directory
    train = read(reviews / "train", verbose=False).map(lambda text, label: (text, tf.minimum(label, 1)))
    test = read(reviews / "test", verbose=False)
    return train, test
""",
    ],
)
def reads_both_parts(read_reviews) -> bool:
    return all(_reads_both_parts(read_reviews, unsup) for unsup in (True, False))


def _reads_both_parts(read_reviews, unsup: bool) -> bool:
    printed = io.StringIO()
    with review_folder(unsup) as (folder, labels):
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            returned = read_reviews(folder)
        if not isinstance(returned, tuple | list) or len(returned) != 2:
            return False
        train, test = map(_texts_and_labels, returned)
    return (
        printed.getvalue() == "" and train == sorted(labels["train"].items()) and test == sorted(labels["test"].items())
    )


def _texts_and_labels(dataset: tf.data.Dataset) -> list[tuple[str, int]]:
    """The texts of a data set with their labels, sorted; it may come in batches or one by one."""
    if not isinstance(dataset, tf.data.Dataset):
        raise TypeError
    pairs = []
    for texts, labels in islice(dataset.as_numpy_iterator(), 2 * sum(FOLDERS.values())):
        if np.size(texts) != np.size(labels):
            raise ValueError
        texts = [text.decode() for text in np.ravel(np.asarray(texts, dtype=object))]
        pairs += zip(texts, np.ravel(labels).tolist(), strict=True)
    return sorted(pairs)


# --- 6-2-b ---


@cache
def training_texts() -> tuple[list[str], Counter]:
    """Texts with more words than there are numbers, and how often each word occurs in them.

    The first twenty words have frequencies of their own. Only words that occur once are too many.
    """
    counts = {f"w{letters(place)}": 45 - place for place in range(20)}
    counts |= {f"w{letters(place)}": 2 for place in range(20, 998)}
    counts |= {f"w{letters(place)}": 1 for place in range(998, 1100)}
    rng = np.random.default_rng(0)
    spelled = [
        (word, word.capitalize(), word.upper(), f"{word}.", f'"{word}"', f"{word},")[rng.integers(6)]
        for word, count in counts.items()
        for _ in range(count)
    ]
    rng.shuffle(spelled)
    return [" ".join(spelled[start : start + 10]) for start in range(0, len(spelled), 10)], Counter(counts)


def letters(number: int) -> str:
    """A number in letters, so that a word has nothing but letters."""
    return "".join(string.ascii_lowercase[int(digit)] for digit in str(number))


@oracle(
    "6-2-b",
    also_right=[
        """
def to_numbers(train_texts, texts):
    def split(texts):
        texts = tf.strings.regex_replace(tf.strings.lower(tf.constant(texts)), r"[[:punct:]]", "")
        return tf.strings.split(texts)

    lookup = layers.StringLookup(max_tokens=1000, mask_token="")
    lookup.adapt(split(train_texts).flat_values)
    return lookup(split(texts)).to_tensor(0, shape=(None, 10))
""",
        """
def to_numbers(train_texts, texts):
    counting = layers.TextVectorization(standardize="lower_and_strip_punctuation", split="whitespace")
    counting.adapt(np.array(train_texts))
    numbering = layers.TextVectorization(
        vocabulary=counting.get_vocabulary()[2:1000], output_mode="int", output_sequence_length=10
    )
    return keras.ops.convert_to_numpy(numbering(tf.constant(texts))).astype("int32")
""",
        """
def to_numbers(train_texts, texts):
    table = str.maketrans("", "", string.punctuation)
    words = np.array(" ".join(train_texts).translate(table).lower().split())
    known, counts = np.unique(words, return_counts=True)
    known = known[np.argsort(-counts, kind="stable")][:998].tolist()
    rows = [
        [known.index(word) + 2 if word in known else 1 for word in text.translate(table).lower().split()]
        for text in texts
    ]
    return np.array([(row + [0] * 10)[:10] for row in rows])
""",
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(1000)
    vectorize.adapt(train_texts)
    numbers = tf.pad(vectorize(texts), [[0, 0], [0, 10]])
    return numbers[:, :10]
""",
    ],
    also_wrong=[
        # Unknown words are dropped, as in 2020.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(max_tokens=1000)
    vectorize.adapt(train_texts)
    rows = [[number for number in row if number > 1] for row in np.asarray(vectorize(texts))]
    return keras.utils.pad_sequences(rows, maxlen=10, padding="post", truncating="post")
""",
        # The last ten words, not the first.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(max_tokens=1000)
    vectorize.adapt(train_texts)
    rows = [[number for number in row if number] for row in np.asarray(vectorize(texts))]
    return keras.utils.pad_sequences(rows, maxlen=10, padding="post")
""",
        # Learns from both.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(max_tokens=1000, output_sequence_length=10)
    vectorize.adapt([*train_texts, *texts])
    return vectorize(texts)
""",
        # 1,000 words, and so 1,002 numbers.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(max_tokens=1002, output_sequence_length=10)
    vectorize.adapt(train_texts)
    return vectorize(texts)
""",
        # By the number of texts with a word, not by how often it occurs.
        """
def to_numbers(train_texts, texts):
    from collections import Counter

    def words(text):
        return re.sub(f"[{re.escape(string.punctuation)}]", "", text.lower()).split()

    counted = Counter(word for text in train_texts for word in set(words(text)))
    place = {word: number for number, (word, _) in enumerate(counted.most_common(998), 2)}
    rows = [[place.get(word, 1) for word in words(text)] for text in texts]
    return keras.utils.pad_sequences(rows, maxlen=10, padding="post", truncating="post")
""",
        # Only some of the punctuation.
        """
def to_numbers(train_texts, texts):
    def standardize(text):
        return tf.strings.regex_replace(tf.strings.lower(text), "[.,!?]", "")

    vectorize = layers.TextVectorization(1000, standardize=standardize, output_sequence_length=10)
    vectorize.adapt(train_texts)
    return vectorize(texts)
""",
        # By the order in which the words come, not by their frequency.
        """
def to_numbers(train_texts, texts):
    def words(text):
        return re.sub(f"[{re.escape(string.punctuation)}]", "", text.lower()).split()

    place = {}
    for text in train_texts:
        for word in words(text):
            place.setdefault(word, min(len(place) + 2, 1000))
    rows = [[place.get(word, 1) % 1000 for word in words(text)] for text in texts]
    return keras.utils.pad_sequences(rows, maxlen=10, padding="post", truncating="post")
""",
        # Capital letters make a difference.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(1000, standardize="strip_punctuation", output_sequence_length=10)
    vectorize.adapt(train_texts)
    return vectorize(texts)
""",
        # No integers.
        """
def to_numbers(train_texts, texts):
    vectorize = layers.TextVectorization(max_tokens=1000, output_sequence_length=10)
    vectorize.adapt(train_texts)
    return keras.ops.cast(vectorize(texts), "float32")
""",
    ],
)
def numbers_the_words(to_numbers) -> bool:
    train_texts, counts = training_texts()
    words = list(counts)
    # Every known word, ten a text; then unknown, few and many words in other spellings.
    texts = [" ".join(words[start : start + 10]) for start in range(0, 1100, 10)]
    few = f"{words[0].upper()}! nowhere, ({words[1]})"
    texts += ["", "neither here nor there", few, " ".join([few] * 5)]
    numbers = _integers(to_numbers(list(train_texts), list(texts)), len(texts))
    place = dict(zip(words, numbers[:110].ravel().tolist(), strict=True))
    known = sorted((number, word) for word, number in place.items() if number > 1)
    a, b = place[words[0]], place[words[1]]
    return (
        [number for number, _ in known] == list(range(2, 1000))
        and all(counts[word] >= counts[following] for (_, word), (_, following) in pairwise(known))
        and sum(number == 1 for number in place.values()) == 102
        and {word for _, word in known} == {word for word, count in counts.items() if count > 1}
        and np.array_equal(numbers[110:112], [[0] * 10, [1] * 4 + [0] * 6])
        and np.array_equal(numbers[112:], [[a, 1, b] + [0] * 7, [a, 1, b] * 3 + [a]])
        and _numbers_a_few(to_numbers)
    )


def _numbers_a_few(to_numbers) -> bool:
    """Whether fewer words and texts than there are places make the same form, and a word counts each time it occurs."""
    numbers = _integers(to_numbers(["Good, good, good film!", "FILM; plot"], ["film. Good?"]), 1)
    return np.array_equal(numbers, [[3, 2] + [0] * 8])


def _integers(numbers, count: int) -> np.ndarray:
    """The answer as an array of shape (count, 10); raises where it is none of integers."""
    if not isinstance(numbers, np.ndarray) and not keras.ops.is_tensor(numbers):
        raise TypeError
    array = keras.ops.convert_to_numpy(numbers)
    if array.shape != (count, 10) or not np.issubdtype(array.dtype, np.integer):
        raise ValueError
    return array


# --- 6-2-c ---


@oracle(
    "6-2-c",
    also_right=[
        """
def contributions(review, weights, bias):
    logit, parts = float(bias), {}
    for word in review.split():
        try:
            weight = weights[word]
        except KeyError:
            continue
        if word not in parts:
            parts[word] = weight
            logit = logit + weight
    return parts, logit
""",
        """
import math

def contributions(review, weights, bias):
    parts = dict(filter(lambda item: f" {item[0]} " in f" {' '.join(review.split())} ", weights.items()))
    return parts, math.fsum([bias, *parts.values()])
""",
        """
from collections import Counter

def contributions(review, weights, bias):
    found = [word for word in Counter(review.split()) if word in weights]
    values = np.array([weights[word] for word in found], dtype="float64")
    return dict(zip(found, values.tolist())), values.sum() + bias
""",
        """
def contributions(review, weights, bias):
    known = sorted(weights.keys() & review.split())
    present = np.ones(len(known))
    return {word: weights[word] for word in known}, float(present @ [weights[word] for word in known] + bias)
""",
    ],
    also_wrong=[
        # A word of weight 0 is left out.
        """
def contributions(review, weights, bias):
    parts = {word: weights[word] for word in review.split() if weights.get(word)}
    return parts, bias + sum(parts.values())
""",
        # The logit counts a word as often as it occurs, through the back door.
        """
def contributions(review, weights, bias):
    parts = {word: weights[word] for word in review.split() if word in weights}
    return parts, bias + sum(weights.get(word, 0) for word in review.split())
""",
        # Words that begin alike.
        """
def contributions(review, weights, bias):
    words = review.split()
    parts = {known: weight for known, weight in weights.items() if any(word.startswith(known) for word in words)}
    return parts, bias + sum(parts.values())
""",
        # Unknown words weigh something too.
        """
def contributions(review, weights, bias):
    unknown = weights.get("[UNK]", 0.0)
    parts = {word: weights.get(word, unknown) for word in review.split()}
    return {word: weight for word, weight in parts.items() if word in weights}, bias + sum(parts.values())
""",
        # A probability.
        """
def contributions(review, weights, bias):
    parts = {word: weights[word] for word in review.split() if word in weights}
    return parts, 1 / (1 + np.exp(-bias - sum(parts.values())))
""",
        # Each word is good for its size.
        """
def contributions(review, weights, bias):
    parts = {word: abs(weights[word]) for word in review.split() if word in weights}
    return parts, bias + sum(weights[word] for word in parts)
""",
    ],
)
def adds_up_the_words(contributions) -> bool:
    weights = {"good": 1.25, "not": -0.75, "go": 4.0, "film": 0.0, "dull": -2.5, "a": 0.125, "[UNK]": 8.0, "영화": 0.5}
    rng = np.random.default_rng(0)
    words = [*weights, "goods", "nowhere", "and", "films"]
    words.remove("[UNK]")
    reviews = [" ".join(rng.choice(words, size=length)) for length in (1, 1, 2, 5, 9, 20, 40)]
    reviews += ["good good film", "nothing known", "goods", "film", ""]
    return all(
        _adds_up(contributions(review, dict(weights), bias), review, weights, bias)
        for review in reviews
        for bias in (0.5, -3, np.float32(0.25), 0)
    ) and _adds_up(contributions("good", {}, 1.5), "good", {}, 1.5)


def _adds_up(returned, review: str, weights: dict, bias: float) -> bool:
    if not isinstance(returned, tuple | list):
        return False
    parts, logit = returned
    expected = {word: weights[word] for word in set(review.split()) if word in weights}
    return (
        isinstance(parts, dict)
        and parts.keys() == expected.keys()
        and all(math.isclose(parts[word], expected[word], abs_tol=1e-6) for word in expected)
        and np.shape(logit) == ()
        and math.isclose(float(logit), math.fsum([float(bias), *expected.values()]), abs_tol=1e-4)
    )


# --- 6-2-d ---


@oracle(
    "6-2-d",
    also_right=[
        """
def end_to_end_model(vectorize, classifier):
    model = keras.Sequential(name="reads_text")
    model.add(keras.Input(shape=(), dtype=tf.string))
    model.add(vectorize)
    model.add(classifier)
    return model
""",
        """
class Reader(keras.Model):
    def __init__(self, vectorize, classifier, **kwargs):
        super().__init__(**kwargs)
        self.steps = [vectorize, classifier]

    def call(self, texts, training=False):
        vectorize, classifier = self.steps
        return classifier(vectorize(texts), training=training)

def end_to_end_model(vectorize, classifier):
    return Reader(vectorize, classifier)
""",
        """
def end_to_end_model(vectorize, classifier):
    review = keras.Input(batch_shape=(None,), dtype="string", name="review")
    said = layers.Identity()(classifier(vectorize(review)))
    return keras.Model(inputs=[review], outputs=said, name="end_to_end")
""",
    ],
    also_wrong=[
        # A copy with the weights of today.
        """
def end_to_end_model(vectorize, classifier):
    copy = keras.models.clone_model(classifier)
    copy.set_weights(classifier.get_weights())
    review = keras.Input((), dtype="string")
    return keras.Model(review, copy(vectorize(review)))
""",
        # Always the same number of texts.
        """
def end_to_end_model(vectorize, classifier):
    review = keras.Input((), dtype="string")
    first = keras.ops.reshape(classifier(vectorize(review)), (-1,))[:1]
    return keras.Model(review, keras.ops.reshape(first, (1, 1)))
""",
        # Drops out at every answer.
        """
class Reader(keras.Model):
    def __init__(self, vectorize, classifier):
        super().__init__()
        self.vectorize, self.classifier = vectorize, classifier

    def call(self, texts):
        return self.classifier(self.vectorize(texts), training=True)

def end_to_end_model(vectorize, classifier):
    return Reader(vectorize, classifier)
""",
        # Cannot predict: it works on values only, never in a graph.
        """
class Reader(keras.Model):
    def __init__(self, vectorize, classifier):
        super().__init__()
        self.vectorize, self.classifier = vectorize, classifier

    def call(self, texts):
        return self.classifier(np.asarray(self.vectorize(texts)))

def end_to_end_model(vectorize, classifier):
    return Reader(vectorize, classifier)
""",
        # The layers one by one: a functional model has its input among them.
        """
def end_to_end_model(vectorize, classifier):
    review = keras.Input((), dtype="string")
    x = vectorize(review)
    for layer in classifier.layers:
        x = layer(x)
    return keras.Model(review, x)
""",
        # A function is no model.
        """
def end_to_end_model(vectorize, classifier):
    return lambda texts: classifier(vectorize(texts))
""",
        # The probability of the other class.
        """
def end_to_end_model(vectorize, classifier):
    review = keras.Input((), dtype="string")
    return keras.Model(review, 1 - classifier(vectorize(review)))
""",
        # Forgets the words it knew.
        """
def end_to_end_model(vectorize, classifier):
    review = keras.Input((), dtype="string")
    fresh = layers.TextVectorization.from_config(vectorize.get_config() | {"vocabulary": None})
    fresh.adapt(["a good film", "a bad film"])
    return keras.Model(review, classifier(fresh(review)))
""",
        # Keeps what the weights said when it was made.
        """
def end_to_end_model(vectorize, classifier):
    kernel, bias = classifier.get_weights()
    review = keras.Input((), dtype="string")
    logit = keras.ops.matmul(keras.ops.cast(vectorize(review), "float32"), kernel) + bias
    return keras.Model(review, keras.ops.sigmoid(logit))
""",
    ],
)
def answers_about_raw_text(end_to_end_model) -> bool:
    keras.utils.set_random_seed(0)
    rng = np.random.default_rng(0)
    words = ["good", "bad", "film", "plot", "never", "charming", "dull"]
    texts = ["Good film!", "", "never a dull plot", "unheard of", "BAD, bad film", "charming charming", "good bad"]
    bag = layers.TextVectorization(vocabulary=words, output_mode="multi_hot")
    linear = keras.Sequential([keras.Input((len(words) + 1,)), layers.Dense(1, activation="sigmoid")])
    model = end_to_end_model(bag, linear)
    if not isinstance(model, keras.Model) or model is linear:
        return False
    _change(linear, rng)
    if not all(_agree(model(tf.constant(texts[:count])), linear(bag(texts[:count]))) for count in (1, 3, 7)):
        return False
    _change(linear, rng)
    # In a compiled function too.
    said = model.predict_on_batch(tf.constant(texts))
    return _agree(said, linear(bag(texts))) and _answers_about_numbers(end_to_end_model, words, texts)


def _answers_about_numbers(end_to_end_model, words: list[str], texts: list[str]) -> bool:
    """Whether a classifier that takes the numbers of words is answered for as well."""
    numbers = layers.TextVectorization(vocabulary=words, output_sequence_length=5)
    inputs = keras.Input((5,), dtype="int64")
    x = layers.Dropout(0.5)(layers.Embedding(len(words) + 2, 3)(inputs))
    outputs = layers.Dense(1, activation="sigmoid")(layers.GlobalAveragePooling1D()(x))
    average = keras.Model(inputs, outputs)
    model = end_to_end_model(numbers, average)
    _change(average, np.random.default_rng(1))
    return _agree(model(tf.constant(texts)), average(numbers(texts)))


def _change(model: keras.Model, rng: np.random.Generator) -> None:
    """Give a model other weights, as training would."""
    for weight in model.trainable_weights:
        weight.assign(rng.normal(size=weight.shape))


def _agree(said, expected) -> bool:
    said, expected = keras.ops.convert_to_numpy(said), keras.ops.convert_to_numpy(expected)
    return said.shape == expected.shape and np.allclose(said, expected, atol=1e-5)


# --- 6-2-e ---

PARTICLES = ["은", "는", "이", "가", "을", "를", "도", "에서"]
SENTENCES = """
영화가 정말 좋았다!!! 배우도,음악이 좋네요
고양이가 나왔다
맛이 집에서 나도 이 가 은
영화에서는 배우에서도 영화에서
ㅋ 웃겨ㅋㅋㅋㅋㅋ ㅋㅋ ㅋㅋㅋ영화가 ㅋㅋㅋㅋ
SF영화가 Good! 영화~는 (영화를) don't 3.5 100도
...
이가이가이가
이야기를.장면은?어린이
  아이가   학교에서  
도도도 가가가 에서에서 에서에서에서
고양이가ABC 가나다라마바사에서
영화가
"""


def standardized(sentence: str) -> list[str]:
    """The words of a sentence after standardization."""
    sentence = "".join(" " if letter in ".,!?" else letter for letter in sentence)
    words = []
    for word in re.sub("ㅋ{2,}", "ㅋㅋ", sentence).split(" "):
        ending = next((particle for particle in PARTICLES if word.endswith(particle)), "")
        stem = word.removesuffix(ending)
        korean = len(stem) >= 2 and all("가" <= letter <= "힣" for letter in stem[-2:])
        words.append(stem if korean else word)
    return [word for word in words if word]


@oracle(
    "6-2-e",
    also_right=[
        """
PARTICLE = "에서|은|는|이|가|을|를|도"

def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[!?,.]", " ")
    text = tf.strings.regex_replace(text, "ㅋㅋ(ㅋ*)", "ㅋㅋ")
    text = tf.strings.join([text, " "])
    return tf.strings.regex_replace(text, f"([가-힣][가-힣])({PARTICLE}) ", r"\\1 ")
""",
        """
def standardize_korean(text):
    for sign in ".,!?":
        text = tf.strings.regex_replace(text, re.escape(sign), " ")
    words = tf.strings.split(tf.reshape(text, [-1]), " ")
    words = tf.ragged.map_flat_values(tf.strings.regex_replace, words, "ㅋ{2,}", "ㅋㅋ")
    words = tf.ragged.map_flat_values(
        tf.strings.regex_replace, words, "^(.*[가-힣]{2})(은|는|이|가|을|를|도|에서)$", r"\\1"
    )
    return tf.reshape(tf.strings.reduce_join(words, axis=-1, separator=" "), tf.shape(text))
""",
        """
def standardize_korean(text):
    particles = ("에서", *"은는이가을를도")

    def korean(word):
        return len(word) >= 2 and all("가" <= letter <= "힣" for letter in word[-2:])

    def one_word(word):
        for particle in particles:
            if word.endswith(particle) and korean(word[:-len(particle)]):
                return word[:-len(particle)]
        return word

    def sentence(encoded):
        plain = encoded.decode().translate({ord(sign): " " for sign in ".,!?"})
        plain = re.sub("ㅋㅋ+", "ㅋㅋ", plain)
        return " ".join(map(one_word, plain.split(" "))).encode()

    def sentences(array):
        return np.vectorize(sentence, otypes=[object])(array)

    result = tf.numpy_function(sentences, [text], tf.string)
    return tf.ensure_shape(result, text.shape)
""",
    ],
    also_wrong=[
        # Only at the end of the text.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,})(?:은|는|이|가|을|를|도|에서)$", r"\\1")
""",
        # Only before a space.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,})(?:은|는|이|가|을|를|도|에서) ", r"\\1 ")
""",
        # In the middle of a word too.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2})(?:은|는|이|가|을|를|도|에서)", r"\\1")
""",
        # As many particles as there are.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,}?)(?:은|는|이|가|을|를|도|에서)+( |$)", r"\\1\\2")
""",
        # One letter before it is enough.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]+)(?:은|는|이|가|을|를|도|에서)( |$)", r"\\1\\2")
""",
        # Letters of any kind before it are enough.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, r"(\\S{2,})(?:은|는|이|가|을|를|도|에서)( |$)", r"\\1\\2")
""",
        # Pairs of laughter, however many.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋㅋㅋ", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,})(?:은|는|이|가|을|를|도|에서)( |$)", r"\\1\\2")
""",
        # Another shape.
        """
def standardize_korean(text):
    text = tf.reshape(text, [-1])
    text = tf.strings.regex_replace(text, "[.,!?]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,})(?:은|는|이|가|을|를|도|에서)( |$)", r"\\1\\2")
""",
        # Other signs go as well.
        """
def standardize_korean(text):
    text = tf.strings.regex_replace(tf.strings.lower(text), "[[:punct:]]", " ")
    text = tf.strings.regex_replace(text, "ㅋ{2,}", "ㅋㅋ")
    return tf.strings.regex_replace(text, "([가-힣]{2,})(?:은|는|이|가|을|를|도|에서)( |$)", r"\\1\\2")
""",
    ],
)
def standardizes_korean(standardize_korean) -> bool:
    sentences = SENTENCES.removeprefix("\n").split("\n")
    rng = np.random.default_rng(0)
    # A word of Latin letters and digits ends before the next part: how such a stem counts is left open.
    parts = [*PARTICLES, "영화", "배우", "맛", "고양이", "음악", " ", " ", ".", ",", "!", "?", "A ", "7 "]
    sentences += ["".join(rng.choice(parts, size=12)) for _ in range(34)]
    # Laughter stands by itself: whether it counts as Korean letters before a particle is left open too.
    laughter = ["ㅋ" * count for count in (1, 2, 3, 4, 7)]
    sentences += [" ".join(rng.choice([*laughter, "영화를"], size=6)) for _ in range(12)]
    expected = [standardized(sentence) for sentence in sentences]
    return all(
        _standardizes(standardize_korean, np.array(sentences, dtype=object).reshape(shape), expected)
        for shape in ((60,), (60, 1), (3, 4, 5))
    ) and _standardizes(standardize_korean, np.array(sentences[0], dtype=object), expected[:1])


def _standardizes(standardize_korean, sentences: np.ndarray, expected: list[list[str]]) -> bool:
    answer = standardize_korean(tf.constant(sentences))
    return (
        tf.is_tensor(answer)
        and answer.dtype == tf.string
        and tuple(answer.shape) == sentences.shape
        and [text.decode().split() for text in np.ravel(np.asarray(answer.numpy(), dtype=object))] == expected
    )
