"""Edits change the value meant and no other byte."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.model.data_files import model_of
from jixiao.rollforward.carried_values import list_carried_edits
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml
from jixiao.source.rewrite import Manuscript, apply_edits
from tests.support.project import ROOT


def tree_of(text: str, folder: Path) -> object:
    file = folder / "some.yaml"
    file.write_bytes(text.encode("utf-8"))
    source = load_yaml(file, file.name, "")
    assert source.findings == []
    return source.tree


def after(text: str, folder: Path, *, key: str = "值", words: str = "新") -> str:
    """Return the text with the value of ``key`` replaced."""
    tree = tree_of(text, folder)
    assert isinstance(tree, Entries)
    scalar = tree[key]
    assert isinstance(scalar, Scalar)
    manuscript = Manuscript(text)
    return apply_edits(text, [manuscript.replaced(scalar, words)])[0]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("值: 12.5\n", "值: 新\n"),
        ("值: 12.5", "值: 新"),
        ("值:   12.5   # 万元\n", "值:   新   # 万元\n"),
        ("值: '12次'  # 引号\n", "值: 新  # 引号\n"),
        ('值: "一#二"\n', "值: 新\n"),
        ("值: 'it''s'\n", "值: 新\n"),
        ("值:\n后: 1\n", "值: 新\n后: 1\n"),
        ("值:  # 留空\n后: 1\n", "值: 新  # 留空\n后: 1\n"),
        ("值: ~\n", "值: 新\n"),
        ("值: 一行\n  又一行\n后: 1\n", "值: 新\n后: 1\n"),
        ("值: |-\n  一\n  # 是正文\n\n  二\n\n\n# 是注释\n后: 1\n", "值: 新\n\n\n# 是注释\n后: 1\n"),
        ("值: |-  # 目标\n  一\n后: 1\n", "值: 新  # 目标\n后: 1\n"),
        ("值: >2\n    一\n\n", "值: 新\n\n"),
        ("前: 1\r\n值: 2 # 注\r\n\r\n后: 3\r\n", "前: 1\r\n值: 新 # 注\r\n\r\n后: 3\r\n"),
        ("值: |-\r\n  一\r\n  二\r\n后: 3\r\n", "值: 新\r\n后: 3\r\n"),
        ("前: 𠮷野\n值: 𠮷\n", "前: 𠮷野\n值: 新\n"),
        ("{前: 1, 值: 2, 后: 3}\n", "{前: 1, 值: 新, 后: 3}\n"),
    ],
)
def test_a_value_is_replaced_and_nothing_round_it(before: str, expected: str, tmp_path: Path) -> None:
    assert after(before, tmp_path) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("前: 1\n值: 2  # 注\n后: 3\n", "前: 1\n后: 3\n"),
        ("值: |-\n  一\n\n  二\n\n# 是后的注释\n后: 3\n", "\n# 是后的注释\n后: 3\n"),
        ("前: 1\n值:\n  甲: 1\n  乙: {丙: [1, 2]}\n", "前: 1\n"),
        ("前: 1\n值: 2\n另: 3", "前: 1\n"),
        ("{值: 1, 前: 2}\n", "{前: 2}\n"),
        ("{前: 2, 值: '1'}  # 注\n", "{前: 2}  # 注\n"),
        ("{前: 2, 值: 1, 另: {甲: 1}}\n", "{前: 2}\n"),
        ("{另: 2, 值: 1, 前: 3, 后: 4}\n", "{前: 3, 后: 4}\n"),
    ],
)
def test_keys_are_taken_out_with_their_values(before: str, expected: str, tmp_path: Path) -> None:
    tree = tree_of(before, tmp_path)
    assert isinstance(tree, Entries)
    assert apply_edits(before, Manuscript(before).taken_out(tree, {"值", "另"}))[0] == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- 值: 1\n  另: 2\n  前: 3\n", "- 前: 3\n"),
        ("- 前: 3\n  另: 2\n- 后: 1\n", "- 前: 3\n- 后: 1\n"),
        ("- {前: 1, 值: 2}\n", "- {前: 1}\n"),
    ],
)
def test_the_dash_of_an_item_stays_with_the_keys_that_stay(before: str, expected: str, tmp_path: Path) -> None:
    tree = tree_of(before, tmp_path)
    assert isinstance(tree, Items)
    assert isinstance(tree[0], Entries)
    assert apply_edits(before, Manuscript(before).taken_out(tree[0], {"值", "另"}))[0] == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("前: 1\n", "前: 1\n新:\n"),
        ("前: 1  # 万元", "前: 1  # 万元\n新:"),
        ("前: 1\r\n# 末\r\n", "前: 1\r\n新:\r\n# 末\r\n"),
        ("前: |-\n  一\n  二\n\n", "前: |-\n  一\n  二\n新:\n\n"),
        ("组:\n  前: 1\n  后: [1, 2]\n", "组:\n  前: 1\n  后: [1, 2]\n新:\n"),
        ("{前: 1, 后: {里: 2} }\n", "{前: 1, 后: {里: 2}, 新:  }\n"),
    ],
)
def test_a_key_is_added_behind_the_last_one(before: str, expected: str, tmp_path: Path) -> None:
    tree = tree_of(before, tmp_path)
    assert isinstance(tree, Entries)
    assert apply_edits(before, [Manuscript(before).added(tree, "新")])[0] == expected


def test_a_key_is_added_to_an_item_below_its_dash(tmp_path: Path) -> None:
    text = "表:\n  - 甲: 1\n    乙: 2\n  - 甲: 3\n"
    tree = tree_of(text, tmp_path)
    assert isinstance(tree, Entries)
    items = tree["表"]
    assert isinstance(items, Items)
    assert isinstance(items[0], Entries)
    added = apply_edits(text, [Manuscript(text).added(items[0], "新")])[0]
    assert added == "表:\n  - 甲: 1\n    乙: 2\n    新:\n  - 甲: 3\n"


def test_an_item_is_taken_out_with_its_lines_alone(tmp_path: Path) -> None:
    text = "表:\n  # 第一\n  - 甲: 1\n    乙: |-\n      二\n\n  # 第二\n  - 甲: 3  # 三\n    乙: 4\n"
    tree = tree_of(text, tmp_path)
    assert isinstance(tree, Entries)
    items = tree["表"]
    assert isinstance(items, Items)
    manuscript = Manuscript(text)
    first, second = (manuscript.removed(item) for item in items if isinstance(item, Entries))
    assert apply_edits(text, [first])[0] == "表:\n  # 第一\n\n  # 第二\n  - 甲: 3  # 三\n    乙: 4\n"
    assert apply_edits(text, [second])[0] == "表:\n  # 第一\n  - 甲: 1\n    乙: |-\n      二\n\n  # 第二\n"


def test_an_edit_within_what_is_taken_out_is_void(tmp_path: Path) -> None:
    text = "表:\n  - 甲: 1\n  - 甲: 2\n"
    tree = tree_of(text, tmp_path)
    assert isinstance(tree, Entries)
    items = tree["表"]
    assert isinstance(items, Items)
    first, second = items
    assert isinstance(first, Entries)
    assert isinstance(second, Entries)
    manuscript = Manuscript(text)
    scalars = [item["甲"] for item in (first, second)]
    edits = [manuscript.replaced(one, "新", "改") for one in scalars if isinstance(one, Scalar)]
    assert apply_edits(text, [*edits, manuscript.removed(first)]) == ("表:\n  - 甲: 新\n", [(2, "改")])


# comments


REAL = sorted(
    [path for path in (ROOT / "data/2023").glob("*.yaml") if path.name in ("unit.yaml", "annex2.yaml", "basic.yaml")]
    + list((ROOT / "data/2023/projects").glob("*.yaml"))
)
WORDS = st.text("#注释 :-'\"|{}[]&*待填2023年万元", max_size=12)


def block_lines(text: str, folder: Path) -> set[int]:
    """Return the lines, counted from 0, before which a comment would be part of a text."""
    lines: set[int] = set()

    def visit(node: object) -> None:
        if isinstance(node, Scalar) and node.end.line > node.place.line:
            lines.update(range(node.place.line, node.end.line - 1))
        for value in node.values() if isinstance(node, Entries) else node if isinstance(node, Items) else ():
            visit(value)

    visit(tree_of(text, folder))
    return lines


def comments(text: str, folder: Path) -> list[str]:
    """Return the comment lines of a YAML text, those within texts of several lines left out."""
    inside = block_lines(text, folder)
    lines = text.split("\n")
    return [line for number, line in enumerate(lines) if line.lstrip().startswith("#") and number not in inside]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(REAL), added=st.lists(st.tuples(st.floats(0, 1), WORDS, st.booleans()), max_size=6))
def test_every_comment_survives_wherever_it_stands(
    path: Path, added: list[tuple[float, str, bool]], tmp_path: Path
) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    inside = block_lines("\n".join(lines), tmp_path)
    free = [number for number in range(len(lines)) if number not in inside]
    for count, (where, words, behind) in enumerate(sorted(added, reverse=True)):
        number, comment = free[int(where * (len(free) - 1))], f"# 第{count}条{words}".rstrip()
        line = lines[number]
        if behind and line.strip() and "#" not in line:
            lines[number] = f"{line}  {comment}"
        else:
            lines.insert(number, " " * (len(line) - len(line.lstrip())) + comment)
    text = "\n".join(lines)
    name = f"projects/{path.name}" if path.parent.name == "projects" else path.name
    carried, _ = apply_edits(text, list_carried_edits(Manuscript(text), model_of(name), tree_of(text, tmp_path), 2024))
    assert comments(carried, tmp_path) == comments(text, tmp_path)
    assert [carried.count(f"# 第{count}条") for count in range(len(added))] == [1] * len(added)


def test_a_value_goes_with_its_line_and_no_comment_with_it(tmp_path: Path) -> None:
    text = "甲: 1\n\n# 说明\n乙: |-\n  二\n  三\n丙:\n  - 丁: 4\n    戊: 5  # 五\n"
    tree = tree_of(text, tmp_path)
    assert isinstance(tree, Entries)
    manuscript, items = Manuscript(text), tree["丙"]
    assert isinstance(items, Items)
    [item] = items
    assert isinstance(item, Entries)
    first, second, third = tree["乙"], item["丁"], item["戊"]
    assert isinstance(first, Scalar)
    assert isinstance(second, Scalar)
    assert isinstance(third, Scalar)
    edits = [manuscript.without_line(first), manuscript.without_line(third)]
    assert apply_edits(text, [one for one in edits if one])[0] == "甲: 1\n\n# 说明\n丙:\n  - 丁: 4\n    戊: 5  # 五\n"
    assert manuscript.without_line(second) is None  # the item's dash stands on its line


def test_a_group_is_put_into_one_line_unless_it_has_comments(tmp_path: Path) -> None:
    text = "甲:\n  乙: 0\n  丙: 0\n丁:\n  戊: 0  # 零\n  己: 0\n"
    tree = tree_of(text, tmp_path)
    assert isinstance(tree, Entries)
    edits = [*Manuscript(text).collapsed(tree, "甲", "待填"), *Manuscript(text).collapsed(tree, "丁", "待填")]
    assert apply_edits(text, edits)[0] == "甲: 待填\n丁:\n  戊: 0  # 零\n  己: 0\n"
