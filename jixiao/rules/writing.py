"""W…: writing that makes a package look careless, in entries and in the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jixiao.findings import Place, Severity, quoted
from jixiao.patterns import compile_late
from jixiao.render.environment import CLOSE, OPEN
from jixiao.render.passages import list_cells
from jixiao.rules.judged_text import JudgedText, find_holding, find_occurring, format_piece, list_judged_paragraphs
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.source import punctuation
from jixiao.source.punctuation import Mend
from jixiao.targets.number_words import ORDINAL_DIGITS

_AROUND = 6


def _found(judged: JudgedText, mends: Callable[[str], Iterator[Mend]]) -> Iterator[tuple[int, str]]:
    """Yield where a text needs mending, with a few characters around; what came from data is judged there."""
    offset = 0
    for line in judged.text.split("\n"):
        for mend in mends(line):
            if judged.owns(offset + mend.start, offset + mend.end):
                yield offset + mend.start, cut_around(line, mend.start, mend.end)
        offset += len(line) + 1


def cut_around(line: str, start: int, end: int) -> str:
    """Return a stretch with a few characters before and after."""
    return format_piece(line[max(0, start - _AROUND) : end + _AROUND])


def judge_text(judged: JudgedText, what: str, found: list[tuple[int, str]], should: str) -> Iterator[Breach]:
    """Yield one breach for all that was found in a text: the offsets and the characters around."""
    if found:
        shown = "、".join(quoted(words) for _, words in found[:3])
        more = f"等 {len(found)} 处" if len(found) > 3 else ""
        words = f"{name_text(judged)}{what}：{shown}{more}"
        yield judged.spot(found[0][0]).breach(words, should, seen=tuple(one for _, one in found))


def name_text(judged: JudgedText) -> str:
    """Return how sentences name a text."""
    return "、".join(judged.printed) if judged.is_prose else f"“{judged.subject}”"


@rule("W701", Severity.HINT)
def marks_are_full_width(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with half-width marks or brackets between Chinese characters."""
    for judged in find_holding(package, _HALF_WIDTH):
        found = [*_found(judged, punctuation.half_width_marks), *_found(judged, punctuation.half_width_brackets)]
        yield from judge_text(judged, "有半角标点", sorted(found), "，；：？！（）")


_HALF_WIDTH = compile_late("[,;:?!()]")


@rule("W702", Severity.HINT)
def quotes_are_curly(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with straight quotation marks in Chinese text."""
    for judged in find_holding(package, _STRAIGHT_QUOTE):
        found = [
            (at, cut_around(judged.text, at, at + 1))
            for at, character in enumerate(judged.text)
            if character in "\"'" and judged.owns(at, at + 1) and _beside_han(judged.text, at)
        ]
        yield from judge_text(judged, "有直引号", found[::2], "“ ”")


_STRAIGHT_QUOTE = compile_late("[\"']")


def _beside_han(text: str, at: int) -> bool:
    inches = text[at - 1 : at].isdigit()
    return not inches and any(map(punctuation.is_han, (text[at - 1 : at], text[at + 1 : at + 2])))


@rule("W705", Severity.HINT)
def spaces_do_not_stray(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with spaces between Chinese characters, at punctuation or at the start of a line."""
    names = {package.submission.unit.filled_by.path}
    for judged in find_holding(package, _SPACE):
        if judged.subject not in names and not judged.is_table and not judged.is_heading:
            yield from judge_text(
                judged, "有多余的空格", list(_found(judged, punctuation.stray_spaces)), "汉字之间不空格"
            )


_SPACE = compile_late("[ \u3000]")


@rule("W706", Severity.HINT)
def marks_are_not_doubled(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with two stops in a row, or a stop before a closing bracket within a sentence."""
    for judged in find_holding(package, _DOUBLED):
        found = [
            (match.start(), cut_around(judged.text, match.start(), match.end()))
            for match in _DOUBLED.finditer(judged.text)
            if judged.owns(match.start(), match.end())
        ]
        yield from judge_text(judged, "的标点重叠", found, "一处一个标点")


_DOUBLED = compile_late(r"[，、；：。,;][，、；：。,;]|[？！][，、；：。]|。[）)][，、；：]")


@rule("W707", Severity.HINT)
def paragraphs_end(package: PrintedPackage) -> Iterator[Breach]:
    """Yield paragraphs of the report that are sentences and end without a stop."""
    for judged in list_judged_paragraphs(package):
        if (
            not judged.is_heading
            and not judged.is_table
            and not judged.is_open
            and _is_sentence(judged.text)
            and not _ENDED.search(judged.text)
        ):
            found = [(len(judged.text) - 1, judged.text[-_AROUND * 2 :])]
            yield from judge_text(judged, "的末尾没有句号", found, "以句号结束")


_ENDED = compile_late(r"[。！？；：…\\.!?;:][”’）》\s]*$")


def _is_sentence(text: str) -> bool:
    return "。" in text or ("，" in text and len(text) > 20)


@rule("W710", Severity.HINT)
def headings_end_without_stop(package: PrintedPackage) -> Iterator[Breach]:
    """Yield headings of the report that end with a stop."""
    for judged in list_judged_paragraphs(package):
        if judged.is_heading and judged.text.rstrip("# ").endswith(("。", "；", "，", "、", "：")):
            found = [(len(judged.text) - 1, judged.text.strip("# "))]
            yield from judge_text(judged, "末尾有标点", found, "标题末尾没有标点")


@rule("W708", Severity.HINT)
def letters_are_half_width(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with full-width digits, letters or per cent signs."""
    for judged in find_holding(package, punctuation.FULL_WIDTH):
        yield from judge_text(
            judged, "有全角数字或字母", list(_found(judged, punctuation.full_width_letters)), "半角数字和字母"
        )


@rule("W709", Severity.WARNING)
def hints_are_not_left(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with phrases of the template or marks for what is still to be filled in."""
    hints = [re.escape(one) for one in find_occurring(package, package.dossier.form_set.checks.writing.template_hints)]
    left = compile_late("|".join([*hints, *LEFT_MARKS]))
    for judged in find_holding(package, left):
        found = [
            (match.start(), match.group())
            for match in left.finditer(judged.text)
            if judged.owns(match.start(), match.end())
        ]
        yield from judge_text(judged, "留有提示语或待填记号", found, "实际内容")
    yield from _hints_in_templates(package)


def _hints_in_templates(package: PrintedPackage) -> Iterator[Breach]:
    """Yield the hints that a template's own words say to whoever fills it in, once a template, as hints.

    A paragraph or cell that is nothing but a bracketed hint was left over; behind a label it is part of the label.
    """
    hints = [str(one) for one in package.dossier.form_set.checks.writing.template_hints]
    found: dict[tuple[str, str], list[str]] = {}
    for label, page in package.pages.items():
        for hint in hints:
            if hint in page and any(_is_left(hint, text) for _, _, text in list_cells(page)):
                found.setdefault((template_of(package, label), hint), []).append(label)
    for (template, hint), labels in found.items():
        place = Place(f"templates/{package.submission.unit.form_set}/{template}")
        subject, words = f"模板 {template} {hint}", f"模板 {template} 里的提示语{quoted(hint)}印在{'、'.join(labels)}上"
        yield Breach(
            subject, place, words, "报送件上没有提示语", printed=tuple(labels), seen=(hint,), severity=Severity.HINT
        )


def _is_left(hint: str, text: str) -> bool:
    fixed = _VALUE.sub("", text)
    return hint in fixed and (not hint.startswith("（") or fixed.strip() == hint)


# A value between its marks: what stands there came from data and is judged there.
_VALUE = compile_late(f"{OPEN}.*?{CLOSE}", re.DOTALL)


def template_of(package: PrintedPackage, label: str) -> str:
    """Return the template of the part with a label; the label itself where there is none."""
    for part in package.dossier.form_set.parts:
        if re.fullmatch(re.escape(part.label).replace(re.escape("{序号}"), "[0-9]+"), label):
            return str(part.template)
    return label


# What is left where something was to be filled in.
LEFT_MARKS = (
    "(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])",
    "[×＊]{2,}",
    r"\*{3,}",
    "_{3,}",
    "〔待(?![填改]|补(?![助偿贴])).{0,4}〕",  # what is still to be filled in or completed has its finding already
    f"(?<![{ORDINAL_DIGITS}])[○◯]{{2,}}",
)
