"""A year judged again with other values: printed and looked through in memory, no file read or written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.findings import Finding
from jixiao.model.submission import Submission
from jixiao.render.package import Folders, inspect
from jixiao.rules.book import Book
from jixiao.rules.registry import Rule
from jixiao.sources import Source


class Reprinted(Struct, frozen=True):
    """A year printed again: its book, and what is wrong with overrides and templates."""

    book: Book
    findings: tuple[Finding, ...]

    def said_by(self, rules: Iterable[Rule]) -> list[Finding]:
        """Return what some rules find."""
        return [finding for rule in rules for finding in rule.findings(self.book)]


def reprinted(
    submission: Submission, dossier: Dossier, folders: Folders, sources: tuple[Source, ...] = ()
) -> Reprinted | None:
    """Return a changed year as it prints then; None where the report cannot be filled in that way.

    ``sources`` are the files it was read from, which the change does not touch.
    """
    inspection = inspect(dossier, folders)
    if inspection.unfillable:
        return None
    book = Book(submission, dossier, tuple(inspection.prints), inspection.paragraphs, sources, inspection.pages)
    return Reprinted(book, tuple(inspection.findings))
