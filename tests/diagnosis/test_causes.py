"""A mistyped number is found by the one mend that makes all it caused vanish and brings nothing new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.diagnosis import causes as module
from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.slips import Slip
from tests.diagnosis.made_year import FESTIVAL, HERITAGE, TEN_TIMES, TURNED, line_of, said
from tests.support.slips import Desk, Edit


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The year without control totals."""
    return Desk(tmp_path_factory.mktemp("bare"), controls=False)


SLIPS = [
    (TEN_TIMES, "11.85", Slip.POINT),
    (TURNED, "58.9", Slip.TRANSPOSED),
    (Edit("annex1.yaml", "决算: 1.15", "决算: 11500"), "1.15", Slip.YUAN),
    (Edit(HERITAGE, "全年执行数: 58.9", "全年执行数: 5.9"), "58.9", Slip.LOST),
    (Edit(HERITAGE, "全年执行数: 58.9", "全年执行数: 58.99"), "58.9", Slip.EXTRA),
    (Edit(HERITAGE, "全年执行数: 58.9", "全年执行数: 57.9"), "58.9", Slip.KEY),
    (Edit(HERITAGE, "全年执行数: 58.9", "全年执行数: 60"), "58.9", Slip.COPIED_COLUMN),
    (Edit("basic.yaml", "年中追加: 31.5", "年中追加: -31.5"), "31.5", Slip.SIGN),
]


@pytest.mark.parametrize(("edit", "meant", "slip"), SLIPS, ids=[slip.name for _, _, slip in SLIPS])
def test_the_line_typed_is_said_first_with_what_was_meant_and_how_it_came(
    desk: Desk, edit: Edit, meant: str, slip: Slip
) -> None:
    first, *others = said(desk, edit)
    assert (first.code, first.place.file, first.place.line) == ("E001", *line_of(desk, edit))
    assert first.expected == meant
    assert slip.value in first.found
    assert first.explains == len(others) > 0
    assert all(one.cause == first.place for one in others)


def test_two_columns_that_changed_places_are_both_named(desk: Desk, bare: Desk) -> None:
    edit = Edit(FESTIVAL, "全年预算数: 12\n    全年执行数: 11.85", "全年预算数: 11.85\n    全年执行数: 12")
    for one in (desk, bare):
        first = said(one, edit)[0]
        assert (first.place.line, first.expected) == (edit.line, "12、11.85")
        assert Slip.COLUMNS.value in first.found


@pytest.mark.parametrize("edit", [TEN_TIMES, TURNED, Edit("annex1.yaml", "决算: 1.15", "决算: 11500")])
def test_without_control_totals_ties_limits_and_texts_tell_it_too(bare: Desk, edit: Edit) -> None:
    first = said(bare, edit)[0]
    assert (first.place.file, first.place.line) == line_of(bare, edit)


def test_two_slips_that_have_nothing_to_do_with_each_other_are_two_causes(desk: Desk) -> None:
    edits = TEN_TIMES, Edit("basic.yaml", "工资福利支出: 320.15", "工资福利支出: 302.15")
    found = said(desk, *edits)
    told = [one for one in found if one.explains]
    assert {(one.place.file, one.place.line) for one in told} == {line_of(desk, edit) for edit in edits}
    assert sum(one.explains for one in told) == len(found) - len(told)


def test_a_control_total_mistyped_is_itself_the_line(desk: Desk) -> None:
    edit = Edit("control.yaml", "数额: 422.37", "数额: 42.37")
    first = said(desk, edit)[0]
    assert (first.place.file, first.place.line) == line_of(desk, edit)
    assert first.expected == "422.37"


def test_a_finding_that_no_single_number_explains_has_no_cause(desk: Desk) -> None:
    found = said(desk, Edit("projects/05-backup.yaml", "偏差原因: 年中追加预算", "偏差原因: # "))
    assert found
    assert not any(one.explains or one.cause for one in found)


def test_a_clean_year_is_not_tried_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "list_mends", lambda *_: pytest.fail("tried"))
    assert said(desk) == ()


def test_the_trials_are_bounded_by_a_count(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tried: list[object] = []
    outcome = PrintedYear.retry

    def counted(*asked: Any) -> object:
        tried.append(asked)
        return outcome(*asked)

    monkeypatch.setattr(PrintedYear, "retry", counted)
    said(desk, Edit("projects/06-festival.yaml", "支出类别: 业务工作经费", "支出类别: 运行维护经费"), TURNED, TEN_TIMES)
    assert 0 < len(tried) <= module._TRIALS
