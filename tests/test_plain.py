"""JSON in pieces is JSON."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.plain import first_of, json_pieces, json_text

words = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["a\nb\t\x00\x1f\x7f\x85\u2028\\\"'", "　𠀀"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
)


@given(st.dictionaries(words.filter(lambda key: key != "units"), values, min_size=1, max_size=3), st.lists(values))
def test_json_in_pieces_is_the_json_of_the_whole(head: dict[str, object], many: list[object]) -> None:
    assert "".join(json_pieces(head, "units", iter(many))) == json_text({**head, "units": many}, indent=1) + "\n"


@given(st.lists(st.text(), max_size=30), st.integers(1, 20))
def test_of_many_lines_the_first_are_told_and_the_rest_is_counted(lines: list[str], most: int) -> None:
    told = first_of(lines, most)
    if len(lines) <= most + 1:
        assert told == lines
    else:
        assert told[:-1] == lines[:most]
        assert f"另有 {len(lines) - most} 处" in told[-1]
    assert first_of(lines, most, everything=True) == lines
