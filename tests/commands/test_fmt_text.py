"""What ``make fmt`` did or would do, in words."""

import json
from pathlib import Path

import pytest

from jixiao.commands.fmt import Formatting
from jixiao.commands.fmt_text import formatting_json, formatting_text
from jixiao.source.store import FileChange
from tests.support.reviews import finding

ROOT = Path("/nowhere")
CHANGE = FileChange(ROOT / "a.yaml", "a.yaml", "键:  一\n键二: 二\u3000\x1b\n".encode(), "键: 一\n键二: 二\n".encode())


def told(formatting: Formatting, *, written: bool = False, diff: bool = False) -> str:
    return formatting_text(formatting, written=written, diff=diff)


def test_files_in_order_need_no_work() -> None:
    assert told(Formatting()) == "各文件已是规范写法，不用整理。\n"


@pytest.mark.parametrize(("written", "words"), [(True, "已整理 1 个文件"), (False, "需要整理 1 个文件")])
def test_changed_files_are_listed_with_their_lines(written: bool, words: str) -> None:
    text = told(Formatting([CHANGE]), written=written)
    assert text.startswith(words)
    assert "  a.yaml（2 行）\n" in text


def test_changed_lines_are_shown_without_control_characters() -> None:
    text = told(Formatting([CHANGE]), diff=True)
    assert "-键:  一\n" in text
    assert "+键: 一\n" in text
    assert "\x1b" not in text
    assert "二\u3000�" in text


def test_with_findings_nothing_is_changed() -> None:
    text = told(Formatting([CHANGE], [finding("没有整理")]))
    assert "没有整理" in text
    assert text.endswith("全部文件都没有改动。改好后再运行。\n")


def test_programs_get_the_same() -> None:
    found = json.loads(formatting_json(Formatting([CHANGE], [finding()]), written=False, code=1))
    assert (found["exit"], found["written"], found["files"]) == (1, False, ["a.yaml"])
    assert found["findings"][0]["code"] == "T204"
