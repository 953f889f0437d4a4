"""Changes are tried on a copy: those that do not print what came back are left out, alone or as a pair."""

from __future__ import annotations

import pytest

from jixiao.reconcile import trial as trying
from jixiao.reconcile.comparison import ReturnComparison, ReturnedReading
from jixiao.reconcile.edits import Returned, ReturnedEdit, Target
from jixiao.reconcile.source_index import index_sources
from jixiao.reconcile.trial import try_edits
from tests.support.counted import counted
from tests.support.returned import made_case, prints

MEALS, CARS = "附件1.三公经费.公务接待.决算", "附件1.政府采购金额.决算"


def change(path: str, new: str) -> ReturnedEdit:
    one = prints()["附件1", path]
    scalar = index_sources(made_case()).scalar_of(one)
    assert scalar is not None
    return ReturnedEdit(
        Target.VALUE, place=scalar.place, subject=path, old=one.printed, new=new, value=new, marks=(one.mark,)
    )


def comparison(**read: str) -> ReturnComparison:
    paths = {"meals": MEALS, "cars": CARS}
    return ReturnComparison({prints()["附件1", paths[name]].mark: ReturnedReading(text) for name, text in read.items()})


def test_nothing_to_try_is_the_year_as_it_is() -> None:
    trial = try_edits(made_case(), ReturnComparison(), [], [])
    assert (trial.case, trial.files, trial.findings) == (made_case(), (), ())


def test_what_prints_what_came_back_holds_and_the_rest_has_its_reason() -> None:
    good, bad = change(MEALS, "1.46"), change(CARS, "82")
    trial = try_edits(made_case(), comparison(meals="1.460", cars="81"), [], [good, bad])
    assert trial.changes == (good,)
    [finding] = trial.findings
    assert (finding.code, finding.subject) == ("H014", CARS)
    assert "写入后印 82，返回件上是 81" in finding.found
    assert [one.file for one in trial.files] == ["data/2023/annex1.yaml"]


def test_what_the_data_do_not_allow_is_left_out_with_what_is_wrong_then(returned: Returned) -> None:
    [finding] = [one for one in returned.findings if one.code == "H014"]
    assert str(finding.place).startswith("data/2023/projects/05-heritage.yaml")
    assert "由 7 改为 （无），写入后" in finding.found


def test_many_that_do_not_print_what_came_back_are_told_by_one_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [path for where, path in prints() if where == "附件1" and path.endswith(".决算")]
    index, tried = index_sources(made_case()), counted(monkeypatch, trying, "make_file_changes")
    changes = [change(path, "12.5") for path in paths if index.scalar_of(prints()["附件1", path]) is not None]
    read = ReturnComparison({mark: ReturnedReading("12.6") for one in changes for mark in one.marks})
    trial = try_edits(made_case(), read, [], changes)
    assert len(changes) > 8
    assert tried() <= 2
    assert [one.subject for one in trial.findings] == [one.subject for one in changes]
