"""Reviews as text files in class folders: sentences from movie reviews, and two originals by download."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from utils import data
from utils.core.text import Text
from utils.datasets.folders import bad_archive, unknown_original, unpack, whole_folder

CLASS_FOLDERS = ("neg", "pos")
CLEAR_RATING = 0.5  # below it people did not agree
IMDB = "https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"
IMDB_SHA256 = "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe"
NSMC = "https://raw.githubusercontent.com/e9t/nsmc/cc0670e872d4ac27bfe36c87456783004b39ef6c/"
NSMC_SHA256 = {
    "ratings_train.txt": "e03b7d14e9e41be8d464a28057cd25d7396c53e67aa7fd5f7e552c59b0ee2940",
    "ratings_test.txt": "8ac9f64052f11dbf6ae0acb5e038f03d90a76f0eda7820cfb3a92d02edfcebda",
}

# Raise it when the files change: the folders that learners have are then built again.
_VERSION = 1


def text_folders(original: str | None = None) -> Path:
    """A folder with `train` and `test`, each with the folders `neg` and `pos`, one UTF-8 text file a review.

    Args:
        original: None for the rated sentences that come with the course, written at the first use into
            `datasets/movie_reviews` below `KERAS_STUDY_HOME`: those with |rating| > 0.5, since about the others people
            did not agree. 8,041 files for training, 1,883 for testing, half of them in `pos`.
            "imdb" for the original of the published example, downloaded once (84 MB) into the folder where Keras
            keeps its data and unpacked as it is into `datasets/imdb`: 25,000 reviews in `train`, 25,000 in `test`,
            and 50,000 without a label in `train/unsup`, which Keras takes for a third class: name the classes
            (`class_names=["neg", "pos"]`) or move that folder away.
            "nsmc" for Korean movie reviews, downloaded once (20 MB) and written into `datasets/nsmc`: about 150,000
            reviews in `train` and 50,000 in `test`. Reviews without text are left out; how many, is said.

    Returns:
        The folder. It belongs to the course: it is built again when files in it are missing.

    Raises:
        CourseError: unknown `original`; no connection, no room, no right to write; a damaged file of the course.

    Source: Hutto and Gilbert (2014), "VADER", ICWSM-14 (MIT licence, cjhutto). Maas et al. (2011), "Learning Word
        Vectors for Sentiment Analysis", ACL 2011. Naver sentiment movie corpus, github.com/e9t/nsmc (CC0).
        `utils/datasets/movie_reviews.md` describes the files.
    """
    if original is None:
        return whole_folder("movie_reviews", f"{_VERSION} {data.MOVIE_REVIEWS_SHA256}", _write_movie_reviews)
    if original == "imdb":
        return whole_folder("imdb", f"{_VERSION} {IMDB_SHA256}", _unpack_imdb)
    if original == "nsmc":
        return whole_folder("nsmc", f"{_VERSION} {' '.join(NSMC_SHA256.values())}", _write_nsmc)
    raise unknown_original(original)


def _write(folder: Path, reviews: Iterable[tuple[str, bool]]) -> None:
    """Texts, each with whether it is positive, as files; the name is the index, where the classes are mixed."""
    for name in CLASS_FOLDERS:
        (folder / name).mkdir(parents=True)
    for index, (text, is_positive) in enumerate(reviews):
        # As bytes: Windows would write other line ends.
        (folder / CLASS_FOLDERS[is_positive] / f"{index:06}.txt").write_bytes(text.encode("utf-8"))


def _write_movie_reviews(folder: Path) -> None:
    for split, (sentences, ratings) in zip(("train", "test"), data.movie_reviews(), strict=True):
        rated = zip(sentences, ratings, strict=True)
        _write(folder / split, ((text, bool(rating > 0)) for text, rating in rated if abs(rating) > CLEAR_RATING))


def _unpack_imdb(folder: Path) -> None:
    kept = data.keras_home() / "datasets" / Path(IMDB).name
    archive = data.downloaded(IMDB, kept, IMDB_SHA256)
    unpack(archive, folder)
    original = folder / "aclImdb"
    if not original.is_dir():
        raise bad_archive(archive, Text(ko="aclImdb 폴더가 없음", en="no folder aclImdb"))
    for part in list(original.iterdir()):
        part.rename(folder / part.name)
    original.rmdir()


def _write_nsmc(folder: Path) -> None:
    without_text: Counter[str] = Counter()
    for name, sha256 in NSMC_SHA256.items():
        split = name.removeprefix("ratings_").removesuffix(".txt")
        file = data.downloaded(NSMC + name, data.keras_home() / "datasets" / "nsmc" / name, sha256)
        _write(folder / split, _nsmc_reviews(file, without_text))
    print(
        Text(
            ko="글이 없는 리뷰 {n}개는 뺐습니다.",
            en="{n} reviews without text were left out.",
        ).format(n=without_text.total())
    )


def _nsmc_reviews(file: Path, without_text: Counter) -> Iterator[tuple[str, bool]]:
    """The reviews of a table with the columns id, document and label.

    Tabs separate them and line feeds end the rows, whatever other signs stand in a review: quotation marks are part
    of the text, and so are the separators that `str.splitlines` knows besides.
    """
    header, *rows = file.read_bytes().removesuffix(b"\n").split(b"\n")
    if header != b"id\tdocument\tlabel":
        raise bad_archive(file, Text(ko="첫 줄이 id, document, label이 아님", en="no columns id, document, label"))
    for row in rows:
        fields = row.decode("utf-8").split("\t")
        text = "\t".join(fields[1:-1]).strip()
        if text:
            yield text, fields[-1] == "1"
        else:
            without_text[file.name] += 1
