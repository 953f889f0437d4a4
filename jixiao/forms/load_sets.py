"""Loads described form sets: descriptions and templates read, formulas bound, all that is wrong said at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.package import BadPackage
from jixiao.findings import Finding, finding_at, in_reading_order, is_blocking
from jixiao.forms.described_set import (
    BoundFormula,
    BoundTie,
    DescribedForm,
    DescribedSet,
    expand_fields,
    expand_lists,
    shifted,
)
from jixiao.forms.description_places import DescriptionPlaces
from jixiao.forms.formula import parse_formula
from jixiao.forms.formula_checks import check_formulas, formula_finding
from jixiao.forms.formula_tree import FormulaFault
from jixiao.forms.set_checks import check_set
from jixiao.forms.tag_checks import check_tags
from jixiao.forms.template_tags import TemplateTags, read_template_tags
from jixiao.glossary import nearest, term
from jixiao.model.field_patterns import best_patterns, match_pattern
from jixiao.model.form_description import Description, FormDescription
from jixiao.paths import Workspace
from jixiao.source.decoding import SourceText
from jixiao.source.regular_file import MAX_DOCUMENT, ReadFault, UnreadableFile, read_regular
from jixiao.submission.form_set_names import DESCRIPTION
from jixiao.submission.validate import read_record


class SetReading(Struct, frozen=True):
    """What loading one set gave: the set (None where its description cannot be read), all findings, the file read."""

    described: DescribedSet | None
    findings: tuple[Finding, ...]
    source: SourceText

    @property
    def is_sound(self) -> bool:
        """Whether forms can be filled in and reckoned by it."""
        return self.described is not None and not is_blocking(self.findings)


def list_described_sets(workspace: Workspace) -> list[str]:
    """Return the names of the form sets that are described."""
    return sorted(path.parent.name for path in workspace.templates.glob(f"*/{DESCRIPTION}"))


def load_described_sets(workspace: Workspace, names: Iterable[str]) -> dict[str, SetReading]:
    """Return the sets of these names; formulas may lead from one to another of them, and nowhere else."""
    loaded = {name: _load(workspace, name) for name in names}
    late = check_formulas({name: one.described for name, one in loaded.items() if one.described is not None})
    readings = {}
    for name, one in loaded.items():
        findings = tuple(in_reading_order([*one.findings, *late.get(name, ())]))
        readings[name] = SetReading(one.described, findings, one.source)
    return readings


def _load(workspace: Workspace, name: str) -> SetReading:
    path = workspace.form_set(name) / DESCRIPTION
    source, description = read_record(path, workspace.shown(path), "", Description)
    if description is None or source.findings:
        return SetReading(None, tuple(source.findings), source)
    loader = _SetLoader(workspace, name, source)
    return SetReading(loader.described(description), tuple(loader.findings), source)


class _SetLoader:
    """Loads one set whose description is well-formed."""

    def __init__(self, workspace: Workspace, name: str, source: SourceText) -> None:
        self.workspace = workspace
        self.name = name
        self.folder = workspace.shown(workspace.form_set(name))
        self.source = source
        self.places = DescriptionPlaces(source)
        self.findings: list[Finding] = []

    def described(self, description: Description) -> DescribedSet:
        forms = (self._form(one, number) for number, one in enumerate(description.forms))
        described = DescribedSet(self.name, self.folder, description, {form.name: form for form in forms})
        self.findings += check_set(described, self.places)
        return described

    def _form(self, description: FormDescription, number: int) -> DescribedForm:
        tags = self._tags(description, number)
        bare = DescribedForm(
            description,
            number,
            fields=expand_fields(description.fields, tags or TemplateTags()),
            lists=expand_lists(description.lists),
            tags=tags or TemplateTags(),
        )
        form = replace(bare, formulas=self._formulas(bare), ties=tuple(self._ties(bare)))
        if tags is not None:
            self.findings += check_tags(form, f"{self.folder}/{description.template}", self.places)
        return form

    def _tags(self, description: FormDescription, number: int) -> TemplateTags | None:
        path = self.workspace.form_set(self.name) / description.template
        try:
            return read_template_tags(read_regular(path, MAX_DOCUMENT))
        except UnreadableFile as error:
            why = "不存在" if error.fault is ReadFault.MISSING else f"读不了：{error.words}"
        except BadPackage as error:
            why = f"打不开：{error}"
        shown = self.workspace.shown(path)
        message = "B010", f"模板 {shown} {why}", "Word 或 WPS 存成的 .docx", "放上模板，或改正“模板”里的文件名。"
        self.findings.append(finding_at(self.places.key(number, term("template")), message, subject=shown))
        return None

    def _formulas(self, form: DescribedForm) -> dict[str, BoundFormula]:
        """Return the formulas by the paths of what they give; the more exact target goes before a pattern."""
        targets = form.description.formulas
        bound: dict[str, BoundFormula] = {}
        trees = {target: one for target, text in targets.items() if (one := self._parsed(form, target, text))}
        met = set()
        for path, field in form.all_fields.items():
            for target in best_patterns(targets, path)[:1]:
                met.add(target)
                if not field.is_number:
                    self._report_target(form, target, f"“{path}”是{field.description.kind}，不能计算", "B004")
                elif target in trees:
                    bound[path] = replace(trees[target], target=path, stars=match_pattern(target, path) or ())
        for target in targets:
            if target not in met and not self._untold(form, target):
                self._report_target(form, target, f"表里没有“{target}”", "B002")
        return bound

    def _untold(self, form: DescribedForm, target: str) -> bool:
        """Return whether a target is not there only because the template, which has its finding, could not be read."""
        return not form.tags.values and bool(best_patterns(form.description.fields, target))

    def _ties(self, form: DescribedForm) -> Iterator[BoundTie]:
        for number, tie in enumerate(form.description.ties):
            keys = term("ties"), number
            left = self._parsed(form, str(tie.name), tie.left, (*keys, term("left")))
            right = self._parsed(form, str(tie.name), tie.right, (*keys, term("right")))
            if left and right:
                yield BoundTie(tie, left, right)

    def _parsed(
        self, form: DescribedForm, target: str, text: str, keys: tuple[str | int, ...] = ()
    ) -> BoundFormula | None:
        place = self.places.value(form.number, *(keys or (term("formulas"), target)))
        try:
            return BoundFormula(target, parse_formula(text), stars=(), text=text, place=place)
        except FormulaFault as fault:
            self.findings.append(formula_finding(f"{form.name}.{target}", shifted(place, fault.offset), fault))
            return None

    def _report_target(self, form: DescribedForm, target: str, found: str, code: str) -> None:
        guess = nearest(target, form.all_fields, cutoff=0.6)
        remedy = f"是否应为“{guess}”？" if guess and guess != target else "改成表里的一个数，或删去这个公式。"
        place = self.places.key(form.number, term("formulas"), target)
        message = code, f"公式：{found}", "表里的一个数", remedy
        self.findings.append(finding_at(place, message, subject=f"{form.name}.{target}"))
