"""Whether an output folder still is what today's data, templates and program make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.findings import Finding, Place
from jixiao.publish.manifest import MANIFEST, digest
from jixiao.source.regular_file import ReadFault, UnreadableFile, read_if_regular, read_regular

_MAX_OUTPUT = 1_000_000_000
_PDF_TOOLS = frozenset({"libreoffice", "pikepdf"})
FONT = "font "  # what the names of fonts begin with


class RecordedOutput(Struct, frozen=True):
    """What a manifest says of a package: the SHA-256 of each file, and the version of each tool it was made with."""

    files: Mapping[str, str]
    tools: Mapping[str, str]

    def list_other_tools(self, here: Mapping[str, str]) -> list[OtherTool]:
        """Return the tools that were recorded in another version than is at hand here, in order."""
        return [
            OtherTool(name, then, here.get(name, "没有"))
            for name, then in sorted(self.tools.items())
            if here.get(name) != then and (name in here or not _sets_pdf(name))
        ]


class OtherTool(Struct, frozen=True):
    """A tool, its version when the package was made, and its version here."""

    name: str
    then: str
    here: str

    @property
    def sets_pdf(self) -> bool:
        """Whether it decides how a PDF is set and stored, and nothing else."""
        return _sets_pdf(self.name)

    def __str__(self) -> str:
        return f"{self.name} 成册时是 {self.then}，这里是 {self.here}"


def _sets_pdf(name: str) -> bool:
    return name in _PDF_TOOLS or name.startswith(FONT)


def read_recorded(folder: Path, shown: str) -> RecordedOutput:
    """Return what the manifest in ``folder`` says; UsageError if there is none to be read."""
    try:
        content = json.loads(read_regular(folder / MANIFEST, _MAX_OUTPUT))
        files = {str(name): str(value) for name, value in content["输出"].items()}
        return RecordedOutput(files, {str(name): str(value) for name, value in content.get("工具", {}).items()})
    except UnreadableFile as error:
        if error.fault is ReadFault.MISSING:
            raise UsageError(f"{shown}/ 里没有成套材料。请先运行 make report。") from error
        raise UsageError(f"{shown}/{MANIFEST} 读不懂（{error.words}）。请重新运行 make report。") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{shown}/{MANIFEST} 读不懂。请重新运行 make report。") from error


def list_tampered(folder: Path, shown: str, expected: Mapping[str, str]) -> list[Finding]:
    """Return a finding for every file that is missing or not what was recorded."""
    findings = []
    for name, recorded_digest in expected.items():
        path = folder / name
        content = read_if_regular(path, _MAX_OUTPUT)
        if content is None or digest(content) != recorded_digest:
            found = "文件不见了" if content is None else "文件与生成时不同，可能被改动过"
            remedy = "要改内容请改 data/ 里的数据，再运行 make report。"
            should, place = "与 manifest.json 所记相同的文件", Place(f"{shown}/{name}")
            findings.append(Finding("V001", place=place, found=found, expected=should, remedy=remedy, subject=name))
    return findings


def list_outdated(
    shown: str,
    expected: Mapping[str, str],
    rebuilt: Mapping[str, bytes],
    *,
    left_out: Iterable[str] = (),
    tools: Iterable[OtherTool] = (),
) -> list[Finding]:
    """Return a finding for every file that would be made differently now; ``left_out`` could not be made here.

    ``tools`` are those at hand in another version.
    """
    made = {name: digest(content) for name, content in rebuilt.items()}
    names = sorted((expected.keys() | made.keys()) - set(left_out))
    named = "；".join(map(str, tools))
    found = "现在的数据、模板或程序生成的内容与它不同" + (f"（软件的版本也不同：{named}）" if named else "")
    late = [name for name in names if expected.get(name) != made.get(name)]
    should, remedy = "与当前数据一致的文件", "重新运行 make report。"
    return [
        Finding("V002", Place(f"{shown}/{name}"), found=found, expected=should, remedy=remedy, subject=name)
        for name in late
    ]
