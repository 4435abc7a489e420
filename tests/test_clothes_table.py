"""The table of clothes that exercise 2-2-f reads."""

import csv

import numpy as np

from utils.clothes_table import KIND, KINDS, NUMBERS, PLACE, PLACES, clothes_rows, clothes_table


def read(path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_file_holds_the_rows_kind_by_kind(home):
    rows = read(clothes_table())
    assert rows == clothes_rows()
    assert [row[KIND] for row in rows] == [kind for kind, (_, count) in KINDS.items() for _ in range(count)]


def test_a_second_call_leaves_the_file_as_it_is(home):
    written = clothes_table().stat().st_mtime_ns
    assert clothes_table().stat().st_mtime_ns == written


def test_fields_are_numbers_or_parts_or_empty():
    for row in clothes_rows():
        assert all(np.isfinite(float(row[name])) for name in NUMBERS if row[name])
        assert row[PLACE] in (*PLACES, "")


def test_every_column_but_the_kind_has_gaps():
    for unseen in (False, True):
        rows = clothes_rows(unseen)
        missing = {name: np.mean([row[name] == "" for row in rows]) for name in rows[0]}
        assert missing.pop(KIND) == 0
        assert all(0.02 < share < 0.07 for share in missing.values()), missing


def test_no_unseen_row_stands_in_the_file_and_their_kinds_are_mixed():
    rows, unseen = clothes_rows(), clothes_rows(unseen=True)
    assert len(unseen) == 500
    assert not {tuple(row.values()) for row in rows if "" not in row.values()} & {tuple(row.values()) for row in unseen}
    assert len({row[KIND] for row in unseen[:20]}) == len(KINDS)
