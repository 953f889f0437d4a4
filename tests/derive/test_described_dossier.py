"""What a template of a described form sees."""

from pathlib import Path

from jixiao.derive.described_forms import derive_described
from jixiao.forms.read_described import read_described_year
from tests.support.described import NAME, changed_cells, write_set
from tests.support.described_year import FORM, derive_sample, described, write_year


def test_a_template_sees_values_rows_and_the_unit(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path)
    context = dossier.context_of(dossier.forms[0])
    assert context["资金"]["财政"]["预算"].amount == 80
    assert context["单位"]["填表人"] == "填表人甲"
    assert (context["年度"], context["上年度"]) == ("2030", "2029")


def test_rows_know_where_merged_cells_begin(tmp_path: Path) -> None:
    more = "  - {一级指标: 产出指标, 三级指标: 丙, 指标值: ≥1, 完成值: '1', 分值: 0, 得分: 0}\n  - {一级指标: 效益指标"
    dossier = derive_sample(tmp_path, "  - {一级指标: 效益指标", more)
    rows = dossier.context_of(dossier.forms[0])["指标"]
    assert [row["一级首行"] for row in rows] == [True, False, True]
    assert [row["序号"] for row in rows] == [1, 2, 3]


def test_rows_know_the_points_of_their_indicators(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path)
    rows = dossier.context_of(dossier.forms[0])["指标"]
    by_level = {str(row["一级指标"]): row["一级分值"].amount for row in rows}
    assert by_level == {
        level: sum(row["分值"].amount for row in rows if row["一级指标"] == level) for level in by_level
    }


def test_the_package_is_called_by_unit_and_year(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path)
    assert dossier.title == "示例单位2030年度自评表"
    assert [(form.label, form.title) for form in dossier.forms] == [("项目表", "项目自评表")]


def test_a_column_may_lie_in_a_group(tmp_path: Path) -> None:
    cells = changed_cells("{{ 行.原因 }}", "{{ 行.原因.其他 }}")
    text = described("          原因: {类型", "          原因.其他: {类型")
    workspace = write_year(tmp_path, FORM.replace("原因: 说明", "原因: {其他: 说明}"), text=text)
    write_set(tmp_path, text, cells=cells)
    reading = read_described_year(workspace, 2030)
    assert reading.submission is not None
    dossier = derive_described(reading.submission)[NAME]
    assert [str(row["原因"]["其他"]) for row in dossier.context_of(dossier.forms[0])["指标"]] == ["", "说明"]
