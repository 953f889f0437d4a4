"""New words for entries of a data file, put in by place: every byte that is not theirs stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jixiao.model.wanted_number import find_refusal
from jixiao.serve.data_entries import DataEntry, EntryFile, read_entries
from jixiao.source.nodes import Items, Scalar, parse_yaml
from jixiao.source.rewrite import Edit, apply_edits
from jixiao.source.scalar_text import UnwritableError, rewrite_scalars, scalars_of
from jixiao.source.spelled_groups import filler_of, spell_out


def write_entries_into(file: EntryFile, words: Mapping[str, str]) -> str:
    """Return a data file's text with other words at these paths of entries.

    KeyError for a path that there is not, UnwritableError where reading would not give the words back.
    """
    typed = {path: one for path, one in words.items() if isinstance(file.entries[path].node, Scalar)}
    kept_key = {path: one for path, one in typed.items() if one or not _loses_key(file.entries[path])}
    places = {file.entries[path].node.place: one for path, one in kept_key.items()}  # type: ignore[union-attr]
    text = rewrite_scalars(file.text, file.file, places) if places else file.text
    for path in words:
        if path not in kept_key:
            text = _with(_again(file, text), path, words[path])
    return text


def _again(file: EntryFile, text: str) -> EntryFile:
    return read_entries(text, file.file, file.prefix, file.model)


def _loses_key(entry: DataEntry) -> bool:
    """Return whether an empty value must go with its key, since reading refuses the key alone."""
    node, reads = entry.node, entry.sort.reads
    if entry.sort.required or not isinstance(node, Scalar) or reads is None:
        return False
    return find_refusal(reads.read, Scalar("", node.place, node.path, null=True)) is not None


def _with(file: EntryFile, path: str, words: str) -> str:
    entry = file.entries[path]
    if entry.node is not None and words:
        if isinstance(entry.node, Items):
            return _with_list(file, entry, words)
        return rewrite_scalars(file.text, file.file, {entry.node.place: words})
    if entry.node is not None:
        return _without_key(file, entry)
    if not words:
        return file.text
    text = _with_group(file, entry) if entry.group is not None else write_missing_key(file, entry)
    again = _again(file, text)
    node = again.entries[path].node
    if not isinstance(node, Scalar) or _others(again, path) != _others(file, path, entry):
        raise UnwritableError(path)
    return rewrite_scalars(text, file.file, {node.place: words})


def _others(file: EntryFile, path: str, spread: DataEntry | None = None) -> dict[str, str]:
    """Return the values of a file but for the one at a path; those of a group that a word stood for are as spread."""
    group = spread.group if spread else None
    left = {one.path: str(one) for one in scalars_of(file.tree).values() if one.path != path}
    if group is not None and spread is not None:
        left.pop(group.path)
        left |= {f"{group.path}.{key}": filler_of(group) for key in spread.siblings if f"{group.path}.{key}" != path}
    return left


def _with_group(file: EntryFile, entry: DataEntry) -> str:
    """Return the text with the mapping spelled out that a word stands for."""
    assert entry.group is not None  # noqa: S101 - asked before
    return apply_edits(file.text, [spell_out(file.text, entry.group, entry.siblings)])[0]


def line_end(text: str) -> str:
    """Return how the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def write_missing_key(file: EntryFile, entry: DataEntry) -> str:
    """Return the text with a missing key and nothing behind it, where the model has it among its siblings.

    UnwritableError where the mapping has no key to go by.
    """
    parent, manuscript = entry.parent, file.manuscript
    if parent is None or not parent:
        raise UnwritableError(entry.path)
    first, *inner = *entry.below, entry.key
    before = [key for key in entry.siblings[: entry.siblings.index(first)] if key in parent]
    after = before[-1] if before else next(iter(parent))
    at = manuscript.offset(parent.key_places[after])
    if file.text[manuscript.offset(parent.place) :][:1] == "{":
        put = f"{first}: {''.join(f'{{{key}: ' for key in inner)}''{'}' * len(inner)}"
        stop = manuscript.end_of(parent[after]) if before else at
        return apply_edits(file.text, [Edit(stop, stop, f", {put}" if before else f"{put}, ")])[0]
    column, end = at - file.text.rfind("\n", 0, at) - 1, line_end(file.text)
    lines = [f"{' ' * (column + 2 * depth)}{key}:" for depth, key in enumerate((first, *inner))]
    if not before:
        return apply_edits(file.text, [Edit(at, at, end.join(lines).lstrip(" ") + end + " " * column)])[0]
    stop = file.text.find("\n", max(manuscript.end_of(parent[after]), at + len(after)))
    stop = len(file.text) if stop < 0 else stop - (file.text[stop - 1] == "\r")
    return apply_edits(file.text, [Edit(stop, stop, "".join(f"{end}{line}" for line in lines))])[0]


def _without_key(file: EntryFile, entry: DataEntry) -> str:
    """Return the text without a key and its value."""
    if entry.parent is None or len(entry.parent) < 2:
        raise UnwritableError(entry.path)
    edits = file.manuscript.taken_out(entry.parent, {entry.key})
    return _proved(file, edits, lambda path: path == entry.path or path.startswith(f"{entry.path}["))


def _with_list(file: EntryFile, entry: DataEntry, words: str) -> str:
    chosen = [one.strip() for one in words.split("、") if one.strip()]
    edit = file.manuscript.whole(entry.node, f"[{', '.join(chosen)}]")
    text = apply_edits(file.text, [edit])[0]
    if _again(file, text).entries[entry.path].text != "、".join(chosen):
        raise UnwritableError(entry.path)
    return text


def _proved(file: EntryFile, edits: Iterable[Edit], gone: Callable[[str], bool]) -> str:
    text = apply_edits(file.text, edits)[0]
    left = [str(one) for one in scalars_of(file.tree).values() if not gone(one.path)]
    again = parse_yaml(text.replace("\r\n", "\n"), file.file, file.prefix)
    if again.findings or [str(one) for one in scalars_of(again.tree).values()] != left:
        raise UnwritableError(file.file)
    return text
