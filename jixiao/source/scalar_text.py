"""New values for scalars of a YAML file, written so that reading gives just these, every other byte kept.

A value keeps the way it was written (plain, quoted, as a block) where that way can hold the new words; what was
written is proved by reading the whole file again, once for many values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from jixiao.source.rewrite import Edit, Manuscript, apply_edits

_Chooser = Callable[[Manuscript, Scalar, str], Edit]
_BLOCK = compile_late(r"[|>][-+0-9]*(?P<comment>[^\r\n]*)(?:\r?\n[ ]*)*?\r?\n(?P<indent> +)(?=[^ \r\n])")


class UnwritableError(ValueError):
    """No way of writing gives these words when the file is read again; says where, and ``places`` of what in it."""

    def __init__(self, where: str, places: Iterable[Place] = ()) -> None:
        super().__init__(where)
        self.places = tuple(places)


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
    UnwritableError with all places where reading would not give the words back.
    """
    after, unwritable = _rewritten(text, file, words)
    if unwritable:
        raise UnwritableError("、".join(map(str, unwritable)), unwritable)
    return after


def _rewritten(text: str, file: str, words: Mapping[Place, str]) -> tuple[str, list[Place]]:
    """Return the text with all words in that can be written, and the places of the others in order.

    The file is read a few times whatever the number of words: again for each half only where one of them can be
    written in none of the ways that do it alone.
    """
    if not words:
        return text, []
    if not (before := _values(text, file)):
        return text, sorted(words)
    for choose in (_nearest_way, _proved_way) if len(words) > 1 else ():
        if (after := _with_all(text, file, before, words=words, choose=choose)) is not None:
            return after, []
    places = sorted(words)
    if len(places) == 1:
        try:
            return _with(text, file, before, place=places[0], words=tidy(words[places[0]])), []
        except UnwritableError as error:
            return text, list(error.places)
    left: list[Place] = []
    middle = len(places) // 2
    for half in (places[middle:], places[:middle]):  # from the end, so that the places before stay true
        text, unwritable = _rewritten(text, file, {place: words[place] for place in half})
        left = [*unwritable, *left]
    return text, left


def _with_all(
    text: str, file: str, before: list[tuple[str, str]], *, words: Mapping[Place, str], choose: _Chooser
) -> str | None:
    """Return the text with all words in, each in the way that is chosen for it; None where that reads otherwise."""
    scalars = scalars_of(parse_yaml(_read(text), file, "").tree)
    meant = {scalars[place].path: tidy(one) for place, one in words.items() if tidy(scalars[place]) != tidy(one)}
    manuscript = Manuscript(text)
    written = (scalar for scalar in map(scalars.__getitem__, words) if scalar.path in meant)
    after, _ = apply_edits(text, [choose(manuscript, scalar, meant[scalar.path]) for scalar in written])
    return after if _values(after, file) == [(path, meant.get(path, value)) for path, value in before] else None


def _nearest_way(manuscript: Manuscript, scalar: Scalar, words: str) -> Edit:
    return next(_ways(manuscript, scalar, words))


def _proved_way(manuscript: Manuscript, scalar: Scalar, words: str) -> Edit:
    """Return the first way that reads as these words where the scalar's own lines are read alone."""
    ways = list(_ways(manuscript, scalar, words))
    return next((edit for edit in ways if words in _read_alone(manuscript.text, edit)), ways[0])


def _read_alone(text: str, edit: Edit) -> list[str]:
    """Return the values in the lines that an edit touches, as they read by themselves with the edit made."""
    start, end = text.rfind("\n", 0, edit.start) + 1, text.find("\n", edit.end)
    lines = text[start : edit.start] + edit.words + text[edit.end : end if end >= 0 else len(text)]
    return [value for _, value in _values(f"{lines}\n", "")]


def tidy(words: str) -> str:
    """Return words as the data holds them: without spaces around them and at the ends of their lines."""
    return "\n".join(line.rstrip() for line in words.strip().split("\n"))


def _with(text: str, file: str, before: list[tuple[str, str]], *, place: Place, words: str) -> str:
    scalar = scalars_of(parse_yaml(_read(text), file, "").tree)[place]
    if tidy(scalar) == words:
        return text
    expected = [(path, words if path == scalar.path else value) for path, value in before]
    for edit in _ways(Manuscript(text), scalar, words):
        after, _ = apply_edits(text, [edit])
        if _values(after, file) == expected:
            return after
    raise UnwritableError(str(place), [place])


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
