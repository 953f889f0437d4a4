"""What is written from a finding or a print: a waiver, the reason of a move, a value printed as filed."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.model.data_files import MOVEMENTS, OVERRIDES, WAIVERS, DataFile
from jixiao.serve.data_entries import EntryFile, read_entries
from jixiao.serve.entry_words import read_typed
from jixiao.serve.entry_writing import line_end, write_entries_into
from jixiao.serve.looked_lines import LET_STAND, plan_looked
from jixiao.serve.planned_change import PlannedChange, source_of
from jixiao.serve.served_year import ServedYear, raw_text
from jixiao.source.nodes import Entries, Items
from jixiao.source.rewrite import Edit, apply_edits
from jixiao.source.scalar_text import UnwritableError

_ROW_INDENT = "  "


def plan_waiver(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what letting a finding stand comes to."""
    finding = _finding(year, asked)
    plan = PlannedChange()
    if finding is None:
        return _gone(plan, asked)
    if not finding.waivable or finding.waived:
        plan.refuse(str(asked.get("finding")), "这一条不能豁免，或已经豁免；请按改法改数据。")
        return plan
    values = {
        "rule": finding.code,
        "subject": finding.subject,
        "seen": "",
        **{name: str(asked.get(name) or "").strip() for name in ("reason", "by", "until")},
    }
    plan.words = f"豁免 {finding.code}"
    return _append(plan, year, WAIVERS, values, seen=finding.seen)


# The rules that hear the reason of a move.
EXPLAINED = ("A109", "Y101")


def plan_reason(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what the reason of a figure's move since last year comes to."""
    finding = _finding(year, asked)
    plan = PlannedChange()
    if finding is None:
        return _gone(plan, asked)
    if finding.code not in EXPLAINED:
        plan.refuse(finding.code, "这一条说的不是一个数的变动，写原因了结不了。")
        return plan
    values = {"reference": finding.subject, "reason": str(asked.get("reason") or "").strip()}
    plan.words = f"写了 {finding.subject} 的变动原因"
    return _append(plan, year, MOVEMENTS, values)


def plan_look(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what saying that a line was looked at and stands comes to."""
    finding = _finding(year, asked)
    return plan_looked(year, finding) if finding is not None else _gone(PlannedChange(), asked)


def list_ways(finding: Finding) -> list[str]:
    """Return how a finding may be settled but by mending: waive, reason, look."""
    if finding.waived:
        return []
    ways = {"waive": finding.waivable, "reason": finding.code in EXPLAINED, "look": finding.code in LET_STAND}
    return [way for way, is_open in ways.items() if is_open]


def plan_override(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what printing a value as filed comes to."""
    mark, plan = str(asked.get("mark") or ""), PlannedChange()
    found = [(part, prints[mark]) for part, prints in year.prints.items() if mark in prints]
    if asked.get("part"):
        found = [one for one in found if one[0] == asked["part"]] or found
    if not found:
        return _gone(plan, {"finding": mark})
    [(part, printed), *_] = found
    if printed.override is not None:
        plan.refuse(mark, "这一处已经按原件列报；改“实报”的值就行。")
        return plan
    alike = [one for one in year.prints[part].values() if (one.where, one.path) == (printed.where, printed.path)]
    values = {"where": printed.where, "reference": printed.path}
    if len(alike) > 1:
        values["occurrence"] = str(printed.occurrence)
    values |= {
        "implied": printed.printed,
        "as_filed": str(asked.get("printed") or "").strip(),
        "reason": str(asked.get("reason") or "").strip(),
    }
    plan.words = f"{printed.spoken} 按原件列报"
    return _append(plan, year, OVERRIDES, values)


def _finding(year: ServedYear, asked: Mapping[str, object]) -> Finding | None:
    return dict(zip(year.finding_names, year.findings, strict=True)).get(str(asked.get("finding") or ""))


def _gone(plan: PlannedChange, asked: Mapping[str, object]) -> PlannedChange:
    plan.conflicts.append({"field": str(asked.get("finding") or ""), "yours": "", "theirs": "", "hash": ""})
    return plan


def _append(
    plan: PlannedChange, year: ServedYear, file: DataFile, values: Mapping[str, str], seen: tuple[str, ...] = ()
) -> PlannedChange:
    """Plan a row at the end of a file's list, the file itself where there is none; refuse what it may not hold."""
    name = f"{year.folder}{file.name}"
    source = source_of(year, name)
    text = raw_text(source) if source is not None else f"{term(file.entries)}:\n"
    if text is None:
        plan.refuse(file.name, "这个文件不是 UTF-8 编码，页面不改它。")
        return plan
    key = term(file.entries)
    try:
        begun, path = _with_row(read_entries(text, name, "", file.model), key, [*values])
        made = read_entries(begun, name, "", file.model)
        words = {}
        for each, value in values.items():
            entry = made.entries[f"{path}.{term(each)}"]
            typed = read_typed(entry, value or ("、".join(seen) if each == "seen" else ""))
            if typed.refused:
                plan.refuse(each, f"{term(each)}：{typed.refused}")
            words[entry.path] = typed.words
        if not plan.refused:
            written = write_entries_into(made, {one: text for one, text in words.items() if text})
            plan.files[name] = _with_seen(written, made, f"{path}.{term('seen')}", seen).encode()
            plan.applied.append(name)
    except (UnwritableError, KeyError):
        plan.files.clear()
        plan.refuse(file.name, f"{file.name} 现在的写法加不进一条，请在文件里写。")
    return plan


def _with_row(file: EntryFile, key: str, names: list[str]) -> tuple[str, str]:
    """Return the text with one more row, its keys without values, and the row's path."""
    tree = file.tree
    held = tree.get(key) if isinstance(tree, Entries) else None
    end = line_end(file.text)
    lines = "".join(
        f"{'- ' if not number else '  '}{term(name)}:{end}" for number, name in enumerate(names)
    ).splitlines(keepends=True)
    if isinstance(held, Items) and held and isinstance(held[-1], Entries):
        edit = file.manuscript.removed(held[-1])
        begin = file.text[edit.start :]
        indent, at = begin[: len(begin) - len(begin.lstrip(" "))], edit.end
    elif isinstance(tree, Entries) and [*tree] == [key]:
        indent, at = _ROW_INDENT, len(file.text.rstrip()) + len(end)
        if isinstance(held, Items):  # []
            opened = file.manuscript.whole(held, "")
            before = apply_edits(file.text, [opened])[0].rstrip()
            return before + end + "".join(indent + line for line in lines), f"{key}[1]"
    else:
        raise UnwritableError(key)
    text = file.text if file.text.endswith("\n") else file.text + end
    added = "".join(indent + line for line in lines)
    count = len(held) if isinstance(held, Items) else 0
    return apply_edits(text, [Edit(min(at, len(text)), min(at, len(text)), added)])[0], f"{key}[{count + 1}]"


def _with_seen(text: str, file: EntryFile, path: str, seen: tuple[str, ...]) -> str:
    """Return the text with the values a waiver saw as a list."""
    if not seen:
        return text
    again = read_entries(text, file.file, "", file.model)
    node = again.entries[path].node
    listed = ", ".join("'" + one.replace("'", "''").replace("\n", " ") + "'" for one in seen)
    return apply_edits(text, [again.manuscript.whole(node, f"[{listed}]")])[0]
