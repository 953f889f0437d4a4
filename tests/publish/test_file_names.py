"""File names that hold on every system."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.publish.file_names import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("岳阳市档案馆2023年度部门整体支出绩效自评", "岳阳市档案馆2023年度部门整体支出绩效自评"),
        ("附件3（1）-大楼/运行:维护?费*", "附件3（1）-大楼运行维护费"),
        ('a\\b/c:d*e?f"g<h>i|j', "abcdefghij"),
        ("结尾有点...", "结尾有点"),
        ("  两头空格  ", "两头空格"),
        ("换\n行\t制表\x00", "换行制表"),
        ("反向\u202egpj.exe", "反向gpj.exe"),
        ("CON", "CON_"),
        ("con", "con_"),
        ("NUL.docx", "NUL_.docx"),
        ("com1", "com1_"),
        ("CONTENT", "CONTENT"),
        ("...", "未命名"),
        ("", "未命名"),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_a_file_name_is_safe_for_windows(words: str, name: str) -> None:
    assert file_name(words) == name


def test_a_long_name_is_cut_between_characters_and_keeps_its_ending() -> None:
    name = file_name("档" * 300, "（草稿）")
    assert name.endswith("档（草稿）")
    assert 170 < len(name.encode()) <= 180


def test_a_name_does_not_end_in_a_dot_where_it_was_cut() -> None:
    assert not file_name("a" * 179 + "." + "b" * 50).endswith(".")


@given(st.text(max_size=200))
def test_any_words_give_a_name_that_is_one_safe_name(words: str) -> None:
    name = file_name(words.encode("utf-8", "ignore").decode())
    assert len(name.encode()) <= 184
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name == name.strip(" .")
    assert not PureWindowsPath(f"{name}.docx").is_reserved()
