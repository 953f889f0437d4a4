"""An outcome in each of the formats that people, editors and code hosts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.findings import Severity
from jixiao.outcome import Deed
from jixiao.paths import Workspace
from jixiao.plain import json_text
from jixiao.reporting.folded import is_open
from jixiao.reporting.made import files_text, overrides_text, verdict
from jixiao.reporting.terminal_text import ALL_LISTED, findings_text

if TYPE_CHECKING:
    from jixiao.outcome import Outcome

TEXT, JSON, WAIVERS = "text", "json", "waivers"
FORMATS = (TEXT, JSON, "sarif", "junit", "github", "gitlab", "html", WAIVERS)


def formatted(kind: str, outcome: Outcome, workspace: Workspace, *, strict: bool, everything: bool) -> str:
    """Return an outcome in one of ``FORMATS``; ends with a line end."""
    if kind == TEXT:
        return outcome_text(outcome, workspace, strict=strict, everything=everything)
    if kind == JSON:
        return json_text(_as_json(outcome, workspace, strict=strict), indent=2) + "\n"
    if kind == WAIVERS:
        from jixiao.reporting.waiver_skeleton import waivers_skeleton

        return waivers_skeleton(outcome.findings, everything=everything)
    if kind == "html":
        from jixiao.reporting.examination import render_examination

        return render_examination(outcome.title, outcome.findings, outcome.judgement, outcome.overridden)
    return _for_machines(kind, outcome, strict=strict)


def _for_machines(kind: str, outcome: Outcome, *, strict: bool) -> str:
    from jixiao.reporting.annotations import github, gitlab
    from jixiao.reporting.junit import junit
    from jixiao.reporting.sarif import sarif
    from jixiao.rules.catalogue import all_rules

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


def _as_json(outcome: Outcome, workspace: Workspace, *, strict: bool) -> dict[str, Any]:
    return {
        "exit": 1 if outcome.is_stopped(strict=strict) else 0,
        "findings": [one.as_json() for one in outcome.findings],
        "folder": workspace.shown(outcome.folder) if outcome.folder else None,
        "files": outcome.files,
        "notes": outcome.notes,
        "progress": outcome.progress.as_json() if outcome.progress else None,
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
    outcome: Outcome, workspace: Workspace, *, colour: bool = False, strict: bool = False, everything: bool = False
) -> str:
    """Return what a command has to say to people: errors first, then what was made, and the verdict last.

    What is not told whole is counted; ``everything`` tells all of it whole.
    """
    sections = [
        findings_text(outcome.findings, workspace.root, colour=colour, everything=everything),
        overrides_text(outcome.overridden, everything=everything),
        _where_all_is_listed(outcome) if not everything else "",
        _self_check_text(outcome),
        files_text(outcome, workspace, everything=everything),
        "\n".join(f"注意：{note}" for note in outcome.notes),
        verdict(outcome, strict=strict),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _where_all_is_listed(outcome: Outcome) -> str:
    if all(one.severity is Severity.ERROR and not is_open(one) for one in outcome.findings) and not outcome.overridden:
        return ""
    if outcome.folder is not None and outcome.deed in (Deed.BUILT, Deed.DRAFTED):
        return f"{ALL_LISTED}；核验报告.html、构建报告.md 里也有。"
    return f"{ALL_LISTED}。"


def _self_check_text(outcome: Outcome) -> str:
    return outcome.judgement.rescored.self_check.words if outcome.judgement else ""


def _self_check(outcome: Outcome) -> list[dict[str, Any]]:
    """Return what a program can score of the bureau's own scoring sheet, item by item."""
    return [one.as_json() for one in outcome.judgement.rescored.self_check.scores] if outcome.judgement else []
