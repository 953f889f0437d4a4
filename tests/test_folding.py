"""Look-alikes are named with their code point and what to write; what is right in Chinese text is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.folding import LookalikeKind, describe_folding, find_lookalikes, fold, is_suspect, tell_alike_apart

SHORTER = "\u200b\u202e\ufeff\x07\U000e0041"
FOLDED = [
    ("\u2ec5面", "见面", LookalikeKind.RADICAL),
    ("\u2ed3期", "长期", LookalikeKind.RADICAL),
    ("\u2f08员", "人员", LookalikeKind.RADICAL),
    ("\u31d0个", "一个", LookalikeKind.RADICAL),
    ("\uf92e库", "冷库", LookalikeKind.COMPATIBLE),
    ("\U0002f800", "丽", LookalikeKind.COMPATIBLE),
    ("\ue81e", "\u9fb4", LookalikeKind.PRIVATE),
    ("e\u0301", "é", LookalikeKind.DECOMPOSED),
    ("\u1112\u1161\u11ab", "한", LookalikeKind.DECOMPOSED),
    ("\u202e甲", "甲", LookalikeKind.DIRECTION),
    ("\u2066甲", "甲", LookalikeKind.DIRECTION),
    ("甲\u200b乙", "甲乙", LookalikeKind.HIDDEN),
    ("甲\u200d乙", "甲乙", LookalikeKind.HIDDEN),
    ("a\ufe0fb", "ab", LookalikeKind.HIDDEN),
    ("甲\u3164乙", "甲乙", LookalikeKind.HIDDEN),
    ("甲\U000e0041", "甲", LookalikeKind.HIDDEN),
    ("甲\ufffc", "甲", LookalikeKind.HIDDEN),
]
RIGHT = [
    "建筑面积1000㎡，重25㎏，①②③⑴㈠㊀，№5，℃，Ω，½，³",
    "《甲》“乙”（丙）——……·〇：，。！？；【】％＋１Ａ",
    "张𬀩、李䶮、王﨑、赵\ufa11、刘\U00030000",
    "葛\U000e0100城、辻\ufe00、，\ufe00",
    "👩\u200d🔧、❤\ufe0f\u200d🔥、ᠮ\u180b、❤\ufe0f、1\ufe0f\u20e3、👍🏽、🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "caf\xe9、\xc5、naïve、Ж、한글、カナ、ﾊﾟ、\u3000空格\xa0也是\t空格",
    "Å、\u2126、\u212a、\u2103",
]


@pytest.mark.parametrize(("text", "right", "kind"), FOLDED)
def test_what_looks_like_something_else_is_named_and_folded(text: str, right: str, kind: LookalikeKind) -> None:
    [found, *_] = find_lookalikes(text)
    assert (fold(text), found.kind) == (right, kind)
    assert found.code_points in " ".join(found.explanation)
    if not kind.is_hidden:
        assert found.right
        assert f"“{found.right}”（U+{ord(found.right):04X}）" in found.explanation[2]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_not_accused(text: str) -> None:
    assert list(find_lookalikes(text)) == []
    assert fold(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["\uf0b3", "\U000f1234", "\ufffd", "\u2e80", "\u2e9a", "\u31c0"])
def test_what_nobody_can_read_stays_and_is_named(text: str) -> None:
    [found] = find_lookalikes(f"甲{text}")
    assert (found.right, found.start, fold(text)) == (None, 1, text)
    assert found.code_points in found.explanation[0]


def test_every_radical_with_an_ideograph_becomes_it() -> None:
    radicals = {*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)}
    left = {code for code in radicals if not unicodedata.name(fold(chr(code)), "").startswith("CJK UNIFIED")}
    assert left == {0x2E80, 0x2E9A}


def test_a_decomposed_letter_is_found_where_it_stands() -> None:
    [found] = find_lookalikes("第一行\n第二行：cafe\u0301。")
    assert (found.start, found.text, found.right) == (11, "e\u0301", "é")
    assert found.explanation[0] == "“é”由几个字符拼成（U+0065 U+0301），看着一样，查找、比对时不一样"


def test_folding_is_described_by_what_it_does() -> None:
    assert describe_folding(["\u2ec5、\u2ec5", "甲\u200b"]) == "“⻅”（U+2EC5）→“见”（2 处）、看不见的字符（1 处）"
    assert describe_folding(["正文"]) == ""


ODD = st.sampled_from(
    "甲e\u0301\u0308\u200b\u200d\ufe0f\u202e\u2ec5\uf92e\ue81e\uf0b3👩🔧❤\u2329\u2adc\u1112\u1161\u3164\U000e0041🏴\ufffd"
)


@given(st.text(ODD | st.characters(codec=None), max_size=12))
@example("\u2adc\ufe00")
@example("e\u200b\u0301")
@example("👩\u200b\u200d🔧")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(found.right is None for found in find_lookalikes(once))


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF, categories=["Lo"]), max_size=30))
def test_unified_ideographs_stay_as_they_are(text: str) -> None:
    assert fold(text) == text
    assert not is_suspect(text)


@given(st.text(ODD, max_size=12))
def test_only_what_is_suspect_is_changed_or_found(text: str) -> None:
    changed = fold(text) != text
    assert is_suspect(text) or not changed
    named = [one for one in find_lookalikes(text) if one.right is not None]
    assert changed is bool(named) or not named  # Single letters with a canonical twin change unnamed.


@pytest.mark.parametrize(
    ("text", "other", "points"),
    [
        ("\uf92e库", "冷库", ("U+F92E", "U+51B7")),
        ("甲\u200b乙", "甲乙", ("U+200B", "没有字符")),
        ("1．5", "1.5", ("U+FF0E", "U+002E")),
        ("2－3", "2—3", ("U+FF0D", "U+2014")),
        ("А级", "A级", ("U+0410", "U+0041")),
        ("葛\U000e0100城", "葛城", ("U+E0100", "没有字符")),
        ("甲\u3164", "甲", ("U+3164", "没有字符")),
        ("冷库一" + "甲" * 999 + "乙", "\uf92e库一" + "甲" * 999 + "丙", ("U+51B7", "U+F92E")),
        ("1.29", "1.92", ("", "")),
        ("甲", "甲", ("", "")),
        ("甲\u200b", "乙", ("", "")),
    ],
)
def test_texts_that_look_alike_are_told_apart_where_they_first_differ(
    text: str, other: str, points: tuple[str, str]
) -> None:
    assert tell_alike_apart(text, other) == points


def test_a_character_that_unicode_does_not_have_is_told_by_its_number() -> None:
    (alike,) = find_lookalikes("甲\ufada")
    found, _, _ = alike.explanation
    assert "U+FADA" in found
    assert found.isprintable()
