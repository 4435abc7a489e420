"""The table of all rules, and which rule knows an error."""

import re
from collections import Counter
from functools import cache
from importlib import import_module

from utils.core.course import sections
from utils.core.text import LANGUAGES, Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule

GROUPS = (
    "shapes",
    "labels_and_losses",
    "compile_and_fit",
    "callbacks_and_history",
    "graphs",
    "arguments",
    "saving",
    "old_names",
    "old_methods",
    "old_arguments",
    "old_imports",
    "data",
    "text_and_pictures",
    "custom_layers",
    "environment",
    "backends",
    "mix_ups",
)
_LONGEST_SENTENCE = 130


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, group by group; read when the first error comes, not when a lesson starts."""
    return tuple(rule for group in GROUPS for rule in rules_of(group))


def rules_of(group: str) -> tuple[Rule, ...]:
    """The rules of one group."""
    return import_module(f"utils.errors.rules.{group}").RULES


def that_know(incident: Incident) -> list[tuple[Rule, dict]]:
    """The rules that know an incident, each with what it found there: special ones, or else general ones."""
    found = [(rule, seen) for rule in rules() if (seen := _look(rule, incident)) is not None]
    return [pair for pair in found if not pair[0].general] or found


def _look(rule: Rule, incident: Incident) -> dict | None:
    try:
        return rule.look(incident)
    except Exception:
        # What a learner's object does when it is looked at must not make a second error of the first.
        return None


def broken_rules() -> list[str]:
    """What is wrong with the table itself, a sentence for each fault."""
    faults = [f"{id_}: this id stands there {n} times" for id_, n in Counter(r.id for r in rules()).items() if n > 1]
    for rule in rules():
        faults += [f"{rule.id}: {fault}" for fault in _faults(rule)]
    return faults


def _faults(rule: Rule):
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id):
        yield "an id is written in small letters with hyphens"
    if rule.section not in sections():
        yield f"there is no section {rule.section}"
    if not rule.fails or (rule.proved and not rule.works):
        yield "a rule has a snippet that fails and one that works"
    for text in (rule.means, rule.try_first):
        yield from _faults_of(text)


def _faults_of(text: Text):
    for lang in LANGUAGES:
        for sentence in re.split(r"(?<=[.?])\s+(?=[A-Z`가-힣])", text[lang]):
            if len(sentence) > _LONGEST_SENTENCE:
                yield f"this sentence is long: {sentence}"
        if not text[lang].rstrip().endswith((".", "?", "`", ":")):
            yield f"this sentence does not end: {text[lang]}"
    if not re.search("[가-힣]", text.ko) or re.search("[가-힣]", text.en):
        yield f"the languages are mixed up: {text.en}"
    if set(re.findall(r"\{(\w+)\}", text.ko)) - set(re.findall(r"\{(\w+)\}", text.en)):
        yield f"the Korean sentence names what the English one does not: {text.ko}"
    if re.search(r"\((?:을|를|이|가|은|는|와|과|으)\)", text.ko):
        yield f"a particle stands in brackets: {text.ko}"
