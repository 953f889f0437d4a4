"""What a rule met, and what that is about."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jixiao.findings import Balance, Place, Severity
from jixiao.render.passages import PrintedPassage


class _RuleWords(Struct, frozen=True):
    subject: str
    place: Place
    found: str
    expected: str
    printed: Iterable[str] = ()
    severity: Severity | None = None


class Breach(_RuleWords, frozen=True, kw_only=True):
    """What a rule met: the line of data, what is there, what should be, where it shows on paper.

    ``subject`` names the matter for waivers, ``seen`` the values met, numbers without trailing zeros: neither
    changes with wording, line numbers or positions on paper. ``severity`` replaces the rule's own where a breach
    weighs less (a rounding difference), ``remedy`` its remedy where this one is mended elsewhere. ``balance`` are the
    figures that do not agree, where there are several.
    ``advice`` says that what is printed is right, and might be written otherwise in the data.
    """

    seen: tuple[str, ...]
    balance: Balance | None = None
    advice: bool = False
    remedy: str = ""


class Spot(Struct, frozen=True):
    """What a breach may be about: the matter's name for waivers, the line of data, the places that print it."""

    subject: str
    place: Place
    printed: Iterable[str] = ()

    def breach(
        self,
        found: str,
        expected: str,
        *,
        seen: tuple[str, ...],
        detail: str = "",
        place: Place | None = None,
        also: Iterable[str] = (),
        severity: Severity | None = None,
        balance: Balance | None = None,
        advice: bool = False,
    ) -> Breach:
        """Return the breach here, at another ``place`` if one is given.

        ``detail`` says in the subject what of the matter it is; ``also`` are more places that print it.
        """
        return Breach(
            f"{self.subject} {detail}" if detail else self.subject,
            place=place or self.place,
            found=found,
            expected=expected,
            printed=(*self.printed, *also),
            severity=severity,
            seen=seen,
            balance=balance,
            advice=advice,
        )


def spot_of(paragraph: PrintedPassage) -> Spot:
    """Return a paragraph of the report, as what a breach is about."""
    return Spot(paragraph.where, paragraph.place, (paragraph.spoken,))
