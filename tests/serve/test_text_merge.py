"""Two versions of a text come together; what both changed is a conflict, and neither is lost unsaid."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.serve.text_merge import merge_texts

BASE = "a: 1\nb: {x: 1, y: 2}\nc: 3\nd: 4\n"
TEXTS = st.lists(st.sampled_from(["a: 1\n", "b\n", "{x: 1,", "y: 2}", "\n"]), max_size=8).map("".join)


def test_changes_of_neighbouring_lines_and_values_do_not_meet() -> None:
    ours, theirs = (
        BASE.replace("x: 1", "x: 9").replace("c: 3", "c: 7"),
        BASE.replace("y: 2", "y: 8").replace("d: 4", "d: 5"),
    )
    merged = merge_texts(BASE, ours, theirs)
    assert (merged.text, merged.conflicts) == ("a: 1\nb: {x: 9, y: 8}\nc: 7\nd: 5\n", ())


def test_what_both_changed_is_a_conflict_in_which_ours_stands() -> None:
    merged = merge_texts(BASE, BASE.replace("c: 3", "c: 7"), BASE.replace("c: 3", "c: 8"))
    assert (merged.text, merged.conflicts) == (BASE.replace("c: 3", "c: 7"), (("c: 3", "c: 7", "c: 8"),))


def test_what_both_changed_alike_is_none() -> None:
    changed = BASE.replace("c: 3", "c: 7")
    assert merge_texts(BASE, changed, changed).conflicts == ()


@given(TEXTS, TEXTS)
def test_where_one_side_changed_nothing_the_other_is_the_result(base: str, changed: str) -> None:
    assert merge_texts(base, changed, base).text == changed
    assert merge_texts(base, base, changed).text == changed


@given(TEXTS, TEXTS, TEXTS)
def test_without_conflict_it_is_the_same_whoever_is_asked(base: str, one: str, other: str) -> None:
    ours, theirs = merge_texts(base, one, other), merge_texts(base, other, one)
    assert bool(ours.conflicts) == bool(theirs.conflicts)
    if not ours.conflicts:
        assert ours.text == theirs.text


def test_a_list_of_thousands_of_alike_rows_is_merged_at_once() -> None:
    rows = [f"  - 名称: 第{number}项\n    值: 1\n    原因: 无\n" for number in range(4000)]
    ours, theirs = [*rows], [*rows]
    for number in range(0, 4000, 40):
        ours[number] = rows[number].replace("值: 1", "值: 2")
        theirs[number + 20] = rows[number + 20].replace("原因: 无", "原因: 有")
    merged = merge_texts(*("".join(one) for one in (rows, ours, theirs)))
    assert merged.conflicts == ()
    assert (merged.text.count("值: 2"), merged.text.count("原因: 有")) == (100, 100)
