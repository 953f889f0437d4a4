"""YAML to nodes with places; whatever YAML can do beyond plain values is refused, and nothing can crash it."""

from pathlib import Path

import pytest

from jixiao.findings import Place
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import MAX_DEPTH, Entries, Flawed, Items, Scalar, load_yaml, parse_yaml
from tests.support.reading import listed


def load(tmp_path: Path, text: str) -> SourceText:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return load_yaml(path, "a.yaml", "附件1")


def tree(tmp_path: Path, text: str) -> Entries:
    source = load(tmp_path, text)
    assert listed(source.findings) == ""
    assert isinstance(source.tree, Entries)
    return source.tree


def scalar(entries: Entries, key: str) -> Scalar:
    value = entries[key]
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize("text", ["5.00", "012", "0x1F", "1:30", "2024-06-27", "yes", "1e5", ".nan", "５", "1_000"])
def test_a_scalar_keeps_its_own_text(tmp_path: Path, text: str) -> None:
    assert tree(tmp_path, f"值: {text}\n")["值"] == text


def test_every_value_knows_its_place_and_its_path(tmp_path: Path) -> None:
    root = tree(tmp_path, "# 说明\n甲:\n  乙: 5\n  丙:\n    - 一\n    - 丁: 二\n")
    inner = root["甲"]
    assert isinstance(inner, Entries)
    assert (inner.place, inner.path) == (Place("a.yaml", 3, 3), "附件1.甲")
    assert (scalar(inner, "乙").place, scalar(inner, "乙").path) == (Place("a.yaml", 3, 6), "附件1.甲.乙")
    assert inner.key_places == {"乙": Place("a.yaml", 3, 3), "丙": Place("a.yaml", 4, 3)}
    items = inner["丙"]
    assert isinstance(items, Items)
    last = items[1]
    assert isinstance(last, Entries)
    assert (items.place, items.path, last.path) == (Place("a.yaml", 5, 5), "附件1.甲.丙", "附件1.甲.丙[2]")
    assert scalar(last, "丁").path == "附件1.甲.丙[2].丁"


def test_a_file_without_prefix_has_paths_from_its_own_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("甲: 1\n", encoding="utf-8")
    root = load_yaml(path, "a.yaml", "").tree
    assert isinstance(root, Entries)
    assert scalar(root, "甲").path == "甲"


@pytest.mark.parametrize(("text", "null"), [("", True), ("~", True), ("null", True), ("''", False), ('"~"', False)])
def test_only_an_unquoted_nothing_is_null(tmp_path: Path, text: str, null: bool) -> None:
    assert scalar(tree(tmp_path, f"值: {text}\n"), "值").null is null


def test_columns_count_characters_and_tabs_as_one(tmp_path: Path) -> None:
    source = load(tmp_path, "甲:\n\t乙:\t五\n\t丙: 🗂 六\n")
    assert listed(source.findings) == "L005 a.yaml:2:1 有制表符（Tab），全文件共 2 行\n"
    assert isinstance(source.tree, Entries)
    inner = source.tree["甲"]
    assert isinstance(inner, Entries)
    assert inner.key_places["乙"] == Place("a.yaml", 2, 2)
    assert scalar(inner, "乙").place == Place("a.yaml", 2, 5)


def test_one_tab_is_not_counted(tmp_path: Path) -> None:
    assert listed(load(tmp_path, "甲:\t1\n").findings) == "L005 a.yaml:1:3 有制表符（Tab）\n"


@pytest.mark.parametrize("text", ["甲: 4\t3.6\n", "甲: 4\t360\n", "甲: （4） \t ￥3.6\n"])
def test_a_tab_between_two_numbers_keeps_them_apart(tmp_path: Path, text: str) -> None:
    source = load(tmp_path, text)
    assert "\t" in str(source.tree["甲"])  # type: ignore[index]
    assert source.findings[0].remedy.startswith("两个数之间的制表符是粘贴了两格：只留这一栏的一个数")


def test_an_error_value_of_a_spreadsheet_is_told(tmp_path: Path) -> None:
    [finding] = load(tmp_path, "甲: #DIV/0!\n").findings
    assert finding.code == "L017"
    assert finding.remedy.startswith("这是 Excel 的出错值")


def test_tabs_among_spaces_keep_the_levels(tmp_path: Path) -> None:
    source = load(tmp_path, "甲:\n  乙:\n\t\t丙: 1\n")
    assert source.tree == {"甲": {"乙": {"丙": "1"}}}


def test_a_repeated_key_keeps_its_first_value(tmp_path: Path) -> None:
    source = load(tmp_path, "甲: 1\n甲: 2\n甲: 3\n")
    assert source.tree == {"甲": "1"}
    assert listed(source.findings) == (
        "L002 a.yaml:2:1 键“甲”重复（第 1 行已有）\n"  #
        "L002 a.yaml:3:1 键“甲”重复（第 1 行已有）\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲: &a 1\n", "L007 a.yaml:1:4 “&a”会被当作 YAML 的锚点\n"),
        ("甲: *a\n", "L007 a.yaml:1:4 “*a”会被当作 YAML 的引用\n"),
        ("甲: &a [*a]\n", "L007 a.yaml:1:4 “&a”会被当作 YAML 的锚点\nL007 a.yaml:1:8 “*a”会被当作 YAML 的引用\n"),
        ("甲: !!python/name:os.system x\n", "L012 a.yaml:1:4 “!!python/name:os.system”会被当作 YAML 的标签\n"),
        ("甲: !x {乙: 1}\n", "L012 a.yaml:1:4 “!x”会被当作 YAML 的标签\n"),
        ("甲: !!null 五\n", "L012 a.yaml:1:4 “!!null”会被当作 YAML 的标签\n"),
        ("!x 甲: 1\n", "L012 a.yaml:1:1 “!x”会被当作 YAML 的标签\n"),
        ("[甲]: 1\n", "L013 a.yaml:1:1 冒号前面不是一个键\n"),
        ("'': 1\n", "L013 a.yaml:1:1 冒号前面不是一个键\n"),
    ],
)
def test_what_yaml_can_do_beyond_plain_values_is_refused(tmp_path: Path, text: str, found: str) -> None:
    source = load(tmp_path, text)
    assert listed(source.findings) == found
    assert not isinstance(source.tree, Scalar)


def test_a_refused_value_is_flawed_and_the_others_are_not(tmp_path: Path) -> None:
    root = load(tmp_path, "甲: *a\n乙: 2\n").tree
    assert isinstance(root, Entries)
    assert isinstance(root["甲"], Flawed)
    assert root["乙"] == "2"


def test_merge_keys_are_keys_like_others(tmp_path: Path) -> None:
    assert tree(tmp_path, "<<: {甲: 1}\n") == {"<<": {"甲": "1"}}


@pytest.mark.parametrize("text", ["", "\n\n", "# 以后再填\n", "---\n", "--- ~\n"])
def test_an_empty_file_says_so_once(tmp_path: Path, text: str) -> None:
    source = load(tmp_path, text)
    assert (source.tree, listed(source.findings)) == (None, "L016 a.yaml:1:1 文件里没有内容\n")


def test_a_file_that_cannot_be_read_is_not_also_empty(tmp_path: Path) -> None:
    source = load_yaml(tmp_path, "a.yaml", "")
    assert (source.tree, listed(source.findings)) == (None, "L009 a.yaml:1:1 这里不是文件\n")


def test_a_leading_document_mark_is_allowed(tmp_path: Path) -> None:
    assert tree(tmp_path, "---\n甲: 1\n...\n") == {"甲": "1"}


@pytest.mark.parametrize("text", ["甲: 1\n---\n乙: 2\n", "甲: 1\n---\n"])
def test_a_second_document_makes_the_file_unreadable(tmp_path: Path, text: str) -> None:
    source = load(tmp_path, text)
    assert source.tree is None
    assert listed(source.findings) == "L001 a.yaml:2:1 “---”把文件分成了两份，后面的读不到\n"


def test_full_width_indent_is_said_once_and_nothing_else(tmp_path: Path) -> None:
    source = load(tmp_path, "甲:\n　　乙: 1\n　　丙: 2\n")
    assert (source.tree, listed(source.findings)) == (None, "L001 a.yaml:2:1 缩进用了全角空格\n")


def test_full_width_spaces_in_a_text_are_text(tmp_path: Path) -> None:
    assert tree(tmp_path, "甲: |-\n  　　第一段: 说明\n  第二段\n") == {"甲": "　　第一段: 说明\n第二段"}


@pytest.mark.parametrize("text", [">5", "|", ">-"])
def test_a_value_that_yaml_takes_for_an_empty_block_is_refused(tmp_path: Path, text: str) -> None:
    source = load(tmp_path, f"年度指标值: {text}\n实际完成值: 6\n")
    assert listed(source.findings) == "L001 a.yaml:1:8 值以 > 或 | 开头，被读成了空的\n"


@pytest.mark.parametrize(("text", "lost"), [("3 #楼", "#楼"), ("#1楼", "#1楼"), ("'3' #楼", "#楼")])
def test_text_that_yaml_takes_for_a_comment_is_refused(tmp_path: Path, text: str, lost: str) -> None:
    source = load(tmp_path, f"名称: {text}\n")
    assert [(one.code, one.found) for one in source.findings] == [("L017", f"“{lost}”会被当作注释")]


def test_comments_and_hashes_inside_words_are_allowed(tmp_path: Path) -> None:
    text = "名称: 3#楼 # 说明\n# 说明\n其他: # 说明\n  乙: |- # 说明\n    # 一\n    #二\n引: '一 #二' ## 说明\n"
    assert tree(tmp_path, text) == {"名称": "3#楼", "其他": {"乙": "# 一\n#二"}, "引": "一 #二"}


def test_an_escaped_control_character_does_not_get_through(tmp_path: Path) -> None:
    source = load(tmp_path, '甲: "岳\\x07阳\\u200b"\n"乙\\x00": 1\n')
    assert source.tree == {"甲": "岳阳", "乙": "1"}
    assert listed(source.findings) == (
        "L006 a.yaml:1:4 有看不见的字符 U+0007\n"  #
        "L006 a.yaml:2:1 有看不见的字符 U+0000\n"
    )


def test_an_escaped_look_alike_is_found_too(tmp_path: Path) -> None:
    source = load(tmp_path, '甲: "意\\u2ec5"\n')
    assert source.tree == {"甲": "意见"}
    [found] = source.findings
    assert (found.code, str(found.place), "make fmt" in found.remedy) == ("L021", "a.yaml:1:4", False)


def test_nesting_is_limited(tmp_path: Path) -> None:
    levels = MAX_DEPTH - 1
    assert tree(tmp_path, f"甲: {'[' * levels}1{']' * levels}\n")
    source = load(tmp_path, f"甲: [{'[' * levels}1{']' * levels}]\n乙: *a\n")
    assert (source.tree, listed(source.findings)) == (None, f"L011 a.yaml:1:{4 + levels} 嵌套过深\n")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_a_hundred_thousand_open_brackets_do_not_end_the_process(tmp_path: Path, opening: str) -> None:
    assert [one.code for one in load(tmp_path, opening * 100_000).findings] == ["L011"]


def test_an_alias_bomb_stays_small(tmp_path: Path) -> None:
    lines = ["a0: &a0 [笑, 笑]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    source = load(tmp_path, "\n".join(lines))
    assert len(source.findings) == 9 + 8 * 9
    assert {one.code for one in source.findings} == {"L007"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲：1\n乙: 2\n", "1:1 用了中文冒号“：”"),
        ("甲:1\n乙: 2\n", "1:1 冒号后面缺少空格"),
        ("甲: 'a\n乙: 2\n", "1:4 引号没有成对"),
        ('甲: "一"和"二"\n', "1:7 引号后面还有文字"),
        ("甲: [1\n乙: 2\n", "1:4 值以 [ 或 { 开头"),
        ("甲: >96%\n", "1:6 值以 > | @ ` % ! & * 之一开头"),
        ("甲: @1\n", "1:4 值以 > | @ ` % ! & * 之一开头"),
        ("甲: - 1\n", "1:4 列表的第一项写在了冒号后面"),
        ("甲: -\n乙: 2\n", "1:4 值只有一个“-”"),
        ("甲:\n  乙: -  # 没有\n  丙: 2\n", "2:6 值只有一个“-”"),
        ("甲: '320.15\n乙: 2\n", "1:4 数字前面有一个单引号"),
        ("甲: 320.15:\n", "1:10 数字后面有冒号"),
        ("甲: 1: 2\n", "1:5 一行里有两个冒号加空格"),
        ("甲: 1\n  乙: 2\n", "2:4 缩进和上一行对不齐"),
        ("甲:\n  -一: 1\n   二: 2\n", "2:3 “-”后面缺少空格"),
        ("甲: 1\n: 2\n", "2:1 冒号前面没有键"),
        ("甲: 1\n　乙\n", "2:1 缩进用了全角空格"),
    ],
)
def test_syntax_errors_say_what_was_probably_done(tmp_path: Path, text: str, found: str) -> None:
    source = load(tmp_path, text)
    place, _, words = found.partition(" ")
    assert listed(source.findings) == f"L001 a.yaml:{place} YAML 写法有误：{words}\n"
    assert source.tree is None


def test_a_syntax_error_nobody_can_guess_is_still_a_finding(tmp_path: Path) -> None:
    source = load(tmp_path, "甲: 1\n}\n")
    assert listed(source.findings) == "L001 a.yaml:2:1 YAML 写法有误，从这里起读不下去\n"


def test_items_below_a_key_without_its_mark_are_told_at_the_key() -> None:
    source = parse_yaml("甲: 1\n乙:\n  1.一件\n  2.两件\n", "a.yaml", "")
    assert [(one.code, one.place.line) for one in source.findings] == [("L018", 2)]


def test_a_value_on_lines_of_its_own_is_no_list() -> None:
    for text in ("甲:\n  142.3\n", "甲:\n  一段话\n  接着说\n", "甲: |-\n  1.一件\n  2.两件\n"):
        assert parse_yaml(text, "a.yaml", "").findings == []
