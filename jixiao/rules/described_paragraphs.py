"""The texts of described forms as paragraphs: what stands outside tables as printed, and prose that fields hold.

A number that a form prints is bound; one that was typed into a text is not. What stands under a title of plans, or in a
field called so, says nothing of how things are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.forms.described_set import FormField
from jixiao.model.described_record import Value
from jixiao.model.form_roles import FieldKind, ListRole, Role
from jixiao.patterns import compile_late
from jixiao.render.declared import Declaration, find_declarations
from jixiao.render.passages import PrintedPassage, PrintedSpan, list_form_passages
from jixiao.render.printing import Print
from jixiao.rules.described_fault import place_of_value
from jixiao.rules.reported_year import is_plan

_TITLE = compile_late(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:[、.．]|部分)|[（(][一二三四五六七八九十]{1,3}[)）])[^。；，]{2,40}$"
)
_SENTENCE = compile_late(r"[，。；;\n]|[^\W\d_A-Za-z]{2}\s*[0-9][0-9.]*\s*[^\W\d_A-Za-z%]")
# A reason that says no more: 无, 没有偏差.
_SHORT = 4
_PROSE_ROLES = (None, Role.GOAL, Role.ACHIEVEMENT, Role.REASON, Role.FORM_REASON)


class FormParagraph(Struct, frozen=True):
    """A paragraph of a form, what of the data it is about (``way``, for findings), and whether it says what is to be.

    ``value`` is the text that was typed there, None where only figures stand between the form's own words.
    """

    passage: PrintedPassage
    way: str
    value: Text | None = None
    is_plan: bool = False
    is_cell: bool = False
    role: Role | None = None

    @property
    def path(self) -> str:
        """The path of the text that was typed there, "" for none."""
        return self.value.path if self.value is not None else ""


def list_form_paragraphs(form: FilledForm, page: str, prints: Iterable[Print]) -> Iterator[FormParagraph]:
    """Yield a form's paragraphs: those outside its tables, then the texts that its cells hold, line by line."""
    marks = {one.mark: one for one in prints if one.where == form.label}
    texts = {value.path: (way, field, value) for way, field, value in _list_prose(form)}
    shown: set[str] = set()
    planned, number = False, 0
    for passage in list_form_passages(page, form.label, marks):
        if passage.row or not passage.text:
            continue
        number += 1
        if _TITLE.match(passage.text) and not passage.marks:
            is_below = passage.text.startswith(("（", "("))
            planned = is_plan(passage.text) or (planned and is_below)
            continue
        one = _outside(form, passage, texts, number)
        if one is not None:
            shown |= {span.print.path for span in passage.marks}
            yield FormParagraph(*one, is_plan=planned or is_plan(one[1]))
    for way, field, value in texts.values():
        if value.path not in shown:
            yield from _in_cell(form, way, field, value)


def _spans_of(form: FilledForm, text: Text, at: int, length: int) -> Iterator[PrintedSpan]:
    """Yield what of a text is bound to values, within so many characters from ``at``."""
    bound = form.bound.get(text.path)
    for span in bound.spans if bound is not None else ():
        if at <= span.start and span.end <= at + length:
            shown = text[span.start : span.end]
            one = Print(form.label, span.value.path, 1, implied=shown, printed=shown, value=span.value)
            yield PrintedSpan(one.mark, span.start - at, span.end - at, print=one)


def _declared_in(form: FilledForm, text: Text, line: int) -> tuple[tuple[Declaration, ...], Place]:
    """Return what is declared of a line of a text, counted from 0 as it is printed, and where it was typed."""
    bound = form.bound.get(text.path)
    if bound is None:
        return (), text.place_of(len("\n".join(text.split("\n")[:line])) + 1 if line else 0)
    number = bound.lines[line]
    place = bound.source.place_of(len("\n".join(bound.source.split("\n")[: number - 1])) + 1 if number > 1 else 0)
    found = find_declarations(bound.source, place.file).get(number, ())
    return tuple(Declaration(one.phrase, place) for one in found), place


def _outside(
    form: FilledForm, passage: PrintedPassage, texts: Mapping[str, tuple[str, FormField, Text]], number: int
) -> tuple[PrintedPassage, str, Text | None] | None:
    """Return a paragraph outside tables that holds figures or prose; None for one that holds neither."""
    held = [(span, *texts[span.print.path]) for span in passage.marks if span.print.path in texts]
    within = [
        replace(one, start=one.start + span.start, end=one.end + span.start)
        for span, _, _, text in held
        for one in _spans_of(form, text, 0, len(text))
    ]
    bound = [span for span in passage.marks if isinstance(span.print.value, Figure)]
    if not bound and not held:
        return None
    value: Value = held[0][3] if held else _figure(bound[0])
    declared = tuple(
        one
        for _, _, _, text in held
        for line in range(text.count("\n") + 1)
        for one in _declared_in(form, text, line)[0]
    )
    place = _declared_in(form, value, 0)[1] if isinstance(value, Text) else place_of_value(value)
    words = PrintedPassage(
        passage.text,
        tuple(sorted((*bound, *within), key=lambda span: span.start)),
        where=passage.where,
        position=f"第{number}段",
        place=place,
        number=number,
        declared=declared,
    )
    return (words, held[0][1], held[0][3]) if held else (words, f"第{number}段", None)


def _figure(span: PrintedSpan) -> Figure:
    assert isinstance(span.print.value, Figure)  # noqa: S101 - selected by the caller
    return span.print.value


def _in_cell(form: FilledForm, way: str, field: FormField, text: Text) -> Iterator[FormParagraph]:
    offset = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            declared, place = _declared_in(form, text, number)
            spans = tuple(_spans_of(form, text, offset, len(line)))
            passage = PrintedPassage(line, spans, where=form.label, position=f"“{way}”", place=place, declared=declared)
            role = field.description.role
            yield FormParagraph(passage, way, text, is_plan(way) or role is Role.GOAL, is_cell=True, role=role)
        offset += len(line) + 1


def _list_prose(form: FilledForm) -> Iterator[tuple[str, FormField, Text]]:
    """Yield the texts of sentences that the unit typed into a form, with their fields and the way to each.

    Of indicators only reasons tell how things are; their other columns set how they are measured.
    """
    for path, value in form.values.items():
        if text := _find_prose(form.form.fields[path], value):
            yield path, form.form.fields[path], text
    for path, rows in form.rows.items():
        listed = form.form.lists[path]
        for number, row in enumerate(rows, start=1):
            for name, value in row.items():
                field = listed.columns[name]
                is_told = field.description.role is Role.REASON or listed.description.role is not ListRole.INDICATORS
                if is_told and (text := _find_prose(field, value)):
                    yield f"{path}[{number}].{name}", field, text


def _find_prose(field: FormField, value: Value) -> Text | None:
    """Return a value that is a text of sentences and was typed; None for any other."""
    about = field.description
    if not isinstance(value, Text) or value.unknown or not field.is_entered or about.drawn_from is not None:
        return None
    if about.kind is not FieldKind.TEXT or about.role not in _PROSE_ROLES:
        return None
    is_told = about.role in (Role.GOAL, Role.ACHIEVEMENT) or len(value) > _SHORT
    return value if is_told and (about.role is not None or _SENTENCE.search(value)) else None
