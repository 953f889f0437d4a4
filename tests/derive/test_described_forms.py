"""Described forms are filled in: formulas, gaps, names, other forms and last year."""

from decimal import Decimal
from pathlib import Path

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.derive.described_forms import derive_described
from jixiao.figures import Figure
from jixiao.forms.read_described import read_described_year
from tests.support.described import NAME
from tests.support.described_year import derive_sample, described, with_second_form, write_year
from tests.support.docx import form


def figure(dossier: DescribedDossier, path: str) -> Figure:
    value = dossier.forms[0].values[path]
    assert isinstance(value, Figure)
    return value


def test_formulas_give_what_is_left_out_with_lineage(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path)
    assert figure(dossier, "资金.合计.预算").amount == 100
    assert figure(dossier, "资金.合计.执行率").amount == Decimal("0.75")
    total = figure(dossier, "总分")
    assert (total.amount, total.path) == (Decimal("95.5"), "项目表.总分")
    assert "项目表.指标[2].得分" in [leaf.path for leaf in total.leaves()]


def test_what_was_typed_stays_and_counts(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path, "合计: {分值: 10}", "合计: {分值: 10, 得分: 8}")
    assert figure(dossier, "资金.合计.得分").entered
    assert dossier.forms[0].computed["资金.合计.得分"].amount == Decimal("7.5")
    assert figure(dossier, "总分").amount == 96


def test_a_rate_without_a_base_does_not_apply_and_is_not_rounded(tmp_path: Path) -> None:
    text = described("资金.合计.预算: 合计(资金.{财政, 其他}.预算)", "资金.合计.预算: 0 × 资金.财政.预算")
    assert figure(derive_sample(tmp_path, text=text), "资金.合计.执行率").literal == "不适用"


def test_a_column_is_reckoned_row_by_row(tmp_path: Path) -> None:
    text = described("      总分: 资金", "      指标.得分: 指标.分值 × 50%\n      总分: 资金")
    dossier = derive_sample(tmp_path, "得分: 28, ", "", text=text)
    rows = dossier.forms[0].rows["指标"]
    assert [row["得分"].amount for row in rows if isinstance(row["得分"], Figure)] == [60, 15]
    assert rows[1]["得分"].path == "项目表.指标[2].得分"


def test_a_text_left_out_is_drawn_from_the_unit(tmp_path: Path) -> None:
    text = described("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 文字, 取自: 单位.单位名称}")
    dossier = derive_sample(tmp_path, "项目名称: 示例项目\n", "", text=text)
    assert dossier.forms[0].values["项目名称"] == "示例单位"


def test_last_year_counts_where_it_is_there(tmp_path: Path) -> None:
    text = described("总分: 资金.合计.得分 +", "总分: 上年(总分) + 资金.合计.得分 +")
    assert figure(derive_sample(tmp_path / "alone", text=text), "总分").amount == Decimal("95.5")
    write_year(tmp_path, text=text, year=2029)
    reading = read_described_year(write_year(tmp_path, text=text), 2030)
    assert reading.submission is not None
    total = figure(derive_described(reading.submission)[NAME], "总分")
    assert total.amount == 191
    assert next(total.leaves()).path.startswith("上年.项目表.")


def test_a_form_that_is_lacking_leaves_blank_what_is_taken_from_it(tmp_path: Path) -> None:
    text = with_second_form().replace("  总分: 资金", "  总分: 另表(第二表, 资金.合计.得分) + 资金", 1)
    assert figure(derive_sample(tmp_path, text=text), "总分").amount == Decimal("95.5")


def test_another_form_is_reached_in_the_same_money(tmp_path: Path) -> None:
    other = """\
  - 名称: 汇总表
    标题: 汇总表
    文件: summary.yaml
    模板: summary.docx
    金额单位: 元
    各项:
      总额: 金额
    公式:
      总额: 另表(项目表, 资金.合计.预算)
"""
    text = described("各表:\n", f"各表:\n{other}")
    workspace = write_year(tmp_path, text=text)
    (workspace.year(2030) / NAME / "summary.yaml").write_text("{}\n", "utf-8")
    (workspace.form_set(NAME) / "summary.docx").write_bytes(form("{{ 总额 }}元"))
    reading = read_described_year(workspace, 2030)
    assert [one.found for one in reading.findings] == []
    assert reading.submission is not None
    value = derive_described(reading.submission)[NAME].forms[0].values["总额"]
    assert isinstance(value, Figure)
    assert (int(value.amount), value.unit) == (1_000_000, "元")
