"""Fields that no form has: the data may leave them out, what stands for them is blank."""

import pytest

from jixiao.figures import Text
from jixiao.model.annex1 import Annex1
from jixiao.model.base import Record
from jixiao.model.unused_fields import is_used, leads_somewhere, leave_out
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate
from tests.support.cases import BASE

TEXT = (BASE / "data/2023/annex1.yaml").read_text("utf-8")
PATHS = ["楼堂馆所", "三公经费.出国经费", "厉行节约保障措施"]


@pytest.fixture(scope="module")
def model() -> type[Record]:
    return leave_out(Annex1, PATHS, "附件1")


@pytest.fixture(scope="module")
def annex(model: type[Record]) -> Annex1:
    lines = (
        "楼堂馆所:\n  批复规模: 0\n  实际规模: 0\n  预算投资: 0\n  实际投资: 0\n",
        "  出国经费:\n    预算: 0\n    决算: 0\n",
    )
    text = TEXT[: TEXT.index("厉行节约保障措施")]
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    source = parse_yaml(text, "annex1.yaml", "附件1")
    read = validate(source, model)
    assert source.findings == []
    assert isinstance(read, Annex1)
    return read


def test_what_stands_for_them_is_blank_and_of_no_line(annex: Annex1) -> None:
    size = annex.buildings.approved_size
    assert (size.blank, size.unit, size.path, size.entered) == (True, "㎡", "附件1.楼堂馆所.批复规模", False)
    assert annex.three_public.abroad.final.unit == "万元"
    assert annex.three_public.receptions.final.entered
    assert isinstance(annex.thrift_measures, Text)
    assert not annex.thrift_measures.entered


def test_they_may_be_typed_all_the_same(model: type[Record]) -> None:
    source = parse_yaml(TEXT, "annex1.yaml", "附件1")
    assert validate(source, model) is not None
    assert source.findings == []


def test_a_field_says_whether_it_is_used(model: type[Record]) -> None:
    unused = [field.alias for field in model.model_fields.values() if not is_used(field)]
    assert unused == ["楼堂馆所", "厉行节约保障措施"]


@pytest.mark.parametrize(
    ("path", "there"), [("楼堂馆所.批复规模", True), ("楼堂馆所.层数", False), ("四公经费", False)]
)
def test_a_path_leads_somewhere_or_nowhere(path: str, there: bool) -> None:
    assert leads_somewhere(Annex1, path) is there
