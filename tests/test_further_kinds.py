"""Further values of every kind: typed, printed as the forms word them, taken in again from the printed page."""

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from docx.document import Document

from jixiao.build.stories import check_year
from jixiao.model.form_roles import FieldKind
from jixiao.paths import Workspace
from jixiao.rollforward.year_plan import write
from tests.rollforward.started import plan_of
from tests.support.cases import clean_project
from tests.support.docx import W, edit_document, grid
from tests.support.imported import empty_project, imported, scalars
from tests.support.opened import inspected, rendered

# What is typed, what is printed; a kind's further keys.
KINDS = {
    FieldKind.TEXT: ("按月报送。", "按月报送。", ""),
    FieldKind.CODED_NAME: ("002 示例", "002 示例", ""),
    FieldKind.AMOUNT: ("3.25", "3.25", ""),
    FieldKind.PERCENT: ("97.5", "97.5%", ""),
    FieldKind.NUMBER: ("12", "12", ", 计量单位: 件, 小数位: 0"),
    FieldKind.POINTS: ("10", "10", ""),
    FieldKind.SCORE: ("9.5", "9.5", ""),
    FieldKind.DATE: ("2024-06-27", "2024年6月27日", ""),
    FieldKind.MONTH: ("2024-06", "2024年6月", ""),
    FieldKind.PERIOD: ("2023-01 至 2023-12", "2023年1月至2023年12月", ""),
    FieldKind.CHOICE: ("甲", "甲", ", 选项: [甲, 乙, 丙]"),
    FieldKind.TICK: ("[甲, 乙]", "☑甲 ☑乙 □丙", ", 选项: [甲, 乙, 丙]"),
    FieldKind.TARGET: ("≥96%", "≥96%", ""),
    FieldKind.YEAR: ("2023", "2023", ""),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = clean_project(tmp_path_factory.mktemp("kinds"))
    folder, annex = workspace.form_set("yueyang-2023"), workspace.year(2023) / "annex1.yaml"
    fields = [f"  附件1.其他.这项{kind}: {{类型: {kind}{more}}}\n" for kind, (_, _, more) in KINDS.items()]
    (folder / "further.yaml").write_text("各项:\n" + "".join(fields), "utf-8")
    lines = [f"  这项{kind}: {typed}\n" for kind, (typed, _, _) in KINDS.items()]
    annex.write_text(f"{annex.read_text('utf-8').rstrip()}\n\n其他:\n" + "".join(lines), "utf-8")
    edit_document(folder / "annex1.docx", _add_rows)
    return workspace


def _add_rows(document: Document) -> None:
    last = list(document.tables[0]._tbl.iter(f"{W}tr"))[-1]
    for kind in KINDS:
        row = deepcopy(last)
        for cell, words in zip(row.findall(f"{W}tc"), (f"这项{kind}", f"{{{{ 附件1.其他.这项{kind} }}}}"), strict=True):
            first, *others = cell.iter(f"{W}t")
            first.text = words
            for one in others:
                one.text = ""
        last.addnext(row)


def test_all_kinds_are_tried() -> None:
    assert set(KINDS) == set(FieldKind)


def test_the_check_has_nothing_to_say(workspace: Workspace) -> None:
    assert [one for one in check_year(workspace, 2023).findings if not one.waived] == []


def test_the_next_year_asks_anew_for_numbers_dates_and_sentences(workspace: Workspace, tmp_path: Path) -> None:
    shutil.copytree(workspace.root, tmp_path, dirs_exist_ok=True)
    again = Workspace(tmp_path)
    write(again, plan_of(again))
    carried = scalars(again.year(2024) / "annex1.yaml")
    lasting = {kind for kind in KINDS if carried.get(f"其他.这项{kind}", carried.get(f"其他.这项{kind}[1]")) != "待填"}
    assert lasting == {FieldKind.CODED_NAME, FieldKind.CHOICE, FieldKind.TICK, FieldKind.TARGET}


def test_each_is_printed_and_taken_in_again(workspace: Workspace, tmp_path: Path) -> None:
    whole = rendered(inspected(workspace)).whole
    printed = {
        row[0].removeprefix("这项"): row[1] for row in grid(whole) if len(row) == 2 and row[0].startswith("这项")
    }
    assert printed == {str(kind): words for kind, (_, words, _) in KINDS.items()}
    project = empty_project(tmp_path / "project")
    (project.root / "templates").unlink()
    (project.root / "templates").mkdir()
    (project.root / "templates/yueyang-2023").symlink_to(workspace.form_set("yueyang-2023"))
    (tmp_path / "filed.docx").write_bytes(whole)
    imported(project, tmp_path / "filed.docx")
    taken = scalars(project.year(2023) / "annex1.yaml")
    assert taken["其他.这项勾选[2]"] == "乙"
    again = {row[0]: row[1] for row in grid(rendered(inspected(project, draft=True)).whole) if len(row) == 2}
    assert {kind: again[f"这项{kind}"] for kind in KINDS} == {kind: words for kind, (_, words, _) in KINDS.items()}
