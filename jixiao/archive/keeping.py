"""``make archive``: a year's package with all it was made from, as one folder; and the same folder checked again."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from jixiao import __version__
from jixiao.archive.bag import MAX_FILE, PAYLOAD, BagFault, Fault, build_bag, is_bag, list_faults, list_payload
from jixiao.archive.four_properties import Property, PropertyCheck, Result, check_contents, render_checks
from jixiao.build.described_case import PackageCase, open_cases
from jixiao.build.packing import write_folder
from jixiao.build.steps import Step
from jixiao.build.stories import verify_output
from jixiao.errors import EnvironmentFailure, UsageError, name_fault
from jixiao.findings import Finding, Place, is_blocking
from jixiao.model.data_files import FILED
from jixiao.paths import Workspace, readable
from jixiao.publish.output_check import read_recorded
from jixiao.reporting.formats import JSON, format_outcome
from jixiao.reporting.outcome import Deed, Outcome
from jixiao.source.regular_file import read_if_regular, read_regular
from jixiao.submission.year_folder import IGNORED

CHANGED, FAILED = "V010", "V011"
CHECKS = "四性检测.json"
_OUTPUT, _DATA, _FORMS, _FINDINGS = "成品", "数据", "表单集", "检查/问题.json"
_SHOWN = 3


def archive_year(workspace: Workspace, year: int, *, step: Step) -> Outcome:
    """Write output/<year>-归档/, or say what in the package does not agree with the data; nothing is written then.

    UsageError where there is no package. The package is taken as it lies in the output folder, made again and compared.
    """
    compared = verify_output(workspace, year, step=step)
    if is_blocking(compared.findings):
        return compared
    step("正在归档……")
    cases = open_cases(workspace, year).cases
    payload = dict(_payload(workspace, year, cases, compared))
    checks = _checks(workspace, cases, payload)
    folder = workspace.output(year).with_name(f"{year}-归档")
    tags = {CHECKS: render_checks(checks)}
    failed = [_not_passed(workspace.shown(folder), check) for check in checks if check.result is Result.FAILED]
    outcome = replace(compared, findings=[*compared.findings, *failed], deed=Deed.ARCHIVED, folder=None, files=[])
    if failed:
        return outcome
    write_folder(folder, build_bag(payload, _info(cases[0], year), tags))
    return replace(outcome, folder=folder, files=[f"{PAYLOAD}/", CHECKS], notes=[*compared.notes, *_unchecked(checks)])


def verify_archive(folder: Path) -> Outcome:
    """Return where a folder that was archived is no longer what it was, or cannot be used or trusted any more.

    Nothing but the folder is needed. UsageError where it is no bag.
    """
    if not is_bag(folder):
        why = "没有 bagit.txt，或不是 1.0 版"
        raise UsageError(f"“{folder}”不是归档的文件夹（{why}）。请写 make archive 生成的那个文件夹。")
    name = readable(folder.name)
    try:
        faults, names = list_faults(folder), list_payload(folder)
    except OSError as error:
        raise EnvironmentFailure(f"读不出“{folder}”（{name_fault(error)}）。请检查读取权限。") from error
    found = [_fault(name, fault) for fault in faults]
    checks = check_contents(names, lambda inner: read_if_regular(folder / PAYLOAD / inner, MAX_FILE))
    found += [_not_passed(name, check) for check in checks if check.result is Result.FAILED]
    said = "；".join(f"{check.asked}：{check.found}" for check in checks if check.result is Result.PASSED)
    notes = [f"核对了每个文件的校验值、登记和个数。{said}。" if said else "核对了每个文件的校验值、登记和个数。"]
    return Outcome(found, title=name, notes=notes, draftable=False)


def _payload(
    workspace: Workspace, year: int, cases: Iterable[PackageCase], compared: Outcome
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are kept, by their path in the payload."""
    for top, root in ((_OUTPUT, workspace.output(year)), (f"{_DATA}/{year}", workspace.year(year))):
        yield from _files(top, root)
    for name in dict.fromkeys(case.form_set_name for case in cases):
        yield from _files(f"{_FORMS}/{name}", workspace.form_set(name))
    for source in (source for case in cases for source in case.sources):
        if source.file.startswith("data/") and source.data is not None:  # those of the year before too
            yield f"{_DATA}/{source.file.removeprefix('data/')}", source.data
    found = format_outcome(JSON, compared, workspace, strict=False, everything=True)
    yield _FINDINGS, found.encode()


def _files(top: str, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the plain files below a folder; UnreadableFile for a link or anything else that is none."""
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if (path.is_symlink() or not path.is_dir()) and not any(IGNORED.fullmatch(part) for part in inner.parts):
            yield f"{top}/{inner.as_posix()}", read_regular(path, MAX_FILE)


def _checks(workspace: Workspace, cases: Sequence[PackageCase], payload: Mapping[str, bytes]) -> list[PropertyCheck]:
    filed = (workspace.year(cases[0].year) / FILED.name).is_file()
    record = "与报送记录一致" if filed else "没有报送记录：报送以后先运行 make file，再归档"
    return [
        PropertyCheck(Property.AUTHENTIC, "成品由这些数据和表样重新生成，逐一比对", Result.PASSED, "一致"),
        PropertyCheck(Property.AUTHENTIC, "报送以后没有改动", Result.PASSED if filed else Result.UNCHECKED, record),
        _check_complete(workspace, cases, payload),
        *check_contents(payload, payload.get),
    ]


def _check_complete(workspace: Workspace, cases: Sequence[PackageCase], payload: Mapping[str, bytes]) -> PropertyCheck:
    """Return whether all that the manifests name is there, and a DOCX, a PDF and a ZIP of each package."""
    title, lacking = "清单上的文件都在，整套的 DOCX、PDF、ZIP 都有", list[str]()
    for case in cases:
        listed = read_recorded(case.output, workspace.shown(case.output)).files
        top = posixpath.join(_OUTPUT, case.subfolder, "")
        lacking += [f"{top}{name}" for name in listed if f"{top}{name}" not in payload]
        endings = {Path(name).suffix for name in listed if "/" not in name}
        lacking += [f"{top}{case.title}{ending}" for ending in (".docx", ".pdf", ".zip") if ending not in endings]
    if lacking:
        return PropertyCheck(
            Property.COMPLETE, title, Result.FAILED, f"缺少 {'、'.join(lacking)}", names=tuple(lacking)
        )
    return PropertyCheck(Property.COMPLETE, title, Result.PASSED, f"{len(payload)} 个文件齐全")


def _unchecked(checks: Iterable[PropertyCheck]) -> list[str]:
    return [f"{check.asked}有一项未检：{check.found}。" for check in checks if check.result is Result.UNCHECKED]


def _info(case: PackageCase, year: int) -> dict[str, str]:
    return {
        "Source-Organization": case.unit_name,
        "External-Description": case.title,
        "External-Identifier": f"{year}-{case.form_set_name}",
        "Bagging-Date": case.moment.date().isoformat(),
        "Bag-Software-Agent": f"jixiao {__version__}",
    }


def _fault(shown: str, fault: Fault) -> Finding:
    mends = {
        BagFault.MISCOUNTED: "见这里列出的其他文件；都没有问题的，是这张登记被改过，从另一份备份取回。",
        BagFault.UNLISTED: "归档的文件夹里不要放别的文件；需要补充的，另行归档。",
        BagFault.NO_FILE: "换成文件本身；来历不明的，不要打开。",
    }
    return Finding(
        CHANGED,
        place=Place(f"{shown}/{readable(fault.name)}"),
        found=fault.fault.value,
        expected="与归档时登记的相同",
        remedy=mends.get(fault.fault, "从另一份备份取回这个文件；没有备份的，用其中的数据重新生成，另行归档。"),
        subject=fault.name,
        seen=(fault.fault.value,),
    )


def _not_passed(shown: str, check: PropertyCheck) -> Finding:
    named = "、".join(map(readable, check.names[:_SHOWN]))
    return Finding(
        FAILED,
        place=Place(shown),
        found=f"{check.asked}检测不通过：{check.found}",
        expected=check.title,
        remedy=f"改好或换掉{named}，再运行一次。" if named else "改好后再运行一次。",
        subject=check.title,
        seen=check.names,
    )
