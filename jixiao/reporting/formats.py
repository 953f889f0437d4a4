"""An outcome in each of the formats that people, editors and code hosts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.plain import json_text

if TYPE_CHECKING:
    from jixiao.paths import Workspace
    from jixiao.reporting.outcome import Outcome

TEXT, JSON, WAIVERS = "text", "json", "waivers"
FORMATS = (TEXT, JSON, "sarif", "junit", "github", "gitlab", "html", WAIVERS)


def format_outcome(kind: str, outcome: Outcome, workspace: Workspace, *, strict: bool, everything: bool) -> str:
    """Return an outcome in one of ``FORMATS``; ends with a line end."""
    from jixiao.reporting import annotations, junit, sarif, waiver_skeleton
    from jixiao.rules.catalogue import all_rules

    findings = outcome.findings
    match kind:
        case "text":
            from jixiao.reporting.outcome_text import outcome_text  # it needs the rules

            return outcome_text(outcome, workspace, strict=strict, everything=everything)
        case "json":
            return json_text(_as_json(outcome, workspace, strict=strict), indent=2) + "\n"
        case "waivers":
            return waiver_skeleton.format_waivers_skeleton(findings, everything=everything)
        case "html":
            from jixiao.reporting.examination import render_examination  # it needs Jinja2

            return render_examination(outcome.title, findings, outcome.judgement, outcome.overridden)
        case "sarif":
            return sarif.format_sarif(findings, all_rules())
        case "junit":
            return junit.format_junit(findings, all_rules(), strict=strict)
        case "github":
            return annotations.format_github(findings)
        case "gitlab":
            return annotations.format_gitlab(findings)
    raise ValueError(kind)


def _as_json(outcome: Outcome, workspace: Workspace, *, strict: bool) -> dict[str, Any]:
    scores = outcome.judgement.rescored.self_check.scores if outcome.judgement and outcome.judgement.rescored else ()
    return {
        "exit": 1 if outcome.is_stopped(strict=strict) else 0,
        "findings": [finding.as_json() for finding in outcome.findings],
        "folder": workspace.shown(outcome.folder) if outcome.folder else None,
        "files": outcome.files,
        "notes": outcome.notes,
        "progress": outcome.progress.as_json() if outcome.progress else None,
        "self_check": [score.as_json() for score in scores],
        "overrides": [
            {
                "where": printed.where,
                "reference": printed.path,
                "occurrence": printed.occurrence,
                "implied": printed.implied,
                "printed": printed.printed,
                "reason": str(printed.override.reason) if printed.override else "",
            }
            for printed in outcome.overridden
        ],
    }
