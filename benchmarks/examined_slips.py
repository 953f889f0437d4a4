"""Years with one slip each, printed and handed in as Word files that nobody here made: is the same said of the paper?

    python -m benchmarks.examined_slips [--every N] [--list]

Every Nth slip of the made year that a check of the data tells is put in, the parts are rendered, their marks and map
taken out, and examined. Counted are errors and warnings that the check of the data has, how many of them are said of
the paper, and those said of the paper alone. Reasons, control totals and waivers stand in data files and on no paper:
what hangs on them is left out on both sides.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.examined_report import without_origin
from jixiao.build.steps import Inspected, inspect_year
from jixiao.build.year_documents import render_case
from jixiao.docx.package import BadPackage
from jixiao.edition import today
from jixiao.examine.examine_story import ExamineOptions, examine_opened
from jixiao.examine.handed_in import read_handed_in
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from jixiao.rules.judge import judge
from tests.support.slips import YEAR, Desk, is_told, table

_OF_DATA_FILES = ("Y101", "Y102", "T204", "X901", "X902", "C610", "E001")
Key = tuple[str, str]


def keys_of(findings: Iterable[Finding], names: dict[str, str]) -> set[Key]:
    """Return errors and warnings by code and subject, projects by their names."""
    weighty = (one for one in findings if one.severity is not Severity.HINT and not one.advice)
    return {(one.code, _named(one.subject, names)) for one in weighty if one.code not in _OF_DATA_FILES}


def _named(subject: str, names: dict[str, str]) -> str:
    return re.sub(r"(各项目|项目支出)\.([a-z][a-z0-9_]*)", lambda one: f"{one[1]}.{names.get(one[2], one[2])}", subject)


def compare_year(workspace: Workspace) -> tuple[set[Key], set[Key]] | None:
    """Return what is said of a year's data and of its papers; None where it cannot be printed."""
    case = inspect_year(workspace, YEAR, draft=True)
    if not isinstance(case, Inspected) or case.inspection.unfillable:
        return None
    said = judge(case.printed_package, today()).findings
    names = {key: str(one.name) for key, one in case.dossier.projects.by_identifier().items()}
    try:
        files = [read_handed_in(f"{one.label}.docx", without_origin(one.docx)) for one in render_case(case).parts]
    except BadPackage:
        return None
    with tempfile.TemporaryDirectory() as folder:
        blank = Workspace(Path(folder), workspace.templates)
        paper = examine_opened(blank, files, ExamineOptions(), step=lambda _: None)
    # Without data projects are called p1, p2, … in the order of their forms.
    numbered = {f"p{number}": name for number, name in enumerate(names.values(), start=1)}
    return keys_of((one for one in said if not one.waived), names), keys_of(paper.findings, numbered)


def main() -> int:
    """Put the slips in, compare, and print what both say; return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    data = same = alone = tried = 0
    for slip in [one for one in table() if is_told(one)][:: asked.every]:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder), controls=False)
            for edit in slip.edits:
                edit.apply(desk.folder)
            said = compare_year(desk.project)
        if said is None:
            continue
        tried += 1
        data, same, alone = data + len(said[0]), same + len(said[0] & said[1]), alone + len(said[1] - said[0])
        if asked.list:
            print(slip.slip, "only data:", sorted(said[0] - said[1]), "only paper:", sorted(said[1] - said[0]))
    print(f"{tried} years with a slip: {same} of {data} errors and warnings are said of the paper, {alone} of it alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
