"""The made years on the shipped sets, and their forms filled in with what is typed there and no more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from msgspec import Struct

from jixiao.forms.load_sets import load_described_sets
from jixiao.importing.documents import Document
from jixiao.importing.word_documents import read_word
from jixiao.model.form_description import FormDescription, Role
from jixiao.paths import Workspace
from jixiao.render.patching import FormTemplate
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from tests.support.project import ROOT

MADE_YEARS = ROOT / "tests" / "data" / "described"
_LEVELS = (Role.LEVEL1, Role.LEVEL2)


class TypedForm(Struct):
    """One data file of a made year: its form, the texts typed in it by path, the form filled in with them."""

    form: FormDescription
    texts: dict[str, str]
    document: Document


def made_year(name: str) -> Path:
    """Return the folder of the made year on a set."""
    (folder,) = (MADE_YEARS / name / "data").iterdir()
    return folder


def typed_forms(name: str) -> list[TypedForm]:
    """Return the data files of the made year on a set, in the order of the set's forms."""
    described = load_described_sets(Workspace(ROOT), [name])[name].described
    assert described is not None
    year = made_year(name)
    found = []
    for form in described.description.forms:
        path = year / name / str(form.source_file)
        for file in [path] if path.is_file() else sorted(path.glob("*.yaml")):
            tree = plain(parse_yaml(file.read_text(encoding="utf-8"), file.name, "").tree)
            template = ROOT / "templates" / name / str(form.template)
            filled = _filled(template, _with_merges(tree, form), int(year.name))
            found.append(TypedForm(form, dict(_texts(tree, form)), read_word(file.name, filled)))
    return found


def plain(node: object) -> Any:
    """Return a tree of YAML as mappings, lists and texts."""
    if isinstance(node, Entries):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, Items):
        return [plain(one) for one in node]
    return str(node) if isinstance(node, Scalar) and not node.null else ""


def _filled(template: Path, tree: Any, year: int) -> bytes:
    environment = jinja2.Environment(undefined=jinja2.ChainableUndefined, autoescape=True)
    document = FormTemplate(io.BytesIO(template.read_bytes()))
    document.render({**tree, "年度": year, "上年度": year - 1}, environment)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _with_merges(tree: Any, form: FormDescription) -> Any:
    for path, described in form.lists.items():
        levels = [name for name, field in described.fields.items() if field.role in _LEVELS]
        for before, row in _pairs(tree, path):
            for number, name in enumerate(levels):
                row[f"{name[:2]}首行"] = _is_new(row, before, levels[: number + 1])
                row[f"{name[:2]}分值"] = 0
    return tree


def _is_new(row: dict[str, Any], before: dict[str, Any], levels: list[str]) -> bool:
    return not before or any(row[level] != before[level] for level in levels)


def _pairs(tree: Any, path: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for step in path.split("."):
        tree = tree.get(step, {})
    before: dict[str, Any] = {}
    for row in tree:
        yield before, row
        before = row


def _texts(tree: Any, form: FormDescription, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts typed by path; a level that goes on from the row above is printed once."""
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _texts(value, form, here)
        elif isinstance(value, list):
            for number, row in enumerate(value, start=1):
                goes_on = [f"{name[:2]}指标" for name, new in row.items() if name.endswith("首行") and new is False]
                shown = {name: one for name, one in row.items() if name not in goes_on and isinstance(one, str)}
                yield from _texts(shown, form, f"{here}[{number}]")
        elif value:
            yield here, value
