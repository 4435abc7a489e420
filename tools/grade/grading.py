"""Grading what was collected: each answer that is new goes to a worker, several at a time."""

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from tools.build.rules import LESSON_IMPORTS, is_question
from tools.grade.collect import HandIn
from tools.grade.flags import flags
from tools.grade.program import Program, exercises_of, program_for
from tools.grade.results import NOT_ATTEMPTED, NOT_YET, RIGHT, Graded, Store, Verdict, key_of
from tools.grade.sandbox import Worker
from utils.core.text import Text, set_language
from utils.exercises.check import find, look_at


@dataclass(frozen=True)
class Limits:
    """What one answer may take: seconds of processor time, three times as many in all, memory, processes."""

    seconds: int = 60
    megabytes: int = 3000
    processes: int = 400


ENDED = {
    "time": Text(
        ko="{seconds}초 안에 끝나지 않아 멈췄습니다. 끝나지 않는 반복이 있는지 보세요.",
        en="It was stopped: it had not ended after {seconds} seconds. Look for a loop without an end.",
    ),
    "died": Text(
        ko="답을 실행하던 프로세스가 도중에 끝났습니다. 메모리를 너무 많이 쓰지 않는지 보세요.",
        en="The process that ran the answer ended in the middle. See whether it takes too much memory.",
    ),
    "spoiled": Text(
        ko="답이 채점을 방해해 점수를 매기지 못했습니다.", en="The answer got in the way of grading, and has no grade."
    ),
}


@dataclass(frozen=True)
class _Job:
    key: str
    exercise: str
    lang: str
    code: str


def grade(
    hand_ins: list[HandIn], store: Store, limits: Limits, trust: bool, workers: int, done: Callable[[int, int], None]
) -> list[Graded]:
    """Grade all exercises and questions of what was handed in.

    Args:
        hand_ins: what was collected.
        store: the verdicts of earlier runs; the new ones are added and written.
        limits: what one answer may take.
        trust: whether answers run without a sandbox.
        workers: how many answers run at a time.
        done: called with how many of the new answers are judged, and how many there are.
    """
    jobs = _new_jobs(hand_ins, store)
    if jobs:
        try:
            _judge_all(list(jobs.values()), store, limits, trust, min(workers, len(jobs)), done)
        finally:
            store.write()
    return [graded for hand_in in hand_ins for graded in _graded(hand_in, store)]


def _new_jobs(hand_ins: list[HandIn], store: Store) -> dict[str, _Job]:
    jobs: dict[str, _Job] = {}
    for hand_in in hand_ins:
        for exercise in exercises_of(hand_in.section):
            code = hand_in.answers.get(exercise, "")
            if code.strip() and not is_question(exercise):
                key = key_of(exercise, hand_in.lang, code)
                if key not in store.verdicts:
                    jobs.setdefault(key, _Job(key, exercise, hand_in.lang, code))
    return jobs


def _judge_all(jobs: list[_Job], store: Store, limits: Limits, trust: bool, workers: int, done: Callable) -> None:
    # Python 3.11 may not build syntax trees in several threads at once.
    waiting: queue.SimpleQueue[tuple[_Job, Program, tuple[str, ...]]] = queue.SimpleQueue()
    for job in jobs:
        program = program_for(job.exercise, job.code)
        waiting.put((job, program, tuple(flags(program.answer, LESSON_IMPORTS))))
    judged: queue.SimpleQueue[tuple[str, Verdict] | BaseException] = queue.SimpleQueue()

    def work(worker: Worker) -> None:
        try:
            worker.wait_until_ready()
            while True:
                job, program, look = waiting.get_nowait()
                judged.put((job.key, _judged(job, program, look, worker, limits)))
        except queue.Empty:
            pass
        except BaseException as error:
            judged.put(error)

    all_workers = [Worker(number, trust) for number in range(workers)]
    try:
        for worker in all_workers:
            threading.Thread(target=work, args=(worker,), daemon=True).start()
        for count in range(1, len(jobs) + 1):
            found = judged.get()
            if isinstance(found, BaseException):
                raise found
            store.verdicts[found[0]] = found[1]
            done(count, len(jobs))
    finally:
        for worker in all_workers:
            worker.close()


def _judged(job: _Job, program: Program, look: tuple[str, ...], worker: Worker, limits: Limits) -> Verdict:
    about = {"exercise": job.exercise, "lang": job.lang, "flagged": bool(look)}
    said = worker.judge(asdict(program) | asdict(limits) | about)
    if ended := said.get("ended"):
        sentence = ENDED[ended].format(seconds=limits.seconds)
        return Verdict(
            NOT_YET, sentence.name, sentence.ko, sentence.en, (*look, *(["spoiled"] if ended == "spoiled" else []))
        )
    message = said["message"]
    if said.get("again", RIGHT) != RIGHT:
        look = (*look, "model.keras ✗")
    look = (*look, *sorted(said["noted"]), *(f"{name} ≠" for name in said["changed"]))
    return Verdict(said["outcome"], message["name"], message["ko"], message["en"], tuple(dict.fromkeys(look)))


def _graded(hand_in: HandIn, store: Store) -> Iterable[Graded]:
    for exercise in exercises_of(hand_in.section):
        if is_question(exercise):
            letter = hand_in.letters.get(exercise, "")
            yield Graded(hand_in.learner, exercise, hand_in.lang, letter, _of_letter(exercise, letter, hand_in.lang))
        else:
            code = hand_in.answers.get(exercise, "")
            verdict = store.verdicts[key_of(exercise, hand_in.lang, code)] if code.strip() else Verdict(NOT_ATTEMPTED)
            yield Graded(hand_in.learner, exercise, hand_in.lang, code, verdict)


def _of_letter(exercise: str, letter: str, lang: str) -> Verdict:
    if not letter:
        return Verdict(NOT_ATTEMPTED)
    set_language(lang)
    outcome, said = look_at(find(exercise), (letter,))
    return Verdict(outcome.name, said.name, said.ko, said.en)
