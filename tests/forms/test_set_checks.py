"""Names, files, roles and synonyms of a described set."""

from pathlib import Path

import pytest

from tests.support.described import DESCRIPTION, line_of, load, told

CASES = [
    ("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 文字, 角色: 指标得分}", "B008"),
    ("资金.*.执行: {类型: 金额, 角色: 执行数,", "资金.*.执行: {类型: 金额, 角色: 执行率,", "B008"),
    ("总分: {类型: 得分, 角色: 总分}", "总分: {类型: 得分, 角色: 执行率得分}", "B008"),
    ("指标值: {类型: 指标值, 角色: 指标值}", "指标值: {类型: 指标值, 同义词: [完成值]}", "B009"),
    ("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 单选}", "B011"),
    ("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 文字, 取自: 单位.电话}", "B013"),
    ("文件: project.yaml", "文件: projects", "B012"),
    ("名称: 项目表", "名称: 项目.表", "B012"),
]


@pytest.mark.parametrize(("old", "new", "code"), CASES)
def test_what_is_wrong_with_a_field_is_found_at_its_key(tmp_path: Path, old: str, new: str, code: str) -> None:
    reading = load(tmp_path, f" {old}", f" {new}")
    assert (code, line_of(f" {old}")) in told(reading)


def test_one_wording_has_one_meaning(tmp_path: Path) -> None:
    reading = load(tmp_path, "各表:\n", "同义标签:\n  - [预算, 预算数]\n  - [执行, 预算数]\n各表:\n")
    assert told(reading) == [("B009", line_of("各表:") + 2)]


def test_two_forms_do_not_share_a_file_or_a_name(tmp_path: Path) -> None:
    form = DESCRIPTION[DESCRIPTION.index("  - 名称: 项目表") :]
    reading = load(tmp_path, form, form + form)
    assert [code for code, _ in told(reading) if code == "B012"] == ["B012", "B012"]


def test_a_path_is_a_value_or_a_group(tmp_path: Path) -> None:
    reading = load(tmp_path, "      总分: {类型", "      资金: {类型: 金额}\n      总分: {类型")
    assert "B015" in {code for code, _ in told(reading)}
