"""From a finding or a print: a waiver, the reason of a move, a value printed as filed."""

from pathlib import Path
from typing import Any

import pytest

from jixiao.serve.year_session import YearSession
from tests.support.served import RECEPTIONS, open_session, read_data, type_into

WAIVER = {"reason": "核对过，属实", "by": "财务人员甲", "until": "2040-12-31"}


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    session = open_session(tmp_path)
    type_into(session, RECEPTIONS, "900")
    return session


def waivable(session: YearSession) -> list[dict[str, Any]]:
    return [one for one in session.state()["findings"] if one["waivable"] and not one["waived"]]


def test_a_finding_is_waived_and_the_waiver_covers_it(session: YearSession) -> None:
    found = waivable(session)
    answer = session.change("waive", {"finding": found[0]["id"], **WAIVER})
    assert answer["refused"] == []
    assert found[0]["id"] not in [one["id"] for one in waivable(session)]
    [waived] = [one for one in session.state()["findings"] if one["id"] == found[0]["id"]]
    assert waived["waived"] == WAIVER["reason"]


def test_a_second_waiver_stands_behind_the_first(session: YearSession) -> None:
    for _ in range(2):
        found = waivable(session)
        assert session.change("waive", {"finding": found[0]["id"], **WAIVER})["refused"] == []
    text = (session.workspace.root / "data/2023/waivers.yaml").read_text("utf-8")
    assert text.count("责任人: 财务人员甲") == 2


@pytest.mark.parametrize("name", ["reason", "by", "until"])
def test_a_waiver_without_reason_person_or_day_is_refused(session: YearSession, name: str) -> None:
    before = read_data(session.workspace)
    answer = session.change("waive", {"finding": waivable(session)[0]["id"], **WAIVER, name: ""})
    assert answer["refused"][0]["field"] == name
    assert read_data(session.workspace) == before


def test_the_reason_of_a_move_is_written(session: YearSession) -> None:
    moved = [one for one in waivable(session) if one["code"] == "Y101"]
    if not moved:
        pytest.skip("the clean year has no year before to move from")
    answer = session.change("reason", {"finding": moved[0]["id"], "reason": "增加了批次"})
    assert answer["refused"] == []
    assert moved[0]["id"] not in [one["id"] for one in waivable(session)]


def test_a_print_is_given_the_value_that_was_filed(session: YearSession) -> None:
    part, mark = next(iter(session.year.marks_of[session.year.entry_of(RECEPTIONS).id]))  # type: ignore[union-attr]
    answer = session.change("override", {"mark": mark, "part": part, "printed": "1.36", "reason": "原件如此"})
    assert answer["refused"] == []
    assert session.year.prints[part][mark].printed == "1.36"
    assert session.year.behind[part][mark][0] == "overridden"
    again = session.change("override", {"mark": mark, "printed": "1.37", "reason": "又"})
    assert "已经按原件列报" in again["refused"][0]["words"]


def test_what_is_gone_is_a_conflict(session: YearSession) -> None:
    assert session.change("waive", {"finding": "f0", **WAIVER})["conflicts"]
    assert session.change("reason", {"finding": "f0", "reason": "无"})["conflicts"]
    assert session.change("override", {"mark": "_JX0", "printed": "1", "reason": "无"})["conflicts"]
