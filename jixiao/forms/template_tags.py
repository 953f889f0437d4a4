"""The tags of a described form's template: which fields it prints, which lists it repeats, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.wml import Element, W
from jixiao.patterns import compile_late

_TAG = compile_late(r"\{\{-?\s*(?P<value>[^{}]*?)\s*-?\}\}|\{%-?(?:tr|tc|p|r)?\s*(?P<block>[^{}]*?)\s*-?%\}")
_LOOP = compile_late(r"for\s+(\w+)\s+in\s+([\w.]+)")
_DOTTED = compile_late(r"[^\W\d]\w*(?:\.\w+)*")
_COUNTER = "loop"


class TemplateTag(Struct, frozen=True):
    """What one tag prints: the path in its form (that of a list's column: 绩效指标.得分) and the place on paper.

    ``within`` is the list that its row repeats, "" outside of one. ``parted`` says whether a fixed word, or the
    paragraph's beginning, parts it from the tag before it.
    """

    path: str
    spoken: str
    within: str = ""
    parted: bool = True


class TemplateLoop(Struct, frozen=True):
    """A row that repeats: the list that it goes through, and the place on paper."""

    path: str
    spoken: str


class TemplateTags(Struct, frozen=True):
    """The values and the loops of a template in the order they are printed."""

    values: tuple[TemplateTag, ...] = ()
    loops: tuple[TemplateLoop, ...] = ()


def read_template_tags(docx: bytes) -> TemplateTags:
    """Return the tags of a template; BadPackage if it is no DOCX. Whether they are well made is the check's to say."""
    members = package.read_package(docx)
    reader = _TagReader()
    for name in package.stories(members):
        for spoken, text in _paragraphs(package.parse_xml(members[name])):
            reader.read(spoken, text)
    return TemplateTags(tuple(reader.values), tuple(reader.loops))


class _TagReader:
    """Reads paragraph after paragraph and knows which loops are open."""

    def __init__(self) -> None:
        self.values: list[TemplateTag] = []
        self.loops: list[TemplateLoop] = []
        self.open: list[tuple[str, str]] = []

    def read(self, spoken: str, text: str) -> None:
        end: int | None = None
        for tag in _TAG.finditer(text):
            if tag["value"] is None:
                self._block(tag["block"], spoken)
                continue
            parted = end is None or bool(text[end : tag.start()].strip())
            end = tag.end()
            if (name := _DOTTED.match(tag["value"])) and name[0].partition(".")[0] != _COUNTER:
                path, within = self._resolved(name[0])
                self.values.append(TemplateTag(path, spoken, within, parted))

    def _block(self, words: str, spoken: str) -> None:
        if loop := _LOOP.match(words):
            path, _ = self._resolved(loop[2])
            self.loops.append(TemplateLoop(path, spoken))
            self.open.append((loop[1], path))
        elif words.startswith("endfor") and self.open:
            self.open.pop()

    def _resolved(self, name: str) -> tuple[str, str]:
        """Return a name with the list in place of a loop's variable, and that list."""
        first, dot, rest = name.partition(".")
        within = next((path for variable, path in reversed(self.open) if variable == first), "")
        return (f"{within}{dot}{rest}", within) if within else (name, "")


def _paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """Yield each paragraph that holds tags: the place on paper, as checks of templates say it, and the text."""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}
    for paragraph in root.iter(f"{W}p"):
        text = "".join(element.text or "" for element in paragraph.iter(f"{W}t"))
        if "{" in text and not _holds_paragraphs(paragraph):
            yield _spoken(paragraph, tables), text


def _holds_paragraphs(paragraph: Element) -> bool:
    return next(paragraph.iterdescendants(f"{W}p"), None) is not None


def _spoken(paragraph: Element, tables: dict[Element, int]) -> str:
    row, cell, table = (next(paragraph.iterancestors(f"{W}{name}"), None) for name in ("tr", "tc", "tbl"))
    if row is None or cell is None or table is None:
        return "正文"
    rows, cells = table.iterchildren(f"{W}tr"), row.iterchildren(f"{W}tc")
    return f"表{tables[table]} 第{_ordinal(row, rows)}行第{_ordinal(cell, cells)}格"


def _ordinal(element: Element, elements: Iterable[Element]) -> int:
    return next((number for number, one in enumerate(elements, start=1) if one is element), 0)
