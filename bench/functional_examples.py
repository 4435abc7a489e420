"""The two-input model of 2-2 beside the page's from 2020: seconds to the same two answers on the same data.

python -m bench.functional_examples

Runs the section's own cells up to its model with two heads. Then the page's network (an LSTM on the words, three dense
layers), with its optimizer, loss weights and batch size, is trained on the same data, an epoch at a time, until both of
its answers are as good as the section's or it has had MOST_EPOCHS. The seconds count `fit` alone.
"""

import contextlib
import io
from time import perf_counter

import keras
from keras import layers

from utils.build import make_notebook
from utils.course import section

MOST_EPOCHS = 10


def run_section() -> tuple[dict, float]:
    """The names of the section after its model with two heads is trained, and the seconds of that training."""
    names: dict = {}
    for cell in make_notebook(section("2-2"), "solutions", "en").cells:
        if cell.cell_type == "code":
            begin = perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source, names)
            if "two_heads.fit(" in cell.source:
                return names, perf_counter() - begin
    raise RuntimeError("2-2 no longer trains two_heads")


def page_model() -> keras.Model:
    words = keras.Input((30,), dtype="int32", name="words")
    statistics = keras.Input((5,), name="statistics")
    read = layers.LSTM(32)(layers.Embedding(5000, 512)(words))
    joined = layers.concatenate([read, statistics])
    for _ in range(3):
        joined = layers.Dense(64, activation="relu")(joined)
    heads = [
        layers.Dense(1, name="rating")(joined),
        layers.Dense(1, activation="sigmoid", name="sentiment")(read),
    ]
    model = keras.Model([words, statistics], heads)
    model.compile(
        "rmsprop",
        loss={"rating": "mse", "sentiment": "binary_crossentropy"},
        loss_weights={"rating": 1.0, "sentiment": 0.2},
        metrics={"rating": "mae", "sentiment": "accuracy"},
    )
    return model


def scores(model, names: dict) -> tuple[float, float]:
    """The mean absolute error of the rating, and the accuracy of the sentiment, on the test sentences."""
    found = model.evaluate(names["x_new"], names["y_new"], verbose=0, return_dict=True)
    return found["rating_mae"], found["sentiment_accuracy"]


def main() -> None:
    names, seconds = run_section()
    error, accuracy = scores(names["two_heads"], names)
    print(f"section: mae {error:.3f}, sentiment {accuracy:.3f} in {seconds:.1f} s")
    page, spent = page_model(), 0.0
    for epoch in range(1, MOST_EPOCHS + 1):
        begin = perf_counter()
        page.fit(names["x_reviews"], names["y_reviews"], batch_size=32, verbose=0)
        spent += perf_counter() - begin
        page_error, page_accuracy = scores(page, names)
        print(f"page: mae {page_error:.3f}, sentiment {page_accuracy:.3f} after {epoch} epochs, {spent:.1f} s")
        if page_error <= error and page_accuracy >= accuracy:
            break
    print(f"ratio {spent / seconds:.1f}")


if __name__ == "__main__":
    main()
