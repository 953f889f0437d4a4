"""What is open is found again each time, by file and line, and can be closed."""

from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.errors import UsageError
from jixiao.findings import NOT_FILLED_IN, Severity
from jixiao.paths import Workspace
from jixiao.rollforward.todo import Open, OpenKind, todo_of
from tests.rollforward.started import YEAR, fill_in, started
from tests.support.project import ROOT, edit


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return started(tmp_path)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill_in(workspace)
    return workspace


def listed(workspace: Workspace) -> list[str]:
    """Return the open places, what is in the report counted only."""
    places = todo_of(workspace, YEAR).places
    return [f"{one.kind} {_line(workspace, one)}" for one in places if one.kind is not OpenKind.REWRITE]


def rewrites(workspace: Workspace) -> list[str]:
    return [_line(workspace, one) for one in todo_of(workspace, YEAR).places if one.kind is OpenKind.REWRITE]


def _line(workspace: Workspace, one: Open) -> str:
    return (workspace.root / one.place.file).read_text("utf-8").split("\n")[one.place.line - 1].strip()


def test_every_place_to_fill_in_is_listed_with_what_it_is(workspace: Workspace) -> None:
    places = [one for one in todo_of(workspace, YEAR).places if one.kind is OpenKind.FILL_IN]
    assert all(_line(workspace, one).endswith(": 待填") for one in places)
    assert len(places) == sum(one.code == NOT_FILLED_IN for one in check_year(workspace, YEAR).findings)
    assert Open(places[0].place, OpenKind.FILL_IN, "财政供养人员 › 编制数") == places[0]


def test_what_names_a_year_or_an_amount_as_last_year_is_to_be_checked(filled: Workspace) -> None:
    assert listed(filled) == [
        "请核对 - 三级指标: 3.做好2024年度馆藏档案、资料统计工作",
    ]


def test_a_line_that_changes_is_closed(filled: Workspace) -> None:
    edit(filled.year(YEAR) / "annex2.yaml", "3.做好2024年度馆藏档案、资料统计工作", "3.做好馆藏档案、资料统计工作")
    assert listed(filled) == []


def test_an_actual_typed_as_last_year_is_to_be_checked(filled: Workspace) -> None:
    path = filled.year(YEAR) / "projects/05-heritage.yaml"
    edit(path, "实际完成值: 2024年6月30日", "实际完成值: 2023年6月30日前")
    assert "请核对 实际完成值: 2023年6月30日前" in listed(filled)


def test_a_comment_that_names_a_year_is_to_be_checked(workspace: Workspace) -> None:
    for year in (2023, YEAR):
        edit(workspace.year(year) / "basic.yaml", "# 年初批复的预算", "# 2023年2月批复，1980年以来第一次")
    assert "请核对 # 2023年2月批复，1980年以来第一次" in listed(workspace)


def test_a_project_is_compared_with_itself_under_another_number(tmp_path: Path) -> None:
    workspace = started(tmp_path, drop=("shelving",))
    assert (workspace.year(YEAR) / "projects/03-digital.yaml").is_file()
    for year, file in ((2023, "04-digital.yaml"), (YEAR, "03-digital.yaml")):
        edit(workspace.year(year) / f"projects/{file}", "# 年度总体目标：", "# 2023年定的年度总体目标：")
    assert any("2023年定的年度总体目标" in line for line in listed(workspace))


@pytest.mark.parametrize(("mark", "closed"), [("已核对 2024", True), ("已核对2024", True), ("已核对 2023", False)])
def test_what_was_looked_at_for_this_year_is_closed(filled: Workspace, mark: str, closed: bool) -> None:
    for year in (2023, YEAR):  # as if it had been carried over with the mark
        path = filled.year(year) / "annex2.yaml"
        edit(path, "3.做好2024年度馆藏档案、资料统计工作", f"3.做好2024年度馆藏档案、资料统计工作  # {mark}")
    assert (len(listed(filled)) == 0) is closed


def test_a_text_of_several_lines_is_closed_where_it_begins(workspace: Workspace) -> None:
    for year in (2023, YEAR):
        edit(workspace.year(year) / "annex2.yaml", "  预期目标: |-\n", "  预期目标: |-\n    0.继续2023年的工作。\n")
    edit(workspace.year(YEAR) / "annex2.yaml", "  预期目标: |-", "  预期目标: |-  # 看过")
    assert sum("继续2023年的工作" in one for one in listed(workspace)) == 1
    edit(workspace.year(YEAR) / "annex2.yaml", "  预期目标: |-  # 看过", "  预期目标: |-  # 已核对 2024")
    assert not any("继续2023年的工作" in one for one in listed(workspace))


# the report


def test_paragraphs_with_facts_are_to_be_written_anew(workspace: Workspace) -> None:
    places = [one for one in todo_of(workspace, YEAR).places if one.kind is OpenKind.REWRITE]
    assert len(places) > 5
    assert {one.place.file for one in places} == {"data/2024/report/06-performance.md"}
    assert all(one.what.startswith("六、部门整体支出绩效情况：与上年相同") for one in places)


def test_numbers_of_paragraphs_and_references_are_no_facts(workspace: Workspace) -> None:
    assert not any(line.startswith(("## ", "（1）")) for line in rewrites(workspace))
    assert not any(line.startswith("{{ 年度 }}年，根据我馆") for line in rewrites(workspace))


def test_a_paragraph_is_closed_by_writing_it_anew_or_by_a_mark_below_it(workspace: Workspace) -> None:
    path = workspace.year(YEAR) / "report/06-performance.md"
    before = len(rewrites(workspace))
    edit(path, "修订完善各项工作制度60个", "修订完善各项工作制度12个")
    assert len(rewrites(workspace)) == before - 1
    lines = path.read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines) if line.startswith("8.实行"))
    lines[number + 1 : number + 1] = ["{# 已核对 2024 #}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert len(rewrites(workspace)) == before - 2
    errors = (one for one in check_year(workspace, YEAR).findings if one.severity is Severity.ERROR)
    assert {one.code for one in errors} == {"M022"}


def test_a_report_that_draws_on_a_dropped_project_is_to_be_written_anew(tmp_path: Path) -> None:
    workspace = started(tmp_path, drop=("heritage",))
    gone = [one for one in todo_of(workspace, YEAR).places if "本年没有" in one.what]
    assert [(one.kind, one.what) for one in gone] == [(OpenKind.REWRITE, "引用的项目“heritage”本年没有")]
    line = (workspace.root / gone[0].place.file).read_text("utf-8").split("\n")[gone[0].place.line - 1]
    assert line[gone[0].place.column - 1 :].startswith("各项目.heritage")


# around it


def test_a_form_set_of_another_year_is_named(workspace: Workspace) -> None:
    assert "适用年度是 2023，没有 2024" in todo_of(workspace, YEAR).notes[0]
    edit(workspace.root / "templates/yueyang-2023/forms.yaml", "适用年度: [2023]", "适用年度: [2023, 2024]")
    assert todo_of(workspace, YEAR).notes == []


def test_a_file_that_cannot_be_read_is_open(filled: Workspace) -> None:
    edit(filled.year(YEAR) / "basic.yaml", "年中追加: 10", "年中追加：10")
    todo = todo_of(filled, YEAR)
    assert [one.place.file for one in todo.places if one.kind is OpenKind.UNREADABLE] == ["data/2024/basic.yaml"]
    assert todo.errors == 1


def test_other_errors_are_counted_only(filled: Workspace) -> None:
    edit(filled.year(YEAR) / "basic.yaml", "年中追加: 10", "年中追加: 10万元")
    todo = todo_of(filled, YEAR)
    assert {one.kind for one in todo.places} == {OpenKind.CHECK, OpenKind.REWRITE}
    assert todo.errors == 1


def test_a_year_whose_year_before_is_not_kept_whole_has_only_places_to_fill_in() -> None:
    assert todo_of(Workspace(ROOT), 2023).places == []


def test_a_year_there_is_not_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有 2030 年度的数据"):
        todo_of(workspace, 2030)
