"""Reasons of moves, each for one figure."""

from jixiao.model.movements import Movements
from tests.model.entered import entered, found


def test_a_reason_stands_with_its_figure() -> None:
    [one] = entered(Movements, "变动原因:\n  - 引用: 附件1.x\n    理由: 车辆报废\n").movement_reasons
    assert (one.reference, one.reason) == ("附件1.x", "车辆报废")


def test_a_move_without_reason_is_refused() -> None:
    assert found(Movements, "变动原因:\n  - 引用: 附件1.x\n    理由: 待填\n") == ["M022:3"]
