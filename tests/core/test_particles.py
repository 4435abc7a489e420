"""Korean particles follow the sound of the value before them."""

import re

import pytest

from utils.core.paths import COURSE_FOLDER
from utils.core.text import Text

DOUBLED = re.compile(r"을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|과\(와\)|와\(과\)|\(으\)로|\(이\)라")
# In a sentence for `Text.format`; a particle behind a value of an f-string stands in code that knows the value.
_VALUE = r"\{[a-z_0-9.]*(?::[^{}]*)?\}[`\"']?"
FIXED = re.compile(rf"^(?!.*f\").*({_VALUE}(?:으로|이라는|이어야|여야|[을를은는이가와과로])(?=[ ,.)\"']))", re.M)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("모델", "모델을 모델이 모델은 모델과 모델로 모델이라 모델이어야"),
        ("함수", "함수를 함수가 함수는 함수와 함수로 함수라 함수여야"),
        ("층", "층을 층이 층은 층과 층으로 층이라 층이어야"),
        (3, "3을 3이 3은 3과 3으로 3이라 3이어야"),
        (1, "1을 1이 1은 1과 1로 1이라 1이어야"),
        (2, "2를 2가 2는 2와 2로 2라 2여야"),
        (100, "100을 100이 100은 100과 100으로 100이라 100이어야"),
        ((28, 10), "(28, 10)을 (28, 10)이 (28, 10)은 (28, 10)과 (28, 10)으로 (28, 10)이라 (28, 10)이어야"),
        ("Dense", "Dense를 Dense가 Dense는 Dense와 Dense로 Dense라 Dense여야"),
        (
            "Sequential",
            "Sequential을 Sequential이 Sequential은 Sequential과 Sequential로 Sequential이라 Sequential이어야",
        ),
        ("training", "training을 training이 training은 training과 training으로 training이라 training이어야"),
        ("trainable", "trainable을 trainable이 trainable은 trainable과 trainable로 trainable이라 trainable이어야"),
        ("fit", "fit을 fit이 fit은 fit과 fit으로 fit이라 fit이어야"),
        (
            "use_dropout",
            "use_dropout을 use_dropout이 use_dropout은 use_dropout과 use_dropout으로 use_dropout이라 use_dropout이어야",
        ),
        ("float", "float를 float가 float는 float와 float로 float라 float여야"),
        ("critic", "critic을 critic이 critic은 critic과 critic으로 critic이라 critic이어야"),
        ("stack", "stack을 stack이 stack은 stack과 stack으로 stack이라 stack이어야"),
        ("step", "step을 step이 step은 step과 step으로 step이라 step이어야"),
        ("54%", "54%를 54%가 54%는 54%와 54%로 54%라 54%여야"),
        ("", "를 가 는 와 로 라 여야"),
    ],
)
def test_a_particle_fits_the_value_before_it(value, said):
    marked = Text(ko="{v}[을] {v}[이] {v}[은] {v}[과] {v}[으로] {v}[이라] {v}[이어야]", en="{v}")
    assert marked.format(v=value).ko == said


def test_quotes_may_close_before_the_particle_and_formats_count():
    text = Text(ko='`{name}`[은] {number:.1f}[이] "{name}"[으로]', en="{name} {number}")
    assert text.format(name="Flatten", number=0.52).ko == '`Flatten`은 0.5가 "Flatten"으로'


def test_what_a_learner_wrote_is_left_alone():
    assert Text(ko="{got}[을]", en="{got}").format(got="{name}[이]").ko == "{name}[이]를"


def test_no_sentence_of_the_course_has_a_doubled_particle():
    files = [*(COURSE_FOLDER / "utils").rglob("*.py"), *(COURSE_FOLDER / "source").glob("*")]
    found = {file.name: DOUBLED.findall(file.read_text(encoding="utf-8")) for file in files}
    assert {name: doubled for name, doubled in found.items() if doubled} == {}


def test_no_particle_behind_a_value_is_the_same_for_every_value():
    files = (COURSE_FOLDER / "utils").rglob("*.py")
    found = {file.name: FIXED.findall(file.read_text(encoding="utf-8")) for file in files}
    assert {name: fixed for name, fixed in found.items() if fixed} == {}
