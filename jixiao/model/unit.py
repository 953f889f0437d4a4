"""unit.yaml: who files, for which year, on which forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict

from jixiao.figures import Text
from jixiao.model.base import Record
from jixiao.model.scalars import LINE, WORDS, Count, Date, Name, People, Reads, Whole, read_name
from jixiao.source.nodes import Items


class Staff(Record):
    """Head counts that only the report prints; posts and staff on duty stand in Annex 1. Unit 人."""

    fully_funded_posts: People
    support_posts: People
    support_staff: People
    contract_staff: People
    retired: People
    departments: Count


class Unit(Record):
    """The unit, the person who filled in the forms, and the form set used."""

    year: Whole
    form_set: Name
    unit_name: Name
    filled_by: Name
    filled_on: Date
    telephone: Name
    staff: Staff


def _read_names(value: Any) -> tuple[Text, ...]:
    return tuple(map(read_name, value)) if isinstance(value, Items) and value else (read_name(value),)


_NAME: dict[str, Any] = {**WORDS, **LINE}
FormSetNames = Annotated[tuple[Text, ...], Reads(_read_names, {"type": ["string", "array"], "items": _NAME})]


class DescribedUnit(Record):
    """The unit of a year on described form sets, of which there may be several; the first is the year's own."""

    model_config = ConfigDict(title=Unit.__name__)

    year: Whole
    form_set: FormSetNames
    unit_name: Name
    filled_by: Name
    filled_on: Date
    telephone: Name
    staff: Staff | None = None
