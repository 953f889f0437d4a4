"""References to indicators go by name: rows change places and the sentence stays true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.submission.references import by_name, namesakes, references_in, subscript, without_subscripts

LIST = "附件2.绩效指标.产出指标.数量指标"
NAMES = {"附件2": {("产出指标", "数量指标"): ["1.编纂书籍", "2.业务培训（期）", "3.业务培训", "4.业务培训"]}}


@pytest.mark.parametrize(
    ("level3", "written"),
    [
        ("2.编纂书籍", '["编纂书籍"]'),
        ("（2）编纂 书籍", '["编纂书籍"]'),
        ("②编纂书籍", '["编纂书籍"]'),
        ("1.5万卷档案进馆", '["1.5万卷档案进馆"]'),  # an amount, not a number
        ("做好馆库“九防”", '["做好馆库“九防”"]'),
        ('"九防"', "['\"九防\"']"),
        ("甲\"乙'丙", None),
        ("甲\\乙", None),
        ("甲}}乙", None),
        ("2024", None),
        ("3.", None),
    ],
)
def test_an_indicator_is_written_by_its_words(level3: str, written: str | None) -> None:
    assert subscript(level3) == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LIST}[1].实际完成值", f'{LIST}["编纂书籍"].实际完成值'),
        (f"{LIST}[ 1 ].实际完成值", f'{LIST}["编纂书籍"].实际完成值'),
        (f"{LIST}.1.实际完成值", f'{LIST}["编纂书籍"].实际完成值'),
        (f'{LIST}["1.编纂书籍"]', f'{LIST}["编纂书籍"]'),
        (f"{LIST}[“编纂书籍”].得分", f'{LIST}["编纂书籍"].得分'),
        (f"{LIST}['业务培训(期)'].得分", f'{LIST}["业务培训（期）"].得分'),
        (f"{LIST}[1].得分 | 小数(1)", f'{LIST}["编纂书籍"].得分 | 小数(1)'),
    ],
)
def test_a_number_becomes_a_name(before: str, after: str) -> None:
    assert by_name(f"甲{{{{ {before} }}}}乙", NAMES) == f"甲{{{{ {after} }}}}乙"
    assert by_name(f"甲{{{{ {after} }}}}乙", NAMES) == f"甲{{{{ {after} }}}}乙"


@pytest.mark.parametrize(
    "text",
    [
        f"{{{{ {LIST}[3].得分 }}}}",  # two go by that name
        f"{{{{ {LIST}[9].得分 }}}}",
        "{{ 附件2.绩效指标.产出指标.质量指标[1].得分 }}",
        "{{ 各项目.gone.绩效指标.产出指标.数量指标[1].得分 }}",
        "{{ 项.绩效指标.产出指标.数量指标[1].得分 }}",  # another one in each turn of a loop
        f"{LIST}[1] 不在标记里",
        f"{{# {LIST}[1] 是备注 #}}",
    ],
)
def test_what_no_one_name_says_stays(text: str) -> None:
    assert by_name(text, NAMES) == text


def test_a_number_that_was_another_indicator_last_year_stays_for_its_author_to_decide() -> None:
    last_year = {"附件2": {("产出指标", "数量指标"): ["1.举办展览"]}}
    text = f"{{{{ {LIST}[1].得分 }}}}"
    assert by_name(text, NAMES, last_year) == text
    assert by_name(text, NAMES, {"附件2": {("产出指标", "数量指标"): ["编纂书籍"]}}) != text


def test_a_reference_says_where_it_stands() -> None:
    [one] = references_in(f"第一行\n完成{{{{ {LIST}[2].实际完成值 }}}}")
    assert (one.table, one.level1, one.level2) == ("附件2", "产出指标", "数量指标")
    assert (one.number, one.field, one.line, one.column) == (2, "实际完成值", 2, 6)


WORDS = st.text(st.sampled_from("甲乙丙丁，“”《》（）12. "), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_a_name_is_the_same_indicator_wherever_it_stands(names: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(names)))
    before = f"{{{{ {LIST}[{number}].得分 }}}}"
    after = by_name(before, {"附件2": {("产出指标", "数量指标"): names}})
    assert without_subscripts(after) == without_subscripts(before)
    [one] = references_in(after)
    if not one.number:
        moved = data.draw(st.permutations(names))
        assert [moved[at] for at in namesakes(moved, one.name)] == [names[number - 1]]
