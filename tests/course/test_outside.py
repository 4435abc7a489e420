"""What lies outside of the course, asked once a week: addresses, original data sets, known vulnerabilities."""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.course.test_links import PAGES, links, prose
from tests.course.test_safety import LOCKS, known_vulnerabilities, pinned
from utils.data import fashion_mnist
from utils.image_folders import picture_folders
from utils.text_folders import text_folders

pytestmark = pytest.mark.outside

SECONDS_FOR_AN_ANSWER = 30
ANSWERS_NO_PROGRAM = (403, 429)


def what_is_wrong(address: str) -> str | None:
    """What is wrong with an address on the web, if anything."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_FOR_AN_ANSWER):
            return None
    except urllib.error.HTTPError as refused:
        return None if refused.code in ANSWERS_NO_PROGRAM else f"{refused.code} {refused.reason}"
    except OSError as error:
        return str(error)


def test_every_address_answers():
    found = {link for page in PAGES for piece in prose(page) for link in links(piece) if link.startswith("https:")}
    addresses = sorted(found)
    assert addresses
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(addresses, pool.map(what_is_wrong, addresses), strict=True))
    assert {address: wrong for address, wrong in answers.items() if wrong} == {}


@pytest.fixture
def empty_keras_home(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))


def test_the_original_pictures_of_clothes_come(empty_keras_home):
    (x_train, _), (x_test, _) = fashion_mnist(original=True)
    assert (len(x_train), len(x_test)) == (60_000, 10_000)


def test_the_original_pictures_of_animals_come(empty_keras_home):
    folder = picture_folders("cats_vs_dogs")
    assert all(sum(1 for _ in folder.glob(f"*/{kind}/*.jpg")) > 12_000 for kind in ("Cat", "Dog"))


@pytest.mark.parametrize(("original", "reviews"), [("imdb", 50_000), ("nsmc", 199_000)])
def test_the_original_reviews_come(original, reviews, empty_keras_home):
    assert sum(1 for _ in text_folders(original).glob("*/*/*.txt")) >= reviews


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_no_locked_package_has_a_known_vulnerability(lock):
    assert known_vulnerabilities(pinned(lock)) == {}
