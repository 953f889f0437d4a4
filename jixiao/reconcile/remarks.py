"""Changes beside values: words of the report, paragraphs, rows, fixed text; those that can be placed are changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from jixiao.findings import Finding, Place, quoted
from jixiao.patterns import compile_late
from jixiao.reconcile.comparison import Remark, ReturnKind
from jixiao.reconcile.edits import ReturnedEdit, Target
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.refusals import is_refused, word_refusal
from jixiao.reconcile.report_text import EditSpan, WrittenText, spans_of
from jixiao.reconcile.source_index import SourceIndex
from jixiao.render.declared import is_declaration
from jixiao.render.printing import Print
from jixiao.source.markdown import as_markdown

_ITEM = compile_late(r"(?P<item>.+\[[0-9]+\])\.[^\[\]]+")
_ITEM_ABOVE = compile_late(r"(?P<item>.+\[[0-9]+\])\.")
_TAG_SIGN = compile_late(r"\{[{%#]|[}%#]\}")
_CONTEXT = 8
_INTENDED = "核对是否有意。"
# What was expected of the layout, and the remedy.
_NEW = "数据里有的行和格", "要增加的，在数据里添一项；格式照旁边的写。"
_LAID_OUT = {
    ReturnKind.ROW_MOVED: ("数据里的顺序", "要换顺序的，在数据里移动这一项。"),
    ReturnKind.PART_MOVED: ("原来的顺序", "要换顺序的，在报告文件里移动这一段；不是有意的，不用理会。"),
    ReturnKind.CELLS: ("表样的格，一格一个值", "对照返回件核对这一行，要改的在数据里改。"),
}


class RemarkSorter(Struct, frozen=True, dict=True):
    """Makes changes or findings of remarks; ``narrative`` are the report's files by name.

    ``stale`` are those that were changed after the package was made, ``templates`` is how messages name their folder,
    ``returned`` how they name the file: what is in no line of data stands there.
    """

    expected: Expected
    index: SourceIndex
    narrative: Mapping[str, list[str]]
    templates: str
    returned: str
    stale: frozenset[str]

    def judge(self, remark: Remark) -> ReturnedEdit | Finding:
        """Return the change a remark comes to, or the finding why it can be none."""
        if is_refused(remark):
            refusal = word_refusal(remark)
            return self._finding(refusal.code, remark, refusal.found, refusal.why, at=self._place_of(remark))
        match remark.kind:
            case ReturnKind.WORDS:
                return self._words(remark)
            case ReturnKind.ACROSS:
                found = f"{quoted(remark.old)}改为{quoted(remark.new)}，分不清改的是哪一个值，还是值旁边的文字"
                why = "改动只在一个值里，或只在文字里", "在数据和报告里分别改。"
                written = self.expected.written.get(remark.paragraph)
                return self._finding("H005", remark, found, why, at=written or self._place_of(remark))
            case ReturnKind.PARAGRAPH_GONE:
                return self._paragraph_gone(remark)
            case ReturnKind.PARAGRAPH_NEW:
                return self._paragraph_new(remark)
            case ReturnKind.ROW_GONE:
                return self._row_gone(remark)
            case ReturnKind.TABLE_GONE:
                found, why = f"删去了一张表：{quoted(remark.old)}", ("表样规定的表", _INTENDED)
                return self._finding("H007", remark, found, why, at=self._place_of(remark))
        found = f"{remark.kind.value}：{quoted(remark.new or remark.old)}"
        return self._finding("H006", remark, found, _LAID_OUT.get(remark.kind, _NEW), at=self._place_of(remark))

    # what is not read

    def _place_of(self, remark: Remark) -> WrittenText | Place | None:
        """Return the line of the first value a remark is about, else where its paragraph is written."""
        marked = (self.expected.prints[name] for name in remark.marks if name in self.expected.prints)
        scalars = (scalar for printed in marked if (scalar := self.index.scalar_of(printed)) is not None)
        return min((scalar.place for scalar in scalars), default=self.expected.written.get(remark.paragraph))

    def _form_of(self, remark: Remark) -> Place:
        return Place(f"{self.templates}/{remark.sheet.template}")

    # words

    def _words(self, remark: Remark) -> ReturnedEdit | Finding:
        written = self.expected.written.get(remark.paragraph)
        changed = f"由{_short(remark.old, remark.new)}改为{_short(remark.new, remark.old)}"
        if written is None:
            why = f"表样印的是{quoted(remark.old)}", "表样的文字改在模板里；不是要改表样的，不用理会。"
            return self._finding("H002", remark, f"固定文字{changed}", why, at=self._form_of(remark))
        if written.place.file in self.stale:
            return self._changed_since(remark, written)
        spans = spans_of(remark.old, remark.new, written.words[remark.piece])
        if spans is None or any(self._holds_tags(span) for span in spans):
            remedy = "在这一行改；循环、编号和表格里的文字，改一处会动几处，请自己斟酌。"
            why = "报告正文里只印一次的文字", remedy
            return self._finding("H011", remark, f"报告里由程序写出的文字{changed}", why, at=written)
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
        line = self.narrative[span.start.file][span.start.line - 1]
        return _TAG_SIGN.search(line, span.start.column - 1, span.end.column - 1) is not None

    def _changed_since(self, remark: Remark, written: WrittenText) -> Finding:
        found = f"报告文字改为{_short(remark.new or remark.old, remark.old)}，而这个文件在成册之后改过"
        why = "成册之后没有改过的文件", "与文件现在的内容核对，要改的自己改。"
        return self._finding("H004", remark, found, why, at=written)

    # paragraphs

    def _paragraph_gone(self, remark: Remark) -> ReturnedEdit | Finding:
        written = self.expected.written.get(remark.paragraph)
        if written is None:
            found, why = f"固定文字{quoted(remark.old)}被删去", ("表样上的文字", _INTENDED)
            return self._finding("H002", remark, found, why, at=self._form_of(remark))
        if written.place.file in self.stale:
            return self._changed_since(remark, written)
        if written.times > 1:
            why = "只印一次的段落", "在报告文件里改。"
            return self._finding("H008", remark, f"删去的一段由循环印出：{quoted(remark.old)}", why, at=written)
        file, last = written.place.file, self._last_line(written)
        lines = self.narrative[file]
        last += last < len(lines) and not lines[last].strip()  # the blank line behind goes too
        return self._paragraph(remark, EditSpan(Place(file, written.place.line), Place(file, last + 1), ""))

    def _paragraph_new(self, remark: Remark) -> ReturnedEdit | Finding:
        before = self.expected.written.get(remark.paragraph)
        known = [written for written in (before, self.expected.written.get(remark.following)) if written is not None]
        files = {written.place.file for written in known}
        found = f"新增一段{quoted(remark.new)}"
        if not known:
            why = "报告里两段已知文字之间的一段", "要增加的，自己加在合适的文件里。"
            return self._finding("H008", remark, found, why)
        if files & self.stale:
            return self._changed_since(remark, known[0])
        if len(files) > 1 or remark.marks or any(written.times > 1 for written in known):
            why = "位置明确、不带数据的一段", "要增加的，自己加在合适的地方；其中的数引用数据，不抄数字。"
            return self._finding("H008", remark, found, why, at=known[0])
        line = known[0].place.line if before is None else self._last_line(before) + 1
        place = Place(known[0].place.file, line)
        return self._paragraph(remark, EditSpan(place, place, self._between(place, remark.new, known[0])))

    def _last_line(self, written: WrittenText) -> int:
        """Return the last line that goes with a paragraph: declarations of its numbers below it."""
        last = written.place.line
        for line, words in enumerate(self.narrative[written.place.file][last:], start=last + 1):
            if words.strip() and not is_declaration(words):
                break
            last = line if words.strip() else last
        return last

    def _between(self, place: Place, typed: str, beside: WrittenText) -> str:
        """Return a paragraph as lines, apart from its neighbours as the file has it."""
        lines, words = self.narrative[place.file], as_markdown(typed, begins_line=True)
        if place.line <= len(lines) and place.line - 1 < beside.place.line:  # before
            return f"{words}\n\n"
        blank = place.line > len(lines) or not lines[place.line - 1].strip()
        return f"\n{words}\n" if blank else f"{words}\n"

    def _paragraph(self, remark: Remark, span: EditSpan) -> ReturnedEdit:
        return ReturnedEdit(
            Target.PARAGRAPH,
            place=span.start,
            subject="报告正文",
            old=quoted(remark.old) if remark.old else "",
            new=quoted(remark.new) if remark.new else "",
            printed=self._printed(remark),
            authors=remark.authors,
            note=remark.kind.value,
            kind=remark.kind,
            spans=(span,),
            paragraph=remark.paragraph or remark.following,
            piece=0 if remark.paragraph else -1,
            whole=remark.new,
        )

    # rows

    def _row_gone(self, remark: Remark) -> ReturnedEdit | Finding:
        marked = (self.expected.prints[name] for name in remark.marks if name in self.expected.prints)
        scalars = [scalar for printed in marked if (scalar := self.index.scalar_of(printed)) is not None]
        items = {match["item"] if (match := _ITEM.fullmatch(one.path)) else one.path for one in scalars}
        found = f"删去一行：{quoted(remark.old)}"
        place = min((one.place for one in scalars), default=None)
        if place is None or len(items) != 1 or not _ITEM.fullmatch(scalars[0].path):
            why = "数据里单独的一项", "表样规定的行不能删；确实不要的，在数据里填 0 或空着。"
            return self._finding("H007", remark, found, why, at=place)
        (item,) = items
        elsewhere = [one.spoken for one in self._prints_below[item] if one.mark not in remark.marks]
        if elsewhere:
            why = "各处一致", "核对是否真要删去；要删的，在数据里删去这一项。"
            return self._finding("H007", remark, f"{found}，而 {'、'.join(elsewhere)} 还印着", why, at=place)
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

    @cached_property
    def _prints_below(self) -> Mapping[str, list[Print]]:
        """What is printed of each item of a list: asked for every row that is gone."""
        below: dict[str, list[Print]] = defaultdict(list)
        for printed in self.expected.prints.values():
            scalar = self.index.scalar_of(printed)
            above = scalar.path if scalar is not None else ""
            while match := _ITEM_ABOVE.match(above):
                above = match["item"]
                below[above].append(printed)
        return below

    # findings

    def _finding(
        self, code: str, remark: Remark, found: str, why: tuple[str, str], *, at: WrittenText | Place | None = None
    ) -> Finding:
        """Return why a remark is no change: ``why`` is what was expected and the remedy; in the file, if not ``at``."""
        by = f"（{'、'.join(remark.authors)}修订）" if remark.authors else ""
        place = at.place if isinstance(at, WrittenText) else at
        expected, remedy = why
        return Finding(
            code,
            place=place or Place(self.returned),
            found=f"{found}{by}",
            expected=expected,
            remedy=remedy,
            subject=f"返回件 {remark.sheet.label}",
            seen=tuple(filter(None, (remark.old, remark.new))),
            printed=self._printed(remark),
        )

    def _printed(self, remark: Remark) -> tuple[str, ...]:
        spoken = self.expected.spoken.get(remark.paragraph) or self.expected.spoken.get(remark.following)
        if spoken is None:
            return (f"{remark.sheet.label} {remark.where}",)
        if remark.kind is not ReturnKind.PARAGRAPH_NEW:
            return (spoken,)
        return (f"{spoken}之后" if remark.paragraph in self.expected.spoken else f"{spoken}之前",)


def _short(words: str, other: str) -> str:
    """Return the part of a text that differs from another, with a little before and behind it."""
    start = _alike(words, other)
    end = _alike(words[start:][::-1], other[start:][::-1])
    left, right = max(start - _CONTEXT, 0), min(len(words) - end + _CONTEXT, len(words))
    return f"“{'……' * (left > 0)}{words[left:right]}{'……' * (right < len(words))}”".replace("\n", "⏎")


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
