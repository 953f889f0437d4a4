"""Which values may be typed over, and what may be typed."""

from functools import cache

from jixiao.build.described_case import PackageCase, open_described_year
from jixiao.paths import Workspace
from jixiao.reconcile.entry_cells import EntryCell, EntryKind, list_entry_cells
from jixiao.reconcile.source_index import index_sources
from tests.support.project import ROOT
from tests.support.returned import made_case


@cache
def entries() -> dict[str, list[EntryCell]]:
    return of(made_case())


def of(case: PackageCase) -> dict[str, list[EntryCell]]:
    prints = case.inspection.prints
    found = list_entry_cells(prints, index_sources(case), [one.mark for one in prints])
    by_path: dict[str, list[EntryCell]] = {}
    for one in prints:
        if one.mark in found:
            by_path.setdefault(one.path, []).append(found[one.mark])
    return by_path


def described(name: str) -> dict[str, list[EntryCell]]:
    workspace = Workspace(ROOT / f"tests/data/described/{name}", ROOT / "templates")
    return of(open_described_year(workspace, workspace.years()[-1], draft=False).cases[0])


def test_what_is_typed_in_the_data_is_open_and_what_follows_from_it_is_not() -> None:
    assert "附件1.三公经费.公务接待.决算" in entries()
    assert "附件1.三公经费.决算" not in entries()


def test_a_value_that_is_printed_many_times_is_open_once() -> None:
    assert all(len(one) == 1 for one in entries().values())
    assert sum(one.path == "单位.单位名称" for one in made_case().inspection.prints) > 1


def test_kinds_are_those_of_the_data_files() -> None:
    kinds = {path: one[0].kind for path, one in entries().items()}
    assert kinds["附件1.财政供养人员.编制数"] is EntryKind.WHOLE
    assert kinds["附件1.三公经费.公务接待.决算"] is EntryKind.AMOUNT
    assert kinds["单位.填报日期"] is EntryKind.DAY
    assert kinds["单位.填表人"] is EntryKind.WORDS
    assert entries()["附件1.三公经费.公务接待.决算"][0].hint.startswith("单位：万元")


def test_ticks_are_offered_as_the_form_prints_them() -> None:
    cells = described("goals-2021")
    [[ticks]] = [one for path, one in cells.items() if path.endswith(".项目属性")]
    assert (ticks.kind, ticks.choices) == (EntryKind.CHOICE, ("☑新增项目 □延续项目", "□新增项目 ☑延续项目"))


def test_per_cents_are_rates() -> None:
    kinds = {one[0].kind for one in described("hubei-2022").values()}
    assert {EntryKind.AMOUNT, EntryKind.WORDS} <= kinds


def test_what_others_fill_in_is_not_open() -> None:
    assert not [path for path in described("yinchuan-2021") if "财政审核" in path]
