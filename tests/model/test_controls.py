"""Control totals: a path, an amount in whatever unit, where it was copied from."""

from jixiao.model.controls import Controls
from tests.model.entered import entered, found


def test_an_amount_has_no_unit_of_its_own_and_may_be_negative() -> None:
    [control] = entered(Controls, "核对数:\n  - 引用: 附件1.x\n    数额: -3.5\n    出处: 决算报表\n").controls
    assert (control.reference, str(control.amount.amount), control.amount.unit) == ("附件1.x", "-3.5", "")


def test_where_it_was_copied_from_is_asked_for() -> None:
    assert found(Controls, "核对数:\n  - 引用: 附件1.x\n    数额: 3\n") == ["M002:2"]
