"""DOCX templates made ready once: their stories as Jinja2 code, everything else as it goes into the result.

What costs time (python-docx, docxtpl's patching, Jinja2's compiler) is done once for a template and kept, in memory and
on disk. Code from the disk is as safe as the program itself: see ``disk_cache`` on where it may lie.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Template
from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.traces import remove_traces
from jixiao.patterns import compile_late
from jixiao.render.disk_cache import fetch, keep, key_of, own_code, versions

if TYPE_CHECKING:
    from jixiao.render.environment import FormEnvironment

_TOOLS = ("docxtpl", "python-docx", "jinja2", "lxml")
# What decides how a template is made ready; the rest of the program can change without doing it again.
_OWN_CODE = (
    *(f"render/{name}.py" for name in ("compiled", "patching", "environment")),
    *("docx/package.py", "docx/traces.py"),
)
# The one place where we write blocks into an attribute ourselves.
_MERGE_VALUE = compile_late(r'w:val="\{% if [^"<]+? %\}restart\{% else %\}continue\{% endif %\}"')
_AS_XML = {"for": "<x>", "endfor": "</x>", "if": "<x>", "elif": "</x><x>", "else": "</x><x>", "endif": "</x>"}


class CompiledStory(Struct, frozen=True):
    """One text of a form (body, header, footer): its member's name and its XML as a template.

    ``sound`` says that whatever the template prints is well-formed: to check each story would take 5 ms a package.
    """

    name: str
    template: Template
    sound: bool


class CompiledForm(Struct, frozen=True):
    """The stories in the order they are filled in, and all other members but the core properties."""

    stories: tuple[CompiledStory, ...]
    rest: Mapping[str, bytes]


@lru_cache(maxsize=64)
def compile_form(docx: bytes, environment: FormEnvironment) -> CompiledForm:
    """Return the template made ready for an environment. jinja2.TemplateSyntaxError, BadPackage for an unsound one."""
    key = key_of("form", versions(*_TOOLS), own_code(*_OWN_CODE), docx)
    kept = fetch(key)
    if kept is None:
        kept = _made_ready(docx, environment)
        keep(key, kept)
    codes, rest = marshal.loads(kept)  # noqa: S302 - see above
    stories = (CompiledStory(name, Template.from_code(environment, code, {}), sound) for name, code, sound in codes)
    return CompiledForm(tuple(stories), rest)


def _made_ready(docx: bytes, environment: FormEnvironment) -> bytes:
    """Return the code of the stories and the other members, as they go to disk."""
    from jixiao.render.patching import saved_by_docxtpl

    template, stored = saved_by_docxtpl(docx)
    members = remove_traces(package.read_package(stored))
    sources = {
        name: template.patch_xml(package.xml_text(package.parse_xml(members.pop(name))))
        for name in package.stories(members)
    }
    codes = [(name, environment.compile(source), is_sound(source, environment)) for name, source in sources.items()]
    return marshal.dumps((codes, members))


def is_sound(source: str, environment: FormEnvironment) -> bool:
    """Return whether the template always prints well-formed XML, as far as can be known without printing.

    So it does if each branch and each loop's body is well-formed by itself: if the template is XML when its blocks are
    taken for elements.
    """
    pieces, begun = [], False
    for _, kind, value in environment.lex(_MERGE_VALUE.sub("", source)):
        if kind == "data":
            pieces.append(value)
        elif kind == "variable_begin":
            pieces.append("<x/>")  # which may not stand in an attribute, where escaping would not do
        elif kind == "name" and begun:
            pieces.append(_AS_XML.get(value, "<"))
        begun = kind == "block_begin" or (begun and kind == "whitespace")
    try:
        package.check_xml("".join(pieces).encode())
    except package.BadPackage:
        return False
    return True
