"""What ``make fmt`` did or would do, for people and for programs."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from jixiao.plain import json_text, printable
from jixiao.reporting.terminal_text import findings_text

if TYPE_CHECKING:
    from jixiao.commands.fmt import Formatting
    from jixiao.source.store import FileChange


def formatting_text(formatting: Formatting, *, written: bool, diff: bool) -> str:
    """Return which files were or would be put in order, with the changed lines if ``diff``; ends with a line end."""
    parts = [_difference(change) for change in formatting.changes] if diff else []
    if formatting.findings:
        parts.append(findings_text(formatting.findings, formatting.texts, everything=True))
        parts.append("有的文件不能整理，全部文件都没有改动。改好后再运行。")
    elif not formatting.changes:
        parts.append("各文件已是规范写法，不用整理。")
    else:
        done = "已整理" if written else "需要整理"
        names = "\n".join(f"  {change.file}（{_changed_lines(change)} 行）" for change in formatting.changes)
        after = "数据没有改动；可用 git diff 查看，用 make undo 退回。"
        after = after if written else "数据不会改动；运行 make fmt 即可整理。"
        parts.append(
            f"{done} {len(formatting.changes)} 个文件（只动标点、空格、排列和看着一样的字）：\n{names}\n{after}"
        )
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def formatting_json(formatting: Formatting, *, written: bool, code: int) -> str:
    """Return the same as JSON."""
    files, findings = [change.file for change in formatting.changes], [one.as_json() for one in formatting.findings]
    return json_text({"exit": code, "written": written, "files": files, "findings": findings}, indent=2) + "\n"


def _lines(change: FileChange) -> tuple[list[str], list[str]]:
    before = change.before.decode("utf-8", "replace")
    return before.splitlines(), change.after.decode("utf-8").splitlines()


def _changed_lines(change: FileChange) -> int:
    matcher = difflib.SequenceMatcher(None, *_lines(change), autojunk=False)
    spans = [max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return sum(spans) or 1


def _difference(change: FileChange) -> str:
    before, after = _lines(change)
    lines = difflib.unified_diff(before, after, change.file, f"{change.file}（整理后）", n=1, lineterm="")
    return printable("\n".join(lines), lines=True)
