"""What a question asks about: a value's path, a line of a file, a place on paper.

People write places as they see or hear them: with or without spaces, with full-width or half-width signs, in
several words of the shell. All spellings that say the same are one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.folding import fold
from jixiao.patterns import compile_late
from jixiao.targets.number_words import chinese

_LINE = compile_late(
    r"(?P<file>.+\.(?:yaml|yml|md))(?:\s*[:第]\s*|\s+)(?P<line>[0-9]{1,7})\s*行?(?::[0-9]*)?:?", re.IGNORECASE
)
_CELL = compile_late(r"(?P<where>.+?)第(?P<row>[0-9]{1,4})行(?:,?第?(?P<cell>[0-9]{1,4})[列格栏])?")
_ORDINAL = compile_late(r"(?<=第)[一二三四五六七八九十百]+(?=[行列格栏段处])")
_SUGGESTIONS = 5


class LineQuestion(Struct, frozen=True):
    """A line of a file, as the user wrote the file's name."""

    file: str
    number: int


class CellQuestion(Struct, frozen=True):
    """A cell of a form, or with ``cell`` None a whole row; the form as the user wrote its label."""

    where: str
    row: int
    cell: int | None


class Name(Struct, frozen=True):
    """A path, a section, a part or a paragraph, as the user wrote it."""

    words: str


Query = LineQuestion | CellQuestion | Name


def read_query(words: Iterable[str]) -> Query:
    """Return what is asked about; UsageError for nothing at all."""
    text = " ".join(" ".join(words).split()).strip("“”\"'` ")
    if not text:
        raise UsageError("没有写要查什么。例如：why 附件1.三公经费.决算、why annex1.yaml:28。")
    narrow = unicodedata.normalize("NFKC", fold(text))
    if line := _LINE.fullmatch(narrow):
        return LineQuestion(line["file"], int(line["line"]))
    if cell := _CELL.fullmatch(key(narrow)):
        return CellQuestion(cell["where"], int(cell["row"]), int(cell["cell"]) if cell["cell"] else None)
    return Name(text)


def key(words: str) -> str:
    """Return what is the same for all spellings of a name: half-width, without spaces, quotation marks and case."""
    narrow = _ORDINAL.sub(_arabic, unicodedata.normalize("NFKC", words).casefold())
    return re.sub(r"[\s“”\"']", "", narrow).replace("。", ".").replace("、", "").replace(",", "").strip(".:")


def _arabic(match: re.Match[str]) -> str:
    number = chinese(match[0])
    return match[0] if number is None else str(number)


def choose_name(words: str, known: Iterable[str]) -> str | None:
    """Return the known name that these words spell; None if there is none."""
    wanted = key(words)
    return next((name for name in known if key(name) == wanted), None)


def list_ending(words: str, known: Iterable[str]) -> list[str]:
    """Return the paths that end in these words and have the others before, in this order: 公务接待 决算."""
    wanted = [key(word) for word in re.split(r"[\s.．。]+", words) if key(word)]
    return [path for path in known if wanted and _holds([key(one) for one in path.split(".")], wanted)]


def _holds(segments: list[str], wanted: list[str]) -> bool:
    if segments[-1] != wanted[-1]:
        return False
    rest = iter(segments)
    return all(any(word == segment for segment in rest) for word in wanted)


def nearest(words: str, known: Iterable[str]) -> list[str]:
    """Return the names most like these words, the best first; there may be none."""
    spelled = {key(name): name for name in known}
    found = difflib.get_close_matches(key(words), list(spelled), n=_SUGGESTIONS, cutoff=0.5)
    return [spelled[one] for one in found]
