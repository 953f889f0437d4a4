"""Rows are added, moved and taken out by whole lines; what stands around them stays."""

from pathlib import Path
from typing import Any

import pytest

from jixiao.serve.year_session import YearSession
from tests.serve.test_optional_lists import copy_without_a_kind
from tests.support.served import YEAR, open_session, read_data


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    return open_session(tmp_path)


def first_list(session: YearSession, rows: int = 2) -> dict[str, Any]:
    """Return a list of indicators with so many rows or more."""
    for part in session.year.parts:
        told = session.part(part.id)
        assert told is not None
        for one in told["lists"]:
            if len(one["rows"]) >= rows and "三级指标" in one["rows"][0]["fields"]:
                return dict(one)
    raise AssertionError("no list has so many rows")


def names(session: YearSession) -> list[str]:
    return [one["name"] for one in first_list(session)["rows"]]


def test_a_row_is_added_behind_another_with_its_values_and_the_rest_open(session: YearSession) -> None:
    held = first_list(session)
    before = names(session)
    values = {"三级指标": "新的指标", "年度指标值": "≥3家"}
    answer = session.change("rows", {"list": held["id"], "do": "add", "after": held["rows"][0]["id"], "values": values})
    assert answer["refused"] == []
    assert names(session) == [before[0], "新的指标", *before[1:]]
    assert answer["redraw"]
    assert answer["state"]["open"] > 0


def test_a_row_moved_away_and_back_is_where_it_was(session: YearSession) -> None:
    before, order = read_data(session.workspace), names(session)
    for after in (1, None):
        held = first_list(session)
        row = held["rows"][0 if after else 1]
        asked = {"list": held["id"], "do": "move", "row": row["id"], "hash": row["hash"]}
        answer = session.change("rows", {**asked, "after": held["rows"][after]["id"] if after else None})
        assert answer["refused"] == answer["conflicts"] == []
    assert names(session) == order
    assert read_data(session.workspace) == before


def test_a_row_taken_out_comes_back_with_undo(session: YearSession) -> None:
    before, held = read_data(session.workspace), first_list(session)
    row = held["rows"][-1]
    answer = session.change("rows", {"list": held["id"], "do": "remove", "row": row["id"], "hash": row["hash"]})
    assert answer["refused"] == answer["conflicts"] == []
    assert row["name"] not in str(session.part(session.year.parts[1].id)) or row["name"] not in names(session)
    session.step_back()
    assert read_data(session.workspace) == before


def test_the_only_row_stays(session: YearSession) -> None:
    for part in session.year.parts:
        told = session.part(part.id)
        assert told is not None
        for held in told["lists"]:
            if len(held["rows"]) == 1 and "三级指标" in held["rows"][0]["fields"]:
                row = held["rows"][0]
                asked = {"list": held["id"], "do": "remove", "row": row["id"], "hash": row["hash"]}
                assert "至少要有一行" in session.change("rows", asked)["refused"][0]["words"]
                return
    pytest.fail("every list has two rows")


def test_a_row_that_is_another_now_is_a_conflict(session: YearSession) -> None:
    held = first_list(session)
    asked = {"list": held["id"], "do": "remove", "row": held["rows"][0]["id"], "hash": "0"}
    assert session.change("rows", asked)["conflicts"]
    assert session.change("rows", {**asked, "list": "none"})["conflicts"]


def test_a_value_that_cannot_stand_adds_no_row(session: YearSession) -> None:
    before, held = read_data(session.workspace), first_list(session)
    asked = {"list": held["id"], "do": "add", "after": None, "values": {"分值": "甲"}}
    assert "不是数" in session.change("rows", asked)["refused"][0]["words"]
    assert read_data(session.workspace) == before


def test_a_kind_of_indicator_that_is_not_there_yet_begins_with_its_first_row(tmp_path: Path) -> None:
    session = YearSession(copy_without_a_kind(tmp_path), YEAR)
    session.refresh()
    before = read_data(session.workspace)
    empty = [
        (part.id, one)
        for part in session.year.parts
        for one in (session.part(part.id) or {})["lists"]
        if not one["rows"]
    ]
    assert empty
    part, held = empty[0]
    answer = session.change("rows", {"list": held["id"], "do": "add", "after": None, "values": {"三级指标": "新"}})
    assert answer["refused"] == answer["conflicts"] == []
    [now] = [one for one in (session.part(part) or {})["lists"] if one["id"] == held["id"]]
    assert [one["name"] for one in now["rows"]] == ["新"]
    assert answer["state"]["open"] == 3
    session.step_back()
    assert read_data(session.workspace) == before
