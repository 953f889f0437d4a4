"""Which form a filed document is: told by its own words and by how much of it is understood; else unknown."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.importing.documents import Document
from jixiao.importing.form_recognition import read_all_layouts, recognise_document
from jixiao.paths import Workspace
from tests.importing.test_form_layout import FUNDS, TEMPLATE
from tests.importing.test_paper_reading import FILED
from tests.support.paper import draw_blocks, layout_of

PROJECT = layout_of(TEMPLATE, FUNDS)
STAFF = layout_of("| 编制数 | 在职人数 | 控制率 |\n| {{ 编制数 }} | {{ 在职人数 }} | {{ 控制率 }} |", "各项: {'*': 数}")
STAFF_FILED = "附件2\n| 编制数 | 在职人数 | 控制率 |\n| 5 | 4 | 80 |"
BOTH = [PROJECT, STAFF]


def document(drawing: str) -> Document:
    return Document("报送件.docx", draw_blocks(drawing))


def test_a_document_is_the_form_whose_words_it_shows() -> None:
    assert [form.layout for form in recognise_document(document(FILED), BOTH).forms] == [PROJECT]
    assert [form.layout for form in recognise_document(document(STAFF_FILED), BOTH).forms] == [STAFF]


def test_several_forms_in_one_file_are_told_apart_by_their_titles() -> None:
    recognised = recognise_document(document(f"{FILED}\n{STAFF_FILED}"), BOTH)
    assert [form.layout for form in recognised.forms] == [PROJECT, STAFF]
    assert {cell.place.table for cell in recognised.forms[1].reading.read} == {2}


def test_a_form_of_many_rows_is_chosen_by_its_first_and_read_whole() -> None:
    rows = "".join(f"    | ^ | 指标{number} | 6 | 6 |\n" for number in range(200))
    filed = document(FILED.replace("    | 总分 |", f"{rows}    | 总分 |"))
    [form] = recognise_document(filed, BOTH).forms
    assert (form.layout, len(form.reading.read), form.reading.left) == (PROJECT, 12 + 3 * 200, [])


def test_of_an_unknown_form_nothing_is_read_and_everything_told() -> None:
    recognised = recognise_document(document("| 姓名 | 年龄 |\n| 填表人甲 | 40 |"), BOTH)
    assert (recognised.forms, [cell.text for cell in recognised.unknown]) == ((), ["姓名", "年龄", "填表人甲", "40"])


def test_a_form_that_shares_some_words_only_is_unknown() -> None:
    assert recognise_document(document("| 项目名称 | 甲 |\n| 分值 | 10 |\n| 总分 | 20 |"), BOTH).forms == ()


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    with pytest.raises(UsageError, match="没有表样说明“别的”"):
        read_all_layouts(Workspace(tmp_path), "别的")


def test_a_set_with_errors_is_named_with_the_place_and_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "example"
    folder.mkdir(parents=True)
    (folder / "description.yaml").write_text("名称: 只有名称\n", "utf-8")
    layouts, (note,) = read_all_layouts(Workspace(tmp_path))
    assert (layouts, "templates/example/description.yaml:1:1 缺少键" in note) == ([], True)
    with pytest.raises(UsageError, match="先改好，再导入"):
        read_all_layouts(Workspace(tmp_path), "example")
