"""A package from somewhere else, held against what the data says: nothing but the repository is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.build.packing import expectation_of, read_evidence_files
from jixiao.build.steps import Inspected, Step, open_year
from jixiao.build.year_documents import Documents, render_documents
from jixiao.docx import package
from jixiao.docx.custom_xml import custom_xml
from jixiao.errors import UsageError
from jixiao.findings import Finding, Place, Severity, in_reading_order, is_open_place
from jixiao.outcome import Deed, Outcome
from jixiao.paths import Workspace
from jixiao.publish.source_map import NAMESPACE
from jixiao.readback.package_check import (
    Expectation,
    compare_docx,
    compare_files,
    compare_pdf,
    read_marks,
)

_MOST_BYTES = 300 * 1024 * 1024
_DRAFT = "（草稿）"
_YEAR = re.compile(r"(20[0-9]{2})年度?")
_ASK = "确认文件是本单位用本工具生成的；年度认不出的，写明年度：python build.py verify 2023 --package 文件。"


class _Held(Struct, frozen=True):
    """The files of a package by name, and what its source map says it is: unit and year, "" where it does not."""

    name: str
    files: Mapping[str, bytes]
    unit: str = ""
    year: str = ""


def verify_package(workspace: Workspace, file: Path, *, step: Step, year: int | None = None) -> Outcome:
    """Return where a package (a ZIP of ours, or one of its DOCX or PDF) does not say what the data says.

    ``year`` is needed only where the package does not tell. UsageError where the file cannot be had.
    """
    try:
        held = _opened(file)
    except package.BadPackage as error:
        return Outcome([_unknown(file.name, f"打不开，或不安全：{error}")], deed=Deed.COMPARED)
    year = year or _year_of(held, workspace)
    if year is None:
        return Outcome([_unknown(held.name, "认不出这是哪一年度的材料")], deed=Deed.COMPARED)
    step(f"正在读取 {year} 年度的数据……")
    draft = any(_DRAFT in name for name in held.files)
    case = open_year(workspace, year, draft=draft)
    is_open = not draft and any(map(is_open_place, case.findings))
    if not isinstance(case, Inspected) or case.inspection.unfillable or is_open:
        return case.outcome
    unit = str(case.dossier.unit.unit_name)
    if held.unit not in ("", unit):
        foreign = _unknown(held.name, f"这是“{held.unit}”的材料，这里的数据是“{unit}”的")
        return Outcome([foreign], title=case.title, deed=Deed.COMPARED)
    made = render_documents(case, step, draft=draft)
    step("正在核对……")
    found = list(_differences(held, case, made)) if isinstance(made, Documents) else made
    return Outcome(in_reading_order(found), workspace.output(year, draft=draft), title=case.title, deed=Deed.COMPARED)


def _opened(file: Path) -> _Held:
    """Return the files of a package; BadPackage where it is damaged or not safe."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UsageError(f"“{file.name}”超过 {_MOST_BYTES // 1024 // 1024} MB，不像一套材料。")
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"打不开“{file}”（{error.strerror}）。") from error
    if data.startswith(b"%PDF"):
        return _Held(file.name, {file.name: data})
    members = package.read_package(data)
    files = {file.name: data} if package.CONTENT_TYPES in members else _without_top_folder(members)
    return _Held(file.name, files, *_identity(files))


def _without_top_folder(members: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files without the one folder that whoever packed them again put round them."""
    tops = {name.partition("/")[0] for name in members}
    if len(tops) > 1 or any("/" not in name for name in members):
        return members
    return {name.partition("/")[2]: data for name, data in members.items()}


def _identity(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Return unit and year as the first source map says, "" where there is none."""
    for name, data in files.items():
        if name.endswith(".docx"):
            content = custom_xml(package.read_package(data), NAMESPACE)
            if content is not None:
                root = package.parse_xml(content)
                return root.get("unit", ""), root.get("year", "")
    return "", ""


def _year_of(held: _Held, workspace: Workspace) -> int | None:
    """Return the year a package says it is of, else the one in its files' names, if there is data for it."""
    named = [match[1] for name in (held.name, *held.files) for match in _YEAR.finditer(name)]
    years = {str(year): year for year in workspace.years()}
    return next((years[words] for words in (held.year, *named) if words in years), None)


def _differences(held: _Held, case: Inspected, made: Documents) -> Iterator[Finding]:
    """Yield the findings of each file; files that are byte for byte what would be made have none."""
    expected = expectation_of(case)
    wanted = {f"{made.stem}.docx": made.whole, **made.parts}
    labels = dict(zip(wanted, ["", *expected.parts], strict=True))
    for name, data in held.files.items():
        if name.endswith(".docx") and data != wanted.get(name):
            yield from _document(name, data, expected, labels.get(name))
        elif name.endswith(".pdf") and "/" not in name:
            yield from compare_pdf(data, expected, name)
    if len(held.files) > 1:
        yield from _membership(held, case, made)


def _document(name: str, data: bytes, expected: Expectation, label: str | None) -> Iterator[Finding]:
    try:
        label = expected.label_of(read_marks(data)) if label is None else label
        if label is None:
            yield _unknown(name, "里没有这一年度数据的标记，认不出是哪一部分")
        else:
            yield from compare_docx(data, expected, label, name)
    except package.BadPackage as error:
        yield _unknown(name, f"打不开：{error}")


def _membership(held: _Held, case: Inspected, made: Documents) -> Iterator[Finding]:
    """Yield the files that a package lacks, holds on top, or, of the evidence, holds otherwise."""
    names = (f"{made.stem}.docx", f"{made.stem}.pdf", *made.parts)
    files = {name: held.files.get(name, b"") for name in names} | read_evidence_files(case)
    # Where there is no LibreOffice a package has no PDF.
    yield from compare_files(held.files, files, held.name, spare=f"{made.stem}.pdf", extra=Severity.WARNING)


def _unknown(name: str, why: str) -> Finding:
    return Finding(
        "V007",
        place=Place(name),
        found=f"“{name}”{why}",
        expected="本单位某一年度的整套材料（ZIP、DOCX 或 PDF）",
        remedy=_ASK,
        subject=name,
    )
