"""Rules that ask for roles, on the made years of described form sets: what each objects to, and what it lets pass.

``tests/cases/described/CODE.yaml`` lists cases: the ``set`` whose made year is changed, lines of its files that give
way to others, and the codes of all that is found (``expect``). ``limit`` says that another rule is meant to object.
With ``last_year`` the year before was filled in alike.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jixiao.build.described_case import open_described_year
from jixiao.paths import Workspace
from tests.support.project import ROOT

CASES, MADE = ROOT / "tests/cases/described", ROOT / "tests/data/described"


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for one in YAML(typ="safe").load(path.read_text("utf-8")):
            yield pytest.param(path.stem, one, id=f"{path.stem} {one['name']}")


def lay_last_year(data: Path) -> None:
    """Lay a copy of the only year below ``data`` there as the year before."""
    (year,) = data.iterdir()
    before = data / str(int(year.name) - 1)
    shutil.copytree(year, before)
    unit = before / "unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace(f"年度: {year.name}", f"年度: {before.name}"), "utf-8")


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_what_is_wrong_is_told_and_what_is_right_is_not(tmp_path: Path, code: str, case: dict[str, Any]) -> None:
    shutil.copytree(MADE / case["set"] / "data", tmp_path / "data")
    if case.get("last_year"):
        lay_last_year(tmp_path / "data")
    for change in case["changes"] or ():
        if "rename" in change:
            (tmp_path / "data" / change["rename"]).rename(tmp_path / "data" / change["to"])
            continue
        file = tmp_path / "data" / change["file"]
        text = file.read_text("utf-8") if file.exists() else ""
        assert text.count(change["old"]) == 1 if change["old"] else not text, change["old"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(change["old"], change["new"]) if text else change["new"], "utf-8")
    workspace = Workspace(tmp_path, ROOT / "templates")
    opened = open_described_year(workspace, max(workspace.years()), draft=False)
    assert [one.code for one in opened.findings if not one.waived] == case["expect"]
    assert code in case["expect"] or not case["expect"] or case.get("limit"), "the rule, or nothing"


def test_each_rule_has_a_case_that_it_objects_to_and_one_that_passes() -> None:
    told: dict[str, set[bool]] = {}
    for parameters in cases():
        code, case = parameters.values
        told.setdefault(code, set()).add(code in case["expect"])
    assert {code: both for code, both in told.items() if both != {True, False}} == {}
