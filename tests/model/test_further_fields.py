"""Models extended by what a form set asks for beside: where values may stand, how they are read."""

from typing import Any

import pytest

from jixiao.model.annex1 import Annex1
from jixiao.model.base import Record
from jixiao.model.further_fields import FurtherFields, extend_model, group_of, list_entered, list_repeated
from jixiao.model.project import Project
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate
from tests.support.cases import BASE

PROJECTS = "各项目.*"


def further(fields: str, formulas: str = "") -> FurtherFields:
    """Return what a form set asks for beside, from lines of its 各项 and 公式."""
    lines = ["各项:", *(f"  {one}" for one in fields.split("\n")), *(["公式:", f"  {formulas}"] if formulas else [])]
    source = parse_yaml("\n".join(lines), "further.yaml", "")
    read = validate(source, FurtherFields)
    assert read is not None, source.findings
    assert not source.findings
    return read


def extended(fields: str, model: type[Record] = Annex1, root: str = "附件1") -> type[Record]:
    asked = further(fields)
    return extend_model(model, list_entered(asked, root, model))


def test_a_star_stands_for_the_groups_of_the_file_and_for_new_ones() -> None:
    asked = further("附件1.公用经费.劳务费.预算: 金额\n附件1.公用经费.*.调整数: 金额")
    assert [path.split(".")[1] for path in list_entered(asked, "附件1", Annex1)] == [
        *("劳务费", "办公经费", "水费、电费、差旅费", "会议费、培训费", "劳务费"),
    ]


def test_what_a_formula_gives_is_in_no_file() -> None:
    asked = further("附件1.公用经费.*.调整数: 金额", "附件1.公用经费.办公经费.调整数: 附件1.公用经费.办公经费.预算")
    assert "公用经费.办公经费.调整数" not in list_entered(asked, "附件1", Annex1)
    assert "公用经费.会议费、培训费.调整数" in list_entered(asked, "附件1", Annex1)


def test_a_project_has_its_own_groups() -> None:
    asked = further("各项目.*.资金.*.追加数: 金额")
    names = ["当年财政拨款", "上年结转资金", "其他资金"]
    assert list(list_entered(asked, PROJECTS, Project)) == [f"资金.{name}.追加数" for name in names]


def test_keys_stand_behind_those_of_the_model() -> None:
    group = group_of(extended("附件1.政府采购金额.调整数: 金额").model_fields["procurement"].annotation)
    assert group is not None
    assert [field.alias for field in group.model_fields.values()] == ["预算", "决算", "调整数"]


def read_annex(fields: str, old: str, new: str) -> tuple[Any, list[str]]:
    """Return the made-up Annex 1 read with further fields and some lines exchanged, and what was found."""
    text = (BASE / "data/2023/annex1.yaml").read_text("utf-8")
    assert text.count(old) == 1
    source = parse_yaml(text.replace(old, new), "annex1.yaml", "附件1")
    read = validate(source, extended(fields))
    return read, [f"{one.code} {one.subject}" for one in source.findings]


def test_values_are_read_by_their_kind_and_found_fault_with() -> None:
    fields = "附件1.备注: 文字\n附件1.政府采购金额.批次: {类型: 数, 计量单位: 次, 小数位: 0}"
    _, found = read_annex(fields, "  决算: 38.5\n", "  决算: 38.5\n  批次: 2.5\n")
    assert found == ["M014 附件1.政府采购金额.批次", "M002 附件1.备注"]


def test_one_word_stands_for_a_whole_extended_group() -> None:
    group = "楼堂馆所:\n  批复规模: 0\n  实际规模: 0\n  预算投资: 0\n  实际投资: 0\n"
    read, found = read_annex("附件1.楼堂馆所.项目数: {类型: 数, 计量单位: 个}", group, "楼堂馆所: 无\n")
    assert found == []
    assert read.buildings.项目数.unit == "个"


def test_figures_of_a_year_without_them_may_be_left_out_but_paper_is_asked_for_them() -> None:
    asked = further("附件1.备用数: 金额")
    field = extend_model(Annex1, list_entered(asked, "附件1", Annex1), may_be_left_out=True).model_fields["备用数"]
    assert not field.is_required()
    assert any(getattr(one, "may_follow", False) for one in field.metadata)


@pytest.mark.parametrize("path", ["附件1.三公经费.公务接待.预算", "附件1.厉行节约保障措施.条数"])
def test_what_the_file_holds_anyway_is_no_further_field(path: str) -> None:
    assert list(list_repeated(further(f"{path}: 金额"), "附件1", Annex1)) == [path]
