"""New values for scalars of a YAML file, written so that reading gives just these, every other byte kept.

A value keeps the way it was written (plain, quoted, as a block) where that way can hold the new words; each way
that might do is tried by reading the whole file again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from jixiao.findings import Place
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from jixiao.source.rewrite import Edit, Manuscript, apply_edits

_BLOCK = re.compile(r"[|>][-+0-9]*(?P<comment>[^\r\n]*)(?:\r?\n[ ]*)*?\r?\n(?P<indent> +)(?=[^ \r\n])")


class UnwritableError(ValueError):
    """No way of writing gives these words when the file is read again; says which place."""


def scalars_of(tree: object) -> dict[Place, Scalar]:
    """Return all scalars of a file's tree by their places, in order."""
    if isinstance(tree, Scalar):
        return {tree.place: tree}
    found: dict[Place, Scalar] = {}
    for value in tree.values() if isinstance(tree, Entries) else tree if isinstance(tree, Items) else ():
        found |= scalars_of(value)
    return found


def list_mappings(tree: object) -> Iterator[Entries]:
    """Yield all mappings of a file's tree, each before those in it."""
    if isinstance(tree, Entries):
        yield tree
    for one in tree.values() if isinstance(tree, Entries) else tree if isinstance(tree, Items) else ():
        yield from list_mappings(one)


def rewrite_scalars(text: str, file: str, words: Mapping[Place, str]) -> str:
    """Return a YAML text with other words at these places of scalars; "" leaves nothing behind the colon.

    Words count without spaces at their ends, as reading takes them. KeyError for a place without scalar,
    UnwritableError where reading would not give the words back.
    """
    if len(words) > 1 and (whole := _with_all(text, file, words)) is not None:
        return whole
    for place in sorted(words, reverse=True):  # from the end, so that the places before stay true
        text = _with(text, file, place, tidy(words[place]))
    return text


def _with_all(text: str, file: str, words: Mapping[Place, str]) -> str | None:
    """Return the text with all words in, each in the way nearest to how it is written; None if one needs another.

    Reading twice instead of twice a value saves a second where a hundred cells are pasted.
    """
    before = _values(text, file)
    scalars = scalars_of(parse_yaml(_read(text), file, "").tree)
    meant = {scalars[place].path: tidy(one) for place, one in words.items() if tidy(scalars[place]) != tidy(one)}
    manuscript = Manuscript(text)
    edits = [
        next(_ways(manuscript, one, meant[one.path])) for one in map(scalars.__getitem__, words) if one.path in meant
    ]
    after, _ = apply_edits(text, edits)
    return (
        after if before and _values(after, file) == [(path, meant.get(path, value)) for path, value in before] else None
    )


def tidy(words: str) -> str:
    """Return words as the data holds them: without spaces around them and at the ends of their lines."""
    return "\n".join(line.rstrip() for line in words.strip().split("\n"))


def _with(text: str, file: str, place: Place, words: str) -> str:
    before = _values(text, file)
    if not before:
        raise UnwritableError(str(place))
    scalar = scalars_of(parse_yaml(_read(text), file, "").tree)[place]
    if tidy(scalar) == words:
        return text
    expected = [(path, words if path == scalar.path else value) for path, value in before]
    for edit in _ways(Manuscript(text), scalar, words):
        after, _ = apply_edits(text, [edit])
        if _values(after, file) == expected:
            return after
    raise UnwritableError(str(place))


def _values(text: str, file: str) -> list[tuple[str, str]]:
    """Return path and value of all scalars in order; nothing for a text that cannot be read without findings."""
    source = parse_yaml(_read(text), file, "")
    if source.findings:
        return []
    return [(scalar.path, "" if scalar.null else tidy(scalar)) for scalar in scalars_of(source.tree).values()]


def _read(text: str) -> str:
    return text.replace("\r\n", "\n")


def _ways(manuscript: Manuscript, scalar: Scalar, words: str) -> Iterator[Edit]:
    """Yield the edits that might do, the one nearest to how the value is written first."""
    written = manuscript.written(scalar)
    if not words:
        yield _blanked(manuscript, scalar)
    elif written[:1] in ("|", ">") or "\n" in words:
        yield _as_block(manuscript, scalar, words)
    single, double = "'" + words.replace("'", "''") + "'", json.dumps(words, ensure_ascii=False)
    if "\n" in words:
        flat = [double]
    elif written[:1] == '"':
        flat = [double, single]
    else:
        flat = [single, double] if written[:1] == "'" else [words or single, single, double]
    yield from (manuscript.replaced(scalar, one) for one in flat)


def _blanked(manuscript: Manuscript, scalar: Scalar) -> Edit:
    edit = manuscript.replaced(scalar, "")
    return Edit(len(manuscript.text[: edit.start].rstrip(" ")), edit.end, edit.words)


def _as_block(manuscript: Manuscript, scalar: Scalar, words: str) -> Edit:
    """Return the edit that writes the words as a block, indented as the one that stands there or below its key."""
    written = manuscript.written(scalar)
    head = _BLOCK.match(written)
    indent = head["indent"] if head else _indent_below(manuscript, scalar)
    end = "\r\n" if "\r\n" in manuscript.text else "\n"
    lines = [f"|-{head['comment'] if head else ''}", *(f"{indent}{line}" if line else "" for line in words.split("\n"))]
    edit = manuscript.replaced(scalar, "")
    space = " " if manuscript.text[edit.start - 1 : edit.start] in (":", "-") else ""
    return Edit(edit.start, edit.end, space + end.join(lines))


def _indent_below(manuscript: Manuscript, scalar: Scalar) -> str:
    start = manuscript.offset(scalar.place)
    line = manuscript.text[manuscript.text.rfind("\n", 0, start) + 1 : start]
    column = len(line) - len(line.lstrip(" -"))
    return " " * (column if column == len(line) else column + 2)
