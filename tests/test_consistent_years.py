"""Precision and recall on years drawn at random: what agrees is passed, and one thing that no longer agrees is found.

A few years on every run; many with ``pytest --hypothesis-profile=thorough tests/test_consistent_years.py``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.build.stories import check_year
from jixiao.findings import Finding, Severity
from tests.support.cases import YEAR, told
from tests.support.drawn_years import CLASSES, consistent_years, direction
from tests.support.years import Year, written

THOROUGH = settings.get_current_profile_name() == "thorough"
SPARING = settings(
    max_examples=500 if THOROUGH else 25,
    deadline=None,
    derandomize=not THOROUGH,
    # Finding the smallest year that fails takes minutes: the thorough profile does it.
    phases=tuple(Phase) if THOROUGH else (Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def checked(year: Year, folder: Path) -> list[Finding]:
    return check_year(written(year, folder), YEAR).findings


@SPARING
@given(year=consistent_years())
def test_a_year_that_agrees_gives_neither_error_nor_warning(year: Year, folder: Path) -> None:
    findings = checked(year, folder)
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""


# breaking one thing: each returns the codes of which one must be found

Break = Callable[[Year, st.DataObject], set[str]]


def _control_total(year: Year, data: st.DataObject) -> set[str]:
    path = data.draw(st.sampled_from(sorted(year.controls)))
    year.controls[path] += data.draw(st.integers(1, 1000))
    return {"T204"}


def _score(year: Year, data: st.DataObject) -> set[str]:
    """A score that does not follow; words and dates have no formula, but what is met gets the full points."""
    form = data.draw(st.sampled_from(year.forms))
    one = data.draw(st.sampled_from(list(year.indicators(form))))
    other = st.integers(0, int(one["分值"] * 100) + 100).map(lambda number: Decimal(number) / 100)
    one["得分"] = data.draw(other.filter(lambda score: abs(score - one["得分"]) > Decimal("0.1")))
    return {"S303", "S306", "S307", "S309"}


def _points(year: Year, data: st.DataObject) -> set[str]:
    one = data.draw(st.sampled_from(list(year.indicators(data.draw(st.sampled_from(year.forms))))))
    one["分值"] += data.draw(st.integers(1, 10))
    return {"S301"}


def _actual(year: Year, data: st.DataObject) -> set[str]:
    """A target that is no longer met by what stands beside it, scored as before."""
    rates = [one for form in year.forms for one in year.indicators(form) if one["三级指标"].endswith("达标率")]
    one = data.draw(st.sampled_from(rates))
    one["实际完成值"] = "5%"
    return {"S306"}


def _income(year: Year, data: st.DataObject) -> set[str]:
    source = data.draw(st.sampled_from(sorted(year.files["annex2.yaml"]["收入"])))
    year.files["annex2.yaml"]["收入"][source] += data.draw(st.integers(1, 1000))
    return {"T203"}


def _adjustment(year: Year, data: st.DataObject) -> set[str]:
    year.files["annex1.yaml"]["部门基本支出预算调整"]["预算"] += data.draw(st.integers(1, 100))
    return {"T203"}


def _posts(year: Year, data: st.DataObject) -> set[str]:
    year.files["unit.yaml"]["人员"][data.draw(st.sampled_from(["全额拨款编制", "工勤编制"]))] += 1
    return {"T203"}


def _on_duty(year: Year, data: st.DataObject) -> set[str]:
    staff = year.files["annex1.yaml"]["财政供养人员"]
    staff["在职人数"] = staff["编制数"] + data.draw(st.integers(1, 9))
    return {"T203"}


def _spent_above_budget(year: Year, data: st.DataObject) -> set[str]:
    line = year.files["annex1.yaml"]["政府采购金额"]
    line["决算"] = line["预算"] + data.draw(st.integers(1, 50))
    return {"T203"}


def _partial_lines(year: Year, data: st.DataObject) -> set[str]:
    lines = year.files["annex1.yaml"]["公用经费"]
    whole = year.files["basic.yaml"]["决算"]["商品和服务支出"]
    lines[data.draw(st.sampled_from(sorted(lines)))]["决算"] = whole + data.draw(st.integers(1, 50))
    return {"A104"}


def _as_filed(year: Year, data: st.DataObject) -> set[str]:
    """A total printed as filed with another value."""
    # The total of 三公经费 stands in a form; what the report says of it may then be wrong too.
    lines = year.files["annex1.yaml"]["三公经费"].values()
    total = sum(one["预算"] for one in lines)
    filed = {
        "位置": "附件1",
        "引用": "附件1.三公经费.预算",
        "实报": total + data.draw(st.integers(1, 99)),
        "理由": "原件如此",
    }
    year.files["overrides.yaml"] = {"按原件列报": [filed]}
    return {"A101"}


def _number_by_hand(year: Year, data: st.DataObject) -> set[str]:
    retired = year.files["unit.yaml"]["人员"]["退休人员"]
    year.say(f"4.退休人员{retired + data.draw(st.integers(1, 40))}人，均按规定管理。")
    return {"P504"}


def _direction(year: Year, data: st.DataObject) -> set[str]:
    assert year.prior is not None
    now = sum(one["决算"] for one in year.files["annex1.yaml"]["三公经费"].values())
    then = sum(year.prior["三公经费"].values())
    said = ["较上年有所增长", "较上年有所降低", "与上年持平"]
    wrong = data.draw(st.sampled_from([words for words in said if words != direction(now, then)]))
    year.say(f"4.三公经费支出{wrong}。")
    return {"P505"}


def _deadline(year: Year, data: st.DataObject) -> set[str]:
    one = next(one for one in year.indicators(data.draw(st.sampled_from(year.forms))) if "11月" in one["年度指标值"])
    one["年度指标值"] = f"{YEAR - 1}年11月30日前"
    return {"D402"}


def _filing_day(year: Year, data: st.DataObject) -> set[str]:
    year.files["unit.yaml"]["填报日期"] = f"{YEAR}-0{data.draw(st.integers(1, 9))}-15"
    return {"D403"}


def _jump(year: Year, data: st.DataObject) -> set[str]:
    assert year.prior is not None
    line = data.draw(st.sampled_from(sorted(year.prior["三公经费"])))
    year.prior["三公经费"][line] = year.prior["三公经费"][line] * 2 + 10
    return {"Y101"}


def _blank(year: Year, data: st.DataObject) -> set[str]:
    funds = year.files[data.draw(st.sampled_from(year.projects))]["资金"]
    column = funds[data.draw(st.sampled_from(sorted(funds)))]
    column[data.draw(st.sampled_from(sorted(column)))] = None
    return {"C603"}


def _left_out(year: Year, data: st.DataObject) -> set[str]:
    names = [year.files[name]["名称"] for name in year.projects]
    missing = data.draw(st.sampled_from(names))
    listed = [f"{number}.{name}支出绩效自评表" for number, name in enumerate(names, start=3) if name != missing]
    year.report["attachments.md"] = "附件：\n\n" + "\n\n".join(listed) + "\n"
    return {"C608"}


def _project_budget(year: Year, data: st.DataObject) -> set[str]:
    """A project's budget that is no longer what the unit's income and the form's own indicator say."""
    funds = year.files[data.draw(st.sampled_from(year.projects))]["资金"]
    funds[data.draw(st.sampled_from(sorted(funds)))]["全年预算数"] += data.draw(st.integers(1, 500))
    return {"T203"}


def _other_class(year: Year, data: st.DataObject) -> set[str]:
    one = year.files[data.draw(st.sampled_from(year.projects))]
    one["支出类别"] = "其他经费"
    assert one["支出类别"] not in CLASSES
    return {"M017", "M018", "M019"}


ALWAYS: list[Break] = [
    _score, _points, _income, _adjustment, _posts, _on_duty, _spent_above_budget, _partial_lines, _as_filed,
    _number_by_hand, _deadline, _filing_day,
]  # fmt: skip
WITH_LAST_YEAR: list[Break] = [_direction, _jump]
WITH_PROJECTS: list[Break] = [_blank, _left_out, _project_budget, _other_class]


def breaks(year: Year) -> list[Break]:
    """Return what can be broken in a year."""
    found = list(ALWAYS)
    if any(one["三级指标"].endswith("达标率") for form in year.forms for one in year.indicators(form)):
        found.append(_actual)
    found += [_control_total] if year.controls else []
    found += WITH_LAST_YEAR if year.prior else []
    return found + (WITH_PROJECTS if year.projects else [])


@SPARING
@given(year=consistent_years(), data=st.data())
def test_one_thing_that_does_not_agree_is_found(year: Year, data: st.DataObject, folder: Path) -> None:
    break_one = data.draw(st.sampled_from(breaks(year)))
    codes = break_one(year, data)
    findings = checked(year, folder)
    assert codes & {one.code for one in findings}, told(findings)
