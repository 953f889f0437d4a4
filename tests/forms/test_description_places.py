"""Places in a description, key by key."""

from jixiao.forms.description_places import DescriptionPlaces
from jixiao.source.nodes import parse_yaml

TEXT = "各表:\n  - 名称: 甲\n    公式:\n      一: 二 + 三\n      四: '五'\n"
PLACES = DescriptionPlaces(parse_yaml(TEXT, "description.yaml", ""))


def test_a_key_and_its_value_have_their_places() -> None:
    assert str(PLACES.key(0, "公式", "一")) == "description.yaml:4:7"
    assert str(PLACES.value(0, "公式", "一")) == "description.yaml:4:10"


def test_a_value_begins_behind_its_quotation_mark() -> None:
    assert str(PLACES.value(0, "公式", "四")) == "description.yaml:5:11"


def test_where_the_way_ends_what_holds_it_is_named() -> None:
    assert str(PLACES.key(0, "公式", "六")) == "description.yaml:3:5"
