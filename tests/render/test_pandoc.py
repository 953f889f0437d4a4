"""Pandoc: together, early or alone, a report comes out the same; and a failure is the failure of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.docx.package import read_package, write_package
from jixiao.errors import ToolFailed
from jixiao.paths import Workspace
from jixiao.render import disk_cache, pandoc
from jixiao.render.pandoc import PandocReport, begin, members_of
from tests.support.package import folders
from tests.support.project import ROOT

TITLE = '::: {custom-style="Title"}\n标题\n:::'
TEXTS = [
    f"{TITLE}\n\n# 一、概况\n\n甲。\n\n乙**粗**丙。\n",
    f"{TITLE}\n\n# 一、概况\n\n| 项 | 数 |\n|---|---|\n| 收入 | 1 |\n",
    '丁。\n\n::: {custom-style="附件说明"}\n\n1\\.附件\n\n:::\n',
    "# 只有标题\n",
]


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Each test has an empty cache, and a list of what pandoc was told in it."""
    told: list[str] = []
    convert = pypandoc.convert_text

    def counted(source: str, *args: object, **options: object) -> object:
        told.append(source)
        return convert(source, *args, **options)

    monkeypatch.setattr(pypandoc, "convert_text", counted)
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path_factory.mktemp("cache"))
    yield told
    begin([])


def reference() -> bytes:
    return (folders(Workspace(ROOT)).templates / "report.docx").read_bytes()


def reports(texts: list[str] = TEXTS) -> list[PandocReport]:
    return [PandocReport(text, reference()) for text in texts]


def forgotten() -> None:
    """Forget what was made."""
    for path in disk_cache.FOLDER.iterdir():
        path.unlink()


def test_reports_begun_together_are_made_in_one_run_and_equal_each_made_alone(runs: list[str]) -> None:
    alone = [members_of(report) for report in reports()]
    assert len(runs) == len(TEXTS)
    forgotten()
    begin(reports())
    assert [members_of(report) for report in reports()] == alone
    assert len(runs) == len(TEXTS) + 1


PIECES = st.sampled_from([*TEXTS, "## （一）小节\n\n戊\\\n己。\n", "| 甲 | 乙 |\n|---|---|\n| | 2 |\n", "**粗**\n"])


@given(texts=st.lists(st.lists(PIECES, min_size=1, max_size=4).map("\n".join), min_size=2, max_size=4, unique=True))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_beside_it_a_report_stays_the_same(texts: list[str]) -> None:
    forgotten()
    begin(reports(texts))
    together = [members_of(report) for report in reports(texts)]
    forgotten()
    assert [members_of(report) for report in reports(texts)] == together


def test_styles_of_another_reference_want_a_run_of_their_own(runs: list[str]) -> None:
    members = read_package(reference())
    plain, bold = "宋体".encode(), "黑体".encode()
    other = write_package({name: data.replace(plain, bold) for name, data in members.items()})
    begin([*reports(), PandocReport(TEXTS[0], other)])
    styles = [members_of(report)["word/styles.xml"] for report in (reports()[0], PandocReport(TEXTS[0], other))]
    assert len(runs) == 2
    assert styles[1] == styles[0].replace(plain, bold) != styles[0]


def test_what_is_kept_is_not_begun_again(runs: list[str]) -> None:
    begin(reports())
    made = [members_of(report) for report in reports()]
    begin(reports())
    assert [members_of(report) for report in reports()] == made
    assert len(runs) == 1


def test_what_nobody_begun_is_made_where_it_is_asked_for(runs: list[str]) -> None:
    begin(reports()[:1])
    assert members_of(reports()[1])["word/document.xml"]
    assert len(runs) == 2


def test_a_report_that_pandoc_refuses_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    converted = pandoc._converted

    def refusing(markdown: str, reference: bytes) -> bytes:
        return converted(markdown, b"" if "不行" in markdown else reference)

    monkeypatch.setattr(pandoc, "_converted", refusing)
    good, bad = reports(["甲。\n", "不行。\n"])
    begin([good, bad])
    assert "甲。".encode() in members_of(good)["word/document.xml"]
    with pytest.raises(ToolFailed, match="pandoc 没能生成报告"):
        members_of(bad)


def test_a_broken_reference_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match="pandoc 没能生成报告"):
        members_of(PandocReport("甲。\n", b"no package"))
