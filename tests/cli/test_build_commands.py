"""report, draft, verify and file at the command line, as far as they end before anything is made."""

from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.paths import Workspace
from tests.support.made_unit import copy_made_unit
from tests.support.project import edit_value


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_made_unit(tmp_path)


def test_with_an_error_nothing_is_made_and_the_code_is_1(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_value(workspace.year(2023) / "basic.yaml", "年中追加", lambda _: "八十")
    assert main(["report", "--no-pdf"]) == 1
    assert not workspace.output(2023).exists()
    assert "data/2023/basic.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["report", "1999"], "没有 1999 年度的数据"),
        (["verify"], "output/2023/ 里没有成套材料"),
        (["verify", "--package", "没有.zip"], "没有.zip"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_what_is_not_there_is_a_matter_of_usage(
    words: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert answer in capsys.readouterr().err
