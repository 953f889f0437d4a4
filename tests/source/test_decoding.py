"""Bytes to text: whatever an editor leaves behind is named and read past."""

import os
from pathlib import Path

import pytest

from jixiao.source.decoding import SourceText, read_text, texts_of
from jixiao.source.regular_file import MAX_PROSE, MAX_TEXT
from tests.support.reading import listed


def read(tmp_path: Path, data: bytes) -> SourceText:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    return read_text(path, "a.md")


def test_plain_text_is_read_as_it_is(tmp_path: Path) -> None:
    source = read(tmp_path, "　　正文，emoji 👩‍🔧 和\t制表符\n".encode())
    assert (source.text, source.findings) == ("　　正文，emoji 👩‍🔧 和\t制表符\n", [])


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems_are_one(tmp_path: Path, line_end: str) -> None:
    source = read(tmp_path, f"一{line_end}二{line_end}".encode())
    assert (source.text, source.findings) == ("一\n二\n", [])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xef\xbb\xbf" + "年度".encode(), "L004 a.md:1:1 文件开头有 BOM 标记\n"),
        ("年度".encode("gbk"), "L003 a.md:1:1 文件编码不是 UTF-8（看起来是 GBK）\n"),
        ("年度".encode("utf-16"), "L003 a.md:1:1 文件编码不是 UTF-8（看起来是 UTF-16）\n"),
        (b"\xfe\xff" + "年度".encode("utf-16-be"), "L003 a.md:1:1 文件编码不是 UTF-8（看起来是 UTF-16）\n"),
    ],
)
def test_other_encodings_are_named_and_read_all_the_same(tmp_path: Path, data: bytes, found: str) -> None:
    source = read(tmp_path, data)
    assert (source.text, listed(source.findings)) == ("年度", found)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x80\x81\x00\xff", b"PK\x03\x04\xff\x00\xff\x00"])
def test_what_is_no_text_gives_no_text(tmp_path: Path, data: bytes) -> None:
    source = read(tmp_path, data)
    assert (source.text, listed(source.findings)) == ("", "L003 a.md:1:1 文件里不是文字，或编码认不出来\n")


def test_invisible_characters_are_found_where_they_stand_and_left_out(tmp_path: Path) -> None:
    source = read(tmp_path, "一\n二\x07三\u200b\n".encode())
    assert source.text == "一\n二三\n"
    assert listed(source.findings) == (
        "L006 a.md:2:2 有看不见的字符 U+0007\n"  #
        "L006 a.md:2:4 有看不见的字符 U+200B\n"
    )


def test_a_file_full_of_invisible_characters_says_so_ten_times(tmp_path: Path) -> None:
    source = read(tmp_path, b"\x07\n" * 5000)
    assert len(source.findings) == 10
    assert source.findings[0].found == "有看不见的字符 U+0007，全文件共 5000 处"


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        (
            "正文\n意\u2ec5和\u2ec5面",
            "正文\n意见和见面",
            "L021 a.md:2:2 “⻅”（U+2EC5）是部首、笔画的字符，看着像“见”，不是同一个字，全文件共 2 处\n",
        ),
        ("\uf92e库", "冷库", "L021 a.md:1:1 “\uf92e”（U+F92E）是兼容汉字，看着与“冷”（U+51B7）一样，不是同一个字\n"),
        ("cafe\u0301", "café", "L021 a.md:1:4 “é”由几个字符拼成（U+0065 U+0301），看着一样，查找、比对时不一样\n"),
        ("\u202e反", "反", "L006 a.md:1:1 有改变文字方向的字符 U+202E\n"),
        ("甲\uf0b3", "甲\uf0b3", "L022 a.md:1:2 有私用区字符 U+F0B3，换一台电脑、换一种字体就显示成别的或显示不出\n"),
        ("甲\ufffd", "甲\ufffd", "L022 a.md:1:2 有编码出错留下的“�”（U+FFFD）\n"),
        ("10\u2126，1000㎡、①、葛\U000e0100城", "10Ω，1000㎡、①、葛\U000e0100城", ""),
    ],
)
def test_what_looks_like_something_else_is_found_and_folded(tmp_path: Path, data: str, text: str, found: str) -> None:
    source = read(tmp_path, data.encode())
    assert (source.text, listed(source.findings)) == (text, found)


def test_of_many_look_alikes_each_is_named_once_and_ten_at_most(tmp_path: Path) -> None:
    source = read(tmp_path, "".join(map(chr, range(0x2F00, 0x2F20))).encode() * 2)
    assert len(source.findings) == 10
    assert source.findings[0].found.endswith("全文件共 2 处")
    assert source.findings[0].remedy.endswith("make fmt 可自动改好。")


@pytest.mark.parametrize(("name", "most"), [("a.md", MAX_PROSE), ("a.yaml", MAX_TEXT)])
def test_a_file_of_the_largest_size_is_read_and_a_larger_one_is_not(tmp_path: Path, name: str, most: int) -> None:
    (tmp_path / name).write_bytes(b"a" * most)
    assert len(read_text(tmp_path / name, name).text) == most
    (tmp_path / name).write_bytes(b"a" * (most + 1))
    source = read_text(tmp_path / name, name)
    assert (source.text, listed(source.findings)) == ("", f"L008 {name}:1:1 文件超过 {most // 1000} KB\n")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert listed(read_text(tmp_path, "unit.yaml").findings) == "L009 unit.yaml:1:1 这里不是文件\n"


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:  # the tests may run as root, who may read everything
        raise PermissionError

    path = tmp_path / "a.md"
    path.touch()
    monkeypatch.setattr(os, "open", refused)
    assert listed(read_text(path, "a.md").findings) == "L009 a.md:1:1 文件读不出来\n"


def test_what_was_typed_is_kept_to_be_quoted_and_the_bytes_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff⼈\r\n二".encode())
    source = read_text(tmp_path / "a.md", "a.md")
    assert (source.typed, source.text) == ("⼈\n二", "人\n二")
    assert source.data == (tmp_path / "a.md").read_bytes()
    assert texts_of([source]) == {"a.md": "⼈\n二"}
