"""Of target, actual and score that do not agree, the one without a witness was mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Finding
from tests.diagnosis.made_year import said
from tests.support.slips import Desk, Edit

BACKUP, FESTIVAL, ANNEX2 = "projects/05-backup.yaml", "projects/06-festival.yaml", "annex2.yaml"
SCORED, MET = "得分: 14.7", "得分: 13"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize(
    "edit",
    [
        Edit(BACKUP, SCORED, "得分: 20"),
        Edit(BACKUP, SCORED, "得分: 17.4"),
        Edit(BACKUP, SCORED, "得分: 1.47"),
        Edit(FESTIVAL, MET, "得分: 0"),
        Edit(BACKUP, "年度指标值: 30TB", "年度指标值: 20TB"),
        Edit(BACKUP, "实际完成值: 97%", "实际完成值: 79%"),
        Edit(FESTIVAL, "2024年6月12日", "2024年7月12日"),
        Edit(FESTIVAL, "年度指标值: ≥95%", "年度指标值: ≤95%"),
    ],
    ids=str,
)
def test_the_cell_mistyped_is_told_first(desk: Desk, edit: Edit) -> None:
    first: Finding = said(desk, edit)[0]
    assert first.code in ("S306", "S307")
    assert first.place.line == edit.line


def test_paths_of_the_made_year_are_what_they_were(desk: Desk) -> None:
    assert all((Path(desk.folder) / name).is_file() for name in (BACKUP, FESTIVAL, ANNEX2))
