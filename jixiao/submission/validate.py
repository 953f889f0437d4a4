"""From mappings with positions to models: every model error becomes a finding at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args

from msgspec.structs import replace
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jixiao.accounts.ledger import Ledger
from jixiao.findings import NOT_FILLED_IN, Finding, Message, Place, finding_at, quoted
from jixiao.glossary import nearest
from jixiao.model.base import Record
from jixiao.source.decoding import SourceText, read_text
from jixiao.source.missing_line import place_of_missing
from jixiao.source.nodes import Entries, Flawed, Items, Scalar, Unfilled, parse_source, parse_yaml

R = TypeVar("R", bound=Record)
Loc = Sequence[str | int]

# Each round mends what the round before laid bare: a missing mapping, then its keys, then their values.
_REPAIR_ROUNDS = 6


def read_record(
    path: Path, shown: str, prefix: str, model: type[R], *, ledger: Ledger | None = None, places: int | None = None
) -> tuple[SourceText, R | None]:
    """Return a file and its record; a text that was read before is not parsed again (``watch`` reads often).

    References into the accounts are drawn from the ``ledger``, money rounded to so many ``places``.
    """
    source = read_text(path, shown)
    asks = ledger is not None and ledger.is_asked(source.text)
    if not source.findings and not asks:
        parsed, record = _parsed(source.text, shown, prefix, model)
        return replace(parsed, typed=source.typed, data=source.data), record
    parse_source(source, prefix)
    if asks and ledger is not None:
        ledger.fill(source, places)
    return source, validate(source, model)


@lru_cache(maxsize=256)
def _parsed(text: str, shown: str, prefix: str, model: type[R]) -> tuple[SourceText, R | None]:
    source = parse_yaml(text, shown, prefix)
    return source, validate(source, model)


def forget_records() -> None:
    """Let go of what was read before: the trees of 10,000 rows take 90 MB."""
    _parsed.cache_clear()


def validate(source: SourceText, model: type[R]) -> R | None:
    """Return the record in ``source``, with 〔待改〕 for flawed values; None where that is not possible.

    Findings are added to the source; values that are flawed already (〔待改〕 in the tree) bring no further ones.
    """
    if source.tree is None:
        source.tree = Flawed()
    tree: Any = source.tree
    for number in range(_REPAIR_ROUNDS):
        try:
            return model.model_validate(tree)
        except ValidationError as failure:
            errors = [_within(tree, error) for error in failure.errors(include_url=False)]
        if number == 0:
            source.findings += _findings(errors, source, model)
        for error in errors:
            source.lost_keys |= error["type"] in _LOSING_KEYS
            tree = _repaired(tree, error)
    return None


def _within(tree: Any, error: ErrorDetails) -> ErrorDetails:
    """Return an error with its location as far as the tree goes: a scalar may stand for the mapping it is short for."""
    node = tree
    for number, step in enumerate(error["loc"]):
        if isinstance(node, Scalar):
            return {**error, "loc": error["loc"][:number]}
        inside = (isinstance(node, Entries) and step in node) or isinstance(node, Items)
        node = node[step] if inside else None
    return error


_LOSING_KEYS = ("extra_forbidden", "dict_type", "list_type")


def _repaired(tree: Any, error: ErrorDetails) -> Any:
    loc, kind = error["loc"], error["type"]
    if not loc:
        return Flawed()
    *above, last = loc
    parent = _at(tree, above)
    if isinstance(parent, Flawed):
        return tree
    if kind == "extra_forbidden":
        del parent[last]
    elif kind == "dict_type":
        parent[last] = {}
    elif kind == "list_type":
        parent[last] = []
    else:
        parent[last] = Unfilled(parent[last]) if kind == NOT_FILLED_IN else Flawed()
    return tree


def _at(tree: Any, loc: Loc) -> Any:
    """Return what stands at ``loc``; the flawed value above it if there is one."""
    for step in loc:
        tree = tree if isinstance(tree, Flawed) else tree[step]
    return tree


def _findings(errors: Sequence[ErrorDetails], source: SourceText, model: type[Record]) -> Iterator[Finding]:
    misspelt: set[tuple[str | int, ...]] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            guess, finding = _unknown(error["loc"], source, model)
            misspelt |= {(*error["loc"][:-1], guess)} if guess else set()
            yield finding
    for error in errors:
        if error["type"] == "missing":
            if error["loc"] not in misspelt:
                yield _missing(error["loc"], source, model)
        elif error["type"] != "extra_forbidden" and not isinstance(_at(source.tree, error["loc"]), Flawed):
            yield _flawed_value(error, source)


def _flawed_value(error: ErrorDetails, source: SourceText) -> Finding:
    loc, kind = error["loc"], error["type"]
    place, here, subject = place_of(source, loc), _loc_words(loc), _subject(source, loc)
    if kind in _SHAPES:
        return finding_at(place, _wrong_shape(error, here or "整个文件："), subject=subject)
    if kind in _LENGTHS:
        message = "M003", f"{here}项数不对", _LENGTHS[kind], "增减到合适的项数。"
        return finding_at(place, message, subject=subject)
    if kind == "enum":
        expected = str(error["ctx"]["expected"]).replace("'", "").replace(", ", "、").replace(" or ", "、")
        word = str(error["input"])
        message = "M017", f"{here}{quoted(word)}不是所列的词", expected, "改成所列的一个词。"
        return finding_at(place, message, subject=subject, seen=(word,))
    context = error["ctx"]
    message = kind, f"{here}{context['found']}", context["expected"], context["remedy"]
    return finding_at(place, message, subject=subject, seen=(str(context["found"]),))


_KEYS, _LIST = "一组“键: 值”", "一个列表（每项以“- ”开头）"
_SHAPES = {"model_type": _KEYS, "model_attributes_type": _KEYS, "dict_type": _KEYS, "list_type": _LIST}
_LENGTHS = {"too_short": "至少有一项的列表", "too_long": "不超过 99 项的列表"}


def _wrong_shape(error: ErrorDetails, here: str) -> Message:
    value, expected = error["input"], _SHAPES[error["type"]]
    if isinstance(value, Items):
        return "M003", f"{here}这里是一个列表", expected, "删去行首的“- ”，写成“键: 值”。"
    if not isinstance(value, Scalar):
        remedy = "每项以“- ”（减号加一个空格）开头，同一项的各键对齐。"
        return "M003", f"{here}这里是一组“键: 值”", expected, remedy
    if not value.strip():
        optional = "" if error["type"] == "model_type" else "；用不到的，这一行也删去"
        return "M010", f"{here}没有填写", expected, f"在下面补上各行，缩进两个空格{optional}。"
    if ":" in value or "：" in value:
        remedy = "键后用英文冒号加一个空格；下级各键另起一行，缩进两个空格。"
        return "M003", f"{here}{quoted(value)}被读成了一段文字", expected, remedy
    remedy = "照上一年度的同名文件改写。" if not error["loc"] else f"改成{expected}，另起一行，缩进两个空格。"
    return "M003", f"{here}这里只有{quoted(value)}", expected, remedy


def _missing(loc: Loc, source: SourceText, model: type[Record]) -> Finding:
    *above, key = loc
    remedy = f"补上“{key}: ”和它的值（或下级各行）；没有发生的填 0，文字没有的写“无”。"
    message = "M002", f"{_loc_words(above)}缺少键“{key}”", f"有“{key}: …”一行", remedy
    return finding_at(_gap(source, above, str(key), model), message, subject=_subject(source, loc))


def _gap(source: SourceText, above: Loc, key: str, model: type[Record]) -> Place:
    """Return the line where a missing key belongs: the one after the key that should stand before it."""
    parent = _at(source.tree, above)
    on_the_key = _key_place(source, above)
    if not isinstance(parent, Entries) or (above and parent.place.line == on_the_key.line):
        return on_the_key
    return place_of_missing(source, parent, key, _keys_at(model, above), nested=bool(above))


def _unknown(loc: Loc, source: SourceText, model: type[Record]) -> tuple[str | None, Finding]:
    """Return the known key that was probably meant, and the finding, about that one."""
    *above, key = loc
    parent = _at(source.tree, above)
    known = _keys_at(model, above)
    guess = nearest(str(key), [name for name in known if name not in parent])
    found = f"{_loc_words(above)}有不认识的键{quoted(str(key))}"
    if guess:
        expected, remedy = f"“{guess}”", f"是否应为“{guess}”？"
    else:
        expected, remedy = f"只有这些键：{'、'.join(known)}", "删去这一行（连同它的下级各行）。"
    message = "M001", found, expected, remedy
    return guess, finding_at(parent.key_places[key], message, subject=_subject(source, (*above, guess or key)))


def _keys_at(model: type[Record], loc: Loc) -> list[str]:
    kind: Any = model
    for step in loc:
        kind = _kind_inside(kind, step)
    return [field.alias or name for name, field in kind.model_fields.items()]


def _kind_inside(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, Record):
        inside = next(field.annotation for field in kind.model_fields.values() if field.alias == step)
        return get_args(inside)[0] if isinstance(inside, UnionType) else inside  # a group that may be left out
    return get_args(kind)[-1]


def place_of(source: SourceText, loc: Loc) -> Place:
    """Return the place of the value at ``loc``, or of the innermost part of the way there that has one."""
    node: Any = source.tree
    place = _own_place(node) or Place(source.file)
    for step in loc:
        node = node[step]
        place = _own_place(node) or place
    return place


def _own_place(node: object) -> Place | None:
    return node.place if isinstance(node, Entries | Items | Scalar) else None


def _key_place(source: SourceText, loc: Loc) -> Place:
    """Return the place of the key whose value stands at ``loc``; of the value where it has no key."""
    if loc and isinstance(parent := _at(source.tree, loc[:-1]), Entries):
        return parent.key_places[str(loc[-1])]
    return place_of(source, loc)


def _subject(source: SourceText, loc: Loc) -> str:
    """Return the path in the data of what stands at ``loc``; of a whole file without one, its name."""
    path = source.prefix
    for step in loc:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if path else step
    return path or source.file


def _loc_words(loc: Loc) -> str:
    """Return a location as people say it: 三公经费 › 公务接待：."""
    steps = [f"第 {step + 1} 项" if isinstance(step, int) else step for step in loc]
    return f"{' › '.join(steps)}：" if steps else ""
