"""Facts in, findings out: every row of the table, on machines that are only described."""

import pytest

from utils.core.keras_settings import RELIED_ON
from utils.core.text import LANGUAGES, CourseError, set_language
from utils.doctor.report import Report, Status, diagnose, requirements

WELL = {
    "kernel": ".venv",
    "python": "3.12.8",
    "packages": {
        "tensorflow": "2.21.0",
        "keras": "3.15.1",
        "matplotlib": "3.10.8",
        "ipywidgets": "8.1.8",
        "pydot": "4.0.1",
        "tensorboard": "2.21.0",
    },
    "backend": "tensorflow",
    "keras_json": {},
    "keras_settings": RELIED_ON | {"dtype_policy": "float32"},
    "device": "CPU",
    "memory_gb": 3.0,
    "disk_gb": 20.0,
    "dot": "Graphviz",
    "korean_font": True,
    "progress_file": True,
    "network": True,
    "sys_platform": "linux",
    "platform_machine": "x86_64",
}


@pytest.fixture(autouse=True)
def in_english():
    set_language("en")
    yield
    set_language("ko")


def rows(**changes) -> dict:
    return {str(row.name): row for row in diagnose(WELL | changes).rows}


def test_a_machine_with_everything_is_well():
    report = diagnose(WELL)
    assert report.ok
    assert {row.status for row in report.rows} == {Status.OK}
    assert all(row.fix is None for row in report.rows)
    assert len(report.rows) == 18


@pytest.mark.parametrize("python", ["3.11.0", "3.12.8", "3.13.14"])
def test_supported_python(python):
    assert rows(python=python)["Python"].status is Status.OK


@pytest.mark.parametrize(
    "python", ["2.7.18", "3.8.3", "3.10.14", "3.14.0", "3.14.0rc1", None, "", "new", 3.12, [3, 12]]
)
def test_other_pythons_fail_and_the_row_says_what_to_do(python):
    row = rows(python=python)["Python"]
    assert row.status is Status.FAIL
    assert row.needed.replace("–", "to") in str(row.fix)


@pytest.mark.parametrize(
    ("package", "version", "status"),
    [
        ("keras", "3.13.2", Status.OK),
        ("keras", "2.15.0", Status.FAIL),
        ("keras", "4.0.0", Status.FAIL),
        ("keras", "", Status.FAIL),
        ("keras", "not a version", Status.FAIL),
        ("tensorflow", "2.20.0", Status.OK),
        ("tensorflow", "2.20.0+local", Status.OK),
        ("tensorflow", "2.19.1", Status.FAIL),
        ("ipywidgets", "7.7.1", Status.OK),
        ("pydot", "1.4.2", Status.FAIL),
    ],
)
def test_a_package_is_judged_by_the_range_in_the_requirements(package, version, status):
    row = rows(packages=WELL["packages"] | {package: version})[package]
    assert row.status is status
    assert (row.fix is None) == (status is Status.OK)


def test_the_command_that_fixes_a_package_names_its_range():
    row = rows(packages={})["keras"]
    assert row.status is Status.FAIL
    assert '%pip install "keras>=3.13,<4"' in str(row.fix)


@pytest.mark.parametrize(
    ("system", "machine", "package"),
    [
        ("linux", "x86_64", "tensorflow-cpu"),
        ("win32", "AMD64", "tensorflow-cpu"),
        ("linux", "aarch64", "tensorflow"),
        ("darwin", "arm64", "tensorflow"),
    ],
)
def test_markers_choose_the_tensorflow_of_the_machine(system, machine, package):
    facts = {"sys_platform": system, "platform_machine": machine}
    names = [requirement.name for requirement in requirements(facts)]
    assert [name for name in names if name.startswith("tensorflow")] == [package]
    assert f'"{package}>=' in str(rows(packages={}, **facts)["tensorflow"].fix)


@pytest.mark.parametrize("package", ["tensorflow", "tensorflow-cpu"])
def test_either_tensorflow_will_do(package):
    others = {name: version for name, version in WELL["packages"].items() if name != "tensorflow"}
    assert rows(packages=others | {package: "2.21.0"})["tensorflow"].status is Status.OK


@pytest.mark.parametrize("backend", ["theano", "cntk", None, "", 3, ["jax"]])
def test_a_backend_that_keras_lacks_fails(backend):
    row = rows(backend=backend)["Keras backend"]
    assert row.status is Status.FAIL
    assert "KERAS_BACKEND" in str(row.fix)


def test_a_backend_that_is_not_installed_fails():
    row = rows(backend="jax")["Keras backend"]
    assert row.status is Status.FAIL
    assert "pip install jax" in str(row.fix)
    assert rows(backend="jax", packages=WELL["packages"] | {"jax": "0.10.2"})["Keras backend"].status is Status.OK


def test_a_missing_keras_and_a_missing_backend_are_told_apart():
    without_keras = rows(packages={name: found for name, found in WELL["packages"].items() if name != "keras"})
    assert (without_keras["keras"].status, without_keras["Keras backend"].status) == (Status.FAIL, Status.OK)
    without_backend = rows(backend="torch")
    assert (without_backend["keras"].status, without_backend["Keras backend"].status) == (Status.OK, Status.FAIL)


WRONG_KERNEL = {"kernel": "/usr/bin/python3", "python": "3.10.1", "backend": "jax", "dot": None}


@pytest.mark.parametrize("packages", [{}, {"keras": "2.15.0", "tensorflow": "2.15.0"}, WELL["packages"]])
def test_nothing_is_to_be_installed_into_a_wrong_kernel(packages):
    report = diagnose(WELL | WRONG_KERNEL | {"packages": packages})
    assert report.rows[0].status is Status.FAIL
    assert report.rows[0].found == "/usr/bin/python3" and "`.venv`" in str(report.rows[0].fix)
    for lang in LANGUAGES:
        set_language(lang)
        assert "pip install" not in repr(report) and "pip install" not in report._repr_html_()
    assert "pip install" in repr(diagnose(WELL | WRONG_KERNEL | {"packages": packages, "kernel": ".venv"}))


def test_another_kernel_in_which_everything_is_there_is_well():
    report = diagnose(WELL | {"kernel": "/opt/conda/envs/keras/bin/python"})
    assert {row.status for row in report.rows} == {Status.OK}


@pytest.mark.parametrize(
    ("change", "name", "status", "found"),
    [
        ({"keras_json": {"floatx": "float16"}}, "keras.json", Status.WARN, "floatx=float16"),
        ({"keras_json": "it cannot"}, "keras.json", Status.FAIL, ""),
        ({"keras_settings": None}, "Keras' settings now", Status.FAIL, "unknown"),
        (
            {"keras_settings": RELIED_ON | {"dtype_policy": "mixed_float16"}},
            "Keras' settings now",
            Status.WARN,
            "dtype_policy=mixed_float16",
        ),
        (
            {"keras_settings": RELIED_ON | {"image_data_format": "channels_first"}},
            "Keras' settings now",
            Status.WARN,
            "image_data_format=channels_first",
        ),
    ],
)
def test_settings_of_keras_that_lessons_do_not_rely_on(change, name, status, found):
    row = rows(**change)[name]
    assert row.status is status and found in str(row.found) and row.fix


@pytest.mark.parametrize(
    ("key", "name", "gigabytes", "status"),
    [
        ("memory_gb", "Free memory", 1.2, Status.OK),
        ("memory_gb", "Free memory", 1.1, Status.WARN),
        ("memory_gb", "Free memory", 0.5, Status.FAIL),
        ("memory_gb", "Free memory", None, Status.WARN),
        ("disk_gb", "Free disk space", 2, Status.OK),
        ("disk_gb", "Free disk space", 1.0, Status.WARN),
        ("disk_gb", "Free disk space", 0.0, Status.FAIL),
    ],
)
def test_memory_and_disk(key, name, gigabytes, status):
    row = rows(**{key: gigabytes})[name]
    assert row.status is status
    assert (row.fix is None) == (status is Status.OK)


@pytest.mark.parametrize(
    ("change", "name", "status"),
    [
        ({"dot": None}, "dot (draws models)", Status.FAIL),
        ({"korean_font": False}, "Korean font", Status.WARN),
        ({"progress_file": False}, "Progress file", Status.WARN),
        ({"network": False}, "Network", Status.WARN),
    ],
)
def test_what_is_missing_is_told_with_its_remedy(change, name, status):
    row = rows(**change)[name]
    assert row.status is status and row.fix
    assert diagnose(WELL | change).ok == (status is Status.WARN)


def test_a_fact_that_is_absent_has_no_row():
    assert [row.name for row in diagnose({"python": "3.12.8"}).rows] == ["Python"]
    assert diagnose({}).rows == ()


def test_packages_of_a_wrong_kind_count_as_none():
    assert {row.status for row in diagnose({"packages": "keras"}).rows} == {Status.FAIL}


@pytest.mark.parametrize("facts", [None, [], "python", 3])
def test_facts_that_are_no_dictionary_are_refused_in_one_sentence(facts):
    with pytest.raises(CourseError, match="dictionary"):
        diagnose(facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_reads_well_as_text_and_as_html(lang):
    report = diagnose(WELL | {"python": "3.14.0", "memory_gb": 0.9, "dot": "<dot>"})
    set_language(lang)
    for shown in (repr(report), report._repr_html_()):
        assert all(status.label in shown for status in Status)
        assert "3.14.0" in shown and "0.9 GB" in shown and "tensorflow" in shown
    assert "<dot>" not in report._repr_html_()
    assert ("고치" in repr(report)) == (lang == "ko")


def test_a_long_setting_may_go_on_in_the_next_line_and_a_version_may_not():
    shown = diagnose(WELL)._repr_html_()
    assert "image_data_format=<wbr>" in shown and "&gt;=<wbr>" not in shown


def test_an_empty_report_is_ok():
    assert Report(()).ok
