"""A year as the page shows it: its parts, what each prints, which entry of which file each print comes from.

One is made after every change and never changed itself; what the page asks for is worked out when it asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, DescribedYear, PackageCase
from jixiao.build.steps import Inspected
from jixiao.findings import Finding, Place, is_open_place
from jixiao.forms.form_records import make_form_record
from jixiao.model.data_files import UNIT
from jixiao.model.unit import DescribedUnit
from jixiao.paths import Workspace
from jixiao.publish.source_map import entered_at, named_paragraphs
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print
from jixiao.reporting.outcome import Outcome
from jixiao.serve.data_entries import EntryFile, HeldEntry, digest, read_entries
from jixiao.serve.served_parts import DATA_PART, ServedPart, parts_of
from jixiao.source.decoding import SourceText
from jixiao.submission.year_models import model_finder


class ServedYear(Struct, frozen=True, dict=True):
    """A year read, derived, inspected and judged, draft or not; ``failure`` says why there are no cases.

    ``unjudged`` is what the rules are still to be asked about, the findings are then those of reading alone; where it
    is ``told`` what they say, the likely causes are still to be looked for.
    """

    workspace: Workspace
    year: int
    outcome: Outcome
    sources: Sequence[SourceText] = ()
    cases: tuple[PackageCase, ...] = ()
    failure: str = ""
    described: bool = False
    unjudged: Inspected | DescribedYear | None = None
    told: bool = False

    @property
    def findings(self) -> list[Finding]:
        """All that was found, the likely cause first."""
        return self.outcome.findings

    @property
    def is_told(self) -> bool:
        """Whether what the rules say is among its findings."""
        return self.told or self.unjudged is None

    @property
    def folder(self) -> str:
        """The year's folder as messages show it, with a slash."""
        return f"{self.workspace.shown(self.workspace.year(self.year))}/"

    @cached_property
    def parts(self) -> tuple[ServedPart, ...]:
        """The parts in the official order, what no page prints last."""
        found = [part for case in self.cases for part in parts_of(case)]
        return (*found, ServedPart(DATA_PART, "其他数据", title="不印在表上的数据", kind=DATA_PART)) if found else ()

    def part(self, identifier: str) -> ServedPart | None:
        """Return the part that the page calls so."""
        return next((one for one in self.parts if one.id == identifier), None)

    @cached_property
    def prints(self) -> Mapping[str, Mapping[str, Print]]:
        """What each part prints, by its id and the names of the bookmarks."""
        found: dict[str, dict[str, Print]] = {one.id: {} for one in self.parts}
        homes: dict[tuple[int, str], str] = {}
        for number, case in enumerate(self.cases):
            parts = [one for one in self.parts if one.case is case]
            for printed in case.inspection.prints:
                key = number, printed.where
                if key not in homes:
                    homes[key] = next((one.id for one in parts if one.holds(printed.where)), "")
                if homes[key]:
                    found[homes[key]][printed.mark] = printed
        return found

    @cached_property
    def paragraphs(self) -> Mapping[str, PrintedPassage]:
        """The report's paragraphs by the names of their bookmarks."""
        return {name: one for case in self.cases for name, one in named_paragraphs(case.inspection.paragraphs)}

    # entries

    @cached_property
    def files(self) -> Mapping[str, EntryFile]:
        """The year's data files with their entries, by name."""
        models = dict(self._models())
        found = {}
        for source in self.sources:
            if source.file in models:
                model = models[source.file]
                found[source.file] = read_entries(raw_text(source) or "", source.file, source.prefix, model)
        return found

    def _models(self) -> Iterator[tuple[str, object]]:
        forms = {
            one.file: one.form for case in self.cases if isinstance(case, DescribedCase) for one in case.dossier.forms
        }
        model_of = model_finder(self.workspace, self.year)
        for source in self.sources:
            name = source.file.removeprefix(self.folder)
            if name == source.file or not name.endswith(".yaml"):
                continue
            if source.file in forms:
                yield source.file, make_form_record(forms[source.file])
            elif self.described and name == UNIT.name:
                yield source.file, DescribedUnit
            else:
                try:
                    yield source.file, model_of(name)
                except KeyError:
                    continue

    @cached_property
    def entries(self) -> Mapping[str, HeldEntry]:
        """All entries by what the page calls them."""
        found: dict[str, HeldEntry] = {}
        for file in self.files.values():
            found.update(file.held)
        return found

    def entry_at(self, place: Place | None) -> HeldEntry | None:
        """Return the entry that stands at a place."""
        file = self.files.get(place.file) if place is not None else None
        return file.by_place.get(place) if file is not None and place is not None else None

    @cached_property
    def _by_path(self) -> Mapping[str, HeldEntry]:
        found: dict[str, HeldEntry] = {}
        for file in reversed([*self.files.values()]):
            found.update(file.by_path)
        return found

    def entry_of(self, path: str) -> HeldEntry | None:
        """Return the entry of a path, one that is missing too."""
        return self._by_path.get(path)

    def entry_behind(self, printed: Print) -> tuple[str, HeldEntry | None]:
        """Return who says what is printed, and the entry it is typed in or may be."""
        if printed.override is not None:
            return "overridden", self.entry_at(printed.override.as_filed.place)
        typed = entered_at(printed)
        own = self.entry_of(printed.path)
        if typed is None:
            source = getattr(getattr(printed.value, "source", None), "path", "")
            own = own or (self.entry_of(source) if source else None)
            return ("follows", own) if own is not None and own.entry.node is None else ("derived", None)
        if own is not None and own.entry.node is None:
            return "entered", own
        held = self.entry_at(typed)
        return ("entered", held) if held is not None else ("fixed", None)

    @cached_property
    def behind(self) -> Mapping[str, Mapping[str, tuple[str, HeldEntry | None]]]:
        """Who says what is printed, by part and mark."""
        return {
            part: {mark: self.entry_behind(printed) for mark, printed in prints.items()}
            for part, prints in self.prints.items()
        }

    @cached_property
    def marks_of(self) -> Mapping[str, list[tuple[str, str]]]:
        """Where each entry is printed: part and mark, by what the page calls it; in its own part first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for part, marks in self.behind.items():
            for mark, (_, held) in marks.items():
                if held is not None:
                    found.setdefault(held.id, []).append((part, mark))
        own = {name: self.own_part(file.prefix) for name, file in self.files.items()}
        for name, places in found.items():
            if len(places) > 1:
                mine = own[self.entries[name].file.file]
                places.sort(key=lambda place, mine=mine: place[0] != mine)  # type: ignore[misc]
        return found

    def own_part(self, prefix: str) -> str:
        """Return the part that a file is there for, by what its paths begin with; "" for none of its own."""
        for part in self.parts:
            if prefix == part.label or (part.identifier and prefix.endswith(f".{part.identifier}")):
                return part.id
        return ""

    def home_of(self, finding: Finding) -> tuple[str, HeldEntry | None]:
        """Return the part and the entry to go to for a finding; "" for a part that nobody knows."""
        own, there = self.entry_of(finding.subject), self.entry_at(finding.place)
        # What is still to be filled in stands nowhere: its finding is at the row.
        held = own or there if is_open_place(finding) else there or own
        if held is not None:
            places = self.marks_of.get(held.id)
            return (places[0][0] if places else DATA_PART), held
        for part, beginnings in self._beginnings:
            if any(one.startswith(beginnings) or one == part.label for one in finding.printed):
                return part.id, None
        report = next((part.id for part in self.parts if part.kind == "report"), "")
        return (report if finding.place.file.endswith(".md") else ""), None

    @cached_property
    def _beginnings(self) -> list[tuple[ServedPart, tuple[str, str]]]:
        """Every part with what the places in it begin with."""
        return [(part, (f"{part.label} ", f"{part.label}（")) for part in self.parts]

    @cached_property
    def homes(self) -> list[tuple[Finding, str, HeldEntry | None]]:
        """Every finding with its part and entry."""
        return [(one, *self.home_of(one)) for one in self.findings]

    @cached_property
    def finding_names(self) -> list[str]:
        """What the page calls each finding: the same as long as it says the same of the same."""
        seen: Counter[str] = Counter()
        names = []
        for one in self.findings:
            name = digest(one.code, one.place.file, one.subject, *one.seen)[:10]
            seen[name] += 1
            names.append(f"f{name}-{seen[name]}" if seen[name] > 1 else f"f{name}")
        return names

    def count(self, part: str) -> tuple[int, int]:
        """Return how many open places and how many weighty findings beside them a part has."""
        here = [one for one, home, _ in self.homes if home == part]
        opened = sum(map(is_open_place, here))
        return opened, sum(one.weighty for one in here) - opened

    @property
    def drawable(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.cases) and not any(case.inspection.unfillable for case in self.cases)


def raw_text(source: SourceText) -> str | None:
    """Return a file's text with its own line ends, None for one that is not plain UTF-8 and so is not written to."""
    try:
        return (source.data or b"").decode("utf-8")
    except UnicodeDecodeError:
        return None
