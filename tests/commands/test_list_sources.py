"""make sources: what references find, what is left, what a new export changes, and that it is accepted."""

from pathlib import Path

import pytest

from jixiao.accounts.ledger import FOLDER
from jixiao.commands.list_sources import describe_sources, report_sources
from jixiao.errors import UsageError
from jixiao.submission.read import read_year
from tests.support.accounts import FILE, RUNNING, drawing_year, put_export, set_cells
from tests.support.made_unit import copy_made_unit
from tests.support.repository import commit, git


def test_references_and_what_nobody_uses_are_listed(tmp_path: Path) -> None:
    (book,) = report_sources(drawing_year(tmp_path), 2023).books
    assert [(use.path, use.cell.ref) for use in book.uses if use.cell] == [
        ("附件1.三公经费.公务接待.决算", "D8"),
        ("核对数[3].数额", "D5"),
    ]
    assert "D8" not in {one.ref for one in book.unused if one.sheet == RUNNING}
    assert "C8" in {one.ref for one in book.unused if one.sheet == RUNNING}


def test_a_new_export_is_held_against_the_accepted_one_in_git(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    git(tmp_path, "init", "-q")
    commit(workspace)
    put_export(workspace, set_cells(RUNNING, D8=15000), accepted=False)
    (book,) = report_sources(workspace, 2023).books
    assert book.changes is not None
    assert [(str(one.before.amount), one.use.path) for one in book.changes if one.before] == [
        ("13600.004", "附件1.三公经费.公务接待.决算")
    ]


def test_without_git_the_accepted_export_is_looked_for_beside_the_new_one(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    folder = workspace.year(2023) / FOLDER
    before = (folder / FILE).read_bytes()
    put_export(workspace, set_cells(RUNNING, D8=15000), accepted=False)
    assert report_sources(workspace, 2023).books[0].changes is None
    (folder / "旧的.xlsx").write_bytes(before)
    changes = report_sources(workspace, 2023).books[0].changes
    assert changes is not None
    assert len(changes) == 1


def test_an_accepted_export_makes_the_year_clean(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path, accepted=False)
    assert report_sources(workspace, 2023, accept=True).accepted == ("决算",)
    assert read_year(workspace, 2023).findings == []
    put_export(workspace, set_cells(RUNNING, D8=15000), accepted=False)
    assert report_sources(workspace, 2023, accept=True).accepted == ("决算",)
    assert read_year(workspace, 2023).findings == []
    assert report_sources(workspace, 2023, accept=True).accepted == ()


def test_a_year_without_sources_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"sources\.yaml"):
        report_sources(copy_made_unit(tmp_path), 2023)


def test_programs_get_plain_values(tmp_path: Path) -> None:
    described = describe_sources(report_sources(drawing_year(tmp_path), 2023))
    assert described["year"] == 2023
    assert described["findings"] == []
