"""Which sides a comparison is of."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from jixiao.commands.diff_sides import AskedSide, ask_sides, choose_years, name_with_year
from jixiao.errors import UsageError
from jixiao.paths import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for year in (2028, 2029, 2030):
        (tmp_path / "data" / str(year)).mkdir(parents=True)
        (tmp_path / "data" / str(year) / "unit.yaml").touch()
    return Workspace(tmp_path)


@pytest.mark.parametrize(
    ("words", "year", "sides"),
    [
        ([], None, (2029, 2030)),
        (["2029"], None, (2028, 2029)),
        (["2030", "2028"], None, (2030, 2028)),
        ([], 2029, (2028, 2029)),
    ],
)
def test_years_are_asked_for_by_number(
    workspace: Workspace, words: list[str], year: int | None, sides: tuple[int, int]
) -> None:
    with ExitStack() as stack:
        assert choose_years(*ask_sides(workspace, words, year, stack)) == sides


@pytest.mark.parametrize("words", [["2030", "main"], ["2027", "2030"], ["２０２９", "２０３０"], ["1", "2", "3"]])
def test_what_cannot_be_compared_is_refused(workspace: Workspace, words: list[str]) -> None:
    with ExitStack() as stack, pytest.raises(UsageError):
        ask_sides(workspace, words, None, stack)


def test_a_side_is_called_with_its_year_where_the_years_differ(workspace: Workspace) -> None:
    side = AskedSide("main", workspace, None)
    assert name_with_year(side, 2029, 2030).name == "main 2029 年度"
    assert name_with_year(side, 2030, 2030).name == "main"


@pytest.mark.parametrize(
    ("words", "told"),
    [(["2027", "2030"], "没有 2027 年度的数据。已有年度：2028、2029"), (["２０２９"], "应为四位年份")],
)
def test_a_year_that_cannot_be_is_named(workspace: Workspace, words: list[str], told: str) -> None:
    with ExitStack() as stack, pytest.raises(UsageError, match=told):
        ask_sides(workspace, words, None, stack)
