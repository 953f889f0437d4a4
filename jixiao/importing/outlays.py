"""The lines of project outlay in Annex 1, and which project each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import leaf, line
from jixiao.importing.label_text import key, likeliest
from jixiao.importing.table_reader import SeenValue
from jixiao.model.final_accounts import ProjectAccounts
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.paths import Workspace

_ALIKE = 0.75
_NAME = re.compile(r"^(?:[0-9]{1,2}[.、．)）]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|其中[:：])\s*")
_NOTE = re.compile(r"（上年决算含本年不再列支的(.+)）\s*$", re.DOTALL)
_ENDED = re.compile(r"、?(.+?)([0-9]+(?:\.[0-9]+)?万元)(?=、|$)", re.DOTALL)
_MONEY = ProjectAccounts.model_fields["final"]
_KEPT = re.compile(r"^\s*(?:名称|标识): *(.+?)\s*$", re.MULTILINE)
_FILE = re.compile(r"[0-9]{2,3}-([a-z][a-z0-9_]*)\.yaml")


class OutlayLine(Struct):
    """A line below 项目支出: a class, or a project in one; identifier and number once they are known.

    ``moved`` is the line that a project keeps in the class it was in last year.
    """

    name: str
    outlay_class: str
    is_class: bool
    values: Mapping[str, SeenValue]
    identifier: str = ""
    number: int = 0
    moved: bool = False

    @property
    def key(self) -> str:
        """What names the line in paths."""
        if self.is_class:
            return self.outlay_class
        return f"{self.identifier}（{self.outlay_class}）" if self.moved else self.identifier

    @property
    def ended(self) -> bool:
        """Whether it is a project of last year that has nothing this year: its accounts are last year's alone."""
        stated = {name: leaf(_MONEY, self.values.get(term(name))).text for name in ("prior_final", "budget", "final")}
        return not self.is_class and stated.pop("prior_final") not in ("0", OPEN) and set(stated.values()) == {"0"}


def outlay_lines(rows: Sequence[Mapping[str, SeenValue]], form_set: FormSet) -> Iterator[OutlayLine]:
    """Yield the lines in the order filed; a project that stands before any class has none."""
    classes = {key(kind.printed_as): str(kind.name) for kind in form_set.outlay_classes}
    classes |= {key(str(kind.name)): str(kind.name) for kind in form_set.outlay_classes}
    current = ""
    for row in rows:
        filed, ended = _parted(row[term("name")])
        name = _NAME.sub("", line(filed.text))
        own = classes.get(key(filed.text)) or classes.get(key(name))
        if own:
            current = own
            yield OutlayLine(own, own, True, {**row, term("name"): filed})
            yield from (OutlayLine(line(one[term("name")].text), own, False, one) for one in ended)
        elif name:
            yield OutlayLine(name, current, False, row)


def _parted(seen: SeenValue) -> tuple[SeenValue, list[dict[str, SeenValue]]]:
    """Return a class's name, and what a note behind it says of ended projects: 市级专项资金（上年决算含……）."""
    noted = _NOTE.search(seen.text)
    if noted is None:
        return seen, []
    ended = [
        {
            term("name"): replace(seen, text=name),
            term("prior_final"): replace(seen, text=amount),
            term("budget"): replace(seen, text="0"),
            term("final"): replace(seen, text="0"),
        }
        for name, amount in _ENDED.findall(noted[1])
    ]
    return replace(seen, text=seen.text[: noted.start()]), ended


def match(name: str, names: Sequence[str]) -> str | None:
    """Return which of the names a project's name is: the same, or one that is spelled a little otherwise."""
    known = {_bare(one): one for one in names}
    found = likeliest(_bare(name), known, alike=_ALIKE)
    return known.get(found) if found else None


def _bare(name: str) -> str:
    return re.sub(r"(?:项目)?(?:支出绩效自评表)?$", "", key(name))


class Identifiers(Struct):
    """Gives projects the identifiers that other years know them by, and new ones to the others."""

    known: dict[str, str]
    taken: set[str] = field(default_factory=set)

    def of(self, name: str, number: int) -> str:
        """Return the lasting identifier of a project."""
        free = [one for one, identifier in self.known.items() if identifier not in self.taken]
        same = match(name, free)
        identifier = (
            self.known[same]
            if same
            else next(one for one in _fresh(number) if one not in self.taken | set(self.known.values()))
        )
        self.taken.add(identifier)
        return identifier


def _fresh(number: int) -> Iterator[str]:
    yield f"p{number}"
    yield from (f"p{number}_{more}" for more in range(2, 1000))


def known_identifiers(workspace: Workspace, year: int, brought: Mapping[str, str]) -> Identifiers:
    """Return the projects' identifiers by name: as the other years have them, the nearest first, then those brought."""
    known: dict[str, str] = {}
    for other in sorted(workspace.years(), key=lambda one: (abs(one - year), one)):
        for name, identifier in _of_year(workspace, other) if other != year else ():
            known.setdefault(name, identifier)
    for name, identifier in brought.items():
        if identifier not in known.values():
            known.setdefault(name, identifier)
    return Identifiers(known)


def _of_year(workspace: Workspace, year: int) -> Iterator[tuple[str, str]]:
    for path in sorted((workspace.year(year) / "projects").glob("*.yaml")):
        file = _FILE.fullmatch(path.name)
        text = path.read_text("utf-8", errors="replace") if file else ""
        name = re.search(r"^名称: *(.+?)\s*$", text, re.MULTILINE)
        if file and name:
            yield name[1].strip("'\""), file[1]
    yield from _accounts(workspace, year)


def _accounts(workspace: Workspace, year: int) -> Iterator[tuple[str, str]]:
    from jixiao.submission.read import read_accounts

    if (workspace.year(year) / "final-accounts.yaml").is_file() and (accounts := read_accounts(workspace, year)):
        yield from ((str(one.name), str(one.identifier)) for one in accounts.project_outlay)
