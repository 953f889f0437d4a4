"""What a change moved: prints with other words, parts to be drawn anew, fields whose span is another."""

from __future__ import annotations

from typing import Any

from jixiao.serve.data_entries import DataEntry
from jixiao.serve.part_json import FieldWriter, paragraphs_json
from jixiao.serve.planned_change import PlannedChange
from jixiao.serve.served_parts import ServedPart
from jixiao.serve.served_year import ServedYear

Json = dict[str, Any]


def list_moved(before: ServedYear, after: ServedYear) -> list[Json]:
    """Return every print that has other words than before, in the order of the package."""
    moved = []
    for part in after.parts:
        old = before.part(part.id)
        if old is None or old.version == part.version:
            continue
        was = before.prints[part.id]
        for mark, printed in after.prints[part.id].items():
            if mark in was and was[mark].printed != printed.printed:
                moved.append(
                    {
                        "mark": mark,
                        "part": part.id,
                        "path": printed.path,
                        "old": was[mark].printed,
                        "new": printed.printed,
                        "position": printed.spoken,
                    }
                )
    return moved


def list_redrawn(before: ServedYear, after: ServedYear) -> list[str]:
    """Return the parts whose words changed beyond their values."""
    return [part.id for part in after.parts if _is_redrawn(before.part(part.id), part)]


def _is_redrawn(old: ServedPart | None, new: ServedPart) -> bool:
    if old is None or (old.version != new.version and old.frame != new.frame):
        return True
    return (old.label, old.title) != (new.label, new.title)


def change_json(before: ServedYear, after: ServedYear, plan: PlannedChange, writer: FieldWriter) -> Json:
    """Return the answer to a change, without the session's own."""
    asked = [*plan.applied, *(one["field"] for one in (*plan.conflicts, *plan.refused))]
    wanted = dict.fromkeys([*asked, *_others(before, after, plan)])
    fields = {one: writer.write(after.entries[one]) for one in wanted if one in after.entries}
    touched = any(file.endswith(".md") for file in plan.files)
    return {
        "applied": plan.applied,
        "noted": plan.noted,
        "conflicts": plan.conflicts,
        "refused": plan.refused,
        "moved": list_moved(before, after),
        "redraw": list_redrawn(before, after),
        "fields": fields,
        "paragraphs": paragraphs_json(after, writer.judged) if touched else {},
    }


def _others(before: ServedYear, after: ServedYear, plan: PlannedChange) -> list[str]:
    """Return the entries of the files written whose span, or whether they stand there, is another than it was."""
    found = []
    for file in plan.files:
        old, new = before.files.get(file), after.files.get(file)
        if old is None or new is None:
            continue
        names = {entry.path: name for name, entry in _names(after, file)}
        for path, entry in new.entries.items():
            was = old.entries.get(path)
            if (
                was is None
                or was.text != entry.text
                or (was.node is None) != (entry.node is None)
                or was.row != entry.row
            ):
                found.append(names[path])
    return found


def _names(year: ServedYear, file: str) -> list[tuple[str, DataEntry]]:
    return [(name, held.entry) for name, held in year.entries.items() if held.file.file == file]
