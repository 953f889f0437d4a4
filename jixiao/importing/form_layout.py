"""Where a described form has its fields on paper, and which words are its own.

A field is known by the labels round it, never by its position: the label to its left, the heading above it, or the
words of its own cell. So a filed form is read whatever order its rows and columns are in.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from msgspec import Struct, field

from jixiao.forms.described_set import GIVEN_OF_ROWS
from jixiao.importing.label_text import label_key, narrow_digits
from jixiao.importing.paper_grid import Labels
from jixiao.importing.text_patterns import TextPattern
from jixiao.model.field_patterns import best_patterns
from jixiao.model.form_description import FieldDescription, FormDescription, ListDescription
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late

BRACKETS = compile_late(r"(?<=.)(?:\([^()]*\))+$")
YEAR_WORD, PRIOR_WORD = "〔年度〕", "〔上年度〕"
_UNDESCRIBED = FieldDescription.model_construct(kind=FieldKind.TEXT, role=None, choices=[], synonyms=[], decimals=None)


class Anchor(Struct, frozen=True):
    """Where one field stands: labels to the left, cells between, headings above; all nearest first.

    ``grouped`` is whether the nearest label to the left begins in a row above.
    """

    path: str
    left: Labels
    between: int
    above: Labels
    grouped: bool = False


class ListLayout(Struct, dict=True):
    """A list on paper: the heading of each of its fields, the label of the row before it, labels that end it.

    ``group`` is the label over or beside the whole of it, which tells two lists under the same headings apart;
    ``patterns`` are of cells, by their field, that hold words or more than one field.
    """

    path: str
    parts: dict[Labels, str] = field(default_factory=dict)
    patterns: dict[str, TextPattern] = field(default_factory=dict)
    after: str = ""
    group: str = ""
    closings: set[str] = field(default_factory=set)

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings right above its fields."""
        return frozenset(labels[0] for labels in self.parts if labels)


class FormLayout(Struct, dict=True):
    """One described form on paper: its anchors, lists, lines, and all words that are the form's own."""

    set_name: str
    form: FormDescription
    wordings: dict[str, str]
    anchors: list[Anchor] = field(default_factory=list)
    lists: list[ListLayout] = field(default_factory=list)
    patterns: list[TextPattern] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heading_words: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    own_texts: frozenset[str] = frozenset()

    def describe(self, path: str) -> FieldDescription:
        """Return what the description says of a field; a text where it says nothing."""
        if path not in self._descriptions:
            self._descriptions[path] = self._described(path)
        return self._descriptions[path]

    @cached_property
    def _descriptions(self) -> dict[str, FieldDescription]:
        return {}

    def _described(self, path: str) -> FieldDescription:
        for name, one in self.form.lists.items():
            if path.startswith(f"{name}."):
                return _find(one.fields, path.removeprefix(f"{name}."))
        return _find(self.form.fields, path)

    def list_description(self, path: str) -> ListDescription | None:
        """Return what the description says of a list."""
        return self.form.lists.get(path)

    def is_given_by_rows(self, path: str, name: str) -> bool:
        """Return whether a tag in a row of a list is none of its columns, but what the rows themselves come to."""
        described = self.form.lists.get(path)
        return name in GIVEN_OF_ROWS and (described is None or name not in described.fields)

    def name(self, text: str, year: int | None) -> str:
        """Return a label in the one form they are compared in, whether or not the form has it."""
        for known in _keys_of(text, year):
            canonical = self.wordings.get(known, known)
            if canonical in self.words:
                return canonical
        return ""

    @cached_property
    def by_labels(self) -> dict[tuple[str, str], list[Anchor]]:
        """The anchors by the label to the left and the heading above."""
        found: dict[tuple[str, str], list[Anchor]] = {}
        for anchor in self.anchors:
            found.setdefault((first(anchor.left), first(anchor.above)), []).append(anchor)
        return found

    @cached_property
    def by_left(self) -> dict[str, list[Anchor]]:
        """The anchors by the label to the left alone."""
        found: dict[str, list[Anchor]] = {}
        for anchor in self.anchors:
            found.setdefault(first(anchor.left), []).append(anchor)
        return found


def first(labels: Labels) -> str:
    """Return the nearest label, "" where there is none."""
    return labels[0] if labels else ""


@lru_cache(maxsize=65536)
def _keys_of(text: str, year: int | None) -> tuple[str, str]:
    """Return a text as labels are compared, with and without brackets behind it: each anew, 600 rows took 1 s more."""
    key = label_key(with_year_words(text, year))
    return key, BRACKETS.sub("", key)


def _find(fields: dict[str, FieldDescription], path: str) -> FieldDescription:
    """Return what is said of a path: of itself, or of the pattern that goes before others; a text if nothing is."""
    best = best_patterns(fields, path)
    return fields[best[0]] if best else _UNDESCRIBED


def with_year_words(text: str, year: int | None) -> str:
    """Return a label with the form's year and the year before as words, so that forms of two years have the same."""
    if year is None:
        return text
    text = narrow_digits(text)
    return re.sub(rf"(?<![0-9]){year}(?![0-9])", YEAR_WORD, text.replace(str(year - 1), PRIOR_WORD))
