"""Changes are taken back and done again, also where others have written beside them."""

from pathlib import Path

from jixiao.serve.edit_history import EditHistory, pack_change, read_last_change
from jixiao.source.journal import JournalEntry
from jixiao.source.store import write_entries

BEFORE, AFTER = {"a.yaml": b"x: 1\ny: 2\n"}, {"a.yaml": b"x: 9\ny: 2\n"}


def test_a_change_reversed_gives_what_was_before() -> None:
    change = pack_change("改了", BEFORE, AFTER)
    assert change.reversed().onto(AFTER) == (BEFORE, [])
    assert change.onto(BEFORE) == (AFTER, [])


def test_what_others_wrote_beside_it_stays() -> None:
    change = pack_change("改了", BEFORE, AFTER).reversed()
    assert change.onto({"a.yaml": b"x: 9\ny: 7\n"}) == ({"a.yaml": b"x: 1\ny: 7\n"}, [])


def test_what_others_wrote_over_it_stands_in_the_way() -> None:
    _, conflicts = pack_change("改了", BEFORE, AFTER).reversed().onto({"a.yaml": b"x: 8\ny: 2\n"})
    assert conflicts == [("x: 9", "x: 8", "x: 1")]


def test_a_file_that_was_made_goes_again_unless_it_was_changed() -> None:
    made = pack_change("加了", {"b.yaml": None}, {"b.yaml": b"z: 1\n"}).reversed()
    assert made.onto({"b.yaml": b"z: 1\n"}) == ({"b.yaml": None}, [])
    assert made.onto({"b.yaml": b"z: 2\n"})[1]


def test_a_new_change_ends_what_could_be_done_again_and_old_ones_are_forgotten() -> None:
    history = EditHistory()
    history.undone.append(pack_change("旧", BEFORE, AFTER))
    for number in range(400):
        history.add(pack_change(str(number), BEFORE, AFTER))
    assert not history.undone
    assert [one.words for one in history.done] == [str(number) for number in range(100, 400)]


DEED = "make serve"


def written(root: Path, deed: str = DEED, file: str = "data/2023/a.yaml") -> Path:
    (root / file).parent.mkdir(parents=True)
    write_entries(root, [JournalEntry(file, None, b"x: 1\n")], deed)
    return root / file


def test_what_a_server_before_wrote_last_can_be_taken_back(tmp_path: Path) -> None:
    file = written(tmp_path)
    last = read_last_change(tmp_path, "data/2023/", DEED)
    assert last is not None
    assert last.reversed().onto({"data/2023/a.yaml": file.read_bytes()}) == ({"data/2023/a.yaml": None}, [])


def test_what_was_changed_since_or_by_another_command_or_of_another_year_is_left_alone(tmp_path: Path) -> None:
    assert read_last_change(tmp_path, "data/2023/", DEED) is None
    file = written(tmp_path)
    assert read_last_change(tmp_path, "data/2022/", DEED) is None
    assert read_last_change(tmp_path, "data/2023/", "make fmt") is None
    file.write_text("x: 2\n", "utf-8")
    assert read_last_change(tmp_path, "data/2023/", DEED) is None
