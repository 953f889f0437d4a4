"""Described forms side by side: values by their paths, rows by their names, projects by their identifiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.derive.described_forms import derive_described
from jixiao.forms.read_described import read_described_year
from jixiao.review.form_changes import FormChange, FormChangeKind, compare_forms
from tests.support.described import DESCRIPTION, NAME, changed_cells, write_set
from tests.support.described_year import FORM, derive_sample, write_year

KINDS = {kind.value: kind for kind in FormChangeKind}


def changed(tmp_path: Path, old: str, new: str, *, text: str = DESCRIPTION) -> list[tuple[str, str, str, str]]:
    before = derive_sample(tmp_path / "old", text=text)
    after = derive_sample(tmp_path / "new", old, new, text=text)
    changes = compare_forms({NAME: before}, {NAME: after})
    return [(change.kind.value, change.path, change.old, change.new) for change in changes]


def test_sides_that_are_alike_have_no_changes(tmp_path: Path) -> None:
    assert changed(tmp_path, "示例项目", "示例项目") == []


def test_an_entered_value_and_what_follows_from_it_are_told(tmp_path: Path) -> None:
    assert changed(tmp_path, "预算: 80, 执行: 60", "预算: 80, 执行: 65") == [
        ("改", "资金.合计.执行", "75万元", "80万元"),
        ("改", "资金.财政.执行", "60万元", "65万元"),
        ("改", "资金.合计.执行率", "75%", "80%"),
        ("改", "资金.合计.得分", "7.5分", "8分"),
        ("改", "总分", "95.5分", "96分"),
    ]


def test_what_a_formula_gives_is_marked(tmp_path: Path) -> None:
    before, after = derive_sample(tmp_path / "old"), derive_sample(tmp_path / "new", "执行: 60", "执行: 65")
    computed = {change.path for change in compare_forms({NAME: before}, {NAME: after}) if change.computed}
    assert computed == {"资金.合计.执行", "资金.合计.执行率", "资金.合计.得分", "总分"}


@pytest.mark.parametrize(
    ("old", "new", "kind", "path"),
    [
        ("三级指标: 乙,", "三级指标: 丙,", "增", "指标「丙」"),
        ("三级指标: 乙,", "三级指标: 丙,", "删", "指标「乙」"),
        ("得分: 28, 原因: 说明", "得分: 30", "改", "指标「乙」.得分"),
        ("得分: 28, 原因: 说明", "得分: 30", "删", "指标「乙」.原因"),
    ],
)
def test_a_row_is_known_by_its_name(tmp_path: Path, old: str, new: str, kind: str, path: str) -> None:
    assert (kind, path) in [change[:2] for change in changed(tmp_path, old, new)]


def test_rows_of_one_name_are_told_apart_by_their_ordinal(tmp_path: Path) -> None:
    twice = compare_forms(
        {NAME: derive_sample(tmp_path / "old", "三级指标: 乙", "三级指标: 甲")},
        {NAME: derive_sample(tmp_path / "new", "三级指标: 乙", "三级指标: 甲")},
    )
    assert twice == []


def test_a_form_that_only_one_side_has_is_told_whole(tmp_path: Path) -> None:
    sample = {NAME: derive_sample(tmp_path)}
    (title,) = [form.title for form in sample[NAME].forms]
    assert [(one.kind, one.path) for one in compare_forms({}, sample)] == [(FormChangeKind.ADDED, "")]
    gone = compare_forms(sample, {})
    assert [one.kind for one in gone] == [FormChangeKind.REMOVED]
    assert title in gone[0].form


def test_between_two_sets_a_value_is_known_by_its_path_or_its_role(tmp_path: Path) -> None:
    renamed = DESCRIPTION.replace("      总分: {类型: 得分, 角色: 总分}", "      总计: {类型: 得分, 角色: 总分}")
    renamed = renamed.replace("      总分: 资金.合计.得分", "      总计: 资金.合计.得分")
    before = derive_sample(tmp_path / "old")
    workspace = write_year(tmp_path / "new", FORM.replace("得分: 28", "得分: 29"), text=renamed)
    write_set(workspace.root, renamed, cells=changed_cells("{{ 总分 }}", "{{ 总计 }}"))
    reading = read_described_year(workspace, 2030)
    assert reading.submission is not None
    after = derive_described(reading.submission)[NAME]
    changes = compare_forms({"旧表": before}, {"新表": after})
    assert FormChange(FormChangeKind.CHANGED, changes[0].form, "总计", "95.5分", "96.5分", computed=True) in changes
