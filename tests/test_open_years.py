"""待填 is an unknown: it accuses nobody, and hides nothing that is wrong elsewhere.

Each single place of a drawn year, and places at random of the real one, are made 待填; whatever is then found is found
in the full year too. Every one of the real year: ``pytest --hypothesis-profile=thorough tests/test_open_years.py``.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.build.stories import build_package, check_year
from jixiao.findings import Finding, Severity, blocks_draft, is_open_place
from jixiao.paths import Workspace
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml
from jixiao.source.rewrite import Manuscript, apply_edits
from tests.support.cases import YEAR, clean_project, told
from tests.support.drawn_years import consistent_years
from tests.support.project import copy_project, edit
from tests.support.years import Year, written

THOROUGH = settings.get_current_profile_name() == "thorough"
SPARING = settings(
    max_examples=200 if THOROUGH else 4,
    deadline=None,
    derandomize=not THOROUGH,
    # Finding the smallest year that fails takes minutes: the thorough profile does it.
    phases=tuple(Phase) if THOROUGH else (Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
Spot = tuple[Path, Scalar]
_WEIGHTS = list(Severity)[::-1]


def spots(workspace: Workspace) -> list[Spot]:
    """Return every value typed in a year's YAML files."""
    files = sorted(workspace.year(YEAR).rglob("*.yaml"))
    return [(path, one) for path in files for one in _scalars(load_yaml(path, path.name, "").tree)]


def _scalars(node: object) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Entries | Items):
        for value in node.values() if isinstance(node, Entries) else node:
            yield from _scalars(value)


def opened(workspace: Workspace, chosen: Iterable[Spot]) -> list[Finding]:
    """Return what the check finds with these values 待填; the files are then as before."""
    by_file: dict[Path, list[Scalar]] = {}
    for path, scalar in chosen:
        by_file.setdefault(path, []).append(scalar)
    before = {path: path.read_text("utf-8") for path in by_file}
    try:
        for path, scalars in by_file.items():
            manuscript = Manuscript(before[path])
            edits = [manuscript.replaced(one, "待填") for one in scalars]
            path.write_text(apply_edits(manuscript.text, edits)[0], "utf-8", newline="\n")
        return check_year(workspace, YEAR).findings
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8", newline="\n")


def accused(findings: Iterable[Finding], full: Iterable[Finding]) -> str:
    """Return what is found that the full year does not have, or has waived or weighing less; a line each."""
    known: dict[tuple[str, str], tuple[int, bool]] = {}
    for one in full:
        weight, standing = known.get((one.code, one.subject), (0, False))
        known[one.code, one.subject] = max(weight, _WEIGHTS.index(one.severity)), standing or not one.waived
    new = [one for one in findings if not is_open_place(one) and not _is_known(one, known)]
    return told(new)


def _is_known(one: Finding, known: dict[tuple[str, str], tuple[int, bool]]) -> bool:
    weight, standing = known.get((one.code, one.subject), (-1, False))
    return _WEIGHTS.index(one.severity) <= weight and (standing or bool(one.waived))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@SPARING
@given(year=consistent_years(), data=st.data())
def test_what_is_open_in_a_drawn_year_accuses_nobody(year: Year, data: st.DataObject, folder: Path) -> None:
    workspace = written(year, folder)
    full = check_year(workspace, YEAR).findings
    # A waiver of which neither rule nor subject is known covers nothing.
    all_spots = [spot for spot in spots(workspace) if spot[0].name != "waivers.yaml"]
    chance = data.draw(st.randoms(use_true_random=False))
    for number in (1, 1, 10, len(all_spots) // 3):
        assert accused(opened(workspace, chance.sample(all_spots, number)), full) == ""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return copy_project(tmp_path_factory.mktemp("real"))


def test_each_open_place_of_the_real_year_accuses_nobody(real: Workspace) -> None:
    full, chance = check_year(real, YEAR).findings, random.Random(2023)  # noqa: S311 - draws places, no secrets
    every = spots(real)
    for spot in every if THOROUGH else chance.sample(every, 8):
        findings = opened(real, [spot])
        assert any(map(is_open_place, findings)), spot[1].path
        assert accused(findings, full) == "", f"{spot[0].name} {spot[1].path}"
    # A waiver of which neither rule nor subject is known covers nothing.
    others = [spot for spot in every if spot[0].name != "waivers.yaml"]
    for share in (0.02, 0.5):
        assert accused(opened(real, chance.sample(others, int(len(others) * share))), full) == "", share


@pytest.fixture
def clean(tmp_path: Path) -> Workspace:
    return clean_project(tmp_path)


def first_spot(workspace: Workspace, path: str) -> Spot:
    return next(spot for spot in spots(workspace) if spot[1].path == path)


def test_an_error_elsewhere_is_found_while_places_are_open(clean: Workspace) -> None:
    file = clean.year(YEAR) / "annex2.yaml"
    line = next(one for one in file.read_text("utf-8").split("\n") if one.strip().startswith("分值: "))
    edit(file, line, f"{line}7")
    open_spots = [one for one in spots(clean) if one[0].name in ("unit.yaml", "annex1.yaml")]
    findings = opened(clean, open_spots)
    assert sum(map(is_open_place, findings)) >= len(open_spots) - 2  # the year and the form set are not asked for
    assert "S301" in {one.code for one in findings if one.severity is Severity.ERROR}
    assert blocks_draft(findings)


def test_with_open_places_alone_nothing_else_blocks(clean: Workspace) -> None:
    findings = opened(clean, [one for one in spots(clean) if one[0].parent.name == "projects"])
    assert not blocks_draft(findings)
    assert told(one for one in findings if not is_open_place(one) and one.severity is not Severity.HINT) == ""


def test_a_text_or_a_paragraph_may_be_open_in_part(clean: Workspace) -> None:
    report = clean.year(YEAR) / "report/07-problems.md"
    report.write_text(report.read_text("utf-8") + "\n全年共举办活动〔待填〕次。\n", "utf-8")
    findings = check_year(clean, YEAR).findings
    assert [one.place.file.rpartition("/")[2] for one in findings if is_open_place(one)] == ["07-problems.md"]
    assert not blocks_draft(findings)
    assert build_package(clean, YEAR, step=lambda _: None, pdf=False).folder is None
    assert build_package(clean, YEAR, step=lambda _: None, pdf=False, draft=True).folder is not None
