"""Groups of amounts of which none has happened, written short as 无."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from jixiao.findings import NOT_FILLED_IN
from jixiao.model.scalars import open_mark
from jixiao.model.wanted_number import refuse
from jixiao.source.nodes import Entries, Scalar
from jixiao.source.spelled_groups import NONE_AT_ALL as NONE_AT_ALL


class MayBeNone:
    """Tells pydantic that 无 stands for a whole group of amounts that are all 0, and JSON Schema too."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def spelled_out(value: Any) -> Any:
            if not isinstance(value, Scalar):
                return value
            if mark := open_mark(value):
                raise refuse(NOT_FILLED_IN, "尚未填写", *_how_to_fill(mark, source))
            return _all_zero(value, source) if value.strip() in NONE_AT_ALL else value

        return core_schema.no_info_before_validator_function(spelled_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"enum": list(NONE_AT_ALL)}]}


def _how_to_fill(mark: str, record: Any) -> tuple[str, str]:
    """Return what a group of amounts may be, and how to fill in one that is open."""
    keys = "、".join(field.alias or name for name, field in record.model_fields.items())
    return f"“无”，或 {keys}", f"没有的，把“{mark}”换成“无”；有的，删去“{mark}”，在下面缩进写 {keys} 各一行。"


def _all_zero(value: Scalar, record: Any) -> Entries:
    whole = Entries(value.place, value.path)
    for name, field in record.model_fields.items():
        key = field.alias or name
        whole[key], whole.key_places[key] = Scalar("0", value.place, f"{value.path}.{key}"), value.place
    return whole
