"""Changes as new contents of files, and the proof that they come to what was meant and to nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from jixiao.paths import Workspace
from jixiao.reconcile.edits import EditSpan, ReturnedEdit
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import parse_yaml
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.rewrite import Edit, Manuscript, apply_edits
from jixiao.source.scalar_text import UnwritableError, list_mappings, rewrite_scalars, scalars_of
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
    typed = [change for change in changes if change.value is not None and not change.key]
    values = {place: str(change.value) for change in typed for place in (change.place, *change.repeated)}
    text = rewrite_scalars(text, file, values)
    for change in (one for one in changes if one.key):
        text = _with_key(text, file, prefix, change)
    for item in sorted((change.item for change in changes if change.item), reverse=True):
        text = _without(text, file, item, prefix)
    return text


def _with_key(text: str, file: str, prefix: str, change: ReturnedEdit) -> str:
    """Return the text with a new key of a mapping; UnwritableError where anything else would read otherwise then."""
    above, _, _ = change.subject.rpartition(".")
    before = _tree(text, file, prefix)
    mapping = next((entries for entries in list_mappings(before.tree) if entries.path == above), None)
    if mapping is None:
        raise UnwritableError(change.subject)
    with_key, _ = apply_edits(text, [Manuscript(text).added(mapping, change.key)])
    scalars = {scalar.path: scalar for scalar in scalars_of(_tree(with_key, file, prefix).tree).values()}
    if change.subject not in scalars:
        raise UnwritableError(change.subject)
    after = rewrite_scalars(with_key, file, {scalars[change.subject].place: str(change.value)})
    again = _tree(after, file, prefix)
    left = [str(one) for one in scalars_of(again.tree).values() if one.path != change.subject]
    if again.findings or left != [str(one) for one in scalars_of(before.tree).values()]:
        raise UnwritableError(change.subject)
    return after


def _without(text: str, file: str, path: str, prefix: str) -> str:
    """Return the text without an item of a list; UnwritableError where more or less would go with it."""
    before = _tree(text, file, prefix)
    item = next((entries for entries in list_mappings(before.tree) if entries.path == path), None)
    if item is None:
        raise UnwritableError(path)
    after, _ = apply_edits(text, [Manuscript(text).removed(item)])
    left = [str(scalar) for scalar in scalars_of(before.tree).values() if not scalar.path.startswith(f"{path}.")]
    again = _tree(after, file, prefix)
    if again.findings or [str(scalar) for scalar in scalars_of(again.tree).values()] != left:
        raise UnwritableError(path)
    return after


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
