"""The words of official forms, learned from the described form sets at hand: what each leads to, and of what kind.

Whatever a form calls a thing, some set has met it: no word of a form stands in the program.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.docx.package import BadPackage
from jixiao.errors import JixiaoError
from jixiao.importing.documents import FiledLine
from jixiao.importing.form_layout import FormLayout, first, with_year_words
from jixiao.importing.label_text import find_label, label_key
from jixiao.importing.template_layout import lay_out
from jixiao.importing.word_documents import read_word
from jixiao.model.form_description import Description, FieldDescription
from jixiao.model.form_roles import FieldKind, ListRole, Owner, Presence, Role
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular
from jixiao.submission.validate import read_record

_TAG = compile_late(r"\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}")
_BRACKETS = compile_late(r"(?<=.)(?:\([^()]*\))+$")
_INNER_BRACKETS = compile_late(r"\([^()]*\)")
_OWN_YEAR = compile_late("〔年度〕年?度?")
_AND = "及和与、或"
_ALIKE, _MOST, _SHORTEST = 0.81, 0.3, 2
_LABEL_BEFORE = compile_late(r"(?<![^\s:：}])([^\s:：}]+)\s*[:：][_＿\s]*$")


class Meaning(Struct, frozen=True):
    """What a word of a form stands for: the last step of the path, or all of it, and what the value is."""

    name: str
    kind: FieldKind
    role: Role | None = None
    owner: Owner = Owner.UNIT
    presence: Presence = Presence.REQUIRED
    choices: tuple[str, ...] = ()


Meanings = dict[str, Counter[Meaning]]


class ListName(Struct, frozen=True):
    """What a list is called in the data, and what its rows are."""

    path: str
    role: ListRole


class Vocabulary(Struct):
    """What is known of words, each in the form that labels are compared in.

    ``beside`` are labels of single values, ``above`` headings over a table's values, ``pairs`` a label and the heading
    over its value, ``parts`` headings of lists, ``groups`` labels over or beside several, ``roles`` those of the values
    in a row by its label; ``lines`` are paragraphs without any value.
    """

    known: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    closings: set[str] = field(default_factory=set)
    beside: Meanings = field(default_factory=dict)
    above: Meanings = field(default_factory=dict)
    parts: Meanings = field(default_factory=dict)
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    lists: dict[str, Counter[ListName]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Counter[Meaning]] = field(default_factory=dict)
    roles: dict[str, set[Role | None]] = field(default_factory=dict)

    def knows(self, text: str, year: int | None) -> bool:
        """Return whether a text is a word of some form."""
        return any(key in self.known for key in spellings(text, year))

    def heads(self, text: str, year: int | None) -> bool:
        """Return whether a text is a heading of some form."""
        return any(key in self.headings for key in spellings(text, year))

    def closes(self, text: str, year: int | None) -> bool:
        """Return whether a text is the label of a row that some form closes a list with."""
        return any(key in self.closings for key in spellings(text, year))

    def is_beside(self, text: str, year: int | None) -> bool:
        """Return whether a text is the label of a single value of some form, and no heading."""
        return any(key in self.beside for key in spellings(text, year)) and not self.heads(text, year)


def spellings(text: str, year: int | None) -> tuple[str, ...]:
    """Return a label as it is compared: with what stands in brackets, without it, without the form's own year."""
    key = label_key(with_year_words(text, year))
    bare = _BRACKETS.sub("", key)
    plain = _INNER_BRACKETS.sub("", bare) or bare
    return tuple(dict.fromkeys((key, bare, plain, _OWN_YEAR.sub("", plain) or plain)))


def look_up(
    meanings: Meanings, text: str, year: int | None, written: Sequence[str] = (), *, of_total: bool = False
) -> Meaning | None:
    """Return what most forms mean by a label, or by one nearly like it; None if there is none.

    ``written`` are values that stand there: a meaning that none of them is a choice of comes last. ``of_total`` is
    whether the value is the whole form's: a meaning that has a role goes first. Where nothing is written, all choices
    that forms have may be meant.
    """
    counted = find_counted(meanings, text, year)
    if counted is None:
        return None

    def fitness(one: Meaning) -> tuple[bool, bool, int]:
        return (
            not one.choices or not written or not set(written).isdisjoint(one.choices),
            of_total and one.role is not None,
            counted[one],
        )

    found = max(counted, key=fitness)
    if not found.choices or written:
        return found
    every = [choice for one in counted if one.kind is found.kind for choice in one.choices]
    return replace(found, choices=tuple(dict.fromkeys((*found.choices, *every))))


def find_counted(meanings: Meanings, text: str, year: int | None) -> Counter[Meaning] | None:
    """Return all that forms mean by a label; by one that it is a kind of or nearly is, where none has itself."""
    keys = spellings(text, year)
    if exact := next((key for key in keys if key in meanings), None):
        return meanings[exact]
    for key in keys:
        if known := _ending_of(key, meanings) or find_label(key, meanings, alike=_ALIKE) or _longer(key, meanings):
            return meanings[known]
    return None


def how_often(meanings: Meanings, keys: Iterable[str]) -> int:
    """Return how often forms have a label, however it is spelled."""
    return max((sum(meanings[key].values()) for key in keys if key in meanings), default=0)


def is_exact(meanings: Meanings, text: str, year: int | None) -> bool:
    """Return whether some form has the very label."""
    return any(key in meanings for key in spellings(text, year))


def _ending_of(key: str, known: Iterable[str]) -> str | None:
    """Return the longest label that a label ends in, and so is a kind of: 财政审核得分 is a 得分."""
    found = max((one for one in known if key.endswith(one)), key=len, default="")
    return found if len(found) >= _SHORTEST and len(found) >= _MOST * len(key) else None


def _longer(key: str, known: Iterable[str]) -> str | None:
    """Return a longer label for the same: one that ends in it, or goes on with "and"."""
    found = [
        one
        for one in known
        if len(key) > _SHORTEST and (one.endswith(key) or (one.startswith(key) and one[len(key)] in _AND))
    ]
    return min(found, key=len, default=None)


@cache
def kind_words() -> Mapping[str, tuple[str, ...]]:
    """Return the endings of labels by the kind of value they ask for, and the words of lines that ask for none."""
    read = tomllib.loads(Path(__file__).with_name("kind_words.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in read.items()}


# learning


def learn_words(workspace: Workspace, *, shipped: Workspace | None = None) -> Vocabulary:
    """Return the words of all described form sets of a project, and of those shipped that it has not.

    One that cannot be read teaches nothing.
    """
    vocabulary = Vocabulary()
    folders = {
        path.parent.name: (path, one)
        for one in (shipped, workspace)
        if one is not None
        for path in one.templates.glob("*/description.yaml")
    }
    for path, one in (folders[name] for name in sorted(folders)):
        _, description = read_record(path, one.shown(path), "", Description)
        if description is not None:
            learn_set(vocabulary, path.parent, description)
    return vocabulary


def learn_set(vocabulary: Vocabulary, folder: Path, description: Description) -> None:
    """Take the words of one set from its templates."""
    for form in description.forms:
        try:
            document = read_word(str(form.template), read_regular(folder / form.template, MAX_DOCUMENT))
        except (BadPackage, JixiaoError):
            continue
        layout = lay_out(folder.name, form, description, document)
        _learn_form(vocabulary, layout)
        texts = [block.full for block in document.blocks if isinstance(block, FiledLine)]
        texts += [cell for row in document.rows for cell in row]
        _learn_lines(vocabulary, layout, texts)
    for group in description.wordings:
        _learn_wordings(vocabulary, [label_key(str(one)) for one in group])


def _learn_form(vocabulary: Vocabulary, layout: FormLayout) -> None:
    vocabulary.known |= layout.words
    vocabulary.headings |= layout.heading_words
    vocabulary.lines |= layout.lines
    closings = {label for one in layout.lists for label in one.closings}
    list_headings = {heading for one in layout.lists for heading in one.headings}
    for anchor in layout.anchors:
        described = layout.describe(anchor.path)
        above, left = first(anchor.above), first(anchor.left)
        *before, last = anchor.path.split(".")
        closing = left in closings and above in list_headings
        if above and left and before:
            if not closing:  # the row of a list's total: its values are the list's columns
                _count(vocabulary.pairs, (left, above), _meaning(last, described))
                _count(vocabulary.above, above, _meaning(last, described))
                vocabulary.roles.setdefault(left, set()).add(described.role)
            if len(anchor.left) > 1 and len(before) > 1:
                _count(vocabulary.groups, anchor.left[1], before[0])
        elif above:
            _count(vocabulary.above, above, _meaning(last, described))
        elif left:
            whole = anchor.path if not before or before[0] not in layout.words else last
            _count(vocabulary.beside, left, _meaning(whole, described))
    _learn_lists(vocabulary, layout)


def _learn_lists(vocabulary: Vocabulary, layout: FormLayout) -> None:
    for one in layout.lists:
        described = layout.list_description(one.path)
        name = ListName(one.path, described.role if described else ListRole.OTHER)
        vocabulary.closings |= one.closings
        if one.group:
            _count(vocabulary.lists, one.group, name)
        for labels, part in one.parts.items():
            if labels and not one.after:  # headings of a list alone, of no table that it stands in
                _count(vocabulary.parts, labels[0], _meaning(part, layout.describe(f"{one.path}.{part}")))


def _learn_lines(vocabulary: Vocabulary, layout: FormLayout, texts: Iterable[str]) -> None:
    for text in texts:
        for label, path in _labelled(text):
            _count(vocabulary.beside, label, _meaning(path, layout.describe(path)))


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield the label before each tag of a line or cell of words and values."""
    pieces = re.split(r"(\{\{.*?\}\})", text)
    for words, tag in zip(pieces[::2], pieces[1::2], strict=False):
        label, match = _LABEL_BEFORE.search(words), _TAG.fullmatch(tag)
        if label and match:
            yield label_key(label[1]), match[1]


def _learn_wordings(vocabulary: Vocabulary, keys: list[str]) -> None:
    """Let every wording of a label mean what the one in the template means."""
    for table in (vocabulary.beside, vocabulary.above, vocabulary.parts):
        known = next((key for key in keys if key in table), None)
        for key in keys if known else ():
            table.setdefault(key, table[known or ""])
    for names in (vocabulary.known, vocabulary.headings):
        names |= set(keys) if names.intersection(keys) else set()


def _meaning(name: str, described: FieldDescription) -> Meaning:
    choices = tuple(map(str, described.choices))
    owner, presence = described.owner, described.presence
    return Meaning(name, described.kind, described.role, owner=owner, presence=presence, choices=choices)


def _count(table: dict[Any, Counter[Any]], key: Any, meaning: Any) -> None:
    spelled = (key, _BRACKETS.sub("", key)) if isinstance(key, str) else (key,)
    for one in dict.fromkeys(spelled):
        table.setdefault(one, Counter())[meaning] += 1
