"""Packages made from the page are those of the command line, byte for byte; outputs are listed by id."""

from pathlib import Path

from jixiao.build.stories import build_package
from jixiao.publish.started_office import OfficeKeeper
from jixiao.serve.package_making import DRAFT, PACKAGE, find_output, list_outputs, make_package
from tests.support.served import RECEPTIONS, YEAR, open_session, type_into


def test_after_edits_the_page_and_the_command_line_make_the_same_bytes(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    held = session.year.entry_of(RECEPTIONS)
    assert held is not None
    type_into(session, RECEPTIONS, "0")
    type_into(session, RECEPTIONS, held.entry.text)
    steps: list[str] = []
    with OfficeKeeper() as keeper, keeper.lend_office() as office:
        told = make_package(session.workspace, YEAR, PACKAGE, steps.append, office=office)
    assert told["failure"] == ""
    assert steps
    made = {one.name: one.read() for one in list_outputs(session.workspace, YEAR)}
    build_package(session.workspace, YEAR, step=lambda _: None, pdf=False)
    again = {one.name: one.read() for one in list_outputs(session.workspace, YEAR) if one.name.endswith(".docx")}
    assert len(again) > 5
    assert {name: made[name] for name in again} == again


def test_while_an_error_stands_there_is_no_package_and_the_old_one_stays(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    type_into(session, RECEPTIONS, "待填")
    told = make_package(session.workspace, YEAR, PACKAGE, lambda _: None)
    assert "没有生成" in told["failure"]
    assert told["findings"][0]["open"]


def test_links_and_strangers_are_no_outputs(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    folder = session.workspace.output(YEAR, draft=True)
    folder.mkdir(parents=True)
    (folder / "草稿.docx").write_bytes(b"PK")
    (folder / "链接.docx").symlink_to("/etc/passwd")
    [only] = list_outputs(session.workspace, YEAR)
    assert (only.name, only.kind, only.read()) == ("草稿.docx", DRAFT, b"PK")
    assert find_output(session.workspace, YEAR, only.id) == only
    assert find_output(session.workspace, YEAR, "none") is None
