"""Commands are laid down as values; argparse answers in Chinese."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from jixiao.cli.parsing import (
    OF_YEAR,
    Command,
    Option,
    Parser,
    add_commands,
    flag,
    format_flag,
    option,
    project_and_year,
    year_of,
)
from jixiao.errors import UsageError
from jixiao.reporting.formats import JSON, TEXT
from tests.support.made_unit import copy_made_unit


def parsed(words: list[str], *options: Option) -> argparse.Namespace:
    parser = Parser(prog="jixiao")
    add_commands(parser, [Command("one", lambda _: 0, "做一件事", options, aliases=("eins",))])
    return parser.parse_args(["one", *words])


def test_what_is_not_given_is_as_if_nobody_had_asked() -> None:
    options = parsed([])
    assert (options.format, options.output, options.strict, options.quiet, options.all) == (
        TEXT, None, False, False, False,
    )  # fmt: skip
    assert options.run(options) == 0


def test_options_of_a_year_are_understood() -> None:
    options = parsed(["2023", "--json", "--all"], *OF_YEAR)
    assert (options.year, options.format, options.all) == (2023, JSON, True)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["--a", "--b"], "不能一起用"),
        (["--nope"], "不认识的参数：--nope"),
        (["--limit"], "--limit 后面缺少值"),
        (["--limit", "x"], "--limit 的值“x”不对"),
        (["--loud=1"], "--loud 不带值"),
    ],
)
def test_a_slip_is_answered_in_chinese(words: list[str], answer: str) -> None:
    exclusive = [format_flag(name, "甲", name, exclusive=True) for name in ("--a", "--b")]
    with pytest.raises(UsageError, match=answer):
        parsed(words, *exclusive, option("--limit", "多少", type=int), flag("--loud", "大声"))


@pytest.mark.parametrize("words", ["23", "２０２３", "20233", ""])
def test_a_year_has_four_digits(words: str) -> None:
    with pytest.raises(UsageError, match="应为四位年份"):
        year_of(words)


def test_without_a_year_the_latest_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = copy_made_unit(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert project_and_year(argparse.Namespace(year=None)) == (workspace, 2023)
    assert project_and_year(argparse.Namespace(year=1999)) == (workspace, 1999)
