"""Checks a year again whenever a file is saved, and says what that changed.

Polling a few dozen files costs a millisecond and works on every file system, shared folders included.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from jixiao.errors import JixiaoError
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.plain import one_line
from jixiao.reporting.outcome import Outcome
from jixiao.reporting.terminal_text import findings_text, summary

INTERVAL = 0.3
# A save seldom brings more new findings; what an already damaged year begins with is folded.
_WHOLE = 10

Stamps = dict[str, tuple[int, int]]
Check = Callable[[], Outcome]


def list_stamps(workspace: Workspace) -> Stamps:
    """Return path → (time of change, size) of every file of the data and the templates."""
    return {path: stamp for folder in (workspace.root / "data", workspace.templates) for path, stamp in _below(folder)}


def _below(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # being renamed or removed: the next look sees what has become of it
        return
    for entry in entries:
        try:
            if entry.is_dir():
                yield from _below(Path(entry.path))
            else:
                status = entry.stat()
                yield entry.path, (status.st_mtime_ns, status.st_size)
        except OSError:
            continue


class WatchChange(Struct):
    """What one save changed: findings that are new, findings that are gone, what now stands, the work in seconds.

    ``failure`` says why nothing could be checked; the findings then stay as they were. ``texts`` are the data files
    as typed, by name.
    """

    new: list[Finding] = field(default_factory=list)
    resolved: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    failure: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


class Watcher(Struct):
    """Looks at a project's files and checks when they have changed since the last look."""

    workspace: Workspace
    check: Check
    _seen: Stamps | None = None
    _findings: list[Finding] = field(default_factory=list)

    def look(self) -> WatchChange | None:
        """Return what changed, None if no file did; the first look always checks."""
        seen = list_stamps(self.workspace)
        if seen == self._seen:
            return None
        self._seen = seen
        started = time.perf_counter()
        try:
            outcome = self.check()
        except JixiaoError as error:
            return WatchChange(findings=self._findings, failure=str(error))
        new, resolved = compare_findings(self._findings, outcome.findings)
        self._findings = outcome.findings
        seconds = time.perf_counter() - started
        return WatchChange(new, resolved, outcome.findings, seconds, texts=outcome.texts)


def compare_findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are new and those that are gone; one that only moved is neither."""
    before, after = list(before), list(after)
    known, kept = {_identity(finding) for finding in before}, {_identity(finding) for finding in after}
    new = [finding for finding in after if _identity(finding) not in known]
    resolved = [finding for finding in before if _identity(finding) not in kept]
    return new, resolved


def _identity(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.place.file, finding.subject, *finding.seen, finding.waived


def change_text(change: WatchChange, *, colour: bool = False, everything: bool = False) -> str:
    """Return a change as a text: new findings in full unless many, a line for each resolved; ends with a line end."""
    if change.failure:
        return f"\n{change.failure}\n"
    sections = [
        "\n".join(f"已改好 {one.code}  {one_line(one.found)}" for one in change.resolved),
        findings_text(change.new, change.texts, colour=colour, everything=everything or len(change.new) <= _WHOLE),
        f"现有{summary(change.findings)}。（{change.seconds * 1000:.0f} 毫秒）",
    ]
    return "\n" + "\n\n".join(section for section in sections if section) + "\n"


def watch(watcher: Watcher, say: Callable[[WatchChange], None], *, interval: float = INTERVAL) -> None:
    """Look again and again and say what changed, until interrupted."""
    while True:
        change = watcher.look()
        if change is not None:
            say(change)
        time.sleep(interval)
