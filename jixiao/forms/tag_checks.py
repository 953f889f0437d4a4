"""A form's description against its template: every tag has its field, every field its tag, every cell its value."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jixiao.findings import Finding, Message, Place, Severity, finding_at
from jixiao.forms.described_set import GIVEN, GIVEN_OF_ROWS, DescribedForm
from jixiao.forms.description_places import DescriptionPlaces
from jixiao.forms.formula_tree import list_references
from jixiao.forms.template_tags import TemplateTag
from jixiao.glossary import nearest, term
from jixiao.model.field_patterns import best_patterns, last_step, parent
from jixiao.model.form_roles import Owner


def check_tags(form: DescribedForm, template: str, places: DescriptionPlaces) -> Iterator[Finding]:
    """Yield where description and template do not go together; ``template`` is how messages name it."""
    yield from _undescribed(form, template)
    yield from _unknown_loops(form, template)
    yield from _doubtful(form, template)
    yield from _unprinted(form, places)


def _undescribed(form: DescribedForm, template: str) -> Iterator[Finding]:
    first_of = {tag.path: tag for tag in reversed(form.tags.values)}
    for path, tag in reversed(first_of.items()):
        if (tag.within not in form.lists and tag.within) or _is_known(form, tag):
            continue
        known = list(form.lists[tag.within].columns) if tag.within else list(form.description.fields)
        guess = nearest(last_step(path) if tag.within else path, known, cutoff=0.6)
        advice = f"标记是否应为“{guess}”？是新的一项的，" if guess and "*" not in guess else ""
        remedy = f"{advice}在 description.yaml 的“各项”里写上它是什么。"
        message = "B005", f"{tag.spoken}：标记“{path}”，表样说明里没有这一项", "说明里有的一项", remedy
        yield finding_at(Place(template), message, subject=f"{form.name}.{path}", seen=(path,))


def _is_known(form: DescribedForm, tag: TemplateTag) -> bool:
    given = last_step(tag.path) in GIVEN_OF_ROWS if tag.within else tag.path.partition(".")[0] in GIVEN
    return given or tag.path in form.all_fields


def _unknown_loops(form: DescribedForm, template: str) -> Iterator[Finding]:
    for loop in form.tags.loops:
        if loop.path not in form.lists:
            guess = nearest(loop.path, form.lists)
            remedy = f"是否应为“{guess}”？" if guess else "在 description.yaml 的“列表”里写上它。"
            message = "B014", f"{loop.spoken}：重复的行“{loop.path}”，说明里没有这个列表", _known(form), remedy
            yield finding_at(Place(template), message, subject=f"{form.name}.{loop.path}", seen=(loop.path,))


def _known(form: DescribedForm) -> str:
    return "、".join(form.lists) or "（说明里还没有列表）"


def _doubtful(form: DescribedForm, template: str) -> Iterator[Finding]:
    """Yield findings on tags that two descriptions fit, and on cells in which nothing parts two values."""
    for path in dict.fromkeys(tag.path for tag in form.tags.values if not tag.within):
        patterns = best_patterns(form.description.fields, path)
        if len(patterns) > 1:
            found = f"“{path}”有两种说法：{'、'.join(patterns)}，分不清照哪一种"
            message = "B007", found, "一项只有一种说法", f"在“各项”里写明“{path}”。"
            yield finding_at(Place(template), message, subject=f"{form.name}.{path}", seen=tuple(patterns))
    before: TemplateTag | None = None
    for tag in form.tags.values:
        if not tag.parted and before is not None:
            found = f"{tag.spoken}：“{before.path}”和“{tag.path}”挨在一起"
            message = "B007", found, "一格一项，或者中间有字隔开", "分成两格，或在两个标记之间写上固定的字。"
            one = finding_at(Place(template), message, subject=f"{form.name}.{tag.path}", seen=(before.path, tag.path))
            yield replace(one, severity=Severity.WARNING)
        before = tag


def _unprinted(form: DescribedForm, places: DescriptionPlaces) -> Iterator[Finding]:
    """Yield warnings about what is described, and neither printed nor reckoned with."""
    printed = {tag.path for tag in form.tags.values} | set(_reckoned_with(form))
    met = {field.pattern for field in form.fields.values() if field.path in printed}
    for pattern, one in form.description.fields.items():
        if pattern not in met and one.owner is Owner.UNIT:
            yield _not_printed(form, places, (term("fields"), pattern), pattern)
    loops = {loop.path for loop in form.tags.loops}
    for path, each in form.lists.items():
        if path not in loops:
            yield _not_printed(form, places, (term("lists"), path), path)
            continue
        for name, field in each.columns.items():
            if field.path not in printed and field.description.owner is Owner.UNIT:
                yield _not_printed(form, places, (term("lists"), path, term("fields"), name), field.path)


def _reckoned_with(form: DescribedForm) -> Iterator[str]:
    for formula in form.formulas.values():
        for reference, _ in list_references(formula.tree):
            yield from formula.bound(reference).paths


def _not_printed(form: DescribedForm, places: DescriptionPlaces, keys: tuple[str, ...], path: str) -> Finding:
    message: Message = (
        "B006",
        f"“{path}”没有印在表上：模板里没有它的标记",
        f"模板里有 {{{{ {path} }}}}" if not parent(path) or "*" not in path else "模板里有合乎它的标记",
        "在模板的格里写上标记；表上没有这一项的，在说明里删去。",
    )
    one = finding_at(places.key(form.number, *keys), message, subject=f"{form.name}.{path}")
    return replace(one, severity=Severity.WARNING)
