"""Made-up units: the same for a seed, clean where nothing is planted, and found out where something is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.believable.faults import Fault, faults
from benchmarks.believable.unit import YEAR, Shape, Unit, unit
from benchmarks.make_units import chance, make_units
from jixiao.build.stories import check_year
from jixiao.findings import Severity
from jixiao.paths import Workspace
from tests.support.project import ROOT

SMALL = Shape(projects=2, indicators=8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def codes(one: Unit, folder: Path) -> set[str]:
    """Return the codes of the errors and warnings that a check of the unit finds."""
    for path, text in one.written().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    findings = check_year(Workspace(folder), YEAR).findings
    return {one.code for one in findings if one.severity is not Severity.HINT}


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.glob("units/**/*.*"))}


def test_a_unit_depends_on_the_seed_and_its_number_alone(tmp_path: Path) -> None:
    few, many, other = (tmp_path / name for name in ("few", "many", "other"))
    make_units(few, 2, seed=7, planted=0.5)
    make_units(many, 3, seed=7, planted=0.5)
    make_units(other, 2, seed=8, planted=0.5)
    of_few, of_many = texts(few), texts(many)
    assert of_few == {path: of_many[path] for path in of_few}
    assert of_few != texts(other)


def test_units_are_of_many_sizes_and_the_manifest_says_which(tmp_path: Path) -> None:
    made = make_units(tmp_path, 30, planted=0.3)
    projects = [len(list((tmp_path / f"units/{one.unit}/data/{YEAR}/projects").iterdir())) for one in made]
    assert projects == [one.projects for one in made]
    assert min(projects) <= 2
    assert max(projects) >= 20
    assert 0 < sum(1 for one in made if one.codes) < 20
    assert (tmp_path / "manifest.json").is_file()


@pytest.mark.parametrize("number", range(1, 5))
def test_a_unit_with_nothing_planted_has_neither_errors_nor_warnings(number: int, folder: Path) -> None:
    assert codes(unit(chance(1, number), number, Shape(projects=number, indicators=None)), folder) == set()


def test_a_unit_whose_projects_are_all_new_has_none_of_last_year(folder: Path) -> None:
    one = unit(chance(1, 57), 57, Shape())
    assert one.prior["项目支出"] == []
    assert codes(one, folder) == set()


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.name)
def test_what_is_planted_is_found(fault: Fault, folder: Path) -> None:
    rng = chance(1, 1)
    one = unit(rng, 1, SMALL)
    fault.change(rng, one)
    assert set(fault.codes) <= codes(one, folder)
