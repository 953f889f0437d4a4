"""Books whose texts a test writes: paragraphs of the report in memory, entries in a copied project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from jixiao.findings import Finding, Place
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.passages import PrintedPassage
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import book_of, found
from tests.support.project import ROOT, copy_project


@cache
def real_book() -> PrintedPackage:
    """Return the Book of the real project."""
    from jixiao.paths import Workspace

    return book_of(Workspace(ROOT))


def report_of(**sections: str) -> PrintedPackage:
    """Return the real Book with these sections (七="…") in place of the report, a paragraph to a line."""
    paragraphs = tuple(
        PrintedPassage(line, (), f"报告 {where}", f"第{number}段", Place(f"report/{where}.md", number), number=number)
        for where, text in sections.items()
        for number, line in enumerate(text.split("\n"), start=1)
    )
    return replace(real_book(), paragraphs=paragraphs)


def marked(name: str, text: str) -> str:
    """Return a value between the ends of its mark, as a filled-in template has it."""
    return f"{OPEN}{name}{BETWEEN}{text}{CLOSE}"


def edited(target: Path, file: str, change: Callable[[str], str]) -> PrintedPackage:
    """Return the Book of a copied project with one file of its year changed."""
    workspace = copy_project(target)
    path = workspace.year(2023) / file
    before = path.read_text("utf-8")
    after = change(before)
    assert before != after
    path.write_text(after, encoding="utf-8", newline="\n")
    return book_of(workspace)


def with_goals(target: Path, lines: str) -> PrintedPackage:
    """Return the Book of a copied project whose Annex 2 has these goals, one to a line."""
    indented = "\n".join(f"    {line}" if line else "" for line in lines.split("\n"))

    def change(text: str) -> str:
        head, key, rest = text.partition("  预期目标: |-\n")
        _, after, rest = rest.partition("  实际完成情况: |-\n")
        return f"{head}{key}{indented}\n{after}{rest}"

    return edited(target, "annex2.yaml", change)


def told(code: str, book: PrintedPackage, where: str = "") -> list[str]:
    """Return what a rule found, on subjects that begin with ``where``."""
    return [one.found for one in findings(code, book, where)]


def findings(code: str, book: PrintedPackage, where: str = "") -> list[Finding]:
    """Return a rule's findings on subjects that begin with ``where``."""
    return [one for one in found(code, book) if one.subject.startswith(where)]


def replaced(changes: Mapping[str, str]) -> Callable[[str], str]:
    """Return a change that replaces texts, each of which must stand there."""

    def change(text: str) -> str:
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    return change
