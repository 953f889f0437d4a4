"""A batch: the same bytes as alone, PDFs in one run of LibreOffice, and one failure stops no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.believable.unit import YEAR
from jixiao.build.steps import Read, open_year
from jixiao.build.stories import build_package
from jixiao.errors import EnvironmentFailure, ToolFailed, UsageError
from jixiao.fleet import batch
from jixiao.fleet.batch import Action, Order
from jixiao.fleet.unit_records import Status
from jixiao.paths import Bureau, Workspace
from jixiao.publish import pdf
from jixiao.publish.printable import ConvertedPdf, Printable
from tests.fleet.bureaus import (
    UNITS,
    files_below,
)


def test_a_package_is_the_same_as_the_unit_makes_alone(built: Bureau, tmp_path: Path) -> None:
    name = UNITS[0]
    alone = Workspace(built.units / name, built.templates, revision="")
    outcome = build_package(Workspace(alone.root, alone.shared_templates, ""), YEAR, step=lambda _: None, pdf=False)
    assert outcome.folder
    in_fleet = files_below(built.output(YEAR) / "units" / name)
    in_fleet["manifest.json"] = _without_revision(in_fleet["manifest.json"])
    expected = files_below(outcome.folder)
    expected["manifest.json"] = _without_revision(expected["manifest.json"])
    assert in_fleet == expected


def _without_revision(manifest: bytes) -> bytes:
    return b"\n".join(line for line in manifest.split(b"\n") if "修订".encode() not in line)


def test_a_fault_of_the_program_fails_its_unit_alone(built: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    units = {name: Workspace(built.units / name, built.templates) for name in UNITS[:2]}
    real = open_year

    def faulty(workspace: Workspace, year: int, *, draft: bool) -> Read:
        if workspace.root.name == UNITS[0]:
            raise ZeroDivisionError("被零除")
        return real(workspace, year, draft=draft)

    monkeypatch.setattr(batch, "open_year", faulty)
    one, other = batch.work_on(Order(Action.CHECK, YEAR), units)
    assert (one.record.row.status, other.record.row.status) == (Status.FAILED, Status.PASSED)
    (finding,) = one.record.findings
    assert finding["code"] == "U004"
    assert "ZeroDivisionError：被零除" in str(finding["found"])
    assert "Traceback" not in str(finding)


def test_pdfs_of_several_units_are_made_in_one_run_of_libreoffice(
    built: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[dict[str, Printable]] = []
    real = pdf.convert

    def convert(documents: dict[str, Printable], **settings: Any) -> dict[str, ConvertedPdf]:
        runs.append(documents)
        return real(documents, **settings)

    monkeypatch.setattr(pdf, "convert", convert)
    units = {name: Workspace(built.units / name, built.templates, "") for name in UNITS[:2]}
    together = {done.unit: done for done in batch.work_on(Order(Action.REPORT, YEAR, pdf=True), units)}
    assert [list(documents) for documents in runs] == [UNITS[:2]]
    done = together[UNITS[0]]
    assert done.record.row.status is Status.BUILT
    (name,) = (name for name in done.files if name.endswith(".pdf"))
    alone = real({"甲": runs[0][UNITS[0]]})
    assert done.files[name] == alone["甲"].content


def test_where_one_run_for_all_fails_each_unit_fails_or_not_alone(
    built: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(documents: dict[str, Printable], **_: object) -> dict[str, ConvertedPdf]:
        if UNITS[0] in documents:
            raise ToolFailed("LibreOffice 不能转换")
        return dict.fromkeys(documents, ConvertedPdf(b"%PDF"))

    monkeypatch.setattr(pdf, "convert", convert)
    units = {name: Workspace(built.units / name, built.templates, "") for name in UNITS[:2]}
    all_done = list(batch.work_on(Order(Action.REPORT, YEAR, pdf=True), units))
    done = {one.unit: one.record for one in all_done}
    assert done[UNITS[0]].row.status is Status.FAILED
    assert [finding["code"] for finding in done[UNITS[0]].findings if finding["severity"] == "错误"] == ["U005"]
    assert done[UNITS[1]].row.first.startswith("V006"), "its PDF was made, and looked into"
    kinds = {one.unit: {Path(name).suffix for name in one.files} for one in all_done}
    assert {*kinds[UNITS[0]]} == {*kinds[UNITS[1]]} == {".docx", ".zip", ".html", ".md", ".json"}


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError("没有 2022 年度的数据"), "U002"), (EnvironmentFailure("磁盘满"), "U005"), (KeyError("甲"), "U004")],
)
def test_whatever_is_raised_is_a_finding_of_its_unit(error: Exception, code: str) -> None:
    done = batch.fail_unit("甲", error)
    (finding,) = done.record.findings
    assert (done.unit, done.record.row.status, finding["code"]) == ("甲", Status.FAILED, code)
    assert str(error).strip("'") in str(finding["found"])
