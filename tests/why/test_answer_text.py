"""An answer for people: where it comes from as a tree, many values as a list, colours only where wanted."""

import pytest

from jixiao.build.steps import Inspected, open_year
from jixiao.plain import json_text
from jixiao.why.answer import answer as answer_of
from jixiao.why.answer_json import answer_json
from jixiao.why.answer_text import answer_text
from jixiao.why.query import read_query
from jixiao.why.value_facts import Answer
from jixiao.why.year_view import YearView
from tests.submission.test_left_out import FESTIVAL, change
from tests.support.made_unit import copy_made_years
from tests.support.package import silent
from tests.why.views import asked


def test_a_computed_value_is_a_tree_of_what_it_rests_on() -> None:
    told = answer_text(asked("附件1.三公经费.决算"))
    assert told.startswith("附件1.三公经费.决算 = ")
    assert "怎么来的" in told
    assert "└─ " in told
    assert "\x1b" not in told


def test_colours_change_no_word() -> None:
    import re

    answer = asked("附件1.三公经费.决算")
    assert re.sub(r"\x1b\[[0-9;]*m", "", answer_text(answer, colour=True)) == answer_text(answer)


def test_a_long_list_is_cut_unless_all_is_asked_for() -> None:
    answer = asked("附件1")
    assert len(answer_text(answer, everything=True)) > len(answer_text(answer))


ROW = "各项目.festival.绩效指标.产出指标.质量指标[1]"


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> YearView:
    """The made unit's second year without the scores and reasons of one form."""
    workspace = copy_made_years(tmp_path_factory.mktemp("derived"), "2023", "2024")
    change(workspace, FESTIVAL, r"^ +(?:得分|偏差原因): .*\n")
    case = open_year(workspace, 2024, draft=False)
    assert isinstance(case, Inspected), case.findings
    return YearView(case)


def ask(view: YearView, path: str) -> Answer:
    return answer_of(view, read_query((path,)), rules=False, step=silent)


def test_a_score_that_was_left_out_says_what_it_follows_from(derived: YearView) -> None:
    told = answer_text(ask(derived, f"{ROW}.得分"))
    assert "没有填，由程序推出：年度指标值“≥98%”，实际完成值“100%”：达到，得满分 12。" in told
    assert "└─ 12 分" in told


def test_a_reason_that_was_left_out_rests_on_the_score(derived: YearView) -> None:
    answer = ask(derived, f"{ROW}.偏差原因")
    assert "没有填，由程序推出：没有失分。" in answer_text(answer)
    assert '"derived": "没有失分"' in json_text(answer_json(answer))


def test_an_actual_tells_the_score_that_follows_from_it(derived: YearView) -> None:
    [facts] = ask(derived, f"{ROW}.实际完成值").values
    assert [figure.path for figure in facts.users] == [f"{ROW}.得分"]
