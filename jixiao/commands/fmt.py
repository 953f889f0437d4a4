"""``make fmt``: brings a year's files to their canonical form and mends what is mechanical in their writing.

References of the report to indicators by their number become references by name, tags that an input method widened
become tags.

Nothing is written unless every file, read again, holds the same keys, the same figures, the same
comments, and the same texts but for the mends of ``mending``.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field

from jixiao.commands.fmt_layouts import Layout, list_described_layouts, make_layout
from jixiao.commands.schema import read_form_sets
from jixiao.errors import UsageError
from jixiao.findings import Finding, Place
from jixiao.glossary import term
from jixiao.model.data_files import ALL_FILES, ANNEX2, PROJECT, UNIT, project_file
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.render.tag_width import narrow_tags
from jixiao.source.canonical import Reword, write_canonical
from jixiao.source.comments import NotPlainError
from jixiao.source.decoding import SourceText, read_text, without_tabs
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml, parse_yaml
from jixiao.source.punctuation import bones, mend_punctuation
from jixiao.source.store import FileChange
from jixiao.source.tag_pattern import TAG
from jixiao.submission.form_set_names import has_described_sets
from jixiao.submission.references import Names, by_name, without_subscripts
from jixiao.submission.year_folder import list_linked_folders
from jixiao.submission.year_models import model_finder

# What Notepad leaves behind is read past and therefore mended: a BOM, tabs, hidden characters, look-alikes.
_MENDED_BY_READING = {"L004", "L005", "L006", "L021"}


class Formatting(Struct):
    """What would be changed; with findings, nothing may be. ``texts`` are the files as typed, by name."""

    changes: list[FileChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def plan_formatting(workspace: Workspace, year: int) -> Formatting:
    """Return what formatting a year's data and report would change; writes nothing. UsageError without data."""
    folder = workspace.year(year)
    if not folder.is_dir():
        raise UsageError(f"没有 {year} 年度的数据：{workspace.shown(folder)}/ 不存在。")
    if linked := list_linked_folders(workspace, year):
        return Formatting(findings=linked)
    if has_described_sets(workspace, year):
        described = list_described_layouts(workspace, year)
        layouts: Mapping[Path, Layout | None] = described.files
        formatting = Formatting(findings=described.findings)
    else:
        layouts, formatting = _layouts(workspace, year), Formatting()
    names, last_years = _indicator_names(folder), _indicator_names(workspace.year(year - 1))
    for path, layout in layouts.items():
        shown = workspace.shown(path)
        if layout is None:
            source = read_text(path, shown)
            after = _report_text(source, names, last_years)
        else:
            source = load_yaml(path, shown, "")
            after = _data_text(source, layout)
        formatting.findings += [finding for finding in source.findings if finding.code not in _MENDED_BY_READING]
        formatting.texts[shown] = source.typed
        if after is not None and source.data is not None and after.encode() != source.data:
            formatting.changes.append(FileChange(path, shown, source.data, after.encode()))
    return formatting


def _layouts(workspace: Workspace, year: int) -> dict[Path, Layout | None]:
    """Return a year's files, each with its layout; None for those of the report."""
    folder, model_of = workspace.year(year), model_finder(workspace, year)
    system = _indicator_system(workspace, folder)
    files = [file.name for file in ALL_FILES if file.formatted and file is not PROJECT]
    known = {folder / name: make_layout(model_of(name), system) for name in files}
    project = make_layout(model_of(project_file(1, "any")), system)
    projects = dict.fromkeys(sorted((folder / "projects").glob("[0-9]*.yaml")), project)
    report = dict.fromkeys(sorted((folder / "report").glob("*.md")))
    # What is there but no file, a link above all, is told when it is read.
    return {path: layout for path, layout in {**known, **projects, **report}.items() if os.path.lexists(path)}


# data


def _data_text(source: SourceText, layout: Layout) -> str | None:
    """Return a data file's canonical text; None, with a finding in the source, where it cannot be had for sure."""
    if source.tree is None or any(finding.code not in _MENDED_BY_READING for finding in source.findings):
        return None
    if isinstance(source.tree, Entries) and not source.tree:  # {}: a form in which nothing is to be filled in
        return source.text
    order, reword = layout.order, layout.reword
    try:
        text, _ = without_tabs(SourceText(source.file, source.text))
        after = write_canonical(text, order, reword)
    except NotPlainError:
        found = "YAML 的写法特殊（如“---”、多行的键），没有整理"
    else:
        again = parse_yaml(after, source.file, "")
        same = not again.findings and _same(source.tree, again.tree, (), reword)
        if same and _comments(text) == _comments(after) and write_canonical(after, order, reword) == after:
            return after
        found = "整理后读出的内容与原来不同，没有整理"
    remedy = "照其他数据文件的写法改写，再运行 make fmt。"
    source.report(Place(source.file), ("F001", found, "普通的“键: 值”写法", remedy))
    return None


def _comments(text: str) -> tuple[Counter[str], int]:
    lines = (line.strip() for line in text.split("\n"))
    return Counter(line for line in lines if line.startswith("#")), text.count("#")


def _same(before: object, after: object, path: tuple[str, ...], reword: Reword) -> bool:
    """Return whether two trees hold the same keys and values, texts up to the mends."""
    if isinstance(before, Entries) and isinstance(after, Entries):
        return before.keys() == after.keys() and all(
            _same(before[key], after[key], (*path, key), reword) for key in before
        )
    if isinstance(before, Items) and isinstance(after, Items):
        return len(before) == len(after) and all(
            _same(one, other, path, reword) for one, other in zip(before, after, strict=True)
        )
    if isinstance(before, Scalar) and isinstance(after, Scalar):
        plain = "\n".join(line.rstrip() for line in before.split("\n")).strip()
        return (after == reword(path, plain) and bones(before) == bones(after)) and before.null == after.null
    return False


def _indicator_system(workspace: Workspace, folder: Path) -> dict[str, list[str]]:
    """Return level-1 indicators with their level-2 ones in the form set's order; {} where it cannot be read."""
    unit = load_yaml(folder / UNIT.name, "", "").tree
    name = unit.get(term("form_set")) if isinstance(unit, Entries) else None
    form_set = read_form_sets(workspace).get(str(name))
    levels = form_set.indicator_system if form_set else ()
    return {str(level.name): [str(text) for text in level.level2] for level in levels}


# the report


def _indicator_names(folder: Path) -> Names:
    """Return the words of the year's indicators by form and levels, as they stand after mending."""
    forms = {term("annex2"): folder / ANNEX2.name}
    for path in sorted((folder / "projects").glob("[0-9]*.yaml")):
        forms[f"{term('projects')}.{path.stem.partition('-')[2]}"] = path
    return {form: _listed_names(load_yaml(path, "", "").tree) for form, path in forms.items()}


def _listed_names(tree: object) -> Mapping[tuple[str, str], list[str]]:
    return {
        (level1, level2): [_level3(item) for item in items]
        for level1, below in _entries(tree.get(term("indicators")) if isinstance(tree, Entries) else None)
        for level2, items in _entries(below)
        if isinstance(items, Items)
    }


def _entries(tree: object) -> Iterable[tuple[str, object]]:
    return tree.items() if isinstance(tree, Entries) else ()


def _level3(item: object) -> str:
    words = item.get(term("level3")) if isinstance(item, Entries) else None
    return "".join(mend_punctuation(line) for line in words.split("\n")) if isinstance(words, Scalar) else ""


# What is no prose: tags of the template, code, escapes, targets of links, addresses.
_PROTECTED = compile_late(rf"{TAG}|`[^`\n]*`|\\.|\]\([^()\n]*\)|(?<![a-z])[a-z]+://[^\s）)]+")
_TAGS = compile_late(TAG, re.DOTALL)
_SHIELD = "\ufdd0"
_NO_NAMES: Names = MappingProxyType({})


def _report_text(source: SourceText, names: Names = _NO_NAMES, last_years: Names = _NO_NAMES) -> str | None:
    """Return a report file's text with the mends made; None, with a finding in the source, where it is not sure."""
    if not source.text.strip() or any(finding.code not in _MENDED_BY_READING for finding in source.findings):
        return None
    typed = narrow_tags(source.text)
    before = by_name(typed, names, last_years)
    after = _mended_report(before)
    tags = _TAGS.findall(before) == _TAGS.findall(after)
    tags = tags and without_subscripts(typed) == without_subscripts(before)
    same = tags and _PROTECTED.findall(before) == _PROTECTED.findall(after) and bones(before) == bones(after)
    if not same or _mended_report(by_name(after, names, last_years)) != after:
        words = "F001", "整理后内容与原来不同，没有整理", "普通的正文", "按各条提示手工修改。"
        source.report(Place(source.file), words)
        return None
    return after


def _mended_report(text: str) -> str:
    return "\n".join(_mended_line(line.rstrip()) for line in text.rstrip().split("\n")) + "\n"


def _mended_line(line: str) -> str:
    if line.lstrip().startswith(("|", ":::", "```")) or _SHIELD in line:
        return line
    shielded = _PROTECTED.findall(line)
    marks = re.match(r"\s*(#{1,6})\s+", line)
    head = f"{marks[1]} " if marks else ""
    parts = iter(shielded)
    bare = _PROTECTED.sub(_SHIELD, line[marks.end() :] if marks else line)
    return head + re.sub(_SHIELD, lambda _: next(parts), mend_punctuation(bare))
