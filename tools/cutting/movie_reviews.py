"""Cuts the movie reviews of the course: `python -m tools.cutting.movie_reviews FILE`.

FILE is `movieReviewSnippets_GroundTruth.txt` (the data sheet says where it lies). The same FILE gives the same lines.
"""

import gzip
import hashlib
import re
import sys
from pathlib import Path

import numpy as np

from tools.cutting.fashion_mnist import balanced_order
from utils.data import MOVIE_REVIEWS, MOVIE_REVIEWS_FOR_TESTING

SEED = 2014


def read_original(file: Path) -> list[tuple[float, str]]:
    """Every rating (-4 to 4) with its sentence, white space made single."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    return [(float(rating), " ".join(sentence.split())) for _, rating, sentence in rows]


def words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence without case and punctuation: two sentences with the same words are the same one."""
    return tuple(re.findall(r"\w+", sentence.casefold()))


def without_single_words(reviews: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """The reviews that have two words or more."""
    return [(rating, sentence) for rating, sentence in reviews if len(words(sentence)) > 1]


def without_duplicates(reviews: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Of the reviews with the same words, the first."""
    return list({words(sentence): (rating, sentence) for rating, sentence in reversed(reviews)}.values())[::-1]


def balanced(reviews: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Shuffled; of every two in a row one has a rating above 0. What is left over of the larger half goes."""
    positive = np.array([rating > 0 for rating, _ in reviews])
    return [reviews[index] for index in balanced_order(positive, SEED)]


def main(file: Path) -> None:
    reviews = read_original(file)
    print(f"{file.name}: {len(reviews):,}")
    for step in (without_single_words, without_duplicates, balanced):
        reviews = step(reviews)
        print(f"{step.__name__}: {len(reviews):,}")
    for limit in (0, 0.5):
        print(f"|rating| <= {limit}: {sum(abs(rating) <= limit for rating, _ in reviews):,}")
    print(f"for training: {len(reviews) - MOVIE_REVIEWS_FOR_TESTING:,}")

    lines = "".join(f"{np.float32(rating)}\t{sentence}\n" for rating, sentence in reviews)
    MOVIE_REVIEWS.write_bytes(gzip.compress(lines.encode("utf-8"), compresslevel=9, mtime=0))
    content = MOVIE_REVIEWS.read_bytes()
    print(f"{MOVIE_REVIEWS.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
