"""The scalars of a tree: in the order of the file, places still to be filled in among them."""

from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Unfilled, parse_yaml


def test_scalars_come_in_order_from_whatever_depth() -> None:
    tree = parse_yaml("甲: 1\n乙:\n  - 2\n  - 丙: 3\n", "a.yaml", "").tree
    assert [str(one) for one in list_scalars(tree)] == ["1", "2", "3"]


def test_a_place_to_fill_in_is_a_scalar() -> None:
    [scalar] = list_scalars(parse_yaml("甲: 待填\n", "a.yaml", "").tree)
    assert list(list_scalars([])) == []
    assert [*list_scalars(Unfilled(scalar))] == [scalar]
