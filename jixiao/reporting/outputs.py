"""An outcome in each of the formats that people, editors and code hosts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.findings import blocks
from jixiao.paths import Project
from jixiao.plain import json_text
from jixiao.reporting.text import findings_text, summary

if TYPE_CHECKING:
    from jixiao.pipeline import Outcome

TEXT, JSON, WAIVERS = "text", "json", "waivers"
FORMATS = (TEXT, JSON, "sarif", "junit", "github", "gitlab", "html", WAIVERS)


def formatted(kind: str, outcome: Outcome, project: Project, *, strict: bool, everything: bool) -> str:
    """Return an outcome in one of ``FORMATS``; ends with a line end."""
    if kind == TEXT:
        return outcome_text(outcome, project, strict=strict, everything=everything)
    if kind == JSON:
        return json_text(_as_json(outcome, project, strict=strict), indent=2) + "\n"
    if kind == WAIVERS:
        from jixiao.reporting.skeleton import waivers_skeleton

        return waivers_skeleton(outcome.findings, everything=everything)
    if kind == "html":
        from jixiao.reporting.examination import examination

        return examination(outcome.title, outcome.findings, outcome.judgement, outcome.overridden)
    return _for_machines(kind, outcome, strict=strict)


def _for_machines(kind: str, outcome: Outcome, *, strict: bool) -> str:
    from jixiao.reporting.annotations import github, gitlab
    from jixiao.reporting.junit import junit
    from jixiao.reporting.sarif import sarif
    from jixiao.rules.registry import all_rules

    match kind:
        case "sarif":
            return sarif(outcome.findings, all_rules())
        case "junit":
            return junit(outcome.findings, all_rules(), strict=strict)
        case "github":
            return github(outcome.findings)
        case "gitlab":
            return gitlab(outcome.findings)
    raise ValueError(kind)


def _as_json(outcome: Outcome, project: Project, *, strict: bool) -> dict[str, Any]:
    return {
        "exit": 1 if blocks(outcome.findings, strict=strict) else 0,
        "findings": [one.as_json() for one in outcome.findings],
        "folder": project.shown(outcome.folder) if outcome.folder else None,
        "files": outcome.files,
        "notes": outcome.notes,
        "self_check": _self_check(outcome),
        "overrides": [
            {
                "where": one.where,
                "reference": one.path,
                "occurrence": one.occurrence,
                "implied": one.implied,
                "printed": one.printed,
                "reason": str(one.override.reason) if one.override else "",
            }
            for one in outcome.overridden
        ],
    }


def outcome_text(
    outcome: Outcome, project: Project, *, colour: bool = False, strict: bool = False, everything: bool = False
) -> str:
    """Return all that a command has to say to people: what was overridden, found and made, and the verdict last."""
    sections = [
        _overrides_text(outcome),
        findings_text(outcome.findings, project.root, colour=colour, everything=everything),
        "\n".join(f"注意：{note}" for note in outcome.notes),
        _files_text(outcome, project),
        _self_check_text(outcome),
        verdict(outcome, strict=strict),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _overrides_text(outcome: Outcome) -> str:
    if not outcome.overridden:
        return ""
    lines = [f"按原件列报 {len(outcome.overridden)} 处（印原件的值，不印数据算出的值）："]
    for one in outcome.overridden:
        reason = f"（{one.override.reason}）" if one.override else ""
        lines.append(f"  {one.where}  {one.path}：{one.implied} → {one.printed}{reason}")
    return "\n".join(lines)


def _files_text(outcome: Outcome, project: Project) -> str:
    if outcome.folder is None or not outcome.files:
        return ""
    return "\n".join([f"{project.shown(outcome.folder)}/", *(f"  {name}" for name in outcome.files)])


def _self_check_text(outcome: Outcome) -> str:
    return outcome.judgement.rescored.self_check.words if outcome.judgement else ""


def _self_check(outcome: Outcome) -> list[dict[str, Any]]:
    """Return what a program can score of the bureau's own scoring sheet, item by item."""
    return [one.as_json() for one in outcome.judgement.rescored.self_check.scores] if outcome.judgement else []


def verdict(outcome: Outcome, *, strict: bool = False) -> str:
    """Return the last line: how many findings, and what to do about them."""
    counted = summary(outcome.findings)
    if outcome.folder is not None or not blocks(outcome.findings, strict=strict):
        return f"{counted}。"
    what = "" if blocks(outcome.findings) else "（--strict：警告也要处理）"
    # Only templates stop a draft too: then a draft would show nothing.
    stopped = any(one.code.startswith("T0") for one in outcome.findings)
    return f"{counted}{what}。改好后再运行" + ("。" if stopped else "；想先看样子，可运行 make draft。")
