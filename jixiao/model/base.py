"""What all models share: frozen, strict about keys, named in Chinese through the glossary."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from jixiao.glossary import term


class Flawed:
    """Stands in a draft for a value that could not be read; prints as 〔待改〕."""

    SHOWN = "〔待改〕"


class Record(BaseModel):
    """A mapping of the data with a fixed set of keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=term,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
    )

    @model_validator(mode="before")
    @classmethod
    def _flawed_throughout(cls, value: Any) -> Any:
        if isinstance(value, Flawed):
            return {field.alias or name: value for name, field in cls.model_fields.items() if field.is_required()}
        return value
