"""Workbooks of forms in a colleague's hands: values typed over by their paths, rows put in, the file saved again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from jixiao.paths import Workspace
from jixiao.reconcile.compared_case import Unprintable, open_packages
from jixiao.reconcile.edits import Returned
from jixiao.reconcile.make_workbooks import make_workbooks
from jixiao.reconcile.reconcile_story import reconcile
from tests.support.package import silent


@dataclass
class FilledBook:
    """A workbook as openpyxl has it, with the marks of what it prints by their paths."""

    book: Any
    marks: dict[str, list[str]]
    workspace: Workspace

    @classmethod
    def of(cls, workspace: Workspace, year: int | None = None) -> FilledBook:
        """Return the workbook that the data of a year, the latest, make now."""
        shown = year or workspace.years()[-1]
        cases = open_packages(workspace, shown)
        assert not isinstance(cases, Unprintable), cases.findings
        marks: dict[str, list[str]] = {}
        for printed in cases[0].inspection.prints:
            marks.setdefault(printed.path, []).append(printed.mark)
        return cls(openpyxl.load_workbook(made_at(workspace, shown)), marks, workspace)

    def cell(self, path: str, number: int = 0) -> Any:
        """Return the cell that prints a value, of several the first; a path may be told by its end."""
        name = next(one for one in self.marks if one == path or one.endswith(f".{path}"))
        named = [mark for mark in self.marks[name] if mark in self.book.defined_names]
        [(sheet, reference)] = self.book.defined_names[named[number]].destinations
        return self.book[sheet][reference.replace("$", "")]

    def type_over(self, **values: object) -> FilledBook:
        """Type values over others, by the ends of their paths (``_`` for the dots)."""
        for path, value in values.items():
            self.cell(path.replace("_", ".")).value = value
        return self

    def saved(self, name: str = "收回.xlsx") -> Path:
        """Save the workbook and return its path."""
        path = self.workspace.root / name
        self.book.save(path)
        return path

    def came_back(self, *, write: bool = False) -> Returned:
        """Return what reconciling comes to."""
        return reconcile(self.workspace, self.saved(), None, step=silent, write=write)


def made_at(workspace: Workspace, year: int) -> Path:
    """Write the workbook of a year and return its path."""
    made = make_workbooks(workspace, year, step=silent)
    assert made.folder is not None, made.findings
    return made.folder / made.files[0].name
