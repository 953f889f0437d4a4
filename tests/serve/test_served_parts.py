"""Parts keep their ids; a value moves the version alone, other words the frame too."""

from pathlib import Path

from jixiao.serve.served_parts import DATA_PART
from tests.support.served import RECEPTIONS, open_session, type_into


def test_parts_are_in_the_official_order_and_keep_their_ids(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    before = [(one.id, one.label) for one in session.year.parts]
    assert len({name for name, _ in before}) == len(before)
    assert before[-1][0] == DATA_PART
    session.change("projects", {"do": "add", "id": "fresh", "name": "新"})
    assert set(before) <= {(one.id, one.label) for one in session.year.parts}


def test_a_figure_moves_the_version_of_the_parts_that_print_it_and_no_frame(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    before = {one.id: (one.version, one.frame) for one in session.year.parts}
    moved = {one["part"] for one in type_into(session, RECEPTIONS, "0.5")["moved"]}
    after = {one.id: (one.version, one.frame) for one in session.year.parts}
    assert {name for name in before if before[name][0] != after[name][0]} == moved
    assert [after[name][1] for name in before] == [before[name][1] for name in before]


def test_a_form_and_a_report_hold_what_is_printed_in_them(tmp_path: Path) -> None:
    parts = open_session(tmp_path).year.parts
    report = next(one for one in parts if one.kind == "report")
    assert report.holds("报告 二")
    assert not report.holds("报告书")
    assert parts[0].holds("附件1")
    assert not parts[0].holds("附件1 第2行")
