"""What follows from the measurements: how much sooner one recipe is as good as another, and by how much better."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Pair:
    """A published recipe and the course's, with one seed on the same files.

    Attributes:
        seed: of both.
        published, course: what `bench.training.train` measured.
    """

    seed: int
    published: dict
    course: dict

    @property
    def best(self) -> float:
        """The published recipe's best validation accuracy."""
        return max(accuracy for _, accuracy in self.published["points"])

    @property
    def ratio(self) -> float | None:
        """How many times sooner the course's recipe is as good as that; None if it never is."""
        reached = seconds_to(self.course, self.best)
        return None if reached is None else seconds_to(self.published, self.best) / reached


def seconds_to(training: dict, accuracy: float) -> float | None:
    """The seconds until a training has this validation accuracy, None if it never has."""
    return next((seconds for seconds, reached in training["points"] if reached >= accuracy), None)


def pairs(results: dict[str, dict], task: str, published: str = "published") -> list[Pair]:
    """A pair for each seed with which both recipes ran.

    Args:
        results: by the name of a run what it measured.
        task: "pictures" or "text".
        published: which published recipe.
    """
    found = []
    for name, result in results.items():
        run_task, recipe, seed = name.rsplit(" ", 2)
        rival = results.get(f"{task} {published} {seed}")
        if (run_task, recipe) == (task, "course") and rival:
            found.append(Pair(int(seed), rival, result))
    return found


def median_pair(found: list[Pair]) -> Pair:
    """The pair with the median ratio (of an even number the lower one); "never" counts as lowest."""
    return sorted(found, key=lambda pair: pair.ratio or 0)[(len(found) - 1) // 2]


def gain(found: list[Pair]) -> float:
    """How much higher the course's test accuracy is after the last epoch, in percentage points; mean of the seeds."""
    return 100 * sum(pair.course["test_accuracy"] - pair.published["test_accuracy"] for pair in found) / len(found)


def spread(values: list[float], digits: int) -> str:
    """The median and, of more than one value, the lowest and the highest: "0.862 (0.858–0.870)"."""
    low, middle, high = (f"{value:.{digits}f}" for value in (min(values), median(values), max(values)))
    return middle if len(values) == 1 else f"{middle} ({low}–{high})"
