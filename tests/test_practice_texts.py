from utils.own_files import text_copy, text_report
from utils.practice_texts import MESSAGES, RATED, rated, rated_reviews, shop_messages, unlike_messages


def test_messages_are_odd_as_own_files_are_and_can_all_be_copied(tmp_path, lang):
    mine = shop_messages(tmp_path / "mine")
    report = text_report(mine)
    assert report.unreadable and report.odd and [file.name for file in report.left_out] == ["notes.md"]
    assert text_copy(mine, tmp_path / "copy") == {}
    copied = text_report(tmp_path / "copy")
    assert not copied.unreadable
    assert {folder.name: len(list(folder.glob("*.txt"))) for folder in (tmp_path / "copy").iterdir()} == {
        name: count + (name == "praise") for name, count in MESSAGES.items()
    }


def test_messages_are_the_same_each_time_and_differ_from_each_other(tmp_path, lang):
    texts = [
        sorted(file.read_bytes() for file in shop_messages(tmp_path / name).glob("*/*.txt")) for name in ("one", "two")
    ]
    assert texts[0] == texts[1] and len(set(texts[0])) == len(texts[0])
    assert not {message.encode() for message in unlike_messages()} & set(texts[0])


def test_reviews_to_measure_by_lie_in_no_folder(tmp_path):
    folder = rated_reviews(tmp_path / "rated")
    assert len(text_report(folder).unreadable) == len(RATED)
    for name, (to_train, to_measure) in RATED.items():
        assert len(list((folder / name).glob("*.txt"))) == len(rated(0)[name]) == to_train
        assert len(rated(1)[name]) == to_measure
        assert not set(rated(0)[name]) & set(rated(1)[name])
