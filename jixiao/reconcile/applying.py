"""Changes as new contents of files, and the proof that they come to what was meant and to nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from jixiao.findings import Place
from jixiao.paths import Workspace
from jixiao.reconcile.edits import ReturnedEdit
from jixiao.reconcile.report_text import EditSpan
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Scalar, parse_yaml
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.rewrite import Edit, Manuscript, apply_edits
from jixiao.source.scalar_text import UnwritableError, list_mappings, rewrite_scalars, scalars_of
from jixiao.source.spelled_groups import filler_of, spell_out
from jixiao.source.store import FileChange as FileChange
from jixiao.source.work_folder import work_folder


def make_file_changes(
    workspace: Workspace, changes: Iterable[ReturnedEdit], prefixes: dict[str, str]
) -> list[FileChange]:
    """Return the files with all changes in; ``prefixes`` are the paths of their roots in the data.

    UnwritableError where a value cannot be written so that it reads the same.
    """
    found = []
    by_file = attrgetter("place.file")
    for file, group in groupby(sorted(changes, key=by_file), by_file):
        those = list(group)
        before = read_regular(workspace.root / file, MAX_TEXT).decode()  # with its own line ends
        after = _markdown(before, those) if file.endswith(".md") else _yaml(before, file, those, prefixes[file])
        found.append(FileChange(workspace.root / file, file, before.encode(), after.encode()))
    return found


def _yaml(text: str, file: str, changes: list[ReturnedEdit], prefix: str) -> str:
    typed = [change for change in changes if change.value is not None and not change.key and not change.siblings]
    values = {place: str(change.value) for change in typed for place in (change.place, *change.repeated)}
    text = rewrite_scalars(text, file, values)
    text = _halved(text, [one for one in changes if one.siblings], partial(_with_groups, file=file, prefix=prefix))
    text = _halved(text, [change for change in changes if change.key], partial(_with_keys, file=file, prefix=prefix))
    return _halved(text, [change for change in changes if change.item], partial(_without, file=file, prefix=prefix))


def _halved(text: str, changes: list[ReturnedEdit], write: Callable[[str, list[ReturnedEdit]], str]) -> str:
    """Return the text with all changes written at once, or those of the later half first where that cannot be."""
    if not changes:
        return text
    try:
        return write(text, changes)
    except UnwritableError:
        if len(changes) == 1:
            raise
    changes, middle = sorted(changes, key=lambda change: change.place), len(changes) // 2
    refused: list[Place] = []
    for half in (changes[middle:], changes[:middle]):
        try:
            text = _halved(text, half, write)
        except UnwritableError as error:
            refused += error.places
    if refused:
        raise UnwritableError("、".join(map(str, refused)), refused)
    return text


def _with_keys(text: str, changes: list[ReturnedEdit], file: str, prefix: str) -> str:
    """Return the text with new keys of mappings; UnwritableError where anything else would read otherwise then."""
    wanted = {change.subject: str(change.value) for change in changes}
    refused = UnwritableError("、".join(wanted), (change.place for change in changes))
    before = _tree(text, file, prefix)
    mappings, manuscript = {entries.path: entries for entries in list_mappings(before.tree)}, Manuscript(text)
    above = {change.subject: mappings.get(change.subject.rpartition(".")[0]) for change in changes}
    if None in above.values():
        raise refused
    added = [manuscript.added(mapping, change.key) for change in changes if (mapping := above[change.subject])]
    by_place = groupby(sorted(added, key=lambda edit: edit.start), lambda edit: (edit.start, edit.end))
    with_keys, _ = apply_edits(text, [Edit(*spot, "".join(one.words for one in those)) for spot, those in by_place])
    scalars = {scalar.path: scalar for scalar in scalars_of(_tree(with_keys, file, prefix).tree).values()}
    if not wanted.keys() <= scalars.keys():
        raise refused
    after = rewrite_scalars(with_keys, file, {scalars[path].place: words for path, words in wanted.items()})
    again = _tree(after, file, prefix)
    left = [str(one) for one in scalars_of(again.tree).values() if one.path not in wanted]
    if again.findings or left != [str(one) for one in scalars_of(before.tree).values()]:
        raise refused
    return after


def _with_groups(text: str, changes: list[ReturnedEdit], file: str, prefix: str) -> str:
    """Return the text with groups spelled out that a word stood for; UnwritableError where more would change."""
    before = _values(text, file, prefix)
    groups = {change.subject.rpartition(".")[0]: change.siblings for change in changes}
    meant = {path: str(one) for path, one in before.items() if path not in groups}
    for group in groups.keys() & before.keys():
        meant |= {f"{group}.{key}": filler_of(before[group]) for key in groups[group]}
    spelled, _ = apply_edits(text, [spell_out(text, before[one], groups[one]) for one in groups if one in before])
    there = _values(spelled, file, prefix)
    wanted = {change.subject: str(change.value) for change in changes}
    refused = UnwritableError("、".join(wanted), (change.place for change in changes))
    if not wanted.keys() <= there.keys():
        raise refused
    after = rewrite_scalars(spelled, file, {there[path].place: words for path, words in wanted.items()})
    if {path: str(one) for path, one in _values(after, file, prefix).items()} != {**meant, **wanted}:
        raise refused
    return after


def _values(text: str, file: str, prefix: str) -> dict[str, Scalar]:
    """Return the scalars of a file by their paths."""
    return {one.path: one for one in scalars_of(_tree(text, file, prefix).tree).values()}


def _without(text: str, changes: list[ReturnedEdit], file: str, prefix: str) -> str:
    """Return the text without items of lists; UnwritableError where more or less would go with them."""
    before, gone = _tree(text, file, prefix), {change.item for change in changes}
    items = [entries for entries in list_mappings(before.tree) if entries.path in gone]
    after, _ = apply_edits(text, map(Manuscript(text).removed, items))
    left = [str(one) for one in scalars_of(before.tree).values() if gone.isdisjoint(_paths_above(one.path))]
    again = _tree(after, file, prefix)
    if len(items) < len(gone) or again.findings or [str(one) for one in scalars_of(again.tree).values()] != left:
        raise UnwritableError("、".join(sorted(gone)), (change.place for change in changes))
    return after


def _paths_above(path: str) -> Iterator[str]:
    """Yield the paths of all that holds a value."""
    while path := path.rpartition(".")[0]:
        yield path


def _tree(text: str, file: str, prefix: str) -> SourceText:
    return parse_yaml(text.replace("\r\n", "\n"), file, prefix)


def _markdown(text: str, changes: list[ReturnedEdit]) -> str:
    manuscript, end = Manuscript(text), "\r\n" if "\r\n" in text else "\n"
    edits = [_edit(manuscript, span, end) for change in changes for span in change.spans]
    by_spot = groupby(sorted(edits, key=lambda edit: (edit.start, edit.end)), lambda edit: (edit.start, edit.end))
    return apply_edits(text, [Edit(*spot, "".join(one.words for one in those)) for spot, those in by_spot])[0]


def _edit(manuscript: Manuscript, span: EditSpan, end: str) -> Edit:
    start = manuscript.offset(span.start)
    words = span.words.replace("\n", end)
    if start == len(manuscript.text) and words and not manuscript.text.endswith("\n"):
        words = end + words  # the last line had no end of its own
    return Edit(start, manuscript.offset(span.end), words)


@contextmanager
def stage_files(workspace: Workspace, year: int, files: Sequence[FileChange]) -> Iterator[Workspace]:
    """Yield a workspace beside the real one in which the files are changed already."""
    with work_folder() as folder:
        root = Path(folder)
        for one in (year - 1, year):
            if workspace.year(one).is_dir():
                shutil.copytree(workspace.year(one), root / "data" / str(one), symlinks=True, copy_function=_linked)
        for file in files:
            path = root / file.file
            path.unlink()
            path.write_bytes(file.after)
        yield replace(workspace, root=root, shared_templates=workspace.templates)


def _linked(source: str, target: str) -> None:
    # Not a symbolic link, which is refused among the evidence.
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another file system
        shutil.copyfile(source, target, follow_symlinks=False)
