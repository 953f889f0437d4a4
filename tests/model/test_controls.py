"""Control totals: a path, an amount in whatever unit, where it was copied from, said once a group."""

from jixiao.findings import NOT_FILLED_IN
from jixiao.model.controls import Controls, check_sources
from tests.model.entered import entered

TOTAL = "  - 引用: 附件1.x\n    数额: -3.5\n"


def test_an_amount_has_no_unit_of_its_own_and_may_be_negative() -> None:
    [control] = entered(Controls, f"核对数:\n{TOTAL}    出处: 决算报表\n").with_sources
    assert (control.reference, str(control.amount.amount), control.amount.unit) == ("附件1.x", "-3.5", "")
    assert control.source == "决算报表"


def test_a_source_holds_until_another_is_said() -> None:
    text = f"核对数:\n{TOTAL}    出处: 甲\n{TOTAL}{TOTAL}    出处: 乙\n{TOTAL}"
    assert [str(one.source) for one in entered(Controls, text).with_sources] == ["甲", "甲", "乙", "乙"]


def test_where_the_first_was_copied_from_is_asked_for() -> None:
    controls = tuple(entered(Controls, f"核对数:\n{TOTAL}{TOTAL}    出处: 甲\n").with_sources)
    [finding] = check_sources(controls)
    assert (finding.code, finding.found) == (NOT_FILLED_IN, "核对数 › 第 1 项 › 出处：尚未填写")
    assert list(check_sources(())) == list(check_sources(controls[1:])) == []
