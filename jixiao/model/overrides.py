"""overrides.yaml: places where the package filed says something else than the data implies."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import BlankableProse, Name, OptionalWhole, Prose


class Override(Record):
    """One printed value replaced by the value as filed, with the reason.

    ``where`` is a part's label (附件3（5）, 封面) or a section of the report (报告 二); ``reference`` the
    path printed there; ``occurrence`` counts its prints in that place from 1, None means all of them.
    """

    where: Name
    reference: Name
    as_filed: BlankableProse
    reason: Prose
    occurrence: OptionalWhole = None


class Overrides(Record):
    """All overrides of a year."""

    overrides: list[Override]
