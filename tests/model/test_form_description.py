"""A description of forms reads as written, and says where it is wrong."""

from pathlib import Path

from jixiao.model.form_description import Description
from jixiao.model.form_roles import FieldKind, ListRole, Role
from jixiao.submission.validate import read_record

SMALL = """
名称: 示例表
主管机关: 示例市财政局
适用年度: [2030]
依据: 示例规程
成套文件名: '{单位名称}'
各表:
  - 名称: 项目表
    标题: 项目表
    文件: project.yaml
    模板: project.docx
    各项:
      项目名称: 文字
      资金.*.执行数: {类型: 金额, 角色: 执行数}
    列表:
      绩效指标:
        角色: 绩效指标
        各项:
          得分: {类型: 得分, 角色: 指标得分}
    公式:
      资金.总额.执行数: 合计(资金.{甲, 乙}.执行数)
"""


def read(tmp_path: Path, text: str) -> tuple[list[str], Description | None]:
    path = tmp_path / "description.yaml"
    path.write_text(text, "utf-8")
    source, description = read_record(path, "description.yaml", "", Description)
    return [f"{one.place}: {one.found}" for one in source.findings], description


def test_a_field_is_written_as_its_kind_alone_or_with_more(tmp_path: Path) -> None:
    found, description = read(tmp_path, SMALL)
    assert found == []
    assert description is not None
    (form,) = description.forms
    assert form.fields["项目名称"].kind is FieldKind.TEXT
    assert form.fields["资金.*.执行数"].role is Role.OUTTURN
    assert form.lists["绩效指标"].role is ListRole.INDICATORS
    assert form.formulas["资金.总额.执行数"] == "合计(资金.{甲, 乙}.执行数)"


def test_an_unknown_kind_is_named_with_its_place(tmp_path: Path) -> None:
    found, _ = read(tmp_path, SMALL.replace("类型: 金额", "类型: 钱"))
    assert [one.partition(": ")[0] for one in found] == ["description.yaml:14:22"]


def test_a_kind_written_alone_is_judged_as_one_that_is_written_out(tmp_path: Path) -> None:
    found, _ = read(tmp_path, SMALL.replace("项目名称: 文字", "项目名称: 字"))
    assert len(found) == 1
    assert "字" in found[0]
