"""What a run prints: text or JSON as asked for, progress where somebody watches, failures with their code."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pytest

from jixiao.cli.console import ERASED, fail, progress, show, store
from jixiao.errors import UsageError
from jixiao.reporting.formats import JSON, TEXT


def asked(form: str = TEXT, *, quiet: bool = False) -> argparse.Namespace:
    return argparse.Namespace(format=form, quiet=quiet)


@pytest.mark.parametrize(("form", "printed"), [(TEXT, "两处。\n"), (JSON, '{\n  "处": 2\n}\n')], ids=["text", "json"])
def test_a_result_is_printed_in_the_form_asked_for(form: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(asked(form), lambda: "两处。\n", lambda: {"处": 2}, 1) == 1
    assert capsys.readouterr().out == printed


def test_json_in_words_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(asked(JSON), lambda: "", lambda: "[1]\n") == 0
    assert capsys.readouterr().out == "[1]\n"


@pytest.mark.parametrize(("options", "seen"), [(asked(), True), (asked(quiet=True), False), (asked(JSON), False)])
def test_progress_is_for_people_and_leaves_nothing_behind(
    options: argparse.Namespace, seen: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(options) as step:
        step("正在读取……")
    assert capsys.readouterr().err == (f"{ERASED}正在读取……{ERASED}" if seen else "")


def test_a_failure_has_its_code_and_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail(UsageError("没有这个年度。"), as_json=False) == 2
    assert capsys.readouterr().err == "没有这个年度。\n"
    assert fail(UsageError("没有这个年度。"), as_json=True) == 2
    assert json.loads(capsys.readouterr().out) == {"exit": 2, "error": "没有这个年度。"}


def test_a_file_that_cannot_be_written_is_a_matter_of_usage(tmp_path: Path) -> None:
    store(tmp_path / "a.txt", "字\n")
    assert (tmp_path / "a.txt").read_bytes() == "字\n".encode()
    with pytest.raises(UsageError, match="写不进"):
        store(tmp_path, "字")
