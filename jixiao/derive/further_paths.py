"""The paths of a year with what its form set asks for beside (further.yaml): what stands there, what formulas give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from jixiao.derive.further_records import Value
from jixiao.derive.naming import list_cells
from jixiao.figures import Figure, Formula
from jixiao.findings import Finding, finding_at
from jixiao.forms.described_set import FormField
from jixiao.glossary import nearest, template_name, term
from jixiao.model.field_patterns import ANY, best_patterns, list_above, match_pattern
from jixiao.model.further_fields import FurtherFields

_UNKNOWN, _KIND = "B002", "B004"


class FurtherPaths(Struct, frozen=True):
    """What stands at the paths of a year: the program's cells, the further fields, and formulas by their targets.

    ``known`` are all paths as templates write them, ``targets`` says by the path of a value which formula gives it.
    """

    cells: Mapping[str, Value]
    fields: Mapping[str, FormField]
    known: Mapping[str, str]
    targets: Mapping[str, str]
    findings: tuple[Finding, ...]

    def matching(self, written: str) -> list[str]:
        """Return the paths that a written one means, several where it holds ``*``."""
        normal = normal_path(written)
        if ANY not in normal.split("."):
            return [self.known[normal]] if normal in self.known else []
        return [path for one, path in self.known.items() if match_pattern(normal, one) is not None]

    def nearest(self, written: str) -> str | None:
        """Return the path most like a written one; None where none is."""
        return nearest(written, self.known.values(), cutoff=0.6)


def normal_path(path: str) -> str:
    """Return a path as templates and formulas may write it: without the punctuation of terms."""
    return ".".join(step if step == ANY else template_name(step) for step in path.split("."))


def find_paths(further: FurtherFields, groups: Mapping[str, Any]) -> FurtherPaths:
    """Return the paths of named groups of a dossier with those of further fields, and what is wrong with targets."""
    cells = {path: value for name in groups for path, value in list_cells(groups[name], term(name))}
    fields = _expand(further, cells)
    known = {normal_path(path): path for path in (*cells, *fields)}
    written = {normal_path(target): target for target in further.formulas}
    met = {path: written[one] for normal, path in known.items() for one in best_patterns(written, normal)[:1]}
    targets = {path: one for path, one in met.items() if path in fields or _may_be_given(path, cells[path])}
    findings = (
        *_unmet_findings(further, fields),
        *_taken_findings(further, [one for path, one in fields.items() if path not in targets], cells),
        *_target_findings(further, met, targets, cells),
        *_late_findings(further, cells, targets),
    )
    return FurtherPaths(cells, fields=fields, known=known, targets=targets, findings=findings)


def _expand(further: FurtherFields, cells: Mapping[str, Value]) -> dict[str, FormField]:
    """Return the further fields by their paths in the year, in their order.

    ``*`` stands for each group that is there or that another field makes, so those with fewer of them go first.
    """
    tree: dict[str, Any] = {}
    for path in cells:
        inner = tree
        for step in path.split(".")[:-1]:
            inner = inner.setdefault(step, {})
    found: dict[str, str] = {}
    order = list(further.fields)
    for pattern in sorted(order, key=lambda one: one.split(".").count(ANY)):
        for steps in _ways(tree, pattern.split(".")):
            found.setdefault(".".join(steps), pattern)
    ways = sorted(found.items(), key=lambda way: order.index(way[1]))
    return {path: FormField(path, pattern, further.fields[pattern]) for path, pattern in ways}


def _ways(tree: dict[str, Any], steps: list[str]) -> Iterator[list[str]]:
    """Yield the ways that a pattern stands for; where only names are left, the groups they are of are put in."""
    step, *rest = steps
    if not rest:
        yield [step]
        return
    if ANY not in steps:
        tree.setdefault(step, {})
    for key in [*tree] if step == ANY else [step]:
        if key in tree:
            yield from ([key, *way] for way in _ways(tree[key], rest))


def _may_be_given(path: str, value: Value) -> bool:
    """Return whether a formula may give what the program reckons: in Annex 1, on which no score hangs."""
    return path.startswith(f"{term('annex1')}.") and _is_reckoned(value)


def _is_reckoned(value: Value) -> bool:
    return isinstance(value, Figure) and not value.entered


def _unmet_findings(further: FurtherFields, fields: Mapping[str, FormField]) -> Iterator[Finding]:
    for pattern in further.fields:
        if not any(match_pattern(pattern, path) is not None for path in fields):
            message = "B016", f"增加的项“{pattern}”：没有它所在的一组", "有的一组，如 附件1.公用经费", "核对路径。"
            yield finding_at(further.place_of(pattern), message, subject=pattern)


def _taken_findings(further: FurtherFields, typed: list[FormField], cells: Mapping[str, Value]) -> Iterator[Finding]:
    """Yield what is asked to be typed where the program has a figure or a group: only one of them would be printed."""
    groups = {above for path in cells for above in list_above(path)}
    for path, pattern in ((one.path, one.pattern) for one in typed):
        if path in cells or path in groups:
            what = "程序已经有这一项" if path in cells else "程序里它是一组，不是一个数"
            remedy = "改名；要改它的算法，只写“公式”。" if path in cells else "写到组里的一项为止。"
            message = "B016", f"增加的项“{path}”：{what}", "本来没有的一项", remedy
            yield finding_at(further.place_of(pattern), message, subject=pattern, seen=(path,))


def _target_findings(
    further: FurtherFields, met: Mapping[str, str], targets: Mapping[str, str], cells: Mapping[str, Value]
) -> Iterator[Finding]:
    for target, text in further.formulas.items():
        paths = [path for path, one in met.items() if one == target]
        if not paths:
            guess = nearest(target, [*cells, *met], cutoff=0.6)
            remedy = f"是否应为“{guess}”？" if guess else "改成有的一项，或在“各项”里写上它。"
            message = _UNKNOWN, f"公式：没有“{target}”", "表上的一个数", remedy
            yield finding_at(text.place, message, subject=target)
        for path in [path for path in paths if path not in targets][:1]:
            what = "是程序算的，不另写公式" if _is_reckoned(cells[path]) else "是填写的，不能计算"
            message = _KIND, f"公式：“{path}”{what}", "增加的一项，或附件1里程序算的一项", "删去这个公式。"
            yield finding_at(text.place, message, subject=target)


def _late_findings(further: FurtherFields, cells: Mapping[str, Value], targets: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the program reckons from a figure that a formula gives now: it would rest on the program's own."""
    replaced = {id(cells[path]): path for path in targets if path in cells}
    for path, value in cells.items():
        operands = value.origin.operands if isinstance(value, Figure) and isinstance(value.origin, Formula) else ()
        for base in [replaced[id(one)] for one in operands if id(one) in replaced and path not in targets][:1]:
            message = "B016", f"公式改了“{base}”的算法，“{path}”由它算出", "也写明怎样算", f"在“公式”里也写上“{path}”。"
            yield finding_at(further.formulas[targets[base]].place, message, subject=path)
