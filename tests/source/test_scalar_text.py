"""New values are written so that reading gives just these; every other byte stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.findings import Place
from jixiao.source import scalar_text
from jixiao.source.nodes import Entries, parse_yaml
from jixiao.source.scalar_text import UnwritableError, rewrite_scalars, scalars_of, tidy
from tests.support.counted import counted

TEXT = """\
# 表头
数: 12.50  # 万元
引号: '一#二'
双引号: "三"   # 注
空:
留空:  # 没有的不写
块: |-  # 每条一行
  一、甲

  二、乙

# 一组
组:
  - 名称: 甲
    行内: {下限: 90, 名称: 优}
  - 丙
"""


def set_to(words: str, key: str, text: str = TEXT) -> str:
    """Return the text with the value of ``key`` (数, 组[1].名称) set."""
    source = parse_yaml(text.replace("\r\n", "\n"), "某.yaml", "")
    [place] = [place for place, scalar in scalars_of(source.tree).items() if scalar.path == key]
    return rewrite_scalars(text, "某.yaml", {place: words})


def read(text: str, key: str) -> str:
    source = parse_yaml(text.replace("\r\n", "\n"), "某.yaml", "")
    assert source.findings == []
    [scalar] = [one for one in scalars_of(source.tree).values() if one.path == key]
    return "" if scalar.null else str(scalar)


KEYS = [one.path for one in scalars_of(parse_yaml(TEXT, "某.yaml", "").tree).values()]


HOSTILE = [
    *(
        "007",
        "１２．５",
        "１：２",
        "#",
        "# 注",
        "a: b",
        "- 甲",
        "[",
        "&x",
        "*x",
        "!t",
        "%",
        "@",
        "~",
        "true",
        "=1+1",
        "---",
    ),
    *("'", '"', "''", "\\n", "{{ 年度 }}", "…", "　一", "一\t二", "一\n- 二\n# 三"),
]


@pytest.mark.parametrize(
    ("key", "words", "before", "after"),
    [
        ("数", "13.00", "数: 12.50  # 万元\n", "数: 13.00  # 万元\n"),
        ("数", "", "数: 12.50  # 万元\n", "数:  # 万元\n"),
        ("引号", "it's", "引号: '一#二'\n", "引号: 'it''s'\n"),
        ("双引号", '说"好"', '双引号: "三"   # 注\n', '双引号: "说\\"好\\""   # 注\n'),
        ("空", "5", "空:\n", "空: 5\n"),
        ("空", "一\n二", "空:\n", "空: |-\n  一\n  二\n"),
        ("留空", "有", "留空:  # 没有的不写\n", "留空: 有  # 没有的不写\n"),
        ("块", "一、甲", "  一、甲\n\n  二、乙\n", "  一、甲\n"),
        ("块", "一、甲\n三、丙", "  一、甲\n\n  二、乙\n", "  一、甲\n  三、丙\n"),
        ("组[1].名称", "甲: 乙", "名称: 甲\n", "名称: '甲: 乙'\n"),
        ("组[1].名称", "甲\n乙", "名称: 甲\n", "名称: |-\n      甲\n      乙\n"),
        ("组[1].行内.名称", "优, 良", "名称: 优}", "名称: '优, 良'}"),
        ("组[2]", "- 丙 #丁", "  - 丙\n", "  - '- 丙 #丁'\n"),
        ("组[2]", "丙\n丁", "  - 丙\n", "  - |-\n    丙\n    丁\n"),
        ("数", "null", "数: 12.50 ", "数: 'null' "),
    ],
)
def test_a_value_keeps_its_way_of_writing_where_it_can(key: str, words: str, before: str, after: str) -> None:
    assert before in TEXT
    assert set_to(words, key) == TEXT.replace(before, after)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("key", KEYS)
def test_hostile_words_come_back_as_typed(key: str, words: str) -> None:
    assert read(set_to(words, key), key) == tidy(words)


@given(
    st.sampled_from(KEYS),
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], include_characters="\n"
        ),
        max_size=12,
    ).filter(lambda words: unicodedata.is_normalized("NFC", words)),  # the doors fold the rest before
)
def test_any_words_come_back_and_the_other_values_and_comments_stay(key: str, words: str) -> None:
    after = set_to(words, key)
    assert read(after, key) == tidy(words)
    for other in KEYS:
        assert other == key or read(after, other) == read(TEXT, other)
    assert [line for line in TEXT.split("\n") if line.startswith("#")] == [
        line for line in after.split("\n") if line in TEXT.split("\n") and line.startswith("#")
    ]


@given(st.sampled_from(KEYS), st.sampled_from(["乙", "一\n二", "a: b", ""]))
def test_lines_of_windows_stay_so(key: str, words: str) -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert set_to(words, key, windows) == set_to(words, key).replace("\n", "\r\n")


def test_several_values_are_set_in_one_go() -> None:
    tree = parse_yaml(TEXT, "某.yaml", "").tree
    assert isinstance(tree, Entries)
    words = {place: f"值\n{number}" for number, place in enumerate(scalars_of(tree))}
    again = parse_yaml(rewrite_scalars(TEXT, "某.yaml", words), "某.yaml", "").tree
    assert [str(one) for one in scalars_of(again).values()] == list(words.values())


def test_what_cannot_be_read_is_not_written_in() -> None:
    with pytest.raises(UnwritableError):
        rewrite_scalars("甲: 1\n甲: 2\n", "某.yaml", {Place("某.yaml", 1, 4): "3"})


@pytest.mark.parametrize("words", ["新", "- 新", "新: 的", "# 新"])
def test_many_words_are_written_with_the_same_few_readings_of_the_file(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    text = "行:\n" + "".join(f"  - 名称: 第{number}\n" for number in range(50))
    places = scalars_of(parse_yaml(text, "某.yaml", "").tree)
    readings = counted(monkeypatch, scalar_text, "parse_yaml")
    after = rewrite_scalars(text, "某.yaml", dict.fromkeys(places, words))
    alone = 0 if words == "新" else 3 * len(places)  # each way of each is read by itself, two lines
    assert readings() <= alone + 5
    assert [str(one) for one in scalars_of(parse_yaml(after, "某.yaml", "").tree).values()] == [words] * len(places)


def test_all_places_that_cannot_be_written_are_named() -> None:
    text = "甲: [一, 二]\n乙: 三\n"
    places = scalars_of(parse_yaml(text, "某.yaml", "").tree)
    with pytest.raises(UnwritableError) as told:
        rewrite_scalars("甲: [一\n", "某.yaml", dict.fromkeys(places, "新"))
    assert told.value.places == tuple(places)
