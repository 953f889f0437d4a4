"""Questions about described forms: by path, by project, by line, by cell."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.why.open_views import answer_from, open_views
from jixiao.why.query import read_query
from jixiao.why.value_facts import Answer
from tests.support.described_year import MADE, YEAR, copy_described

FORM = "项目支出绩效自评表"


def ask(words: str, workspace: Workspace = MADE) -> Answer:
    views = open_views(workspace, YEAR)
    assert isinstance(views, list)
    return answer_from(views, read_query([words]), rules=True, step=lambda _: None)


@pytest.mark.parametrize(
    "words",
    [f"{FORM}.reading.总分.得分", "全民阅读推广.总分.得分", "reading.总分.得分", f"{FORM}（1）.总分.得分"],
)
def test_a_value_is_found_by_whatever_people_call_its_form(words: str) -> None:
    answer = ask(words)
    (facts,) = answer.values
    assert facts.value.path == f"{FORM}.reading.总分.得分"
    assert answer.projects["reading"] == "全民阅读推广"
    assert f"{FORM}.reading.资金.本年财政拨款.全年执行数" in facts.steps


def test_a_line_leads_to_what_is_computed_from_it() -> None:
    (facts,) = ask("01-reading.yaml:9").values
    assert facts.value.path == f"{FORM}.reading.资金.本年财政拨款.全年预算数"
    assert f"{FORM}.reading.总分.得分" in [figure.path for figure in facts.users]


def test_a_cell_is_found_by_its_place_and_the_unit_by_its_key() -> None:
    printed = ask(f"{FORM}.reading.总分.得分").values[0].seen[0].print
    (facts,) = ask(printed.spoken).values
    assert facts.value.path == printed.path
    assert ask("单位.填表人").values[0].value == "填表人甲"


def test_what_other_documents_state_of_a_figure_is_told_and_where_it_stands(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    path = f"{FORM}.reading.资金.本年财政拨款.全年执行数"
    control = f"核对数:\n  - 引用: {path}\n    数额: 1\n    出处: 决算报表\n"
    (workspace.year(YEAR) / "control.yaml").write_text(control, "utf-8")
    (facts,) = ask(path, workspace).values
    assert [(str(one.control.source), one.met) for one in facts.controls] == [("决算报表", False)]
    (listed,) = ask("control.yaml:3", workspace).notes
    assert "核对数" in listed
