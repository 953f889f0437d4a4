"""An answer for programs has all that people are told."""

import json

from jixiao.why.answer_json import answer_json
from tests.why.views import asked


def test_a_computed_value_comes_with_its_lineage_and_prints() -> None:
    told = answer_json(asked("附件1.三公经费.决算"))
    [value] = json.loads(json.dumps(told))["values"]
    assert value["path"] == "附件1.三公经费.决算"
    assert value["lineage"]["附件1.三公经费.决算"]["operands"]
    assert "file" not in value
    assert all(one["where"] for one in value["printed"])
    assert value["rules"] is None


def test_a_typed_text_comes_with_its_line() -> None:
    [value] = json.loads(json.dumps(answer_json(asked("单位.单位名称"))))["values"]
    assert value["file"].endswith("unit.yaml")
    assert value["lineage"] == {}
