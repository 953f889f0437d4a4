"""Lines that stand because somebody has looked at them: the comment that says so, and the finding that goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.serve.year_session import YearSession
from tests.support.made_unit import copy_made_years
from tests.support.project import edit

REPORT, DIGITAL, ANNEX = "report/06-performance.md", "projects/03-digital.yaml", "annex2.yaml"
COPIED = "12.2024年，修订完善各项工作制度15个，接待查档3256人次，征集档案1208件。"


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    """A year in which a project's achievements, a line of Annex 2 and a paragraph are last year's."""
    workspace = copy_made_years(tmp_path, "2023", "2024")
    data = tmp_path / "data"
    line = "12.{{ 年度 }}年，修订完善各项工作制度15个。"
    edit(data / "2024" / REPORT, line, COPIED)
    with (data / "2023" / REPORT).open("a", encoding="utf-8") as last:
        last.write(f"\n{COPIED}\n")
    session = YearSession(workspace, 2024)
    session.refresh()
    return session


def lookable(session: YearSession) -> list[dict[str, Any]]:
    return [one for one in session.state()["findings"] if "look" in one["ways"]]


def test_a_paragraph_that_was_looked_at_is_told_no_more(session: YearSession) -> None:
    [found] = [one for one in lookable(session) if one["code"] == "Y111"]
    answer = session.change("look", {"finding": found["id"]})
    assert answer["refused"] == []
    assert f"{COPIED}\n{{# 已核对 2024 #}}\n" in (session.workspace.root / "data/2024" / REPORT).read_text("utf-8")
    assert "Y111" not in [one["code"] for one in session.state()["findings"]]
    session.step_back()
    assert "Y111" in [one["code"] for one in session.state()["findings"]]


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("2023年12月20日", "2023年12月20日  # 已核对 2024"),
        ("2023年12月20日  # 看过", "2023年12月20日  # 看过 已核对 2024"),
        ("'2023年12月20日 #1'", "'2023年12月20日 #1'  # 已核对 2024"),
        ("2023年12月\n          20日", None),
    ],
)
def test_a_line_gets_a_comment_and_stays_what_it_is(tmp_path: Path, line: str, marked: str | None) -> None:
    workspace = copy_made_years(tmp_path, "2023", "2024")
    for year in ("2023", "2024"):
        path = tmp_path / "data" / year / ANNEX
        text = path.read_text("utf-8")
        at = text.index("实际完成值: ") + len("实际完成值: ")
        path.write_text(text[:at] + line + text[text.index("\n", at) :], "utf-8")
    before, session = path.read_text("utf-8"), YearSession(workspace, 2024)
    [found] = [one for one in lookable(session) if one["code"] == "Y112" and one["file"].endswith(ANNEX)]
    answer = session.change("look", {"finding": found["id"]})
    assert bool(answer["refused"]) is (marked is None)
    assert path.read_text("utf-8") == before.replace(line, marked or line, 1)
    told = [one["code"] for one in lookable(session) if one["file"].endswith(ANNEX)]
    assert ("Y112" in told) is (marked is None)


def test_a_reason_is_no_way_out_of_what_is_no_move(session: YearSession) -> None:
    [found] = [one for one in lookable(session) if one["code"] == "Y111"]
    assert "reason" not in found["ways"]
    assert session.change("reason", {"finding": found["id"], "reason": "无"})["refused"]


def test_what_is_wrong_is_not_settled_by_looking_at_it(session: YearSession) -> None:
    held = session.year.entry_of("附件1.三公经费.公务接待.决算")
    assert held is not None
    wrong = next(one for one in session.state()["findings"] if "look" not in one["ways"])
    assert session.change("look", {"finding": wrong["id"]})["refused"]
