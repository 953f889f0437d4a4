"""What is no text: its names, how often it is there, what of it is new."""

from __future__ import annotations

from jixiao.docx.unread import BESIDE, READ_ELSEWHERE, Unread, UnreadThing, additional, count_things, name_things

STRUCK, FIELD = UnreadThing(Unread.STRUCK), UnreadThing(Unread.FIELD, "EQ")


def test_a_thing_says_which_it_is() -> None:
    assert (str(STRUCK), str(FIELD)) == ("删除线", "域（EQ）")


def test_things_are_named_once_and_counted_by_kind_the_commonest_first() -> None:
    things = [FIELD, STRUCK, UnreadThing(Unread.FIELD, "IF")]
    assert name_things([*things, STRUCK]) == "域（EQ）、删除线、域（IF）"
    assert count_things(things) == "域 2、删除线 1"
    assert count_things([]) == ""


def test_what_was_there_before_is_not_new_but_more_of_it_is() -> None:
    assert additional([STRUCK, FIELD, STRUCK], [STRUCK]) == (FIELD, STRUCK)
    assert additional([STRUCK], [STRUCK, FIELD]) == ()


def test_what_leaves_letters_as_they_are_is_not_read_elsewhere_too() -> None:
    assert not BESIDE & READ_ELSEWHERE
