"""What is kept beside the figures: overrides, waivers, control totals, reasons, evidence; the form set's settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.entered_year import Submission
from jixiao.model.formset import FormSet
from jixiao.render.printing import format_figure
from jixiao.review.fact_changes import Move

_NAMES = ("name", "label", "title", "reference", "scope")


def record_moves(old: Submission, new: Submission) -> Iterator[Move]:
    """Yield the records that came, went or changed, kind by kind."""
    for kind, records in _KINDS.items():
        yield from moved(kind, dict(_told_apart(records(old))), dict(_told_apart(records(new))))


def setting_moves(old: FormSet, new: FormSet) -> Iterator[Move]:
    """Yield the settings of the form set that differ, by their path."""
    yield from moved("表样设置", dict(_settings(old, "")), dict(_settings(new, "")))


def moved(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Move]:
    """Yield the entries that differ: the new ones in their order, then those that are gone."""
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield Move(what, key, old.get(key), new.get(key))


def _told_apart(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the entries, the second and third of one key as ＃2 and ＃3."""
    seen: dict[str, int] = {}
    for key, words in entries:
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}＃{seen[key]}"), words


def _overrides(submission: Submission) -> Iterator[tuple[str, str]]:
    for one in submission.overrides:
        occurrence = f" 第{one.occurrence}处" if one.occurrence else ""
        yield f"{one.where} {one.reference}{occurrence}", f"{str(one.as_filed) or '空白'}（{one.reason}）"


def _waivers(submission: Submission) -> Iterator[tuple[str, str]]:
    for one in submission.waivers:
        yield f"{one.rule} {one.subject}", f"{one.reason}（{one.by}，至 {one.until}）"


def _controls(submission: Submission) -> Iterator[tuple[str, str]]:
    for one in submission.controls:
        yield str(one.reference), f"{format_figure(one.amount)}（{one.source}）"


def _reasons(submission: Submission) -> Iterator[tuple[str, str]]:
    yield from ((str(one.reference), str(one.reason)) for one in submission.movements)


def _evidence(submission: Submission) -> Iterator[tuple[str, str]]:
    yield from ((one.name, f"{one.size} 字节") for one in submission.evidence)


_KINDS = {
    "按原件列报": _overrides,
    "豁免": _waivers,
    "核对数": _controls,
    "变动原因": _reasons,
    "佐证材料": _evidence,
}


def _settings(value: Any, path: str) -> Iterator[tuple[str, str]]:
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
