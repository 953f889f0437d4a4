"""What a form set says of the package as the public gets it: which parts, fields and words stay out, which may stay."""

from __future__ import annotations

from pydantic import Field

from jixiao.model.base import Record, nothing
from jixiao.model.scalars import Name


class PublicNorms(Record):
    """What is private beside names and numbers of persons, which stay out by themselves.

    ``private_parts`` are labels (附件3 for all of them). Fields are named by the last or by any steps of their path in
    a row, with ``*`` for one step of any name; what lies below is meant too. ``open_fields`` may be published although
    they are called like those of a person.
    """

    private_parts: list[Name] = Field(default_factory=nothing)
    private_fields: list[Name] = Field(default_factory=nothing)
    open_fields: list[Name] = Field(default_factory=nothing)
    private_terms: list[Name] = Field(default_factory=nothing)
