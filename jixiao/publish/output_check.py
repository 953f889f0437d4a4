"""Whether an output folder still is what today's data, templates and program make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from jixiao.errors import UsageError
from jixiao.findings import Finding, Place
from jixiao.publish.manifest import MANIFEST, digest, recorded_outputs


def recorded(folder: Path, shown: str) -> dict[str, str]:
    """Return file → SHA-256 as the manifest in ``folder`` has it; UsageError if there is none to be read."""
    try:
        return recorded_outputs((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"{shown}/ 里没有成套材料。请先运行 make report。") from error
    except (ValueError, OSError) as error:
        raise UsageError(f"{shown}/{MANIFEST} 读不懂。请重新运行 make report。") from error


def tampered(folder: Path, shown: str, expected: Mapping[str, str]) -> list[Finding]:
    """Return a finding for every file that is missing or not what was recorded."""
    findings = []
    for name, recorded_digest in expected.items():
        path = folder / name
        if not path.is_file():
            found = "文件不见了"
        elif digest(path.read_bytes()) != recorded_digest:
            found = "文件与生成时不同，可能被改动过"
        else:
            continue
        remedy = "要改内容请改 data/ 里的数据，再运行 make report。"
        should, place = "与 manifest.json 所记相同的文件", Place(f"{shown}/{name}")
        findings.append(Finding("V001", place=place, found=found, expected=should, remedy=remedy, subject=name))
    return findings


def outdated(
    shown: str, expected: Mapping[str, str], rebuilt: Mapping[str, bytes], *, left_out: Iterable[str] = ()
) -> list[Finding]:
    """Return a finding for every file that would be made differently now; ``left_out`` could not be made here."""
    made = {name: digest(content) for name, content in rebuilt.items()}
    return [
        Finding(
            "V002",
            place=Place(f"{shown}/{name}"),
            found="现在的数据、模板或程序生成的内容与它不同",
            expected="与当前数据一致的文件",
            remedy="重新运行 make report。",
            subject=name,
        )
        for name in sorted((expected.keys() | made.keys()) - set(left_out))
        if expected.get(name) != made.get(name)
    ]
