"""Reviews in class folders: what is written, and the originals from small files of exactly their layout."""

import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest

from tests.support.files import contents
from tests.support.first_use import first_use
from tests.support.loopback import MISBEHAVIOURS, hash_of, serving, tarred
from tests.support.timing import work_of
from utils import data, text_folders
from utils.core.text import CourseError

FILES = 8_041 + 1_883 + 1
MOST_AGAINST_A_COPY = 5


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The sentences as they are written; the tests only read here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_STUDY_HOME", str(tmp_path_factory.mktemp("written")))
        return text_folders.text_folders()


# --- what is written ---


def test_every_clear_sentence_is_one_file(written):
    found = contents(written)
    assert len(found) == FILES
    for split, (sentences, ratings) in zip(("train", "test"), data.movie_reviews(), strict=True):
        for name, chosen in (("neg", ratings < -0.5), ("pos", ratings > 0.5)):
            texts = [text.decode("utf-8") for path, text in found.items() if path.startswith(f"{split}/{name}/")]
            assert sorted(texts) == sorted(sentences[chosen])
    assert {path.rpartition("/")[0] for path in found} == {"", "train/neg", "train/pos", "test/neg", "test/pos"}


def test_file_names_say_nothing_about_the_class(written):
    for split, count in (("train", 8_041), ("test", 1_883)):
        classes = {path.stem: path.parent.name for path in (written / split).rglob("*.txt")}
        assert sorted(classes) == [f"{index:06}" for index in range(count)]
        positive = np.array([classes[name] == "pos" for name in sorted(classes)])
        assert 0.45 < positive[::2].mean() < 0.55 and 0.45 < positive[: count // 10].mean() < 0.55


def test_keras_reads_the_folders(written):
    import keras

    for split, count in (("train", 8_041), ("test", 1_883)):
        reviews = keras.utils.text_dataset_from_directory(written / split, batch_size=256, verbose=False)
        assert reviews.class_names == list(text_folders.CLASS_FOLDERS)
        labels = np.concatenate([labels for _, labels in reviews.as_numpy_iterator()])
        assert len(labels) == count and 0.49 < labels.mean() < 0.51


def test_the_first_use_is_mostly_writing_and_the_second_is_quick(written, home, record_property):
    """Against writing 10,000 files of the same contents, and nothing else."""
    first, second = work_of(text_folders.text_folders), work_of(text_folders.text_folders)
    plain = work_of(lambda: shutil.copytree(written, home / "plain"))
    record_property("measured", f"sentences: written with {first / plain:.1f} times the work of a copy")
    assert first < MOST_AGAINST_A_COPY * plain
    assert second < first / 10


def test_deleted_files_come_back(home, written):
    folder = text_folders.text_folders()
    shutil.rmtree(folder / "test" / "pos")
    assert text_folders.text_folders() == folder == home / "datasets" / "movie_reviews"
    assert contents(folder) == contents(written)


@pytest.mark.parametrize("index", [0, 5_000, 9_923])
def test_a_kill_at_the_first_use_leaves_nothing_half_made(home, written, index):
    process = first_use("text_folders.text_folders", killed_before_writing=index)
    assert process.wait(60) == -signal.SIGKILL
    assert os.listdir(home / "datasets" / ".movie_reviews.unfinished")
    assert contents(text_folders.text_folders()) == contents(written)
    assert sorted(os.listdir(home / "datasets")) == [".movie_reviews.lock", "movie_reviews"]


def test_two_first_uses_at_once(home, written):
    processes = [first_use("text_folders.text_folders") for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert contents(home / "datasets" / "movie_reviews") == contents(written)
    assert sorted(os.listdir(home / "datasets")) == [".movie_reviews.lock", "movie_reviews"]


# --- the originals ---

IMDB = {
    "aclImdb/README": b"Large Movie Review Dataset v1.0",
    "aclImdb/imdb.vocab": b"the\nand\n",
    "aclImdb/imdbEr.txt": b"0.0490972\n",
    "aclImdb/train/labeledBow.feat": b"9 0:9 1:1\n",
    "aclImdb/train/urls_pos.txt": b"http://www.imdb.com/title/tt0000001/usercomments\n",
    **{f"aclImdb/{split}/pos/{n}_9.txt": b"Good.<br />%d" % n for split in ("train", "test") for n in range(6)},
    **{f"aclImdb/{split}/neg/{n}_2.txt": b"Bad. %d" % n for split in ("train", "test") for n in range(5)},
    **{f"aclImdb/train/unsup/{n}_0.txt": b"Who knows? %d" % n for n in range(7)},
}
NSMC_TRAIN = (
    "id\tdocument\tlabel\n"
    "9976970\t아 더빙.. 진짜 짜증나네요 목소리\t0\n"
    '3819312\t"명작"이라더니 "정말 그렇네요\t1\n'
    "10265843\t\t0\n"
    "9045019\t'따옴표로 시작하는 글\t0\n"
    "6483659\t 앞뒤에 빈칸 \t1\n"
    "5403919\t   \t1\n"
    "7797314\t줄을\u2028바꾸는 듯한\x85글\t0\n"
    '9443947\t"\t1\n'
)
NSMC_TEST = "id\tdocument\tlabel\n6270596\t굳 ㅋ\t1\n9274899\tGDNTOPCLASSINTHECLUB\t0\n8544678\t\t0\n"
NSMC = {"ratings_train.txt": NSMC_TRAIN.encode(), "ratings_test.txt": NSMC_TEST.encode()}


@pytest.fixture
def server(keras_home, monkeypatch):
    """A server with small files in place of the originals, and an empty Keras home."""
    with serving({}) as server:
        offer(server, monkeypatch, tarred(IMDB), NSMC)
        yield server


def offer(server, monkeypatch, imdb: bytes, nsmc: dict[str, bytes]) -> None:
    server.files = {"imdb.tar.gz": imdb, **nsmc}
    monkeypatch.setattr(text_folders, "IMDB", f"{server.address}imdb.tar.gz")
    monkeypatch.setattr(text_folders, "IMDB_SHA256", hash_of(imdb))
    monkeypatch.setattr(text_folders, "NSMC", server.address)
    monkeypatch.setattr(text_folders, "NSMC_SHA256", {name: hash_of(content) for name, content in nsmc.items()})


def test_imdb_is_unpacked_as_it_is(server, home):
    folder = text_folders.text_folders("imdb")
    found = contents(folder)
    del found[".whole"]
    assert found == {name.removeprefix("aclImdb/"): content for name, content in IMDB.items()}
    text_folders.text_folders("imdb")
    assert server.requests == 1


def test_without_a_label_is_a_third_class_until_it_is_named_away(server):
    import keras

    folder = text_folders.text_folders(original="imdb")
    as_published = keras.utils.text_dataset_from_directory(folder / "train", verbose=False)
    assert as_published.class_names == ["neg", "pos", "unsup"]
    for split in ("train", "test"):
        reviews = keras.utils.text_dataset_from_directory(folder / split, class_names=["neg", "pos"], verbose=False)
        labels = np.concatenate([labels for _, labels in reviews.as_numpy_iterator()])
        assert np.bincount(labels).tolist() == [5, 6]


def test_nsmc(server, lang, capsys):
    folder = text_folders.text_folders("nsmc")
    found = {path: content.decode() for path, content in contents(folder).items()}
    del found[".whole"]
    assert found == {
        "train/neg/000000.txt": "아 더빙.. 진짜 짜증나네요 목소리",
        "train/pos/000001.txt": '"명작"이라더니 "정말 그렇네요',
        "train/neg/000002.txt": "'따옴표로 시작하는 글",
        "train/pos/000003.txt": "앞뒤에 빈칸",
        "train/neg/000004.txt": "줄을\u2028바꾸는 듯한\x85글",
        "train/pos/000005.txt": '"',
        "test/pos/000000.txt": "굳 ㅋ",
        "test/neg/000001.txt": "GDNTOPCLASSINTHECLUB",
    }
    words = {"ko": "글이 없는 리뷰 3개는 뺐습니다.", "en": "3 reviews without text were left out."}
    assert words[lang] in capsys.readouterr().out
    text_folders.text_folders("nsmc")
    assert server.requests == 2 and capsys.readouterr().out == ""


def test_keras_reads_nsmc(server):
    import keras

    reviews = keras.utils.text_dataset_from_directory(text_folders.text_folders("nsmc") / "train", verbose=False)
    texts = {text.decode() for batch, _ in reviews.as_numpy_iterator() for text in batch}
    assert reviews.class_names == ["neg", "pos"] and len(texts) == 6 and '"' in texts


@pytest.mark.parametrize("behaviour", MISBEHAVIOURS)
@pytest.mark.parametrize("original", ["imdb", "nsmc"])
def test_a_bad_server_leaves_nothing(server, home, tmp_path, lang, original, behaviour):
    server.behaviour = behaviour
    words = {"ko": "받지 못했습니다|SHA-256과 달라", "en": "could not be downloaded|does not have the known SHA-256"}
    with pytest.raises(CourseError, match=words[lang]) as caught:
        text_folders.text_folders(original)
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)
    assert contents(tmp_path / "keras") == {} and os.listdir(home / "datasets") == [f".{original}.lock"]
    server.behaviour = "well"
    assert (text_folders.text_folders(original) / "train" / "neg").exists()


BAD_IMDB = {
    "leads out": tarred(IMDB | {"../../evil.txt": b"evil"}),
    "leads out by a link": tarred({"aclImdb/way/evil.txt": b"evil"}, links={"aclImdb/way": "/tmp"}),
    "another layout": tarred({name.removeprefix("aclImdb/"): content for name, content in IMDB.items()}),
    "no archive": b"<html></html>",
}


@pytest.mark.parametrize("imdb", BAD_IMDB.values(), ids=BAD_IMDB)
def test_another_archive_is_refused(server, home, tmp_path, monkeypatch, lang, imdb):
    offer(server, monkeypatch, imdb, NSMC)
    with pytest.raises(CourseError, match={"ko": "imdb.tar.gz의 내용이", "en": "content of imdb.tar.gz"}[lang]):
        text_folders.text_folders("imdb")
    assert os.listdir(home / "datasets") == [".imdb.lock"]
    assert not list(tmp_path.rglob("evil.txt"))


@pytest.mark.parametrize("table", [b"", b"<html></html>", b"9976970\tgood\t1\n", NSMC_TRAIN.encode("utf-16")])
def test_another_table_is_refused(server, home, monkeypatch, lang, table):
    offer(server, monkeypatch, tarred(IMDB), NSMC | {"ratings_test.txt": table})
    words = {"ko": "ratings_test.txt의 내용이", "en": "content of ratings_test.txt"}
    with pytest.raises(CourseError, match=words[lang]):
        text_folders.text_folders("nsmc")
    assert os.listdir(home / "datasets") == [".nsmc.lock"]


@pytest.mark.parametrize("original", ["cats_vs_dogs", "IMDB", "", True, 1])
def test_an_unknown_original(home, lang, original):
    with pytest.raises(CourseError) as caught:
        text_folders.text_folders(original)
    assert all(name in str(caught.value) for name in ("cats_vs_dogs", "imdb", "nsmc"))
    assert not home.exists()


def test_the_sheet_names_the_originals():
    sheet = (data.EMBEDDED.parent / "movie_reviews.md").read_text(encoding="utf-8").splitlines()
    for name, sha256 in {Path(text_folders.IMDB).name: text_folders.IMDB_SHA256, **text_folders.NSMC_SHA256}.items():
        assert any(name in line and sha256 in line for line in sheet)
