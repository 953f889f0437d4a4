"""Projects of a filed package: forms, lines in Annex 1, names that are nearly the same, lasting identifiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jixiao.importing.filed_projects import Identifiers, find_project, read_outlay_lines
from jixiao.importing.table_reader import FiledValue
from jixiao.paths import Workspace
from tests.importing.filed_annexes import Rows, plan_with, values
from tests.support.package import real_dossier


def test_one_project_and_none_are_as_good_as_five(no_year: Workspace) -> None:
    def without(*names: str) -> Callable[[dict[str, Rows]], None]:
        def change(annexes: dict[str, Rows]) -> None:
            for name in names:
                rows = annexes[f"annex3-{name}"]
                annexes["annex1"] = [row for row in annexes["annex1"] if row[0].strip(" 　") != rows[0][1].strip(" 　")]
                del annexes[f"annex3-{name}"]

        return change

    one = plan_with(no_year, without("1", "2", "3", "4"))
    assert [name for name in one.files if name.startswith("projects/")] == ["projects/01-p1.yaml"]
    assert values(one, "projects/01-p1.yaml")["支出类别"] == "市级专项资金"
    none = plan_with(no_year, without("1", "2", "3", "4", "5"))
    assert [name for name in none.files if name.startswith("projects/")] == []


def test_a_project_that_only_annex_1_names_is_begun_and_left_to_fill_in(no_year: Workspace) -> None:
    plan = plan_with(no_year, lambda annexes: annexes.pop("annex3-5"))
    begun = values(plan, "projects/05-p5.yaml")
    assert begun["资金.其他资金"] == begun["资金.上年结转资金"] == "待填"
    assert plan.notes[0].startswith("附件1列有项目“档案保护开发和档案资源建设项目”，没有它的附件3")


def line(name: str, **amounts: str) -> dict[str, FiledValue]:
    return {key: FiledValue("", text, "第1行") for key, text in {"名称": name, **amounts}.items()}


def test_the_lines_of_annex_1_are_classes_and_projects_in_them() -> None:
    kind = str(real_dossier().form_set.outlay_classes[0].name)
    rows = [line("1.甲项目", 上年决算="0", 预算="5", 决算="5"), line(kind), line("其中：乙项目"), line(" ")]
    found = list(read_outlay_lines(rows, real_dossier().form_set))
    assert [(one.name, one.outlay_class, one.is_class) for one in found] == [
        ("甲项目", "", False),
        (kind, kind, True),
        ("乙项目", kind, False),
    ]


def test_a_note_behind_a_class_names_projects_that_have_ended() -> None:
    kind = str(real_dossier().form_set.outlay_classes[0].name)
    rows = [line(f"{kind}（上年决算含本年不再列支的旧甲12.5万元、旧乙3万元）", 上年决算="15.5")]
    found = list(read_outlay_lines(rows, real_dossier().form_set))
    assert [(one.name, one.ended, one.amount("prior_final").text) for one in found[1:]] == [
        ("旧甲", True, "12.5"),
        ("旧乙", True, "3"),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("大楼维护项目", "大楼维护"),
        ("大楼维护费", "大楼维护"),
        ("3.档案数字化", "档案数字化"),
        ("另一件事", None),
        ("", None),
    ],
)
def test_a_project_is_known_by_a_name_that_is_nearly_the_same(name: str, found: str | None) -> None:
    assert find_project(name, ["大楼维护", "档案数字化"]) == found


def test_a_known_project_keeps_its_identifier_and_no_two_share_one() -> None:
    identifiers = Identifiers({"大楼维护": "building", "别的": "p2"})
    assigned = [identifiers.assign(name, number) for number, name in enumerate(["大楼维护", "甲", "大楼维护"], start=1)]
    assert assigned == ["building", "p2_2", "p3"]
