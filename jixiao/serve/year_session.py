"""One year, served: its state, changes from the page and from outside, undo. One thread works in it at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jixiao.commands.watch import Stamps, list_stamps
from jixiao.findings import Finding, blocks_draft
from jixiao.paths import Workspace
from jixiao.rules.judge import Pause
from jixiao.serve.change_json import change_json, list_moved, list_redrawn
from jixiao.serve.edit_history import DoneChange, EditHistory, pack_change, read_last_change
from jixiao.serve.finding_edits import plan_look, plan_override, plan_reason, plan_waiver
from jixiao.serve.former_values import FormerValues, read_former_values
from jixiao.serve.part_json import FieldWriter, part_json
from jixiao.serve.planned_change import AskedEdit, PlannedChange, plan_edits
from jixiao.serve.project_edits import plan_projects
from jixiao.serve.row_edits import plan_rows
from jixiao.serve.served_year import ServedYear
from jixiao.serve.state_json import list_permissions, state_json
from jixiao.serve.year_opening import inspect_served_year, judge_served_year
from jixiao.source.journal import JournalEntry, content_of
from jixiao.source.store import write_entries

Json = dict[str, Any]
DEED = "make serve"
# A year that prints more is judged behind the answer to a change. The largest real one known prints 1,000 values, and
# is judged in 60 ms.
_JUDGED_AT_ONCE = 4_000
_STANDS_IN_THE_WAY = "这样改以后，整套表读不出、画不出来，没有写入"

_PLANS: Mapping[str, Callable[[ServedYear, Mapping[str, object]], PlannedChange]] = {
    "rows": plan_rows,
    "projects": plan_projects,
    "waive": plan_waiver,
    "reason": plan_reason,
    "look": plan_look,
    "override": plan_override,
}
CHANGES = tuple(_PLANS)
"""What may be asked for beside what is typed."""
_OF_FINDINGS = ("waive", "reason", "look")


class _Overtaken(Exception):
    """The state that is being judged is gone."""


class YearSession:
    """A year as it is served; ``tell`` is called with every event, on the thread that changed something.

    A year that prints more than ``judged_at_once`` is judged behind the answers, by whoever calls ``judge``.
    """

    def __init__(
        self, workspace: Workspace, year: int, *, read_only: bool = False, judged_at_once: int = _JUDGED_AT_ONCE
    ) -> None:
        self.workspace, self.number = workspace, year
        self.read_only, self._at_once = read_only, judged_at_once
        self.revision = 0
        self.history = EditHistory()
        self.tell: Callable[[str, Json], None] = lambda _name, _data: None
        self.git: Json = {"has": False, "changed": 0, "branch": ""}
        self._stamps: Stamps = {}
        self._year: ServedYear | None = None
        self._shown: ServedYear | None = None
        self._judged: ServedYear | None = None
        self._turn = 0
        self._former: FormerValues | None = None

    # what there is

    @property
    def year(self) -> ServedYear:
        """The year as it was last read; read now for the first time."""
        if self._year is None:
            self._reopen()
        assert self._year is not None  # noqa: S101 - just read
        return self._year

    @property
    def shown(self) -> ServedYear:
        """The year as it is drawn: the last state that could be."""
        return self.year if self.year.drawable or self._shown is None else self._shown

    @property
    def judged(self) -> ServedYear:
        """The year as it was last judged; as it is shown where it never was."""
        return self._judged or self.shown

    def _reopen(self) -> None:
        """Read the year anew; what somebody writes meanwhile is seen at the next look."""
        self.drop_judging()
        if not (self.revision or self.read_only):
            last = read_last_change(self.workspace.root, f"data/{self.number}/", DEED)
            self.history.done = [last] if last is not None else []
        self._stamps = list_stamps(self.workspace)
        year = inspect_served_year(self.workspace, self.number)
        is_long = sum(len(case.inspection.prints) for case in year.cases) > self._at_once
        self._take(year if is_long else judge_served_year(year, causes=False))
        self.revision += 1

    def _take(self, year: ServedYear) -> None:
        self._year = year
        if year.drawable:
            self._shown = year
        if year.is_told:
            self._judged = year

    # judging a long year behind what is typed

    @property
    def awaits_judging(self) -> bool:
        """Whether the rules are still to be asked about what is shown, or likely causes to be looked for."""
        return self._year is not None and self._year.unjudged is not None

    def judge(self, wait: Pause = lambda: None) -> ServedYear | None:
        """Return the year judged, on any thread; None where it is judged already, or where something changed meanwhile.

        ``wait`` is called between rules. What comes of it is handed to ``take_judged``.
        """
        year, turn = self._year, self._turn

        def pause() -> None:
            wait()
            if self._turn != turn:
                raise _Overtaken

        try:
            return None if year is None or year.unjudged is None else judge_served_year(year, pause)
        except _Overtaken:
            return None

    def take_judged(self, year: ServedYear) -> None:
        """Take over a year that was judged, and tell, unless something changed meanwhile."""
        if self._year is not None and self.awaits_judging and self._year.sources is year.sources:
            self._take(year)
            self.tell("judged", {"revision": self.revision, "failure": ""})

    def drop_judging(self) -> None:
        """Let the judging that is under way end at the next rule; it is begun again."""
        self._turn += 1

    def finish(self) -> None:
        """Judge the year to its end now."""
        if (year := self.judge()) is not None:
            self.take_judged(year)

    def refresh(self) -> bool:
        """Read the year anew if a file of the data or the templates changed; return whether one did, and tell."""
        if self._year is not None and list_stamps(self.workspace) == self._stamps:
            return False
        before = self.shown if self._year is not None else None
        self._reopen()
        self._former = None
        if before is not None:
            self._tell_state("outside", before)
        return True

    def _tell_state(self, source: str, before: ServedYear) -> None:
        moved, redraw = list_moved(before, self.shown), list_redrawn(before, self.shown)
        self.tell("state", {"revision": self.revision, "from": source, "moved": moved, "redraw": redraw})

    @property
    def former(self) -> FormerValues:
        """What last year's data said."""
        if self._former is None:
            models = {
                name.removeprefix(self.year.folder): (file.prefix, file.model) for name, file in self.year.files.items()
            }
            self._former = read_former_values(self.workspace, self.number, models)
        return self._former

    def state(self) -> Json:
        """Return the whole state, as docs/serve-protocol.md says it."""
        return self._state(findings=True)

    def _state(self, *, findings: bool) -> Json:
        judged = self.year if self.year.is_told else self.judged
        told = state_json(self.year, judged, findings=findings)
        if not told["parts"]:
            told["parts"] = state_json(self.shown, judged, findings=False)["parts"]
        can, cannot = list_permissions(self.year, read_only=self.read_only, has_git=bool(self.git["has"]))
        return {
            "revision": self.revision,
            "readOnly": self.read_only,
            **told,
            "git": self.git,
            "undo": self.history.done[-1].words if self.history.done else "",
            "redo": self.history.undone[-1].words if self.history.undone else "",
            "can": can,
            "cannot": cannot,
        }

    def part(self, name: str) -> Json | None:
        """Return one part; None for one that there is not."""
        part = self.shown.part(name)
        return (
            None
            if part is None
            else {"revision": self.revision, **part_json(self.shown, part, self.former, self.judged)}
        )

    # what is changed

    def edit(self, asked: list[AskedEdit]) -> Json:
        """Make edits of entries and paragraphs and return the answer to them."""
        self.drop_judging()
        self.refresh()
        return self._make(plan_edits(self.year, asked))

    def change(self, kind: str, asked: Mapping[str, object]) -> Json:
        """Change rows or projects, or write what a finding asks for, and return the answer."""
        self.refresh()
        if kind in _OF_FINDINGS and not self.year.is_told:
            self.finish()  # what is asked speaks of what was found
        return self._make(_PLANS[kind](self.year, asked))

    def write_files(self, files: Mapping[str, bytes | None], words: str) -> Json:
        """Write new contents of files that came from elsewhere and return the answer."""
        self.refresh()
        return self._make(PlannedChange(files=dict(files), words=words))

    def step_back(self) -> Json:
        """Take the last change back."""
        return self._step(self.history.done, self.history.undone)

    def step_forward(self) -> Json:
        """Do the change that was taken back last once more."""
        return self._step(self.history.undone, self.history.done)

    def _step(self, source: list[DoneChange], target: list[DoneChange]) -> Json:
        self.refresh()
        plan = PlannedChange()
        if not source:
            plan.refuse("", "没有可以退回的改动。" if source is self.history.done else "没有可以重做的改动。")
            return self._answer(self.shown, plan)
        step = source[-1] if target is self.history.done else source[-1].reversed()
        current = {file: content_of(self.workspace.root, file) for file in step.files}
        plan.files, conflicts = step.onto(current)
        if conflicts:
            plan.conflicts = [{"field": one[0], "yours": one[2], "theirs": one[1], "hash": ""} for one in conflicts]
            plan.files = {}
            return self._answer(self.shown, plan)
        answer = self._make(plan, remember=False)
        if not answer["refused"]:
            target.append(source.pop())
            answer["state"] = self._state(findings=self.year.is_told)
        return answer

    def _make(self, plan: PlannedChange, *, remember: bool = True) -> Json:
        """Write what was planned, read the year anew, put it back where that cannot be read; return the answer."""
        before, root = self.shown, self.workspace.root
        old = {file: content_of(root, file) for file in plan.files}
        new = {file: content for file, content in plan.files.items() if content != old[file]}
        if not new:
            plan.files = {}
            return self._answer(before, plan)
        was_drawable = self.year.drawable
        self._write(old, new)
        self._reopen()
        if was_drawable and not self.year.drawable:
            why = self._why_unreadable()
            self._write(new, {file: old[file] for file in new})
            self._reopen()
            self.revision += 1
            plan.refuse(next(iter(plan.applied), ""), f"{_STANDS_IN_THE_WAY}：{why}")
            plan.applied, plan.noted, plan.files = [], [], {}
            return self._answer(before, plan)
        if remember:
            self.history.add(pack_change(plan.words, old, new))
        answer = self._answer(before, plan)
        self.tell(
            "state", {"revision": self.revision, "from": "page", "moved": answer["moved"], "redraw": answer["redraw"]}
        )
        return answer

    def _write(self, old: Mapping[str, bytes | None], new: Mapping[str, bytes | None]) -> None:
        write_entries(self.workspace.root, [JournalEntry(file, old.get(file), new[file]) for file in new], DEED)

    def _why_unreadable(self) -> str:
        first: Finding | None = next((one for one in self.year.findings if blocks_draft([one])), None)
        return f"{first.found}（{first.place}）。{first.remedy}" if first else self.year.failure

    def _answer(self, before: ServedYear, plan: PlannedChange) -> Json:
        writer = FieldWriter(self.shown, self.former, self.judged)
        changed = change_json(before, self.shown, plan, writer)
        return {"revision": self.revision, **changed, "state": self._state(findings=self.year.is_told)}
