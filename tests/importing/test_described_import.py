"""Filed forms of described sets become data: what formulas give is left out where the paper says the same."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.errors import UsageError
from jixiao.forms.read_described import read_described_year
from jixiao.importing.described_import import DescribedImport, goes_first, plan_described, write_described
from jixiao.importing.documents import Document
from jixiao.importing.form_recognition import RecognisedDocument, read_all_layouts, recognise_document
from jixiao.paths import Workspace
from jixiao.source.journal import finish_interrupted
from tests.support.docx import form
from tests.support.killed import killed_at
from tests.support.paper import draw_blocks

DESCRIPTION = """\
名称: 示例表
主管机关: 示例市财政局
适用年度: [2030]
依据: 示例规程
成套文件名: '{单位名称}{年度}年度自评表'
各表:
  - 名称: 项目表
    标题: 项目自评表
    份数: 每个项目一份
    文件: projects
    模板: project.docx
    各项:
      年度: 年份
      单位.填表人: 文字
      项目名称: {类型: 文字, 角色: 项目名称}
      实施单位: {类型: 文字, 角色: 单位名称, 取自: 单位.单位名称}
      资金.*.预算: {类型: 金额, 填写要求: 空为零}
      资金.*.执行: {类型: 金额, 填写要求: 空为零}
      资金.合计.执行率: {类型: 百分数, 小数位: 2}
      总分: {类型: 得分, 角色: 总分}
    列表:
      指标:
        角色: 绩效指标
        各项:
          一级指标: {类型: 文字, 角色: 一级指标}
          二级指标: {类型: 文字, 角色: 二级指标}
          三级指标: {类型: 文字, 角色: 三级指标}
          完成值: {类型: 文字, 角色: 完成值}
          得分: {类型: 得分, 角色: 指标得分}
    公式:
      资金.合计.预算: 合计(资金.{财政, 其他}.预算)
      资金.合计.执行: 合计(资金.{财政, 其他}.执行)
      资金.合计.执行率: 资金.合计.执行 ÷ 资金.合计.预算
      总分: 合计(指标.得分)
"""
CELLS = (
    ("项目名称", "{{ 项目名称 }}", "", "实施单位", "{{ 实施单位 }}"),
    ("项目资金", "预算", "执行", "执行率", ""),
    ("合计", "{{ 资金.合计.预算 }}", "{{ 资金.合计.执行 }}", "{{ 资金.合计.执行率 }}", ""),
    ("财政", "{{ 资金.财政.预算 }}", "{{ 资金.财政.执行 }}", "——", ""),
    ("其他", "{{ 资金.其他.预算 }}", "{{ 资金.其他.执行 }}", "——", ""),
    ("一级指标", "二级指标", "三级指标", "完成值", "得分"),
    ("{%tr for 行 in 指标 %}", "", "", "", ""),
    ("{{ 行.一级指标 }}", "{{ 行.二级指标 }}", "{{ 行.三级指标 }}", "{{ 行.完成值 }}", "{{ 行.得分 }}"),
    ("{%tr endfor %}", "", "", "", ""),
    ("总分", "", "", "", "{{ 总分 }}"),
)
FILED = """
    2030年度项目自评表
    | 项目名称 | 示例工程 | | 实施单位 | 示例局 |
    | 项目资金 | 预算 | 执行 | 执行率 | |
    | 合计 | 80 | 60 | 75% | |
    | 财政 | 50 | 60 | —— | |
    | 其他 | 30 | | —— | |
    | 一级指标 | 二级指标 | 三级指标 | 完成值 | 得分 |
    | 产出指标（60分） | 数量指标 | 修渠 | 3公里 | 20 |
    | ^ | ^ | 修桥 | | 30 |
    | ^ | ^ | 指标3： | | |
    | ^ | 质量指标 | …… | | |
    | 效益指标 | 社会效益指标 | 受益 | 5人 | 40 |
    | 总分 | | | | 90 |
    填表人：填表人甲
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "templates" / "sample"
    folder.mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "build.py").touch()
    (folder / "description.yaml").write_text(DESCRIPTION, "utf-8")
    lines = "{{ 年度 }}年度项目自评表", "填表人：{{ 单位.填表人 }}"
    (folder / "project.docx").write_bytes(form(*lines, cells=CELLS))
    return Workspace(tmp_path)


def recognised(workspace: Workspace, *drawings: str) -> list[RecognisedDocument]:
    layouts, notes = read_all_layouts(workspace)
    assert notes == []
    files = (Document(f"{number}.docx", draw_blocks(one)) for number, one in enumerate(drawings, start=1))
    return [recognise_document(one, layouts) for one in files]


def plan(workspace: Workspace, *drawings: str) -> DescribedImport:
    return plan_described(workspace, 2030, recognised(workspace, *drawings), "")


def test_what_was_filed_stands_under_the_keys_the_description_asks_for(workspace: Workspace) -> None:
    made = plan(workspace, FILED)
    assert list(made.files) == ["unit.yaml", "sample/projects/01-p1.yaml"]
    data = made.files["sample/projects/01-p1.yaml"].decode()
    assert data == (
        "# 项目自评表，由 1.docx 导入\n项目名称: 示例工程\n\n"
        "资金:\n  财政:\n    预算: 50\n    执行: 60\n  其他:\n    预算: 30\n\n"
        "指标:\n"
        "  - 一级指标: 产出指标\n    二级指标: 数量指标\n    三级指标: 修渠\n    完成值: 3公里\n    得分: 20\n"
        "  - 一级指标: 产出指标\n    二级指标: 数量指标\n    三级指标: 修桥\n    完成值: 待填\n    得分: 30\n"
        "  - 一级指标: 效益指标\n    二级指标: 社会效益指标\n    三级指标: 受益\n    完成值: 5人\n    得分: 40\n"
    )


def test_the_unit_is_named_from_the_form_and_what_the_forms_do_not_say_is_left_to_fill_in(workspace: Workspace) -> None:
    unit = plan(workspace, FILED).files["unit.yaml"].decode()
    for line in ("年度: 2030", "表单集: sample", "单位名称: 示例局", "填表人: 填表人甲", "联系电话: 待填"):
        assert f"{line}\n" in unit


def test_what_differs_from_its_formula_is_written_as_filed_and_told(workspace: Workspace) -> None:
    made = plan(workspace, FILED.replace("| 90 |", "| 95 |"))
    assert made.kept == ["1.docx 表1 第12行第5格  总分：95"]
    assert "总分: 95\n" in made.files["sample/projects/01-p1.yaml"].decode()


def test_the_data_are_read_back_with_only_what_is_to_be_filled_in_missing(workspace: Workspace) -> None:
    write_described(workspace, plan(workspace, FILED, FILED.replace("示例工程", "第二工程")))
    findings = read_described_year(workspace, 2030).findings
    assert {finding.code for finding in findings} == {"M022"}
    assert sorted(path.name for path in (workspace.year(2030) / "sample" / "projects").iterdir()) == [
        "01-p1.yaml",
        "02-p2.yaml",
    ]


def test_a_form_of_the_set_that_was_not_filed_is_there_to_be_filled_in(workspace: Workspace) -> None:
    path = workspace.form_set("sample") / "description.yaml"
    second = (
        "  - 名称: 汇总表\n    标题: 汇总表\n    文件: summary.yaml\n    模板: summary.docx\n"
        "    各项:\n      结论: 文字\n      备注: {类型: 文字, 填写要求: 可空}\n"
    )
    path.write_text(DESCRIPTION + second, "utf-8")
    (path.parent / "summary.docx").write_bytes(form(cells=[("结论", "{{ 结论 }}"), ("备注", "{{ 备注 }}")]))
    assert plan(workspace, FILED).files["sample/summary.yaml"].decode() == ("# 汇总表：没有报送件，待填\n结论: 待填\n")


def test_a_form_that_says_nothing_of_its_own_has_its_keys_blank(workspace: Workspace) -> None:
    path = workspace.form_set("sample") / "description.yaml"
    cover = (
        "  - 名称: 封面\n    标题: 封面\n    文件: cover.yaml\n    模板: cover.docx\n"
        "    各项:\n      单位名称: {类型: 文字, 取自: 单位.单位名称}\n"
    )
    path.write_text(DESCRIPTION + cover, "utf-8")
    (path.parent / "cover.docx").write_bytes(form("部门（单位）名称：{{ 单位名称 }}"))
    made = plan(workspace, "部门（单位）名称：示例局", FILED)
    assert made.files["sample/cover.yaml"].decode().endswith("单位名称:\n")
    write_described(workspace, made)
    assert {finding.code for finding in read_described_year(workspace, 2030).findings} == {"M022"}
    assert "单位名称: 示例局\n" in made.files["unit.yaml"].decode()


def test_a_form_of_another_year_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"1\.docx 里写的是 2029 年度，--year 是 2030"):
        plan(workspace, FILED.replace("2030年度", "2029年度"))


def test_files_without_a_known_form_make_nothing(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有认出是哪一种表"):
        plan(workspace, "| 姓名 | 年龄 |")


def test_more_projects_are_put_into_a_year_that_is_there(workspace: Workspace) -> None:
    write_described(workspace, plan(workspace, FILED))
    unit = (workspace.year(2030) / "unit.yaml").read_bytes()
    more = plan(workspace, FILED.replace("示例工程", "第二工程"))
    assert list(more.files) == ["sample/projects/02-p2.yaml"]
    write_described(workspace, more)
    assert {finding.code for finding in read_described_year(workspace, 2030).findings} == {"M022"}
    assert (workspace.year(2030) / "unit.yaml").read_bytes() == unit


def test_a_file_that_is_there_is_not_overwritten(workspace: Workspace) -> None:
    path = workspace.form_set("sample") / "description.yaml"
    path.write_text(
        DESCRIPTION.replace("份数: 每个项目一份", "份数: 一份").replace("文件: projects", "文件: a.yaml"), "utf-8"
    )
    made = plan(workspace, FILED)
    write_described(workspace, made)
    before = {path: path.read_bytes() for path in workspace.year(2030).rglob("*.yaml")}
    for again in (lambda: plan(workspace, FILED), lambda: write_described(workspace, made)):
        with pytest.raises(UsageError, match="已经有了，不会覆盖"):
            again()
    assert {path: path.read_bytes() for path in workspace.year(2030).rglob("*.yaml")} == before


def test_forms_of_a_set_that_the_year_does_not_name_are_refused(workspace: Workspace) -> None:
    write_described(workspace, plan(workspace, FILED))
    unit = workspace.year(2030) / "unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("表单集: sample", "表单集: other"), "utf-8")
    with pytest.raises(UsageError, match="“表单集”里没有 sample"):
        plan(workspace, FILED)


def test_described_sets_of_the_year_go_before_those_that_are_not(workspace: Workspace) -> None:
    documents = recognised(workspace, FILED)
    assert goes_first(workspace, 2030, documents)
    assert not goes_first(workspace, 2031, documents)
    assert not goes_first(workspace, 2030, [])


def test_at_the_command_line_one_form_alone_is_imported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    rows = [line for line in FILED.split("\n") if line.strip()]
    (workspace.root / "表.txt").write_text("\n".join(rows).replace("^", ""), "utf-8")
    assert main(["import", "表.txt", "--year", "2030"]) == 0
    said = capsys.readouterr().out
    assert "表.txt：sample“项目自评表”，认出 43 格中的 43 格" in said
    assert "已写入 data/2030/：unit.yaml、sample/projects/01-p1.yaml" in said
    assert "还有 3 处待填" in said


def test_at_the_command_line_readings_are_written_and_no_data(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    (workspace.root / "表.txt").write_text("| 姓名 | 年龄 |\n| 填表人甲 | 40 |", "utf-8")
    assert main(["import", "表.txt", "--readings", "结果.json"]) == 0
    assert (
        capsys.readouterr().out
        == "表.txt：没有认出是哪一种表，没有读入；没有它的表单集的，先用 make new-form 由它做一套\n"
    )
    readings = json.loads((workspace.root / "结果.json").read_text("utf-8"))
    assert [(one["status"], one["value"]) for one in readings] == [
        ("left", "姓名"), ("left", "年龄"), ("left", "填表人甲"), ("left", "40"),
    ]  # fmt: skip
    assert [*(workspace.root / "data").iterdir()] == []


def test_without_a_year_the_command_line_says_what_is_missing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    (workspace.root / "表.txt").write_text("一行", "utf-8")
    assert main(["import", "表.txt"]) == 2
    assert "缺少 --year" in capsys.readouterr().err


def test_a_cell_that_could_not_be_read_is_to_be_filled_in_even_where_a_blank_is_nothing(workspace: Workspace) -> None:
    data = plan(workspace, FILED.replace("| 其他 | 30 |", "| 其他 | (30) |")).files["sample/projects/01-p1.yaml"]
    assert "  其他:\n    预算: 待填\n" in data.decode()


def test_a_year_of_nothing_but_final_accounts_is_replaced_where_that_is_asked_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    (workspace.root / "表.txt").write_text("\n".join(FILED.split("\n")[1:]).replace("^", ""), "utf-8")
    workspace.year(2030).mkdir()
    (workspace.year(2030) / "final-accounts.yaml").write_text("年度: 2030\n", "utf-8")
    assert main(["import", "表.txt", "--year", "2030"]) == 2
    assert "加 --force" in capsys.readouterr().err
    assert main(["import", "表.txt", "--year", "2030", "--force"]) == 0
    assert sorted(path.name for path in workspace.year(2030).iterdir()) == ["sample", "unit.yaml"]


def test_a_form_that_may_be_lacking_is_not_asked_for(workspace: Workspace) -> None:
    page = form("第二张表", cells=[("总额", "{{ 总额 }}")])
    for name, filing in (("必报", "必报"), ("可报", "可不报")):
        (workspace.form_set("sample") / f"{name}.docx").write_bytes(page)
        with (workspace.form_set("sample") / "description.yaml").open("a", encoding="utf-8") as file:
            file.write(
                f"  - 名称: {name}\n    标题: {name}表\n    报送: {filing}\n    文件: {len(name + filing)}.yaml\n"
            )
            file.write(f"    模板: {name}.docx\n    各项: {{总额: 金额}}\n")
    assert list(plan(workspace, FILED).missing) == ["sample/4.yaml"]


@pytest.mark.parametrize("begun", [False, True])
def test_wherever_an_import_is_killed_all_of_it_is_there_or_nothing(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, *, begun: bool
) -> None:
    others = [FILED.replace("示例工程", name) for name in ("第二工程", "第三工程")]
    if begun:
        write_described(workspace, plan(workspace, FILED))
    before, made = data_of(workspace.root), plan(workspace, *others)
    after = before | {f"data/2030/{name}" for name in made.files}
    seen, killed = [], tmp_path_factory.mktemp("killed")
    for number in range(1, 100):
        root = Path(shutil.copytree(workspace.root, killed / str(number)))
        if not killed_at(number, partial(write_described, Workspace(root), made)):
            break
        finish_interrupted(root)
        seen.append(data_of(root))
    assert (before in seen, after in seen) == (True, True)
    assert all(one in (before, after) for one in seen)


def data_of(root: Path) -> set[str]:
    """Return the files of the data."""
    files = (root / "data").rglob("*")
    return {path.relative_to(root).as_posix() for path in files if path.is_file()}
