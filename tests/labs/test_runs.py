"""Kept runs: each has its settings, brings them back, stands beside another, and ten of them can be told apart."""

import re
import time
from dataclasses import dataclass

import pytest

from utils.core.palette import WAITING
from utils.core.text import Text, joined, set_language
from utils.labs import runs
from utils.labs.base import Lab
from utils.labs.run_curves import describe_shelf, draw_runs
from utils.labs.runs import CHOSEN, COMPARED, MOST_RUNS, KeptRuns, Run, Shelf

EPOCHS = 3


@dataclass(frozen=True)
class Settings:
    rate: float = 0.1


class RateLab(Lab):
    """A lab with one setting, which counts how often it draws."""

    def __init__(self):
        super().__init__()
        self.settings_now, self.drawn = Settings(), 0
        self.kept = KeptRuns(self, lambda settings: Text(ko=f"{settings.rate:g}", en=f"{settings.rate:g}"), self.set)

    @property
    def settings(self) -> Settings:
        return self.settings_now

    def set(self, settings: Settings) -> None:
        self.settings_now = settings
        self.redraw()

    def answer(self, settings: Settings) -> dict:
        self.drawn += 1
        self.kept.show(self.kept.shelf)
        return {}

    def train(self, rate: float, epochs: int = EPOCHS) -> Run:
        self.set(Settings(rate))
        run = self.kept.begin(self.settings, EPOCHS)
        for epoch in range(epochs):
            run = run.after(measured(0.2 + 0.1 * epoch))
            self.kept.grow(run)
        self.kept.end()
        return run

    def labels(self) -> list[str]:
        return [button.description for button in self.kept.buttons if button.layout.display != "none"]


def measured(accuracy: float, loss: float = 1.0) -> dict[str, float]:
    return {"accuracy": accuracy, "loss": loss, "val_accuracy": accuracy - 0.05, "val_loss": loss + 0.1}


@pytest.fixture
def opened() -> RateLab:
    set_language("en")
    return RateLab()


def test_each_run_carries_its_settings_and_what_it_reached(opened):
    opened.train(0.1)
    opened.train(0.5)
    opened.train(0.9, epochs=1)
    assert opened.labels() == ["1: 0.1 → 0.35", f"{COMPARED} 2: 0.5 → 0.35", f"{CHOSEN} 3: 0.9 (stopped at 1/3)"]


def test_a_click_brings_its_settings_back_beside_the_run_before(opened):
    for rate in (0.1, 0.5, 0.9):
        opened.train(rate)
    opened.kept.buttons[0].click()
    assert opened.settings == Settings(0.1)
    assert (opened.kept.shelf.chosen, opened.kept.shelf.compared) == (1, 3)
    opened.kept.buttons[0].click()
    assert (opened.kept.shelf.chosen, opened.kept.shelf.compared) == (1, 3), "a second click changes nothing"
    opened.kept.buttons[1].click()
    assert (opened.kept.shelf.chosen, opened.kept.shelf.compared) == (2, 1)


def test_clearing_leaves_the_chosen_run_and_the_one_that_trains(opened):
    for rate in (0.1, 0.5, 0.9):
        opened.train(rate)
    opened.kept.buttons[1].click()
    opened.kept.begin(Settings(0.7), EPOCHS)
    opened.kept.buttons[0].click()
    opened.kept.clear_button.click()
    assert [run.number for run in opened.kept.shelf.runs] == [1, 4]
    opened.kept.end()
    opened.kept.clear_button.click()
    assert [run.number for run in opened.kept.shelf.runs] == [1] and opened.kept.clear_button.disabled


def test_a_click_that_comes_after_the_run_was_cleared_chooses_nothing():
    two = Shelf((Run(1, Settings(), EPOCHS), Run(2, Settings(), EPOCHS)), chosen=2)
    assert two.choosing(1).chosen_run.number == 1
    assert two.cleared().choosing(1).chosen_run.number == 2


def test_a_run_that_was_clicked_away_from_goes_on_without_taking_the_picture_back(opened):
    opened.train(0.1)
    run = opened.kept.begin(Settings(0.5), EPOCHS)
    opened.kept.buttons[0].click()
    time.sleep(1.1 * runs.SECONDS_BETWEEN_FRAMES)
    opened.kept.grow(run.after(measured(0.9)))
    assert opened.kept.shelf.chosen == 1 and len(opened.kept.shelf.run(2).logs) == 1
    assert "… 1/3" in next(label for label in opened.labels() if "2:" in label)


def test_of_many_runs_the_oldest_leaves_unless_it_is_looked_at(opened):
    for number in range(MOST_RUNS):
        opened.train(number / 10)
    opened.kept.buttons[0].click()
    for number in range(3):
        opened.train(number)
        opened.kept.buttons[0].click()
    numbers = [run.number for run in opened.kept.shelf.runs]
    assert len(numbers) == MOST_RUNS and numbers[0] == 1 and numbers[1:] == list(range(5, 14))


def test_short_epochs_are_drawn_together(opened, monkeypatch):
    monkeypatch.setattr(runs, "SECONDS_BETWEEN_FRAMES", 60)
    run = opened.kept.begin(Settings(), 100)
    before = opened.drawn
    for _ in range(100):
        run = run.after(measured(0.5))
        opened.kept.grow(run)
    assert opened.drawn == before + 1
    opened.kept.end()
    assert opened.drawn == before + 2 and opened.labels()[0].endswith("→ 0.45")


def test_slow_epochs_are_drawn_one_by_one(opened):
    run = opened.kept.begin(Settings(), EPOCHS)
    before = opened.drawn
    for _ in range(EPOCHS):
        run = run.after(measured(0.5))
        opened.kept.grow(run)
        time.sleep(1.1 * runs.SECONDS_BETWEEN_FRAMES)
    assert opened.drawn == before + EPOCHS


# --- the picture ---


def shelf(*losses: float) -> Shelf:
    kept = tuple(
        Run(number, Settings(number), 2, (measured(0.5, loss), measured(0.6, loss)))
        for number, loss in enumerate(losses, 1)
    )
    return Shelf(kept, chosen=len(kept), compared=max(0, len(kept) - 1))


def picture(kept: Shelf) -> str:
    return draw_runs(kept, ("accuracy", "loss"), 2, joined(*describe_shelf(kept, kept.chosen_run.settings)))


def test_ten_runs_are_two_in_colour_and_eight_faint_ones(lang):
    drawn = picture(shelf(*[1.0] * 10))
    accuracy, loss = drawn.split("<svg")[1:]
    for panel in (accuracy, loss):
        assert panel.count(f'stroke="{WAITING}"') == 8
        assert len(re.findall("stroke-dasharray=.6 4", panel)) == 2, "training and validation of the compared run"


def test_what_is_beyond_the_scale_is_marked_and_said():
    inside, beyond = picture(shelf(2.9)), picture(shelf(14.2))
    triangle = re.compile('<path d="[^"]*z" fill=')
    assert not triangle.search(inside) and len(triangle.findall(beyond)) == 2
    assert "14.20" in beyond and "14.30" in beyond


def test_numbers_that_are_none_leave_the_rest_of_the_picture(lang):
    drawn = picture(shelf(1.0, float("nan")))
    assert "nan" in drawn and "M" in drawn and 'd="Mnan' not in drawn


def test_a_run_without_an_epoch_is_drawn_with_the_others(lang):
    begun = Shelf((*shelf(1.0).runs, Run(2, Settings(), 2)), chosen=2, compared=1)
    assert f">{COMPARED}</text>" in picture(begun) and f">{CHOSEN}</text>" not in picture(begun)
    assert {"ko": "첫 에포크", "en": "first epoch"}[lang] in str(describe_shelf(begun, Settings())[0])


def test_words_name_what_the_picture_shows_and_whether_the_controls_say_something_else(lang):
    kept = shelf(1.0, 1.0)
    same, other = describe_shelf(kept, Settings(2)), describe_shelf(kept, Settings(7))
    assert [str(sentence)[0] for sentence in same] == [CHOSEN, COMPARED]
    assert other[:2] == same and len(other) == 3
    assert str(joined(*same)) in picture(kept), "the alternative text changes with the picture"
