"""sources.yaml: which workbooks a year has."""

from jixiao.model.sources import Sources
from tests.model.entered import entered


def test_a_source_is_a_name_and_a_file() -> None:
    record = entered(Sources, "来源:\n  - 名称: 决算\n    文件: 决算.xlsx\n    年度: 2022\n    金额单位: 元\n")
    assert isinstance(record, Sources)
    (source,) = record.sources
    assert (source.name, source.source_file, source.year, source.money_unit) == ("决算", "决算.xlsx", 2022, "元")
    assert source.source_digest is None
