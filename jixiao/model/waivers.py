"""waivers.yaml: findings that the unit has looked at and lets stand, each with its reason."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Date, Name, Prose, ProseOrList


class Waiver(Record):
    """One finding let stand: rule and subject as the check prints them.

    ``seen`` are the values the check met, in its order, or a piece of its sentence; when that changes, the waiver no
    longer covers it. ``until`` is the last day it holds.
    """

    rule: Name
    subject: Name
    seen: ProseOrList
    reason: Prose
    by: Name
    until: Date


class Waivers(Record):
    """All waivers of a year."""

    waivers: list[Waiver]
