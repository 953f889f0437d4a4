"""What is kept beside the figures: overrides, waivers, control totals, reasons, evidence; the form set's settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.entered_year import Submission
from jixiao.model.formset import FormSet
from jixiao.render.printing import format_figure
from jixiao.review.change import Change, ChangeKind

_NAMES = ("name", "label", "title", "reference", "scope")
_Entries = Iterator[tuple[str, str]]


def list_record_changes(old: Submission, new: Submission) -> Iterator[Change]:
    """Yield the records that are new, gone or changed, kind by kind."""
    for kind, entries in _KINDS.items():
        yield from _changes(ChangeKind.RECORD, kind, _numbered(entries(old)), _numbered(entries(new)))


def list_setting_changes(old: FormSet, new: FormSet) -> Iterator[Change]:
    """Yield the settings of the form set that differ, by their path."""
    yield from _changes(ChangeKind.SETTING, "表样设置", dict(_settings(old, "")), dict(_settings(new, "")))


def _changes(kind: ChangeKind, what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield the entries that differ: the new ones in their order, then those that are gone."""
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield Change(kind, key, old.get(key), new.get(key), what=what)


def _numbered(entries: _Entries) -> dict[str, str]:
    """Return the entries, the second and third of one key as ＃2 and ＃3."""
    numbered: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for key, words in entries:
        seen[key] += 1
        numbered[key if seen[key] == 1 else f"{key}＃{seen[key]}"] = words
    return numbered


def _overrides(submission: Submission) -> _Entries:
    for override in submission.overrides:
        occurrence = f" 第{override.occurrence}处" if override.occurrence else ""
        yield (
            f"{override.where} {override.reference}{occurrence}",
            f"{str(override.as_filed) or '空白'}（{override.reason}）",
        )


def _waivers(submission: Submission) -> _Entries:
    for waiver in submission.waivers:
        yield f"{waiver.rule} {waiver.subject}", f"{waiver.reason}（{waiver.by}，至 {waiver.until}）"


def _controls(submission: Submission) -> _Entries:
    for control in submission.controls:
        yield str(control.reference), f"{format_figure(control.amount)}（{control.source}）"


def _reasons(submission: Submission) -> _Entries:
    yield from ((str(reason.reference), str(reason.reason)) for reason in submission.movements)


def _evidence(submission: Submission) -> _Entries:
    yield from ((file.name, f"{file.size} 字节") for file in submission.evidence)


_KINDS = {
    "按原件列报": _overrides,
    "豁免": _waivers,
    "核对数": _controls,
    "变动原因": _reasons,
    "佐证材料": _evidence,
}


def _settings(value: Any, path: str) -> _Entries:
    if isinstance(value, Figure):
        yield path, format_figure(value)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _settings(getattr(value, name), f"{path}.{term(name)}".lstrip("."))
    elif isinstance(value, list) and all(isinstance(item, Record) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _settings(item, f"{path}[{_name_of(item) or number}]")
    elif isinstance(value, list):
        yield path, "、".join(map(str, value))
    elif value is not None:
        yield path, str(value)


def _name_of(item: Any) -> str:
    """Return what tells a list's item from the others, so that a new one does not shift the rest."""
    return next((str(getattr(item, name)) for name in _NAMES if getattr(item, name, None)), "")
