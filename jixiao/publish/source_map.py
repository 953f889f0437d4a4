"""The source map: for every mark in a package, the line of data it comes from.

It lies in each DOCX as a custom XML part, and beside the package as ``source-map.json``. The part in the DOCX names no
Git revision, as the same data must give the same file; it has Git's own digest of each data file instead, by which
``git log --find-object`` finds the commits that hold it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from msgspec import Struct, json

from jixiao.derive.dossier import Dossier
from jixiao.docx.custom_xml import with_custom_xml
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.lineage import derivation_words, lineage_json
from jixiao.model.formset import PartKind
from jixiao.render.parts import Inspection, label_of
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print, paragraph_mark
from jixiao.source.decoding import SourceText
from jixiao.submission.year_reading import YearReading

SOURCE_MAP = "source-map.json"
NAMESPACE = "urn:jixiao:source-map:1"
_SECTION = "报告 "

Entry = dict[str, Any]


class SourceMap(Struct, frozen=True, dict=True):
    """What a package prints and where that comes from.

    ``files`` are Git's digests of the data files by name, ``reports`` the labels of the parts that are a report.
    """

    unit: str
    year: int
    files: Mapping[str, str]
    prints: tuple[Print, ...]
    paragraphs: tuple[PrintedPassage, ...]
    reports: frozenset[str] = frozenset()

    @cached_property
    def marks(self) -> dict[str, Entry]:
        """What each bookmark round a value holds, by its name, in the order of the pages."""
        return {one.mark: _print_entry(one) for one in self.prints}

    @cached_property
    def paragraph_marks(self) -> dict[str, Entry]:
        """Where each paragraph of the report comes from, by the name of its bookmark."""
        return {name: _paragraph_entry(one) for name, one in named_paragraphs(self.paragraphs)}

    @cached_property
    def figures(self) -> dict[str, Entry]:
        """Every figure that is printed or leads to one that is, down to those typed; by path."""
        return lineage_json(one.value for one in self.prints if isinstance(one.value, Figure))

    def as_json(self, revision: str) -> bytes:
        """Return the map as JSON, a line for each mark, figure and file."""
        head = {"unit": self.unit, "year": self.year, "revision": revision}
        groups = {"marks": self.marks, "paragraphs": self.paragraph_marks, "figures": self.figures, "files": self.files}
        pieces = [b"{\n%s" % b",\n".join(b"%s: %s" % (_json(key), _json(value)) for key, value in head.items())]
        for name, entries in groups.items():
            pieces.append(b",\n%s: {\n" % _json(name))
            pieces += _group(entries)
            pieces.append(b"\n}")
        return b"".join([*pieces, b"\n}\n"])

    def as_xml(self, label: str = "") -> bytes:
        """Return the map as XML for the inside of a DOCX: of all parts, or of the one of that label.

        The digests stand in that of all parts only: a part does not change with a line that it does not print.
        """
        digests = {} if label else self.files
        files = (f"<file name={_quoted(name)} blob={_quoted(digest)}/>".encode() for name, digest in digests.items())
        marks, paragraphs = (names.get(label, []) for names in self._names)
        figures = self._reached(str(self.marks[name]["path"]) for name in marks)
        lines = map(self._lines.__getitem__, chain(marks, paragraphs, figures))
        root = f'<sourceMap xmlns="{NAMESPACE}" unit={_quoted(self.unit)} year="{self.year}">'
        declaration = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        return b"\n".join([declaration, root.encode(), *files, *lines, b"</sourceMap>", b""])

    @cached_property
    def _names(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The names of the marks in each part by its label ("": in all parts), and those of the paragraphs."""
        return self._by_part(self.marks), self._by_part(self.paragraph_marks)

    def _by_part(self, entries: Mapping[str, Entry]) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {"": list(entries)}
        for name, entry in entries.items():
            where = str(entry["where"])
            for label in self.reports | {where} if where.startswith(_SECTION) else (where,):
                names.setdefault(label, []).append(name)
        return names

    @cached_property
    def _lines(self) -> dict[str, bytes]:
        """Every mark, paragraph and figure as an element, by its name: made once for all parts, which saves 200 ms."""
        kinds = {"mark": self.marks, "paragraph": self.paragraph_marks, "figure": self.figures}
        return {
            name: _element(kind, name, entry).encode()
            for kind, entries in kinds.items()
            for name, entry in entries.items()
        }

    def forget_lines(self) -> None:
        """Let go of the elements: with 10,000 rows they take 30 MB."""
        self.__dict__.pop("_lines", None)

    def _reached(self, paths: Iterable[str]) -> list[str]:
        """Return the names of the figures at some paths and of those that lead to them, in order."""
        reached: dict[str, None] = {}
        pending = [*paths][::-1]
        while pending:
            name = pending.pop()
            if name not in reached and name in self._operands:
                reached[name] = None
                pending += self._operands[name][::-1]
        return list(reached)

    @cached_property
    def _operands(self) -> dict[str, list[str]]:
        """The names of the figures that each figure was computed from."""
        return {name: entry.get("operands", []) for name, entry in self.figures.items()}

    def added_to(self, members: Mapping[str, bytes], label: str = "") -> dict[str, bytes]:
        """Return a document's members together with the map of what it holds: all parts, or the one of that label."""
        return with_custom_xml(members, self.as_xml(label), NAMESPACE)


def source_map(year: int, *, reading: YearReading, dossier: Dossier, inspection: Inspection) -> SourceMap:
    """Return the map of a year's package."""
    reports = frozenset(label_of(part, None) for part in dossier.form_set.parts if part.kind is PartKind.REPORT)
    return map_inspection(str(dossier.unit.unit_name), year, sources=reading.sources, of=inspection, reports=reports)


def map_inspection(
    unit: str, year: int, *, sources: Iterable[SourceText], of: Inspection, reports: frozenset[str] = frozenset()
) -> SourceMap:
    """Return the map of what an inspection met, read from some files."""
    in_order = sorted(sources, key=lambda source: source.file)
    files = {source.file: git_digest(source.data) for source in in_order if source.data is not None}
    prints, paragraphs = tuple(of.prints), of.paragraphs
    return SourceMap(unit, year=year, files=files, prints=prints, paragraphs=paragraphs, reports=reports)


def named_paragraphs(paragraphs: Iterable[PrintedPassage]) -> Iterator[tuple[str, PrintedPassage]]:
    """Yield the report's paragraphs with the names of their bookmarks."""
    times: Counter[tuple[str, str]] = Counter()
    for one in paragraphs:
        line = f"{one.place.file.rpartition('/')[2]}:{one.place.line}"
        times[one.where, line] += 1
        yield paragraph_mark(one.where, line, times[one.where, line]), one


def git_digest(content: bytes) -> str:
    """Return the name that Git gives a file's content, with line ends as the repository has them."""
    content = content.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _print_entry(one: Print) -> Entry:
    entry: Entry = {"where": one.where}
    if one.row:
        entry |= {"row": one.row, "cell": one.cell}
    if one.paragraph:
        entry["paragraph"] = one.paragraph
    entry |= {"path": one.path, "printed": one.printed, **_place_entry(entered_at(one))}
    if isinstance(one.value, Text) and (how := derivation_words(one.value)):
        entry["derived"] = how
    if one.override is not None:
        filed = _place_entry(one.override.as_filed.place)
        entry["override"] = {"computed": one.implied, "reason": str(one.override.reason), **filed}
    return entry


def entered_at(one: Print) -> Place | None:
    """Return where a value was typed; None for what was computed: its figure has the formula."""
    if isinstance(one.value, Figure):
        origin = one.value.source.origin
        return origin if isinstance(origin, Place) else None
    is_derived = isinstance(one.value, Text) and not one.value.entered
    return None if one.value is None or is_derived else one.value.place


def _paragraph_entry(one: PrintedPassage) -> Entry:
    return {"where": one.where, "paragraph": one.position, **_place_entry(one.place)}


def _place_entry(place: Place | None) -> Entry:
    return {} if place is None else place.as_json()


_json = json.encode


def _group(entries: Mapping[str, object]) -> Iterator[bytes]:
    """Yield a group's lines, each but the first with what divides it from the one before."""
    for number, (name, entry) in enumerate(entries.items()):
        yield (b",\n%s: %s" if number else b"%s: %s") % (_json(name), _json(entry))


def _element(tag: str, name: str, entry: Entry) -> str:
    """Return an entry as an element: plain values are attributes, what was printed as filed and operands are below."""
    plain: Entry = {"name": name, **entry} if name else dict(entry)
    filed, operands = plain.pop("override", None), plain.pop("operands", ())
    inner = _element("override", "", filed) if filed else ""
    inner += "".join(f"<operand name={_quoted(operand)}/>" for operand in operands)
    start = f"<{tag}" + "".join(f" {key}={_quoted(str(value))}" for key, value in plain.items())
    return f"{start}>{inner}</{tag}>" if inner else f"{start}/>"


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'
