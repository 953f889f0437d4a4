"""A change inside a paragraph or a cell is told where it belongs, or across what it may belong to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.blocks import TextSpan
from jixiao.reconcile.edit_pieces import EditPiece, PieceDifference, find_differences, pieces_of
from jixiao.reconcile.word_passages import WordPassage

NAMES = {letter: f"_JX{number:012x}" for number, letter in enumerate("abcd")}
_MARKED = re.compile(r"<([a-d]):([^>]*)>")


def unit(written: str) -> WordPassage:
    """Return a unit in which <a:12> is the value 12 under mark a."""
    text, marks, end = "", [], 0
    for match in _MARKED.finditer(written):
        text += written[end : match.start()]
        marks.append(TextSpan(NAMES[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    return WordPassage(text + written[end:], tuple(marks))


def pieces(written: str, *, prose: bool = True) -> list[EditPiece]:
    printed = unit(written)
    return pieces_of(printed.text, printed.marks, open_ends=prose)


def changed(printed: str, now: str, *, prose: bool = True) -> list[tuple[str, str, str]]:
    """Return whose (a, b, words, or several), old and new of each difference."""
    cut = pieces(printed, prose=prose)
    return [(whose(one, cut), one.old, one.new) for one in find_differences(cut, unit(now))]


def whose(one: PieceDifference, cut: list[EditPiece]) -> str:
    letters = {name: letter for letter, name in NAMES.items()}
    return "+".join(letters.get(cut[number].mark, "words") for number in one.pieces)


SENTENCE = "全年支出<a:1071.44>万元，其中<b:基本支出><c:471.88>万元。"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (SENTENCE, []),
        ("全年支出<a:1072.44>万元，其中<b:基本支出><c:471.88>万元。", [("a", "1071.44", "1072.44")]),
        # typed beside the mark
        ("全年支出<a:1071.4>52万元，其中<b:基本支出><c:471.88>万元。", [("a", "1071.44", "1071.452")]),
        ("全年支出9<a:1071.44>万元，其中<b:基本支出><c:471.88>万元。", [("a", "1071.44", "91071.44")]),
        # retyped, so that the mark went
        ("全年支出1072万元，其中<b:基本支出><c:471.88>万元。", [("a", "1071.44", "1072")]),
        ("全年支出<a:>1072万元，其中<b:基本支出><c:471.88>万元。", [("a", "1071.44", "1072")]),
        # words
        ("本年支出<a:1071.44>万元，其中<b:基本支出><c:471.88>万元。", [("words", "全年支出", "本年支出")]),
        ("全年支出约<a:1071.44>万元，其中<b:基本支出><c:471.88>万元。", [("words", "全年支出", "全年支出约")]),
        ("全年支出<a:约1071.44>万元，其中<b:基本支出><c:471.88>万元。", [("words", "全年支出", "全年支出约")]),
        # no marks at all
        ("全年支出1071.44万元，其中基本支出471.88万元。", []),
        ("全年支出1072万元，其中基本支出471.88万元。", [("a", "1071.44", "1072")]),
        ("今年支出1072万元，其中基本支出471.88万元。", [("words", "全年支出", "今年支出"), ("a", "1071.44", "1072")]),
        (
            "全年支出1071.44万元，其中：基本支出471.88万元。",
            [("words+b", "万元，其中基本支出", "万元，其中：基本支出")],
        ),
        # between two values without words
        ("全年支出<a:1071.44>万元，其中<b:基本支出>为<c:471.88>万元。", [("words", "", "为")]),
        ("全年支出<a:1071.44>万元，其中基本为472万元。", [("b+words+c", "基本支出471.88", "基本为472")]),
    ],
)
def test_a_sentence(now: str, expected: list[tuple[str, str, str]]) -> None:
    assert changed(SENTENCE, now) == expected


@pytest.mark.parametrize(
    ("printed", "now", "expected"),
    [
        ("<a:1.36>", "<a:1.36>", []),
        ("<a:1.36>", "2.5", [("a", "1.36", "2.5")]),
        ("<a:1.36>", "<a:1.36>（含税）", [("a", "1.36", "1.36（含税）")]),
        ("<a:>", "<a:>5", [("a", "", "5")]),
        ("<a:1.36>", "", [("a", "1.36", "")]),
        ("<a:80>%", "<a:90>%", [("a", "80", "90")]),
        ("<a:80>%", "90%", [("a", "80", "90")]),
        ("<a:80>%", "<a:80>", [("words", "%", "")]),
        ("编制数", "编制人数", [("words", "编制数", "编制人数")]),
        ("<a:甲><b:乙>", "<a:甲>丙<b:乙>", [("a+b", "", "丙")]),
    ],
)
def test_a_cell(printed: str, now: str, expected: list[tuple[str, str, str]]) -> None:
    assert changed(printed, now, prose=False) == expected


WORDS = st.text("支出万元其中，。", min_size=1, max_size=6)
NUMBERS = st.integers(0, 999999).map(lambda cents: f"{cents / 100:.2f}")


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=4), st.data())
def test_one_changed_number_is_told_whatever_marks_are_left(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    def told(numbers: list[str], kept: set[int]) -> str:
        marks = [f"<{'abcd'[at]}:{number}>" if at in kept else number for at, number in enumerate(numbers)]
        return "".join(words + mark for (words, _), mark in zip(parts, marks, strict=True)) + "。"

    numbers = [number for _, number in parts]
    at = data.draw(st.sampled_from(range(len(parts))))
    new = data.draw(NUMBERS.filter(lambda number: number != numbers[at]))
    kept = data.draw(st.sets(st.sampled_from(range(len(parts)))))
    changed_numbers = [*numbers[:at], new, *numbers[at + 1 :]]
    printed, now = told(numbers, set(range(len(parts)))), told(changed_numbers, kept)
    found = changed(printed, now)
    assert [one for one in found if one[0] == "abcd"[at]] == found
    assert found == [("abcd"[at], numbers[at], new)]


@given(before=st.text("支出万元1.5，", max_size=20), after=st.text("支出万元1.5，", max_size=20), prose=st.booleans())
def test_nothing_is_lost(before: str, after: str, prose: bool) -> None:
    printed = f"{before[:7]}<a:{before[7:9]}>{before[9:12]}<b:{before[12:15]}>{before[15:]}"
    cut = pieces(printed, prose=prose)
    found = find_differences(cut, WordPassage(after))
    texts = [piece.text for piece in cut]
    for one in reversed(found):
        texts[one.pieces[0] : one.pieces[-1] + 1] = [one.new]
    assert "".join(texts) == after
