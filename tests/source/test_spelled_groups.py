"""Groups that a word stands for, spelled out."""

import pytest

from jixiao.source.nodes import Scalar, parse_yaml
from jixiao.source.rewrite import apply_edits
from jixiao.source.scalar_text import scalars_of
from jixiao.source.spelled_groups import filler_of, spell_out


def spelled(text: str, path: str) -> str:
    group = next(one for one in scalars_of(parse_yaml(text, "a.yaml", "").tree).values() if one.path == path)
    return apply_edits(text, [spell_out(text, group, ("预算", "决算"))])[0]


def test_a_word_becomes_a_line_for_each_key() -> None:
    text = "三公经费:\n  公车购置: 待填\n  公务接待: 无\n"
    assert (
        spelled(text, "三公经费.公车购置") == "三公经费:\n  公车购置:\n    预算: 待填\n    决算: 待填\n  公务接待: 无\n"
    )
    assert spelled(text, "三公经费.公务接待").endswith("  公务接待:\n    预算: 0\n    决算: 0\n")


def test_lines_end_as_the_file_has_them() -> None:
    text = "甲: 待填 # 核对过\r\n乙: 1\r\n"
    assert spelled(text, "甲") == "甲:\r\n  预算: 待填\r\n  决算: 待填 # 核对过\r\n乙: 1\r\n"


@pytest.mark.parametrize(("word", "filler"), [("无", "0"), ("没有", "0"), ("待填", "待填"), (" 待填 ", "待填")])
def test_none_is_0_and_what_is_open_stays_open(word: str, filler: str) -> None:
    place = parse_yaml("a: 1", "a.yaml", "").tree.place  # type: ignore[attr-defined]
    assert filler_of(Scalar(word, place, "a")) == filler
