"""docs/data-model.md: what the data files hold and what they become, drawn from the types themselves.

python -m scripts.data_model          writes the page
python -m scripts.data_model --print  shows it
"""

from __future__ import annotations

import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from enum import EnumMeta
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from jixiao.derive import dossier
from jixiao.derive.naming import RECORD_MODULES
from jixiao.glossary import term
from jixiao.model.base import Record, field_names
from jixiao.model.data_files import ALL_FILES
from jixiao.model.entered_year import Submission
from jixiao.model.further_fields import FurtherFields

MOST_BOXES = 14  # in one diagram; more cannot be read on a screen
PAGE = Path(__file__).resolve().parents[1] / "docs/data-model.md"

_HEAD = """\
# 数据模型

<!-- 本页由 make schema 从程序的类型生成（scripts/data_model.py），请勿手改。 -->

每个方框是一类记录，框里是它的键和种类，`?` 是可以不写的；连线 `*` 表示可有多条。一类记录只画一次，
后面的图只写它的名字；一张图画不下的，先画总图，再分块画。
填写的说明见[数据文件](data-files.md)，英文名见[用语对照](glossary.md)。
"""


def draw_page() -> str:
    """Return the page: a diagram for each data file, then what is derived from them all."""
    parts, drawn = [_HEAD], set[type]()
    pages: list[tuple[str, type]] = [
        *((file.name, file.model) for file in ALL_FILES),
        ("一年的全部数据（Submission）", Submission),
        ("要印的全部内容（Dossier）", dossier.Dossier),
    ]
    for title, root in pages:
        parts += [f"## {title}", "", *_diagrams(root, drawn)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _diagrams(root: type, drawn: set[type]) -> Iterator[str]:
    """Yield the diagram of what ``root`` holds, or, where that is too much for one, a diagram for each part of it."""
    kinds = list(_reachable(root, drawn))
    if len(kinds) <= MOST_BOXES:
        yield from _diagram(kinds, drawn)
        return
    parts = [kind for kind in _held(root, drawn) if len(list(_reachable(kind, drawn))) > 1]
    yield from _diagram([root, *(kind for kind in _held(root, drawn) if kind not in parts)], drawn)
    for part in parts:
        if part not in drawn:
            yield from (f"### {part.__name__}", "")
            yield from _diagrams(part, drawn)


def _diagram(kinds: list[type], drawn: set[type]) -> Iterator[str]:
    drawn.update(kinds)
    yield from ("```mermaid", "classDiagram")
    for kind in kinds:
        yield f"  class {kind.__name__} {{"
        yield from (f"    {_kind(hint)} {_label(name, kind)}{_optional(kind, name)}" for name, hint in _fields(kind))
        yield "  }"
        yield from (
            f'  {kind.__name__} --> "{"*" if many else "1"}" {other.__name__} : {_label(name, kind)}'
            for name, hint in _fields(kind)
            for other, many in _records(hint)
        )
    yield from ("```", "")


def _reachable(root: type, drawn: set[type]) -> Iterator[type]:
    """Yield the records that ``root`` holds at any depth, itself first, each once, without those drawn before."""
    seen, queue = {root}, [root]
    for kind in queue:
        yield kind
        fresh = [other for other in _held(kind, drawn) if other not in seen]
        seen.update(fresh)
        queue += fresh


def _held(kind: type, drawn: set[type]) -> list[type]:
    """Return the records that the fields of ``kind`` name, each once, without those drawn before."""
    named = (other for _, hint in _fields(kind) for other, _ in _records(hint))
    return [other for other in dict.fromkeys(named) if other not in drawn]


def _fields(kind: type) -> Iterator[tuple[str, Any]]:
    names = {**vars(sys.modules[kind.__module__]), **_FOR_TYPES}
    hints = typing.get_type_hints(kind, globalns=names, include_extras=True)
    yield from ((name, hints[name]) for name in field_names(kind))


# What modules import for the type checker only.
_FOR_TYPES: Mapping[str, Any] = {"Mapping": Mapping, "FurtherFields": FurtherFields}


def _records(hint: Any, *, many: bool = False) -> Iterator[tuple[type, bool]]:
    """Yield the records a type hint names, and whether there may be several."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _records(inner[0], many=many)
    elif inner:
        several = many or origin not in (Union, types.UnionType)
        for one in inner:
            yield from _records(one, many=several)
    elif isinstance(hint, type) and (issubclass(hint, Record) or _is_value(hint)):
        yield hint, many


def _is_value(kind: type) -> bool:
    return issubclass(kind, msgspec.Struct) and kind.__module__ in (*RECORD_MODULES, Submission.__module__)


def _kind(hint: Any) -> str:
    """Return a type hint as the diagram shows it: 金额, Indicator[]."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, types.UnionType):
        return "或".join(dict.fromkeys(_kind(one) for one in inner if one is not type(None)))
    if inner:
        shown = [_kind(one) for one in inner if one not in (Ellipsis, type(None))]
        return f"{shown[-1]}[]"
    if isinstance(hint, EnumMeta):
        return "选项"
    return re.sub(r"\W", "", getattr(hint, "__name__", str(hint)))


def _label(name: str, kind: type) -> str:
    try:
        return term(name)
    except KeyError:
        return name


def _optional(kind: type, name: str) -> str:
    return "?" if issubclass(kind, Record) and not kind.model_fields[name].is_required() else ""


def main() -> int:
    """Write the page, or print it. Return 0."""
    if "--print" in sys.argv[1:]:
        print(draw_page())
    else:
        PAGE.write_text(draw_page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
