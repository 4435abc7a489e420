"""What a class hands in, with all that goes wrong on its way, read into answers."""

import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest

from tools.grade.collect import Collected, collect, learner_of
from tools.grade.program import program_for
from utils.core.course import section
from utils.core.text import CourseError
from utils.progress.hand_in import FORMAT

ANSWER = {"1-1-b": "parameters = 25450"}
NAME = f"{section('1-1').name}.ipynb"


def notebook() -> dict:
    content = json.loads(section("1-1").notebook("chapters", "en").read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["metadata"].get("exercise") == "1-1-b":
            cell["source"] = ANSWER["1-1-b"]
    return content


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


class OfWindows(zipfile.ZipInfo):
    """An entry whose name is written as Korean Windows does."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp949"), self.flag_bits


def zipped(entries: dict[str, object], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(OfWindows(name), content if isinstance(content, bytes) else json.dumps(content), how)
    return file.getvalue()


def learners(collected: Collected) -> list[str]:
    return [each.learner for each in collected.hand_ins]


@pytest.mark.parametrize(
    "path, learner",
    [
        ("김 하나_12345_assignsubmission_file_/1-1.ipynb", "김 하나"),
        ("Kim Hana_12345_assignsubmission_file_1-1.ipynb", "Kim Hana"),
        ("Kim Hana_12345_assignsubmission_file_/mine - final.ipynb", "Kim Hana"),
        ("Kim Hana_12345_assignsubmission_file_/homework.zip/1-1/1-1_keras.ipynb", "Kim Hana"),
        ("kimhana_12345_67890_1-1_keras.ipynb", "kimhana"),
        ("kimhana_LATE_12345_67890_1-1_keras-1.ipynb", "kimhana"),
        ("kimhana_12345_67890_homework.zip/1-1/1-1_keras.ipynb", "kimhana"),
        ("Kim Hana - 1-1_keras.ipynb", "Kim Hana"),
        ("1-1_keras - 김하나.ipynb", "김하나"),
        ("1-1_keras - 김하나 (1).ipynb", "김하나"),
        ("Week 3 - Keras/Kim Hana/1-1_keras.ipynb", "Kim Hana"),
        ("class/Kim Hana/1-1_keras.ipynb", "Kim Hana"),
        ("김하나/1-1_keras - 복사본.ipynb", "김하나"),
        ("Kim Hana.zip/1-1_keras.ipynb", "Kim Hana"),
        ("1-1_keras.ipynb", "1-1_keras"),
        ("Kim Hana/keras-study/chapters/ko/1-1_keras.ipynb", "Kim Hana"),
        ("week3/Kim Hana.zip/chapters/ko/1-1_keras.ipynb", "Kim Hana"),
        ("Kim Hana.zip/keras-study/released/chapters/ko/1-1_keras.ipynb", "Kim Hana"),
        ("week3/Kim Hana_12345_assignsubmission_file_/chapters/ko/1-1_keras.ipynb", "Kim Hana"),
        ("chapters/ko/1-1_keras.ipynb", "chapters"),
    ],
)
def test_names_of_platforms(path, learner):
    assert learner_of(path) == learner


def test_zips_in_zips_with_names_of_windows_and_of_macos(tmp_path):
    inner = zipped({f"hw/{NAME}": notebook()})
    entries = {
        f"김하나_1_assignsubmission_file_\\{NAME}": notebook(),
        "이두리_2_assignsubmission_file_\\homework.zip": inner,
        "damaged_3_assignsubmission_file_\\homework.zip": inner[:200],
    }
    (tmp_path / "all.zip").write_bytes(zipped(entries))
    write(tmp_path / unicodedata.normalize("NFD", "박세찌") / NAME, notebook())
    write(tmp_path / os.fsdecode("최네찌".encode("cp949")) / NAME, notebook())
    found = collect(tmp_path)
    assert learners(found) == ["김하나", "박세찌", "이두리", "최네찌"]
    assert all(each.answers == ANSWER for each in found.hand_ins)
    assert [note.en.partition(": ")[0] for note in found.notes] == [
        "all.zip/damaged_3_assignsubmission_file_/homework.zip"
    ]


def test_a_damaged_entry_and_a_swelling_zip_cost_themselves_only(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.grade.collect.LARGEST", 2**20)
    entries = {f"damaged/{NAME}": {"lines": ["whole"]}, f"whole/{NAME}": notebook()}
    damaged = zipped(entries, zipfile.ZIP_STORED).replace(b'"whole"', b'"holed"')
    (tmp_path / "class.zip").write_bytes(damaged)
    (tmp_path / "swelling.zip").write_bytes(zipped({f"{n}.ipynb": bytes(2**19) for n in range(3)}))
    found = collect(tmp_path)
    assert learners(found) == ["whole"]
    assert [note.en.partition(": ")[0] for note in found.notes] == [f"class.zip/damaged/{NAME}", "swelling.zip"]


def test_other_programs_keep_the_answers(tmp_path):
    colab = notebook()
    colab["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for cell in colab["cells"]:
        cell["metadata"] = {"id": cell.pop("id"), "outputId": "a1"}
    write(tmp_path / "colab" / NAME, colab)
    large = notebook()
    code = next(cell for cell in large["cells"] if cell["cell_type"] == "code")
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 50 * 2**20}}
    code["outputs"] = [picture]
    write(tmp_path / "large" / NAME, large)
    found = collect(tmp_path)
    assert learners(found) == ["colab", "large"]
    assert all(each.answers["1-1-b"] == ANSWER["1-1-b"] for each in found.hand_ins)


@pytest.mark.parametrize(
    "code, is_read",
    [
        ("\n".join(["listed = !ls"] * 600), True),
        ("def same(a, a): pass", True),
        ("nonlocal x", True),
        ("parameters = " + "1 + " * 20_000 + "1", False),
    ],
)
def test_code_that_no_python_takes_costs_itself_only(tmp_path, code, is_read):
    odd = notebook()
    next(cell for cell in odd["cells"] if cell["metadata"].get("exercise") == "1-1-b")["source"] = code
    write(tmp_path / "odd" / NAME, odd)
    write(tmp_path / "whole" / NAME, notebook())
    found = collect(tmp_path)
    assert [each.answers for each in found.hand_ins] == [{"1-1-b": code} if is_read else {}, ANSWER]
    assert len(found.notes) == (not is_read)
    assert program_for("1-1-b", code).check == ("parameters",)


def test_a_section_that_there_is_not_costs_itself_only(tmp_path):
    part = {"id": "1-1", "lang": "en", "version": "", "answers": ANSWER, "letters": {}, "remarks": []}
    hand_ins = {"format": FORMAT, "name": "", "sections": [part | {"id": "9-9"}, part]}
    write(tmp_path / "Kim Hana" / "hand-in.json", hand_ins)
    found = collect(tmp_path)
    assert learners(found) == ["Kim Hana"] and len(found.notes) == 1 and "9-9" in found.notes[0].en


def test_the_parts_are_the_class(tmp_path):
    for number in range(12):
        write(tmp_path / f"learner {number}" / NAME, notebook())
    write(tmp_path / "learner 5" / f"old_{NAME}", notebook())
    write(tmp_path / "report.pdf", b"%PDF")
    whole = collect(tmp_path)
    parts = [collect(tmp_path, part=(number, 3)) for number in range(3)]
    assert sorted(learner for part in parts for learner in learners(part)) == learners(whole)
    assert all(part.hand_ins for part in parts)
    assert {note for part in parts for note in part.notes} == set(whole.notes) and len(whole.notes) == 2


def test_a_notebook_and_a_hand_in_of_one_learner_are_one(tmp_path):
    part = {"id": "1-1", "lang": "en", "answers": {"1-1-b": "parameters = 1"}, "letters": {"1-1-q1": "b"}}
    write(tmp_path / "Kim Hana" / "1-1_hand-in.json", {"format": FORMAT, "sections": [part]})
    write(tmp_path / "Kim Hana" / NAME, notebook())
    os.utime(tmp_path / "Kim Hana" / "1-1_hand-in.json", (0, 0))
    found = collect(tmp_path)
    assert [(each.answers, each.letters) for each in found.hand_ins] == [(ANSWER, {"1-1-q1": "b"})]
    assert len(found.notes) == 1


def test_the_whole_course_is_what_its_learner_has_written_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.grade.collect.LARGEST", 2**20)
    untouched, solved = (section("1-1").notebook(kind, "ko").read_bytes() for kind in ("chapters", "solutions"))
    course = {
        f"solutions/ko/{NAME}": solved,
        f"chapters/ko/{NAME}": untouched,
        f"chapters/en/{NAME}": notebook(),
        f"chapters/en/.ipynb_checkpoints/{NAME}": solved,
        f"released/chapters/ko/{NAME}": untouched,
        "README.md": b"",
        "utils/table.json": {},
        ".venv/library.so": bytes(2**20),
    }
    (tmp_path / "Kim Hana.zip").write_bytes(zipped({f"keras-study/{name}": course[name] for name in course}))
    for name, content in course.items():
        write(tmp_path / "Lee Duri" / "keras-study" / name, content)
    write(tmp_path / "Park Sebyeok" / NAME, solved)
    found = collect(tmp_path)
    assert learners(found) == ["Kim Hana", "Lee Duri", "Park Sebyeok"]
    assert [each.answers == ANSWER for each in found.hand_ins] == [True, True, False] and found.hand_ins[2].answers
    assert [note.en.partition(": the notebooks in the folder solutions")[0] for note in found.notes] == [
        "Kim Hana",
        "Lee Duri",
    ]


def test_a_remark_stays_in_its_line(tmp_path):
    part = {"id": "1-1", "lang": "en", "answers": ANSWER, "remarks": [{"ko": "하나\n둘", "en": "one\ntwo"}, "one", 1]}
    write(tmp_path / "1-1_hand-in.json", {"format": FORMAT, "name": "Kim\nHana", "sections": [part]})
    assert [note.en for note in collect(tmp_path).notes] == ["Kim Hana, 1-1: one two"]


def test_nothing_is_one_sentence(tmp_path):
    with pytest.raises(CourseError, match=str(tmp_path)):
        collect(tmp_path)
