"""What the author of the data can mend: plain values, worded in Chinese, printed elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from jixiao.plain import cut_end

# A place that is still to be filled in: it blocks the package, and hides nothing else.
NOT_FILLED_IN = "M022"
# Completeness and repetition, persons, wording: rules on how the package looks, not on what it claims.
_OF_FORM = ("C", "G", "W")


class Severity(StrEnum):
    """How much a finding weighs; an error blocks the package."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


class Place(Struct, frozen=True, order=True):
    """A place in a source file; ``file`` is relative to the project, line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def as_json(self) -> dict[str, object]:
        """Return it as a flat object for programs."""
        return {"file": self.file, "line": self.line, "column": self.column}


# Amounts are printed with two decimals.
_HALF_A_CENT = Decimal("0.005")


class Operand(Struct, frozen=True):
    """An entered figure that a finding rests on, and how often it counts in a sum; 0 where it is no summand.

    ``likely`` says what was probably meant where this one looks mistyped; "" where it does not.
    """

    path: str
    place: Place
    amount: Decimal
    weight: int = 1
    likely: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the operand as a flat object for programs."""
        plain = {"path": self.path, **self.place.as_json(), "value": format(self.amount, "f")}
        return plain | ({"likely": self.likely} if self.likely else {})


class Balance(Struct, frozen=True):
    """Figures that do not agree: ``gap`` is what their weighted sum must grow by, None where that cannot be said.

    With ``at_most`` it must grow by that or less.
    """

    operands: tuple[Operand, ...]
    gap: Decimal | None = None
    at_most: bool = False

    def closed_by(self, growth: Decimal) -> bool:
        """Return whether the sides agree once the weighted sum has grown so much."""
        if self.gap is None:
            return False
        return growth <= self.gap if self.at_most else abs(growth - self.gap) < _HALF_A_CENT


class _Said(Struct, frozen=True):
    code: str
    place: Place
    found: str
    expected: str
    remedy: str
    severity: Severity = Severity.ERROR


MOST_ALIKE = 200
# A code with its words: what was found, what was expected, the remedy.
Message = tuple[str, str, str, str]


class Finding(_Said, frozen=True, kw_only=True):
    """One problem: ``found`` says what is there, ``expected`` what should be, ``remedy`` how to mend it.

    ``place`` is the line of data; ``printed`` are the places on paper where it shows. Code, ``subject`` (what it
    is about) and ``seen`` (the values met, as data) tell it from others: no position on paper is in them, and no
    line. ``waivable`` findings may stand; ``waived`` is the reason of the waiver that covers it.
    ``balance`` are the entered figures it sets against each other. ``cause`` is the line whose mend makes it vanish;
    ``explains`` says how many findings the mend of this line makes vanish, and is 0 for what is no cause.
    ``advice`` is for who writes the data alone: what is printed is right.
    """

    subject: str
    seen: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    basis: str = ""
    waivable: bool = False
    waived: str = ""
    balance: Balance | None = None
    cause: Place | None = None
    explains: int = 0
    advice: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the finding as a flat object for programs."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            **self.place.as_json(),
            "found": self.found,
            "expected": self.expected,
            "remedy": self.remedy,
            "subject": self.subject,
            "seen": list(self.seen),
            "printed": list(self.printed),
            "basis": self.basis,
            "waivable": self.waivable,
            "waived": self.waived,
            "operands": [operand.as_json() for operand in self.operands],
            "cause": str(self.cause) if self.cause else None,
            "explains": self.explains,
        }

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The entered figures it sets against each other."""
        return self.balance.operands if self.balance else ()

    @property
    def weighty(self) -> bool:
        """Whether it is an error or a warning that no waiver covers."""
        return self.severity is not Severity.HINT and not self.waived


def finding_at(place: Place, message: Message, *, subject: str = "", seen: tuple[str, ...] = ()) -> Finding:
    """Return an error of reading at a place; about the file as a whole unless a subject is named."""
    code, found, expected, remedy = message
    about = subject or place.file
    return Finding(code, place=place, found=found, expected=expected, remedy=remedy, subject=about, seen=seen)


def is_hint_of_form(finding: Finding) -> bool:
    """Return whether a finding is a hint on completeness, persons or wording: it tells of nothing contradictory."""
    return not finding.weighty and finding.code.startswith(_OF_FORM)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and line, without repetitions, alike ones of a file as ``limit_alike`` does."""
    return limit_alike(sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.found)))


def limit_alike(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, of those of one code in a file the first ``MOST_ALIKE`` and one that counts the others.

    A file that is wrong throughout says so, and not a hundred thousand times. Open places and waived ones are all kept.
    """
    kept: list[Finding] = []
    count: Counter[tuple[str, str, Severity]] = Counter()
    last: dict[tuple[str, str, Severity], int] = {}
    for finding in findings:
        if not (is_open_place(finding) or finding.waived):
            kind = finding.place.file, finding.code, finding.severity
            count[kind] += 1
            if count[kind] > MOST_ALIKE:
                continue
            last[kind] = len(kept)
        kept.append(finding)
    for kind, at in last.items():
        if count[kind] > MOST_ALIKE:
            kept[at] = _counted(kept[at], count[kind] - MOST_ALIKE + 1)
    return kept


def _counted(finding: Finding, more: int) -> Finding:
    """Return the finding that stands for the last of many alike and the others that are not listed."""
    found, remedy = f"同一个文件里这样的问题还有 {more} 处，没有逐条列出", "照前面各条改好，再检查一次。"
    plain = {"seen": (), "printed": (), "balance": None, "cause": None}
    return replace(finding, found=found, remedy=remedy, subject=finding.place.file, **plain)


def followed_by(findings: Iterable[Finding], late: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order they are in, then those that came up later; without repetitions."""
    return list(dict.fromkeys([*findings, *in_reading_order(late)]))


def is_blocking(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Return whether any finding is an error (``strict``: or a warning) that no waiver covers."""
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in blocking and not finding.waived for finding in findings)


def is_open_place(finding: Finding) -> bool:
    """Return whether a finding says that a place is still to be filled in (待填)."""
    return finding.code == NOT_FILLED_IN


def blocks_draft(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Return whether any finding blocks that is no open place: a draft may have those, and rules pass over them."""
    return is_blocking((finding for finding in findings if not is_open_place(finding)), strict=strict)


def quoted(text: str, *, characters: int = 30) -> str:
    """Return a user's text as messages show it: “…”, on one line, printable, not longer than ``characters``."""
    return f"“{cut_end(_on_one_line(text), characters)}”"


def quoted_apart(text: str, other: str, *, characters: int = 60) -> tuple[str, str]:
    """Return two texts as messages show them, each cut to so many characters round the first difference."""
    line, other_line = _on_one_line(text), _on_one_line(other)
    if max(len(line), len(other_line)) <= characters:
        return f"“{line}”", f"“{other_line}”"
    pairs = enumerate(zip(line, other_line, strict=False))
    differ = next((at for at, (one, two) in pairs if one != two), min(len(line), len(other_line)))
    start = max(differ - characters // 3, 0)
    head = "……" if start else ""
    return f"“{head}{cut_end(line[start:], characters)}”", f"“{head}{cut_end(other_line[start:], characters)}”"


def _on_one_line(text: str) -> str:
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "�" for char in line)
