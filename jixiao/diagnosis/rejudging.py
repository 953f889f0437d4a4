"""A year judged again with other values: exchanged, printed and looked through in memory, no file read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.figures import Figure, Text
from jixiao.findings import Finding
from jixiao.model.base import Record, field_names
from jixiao.model.entered_year import Submission
from jixiao.model.scalars import Day
from jixiao.render.parts import RenderFolders, inspect
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Rule
from jixiao.source.decoding import SourceText

Value = Figure | Text | Day


def with_values(tree: Any, exchange: Callable[[Value], Value]) -> Any:
    """Return a model or dossier with its values exchanged; what holds none of them is returned as it is."""
    if isinstance(tree, Figure | Text | Day):
        return exchange(tree)
    if isinstance(tree, dict):
        mapped = {key: with_values(value, exchange) for key, value in tree.items()}
        return mapped if _differ(mapped.values(), tree.values()) else tree
    if isinstance(tree, list | tuple):
        items = [with_values(value, exchange) for value in tree]
        return type(tree)(items) if _differ(items, tree) else tree
    kind: Any = type(tree)
    names = field_names(kind)
    changes = {name: with_values(getattr(tree, name), exchange) for name in names}
    if not _differ(changes.values(), (getattr(tree, name) for name in names)):
        return tree
    return tree.model_copy(update=changes) if isinstance(tree, Record) else replace(tree, **changes)


def _differ(new: Any, old: Any) -> bool:
    return any(one is not other for one, other in zip(new, old, strict=True))


def with_amounts(book: PrintedPackage, amounts: Mapping[str, Decimal]) -> Submission:
    """Return a book's year with other amounts at some paths; only the files that hold them are gone through."""

    def exchange(value: Value) -> Value:
        if isinstance(value, Figure) and value.path in amounts:
            return replace(value, amount=amounts[value.path], literal=None)
        return value

    held = [name for name, values in book.entered.items() if any(one.path in amounts for one in values)]
    return replace(book.submission, **{name: with_values(getattr(book.submission, name), exchange) for name in held})


class Reprinted(Struct, frozen=True):
    """A year printed again, and what is wrong with overrides and templates."""

    book: PrintedPackage
    findings: tuple[Finding, ...]

    def ask(self, rules: Iterable[Rule]) -> list[Finding]:
        """Return what some rules find."""
        return [finding for rule in rules for finding in rule.findings(self.book)]

    def forget(self) -> None:
        """Drop what rules have kept of the book: closures among it hold the whole year until the process ends."""
        self.book.__dict__.clear()


def reprint(
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
