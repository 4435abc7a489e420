"""The course's recipes: what sections 6-1 and 6-2 define, trained on the same files as the published recipes."""

from functools import partial
from pathlib import Path

from bench import files
from bench.lesson import recipe

_BATCH_WITHOUT_TRAINING = 500


def pictures(folder: Path, seed: int, clock) -> tuple:
    """Train the network of 6-1; see `bench.training.train`."""
    code = recipe("pictures")
    clock.start()
    lesson = _run(code)
    train, val, test = files.pictures(folder, seed, batch_size=None, color_mode="grayscale")
    data = lesson["pipeline"](train, training=True)
    model = lesson["small_xception"]()
    lesson["compiled"](model, lesson["EPOCHS"] * len(data))
    settings = {"epochs": lesson["EPOCHS"], "callbacks": [clock], "shuffle": False, "verbose": 0}
    model.fit(data, validation_data=lesson["pipeline"](val), **settings)
    return model, test.batch(_BATCH_WITHOUT_TRAINING)


def text(folder: Path, seed: int, clock) -> tuple:
    """Train the model that 6-2 chooses, a bag of words; see `bench.training.train`."""
    code = recipe("text")
    clock.start()
    lesson = _run(code)
    arrays, bags, words = lesson["arrays"], lesson["bags"], lesson["words"]
    train, val, test = files.texts(folder, seed, _BATCH_WITHOUT_TRAINING)
    train_texts, lesson["train_labels"] = arrays(train)
    val_texts, val_labels = arrays(val)
    words.adapt(train_texts)
    make = _timed(lesson["linear"], clock)
    bags_to_validate = (bags(words, val_texts), val_labels)
    settings = lesson["settings_of_chosen"] | {"seed": seed}
    model = lesson["fitted"](make, bags(words, train_texts), bags_to_validate, **settings)
    return model, test.map(lambda text, label: (words(text), label))


def _run(code: str) -> dict:
    names: dict = {}
    exec(compile(code, "<lesson>", "exec"), names)
    return names


def _timed(make, clock):
    """`make`, except that its models call the clock while they train."""

    def made():
        model = make()
        model.fit = partial(model.fit, callbacks=[clock])
        return model

    return made
