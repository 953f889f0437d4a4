"""How far a year on described sets is filled in: of what is its own, not of what it took over."""

from pathlib import Path

from jixiao.forms.read_described import read_described_year
from jixiao.paths import Workspace
from jixiao.rollforward.described_progress import described_progress
from jixiao.rollforward.year_plan import write
from tests.rollforward.described import YEAR, plan_of
from tests.support.described_year import FORM, write_year
from tests.support.project import edit


def counted(workspace: Workspace, year: int) -> list[tuple[str, int, int]]:
    progress = described_progress(workspace, year, read_described_year(workspace, year))
    return [(one.file.rpartition("/")[2], one.filled, one.total) for one in progress.files] if progress else []


def test_a_first_year_counts_every_value(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("得分: 28", "得分: 待填"))
    assert counted(workspace, YEAR - 1) == [("unit.yaml", 6, 6), ("project.yaml", 18, 19)]


def test_a_year_begun_counts_what_is_its_own(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    write(workspace, plan_of(workspace))
    assert counted(workspace, YEAR) == [("unit.yaml", 0, 1), ("project.yaml", 0, 9)]
    edit(workspace.year(YEAR) / "sample" / "project.yaml", "财政: {预算: 待填", "财政: {预算: 50")
    assert counted(workspace, YEAR) == [("unit.yaml", 0, 1), ("project.yaml", 1, 9)]


def test_a_year_filled_in_has_no_progress_to_tell(tmp_path: Path) -> None:
    assert counted(write_year(tmp_path), YEAR - 1) == []
