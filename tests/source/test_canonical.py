"""One way to lay out YAML: values and comments stay, layout becomes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.source.canonical import write_canonical
from jixiao.source.comments import NotPlainError
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from tests.support.project import ROOT


def same_order(path: tuple[str, ...]) -> None:
    return None


def same_words(path: tuple[str, ...], text: str) -> str:
    return text


def laid_out(text: str) -> str:
    return write_canonical(text, same_order, same_words)


def values(node: object) -> object:
    """Return a tree as plain Python, to be compared."""
    if isinstance(node, Entries):
        return {str(key): values(value) for key, value in node.items()}
    if isinstance(node, Items):
        return [values(one) for one in node]
    assert isinstance(node, Scalar)
    return None if node.null else "\n".join(line.rstrip() for line in node.split("\n")).strip()


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_data_of_this_project_is_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("careless", "right"),
    [
        ("甲:    1\n", "甲: 1\n"),
        ("甲: 1   # 注\n", "甲: 1  # 注\n"),
        ("甲: 1\n\n\n乙: 2\n\n", "甲: 1\n\n乙: 2\n"),
        ("甲: 1", "甲: 1\n"),
        ("甲:\n    乙: 1\n    # 注\n    丙: 2\n", "甲:\n  乙: 1\n  # 注\n  丙: 2\n"),
        ("甲:\n- 1\n- 2\n", "甲:\n  - 1\n  - 2\n"),
        ("甲:\n-   乙: 1\n    丙: 2\n", "甲:\n  - 乙: 1\n    丙: 2\n"),
        ("甲: '文字'\n", "甲: 文字\n"),
        ('甲: "文字"\n', "甲: 文字\n"),
        ('甲: "乙: 丙"\n', "甲: '乙: 丙'\n"),
        ("甲: '≥96%'\n", "甲: ≥96%\n"),
        ("甲: '>96%'\n", "甲: '>96%'\n"),
        ("甲: '#5'\n", "甲: '#5'\n"),
        ("甲: ''\n", "甲: ''\n"),
        ("甲: 'null'\n", "甲: 'null'\n"),
        ("甲: ~\n乙: null\n", "甲:\n乙:\n"),
        ("甲: |\n    一\n    二\n\n\n乙: 1\n", "甲: |-\n  一\n  二\n\n乙: 1\n"),
        ("甲: >\n  一\n  二\n", "甲: |-\n  一 二\n"),
        ('甲: "一\\n二"\n', "甲: |-\n  一\n  二\n"),
        ("甲: 一\n  二\n", "甲: 一 二\n"),
        ("甲:\n  文字\n", "甲: 文字\n"),
        ("甲: [一, 二]  # 注\n", "甲: [一, 二]  # 注\n"),
        ("甲: # 注\n  乙: 1\n", "甲:  # 注\n  乙: 1\n"),
        ("甲: |- # 注\n  一\n", "甲: |-  # 注\n  一\n"),
        ("- 1\n- - 2\n  - 3\n", "- 1\n- - 2\n  - 3\n"),
        ("# 头\n\n甲: 1\n# 尾\n", "# 头\n\n甲: 1\n# 尾\n"),
        ("甲:\n    乙: 1\n    # 属于甲\n# 属于丙\n丙: 2\n", "甲:\n  乙: 1\n  # 属于甲\n# 属于丙\n丙: 2\n"),
    ],
)
def test_layout_becomes_one(careless: str, right: str) -> None:
    assert laid_out(careless) == right
    assert laid_out(right) == right
    assert values(parse_yaml(careless, "", "").tree) == values(parse_yaml(right, "", "").tree)


def test_keys_take_their_comments_along() -> None:
    text = "# 文件头\n乙: 2\n# 关于甲\n甲: 1  # 一\n"
    ordered = write_canonical(text, lambda path: ["甲", "乙"], same_words)
    assert ordered == "# 文件头\n# 关于甲\n甲: 1  # 一\n乙: 2\n"


def test_keys_of_an_item_take_their_comments_above_the_dash() -> None:
    text = "列:\n  - 乙: 2\n    # 关于甲\n    甲: 1\n"
    ordered = write_canonical(text, lambda path: ["甲", "乙"] if path else None, same_words)
    assert ordered == "列:\n  # 关于甲\n  - 甲: 1\n    乙: 2\n"
    assert write_canonical(ordered, lambda path: ["甲", "乙"] if path else None, same_words) == ordered


def test_a_mapping_with_an_unknown_key_keeps_its_order() -> None:
    assert (
        write_canonical("乙: 2\n别的: 3\n甲: 1\n", lambda path: ["甲", "乙"], same_words) == "乙: 2\n别的: 3\n甲: 1\n"
    )


@pytest.mark.parametrize("text", ["---\n甲: 1\n", "? 甲\n: 1\n", "只有文字\n", "甲: [一,\n  二]\n", "-\n  甲: 1\n"])
def test_what_has_no_canonical_form_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        laid_out(text)


WORDS = st.text(alphabet="甲乙丙:#- '\"[]{}&*!|>%@`,?5.~\\", min_size=1, max_size=8)
COMMENTS = st.lists(st.sampled_from(["# 注", "#注2", "# 甲: 1", ""]), max_size=2)
NESTED = st.recursive(
    WORDS | st.none(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text(alphabet="甲乙丙丁", min_size=1, max_size=3), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def careless(value: object, indent: int, step: int, data: st.DataObject) -> list[str]:
    """Return a value as YAML lines in some layout, with comments strewn in."""
    pad, lines = " " * indent, []
    pairs = value.items() if isinstance(value, dict) else [(None, one) for one in value]  # type: ignore[attr-defined]
    for key, one in pairs:
        lines += [pad + comment for comment in data.draw(COMMENTS)]
        beside = data.draw(st.sampled_from(["", "   # 旁注"]))
        lead = f"{pad}-" if key is None else f"{pad}{key}:"
        if one is None:
            lines.append(lead + beside)
        elif isinstance(one, str):
            lines.append(f"{lead}  '{one.replace(chr(39), chr(39) * 2)}'{beside}")
        elif key is None:
            inner = careless(one, indent + 2, step, data)
            while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                inner.pop(0)
            lines += [f"{lead} {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += [lead + beside, *careless(one, indent + step, step, data)]
    return lines


@given(st.dictionaries(st.text(alphabet="甲乙丙丁", min_size=1, max_size=3), NESTED, min_size=1, max_size=4), st.data())
def test_any_layout_becomes_canonical_once_and_for_all_and_keeps_what_it_says(
    value: dict[str, object], data: st.DataObject
) -> None:
    text = "\n".join(careless(value, 0, data.draw(st.integers(1, 4)), data)) + "\n"
    once = laid_out(text)
    assert laid_out(once) == once
    assert values(parse_yaml(once, "", "").tree) == values(parse_yaml(text, "", "").tree)
    assert sorted(comments(once)) == sorted(comments(text))
    assert not any(line != line.rstrip() for line in once.split("\n"))


def comments(text: str) -> list[str]:
    whole = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    return whole + ["旁注"] * text.count("# 旁注")


@given(st.from_regex("[一-龥0-9A-Za-z≥≤（《“][一-龥0-9A-Za-z.%≥≤（）《》“”，。、；：]*", fullmatch=True))
def test_ordinary_words_need_no_quotation_marks_and_read_as_they_stand(text: str) -> None:
    written = laid_out(f"键:\n- '{text}'\n")
    assert values(parse_yaml(written, "a.yaml", "").tree) == {"键": [text]}
