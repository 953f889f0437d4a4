"""Forms: a DOCX template and the Dossier make one filled-in DOCX, as docxtpl would, but all preparation done once."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Any

from jixiao.docx import package
from jixiao.patterns import compile_late
from jixiao.render.compiled import compile_form
from jixiao.render.environment import LINE_BREAK, PRINTER, FormEnvironment
from jixiao.render.printing import Printer
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular

# As lxml writes XML, so that a story that is parsed and written again stays as it is.
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_RUN_START = compile_late(r".*<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
_RUN_END = "</w:r>"
_TEXT = compile_late(r"<w:t(?: [^>]*)?>[^<]*</w:t>")
_NEXT_TEXT = '<w:t xml:space="preserve">'
_NO_TEXT = '<w:t xml:space="preserve"/>'
_DRAWING_ID = compile_late(r'(<wp:docPr [^>]*?\bid=")[^"]*')
_FIRST_DRAWING_ID = 1001


def fill_in(
    template: Path, context: dict[str, Any], printer: Printer, environment: FormEnvironment
) -> dict[str, bytes]:
    """Return the members of the filled-in DOCX, but for its core properties.

    The template must have passed ``check_form`` of ``scan``. Raises jinja2.TemplateError for what only shows while
    rendering, BadPackage where the result is broken XML.
    """
    form = compile_form(read_regular(template, MAX_DOCUMENT), environment)
    names = context | {PRINTER: printer}
    stories = {story.name: _settled(story.template.render(names)) for story in form.stories}
    for story in form.stories:
        if not story.sound:
            package.check_xml(stories[story.name])
    return {**form.rest, **stories}


def _settled(story: str) -> bytes:
    """Return a filled-in story as a member; line breaks and tabs, of the template or the data, become Word's."""
    if "\n" in story or "\t" in story:
        story = _RUN_END.join([_with_breaks(piece) for piece in story.split(_RUN_END)])
    if "<wp:docPr " in story:
        numbers = count(_FIRST_DRAWING_ID)
        story = _DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}", story)
    return (_DECLARATION + story.replace(f"{_NEXT_TEXT}</w:t>", _NO_TEXT)).encode()


def _with_breaks(piece: str) -> str:
    """Return a piece of a story that ends before ``</w:r>`` with its last run's breaks written out."""
    start = _RUN_START.match(piece) if "\n" in piece or "\t" in piece else None
    if start is None:
        return piece
    properties = start[1] or ""
    tab = f"</w:t></w:r><w:r>{properties}<w:tab/></w:r><w:r>{properties}{_NEXT_TEXT}"

    def written_out(text: re.Match[str]) -> str:
        return text[0].replace("\t", tab).replace("\n", LINE_BREAK)

    return piece[: start.end()] + _TEXT.sub(written_out, piece[start.end() :])


def render_form(template: Path, context: dict[str, Any], printer: Printer, environment: FormEnvironment) -> bytes:
    """Return the filled-in DOCX without core properties; errors as ``fill_in``."""
    return package.write_package(fill_in(template, context, printer, environment))
