"""The soak's own parts: that what they find reaches the page."""

import sys
from pathlib import Path

import pytest

from tests.soak import kills, oldest, touches
from tests.soak.__main__ import parts
from tests.soak.report import page_of
from tests.support.store_writer import start_writing
from utils.progress import store

WAY = {"faults": [], "cells": 3, "twice": 3, "interrupted": 1, "from_the_top": 0, "checks": 2, "seconds": 30}
ANSWERS = {"exercises": {"1-1-a": {"RIGHT": 4, "NOT_YET": 6}}, "findings": [], "seconds": 60}
CLEAN = {
    "any way 0-0": WAY,
    "together 0-0 1-1": WAY,
    "answers 1-1": ANSWERS,
    "touches kernel": {"touches": 500, "looks": 10, "faults": [], "seconds": 20},
    "kills": {"kills": 2, "saved": 100, "lost": [], "notes": [], "seconds": 3},
    "oldest versions": {"versions": {"keras": "3.13.0"}, "faults": [], "seconds": 9},
    "deprecations 0-0": {"warnings": {}, "seconds": 1},
}


def test_a_page_without_faults():
    text, faults = page_of(CLEAN, quick=False)
    assert faults == 0
    assert "| touches of labs, four at a time | 500 |" in text
    assert "| random answers put before a check | 10 |" in text
    assert "| 1-1-a | 0 | 6 | 4 |" in text and "| sum | 0 | 6 | 4 |" in text
    assert "keras 3.13.0" in text and "no DeprecationWarning" in text
    assert "## Faults" not in text


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("any way 0-0", {"faults": ["0-0: fault"]}),
        ("together 0-0 1-1", {"faults": ["0-0: fault"]}),
        ("answers 1-1", {"findings": ["1-1-a: fault\nwith its code"]}),
        ("touches kernel", {"faults": ['lab "kernel": fault']}),
        ("kills", {"lost": ["fault"]}),
        ("kills", {"notes": ["fault"]}),
        ("oldest versions", {"faults": ["0-0: fault"]}),
    ],
)
def test_each_fault_stands_on_the_page(part, found):
    text, faults = page_of(CLEAN | {part: CLEAN[part] | found}, quick=False)
    assert faults == 1 and "## Faults" in text
    assert any(line.startswith("- ") and line.endswith("fault") for line in text.splitlines())


def test_a_warning_of_a_future_change_stands_on_the_page():
    warned = {"deprecations 0-0": {"warnings": {"DeprecationWarning: gone soon": 2}, "seconds": 1}}
    text, faults = page_of(CLEAN | warned, quick=False)
    assert faults == 0 and "- 0-0: `DeprecationWarning: gone soon` (2×)" in text


def test_the_parts_are_those_of_every_section():
    names = [run.name for run in parts(quick=False)]
    assert len(set(names)) == len(names) == 1 + 15 * 3 + 8 + 13 + 1
    assert [run.name for run in parts(quick=True) if "0-0" in run.name]


def test_the_oldest_versions_run_a_section_and_name_what_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(oldest, "sections", lambda: ["0-0", "no such section"])
    faults = oldest.run_every_section(Path(sys.executable), tmp_path)
    assert len(faults) == 1 and faults[0].startswith("no such section: ")


def test_what_touches_do_wrong_is_found(monkeypatch):
    assert touches.touch_often("shapes", 50)["faults"] == []
    monkeypatch.setattr("utils.labs.shapes.ShapesLab.redraw", lambda self, *_: None)
    found = touches.touch_often("shapes", 100)
    assert found["touches"] == 100 and found["looks"] == 2
    # Each part that shows another state is named: picture, words and code.
    assert len(found["faults"]) >= 2 and "another state" in found["faults"][0]


def test_two_kills():
    found = kills.kill(2)
    assert found["lost"] == found["notes"] == []
    assert found["kills"] == 2 and found["saved"] > 2


def test_a_lost_result_is_found(monkeypatch):
    monkeypatch.setattr(kills, "start_writing", lambda start, count: start_writing(start, 3))
    monkeypatch.setattr(store, "solved", lambda: (set(), None))
    found = kills.kill(1)
    assert len(found["lost"]) == found["saved"] > 0
