"""The rules that check a value are those that judge otherwise when it is another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.why.answer import answer
from jixiao.why.answer_text import answer_text
from jixiao.why.query import read_query
from jixiao.why.rule_trial import ValueTrial
from jixiao.why.year_view import YearView
from tests.support.cases import clean_project
from tests.support.package import silent
from tests.why.views import view_of


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> YearView:
    """The clean year, to whose data the check has nothing to say."""
    return view_of(clean_project(tmp_path_factory.mktemp("clean")))


def tried(view: YearView, path: str) -> ValueTrial:
    [told] = answer(view, read_query([path]), rules=True, step=silent).values
    assert told.trial is not None
    return told.trial


def codes(trial: ValueTrial) -> set[str]:
    return {one.code for one in trial.checks}


def test_a_computed_total_is_checked_by_its_sum_its_ties_and_a_misprint(view: YearView) -> None:
    found = tried(view, "附件1.三公经费.决算")
    assert {"A101", "T203"} <= codes(found)
    [ties] = [one for one in found.checks if one.code == "T203"]
    assert ties.subjects == ("三公经费决算不超过预算",)
    assert any("印作" in one for one in found.tried)


def test_a_text_is_checked_by_other_rules_than_a_figure(view: YearView) -> None:
    found = codes(tried(view, "各项目.operation.名称"))
    assert "T202" in found
    assert "A101" not in found


UNMATCHED = """\
按原件列报:
  - 位置: 封面
    引用: 附件1.三公经费.决算
    实报: 1
    理由: 封面上没有这个数
"""


def test_trying_changes_nothing(view: YearView) -> None:
    before = [one.as_json() for one in view.case.findings]
    printed = [one.printed for one in view.prints]
    tried(view, "单位.填报日期")
    assert [one.as_json() for one in view.case.findings] == before
    assert [one.printed for one in view.prints] == printed


def test_with_errors_in_the_data_the_rules_are_not_tried_and_that_is_said(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    (workspace.year(2023) / "overrides.yaml").write_text(UNMATCHED, "utf-8")
    view = view_of(workspace)
    found = answer(view, read_query(["附件1.三公经费.决算"]), rules=True, step=silent)
    assert "核验规则没有运行" in answer_text(found)
    assert found.values[0].trial is None
