"""Edits planned in memory: made, in conflict, or refused, each for itself."""

from pathlib import Path

from jixiao.serve.planned_change import AskedEdit, plan_edits
from tests.support.served import RECEPTIONS, copy_clean_year, entry, open_session


def test_each_edit_is_made_or_says_why_not(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    good, bad = entry(session, RECEPTIONS), entry(session, "附件1.三公经费.公务接待.预算")
    asked = [
        AskedEdit(good.id, good.stamp, "0.5"),
        AskedEdit(bad.id, bad.stamp, "甲"),
        AskedEdit("none", "0", "1"),
        AskedEdit(good.id, "0", "1"),
    ]
    plan = plan_edits(session.year, asked)
    assert plan.applied == [good.id]
    assert [one["field"] for one in plan.refused] == [bad.id]
    assert [one["field"] for one in plan.conflicts] == ["none", good.id]
    assert [*plan.files] == ["data/2023/annex1.yaml"]


def test_what_is_typed_as_it_stands_changes_no_file(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    held = entry(session, RECEPTIONS)
    plan = plan_edits(session.year, [AskedEdit(held.id, held.stamp, f" {held.entry.text} ")])
    assert (plan.applied, plan.files) == ([held.id], {})


def test_a_file_in_another_encoding_is_not_written(tmp_path: Path) -> None:
    from jixiao.serve.year_opening import open_served_year

    workspace = copy_clean_year(tmp_path)
    file = tmp_path / "data/2023/annex1.yaml"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    year = open_served_year(workspace, 2023)
    assert year.entry_of(RECEPTIONS) is None


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    file = tmp_path / "data/2023/annex1.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    session.refresh()
    held = entry(session, RECEPTIONS)
    session.edit([AskedEdit(held.id, held.stamp, "0.55")])
    content = file.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"0.55" in content
