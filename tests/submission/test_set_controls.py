"""A form set says which cell of the accounts states which figure: no control total is typed."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.build.stories import check_year
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.accounts import RUNNING, drawing_year, replace_once, set_cells

WANTED = """
核对来源:
  - 引用: 附件1.三公经费.公务接待.决算
    取自: 决算.F03['3．公务接待费'].决算数
  - 引用: 附件1.三公经费.出国经费.决算
    取自: 决算.F03['1．因公出国（境）费'].决算数
  - 引用: 附件1.公用经费.决算
    取自: 预算.Z01['甲'].乙
"""


def year(target: Path, *changes: Any) -> Workspace:
    """Return the made unit with a form set that asks for totals, all of its own typed."""
    workspace = drawing_year(target, *changes)
    path = workspace.form_set("yueyang-2023") / "forms.yaml"
    path.write_text(path.read_text("utf-8") + WANTED, "utf-8")
    replace_once(workspace.year(2023) / "annex1.yaml", "决算.F03['3．公务接待费'].决算数", "1.36")
    (workspace.year(2023) / "control.yaml").unlink()
    return workspace


def test_totals_are_drawn_where_the_year_has_the_source_and_the_cell_a_number(tmp_path: Path) -> None:
    reading = read_year(year(tmp_path), 2023)
    assert reading.findings == []
    assert reading.submission
    (control,) = reading.submission.controls
    assert (control.reference, control.amount.amount) == ("附件1.三公经费.公务接待.决算", Decimal("1.36"))
    blank = [use for use in reading.ledger.uses if use.cell is None]
    assert ["是空白" in use.why for use in blank] == [True]


def test_a_figure_that_differs_is_found_though_nobody_typed_a_total(tmp_path: Path) -> None:
    def told(workspace: Workspace) -> list[str]:
        return [one.subject for one in check_year(workspace, 2023).findings if one.code == "T204"]

    assert told(year(tmp_path / "met")) == []
    assert told(year(tmp_path / "missed", set_cells(RUNNING, D8=13100))) == ["附件1.三公经费.公务接待.决算"]


def test_a_year_without_sources_has_none(tmp_path: Path) -> None:
    workspace = year(tmp_path)
    (workspace.year(2023) / "sources.yaml").unlink()
    reading = read_year(workspace, 2023)
    assert reading.submission
    assert reading.submission.controls == ()
