"""What was handed in to a bureau: the files of each unit in a folder, and the register of when each came.

单位,收到日期
教育局,2024-03-12
民政局,
期限,2024-03-15
节假日,2024-04-04
上班,2024-04-07
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct, field

from jixiao.errors import UsageError
from jixiao.findings import quoted
from jixiao.fleet.arranged_days import is_working_day
from jixiao.paths import readable
from jixiao.source.regular_file import MAX_TEXT, UnreadableFile, read_regular

REGISTER = "收件登记.csv"
MOST_FILES, MOST_UNITS = 50, 5000
_DEADLINE, _HOLIDAY, _WORKED = "期限", "节假日", "上班"
_HEAD = "单位"
_ENDINGS = (".docx", ".doc", ".xlsx", ".xls", ".txt")


class FilingRegister(Struct, frozen=True):
    """When units handed in (None for not yet), by when they had to, and which days are worked against the week."""

    received: Mapping[str, date | None] = field(default_factory=dict)
    deadline: date | None = None
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is worked: as the register says, else as the year's days are arranged."""
        return day in self.worked or (day not in self.holidays and is_working_day(day))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year in which days are counted; the same for none."""
        days = [day for day in (self.deadline, *self.received.values()) if day is not None]
        return min(days, default=date.max).year, max(days, default=date.max).year

    def count_days_late(self, unit: str) -> int:
        """Return how many working days after the deadline a unit's papers came; 0 where that is not known."""
        came = self.received.get(unit)
        if came is None or self.deadline is None or came <= self.deadline:
            return 0
        days = ((self.deadline + timedelta(number)) for number in range(1, (came - self.deadline).days + 1))
        return sum(map(self.is_working_day, days))


def read_register(folder: Path) -> FilingRegister:
    """Return the register in a folder, an empty one where there is none; UsageError, with the line, for a wrong one."""
    path = folder / REGISTER
    if not path.exists():
        return FilingRegister()
    try:
        text = read_regular(path, MAX_TEXT).decode("utf-8-sig")
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise UsageError(f"{REGISTER} 读不出来：应为 UTF-8 编码的文本文件，每行“单位,收到日期”。") from error
    received: dict[str, date | None] = {}
    special: dict[str, list[date]] = {_DEADLINE: [], _HOLIDAY: [], _WORKED: []}
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        name, day = (row[0].strip(), _day(row, number)) if row and row[0].strip() else ("", None)
        if name in special and day is not None:
            special[name].append(day)
        elif name and not (number == 1 and name == _HEAD):
            received[name] = day
    deadline = special[_DEADLINE][-1] if special[_DEADLINE] else None
    return FilingRegister(received, deadline, frozenset(special[_HOLIDAY]), frozenset(special[_WORKED]))


def _day(row: list[str], number: int) -> date | None:
    words = row[1].strip() if len(row) > 1 else ""
    if not words or (number == 1 and row[0].strip() == _HEAD):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(
            f"{REGISTER} 第 {number} 行的日期{quoted(words)}不对，应为 年-月-日，如 2024-03-12。"
        ) from error


def list_handed_in(folder: Path) -> dict[str, list[Path]]:
    """Return the files of each unit by its name, in order: a folder's, or a single file named after the unit.

    Links are not followed. UsageError where there are none, or more than a bureau has.
    """
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {folder}。")
    units = {name: files for name, files in sorted(_units(folder)) if files}
    if not units or len(units) > MOST_UNITS:
        raise UsageError(f"{folder} 里有 {len(units)} 个单位的文件；应为每个单位一个文件夹，或一个以单位命名的文件。")
    return units


def _units(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            yield readable(path.name), [one for one in sorted(path.rglob("*")) if _is_paper(one)][: MOST_FILES + 1]
        elif _is_paper(path):
            yield readable(path.stem), [path]


def _is_paper(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.suffix.lower() in _ENDINGS and not path.is_symlink() and path.is_file() and not hidden
