"""Packages as they come back: edited the ways Word, WPS and LibreOffice leave them."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx

from jixiao.build.described_case import PackageCase
from jixiao.build.steps import Inspected
from jixiao.build.year_documents import Documents
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import WordDocument
from jixiao.render.printing import Print
from tests.support.docx import W, members, text_of
from tests.support.made_unit import MADE
from tests.support.opened import inspected, rendered


@cache
def made_case() -> Inspected:
    return inspected(MADE)


@cache
def made_documents() -> Documents:
    """Return the DOCX of the made unit: whole and parts, no PDF."""
    return rendered(made_case())


@cache
def prints() -> dict[tuple[str, str], Print]:
    """Return what is printed by where and path, the first of each."""
    return {(one.where, one.path): one for one in reversed(made_case().inspection.prints)}


@dataclass
class Edited:
    """A DOCX in an editor's hands; ``case`` is the package it is of."""

    document: Any
    case: PackageCase

    @classmethod
    def whole(cls) -> Edited:
        return cls.of(made_documents().whole, made_case())

    @classmethod
    def of(cls, content: bytes, case: PackageCase) -> Edited:
        return cls(docx.Document(io.BytesIO(content)), case)

    @classmethod
    def part(cls, label: str) -> Edited:
        [content] = [data for name, data in made_documents().parts.items() if Path(name).stem.split("-")[1] == label]
        return cls.of(content, made_case())

    @property
    def body(self) -> Any:
        return self.document.element.body

    def mark(self, where: str, path: str) -> Any:
        """Return the start of the bookmark round a printed value."""
        [name] = [one.mark for one in self.case.inspection.prints if (one.where, one.path) == (where, path)][:1]
        [found] = [one for one in self.body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == name]
        return found

    def type_over(self, where: str, path: str, words: str) -> None:
        """Change a value inside its mark."""
        first, *others = self.runs(self.mark(where, path))
        set_text(first, words)
        for run in others:
            run.getparent().remove(run)

    def retype(self, where: str, path: str, words: str) -> None:
        """Clear the paragraph a value stands in and type it again: the marks go."""
        start = self.mark(where, path)
        value = "".join(text_of(one) for one in self.runs(start))
        paragraph = next(start.iterancestors(f"{W}p"))
        text, run = text_of(paragraph), copy.deepcopy(next(paragraph.iter(f"{W}r")))
        assert text.count(value) == 1
        set_text(run, text.replace(value, words))
        for child in [one for one in paragraph if one.tag != f"{W}pPr"]:
            paragraph.remove(child)
        paragraph.append(run)

    def type_beside(self, where: str, path: str, words: str) -> None:
        """Type words right behind a value, outside its mark."""
        start = self.mark(where, path)
        runs = self.runs(start)
        run = copy.deepcopy(runs[-1])
        set_text(run, words)
        [end] = [one for one in self.body.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") == start.get(f"{W}id")]
        end.addnext(run)

    def replace(self, old: str, new: str) -> None:
        """Replace words that stand in one run of one place of the document."""
        runs = [run for run in self.body.iter(f"{W}r") if old in text_of(run)]
        assert len(runs) == 1, f"{old} stands in {len(runs)} runs"
        set_text(runs[0], text_of(runs[0]).replace(old, new))

    def paragraph(self, words: str) -> Any:
        """Return the one paragraph that holds some words."""
        [found] = [one for one in self.body.iter(f"{W}p") if words in text_of(one)]
        return found

    def row(self, where: str, path: str) -> Any:
        """Return the row a value stands in."""
        return next(self.mark(where, path).iterancestors(f"{W}tr"))

    def runs(self, start: Any) -> list[Any]:
        runs, node = [], start.getnext()
        while not (node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id")):
            runs += [node] if node.tag == f"{W}r" else []
            node = node.getnext()
        return runs

    def saved(self, path: Path) -> Path:
        self.document.save(str(path))
        return path


def set_text(run: Any, words: str) -> None:
    for child in [one for one in run if one.tag != f"{W}rPr"]:
        run.remove(child)
    text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    run.append(text)


def without_source_map(path: Path, target: Path) -> Path:
    """Return a copy of the document that lost its custom parts."""
    kept = {name: data for name, data in members(path.read_bytes()).items() if not name.startswith("customXml/")}
    relations = "word/_rels/document.xml.rels"
    kept[relations] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", kept[relations])
    kept["[Content_Types].xml"] = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", kept["[Content_Types].xml"])
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    return target


@cache
def real_paper(label: str) -> WordDocument:
    """Return one part of the real package as it is read."""
    [content] = [data for name, data in made_documents().parts.items() if Path(name).stem.split("-")[1] == label]
    return read_paper(content)
