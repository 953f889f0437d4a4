"""An authority's form becomes a form set: what was typed gives way to tags, and the set reads the form it came from."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.errors import UsageError
from jixiao.forms.load_sets import load_described_sets
from jixiao.importing.describing.new_form import NewForm, draft_form, plan_new_form, write_new_form
from jixiao.importing.describing.vocabulary import Vocabulary
from jixiao.importing.documents import FiledGrid, FiledLine
from jixiao.importing.word_documents import read_word
from jixiao.paths import Workspace
from tests.support.drafted import description_of, draft_drawn, rows_of, shipped_words
from tests.support.drawn_docx import docx_of, draw_docx
from tests.support.office import converted
from tests.support.workbooks import export_to_workbook

FILLED = """
    示例省项目支出绩效自评表
    （2030年度）
    | 项目名称«2» | 示例工程«5» |
    | 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
    | ^ | 年度资金总额： | 30 | 32 | 31.5 | 10 | 9.84 |
    | ^ | 其中：省级拨款 | 30 | 30 | 30 | / | / |
    | ^ | 自筹资金 | | 2 | 1.5 | / | / |
    | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
    | ^ | 产出指标（50分） | 数量指标 | 修复面积 | ≥300亩 | 310亩 | 50 |
    | ^ | 效益指标（40分） | 社会效益指标 | 受益人口 | ≥2000人 | 1950人 | 38 |
    | 总分«6» | 97.84 |
    | 存在问题«2» | 受益人口略少。«5» |
    填表人：填表人甲  填报日期：2031年3月8日
"""
BLANK = """
    示例省项目支出绩效自评表
    （    年度）
    | 项目名称«2» | «5» |
    | 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
    | ^ | 年度资金总额： | | | | 10 | |
    | ^ | 其中：省级拨款 | | | | / | / |
    | ^ | 自筹资金 | | | | / | / |
    | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
    | ^ | 产出指标（50分） | 数量指标 | | | | |
    | ^ | 效益指标（40分） | 社会效益指标 | | | | |
    | 总分«6» | |
    | 存在问题«2» | «5» |
    填表人：        填报日期：
"""


def paths_read(form: NewForm) -> dict[str, object]:
    return {one.path: one.value for one in form.reading.read}


def test_a_filled_form_is_read_whole_by_the_set_it_makes() -> None:
    form = draft_drawn(FILLED)
    read = paths_read(form)
    assert [one.text for one in form.reading.left] == []
    assert read["资金.省级拨款.全年预算数"] == "30"
    assert read["绩效指标[2].三级指标"] == "受益人口"
    assert read["总分.得分"] == "97.84"
    assert form.questions == ()


@pytest.mark.parametrize("drawing", [FILLED, BLANK])
def test_no_value_stays_in_the_template_and_every_row_of_a_list_is_one(drawing: str) -> None:
    rows = rows_of(draft_drawn(drawing))
    assert rows[2][2] == "{{ 资金.年度资金总额.年初预算数 }}"
    assert rows[3][5:] == ["/", "/"]
    assert [cell for cell in rows[6] if cell] == ["{%tr for 行 in 绩效指标 %}"]
    assert rows[7][1] == "{% 合并 行.一级首行 %}{{ 行.一级指标 }}"
    assert rows[9] == ["总分", "{{ 总分.得分 }}"]


def test_a_blank_form_and_a_filled_one_make_one_description_but_for_what_may_stay_empty() -> None:
    filled, blank = (
        [
            line.replace(", 填写要求: 空为零", "").replace(", 填写要求: 可空", "")
            for line in description_of(form).split("\n")
        ]
        for form in (draft_drawn(FILLED), draft_drawn(BLANK))
    )
    assert [line for line in filled if "适用年度" not in line] == [line for line in blank if "适用年度" not in line]


def test_points_that_indicators_print_become_weights() -> None:
    assert "- {名称: 产出指标, 分值: 50}" in description_of(draft_drawn(FILLED))


def test_points_behind_an_indicator_are_printed_as_the_sum_of_its_rows() -> None:
    drawing = """
    示例省项目支出绩效自评表
    | 项目名称«2» | 示例工程«5» |
    | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 指标值 | 得分 |
    | ^ | 产出指标（50分） | 数量指标 | 修复面积 | 50 | ≥300亩 | 50 |
    | ^ | 效益指标（40分） | 社会效益指标 | 受益人口 | 40 | ≥2000人 | 38 |
    """
    cells = [cell for row in rows_of(draft_drawn(drawing)) for cell in row]
    assert any(cell.endswith("{{ 行.一级指标 }}（{{ 行.一级分值 }}分）") for cell in cells)


@pytest.mark.parametrize("drawing", [FILLED, BLANK])
def test_a_set_that_was_made_loads_without_an_objection(project: Path, drawing: str) -> None:
    workspace = Workspace(project)
    (project / "form.in.docx").write_bytes(draw_docx(drawing))
    write_new_form(workspace, plan_new_form(workspace, project / "form.in.docx", "sample", step=lambda _: None))
    loaded = load_described_sets(workspace, ["sample"])["sample"]
    assert [f"{one.place}: {one.found}" for one in loaded.findings] == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "templates").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", ["Jiangsu", "../x", "", "a b", "江苏"])
def test_a_name_that_cannot_be_a_folder_is_refused(project: Path, name: str) -> None:
    with pytest.raises(UsageError, match="小写英文"):
        plan_new_form(Workspace(project), project / "form.docx", name, step=lambda _: None)


def test_a_set_that_is_there_is_never_overwritten(project: Path) -> None:
    workspace = Workspace(project)
    (project / "form.docx").write_bytes(draw_docx(BLANK))
    planned = plan_new_form(workspace, project / "form.docx", "sample", step=lambda _: None)
    (project / "templates/sample").mkdir()
    with pytest.raises(UsageError, match="不会覆盖"):
        plan_new_form(workspace, project / "form.docx", "sample", step=lambda _: None)
    with pytest.raises(UsageError, match="不会覆盖"):
        write_new_form(workspace, planned)
    assert list((project / "templates/sample").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (draw_docx("只有一行字"), "没有表格"),
        (draw_docx("| 项目名称 | {{ 项目名称 }} |"), "已经有模板的标记"),
    ],
)
def test_what_is_no_form_is_refused_with_the_reason(project: Path, content: bytes, words: str) -> None:
    (project / "form.docx").write_bytes(content)
    with pytest.raises(UsageError, match=words):
        plan_new_form(Workspace(project), project / "form.docx", "sample", step=lambda _: None)
    assert list((project / "templates").iterdir()) == []


def test_a_file_that_is_not_there_is_said_to_be_so(project: Path) -> None:
    with pytest.raises(UsageError, match="没有文件"):
        plan_new_form(Workspace(project), project / "form.docx", "sample", step=lambda _: None)


TWICE = BLANK.replace("（    年度）", "甲项目") + BLANK.replace("（    年度）", "乙项目")


def test_of_a_form_that_stands_in_a_file_twice_the_first_is_the_template() -> None:
    form = draft_drawn(TWICE)
    assert form.questions == ()
    assert form.notes == ("文件里有 2 张同样的表，只用第一张做表样",)
    assert len([block for block in read_word("a", form.files["form.docx"]).blocks if isinstance(block, FiledGrid)]) == 1


def test_a_form_in_a_workbook_makes_the_set_that_the_same_form_in_word_makes(project: Path) -> None:
    document = read_word("甲.docx", draw_docx(FILLED))
    (project / "form.xlsx").write_bytes(export_to_workbook(document))
    form = plan_new_form(Workspace(project), project / "form.xlsx", "sample", step=lambda _: None)
    assert "{{ 资金.自筹资金.全年执行数 }}" in str(rows_of(form))
    assert [one.text for one in form.reading.left] == []
    assert "Excel" in form.notes[0]


def test_formulas_are_drafted_where_the_numbers_agree() -> None:
    lines = description_of(draft_drawn(FILLED)).split("    公式:\n")[1].split("\n")
    assert lines[0].strip() == "资金.年度资金总额.年初预算数: '合计(资金.{省级拨款, 自筹资金}.年初预算数)'"
    assert lines[-2].strip() == "总分.得分: 资金.年度资金总额.得分 + 合计(绩效指标.得分)"


def test_a_total_that_is_filled_in_wrong_is_told() -> None:
    form = draft_drawn(FILLED.replace("| 30 | 32 | 31.5 | 10", "| 30 | 33 | 31.5 | 10"))
    assert "不是公式算出的" in form.notes[0]
    assert form.questions == ()


def test_an_old_word_file_is_converted_first(project: Path) -> None:
    (project / "blank.docx").write_bytes(draw_docx(BLANK))
    converted(project, [project / "blank.docx"], "doc")
    form = plan_new_form(Workspace(project), project / "out/blank.doc", "sample", step=lambda _: None)
    assert "{{ 存在问题 }}" in str(rows_of(form))


_WORDS = """
    项目名称 年初预算数 全年执行数 得分 一级指标 三级指标 其他 绩效指标 自编的字 总分 12.5 95% / 其中：甲：3 填表人：
    2030年3月 2030年决算数 是☑□否 一句话。 万元 甲{乙 1-7月数 # 'A: b
"""
_CELL = st.one_of(st.just(""), st.sampled_from(_WORDS.split()))


@st.composite
def grids(draw: st.DrawFn) -> FiledGrid:
    """Return a table of a few rows, cells of one or more columns, some of which go on from above."""
    width = draw(st.integers(1, 5))
    rows, columns, continued = [], [], set()
    for row in range(draw(st.integers(1, 7))):
        cuts = sorted(draw(st.sets(st.integers(1, width - 1)))) if width > 1 else []
        columns.append((0, *cuts, width))
        texts = [draw(_CELL) for _ in columns[-1][1:]]
        for number in range(len(texts)):
            if row and draw(st.integers(0, 5)) == 0 and columns[-1][number] in columns[-2][:-1]:
                continued.add((row, number))
                texts[number] = ""
        rows.append(tuple(texts))
    return FiledGrid(tuple(rows), columns=tuple(columns), continued=frozenset(continued))


@settings(max_examples=120, deadline=None)
@given(st.lists(grids(), min_size=1, max_size=2), st.sampled_from([True, False]))
def test_whatever_the_table_a_set_is_made_that_loads_and_reads(tables: list[FiledGrid], known: bool) -> None:
    data = docx_of([FiledLine("2030年度示例表", ordinal=1), *tables])
    form = draft_form(data, "sample", shipped_words() if known else Vocabulary())
    with TemporaryDirectory() as name:
        folder = Path(name) / "templates/sample"
        folder.mkdir(parents=True)
        for file, content in form.files.items():
            (folder / file).write_bytes(content)
        loaded = load_described_sets(Workspace(Path(name)), ["sample"])["sample"]
    assert [f"{one.place}: {one.found}" for one in loaded.findings if one.code != "B007"] == []
