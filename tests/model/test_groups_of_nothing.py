"""A group of amounts of which none has happened may be written as 无."""

from pathlib import Path
from typing import Annotated

import pytest

from jixiao.model.base import Record
from jixiao.model.groups_of_nothing import NONE_AT_ALL, MayBeNone
from jixiao.model.scalars import Money
from jixiao.submission.validate import read_record


class Amounts(Record):
    budget: Money
    final: Money


class Sheet(Record):
    receptions: Annotated[Amounts, MayBeNone()]


def read(tmp_path: Path, words: str) -> tuple[list[str], list[str]]:
    path = tmp_path / "a.yaml"
    path.write_text(f"公务接待: {words}\n", "utf-8")
    source, sheet = read_record(path, "a.yaml", "", Sheet)
    amounts = [] if sheet is None else [str(sheet.receptions.budget.amount), str(sheet.receptions.final.amount)]
    return [finding.code for finding in source.findings], amounts


@pytest.mark.parametrize("words", NONE_AT_ALL)
def test_the_word_stands_for_zeros(tmp_path: Path, words: str) -> None:
    assert read(tmp_path, words) == ([], ["0", "0"])


def test_amounts_are_read_as_ever(tmp_path: Path) -> None:
    assert read(tmp_path, "\n  预算: 2\n  决算: 1.5") == ([], ["2", "1.5"])


def test_what_is_to_be_filled_in_is_found_once(tmp_path: Path) -> None:
    assert read(tmp_path, "待填")[0] == ["M022"]


def test_another_word_is_no_group(tmp_path: Path) -> None:
    assert read(tmp_path, "很多")[0] == ["M003"]
