"""overrides.yaml: places where the package filed says something else than the data implies."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import BlankableProse, Name, OpenWhole, OptionalName, OptionalWhole, Prose


class Override(Record):
    """One printed value replaced by the value as filed, with the reason.

    ``where`` is a part's label (附件3（5）, 封面) or a section of the report (报告 二); ``reference`` the
    path printed there; ``occurrence`` counts its prints in that place from 1, None means all of them.
    ``implied`` is what the data gave when the entry was written: when that changes, it must be looked at again.
    """

    where: Name
    reference: Name
    occurrence: OptionalWhole = None
    implied: OptionalName = None
    as_filed: BlankableProse
    reason: Prose

    @property
    def is_unplaced(self) -> bool:
        """Whether it is not known yet which print it replaces."""
        return self.where.unknown or self.reference.unknown or isinstance(self.occurrence, OpenWhole)

    def may_replace(self, where: str, path: str, implied: str) -> bool:
        """Return whether, as far as one knows, it may replace a print of ``path`` in one place."""
        expected = self.implied is None or self.implied.unknown or self.implied == implied
        return expected and all(one.unknown or one == is_ for one, is_ in ((self.where, where), (self.reference, path)))


class Overrides(Record):
    """All overrides of a year."""

    overrides: list[Override]
