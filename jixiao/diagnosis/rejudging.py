"""A year judged again with other values: printed and looked through in memory, no file read or written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.findings import Finding
from jixiao.model.entered_year import Submission
from jixiao.render.parts import RenderFolders, inspect
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Rule
from jixiao.source.decoding import SourceText


class Reprinted(Struct, frozen=True):
    """A year printed again: its book, and what is wrong with overrides and templates."""

    book: PrintedPackage
    findings: tuple[Finding, ...]

    def said_by(self, rules: Iterable[Rule]) -> list[Finding]:
        """Return what some rules find."""
        return [finding for rule in rules for finding in rule.findings(self.book)]


def reprinted(
    submission: Submission, dossier: Dossier, folders: RenderFolders, sources: tuple[SourceText, ...] = ()
) -> Reprinted | None:
    """Return a changed year as it prints then; None where the report cannot be filled in that way.

    ``sources`` are the files it was read from, which the change does not touch.
    """
    inspection = inspect(dossier, folders)
    if inspection.unfillable:
        return None
    book = PrintedPackage(
        submission,
        dossier=dossier,
        prints=tuple(inspection.prints),
        paragraphs=inspection.paragraphs,
        sources=sources,
        pages=inspection.pages,
    )
    return Reprinted(book, tuple(inspection.findings))
