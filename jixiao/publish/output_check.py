"""Whether an output folder still is what today's data, templates and program make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from jixiao.errors import UsageError
from jixiao.findings import Finding, Place
from jixiao.publish.manifest import MANIFEST, digest
from jixiao.source.regular_file import ReadFault, UnreadableFile, read_if_regular, read_regular

_MAX_OUTPUT = 1_000_000_000


def read_recorded(folder: Path, shown: str) -> dict[str, str]:
    """Return file → SHA-256 as the manifest in ``folder`` has it; UsageError if there is none to be read."""
    try:
        outputs = json.loads(read_regular(folder / MANIFEST, _MAX_OUTPUT))["输出"]
        return {str(name): str(value) for name, value in outputs.items()}
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
    shown: str, expected: Mapping[str, str], rebuilt: Mapping[str, bytes], *, left_out: Iterable[str] = ()
) -> list[Finding]:
    """Return a finding for every file that would be made differently now; ``left_out`` could not be made here."""
    made = {name: digest(content) for name, content in rebuilt.items()}
    names = sorted((expected.keys() | made.keys()) - set(left_out))
    found, should = "现在的数据、模板或程序生成的内容与它不同", "与当前数据一致的文件"
    late = [name for name in names if expected.get(name) != made.get(name)]
    remedy = "重新运行 make report。"
    return [
        Finding("V002", Place(f"{shown}/{name}"), found=found, expected=should, remedy=remedy, subject=name)
        for name in late
    ]
