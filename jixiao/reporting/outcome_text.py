"""An outcome for people: findings first, then what was made in a few lines, the verdict and what to do next last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jixiao.findings import Severity, blocks_draft, is_blocking
from jixiao.paths import Workspace
from jixiao.plain import one_line
from jixiao.reporting.outcome import Deed
from jixiao.reporting.terminal_text import findings_text, is_open, summary

if TYPE_CHECKING:
    from jixiao.render.printing import Print
    from jixiao.reporting.outcome import Outcome

ALL_LISTED = "逐条列出：加 ARGS=--all"
_STORED = {
    Deed.BUILT: "已生成",
    Deed.DRAFTED: "已生成草稿（不得报送）",
    Deed.COMPARED: "已比对",
    Deed.RECORDED: "已记录",
    Deed.ARCHIVED: "已归档",
    Deed.PUBLISHED: "已生成公开的版本",
}


def outcome_text(
    outcome: Outcome, workspace: Workspace, *, colour: bool = False, strict: bool = False, everything: bool = False
) -> str:
    """Return what a command has to say to people: errors first, then what was made, and the verdict last.

    What is not listed whole is counted; ``everything`` lists all of it whole.
    """
    sections = [
        findings_text(outcome.findings, outcome.texts, colour=colour, everything=everything),
        overrides_text(outcome.overridden, everything=everything),
        _where_all_is_listed(outcome) if not everything else "",
        _self_check_words(outcome),
        files_text(outcome, workspace, everything=everything),
        "\n".join(f"注意：{note}" for note in outcome.notes),
        verdict(outcome, strict=strict),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _self_check_words(outcome: Outcome) -> str:
    rescored = outcome.judgement.rescored if outcome.judgement else None
    return "" if rescored is None else rescored.self_check.words


def _where_all_is_listed(outcome: Outcome) -> str:
    errors = (finding.severity is Severity.ERROR and not is_open(finding) for finding in outcome.findings)
    if all(errors) and not outcome.overridden:
        return ""
    stored = outcome.folder is not None and outcome.deed in (Deed.BUILT, Deed.DRAFTED)
    return f"{ALL_LISTED}；核验报告.html、构建报告.md 里也有。" if stored else f"{ALL_LISTED}。"


def files_text(outcome: Outcome, workspace: Workspace, *, everything: bool = False) -> str:
    """Return the folder and its files, those of a folder below or of one name on one line; "" if there are none."""
    if outcome.folder is None or not outcome.files:
        return ""
    named = outcome.files if everything else list(_grouped(outcome.files))
    head = f"{_STORED.get(outcome.deed, '')} {workspace.shown(outcome.folder)}/".strip()
    return "\n".join([head, *(f"  {name}" for name in named)])


def _grouped(files: Sequence[str]) -> Iterator[str]:
    paths = [PurePosixPath(name) for name in files]
    for stem in dict.fromkeys(path.stem for path in paths if len(path.parts) == 1):
        first, *others = (path for path in paths if len(path.parts) == 1 and path.stem == stem)
        yield "、".join([first.name, *(path.suffix for path in others)])
    for folder, number in Counter(path.parts[0] for path in paths if len(path.parts) > 1).items():
        yield f"{folder}/  {number} 个文件"


def overrides_text(overridden: Sequence[Print], *, everything: bool = False) -> str:
    """Return how many places print the value filed, by part; each with its reason if ``everything`` is wanted."""
    if not overridden:
        return ""
    head = f"按原件列报 {len(overridden)} 处（印原件的值，不印数据算出的值）"
    if not everything:
        parts = Counter(printed.where.partition(" ")[0] for printed in overridden)
        return f"{head}：{'、'.join(f'{part} {number} 处' for part, number in parts.items())}。"
    return "\n".join([f"{head}：", *map(_override, overridden)])


def _override(printed: Print) -> str:
    reason = f"（{printed.override.reason}）" if printed.override else ""
    words = one_line(f"{printed.path}：{printed.implied} → {printed.printed}{reason}")
    return f"  {printed.where}  {words}"


def verdict(outcome: Outcome, *, strict: bool = False) -> str:
    """Return the last line: how many findings, and what to do about them."""
    stopped = is_blocking(outcome.findings, strict=strict)
    counted = ("" if stopped else _clean(outcome)) + summary(outcome.findings)
    counted += f"；{outcome.progress.words}" if outcome.progress else ""
    if not stopped:
        return f"{counted}。{_next(outcome)}"
    if outcome.deed is Deed.DRAFTED and outcome.folder is not None:
        then = "改好后" if outcome.is_stopped(strict=strict) else "填完后"
        return f"{counted}。{then}运行 make report 生成正式材料。"
    if outcome.deed is Deed.COMPARED:
        return f"{counted}。"
    if outcome.folder is not None:
        rest = "网页和数据" if outcome.deed is Deed.PUBLISHED else "DOCX 和 ZIP "
        return f"{counted}。{rest}已生成，没有 PDF。"
    what = "" if is_blocking(outcome.findings) else "（--strict：警告也要处理）"
    mended = "改好" if blocks_draft(outcome.findings, strict=strict) else "填完"
    kept = "没有生成材料，原有的 output/ 没有动；" if outcome.deed is Deed.BUILT else ""
    return f"{counted}{what}。{kept}{mended}后再运行" + (
        "；想先看样子，可运行 make draft。" if outcome.draftable else "。"
    )


def _clean(outcome: Outcome) -> str:
    standing = {finding.severity for finding in outcome.findings if not finding.waived}
    if not standing:
        return ""
    return "没有错误；" if Severity.WARNING in standing else "没有错误和警告；"


def _next(outcome: Outcome) -> str:
    match outcome.deed:
        case Deed.BUILT if outcome.folder is not None:
            recorded = outcome.judgement is None or outcome.judgement.rescored is not None
            return "报送前请看核验报告.html，通读 PDF" + ("；报送以后运行 make file。" if recorded else "。")
        case Deed.CHECKED if outcome.judgement is not None:
            return "可以生成：make report。"
        case Deed.DRAFTED if outcome.folder is not None:
            return "可以生成正式材料：make report。"
        case Deed.COMPARED if outcome.folder is not None:
            return "成品与数据一致。"
        case Deed.PUBLISHED if outcome.folder is not None:
            return "发布前请通读网页和 PDF。"
    return ""
