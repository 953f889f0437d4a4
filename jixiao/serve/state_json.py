"""The state of a year for the page: parts, counters, findings. docs/serve-protocol.md says what each key means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jixiao.findings import Finding, Severity, is_open_place
from jixiao.model.formset import FormSet
from jixiao.serve.data_entries import HeldEntry
from jixiao.serve.finding_edits import list_ways
from jixiao.serve.served_parts import ServedPart
from jixiao.serve.served_year import ServedYear
from jixiao.targets.number_words import in_chinese

Json = dict[str, Any]
_DESCRIBED_CANNOT = "由说明写成的表单集还没有这一项；请在 data/ 下的文件里改。"


def state_json(year: ServedYear, judged: ServedYear | None = None, *, findings: bool = True) -> Json:
    """Return what the page shows of the whole year; what belongs to the session is added by it.

    Where the year is still being judged, what was found is that of ``judged``, its last state that was.
    """
    judged = judged or year
    case = year.cases[0] if year.cases else None
    progress = year.outcome.progress
    severe = [one for one in judged.findings if not one.waived and not is_open_place(one)]
    return {
        "year": year.year,
        "unit": case.unit_name if case else "",
        "title": year.outcome.title or f"{year.year} 年度",
        "formSet": case.form_set_name if case else "",
        "failure": year.failure,
        "parts": [_part(part, judged) for part in year.parts],
        "judging": year.unjudged is not None,
        "open": sum(map(is_open_place, judged.findings)),
        "filled": progress.filled if progress else None,
        "errors": sum(one.severity is Severity.ERROR for one in severe),
        "warnings": sum(one.severity is Severity.WARNING for one in severe),
        "hints": sum(one.severity is Severity.HINT for one in severe),
        "waived": sum(bool(one.waived) for one in judged.findings),
        **({"findings": findings_json(judged)} if findings else {}),
        "projects": _projects(year),
        "sections": _sections(year),
    }


_WAYS = ("edit", "rows", "projects", "waive", "reason", "look", "override", "commit", "snapshot", "make", "import")


def list_permissions(year: ServedYear, *, read_only: bool, has_git: bool) -> tuple[dict[str, bool], dict[str, str]]:
    """Return what may be done on the page, and why not what may not."""
    if read_only:
        return dict.fromkeys(_WAYS, False), dict.fromkeys(_WAYS, "只读打开，不能改。")
    cannot = {"reason": _DESCRIBED_CANNOT} if year.described else {}
    if not has_git:
        cannot["commit"] = "这里没有 Git，用“存一份”保存。"
    return {way: way not in cannot for way in _WAYS}, cannot


def _part(part: ServedPart, judged: ServedYear) -> Json:
    opened, found = judged.count(part.id)
    named = {"id": part.id, "label": part.label, "title": part.title, "project": part.identifier or None}
    return {**named, "kind": part.kind, "version": part.version, "open": opened, "findings": found}


def findings_json(year: ServedYear) -> list[Json]:
    """Return all findings, each with the entry and the marks to go to."""
    spoken: dict[str, list[tuple[str, str]]] = {place: [] for one in year.findings for place in one.printed}
    for part, prints in year.prints.items() if spoken else ():
        for mark, printed in prints.items():
            if (place := printed.spoken) in spoken:
                spoken[place].append((part, mark))
    return [
        {**finding_json(finding, part, held, _marks(year, finding, held, spoken)), "id": name}
        for name, (finding, part, held) in zip(year.finding_names, year.homes, strict=True)
    ]


def _marks(
    year: ServedYear, finding: Finding, held: HeldEntry | None, spoken: Mapping[str, list[tuple[str, str]]]
) -> list[str]:
    printed = [mark for place in finding.printed for _, mark in spoken.get(place, ())]
    own = [mark for _, mark in year.marks_of.get(held.id, ())] if held and not printed else []
    return list(dict.fromkeys([*printed, *own]))


def finding_json(finding: Finding, part: str = "", held: HeldEntry | None = None, marks: Iterable[str] = ()) -> Json:
    """Return one finding, its name left out."""
    told = finding.as_json()
    wanted = ("found", "expected", "remedy", "basis", "subject", "printed", "waived", "waivable", "cause", "explains")
    return {
        "id": "",
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        **{name: told[name] for name in wanted},
        "ways": list_ways(finding),
        "open": is_open_place(finding),
        "field": held.id if held else None,
        "part": part or None,
        "marks": [*marks],
    }


def _projects(year: ServedYear) -> list[Json]:
    seen: dict[str, Json] = {}
    for part in year.parts:
        if part.identifier:
            name = next(iter(_name(year, part.identifier)), part.title)
            seen.setdefault(
                part.identifier, {"id": part.identifier, "number": len(seen) + 1, "name": name, "part": part.id}
            )
    return list(seen.values())


def _name(year: ServedYear, identifier: str) -> Iterable[str]:
    for held in year.entries.values():
        if held.entry.path.endswith((f".{identifier}.名称", f".{identifier}.项目名称")):
            yield held.entry.text


def _sections(year: ServedYear) -> list[Json]:
    form_set = getattr(getattr(year.cases[0], "dossier", None), "form_set", None) if year.cases else None
    if not isinstance(form_set, FormSet):
        return []
    return [
        {"id": in_chinese(number), "title": str(section.title)}
        for number, section in enumerate(form_set.sections, start=1)
    ]
