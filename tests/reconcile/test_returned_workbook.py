"""Workbooks that come back: what was typed in Excel or WPS goes into the data by place, like what was typed in Word."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from jixiao.docx.blocks import TextSpan
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.reconcile.form_workbook import write_form_workbook
from jixiao.reconcile.reconcile_story import reconcile
from jixiao.reconcile.returned_workbook import is_workbook, read_workbook
from jixiao.reconcile.sheet_layout import FormSheet, SheetCell, SheetTableSpan
from jixiao.reconcile.word_passages import BlockGrid, WordPassage
from jixiao.reconcile.workbook_map import MappedMark, WorkbookMap
from tests.support.described_year import PROJECT, copy_described
from tests.support.filled_books import FilledBook
from tests.support.made_unit import copy_made_unit
from tests.support.package import silent
from tests.support.project import ROOT, edit
from tests.support.workbooks import fill, make_workbook

RECEPTIONS, CAR = "附件1.三公经费.公务接待.决算", "附件1.三公经费.公车运行维护.决算"
FORM = "项目支出绩效自评表.reading"
NAME, TARGET, SCORE = (f"{FORM}.{one}" for one in ("项目名称", "绩效指标[2].年度指标值", "绩效指标[2].得分"))
INDICATOR = "各项目.heritage.绩效指标.产出指标.数量指标[1]"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_unit(tmp_path)


@pytest.fixture
def described(tmp_path: Path) -> FilledBook:
    return FilledBook.of(copy_described(tmp_path))


def told(book: FilledBook, *, write: bool = False) -> list[tuple[str, str, str]]:
    came = book.came_back(write=write)
    assert came.findings == ()
    return [(one.subject.rpartition(".")[2], one.old, one.new) for one in came.changes]


def test_one_that_was_only_saved_has_nothing_to_say(workspace: Workspace) -> None:
    came = FilledBook.of(workspace).came_back()
    assert (came.changes, came.findings, came.unread, came.notes) == ((), (), (), ())


def test_what_was_typed_is_written_by_place(workspace: Workspace) -> None:
    book = FilledBook.of(workspace)
    book.cell(RECEPTIONS).value = 1.46
    book.cell(f"{INDICATOR}.实际完成值").value = "=1部"
    book.cell(f"{INDICATOR}.实际完成值").data_type = "s"
    assert told(book, write=True) == [("决算", "1.36", "1.46"), ("实际完成值", "5集", "=1部")]
    assert "    决算: 1.46\n" in (workspace.year(2023) / "annex1.yaml").read_text("utf-8")


def test_a_number_is_the_shortest_decimal_of_what_is_stored(described: FilledBook) -> None:
    described.cell(SCORE).value = 9.149999999999999999  # as 9.15 is stored
    assert told(described) == [("得分", "9.45", "9.15")]
    described.cell(SCORE).value = 9.450000000000001
    assert [one.code for one in described.came_back().findings] == ["H014"]  # a sum's noise is told, not rounded


@pytest.mark.parametrize("typed", ["9.45", 9.45, "９.45"])
def test_the_same_number_is_no_change_however_it_is_stored(described: FilledBook, typed: object) -> None:
    described.cell(SCORE).value = typed
    assert told(described) == []


def test_several_colleagues_fill_in_copies_one_after_the_other(described: FilledBook) -> None:
    second = FilledBook.of(described.workspace)
    described.cell(SCORE).value = 9
    second.cell(NAME).value = "全民阅读"
    assert told(described, write=True)
    assert told(second, write=True) == [("项目名称", "全民阅读推广", "全民阅读")]


def test_sums_among_fixed_words_are_no_change_where_the_data_moved_on(described: FilledBook) -> None:
    second = FilledBook.of(described.workspace)
    described.cell(f"{FORM}.绩效指标[2].分值").value = 11
    assert told(described, write=True)
    second.cell(NAME).value = "全民阅读"
    assert told(second) == [("项目名称", "全民阅读推广", "全民阅读")]


def test_a_value_changed_on_both_sides_is_told_and_left(described: FilledBook) -> None:
    described.cell(NAME).value = "全民阅读"
    edit(described.workspace.root / PROJECT, "项目名称: 全民阅读推广", "项目名称: 阅读推广")
    assert [one.code for one in described.came_back(write=True).findings] == ["H004"]


def test_open_places_are_filled_in_or_stay_open_also_where_they_were_cleared(workspace: Workspace) -> None:
    file = workspace.year(2023) / "annex1.yaml"
    edit(file, "    决算: 1.36\n", "    决算: 待填\n")
    edit(file, "    决算: 0.56\n", "    决算: 待填\n")
    book = FilledBook.of(workspace)
    assert book.cell(CAR).value == "〔待填〕"
    book.cell(RECEPTIONS).value, book.cell(CAR).value = 1.36, None
    assert told(book, write=True) == [("决算", "〔待填〕", "1.36")]
    assert file.read_text("utf-8").count("待填") == 1


def test_a_group_that_a_word_stands_for_is_spelled_out(workspace: Workspace) -> None:
    file = workspace.year(2023) / "annex1.yaml"
    edit(file, "  公务接待:\n    预算: 2\n    决算: 1.36\n", "  公务接待: 待填 # 问办公室\n")
    edit(file, "  出国经费:\n    预算: 0\n    决算: 0\n", "  出国经费: 无\n")
    book = FilledBook.of(workspace)
    book.cell(RECEPTIONS).value, book.cell("附件1.三公经费.出国经费.预算").value = 1.36, 0.5
    assert told(book, write=True) == [("预算", "0", "0.5"), ("决算", "〔待填〕", "1.36")]
    text = file.read_text("utf-8")
    assert "  出国经费:\n    预算: 0.5\n    决算: 0\n" in text
    assert "  公务接待:\n    预算: 待填\n    决算: 1.36 # 问办公室\n" in text


def test_values_in_a_sentence_are_told_apart_by_the_words_between(workspace: Workspace) -> None:
    book = FilledBook.of(workspace)
    cell = book.cell("单位.填报日期")
    assert not cell.protection.locked
    cell.value = cell.value.replace("2024年6月27日", "2024年6月28日")
    assert told(book) == [("填报日期", "2024年6月27日", "2024-06-28")]


def test_a_locked_repeat_goes_with_the_open_cell(workspace: Workspace) -> None:
    book = FilledBook.of(workspace)
    book.cell("单位.单位名称").value = "示例档案馆"
    [change] = book.came_back().changes
    assert (change.new, "会一起变" in change.note) == ("示例档案馆", True)


def test_a_computed_value_that_was_changed_all_the_same_is_told(described: FilledBook) -> None:
    described.cell("项目支出绩效自评表.reading.总分.得分").value = 9
    assert [one.code for one in described.came_back().findings] == ["H001"]


def test_rows_put_in_are_told_and_the_rest_is_still_found(described: FilledBook) -> None:
    cell = described.cell(TARGET)
    sheet, row = cell.parent, cell.row
    move_down(described, sheet.title, row)
    sheet.insert_rows(row)
    sheet.cell(row, cell.column).value = "新的一行"
    described.cell(SCORE).value = 9
    came = described.came_back()
    assert [one.new for one in came.changes] == ["9"]
    assert {one.code for one in came.findings} <= {"H005", "H006", "H002"}
    assert any("新的一行" in one.found for one in came.findings)


def move_down(book: FilledBook, sheet: str, row: int) -> None:
    """Do to names and merged cells what Excel does when a row is put in: openpyxl leaves them."""
    merged = book.book[sheet].merged_cells
    for one in [*merged.ranges]:
        merged.remove(one)
        one.expand(down=(one.max_row >= row and 1) or 0)
        if one.min_row >= row:
            one.shrink(top=1)
        merged.add(one)
    for defined in book.book.defined_names.values():
        [(name, reference)] = defined.destinations
        if name == sheet:
            cells = [_moved(one, row) for one in reference.split(":")]
            defined.attr_text = f"'{sheet}'!{':'.join(cells)}"


def _moved(reference: str, row: int) -> str:
    letters, number = reference.strip("$").split("$")
    return f"${letters}${int(number) + (int(number) >= row)}"


def test_a_number_that_excel_took_for_a_day_is_told(described: FilledBook) -> None:
    described.cell(SCORE).value = datetime.date(2024, 1, 2)  # typed 1-2
    [finding] = described.came_back().findings
    assert (finding.code, "2024-01-02" in finding.found) == ("H009", True)


def test_an_error_or_a_formula_without_result_is_not_read(described: FilledBook) -> None:
    described.cell(SCORE).value = "=1/0"
    [finding] = described.came_back().findings
    assert (finding.code, "公式没有存着结果" in finding.found) == ("H015", True)


def test_a_number_that_was_struck_through_is_told_and_not_read(described: FilledBook) -> None:
    described.cell(SCORE).font = Font(strike=True)
    [finding] = described.came_back().findings
    assert (finding.code, "删除线" in finding.found) == ("H015", True)


def test_comments_are_listed_and_other_sheets_named(described: FilledBook) -> None:
    described.cell(NAME).comment = Comment("请核对", "审核人甲")
    described.book.create_sheet("随手记").append(["甲"])
    came = described.came_back()
    assert [(one.author, one.text) for one in came.comments] == [("审核人甲", "请核对")]
    assert [one for one in came.notes if "随手记" in one]


def test_ticks_and_days_are_typed_as_the_form_prints_them_or_as_data_have_them(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, ROOT / "templates")
    shutil.copytree(ROOT / "tests/data/described/goals-2021/data", tmp_path / "data")
    file = tmp_path / "data/2021/goals-2021/projects/01-water.yaml"
    edit(file, "项目属性: 延续项目", "项目属性: 待填")
    edit(file, "起止时间: 2020-05 至 2022-10", "起止时间: 待填")
    book = FilledBook.of(workspace)
    book.cell("项目绩效目标表.water.项目属性").value = "☑新增项目 □延续项目"
    book.cell("项目绩效目标表.water.起止时间").value = "2021-05 至 2022-10"
    assert told(book, write=True) == [
        ("项目属性", "〔待填〕", "新增项目"),
        ("起止时间", "〔待填〕", "2021-05 至 2022-10"),
    ]
    assert "项目属性: 新增项目\n" in file.read_text("utf-8")


@pytest.mark.parametrize(("kind", "words"), [("spreadsheet", "是 .ods"), ("text", "找不到正文")])
def test_a_file_of_libreoffice_s_own_is_refused_in_words(workspace: Workspace, kind: str, words: str) -> None:
    path = workspace.root / "收回.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    with pytest.raises(UsageError, match=words):
        reconcile(workspace, path, None, step=silent, write=False)


def test_what_this_program_did_not_write_is_refused_in_words(workspace: Workspace) -> None:
    path = workspace.root / "别的.xlsx"
    path.write_bytes(make_workbook(fill({"A1": "甲"})))
    with pytest.raises(UsageError, match="不是 make workbook 写的"):
        reconcile(workspace, path, None, step=silent, write=False)


def test_names_that_reach_over_all_of_excel_cost_nothing(described: FilledBook) -> None:
    for name, defined in described.book.defined_names.items():
        [(sheet, _)] = defined.destinations
        if name.startswith("_JXTABLE_"):
            defined.attr_text = f"'{sheet}'!$A$1:$XFD$1048576"
    assert described.came_back().year == 2023


TEXTS = [
    *(
        "编号_x0041_",
        "a_x005F_b",
        "_x000D_",
        " 前空",
        "后空 ",
        "甲\n乙\n\n丙",
        "\t表",
        "'引",
        "=1+1",
        "+1",
        "@x",
        "0012",
        "1e5",
    ),
    *("2024-01-02", "100%", "1.50", "TRUE", "#N/A", "🙂", "\u3000全角", "a\u00a0b", "<&>\"'", "12345678901234567890"),
    *("0.30000000000000004", "-0.00", "1,234.50", "1.36元", "☑新增 □延续", "", "518.29", "98.5%"),
]


def test_whatever_is_printed_comes_back_as_it_is_also_where_it_is_a_value() -> None:
    cells, marks = [], {}
    for row, text in enumerate(TEXTS):
        mark = f"_JX{row:012x}"
        marks[mark] = MappedMark(text, is_whole=True, is_open=True)
        cells += [
            SheetCell(WordPassage(text, (TextSpan(mark, 0, len(text)),)), row, 0),
            SheetCell(WordPassage(text), row, 1),
        ]
    table = SheetTableSpan(0, len(TEXTS) - 1, (0, 1, 2))
    form = FormSheet("表", tuple(cells), (1000, 1000), (table,), heights=(15.0,) * len(TEXTS))
    mapped = WorkbookMap("甲", 2023, marks=marks, tables={"_JXTABLE_1": table.columns})
    [grid] = read_workbook(write_form_workbook([form], {}, mapped)).body
    assert isinstance(grid, BlockGrid)
    assert [[cell.text for cell in line.cells] for line in grid.lines] == [[text, text] for text in TEXTS]


def test_bytes_of_other_files_are_no_workbook() -> None:
    assert not is_workbook(b"%PDF-1.7")
    assert is_workbook(make_workbook(fill({"A1": 1})))


def test_a_change_names_the_cell_of_the_workbook(workspace: Workspace) -> None:
    book = FilledBook.of(workspace)
    book.cell(RECEPTIONS).value = 1.46
    ref = book.cell(RECEPTIONS).coordinate
    [change] = book.came_back().changes
    assert change.printed == (f"附件1 第9行第4格（工作表“{book.cell(RECEPTIONS).parent.title}” {ref}）",)
