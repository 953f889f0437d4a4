"""``import --readings``: an object for each value read or left, and a line that says how much was understood."""

from pathlib import Path

from jixiao.importing.cell_readings import format_readings, list_readings, name_case
from jixiao.importing.documents import Document, LeftOut
from jixiao.importing.form_recognition import recognise_document
from tests.importing.test_form_recognition import BOTH
from tests.importing.test_paper_reading import FILED
from tests.support.paper import draw_blocks

READ = recognise_document(Document("甲.docx", draw_blocks(FILED.replace("1.50", "约1.5"))), BOTH)


def test_each_value_says_where_it_stands_and_what_it_is() -> None:
    readings = list_readings([READ], "甲")
    assert {"case": "甲", "file": "甲.docx", "place": {"table": 1, "row": 3, "cell": 3}, "status": "read"} | {
        "set": "示例",
        "form": "示例表",
        "field": "资金.总额.预算",
        "value": "2",
    } in readings
    assert [one["value"] for one in readings if one["status"] == "left"] == ["约1.5"]
    assert [one["place"] for one in readings if one["field"] == "年度"] == [{"paragraph": 1}]


def test_it_says_how_many_cells_were_understood_and_lists_the_others() -> None:
    text = format_readings([READ])
    assert "甲.docx：示例“示例表”，认出 24 格中的 23 格" in text
    assert "表1 第3行第2格  “约1.5”" in text


def test_what_stands_beside_the_text_is_told_and_what_was_converted() -> None:
    beside = (LeftOut("表1 第3行第2格", "文本框：3.5"),)
    filed = draw_blocks(FILED.replace("1.50", "15000元"))
    text = format_readings([recognise_document(Document("甲.docx", filed, notes=("有批注",), left_out=beside), BOTH)])
    for words in ("“文本框：3.5”", "注意：有批注", "“15000元” 元折成万元，写作 1.5"):
        assert words in text


def test_an_unknown_file_is_named() -> None:
    unknown = recognise_document(Document("乙.docx", draw_blocks("| 姓名 | 年龄 |")), BOTH)
    assert (
        format_readings([unknown])
        == "乙.docx：没有认出是哪一种表，没有读入；没有它的表单集的，先用 make new-form 由它做一套\n"
    )


def test_a_case_is_called_after_its_file_or_the_folder_of_several(tmp_path: Path) -> None:
    assert name_case([Path("x/甲.docx")]) == "甲"
    assert name_case([tmp_path / "甲.docx", tmp_path / "乙.docx"]) == tmp_path.name
