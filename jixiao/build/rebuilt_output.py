"""A package in the output folder beside the one made again here, perhaps with other tools than it was made with.

The same data gives the same bytes with the same tools. With other versions the PDF, and the ZIP that holds it, may
have other bytes and say the same; then what they say is compared, and the versions are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.build.described_case import PackageCase
from jixiao.build.packing import expectation_of, is_package_pdf
from jixiao.docx import package
from jixiao.docx.zip_file import zip_of
from jixiao.findings import Finding
from jixiao.publish.manifest import digest
from jixiao.publish.output_check import OtherTool, RecordedOutput, list_outdated
from jixiao.readback.package_check import compare_pdf
from jixiao.source.regular_file import read_if_regular

_MAX_OUTPUT = 1_000_000_000


class RebuiltOutput(Struct, frozen=True):
    """The files made again by name, and the tools they were made with; ``left_out`` could not be made here.

    ``shown`` is how messages name the folder.
    """

    shown: str
    files: Mapping[str, bytes]
    tools: Mapping[str, str]
    left_out: frozenset[str] = frozenset()


def compare_rebuilt(
    case: PackageCase, folder: Path, recorded: RecordedOutput, rebuilt: RebuiltOutput
) -> tuple[list[Finding], list[str]]:
    """Return what is outdated in a folder, and what is to be said of files that differ for their tools alone."""
    others = recorded.list_other_tools(rebuilt.tools)
    stored = _read_differing(folder, recorded, rebuilt) if others else {}
    alike, found = _list_alike(case, stored, rebuilt, others)
    left_out = rebuilt.left_out | alike
    found += list_outdated(rebuilt.shown, recorded.files, rebuilt.files, left_out=left_out, tools=others)
    return found, [_note(alike, others)] if alike else []


def _read_differing(folder: Path, recorded: RecordedOutput, rebuilt: RebuiltOutput) -> dict[str, bytes]:
    """Return the stored files that are as recorded and not as made here."""
    differing = [name for name, made in rebuilt.files.items() if recorded.files.get(name) not in (None, digest(made))]
    contents = {name: read_if_regular(folder / name, _MAX_OUTPUT) for name in differing}
    return {
        name: content
        for name, content in contents.items()
        if content is not None and digest(content) == recorded.files[name]
    }


def _list_alike(
    case: PackageCase, stored: Mapping[str, bytes], rebuilt: RebuiltOutput, others: list[OtherTool]
) -> tuple[frozenset[str], list[Finding]]:
    """Return the stored files that say the same, and what a PDF of other tools does not say."""
    alike = {name for name, content in stored.items() if _is_same_inside(name, content, rebuilt.files[name])}
    found: list[Finding] = []
    for name in stored:
        if is_package_pdf(name) and any(one.sets_pdf for one in others):
            lacking = list(compare_pdf(stored[name], expectation_of(case), name))
            found += lacking
            alike |= set() if lacking else {name}
    *files, archive = rebuilt.files
    again = zip_of((name, stored[name] if name in alike else rebuilt.files[name]) for name in files)
    if stored.get(archive) == again:
        alike.add(archive)
    return frozenset(alike), found


def _is_same_inside(name: str, stored: bytes, made: bytes) -> bool:
    """Return whether a DOCX holds the same as another and is only packed otherwise."""
    try:
        return name.endswith(".docx") and package.read_package(stored) == package.read_package(made)
    except package.BadPackage:
        return False


def _note(alike: frozenset[str], others: list[OtherTool]) -> str:
    tools = "；".join(map(str, others))
    return (
        f"{'、'.join(sorted(alike))} 的字节与这里重新生成的不同，内容与数据一致：软件的版本不同（{tools}）。"
        "其余文件逐字节相同。这不是错，不必重新生成；要逐字节核对，用成册时的版本。"
    )
