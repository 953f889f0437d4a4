"""The unit: a day, a year, head counts."""

from jixiao.model.data_files import UNIT
from jixiao.model.unit import Staff, Unit
from jixiao.source.nodes import load_yaml
from jixiao.submission.validate import validate
from tests.model.entered import found
from tests.support.made_unit import MADE


def test_the_day_prints_in_chinese() -> None:
    unit = validate(load_yaml(MADE.year(2023) / UNIT.name, "unit.yaml", "单位"), Unit)
    assert unit is not None
    assert str(unit.filled_on).endswith("日")
    assert unit.staff.departments.unit == "个"


def test_every_head_count_is_asked_for() -> None:
    codes = [one.partition(":")[0] for one in found(Staff, "全额拨款编制: 21\n")]
    assert codes == ["M002"] * 5
