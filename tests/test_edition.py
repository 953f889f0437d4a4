"""The only door to clock and revision."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jixiao.edition import build_moment, revision, today
from jixiao.errors import UsageError

FILLED_ON = date(2024, 6, 27)


def test_documents_are_stamped_with_the_day_of_filling_in() -> None:
    assert build_moment(FILLED_ON) == datetime(2024, 6, 27, tzinfo=UTC)


def test_a_stated_moment_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719446400")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert build_moment(date(2020, 1, 1)) == datetime(2024, 6, 27, tzinfo=UTC)
    assert today() == FILLED_ON


def test_an_empty_moment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert build_moment(FILLED_ON) == datetime(2024, 6, 27, tzinfo=UTC)
    assert today() >= date(2026, 1, 1)


@pytest.mark.parametrize("epoch", ["-1", "2024-06-27", "99999999999999999", "１７", "1.5", " "])
def test_a_moment_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match=r"SOURCE_DATE_EPOCH 是“.*”，应为"):
        build_moment(FILLED_ON)


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return run.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("年度: 2023\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "a")
    return tmp_path


def test_the_revision_is_the_commit(checkout: Path) -> None:
    assert revision(checkout) == git(checkout, "rev-parse", "HEAD")


def test_the_revision_says_when_the_data_differ_from_it(checkout: Path) -> None:
    (checkout / "notes.txt").touch()
    assert "修改" not in revision(checkout)
    (checkout / "data" / "a.yaml").write_text("年度: 2024\n", encoding="utf-8")
    assert revision(checkout).endswith("+修改")


def test_outside_git_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert revision(tmp_path) == ""


def test_without_git_there_is_no_revision(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    assert revision(checkout) == ""
