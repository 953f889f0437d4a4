"""One part for the page: what each bookmark prints, the fields that may be filled in, paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jixiao.glossary import term
from jixiao.model.data_files import FILED, RESTATEMENTS, UNIT
from jixiao.model.guidance import examples, guidance
from jixiao.render.printing import Print
from jixiao.serve.data_entries import DataEntry, EntrySort, HeldEntry
from jixiao.serve.former_values import FormerValues
from jixiao.serve.optional_lists import OptionalList, list_optional
from jixiao.serve.report_paragraphs import paragraph_json, read_paragraph
from jixiao.serve.served_lists import list_json, lists_of
from jixiao.serve.served_parts import DATA_PART, ServedPart
from jixiao.serve.served_year import ServedYear
from jixiao.serve.state_json import Json

_BY_PROGRAM = {FILED.name: "由 make file 记录，不在这里改。", RESTATEMENTS.name: "更正的记录，在文件里改。"}
_OF_YEAR = {"year": "年度由文件夹定，不在这里改。", "form_set": "换表单集要另建年度：make new-year。"}


def part_json(year: ServedYear, part: ServedPart, former: FormerValues, judged: ServedYear | None = None) -> Json:
    """Return everything about a part that the page needs to make it editable; what was found is that of ``judged``."""
    writer = FieldWriter(year, former, judged or year)
    behind = year.behind.get(part.id, {})
    held = dict.fromkeys(one.id for _, one in behind.values() if one is not None)
    if part.kind == DATA_PART:
        held = dict.fromkeys(_unprinted(year))
    lists = [*lists_of(year, part, held)]
    held |= dict.fromkeys(one for each in lists for row in each.rows for one in row.fields.values())
    return {
        "id": part.id,
        "version": part.version,
        "marks": {mark: _mark(printed, *behind[mark]) for mark, printed in year.prints.get(part.id, {}).items()},
        "fields": {one: writer.write(year.entries[one]) for one in held},
        "paragraphs": paragraphs_json(year, judged or year) if part.kind == "report" else {},
        "lists": [*map(list_json, lists), *(_empty_list(one) for one in list_optional(year, part))],
    }


def _empty_list(one: OptionalList) -> Json:
    """Return a list that has no rows yet."""
    return {"id": one.id, "path": one.path, "title": one.name, "columns": [], "rows": [], "why": ""}


def _mark(printed: Print, owner: str, held: HeldEntry | None) -> Json:
    position = printed.spoken.removeprefix(printed.where).strip()
    return {
        "path": printed.path,
        "owner": owner,
        "field": held.id if held is not None else None,
        "shown": printed.printed,
        "unknown": printed.unknown,
        "row": printed.row,
        "cell": printed.cell,
        "position": position,
    }


def _unprinted(year: ServedYear) -> Iterator[str]:
    """Yield the entries that no page prints: all that stand in the files, and those missing that are asked for."""
    asked = {held.id for _, _, held in year.homes if held is not None}
    for name, held in year.entries.items():
        if name not in year.marks_of and (held.entry.node is not None or name in asked):
            yield name


class FieldWriter:
    """Lays fields of one state of a year out."""

    def __init__(self, year: ServedYear, former: FormerValues, judged: ServedYear) -> None:
        self.year, self.judged = year, judged
        self.former = former
        ends = f".{term('prior_final')}"
        prints = (one for each in year.prints.values() for one in each.values() if one.path.endswith(ends))
        self._prior = {f"{one.path.removesuffix(ends)}.{term('final')}": one.printed for one in prints}
        self._findings: dict[str, list[str]] = {}
        for name, (_, _, held) in zip(judged.finding_names, judged.homes, strict=True):
            if held is not None:
                self._findings.setdefault(held.id, []).append(name)

    def write(self, held: HeldEntry) -> Json:
        """Return a field for the page."""
        entry = held.entry
        number = entry.sort.reads.number if entry.sort.reads else None
        why = self._locked(held)
        return {
            "id": held.id,
            "path": entry.path,
            "place": str(held.place),
            "file": held.file.file,
            "key": entry.key,
            "group": _group(entry),
            "label": _label(entry),
            "kind": entry.sort.kind,
            "unit": number.unit if number else "",
            "signed": bool(number and number.signed),
            "whole": bool(number and number.whole),
            "required": entry.sort.required,
            "choices": entry.sort.choices or self._choices(entry.sort),
            "text": entry.text,
            "open": entry.is_open,
            "missing": entry.node is None,
            "hash": held.stamp,
            "help": help_of(entry.sort),
            "examples": [str(one) for one in _examples(entry.sort)],
            "lastYear": self.former.find(entry) or self._prior.get(entry.path),
            "marks": [mark for _, mark in self.year.marks_of.get(held.id, ())],
            "parts": list(dict.fromkeys(part for part, _ in self.year.marks_of.get(held.id, ()))),
            "findings": self._findings.get(held.id, []),
            "editable": not why,
            "why": why,
        }

    def _locked(self, held: HeldEntry) -> str:
        name = held.file.file.removeprefix(self.year.folder)
        if name == UNIT.name and held.entry.sort.name in _OF_YEAR:
            return _OF_YEAR[held.entry.sort.name]
        return _BY_PROGRAM.get(name, "")

    def _choices(self, sort: EntrySort) -> list[str]:
        """Return what the form set lets one choose from."""
        if (sort.record, sort.name) != ("Project", "outlay_class") or not self.year.cases:
            return []
        form_set = getattr(getattr(self.year.cases[0], "dossier", None), "form_set", None)
        return [str(one.name) for one in getattr(form_set, "outlay_classes", ())]


def _group(entry: DataEntry) -> list[str]:
    """Return what an entry stands in, the outermost first: rows of lists by what they are called."""
    rows = iter(entry.row.split("\0"))
    steps = [step.partition("[") for step in entry.path.removesuffix(entry.key).removesuffix(".").split(".")]
    return [f"{name}：{next(rows, '')}" if bracket else name for name, bracket, _ in steps if name]


def _label(entry: DataEntry) -> str:
    above = re.split(r"[.\[]", entry.path)
    group = above[-2] if len(above) > 1 and not entry.row else ""
    return f"{group} {entry.key}".strip() if entry.sort.kind == "number" and group else entry.key


def help_of(sort: EntrySort) -> str:
    """Return the form's or the house's words on how an entry is filled in."""
    words = guidance(sort.record, sort.name)
    told: Mapping[str, Any] = sort.reads.schema if sort.reads else {}
    return words or ("" if "Record" in sort.record else str(told.get("description", "")))


def _examples(sort: EntrySort) -> Iterable[object]:
    told: Mapping[str, Any] = sort.reads.schema if sort.reads else {}
    return examples(sort.record, sort.name) or told.get("examples", ())


def paragraphs_json(year: ServedYear, judged: ServedYear) -> Json:
    """Return the report's paragraphs as they are written, with what was found in them when they were last judged."""
    texts = {source.file: source.typed for source in year.sources if source.file.endswith(".md")}
    found: dict[tuple[str, int], list[str]] = {}
    for name, finding in zip(judged.finding_names, judged.findings, strict=True):
        found.setdefault((finding.place.file, finding.place.line), []).append(name)
    told = {}
    for name, passage in year.paragraphs.items():
        file, line = passage.place.file, passage.place.line
        if file in texts:
            written = read_paragraph(texts[file], file, line)
            here = [one for at in range(written.first, written.behind) for one in found.get((file, at), ())]
            told[name] = {**paragraph_json(name, passage, written), "findings": here}
    return told
