"""Rows of a list added, moved and taken out, by whole lines: what stands around them stays."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.findings import quoted
from jixiao.model.scalars import OPEN
from jixiao.serve.data_entries import DataEntry, EntryFile, digest, name_row, read_entries
from jixiao.serve.entry_words import read_typed
from jixiao.serve.entry_writing import line_end, write_entries_into
from jixiao.serve.optional_lists import OptionalList, begin_list, list_optional
from jixiao.serve.planned_change import PlannedChange, source_of
from jixiao.serve.served_lists import find_list, row_stamp
from jixiao.serve.served_year import ServedYear, raw_text
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Entries, Items
from jixiao.source.rewrite import Edit, apply_edits
from jixiao.source.scalar_text import UnwritableError

_LAST_ROW = "这里至少要有一行；不再设的，改成别的指标。"


class _Rows:
    """A list of a file, whose rows each take whole lines."""

    def __init__(self, file: EntryFile, items: Items) -> None:
        self.file, self.items = file, items
        self.rows = [one for one in items if isinstance(one, Entries)]

    def find(self, name: str) -> Entries | None:
        """Return the row that the page calls so."""
        return next((one for one in self.rows if digest("row", self.file.file, one.path)[:12] == name), None)

    def lines(self, row: Entries) -> Edit:
        """Return the edit that takes a row's lines out."""
        return self.file.manuscript.removed(row)

    def behind(self, row: Entries | None) -> int:
        """Return where a row behind this one begins; before all rows for None."""
        return self.lines(row).end if row is not None else self.lines(self.rows[0]).start

    def text_of(self, row: Entries) -> str:
        """Return a row's lines, the last with its end."""
        edit = self.lines(row)
        text = self.file.text[edit.start : edit.end]
        return text if text.endswith("\n") else f"{text}{line_end(self.file.text)}"

    def insertion(self, at: int, lines: str) -> Edit:
        """Return the edit that puts lines in, also behind a last line without end."""
        before = self.file.text[:at]
        lead = line_end(before) if before and not before.endswith("\n") else ""
        return Edit(at, at, lead + lines)


def plan_rows(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what a change of rows comes to."""
    plan = PlannedChange()
    name = str(asked.get("list", ""))
    found = find_list(year, name)
    optional = next((one for one in list_optional(year) if one.id == name), None) if found is None else None
    if optional is not None and asked.get("do") == "add":
        return _plan_first(plan, year, optional, asked)
    if found is None:
        plan.conflicts.append({"field": name, "yours": "", "theirs": "", "hash": ""})
        return plan
    file, items = found
    source = source_of(year, file.file)
    if source is None or raw_text(source) is None:
        plan.refuse(name, "这个文件不是 UTF-8 编码，页面不改它。")
        return plan
    rows = _Rows(file, items)
    try:
        _plan(plan, rows, asked)
    except UnwritableError:
        plan.files.clear()
        plan.refuse(name, "这几行在文件里的写法不便整行改动，请在文件里改。")
    return plan


def _plan_first(
    plan: PlannedChange, year: ServedYear, optional: OptionalList, asked: Mapping[str, object]
) -> PlannedChange:
    """Plan the first row of a list that is not there yet."""
    file, values = optional.file, asked.get("values")
    try:
        made = _again(file, begin_list(optional))
        _prove(_Rows(file, Items(optional.level1.place, optional.path)), made, [None])
        _fill(plan, made, f"{optional.path}[1]", values if isinstance(values, Mapping) else {})
    except UnwritableError:
        plan.files.clear()
        plan.refuse(optional.id, "这一类指标在文件里加不进去，请在文件里写。")
    return plan


def _plan(plan: PlannedChange, rows: _Rows, asked: Mapping[str, object]) -> None:
    deed, name = asked.get("do"), str(asked.get("row") or "")
    after = rows.find(str(asked.get("after") or ""))
    if asked.get("after") and after is None:
        plan.conflicts.append({"field": str(asked["after"]), "yours": "", "theirs": "", "hash": ""})
        return
    if deed == "add":
        values = asked.get("values")
        _add(plan, rows, after, values if isinstance(values, Mapping) else {})
        return
    row = rows.find(name)
    if row is None or row_stamp(row) != asked.get("hash"):
        theirs = name_row(row) if row is not None else ""
        plan.conflicts.append(
            {"field": name, "yours": "", "theirs": theirs, "hash": row_stamp(row) if row is not None else ""}
        )
    elif deed == "remove":
        _remove(plan, rows, row)
    else:
        _move(plan, rows, row, after)


def _add(plan: PlannedChange, rows: _Rows, after: Entries | None, values: Mapping[str, object]) -> None:
    like = after if after is not None else rows.rows[0] if rows.rows else None
    if like is None:
        raise UnwritableError(rows.items.path)
    columns = _columns(rows.file, like)
    lines = _skeleton(rows, like, columns)
    text = apply_edits(rows.file.text, [rows.insertion(rows.behind(after), lines)])[0]
    number = rows.rows.index(after) + 2 if after is not None else 1
    made = _again(rows.file, text)
    _prove(rows, made, [*rows.rows[: number - 1], None, *rows.rows[number - 1 :]])
    _fill(plan, made, f"{rows.items.path}[{number}]", values)


def _fill(plan: PlannedChange, made: EntryFile, row: str, values: Mapping[str, object]) -> None:
    """Plan a file with a row that was made and the values it begins with."""
    words = {}
    for key, value in values.items():
        entry = made.entries.get(f"{row}.{key}")
        if entry is None or not str(value).strip():
            continue
        typed = read_typed(entry, str(value))
        if typed.refused:
            plan.refuse(key, typed.refused)
            return
        words[entry.path] = typed.words
    plan.files[made.file] = write_entries_into(made, words).encode()
    plan.applied.append(digest("row", made.file, row)[:12])
    plan.words = "加了一行"


def _columns(file: EntryFile, row: Entries) -> list[DataEntry]:
    before = f"{row.path}."
    return [one for path, one in file.entries.items() if path.startswith(before) and "." not in path[len(before) :]]


def _skeleton(rows: _Rows, like: Entries, columns: list[DataEntry]) -> str:
    """Return a row that is open where a value must be, written as its neighbour is: in lines or in braces."""
    asked = [one.key for one in columns if one.sort.required or one.key in like]
    needed = {one.key for one in columns if one.sort.required}
    keys = [key for key in asked if key in needed] or asked[:1]
    keys += [key for key in ("年度指标值", "实际完成值") if key in asked and key not in keys]
    keys = [one.key for one in columns if one.key in keys]
    edit, end = rows.lines(like), line_end(rows.file.text)
    dash = rows.file.text[edit.start :]
    indent = dash[: len(dash) - len(dash.lstrip(" "))]
    if dash.lstrip(" ")[1:].lstrip(" ")[:1] == "{":
        return f"{indent}- {{{', '.join(f'{key}: {OPEN}' for key in keys)}}}{end}"
    return "".join(f"{indent}{'- ' if not number else '  '}{key}: {OPEN}{end}" for number, key in enumerate(keys))


def _remove(plan: PlannedChange, rows: _Rows, row: Entries) -> None:
    if len(rows.rows) < 2:
        plan.refuse(digest("row", rows.file.file, row.path)[:12], _LAST_ROW)
        return
    text = apply_edits(rows.file.text, [rows.lines(row)])[0]
    _prove(rows, _again(rows.file, text), [one for one in rows.rows if one is not row])
    plan.files[rows.file.file] = text.encode()
    plan.words = f"删了{quoted(name_row(row), characters=12)}一行"


def _move(plan: PlannedChange, rows: _Rows, row: Entries, after: Entries | None) -> None:
    if after is row:
        return
    edits = [rows.lines(row), rows.insertion(rows.behind(after), rows.text_of(row))]
    text = apply_edits(rows.file.text, edits)[0]
    others = [one for one in rows.rows if one is not row]
    at = others.index(after) + 1 if after is not None else 0
    _prove(rows, _again(rows.file, text), [*others[:at], row, *others[at:]])
    plan.files[rows.file.file] = text.encode()
    plan.words = f"移了{quoted(name_row(row), characters=12)}一行"


def _again(file: EntryFile, text: str) -> EntryFile:
    return read_entries(text, file.file, file.prefix, file.model)


def _prove(rows: _Rows, made: EntryFile, meant: list[Entries | None]) -> None:
    """Raise UnwritableError unless the file reads as it did but for these rows; None is one that was made."""
    there = _items_at(made.tree, rows.items.path)
    read = [[*map(str, list_scalars(one))] for one in there or ()]
    wanted = [None if one is None else [*map(str, list_scalars(one))] for one in meant]
    if len(read) != len(wanted) or any(two is not None and one != two for one, two in zip(read, wanted, strict=True)):
        raise UnwritableError(rows.items.path)
    below = f"{rows.items.path}["
    before, after = (
        [(one.path, str(one)) for one in list_scalars(tree) if not one.path.startswith(below)]
        for tree in (rows.file.tree, made.tree)
    )
    if before != after:
        raise UnwritableError(rows.items.path)


def _items_at(tree: object, path: str) -> Items | None:
    if isinstance(tree, Items) and tree.path == path:
        return tree
    inside = tree.values() if isinstance(tree, Entries) else tree if isinstance(tree, Items) else ()
    return next((found for one in inside if (found := _items_at(one, path)) is not None), None)
