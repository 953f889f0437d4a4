"""The projects of a filed package: their forms, their lines in Annex 1, their lasting identifiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import NOT_FILED, Leaf, Tree, line, tree_of
from jixiao.importing.indicator_tables import in_order, indicators
from jixiao.importing.outlays import Identifiers, OutlayLine, match
from jixiao.importing.print_comparison import FiledPrint
from jixiao.importing.table_reader import Instance, SeenValue
from jixiao.model.formset import FormSet
from jixiao.model.project import Project

_OWN = "本项目"


class FiledProject(Struct):
    """A project: its number, identifier, name, its filed form (None where only Annex 1 names it), its line there."""

    number: int
    identifier: str
    name: str
    instance: Instance | None
    line: OutlayLine | None = None

    @property
    def file(self) -> str:
        """Its data file in the folder of the year."""
        return f"projects/{self.number:02d}-{self.identifier}.yaml"


def filed_projects(
    instances: Sequence[Instance], lines: Sequence[OutlayLine], identifiers: Identifiers
) -> list[FiledProject]:
    """Return the projects by number: those with forms in the order filed, then those that only Annex 1 names.

    A project of last year that has ended is none of this year's; its line is told its identifier all the same.
    """
    found: list[FiledProject] = []
    ended = [one for one in lines if one.ended]
    free = [one for one in lines if not one.is_class and not one.ended]
    for number, instance in enumerate(instances, start=1):
        seen = instance.seen.get(f"{_OWN}.{term('name')}")
        name = line(seen.text) if seen else ""
        own = match(name, [one.name for one in free]) if name else None
        outlay = next((one for one in free if one.name == own), None)
        free = [one for one in free if one is not outlay]
        found.append(
            FiledProject(
                number,
                identifier=identifiers.of(name or f"p{number}", number),
                name=name,
                instance=instance,
                line=outlay,
            )
        )
    for outlay in free:
        number = len(found) + 1
        found.append(
            FiledProject(
                number, identifier=identifiers.of(outlay.name, number), name=outlay.name, instance=None, line=outlay
            )
        )
    for one in found:
        if one.line is not None:
            one.line.identifier, one.line.number = one.identifier, one.number
    _name_ended(ended, found, identifiers)
    return found


def _name_ended(ended: Sequence[OutlayLine], projects: Sequence[FiledProject], identifiers: Identifiers) -> None:
    """Tell the lines of last year's projects who they are: one that has only moved is also this year's."""
    present = {one.name: one.identifier for one in projects}
    for number, outlay in enumerate(ended, start=len(projects) + 1):
        same = match(outlay.name, list(present))
        outlay.moved, outlay.number = same is not None, number
        outlay.identifier = present[same] if same else identifiers.of(outlay.name, number)


def project_tree(
    one: FiledProject, instance: Instance, lines: Sequence[OutlayLine], form_set: FormSet, unit: str
) -> tuple[Tree, list[SeenValue]]:
    """Return the data of a project with a form, and the rows of its indicators that fit nowhere."""
    seen = dict(instance.seen)
    total = f"{_OWN}.{term('total_score')}.{term('deviation')}"
    if total in seen:
        seen[f"{_OWN}.{term('total_deviation')}"] = seen[total]
    entered = tree_of(Project, lambda path: seen.get(f"{_OWN}.{path}"))
    implementer = seen.get(f"{_OWN}.{term('implementer')}")
    told = indicators(instance.rows.get(f"{_OWN}.{term('indicator_rows')}", []), form_set)
    tree: Tree = {term("name"): entered[term("name")], term("supervisor"): entered[term("supervisor")]}
    if implementer and line(implementer.text) not in ("", unit):
        tree[term("implementer")] = Leaf(line(implementer.text), implementer)
    tree[term("outlay_class")] = (
        Leaf(one.line.outlay_class, one.line.values.get(term("name")))
        if one.line and one.line.outlay_class
        else NOT_FILED
    )
    if position := _position(one, lines):
        tree[term("annex1_position")] = Leaf(str(position))
    tree |= {term(name): entered[term(name)] for name in ("funds", "goals")}
    tree[term("indicators")] = in_order(told.tree, form_set)
    tree[term("total_deviation")] = entered[term("total_deviation")]
    return tree, told.left


def _position(one: FiledProject, lines: Sequence[OutlayLine]) -> int | None:
    """Return the project's place in its class where Annex 1 does not go by numbers; None where it does."""
    if one.line is None:
        return None
    members = (other for other in lines if not other.is_class and not other.ended)
    inside = [other for other in members if other.outlay_class == one.line.outlay_class]
    numbers = [other.number for other in inside]
    return inside.index(one.line) + 1 if numbers != sorted(numbers) else None


def filed_values(one: FiledProject, instance: Instance, form_set: FormSet, label: str) -> Iterator[FiledPrint]:
    """Yield what a project's form says in each place that is printed."""
    root = f"{term('projects')}.{one.identifier}"
    for path, seen in instance.seen.items():
        yield FiledPrint(label, path.replace(_OWN, root, 1) if path.startswith(f"{_OWN}.") else path, 1, seen)
    told = indicators(instance.rows.get(f"{_OWN}.{term('indicator_rows')}", []), form_set)
    yield from (FiledPrint(label, f"{root}.{term('indicators')}.{path}", 1, seen) for path, seen in told.seen.items())


def filed_lines(lines: Sequence[OutlayLine], label: str) -> Iterator[FiledPrint]:
    """Yield what the lines of Annex 1 below 项目支出 say."""
    for one in lines:
        root = f"{term('annex1')}.{term('project_outlay')}.{one.key}"
        for name in ("prior_final", "budget", "final"):
            if term(name) in one.values:
                yield FiledPrint(label, f"{root}.{term(name)}", 1, one.values[term(name)])
        if not (one.is_class or one.ended):
            seen = replace(one.values[term("name")], text=one.name)
            yield FiledPrint(label, f"{term('projects')}.{one.identifier}.{term('name')}", 1, seen)
