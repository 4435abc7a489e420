"""On the models of the course's own solutions `explain` finds nothing."""

from tests.proofs.section_run import report_of


def test_in_the_models_of_the_solutions_nothing_is_found(section_id):
    report = report_of(section_id)
    solutions = {id_: found for id_, found in report["exercises"].items() if found["kind"] != "question"}
    assert report["failures"] == [] and solutions
    assert {id_: found["silent"] for id_, found in solutions.items() if found["silent"]} == {}
