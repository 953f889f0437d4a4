"""unit.yaml: who files, for which year, on which forms."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Count, Date, Name, People, Whole


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
