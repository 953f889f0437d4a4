"""How amounts print is a form set's setting: as typed, or always with so many decimals, all the way there and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.build.packing import expectation_of, read_back_documents
from jixiao.build.steps import Inspected
from jixiao.build.year_documents import Documents
from jixiao.figures import MONEY, POINTS, RATE, Figure, Text, total
from jixiao.findings import Place, Severity
from jixiao.importing.import_run import NO_OPTIONS, plan_import, write_import
from jixiao.model.overrides import Override
from jixiao.paths import Workspace
from jixiao.reconcile.reconcile_story import reconcile
from jixiao.render.printing import Print, Printer, format_value, override_findings, same_number
from tests.support.cases import YEAR, clean_project
from tests.support.docx import W
from tests.support.opened import inspected, judged, rendered
from tests.support.package import NOWHERE, silent
from tests.support.project import edit
from tests.support.returned import Edited, set_text

SETTINGS = [None, 2]
Build = Callable[[int | None], tuple[Inspected, Documents]]
_TWO = re.compile(r"-?[0-9]+\.[0-9]{2}")


def project_with(places: int | None, folder: Path) -> Workspace:
    """Return the clean year, its form set with the setting."""
    workspace = clean_project(folder)
    if places is not None:
        edit(
            workspace.form_set("yueyang-2023") / "forms.yaml",
            "适用年度: [2023]\n",
            f"适用年度: [2023]\n金额小数位: {places}\n",
        )
    return workspace


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return what builds the year with a setting, once."""

    @cache
    def built(places: int | None) -> tuple[Inspected, Documents]:
        folder = tmp_path_factory.mktemp("places")
        case = judged(project_with(places, folder / "p"))
        return case, rendered(case)

    return built


def typed_once(case: Inspected) -> Print:
    """Return an amount that was typed in the year's own data and is printed in one place alone."""
    places = [origin for one in amounts(case) if (origin := typed_at(one))]
    return next(one for one in amounts(case) if places.count(typed_at(one) or NOWHERE) == 1)


def typed_at(one: Print) -> Place | None:
    figure = one.value
    origin = figure.source.origin if isinstance(figure, Figure) and figure.amount else None
    return origin if isinstance(origin, Place) and origin.file.startswith(f"data/{YEAR}/") else None


def amounts(case: Inspected) -> list[Print]:
    figures = ((one, one.value) for one in case.inspection.prints if isinstance(one.value, Figure))
    return [one for one, figure in figures if figure.unit == MONEY and not figure.literal]


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (Figure(Decimal("5"), MONEY, NOWHERE), "5.00"),
        (Figure(Decimal("0"), MONEY, NOWHERE), "0.00"),
        (Figure(Decimal("-0.004"), MONEY, NOWHERE), "0.00"),
        (Figure(Decimal("0.565"), MONEY, NOWHERE), "0.57"),
        (total([Figure(Decimal("12.5"), MONEY, NOWHERE)]), "12.50"),
        (Figure(Decimal("12.5"), MONEY, NOWHERE, places=1), "12.5"),
        (Figure(Decimal(0), MONEY, NOWHERE, literal=""), ""),
        (Figure(Decimal(21), "人", NOWHERE), "21"),
        (Figure(Decimal("9.5"), POINTS, NOWHERE), "9.5"),
        (Figure(Decimal("0.5"), RATE, NOWHERE), "50%"),
    ],
)
def test_money_prints_with_the_form_sets_decimals_and_nothing_else_does(figure: Figure, printed: str) -> None:
    assert format_value(figure, 2) == printed


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 6))
def test_so_many_decimals_always(amount: Decimal, places: int) -> None:
    printed = format_value(Figure(amount, MONEY, NOWHERE), places)
    assert len(printed.partition(".")[2]) == places
    assert abs(Decimal(printed) - amount) * 2 <= Decimal(1).scaleb(-places)


@pytest.mark.parametrize("places", SETTINGS)
def test_a_year_checks_clean_and_reads_back(places: int | None, build: Build) -> None:
    case, made = build(places)
    assert [one for one in case.findings if one.severity is not Severity.HINT] == []
    shown = {one.printed for one in amounts(case) if one.printed}
    assert all(map(_TWO.fullmatch, shown)) is (places == 2)
    assert read_back_documents(made, expectation_of(case)) == []


def test_the_reports_words_print_amounts_alike(tmp_path: Path) -> None:
    workspace = project_with(2, tmp_path / "p")
    path = next(workspace.year(YEAR).glob("report/06*.md"))
    path.write_text("与上年相比，{{ 附件1.三公经费 | 较上年额 }}。\n", "utf-8")
    [one] = [one for one in inspected(workspace, draft=True).inspection.prints if "较上年额" in one.path]
    assert re.fullmatch(r"较上年(增加|减少)[0-9]+\.[0-9]{2}万元|与上年持平", one.printed)


@pytest.mark.parametrize("places", SETTINGS)
def test_what_is_imported_prints_the_same_without_overrides(places: int | None, tmp_path: Path, build: Build) -> None:
    case, made = build(places)
    filed = tmp_path / "报送件.docx"
    filed.write_bytes(made.whole)
    workspace = project_with(places, tmp_path / "p")
    for path in sorted(workspace.year(YEAR).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    workspace.year(YEAR).rmdir()
    write_import(workspace, plan_import(workspace, YEAR, [filed], NO_OPTIONS, step=silent))
    assert not (workspace.year(YEAR) / "overrides.yaml").exists()
    again = inspected(workspace, draft=True)
    filed_amounts = {
        (one.where, one.path, one.occurrence): one.printed for one in amounts(case) if "报告" not in one.where
    }
    assert (
        filed_amounts.items() <= {(one.where, one.path, one.occurrence): one.printed for one in amounts(again)}.items()
    )


@pytest.mark.parametrize(("places", "typed"), [(None, "9.5"), (2, "9.5"), (2, "9.50")])
def test_what_came_back_is_written_whether_or_not_zeros_were_typed(
    places: int | None, typed: str, tmp_path: Path, build: Build
) -> None:
    case, made = build(places)
    once = typed_once(case)
    edited = Edited.of(made.whole, case)
    [start] = [one for one in edited.body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == once.mark]
    set_text(edited.runs(start)[0], typed)
    returned = edited.saved(tmp_path / "返回.docx")
    result = reconcile(case.workspace, returned, YEAR, step=silent, write=False)
    assert [(one.subject, one.new) for one in result.changes] == [(once.path, typed)]
    assert [one.code for one in result.findings if one.code in ("H001", "H014", "H009", "H010")] == []


# overrides


def override(implied: str) -> Override:
    held = {"位置": "附件1", "引用": "附件1.甲", "数据算出": implied, "实报": "6", "理由": "原件如此"}
    return Override.model_validate({key: Text(value, NOWHERE, "") for key, value in held.items()})


@pytest.mark.parametrize(("implied", "codes"), [("5", []), ("5.00", []), ("5.1", ["O003"])])
def test_an_override_written_under_the_other_setting_still_holds(implied: str, codes: list[str]) -> None:
    one = override(implied)
    for places in SETTINGS:
        printer = Printer("附件1", (one,), places)
        printer.show(Figure(Decimal(5), MONEY, NOWHERE, "附件1.甲"))
        assert [found.code for found in override_findings([one], printer.prints)] == codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5", "5.00", True),
        ("5.0", "5.00", True),
        ("5", "5.01", False),
        ("", "", False),
        ("5%", "5%", False),
        ("-0", "0", True),
    ],
)
def test_numbers_are_the_same_whatever_zeros_stand_behind(one: str, other: str, *, same: bool) -> None:
    assert same_number(one, other) is same
