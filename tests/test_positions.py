"""No test quotes a line of the real year, which people go on correcting: it would age with data/2023.

What has to be quoted stands in the made unit (``tests.support.made_unit``); a cell is asked for (``cell_of``).
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.project import ROOT

TESTS = Path(__file__).parent
REAL_YEAR = re.compile(r"\bcopy_project\(|\bbuilt_package\(|\breal_dossier\(|\bWorkspace\(ROOT\)")
LINE = re.compile(r"(?:data/2023/\S+|\bannex[125])\.(?:yaml|md)[:：][2-9]|(?:data/2023/\S+)\.(?:yaml|md):1\d")
READERS = [path for path in sorted(TESTS.rglob("test_*.py")) if REAL_YEAR.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_test_of_the_real_year_quotes_a_line_of_it(path: Path) -> None:
    strings = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
    quoted = [one for one in strings if isinstance(one, str) and LINE.search(one)]
    assert quoted == [], "用 tests/support/made_unit.py 的单位，或按文字去找那一行"


AMOUNT = re.compile(r"[一-鿿]+: -?[0-9]+\.[0-9]+\b")
TYPED = {found for path in (ROOT / "data/2023").rglob("*.yaml") for found in AMOUNT.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_test_of_the_real_year_quotes_an_amount_with_its_key(path: Path) -> None:
    found = {amount for amount in AMOUNT.findall(path.read_text("utf-8")) if amount in TYPED}
    assert found == set(), "用 tests/support/project.py 的 edit_value，不论现在是什么数"


def test_the_pattern_knows_a_line_when_it_sees_one() -> None:
    assert LINE.search("data/2023/annex1.yaml:23:9")
    assert LINE.search("annex1.yaml:23")
    assert LINE.search("data/2023/report/02-general-budget.md:15")
    assert not LINE.search("data/2023/annex1.yaml")
    assert not LINE.search("data/2023/annex5.yaml:1:1"), "the file as a whole"
