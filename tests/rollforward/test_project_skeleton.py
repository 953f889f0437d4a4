"""A new project's file has every key of the forms, each value left to fill in."""

from pathlib import Path

import pytest

from jixiao.findings import NOT_FILLED_IN
from jixiao.model.formset import FormSet
from jixiao.model.project import Project
from jixiao.paths import Workspace
from jixiao.rollforward.project_skeleton import label_of, project_skeleton
from jixiao.source.nodes import parse_yaml
from jixiao.submission.read import read_year
from jixiao.submission.validate import validate
from jixiao.submission.year_models import model_finder_of_set
from tests.support.made_unit import MADE


@pytest.fixture(scope="module")
def form_set() -> FormSet:
    submission = read_year(MADE, 2023).submission
    assert submission is not None
    return submission.form_set


@pytest.mark.parametrize("name", ["全民阅读", "是: “否”", "#1 项目"])
def test_everything_but_the_name_is_open_and_nothing_is_wrong(name: str, form_set: FormSet) -> None:
    source = parse_yaml(project_skeleton(form_set, 6, "reading", name), "a.yaml", "各项目.reading")
    project = validate(source, Project)
    assert project is not None
    assert {one.code for one in source.findings} == {NOT_FILLED_IN}
    assert project.name == name
    assert set(project.indicators) == {str(level.name) for level in form_set.indicator_system}


def test_only_a_new_project_has_nothing_carried_over(form_set: FormSet) -> None:
    assert "  上年结转资金: 无\n" in project_skeleton(form_set, 6, "reading", "全民阅读")
    assert "  上年结转资金: 待填\n" in project_skeleton(form_set, 6, "reading", "全民阅读", is_new=False)


def test_the_label_has_the_number(form_set: FormSet) -> None:
    assert label_of(form_set, 6).endswith("6）")
    assert label_of(form_set, 6) in project_skeleton(form_set, 6, "reading", "全民阅读")


def test_what_a_form_set_asks_for_beside_is_left_to_fill_in_where_it_belongs(form_set: FormSet, tmp_path: Path) -> None:
    fields = ("各项目.*.资金.*.追加数", "各项目.*.资金.政府性基金.全年预算数", "各项目.*.备用数")
    (tmp_path / "templates/some-set").mkdir(parents=True)
    text = "各项:\n" + "".join(f"  {one}: 金额\n" for one in fields)
    (tmp_path / "templates/some-set/further.yaml").write_text(text, "utf-8")
    model = model_finder_of_set(Workspace(tmp_path), "some-set")("projects/06-reading.yaml")
    skeleton = project_skeleton(form_set, 6, "reading", "全民阅读", model=model)
    assert (
        "    全年执行数: 待填\n    追加数: 待填\n  上年结转资金: 无\n  其他资金: 待填\n  政府性基金: 待填\n\n#"
        in skeleton
    )
    assert skeleton.rstrip().endswith("\n备用数: 待填")
    source = parse_yaml(skeleton, "a.yaml", "各项目.reading")
    validate(source, model)
    assert {one.code for one in source.findings} == {NOT_FILLED_IN}
