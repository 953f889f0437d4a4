"""What is open is told by file, first what is to be filled in first; a long list shows its beginning."""

from jixiao.findings import Place
from jixiao.rollforward.last_year import Candidate
from jixiao.rollforward.new_year_text import started_json, started_text, todo_json, todo_text
from jixiao.rollforward.todo import Open, OpenKind, Todo
from jixiao.rollforward.year_plan import YearPlan

UNIT = Open(Place("data/2024/unit.yaml", 3, 5), OpenKind.FILL_IN, "年度")
CHECK = Open(Place("data/2024/annex1.yaml", 9), OpenKind.CHECK, "与上年相同")


def todo(*places: Open, errors: int = 0) -> Todo:
    return Todo(2024, list(places), errors=errors, notes=[])


def test_nothing_open_is_said_in_one_line() -> None:
    assert todo_text(todo()) == "2024 年度没有要填写和核对的了。\n"


def test_places_are_listed_with_how_to_close_them_and_their_number() -> None:
    told = todo_text(todo(CHECK, UNIT, errors=2))
    assert "  data/2024/unit.yaml:3:5  待填  年度" in told
    assert "另有其他错误 2 条" in told
    assert "# 已核对 2024" in told
    assert told.endswith("还有 待填 1 处、请核对 1 处。\n")


def test_of_many_the_first_are_shown_unless_all_are_asked_for() -> None:
    many = todo(*(Open(Place("data/2024/annex1.yaml", line), OpenKind.FILL_IN, "预算") for line in range(1, 40)), UNIT)
    assert todo_text(many).index("unit.yaml") < todo_text(many).index("annex1.yaml")
    assert "ARGS=--all" in todo_text(many)
    assert todo_text(many, everything=True).count("待填  预算") == 39


def test_a_year_begun_says_what_went_on_and_what_ended() -> None:
    plan = YearPlan(2024)
    plan.kept = [Candidate(1, "building", "大楼", "projects/01-building.yaml")]
    plan.dropped = [Candidate(2, "custody", "保管", "projects/02-custody.yaml")]
    told = started_text(plan, todo(UNIT), 3, asked=True)
    assert "沿用项目 1 个：大楼（building）" in told
    assert "上年决算来自: [custody]" in told
    assert "从 data/2024/unit.yaml:3:5 开始填" in told
    assert "2023 年度还有错误 3 条" in told
    assert started_json(plan, todo(UNIT), 3)["dropped"] == ["custody"]


def test_programs_get_places_and_exit_code() -> None:
    told = todo_json(todo(UNIT), code=1)
    assert told["exit"] == 1
    assert told["open"] == [{"kind": "待填", "file": "data/2024/unit.yaml", "line": 3, "column": 5, "what": "年度"}]
