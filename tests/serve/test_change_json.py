"""What a change moved, and what must be drawn anew."""

from pathlib import Path

from jixiao.serve.change_json import list_moved, list_redrawn
from tests.support.served import RECEPTIONS, open_session, type_into

LINES = "附件1.厉行节约保障措施"


def test_what_moved_is_every_print_with_other_words(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    before = session.year
    type_into(session, RECEPTIONS, "0.5")
    for one in list_moved(before, session.year):
        assert before.prints[one["part"]][one["mark"]].printed == one["old"]
        assert session.year.prints[one["part"]][one["mark"]].printed == one["new"] != one["old"]
    assert list_redrawn(before, session.year) == []


def test_nothing_moves_between_a_state_and_itself(tmp_path: Path) -> None:
    year = open_session(tmp_path).year
    assert list_moved(year, year) == []
    assert list_redrawn(year, year) == []


def test_a_text_of_more_lines_moves_and_draws_nothing_anew(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    answer = type_into(session, LINES, "一、甲\n二、乙\n三、丙")
    assert [one["new"] for one in answer["moved"]] == ["一、甲\n二、乙\n三、丙"]
    assert answer["redraw"] == []


def test_the_fields_of_a_row_that_got_another_name_are_told_anew(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    path = next(one for one in session.year.files["data/2023/annex2.yaml"].entries if one.endswith("[1].三级指标"))
    answer = type_into(session, path, "另一个名称的指标")
    told = {one["path"].rpartition(".")[2] for one in answer["fields"].values()}
    assert {"三级指标", "年度指标值", "分值"} <= told
