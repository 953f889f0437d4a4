"""make new-rule: what it writes into a copy of the project passes there; what is taken or odd is turned away."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.new_rule import list_objections
from tests.support.project import ROOT

BEGIN = ("-m", "scripts.new_rule", "--code", "Y199", "--name", "untold-matters", "--title", "写明实际情况")


def run_in(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project in which a rule was begun."""
    copy = tmp_path_factory.mktemp("begun")
    for folder in ("jixiao", "scripts", "docs", "schemas", "templates", "tests/support", "tests/rules", "tests/cases"):
        skipped = shutil.ignore_patterns("__pycache__", "reading", "slips")
        shutil.copytree(ROOT / folder, copy / folder, ignore=skipped)
    for file in ("build.py", "pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / file, copy / file)
    (copy / "data").mkdir()
    done = run_in(copy, *BEGIN)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


def test_its_cases_and_its_test_pass_at_once(begun: Path) -> None:
    chosen = ("tests/rules/test_untold_matters.py", "tests/rules/test_cases.py", "-k", "Y199 or untold_matters")
    done = run_in(begun, "-m", "pytest", "-p", "no:cacheprovider", "-v", *chosen)
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout


def test_what_it_objects_to_is_written_into_the_cases(begun: Path) -> None:
    cases = (begun / "tests/cases/rules/Y199.yaml").read_text("utf-8")
    assert "  - Y199 单位.填表人 “单位.填表人”写“不详”\n" in cases


def test_the_pages_know_it(begun: Path) -> None:
    assert "</a>Y199 写明实际情况" in (begun / "docs/rules.md").read_text("utf-8")
    assert '"Y199"' in (begun / "schemas/waivers.schema.json").read_text("utf-8")


def test_its_words_stand_among_those_of_its_letter(begun: Path) -> None:
    texts = (begun / "jixiao/rules/texts.toml").read_text("utf-8")
    codes = re.findall(r"(?m)^\[(\w+)\]$", texts)
    assert "Y199" in codes
    assert codes == sorted(codes)


def test_it_is_well_formed(begun: Path) -> None:
    files = ("jixiao/rules/untold_matters.py", "tests/rules/test_untold_matters.py")
    for command in (("format", "--check"), ("check",)):
        done = run_in(begun, "-m", "ruff", *command, *files)
        assert done.returncode == 0, done.stdout


def test_a_rule_is_begun_once(begun: Path) -> None:
    done = run_in(begun, *BEGIN)
    assert done.returncode == 2
    assert "已经有这条规则" in done.stderr
    assert "untold_matters.py" in done.stderr


@pytest.mark.parametrize(
    ("code", "name", "title", "objection"),
    [
        ("A101", "new-matter", "名称", "CODE=A101"),
        ("B101", "new-matter", "名称", "CODE=B101"),
        ("A1", "new-matter", "名称", "CODE=A1"),
        ("Y199", "Scores", "名称", "NAME=Scores"),
        ("Y199", "steps", "名称", "NAME=steps"),
        ("Y199", "../x", "名称", "NAME=../x"),
        ("Y199", "new-matter", "", "TITLE="),
        ("Y199", "new-matter", '引号"', "TITLE="),
    ],
)
def test_what_is_odd_is_named(code: str, name: str, title: str, objection: str) -> None:
    [said] = list_objections(ROOT, code=code, name=name, title=title)
    assert said.startswith(objection)


def test_all_that_is_odd_is_named_at_once() -> None:
    assert len(list(list_objections(ROOT, code="", name="", title=""))) == 3
