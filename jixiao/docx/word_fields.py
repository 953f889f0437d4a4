"""Fields of Word: their code is no text, their result is, and few of them print nothing but their result."""

from __future__ import annotations

from msgspec import Struct, field

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.patterns import compile_late

# Fields whose result is what stands on paper, whoever prints it and when.
_PLAIN = frozenset({"HYPERLINK", "TOC", "PAGEREF", "FORMTEXT"})
_BOXES = {"FORMCHECKBOX": Unread.CHECKBOX, "FORMDROPDOWN": Unread.CHOICE, "SYMBOL": Unread.SYMBOL}
_NAME = compile_late(r"\s*([A-Za-z]+|=)")
_LONGEST_NAME = 20


class _Field(Struct):
    code: str = ""
    in_result: bool = False
    nested: bool = False


class WordFields(Struct):
    """The fields that are open at a place of a story."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether what stands here is the code of a field."""
        return any(not one.in_result for one in self._open)

    def mark(self, kind: str) -> tuple[UnreadThing, ...]:
        """Take note of a ``w:fldChar``; return what is known now not to be text."""
        if kind == "begin":
            self._open.append(_Field(nested=self.in_code))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return (*judge_field(ended.code), *([UnreadThing(Unread.NESTED_FIELD)] * ended.nested))
        return ()

    def add_code(self, code: str) -> None:
        """Take note of code."""
        if self._open and len(self._open[-1].code) < _LONGEST_NAME * 4:
            self._open[-1].code += code

    def end_paragraph(self) -> tuple[UnreadThing, ...]:
        """Return what does not end with the paragraph: a result may run on, code that does is given up."""
        found = [thing for one in self._open for thing in judge_field(one.code)]
        broken = [UnreadThing(Unread.FIELD, "没有结束")] * self.in_code
        self._open = [one for one in self._open if one.in_result]
        return (*found, *broken)


def judge_field(code: str) -> tuple[UnreadThing, ...]:
    """Return what a field of this code is beside its result; nothing for a link, a line of contents, a form's text."""
    found = _NAME.match(code)
    name = found[1].upper()[:_LONGEST_NAME] if found else ""
    if name in _PLAIN:
        return ()
    return (UnreadThing(_BOXES.get(name, Unread.FIELD), "" if name in _BOXES else name),)
