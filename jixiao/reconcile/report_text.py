"""The report's paragraphs and where each of their letters is written: file, line and column of the Markdown.

The Markdown is filled in as for ``trace``, with every stretch of its author's words between marks that tell where it
stands. What a loop printed twice is written once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct, field

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.render.declared import ONLY_TAGS, without_declarations
from jixiao.render.environment import BETWEEN, CLOSE, LINE, LINE_END, OPEN, context_of, render_marked_text
from jixiao.render.narrative import list_sources
from jixiao.render.printing import Printer, paragraph_mark
from jixiao.source.markdown import as_markdown
from jixiao.source.tag_pattern import TAG

_MOST_COMPARED = 25_000_000
_START, _MIDDLE, _END = "\ufdd9", "\ufdda", "\ufddb"
_TAG = compile_late(TAG)
_HALF_A_TAG = compile_late(r"\{[{%#]|[}%#]\}")
_SIGN = compile_late(
    f"{LINE}(?P<line>[0-9]+){LINE_END}"
    f"|{_START}(?P<column>[0-9]+){_MIDDLE}(?P<words>[^{_END}]*){_END}"
    f"|{OPEN}(?P<mark>[^{BETWEEN}]*){BETWEEN}[^{CLOSE}]*{CLOSE}"
    "|(?P<other>.)",
    re.DOTALL,
)


# A letter as printed and where it is written; None where no author wrote it (the number of a loop).
Letter = tuple[str, Place | None]


class EditSpan(Struct, frozen=True):
    """From ``start`` up to ``end`` of a Markdown file stands ``words`` instead; whole lines where columns are 1."""

    start: Place
    end: Place
    words: str


class ReportWords(Struct, frozen=True):
    """The author's words between two values; ``place`` is where they begin, or would if there are none."""

    letters: tuple[Letter, ...] = ()
    place: Place | None = None


class WrittenText(Struct, frozen=True):
    """A paragraph: the place of its line, and the words before, between and after its values.

    ``times`` is how often its line prints.
    """

    place: Place
    words: tuple[ReportWords, ...]
    times: int = 1


class _Draft(Struct):
    """A paragraph in the making, by the name of its mark: the letters of its words and where the words begin."""

    line: int
    name: str
    letters: list[list[Letter]] = field(default_factory=lambda: [[]])
    starts: list[Place | None] = field(default_factory=lambda: [None])

    @property
    def places(self) -> Iterator[Place]:
        """The place of each letter, and of the spots between values where there is none."""
        for letters, start in zip(self.letters, self.starts, strict=True):
            places = [place for _, place in letters if place is not None]
            yield from places
            if start is not None and start not in places:
                yield start


def locate_paragraphs(dossier: Dossier, folder: str) -> Mapping[str, WrittenText]:
    """Return the report's paragraphs by the names of their marks; ``folder`` is where messages say its files lie."""
    files = list_sources(dossier)
    return {name: written for file, where in files for name, written in _section(dossier, file, where, folder)}


def _section(dossier: Dossier, name: str, where: str, folder: str) -> Iterator[tuple[str, WrittenText]]:
    text = dossier.narrative[name]
    printer = Printer(where, dossier.overrides, dossier.form_set.amount_places)
    rendered = render_marked_text(_with_places(text), context_of(dossier), printer)
    drafts = list(_drafts(rendered, name, where, f"{folder}/{name}"))
    lines = Counter(draft.line for draft in drafts)
    printed = Counter(place for draft in drafts for place in draft.places)

    def once(place: Place | None) -> Place | None:
        return place if place is None or printed[place] == 1 else None

    for draft in drafts:
        words = tuple(
            ReportWords(tuple((sign, once(place)) for sign, place in letters), once(start))
            for letters, start in zip(draft.letters, draft.starts, strict=True)
        )
        yield draft.name, WrittenText(Place(f"{folder}/{name}", draft.line), words, lines[draft.line])


def _with_places(text: str) -> str:
    stripped = without_declarations(text).split("\n")
    return "\n".join(
        line if ONLY_TAGS.fullmatch(line) or not line.strip() else f"{LINE}{number}{LINE_END}{_placed(line, raw)}"
        for number, (line, raw) in enumerate(zip(stripped, text.split("\n"), strict=True), start=1)
    )


def _placed(line: str, raw: str) -> str:
    """Return a line with marks round its author's words; as it is where they would not be true."""
    pieces, position = [], 0
    for tag in [*_TAG.finditer(line), None]:
        end = tag.start() if tag else len(line)
        words = line[position:end]
        if line != raw or _HALF_A_TAG.search(words):
            return line
        # A mark at the end of a line would keep a line break that the tag before it takes away.
        at_end = tag is None and line[:position].endswith(("%}", "#}")) and not words
        pieces.append("" if at_end else f"{_START}{position}{_MIDDLE}{words}{_END}")
        pieces.append(tag[0] if tag else "")
        position = tag.end() if tag else end
    return "".join(pieces)


def _drafts(rendered: str, name: str, where: str, file: str) -> Iterator[_Draft]:
    times: Counter[int] = Counter()
    draft: _Draft | None = None
    for sign in _SIGN.finditer(rendered):
        if sign["line"]:
            if draft is not None:
                yield draft
            line = int(sign["line"])
            times[line] += 1
            draft = _Draft(line, paragraph_mark(where, f"{name}:{line}", times[line]))
        elif draft is not None:
            _take(draft, sign, file)
    if draft is not None:
        yield draft


def _take(draft: _Draft, sign: re.Match[str], file: str) -> None:
    if sign["mark"]:
        draft.letters.append([])
        draft.starts.append(None)
    elif sign["column"]:
        start = Place(file, draft.line, int(sign["column"]) + 1)
        draft.starts[-1] = draft.starts[-1] or start
        draft.letters[-1] += [
            (letter, Place(file, draft.line, start.column + number)) for number, letter in enumerate(sign["words"])
        ]
    elif sign["other"] != "\n":
        draft.letters[-1].append((sign["other"], None))


def places_of(text: str, words: ReportWords) -> list[Place | None]:
    """Return where each letter of a printed text is written.

    Marks of Markdown (**, ##, \\) are written and not printed, a heading's number is printed and not written: both
    are passed over, from the end, so that a number before a heading finds nothing.
    """
    found: list[Place | None] = []
    left = len(words.letters)
    for sign in reversed(text):
        at = left - 1
        while at >= 0 and not sign.isspace() and words.letters[at][0] != sign:
            at -= 1
        if at < 0 or words.letters[at][0] != sign:
            found.append(None)
        else:
            found.append(words.letters[at][1])
            left = at
    return found[::-1]


def spans_of(old: str, new: str, words: ReportWords) -> tuple[EditSpan, ...] | None:
    """Return the edits of Markdown that make printed words read ``new``; None where nobody wrote them, or only once."""
    if len(old) * len(new) > _MOST_COMPARED:
        return None
    places = places_of(old, words)
    spans: list[EditSpan] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        ends = _written_from(places, words, a, b)
        if ends is None:
            return None
        spans.append(EditSpan(*ends, as_markdown(new[c:d])))
    return tuple(spans)


def _written_from(places: list[Place | None], words: ReportWords, a: int, b: int) -> tuple[Place, Place] | None:
    inside = [place for place in places[a:b] if place is not None]
    if inside or a < b:
        whole = len(inside) == b - a and inside[0].line == inside[-1].line
        return (inside[0], _behind(inside[-1])) if whole else None
    before = places[a - 1] if a else None
    spot = _behind(before) if before is not None else places[0] if a == 0 and places else None
    if spot is None and not places:
        spot = words.place
    return (spot, spot) if spot is not None else None


def _behind(place: Place) -> Place:
    return Place(place.file, place.line, place.column + 1)
