"""Changes are taken back and done again, also where others have written beside them."""

from jixiao.serve.edit_history import EditHistory, pack_change

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
