"""Projects are begun, renamed, moved and ended; their files stay numbered without gaps."""

from pathlib import Path

import pytest

from jixiao.serve.project_edits import list_numbered
from jixiao.serve.year_session import YearSession
from tests.support.described_year import NATIONAL, copy_described
from tests.support.served import YEAR, open_session, read_data


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    return open_session(tmp_path)


def files(session: YearSession) -> list[str]:
    return [one.file.rpartition("/")[2] for one in list_numbered(session.year)]


def begin(session: YearSession, identifier: str = "fresh", name: str = "新的项目") -> None:
    answer = session.change("projects", {"do": "add", "id": identifier, "name": name})
    assert answer["refused"] == []


def test_a_project_begins_with_every_place_open(session: YearSession) -> None:
    before = files(session)
    begin(session)
    assert files(session) == [*before, f"{len(before) + 1:02d}-fresh.yaml"]
    assert session.state()["projects"][-1]["name"] == "新的项目"
    assert session.state()["open"] > 5


def test_a_project_begun_and_ended_leaves_nothing(session: YearSession) -> None:
    before = read_data(session.workspace)
    begin(session)
    assert session.change("projects", {"do": "end", "id": "fresh"})["refused"] == []
    assert read_data(session.workspace) == before


def test_a_project_moves_and_the_others_are_renumbered(session: YearSession) -> None:
    before = files(session)
    begin(session)
    answer = session.change("projects", {"do": "move", "id": "fresh", "after": None})
    assert answer["refused"] == []
    names = ["fresh", *(one.partition("-")[2].removesuffix(".yaml") for one in before)]
    assert files(session) == [f"{number:02d}-{name}.yaml" for number, name in enumerate(names, start=1)]
    session.step_back()
    assert files(session)[:-1] == before


def test_a_project_is_renamed_everywhere_it_is_printed(session: YearSession) -> None:
    [first, *_] = session.state()["projects"]
    answer = session.change("projects", {"do": "rename", "id": first["id"], "name": "改了名的项目"})
    assert any(one["new"] == "改了名的项目" for one in answer["moved"])
    assert session.state()["projects"][0]["name"] == "改了名的项目"


@pytest.mark.parametrize(
    ("identifier", "name", "why"),
    [
        ("Fresh", "新", "不合写法"),
        ("fresh", "", "项目名称"),
        ("../x", "新", "不合写法"),
        ("fresh", "甲\n乙", "项目名称"),
    ],
)
def test_what_no_project_can_be_called_is_refused(session: YearSession, identifier: str, name: str, why: str) -> None:
    before = read_data(session.workspace)
    answer = session.change("projects", {"do": "add", "id": identifier, "name": name})
    assert why in answer["refused"][0]["words"]
    assert read_data(session.workspace) == before


def test_an_identifier_is_used_once_and_an_unknown_project_is_a_conflict(session: YearSession) -> None:
    begin(session)
    again = session.change("projects", {"do": "add", "id": "fresh", "name": "又一个"})
    assert "已经用过" in again["refused"][0]["words"]
    assert session.change("projects", {"do": "end", "id": "nobody"})["conflicts"]


def test_a_project_on_a_described_form_begins_too(tmp_path: Path) -> None:
    session = YearSession(copy_described(tmp_path), YEAR)
    session.refresh()
    begin(session)
    assert (tmp_path / f"data/{YEAR}/{NATIONAL}/projects/03-fresh.yaml").is_file()
    assert session.state()["open"] > 5
