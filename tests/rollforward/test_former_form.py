"""Last year's forms by path and role, whatever made them."""

from pathlib import Path

from jixiao.model.form_roles import Role
from jixiao.rollforward.former_form import FormerForm, FormerValue, former_form, list_coded_forms
from jixiao.submission.read import read_year
from tests.rollforward.described import last_year
from tests.support.described import DESCRIPTION
from tests.support.described_year import FORM, write_year
from tests.support.project import copy_project


def form_of(root: Path, form: str = FORM) -> FormerForm:
    year = last_year(write_year(root, form))
    [one] = year.entered_forms()
    return former_form(one, year.tree(year.name_of(one)))


def test_words_that_go_on_are_kept_and_the_rest_by_role_alone(tmp_path: Path) -> None:
    values = form_of(tmp_path).values
    assert values["项目名称"] == FormerValue(Role.PROJECT_NAME, "示例项目")
    assert values["资金.财政.执行"] == FormerValue(Role.OUTTURN)
    assert values["总分"] == FormerValue(Role.TOTAL_SCORE)


def test_rows_are_kept_by_column(tmp_path: Path) -> None:
    rows = form_of(tmp_path).lists["指标"].rows
    assert [row["三级指标"].words for row in rows] == ["甲", "乙"]
    assert rows[0]["得分"] == FormerValue(Role.INDICATOR_SCORE)


def test_what_is_still_to_be_filled_in_does_not_go_on(tmp_path: Path) -> None:
    former = form_of(tmp_path, FORM.replace("示例项目", "待填"))
    assert former.values["项目名称"].words == ""
    assert "项目表.项目名称" not in list(former.list_lasting())
    assert "项目表.指标.三级指标" in list(former.list_lasting())


def test_sentences_that_tell_of_their_year_do_not_go_on(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: 文字")
    year = last_year(write_year(tmp_path, FORM.replace("示例项目", "修了路。"), text=text))
    [one] = year.entered_forms()
    assert former_form(one, year.tree(year.name_of(one))).values["项目名称"] == FormerValue()


def test_a_set_that_is_not_described_gives_names_goals_and_indicators(tmp_path: Path) -> None:
    submission = read_year(copy_project(tmp_path), 2023).repaired
    assert submission is not None
    whole_unit, *projects = list_coded_forms(submission)
    assert whole_unit.name == "附件2"
    assert [one.identifier for one in projects] == [one.identifier for one in submission.projects]
    names = [one.values["名称"] for one in projects]
    assert names == [FormerValue(Role.PROJECT_NAME, str(one.project.name)) for one in submission.projects]
    assert all(row["分值"].words for one in projects for row in one.lists["绩效指标"].rows)
    assert not any(one.is_whole for one in projects)
