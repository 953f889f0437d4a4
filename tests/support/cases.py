"""Cases laid over the clean year: a complete made-up unit of whose data the check has nothing to say.

The clean year lies in ``cases/valid/base``; the templates are the real ones. A folder below ``cases/valid`` is another
clean year, changed as ``tests.support.reading`` reads it. ``cases/rules/CODE.yaml`` lists many short cases of one rule,
years that it objects to and years that it lets pass::

    - name: 什么错了，或者为什么不错
      changes:
      - file: data/2023/basic.yaml      # these lines, in this order and once, give way to those; their common
        old: |                          # indentation in the file need not be repeated
          工资福利支出: 330.2
        new: |
          工资福利支出: 330.3
      - file: data/2023/overrides.yaml  # the whole file
        content: |
          按原件列报: …
      - remove: data/2022               # a file or a folder
      - copy: data/2023/projects/05-heritage.yaml   # a file or a folder
        to: data/2023/projects/06-heritage.yaml
      - use: last-year                  # the changes listed in cases/shared/last-year.yaml
      limit: true                       # where the rule is about to object, and does not
      expect:                           # all that is found, in order: code, subject, what was found; [] for nothing
      - A101 附件1.三公经费.决算 …

``python -m tests.support.cases [CODE …]`` writes what is found anew into ``expect`` (and ``expected.txt``) and keeps
names, order and comments; read the difference before keeping it.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

from ruamel.yaml import YAML

from jixiao.build.stories import check_year
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.rules.judge import STANDS_AS_FILED
from tests.support.project import ROOT
from tests.support.reading import EXPECTED, lay, refuse_positions, remove

CASES = ROOT / "tests/cases"
VALID, RULES, SHARED = CASES / "valid", CASES / "rules", CASES / "shared"
BASE = VALID / "base"
YEAR = 2023
MENDING = ".venv/bin/python -m tests.support.cases"


@dataclass(frozen=True)
class Case:
    """One case of a rule: the clean year with ``changes``, and the findings ``expect`` there, one a line.

    At its ``limit`` the rule is about to object, and does not.
    """

    code: str
    ordinal: int
    name: str
    changes: list[dict[str, str]]
    expect: list[str]
    limit: bool = False

    @property
    def id(self) -> str:
        """Return what pytest calls it: ``A101-2``."""
        return f"{self.code}-{self.ordinal}"


@cache
def rule_cases() -> list[Case]:
    """Return the cases of all rules, in the order of the codes and of the files."""
    return [case for path in sorted(RULES.glob("*.yaml")) for case in read_cases(path)]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; TypeError where one has a key too many or too few."""
    listed = YAML(typ="safe").load(path)
    return [Case(path.stem, ordinal, **case) for ordinal, case in enumerate(listed, 1)]


def clean_project(target: Path) -> Workspace:
    """Return a copy of the clean year with the real templates below ``target``."""
    shutil.copytree(BASE, target, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", target / "templates")
    return Workspace(target)


def project_of(case: Path, target: Path) -> Workspace:
    """Return the clean year below ``target`` with the changes of the folder ``case``."""
    workspace = clean_project(target)
    if case != BASE:
        lay(case, target)
    return workspace


def found_in(case: Path | Case, target: Path) -> list[Finding]:
    """Return what the check finds in a case, what a waiver covers left out."""
    if isinstance(case, Path):
        workspace = project_of(case, target)
    else:
        workspace = clean_project(target)
        for change in case.changes:
            apply_change(change, target)
    findings = check_year(workspace, YEAR).findings
    refuse_positions(findings)
    return [one for one in findings if one.waived in ("", STANDS_AS_FILED)]


def apply_change(change: dict[str, str], target: Path) -> None:
    """Change the project in ``target``; AssertionError for an edit that does not fit, KeyError for a change unknown."""
    if "use" in change:
        for shared in YAML(typ="safe").load(SHARED / f"{change['use']}.yaml"):
            apply_change(shared, target)
        return
    if "remove" in change:
        remove(target / change["remove"])
        return
    path = target / change.get("to", change.get("file", ""))
    path.parent.mkdir(parents=True, exist_ok=True)
    if "copy" in change and (target / change["copy"]).is_dir():
        shutil.copytree(target / change["copy"], path, dirs_exist_ok=True)
    elif "copy" in change:
        shutil.copyfile(target / change["copy"], path)
    elif "content" in change:
        path.write_text(change["content"], encoding="utf-8", newline="\n")
    else:
        text = replaced_lines(path.read_text("utf-8"), change["old"], change["new"])
        path.write_text(text, encoding="utf-8", newline="\n")


def replaced_lines(text: str, old: str, new: str) -> str:
    """Return ``text`` with the lines ``old``, however far indented, given way to ``new``; they must stand there once.

    The first of them may be the end of a line: what follows ``- `` in a list, the last words of a paragraph.
    """
    indented: list[str] = []
    within: list[str] = []
    for match in re.finditer(re.escape(old.partition("\n")[0] + "\n"), text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        margin = "" if before.strip(" -") else " " * len(before)
        lines = indent(old, margin).removeprefix(margin)
        if text.startswith(lines, match.start()):
            replaced = text[: match.start()] + indent(new, margin).removeprefix(margin)
            (within if before.strip(" -") else indented).append(replaced + text[match.start() + len(lines) :])
    found = indented or within
    assert len(found) == 1, f"stands there {len(found)} times:\n{old}"
    return found[0]


def told(findings: Iterable[Finding]) -> str:
    """Return the findings one to a line: code, subject, what was found."""
    return "".join(f"{line}\n" for line in listed_findings(findings))


def listed_findings(findings: Iterable[Finding]) -> list[str]:
    """Return each finding as a line: code, subject, what was found."""
    return [f"{one.code} {one.subject} {one.found}".replace("\n", " ") for one in findings]


def expected(case: Path) -> str:
    """Return what is to be found in a folder's case; nothing where it does not say."""
    path = case / EXPECTED
    return path.read_text("utf-8") if path.exists() else ""


def write_expectations(path: Path) -> None:
    """Write what is found anew into the cases of a file, a blank line between them, all else as it stands."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=2, offset=0)
    document = yaml.load(path)
    for case, words in zip(read_cases(path), document, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            found = listed_findings(found_in(case, Path(folder)))
        if found != case.expect:
            words["expect"] = found
    laid_out = io.StringIO()
    yaml.dump(document, laid_out)
    path.write_text(re.sub(r"(?<!\n)\n(?=- )", "\n\n", laid_out.getvalue()), "utf-8", newline="\n")


def main(codes: list[str]) -> None:
    """Write what is found into the cases of ``codes``; without any, into all, clean years included."""
    for path in sorted(RULES.glob("*.yaml")):
        if not codes or path.stem in codes:
            write_expectations(path)
    for folder in sorted(VALID.iterdir() if not codes else []):
        with tempfile.TemporaryDirectory() as target:
            words = told(found_in(folder, Path(target)))
        (folder / EXPECTED).write_text(words, "utf-8") if words else (folder / EXPECTED).unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
