"""From mappings with positions to models: every model error becomes a finding at its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jixiao.findings import Finding, Place
from jixiao.glossary import nearest
from jixiao.load import Entries, Items, Scalar, Source
from jixiao.model.base import Flawed, Record

R = TypeVar("R", bound=Record)

# Each round mends what the round before laid bare: a missing mapping, then its keys, then their values.
_REPAIR_ROUNDS = 4


def validate(source: Source, model: type[R], *, draft: bool = False) -> R | None:
    """Return the record in ``source``, None if it is flawed; findings are added to the source.

    For a draft, flawed values are replaced by 〔待改〕 so that there is a record all the same.
    """
    tree: Any = source.tree
    if tree is None:
        return model.model_validate(Flawed()) if draft and source.findings else None
    try:
        return model.model_validate(tree)
    except ValidationError as failure:
        errors = failure.errors(include_url=False)
        source.findings += [_finding(error, source, model) for error in errors]
        return _repaired(tree, errors, model) if draft else None


def _repaired(tree: Any, errors: Sequence[ErrorDetails], model: type[R]) -> R | None:
    for _ in range(_REPAIR_ROUNDS):
        for error in errors:
            tree = _with_repair(tree, error)
        try:
            return model.model_validate(tree)
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
    return None


def _with_repair(tree: Any, error: ErrorDetails) -> Any:
    loc, kind = error["loc"], error["type"]
    if not loc:
        return Flawed()
    *above, last = loc
    parent = _at(tree, above)
    if kind == "extra_forbidden":
        del parent[last]
    elif kind == "dict_type":
        parent[last] = {}
    elif kind == "list_type":
        parent[last] = []
    else:
        parent[last] = Flawed()
    return tree


def _at(tree: Any, loc: Sequence[str | int]) -> Any:
    for step in loc:
        tree = tree[step]
    return tree


def _finding(error: ErrorDetails, source: Source, model: type[Record]) -> Finding:
    loc, kind = error["loc"], error["type"]
    if kind == "missing":
        return _missing(loc, source)
    if kind == "extra_forbidden":
        return _unknown(loc, source, model)
    place = place_of(source, loc)
    here = _spoken(loc)
    if kind in _SHAPES:
        expected = _SHAPES[kind]
        return Finding(
            "M003",
            place,
            f"{here}不是{expected}",
            expected,
            f"按{expected}填写，缩进对齐；可照已有年度的文件改。",
        )
    if kind == "enum":
        expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", "、")
        return Finding("M017", place, f"{here}是“{error['input']}”", expected, "改成所列的一个词。")
    context: dict[str, Any] = error.get("ctx", {})
    return Finding(
        kind,
        place,
        f"{here}{context.get('found', error['msg'])}",
        str(context.get("expected", "合乎要求的值")),
        str(context.get("remedy", "请核对。")),
    )


_SHAPES = {
    "model_type": "一组“键: 值”",
    "model_attributes_type": "一组“键: 值”",
    "dict_type": "一组“键: 值”",
    "list_type": "一个列表（每项以“- ”开头）",
    "too_short": "至少有一项的列表",
}


def _missing(loc: Sequence[str | int], source: Source) -> Finding:
    *above, key = loc
    return Finding(
        "M002",
        place_of(source, above),
        f"{_spoken(above)}缺少键“{key}”",
        f"有“{key}: …”一行",
        f"补上“{key}: ”和它的值；没有发生的填 0，文字没有的写“无”。",
    )


def _unknown(loc: Sequence[str | int], source: Source, model: type[Record]) -> Finding:
    *above, key = loc
    parent = _at(source.tree, above)
    place = parent.key_places.get(str(key), parent.place) if isinstance(parent, Entries) else Place(source.file)
    known = [name for name in _keys_at(model, above) if name not in parent]
    guess = nearest(str(key), known)
    remedy = f"是否应为“{guess}”？" if guess else "删去这一行，或改成表中已有的键。"
    expected = f"“{guess}”" if guess else f"只有这些键：{'、'.join(known) or '已有的各键'}"
    return Finding("M001", place, f"{_spoken(above)}有不认识的键“{key}”", expected, remedy)


def _keys_at(model: type[Record], loc: Sequence[str | int]) -> list[str]:
    kind: Any = model
    for step in loc:
        kind = _kind_inside(kind, step)
    fields = getattr(kind, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _kind_inside(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, Record):
        return next((field.annotation for field in kind.model_fields.values() if field.alias == step), None)
    return get_args(kind)[-1] if get_args(kind) else None


def place_of(source: Source, loc: Sequence[str | int]) -> Place:
    """Return the place of the value at ``loc``, or of the innermost part of the way there that exists."""
    node: Any = source.tree
    place = node.place if isinstance(node, Entries | Items | Scalar) else Place(source.file)
    for step in loc:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return place
        place = node.place if isinstance(node, Entries | Items | Scalar) else place
    return place


def _spoken(loc: Sequence[str | int]) -> str:
    """Return a location as people say it: 三公经费 › 公务接待：."""
    steps = [f"第 {step + 1} 项" if isinstance(step, int) else step for step in loc]
    return f"{' › '.join(steps)}：" if steps else ""
