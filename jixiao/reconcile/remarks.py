"""Changes beside values: words of the report, paragraphs, rows, fixed text; those that can be placed are changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from jixiao.findings import Finding, Place, quoted
from jixiao.reconcile.comparison import Remark, ReturnKind
from jixiao.reconcile.edits import EditSpan, ReturnedEdit, Target
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.report_text import ReportWords, WrittenText, places_of
from jixiao.reconcile.source_index import Ground
from jixiao.render.declared import is_declaration
from jixiao.source.markdown import as_markdown

_ITEM = re.compile(r"(?P<item>.+\[[0-9]+\])\.[^.\[\]]+")
_TAG_SIGN = re.compile(r"\{[{%#]|[}%#]\}")
_CONTEXT = 8
_MOST_COMPARED = 25_000_000


class Sorter:
    """Sorts remarks; ``stale`` are report files that were changed after the package was made."""

    def __init__(
        self, expected: Expected, ground: Ground, narrative: Mapping[str, str], templates: str, stale: frozenset[str]
    ) -> None:
        self._expected = expected
        self._ground = ground
        self._lines = {file: text.split("\n") for file, text in narrative.items()}
        self._templates = templates
        self._stale = stale

    def sorted(self, remark: Remark) -> ReturnedEdit | Finding:
        """Return the change a remark comes to, or the finding why it can be none."""
        match remark.kind:
            case ReturnKind.WORDS:
                return self._words(remark)
            case ReturnKind.ACROSS:
                return self._across(remark)
            case ReturnKind.PARAGRAPH_GONE:
                return self._paragraph_gone(remark)
            case ReturnKind.PARAGRAPH_NEW:
                return self._paragraph_new(remark)
            case ReturnKind.ROW_GONE:
                return self._row_gone(remark)
            case ReturnKind.TABLE_GONE:
                return self._finding("H007", remark, f"删去了一张表：{quoted(remark.old)}", "表样规定的表")
            case ReturnKind.ROW_MOVED:
                words = f"一行换了位置：{quoted(remark.old)}"
                return self._finding("H006", remark, words, "数据里的顺序", "要换顺序的，在数据里移动这一项。")
        words = f"{remark.kind.value}：{quoted(remark.new or remark.old)}"
        return self._finding("H006", remark, words, "数据里有的行和格", "要增加的，在数据里添一项；格式照旁边的写。")

    # words

    def _words(self, remark: Remark) -> ReturnedEdit | Finding:
        written = self._expected.written.get(remark.paragraph)
        if written is None:
            found = f"固定文字由{_short(remark.old, remark.new)}改为{_short(remark.new, remark.old)}"
            remedy = "表样的文字改在模板里；不是要改表样的，不用理会。"
            return self._finding("H002", remark, found, f"表样印的是{quoted(remark.old)}", remedy)
        if written.place.file in self._stale:
            return self._changed_since(remark, written)
        spans = spans_of(remark.old, remark.new, written.words[remark.piece])
        if spans is None or any(self._holds_tags(span) for span in spans):
            found = f"报告里由程序写出的文字由{_short(remark.old, remark.new)}改为{_short(remark.new, remark.old)}"
            remedy = "在这一行改；循环、编号和表格里的文字，改一处会动几处，请自己斟酌。"
            return self._at("H011", written.place, remark, found, "报告正文里只印一次的文字", remedy)
        return ReturnedEdit(
            Target.WORDS,
            place=spans[0].start,
            subject="报告正文",
            old=_short(remark.old, remark.new),
            new=_short(remark.new, remark.old),
            printed=self._printed(remark),
            authors=remark.authors,
            spans=spans,
            paragraph=remark.paragraph,
            piece=remark.piece,
            whole=remark.new,
        )

    def _holds_tags(self, span: EditSpan) -> bool:
        line = self._lines[span.start.file][span.start.line - 1]
        return _TAG_SIGN.search(line, span.start.column - 1, span.end.column - 1) is not None

    def _changed_since(self, remark: Remark, written: WrittenText) -> Finding:
        found = f"报告文字改为{_short(remark.new or remark.old, remark.old)}，而这个文件在成册之后改过"
        remedy = "与文件现在的内容核对，要改的自己改。"
        return self._at("H004", written.place, remark, found, "成册之后没有改过的文件", remedy)

    def _across(self, remark: Remark) -> Finding:
        written = self._expected.written.get(remark.paragraph)
        found = f"{quoted(remark.old)}改为{quoted(remark.new)}，分不清改的是哪一个值，还是值旁边的文字"
        remedy = "在数据和报告里分别改。"
        if written is not None:
            return self._at("H005", written.place, remark, found, "改动只在一个值里，或只在文字里", remedy)
        return self._finding("H005", remark, found, "改动只在一个值里，或只在文字里", remedy)

    # paragraphs

    def _paragraph_gone(self, remark: Remark) -> ReturnedEdit | Finding:
        written = self._expected.written.get(remark.paragraph)
        if written is None:
            return self._finding("H002", remark, f"固定文字{quoted(remark.old)}被删去", "表样上的文字")
        if written.place.file in self._stale:
            return self._changed_since(remark, written)
        if written.times > 1:
            words = f"删去的一段由循环印出：{quoted(remark.old)}"
            return self._at("H008", written.place, remark, words, "只印一次的段落", "在报告文件里改。")
        file, first = written.place.file, written.place.line
        last = self._last_line(written)
        lines = self._lines[file]
        if last < len(lines) and not lines[last].strip():
            last += 1  # the blank line behind goes too
        span = EditSpan(Place(file, first), Place(file, last + 1), "")
        return self._paragraph(remark, written.place, span, remark.old, "")

    def _paragraph_new(self, remark: Remark) -> ReturnedEdit | Finding:
        before = self._expected.written.get(remark.paragraph)
        behind = self._expected.written.get(remark.following)
        found = f"新增一段{quoted(remark.new)}"
        if before is None and behind is None:
            return self._finding(
                "H008", remark, found, "报告里两段已知文字之间的一段", "要增加的，自己加在合适的文件里。"
            )
        known = before or behind
        assert known is not None  # noqa: S101 - one of them is there
        files = {one.place.file for one in (before, behind) if one is not None}
        unsure = len(files) > 1 or remark.marks or max(one.times for one in (before, behind) if one is not None) > 1
        if files & self._stale:
            return self._changed_since(remark, known)
        if unsure:
            remedy = "要增加的，自己加在合适的地方；其中的数引用数据，不抄数字。"
            return self._at("H008", known.place, remark, found, "位置明确、不带数据的一段", remedy)
        typed = as_markdown(remark.new, begins_line=True)
        line = self._last_line(before) + 1 if before is not None else known.place.line
        place = Place(known.place.file, line)
        return self._paragraph(
            remark, place, EditSpan(place, place, self._between(place, typed, known)), "", remark.new
        )

    def _last_line(self, written: WrittenText) -> int:
        """Return the last line that goes with a paragraph: declarations of its numbers below it."""
        lines = self._lines[written.place.file]
        last = line = written.place.line
        while line < len(lines) and (not lines[line].strip() or is_declaration(lines[line])):
            line += 1
            if lines[line - 1].strip():
                last = line
        return last

    def _between(self, place: Place, typed: str, beside: WrittenText) -> str:
        """Return a paragraph as lines, apart from its neighbours as the file has it."""
        lines = self._lines[place.file]
        if place.line > len(lines) or place.line - 1 >= beside.place.line:  # behind
            blank = place.line > len(lines) or not lines[place.line - 1].strip()
            return f"\n{typed}\n" if blank else f"{typed}\n"
        return f"{typed}\n\n"

    def _paragraph(self, remark: Remark, place: Place, span: EditSpan, old: str, new: str) -> ReturnedEdit:
        return ReturnedEdit(
            Target.PARAGRAPH,
            place=place,
            subject="报告正文",
            old=quoted(old) if old else "",
            new=quoted(new) if new else "",
            printed=self._printed(remark),
            authors=remark.authors,
            note=remark.kind.value,
            kind=remark.kind,
            spans=(span,),
            paragraph=remark.paragraph
            if remark.kind is ReturnKind.PARAGRAPH_GONE or remark.paragraph
            else remark.following,
            piece=0 if remark.paragraph else -1,
            whole=new,
        )

    # rows

    def _row_gone(self, remark: Remark) -> ReturnedEdit | Finding:
        marked = (self._expected.prints[name] for name in remark.marks if name in self._expected.prints)
        scalars = [scalar for one in marked if (scalar := self._ground.scalar_of(one)) is not None]
        items = {match["item"] if (match := _ITEM.fullmatch(one.path)) else one.path for one in scalars}
        found = f"删去一行：{quoted(remark.old)}"
        place = min((one.place for one in scalars), default=self._template(remark))
        if len(items) != 1 or not _ITEM.fullmatch(scalars[0].path):
            remedy = "表样规定的行不能删；确实不要的，在数据里填 0 或空着。"
            return self._at("H007", place, remark, found, "数据里单独的一项", remedy)
        others = self._printed_elsewhere(items, remark)
        if others:
            remedy = "核对是否真要删去；要删的，在数据里删去这一项。"
            return self._at("H007", place, remark, f"{found}，而 {'、'.join(others)} 还印着", "各处一致", remedy)
        (item,) = items
        return ReturnedEdit(
            Target.ROW,
            place=place,
            subject=item,
            old=quoted(remark.old),
            new="",
            printed=self._printed(remark),
            authors=remark.authors,
            note=remark.kind.value,
            item=item,
        )

    def _printed_elsewhere(self, items: set[str], remark: Remark) -> list[str]:
        others = (one for mark, one in self._expected.prints.items() if mark not in remark.marks)
        scalars = ((one, self._ground.scalar_of(one)) for one in others)
        return [one.spoken for one, scalar in scalars if scalar is not None and scalar.path.rpartition(".")[0] in items]

    # findings

    def _finding(self, code: str, remark: Remark, found: str, expected: str, remedy: str = "核对是否有意。") -> Finding:
        return self._at(code, self._template(remark), remark, found, expected, remedy)

    def _at(self, code: str, place: Place, remark: Remark, found: str, expected: str, remedy: str) -> Finding:
        by = f"（{'、'.join(remark.authors)}修订）" if remark.authors else ""
        subject, seen = f"返回件 {remark.sheet.label}", tuple(filter(None, (remark.old, remark.new)))
        printed = self._printed(remark)
        return Finding(
            code,
            place=place,
            found=f"{found}{by}",
            expected=expected,
            remedy=remedy,
            subject=subject,
            seen=seen,
            printed=printed,
        )

    def _template(self, remark: Remark) -> Place:
        return Place(f"{self._templates}/{remark.sheet.template}")

    def _printed(self, remark: Remark) -> tuple[str, ...]:
        spoken = self._expected.spoken.get(remark.paragraph) or self._expected.spoken.get(remark.following)
        if spoken is None:
            return (f"{remark.sheet.label} {remark.where}",)
        if remark.kind is not ReturnKind.PARAGRAPH_NEW:
            return (spoken,)
        return (f"{spoken}之后" if remark.paragraph in self._expected.spoken else f"{spoken}之前",)


def spans_of(old: str, new: str, words: ReportWords) -> tuple[EditSpan, ...] | None:
    """Return the edits of Markdown that make printed words read ``new``; None where nobody wrote them, or only once."""
    places = places_of(old, words)
    if len(old) * len(new) > _MOST_COMPARED:
        return None
    spans: list[EditSpan] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        ends = _written_from(places, words, a, b)
        if ends is None:
            return None
        spans.append(EditSpan(*ends, as_markdown(new[c:d])))
    return tuple(spans)


def _written_from(places: list[Place | None], words: ReportWords, a: int, b: int) -> tuple[Place, Place] | None:
    inside = places[a:b]
    if any(place is None for place in inside):
        return None
    if inside:
        first, last = inside[0], inside[-1]
        assert first is not None  # noqa: S101 - looked at above
        assert last is not None  # noqa: S101
        return (first, _behind(last)) if first.line == last.line else None
    before = places[a - 1] if a else None
    behind = places[b] if b < len(places) else None
    spot = _behind(before) if before is not None else behind if a == 0 and behind is not None else None
    if spot is None and not places:
        spot = words.place
    return (spot, spot) if spot is not None else None


def _behind(place: Place) -> Place:
    return Place(place.file, place.line, place.column + 1)


def _short(words: str, other: str) -> str:
    """Return the part of a text that differs from another, with a little before and behind it."""
    start = next(
        (at for at, (a, b) in enumerate(zip(words, other, strict=False)) if a != b), min(len(words), len(other))
    )
    most = min(len(words), len(other)) - start
    end = next((at for at in range(most) if words[-1 - at] != other[-1 - at]), most)
    left, right = max(start - _CONTEXT, 0), min(len(words) - end + _CONTEXT, len(words))
    return f"“{'……' * (left > 0)}{words[left:right]}{'……' * (right < len(words))}”".replace("\n", "⏎")
