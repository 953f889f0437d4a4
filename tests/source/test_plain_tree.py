"""Trees of texts are written so that reading gives them back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from jixiao.source.plain_tree import PlainTree, write_plain_tree

WORDS = st.text(st.sampled_from("甲a1 :#-'\"[{&*!%@,\n？"), max_size=8).map(str.strip).filter(bool)
KEYS = st.text(st.sampled_from("甲乙ab1（）、-"), min_size=1, max_size=4)


def plain(node: object) -> object:
    if isinstance(node, Scalar):
        return None if node.null else "\n".join(line.rstrip() for line in node.strip().split("\n"))
    if isinstance(node, Entries):
        return {key: plain(value) for key, value in node.items()}
    assert isinstance(node, Items)
    return [plain(item) for item in node]


def test_a_file_has_its_head_and_blank_lines_before_groups() -> None:
    tree: PlainTree = {"名称": "甲", "备注": None, "资金": {"预算": "1"}, "选项": ["甲", "乙"]}
    expected = "# 头\n名称: 甲\n备注:\n\n资金:\n  预算: 1\n\n选项:\n  - 甲\n  - 乙\n"
    assert write_plain_tree(tree, "# 头\n") == expected


def test_nothing_is_written_as_an_empty_mapping() -> None:
    assert write_plain_tree({}, "# 头\n") == "# 头\n{}\n"


@settings(max_examples=15)
@given(
    st.dictionaries(
        KEYS, st.none() | WORDS | st.lists(st.dictionaries(KEYS, WORDS, min_size=1), min_size=1), min_size=1
    )
)
def test_what_was_written_is_read_back(tree: PlainTree) -> None:
    source = parse_yaml(write_plain_tree(tree, ""), "some.yaml", "")
    read = plain(source.tree)
    assert isinstance(read, dict)
    cleaned = {key: _tidied(value) for key, value in tree.items()}
    assert read == cleaned


def _tidied(value: object) -> object:
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.split("\n"))
    if isinstance(value, list):
        return [{key: _tidied(words) for key, words in row.items()} for row in value]
    return value
