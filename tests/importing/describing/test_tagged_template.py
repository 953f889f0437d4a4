"""Tags go where values stood; all else stays as it was."""

from jixiao.docx.block_reader import read_paper
from jixiao.docx.package import read_package
from jixiao.importing.describing.new_form import TEMPLATE, draft_form
from tests.support.drafted import draft_drawn, rows_of, shipped_words
from tests.support.wml import document, paragraph, run


def lines(form: bytes) -> list[str]:
    return [one.text for one in read_paper(form).paragraphs]


def test_years_in_labels_and_titles_become_tags() -> None:
    form = draft_drawn("2030年度示例表\n| 项目 | 2029年决算数 | 2030年预算数 |\n| 甲 | 3 | 2 |")
    assert rows_of(form)[0] == ["项目", "{{ 上年度 }}年决算数", "{{ 年度 }}年预算数"]
    assert lines(form.files[TEMPLATE])[0] == "{{ 年度 }}年度示例表"


def test_a_value_in_a_line_gives_way_and_the_line_keeps_its_look() -> None:
    line = paragraph(run("填报单位：示例", properties="<w:b/>") + run("局", properties="<w:i/>"))
    data = document(line + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    form = draft_form(data, "sample", shipped_words())
    xml = read_package(form.files[TEMPLATE])["word/document.xml"].decode()
    assert lines(form.files[TEMPLATE])[0].startswith("填报单位：{{")
    assert '<w:b/></w:rPr><w:t xml:space="preserve">填报单位：{{' in xml


def test_a_label_in_an_unmerged_column_is_merged_by_the_first_row() -> None:
    drawing = """
        | 绩效指标 | 一级指标 | 三级指标 | 得分 |
        | | 产出 | 甲 | 3 |
        | ^ | 效益 | 乙 | 4 |
        | 总分«3» | 7 |
    """
    assert rows_of(draft_drawn(drawing))[2][0] == "{% 合并 loop.first %}"


def test_the_template_says_nothing_of_who_made_the_form() -> None:
    members = read_package(draft_drawn("示例表\n| 甲 | |").files[TEMPLATE])
    assert "2000-01-01" in members["docProps/core.xml"].decode()
