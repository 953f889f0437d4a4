"""manifest.json: what a build was made from and what it made, and the build's report for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from jixiao.findings import Finding
from jixiao.publish.host_markdown import as_code, escape_for_host
from jixiao.render.printing import Print

MANIFEST = "manifest.json"
BUILD_REPORT = "构建报告.md"


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def render_manifest(
    *,
    unit: str,
    year: int,
    form_set: str,
    revision: str,
    tools: Mapping[str, str],
    inputs: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
    overridden: Iterable[Print],
) -> bytes:
    """Return the manifest as JSON with sorted keys."""
    content: dict[str, Any] = {
        "单位": unit,
        "年度": year,
        "表单集": form_set,
        "修订": revision,
        "工具": dict(tools),
        "输入": {name: digest(data) for name, data in inputs.items()},
        "输出": {name: digest(data) for name, data in outputs.items()},
        "按原件列报": [_override_entry(one) for one in overridden],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _override_entry(printed: Print) -> dict[str, str | int]:
    return {"位置": printed.where, "引用": printed.path, "第几处": printed.occurrence, **_filed(printed)}


def _filed(printed: Print) -> dict[str, str]:
    reason = str(printed.override.reason) if printed.override else ""
    return {"数据算出": printed.implied, "实报": printed.printed, "理由": reason}


def render_build_report(
    title: str, outputs: Iterable[str], overridden: Iterable[Print], findings: Iterable[Finding]
) -> bytes:
    """Return the build's report in Markdown: files, overrides, findings; none of it is silent."""
    overridden, findings = list(overridden), list(findings)
    lines = [f"# {escape_for_host(title)}：构建报告", "", "## 文件", ""]
    lines += [f"- {as_code(name)}" for name in outputs]
    lines += ["", f"## 按原件列报（{len(overridden)} 处）", ""]
    lines += _override_table(overridden) if overridden else ["没有。各处印的都是数据算出的值。"]
    waived = [finding for finding in findings if finding.waived]
    left = [finding for finding in findings if not finding.waived]
    lines += ["", f"## 提请注意（{len(left)} 条）", ""]
    lines += [_item(finding, finding.remedy) for finding in left] or ["没有。"]
    lines += ["", f"## 已豁免（{len(waived)} 条）", ""]
    lines += [_item(finding, f"理由：{finding.waived}") for finding in waived] or ["没有。"]
    return ("\n".join(lines) + "\n").encode()


def _item(finding: Finding, then: str) -> str:
    words = escape_for_host(f"{finding.found}。{then}")
    return f"- {finding.severity} {finding.code} {as_code(str(finding.place))}：{words}"


def _override_table(overridden: list[Print]) -> list[str]:
    rows = ["| 位置 | 引用 | 数据算出 | 实报 | 理由 |", "| --- | --- | --- | --- | --- |"]
    for printed in overridden:
        cells = (printed.where, printed.path, *_filed(printed).values())
        rows.append(f"| {' | '.join(map(escape_for_host, cells))} |")
    return rows
