"""Reading cases: the made unit with changes laid over it.

Files in the folder of a case are laid over the project byte by byte. Its ``changes.txt`` says the rest, so that a
case shows what is wrong and nothing else::

    # a comment
    remove data/2023/basic.yaml
    remove data/2022
    copy data/2023/projects/05-heritage.yaml to data/2023/projects/06-heritage.yaml
    edit data/2023/unit.yaml
    -年度: 2023
    +年度: 2022

In an edit, the lines behind ``-`` (which must stand in the file exactly once, in this order) give way to those
behind ``+``; an empty line ends it.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.made_unit import copy_made_unit
from tests.support.project import ROOT, edit

CHANGES, EXPECTED = "changes.txt", "expected.txt"
MENDING = ".venv/bin/python -m tests.support.reading"


def laid_over(case: Path, target: Path) -> Workspace:
    """Return a copy of the made unit below ``target`` with the changes of ``case``."""
    workspace = copy_made_unit(target)
    lay(case, target)
    return workspace


def lay(case: Path, target: Path) -> None:
    """Lay the changes of ``case`` over the project in ``target``."""
    for path in sorted(path for path in case.rglob("*") if path.is_file() and path.name not in {CHANGES, EXPECTED}):
        laid = target / path.relative_to(case)
        laid.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, laid)
    if (case / CHANGES).exists():
        _change(target, (case / CHANGES).read_text("utf-8"))


_STEP = re.compile(r"^(remove|copy|edit) (\S+)(?: to (\S+))?\n|((?:^-.*\n)+)((?:^\+.*\n)*)|^(?:#.*)?\n", re.MULTILINE)


def _change(target: Path, text: str) -> None:
    assert not _STEP.sub("", text), _STEP.sub("", text)
    edited = target
    for command, file, copied, old, new in _STEP.findall(text):
        if command == "remove":
            remove(target / file)
        elif command == "copy":
            (target / copied).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(target / file, target / copied)
        elif command == "edit":
            edited = target / file
        elif old:
            edit(edited, re.sub("(?m)^-", "", old), re.sub(r"(?m)^\+", "", new))


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def listed(findings: Iterable[Finding]) -> str:
    """Return the findings one to a line: code, place, what was found."""
    findings = list(findings)
    refuse_positions(findings)
    return "".join(f"{one.code} {one.place} {one.found}\n" for one in findings)


_POSITION = re.compile(r"第[0-9]+行第[0-9]+格|报告 [^ ]*（[一二三四五六七八九十]+）|第[0-9]+段")


def refuse_positions(findings: Iterable[Finding]) -> None:
    """Assert that every finding says what it is about, and that no place on paper is part of that."""
    for one in findings:
        assert one.subject, one
        assert not _POSITION.search("\n".join((one.subject, *one.seen))), one


def main() -> None:
    """Write what is found anew into the ``expected.txt`` of every reading case."""
    for case in sorted((ROOT / "tests/cases/reading").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            found = listed(read_year(laid_over(case, Path(folder)), 2023).findings)
        (case / EXPECTED).write_text(found, "utf-8")


if __name__ == "__main__":
    main()
