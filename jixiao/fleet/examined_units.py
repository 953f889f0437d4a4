"""All that units handed in, examined: a folder with copies and letter for each, and one list of all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, JixiaoError, UsageError, name_fault
from jixiao.examine.commented_copy import list_copies
from jixiao.examine.examine_output import list_files
from jixiao.examine.examine_story import ExamineOptions, examine_files
from jixiao.examine.examined_page import EXAMINED_JSON, describe_examined
from jixiao.fleet.arranged_days import describe_arrangement
from jixiao.fleet.filing_register import MOST_FILES, FilingRegister, list_handed_in, read_register
from jixiao.fleet.return_letter import LETTER, LetterFacts, MendedFinding, compare_filings, write_letter
from jixiao.fleet.time_limit import UNIT_SECONDS, OverTime, limit_time
from jixiao.fleet.xlsx_writer import COUNT, Cell, XlsxBook, XlsxColumn
from jixiao.paths import Workspace
from jixiao.plain import json_text
from jixiao.publish.folder import replace_folder
from jixiao.source.regular_file import MAX_DOCUMENT, read_if_regular

LIST, LIST_JSON = "收件核验一览.xlsx", "收件核验一览.json"
_CAME, _LATE, _MISSING, _UNREADABLE = "已报", "迟报", "未报", "没有核验"
_COLUMNS = (
    XlsxColumn("单位", width=28), XlsxColumn("状态", width=10), XlsxColumn("收到日期", width=12),
    XlsxColumn("迟报（工作日）", COUNT, 9), XlsxColumn("迟报扣分", COUNT, 9), XlsxColumn("错误", COUNT, 7),
    XlsxColumn("警告", COUNT, 7), XlsxColumn("提示", COUNT, 7), XlsxColumn("读懂", width=9),
    XlsxColumn("上次意见", COUNT, 9), XlsxColumn("已改", COUNT, 7), XlsxColumn("未改", COUNT, 7),
    XlsxColumn("说明", width=60),
)  # fmt: skip
Finding = Mapping[str, object]


class UnitFiling(Struct, frozen=True):
    """What came of one unit: its state, when it came and how late, what was found, what became of the first letter."""

    unit: str
    state: str
    received: str = ""
    days_late: int = 0
    findings: tuple[Finding, ...] = ()
    read_share: str = ""
    mended: tuple[MendedFinding, ...] | None = None
    note: str = ""

    def count(self, severity: str) -> int:
        """Return how many findings weigh so."""
        return sum(one.get("severity") == severity for one in self.findings)

    @property
    def row(self) -> list[Cell]:
        """Its line in the list; a point is lost for each working day it came late."""
        known: list[Cell] = [None] * 4
        if self.read_share:
            known = [*(self.count(word) for word in ("错误", "警告", "提示")), self.read_share]
        done = None if self.mended is None else sum(one.mended for one in self.mended)
        told = None if self.mended is None else len(self.mended)
        left = None if told is None or done is None else told - done
        late: list[Cell] = [self.days_late or None, -self.days_late or None]
        return [self.unit, self.state, self.received, *late, *known, told, done, left, self.note]


class HandedInRequest(Struct, frozen=True):
    """What is to be examined: the folder handed in, where the results go, those of the first filing, the year."""

    folder: Path
    output: Path
    before: Path | None = None
    year: int | None = None
    seconds: int = UNIT_SECONDS


def examine_units(workspace: Workspace, request: HandedInRequest, step: Callable[[str], None]) -> list[UnitFiling]:
    """Examine what each unit handed in, write its folder, then the list of all, and return what came of each.

    UsageError for a folder that holds something else, EnvironmentFailure where writing fails.
    """
    check_output(request)
    register, units = read_register(request.folder), list_handed_in(request.folder)
    filings = []
    for number, (unit, files) in enumerate(units.items(), start=1):
        step(f"正在核验 {number}/{len(units)} {unit}……")
        filings.append(_examine_unit(workspace, request, register, (unit, files)))
    filings += [UnitFiling(unit, _MISSING) for unit in register.received if unit not in units]
    _write(request.output / "汇总", _summary(filings, register))
    return filings


def check_output(request: HandedInRequest) -> None:
    """Raise UsageError for an output folder that holds something else, or that lies in the folder handed in."""
    inside = request.output.resolve().is_relative_to(request.folder.resolve())
    used = request.output.is_dir() and any(request.output.iterdir())
    if inside or (used and not (request.output / "汇总" / LIST_JSON).is_file()):
        raise UsageError(
            f"{request.output} 不能用来放结果：里面有别的文件，或者就在收件文件夹里。请用 --output 另写一个。"
        )


def _examine_unit(
    workspace: Workspace, request: HandedInRequest, register: FilingRegister, filed: tuple[str, Sequence[Path]]
) -> UnitFiling:
    unit, files = filed
    came, late = register.received.get(unit), register.count_days_late(unit)
    received = came.isoformat() if came else ""
    failed = partial(UnitFiling, unit, _UNREADABLE, received=received, days_late=late)
    if len(files) > MOST_FILES:
        return failed(note=f"文件超过 {MOST_FILES} 个")
    try:
        with limit_time({unit: float(request.seconds)}, unit):
            paper = examine_files(workspace, files, ExamineOptions(request.year), step=lambda _: None)
            copies = list(list_copies(paper))
            told = describe_examined(paper, copies)
            contents = list_files(paper, copies)
    except OverTime:
        return failed(note=f"超过 {request.seconds} 秒，已经停下")
    except JixiaoError as error:
        return failed(note=str(error))
    findings = _findings(told)
    before = _first_filing(request.before, unit)
    mended = None if before is None else tuple(compare_filings(before, findings))
    words = f"，迟 {late} 个工作日" if late else ""
    letter = write_letter(LetterFacts(unit, paper.year, received, words), findings, mended)
    _write(request.output / unit, {**contents, LETTER: letter})
    share = paper.read_share
    return UnitFiling(
        unit,
        _LATE if late else _CAME,
        received=received,
        days_late=late,
        findings=tuple(findings),
        read_share=share,
        mended=mended,
    )


def _findings(told: Mapping[str, object]) -> list[Finding]:
    found = told.get("findings")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _first_filing(before: Path | None, unit: str) -> list[Finding] | None:
    """Return what was found in a unit's first filing; None where it is none, or cannot be read."""
    data = read_if_regular(before / unit / EXAMINED_JSON, MAX_DOCUMENT) if before is not None else None
    if data is None:
        return None
    try:
        told = json.loads(data)
    except ValueError:
        return None
    return _findings(told) if isinstance(told, dict) else None


def _write(folder: Path, files: Mapping[str, bytes | Callable[[Path], None]]) -> None:
    try:
        replace_folder(folder, files)
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {folder}（{name_fault(error)}）。请检查磁盘空间和写入权限。") from error


# the list of all


def _summary(filings: Sequence[UnitFiling], register: FilingRegister) -> Mapping[str, bytes | Callable[[Path], None]]:
    rows = [dict(zip((column.title for column in _COLUMNS), one.row, strict=True)) for one in filings]
    deadline = register.deadline.isoformat() if register.deadline else None
    told = json_text({"deadline": deadline, "units": rows}, indent=1)
    return {LIST: partial(write_list, filings=filings, register=register), LIST_JSON: f"{told}\n".encode()}


def write_list(path: Path, filings: Sequence[UnitFiling], register: FilingRegister) -> None:
    """Write the list of what came, came late and is missing, as a workbook."""
    book = XlsxBook(path)
    sheet = book.sheet("收件核验一览", wide=True)
    sheet.title("收件核验一览")
    sheet.note("".join(_notes(register)))
    sheet.table(_COLUMNS, [one.row for one in filings])
    book.finish()


def _notes(register: FilingRegister) -> Iterator[str]:
    if register.deadline is None:
        yield "没有登记报送期限，不算迟报。"
        return
    yield f"报送期限 {register.deadline}。每迟一个工作日扣 1 分；{'；'.join(describe_arrangement(*register.years))}"
    yield "；收件登记里写的节假日、上班日另算。" if register.holidays or register.worked else "。"


def format_units(filings: Sequence[UnitFiling], output: Path) -> str:
    """Return what a person at the terminal reads."""
    states = (_CAME, _LATE, _MISSING, _UNREADABLE)
    counts = ((state, sum(one.state == state for one in filings)) for state in states)
    lines = [f"单位 {len(filings)} 个：{'、'.join(f'{state} {count}' for state, count in counts if count)}。"]
    for one in filings:
        found = f"错误 {one.count('错误')}、警告 {one.count('警告')}" if one.read_share else one.note
        late = f"，迟 {one.days_late} 个工作日（−{one.days_late} 分）" if one.days_late else ""
        again = (
            "" if one.mended is None else f"；上次 {len(one.mended)} 条，已改 {sum(m.mended for m in one.mended)} 条"
        )
        lines.append(f"  {one.unit}  {one.state}{late}  {found}{again}")
    return "\n".join([*lines, f"{output}/"]) + "\n"


def describe_units(filings: Sequence[UnitFiling]) -> list[dict[str, object]]:
    """Return the same for programs."""
    return [
        {
            "unit": one.unit,
            "state": one.state,
            "received": one.received,
            "days_late": one.days_late,
            "errors": one.count("错误"),
            "warnings": one.count("警告"),
            "mended": None if one.mended is None else [m.mended for m in one.mended],
            "note": one.note,
        }
        for one in filings
    ]


def is_clean(filings: Sequence[UnitFiling]) -> bool:
    """Return whether every unit handed in what nothing of weight is said of."""
    return all(one.read_share and not one.count("错误") and not one.count("警告") for one in filings)
