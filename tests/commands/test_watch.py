"""Watching: a save brings one check, and only what it changed is told."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.build.stories import check_year
from jixiao.commands.watch import WatchChange, Watcher, change_text, compare_findings, list_stamps, watch
from jixiao.errors import UsageError
from jixiao.findings import Place
from jixiao.paths import Workspace
from jixiao.publish.pdf_text import page_texts
from jixiao.reporting.outcome import Outcome
from tests.reporting.samples import ERROR, HINT, WARNING
from tests.support.docx import W, body, text_of
from tests.support.made_unit import copy_made_unit
from tests.support.office import left_behind
from tests.support.project import ROOT, edit, edit_value


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_unit(tmp_path)


def watcher_of(workspace: Workspace) -> Watcher:
    return Watcher(workspace, lambda: check_year(workspace, 2023))


def look(watcher: Watcher) -> WatchChange:
    change = watcher.look()
    assert change is not None
    return change


def test_the_first_look_checks_and_the_second_has_nothing_to_do(workspace: Workspace) -> None:
    watcher = watcher_of(workspace)
    assert look(watcher).findings == check_year(workspace, 2023).findings
    assert watcher.look() is None


def test_a_save_tells_what_is_new_and_mending_it_tells_that(workspace: Workspace) -> None:
    watcher, file = watcher_of(workspace), workspace.year(2023) / "annex1.yaml"
    before = look(watcher).findings
    edit(file, "  预算: 188\n", "  预算: 188万元\n")
    broken = look(watcher)
    assert [one.code for one in broken.new] == ["M006"]
    edit(file, "  预算: 188万元\n", "  预算: 188\n")
    mended = look(watcher)
    assert [one.code for one in mended.resolved] == ["M006"]
    assert mended.findings == before


def test_the_check_after_an_edit_is_that_of_a_fresh_start(workspace: Workspace) -> None:
    watcher, narrative = watcher_of(workspace), workspace.year(2023) / "report" / "07-problems.md"
    look(watcher)
    edit_value(workspace.year(2023) / "basic.yaml", "年中追加", lambda _: "80.45")
    narrative.write_text(narrative.read_text("utf-8") + "\n又一段，占 99.99%。\n", "utf-8")
    fresh = subprocess.run(
        [sys.executable, ROOT / "build.py", "check-data", "--format", "sarif"],
        cwd=workspace.root,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    ).stdout.decode()
    from jixiao.reporting.sarif import format_sarif
    from jixiao.rules.catalogue import all_rules

    assert format_sarif(look(watcher).findings, all_rules()) == fresh


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "unit.yaml").rename(folder / "unit2.yaml"),
        lambda folder: (folder / "annex3.yaml").write_text("x", "utf-8"),
        lambda folder: (folder / "projects" / "05-heritage.yaml").unlink(),
        lambda folder: (folder / "report" / "new.md").touch(),
    ],
    ids=["renamed", "added", "removed", "added below"],
)
def test_files_that_come_and_go_are_noticed(workspace: Workspace, change: Callable[[Path], object]) -> None:
    before = list_stamps(workspace)
    change(workspace.year(2023))
    assert list_stamps(workspace) != before


def test_a_year_that_cannot_be_read_is_said_and_watching_goes_on(workspace: Workspace) -> None:
    answers: list[Outcome | UsageError] = [Outcome([ERROR]), UsageError("没有数据"), Outcome([ERROR, WARNING])]

    def check() -> Outcome:
        answer = answers.pop(0)
        if isinstance(answer, UsageError):
            raise answer
        return answer

    watcher = Watcher(workspace, check)
    look(watcher)
    (workspace.root / "data" / "一").touch()
    assert look(watcher).failure == "没有数据"
    (workspace.root / "data" / "二").touch()
    assert look(watcher).new == [WARNING]


def test_a_finding_that_only_moved_is_neither_new_nor_mended() -> None:
    moved = replace(ERROR, place=Place(ERROR.place.file, 99))
    assert compare_findings([ERROR, HINT], [moved]) == ([], [HINT])


def test_waiving_a_finding_is_a_change() -> None:
    waived = replace(ERROR, waived="原件如此")
    assert compare_findings([ERROR], [waived]) == ([waived], [ERROR])


def test_the_text_tells_new_ones_in_full_mended_ones_in_a_line_and_counts() -> None:
    text = change_text(WatchChange([ERROR], [WARNING], [ERROR], 0.05))
    assert f"已改好 {WARNING.code}  {WARNING.found}\n" in text
    assert f"改法：{ERROR.remedy}" in text
    assert text.endswith("现有错误 1 条。（50 毫秒）\n")


def test_watching_looks_again_and_again(workspace: Workspace) -> None:
    said: list[WatchChange] = []
    watcher = Watcher(workspace, lambda: Outcome([ERROR]))

    def say(change: WatchChange) -> None:
        said.append(change)
        if len(said) == 2:
            raise KeyboardInterrupt
        (workspace.root / "data" / "新").touch()

    with pytest.raises(KeyboardInterrupt):
        watch(watcher, say, interval=0.01)
    assert [change.new for change in said] == [[ERROR], []]


def watching(workspace: Workspace, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, ROOT / "build.py", "watch", "2023", *arguments],
        cwd=workspace.root,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def said(process: subprocess.Popen[str], begin: str) -> str:
    """Return the next line that begins so."""
    assert process.stdout is not None
    return next(line for line in process.stdout if line.startswith(begin))


def interrupted(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    return process.returncode, error


def test_ctrl_c_ends_it_quietly(workspace: Workspace) -> None:
    process = watching(workspace)
    assert "毫秒" in said(process, "现有")
    assert interrupted(process) == (0, "")


def test_a_draft_follows_each_save_even_while_there_are_errors(workspace: Workspace) -> None:
    folder, file = workspace.output(2023, draft=True), workspace.year(2023) / "annex1.yaml"
    process = watching(workspace, "--draft")
    assert said(process, "草稿").startswith("草稿已更新：output/2023-草稿/")
    assert not list(folder.glob("*.pdf"))
    for before, typed in (("188", "187.77"), ("187.77", "187.78")):
        edit(file, f"  预算: {before}\n", f"  预算: {typed}\n")
        assert said(process, "草稿").startswith("草稿已更新：")
        [whole] = folder.glob("*.docx")
        assert typed in "".join(text_of(paragraph) for paragraph in body(whole.read_bytes()).iter(f"{W}p"))
    assert interrupted(process) == (0, "")


def test_a_draft_with_its_pdf_follows_each_save_and_leaves_no_libreoffice_behind(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    folder, file = workspace.output(2023, draft=True), workspace.year(2023) / "annex1.yaml"
    process = watching(workspace, "--pdf")
    said(process, "草稿已更新")
    edit(file, "  预算: 188\n", "  预算: 187.77\n")
    said(process, "草稿已更新")
    [pdf] = folder.glob("*.pdf")
    assert "187.77" in "".join(page_texts(pdf.read_bytes()))
    assert interrupted(process) == (0, "")
    assert not left_behind(temporary)


def test_a_draft_that_cannot_be_made_leaves_the_one_before(workspace: Workspace) -> None:
    process = watching(workspace, "--draft")
    said(process, "草稿已更新")
    before = [path.read_bytes() for path in sorted(workspace.output(2023, draft=True).rglob("*.docx"))]
    edit(workspace.year(2023) / "report" / "07-problems.md", "不够全面\n", "不够全面\n\n{{ 单位.\n")
    assert said(process, "草稿").startswith("草稿没有更新：")
    assert [path.read_bytes() for path in sorted(workspace.output(2023, draft=True).rglob("*.docx"))] == before
    assert interrupted(process) == (0, "")
