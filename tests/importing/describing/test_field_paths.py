"""Steps of paths are names that templates and formulas can say; no two paths are in each other's way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.importing.describing.field_paths import join_steps, number_repeated, step_of, ways_to


@pytest.mark.parametrize(
    ("label", "step"),
    [
        ("其中：水费、电费", "水费电费"),
        ("2030年决算数", "决算数"),
        ("2029年决算数", "上年决算数"),
        ("全年执行数（B）", "全年执行数"),
        ("1-7月执行数", "一至7月执行数"),
        ("…", "未命名"),
    ],
)
def test_a_label_as_a_step(label: str, step: str) -> None:
    assert step_of(label, 2030) == step


@given(st.text(max_size=30))
def test_a_step_is_a_name(label: str) -> None:
    assert step_of(label, 2030).isidentifier()


def test_a_step_twice_in_a_row_is_one() -> None:
    assert join_steps("资金", "", "合计", "合计") == "资金.合计"


@given(st.lists(st.sampled_from(["a", "a.b", "a.b.c", "b", "ab"]), max_size=8))
def test_numbered_paths_are_different_and_none_leads_through_another(paths: list[str]) -> None:
    named = [path for path, _ in number_repeated(paths)]
    assert len(set(named)) == len(named)
    assert not any(way in named for path in named for way in ways_to(path))
