"""A year that was sent, filled in elsewhere and received: merged value by value, what both sides changed is shown."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from jixiao.paths import Workspace
from jixiao.serve.year_zip import pack_year, remember_received
from tests.support.browser import Page
from tests.support.desk import Desk, open_desk
from tests.support.made_unit import copy_made_unit
from tests.support.project import edit

FILE = "data/2023/annex1.yaml"
SPENT = "3、公务接待 2023年决算数"


@pytest.fixture
def desk(tmp_path: Path, window: Page) -> Iterator[Desk]:
    with open_desk(copy_made_unit(tmp_path / "here"), 2023, page=window) as desk:
        yield desk
        assert [one for one in desk.page.complaints if "409" not in one] == []


def filled_elsewhere(desk: Desk, folder: Path, *changes: tuple[str, str]) -> Path:
    """Return the file with which the year comes back from somebody who was sent it and changed it."""
    copytree(desk.workspace.root / "data", folder / "data")
    there = Workspace(folder, desk.workspace.templates.parent)
    remember_received(there, 2023, pack_year(desk.workspace, 2023))
    for old, new in changes:
        edit(folder / FILE, old, new)
    back = folder / "发来的.zip"
    back.write_bytes(pack_year(there, 2023))
    return back


def receive(desk: Desk, file: Path) -> None:
    desk.tool("存档")
    desk.dialog("存档和交换")
    desk.page.choose("document.querySelector('dialog input[type=file]')", file)
    desk.dialog(file.name)
    desk.tool("并入")


def test_what_others_filled_in_comes_into_its_places_and_what_was_typed_here_stays(desk: Desk, tmp_path: Path) -> None:
    back = filled_elsewhere(desk, tmp_path / "there", ("在职人数: 21", "在职人数: 20"), ("决算: 31.47", "决算: 30.47"))
    desk.enter(SPENT, "1.37")
    receive(desk, back)
    assert "并入 2 处" in desk.status("并入")
    for words in ("在职人数: 20\n", "决算: 30.47\n", "决算: 1.37\n"):
        assert words in desk.read(FILE)
    desk.page.press("Escape")
    assert desk.shown(SPENT) == "1.37"
    desk.tool("撤销")
    desk.page.wait_for("document.getElementById('status').textContent.includes('30.47 → 31.47')")


def test_where_both_changed_one_value_both_are_shown_and_ours_stays(desk: Desk, tmp_path: Path) -> None:
    back = filled_elsewhere(desk, tmp_path / "there", ("决算: 1.36", "决算: 1.38"), ("在职人数: 21", "在职人数: 20"))
    desk.enter(SPENT, "1.37")
    receive(desk, back)
    told = desk.dialog("两边都改过")
    assert "1.37" in told
    assert "1.38" in told
    assert "决算: 1.37\n" in desk.read(FILE)
    assert "在职人数: 20\n" in desk.read(FILE)


def test_what_is_no_such_file_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    before = desk.read(FILE)
    (tmp_path / "别的.zip").write_bytes(b"PK")
    receive(desk, tmp_path / "别的.zip")
    assert "不是本程序导出的" in desk.status("不是本程序导出的")
    assert desk.read(FILE) == before
