"""A year on described forms is read with the messages and places of every other."""

from pathlib import Path

import pytest

from jixiao.figures import Figure
from jixiao.forms.read_described import read_described_year
from jixiao.paths import Workspace
from tests.support.described import DESCRIPTION, NAME, line_of
from tests.support.described_year import FORM, MADE, UNIT, described, read_sample, with_second_form, write_year

FILE = "data/2030/sample/project.yaml"


def told(findings: object) -> list[tuple[str, str, int]]:
    return [(one.code, one.place.file, one.place.line) for one in findings]  # type: ignore[attr-defined]


def test_the_made_unit_is_read_without_findings() -> None:
    reading = read_described_year(MADE, 2023)
    assert [one.found for one in reading.findings] == []
    assert reading.submission is not None
    (entered,) = reading.submission.sets.values()
    assert [(form.number, form.identifier) for form in entered.forms] == [(1, "reading"), (2, "archive")]


def test_values_stand_at_their_paths(tmp_path: Path) -> None:
    submission = read_sample(tmp_path).submission
    assert submission is not None
    (form,) = submission.sets[NAME].forms
    value = form.values["资金.财政.预算"]
    assert isinstance(value, Figure)
    assert (int(value.amount), value.path) == (80, "项目表.资金.财政.预算")
    assert [row["三级指标"] for row in form.rows["指标"]] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("项目名称: 示例项目\n", "", "M002"),
        ("财政: {预算: 80,", "财政: {预祘: 80,", "M001"),
        ("财政: {预算: 80,", "财政: {预算: 80万元,", "M006"),
        ("合计: {分值: 10}", "合计: {分值: 十}", "M003"),
        ("合计: {分值: 10}", "合计: {分值: 10, 执行率: 75.123}", "M020"),
        ("示例项目", "待填", "M022"),
        ("得分: 28", "得分: -1", "M009"),
    ],
)
def test_a_slip_is_found_with_its_line(tmp_path: Path, old: str, new: str, code: str) -> None:
    reading = read_sample(tmp_path, old, new)
    line = line_of(old.strip().split("\n")[0], FORM)
    assert (code, FILE, line) in told(reading.findings)


def test_a_misspelt_key_is_told_its_name(tmp_path: Path) -> None:
    reading = read_sample(tmp_path, "预算: 20", "予算: 20")
    assert [one.remedy for one in reading.findings] == ["是否应为“预算”？"]


def test_a_choice_is_one_of_its_words(tmp_path: Path) -> None:
    text = described("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 单选, 选项: [新增项目, 延续项目]}")
    (finding,) = read_sample(tmp_path, text=text).findings
    assert (finding.code, finding.expected) == ("M017", "新增项目、延续项目")


def test_files_that_belong_nowhere_are_named(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    (workspace.year(2030) / "annex1.yaml").write_text("a: 1\n", "utf-8")
    (workspace.year(2030) / NAME / "projcet.yaml").write_text("a: 1\n", "utf-8")
    found = [one for one in read_described_year(workspace, 2030).findings if one.code == "L010"]
    assert [Path(one.place.file).name for one in found] == ["annex1.yaml", "projcet.yaml"]


def test_a_missing_form_is_named_with_its_file(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    (workspace.year(2030) / NAME / "project.yaml").unlink()
    assert told(read_described_year(workspace, 2030).findings) == [("L014", FILE, 1)]


def test_a_form_that_may_be_lacking_is_read_where_it_is_there(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, text=with_second_form())
    for names in (["项目表"], ["项目表", "第二表"]):
        reading = read_described_year(workspace, 2030)
        assert reading.submission is not None, [one.found for one in reading.findings]
        assert [one.form.name for one in reading.submission.sets[NAME].forms] == names
        (workspace.year(2030) / NAME / "second.yaml").write_text(FORM, "utf-8")


def test_a_set_of_which_no_form_is_there_is_told(tmp_path: Path) -> None:
    workspace = write_year(
        tmp_path, text=described("    文件: project.yaml", "    报送: 可不报\n    文件: project.yaml")
    )
    (workspace.year(2030) / NAME / "project.yaml").unlink()
    assert told(read_described_year(workspace, 2030).findings) == [("L014", "data/2030/sample", 1)]


@pytest.mark.parametrize(("filing", "codes"), [("必报", ["L014"]), ("可不报", [])])
def test_a_project_may_lack_a_form_only_where_that_is_said(tmp_path: Path, filing: str, codes: list[str]) -> None:
    text = with_second_form(settings=f"报送: {filing}")
    for name in ("project", "second"):
        text = text.replace(f"文件: {name}.yaml", f"份数: 每个项目一份\n    文件: {name}s")
    workspace = write_year(tmp_path, text=text)
    (workspace.year(2030) / NAME / "project.yaml").unlink()
    for file in ("projects/01-one.yaml", "projects/02-two.yaml", "seconds/01-one.yaml"):
        path = workspace.year(2030) / NAME / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(FORM, "utf-8")
    findings = read_described_year(workspace, 2030).findings
    assert [one.code for one in findings] == codes
    assert all("“two”缺少“第二表”" in one.found for one in findings)


def test_projects_are_numbered_by_their_files(tmp_path: Path) -> None:
    text = described("    文件: project.yaml", "    份数: 每个项目一份\n    文件: projects")
    workspace = write_year(tmp_path, text=text)
    (workspace.year(2030) / NAME / "project.yaml").unlink()
    folder = workspace.year(2030) / NAME / "projects"
    folder.mkdir()
    for name in ("01-one.yaml", "01-two.yaml", "three.yaml"):
        (folder / name).write_text(FORM, "utf-8")
    assert [code for code, _, _ in told(read_described_year(workspace, 2030).findings)] == ["M013", "L015"]


@pytest.mark.parametrize(
    ("names", "found"),
    [("sampel", "没有表单集“sampel”"), ("[sample, sample]", "写了两次"), ("[sample, yueyang]", "不是由说明写成的")],
)
def test_a_set_that_cannot_be_used_is_named(tmp_path: Path, names: str, found: str) -> None:
    workspace = write_year(tmp_path, unit=UNIT.replace("表单集: sample", f"表单集: {names}"))
    (workspace.templates / "yueyang").mkdir()
    (workspace.templates / "yueyang" / "forms.yaml").write_text("", "utf-8")
    reading = read_described_year(workspace, 2030)
    assert [one.code for one in reading.findings if found in one.found] == ["M018"]
    assert reading.submission is None


def test_an_unsound_set_is_told_and_nothing_is_read_by_it(tmp_path: Path) -> None:
    reading = read_sample(tmp_path, text=described("÷ 资金.合计.预算", "÷ 资金.合计.预祘"))
    assert [one.code for one in reading.findings] == ["B002"]
    assert reading.submission is None


def test_last_year_is_read_where_a_formula_asks_for_it(tmp_path: Path) -> None:
    text = described("总分: 资金.合计.得分 +", "总分: 上年(总分) + 资金.合计.得分 +")
    write_year(tmp_path, text=text, year=2029)
    reading = read_described_year(write_year(tmp_path, text=text), 2030)
    assert reading.submission is not None
    assert list(reading.submission.prior) == [NAME]
    assert read_described_year(Workspace(tmp_path), 2029).submission is not None
    assert text != DESCRIPTION
