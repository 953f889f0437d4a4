"""What filed forms say of the unit, whose file has it once: the first that says anything, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jixiao.findings import quoted
from jixiao.forms.described_set import DescribedForm
from jixiao.glossary import term
from jixiao.importing.form_recognition import RecognisedForm
from jixiao.model.data_files import UNIT
from jixiao.model.form_roles import Role
from jixiao.paths import Workspace
from jixiao.source.nodes import Entries, Scalar, load_yaml

_GIVEN = f"{term('unit')}."
Forms = Iterable[tuple[DescribedForm, RecognisedForm]]


class StatedOfUnit(Struct, frozen=True):
    """A text that says something of the unit: under which key of its file, what, and where.

    ``kept`` is whether the form's own file has it where it differs from the unit's.
    """

    key: str
    text: str
    where: str
    kept: bool = False


def list_stated(forms: Forms) -> list[StatedOfUnit]:
    """Return what forms say of the unit in order; names in a field that is the unit's by its role come last."""
    drawn: list[StatedOfUnit] = []
    named: list[StatedOfUnit] = []
    for form, recognised in forms:
        names = {field.path for field in form.by_role(Role.UNIT_NAME)}
        for cell in recognised.reading.read:
            kept = cell.path in form.fields and form.fields[cell.path].is_entered
            where = f"{recognised.file} {cell.place}"
            if key := key_of_unit(form, cell.path):
                drawn.append(StatedOfUnit(key, cell.written, where, kept))
            elif cell.path in names:
                named.append(StatedOfUnit(term("unit_name"), cell.written, where, kept))
    return drawn + named


def key_of_unit(form: DescribedForm, path: str) -> str:
    """Return the key of the unit's file that a field prints, "" for any other."""
    source = path if path.startswith(_GIVEN) else ""
    if path in form.fields:
        source = str(form.fields[path].description.drawn_from or source)
    return source.removeprefix(_GIVEN) if source.startswith(_GIVEN) else ""


def first_stated(stated: Iterable[StatedOfUnit], unit_name: str) -> dict[str, StatedOfUnit]:
    """Return what is first said, by keys of the unit's file; the name asked for goes before."""
    key = term("unit_name")
    found = {key: StatedOfUnit(key, unit_name, "--unit")} if unit_name else {}
    for one in stated:
        found.setdefault(one.key, one)
    return found


def read_stated(workspace: Workspace, year: int) -> dict[str, StatedOfUnit]:
    """Return what the unit's file of a year says, by its keys; {} where there is none or it cannot be read."""
    path = workspace.year(year) / UNIT.name
    if not path.is_file() or path.is_symlink():
        return {}
    shown = workspace.shown(path)
    tree = load_yaml(path, shown, "").tree
    texts = tree.items() if isinstance(tree, Entries) else ()
    return {str(key): StatedOfUnit(str(key), text.strip(), shown) for key, text in texts if isinstance(text, Scalar)}


def list_conflicts(forms: Forms, said: Mapping[str, StatedOfUnit]) -> list[str]:
    """Return in words what forms say of the unit otherwise than its file, and what so stands in no file."""
    return [*_conflicts(forms, said)]


def _conflicts(forms: Forms, said: Mapping[str, StatedOfUnit]) -> Iterator[str]:
    for one in list_stated(forms):
        first = said.get(one.key)
        if not one.kept and first is not None and first.text != one.text:
            texts = quoted(one.text), quoted(first.text)
            yield f"{one.where} 的“{one.key}”是{texts[0]}，与 {first.where} 的{texts[1]}不同，没有写入。"
